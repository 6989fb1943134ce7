# SPDX-License-Identifier: Apache-2.0
"""The timeline: a line is written with Enter, entries are corrected, the room is shown as it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.room.log import RecordFact, WriteLog
from app.room.statements import DraftStatement, EditStatement
from app.room.words import StatementKind
from tests.ui.doubles import START, Cast
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.panes.timeline import TimelinePane


def words(pane: TimelinePane) -> list[str]:
    return [pane.desk.texts.say(line.said) for line in pane.model.rows]


def test_without_an_incident_it_says_what_will_stand_here(show: Show, desk: Desk) -> None:
    pane = show(TimelinePane)
    assert not pane.line.isEnabled()
    assert desk.texts("timeline-empty-hint") == pane.empty.sentence.text()


def test_a_line_is_written_with_enter(qtbot: QtBot, show: Show, incident: str) -> None:
    del incident
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 5)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_L)
    assert pane.line.hasFocus()
    pane.line.setText("播放量过了 300 万")
    qtbot.keyClick(pane.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(pane)[0] == "播放量过了 300 万")
    assert pane.line.text() == ""


def test_a_line_that_is_not_on_disk_stays_in_its_field(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    del incident
    pane = show(TimelinePane)
    cast.journal.failing = True
    pane.line.setText("没有存下的话")
    qtbot.keyClick(pane.line, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.message.isVisible)
    assert pane.line.text() == "没有存下的话"


def test_decisions_and_facts_are_put_down_by_keys(qtbot: QtBot, show: Show, desk: Desk, incident: str) -> None:
    del incident
    pane = show(TimelinePane)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_D)
    decision = pane.findChild(Question, "decisionDialog")
    qtbot.keyClicks(decision.field("text"), "stop line 3")
    qtbot.keyClicks(decision.field("grounds"), "lab result")
    qtbot.keyClick(decision.field("grounds"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.state.decisions) == 1)
    qtbot.keyClick(pane.list, Qt.Key.Key_F)
    fact = pane.findChild(Question, "factDialog")
    qtbot.keyClicks(fact.field("text"), "filmed in plant 3")
    qtbot.keyClicks(fact.field("source"), "camera")
    qtbot.keyClick(fact.field("source"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.state.facts) == 1)
    qtbot.waitUntil(lambda: "filmed in plant 3" in words(pane)[0])


def test_a_fact_is_verified_and_an_entry_corrected(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    cast.room.act(RecordFact(incident=incident, text="批次 A2411", source="仓库"), cast.session("韩雪"))
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: "A2411" in (words(pane) or [""])[0])
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_V)
    verify = pane.findChild(Question, "verifyDialog")
    qtbot.keyClicks(verify.field("grounds"), "delivery note")
    verify.send()
    qtbot.waitUntil(lambda: next(iter(desk.state.facts.values())).grounds == "delivery note")
    qtbot.waitUntil(lambda: len(pane.model.rows) == 7)
    pane.list.setCurrentIndex(pane.model.index(1))
    qtbot.keyClick(pane.list, Qt.Key.Key_C)
    correct = pane.findChild(Question, "correctDialog")
    qtbot.keyClicks(correct.field("text"), "A2412")
    qtbot.keyClicks(correct.field("reason"), "misread")
    correct.send()
    qtbot.waitUntil(lambda: pane.model.rows[2].corrected)
    assert "A2412" in words(pane)[2]


def test_the_filter_shows_one_kind(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    cast.room.act(WriteLog(incident=incident, text="一句话"), cast.session("韩雪"))
    cast.later(45)
    cast.room.tick()
    cast.later(60)
    cast.room.tick()
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 8)
    pane.filter.press("clocks")
    qtbot.waitUntil(lambda: len(pane.model.rows) == 2)
    assert all("时限错过" in line for line in words(pane))


def test_one_sitting_of_edits_is_one_line(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    cast.room.act(DraftStatement(incident=incident, kind=StatementKind.HOLDING), cast.session("周宁"))
    draft = next(iter(cast.room.state.statements))
    for text in ("一", "一二", "一二三"):
        cast.room.act(EditStatement(statement=draft, text=text), cast.session("周宁"))
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 7)


def test_what_happened_earlier_shows_both_times(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    cast.later(20)
    cast.room.act(WriteLog(incident=incident, text="接到记者电话", happened_at=START), cast.session("韩雪"))
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: bool(pane.model.rows))
    said = pane.list.model().data(pane.model.index(0))
    assert "14:00:00" in said
    assert "记于 14:20" in said


def test_looking_back_is_clear_read_only_and_ends(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    cast.later(10)
    cast.room.act(WriteLog(incident=incident, text="早的"), cast.session("韩雪"))
    cast.later(10)
    cast.room.act(WriteLog(incident=incident, text="晚的"), cast.session("韩雪"))
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 7)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(1))
    qtbot.keyClick(pane.list, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: words(pane)[0] == "早的")
    assert pane.banner.isVisible()
    assert "14:10:00" in pane.banner.words.text()
    assert not pane.line.isEnabled()
    assert "晚的" not in [line.text for line in desk.state.log.values()]
    pane.banner.slider.setFocus()
    qtbot.keyClick(pane.banner.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: words(pane)[0] == "晚的")
    qtbot.mouseClick(pane.banner.back, Qt.MouseButton.LeftButton)
    assert desk.moment is None
    assert not pane.banner.isVisible()
    qtbot.waitUntil(pane.line.isEnabled)


def test_the_menu_offers_what_fits_the_entry(qtbot: QtBot, show: Show, incident: str) -> None:
    del incident
    pane = show(TimelinePane)
    qtbot.waitUntil(lambda: len(pane.model.rows) == 5)
    pane.list.setCurrentIndex(pane.model.index(0))
    pane.list.customContextMenuRequested.emit(pane.list.visualRect(pane.model.index(0)).center())
    menu = pane.findChild(QMenu)
    verify, correct, look = menu.actions()
    assert not verify.isEnabled()
    assert correct.isEnabled()
    assert look.isEnabled()
    menu.close()
