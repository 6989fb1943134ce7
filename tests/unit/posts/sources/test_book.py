# SPDX-License-Identifier: Apache-2.0
"""The list of sources as a person keeps it: nothing secret in the file, nothing lost, every refusal with its mend."""

import threading
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from app.errors import Conflict, EnvironmentFault, FenghuoError, Said, UserError
from app.posts import toml_book
from app.posts.sources.book import SourceBook, without_secrets
from app.posts.sources.kinds import Kinds
from app.posts.sources.source import Source
from app.texts import LANGUAGES, Texts
from tests.ui.doubles import MemoryVault

KINDS = Kinds()
TEXTS = [Texts(language) for language in LANGUAGES]
TOKEN = "correct-horse-battery"
FEED = "https://news.example/feed"


class Broken(MemoryVault):
    """A keyring that has just been locked."""

    def set(self, name: str, secret: str) -> None:
        raise EnvironmentFault(Said("profile-keyring-fault"))


@pytest.fixture
def vault() -> MemoryVault:
    """Secrets in memory."""
    return MemoryVault()


@pytest.fixture
def book(tmp_path: Path, vault: MemoryVault) -> SourceBook:
    """An empty book of the kinds of the house."""
    return SourceBook(tmp_path / "sources.toml", vault, KINDS)


def feed(name: str, address: str = FEED, **more: Any) -> Source:
    return Source(name=name, kind="feed", settings={"address": address}, **more)


def webhook(name: str, token: str = TOKEN, port: str = "18750") -> Source:
    return Source(name=name, kind="webhook", settings={"port": port, "token": token})


def names(book: SourceBook) -> list[str]:
    return [source.name for source in book.sources()]


def refused(action: Any, key: str, *mend: str, kind: type[FenghuoError] = UserError) -> FenghuoError:
    """It is refused with that sentence, which names the mend in each language."""
    with pytest.raises(kind) as caught:
        action()
    assert caught.value.said.key == key
    for texts in TEXTS:
        assert all(word in texts.error(caught.value) for word in mend), texts.error(caught.value)
    return caught.value


# --- what is secret


def test_a_password_never_stands_in_the_file_and_comes_back_when_it_is_needed(
    book: SourceBook, vault: MemoryVault
) -> None:
    (added,) = book.add(webhook("联动"))
    assert added.sealed == ("token",)
    assert added.settings == {"port": "18750"}
    assert TOKEN not in book.path.read_text("utf-8")
    assert vault.secrets == {"source/联动/token": TOKEN}
    assert book.settings(book.named("联动")) == {"port": "18750", "token": TOKEN}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"https://desk:{TOKEN}@news.example/feed?page=2", "https://***@news.example/feed?page=2"),
        (f"https://{TOKEN}@news.example/feed", "https://***@news.example/feed"),
        (f"https://rsshub.example/weibo?key={TOKEN}&n=5", "https://rsshub.example/weibo?key=***&n=5"),
        (
            f"https://rsshub.example/weibo?n=5&ACCESS_TOKEN={TOKEN}",
            "https://rsshub.example/weibo?n=5&ACCESS_TOKEN=***",
        ),
        (f"https://rsshub.example/weibo?%6Bey={TOKEN}", "https://rsshub.example/weibo?key=***"),
    ],
)
def test_an_address_that_carries_a_password_or_a_key_is_shown_without_it(
    book: SourceBook, address: str, shown: str
) -> None:
    (added,) = book.add(feed("新闻", address))
    assert added.settings == {"address": shown}
    assert TOKEN not in book.path.read_text("utf-8")
    assert book.settings(book.named("新闻")) == {"address": address}


@pytest.mark.parametrize(
    "address", [FEED, "https://news.example/feed?keyword=key", "news.example", "", "https://[oops"]
)
def test_an_address_without_a_secret_is_shown_as_it_is(address: str) -> None:
    assert without_secrets(address) == address


def test_even_a_password_of_three_stars_is_kept(tmp_path: Path, vault: MemoryVault) -> None:
    class Starry:
        """A kind with one secret."""

        name, every = "starry", 60
        fields = KINDS["webhook"].fields[1:]

        def checked(self, settings: dict[str, str]) -> dict[str, str]:
            return dict(settings)

    book = SourceBook(tmp_path / "sources.toml", vault, {"starry": Starry()})  # type: ignore[dict-item]
    (added,) = book.add(Source(name="星", kind="starry", settings={"token": "***"}))
    assert book.settings(added) == {"token": "***"}


def test_a_secret_that_left_the_keyring_is_said_with_the_sources_name(book: SourceBook, vault: MemoryVault) -> None:
    (added,) = book.add(webhook("联动"))
    vault.secrets.clear()
    refused(lambda: book.settings(added), "source-secret-gone", "联动", kind=EnvironmentFault)


def test_removing_a_source_removes_its_secrets_too(book: SourceBook, vault: MemoryVault) -> None:
    book.add(webhook("联动"), feed("新闻", f"https://a:{TOKEN}@news.example/"))
    book.remove("联动")
    assert list(vault.secrets) == ["source/新闻/address"]
    book.remove("新闻")
    assert vault.secrets == {}
    assert book.sources() == ()


