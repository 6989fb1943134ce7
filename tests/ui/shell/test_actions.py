# SPDX-License-Identifier: Apache-2.0
"""One table of commands: every row has a name, a key of its own and a deed; palette, menu and help follow from it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.posts.sources.health import Health
from app.settings import KEEP_GIGABYTES, KEEP_HOURS
from app.texts import LANGUAGES, Language, Texts
from tests.ui.doubles import Cast
from tests.ui.shell.conftest import dialog, the_dialog
from tests.ui.shell.crisis import live_through
from ui.actions import ACTIONS, GROUPS, key_text
from ui.dialogs.help import HelpDialog
from ui.source_words import HEALTH_SHAPES
from ui.widgets.palette import Choice, Palette, score
from ui.workplace import Workplace


def test_every_command_has_a_key_of_its_own_and_a_name_in_three_languages() -> None:
    keys = [QKeySequence(row.key).toString() for row in ACTIONS]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert {row.group for row in ACTIONS} == set(GROUPS)
    for language in LANGUAGES:
        texts = Texts(language)
        names = [texts(f"action-{row.id}") for row in ACTIONS]
        assert len(set(names)) == len(names)


def _palette(workplace: Workplace, qtbot: QtBot) -> Palette:
    workplace.commands["palette"].trigger()
    shown = the_dialog(qtbot, "palette")
    assert isinstance(shown, Palette)
    return shown


def test_the_palette_finds_an_action_by_a_few_characters_and_runs_it(workplace: Workplace, qtbot: QtBot) -> None:
    palette = _palette(workplace, qtbot)
    palette.line.setText("宣布")
    assert palette.model.choices[0].title == "宣布危机事件"
    assert palette.model.choices[0].key == key_text(workplace.commands["incident-declare"])
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    the_dialog(qtbot, "declareDialog").reject()


def test_the_palette_shows_every_command_with_its_key(workplace: Workplace, qtbot: QtBot) -> None:
    palette = _palette(workplace, qtbot)
    shown = {choice.title: choice.key for choice in palette.model.choices}
    for row in ACTIONS:
        if row.id != "palette":
            assert shown[workplace.commands[row.id].text()]
    palette.reject()


def test_the_palette_finds_incidents_statements_people_and_posts(
    workplace: Workplace, cast: Cast, qtbot: QtBot
) -> None:
    live_through(cast)
    palette = _palette(workplace, qtbot)
    palette.line.setText("过期原料")
    assert palette.model.choices[0].title == "▲ 华东三厂过期原料视频"
    palette.line.setText("声明 1")
    assert palette.model.choices[0].title == "声明 1 · 初步声明"
    palette.line.setText("陈屿")
    assert palette.model.choices[0].note == "法务"
    palette.line.setText("退款渠道")
    qtbot.waitUntil(lambda: any("微博" in choice.note for choice in palette.model.choices))
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert workplace.panes.feed.search.text() == "退款渠道"
    qtbot.waitUntil(lambda: dialog("palette") is None)


def test_words_that_find_nothing_find_nothing(workplace: Workplace, qtbot: QtBot) -> None:
    palette = _palette(workplace, qtbot)
    palette.line.setText("……！！")
    qtbot.wait(250)
    assert not palette.model.choices
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


def test_better_fits_come_first() -> None:
    def rated(title: str) -> int:
        return score("导入", Choice(title, "", lambda: None))

    assert rated("导入帖文") > rated("再次导入帖文") > rated("导航进入") > rated("帖文") == 0


def test_the_menu_holds_the_whole_table(workplace: Workplace) -> None:
    menu = QMenu(workplace.window)
    workplace.commands.fill(menu, workplace.desk.texts)
    held = [action.objectName() for below in menu.findChildren(QMenu) for action in below.actions()]
    assert sorted(held) == sorted(row.id for row in ACTIONS)
    menu.deleteLater()


def test_help_lists_every_key_and_every_rule_of_the_seal(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["help"].trigger()
    shown = the_dialog(qtbot, "helpDialog")
    assert isinstance(shown, HelpDialog)
    page = shown.page.toPlainText()
    for row in ACTIONS:
        assert workplace.commands[row.id].text() in page
        assert key_text(workplace.commands[row.id]) in page
    assert "法务必须通过" in page
    assert "RSSHub" in page
    shown.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_tells_of_sources_what_the_program_does(language: Language) -> None:
    texts = Texts(language)
    marks, kept = texts("help-source-health"), texts("help-source-kept")
    assert not [how for how in Health if f"{HEALTH_SHAPES[how]} {texts(f'source-health-{how}')}" not in marks]
    assert f" {KEEP_HOURS} " in kept
    assert f" {KEEP_GIGABYTES} GB" in kept


def test_the_menu_opens_by_its_key_and_closes_again(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["menu"].trigger()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_panes_are_reached_and_put_away_by_the_same_key(workplace: Workplace) -> None:
    docks = workplace.window.docks
    workplace.commands["pane-evidence"].trigger()
    assert not docks.docks["evidence"].visibleRegion().isEmpty()
    workplace.commands["pane-evidence"].trigger()
    assert not docks.is_shown("evidence")
    workplace.commands["pane-evidence"].trigger()
    assert docks.is_shown("evidence")


def test_keys_of_the_table_work_while_somebody_types(workplace: Workplace, qtbot: QtBot) -> None:
    line = workplace.panes.feed.search
    workplace.window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    for key, wanted in ((Qt.Key.Key_K, False), (Qt.Key.Key_E, False), (Qt.Key.Key_A, True)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(line, event)
        assert event.isAccepted() is wanted
    QTest.keyClick(line, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    the_dialog(qtbot, "palette").reject()
