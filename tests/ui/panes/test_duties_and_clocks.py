# SPDX-License-Identifier: Apache-2.0
"""Who is on duty and what is due, as the commander sees it through a crisis."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.room.alerts import RaiseAlert
from app.room.statements import DraftStatement, GiveVerdict, SubmitStatement
from app.room.words import ClockName, Role, StatementKind, Verdict, WarningLevel
from tests.ui.doubles import Cast
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.panes.clocks import ClocksPane
from ui.panes.duties import DutiesPane


def test_vacant_duties_are_assigned(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    incident = cast.declare()
    pane = show(DutiesPane)
    assert "空缺" in pane.rows[Role.LEGAL].name.text()
    pane.rows[Role.LEGAL].change.setFocus()
    qtbot.keyClick(pane.rows[Role.LEGAL].change, Qt.Key.Key_Space)
    dialog = pane.findChild(Question)
    person = dialog.field("person")
    assert isinstance(person, QComboBox)
    assert [person.itemText(i) for i in range(person.count())] == ["陈屿（法务）"]
    dialog.send()
    qtbot.waitUntil(lambda: desk.state.holder(incident, Role.LEGAL) == cast.id("陈屿"))
    qtbot.waitUntil(lambda: pane.rows[Role.LEGAL].name.text() == "陈屿")
    assert pane.rows[Role.LEGAL].since.text().endswith("法务")


def test_a_duty_is_handed_over_with_a_note(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str) -> None:
    cast.later(312)
    pane = show(DutiesPane)
    assert pane.rows[Role.COMMANDER].since.text() == "在岗 5 时 12 分 · 管理层"
    pane.change(Role.MONITOR)
    dialog = pane.findChild(Question)
    dialog.send()
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.sentence.text() == desk.texts("refusal-needs-reason")
    qtbot.keyClicks(dialog.field("note"), "reporter calls at 17:00")
    dialog.send()
    qtbot.waitUntil(lambda: desk.state.holder(incident, Role.MONITOR) == cast.id("吴敏"))


def test_what_waits_for_whom(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str) -> None:
    pane = show(DutiesPane)
    desk.act(DraftStatement(incident=incident, kind=StatementKind.HOLDING, text="一句"), session=cast.session("周宁"))
    qtbot.waitUntil(lambda: pane.rows[Role.WRITER].waits.text() == "1 份声明在手")
    draft = next(iter(desk.state.statements))
    desk.act(SubmitStatement(statement=draft), session=cast.session("周宁"))
    qtbot.waitUntil(lambda: pane.rows[Role.LEGAL].waits.text() == "1 件待审")
    assert pane.rows[Role.WRITER].waits.text() == ""
    for name in ("陈屿", "韩雪"):
        verdict = GiveVerdict(statement=draft, verdict=Verdict.PASS)
        desk.act(verdict, session=cast.unlocked(name))
    qtbot.waitUntil(lambda: pane.rows[Role.COMMANDER].waits.text() == "1 件待批准")
    assert pane.rows[Role.LEGAL].waits.text() == ""
    desk.act(RaiseAlert(level=WarningLevel.BLUE, title="一", reason="二"))
    qtbot.waitUntil(lambda: pane.rows[Role.MONITOR].waits.text() == "1 条预警未确认")


def test_clocks_count_down_and_a_missed_one_says_so(show: Show, cast: Cast, incident: str) -> None:
    del incident
    pane = show(ClocksPane)
    assert pane.rows[ClockName.CONVENE].left.text() == "✓ 已完成 14:00"
    assert pane.rows[ClockName.PROGRESS].left.text() == "余 06:00:00"
    before = pane.rows[ClockName.PROGRESS].left
    cast.later(72)
    pane.count()
    first = pane.rows[ClockName.FIRST_STATEMENT].left
    assert first.text() == "✕ 已超 00:12:00"
    assert first.property("tone") == "bad"
    assert pane.rows[ClockName.PROGRESS].left is before
    assert before.text() == "余 04:48:00"


def test_a_missed_clock_is_told_when_the_program_notes_it(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    del incident
    pane = show(ClocksPane)
    cast.later(61)
    desk.tick()
    qtbot.waitUntil(lambda: "2 个错过" in pane.hint.text())
    assert "已错过" in pane.rows[ClockName.BRIEF_TOP].second.text()


def test_a_clock_is_completed_with_a_note(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str) -> None:
    pane = show(ClocksPane)
    cast.later(20)
    qtbot.mouseClick(pane.rows[ClockName.BRIEF_TOP].done, Qt.MouseButton.LeftButton)
    dialog = pane.findChild(Question)
    qtbot.keyClicks(dialog.field("note"), "told the chair")
    dialog.send()
    qtbot.waitUntil(lambda: desk.state.clocks[incident, ClockName.BRIEF_TOP].done_at is not None)
    qtbot.waitUntil(lambda: pane.rows[ClockName.BRIEF_TOP].left.text() == "✓ 已完成 14:20")
    assert not pane.rows[ClockName.BRIEF_TOP].done.isVisible()


def test_both_say_what_they_wait_for_without_an_incident(show: Show) -> None:
    for kind in (DutiesPane, ClocksPane):
        pane = show(kind)
        assert pane.pages.currentWidget() is pane.empty
        assert pane.empty.sentence.text()
