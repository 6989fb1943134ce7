# SPDX-License-Identifier: Apache-2.0
"""Narrowing the feed down: filters, chips, searches that are kept, what to do where nothing is left, and the bell."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Mood
from app.posts.question import Order, Question
from app.posts.watches.watch import Watch
from app.room.stories import MuteStory, as_seen
from app.texts import LANGUAGES, Language
from tests.ui.doubles import START, Cast, post
from tests.ui.panes.flood import (
    CHEER,
    EVADED,
    FACTORY,
    PROMOTION,
    await_lines,
    choose,
    lines,
    pour,
    press,
    said,
    story,
    watched,
)
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.search_name import SearchName
from ui.panes.feed import FeedPane
from ui.search_spans import search_spans

ALL = [EVADED, FACTORY, PROMOTION, CHEER]


@pytest.fixture
def pane(qtbot: QtBot, cast: Cast, show: Show) -> FeedPane:
    """The feed after a small flood, nothing chosen."""
    watched(cast)
    pour(cast)
    shown = show(FeedPane)
    await_lines(qtbot, shown, ALL)
    shown.list.setFocus()
    return shown


def pick(qtbot: QtBot, box: QComboBox, value: str) -> None:
    """Choose from a box as the keyboard does."""
    while box.currentData() != value:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() != before, value


def test_f_shows_the_filters_and_the_mood_narrows(qtbot: QtBot, pane: FeedPane) -> None:
    filters = pane.head.filters
    assert not filters.isVisible()
    press(qtbot, pane, Qt.Key.Key_F)
    assert filters.isVisible()
    qtbot.waitUntil(filters.time.hasFocus)
    pick(qtbot, filters.mood, "negative")
    await_lines(qtbot, pane, [EVADED, FACTORY])
    assert pane.head.chips.shown() == ["负面 ×"]
    qtbot.keyClick(filters.mood, Qt.Key.Key_Escape)
    assert not filters.isVisible()
    assert pane.list.hasFocus()
    assert pane.head.chips.isVisible()


def test_a_chip_is_taken_away_by_a_key(qtbot: QtBot, pane: FeedPane) -> None:
    pick(qtbot, pane.head.filters.mood, "positive")
    await_lines(qtbot, pane, [PROMOTION, CHEER])
    chip = pane.head.chips.findChild(QPushButton, "chip-mood")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    await_lines(qtbot, pane, ALL)
    assert not pane.head.chips.isVisible()


def test_each_filter_narrows_by_itself(qtbot: QtBot, pane: FeedPane) -> None:
    filters = pane.head.filters
    for line, words, found in (
        (filters.region, "上海", [FACTORY]),
        (filters.author, "小满", ALL),
        (filters.source.lineEdit(), "知乎", [FACTORY]),
    ):
        assert isinstance(line, QLineEdit)
        line.setText(words)
        await_lines(qtbot, pane, found)
        line.clear()
        await_lines(qtbot, pane, ALL)
    pick(qtbot, filters.watch, "*")
    await_lines(qtbot, pane, [EVADED, FACTORY])
    pick(qtbot, filters.watch, "本品牌")
    qtbot.waitUntil(lambda: pane.head.chips.shown() == ["本品牌 ×"])
    await_lines(qtbot, pane, [EVADED, FACTORY])


def test_times_are_measured_from_now_or_from_a_moment(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    filters = pane.head.filters
    cast.later(35)
    press(qtbot, pane, Qt.Key.Key_F)
    pick(qtbot, filters.time, "hour")
    await_lines(qtbot, pane, [EVADED, FACTORY])
    assert pane.model.question.since == cast.clock.at - timedelta(hours=1)
    pick(qtbot, filters.time, "since")
    assert filters.since.isVisible()
    filters.since.setDateTime(filters.since.dateTime().addSecs(14 * 3600 + 35 * 60))
    await_lines(qtbot, pane, [EVADED])
    assert pane.model.question.since == datetime(2026, 11, 19, 6, 35, tzinfo=UTC)
    assert pane.head.chips.shown() == ["14:35 起 ×"]


def test_the_order_is_asked_for_and_said(qtbot: QtBot, pane: FeedPane) -> None:
    pick(qtbot, pane.head.filters.order, "priority")
    await_lines(qtbot, pane, [EVADED, FACTORY, CHEER, PROMOTION])
    assert pane.model.question.order is Order.PRIORITY
    assert pane.head.chips.shown() == ["优先级高的在前 ×"]


# nothing found


def test_where_nothing_fits_the_filter_in_the_way_is_named(qtbot: QtBot, pane: FeedPane) -> None:
    pick(qtbot, pane.head.filters.mood, "positive")
    pane.search.setText("原料")
    none = pane.rows.empty.none_found
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is none)
    drop = none.findChild(QPushButton, "dropFilter")
    qtbot.waitUntil(drop.isVisible)
    assert drop.text() == "去掉“正面”"
    assert "“正面”" in none.sentence.text()
    qtbot.keyClick(drop, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [FACTORY])


def test_where_no_single_filter_is_in_the_way_all_are_cleared(qtbot: QtBot, pane: FeedPane) -> None:
    pick(qtbot, pane.head.filters.mood, "positive")
    pane.head.filters.region.setText("上海")
    pane.search.setText("没有的词")
    none = pane.rows.empty.none_found
    qtbot.waitUntil(lambda: "都清除" in none.sentence.text())
    qtbot.keyClick(none.findChild(QPushButton, "clearSearch"), Qt.Key.Key_Return)
    await_lines(qtbot, pane, ALL)


def test_where_all_is_muted_that_is_said(qtbot: QtBot, cast: Cast, show: Show) -> None:
    cast.posts.add([post(PROMOTION)])
    cast.room.act(MuteStory(story=as_seen(story(cast, PROMOTION)), reason="无关"), cast.session("韩雪"))
    pane = show(FeedPane)
    none = pane.rows.empty.none_found
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is none)
    assert "Shift+M" in none.sentence.text()


def test_without_a_watch_the_first_step_is_offered(qtbot: QtBot, cast: Cast, show: Show) -> None:
    cast.posts.add([post("一条")])
    pane = show(FeedPane)
    qtbot.waitUntil(pane.head.chips.watches.isVisible)
    with qtbot.waitSignal(pane.watches_requested):
        qtbot.keyClick(pane.head.chips.watches, Qt.Key.Key_Return)


# searches that are kept


def keep(qtbot: QtBot, pane: FeedPane, name: str) -> None:
    """Ctrl+S in the search line, a name, Enter."""
    qtbot.keyClick(pane.search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.findChild(SearchName) is not None)
    dialog = pane.findChild(SearchName)
    dialog.line.clear()
    qtbot.keyClicks(dialog.line, name)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.findChild(SearchName) is None)


def menu_of(qtbot: QtBot, pane: FeedPane) -> QMenu:
    press(qtbot, pane, Qt.Key.Key_Q)
    return next(one for one in pane.head.searches.findChildren(QMenu, "searchMenu") if one.isVisible())


def entry(menu: QMenu, word: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == word)


def test_a_search_is_kept_and_taken_up_again(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    pane.search.setText("腿款")
    pick(qtbot, pane.head.filters.mood, "negative")
    pick(qtbot, pane.head.filters.time, "day")
    keep(qtbot, pane, "refunds")
    assert cast.settings.searches == {"refunds": Question(words="腿款", mood=Mood.NEGATIVE)}
    assert cast.settings.saved == 1
    pane.head.clear()
    await_lines(qtbot, pane, ALL)
    menu = menu_of(qtbot, pane)
    assert menu.activeAction().text() == "refunds"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [EVADED])
    assert pane.head.chips.shown() == ["负面 ×"]


def test_a_search_is_let_go(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    cast.settings.searches = {"a & b": Question(words="退款")}
    menu = menu_of(qtbot, pane)
    below = entry(menu, "删除").menu()
    assert isinstance(below, QMenu)
    entry(below, "a && b").trigger()
    menu.close()
    assert cast.settings.searches == {}


def test_an_empty_search_is_not_kept(qtbot: QtBot, pane: FeedPane) -> None:
    qtbot.keyClick(pane.search, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pane.findChild(SearchName) is None
    menu = menu_of(qtbot, pane)
    assert not entry(menu, "保存当前搜索…（Ctrl+S）").isEnabled()
    menu.close()


def test_a_profile_that_cannot_be_written_is_said(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    cast.settings.broken = True
    pane.search.setText("退款")
    keep(qtbot, pane, "refunds")
    assert pane.message.isVisible()


# the bell


def test_a_new_story_of_a_chosen_watch_is_heard_once(qtbot: QtBot, cast: Cast, show: Show, desk: Desk) -> None:
    watched(cast, sound=True)
    pour(cast)
    rung: list[str] = []
    desk.rung.connect(rung.append)
    pane = show(FeedPane)
    await_lines(qtbot, pane, ALL)
    desk.posts_changed.emit()
    qtbot.wait(700)
    assert rung == []
    cast.posts.add(said(cast, "退款渠道又变了", 60))
    desk.posts_changed.emit()
    qtbot.waitUntil(lambda: rung == ["story"])
    cast.posts.add(said(cast, "退款渠道怎么还在变", 61))
    desk.posts_changed.emit()
    qtbot.waitUntil(lambda: len(lines(pane)) == 6)
    qtbot.wait(200)
    assert rung == ["story"]


def test_what_is_not_to_be_heard_stays_silent(qtbot: QtBot, cast: Cast, show: Show, desk: Desk) -> None:
    watched(cast)
    pour(cast)
    rung: list[str] = []
    desk.rung.connect(rung.append)
    pane = show(FeedPane)
    await_lines(qtbot, pane, ALL)
    for minute in (60, 61):
        cast.posts.add(said(cast, f"退款渠道又变了 {minute}", minute))
        desk.posts_changed.emit()
        qtbot.waitUntil(lambda: len(lines(pane)) == minute - 55)  # noqa: B023 (waited for in this very round)
    qtbot.wait(200)
    assert rung == []


def test_a_watch_set_up_meanwhile_marks_the_words(qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk) -> None:
    choose(qtbot, pane, PROMOTION)
    assert pane.detail.text.extraSelections() == []
    cast.watches.put(Watch(name="促销", rules="满减"))
    desk.posts_changed.emit()
    qtbot.waitUntil(lambda: [m.cursor.selectedText() for m in pane.detail.text.extraSelections()] == ["满减"])
    assert pane.head.filters.watch.findData("促销") > 0


# words and room


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_in_a_narrow_pane_nothing_is_cut_off(
    qtbot: QtBot, pane: FeedPane, desk: Desk, language: Language, theme: str
) -> None:
    desk.set_theme(theme)
    desk.set_texts(language)
    pane.resize(360, 760)
    press(qtbot, pane, Qt.Key.Key_F)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [EVADED] * 5)
    qtbot.waitUntil(lambda: pane.detail.isVisible() and pane.look.found is not None)
    qtbot.wait(50)
    shown = [*pane.findChildren(QPushButton), *pane.findChildren(QComboBox), *pane.findChildren(QLineEdit)]
    shown = [one for one in shown if one.isVisible() and not isinstance(one.parent(), QComboBox)]
    assert len(shown) > 15
    for one in shown:
        assert is_whole(one, pane), (one.objectName(), one.geometry())
    for label in (pane.detail.because, pane.detail.care):
        assert label.isHidden() or label.height() >= label.heightForWidth(label.width())


def is_whole(one: QWidget, pane: FeedPane) -> bool:
    """Whether a widget has the width its words need and stands in the pane."""
    place = one.mapTo(pane, one.rect().topLeft())
    inside = pane.rect().contains(place) and place.x() + one.width() <= pane.width()
    needed = min(one.sizeHint().width(), one.maximumWidth())
    return inside and (isinstance(one, QLineEdit) or one.width() >= needed)


def test_what_a_screen_reader_says_is_there(pane: FeedPane) -> None:
    head, filters = pane.head, pane.head.filters
    lists = (pane.list, pane.alerts, pane.views, head.search, head.searches, filters, head.chips)
    boxes = (filters.time, filters.since, filters.source, filters.watch, filters.mood, filters.order)
    for one in (*lists, *boxes, filters.region, filters.author):
        assert one.accessibleName()


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("航班取消了，改签", "航班 改签", ["航班", "改签"]),
        ("退，款", "退款", ["退，款"]),
        ("退款 Ｒefund refunds", "refund", ["Ｒefund"]),
        ("refunds", "refund*", ["refund"]),
        ("機票預訂", '"机票预订"', ["機票預訂"]),
        ("一句话", "！！", []),
        ("😡😡 退款", "退款", ["退款"]),
    ],
)
def test_searched_words_are_found_where_they_stand(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in search_spans(text, words)] == found


def test_nothing_is_measured_from_now_in_a_question_without_a_span(pane: FeedPane) -> None:
    assert pane.head.question(START) == Question()
