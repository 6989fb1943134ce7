# SPDX-License-Identifier: Apache-2.0
"""Where posts come from, as a monitor sees it at night: what is well, what fails, what is silent, what can be done.

Trap: states are read off the GUI thread, so a test waits for what it wants to see.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.errors import Said
from app.posts.sources.source import Pulse, Source, SourceState
from tests.ui.doubles import START, Cast
from tests.ui.shell.doubles import Script
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.dialogs.remove import RemoveQuestion
from ui.dialogs.source import SourceDialog
from ui.panes.sources import SourcesPane

MINUTE = timedelta(minutes=1)
HOUR = int(START.timestamp()) // 3600


def feed(name: str, **more: object) -> Source:
    """A feed of an address of its own."""
    return Source(name=name, kind="feed", settings={"address": f"https://{len(name)}.example/{name}"}, **more)  # type: ignore[arg-type]


def well(name: str, **more: object) -> SourceState:
    """A source that brought ten posts an hour until now."""
    known: dict[str, object] = {
        "last_try": START - 3 * MINUTE, "last_success": START - 3 * MINUTE, "last_new": START - 4 * MINUTE,
        "next_try": START + 7 * MINUTE, "hours": {str(HOUR - n): 10 for n in range(6)}, "stored": 60,
    }  # fmt: skip
    return SourceState(name=name, **(known | more))  # type: ignore[arg-type]


@pytest.fixture
def script() -> Script:
    """What a trial does, unless a test says otherwise: nothing."""
    return Script()


@pytest.fixture
def night(cast: Cast) -> Cast:
    """Five sources: well, failing, silent, paused, new; the collector lives."""
    names = ("新闻", "微博", "小红书", "知乎")
    cast.sources.add(*(feed(name) for name in names), feed("豆瓣"))
    cast.sources.pause("知乎", paused=True)
    for state in (
        well("新闻"),
        well("微博", trouble=Said("source-test-slow", {"seconds": 30}), failures=3),
        well("小红书", last_new=START - 90 * MINUTE),
        well("知乎"),
    ):
        cast.posts.states[state.name] = state
    cast.posts.beat(Pulse(at=START, process=1, began=START - 60 * MINUTE))
    return cast


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk, script: Script) -> Iterator[SourcesPane]:
    """The pane in a window of its own, after its first look."""
    made = SourcesPane(desk, script)
    qtbot.addWidget(made)
    made.resize(720, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.pages.currentIndex() > 0)
    yield made
    made.finish()


def choose(pane: SourcesPane, name: str) -> None:
    """Put the keyboard on a source."""
    names = [source.name for source in pane.view.model.rows]
    pane.view.list.setFocus()
    pane.view.list.setCurrentIndex(pane.view.model.index(names.index(name)))


def spoken(pane: SourcesPane) -> list[str]:
    """What a screen reader says of the rows."""
    return [str(pane.view.model.index(row).data()) for row in range(pane.view.model.rowCount())]


def open_dialog(qtbot: QtBot, pane: SourcesPane, kind: type[QDialog]) -> QDialog:
    """The dialog the pane has opened."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in pane.findChildren(kind)))
    return next(one for one in pane.findChildren(kind) if one.isVisible())


def test_every_source_says_how_it_is_in_words(night: Cast, pane: SourcesPane) -> None:
    del night
    news, weibo, notes, zhihu, douban = spoken(pane)
    assert news == "新闻 · 正常 · 订阅源或网站 · 3 分钟前取到 · 7 分钟后再取 · 12 条/时"
    assert weibo.startswith("微博 · 出错 · 订阅源或网站 · 30 秒没有等到回应。")
    assert "12:30 起没有新帖文，已 1 时 30 分；按它平常的节奏，不应超过 1 时 12 分。" in notes
    assert zhihu == "知乎 · 已暂停 · 订阅源或网站 · 不再采集；先前的帖文还在。 · 12 条/时"
    assert "还没有采集过。" in douban
    assert pane.hint.text() == "5 个信息源 · 1 个出错 · 1 个沉默 · 1 个暂停 · 采集进程 ● 运行"
    assert not pane.bar.isVisible()


