# SPDX-License-Identifier: Apache-2.0
"""One block of rows through the detector: learn hour by hour, then weigh all rows at once, then say levels.

Called by `detector` alone, which sees to it that rows follow each other. Everything that changes is in the memory
handed in. The trap: what is kept in single precision must be rounded before it is used, or the answer would depend on
how many rows come at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.warning import evidence, levels
from app.warning.baseline import Baseline, Heard, Usual
from app.warning.evidence import VOLUME_FLOOR, VOLUME_WEIGHTS, Spread, Sums, Window
from app.warning.memory import FAR, WINDOWS, Flags, Floats, Memory
from app.warning.outage import FORGIVEN_IN, MOST_OWED_MINUTES, SILENT_POSTS, settle
from app.warning.verdict import Kind, Verdict, nothing

_LEARNING_HOURS: Final = (2.0, 24.0)
"""Before the first nothing is said of moods; up to the second it takes more evidence."""
_LEAST_DAYS: Final = 3
_KNOWN_MINUTES: Final = 15
_BAND: Final = 3.0
"""Standard deviations from the expected to the upper edge of what is usual."""


@dataclass(frozen=True, slots=True)
class Rows:
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


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of the hours: the usual of each, its rows, and how long it has been learnt, (watches, hours)."""

    usual: list[Usual]
    lengths: list[int]
    age: Floats


def answer(memory: Memory, rows: Rows, *, explain: bool) -> Verdict:
    """Hear `rows` and say what they are."""
    block, known, heard = _taken_in(memory, rows)
    learnt = _learn(memory, rows, block, known, heard)
    place = ((rows.first + np.arange(block.shape[2])) % rows.an_hour + 0.5) / rows.an_hour
    expected = evidence.expected_rows(learnt.usual, learnt.lengths, place) * rows.step
    block[:, 4] = np.where(heard, expected, 0).astype(np.float32)
    sums = Sums(memory["ring"].astype(np.float64), block, memory["past"], rows.into)
    six_hours, memory["past"] = sums.hours()
    memory["ring"] = sums.ring
    spans = [max(1, round(minutes / rows.step)) for minutes in WINDOWS[:2]]
    windows = [_with_floor(sums.last(span)) for span in spans] + [_with_floor(six_hours)]
    usual = evidence.spread_out(learnt.usual, learnt.lengths)
    return _say(memory, rows, _Weighed(windows, usual, learnt, known), explain=explain)


def _with_floor(window: Window) -> Window:
    return Window(window.posts, window.negative, window.reposts, window.voices, window.expected + 0.05, window.heard)


@dataclass(frozen=True, slots=True)
class _Weighed:
    windows: list[Window]
    usual: Spread
    learnt: Learnt
    known: NDArray[np.int64]


def _taken_in(memory: Memory, rows: Rows) -> tuple[Floats, NDArray[np.int64], Flags]:
    """Rows as numbers (watches, 5, rows); since how many rows each part is known (3, watches, rows); no gaps."""
    counts = rows.counts
    place = np.arange(counts.shape[1])
    known = np.empty((3, *counts.shape[:2]), np.int64)
    for part in range(3):
        missing = (counts[:, :, part + 1] < 0) & ~rows.gaps
        last = np.maximum.accumulate(
            np.where(missing, place, -1 - memory["known"][:, part, None].astype(np.int64)), axis=1
        )
        known[part] = np.minimum(place - last, FAR)
    memory["known"] = known[:, :, -1].T
    block = np.zeros((len(memory), 5, counts.shape[1]))
    block[:, :4] = np.where(rows.gaps[:, :, None], 0, np.maximum(counts, 0)).transpose(0, 2, 1)
    return block, known, ~rows.gaps


