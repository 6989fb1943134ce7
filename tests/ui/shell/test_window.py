# SPDX-License-Identifier: Apache-2.0
"""The window itself: what the strip says, where panes stand, switching language and theme, nothing cut off."""

import re
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refusal, Said
from app.room.incidents import CloseIncident
from app.room.words import Severity
from tests.ui.doubles import Cast
from tests.ui.shell.conftest import dialog, the_dialog
from tests.ui.shell.crisis import live_through
from tests.ui.shell.doubles import PlainSettings
from ui.delegates.feed_delegate import ROW_HEIGHT
from ui.dialogs.sign_in import SignInDialog
from ui.perspectives import PERSPECTIVES, places
from ui.theme import style_sheet
from ui.widgets.elided import ElidedLabel
from ui.workplace import Workplace

# What stays as it is in a Chinese window: keys, formats, networks, the T of T+, languages' own names, the zone.
_LATIN = {
    "Ctrl", "Shift", "Alt", "Enter", "Esc", "F", "K", "T", "SHA", "English", "Asia", "Shanghai", "S", "D", "A", "R",
    "E", "X", "L", "V", "C", "B", "CSV", "JSON", "I", "P", "W", "O", "J", "N", "Home", "End",
    "G", "M", "Q", "Y", "H", "Del", "GB", "Mastodon", "OPML", "RSSHub",
}  # fmt: skip


@pytest.fixture
def busy(workplace: Workplace, cast: Cast, qtbot: QtBot) -> Workplace:
    """The window in the middle of a crisis."""
    live_through(cast)
    workplace.desk.incident_changed.emit()
    workplace.desk.posts_changed.emit()
    qtbot.waitUntil(lambda: workplace.panes.feed.model.rowCount() > 0)
    return workplace


def _settle(qtbot: QtBot) -> None:
    qtbot.wait(400)


def test_before_anything_happened_the_strip_says_so_and_offers_to_declare(workplace: Workplace) -> None:
    strip = workplace.window.strip
    assert strip.level.text() == "平时"
    assert strip.declare.isVisible()
    assert not strip.elapsed.isVisible()
    assert all(chip.isHidden() for chip in strip.clocks)
    assert strip.person.text() == "林越 · 管理层 ▾"


def test_the_strip_says_how_bad_what_since_when_and_what_is_due(busy: Workplace, cast: Cast) -> None:
    strip = busy.window.strip
    assert strip.level.text() == "▲ 二级（较大）"
    assert strip.level.property("level") == "II"
    assert strip.title.text() == "华东三厂过期原料视频"
    assert strip.elapsed.text() == "T+01:10:00"
    late, near, far = strip.clocks
    assert late.figure.text() == "超 00:10:00"
    assert late.property("late") == "true"
    assert far.figure.text() == "04:50:00"
    assert not near.isHidden()
    assert strip.person.text() == "林越 · 总指挥 ▾"
    cast.clock.at += timedelta(seconds=1)
    busy.window.tick()
    assert strip.elapsed.text() == "T+01:10:01"


def test_a_closed_incident_stops_the_strip(busy: Workplace, cast: Cast, qtbot: QtBot) -> None:
    incident = busy.desk.incident
    assert incident is not None
    busy.desk.act(CloseIncident(incident=incident.id, outcome="退款完成"))
    qtbot.waitUntil(lambda: busy.window.strip.level.text() == "已结案")
    before = busy.window.strip.elapsed.text()
    cast.later(30)
    busy.window.tick()
    assert busy.window.strip.elapsed.text() == before
    assert all(chip.isHidden() for chip in busy.window.strip.clocks)


def test_looking_back_shows_and_leads_back_to_now(busy: Workplace, cast: Cast, qtbot: QtBot) -> None:
    busy.desk.look_back(cast.clock.at - timedelta(minutes=40))
    strip = busy.window.strip
    assert strip.past.isVisible()
    assert strip.elapsed.text() == "T+00:30:00"
    QTest.mouseClick(strip.past, Qt.MouseButton.LeftButton)
    assert busy.desk.moment is None
    assert not strip.past.isVisible()


