# SPDX-License-Identifier: Apache-2.0
"""The walk of a night: from "37 new" to a linked story and a raised alert, and no hand on a mouse.

Everything is pressed in whatever has the keyboard at that moment. Trap: nothing is chosen by the test, only by keys.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Post
from app.room.words import WarningLevel
from tests.ui.doubles import Cast
from tests.ui.panes.flood import EVADED, FACTORY, lines, pour, said, story, watched
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.panes.feed import FeedPane

BATCH = "A2411 批次召回了吗"


def keyboard() -> QWidget:
    """Whatever has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, *, ctrl: bool = False) -> None:
    QTest.keyClick(keyboard(), key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier)


def night(cast: Cast) -> list[Post]:
    """37 new stories, of which one matters: five times, in other letters."""
    chatter = [one for number in range(36) for one in said(cast, f"路过看看第 {number} 号热闹", 60 + number / 10)]
    return [*chatter, *said(cast, BATCH, 64, 5, sentiment=-0.8, followers=80_000)]


def chosen(pane: FeedPane) -> str:
    row = pane.rows.place.chosen()
    return row.text if row is not None else ""


def test_from_37_new_to_a_linked_story_and_a_raised_alert(qtbot: QtBot, cast: Cast, show: Show, desk: Desk) -> None:
    watched(cast)
    pour(cast)
    incident = cast.declare()
    pane = show(FeedPane)
    read_on_while_37_come(qtbot, cast, pane)
    look_into_the_one_that_matters(qtbot, pane)
    key = story(cast, BATCH).key

    press(Qt.Key.Key_A)
    qtbot.waitUntil(lambda: key in desk.state.stories)
    press(Qt.Key.Key_L)
    qtbot.waitUntil(lambda: desk.state.stories[key].incident == incident)

    raise_an_orange_alert(qtbot, pane)
    alert = next(iter(desk.state.alerts.values()))
    assert (alert.story, alert.title, alert.level) == (key, BATCH, WarningLevel.ORANGE)

    press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: chosen(pane).startswith("路过看看"))
    assert desk.session is not None
    qtbot.waitUntil(lambda: cast.seen.marks.get((desk.session.person, key)) == 5)
    mark = pane.marks.of(pane.model.row_at(0))
    assert (mark.taken_by, mark.linked, mark.level, mark.seen) == ("林越", True, WarningLevel.ORANGE, 5)
    kinds = [record.event.kind for record in cast.room.records[-3:]]
    assert kinds == ["story.acknowledged", "story.linked", "alert.raised"]

    find_it_again(qtbot, pane)


def read_on_while_37_come(qtbot: QtBot, cast: Cast, pane: FeedPane) -> None:
    """Somebody reads the second row; 37 new stories come; nothing moves until Home is pressed."""
    qtbot.waitUntil(lambda: pane.model.rowCount() == 4)
    pane.list.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: chosen(pane) == FACTORY)
    cast.posts.add(night(cast))
    pane.desk.posts_changed.emit()
    qtbot.waitUntil(pane.arrived.isVisible)
    assert pane.arrived.text() == "↑ 37 条新话题"
    assert chosen(pane) == FACTORY
    press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 41 and chosen(pane) == BATCH)
    assert not pane.arrived.isVisible()


def look_into_the_one_that_matters(qtbot: QtBot, pane: FeedPane) -> None:
    """Its posts, and back."""
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(pane) == [BATCH] * 5)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 41 and chosen(pane) == BATCH)


def raise_an_orange_alert(qtbot: QtBot, pane: FeedPane) -> None:
    """Title and reason are there already; the level goes up by one."""
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: pane.findChild(Question, "alertDialog") is not None)
    dialog = pane.findChild(Question, "alertDialog")
    qtbot.waitUntil(lambda: dialog.field("reason").hasFocus())
    for _ in range(2):
        QTest.keyClick(keyboard(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: pane.findChild(Question) is None)
    pane.activateWindow()  # as every window manager does once a dialog is closed
    qtbot.waitUntil(pane.list.hasFocus)


def find_it_again(qtbot: QtBot, pane: FeedPane) -> None:
    """By a word, and everything back."""
    press(Qt.Key.Key_Slash)
    qtbot.waitUntil(pane.search.hasFocus)
    QTest.keyClicks(keyboard(), "A2411")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(pane) == [BATCH])
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: EVADED in lines(pane))