def _learn(memory: Memory, rows: Rows, block: Floats, known: NDArray[np.int64], heard: Flags) -> Learnt:
    """Hour by hour. Rows of outages and late posts are taken out of `block` and `heard`."""
    baseline = Baseline(memory)
    usual, lengths, ages = [], [], []
    quiet = rows.gaps | (block[:, 0] == 0)
    last = np.maximum.accumulate(np.where(quiet, -1, np.arange(quiet.shape[1])), axis=1)
    runs = np.arange(quiet.shape[1]) - last
    any_gap = np.logical_or.reduce(rows.gaps, axis=0)
    for hour, start, end in rows.hours():
        now = baseline.usual(hour)
        usual.append(now)
        lengths.append(end - start)
        ages.append(baseline.age)
        part = slice(start, end)
        each = now.rate * rows.step
        longest = np.minimum(runs[:, part].max(axis=1), end - start)
        if any_gap[part].any() or (memory["silent"] + longest * each > SILENT_POSTS).any() or memory["owed"].any():
            _settle(memory, block[:, :, part], heard[:, part], rows.gaps[:, part], each, now.rate * MOST_OWED_MINUTES)
        else:
            trailing = end - 1 - last[:, end - 1]
            memory["silent"] = (
                np.where(trailing < end - start, 0, memory["silent"]) + np.minimum(trailing, end - start) * each
            )
        if (rows.first + end) % rows.an_hour == 0:
            early = memory["ring"][:, :, rows.an_hour - rows.into :] if start == 0 and rows.into else None
            full = known[:, :, end - 1] >= rows.an_hour
            told = _heard(block[:, :4, part], heard[:, part], early, full, rows.step)
            baseline.learn(hour, told)
            if memory["owed"].any():
                memory["owed"] *= np.where(told.minutes > 30, 0.5 ** (1 / FORGIVEN_IN), 1) * (memory["owed"] > 0.5)
    baseline.store(memory)
    return Learnt(usual, lengths, np.stack(ages, axis=1))


def _settle(memory: Memory, block: Floats, heard: Flags, gaps: Flags, each: Floats, most: Floats) -> None:
    """Take outages and late posts out of one hour's rows, in place."""
    settled = settle(block[:, 0], gaps, each, memory["owed"], memory["silent"], most)
    block[:, :4] = (block[:, :4] * settled.kept[:, None]).astype(np.float32)
    heard[:] = settled.heard
    memory["owed"], memory["silent"] = settled.owed, settled.silent


def _heard(block: Floats, heard: Flags, early: "NDArray[np.float32] | None", full: Flags, step: float) -> Heard:
    """The sums of one clock hour; `early` is the part of it that came with an earlier block."""
    sums = block.sum(axis=2)
    minutes = heard.sum(axis=1) * step
    if early is not None:
        sums = sums + early[:, :4].sum(axis=2, dtype=np.float64)
        minutes = minutes + (early[:, 4] > 0).sum(axis=1) * step
    posts, negative, reposts, voices = sums.T
    judged, traced, named = (posts * one for one in full)
    return Heard(minutes, posts, judged, negative, traced, reposts, named, voices)


def _say(memory: Memory, rows: Rows, weighed: _Weighed, *, explain: bool) -> Verdict:
    """Evidence, thresholds, levels."""
    least = max(1, round(_KNOWN_MINUTES / rows.step))
    judged = weighed.known[0] >= least
    beside = [(weighed.known[part] >= least).astype(np.float64) for part in (1, 2)]
    found = evidence.of_moods(weighed.windows, weighed.usual, beside)
    begun, settled = _LEARNING_HOURS
    sure = np.minimum(np.maximum((weighed.learnt.age - begun) / (settled - begun), 0), 1)
    sure = np.repeat(sure, weighed.learnt.lengths, axis=1)
    of_moods = (found * sure).astype(np.float32)
    of_volume = _against_days(memory, rows, evidence.of_volume(weighed.windows, weighed.usual, rows.step) * sure)
    moods: NDArray[np.float32] = np.where(judged, of_moods.max(axis=0), 0).astype(np.float32)
    volume = of_volume.max(axis=0)
    fresh_moods = levels.fresh(moods, memory["record"][:, 0], rows.step, volume=False)
    fresh_volume = levels.fresh(volume, memory["record"][:, 1], rows.step, volume=True)
    memory["record"] = np.stack([fresh_moods.record, fresh_volume.record], axis=1)
    loud = levels.reached(fresh_volume.evidence, levels.VOLUME)
    unusual = (fresh_volume.evidence >= levels.UNUSUAL_VOLUME).astype(np.uint8)
    level = np.where(judged, np.maximum(levels.reached(fresh_moods.evidence, levels.MOODS), unusual), loud)
    shown, memory["lit"] = levels.held(level, memory["lit"], round(levels.STAY_MINUTES / rows.step))
    if not explain:
        return replace(nothing(len(memory), 0, explain=False), level=shown)
    return _explained(shown, judged, _Spoken(of_moods, of_volume, moods, volume), weighed, rows)


