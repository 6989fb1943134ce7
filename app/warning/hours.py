# SPDX-License-Identifier: Apache-2.0
"""A block of rows clock hour by clock hour: what was usual before each, and what it taught.

Called by `hearing`. What needs no knowledge of the usual is counted for all hours at once; only the rest goes hour by
hour. The trap: an outage and the posts that come late after it are seen only by what is usual, so the hours that have
any are counted anew.
"""

from collections.abc import Iterator
from typing import Any, Final, Generic, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.warning.baseline import Baseline, Foreseen, Heard, Usual
from app.warning.memory import Flags, Floats, Memory
from app.warning.outage import FORGIVEN_IN, MOST_OWED_MINUTES, SILENT_POSTS, settle
from app.warning.reckoning import MANY, ONE, Number, Reckoning

_FORGIVEN: Final = 0.5 ** (1 / FORGIVEN_IN)


class Rows(NamedTuple):
    """A block of rows: the number of its first since 1970, rows an hour, minutes a row, and what was counted."""

    first: int
    an_hour: int
    step: float
    counts: NDArray[np.integer]
    gaps: Flags

    @property
    def into(self) -> int:
        """How many rows of the running clock hour came before."""
        return self.first % self.an_hour

    def hours(self) -> Iterator[tuple[int, int, int]]:
        """Clock hour, first row and the row behind its last, within the block."""
        rows, start = self.counts.shape[1], 0
        while start < rows:
            hour = (self.first + start) // self.an_hour
            end = min(rows, (hour + 1) * self.an_hour - self.first)
            yield hour, start, end
            start = end


class Taken(NamedTuple):
    """`rows` as numbers (watches, 5, rows), since how many rows each part is known (3, watches, rows), no gaps."""

    rows: Rows
    block: Floats
    known: NDArray[np.int64]
    heard: Flags


class Learnt(NamedTuple):
    """What came of the hours, at each row: the usual, and for how many hours it has been learnt, (watches, rows)."""

    usual: Usual
    age: Floats


def learn(memory: Memory, taken: Taken) -> Learnt:
    """Hour by hour. Rows of outages and late posts are taken out of `block` and `heard`."""
    return _Lesson(memory, taken, ONE).learn() if len(memory) == 1 else _Lesson(memory, taken, MANY).learn()


