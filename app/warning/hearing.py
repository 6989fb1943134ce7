# SPDX-License-Identifier: Apache-2.0
"""One block of rows through the detector: learn hour by hour, then weigh all rows at once, then say levels.

Called by `detector` alone, which sees to it that rows follow each other. Everything that changes is in the memory
handed in. The trap: what is kept in single precision must be rounded before it is used, or the answer would depend on
how many rows come at once.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.warning import evidence, levels
from app.warning.baseline import Usual
from app.warning.evidence import SHORTER, VOLUME_FLOOR, VOLUME_WEIGHTS, Spread, Sums, Window
from app.warning.hours import Learnt, Rows, Taken, learn
from app.warning.memory import FAR, WINDOWS, Flags, Floats, Memory
from app.warning.verdict import Kind, Verdict, nothing

_LEARNING_HOURS: Final = (2.0, 24.0)
"""Before the first nothing is said of moods; up to the second it takes more evidence."""
_LEAST_DAYS: Final = 3
_KNOWN_MINUTES: Final = 15
_BAND: Final = 3.0
"""Standard deviations from the expected to the upper edge of what is usual."""


def answer(memory: Memory, rows: Rows, *, explain: bool) -> Verdict:
    """Hear `rows` and say what they are."""
    taken = _taken_in(memory, rows)
    learnt, block = learn(memory, taken), taken.block
    place = ((rows.first + np.arange(block.shape[2])) % rows.an_hour + 0.5) / rows.an_hour
    expected = _expected(learnt.usual, place) * rows.step
    block[:, 4] = np.where(taken.heard, expected, 0).astype(np.float32)
    sums = Sums(memory["ring"].astype(np.float64), block, memory["past"], rows.into)
    six_hours, memory["past"] = sums.hours()
    memory["ring"] = sums.ring
    spans = [max(1, round(minutes / rows.step)) for minutes in SHORTER + WINDOWS[:-1]]
    windows = [_with_floor(sums.last(span)) for span in spans] + [_with_floor(six_hours)]
    usual = Spread(**{name: getattr(learnt.usual, name) for name in Spread.__dataclass_fields__})
    weights = [1 / spans.count(span) for span in spans] + [1.0]
    return _say(memory, rows, _Weighed(windows, weights, usual, learnt, taken.known), explain=explain)


def _expected(usual: Usual, place: Floats) -> Floats:
    """Posts a minute at each row; `place` is 0..1 within the hour. Slides into the next hour in its second half."""
    slide: Floats = usual.rate + np.maximum(place - 0.5, 0) * (usual.next_rate - usual.rate)
    return slide


def _with_floor(window: Window) -> Window:
    return Window(window.posts, window.negative, window.reposts, window.voices, window.expected + 0.05, window.heard)


class _Weighed(NamedTuple):
    windows: list[Window]
    weights: list[float]
    usual: Spread
    learnt: Learnt
    known: NDArray[np.int64]


def _taken_in(memory: Memory, rows: Rows) -> Taken:
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
    return Taken(rows, block, known, ~rows.gaps)


def _say(memory: Memory, rows: Rows, weighed: _Weighed, *, explain: bool) -> Verdict:
    """Evidence, thresholds, levels."""
    least = max(1, round(_KNOWN_MINUTES / rows.step))
    judged = weighed.known[0] >= least
    beside = [(weighed.known[part] >= least).astype(np.float64) for part in (1, 2)]
    begun, settled = _LEARNING_HOURS
    sure = np.minimum(np.maximum((weighed.learnt.age - begun) / (settled - begun), 0), 1)
    of_moods = np.zeros((len(weighed.windows), *judged.shape), np.float32)
    if judged.any():
        of_moods[:] = evidence.of_moods(weighed.windows, weighed.usual, beside) * sure
    of_volume = _against_days(
        memory, rows, evidence.of_volume(weighed.windows[len(SHORTER) :], weighed.usual, rows.step) * sure
    )
    moods: NDArray[np.float32] = np.where(judged, evidence.together(of_moods, weighed.weights), 0).astype(np.float32)
    volume = of_volume.max(axis=0)
    fresh_moods = levels.fresh(moods, memory["record"][:, 0], rows.step, volume=False)
    fresh_volume = levels.fresh(volume, memory["record"][:, 1], rows.step, volume=True)
    memory["record"] = np.stack([fresh_moods.record, fresh_volume.record], axis=1)
    loud = levels.reached(fresh_volume.evidence, levels.VOLUME)
    unusual = (fresh_volume.evidence >= levels.UNUSUAL_VOLUME).astype(np.uint8)
    level = np.where(judged, np.maximum(levels.reached(fresh_moods.evidence, levels.MOODS), unusual), loud)
    shown, memory["lit"] = levels.held(level, memory["lit"], max(1, round(levels.STAY_MINUTES / rows.step)))
    if not explain:
        return nothing(len(memory), 0, explain=False)._replace(level=shown)
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


class _Spoken(NamedTuple):
    of_moods: NDArray[np.float32]
    of_volume: NDArray[np.float32]
    moods: NDArray[np.float32]
    volume: NDArray[np.float32]


def _explained(shown: NDArray[np.uint8], judged: Flags, spoken: _Spoken, weighed: _Weighed, rows: Rows) -> Verdict:
    """The numbers of the window that spoke."""
    loud = (spoken.volume >= levels.UNUSUAL_VOLUME) & (spoken.moods < levels.MOODS[0])
    by_moods = judged & (spoken.moods > 0) & ~loud
    place = np.where(by_moods, spoken.of_moods.argmax(axis=0), spoken.of_volume.argmax(axis=0) + len(SHORTER))
    usual = weighed.usual

    def chosen(name: str) -> Floats:
        stacked = np.stack([getattr(window, name) for window in weighed.windows])
        taken: Floats = np.take_along_axis(stacked, place[None], axis=0)[0]
        return taken

    posts, heard, voices = chosen("posts"), chosen("heard"), chosen("voices")
    expected = np.where(by_moods, chosen("expected"), usual.plain_rate * rows.step * heard + 0.1)
    spread = np.where(by_moods, usual.spread, usual.plain_spread)
    kind = np.where(place == len(weighed.windows) - 1, Kind.SLOW_BURN, Kind.SURGE)
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