def _against_days(memory: Memory, rows: Rows, found: Floats) -> NDArray[np.float32]:
    """`found` (windows, watches, rows) as a multiple of the loudest of the last days; learns the days."""
    found = found.astype(np.float32)
    ratio = np.zeros(found.shape, np.float32)
    day, count, start = rows.an_hour * 24, found.shape[2], 0
    weights = np.array(VOLUME_WEIGHTS)[:, None]
    while start < count:
        end = min(count, start + day - (rows.first + start) % day)
        loudest = memory["loudest"]
        enough = (loudest[:, :, 0] > 0).sum(axis=1) >= _LEAST_DAYS
        against = np.maximum(loudest.max(axis=1), VOLUME_FLOOR).T / weights
        ratio[:, :, start:end] = np.where(enough[:, None], found[:, :, start:end] / against[:, :, None], 0)
        memory["today"] = np.maximum(memory["today"], found[:, :, start:end].max(axis=2).T)
        if (rows.first + end) % day == 0:
            close_day(memory)
        start = end
    return ratio


def close_day(memory: Memory) -> None:
    """The day is over; one on which nothing was heard does not count."""
    heard = memory["today"][:, 0] > 0
    days = np.concatenate([memory["loudest"][:, 1:], memory["today"][:, None]], axis=1)
    memory["loudest"] = np.where(heard[:, None, None], days, memory["loudest"])
    memory["today"] = 0


@dataclass(frozen=True, slots=True)
class _Spoken:
    of_moods: NDArray[np.float32]
    of_volume: NDArray[np.float32]
    moods: NDArray[np.float32]
    volume: NDArray[np.float32]


def _explained(shown: NDArray[np.uint8], judged: Flags, spoken: _Spoken, weighed: _Weighed, rows: Rows) -> Verdict:
    """The numbers of the window that spoke."""
    loud = (spoken.volume >= levels.UNUSUAL_VOLUME) & (spoken.moods < levels.MOODS[0])
    by_moods = judged & (spoken.moods > 0) & ~loud
    place = np.where(by_moods, spoken.of_moods.argmax(axis=0), spoken.of_volume.argmax(axis=0))
    usual = weighed.usual

    def chosen(name: str) -> Floats:
        stacked = np.stack([getattr(window, name) for window in weighed.windows])
        taken: Floats = np.take_along_axis(stacked, place[None], axis=0)[0]
        return taken

    posts, heard, voices = chosen("posts"), chosen("heard"), chosen("voices")
    expected = np.where(by_moods, chosen("expected"), usual.plain_rate * rows.step * heard + 0.1)
    spread = np.where(by_moods, usual.spread, usual.plain_spread)
    kind = np.where(place == len(WINDOWS) - 1, Kind.SLOW_BURN, Kind.SURGE)
    kind = np.where(by_moods, kind, Kind.VOLUME) * ((spoken.moods > 0) | (spoken.volume > 0))
    named = weighed.known[2] > 0
    single = np.float32
    return Verdict(
        level=shown, kind=kind.astype(np.uint8), evidence=spoken.moods.astype(single),
        volume=spoken.volume.astype(single), minutes=(heard * rows.step).astype(np.int16), posts=posts.astype(single),
        expected=expected.astype(single),
        upper=(expected + _BAND * np.sqrt(expected + spread * expected * expected)).astype(single),
        share=np.where(judged & (posts > 0), chosen("negative") / np.maximum(posts, 1), np.nan).astype(single),
        usual_share=np.where(judged, usual.share, np.nan).astype(single),
        voices=np.where(named, voices, np.nan).astype(single),
        usual_voices=np.where(named, usual.voices * expected, np.nan).astype(single),
    )  # fmt: skip
