# SPDX-License-Identifier: Apache-2.0
"""The rows of the feed: a question's posts or stories, page by page, and nothing that moves under a reader.

Trap: answers come from reading threads; wait for a signal or for what a person would see, never for a time.
"""

from collections.abc import Sequence
from threading import Event

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from app.errors import EnvironmentFault, Said, UserError
from app.posts.ports import Merged
from app.posts.post import Exactness, Joined, Mention, Mood, Post
from app.posts.priority import Tuning
from app.posts.question import Order, Question
from app.posts.stories.story import Story
from tests.ui.doubles import START, Cast, post
from tests.ui.panes.feed_steps import EVERYTHING, ask, id_of, numbered, take_in, words
from ui.delegates.feed_delegate import ROW_HEIGHT
from ui.desk import Desk
from ui.models.feed_model import INSIDE_ROLE, FeedModel
from ui.models.feed_reading import PAGE
from ui.widgets.feed_view import FeedView

Told = list[int]


@pytest.fixture
def model(desk: Desk) -> FeedModel:
    return FeedModel(desk, desk)


@pytest.fixture
def told(model: FeedModel) -> Told:
    """How many were said to wait, each time."""
    counts: Told = []
    model.arrived.connect(counts.append)
    return counts


# ------------------------------------------------------------------------------------------------ asking


def test_the_first_page_shows_at_once_and_the_rest_comes_below(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 3 * PAGE))
    with qtbot.waitSignal(model.reset_done):
        model.ask(EVERYTHING, stories=False)
    assert model.rowCount() == PAGE
    assert not model.whole
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    qtbot.waitUntil(lambda: model.whole)
    assert inserted == [(PAGE, 3 * PAGE - 1)]
    assert words(model, [0, PAGE - 1]) == [f"帖文 {3 * PAGE - 1}", f"帖文 {2 * PAGE}"]


def test_a_page_is_read_when_it_is_looked_at(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 5 * PAGE))
    ask(qtbot, model)
    assert cast.posts.pages == 1
    with qtbot.waitSignal(model.dataChanged):
        assert model.row_at(4 * PAGE + 3) is None
        assert model.row_at(4 * PAGE + 4) is None
    assert words(model, [4 * PAGE + 3]) == [f"帖文 {PAGE - 4}"]
    assert cast.posts.pages == 2


def test_rows_show_their_new_mood_once_all_posts_were_judged_again(
    qtbot: QtBot, cast: Cast, model: FeedModel
) -> None:
    cast.posts.add(numbered(0, 3 * PAGE))
    ask(qtbot, model)
    words(model, [0])
    cast.posts.judge_again(Gloomy(), 3 * PAGE)
    model.read_again()

    def gloomy() -> bool:
        row = model.row_at(0)
        return isinstance(row, Post) and row.mood is Mood.NEGATIVE

    qtbot.waitUntil(gloomy)


class Gloomy:
    """Finds everything bad."""

    fingerprint = "gloomy"

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        """All negative."""
        return [replace(post, sentiment=-0.9, mood=Mood.NEGATIVE) for post in posts]


def test_few_pages_are_held_and_one_that_fell_out_is_read_again(
    qtbot: QtBot, cast: Cast, model: FeedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.models.feed_model.PAGES_HELD", 1)
    cast.posts.add(numbered(0, 3 * PAGE))
    ask(qtbot, model)
    for page in (1, 2, 0):
        assert model.row_at(page * PAGE) is None or page == 0
        qtbot.waitUntil(lambda page=page: model.row_at(page * PAGE) is not None)  # type: ignore[misc]
    assert words(model, [0]) == [f"帖文 {3 * PAGE - 1}"]
    assert model.row_at(2 * PAGE) is None


def test_whoever_is_far_down_gets_all_rows_at_once(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 6 * PAGE))
    with qtbot.waitSignal(model.reset_done):
        model.ask(EVERYTHING, stories=False, down_to=5 * PAGE + 9)
    assert model.whole
    assert words(model, [0, 5 * PAGE + 9]) == [f"帖文 {6 * PAGE - 1}", f"帖文 {PAGE - 10}"]


def test_only_the_last_question_is_answered(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add([*numbered(0, 3), post("退款打不通", 9)])
    answers: list[int] = []
    model.reset_done.connect(lambda: answers.append(model.rowCount()))
    for asked in ("帖", "帖文", "退款"):
        model.ask(Question(words=asked), stories=False)
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)
    assert answers == [1]
    assert model.question == Question(words="退款")
    assert words(model) == ["退款打不通"]


