# SPDX-License-Identifier: Apache-2.0
"""What is being said, as a monitor and a writer read it: hot terms, questions, voices, the type of crisis."""

from dataclasses import replace as but
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.analysis.overview import Overview
from app.analysis.voices import Share, Voices
from app.posts.question import Question
from app.posts.watches.watch import Watch
from tests.ui.doubles import Cast, post
from tests.ui.panes.analysed import FOUND, Counting, counting_of, pour
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.models.terms_model import Column
from ui.panes.analysis import AnalysisPane

NOBODY = Voices(0, Share(0, 0, 0), (), (), (), ())


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return counting_of(monkeypatch)


@pytest.fixture
def pane(qtbot: QtBot, cast: Cast, show: Show, counting: Counting) -> AnalysisPane:
    """The pane after its first look, the keyboard in the table."""
    del counting
    pour(cast)
    shown = show(AnalysisPane)
    qtbot.waitUntil(lambda: shown.pages.currentWidget() is shown.parts)
    shown.parts.setFocus()
    return shown


def cells(pane: AnalysisPane, column: Column) -> list[str]:
    rows = pane.parts.terms.rows
    return [rows.index(row, column).data() for row in range(rows.rowCount())]


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(widget, key, held)


# hot terms


def test_terms_are_told_with_count_times_odds_mood_and_trend(pane: AnalysisPane) -> None:
    assert cells(pane, Column.TERM) == ["过期原料", "⊖ 翻车", "⊕ 支持"]
    assert cells(pane, Column.COUNT) == ["40", "12", "25"]
    assert cells(pane, Column.BEFORE) == ["×20", "新出现", "×1.2"]
    assert cells(pane, Column.MOOD) == ["−0.71", "−0.90", "+0.60"]
    assert cells(pane, Column.RISING) == ["↑3.2", "→", "↓0.4"]
    spoken = pane.parts.terms.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "翻车：12 条，之前 0 条" in spoken
    assert "本身是负面词" in spoken


def test_where_nothing_stood_before_nothing_is_new(qtbot: QtBot, show: Show, cast: Cast, counting: Counting) -> None:
    pour(cast)
    counting.found = but(FOUND, terms=tuple(but(term, before=0) for term in FOUND.terms), compared=0)
    pane = show(AnalysisPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.parts)
    assert cells(pane, Column.BEFORE) == ["—", "—", "—"]
    spoken = pane.parts.terms.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "之前" not in spoken
    assert "新出现" not in pane.parts.as_text()


def test_how_many_of_how_many_posts_were_read_is_said(pane: AnalysisPane) -> None:
    assert "读了 500/1,200 条" in pane.hint.text()


def test_s_sorts_by_the_next_column(qtbot: QtBot, pane: AnalysisPane) -> None:
    table = pane.parts.terms.table
    pane.resize(1400, 640)
    qtbot.waitUntil(lambda: not any(table.isColumnHidden(column) for column in Column))
    press(qtbot, table, Qt.Key.Key_S)
    assert cells(pane, Column.TERM)[0] == "⊕ 支持"  # by mood, the best first
    press(qtbot, table, Qt.Key.Key_S)
    assert cells(pane, Column.RISING) == ["↑3.2", "→", "↓0.4"]
    press(qtbot, table, Qt.Key.Key_S)
    press(qtbot, table, Qt.Key.Key_S)
    assert cells(pane, Column.COUNT) == ["40", "25", "12"]


def test_a_narrow_pane_spares_columns_not_terms(qtbot: QtBot, pane: AnalysisPane) -> None:
    table = pane.parts.terms.table
    pane.resize(330, 500)
    qtbot.waitUntil(lambda: table.isColumnHidden(Column.ODDS) and table.isColumnHidden(Column.RISING))

    def shown() -> int:
        return sum(table.columnWidth(column) for column in Column if not table.isColumnHidden(column))

    qtbot.waitUntil(lambda: shown() <= table.viewport().width())
    assert table.columnWidth(Column.TERM) >= 100
    canvas = pane.parts.terms.canvas
    assert canvas is None or not canvas.isVisible()