def test_the_chosen_source_is_explained_below(night: Cast, pane: SourcesPane) -> None:
    del night
    assert not pane.view.detail.isVisible()
    choose(pane, "微博")
    detail = pane.view.detail
    assert detail.heading.text() == "✕ 出错 · 微博 · 订阅源或网站"
    assert detail.place.text() == "https://2.example/微博"
    assert "共存下 60 条" in detail.facts.text()
    assert detail.text.toPlainText() == "30 秒没有等到回应。（连续 3 次）"
    assert pane.view.list.height() > detail.height() / 2


def test_a_dead_collector_is_said_before_anything_else(
    qtbot: QtBot, night: Cast, pane: SourcesPane, desk: Desk
) -> None:
    night.later(12)
    pane.refresh()
    qtbot.waitUntil(pane.bar.isVisible)
    assert pane.bar.title.text() == "采集进程已停：14:00 起没有动静（12 分）"
    assert pane.hint.text().endswith("采集进程 ✕ 已停")
    qtbot.mouseClick(pane.bar.alert, Qt.MouseButton.LeftButton)
    question = open_dialog(qtbot, pane, Question)
    assert isinstance(question, Question)
    assert question.answers()["title"] == pane.bar.title.text()
    question.send()
    qtbot.waitUntil(lambda: len(desk.state.alerts) == 1)
    night.posts.beat(Pulse(at=night.clock.now(), process=2, began=night.clock.now()))
    pane.refresh()
    qtbot.waitUntil(lambda: not pane.bar.isVisible())


def test_a_collector_that_never_ran_is_no_quiet_day(qtbot: QtBot, cast: Cast, pane: SourcesPane) -> None:
    assert not pane.bar.isVisible(), "nothing is missed while there is no source"
    cast.sources.add(feed("新闻"))
    pane.refresh()
    qtbot.waitUntil(pane.bar.isVisible)
    assert pane.bar.title.text() == "采集进程还没有运行过"
    cast.sources.pause("新闻", paused=True)
    pane.refresh()
    qtbot.waitUntil(lambda: not pane.bar.isVisible())


def test_it_looks_every_two_seconds_and_only_while_it_is_seen(qtbot: QtBot, night: Cast, pane: SourcesPane) -> None:
    choose(pane, "小红书")
    night.sources.add(feed("后来的"))
    night.posts.states["小红书"] = well("小红书")
    qtbot.waitUntil(lambda: pane.view.model.rowCount() == 6, timeout=4000)
    chosen = pane.chosen()
    assert chosen is not None
    assert chosen.name == "小红书"
    assert pane.view.detail.heading.text().startswith("● 正常")
    pane.hide()
    night.sources.add(feed("看不见的"))
    qtbot.wait(2300)
    assert pane.view.model.rowCount() == 6
    pane.show()
    qtbot.waitUntil(lambda: pane.view.model.rowCount() == 7, timeout=1500)


def test_a_damaged_book_is_said_once_and_what_was_known_stays(qtbot: QtBot, night: Cast, pane: SourcesPane) -> None:
    whole = night.sources.path.read_text("utf-8")
    night.sources.path.write_text("[[source]]\nname = ", "utf-8")
    pane.refresh()
    qtbot.waitUntil(pane.message.isVisible)
    assert str(night.sources.path) in pane.message.sentence.text()
    pane.message.clear()
    pane.refresh()
    qtbot.wait(200)
    assert not pane.message.isVisible()
    assert pane.view.model.rowCount() == 5
    night.sources.path.write_text(whole, "utf-8")


