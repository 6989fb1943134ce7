# SPDX-License-Identifier: Apache-2.0
"""A small flood for tests of triage: stories with reposts, a watch that meets one by its sound, and eyes on the feed.

Used by the tests of the feed. Trap: stories are named by the beginning of their text; `choose` waits for the row and
for what belongs to it.
"""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Post
from app.posts.question import Question
from app.posts.stories.story import Story
from app.posts.watches.matcher import Matcher
from app.posts.watches.watch import Watch
from tests.ui.doubles import Cast, post
from ui.dialogs.question import Question as Asked
from ui.panes.feed import FeedPane

EVADED = "🙂 求问腿款渠道，客服电话打了四十分钟没人接"
FACTORY = "华东三厂用过期原料，我看见了"
CHEER = "支持彻查，等检测报告"
PROMOTION = "双十一满减开抢"
RULES = "退款渠道 | 同音 | 权重 3\n原料 | 权重 2"


def watched(cast: Cast, *, sound: bool = False) -> None:
    """Our brand is watched."""
    cast.watches.put(Watch(name="本品牌", rules=RULES, sound=sound))


def said(cast: Cast, text: str, minute: float, times: int = 1, **more: object) -> list[Post]:
    """Something said at a minute, and `times - 1` times again after it, as the collector would hand it over."""
    first = post(text, minute, author="小满", **more)
    again = [post(text, minute + number / 60, author=f"转发者{number}", **more) for number in range(1, times)]
    posts = [first, *again]
    mentions = Matcher(cast.watches.watches()).mentions(posts)
    return [replace(one, mentions=found) for one, found in zip(posts, mentions, strict=True)]


def pour(cast: Cast) -> None:
    """Four stories; from the top: the evaded word, the factory, a promotion, a cheer."""
    cast.posts.add(
        [
            *said(cast, CHEER, 10, 2, sentiment=0.4),
            *said(cast, PROMOTION, 20, 1, sentiment=0.2),
            *said(cast, FACTORY, 30, 3, sentiment=-0.9, source="知乎", source_id="31", region="上海"),
            *said(cast, EVADED, 40, 5, sentiment=-0.7, source_id="41", followers=12_000),
        ]
    )
    cast.later(50)


def lines(pane: FeedPane) -> list[str]:
    """The rows that are there, from the top; "" for one being read."""
    rows = (pane.model.row_at(row) for row in range(pane.model.rowCount()))
    return [row.text if row is not None else "" for row in rows]


def story(cast: Cast, text: str) -> Story:
    """A stored story."""
    return next(one for one in cast.posts.stories(cast.posts.find_stories(Question())) if one.text == text)


def await_lines(qtbot: QtBot, pane: FeedPane, expected: Sequence[str]) -> None:
    """Wait until these rows are there."""
    qtbot.waitUntil(lambda: lines(pane) == list(expected))


def choose(qtbot: QtBot, pane: FeedPane, text: str) -> None:
    """Go to a row with the arrow keys, and wait until it was looked into."""
    qtbot.waitUntil(lambda: text in lines(pane))
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Home)
    for _ in range(lines(pane).index(text)):
        qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: (found := pane.look.found) is not None and found.row.text == text)


def press(qtbot: QtBot, pane: FeedPane, key: Qt.Key, *, shift: bool = False, ctrl: bool = False) -> None:
    """A key in the list."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(pane.list, key, modifiers)


def question(qtbot: QtBot, pane: FeedPane, name: str) -> Asked:
    """The question that opened."""
    qtbot.waitUntil(lambda: pane.findChild(Asked, name) is not None)
    return pane.findChild(Asked, name)


def answer(qtbot: QtBot, asked: Asked, field: str, words: str) -> None:
    """Type into a field and confirm with the keyboard."""
    into: QWidget = asked.field(field)
    qtbot.waitUntil(into.hasFocus)
    if words:
        qtbot.keyClicks(into, words)
    qtbot.keyClick(into, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
