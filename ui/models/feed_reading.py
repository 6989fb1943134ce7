# SPDX-License-Identifier: Apache-2.0
"""What the feed's model reads off the GUI thread: the first rows, all the ids, one page, what came since.

Used by :mod:`ui.models.feed_model` alone. A reading is one question at one moment; it knows no Qt. The trap: rows are
ids in an `array('q')`, 8 bytes each. An array is never changed once it is made, so threads may share it.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from app.clock import to_ms
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.priority import Tuning, priority
from app.posts.question import Order, Question
from app.posts.stories.story import Story

PAGE: Final = 256
RANKED: Final = 20_000
"""Stories that are ordered by priority; older ones are left out."""
LOOKED_AT: Final = 1_024
"""Rows from the top among which something new is looked for at first."""
_FARTHEST: Final = 16 * LOOKED_AT
_AT_ONCE: Final = 1_000
_TIME_BITS: Final = 48

Row: TypeAlias = Post | Story
Rows: TypeAlias = dict[int, Row | None]
"""Rows by id; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The first rows of a question. `ranks` stands beside `ids` where they are ordered by priority, else is empty."""

    ids: "array[int]"
    ranks: "array[int]"
    rows: Rows
    whole: bool


NOTHING: Final = Begun(array("q"), array("q"), {}, whole=True)


@dataclass(frozen=True, slots=True)
class Newer:
    """All ids as they are now. `fresh` are new or have grown; `rows` those of the first page that were read anew.

    `above` is how many rows came above the old ones where nothing else changed, else -1. `many`: more came than was
    looked at, so `ids` is empty and the question must be asked anew.
    """

    ids: "array[int]"
    ranks: "array[int]"
    rows: Rows
    fresh: int
    above: int = -1
    many: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A question to a store. Every method may take long and raises as `app.posts.ports.PostStore` does."""

    posts: PostStore
    question: Question
    stories: bool
    tuning: Tuning
    now: datetime
    hidden: Collection[str] = field(default=())

    @property
    def ranked(self) -> bool:
        """Whether rows are ordered by priority."""
        return self.stories and self.question.order is Order.PRIORITY

    def begin(self, down_to: int = 0) -> Begun:
        """The first page; all there is by priority, or where a row below that page is wanted too."""
        if self.ranked:
            ranked = self._in_order(self._ranks(self.find(RANKED)))
            ids, ranks = array("q", [one for one, _ in ranked]), array("q", [rank for _, rank in ranked])
            return Begun(ids, ranks, self.rows(ids[:PAGE]), whole=True)
        ids = self.find(PAGE if down_to < PAGE else None)
        wanted = ids[:PAGE] + ids[max(PAGE, down_to - PAGE // 2) : down_to + PAGE // 2]
        return Begun(ids, array("q"), self.rows(wanted), whole=len(ids) < PAGE or down_to >= PAGE)

    def rest(self, first: "array[int]") -> "array[int]":
        """The ids that follow the first rows."""
        ids = self.find(None)
        known = set(first)
        last = next((place for one in reversed(first) if (place := row_of(ids, one)) >= 0), -1)
        rest = ids[last + 1 :]
        for one in known.difference(ids[: last + 1]):  # sunk meanwhile: they keep the rows they have
            if (place := row_of(rest, one)) >= 0:
                del rest[place]
        return rest

    def find(self, limit: int | None) -> "array[int]":
        """Ids in the question's order."""
        if self.stories:
            return self.posts.find_stories(self.question, self.hidden, limit)
        return self.posts.find(self.question, limit)

    def rows(self, ids: Sequence[int]) -> Rows:
        """These rows, None for those that are gone."""
        found: Rows = dict.fromkeys(ids)
        read = self.posts.stories(ids) if self.stories else self.posts.get(ids)
        found.update((row.id, row) for row in read)
        return found

    def newer(self, known: "array[int]", ranks: "array[int]", held: Mapping[int, Row | None]) -> Newer:
        """What came since the rows `known`; `held` are those of the first page as they were read."""
        if self.ranked:
            return self._newer_ranked(known, ranks)
        found, cut = self._down_to_known(known)
        if cut < 0 and len(found) >= _FARTHEST:
            return Newer(array("q"), array("q"), {}, len(found), many=True)
        before, rest = known[: cut + 1], known[cut + 1 :] if cut >= 0 else array("q")
        fresh = set(found).difference(before)
        if self.stories and fresh:
            rest = _without(rest, fresh)
        top = found[:PAGE]
        rows = self.rows(top if self.stories else [one for one in top if one in fresh or one not in held])
        old = (one for one in rows if one not in fresh and one in held)
        grown = sum(_posts(held[one]) < _posts(rows[one]) for one in old)
        pure = len(rest) == len(known) - cut - 1 and found[len(found) - len(before) :] == before
        above = len(found) - len(before) if pure else -1
        return Newer(found + rest, array("q"), rows, len(fresh) + grown, above)

    def _down_to_known(self, known: "array[int]") -> tuple["array[int]", int]:
        """Ids from the top down to one that is among the rows, and the row of the last that is; -1 if none is."""
        limit = LOOKED_AT
        while True:
            found = self.find(limit)
            places = {one: row for row, one in enumerate(known[: limit + PAGE])}
            cut = next((places[one] for one in reversed(found) if one in places), -1)
            if len(found) < limit:
                return found, len(known) - 1
            if cut >= 0 or limit >= _FARTHEST:
                return found, cut
            limit *= 4

    def _newer_ranked(self, known: "array[int]", ranks: "array[int]") -> Newer:
        before, found, limit = dict(zip(known, ranks, strict=True)), self.find(LOOKED_AT), PAGE
        changed: dict[int, int] = {}
        for start in range(0, len(found), limit):
            page = self._ranks(found[start : start + limit])
            some = {one: rank for one, rank in page.items() if not _same_time(before.get(one), rank)}
            changed |= some
            if not some:
                break
        if not changed:
            return Newer(known, ranks, {}, 0, above=0)
        order = self._in_order(before | changed)
        ids, new = array("q", [one for one, _ in order]), array("q", [rank for _, rank in order])
        return Newer(ids, new, self.rows(ids[:PAGE]), len(changed))

    def _ranks(self, ids: "array[int]") -> dict[int, int]:
        """Points and newest time of each story in one number, the larger the higher up."""
        ranks: dict[int, int] = {}
        for start in range(0, len(ids), _AT_ONCE):
            for story in self.posts.stories(ids[start : start + _AT_ONCE]):
                points = priority(story, self.tuning, self.now).points
                ranks[story.id] = points << _TIME_BITS | max(0, to_ms(story.newest_at))
        return ranks

    @staticmethod
    def _in_order(ranks: Mapping[int, int]) -> list[tuple[int, int]]:
        return sorted(ranks.items(), key=lambda pair: (-pair[1], -pair[0]))[:RANKED]


def row_of(ids: "array[int]", one: int) -> int:
    """The place of an id, -1 where it is not among them. 3 ms for a million: `array.index` takes six times that."""
    head = ids[:LOOKED_AT]
    if one in head:
        return head.index(one)
    needle, bare = array("q", [one]).tobytes(), ids.tobytes()
    place = bare.find(needle)
    while place % ids.itemsize and place >= 0:
        place = bare.find(needle, place + 1)
    return place // ids.itemsize if place >= 0 else -1


def _without(ids: "array[int]", gone: Iterable[int]) -> "array[int]":
    """The ids but for some. A set of a million would take 60 MB, a search for each of them too long."""
    import numpy

    every = numpy.frombuffer(ids, dtype=numpy.int64) if ids else numpy.empty(0, dtype=numpy.int64)
    out = numpy.isin(every, numpy.fromiter(gone, dtype=numpy.int64))
    if not out.any():
        return ids
    return array("q", every[~out].tobytes())


def _posts(row: Row | None) -> int:
    return row.posts if isinstance(row, Story) else 0


def _same_time(one: int | None, other: int) -> bool:
    """Whether a story's newest post is what it was: its points fall with time alone, and that moves no row."""
    return one is not None and (one ^ other) & ((1 << _TIME_BITS) - 1) == 0