def test_a_question_with_nothing_to_look_for_is_refused_once(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 3))
    ask(qtbot, model)
    with qtbot.waitSignal(model.failed) as failed:
        model.ask(Question(words="！！"), stories=False)
    assert failed.args is not None
    assert isinstance(failed.args[0], UserError)
    assert model.rowCount() == 0
    with qtbot.assertNotEmitted(model.failed, wait=60):
        model.take_in(0, 10)


def test_what_the_desk_looks_back_from_is_not_shown(qtbot: QtBot, cast: Cast, desk: Desk, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 4))
    desk.look_back(cast.clock.at.replace(minute=1))
    ask(qtbot, model)
    assert words(model) == ["帖文 1", "帖文 0"]
    assert model.question == EVERYTHING


def test_a_post_that_expired_leaves_its_row_empty(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 2 * PAGE))
    ask(qtbot, model)
    gone = cast.posts.expire(START.replace(minute=3), lambda: (), 100)
    assert gone == 3
    with qtbot.waitSignal(model.dataChanged):
        model.row_at(2 * PAGE - 1)
    assert words(model, range(2 * PAGE - 5, 2 * PAGE)) == ["帖文 4", "帖文 3", "…", "…", "…"]
    with qtbot.assertNotEmitted(model.dataChanged, wait=60):
        model.row_at(2 * PAGE - 1)


def test_a_store_that_cannot_be_read_is_said_and_asked_again(
    qtbot: QtBot, cast: Cast, desk: Desk, model: FeedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.posts.add(numbered(0, 2 * PAGE))
    find = cast.posts.find

    def broken(question: Question, limit: int | None = None) -> object:
        if limit is None:
            raise EnvironmentFault(Said("refusal-statement-unchanged"))
        return find(question, limit)

    monkeypatch.setattr(cast.posts, "find", broken)
    with qtbot.waitSignal(desk.refused):
        model.ask(EVERYTHING, stories=False)
    assert model.rowCount() == PAGE
    monkeypatch.setattr(cast.posts, "find", find)
    cast.posts.add([post("刚刚", 9999)])
    model.take_in(0, 10)
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE + 1)
    assert words(model, [0]) == ["刚刚"]


# ------------------------------------------------------------------------------------------------ what arrives


def test_at_the_top_new_posts_come_above_and_the_others_keep_their_order(
    qtbot: QtBot, cast: Cast, model: FeedModel
) -> None:
    cast.posts.add(numbered(0, 3 * PAGE))
    ask(qtbot, model)
    reset: list[int] = []
    model.modelReset.connect(lambda: reset.append(1))
    cast.posts.add(numbered(5000, 5003))
    take_in(qtbot, model)
    assert words(model, range(4)) == ["帖文 5002", "帖文 5001", "帖文 5000", f"帖文 {3 * PAGE - 1}"]
    assert model.rowCount() == 3 * PAGE + 3
    assert not reset, "rows above need no reset"


def test_a_post_that_comes_late_takes_the_place_of_its_time(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 20))
    ask(qtbot, model)
    cast.posts.add([post("迟到", 17.5)])
    take_in(qtbot, model)
    assert words(model, range(4)) == ["帖文 19", "帖文 18", "迟到", "帖文 17"]
    assert model.rowCount() == 21


def test_a_flood_of_thousands_is_taken_in(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 300))
    ask(qtbot, model)
    cast.posts.add(numbered(1000, 4000))
    take_in(qtbot, model)
    assert model.rowCount() == 3300
    assert words(model, [0]) == ["帖文 3999"]
    assert model.row_of(id_of(model, 0)) == 0
    qtbot.waitUntil(lambda: words(model, [3000, 3299]) == ["帖文 299", "帖文 0"])


def test_nothing_moves_where_the_chosen_would_leave_the_screen(
    qtbot: QtBot, cast: Cast, model: FeedModel, told: Told
) -> None:
    cast.posts.add(numbered(0, 30))
    ask(qtbot, model)
    chosen = id_of(model, 2)
    cast.posts.add(numbered(100, 105))
    with qtbot.waitSignal(model.arrived):
        model.take_in(chosen, 6)
    assert told == [5]
    assert model.row_of(chosen) == 2
    assert model.rowCount() == 30
    take_in(qtbot, model, chosen, 8)
    assert model.row_of(chosen) == 7