def test_p_pauses_a_source_and_lets_it_go_on(qtbot: QtBot, night: Cast, pane: SourcesPane) -> None:
    choose(pane, "新闻")
    qtbot.keyClick(pane.view.list, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: pane.view.detail.heading.text().startswith("‖ 已暂停"))
    assert night.sources.named("新闻").paused
    assert pane.view.detail.buttons["pause"].text() == "P 继续"
    qtbot.mouseClick(pane.view.detail.buttons["pause"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not night.sources.named("新闻").paused)
    qtbot.waitUntil(lambda: pane.view.detail.buttons["pause"].text() == "P 暂停")


def test_a_source_is_removed_after_a_question_and_its_password_with_it(
    qtbot: QtBot, cast: Cast, pane: SourcesPane
) -> None:
    settings = {"server": "imap.corp.example", "user": "hx", "password": "secret"}
    cast.sources.add(Source(name="邮箱", kind="imap", settings=settings))
    assert cast.vault.secrets
    pane.refresh()
    qtbot.waitUntil(lambda: pane.view.model.rowCount() == 1)
    choose(pane, "邮箱")
    qtbot.keyClick(pane.view.list, Qt.Key.Key_Delete)
    asked = open_dialog(qtbot, pane, RemoveQuestion)
    asked.reject()
    assert cast.sources.sources()
    qtbot.keyClick(pane.view.list, Qt.Key.Key_Delete)
    asked = open_dialog(qtbot, pane, RemoveQuestion)
    assert isinstance(asked, RemoveQuestion)
    asked.send()
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.first)
    assert not cast.sources.sources()
    assert not cast.vault.secrets
    assert pane.message.sentence.text() == "已移除信息源“邮箱”。它的帖文还在。"


def test_a_source_is_tried_and_its_first_posts_are_shown(
    qtbot: QtBot, night: Cast, pane: SourcesPane, script: Script
) -> None:
    del night
    post = {
        "posted_at": "2026-11-19T05:58:00Z",
        "author": "食安观察",
        "text": "多地核查<b>原料</b>",
        "source": "新闻",
    }
    answer = {"name": "新闻", "ok": True, "read": 20, "posts": [post], "trouble": "", "note": "", "seconds": 1.24}
    script.source = f"print({json.dumps(answer)!r})"
    choose(pane, "新闻")
    qtbot.keyClick(pane.view.list, Qt.Key.Key_T)
    assert "正在测试" in pane.view.detail.text.toPlainText()
    assert pane.view.detail.buttons["stop"].isVisible()
    qtbot.waitUntil(lambda: "测试通过" in pane.view.detail.text.toPlainText(), timeout=10_000)
    assert script.asked == ("source", "test", "新闻", "--json", "--lang", "zh-Hans")
    lines = pane.view.detail.text.toPlainText().splitlines()
    assert lines == ["✓ 测试通过：读到 20 条，用时 1.2 秒", "13:58 · 食安观察 · 新闻", "多地核查<b>原料</b>"]
    choose(pane, "微博")
    assert "测试" not in pane.view.detail.text.toPlainText()


