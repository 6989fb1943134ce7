# SPDX-License-Identifier: Apache-2.0
"""How unlikely the last 15 minutes, the last hour and the last six hours are, if all went on as usual.

`hearing` asks for whole blocks of rows at once. Two kinds of evidence. *Moods*: how much likelier it is, than that
all goes on as usual, that a wave of posts far more negative than usual has begun; posts above the expected, reposts
among them and the voices behind them count too, but never without the negative share: a song that goes round the
world is no crisis. *Volume*: how far the count is above the usual, used where nobody judges moods. The trap: sums
run over a ring that holds one hour; the six-hour window begins with a clock hour, so that it needs no ring of its
own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.warning.baseline import Usual
from app.warning.memory import PAST_HOURS, WINDOWS, Floats

_NEGATIVE_WAVE: Final = 0.3
"""A crisis adds posts whose negative share is so much above the usual."""
_REPOST_WAVE: Final = 0.8
_WEIGHT_VOLUME: Final = 0.85
_WEIGHT_REPOSTS: Final = 1.2
_MOST_BESIDE: Final = 13.0
_TIMES_SHARE: Final = 2.0
"""All evidence together is at most so many times that of the negative share. More would see one crisis in a hundred
more, and call as many more songs that go round the world one."""
_NEXT_WINDOW: Final = 0.8
"""What the next longer window says against a wave counts so much."""
_WINDOW_WEIGHTS: Final = (1.0, 1.0, 0.4)
VOLUME_WEIGHTS: Final = (0.7, 1.0, 1.3)
VOLUME_FLOOR: Final = 4.0


@dataclass(frozen=True, slots=True)
class Window:
    """Sums over one window at each row, each (watches, rows)."""

    posts: Floats
    negative: Floats
    reposts: Floats
    voices: Floats
    expected: Floats
    heard: Floats
    """Rows with data."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual, at each row, each (watches, rows)."""

    plain_rate: Floats
    spread: Floats
    plain_spread: Floats
    share: Floats
    share_doubt: Floats
    reposts: Floats
    voices: Floats


def spread_out(usual: Sequence[Usual], rows: Sequence[int]) -> Spread:
    """Each hour's usual, repeated for so many rows."""

    def repeat(name: str) -> Floats:
        return np.repeat(np.stack([getattr(one, name) for one in usual], axis=1), rows, axis=1)

    return Spread(*(repeat(name) for name in Spread.__dataclass_fields__))


def expected_rows(usual: Sequence[Usual], rows: Sequence[int], place: Floats) -> Floats:
    """Posts a minute at each row; `place` is 0..1 within the hour. Slides into the next hour in its second half."""
    rate = np.repeat(np.stack([one.rate for one in usual], axis=1), rows, axis=1)
    following = np.repeat(np.stack([one.next_rate for one in usual], axis=1), rows, axis=1)
    slide: Floats = rate + np.maximum(place - 0.5, 0) * (following - rate)
    return slide


class Sums:
    """Cumulative sums over the last hour's ring and a block of rows; makes windows of them."""

    def __init__(self, ring: Floats, block: Floats, past: Floats, into: int) -> None:
        """`ring` (watches, 5, rows an hour), `block` (watches, 5, rows), `past` (watches, 5, 6); `into` is how many
        rows of the running clock hour lie in the ring."""
        both = np.concatenate([ring, block], axis=2)
        heard = (both[:, 4:] > 0).astype(np.float64)
        self._sums = np.cumsum(np.concatenate([np.zeros((len(both), 6, 1)), np.concatenate([both, heard], 1)], 2), 2)
        self._an_hour, self._rows = ring.shape[2], block.shape[2]
        self._past, self._into = past, into
        self.ring = both[:, :, -self._an_hour :]

    def last(self, rows: int) -> Window:
        """The last `rows` rows at each row of the block."""
        end = self._sums[:, :, self._an_hour + 1 :]
        start = self._an_hour + 1 - rows
        return _window(end - self._sums[:, :, start : start + self._rows])

    def hours(self) -> tuple[Window, Floats]:
        """From five hours before the running clock hour on; and the five hours before the one running at the end."""
        count = self._an_hour
        edges = np.arange(count - self._into, count + self._rows + 1, count)
        begun = self._sums[:, :, edges]
        closed = np.concatenate([self._past, np.diff(begun, axis=2).transpose(0, 2, 1)], axis=1)
        before = np.cumsum(np.concatenate([np.zeros((len(closed), 1, 6)), closed], axis=1), axis=1)
        base = (before[:, PAST_HOURS:] - before[:, :-PAST_HOURS]).transpose(0, 2, 1) - begun
        hour = (self._into + np.arange(self._rows)) // count
        sums = self._sums[:, :, count + 1 :] + base[:, :, hour]
        return _window(sums), closed[:, len(edges) - 1 :]


