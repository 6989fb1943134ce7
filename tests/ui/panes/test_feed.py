# SPDX-License-Identifier: Apache-2.0
"""The feed as a monitor uses it: looking, searching two-character words, raising alerts, all by keys."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.posts.post import Post
from app.room.alerts import RaiseAlert
from app.room.words import WarningLevel
from tests.ui.doubles import Cast, post
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.panes.feed import FeedPane


@pytest.fixture
def posts(cast: Cast) -> None:
    """Two posts about flights, one about a factory."""
    cast.posts.add(
        [
            post("航班取消了三次，还要收改签费", 1, sentiment=-0.8),
            post("今天的航班很准时，谢谢机组", 2, sentiment=0.6, source_id="7"),
            post("华东三厂用过期原料，我看见了", 3, sentiment=-0.9, author="小满"),
        ]
    )


def texts_of(pane: FeedPane) -> list[str]:
    return [found.text for row in range(pane.model.rowCount()) if (found := pane.model.row_at(row))]


def test_an_empty_room_says_what_to_do_first(qtbot: QtBot, show: Show) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.empty)
    assert "导入" in pane.empty.sentence.text()
    with qtbot.waitSignal(pane.import_requested):
        qtbot.mouseClick(pane.empty.findChild(type(pane.arrived), "import"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pane.demo_requested):
        qtbot.mouseClick(pane.empty.findChild(type(pane.arrived), "demo"), Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("posts")
def test_newest_first_and_the_chosen_one_explains_itself(qtbot: QtBot, show: Show) -> None:
    pane = show(FeedPane)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: isinstance(pane.model.row_at(0), Post) and pane.model.rowCount() == 3)
    assert texts_of(pane)[0].startswith("华东三厂")
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Home)
    assert pane.detail.text.toPlainText() == "华东三厂用过期原料，我看见了"
    assert "−0.90" in pane.detail.why.text()
    assert "14:03:00" in pane.detail.place.text()


@pytest.mark.usefixtures("posts")
def test_two_character_words_are_found(qtbot: QtBot, show: Show) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    qtbot.keyClick(pane.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.search.hasFocus()
    pane.search.setText("航班")
    qtbot.keyClick(pane.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert all("航班" in text for text in texts_of(pane))
    pane.search.setText("航班 准时")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)


@pytest.mark.usefixtures("posts")
def test_a_search_without_hits_says_so_and_can_be_cleared(qtbot: QtBot, show: Show) -> None:
    pane = show(FeedPane)
    pane.search.setText("火锅")
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.rows.empty.none_found)
    assert "火锅" in pane.rows.empty.none_found.title.text()
    qtbot.keyClick(pane.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    assert pane.pages.currentWidget() is pane.list


@pytest.mark.usefixtures("posts")
def test_only_punctuation_is_answered_with_a_sentence(qtbot: QtBot, show: Show) -> None:
    pane = show(FeedPane)
    pane.search.setText("！！")
    qtbot.waitUntil(pane.message.isVisible)
    assert pane.message.sentence.text()


def asked(qtbot: QtBot, pane: FeedPane, name: str) -> Question:
    """The question that is open now."""
    qtbot.waitUntil(lambda: pane.findChild(Question, name) is not None)
    return pane.findChild(Question, name)


@pytest.mark.usefixtures("posts", "incident")
def test_an_alert_is_raised_from_a_post_by_keys_only(qtbot: QtBot, show: Show, desk: Desk) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_End)
    qtbot.keyClick(pane.list, Qt.Key.Key_R)
    dialog = asked(qtbot, pane, "alertDialog")
    level, reason = dialog.field("level"), dialog.field("reason")
    assert isinstance(level, QComboBox)
    assert isinstance(reason, QPlainTextEdit)
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "a lot of complaints")
    qtbot.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.state.alerts) == 1)
    alert = next(iter(desk.state.alerts.values()))
    assert alert.title.startswith("航班取消了三次")
    assert alert.post is not None
    assert alert.level is WarningLevel.YELLOW
    qtbot.waitUntil(lambda: len(pane.alerts.rows.rows) == 1)
    assert pane.alerts.isVisible()


@pytest.mark.usefixtures("posts")
def test_a_refused_alert_keeps_what_was_typed(qtbot: QtBot, show: Show, desk: Desk) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_R)
    dialog = asked(qtbot, pane, "alertDialog")
    dialog.send()
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.sentence.text() == desk.texts("refusal-needs-reason")
    assert dialog.answers()["title"].startswith("华东三厂")
    dialog.reject()


@pytest.mark.usefixtures("posts")
def test_an_alert_is_acknowledged_linked_and_dismissed(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    for title in ("退款打不通", "换标签"):
        cast.room.act(RaiseAlert(level=WarningLevel.RED, title=title, reason="投诉"), cast.session("韩雪"))
    pane = show(FeedPane)
    pane.alerts.setFocus()
    pane.alerts.setCurrentIndex(pane.alerts.rows.index(0))
    first = pane.alerts.rows.rows[0].id
    qtbot.keyClick(pane.alerts, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: desk.state.alerts[first].acknowledged_at is not None)
    assert desk.state.alerts[first].acknowledged_by == cast.id("林越")
    qtbot.waitUntil(lambda: pane.alerts.chosen() is not None and pane.alerts.chosen().id == first)
    qtbot.keyClick(pane.alerts, Qt.Key.Key_L)
    pane.findChild(Question, "linkDialog").send()
    qtbot.waitUntil(lambda: desk.state.alerts[first].incident == incident)
    qtbot.keyClick(pane.alerts, Qt.Key.Key_X)
    dialog = pane.findChild(Question, "dismissDialog")
    reason = dialog.field("reason")
    qtbot.keyClicks(reason, "duplicate")
    dialog.send()
    qtbot.waitUntil(lambda: desk.state.alerts[first].dismissed == "duplicate")
    qtbot.waitUntil(lambda: len(pane.alerts.rows.rows) == 1)


@pytest.mark.usefixtures("posts", "incident")
def test_a_post_becomes_evidence_and_is_marked(qtbot: QtBot, show: Show, desk: Desk) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_E)
    asked(qtbot, pane, "citeDialog").send()
    qtbot.waitUntil(lambda: len(desk.state.citations) == 1)
    found = pane.model.row_at(0)
    assert found is not None
    qtbot.waitUntil(lambda: pane.model.mark(found) is not None and pane.model.mark(found).cited)


def test_without_an_incident_evidence_is_explained(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    cast.posts.add([post("一条")])
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    qtbot.keyClick(pane.list, Qt.Key.Key_E)
    assert pane.message.sentence.text() == desk.texts("feed-needs-incident")


def on_screen(pane: FeedPane, index: QModelIndex) -> QPoint:
    """Where a row stands in the pane."""
    return pane.list.viewport().mapTo(pane, pane.list.visualRect(index).topLeft())


def test_a_reader_further_down_is_told_not_moved(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    cast.posts.add([post(f"帖文 {number}", number) for number in range(100)])
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 100)
    bar = pane.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    read = pane.list.indexAt(pane.list.viewport().rect().center())
    place = on_screen(pane, read)
    cast.posts.add([post(f"新帖 {number}", 200 + number) for number in range(3)])
    desk.posts_changed.emit()
    qtbot.waitUntil(pane.arrived.isVisible)
    assert "3" in pane.arrived.text()
    assert on_screen(pane, read) == place
    assert pane.model.rowCount() == 100
    qtbot.mouseClick(pane.arrived, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 103)
    assert not pane.arrived.isVisible()


def test_at_the_top_new_posts_come_in_place_and_the_chosen_stays(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk
) -> None:
    cast.posts.add([post(f"帖文 {number}", number) for number in range(20)])
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 20)
    pane.list.setCurrentIndex(pane.model.index(1))
    chosen = pane.rows.place.chosen()
    cast.posts.add([post("刚刚", 99)])
    desk.posts_changed.emit()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 21)
    assert chosen is not None
    qtbot.waitUntil(lambda: pane.rows.place.chosen() is not None and pane.rows.place.chosen().id == chosen.id)
    assert pane.list.currentIndex().row() == 2


def test_a_chosen_post_is_not_swept_away_by_a_flood(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    cast.posts.add([post(f"帖文 {number}", number) for number in range(20)])
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 20)
    pane.list.setCurrentIndex(pane.model.index(1))
    qtbot.waitUntil(pane.detail.isVisible)
    chosen, place = pane.rows.place.chosen(), on_screen(pane, pane.list.currentIndex())
    for again in range(1, 3):
        cast.posts.add([post(f"洪峰 {number}", again * 1000 + number) for number in range(500)])
        desk.posts_changed.emit()
        qtbot.waitUntil(pane.arrived.isVisible)
        qtbot.wait(600)
    assert pane.rows.place.chosen().id == chosen.id
    assert pane.detail.isVisible()
    assert on_screen(pane, pane.list.currentIndex()) == place
    qtbot.mouseClick(pane.arrived, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.row_at(0) is not None and pane.model.row_at(0).text == "洪峰 499")
    assert not pane.arrived.isVisible()


@pytest.mark.usefixtures("posts")
def test_looking_back_hides_later_posts_and_writes_nothing(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    desk.look_back(cast.clock.at.replace(minute=1, second=30))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_R)
    assert pane.findChild(Question) is None
    assert pane.message.sentence.text() == desk.texts("pane-past-read-only")