@pytest.mark.parametrize(
    ("child", "said"),
    [
        ('print(\'{"name": "新闻", "ok": false, "trouble": "那边说没有这一页。"}\')', "那边说没有这一页。"),
        ("import sys; sys.exit('资料夹正被别的程序使用。')", "资料夹正被别的程序使用。"),
        ("print('not an answer')", "测试没有给出结果。"),
        ("raise SystemError", "测试没有给出结果。"),
    ],
)
def test_a_trial_that_fails_says_why(
    qtbot: QtBot, night: Cast, pane: SourcesPane, script: Script, child: str, said: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    del night, caplog
    script.source = child
    choose(pane, "新闻")
    pane.test()
    qtbot.waitUntil(lambda: "✕ 测试没有通过" in pane.view.detail.text.toPlainText(), timeout=10_000)
    assert said in pane.view.detail.text.toPlainText()


def test_one_trial_at_a_time_and_it_can_be_stopped(
    qtbot: QtBot, night: Cast, pane: SourcesPane, script: Script
) -> None:
    del night
    script.source = "import time; time.sleep(60)"
    choose(pane, "新闻")
    pane.test()
    choose(pane, "微博")
    pane.test()
    assert pane.message.sentence.text() == "正在测试“新闻”，完了再试。"
    choose(pane, "新闻")
    qtbot.mouseClick(pane.view.detail.buttons["stop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(pane.view.detail.buttons["test"].isVisible, timeout=5000)
    assert pane.view.detail.text.toPlainText() == ""


@pytest.mark.parametrize(
    ("name", "title", "reason"),
    [
        ("微博", "信息源“微博”出错", "30 秒没有等到回应。"),
        ("小红书", "信息源“小红书”沉默", "12:30 起没有新帖文，已 1 时 30 分；按它平常的节奏，不应超过 1 时 12 分。"),
    ],
)
def test_an_alert_is_raised_from_silence_or_failure(
    qtbot: QtBot, night: Cast, pane: SourcesPane, desk: Desk, name: str, title: str, reason: str
) -> None:
    del night
    choose(pane, name)
    qtbot.keyClick(pane.view.list, Qt.Key.Key_R)
    question = open_dialog(qtbot, pane, Question)
    assert isinstance(question, Question)
    line, words = question.field("title"), question.field("reason")
    assert isinstance(line, QLineEdit)
    assert isinstance(words, QPlainTextEdit)
    assert (line.text(), words.toPlainText()) == (title, reason)
    question.send()
    qtbot.waitUntil(lambda: [alert.title for alert in desk.state.alerts.values()] == [title])


def test_nobody_raises_an_alert_without_being_somebody(night: Cast, pane: SourcesPane, desk: Desk) -> None:
    del night
    desk.sign_in(None)
    choose(pane, "微博")
    pane.raise_alert()
    assert pane.message.sentence.text() == desk.texts("pane-sign-in-first")


def test_with_nothing_yet_it_offers_an_address_or_a_preset(qtbot: QtBot, pane: SourcesPane) -> None:
    assert pane.pages.currentWidget() is pane.first
    assert pane.hint.text() == ""
    qtbot.mouseClick(pane.first.address, Qt.MouseButton.LeftButton)
    dialog = open_dialog(qtbot, pane, SourceDialog)
    assert isinstance(dialog, SourceDialog)
    qtbot.waitUntil(dialog.choice.line.hasFocus)
    dialog.reject()
    qtbot.keyClick(pane.first.preset, Qt.Key.Key_Space)
    dialog = open_dialog(qtbot, pane, SourceDialog)
    assert isinstance(dialog, SourceDialog)
    wanted = dialog.choice.wanted()
    assert wanted is not None
    assert wanted.preset == "weibo-keyword"
    dialog.reject()


def test_a_new_source_is_chosen_and_tried_at_once(
    qtbot: QtBot, cast: Cast, pane: SourcesPane, script: Script
) -> None:
    script.source = 'print(\'{"name": "news.example", "ok": true, "read": 0, "seconds": 0.2}\')'
    qtbot.keyClick(pane, Qt.Key.Key_A)
    dialog = open_dialog(qtbot, pane, SourceDialog)
    assert isinstance(dialog, SourceDialog)
    qtbot.keyClicks(dialog.choice.line, "news.example")
    qtbot.keyClick(dialog.choice.line, Qt.Key.Key_Return)
    assert dialog.page is not None
    qtbot.keyClick(dialog.page.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.view.model.rowCount() == 1)
    chosen = pane.chosen()
    assert chosen is not None
    assert chosen == cast.sources.sources()[0]
    qtbot.waitUntil(lambda: "✓ 连得上" in pane.view.detail.text.toPlainText(), timeout=10_000)


def test_lists_come_in_and_go_out_as_opml(qtbot: QtBot, cast: Cast, pane: SourcesPane, tmp_path: Path) -> None:
    cast.sources.add(feed("新闻"), Source(name="文件夹", kind="folder", settings={"path": str(tmp_path)}))
    known = cast.sources.named("新闻").settings["address"]
    lines = "\n".join(
        f'<outline text="{text}" xmlUrl="{url}"/>'
        for text, url in (("新闻", "https://other.example/a"), ("旧的", known), ("坏的", "gopher://x"))
    )
    (tmp_path / "in.opml").write_text(f'<opml version="2.0"><body>\n{lines}\n</body></opml>', "utf-8")
    pane.import_list()
    chooser = pane.findChild(QFileDialog, "opmlChooser")
    chooser.fileSelected.emit(str(tmp_path / "in.opml"))
    chooser.reject()
    qtbot.waitUntil(pane.message.isVisible)
    said = pane.message.sentence.text().splitlines()
    assert said[:3] == ["已添加 1 个信息源。", "1 个先前就有，没有重复添加。", "1 行没有添加："]
    assert said[3].startswith("第 4 行：")
    assert cast.sources.named("新闻 2").settings == {"address": "https://other.example/a"}
    pane.message.clear()
    pane.export_list()
    chooser = pane.findChildren(QFileDialog, "opmlChooser")[-1]
    chooser.fileSelected.emit(str(tmp_path / "out.opml"))
    chooser.reject()
    qtbot.waitUntil(pane.message.isVisible)
    assert "已把 2 个信息源写入" in pane.message.sentence.text()
    assert "另有 1 个没有订阅地址" in pane.message.sentence.text()
    assert b"https://other.example/a" in (tmp_path / "out.opml").read_bytes()


def test_a_list_that_is_none_is_refused_in_a_sentence(qtbot: QtBot, pane: SourcesPane, tmp_path: Path) -> None:
    (tmp_path / "in.opml").write_text("<html/>", "utf-8")
    for name, word in (("in.opml", "OPML"), ("gone.opml", "gone.opml")):
        pane.import_list()
        chooser = pane.findChildren(QFileDialog, "opmlChooser")[-1]
        chooser.fileSelected.emit(str(tmp_path / name))
        chooser.reject()
        qtbot.waitUntil(lambda word=word: word in pane.message.sentence.text())  # type: ignore[misc]


def test_the_menu_offers_lists(qtbot: QtBot, night: Cast, pane: SourcesPane) -> None:
    del night
    qtbot.mouseClick(pane.menu_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [row.text() for row in menu.actions() if row.text()] == ["添加信息源…", "导入 OPML…", "导出 OPML…"]
    menu.close()


def test_it_follows_the_language_and_the_theme(qtbot: QtBot, night: Cast, pane: SourcesPane, desk: Desk) -> None:
    del night
    choose(pane, "微博")
    dark = _ink(pane)
    desk.set_theme("light")
    assert _ink(pane) != dark
    desk.set_texts("en")
    qtbot.waitUntil(lambda: pane.hint.text().startswith("5 sources · 1 failing · 1 silent"))
    assert pane.title.text() == "Sources"
    assert pane.view.detail.buttons["test"].text() == "T Test"
    assert "3 times in a row" in pane.view.detail.text.toPlainText()


def _ink(pane: SourcesPane) -> int:
    """The colour in the middle of a row's mark."""
    picture: QPixmap = pane.view.list.viewport().grab()
    return int(picture.toImage().pixel(18, 17))


def test_in_a_narrow_dock_every_button_is_still_whole(night: Cast, pane: SourcesPane, desk: Desk) -> None:
    del night
    desk.set_texts("en")
    pane.resize(360, 640)
    choose(pane, "微博")
    buttons = pane.view.detail.buttons
    for name in ("test", "pause", "edit", "alert", "remove"):
        assert buttons.rect().contains(buttons[name].geometry()), name
        assert buttons[name].width() >= buttons[name].sizeHint().width()


def test_in_a_low_dock_the_sentence_and_the_buttons_are_what_stays(night: Cast, pane: SourcesPane) -> None:
    del night
    pane.resize(360, 260)
    choose(pane, "微博")
    detail = pane.view.detail
    assert detail.isVisible()
    assert not detail.heading.isVisible()
    assert detail.text.toPlainText()
    assert pane.view.list.height() >= 52
    bottom = detail.buttons.mapTo(pane, detail.buttons.rect().bottomLeft()).y()
    assert bottom <= pane.height()
    pane.resize(360, 640)
    assert detail.heading.isVisible()


def test_a_sentence_of_another_version_is_not_shown_raw(qtbot: QtBot, night: Cast, pane: SourcesPane) -> None:
    night.posts.states["新闻"] = well("新闻", trouble=Said("strange-kind-broke"))
    night.posts.states["微博"] = well("微博", note=Said("strange-note"))
    pane.refresh()
    qtbot.waitUntil(lambda: "出错了，这个版本没有它的说明（strange-kind-broke）。" in spoken(pane)[0])
