# SPDX-License-Identifier: Apache-2.0
"""How unlikely the last minutes, the last hour and the last six hours are, if all went on as usual.

`hearing` asks for whole blocks of rows at once. Two kinds of evidence. *Moods*: how much likelier it is, than that
all goes on as usual, that a wave of posts far more negative than usual has begun; posts above the expected, reposts
among them and the voices behind them count too, but never more than what tells that wave from a harmless one: a song
that goes round the world is no crisis. *Volume*: how far the count is above the usual, used where nobody judges
moods. The trap: sums run over a ring that holds one hour; the six-hour window begins with a clock hour, so that it
needs no ring of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.warning.memory import PAST_HOURS, WINDOWS, Floats

Numbers = NDArray[np.floating]

_NEGATIVE_WAVE: Final = 0.3
"""A crisis adds posts whose negative share is so much above the usual."""
_REPOST_WAVE: Final = 0.8
_HARMLESS_WAVE: Final = 0.05
"""A song that goes round the world may be so much more negative than usual."""
_BY_REPOSTS: Final = 0.9
"""How many crises spread by reposts; the rest are many people's own words."""
_MANY_REPOSTS: Final = 0.25
"""Where fewer posts are usually reposts, fewer crises spread by them."""
_WEIGHT_VOLUME: Final = 0.85
_WEIGHT_REPOSTS: Final = 1.2
_MOST_BESIDE: Final = 13.0
_TIMES_SHARE: Final = 2.6
"""All evidence together is at most so many times what tells a crisis from a harmless wave. More would be sooner by a
fraction of a minute, and call more songs that go round the world a crisis."""
_NEXT_WINDOW: Final = 0.8
"""What the next longer window says against a wave counts so much."""
_SIX_HOURS: Final = 0.5
_LEAST_OF_SIX_HOURS: Final = -3.0
"""What six hours say against a wave of minutes, and at most: a merry day may still end badly."""
SHORTER: Final = (5, 10)
"""Minutes that are looked back over for moods besides `WINDOWS`."""
_WINDOW_WEIGHTS: Final = (1.0, 1.0, 1.0, 1.0, 0.3)
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


def likelier(part: Floats, window: Window, share: Numbers, other: Numbers) -> Numbers:
    """Log-likelihood ratio: `part` of the window's posts is as `share` says, or as `other` does."""
    part_, posts = part.astype(np.float32), window.posts.astype(np.float32)
    ratio: Numbers = part_ * np.log(share / other) + (posts - part_) * np.log((1 - share) / (1 - other))
    return ratio


def beyond(window: Window, usual: Numbers) -> Numbers:
    """Which part of a window's posts are above the expected, held back a little where there are few."""
    posts = window.posts.astype(np.float32)
    part: Numbers = np.maximum(posts - window.expected.astype(np.float32), 0) / (posts + 0.02 / usual)
    return part


def trust(window: Window, usual: Numbers, doubt: Numbers | float) -> Numbers:
    """By what a likelihood ratio about a share is divided, for how well the usual one is known."""
    divisor: Numbers = 1.2 + window.posts.astype(np.float32) * (doubt / (usual * (1 - usual)))
    return divisor


def surge(posts: Floats, expected: Floats, size: Floats) -> Floats:
    """Log-likelihood ratio of a negative binomial (`size` = 1 / overdispersion) whose mean is what was counted."""
    counted = np.maximum(posts, 0.5)
    found = counted * np.log(counted / expected) - (counted + size) * np.log((counted + size) / (expected + size))
    ratio: Floats = np.where(posts > expected, np.maximum(found, 0), 0)
    return ratio


def of_moods(windows: Sequence[Window], usual: Spread, known: Sequence[Floats]) -> Floats:
    """(windows, watches, rows): the evidence of each window. `known` says for reposts and voices whether (1 or 0)."""
    share, doubt = usual.share.astype(np.float32), usual.share_doubt.astype(np.float32)
    crisis = np.minimum(np.maximum(share + _NEGATIVE_WAVE, 0.35), 0.7) - share
    shares, found = [], []
    for window, minutes in zip(windows, SHORTER + WINDOWS, strict=True):
        part, divisor = beyond(window, share), trust(window, share, doubt)
        negative, harmless = share + part * crisis, share + part * _HARMLESS_WAVE
        shares.append(likelier(window.negative, window, negative, share) / divisor)
        told_apart = likelier(window.negative, window, negative, harmless) / divisor
        more = surge(window.posts, window.expected, 1 / (1.5 * usual.spread / max(minutes / 60, 1) ** 0.5))
        beside = _WEIGHT_VOLUME * more + _WEIGHT_REPOSTS * _spreading(window, usual) * known[0]
        found.append(np.minimum(shares[-1] + np.minimum(beside, _MOST_BESIDE), _TIMES_SHARE * told_apart))
    hour, six_hours = np.minimum(shares[-2], 0), np.minimum(shares[-1], 0)
    against = _NEXT_WINDOW * hour + _SIX_HOURS * np.maximum(six_hours, _LEAST_OF_SIX_HOURS)
    longer = [against] * (len(windows) - 2) + [_NEXT_WINDOW * six_hours, np.zeros_like(hour)]
    for place, (window, other, weight) in enumerate(zip(windows, longer, _WINDOW_WEIGHTS, strict=True)):
        voices = np.where(known[1] > 0, np.minimum(1, (window.voices + 1) / (window.posts + 1)), 1)
        found[place] = (found[place] + other) * voices * weight
    return np.stack(found)


def _spreading(window: Window, usual: Spread) -> Numbers:
    """Log-likelihood ratio: a wave has begun, most likely, but not surely, one of reposts."""
    reposts = usual.reposts.astype(np.float32)
    more = np.maximum(_REPOST_WAVE - reposts, 0)
    waves = likelier(window.reposts, window, reposts + beyond(window, reposts) * more, reposts)
    waves = np.minimum(waves / trust(window, reposts, 0.003), _MOST_BESIDE)
    by_reposts = _BY_REPOSTS * np.minimum(reposts / _MANY_REPOSTS, 1)
    spreading: Numbers = np.log(by_reposts * np.exp(waves) + (1 - by_reposts))
    return spreading


def together(found: NDArray[np.float32], weights: Sequence[float]) -> NDArray[np.float32]:
    """What all windows (windows, watches, rows) say: as much as the strongest, more where others agree. `weights` are
    1, less for windows that are the same because a row is longer than they are."""
    strongest = found.max(axis=0)
    agreed = np.array(weights, np.float32)[:, None, None] * np.exp(found - strongest)
    return np.where(strongest > 0, strongest + np.log(agreed.sum(axis=0)), 0).astype(np.float32)


def of_volume(windows: Sequence[Window], usual: Spread, step: float) -> Floats:
    """(windows, watches, rows): by how much the count is above the usual. `step` in minutes."""
    size = 1 / usual.plain_spread
    each = usual.plain_rate * step
    return np.stack([surge(window.posts, each * window.heard + 0.1, size) for window in windows])