def test_the_bars_follow_the_tables_order_and_the_theme(qtbot: QtBot, pane: AnalysisPane, desk: Desk) -> None:
    canvas = pane.parts.terms.canvas
    assert canvas is not None
    qtbot.waitUntil(lambda: bool(canvas.figure.axes) and canvas.settled)
    names = [label.get_text() for label in canvas.figure.axes[0].get_yticklabels()]
    assert names == ["过期原料", "翻车", "支持"]
    before = canvas.figure.get_facecolor()
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_S)
    desk.set_theme("light")
    qtbot.waitUntil(lambda: canvas.figure.get_facecolor() != before)
    names = [label.get_text() for label in canvas.figure.axes[0].get_yticklabels()]
    assert names == ["支持", "过期原料", "翻车"]


def test_enter_shows_the_posts_of_a_term(qtbot: QtBot, pane: AnalysisPane, counting: Counting) -> None:
    asked: list[Question] = []
    pane.posts_wanted.connect(asked.append)
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_Down)
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_Return)
    assert asked == [replace(counting.asked[-1][0], words="翻车")]


def test_ctrl_c_copies_what_is_shown_as_a_table(qtbot: QtBot, pane: AnalysisPane) -> None:
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_C, ctrl=True)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["热词", "条数", "比之前", "突出", "情绪", "走向"]
    assert lines[1].split("\t") == ["过期原料", "40", "×20", "9.5", "−0.71", "↑3.2"]


# the other parts


def test_2_shows_what_people_ask_in_their_own_words(qtbot: QtBot, pane: AnalysisPane) -> None:
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_2)
    asks = pane.parts.asks
    assert pane.parts.currentWidget() is asks
    assert asks.lines.list.hasFocus()
    first = asks.lines.current()
    assert first is not None
    assert (first.tag, first.title, first.value) == ("要求", "退款", "34 条")
    assert "30 人" in first.note
    assert "客服没人接" in asks.words.toPlainText()
    press(qtbot, asks.lines.list, Qt.Key.Key_Down)
    assert "检测报告什么时候出" in asks.words.toPlainText()


def test_enter_on_what_is_asked_shows_those_posts(qtbot: QtBot, pane: AnalysisPane) -> None:
    asked: list[Question] = []
    pane.posts_wanted.connect(asked.append)
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_2)
    press(qtbot, pane.parts.asks.lines.list, Qt.Key.Key_Return)
    assert [question.words for question in asked] == ["退款"]


def test_3_tells_who_is_talking_and_a_voice_leads_to_its_posts(qtbot: QtBot, pane: AnalysisPane) -> None:
    asked: list[Question] = []
    pane.posts_wanted.connect(asked.append)
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_3)
    voices = pane.parts.voices
    said = voices.as_text()
    for words in ("发声者 71 人", "已认证", "粉丝 1 万以上", "上海", "知乎", "@新城晚报", "粉丝 120 万"):
        assert words in said
    loudest = voices.loudest.list
    loudest.setFocus()
    press(qtbot, loudest, Qt.Key.Key_Return)
    assert (asked[-1].author, asked[-1].source) == ("新城晚报", "微博")


def test_the_arrow_keys_pass_over_headings(qtbot: QtBot, pane: AnalysisPane) -> None:
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_3)
    shares = pane.parts.voices.shares
    seen = []
    for _ in range(6):
        line = shares.current()
        assert line is not None
        seen.append(line.title)
        press(qtbot, shares.list, Qt.Key.Key_Down)
    assert seen[:3] == ["已认证", "粉丝 1 万以上", "粉丝更少"]
    assert not {"按粉丝数", "按地区", "按信息源"} & set(seen)


