# SPDX-License-Identifier: Apache-2.0
"""What tests of the feed's rows do again and again: ask, take in, read the words of rows.

Trap: answers come from reading threads; `ask` waits until every row is there, `words` shows "…" for one that is not.
"""

from collections.abc import Sequence

from pytestqt.qtbot import QtBot

from app.posts.post import Post
from app.posts.question import Question
from tests.ui.doubles import post
from ui.models.feed_model import FeedModel

EVERYTHING = Question()


def numbered(first: int, last: int) -> list[Post]:
    """Posts one a minute, each another story."""
    return [post(f"帖文 {number}", number) for number in range(first, last)]


def ask(qtbot: QtBot, model: FeedModel, question: Question = EVERYTHING, *, stories: bool = False) -> None:
    """Ask, and wait until every row is there."""
    with qtbot.waitSignal(model.reset_done):
        model.ask(question, stories=stories)
    qtbot.waitUntil(lambda: model.whole)


def take_in(qtbot: QtBot, model: FeedModel, chosen: int = 0, rows: int = 10) -> None:
    with qtbot.waitSignal(model.reset_done):
        model.take_in(chosen, rows)


def words(model: FeedModel, rows: Sequence[int] | None = None) -> list[str]:
    """The texts of rows; a row that is not there yet is "…"."""
    found = [model.row_at(row) for row in (rows if rows is not None else range(model.rowCount()))]
    return [row.text if row is not None else "…" for row in found]


def id_of(model: FeedModel, row: int) -> int:
    found = model.row_at(row)
    assert found is not None
    return found.id