def test_a_chosen_story_that_grows_does_not_jump_up(qtbot: QtBot, cast: Cast, model: FeedModel, told: Told) -> None:
    cast.posts.add(numbered(0, 30))
    ask(qtbot, model, stories=True)
    chosen = id_of(model, 4)
    cast.posts.add([post("帖文 25", 100, author="转发的人")])
    with qtbot.waitSignal(model.arrived):
        model.take_in(chosen, 10)
    assert told == [1]
    assert model.row_of(chosen) == 4
    take_in(qtbot, model)
    assert model.row_of(chosen) == 0


def test_whoever_scrolled_down_meanwhile_is_not_moved(qtbot: QtBot, cast: Cast, model: FeedModel, told: Told) -> None:
    view = FeedView(model)
    qtbot.addWidget(view)
    view.resize(600, 400)
    cast.posts.add(numbered(0, 100))
    ask(qtbot, model)
    with qtbot.waitExposed(view):
        view.show()
    cast.posts.add(numbered(200, 203))
    model.take_in(0, 7)
    view.verticalScrollBar().setValue(20 * ROW_HEIGHT)
    qtbot.waitUntil(lambda: told == [3])
    assert model.rowCount() == 100
    assert words(model, [view.rowAt(0)]) == ["帖文 79"]


def test_further_down_new_ones_are_counted_and_posts_come_only_when_asked(
    qtbot: QtBot, cast: Cast, model: FeedModel, told: Told
) -> None:
    cast.posts.add(numbered(0, 30))
    ask(qtbot, model)
    for more, waiting in ((3, 3), (2, 5)):
        cast.posts.add(numbered(100 * waiting, 100 * waiting + more))
        with qtbot.waitSignal(model.arrived):
            model.look_for_new()
        assert told[-1] == waiting
    assert model.rowCount() == 30


def test_what_comes_while_rows_are_read_is_not_forgotten(
    qtbot: QtBot, cast: Cast, model: FeedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.posts.add(numbered(0, 2 * PAGE))
    find, go_on = cast.posts.find, Event()

    def slow(question: Question, limit: int | None = None) -> object:
        found = find(question, limit)
        assert limit is not None or go_on.wait(5)
        return found

    monkeypatch.setattr(cast.posts, "find", slow)
    with qtbot.waitSignal(model.reset_done):
        model.ask(EVERYTHING, stories=False)
    cast.posts.add([post("刚刚", 9999)])
    model.take_in(0, 10)
    go_on.set()
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE + 1)
    assert words(model, [0]) == ["刚刚"]


def test_the_first_posts_of_an_empty_room_appear(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    ask(qtbot, model)
    assert model.rowCount() == 0
    cast.posts.add(numbered(0, 2))
    take_in(qtbot, model)
    assert model.rowCount() == 2


def test_a_page_that_arrives_after_new_rows_came_above_fills_its_own_rows(
    qtbot: QtBot, cast: Cast, model: FeedModel
) -> None:
    cast.posts.add(numbered(0, 4 * PAGE))
    ask(qtbot, model)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    cast.posts.add(numbered(5000, 5007))
    model.take_in(0, 10)
    model.row_at(2 * PAGE)
    qtbot.waitUntil(lambda: model.rowCount() == 4 * PAGE + 7 and model.row_at(2 * PAGE + 7) is not None)
    assert words(model, [2 * PAGE + 7]) == [f"帖文 {2 * PAGE - 1}"]
    assert any(first <= 2 * PAGE + 7 <= last for first, last in changed)


# ------------------------------------------------------------------------------------------------ stories


def test_a_story_that_grew_moves_up_and_its_old_row_goes(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 3 * PAGE))
    ask(qtbot, model, stories=True)
    cast.posts.add([post("帖文 5", 9000, author="转发的人")])
    take_in(qtbot, model)
    assert model.rowCount() == 3 * PAGE
    first = model.row_at(0)
    assert isinstance(first, Story)
    assert (first.text, first.posts, first.author) == ("帖文 5", 2, "厨房里的猫")
    assert model.row_of(first.id) == 0
    qtbot.waitUntil(lambda: words(model, [3 * PAGE - 6, 3 * PAGE - 5]) == ["帖文 6", "帖文 4"])


