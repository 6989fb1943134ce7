# SPDX-License-Identifier: Apache-2.0
"""The list of watches as a person keeps it, in the window or by hand: nothing lost, every refusal with its mend.

Trap: `put` tidies rules (one line end at the end), so what is compared is what came back from it.
"""

import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from app.errors import Conflict, FenghuoError, UserError
from app.posts import toml_book
from app.posts.watches.book import WatchBook, as_text, read_file
from app.posts.watches.watch import Watch, WatchKind
from app.texts import LANGUAGES, Texts

TEXTS = [Texts(language) for language in LANGUAGES]
RULES = """\
退款 | 同音 | 权重 3
"Flight Booking"
/退(款|钱)\\d+/ | 说明 反斜杠照写

[客服]
+客服
!广告 | 说明 群发的不算
"""


@pytest.fixture
def book(tmp_path: Path) -> WatchBook:
    """An empty book."""
    return WatchBook(tmp_path / "watches.toml")


def watch(name: str, rules: str = "退款\n", **more: Any) -> Watch:
    return Watch(name=name, rules=rules, **more)


def names(book: WatchBook) -> list[str]:
    return [one.name for one in book.watches()]


def refused(action: Any, key: str, *mend: str, kind: type[FenghuoError] = UserError) -> None:
    """It is refused with that sentence, which names the mend in each language."""
    with pytest.raises(kind) as caught:
        action()
    assert caught.value.said.key == key
    for texts in TEXTS:
        assert all(word in texts.error(caught.value) for word in mend)


# --- what is kept


def test_what_was_put_is_there_and_the_file_reads_as_it_was_written(book: WatchBook) -> None:
    assert book.watches() == ()
    assert book.changed() is None
    kept = book.put(watch("岁稔", RULES, kind=WatchKind.PRODUCT, sound=True, note="自家"))
    assert book.watches() == (kept,)
    assert kept.rules == RULES
    text = book.path.read_text("utf-8")
    assert text.startswith('[[watch]]\nname = "岁稔"\n')
    assert RULES in text, "no escapes: a person may edit it by hand"
    assert book.changed() is not None


@pytest.mark.parametrize(
    "rules",
    ["a'''b", "航班'", "退款\n'''\n航班'", 'x"""y', "退款\\n", "退款\t二\n三", "退\u200b款", "甲\n\n\n乙\n", "\n甲"],
)
def test_whatever_is_written_comes_back(book: WatchBook, rules: str) -> None:
    kept = book.put(watch("岁稔", rules))
    assert book.named("岁稔") == kept
    assert kept.rules.rstrip("\n") == rules.rstrip("\n")


def test_line_ends_of_any_system_and_spaces_at_ends_of_lines_are_made_one(book: WatchBook) -> None:
    assert book.put(watch("岁稔", "退款  \r\n航班\r改签\t")).rules == "退款\n航班\n改签\n"


def test_a_renamed_watch_keeps_its_place(book: WatchBook) -> None:
    for name in ("甲", "乙", "丙"):
        book.put(watch(name))
    book.put(watch("丁", "航班"), before="乙")
    assert names(book) == ["甲", "丁", "丙"]
    book.put(watch("丁", "改签"), before="丁")
    assert book.named("丁").rules == "改签\n"
    assert book.remove("甲").name == "甲"
    assert names(book) == ["丁", "丙"]


@pytest.mark.parametrize("twin", ["岁稔 Foods", "歲稔 foods", "岁稔  ＦＯＯＤＳ", "岁稔 Fo\u200bods"])
def test_a_name_that_looks_the_same_is_taken(book: WatchBook, twin: str) -> None:
    book.put(watch("岁稔 Foods"))
    refused(lambda: book.put(watch(twin)), "watches-name-taken")
    assert book.named(twin).name == "岁稔 Foods"
    book.put(watch("别家"))
    refused(lambda: book.put(watch(twin), before="别家"), "watches-name-taken")
    assert book.put(watch(twin), before="岁稔 Foods").name == " ".join(twin.split())


# --- what is refused


@pytest.mark.parametrize("name", ["", "  \n ", "*", "很" * 81, "岁稔\u202egnp", "\u200b"])
def test_a_name_that_cannot_be_is_refused(book: WatchBook, name: str) -> None:
    refused(lambda: book.put(watch(name)), "watches-bad-name", "80")
    assert not book.path.exists()


@pytest.mark.parametrize("rules", ["", "\n \n", "# 只有一句话\n"])
def test_a_watch_without_a_keyword_is_refused(book: WatchBook, rules: str) -> None:
    refused(lambda: book.put(watch("岁稔", rules)), "watches-no-keyword", "岁稔")


def test_a_watch_of_which_nothing_is_left_names_the_line(book: WatchBook) -> None:
    refused(lambda: book.put(watch("岁稔", "# 原来的\n/退(款/\n")), "watches-nothing-left", "岁稔", "2")
    refused(lambda: book.put(watch("岁稔", "/./\n")), "watches-nothing-left", "岁稔", "1")
    assert book.put(watch("岁稔", "/退(款/\n退款\n")).rules == "/退(款/\n退款\n", "one good line is enough"


