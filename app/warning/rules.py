# SPDX-License-Identifier: Apache-2.0
"""What people's own rules say: measured over windows of minutes, held with hysteresis, cooldown and timetable.

Asked by the live beacon for the watches that were touched and by the replay minute after minute for all of them. The
trap: a window ends with the running minute, so it is measured again and again while that minute fills.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.room.words import WarningLevel
from app.warning.indicators import INDICATORS, Indicator
from app.warning.policy import Measure, Rule

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
_CLEAR: Final = 0.7
_COLUMN: Final = {indicator: place for place, indicator in enumerate(INDICATORS)}
_SUMS: Final = {
    Measure.MENTIONS: Indicator.MENTIONS, Measure.NEGATIVE: Indicator.NEGATIVE, Measure.VOICES: Indicator.VOICES,
    Measure.COMPLAINTS: Indicator.COMPLAINTS, Measure.REACH: Indicator.REACH, Measure.ACCOUNT: Indicator.MENTIONS,
}  # fmt: skip
_SHARES: Final = {Measure.NEGATIVE_SHARE: Indicator.NEGATIVE, Measure.REPOST_SHARE: Indicator.REPOSTS}
LEVELS: Final = tuple(WarningLevel)
"""Level n of the detector is `LEVELS[n - 1]`."""


def number_of(level: WarningLevel) -> int:
    """1 for blue to 4 for red."""
    return LEVELS.index(level) + 1


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule measures of several watches, each (watches,): the amount, and of how many posts."""

    amount: Numbers
    posts: Numbers
    enough: Flags
    """Whether there were as many posts as the rule wants."""


def minutes_needed(rule: Rule) -> int:
    """How far back a rule looks."""
    return rule.minutes * (2 if rule.measure is Measure.SPEED else 1)


def needs_posts(rule: Rule) -> bool:
    """Whether it asks for more than the indicators know: where posts come from, or whose they are."""
    return bool(rule.region or rule.accounts or rule.measure is Measure.ACCOUNT)


def concerns(rule: Rule, watch: str) -> bool:
    """Whether a rule is about a watch."""
    return not rule.watches or watch in rule.watches


def measured(rule: Rule, sums: NDArray[np.int64], before: NDArray[np.int64]) -> Measured:
    """`sums` (watches, 6) of the rule's window, in the order of `INDICATORS`; `before` of the window before it."""
    posts = sums[:, _COLUMN[Indicator.MENTIONS]].astype(np.float64)
    if rule.measure is Measure.SPEED:
        usual = np.maximum(before[:, _COLUMN[Indicator.MENTIONS]], max(rule.sample, 1))
        return Measured(posts / usual, posts, posts > 0)
    if rule.measure in _SHARES:
        part = sums[:, _COLUMN[_SHARES[rule.measure]]]
        return Measured(part / np.maximum(posts, 1), posts, posts >= max(rule.sample, 1))
    amount = sums[:, _COLUMN[_SUMS[rule.measure]]].astype(np.float64)
    return Measured(amount, posts, posts >= rule.sample)


def in_time(rule: Rule, at: datetime, zone: tzinfo) -> bool:
    """Whether the timetable lets it hold at `at`. What runs over midnight belongs to the day it began on."""
    local = at.astimezone(zone)
    clock, day = local.strftime("%H:%M"), local.weekday()
    if rule.begins and rule.begins < rule.ends:
        inside = rule.begins <= clock < rule.ends
    elif rule.begins:
        inside = clock >= rule.begins or clock < rule.ends
        day = (day - 1) % 7 if clock < rule.ends else day
    else:
        inside = True
    return inside and (not rule.days or day in rule.days)


class Standing:
    """Which watches one rule holds for. Grows with the watches."""

    def __init__(self, rule: Rule, watches: Sequence[str]) -> None:
        self.rule = rule
        self.concerned: Flags = np.array([concerns(rule, watch) for watch in watches], bool)
        self.holds: Flags = np.zeros(len(watches), bool)
        self.rests_until: NDArray[np.int64] = np.zeros(len(watches), np.int64)
        self._clear = rule.at_least * _CLEAR if rule.clear is None else rule.clear

    def add(self, watch: str) -> None:
        """One more watch."""
        self.concerned = np.append(self.concerned, concerns(self.rule, watch))
        self.holds = np.append(self.holds, False)
        self.rests_until = np.append(self.rests_until, 0)

    def step(self, rows: NDArray[np.intp], found: Measured, minute: int, *, in_time: bool) -> Flags:
        """Whether it holds for each of `rows` now; `minute` is counted from 1970."""
        held = self.holds[rows]
        reached = (found.amount >= self.rule.at_least) & found.enough & (minute >= self.rests_until[rows])
        now = (held & (found.amount >= self._clear) & found.enough) | reached
        now &= in_time & self.concerned[rows]
        left = held & ~now
        if in_time:
            self.rests_until[rows[left]] = minute + self.rule.cooldown
        self.holds[rows] = now
        return now


def held(rule: Rule, found: Measured, first: int, allowed: Flags) -> Flags:
    """The same as `Standing.step` minute after minute for one watch: `found` and `allowed` are (minutes,) from minute
    `first` on; `allowed` is the timetable."""
    clear = rule.at_least * _CLEAR if rule.clear is None else rule.clear
    holds = np.zeros(len(allowed), bool)
    up = (found.amount >= rule.at_least) & found.enough & allowed
    stay = (found.amount >= clear) & found.enough & allowed
    if not up.any():
        return holds
    starts = np.flatnonzero(up)
    ends = np.flatnonzero(~stay)
    at, rests_until = 0, 0
    while True:
        place = np.searchsorted(starts, max(at, rests_until - first))
        if place == len(starts):
            return holds
        begin = int(starts[place])
        over = np.searchsorted(ends, begin)
        end = int(ends[over]) if over < len(ends) else len(holds)
        holds[begin:end] = True
        if end == len(holds):
            return holds
        at = end
        rests_until = first + end + rule.cooldown if allowed[end] else 0


def windows(values: NDArray[np.int64], minutes: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each minute the sums (minutes, 6) over the window that ends with it, and over the window before that."""
    sums = np.concatenate([np.zeros((1, values.shape[1]), np.int64), np.cumsum(values, axis=0)])
    end = np.arange(1, len(values) + 1)
    start = np.maximum(end - minutes, 0)
    before = np.maximum(start - minutes, 0)
    return sums[end] - sums[start], sums[start] - sums[before]
