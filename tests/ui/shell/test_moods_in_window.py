# SPDX-License-Identifier: Apache-2.0
"""From the window: the analysis by its keys, posts of a term in the feed, moods put right, a type suggested."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.analysis.overview import Overview
from app.posts.post import Mood
from app.room.words import CrisisType
from tests.ui.doubles import Cast
from tests.ui.panes.analysed import FOUND, Counting, counting_of, pour
from tests.ui.shell.conftest import dialog, the_dialog
from ui.dialogs.incident import DeclareDialog
from ui.workplace import Workplace

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return counting_of(monkeypatch)


@pytest.fixture
def window(qtbot: QtBot, cast: Cast, counting: Counting, workplace: Workplace) -> Workplace:
    """The window with three posts, the first one chosen."""
    del counting
    pour(cast)
    workplace.desk.posts_changed.emit()
    feed = workplace.panes.feed
    qtbot.waitUntil(lambda: feed.model.rowCount() == 3)
    feed.list.setFocus()
    qtbot.keyClick(feed.list, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: feed.look.found is not None)
    workplace.window.activateWindow()
    qtbot.waitUntil(workplace.window.isActiveWindow)
    return workplace


def test_alt_0_opens_the_analysis_and_enter_leads_to_the_posts(qtbot: QtBot, window: Workplace) -> None:
    qtbot.keyClick(window.window, Qt.Key.Key_0, ALT)
    pane = window.panes.analysis
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.parts)
    qtbot.keyClick(window.window, Qt.Key.Key_Q, CTRL | ALT)
    qtbot.waitUntil(lambda: pane.parts.currentWidget() is pane.parts.asks)
    qtbot.keyClick(pane.parts.asks.lines.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.parts.asks.lines.list, Qt.Key.Key_Return)
    feed = window.panes.feed
    assert feed.search.text() == "检测报告"
    qtbot.waitUntil(lambda: feed.model.rowCount() == 1)
    qtbot.waitUntil(feed.list.hasFocus)


def test_behind_the_tab_of_another_pane_nothing_is_worked_out(
    qtbot: QtBot, window: Workplace, counting: Counting
) -> None:
    pane = window.panes.analysis
    qtbot.wait(600)
    assert window.window.docks.is_shown("analysis")
    assert not pane.in_sight
    assert counting.asked == []
    window.window.docks.reveal("analysis")
    qtbot.waitUntil(lambda: len(counting.asked) == 1)
    assert pane.in_sight
    curve = window.panes.sentiment
    assert not curve.in_sight
    counted = curve._question
    window.desk.posts_changed.emit()
    qtbot.wait(1200)
    assert curve._question == counted, "a curve nobody sees is not drawn"
    window.window.docks.reveal("sentiment")
    qtbot.waitUntil(lambda: curve._question == counted + 1)


def test_each_part_has_a_key_of_the_window(qtbot: QtBot, window: Workplace) -> None:
    pane = window.panes.analysis
    for key, part in (
        (Qt.Key.Key_V, pane.parts.voices), (Qt.Key.Key_Y, pane.parts.types), (Qt.Key.Key_H, pane.parts.terms),
    ):  # fmt: skip
        qtbot.keyClick(window.window, key, CTRL | ALT)
        assert pane.parts.currentWidget() is part


def test_a_mood_is_put_right_from_the_palette_or_its_key(qtbot: QtBot, window: Workplace) -> None:
    qtbot.keyClick(window.window, Qt.Key.Key_C, CTRL | SHIFT)
    choice = the_dialog(qtbot, "moodChoice")
    qtbot.keyClick(choice, Qt.Key.Key_1)
    state = window.desk
    qtbot.waitUntil(lambda: [said.mood for said in state.state.moods.values()] == [Mood.NEGATIVE])
    qtbot.waitUntil(lambda: dialog("moodChoice") is None)
    window.window.activateWindow()
    qtbot.waitUntil(window.window.isActiveWindow)
    qtbot.keyClick(window.window, Qt.Key.Key_C, CTRL | ALT)
    qtbot.keyClick(the_dialog(qtbot, "moodChoice"), Qt.Key.Key_3)
    qtbot.waitUntil(lambda: len(state.state.moods) == 2)


def declaring(qtbot: QtBot, window: Workplace) -> DeclareDialog:
    qtbot.keyClick(window.window, Qt.Key.Key_D, CTRL)
    found = the_dialog(qtbot, "declareDialog")
    assert isinstance(found, DeclareDialog)
    return found


def test_a_type_is_suggested_with_reasons_but_not_chosen(qtbot: QtBot, window: Workplace) -> None:
    asking = declaring(qtbot, window)
    qtbot.waitUntil(asking.suggested.take.isVisible)
    sentence = asking.suggested.sentence.text()
    assert "把握 82%" in sentence
    assert "“过期” 31 条" in sentence
    assert asking.type.currentData() == CrisisType.PUBLIC_OPINION
    asking.suggested.take.setFocus()
    qtbot.keyClick(asking.suggested.take, Qt.Key.Key_Space)
    assert asking.type.currentData() == CrisisType.PRODUCT
    asking.reject()


def test_on_poor_evidence_the_dialog_suggests_nothing(qtbot: QtBot, window: Workplace, counting: Counting) -> None:
    counting.found = Overview(3, 3, (), (), FOUND.voices, (), 0)
    asking = declaring(qtbot, window)
    qtbot.waitUntil(lambda: "不足以提示类型" in asking.suggested.sentence.text())
    assert not asking.suggested.take.isVisible()
    asking.reject()
