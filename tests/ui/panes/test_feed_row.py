# SPDX-License-Identifier: Apache-2.0
"""A row of the feed as it is seen: its two lines, its marks, the keys of the list.

Trap: pictures are compared with each other, never with a stored one: fonts differ from machine to machine.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.posts.post import Exactness, Mention, Mood, Post
from app.posts.stories.story import Story
from app.room.words import WarningLevel
from app.texts import Texts
from tests.ui.doubles import START, Cast, post
from tests.ui.panes.feed_steps import ask, numbered
from ui.delegates.feed_delegate import ROW_HEIGHT, FeedDelegate, RowMark, figures, met
from ui.desk import Desk
from ui.models.feed_model import MARK_ROLE, ROW_ROLE, FeedModel
from ui.models.feed_reading import PAGE
from ui.widgets.feed_view import FeedView


@pytest.fixture
def model(desk: Desk) -> FeedModel:
    return FeedModel(desk, desk)


def test_marks_are_asked_for_each_row(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add(numbered(0, 3))
    model.mark = lambda row: RowMark(seen=1) if row.text == "帖文 1" else None
    ask(qtbot, model)
    assert [model.index(row).data(MARK_ROLE) for row in range(3)] == [None, RowMark(seen=1), None]
    assert isinstance(model.index(0).data(ROW_ROLE), Post)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "帖文 2"
    with qtbot.waitSignal(model.dataChanged):
        model.repaint_marks()


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    view = FeedView(model)
    qtbot.addWidget(view)
    cast.posts.add(numbered(0, 2 * PAGE))
    ask(qtbot, model)
    with qtbot.waitExposed(view):
        view.show()
    for pressed, row in ((Qt.Key.Key_End, 2 * PAGE - 1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view, pressed)
        assert view.currentIndex().row() == row
    qtbot.waitUntil(lambda: model.row_at(2 * PAGE - 1) is not None)


@pytest.fixture
def story(cast: Cast, qtbot: QtBot, model: FeedModel) -> Story:
    """24 posts of three sources; 18 came in the last hour, six in the hour before."""
    met_it = (Mention("品牌", "退款", Exactness.HOMOPHONE, 3),)
    places = ("微博", "论坛", "短视频")
    later = [post("原料过期", 60 + n, source=places[n % 3], mentions=met_it) for n in range(18)]
    cast.posts.add([*(post("原料过期", n) for n in range(6)), *later])
    ask(qtbot, model, stories=True)
    found = model.row_at(0)
    assert isinstance(found, Story)
    return found


def test_a_story_says_how_many_from_where_and_how_fast(cast: Cast, story: Story) -> None:
    now = START.replace(hour=7, minute=20)
    assert figures(story, Texts("zh-Hans"), now) == "×24 · 3 源 · 首发 @厨房里的猫 · 3.0×/时"
    assert figures(story, Texts("en"), now) == "×24 · 3 sources · first by @厨房里的猫 · 3.0×/h"
    assert met(story, Texts("zh-Hans")) == "退款 · 同音"


def test_a_single_post_is_no_multitude(qtbot: QtBot, cast: Cast, model: FeedModel) -> None:
    cast.posts.add([post("一条", author="")])
    ask(qtbot, model, stories=True)
    one = model.row_at(0)
    assert isinstance(one, Story)
    assert figures(one, Texts("zh-Hans"), START) == "微博"
    assert met(one, Texts("zh-Hans")) == ""


def test_the_weightiest_keyword_is_named_then_the_most_exact() -> None:
    row = post(
        "退款",
        mentions=(
            Mention("甲", "腿款", Exactness.HOMOPHONE, 3),
            Mention("乙", "退款难", Exactness.FOLDED, 3),
            Mention("丙", "客服", Exactness.EXACT, 1),
        ),
    )
    assert met(row, Texts("zh-Hans")) == "退款难 · 折叠"
    by_source = post("退款", mentions=(Mention("品牌", "", Exactness.SOURCE),))
    assert met(by_source, Texts("zh-Hans")) == "品牌 · 来源"
    long = post("退款", mentions=(Mention("品牌", "字" * 40, Exactness.EXACT),))
    assert met(long, Texts("zh-Hans")) == f"{'字' * 15}… · 精确"


Painted = Callable[..., QImage]


@pytest.fixture
def painted(desk: Desk, model: FeedModel) -> Painted:
    """A picture of a row with a mark, so wide."""
    delegate = FeedDelegate(desk, model)

    def paint(mark: RowMark | None, width: int = 700, row: int = 0) -> QImage:
        model.mark = lambda row: mark
        image = QImage(width, ROW_HEIGHT, QImage.Format.Format_RGB32)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, width, ROW_HEIGHT)
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(row))
        painter.end()
        return image

    return paint


@pytest.mark.usefixtures("story")
def test_every_mark_shows_on_the_row(painted: Painted) -> None:
    marks = [
        None,
        RowMark(seen=24),
        RowMark(seen=20),
        RowMark(taken_by="吴敏"),
        RowMark(cited=True),
        RowMark(linked=True),
        RowMark(muted=True),
        RowMark(level=WarningLevel.RED),
    ]
    pictures = [painted(mark, 900) for mark in marks]
    for place, one in enumerate(pictures):
        assert all(one != other for other in pictures[place + 1 :]), marks[place]
    assert painted(RowMark(level=WarningLevel.RED), 900).pixelColor(QPoint(1, 20)).name() == "#f85149"
    assert painted(None, 900) == painted(RowMark(), 900)


def test_a_story_nobody_can_read_does_not_look_neutral(
    qtbot: QtBot, cast: Cast, model: FeedModel, painted: Painted
) -> None:
    cast.posts.add([post("⋯⋯", mood=Mood.NEUTRAL)])
    ask(qtbot, model, stories=True)
    neutral = painted(None)
    cast.posts.expire(START.replace(day=30), lambda: (), 9999)
    cast.posts.add([post("⋯⋯", mood=Mood.UNKNOWN)])
    ask(qtbot, model, stories=True)
    found = model.row_at(0)
    assert isinstance(found, Story)
    assert found.mood is Mood.UNKNOWN
    assert painted(None) != neutral


@pytest.mark.usefixtures("story")
def test_in_a_narrow_list_marks_leave_the_words_their_room(painted: Painted) -> None:
    everything = RowMark(cited=True, seen=20, taken_by="一个名字很长的人", linked=True, muted=True)
    assert painted(everything, 260) == painted(RowMark(seen=20), 260)
    assert painted(everything, 900) != painted(RowMark(seen=20), 900)


def test_a_row_that_is_being_read_is_painted_quietly(
    qtbot: QtBot, cast: Cast, model: FeedModel, painted: Painted
) -> None:
    cast.posts.add(numbered(0, 2 * PAGE))
    ask(qtbot, model)
    first = painted(None, 700)
    cast.posts.expire(START.replace(day=30), lambda: (), 9999)
    waiting = painted(None, 700, PAGE)
    assert waiting != first
    qtbot.wait(60)
    assert painted(None, 700, PAGE) == waiting, "its posts are gone"