@pytest.mark.parametrize("rules", ["/.{5}/", r"/\pL{2}|\d{2}/", "退款\n\n/\\pL/\n/\\d/", "/.{3}/ | 字段 作者"])
def test_a_watch_that_matches_everything_is_refused(book: WatchBook, rules: str) -> None:
    refused(lambda: book.put(watch("岁稔", rules)), "watches-everything", "岁稔")
    book.put(watch("岁稔", "/.{5}/ | 地区 上海"))
    assert names(book) == ["岁稔"], "what is said in one place is not everything"


@pytest.mark.parametrize("deed", ["named", "remove", "put"])
def test_a_watch_that_is_not_there_is_answered_with_those_that_are(book: WatchBook, deed: str) -> None:
    deeds = {
        "named": lambda: book.named("论坛"),
        "remove": lambda: book.remove("论坛"),
        "put": lambda: book.put(watch("论坛"), before="论坛"),
    }
    refused(deeds[deed], "watches-none", "fenghuo watches add")
    book.put(watch("岁稔"))
    refused(deeds[deed], "watches-unknown", "论坛", "岁稔")
    assert names(book) == ["岁稔"]


# --- several at once


def test_what_is_exported_is_taken_in_as_it_was(book: WatchBook, tmp_path: Path) -> None:
    book.put(watch("岁稔", RULES, kind=WatchKind.PRODUCT, sound=True, note="自家"))
    book.put(watch("禾里记", kind=WatchKind.COMPETITOR))
    there = WatchBook(tmp_path / "there" / "watches.toml")
    there.take_in(read_file(tmp_path / "sent.toml", as_text(book.watches())))
    assert there.watches() == book.watches()


def test_what_is_taken_in_replaces_its_namesake_and_leaves_the_others(book: WatchBook) -> None:
    book.put(watch("甲"))
    book.put(watch("乙"))
    book.take_in((watch("丙"), watch("甲", "航班")))
    assert names(book) == ["甲", "乙", "丙"]
    assert book.named("甲").rules == "航班\n"


def test_one_that_is_refused_keeps_all_of_them_out(book: WatchBook) -> None:
    refused(lambda: book.take_in((watch("甲"), watch("乙", "/.{5}/"))), "watches-everything", "乙")
    refused(lambda: book.take_in((watch("甲"), watch("甲"))), "watches-name-taken", "甲")
    assert book.watches() == ()


def test_a_bare_list_of_words_is_one_watch_named_after_its_file(tmp_path: Path) -> None:
    (one,) = read_file(tmp_path / "航司.txt", "退款\n航班\n")
    assert (one.name, one.rules) == ("航司", "退款\n航班\n")


# --- the file


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ('[[watch]]\nname = "甲"\n\n[[watch]]\nname =\n', "watches-damaged", "line 5"),
        ('[[watch]]\nname = "甲"\n\n[[watch]]\nkind = "brand"\n', "watches-damaged", "line 4"),
        ('[[watch]]\nname = "甲"\nkind = "rival"\n', "watches-damaged", "line 1"),
        ('[[watch]]\nname = "甲"\n\n[[watch]]\nname = "甲"\n', "watches-bad-line", "4"),
        ('[[watch]]\nname = "甲"\n\n[[watch]]\nname = "*"\n', "watches-bad-line", "4"),
    ],
)
def test_a_damaged_file_names_its_line_and_is_not_written_over(
    book: WatchBook, text: str, key: str, line: str
) -> None:
    book.path.write_text(text, "utf-8")
    refused(book.watches, key, line, str(book.path))
    refused(lambda: book.put(watch("丙")), key, line)
    assert book.path.read_text("utf-8") == text


def test_lines_nobody_can_read_do_not_keep_the_book_shut(book: WatchBook) -> None:
    book.path.write_text("[[watch]]\nname = \"甲\"\nrules = '''\n/退(款/\n'''\n", "utf-8-sig")
    assert names(book) == ["甲"]
    book.put(watch("乙"))
    assert book.named("甲").rules == "/退(款/\n"


def test_two_hands_at_once_lose_nothing(book: WatchBook) -> None:
    def add(name: str) -> None:
        WatchBook(book.path).put(watch(name))

    threads = [threading.Thread(target=add, args=(f"主题{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(book)) == [f"主题{n}" for n in range(8)]
    assert tomllib.loads(book.path.read_text("utf-8"))["watch"][0]["rules"] == "退款\n"


def test_a_book_somebody_else_holds_is_a_conflict(book: WatchBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_book, "_PATIENCE", 0.05)
    with FileLock(book.path.with_suffix(".lock")):
        refused(lambda: book.put(watch("甲")), "profile-in-use", kind=Conflict)
