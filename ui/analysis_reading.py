# SPDX-License-Identifier: Apache-2.0
"""Asks for the overview of a stretch of time (hot terms, questions, voices, type of crisis), off the GUI thread.

Used by the analysis pane, the statement pane and the dialog that declares. One overview at a time; what is asked
meanwhile is asked next. The trap: it reads up to twenty thousand posts, so nobody asks on every batch that arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.analysis.names import names_of
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.question import Question
from app.posts.sentiment.feeling import MoodWord
from app.posts.watches.watch import Watch
from ui.desk import Desk
from ui.post_spans import span_of
from ui.while_alive import while_alive

if TYPE_CHECKING:
    from app.analysis.overview import Overview

MOST: Final = 20_000
MOST_BESIDE: Final = 4_000
"""Posts read where the overview only helps with something else."""
_EXAMPLES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stretch of time by name (`1h`, `6h`, `24h`, `incident`, `all`) and the name of a watch, "" for all posts."""

    span: str = "24h"
    watch: str = ""
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of it. `overview` is None where the store holds no posts; `question` finds what was read.

    `examples` are the posts that terms and questions name, by id; `watches` the names of all watches there are.
    """

    wanted: Wanted
    question: Question
    overview: Overview | None
    examples: Mapping[int, Post]
    watches: tuple[str, ...] = ()


class AnalysisReading(QObject):
    """Signals: `came(Looked)`; `failed(Exception)`."""

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self._next: Wanted | None = None

    @property
    def busy(self) -> bool:
        """Whether an overview is being worked out."""
        return self._busy

    def ask(self, wanted: Wanted) -> None:
        """Work it out; `came` tells."""
        if self._busy:
            self._next = wanted
            return
        self._busy, self._next = True, None
        self._desk.tasks.read(
            _work(self._desk, wanted), while_alive(self, self._take), while_alive(self, self._not_read)
        )

    def _take(self, looked: Looked) -> None:
        self._busy = False
        if self._next is not None:
            self.ask(self._next)
        else:
            self.came.emit(looked)

    def _not_read(self, error: Exception) -> None:
        self._busy = False
        self.failed.emit(error)


def _work(desk: Desk, wanted: Wanted) -> Callable[[], Looked]:
    """Everything a reader thread needs, taken on the GUI thread."""
    posts, watches, moods = desk.posts, desk.watches, desk.moods
    incident, now = desk.incident, desk.moment or desk.clock.now()

    def work() -> Looked:
        known = watches.watches()
        names = tuple(watch.name for watch in known)
        span = span_of(posts, wanted.span, incident, now)
        if span is None:
            return Looked(wanted, Question(), None, {}, names)
        question = Question(since=span[0], until=span[1], watch=wanted.watch)
        found = _found(posts, question, words=moods.words(), watches=known, most=wanted.most)
        named = chain(*(ask.posts for ask in found.asks), *(term.posts for term in found.terms))
        ids = list(islice(dict.fromkeys(named), _EXAMPLES))
        examples = {post.id: post for post in posts.get(ids)} if ids else {}
        return Looked(wanted, question, found, examples, names)

    return work


def _found(
    posts: PostStore, question: Question, *, words: tuple[MoodWord, ...], watches: tuple[Watch, ...], most: int
) -> Overview:
    from app.analysis.overview import overview  # with what cuts words behind it: not before it is asked for

    return overview(posts, question, baseline=None, words=words, names=names_of(watches), most=most)
