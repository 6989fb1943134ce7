# SPDX-License-Identifier: Apache-2.0
"""Secrets of sources: sealed in a file that says nothing, or in the OS keyring, each profile for itself."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import EnvironmentFault
from app.os_keyring import OsKeyring
from app.posts.sources.book import SourceBook
from app.posts.sources.kinds import Kinds
from app.posts.sources.source import Source
from app.texts import LANGUAGES, Texts
from app.vault import KeyringVault, SealedVault

KEY = bytes(range(32))
NAME, SECRET = "source/新闻/password", "口令-with-words-123"
TEXTS = [Texts(language) for language in LANGUAGES]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a profile seals them."""
    return tmp_path / "credentials.json"


def damaged(action: Callable[[], object], path: Path) -> None:
    """It is refused with one sentence that names the file and holds no secret."""
    with pytest.raises(EnvironmentFault) as refused:
        action()
    assert refused.value.said.key == "source-vault-damaged"
    for texts in TEXTS:
        sentence = texts.error(refused.value)
        assert str(path) in sentence
        assert SECRET not in sentence
        assert "\n" not in sentence


# --- sealed in a file


def test_what_was_sealed_is_there_again_for_the_same_profile(path: Path) -> None:
    SealedVault(path, KEY).set(NAME, SECRET)
    SealedVault(path, KEY).set("source/b/token", "")
    again = SealedVault(path, KEY)
    assert again.get(NAME) == SECRET
    assert again.get("source/b/token") == ""
    assert again.get("source/c/token") is None


def test_the_file_holds_no_secret_in_clear_nor_the_key(path: Path) -> None:
    vault = SealedVault(path, KEY)
    vault.set(NAME, SECRET)
    raw = path.read_bytes()
    assert SECRET.encode() not in raw
    assert KEY not in base64.b64decode(json.loads(raw)[NAME])
    for word in ("口令", "with-words", base64.b64encode(SECRET.encode()).decode()[:12], KEY.hex()):
        assert word not in raw.decode()


def test_the_same_secret_sealed_twice_looks_different(path: Path) -> None:
    vault = SealedVault(path, KEY)
    seen = set()
    for _ in range(5):
        vault.set(NAME, SECRET)
        seen.add(path.read_bytes())
    assert len(seen) == 5, "or one could tell that a password is used again"


def test_a_vault_that_was_never_used_leaves_no_file(path: Path) -> None:
    vault = SealedVault(path, KEY)
    assert vault.get(NAME) is None
    vault.drop(NAME)
    assert not path.exists()


def test_another_profiles_key_opens_nothing(path: Path) -> None:
    SealedVault(path, KEY).set(NAME, SECRET)
    damaged(lambda: SealedVault(path, bytes(32)).get(NAME), path)


def test_a_secret_moved_under_another_name_does_not_open(path: Path) -> None:
    vault = SealedVault(path, KEY)
    vault.set(NAME, SECRET)
    sealed = json.loads(path.read_bytes())
    path.write_text(json.dumps({"source/webhook/token": sealed[NAME]}))
    damaged(lambda: vault.get("source/webhook/token"), path)


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b'{"a": 1}', b"\xff\xfe", b"hello"])
def test_a_damaged_file_is_one_sentence_and_is_not_written_over(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    vault = SealedVault(path, KEY)
    for action in (lambda: vault.get(NAME), lambda: vault.set(NAME, SECRET), lambda: vault.drop(NAME)):
        damaged(action, path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("sealed", ["", "AAAA", "no base64 at all!", base64.b64encode(bytes(60)).decode(), "口令"])
def test_one_damaged_secret_does_not_cost_the_others(path: Path, sealed: str) -> None:
    vault = SealedVault(path, KEY)
    vault.set("source/b/token", SECRET)
    path.write_text(json.dumps({**json.loads(path.read_bytes()), NAME: sealed}), "utf-8")
    damaged(lambda: vault.get(NAME), path)
    assert vault.get("source/b/token") == SECRET
    vault.drop(NAME)
    assert vault.get(NAME) is None


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    vault = SealedVault(path, KEY)
    vault.set(NAME, SECRET)
    raw = base64.b64decode(json.loads(path.read_bytes())[NAME])
    for at in range(len(raw)):
        flipped = bytes(byte ^ (place == at) for place, byte in enumerate(raw))
        path.write_text(json.dumps({NAME: base64.b64encode(flipped).decode()}), "utf-8")
        damaged(lambda: vault.get(NAME), path)


# --- in the OS keyring


def test_two_profiles_never_meet_in_the_keyring(memory_keyring: dict[tuple[str, str], str]) -> None:
    one, other = KeyringVault(OsKeyring(), "profile-a"), KeyringVault(OsKeyring(), "profile-b")
    one.set(NAME, SECRET)
    other.set(NAME, "another")
    assert (one.get(NAME), other.get(NAME)) == (SECRET, "another")
    assert len(memory_keyring) == 2
    one.drop(NAME)
    assert (one.get(NAME), other.get(NAME)) == (None, "another")
    one.drop(NAME)


def test_two_books_with_the_same_source_keep_their_own_passwords(
    memory_keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    books = []
    for profile in ("a", "b"):
        (tmp_path / profile).mkdir()
        book = SourceBook(tmp_path / profile / "sources.toml", KeyringVault(OsKeyring(), profile), Kinds())
        book.add(Source(name="联动", kind="webhook", settings={"token": f"long-enough-token-{profile}"}))
        books.append(book)
    assert [book.settings(book.named("联动"))["token"][-1] for book in books] == ["a", "b"]
    books[0].remove("联动")
    assert list(memory_keyring.values()) == ["long-enough-token-b"]


def test_a_keyring_that_fails_is_said(memory_keyring: dict[tuple[str, str], str]) -> None:
    vault = KeyringVault(OsKeyring(), "profile-a")
    vault.set(NAME, SECRET)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    actions: list[Callable[[], object]] = [
        lambda: vault.get(NAME),
        lambda: vault.set(NAME, SECRET),
        lambda: vault.drop(NAME),
    ]
    for action in actions:
        with pytest.raises(EnvironmentFault) as refused:
            action()
        assert all(texts.error(refused.value) for texts in TEXTS)
        assert SECRET not in str(refused.value)
    assert list(memory_keyring.values()) == [SECRET]