# --- adding


def test_sources_come_back_in_the_order_they_were_added(book: SourceBook) -> None:
    book.add(feed("乙", watch="品牌", every=120, silent_after=45))
    book.add(feed("甲", "news.example"), webhook("联动"))
    assert names(book) == ["乙", "甲", "联动"]
    first, second, _ = book.sources()
    assert (first.watch, first.every, first.silent_after, first.paused) == ("品牌", 120, 45, False)
    assert second.settings == {"address": "https://news.example/"}


@pytest.mark.parametrize("source", [feed("别名"), feed("别名", f"  {FEED} "), feed("新闻", FEED)])
def test_the_same_settings_twice_are_one_source(book: SourceBook, source: Source) -> None:
    book.add(feed("新闻"))
    assert book.add(source) == ()
    assert book.add(feed("甲", "a.example"), feed("乙", "a.example"))[0].name == "甲"
    assert names(book) == ["新闻", "甲"]


def test_the_same_place_with_another_password_is_another_source(book: SourceBook) -> None:
    book.add(webhook("联动"))
    assert book.add(webhook("联动二")) == ()
    assert len(book.add(webhook("联动二", "another-token-of-length"))) == 1


def test_a_name_that_is_taken_is_refused_and_nothing_is_added(book: SourceBook, vault: MemoryVault) -> None:
    book.add(feed("新闻"))
    refused(lambda: book.add(webhook("联动"), feed("新闻", "b.example")), "source-name-taken", "新闻")
    assert names(book) == ["新闻"]
    assert vault.secrets == {}


def test_sources_from_a_list_get_numbers_where_their_names_are_taken(book: SourceBook) -> None:
    book.add(feed("新闻"))
    added = book.add(*(feed("新闻", f"{n}.example") for n in range(3)), feed("新闻", FEED), rename=True)
    assert [source.name for source in added] == ["新闻 2", "新闻 3", "新闻 4"]
    assert book.free_name(" 新闻 ") == "新闻 5"
    assert book.free_name("论坛") == "论坛"
    twins = book.add(*(feed("很" * 80, f"long.example/{n}") for n in range(2)), rename=True)
    assert len({source.name for source in twins}) == 2
    assert all(len(source.name) <= 80 for source in twins)


# --- what is refused, and what would do


def test_an_unknown_kind_is_answered_with_those_there_are(book: SourceBook) -> None:
    source = Source(name="x", kind="telegram", settings={"address": FEED})
    refused(lambda: book.add(source), "source-kind-unknown", "telegram", "feed", "rsshub", "webhook")


def test_an_unknown_setting_is_answered_with_those_there_are(book: SourceBook) -> None:
    source = Source(name="x", kind="webhook", settings={"prot": "18750"})
    refused(lambda: book.add(source), "source-field-unknown", "prot", "port, token")


def test_a_setting_that_has_choices_takes_no_other(book: SourceBook) -> None:
    source = Source(name="x", kind="mastodon", settings={"instance": "mastodon.example", "timeline": "home"})
    refused(lambda: book.add(source), "source-field-choice", "timeline", "tag, public, local")


@pytest.mark.parametrize("settings", [{}, {"address": "   "}])
def test_a_setting_that_is_missing_is_named(book: SourceBook, settings: dict[str, str]) -> None:
    refused(lambda: book.add(Source(name="x", kind="feed", settings=settings)), "source-field-missing", "address")


@pytest.mark.parametrize("name", ["", "  \n ", "很" * 81, "新闻\u202egnp"])
def test_a_name_that_cannot_be_read_is_refused(book: SourceBook, name: str) -> None:
    refused(lambda: book.add(feed(name)), "source-bad-name", "80")
    assert not book.path.exists()


@pytest.mark.parametrize("figures", [{"every": -1}, {"silent_after": -5}])
def test_a_negative_interval_is_refused(book: SourceBook, figures: dict[str, Any]) -> None:
    refused(lambda: book.add(feed("新闻", **figures)), "source-bad-number")


@pytest.mark.parametrize("deed", ["named", "remove", "replace", "pause"])
def test_a_source_that_is_not_there_is_named(book: SourceBook, deed: str) -> None:
    deeds = {
        "named": lambda: book.named("论坛"),
        "remove": lambda: book.remove("论坛"),
        "replace": lambda: book.replace("论坛", feed("论坛")),
        "pause": lambda: book.pause("论坛", paused=True),
    }
    book.add(feed("新闻"))
    refused(deeds[deed], "source-unknown", "论坛")
    assert names(book) == ["新闻"]


def test_where_there_is_no_source_at_all_it_says_how_to_add_one(book: SourceBook) -> None:
    refused(lambda: book.named("论坛"), "source-none", "fenghuo source add")


# --- changing