class _Lesson(Generic[Number]):
    """The hours of one block."""

    def __init__(self, memory: Memory, taken: Taken, do: Reckoning[Number]) -> None:
        self._memory, self._taken = memory, taken
        self._do: Reckoning[Number] = do
        self._baseline: Baseline[Number] = Baseline(memory, do)
        self._silent: Number = do.taken(memory["silent"])
        self._owed: Number = do.taken(memory["owed"])

    def learn(self) -> Learnt:
        """All of them, in turn."""
        rows, baseline = self._taken.rows, self._baseline
        hours = list(rows.hours())
        counted = _Counted.of(self._taken, hours)
        told = self._do.each(counted.told)
        longest, trailing = self._do.each(counted.longest), self._do.each(counted.trailing)
        usual, ages = [], []
        for place, (hour, start, end) in enumerate(hours):
            now = baseline.usual(hour)
            usual.append(now)
            ages.append(baseline.age)
            settled = counted.gap[place] or self._seems_down(now, longest[place])
            if settled:
                self._settle(now, slice(start, end))
            else:
                self._stay(now, trailing[place], end - start)
            if (rows.first + end) % rows.an_hour == 0:
                early = start == 0 and rows.into > 0
                heard = self._heard(slice(start, end), early=early) if settled or early else Heard(*told[place])
                baseline.learn(hour, heard)
                self._forgive(heard)
        self._memory["silent"], self._memory["owed"] = self._silent, self._owed
        baseline.store(self._memory)
        lengths = [end - start for _, start, end in hours]
        found = np.array(usual).reshape(len(hours), len(usual[0]), -1).transpose(1, 2, 0)
        age = np.array(ages).reshape(len(hours), -1).T
        return Learnt(Foreseen(*np.repeat(found, lengths, axis=2)), np.repeat(age, lengths, axis=1))

    def _seems_down(self, now: Foreseen[Number], longest: Number) -> bool:
        """Whether so many rows without a post, or what is owed, must be looked at row by row."""
        silence = self._silent + longest * (now.rate * self._taken.rows.step)
        return self._do.some(silence > SILENT_POSTS) or self._do.some(self._owed)

    def _stay(self, now: Foreseen[Number], trailing: Number, rows: int) -> None:
        """An hour of so many rows went by, the last `trailing` of which were silent."""
        before = self._do.either(trailing < rows, 0, self._silent)
        self._silent = before + trailing * (now.rate * self._taken.rows.step)

    def _settle(self, now: Foreseen[Number], part: slice) -> None:
        """Take outages and late posts out of one hour's rows, in place."""
        given, rows = self._do.given, self._taken.rows
        block, heard = self._taken.block[:, :4, part], self._taken.heard[:, part]
        each, most = given(now.rate * rows.step), given(now.rate * MOST_OWED_MINUTES)
        settled = settle(block[:, 0], rows.gaps[:, part], each, given(self._owed), given(self._silent), most)
        block[:] = (block * settled.kept[:, None]).astype(np.float32)
        heard[:] = settled.heard
        self._owed, self._silent = self._do.taken(settled.owed), self._do.taken(settled.silent)

    def _heard(self, part: slice, *, early: bool) -> Heard[Number]:
        """The sums of one clock hour; of `early`, some of it came with an earlier block and lies in the ring."""
        rows, block = self._taken.rows, self._taken.block[:, :4, part]
        sums = block.sum(axis=2)
        minutes = self._taken.heard[:, part].sum(axis=1) * rows.step
        if early:
            ring = self._memory["ring"][:, :, rows.an_hour - rows.into :]
            sums = sums + ring[:, :4].sum(axis=2, dtype=np.float64)
            minutes = minutes + (ring[:, 4] > 0).sum(axis=1) * rows.step
        full = self._taken.known[:, :, part.stop - 1] >= rows.an_hour
        return Heard(*(self._do.taken(one) for one in _told(minutes, sums.T, full)))

    def _forgive(self, heard: Heard[Number]) -> None:
        """Of what is owed the less will come the longer it is heard again."""
        if self._do.some(self._owed):
            kept = self._do.either(heard.minutes > 30, _FORGIVEN, 1) * (self._owed > 0.5)
            self._owed = self._owed * kept


class _Counted(NamedTuple):
    """Of each hour of a block: what was heard, (hours, 8, watches), and how silent it was, (hours, watches)."""

    told: Floats
    longest: NDArray[np.int64]
    """Rows in a row in which nothing was counted, those before the hour left out."""
    trailing: NDArray[np.int64]
    """The same at its end."""
    gap: list[bool]
    """Whether any watch has a gap."""

    @staticmethod
    def of(taken: Taken, hours: list[tuple[int, int, int]]) -> "_Counted":
        """All hours at once."""
        rows = taken.rows
        starts, ends = np.array(hours).T[1:]
        quiet = rows.gaps | (taken.block[:, 0] == 0)
        place = np.arange(quiet.shape[1])
        last = np.maximum.accumulate(np.where(quiet, -1, place), axis=1)
        longest = np.minimum(np.maximum.reduceat(place - last, starts, axis=1), ends - starts)
        trailing = np.minimum(ends - 1 - last[:, ends - 1], ends - starts)
        gap = np.logical_or.reduceat(rows.gaps.any(axis=0), starts)
        minutes = np.add.reduceat(taken.heard, starts, axis=1, dtype=np.int64) * rows.step
        sums = np.add.reduceat(taken.block[:, :4], starts, axis=2).transpose(1, 0, 2)
        told = np.stack(_told(minutes, sums, taken.known[:, :, ends - 1] >= rows.an_hour))
        return _Counted(told.transpose(2, 0, 1), longest.T, trailing.T, gap.tolist())


def _told(minutes: Floats, sums: Floats, full: Flags) -> tuple[Any, ...]:
    """The fields of `Heard`, from sums of the four parts and whether each was known."""
    posts, negative, reposts, voices = sums
    judged, traced, named = full * posts
    return minutes, posts, judged, negative, traced, reposts, named, voices