@pytest.mark.parametrize("name", list(PERSPECTIVES))
def test_a_perspective_shows_its_panes_and_no_others(busy: Workplace, name: str) -> None:
    busy.commands[f"perspective-{name}"].trigger()
    wanted = {pane for place in places(PERSPECTIVES[name]) for pane in place.panes}
    docks = busy.window.docks
    assert {key for key in docks.docks if docks.is_shown(key)} == wanted
    for place in places(PERSPECTIVES[name]):
        front = docks.docks[place.panes[0]]
        assert not front.visibleRegion().isEmpty()
    assert busy.window.rail is not None
    assert busy.window.rail.button(f"perspective-{name}").isChecked()


def test_a_layout_is_kept_for_each_perspective_and_can_be_reset(busy: Workplace, settings: PlainSettings) -> None:
    window = busy.window
    busy.commands["pane-sentiment"].trigger()
    assert window.docks.is_shown("sentiment")
    busy.commands["pane-sentiment"].trigger()
    assert not window.docks.is_shown("sentiment")
    busy.commands["perspective-legal"].trigger()
    busy.commands["perspective-commander"].trigger()
    assert not window.docks.is_shown("sentiment")
    window.remember()
    assert settings.window["perspective"] == "commander"
    busy.commands["layout-reset"].trigger()
    assert window.docks.is_shown("sentiment")


def test_a_perspective_comes_back_as_it_was_left(qtbot: QtBot, busy: Workplace) -> None:
    docks = busy.window.docks
    busy.commands["perspective-writer"].trigger()
    shown = {name for name in docks.docks if docks.is_shown(name)}
    for name in ("commander", "legal", "writer"):
        busy.commands[f"perspective-{name}"].trigger()
    assert {name for name in docks.docks if docks.is_shown(name)} == shown
    shared = [place.panes for place in places(PERSPECTIVES["writer"]) if len(place.panes) > 1]
    titles = sorted([busy.desk.texts(f"pane-{name}") for name in panes] for panes in shared)

    def tabs() -> list[list[str]]:
        """Of all tab bars that can be seen; one left over from another layout would stand across a pane."""
        bars = [bar for bar in docks.findChildren(QTabBar) if bar.isVisible() and bar.count()]
        return sorted([bar.tabText(tab) for tab in range(bar.count())] for bar in bars)

    qtbot.waitUntil(lambda: tabs() == titles)


def test_the_key_of_a_pane_goes_there_and_to_its_rows(busy: Workplace) -> None:
    busy.window.activateWindow()
    busy.commands["pane-duties"].trigger()
    busy.commands["pane-feed"].trigger()
    assert busy.window.docks.is_shown("feed")
    assert busy.panes.feed.list.hasFocus()


def test_a_damaged_layout_is_ignored(busy: Workplace, settings: PlainSettings) -> None:
    for blob in ("not base64!", "AAAA", ""):
        settings.window["layout-writer"] = blob
        busy.window.show_perspective("writer")
        busy.window.show_perspective("commander")
        settings.window["layout-writer"] = blob
        busy.commands["perspective-writer"].trigger()
        assert busy.window.docks.is_shown("statement")


def test_a_pane_floats_and_comes_back(busy: Workplace) -> None:
    dock = busy.window.docks.docks["timeline"]
    dock.toggle_floating()
    assert dock.isFloating()
    assert dock.pane.title.isVisible()
    dock.toggle_floating()
    assert not dock.isFloating()


def test_panes_that_share_a_place_have_one_title_each_in_the_tab(busy: Workplace) -> None:
    docks = busy.window.docks.docks
    assert docks["timeline"].pane.title.isHidden()
    assert not docks["feed"].pane.title.isHidden()
    tabs = {bar.tabText(i) for bar in busy.window.docks.findChildren(QTabBar) for i in range(bar.count())}
    assert {"时间线", "证据"} <= tabs


