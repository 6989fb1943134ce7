# SPDX-License-Identifier: Apache-2.0
"""What people ask stands beside the statement that is to answer it, and is ticked where the draft mentions it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.posts.question import Question
from app.room.statements import DraftStatement
from app.room.words import StatementKind
from tests.ui.doubles import Cast
from tests.ui.panes.analysed import Counting, counting_of, pour
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.panes.statement import StatementPane


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return counting_of(monkeypatch)


@pytest.fixture
def pane(qtbot: QtBot, cast: Cast, desk: Desk, show: Show, incident: str, counting: Counting) -> StatementPane:
    """周宁 writes a statement; what people ask has just been looked up."""
    del counting
    pour(cast)
    draft = DraftStatement(incident=incident, kind=StatementKind.HOLDING, text="我们已停产自查。")
    cast.room.act(draft, cast.session("周宁"))
    desk.sign_in(cast.session("周宁"))
    shown = show(StatementPane)
    shown.asks._ask()
    qtbot.waitUntil(shown.asks.chips[0].isVisible)
    return shown


def said(pane: StatementPane) -> list[str]:
    return [chip.text() for chip in pane.asks.chips if chip.isVisible()]


def test_what_people_ask_is_listed_most_first(pane: StatementPane) -> None:
    assert said(pane) == ["退款 34", "检测报告 12"]
    assert "草稿还没有提到" in pane.asks.chips[0].toolTip()


def test_a_subject_is_ticked_once_the_draft_mentions_it(qtbot: QtBot, pane: StatementPane) -> None:
    pane.editor.setFocus()
    pane.editor.moveCursor(pane.editor.textCursor().MoveOperation.End)
    pane.editor.insertPlainText("檢測報告今天公布。")  # in either script
    qtbot.waitUntil(lambda: said(pane) == ["退款 34", "✓ 检测报告 12"])
    pane.editor.insertPlainText("退款渠道已开通。")
    qtbot.waitUntil(lambda: said(pane) == ["✓ 退款 34", "✓ 检测报告 12"])


def test_a_subject_leads_to_its_posts(qtbot: QtBot, pane: StatementPane, counting: Counting) -> None:
    asked: list[Question] = []
    pane.posts_wanted.connect(asked.append)
    chip = pane.asks.chips[1]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert [question.words for question in asked] == ["检测报告"]
    assert asked[0].since == counting.asked[-1][0].since


def test_without_an_incident_nothing_is_asked(qtbot: QtBot, show: Show, counting: Counting) -> None:
    pane = show(StatementPane)
    pane.asks._ask()
    qtbot.wait(50)
    assert counting.asked == []
    assert said(pane) == []
