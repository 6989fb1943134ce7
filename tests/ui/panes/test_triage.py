# SPDX-License-Identifier: Apache-2.0
"""Triage as a monitor does it at night: stories instead of posts, one key a deed, nobody's work done twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.posts.ports import Merged
from app.room.stories import AcknowledgeStory, as_seen
from app.room.words import Severity
from tests.ui.doubles import Cast, post
from tests.ui.panes.flood import (
    CHEER,
    EVADED,
    FACTORY,
    PROMOTION,
    answer,
    await_lines,
    choose,
    lines,
    pour,
    press,
    question,
    story,
    watched,
)
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.story_picker import StoryPicker
from ui.panes.feed import FeedPane

ALL = [EVADED, FACTORY, PROMOTION, CHEER]


@pytest.fixture
def pane(qtbot: QtBot, cast: Cast, show: Show) -> FeedPane:
    """The feed after a small flood, nothing chosen."""
    watched(cast)
    pour(cast)
    shown = show(FeedPane)
    await_lines(qtbot, shown, ALL)
    return shown


def care(desk: Desk, cast: Cast, text: str) -> object:
    return desk.state.stories.get(story(cast, text).key)


def marked(pane: FeedPane) -> list[str]:
    """What keywords met and what was searched; what pushed the mood has a line of a colour of its own."""
    marks = pane.detail.text.extraSelections()
    return [mark.cursor.selectedText() for mark in marks if not mark.format.underlineColor().isValid()]


# looking


def test_stories_come_first_and_v_shows_their_posts(qtbot: QtBot, pane: FeedPane) -> None:
    pane.list.setFocus()
    press(qtbot, pane, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(lines(pane)) == 11)
    assert pane.views.current == "posts"
    press(qtbot, pane, Qt.Key.Key_V)
    await_lines(qtbot, pane, ALL)


def test_an_evaded_word_is_marked_in_place_and_said_why(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, EVADED)
    assert marked(pane) == ["腿款渠道"]
    why = pane.detail.because.text()
    assert why.startswith("优先级 ")
    assert "命中“退款渠道”（同音：“腿款渠道”）权重 3 +" in why
    points = [int(part.rpartition("+")[2]) for part in why.split(" · ")[1:]]
    assert points == sorted(points, reverse=True)
    assert "×5" in pane.detail.heading.text()


def test_searched_words_are_marked_too(qtbot: QtBot, pane: FeedPane) -> None:
    pane.search.setText("客服電話")
    await_lines(qtbot, pane, [EVADED])
    choose(qtbot, pane, EVADED)
    assert marked(pane) == ["客服电话", "腿款渠道"]


def test_a_story_is_opened_and_left_at_the_same_row(qtbot: QtBot, cast: Cast, show: Show) -> None:
    watched(cast)
    pour(cast)
    cast.posts.add([post(f"路过第 {number} 天", -number) for number in range(60)])
    pane = show(FeedPane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 64)
    pane.list.setFocus()
    choose(qtbot, pane, FACTORY)
    bar = pane.list.verticalScrollBar()
    bar.setValue(30)
    height = pane.list.rowViewportPosition(1)
    press(qtbot, pane, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [FACTORY] * 3)
    assert "×3" in pane.rows.banner.line.text()
    assert "复制 2" in pane.rows.banner.line.text()
    assert pane.list.currentIndex().row() == 0
    cast.posts.add([post("刚刚说的", 45)])
    press(qtbot, pane, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 65)
    row = pane.list.currentIndex().row()
    assert lines(pane)[row] == FACTORY
    assert pane.list.rowViewportPosition(row) == height
    assert not pane.rows.banner.isVisible()


def test_backspace_leaves_a_story_as_well(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, CHEER)
    press(qtbot, pane, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [CHEER] * 2)
    press(qtbot, pane, Qt.Key.Key_Backspace)
    await_lines(qtbot, pane, ALL)
    assert pane.list.currentIndex().row() == 3


# who has it


def test_a_story_is_acknowledged_and_everybody_sees_by_whom(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: care(desk, cast, EVADED) is not None)
    qtbot.waitUntil(lambda: "林越 14:50 接手" in pane.detail.care.text())
    assert pane.marks.of(pane.model.row_at(0)).taken_by == "林越"
    press(qtbot, pane, Qt.Key.Key_A, shift=True)
    qtbot.waitUntil(lambda: not pane.marks.of(pane.model.row_at(0)).taken_by)


def test_what_somebody_else_has_is_refused_and_taken_over_by_a_second_press(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    cast.room.act(AcknowledgeStory(story=as_seen(story(cast, EVADED))), cast.session("韩雪"))
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: pane.message.findChild(QPushButton, "takeOver") is not None)
    assert "韩雪" in pane.message.sentence.text()
    press(qtbot, pane, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: pane.marks.of(pane.model.row_at(0)).taken_by == "林越")
    assert not pane.message.isVisible()


def test_an_offer_to_take_over_stands_for_that_row_only(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    for text in (EVADED, FACTORY):
        cast.room.act(AcknowledgeStory(story=as_seen(story(cast, text))), cast.session("韩雪"))
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_A)
    qtbot.waitUntil(pane.message.isVisible)
    choose(qtbot, pane, FACTORY)
    choose(qtbot, pane, EVADED)
    pane.message.clear()
    press(qtbot, pane, Qt.Key.Key_A)
    qtbot.waitUntil(pane.message.isVisible)
    assert pane.marks.of(pane.model.row_at(0)).taken_by == "韩雪"


def test_who_has_a_story_has_it_on_when_a_repost_makes_it_part_of_another(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    cast.room.act(AcknowledgeStory(story=as_seen(story(cast, FACTORY))), cast.session("韩雪"))
    both = Merged(story(cast, FACTORY).key, story(cast, EVADED).key)
    cast.posts.rearrange([both], cast.room.records[-1].entry.seq)  # what the real store finds out by itself
    desk.posts_changed.emit()
    assert not pane.marks.of(pane.model.row_at(0)).taken_by
    desk.tick()
    qtbot.waitUntil(lambda: pane.marks.of(pane.model.row_at(0)).taken_by == "韩雪")
    await_lines(qtbot, pane, [FACTORY, PROMOTION, CHEER])  # one now, with the words of its earliest post


# mute


def test_a_muted_story_goes_and_the_next_is_chosen(qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast) -> None:
    choose(qtbot, pane, PROMOTION)
    press(qtbot, pane, Qt.Key.Key_M)
    answer(qtbot, question(qtbot, pane, "muteDialog"), "reason", "none of ours")
    await_lines(qtbot, pane, [EVADED, FACTORY, CHEER])
    assert lines(pane)[pane.list.currentIndex().row()] == CHEER
    assert pane.head.chips.muted.text() == "已隐藏 1 个静音话题"
    assert care(desk, cast, PROMOTION).muted == "none of ours"


def test_muted_stories_are_shown_and_unmuted_again(qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast) -> None:
    choose(qtbot, pane, PROMOTION)
    press(qtbot, pane, Qt.Key.Key_M)
    answer(qtbot, question(qtbot, pane, "muteDialog"), "reason", "none of ours")
    await_lines(qtbot, pane, [EVADED, FACTORY, CHEER])
    press(qtbot, pane, Qt.Key.Key_M, shift=True)
    await_lines(qtbot, pane, ALL)
    assert pane.marks.of(pane.model.row_at(2)).muted
    choose(qtbot, pane, PROMOTION)
    assert "林越静音：none of ours" in pane.detail.care.text()
    press(qtbot, pane, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not care(desk, cast, PROMOTION).muted)
    qtbot.waitUntil(pane.head.chips.muted.isHidden)


# incident, evidence, alert


def test_the_only_running_incident_takes_the_story_at_once(
    qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast
) -> None:
    incident = cast.declare()
    choose(qtbot, pane, FACTORY)
    press(qtbot, pane, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: (found := care(desk, cast, FACTORY)) is not None and found.incident == incident)
    qtbot.waitUntil(lambda: "已关联“华东三厂过期原料视频”" in pane.detail.care.text())
    assert pane.marks.of(pane.model.row_at(1)).linked


def test_of_several_incidents_one_is_chosen(qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast) -> None:
    first = cast.declare()
    cast.declare("退款系统瘫痪", Severity.III)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_L)
    dialog = question(qtbot, pane, "linkStoryDialog")
    field = dialog.field("incident")
    assert isinstance(field, QComboBox)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    chosen = field.currentData()
    answer(qtbot, dialog, "incident", "")
    qtbot.waitUntil(lambda: (found := care(desk, cast, EVADED)) is not None and found.incident == chosen)
    assert chosen == first


def test_without_an_incident_linking_is_explained(qtbot: QtBot, pane: FeedPane, desk: Desk) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: pane.message.sentence.text() == desk.texts("feed-needs-incident"))


def test_the_first_post_of_a_story_becomes_evidence(qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast) -> None:
    cast.declare()
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_E)
    answer(qtbot, question(qtbot, pane, "citeDialog"), "note", "")
    qtbot.waitUntil(lambda: len(desk.state.citations) == 1)
    cited = next(iter(desk.state.citations.values())).post
    assert (cited.author, cited.source_id) == ("小满", "41")
    qtbot.waitUntil(lambda: pane.marks.of(pane.model.row_at(0)).cited)


def test_an_alert_knows_the_story_it_was_raised_from(qtbot: QtBot, pane: FeedPane, desk: Desk, cast: Cast) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_R)
    dialog = question(qtbot, pane, "alertDialog")
    assert dialog.answers()["title"].startswith("🙂 求问腿款渠道")
    assert "命中“退款渠道”" in dialog.answers()["reason"]
    assert "×5" in dialog.answers()["reason"]
    answer(qtbot, dialog, "reason", "!")
    qtbot.waitUntil(lambda: len(desk.state.alerts) == 1)
    alert = next(iter(desk.state.alerts.values()))
    assert alert.story == story(cast, EVADED).key
    assert alert.post is not None
    qtbot.waitUntil(lambda: pane.marks.of(pane.model.row_at(0)).level is alert.level)


# seen


def test_s_marks_as_seen_and_goes_on_to_the_next_that_nobody_has(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    cast.room.act(AcknowledgeStory(story=as_seen(story(cast, FACTORY))), cast.session("韩雪"))
    pane.refresh()
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: lines(pane)[pane.list.currentIndex().row()] == PROMOTION)
    assert desk.session is not None
    qtbot.waitUntil(lambda: cast.seen.marks.get((desk.session.person, story(cast, EVADED).key)) == 5)
    press(qtbot, pane, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: lines(pane)[pane.list.currentIndex().row()] == CHEER)
    press(qtbot, pane, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: pane.message.sentence.text() == desk.texts("triage-none-unseen"))


def test_n_passes_over_what_was_seen_before(qtbot: QtBot, cast: Cast, show: Show, desk: Desk) -> None:
    watched(cast)
    pour(cast)
    assert desk.session is not None
    cast.seen.mark(desk.session.person, {story(cast, text).key: 9 for text in (EVADED, FACTORY)}, cast.clock.now())
    pane = show(FeedPane)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: pane.list.currentIndex().row() == 2)


def test_what_has_more_than_doubled_since_is_news_again(qtbot: QtBot, cast: Cast, show: Show, desk: Desk) -> None:
    watched(cast)
    pour(cast)
    assert desk.session is not None
    keys = {story(cast, text).key: posts for text, posts in ((EVADED, 5), (FACTORY, 1), (PROMOTION, 1))}
    cast.seen.mark(desk.session.person, keys, cast.clock.now())
    pane = show(FeedPane)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: pane.list.currentIndex().row() == 1)
    qtbot.waitUntil(lambda: "阅后又来 2 条" in pane.detail.care.text())


def test_two_seconds_before_the_eyes_count_as_seen(qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk) -> None:
    choose(qtbot, pane, CHEER)
    choose(qtbot, pane, EVADED)
    key = story(cast, EVADED).key
    qtbot.waitUntil(lambda: (desk.session.person, key) in cast.seen.marks, timeout=4_000)
    assert (desk.session.person, story(cast, CHEER).key) not in cast.seen.marks


def test_out_of_an_open_story_s_goes_back_and_on(qtbot: QtBot, pane: FeedPane, cast: Cast) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [EVADED] * 5)
    press(qtbot, pane, Qt.Key.Key_S)
    await_lines(qtbot, pane, ALL)
    qtbot.waitUntil(lambda: pane.list.currentIndex().row() == 1)
    assert cast.seen.marks


def test_somebody_else_at_the_desk_has_seen_other_things(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: pane.marks.of(pane.model.row_at(0)).seen == 5)
    desk.sign_in(cast.session("韩雪"))
    qtbot.waitUntil(lambda: pane.marks.is_seen(pane.model.row_at(0)) is False)


# merge and split


def test_a_story_is_put_into_another_by_keys(qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk) -> None:
    choose(qtbot, pane, FACTORY)
    press(qtbot, pane, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: pane.findChild(StoryPicker) is not None)
    picker = pane.findChild(StoryPicker)
    qtbot.waitUntil(lambda: picker.list.count() == 3)
    qtbot.keyClicks(picker.line, "  ")
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    into, gone = story(cast, PROMOTION).key, story(cast, FACTORY).key
    qtbot.waitUntil(lambda: (found := desk.state.stories.get(gone)) is not None and found.merged_into == into)
    await_lines(qtbot, pane, [EVADED, PROMOTION, CHEER])
    assert pane.message.sentence.text() == desk.texts("triage-merged")


def test_the_story_to_put_it_into_is_found_by_words(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, FACTORY)
    press(qtbot, pane, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: pane.findChild(StoryPicker) is not None)
    picker = pane.findChild(StoryPicker)
    picker.line.setText("彻查")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    assert picker.list.item(0).text().startswith(CHEER)
    picker.line.setText("没有这样的")
    qtbot.waitUntil(lambda: not picker.go.isEnabled() and picker.list.count() == 0)
    picker.reject()


def test_posts_are_taken_out_of_an_open_story(qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_D)
    assert pane.message.sentence.text() == desk.texts("triage-open-first")
    press(qtbot, pane, Qt.Key.Key_Return)
    await_lines(qtbot, pane, [EVADED] * 5)
    press(qtbot, pane, Qt.Key.Key_Down, shift=True)
    press(qtbot, pane, Qt.Key.Key_D)
    dialog = question(qtbot, pane, "splitDialog")
    assert "2" in dialog.windowTitle()
    answer(qtbot, dialog, "reason", "other people")
    qtbot.waitUntil(lambda: desk.state.stories.get(story(cast, EVADED).key) is not None)
    records = [record for record in cast.room.records if record.event.kind == "story.split"]
    assert len(records[0].event.posts) == 2


# hands off


def test_looking_back_nothing_is_acknowledged(qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk) -> None:
    desk.look_back(cast.clock.at)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_A)
    assert pane.message.sentence.text() == desk.texts("pane-past-read-only")
    press(qtbot, pane, Qt.Key.Key_S)
    assert not cast.seen.marks


def test_nobody_signed_in_may_look_and_mark_but_not_decide(
    qtbot: QtBot, pane: FeedPane, cast: Cast, desk: Desk
) -> None:
    desk.sign_in(None)
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_A)
    assert pane.message.sentence.text() == desk.texts("pane-sign-in-first")
    press(qtbot, pane, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: cast.seen.marks == {("", story(cast, EVADED).key): 5})