def _words(window: QWidget) -> list[str]:
    said: list[str] = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window().objectName() == "palette":
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            said += [widget.text(), widget.toolTip(), widget.accessibleName()]
        elif isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(i) for i in range(widget.count())]
        elif isinstance(widget, QTabBar):
            said += [widget.tabText(i) for i in range(widget.count())]
    return said


def _latin_words(window: QWidget) -> set[str]:
    plain = (re.sub(r"<[^>]*>|&\w+;|\b[0-9a-f]{12,}\b", " ", said) for said in _words(window))
    return {word for said in plain for word in re.findall(r"[A-Za-z]+", said)} - _LATIN


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_window_holds_no_english(busy: Workplace, qtbot: QtBot, language: str) -> None:
    busy.commands["language-en"].trigger()
    _settle(qtbot)
    assert "Duties" in _words(busy.window)
    busy.commands[f"language-{language}"].trigger()
    _settle(qtbot)
    assert not _latin_words(busy.window)


def test_an_english_window_holds_no_chinese_but_what_people_wrote(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["language-en"].trigger()
    _settle(qtbot)
    written = {"林越", "华东战情室"}
    chinese = {
        run
        for said in _words(workplace.window)
        for run in re.findall(r"[\u4e00-\u9fff]+", said)
        if run not in written and said not in ("简体中文", "繁體中文")
    }
    assert not chinese


def test_every_dialog_of_a_chinese_window_is_chinese(busy: Workplace, qtbot: QtBot) -> None:
    names = {
        "incident-declare": "declareDialog", "incident-level": "levelDialog", "incident-close": "closeDialog",
        "sign-in": "signInDialog", "people": "peopleDialog", "settings": "settingsDialog", "help": "helpDialog",
        "palette": "palette",
    }  # fmt: skip
    for action, name in names.items():
        busy.commands[action].trigger()
        shown = the_dialog(qtbot, name)
        assert not _latin_words(shown), name
        shown.reject()
        qtbot.waitUntil(partial(_is_gone, name))


def _is_gone(name: str) -> bool:
    return dialog(name) is None


def test_qt_speaks_the_window_s_language_too(workplace: Workplace) -> None:
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    workplace.commands["language-en"].trigger()
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_language_and_theme_are_kept(workplace: Workplace, settings: PlainSettings, qapp: QApplication) -> None:
    workplace.commands["language-zh-Hant"].trigger()
    workplace.commands["theme"].trigger()
    assert (settings.language, settings.theme) == ("zh-Hant", "light")
    assert settings.saved >= 2
    assert qapp.styleSheet() == style_sheet("light")
    assert workplace.desk.theme == "light"


def test_settings_that_cannot_be_kept_are_said(workplace: Workplace, settings: PlainSettings) -> None:
    settings.broken = True
    workplace.commands["theme"].trigger()
    assert workplace.window.messages.isVisible()
    assert "/profile" in workplace.window.messages.sentence.text()
    settings.broken = False


def test_a_refusal_is_shown_and_stays_until_it_is_closed(workplace: Workplace) -> None:
    workplace.commands["incident-level"].trigger()
    messages = workplace.window.messages
    assert messages.isVisible()
    assert messages.sentence.text() == "现在没有危机事件。请先宣布一个。"
    workplace.desk.refused.emit(Refusal("x", Said("refusal-log-empty")))
    assert messages.sentence.text() == "内容是空的，请写一句话。"
    messages.clear()
    assert not messages.isVisible()


def test_acting_without_anybody_signed_in_asks_who_it_is(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.desk.sign_in(None)
    assert workplace.window.strip.person.text() == "登录"
    workplace.commands["incident-declare"].trigger()
    asked = the_dialog(qtbot, "signInDialog")
    assert isinstance(asked, SignInDialog)
    asked.passphrase.setText("demo")
    asked.go.click()
    the_dialog(qtbot, "declareDialog").reject()
    assert workplace.desk.session is not None


def test_giving_up_signing_in_is_answered(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    incident = cast.declare()
    workplace.desk.sign_in(None)
    refused: list[object] = []
    workplace.desk.act(CloseIncident(incident=incident, outcome="不了了之"), refused=refused.append)
    the_dialog(qtbot, "signInDialog").reject()
    assert len(refused) == 1
    assert cast.room.state.incidents[incident].open


def _cut(window: QWidget) -> list[str]:
    """Labels and buttons of one line that do not show all of their words."""
    cut: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or isinstance(widget, ElidedLabel):
            continue
        one_line = isinstance(widget, QLabel) and not widget.wordWrap() and "\n" not in widget.text()
        if not one_line and not isinstance(widget, QAbstractButton):
            continue
        hint, size = widget.sizeHint(), widget.size()
        if widget.text() and (hint.width() > size.width() + 1 or hint.height() > size.height() + 2):  # type: ignore[attr-defined]
            cut.append(f"{widget.objectName()} {widget.text()!r} {hint} > {size}")  # type: ignore[attr-defined]
    return cut


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_is_cut_off(busy: Workplace, qtbot: QtBot, language: str, size: tuple[int, int]) -> None:
    busy.commands[f"language-{language}"].trigger()
    busy.window.resize(*size)
    busy.commands["layout-reset"].trigger()
    _settle(qtbot)
    assert (busy.window.width(), busy.window.height()) == size
    window = busy.window
    parts = (window.strip, window.foot, window.rail, window.docks)
    assert not [line for part in parts if part is not None for line in _cut(part)]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_on_a_low_screen_all_keys_of_the_feed_and_the_next_step_are_seen(
    busy: Workplace, qtbot: QtBot, language: str
) -> None:
    busy.commands[f"language-{language}"].trigger()
    busy.window.resize(1366, 768)
    busy.commands["layout-reset"].trigger()
    feed, step = busy.panes.feed, busy.panes.statement.next
    feed.list.setFocus()
    qtbot.keyClick(feed.list, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: feed.look.found is not None)
    for pressed in (Qt.Key.Key_A, Qt.Key.Key_L):  # what people did with it takes lines, too
        qtbot.keyClick(feed.list, pressed)
        qtbot.wait(100)
    _settle(qtbot)

    def cut() -> list[str]:
        keys = [made for made in feed.detail.buttons.findChildren(QAbstractButton) if made.isVisible()]
        assert len(keys) >= 8
        seen = ((one.objectName(), one.visibleRegion().boundingRect() == one.rect()) for one in (*keys, step.word))
        return [name for name, whole in seen if not whole]

    qtbot.waitUntil(lambda: not cut())
    assert step.word.text()
    assert step.word.heightForWidth(step.word.width()) <= step.word.height()
    assert feed.list.viewport().height() >= ROW_HEIGHT


def test_the_wall_shows_level_clocks_curve_and_decisions(busy: Workplace, qtbot: QtBot) -> None:
    busy.commands["wall"].trigger()
    wall = busy.wall
    assert wall is not None
    assert wall.isFullScreen()
    said = {label.text() for label in wall.findChildren(QLabel)}
    assert {"▲ 二级（较大）", "T+01:10:00", "暂停全部定时发布", "最近的决策", "超 00:10:00"} <= said
    assert wall.findChild(QWidget, "pane-sentiment") is not None
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not wall.isVisible())
    busy.commands["wall"].trigger()
    assert wall.isVisible()


def test_a_file_dropped_on_the_window_is_taken(workplace: Workplace, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/data/posts.csv"), QUrl("https://example.org/x")])
    window = workplace.window
    window.files_dropped.disconnect()
    taken: list[object] = []
    window.files_dropped.connect(taken.append)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, mime, left, none))
    assert [path.as_posix() for path in taken[0]] == ["/data/posts.csv"]  # type: ignore[attr-defined]


def test_closing_finishes_what_was_accepted(workplace: Workplace, cast: Cast, settings: PlainSettings) -> None:
    incident = cast.declare(severity=Severity.I)
    workplace.desk.act(CloseIncident(incident=incident, outcome="虚惊一场"))
    workplace.window.close()
    assert not cast.room.state.incidents[incident].open
    assert settings.window["geometry"]