def _window(sums: Floats) -> Window:
    return Window(*(sums[:, place] for place in range(6)))


def wave(part: Floats, window: Window, usual: Floats, doubt: Floats | float, of_wave: Floats | float) -> Floats:
    """Log-likelihood ratio: `part` of the window's posts is as the usual share says, or those above the expected
    have the share `of_wave`. Tempered by how well the usual is known."""
    part, posts, usual = part.astype(np.float32), window.posts.astype(np.float32), usual.astype(np.float32)
    foreseen = window.expected.astype(np.float32)
    above = np.maximum(posts - foreseen, 0)
    mixed = (np.minimum(foreseen, posts) * usual + above * of_wave + 0.02) / (posts + 0.02 / usual)
    mixed = np.maximum(mixed, usual)
    alone = usual * (1 - usual)
    found = part * np.log(mixed / usual) + (posts - part) * np.log((1 - mixed) / (1 - usual))
    ratio: Floats = found / (1.2 + posts * doubt / alone)
    return ratio


def surge(posts: Floats, expected: Floats, size: Floats) -> Floats:
    """Log-likelihood ratio of a negative binomial (`size` = 1 / overdispersion) whose mean is what was counted."""
    counted = np.maximum(posts, 0.5)
    found = counted * np.log(counted / expected) - (counted + size) * np.log((counted + size) / (expected + size))
    ratio: Floats = np.where(posts > expected, np.maximum(found, 0), 0)
    return ratio


def of_moods(windows: Sequence[Window], usual: Spread, known: Sequence[Floats]) -> Floats:
    """(windows, watches, rows): the evidence of each window. `known` says for reposts and voices whether (1 or 0)."""
    shares = []
    beside = []
    target = np.minimum(np.maximum(usual.share + _NEGATIVE_WAVE, 0.35), 0.7)
    for window, minutes in zip(windows, WINDOWS, strict=True):
        shares.append(wave(window.negative, window, usual.share, usual.share_doubt, target))
        spread = 1.5 * usual.spread / max(minutes / 60, 1) ** 0.5
        more = surge(window.posts, window.expected, 1 / spread)
        spreading = np.maximum(wave(window.reposts, window, usual.reposts, 0.003, _REPOST_WAVE), 0) * known[0]
        beside.append(np.minimum(_WEIGHT_VOLUME * more + _WEIGHT_REPOSTS * spreading, _MOST_BESIDE))
    found = []
    for place, (window, weight) in enumerate(zip(windows, _WINDOW_WEIGHTS, strict=True)):
        together = np.minimum(shares[place] + beside[place], _TIMES_SHARE * shares[place])
        if place + 1 < len(windows):
            together = together + _NEXT_WINDOW * np.minimum(shares[place + 1], 0)
        voices = np.where(known[1] > 0, np.minimum(1, (window.voices + 1) / (window.posts + 1)), 1)
        found.append(together * voices * weight)
    return np.stack(found)


def of_volume(windows: Sequence[Window], usual: Spread, step: float) -> Floats:
    """(windows, watches, rows): by how much the count is above the usual. `step` in minutes."""
    size = 1 / usual.plain_spread
    each = usual.plain_rate * step
    return np.stack([surge(window.posts, each * window.heard + 0.1, size) for window in windows])