def test_4_suggests_a_type_with_its_reasons(qtbot: QtBot, pane: AnalysisPane, desk: Desk) -> None:
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_4)
    line = pane.parts.types.current()
    assert line is not None
    assert line.title == desk.texts("type-product")
    assert line.value == "把握 82%"
    assert "“过期” 31 条" in line.note


def test_without_enough_evidence_no_type_is_guessed(qtbot: QtBot, cast: Cast, show: Show, counting: Counting) -> None:
    counting.found = Overview(500, 500, FOUND.terms, (), NOBODY, (), 0)
    pour(cast)
    pane = show(AnalysisPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.parts)
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_4)
    assert pane.parts.types.currentWidget() is pane.parts.types.empty
    assert "不作建议" in pane.parts.types.empty.title.text()


# what is asked


def test_an_empty_store_says_what_to_do(qtbot: QtBot, show: Show, desk: Desk, counting: Counting) -> None:
    pane = show(AnalysisPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.nothing)
    assert pane.nothing.sentence.text() == desk.texts("analysis-nothing-hint")
    assert counting.asked == []


def test_too_few_posts_say_so_and_offer_all_of_them(qtbot: QtBot, cast: Cast, show: Show, counting: Counting) -> None:
    counting.found = Overview(3, 3, (), (), NOBODY, (), 0)
    pour(cast)
    pane = show(AnalysisPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.few)
    assert "只有 3 条" in pane.few.title.text()
    counting.found = FOUND
    offered = pane.few.findChild(QPushButton, "allPosts")
    assert offered is not None
    offered.setFocus()
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.parts)
    assert pane.ranges.current == "all"


def test_a_span_and_a_watch_narrow_what_is_read(qtbot: QtBot, cast: Cast, show: Show, counting: Counting) -> None:
    cast.watches.put(Watch(name="本品牌", rules="退款渠道\n+客服\n/过期.*/"))
    pour(cast)
    pane = show(AnalysisPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.parts)
    assert set(counting.names) == {"本品牌", "退款渠道", "客服"}
    pane.ranges.press("1h")
    qtbot.waitUntil(lambda: len(counting.asked) == 2)
    question = counting.asked[-1][0]
    assert question.since is not None
    assert question.until is not None
    assert question.until - question.since == timedelta(hours=1)
    pane.watch.setFocus()
    press(qtbot, pane.watch, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(counting.asked) == 3)
    assert counting.asked[-1][0].watch == "本品牌"


def test_new_posts_are_counted_and_read_when_asked_for(
    qtbot: QtBot, cast: Cast, desk: Desk, pane: AnalysisPane, counting: Counting
) -> None:
    desk.counts.look()
    qtbot.waitUntil(lambda: pane._counted == 3)
    cast.posts.add([post("又来一条", 31), post("再来一条", 32)])
    desk.counts.look()
    qtbot.waitUntil(lambda: "2 条新帖文" in pane.again.text())
    assert len(counting.asked) == 1
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(counting.asked) == 2 and not pane.reading.busy)
    assert "新帖文" not in pane.again.text()


def test_another_incident_in_front_is_looked_at_anew(
    qtbot: QtBot, cast: Cast, desk: Desk, pane: AnalysisPane, counting: Counting
) -> None:
    incident = cast.declare()
    desk.choose_incident(incident)
    qtbot.waitUntil(lambda: len(counting.asked) == 2)
    since = counting.asked[-1][0].since
    assert since == desk.state.incidents[incident].declared_at - timedelta(hours=2)
    assert pane.isVisible()


def test_it_speaks_the_other_language_at_once(qtbot: QtBot, pane: AnalysisPane, desk: Desk) -> None:
    desk.set_texts("en")
    press(qtbot, pane.parts.terms.table, Qt.Key.Key_2)
    first = pane.parts.asks.lines.current()
    assert first is not None
    assert (first.tag, first.value) == ("demands", "34 posts")
    assert "500 of 1,200 posts read" in pane.hint.text()
