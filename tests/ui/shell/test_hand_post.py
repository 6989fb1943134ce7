# SPDX-License-Identifier: Apache-2.0
"""Posts by hand: pasted, or noted on the telephone; sent as one line of JSON to a real child process.

Trap: the clipboard is the whole session's, so each test says what it holds.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QDateTime, QMimeData, Qt, QTime, QTimeZone, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.posts.sources.kinds import Kinds
from app.posts.sources.port import Document
from app.texts import LANGUAGES, Texts
from tests.ui.shell.conftest import dialog, the_dialog, type_in
from tests.ui.shell.doubles import Script
from ui.child import Child
from ui.dialogs.hand_post import PLATFORMS, HandPost, NotedCall, PastedPost, platform_name
from ui.workplace import Workplace

_KEEPS = """
import json, sys
assert sys.stdin.readline() == "open sesame\\n"
said = sys.stdin.read()
assert sys.argv[1:] == ["import", "-", "--json", "--lang", "zh-Hans"]
open("said.jsonl", "a", encoding="utf-8").write(said)
print(json.dumps({"file": "-", "read": 1, "stored": 1}), flush=True)
"""
_KNOWS = _KEEPS.replace('"stored": 1', '"stored": 0, "same": 1')
_REFUSES = _KEEPS.replace('"stored": 1', '"stored": 0, "rejected": [{"line": 1, "reason": "没有发布时间。"}]')
_UTC = QTimeZone(QTimeZone.Initialization.UTC)


@pytest.fixture(autouse=True)
def keeps(qapp: QApplication, script: Script) -> Iterator[None]:
    """The child stores what it is given, into a file of the test. The clipboard is left empty: Qt, at the very end,
    cannot let go of what Python put there.
    """
    script.source = _KEEPS
    yield
    qapp.clipboard().clear()


def _clip(words: str) -> None:
    QApplication.clipboard().setText(words)


def _pasting(workplace: Workplace, qtbot: QtBot, words: str = "") -> PastedPost:
    _clip(words)
    workplace.commands["post-paste"].trigger()
    form = the_dialog(qtbot, "pasteDialog")
    assert isinstance(form, PastedPost)
    qtbot.waitUntil(form.isActiveWindow)
    return form


def _noting(workplace: Workplace, qtbot: QtBot) -> NotedCall:
    workplace.commands["post-phone"].trigger()
    form = the_dialog(qtbot, "callDialog")
    assert isinstance(form, NotedCall)
    qtbot.waitUntil(form.isActiveWindow)
    return form


def _ctrl_enter(form: HandPost) -> None:
    QTest.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _said() -> dict[str, str]:
    found: dict[str, str] = json.loads(Path("said.jsonl").read_text("utf-8"))
    return found


def test_a_copied_post_is_stored_as_it_was(workplace: Workplace, qtbot: QtBot) -> None:
    form = _pasting(workplace, qtbot, "没人管，客服打不通。\nhttps://weibo.com/123/Db8BHCdEZ（转）\n")
    assert form.text.toPlainText() == "没人管，客服打不通。\nhttps://weibo.com/123/Db8BHCdEZ（转）"
    assert form.url.text() == "https://weibo.com/123/Db8BHCdEZ"
    assert form.platform.currentText() == "微博"
    assert form.time.text() == "2026-11-19 14:00"
    assert form.text.hasFocus()
    type_in(form.author, "厨房里的猫")
    type_in(form.followers, "1.2萬")
    changed: list[int] = []
    workplace.desk.posts_changed.connect(lambda: changed.append(1))
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("pasteDialog") is None)
    assert workplace.window.messages.sentence.text() == "已存 1 条。"
    assert changed == [1]
    assert _said() == {
        "posted_at": "2026-11-19T14:00:00+08:00", "source": "weibo", "author": "厨房里的猫", "followers": "1.2万",
        "url": "https://weibo.com/123/Db8BHCdEZ",
        "text": "没人管，客服打不通。\nhttps://weibo.com/123/Db8BHCdEZ（转）",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("link", "platform"),
    [
        ("https://www.xiaohongshu.com/explore/64", "小红书"),
        ("http://xhslink.com/a", "小红书"),
        ("https://x.com/a/status/1", "X（推特）"),
        ("https://bbs.example.org/t/1", "bbs.example.org"),
    ],
)
def test_an_address_alone_is_the_link_and_tells_the_platform(
    workplace: Workplace, qtbot: QtBot, link: str, platform: str
) -> None:
    form = _pasting(workplace, qtbot, link)
    assert (form.text.toPlainText(), form.url.text(), form.platform.currentText()) == ("", link, platform)
    form.reject()


def test_a_platform_somebody_wrote_stays(workplace: Workplace, qtbot: QtBot) -> None:
    form = _pasting(workplace, qtbot)
    form.platform.setEditText("内部论坛")
    form.url.setText("https://weibo.com/1/a")
    assert form.platform.currentText() == "内部论坛"
    type_in(form.text, "出事了")
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("pasteDialog") is None)
    assert _said()["source"] == "内部论坛"


def test_files_on_the_clipboard_are_no_words(workplace: Workplace, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/data/posts.csv")])
    QApplication.clipboard().setMimeData(mime)
    workplace.commands["post-paste"].trigger()
    form = the_dialog(qtbot, "pasteDialog")
    assert isinstance(form, PastedPost)
    assert form.text.toPlainText() == form.url.text() == ""
    form.reject()


def test_what_is_missing_or_cannot_be_meant_is_said_at_its_field(
    workplace: Workplace, script: Script, qtbot: QtBot
) -> None:
    form = _pasting(workplace, qtbot)
    form.send()
    assert form.message.sentence.text() == "请先填原文，再保存。"
    type_in(form.text, "出事了")
    form.url.setText("weibo")
    form.send()
    assert "看不懂的链接“weibo”" in form.message.sentence.text()
    form.url.clear()
    form.followers.setText("很多")
    form.send()
    assert "看不懂的粉丝数“很多”" in form.message.sentence.text()
    assert form.followers.hasFocus()
    form.followers.clear()
    form.time.setDateTime(QDateTime(QDate(2026, 11, 19), QTime(14, 1), _UTC))
    form.send()
    assert "这个时间还没有到：现在是 2026-11-19 14:00:00" in form.message.sentence.text()
    assert script.asked == ()
    form.reject()


def test_a_call_is_noted_without_anybodys_number(workplace: Workplace, qtbot: QtBot) -> None:
    form = _noting(workplace, qtbot)
    assert form.called.currentText() == "客服热线"
    type_in(form.text, "孩子喝了以后吐了两次，要求退钱")
    type_in(form.region, "上海")
    form.time.setDateTime(QDateTime(QDate(2026, 11, 19), QTime(9, 5), _UTC))
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("callDialog") is None)
    assert _said() == {
        "posted_at": "2026-11-19T09:05:00+08:00", "source": "phone", "author": "匿名", "region": "上海",
        "title": "打给客服热线的电话", "text": "孩子喝了以后吐了两次，要求退钱",
    }  # fmt: skip
    (item,) = Kinds()["webhook"].items(Document(data=Path("said.jsonl").read_bytes(), charset="utf-8"))
    assert (item.source, item.author, item.region) == ("phone", "匿名", "上海")
    assert (item.title, item.text) == ("打给客服热线的电话", "孩子喝了以后吐了两次，要求退钱")


def test_a_call_needs_words_and_nothing_else(workplace: Workplace, qtbot: QtBot) -> None:
    form = _noting(workplace, qtbot)
    form.called.setEditText("")
    form.send()
    assert form.message.sentence.text() == "请先填对方说了什么，再保存。"
    type_in(form.text, "退钱")
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("callDialog") is None)
    assert set(_said()) == {"posted_at", "source", "author", "text"}


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (_REFUSES, "没有存下：没有发布时间。"),
        (
            "import sys; print('磁盘满了，请腾出空间后再试。', file=sys.stderr); sys.exit(1)",
            "磁盘满了，请腾出空间后再试。",
        ),
        ("import sys; sys.stdin.read()", "没有做成"),
    ],
)
def test_a_failure_keeps_everything_that_was_typed(
    workplace: Workplace, script: Script, qtbot: QtBot, source: str, sentence: str
) -> None:
    script.source = source
    form = _noting(workplace, qtbot)
    type_in(form.text, "孩子喝了以后吐了两次")
    form.send()
    assert not form.go.isEnabled()
    qtbot.waitUntil(form.go.isEnabled)
    assert sentence in form.message.sentence.text()
    assert form.text.toPlainText() == "孩子喝了以后吐了两次"
    script.source = _KEEPS
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("callDialog") is None)


def test_a_post_that_is_there_already_is_said(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    script.source = _KNOWS
    form = _pasting(workplace, qtbot, "出事了")
    _ctrl_enter(form)
    qtbot.waitUntil(lambda: dialog("pasteDialog") is None)
    assert "早已存过" in workplace.window.messages.sentence.text()


def test_escape_stops_the_storing_first_and_closes_then(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    script.source = "import time; time.sleep(60)"
    form = _pasting(workplace, qtbot, "出事了")
    form.send()
    qtbot.wait(100)
    form.send()
    assert len(workplace.errands.findChildren(Child)) == 1
    QTest.keyClick(form, Qt.Key.Key_Escape)
    qtbot.waitUntil(form.go.isEnabled)
    assert form.isVisible()
    assert form.message.sentence.text() == "已停止，没有保存。填好的都还在。"
    assert form.text.toPlainText() == "出事了"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert dialog("pasteDialog") is None


def test_the_tab_key_reaches_every_field(workplace: Workplace, qtbot: QtBot) -> None:
    form = _noting(workplace, qtbot)
    reached = set()
    for _ in range(12):
        widget = form.focusWidget()
        reached.add(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {"text", "caller", "called", "time", "region", "cancel", "go"} <= reached
    form.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_platform_has_a_name(language: str) -> None:
    names = [platform_name(Texts(language), platform) for platform in PLATFORMS]  # type: ignore[arg-type]
    assert len(set(names)) == len(PLATFORMS)
    assert all(name not in PLATFORMS for name in names)


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("看这个http://xhslink.com/a/b1复制本条信息打开小红书", "http://xhslink.com/a/b1"),
        ("见 https://weibo.com/1/a?x=1&y=2#z。", "https://weibo.com/1/a?x=1&y=2#z"),
        ("see https://example.org/a_b.", "https://example.org/a_b"),
        ("没有链接", ""),
    ],
)
def test_the_link_is_found_among_words(workplace: Workplace, qtbot: QtBot, words: str, link: str) -> None:
    form = _pasting(workplace, qtbot, words)
    assert (form.url.text(), form.text.toPlainText()) == (link, words)
    form.reject()