def test_a_story_at_the_top_grows_in_its_place_and_counts_as_new(
    qtbot: QtBot, cast: Cast, model: FeedModel, told: Told
) -> None:
    cast.posts.add(numbered(0, 10))
    ask(qtbot, model, stories=True)
    cast.posts.add([post("帖文 9", 20), post("又一件事", 21)])
    with qtbot.waitSignal(model.arrived):
        model.look_for_new()
    assert told == [2]
    take_in(qtbot, model)
    assert words(model, range(3)) == ["又一件事", "帖文 9", "帖文 8"]
    grown = model.row_at(1)
    assert isinstance(grown, Story)
    assert grown.posts == 2


def test_hidden_stories_are_left_out(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 4))
    ask(qtbot, model, stories=True)
    row = model.row_at(1)
    assert isinstance(row, Story)
    with qtbot.waitSignal(model.reset_done):
        model.ask(EVERYTHING, stories=True, hidden={row.key})
    assert words(model) == ["帖文 3", "帖文 1", "帖文 0"]
    cast.posts.add([post("帖文 2", 50)])
    take_in(qtbot, model)
    assert words(model) == ["帖文 3", "帖文 1", "帖文 0"]


def test_a_merged_story_leaves_with_the_next_look(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 4))
    ask(qtbot, model, stories=True)
    one, into = model.row_at(0), model.row_at(2)
    assert isinstance(one, Story)
    assert isinstance(into, Story)
    cast.posts.rearrange([Merged(one.key, into.key)], 1)
    take_in(qtbot, model)
    assert words(model) == ["帖文 1", "帖文 2", "帖文 0"]


def test_a_chosen_story_that_became_part_of_another_stays_until_the_reader_leaves_it(
    qtbot: QtBot, cast: Cast, model: FeedModel, told: Told
) -> None:
    cast.posts.add(numbered(0, 9))
    ask(qtbot, model, stories=True)
    chosen, into = model.row_at(3), model.row_at(6)
    assert isinstance(chosen, Story)
    assert isinstance(into, Story)
    cast.posts.rearrange([Merged(chosen.key, into.key)], 1)
    cast.posts.add(numbered(20, 22))
    with qtbot.waitSignal(model.arrived):
        model.take_in(chosen.id, 9)
    assert told == [3], "two are new, one has grown"
    assert model.row_of(chosen.id) == 3
    take_in(qtbot, model)
    assert model.row_of(chosen.id) == -1


def test_the_posts_of_one_story_say_how_they_joined(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add([post("过期原料", 1, source_id="A1234"), post("别的", 2)])
    cast.posts.add([post("太可怕了", 3, parent="A1234"), post("过期原料", 4, author="乙")])
    ask(qtbot, model, stories=True)
    story = model.row_at(0)
    assert isinstance(story, Story)
    assert (story.posts, story.reposts, story.copies) == (3, 1, 1)
    ask(qtbot, model, Question(story=story.id))
    rows = [model.row_at(row) for row in range(3)]
    assert [row.joined for row in rows if isinstance(row, Post)] == [Joined.COPY, Joined.REPOST, Joined.FIRST]
    assert model.index(0).data(INSIDE_ROLE) is True


def mentioned(text: str, minutes: float, weight: int) -> Post:
    return post(text, minutes, mentions=(Mention("品牌", "退款", Exactness.EXACT, weight),))


def test_by_priority_the_weightiest_come_first_and_new_ones_take_their_place(
    qtbot: QtBot, cast: Cast, desk: Desk, model: FeedModel, told: Told
) -> None:
    desk.settings.priority = Tuning(match=30, reach=0, mood=0, speed=0, voices=0)
    cast.posts.add([mentioned("重", 1, 10), mentioned("轻", 2, 1), post("无", 3), mentioned("也重", 0, 10)])
    ask(qtbot, model, Question(order=Order.PRIORITY), stories=True)
    assert words(model) == ["重", "也重", "轻", "无"]
    cast.posts.add([mentioned("中", 10, 5), post("无", 11)])
    with qtbot.waitSignal(model.arrived):
        model.look_for_new()
    assert told == [2]
    take_in(qtbot, model)
    assert words(model) == ["重", "也重", "中", "轻", "无"]
    last = model.row_at(4)
    assert isinstance(last, Story)
    assert last.posts == 2
    ranked = cast.posts.pages
    take_in(qtbot, model)
    assert words(model) == ["重", "也重", "中", "轻", "无"]
    assert cast.posts.pages == ranked + 1, "nothing new: no more than the newest page is looked at"