def test_pause_and_go_on(book: SourceBook) -> None:
    book.add(webhook("联动"), feed("新闻"))
    before = book.changed()
    assert book.pause("联动", paused=True).paused
    assert book.changed() != before, "the collector sees it by this"
    assert [source.paused for source in book.sources()] == [True, False]
    assert not book.pause("联动", paused=False).paused
    assert book.settings(book.named("联动"))["token"] == TOKEN


def test_a_renamed_source_keeps_its_place_and_its_secrets_move_with_it(book: SourceBook, vault: MemoryVault) -> None:
    book.add(feed("甲"), webhook("联动"), feed("乙", "b.example"))
    book.replace("联动", webhook("回调"))
    assert names(book) == ["甲", "回调", "乙"]
    assert vault.secrets == {"source/回调/token": TOKEN}
    assert book.settings(book.named("回调"))["token"] == TOKEN


def test_a_source_edited_in_place_has_the_new_secret_only(book: SourceBook, vault: MemoryVault) -> None:
    book.add(feed("新闻", f"https://a:{TOKEN}@news.example/"))
    book.replace("新闻", feed("新闻", "https://a:brand-new-word@news.example/"))
    assert list(vault.secrets.values()) == ["https://a:brand-new-word@news.example/"]
    book.replace("新闻", feed("新闻", "https://news.example/"))
    assert vault.secrets == {}
    assert book.named("新闻").sealed == ()


def test_a_source_cannot_take_anothers_name(book: SourceBook) -> None:
    book.add(feed("甲"), feed("乙", "b.example"))
    refused(lambda: book.replace("甲", feed("乙")), "source-name-taken", "乙")
    assert names(book) == ["甲", "乙"]


def test_a_keyring_that_fails_while_a_source_is_edited_leaves_it_as_it_was(
    tmp_path: Path, vault: MemoryVault
) -> None:
    book = SourceBook(tmp_path / "sources.toml", vault, KINDS)
    book.add(webhook("联动"))
    locked = Broken()
    locked.secrets = vault.secrets
    failing = SourceBook(book.path, locked, KINDS)
    refused(lambda: failing.replace("联动", webhook("回调", "brand-new-token-1")), "profile-keyring-fault",
            kind=EnvironmentFault)  # fmt: skip
    assert book.settings(book.named("联动"))["token"] == TOKEN


# --- the file


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[source]]\nname = "甲"\nkind = "feed"\n\n[[source]]\nname =\n', "line 6"),
        ('[[source]]\nname = "甲"\nkind = "feed"\n\n[[source]]\nname = "乙"\n', "line 5"),
        ('[[source]]\nname = "甲"\nkind = "feed"\nevery = "五分钟"\n', "line 1"),
        ('# 我的来源\n\n[[source]]\nname = "甲"\nkind = "feed"\nurl = "x"\n', "line 3"),
    ],
)
def test_a_damaged_file_names_its_line_and_is_not_written_over(book: SourceBook, text: str, line: str) -> None:
    book.path.write_text(text, "utf-8")
    refused(book.sources, "source-book-damaged", line, str(book.path))
    refused(lambda: book.add(feed("新闻")), "source-book-damaged", line)
    assert book.path.read_text("utf-8") == text


def test_a_name_that_a_hand_wrote_twice_is_said(book: SourceBook) -> None:
    one = '[[source]]\nname = "新闻"\nkind = "feed"\n'
    book.path.write_text(one + one, "utf-8")
    refused(book.sources, "source-name-taken", "新闻")


@pytest.mark.parametrize("content", ["名字".encode("gbk"), None])
def test_a_file_that_cannot_be_read_is_said_in_one_sentence(book: SourceBook, content: bytes | None) -> None:
    book.path.mkdir() if content is None else book.path.write_bytes(content)
    refused(book.sources, "source-book-unreadable", str(book.path), kind=EnvironmentFault)


def test_no_file_means_no_sources(book: SourceBook) -> None:
    assert book.sources() == ()
    assert book.changed() == (0, 0)


def test_two_hands_adding_at_once_lose_nothing(tmp_path: Path, vault: MemoryVault) -> None:
    begin = threading.Barrier(2)

    def add(hand: str) -> None:
        own = SourceBook(tmp_path / "sources.toml", vault, KINDS)
        begin.wait()
        for n in range(12):
            own.add(webhook(f"{hand} {n}", f"{TOKEN}-{hand}-{n}", str(20_000 + n)))

    hands = [threading.Thread(target=add, args=(hand,)) for hand in ("left", "right")]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    book = SourceBook(tmp_path / "sources.toml", vault, KINDS)
    assert sorted(names(book)) == sorted(f"{hand} {n}" for hand in ("left", "right") for n in range(12))
    assert all(book.settings(one)["token"] == f"{TOKEN}-{one.name.replace(' ', '-')}" for one in book.sources())


def test_a_book_that_another_program_does_not_let_go_of_is_a_conflict(
    book: SourceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml_book, "_PATIENCE", 0.05)
    with FileLock(book.path.with_suffix(".lock")):
        refused(lambda: book.add(feed("新闻")), "profile-in-use", kind=Conflict)
    assert len(book.add(feed("新闻"))) == 1
