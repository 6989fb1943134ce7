# SPDX-License-Identifier: Apache-2.0
"""A past time through two policies: what would have been lit, when, why, and what people thought of it then.

Called by the policy editor and `fenghuo beacon replay` with series from the store or from a file. The detector is
the same on both sides, the rules differ. The traps: what is before `since` only teaches what is usual, and in a
watch's first day the detector says nothing, as it does live. Where only hours are kept the detector hears hours, and
rules are left out: live they weigh each minute anew, so sums of clock hours would say what they never said.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.room.words import WarningLevel
from app.warning.beacon import CALM_MINUTES
from app.warning.detector import Detector
from app.warning.indicators import MINUTE, Series
from app.warning.keeping import DAY_HOURS
from app.warning.policy import Rule
from app.warning.policy_book import Policy
from app.warning.proposal import Reason
from app.warning.ring import DETECTED, minute_of, time_of
from app.warning.rules import LEVELS, Measured, concerns, held, in_time, measured, needs_posts, number_of, windows
from app.warning.rulings import rule_reason
from app.warning.telling import detector_reason
from app.warning.verdict import Verdict

_AT_ONCE: Final = 32
_HOUR: Final = 60
_NEAR: Final = timedelta(hours=1)
_WEEK: Final = timedelta(weeks=1)
Sliced: TypeAlias = Callable[[Rule, Series], "Series | None"]
"""The series of only those posts that a rule with a region or accounts counts; None where that cannot be known."""


class Judgement(StrEnum):
    """What people decided about a warning."""

    RIGHT = "right"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the journal says of one warning: confirmed or part of an incident (`right`), or dismissed."""

    watch: str
    at: datetime
    right: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A level that was reached, and why, the gravest reason first."""

    at: datetime
    level: WarningLevel
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Fired:
    """A run: from the first level to the last minute with one. `steps` rise."""

    watch: str
    since: datetime
    until: datetime
    steps: tuple[Step, ...]
    judgement: Judgement = Judgement.UNKNOWN

    @property
    def level(self) -> WarningLevel:
        """The gravest."""
        return self.steps[-1].level


@dataclass(frozen=True, slots=True)
class Side:
    """What one policy would have lit. `left_out` are rules that could not be tried on this."""

    fired: tuple[Fired, ...]
    left_out: tuple[str, ...] = ()

    def count(self, level: WarningLevel, judgement: Judgement | None = None) -> int:
        """Runs whose gravest level is `level`, all or those judged so."""
        return sum(one.level is level and judgement in (None, one.judgement) for one in self.fired)

    def false_alarms(self, level: WarningLevel = WarningLevel.BLUE) -> int:
        """Runs of at least `level` that people dismissed."""
        least = number_of(level)
        return sum(one.judgement is Judgement.FALSE and number_of(one.level) >= least for one in self.fired)


@dataclass(frozen=True, slots=True)
class Replayed:
    """`today` and `changed` over the same time. `weeks` are weeks of watches: what rates are counted by.

    `hourly`: of some of it only hours are kept, so it was played hour by hour, without rules.
    """

    since: datetime
    until: datetime
    watches: tuple[str, ...]
    today: Side
    changed: Side
    hourly: bool = False

    @property
    def weeks(self) -> float:
        """Watches times weeks."""
        return max((self.until - self.since) / _WEEK, 1e-9) * max(len(self.watches), 1)

    def pairs(self) -> list[tuple[Fired | None, Fired | None]]:
        """Side by side, by time: what both lit stands in one row."""
        rows: list[tuple[Fired | None, Fired | None]] = []
        left = list(self.changed.fired)
        for one in self.today.fired:
            same = next((other for other in left if _overlap(one, other)), None)
            if same is not None:
                left.remove(same)
            rows.append((one, same))
        rows += [(None, one) for one in left]
        return sorted(rows, key=_when)


def replay(
    series: Sequence[Series],
    today: Policy,
    changed: Policy,
    *,
    zone: tzinfo = UTC,
    since: datetime | None = None,
    decided: Sequence[Decided] = (),
    sliced: Sliced = lambda _rule, _series: None,
    tell: Callable[[float], None] = lambda _: None,
) -> Replayed:
    """Plays `series` through both. `tell` hears how far it is, 0 to 1."""
    start = since or min((one.first for one in series), default=datetime.now(UTC))
    until = max((one.end for one in series), default=start)
    sides: tuple[list[Fired], list[Fired]] = ([], [])
    left_out: tuple[set[str], set[str]] = (set(), set())
    done = 0
    for batch in _batches(series):
        verdict = _heard(batch)
        for row, one in enumerate(batch):
            by_rule: dict[Rule, _Found | None] = {}
            for policy, fired, left in zip((today, changed), sides, left_out, strict=True):
                found = _ruled(policy, one, zone, sliced, by_rule)
                left.update(rule.name for rule, what in found.items() if what is None)
                known = {rule: what for rule, what in found.items() if what is not None}
                fired.extend(_runs(one, verdict, row, known, start))
            done += 1
            tell(done / len(series))
    names = tuple(dict.fromkeys(one.watch for one in series))
    first, second = (_side(fired, left, decided) for fired, left in zip(sides, left_out, strict=True))
    return Replayed(start, until, names, first, second, any(one.minutes > 1 for one in series))


def _side(fired: Sequence[Fired], left_out: set[str], decided: Sequence[Decided]) -> Side:
    judged = (_judged(one, decided) for one in fired)
    return Side(tuple(sorted(judged, key=lambda one: (one.since, one.watch))), tuple(sorted(left_out)))


@dataclass(frozen=True, slots=True)
class _Found:
    """One rule on one watch, (minutes,)."""

    holds: NDArray[np.bool_]
    measured: Measured


def _batches(series: Sequence[Series]) -> Iterator[list[Series]]:
    """Some of the same time, for the detector to hear together."""
    batch: list[Series] = []
    for one in series:
        same = batch and (batch[0].first, batch[0].end, batch[0].step) == (one.first, one.end, one.step)
        if batch and (not same or len(batch) == _AT_ONCE):
            yield batch
            batch = []
        if len(one.values):
            batch.append(one)
    if batch:
        yield batch


def _heard(batch: Sequence[Series]) -> Verdict:
    values = np.stack([one.values for one in batch])
    gaps = np.stack([one.gaps | (np.arange(len(one.gaps)) < _born(one)) for one in batch])
    return Detector(len(batch), batch[0].step).advance(batch[0].first, values[:, :, DETECTED], gaps)


def _ruled(
    policy: Policy, series: Series, zone: tzinfo, sliced: Sliced, known: "dict[Rule, _Found | None]"
) -> "dict[Rule, _Found | None]":
    """The rules that are about this watch; `known` are those already worked out."""
    found: dict[Rule, _Found | None] = {}
    for rule in policy.rules:
        if rule.off or not concerns(rule, series.watch):
            continue
        if series.minutes > 1:
            known[rule] = None
        if rule not in known:
            counted = sliced(rule, series) if needs_posts(rule) else series
            known[rule] = None if counted is None else _found(rule, counted, zone)
        found[rule] = known[rule]
    return found


def _found(rule: Rule, series: Series, zone: tzinfo) -> _Found:
    amounts = measured(rule, *windows(np.maximum(series.values, 0), rule.minutes))
    first = minute_of(series.first)
    allowed = np.ones(len(series.values), bool)
    if rule.begins or rule.days:
        times = (time_of(first + minute) for minute in range(len(allowed)))
        allowed = np.fromiter((in_time(rule, at, zone) for at in times), bool, len(allowed))
    return _Found(held(rule, amounts, first, allowed), amounts)


def _runs(series: Series, verdict: Verdict, row: int, ruled: "dict[Rule, _Found]", since: datetime) -> list[Fired]:
    """Detector and rules together, cut where it was calm for an hour."""
    detected = verdict.level[row].copy()
    detected[np.cumsum(~series.gaps) < _first_day(series)] = 0
    level = detected.copy()
    for rule, found in ruled.items():
        np.maximum(level, np.where(found.holds, number_of(rule.level), 0).astype(np.uint8), out=level)
    level[: max(0, (since - series.first) // series.step)] = 0
    lit = np.flatnonzero(level)
    if not len(lit):
        return []
    fired = []
    dark = (np.diff(lit) - 1) * series.minutes
    for places in np.split(lit, np.flatnonzero(dark >= CALM_MINUTES - 1) + 1):
        highest = np.maximum.accumulate(level[places])
        rises = places[np.flatnonzero(np.diff(highest, prepend=0))]
        steps = tuple(
            _step(series, verdict, row, ruled, int(at), levels=(int(detected[at]), int(level[at]))) for at in rises
        )
        fired.append(Fired(series.watch, _at(series, int(places[0])), _at(series, int(places[-1])), steps))
    return fired


def _born(series: Series) -> int:
    """The row where the first hour with a post begins: as live, what is before it teaches nothing."""
    posts, hour = np.flatnonzero(series.values[:, 0]), _HOUR // series.minutes
    return int(posts[0]) // hour * hour if len(posts) else 0


def _first_day(series: Series) -> int:
    """Rows in which the detector only learns: a day from the first hour with a post."""
    heard = np.cumsum(~series.gaps)
    return DAY_HOURS * (_HOUR // series.minutes) + (int(heard[_born(series)]) if len(heard) else 0)


def _step(
    series: Series, verdict: Verdict, row: int, ruled: "dict[Rule, _Found]", at: int, *, levels: tuple[int, int]
) -> Step:
    """`levels` are the detector's and the one reached."""
    detected, level = levels
    reasons = [
        rule_reason(rule, float(found.measured.amount[at]), int(found.measured.posts[at]))
        for rule, found in ruled.items()
        if found.holds[at]
    ]
    if detected:
        reasons.insert(0, detector_reason(verdict, row, np.array([at]), detected))
    reasons.sort(key=lambda reason: -number_of(reason.level))
    return Step(_at(series, at), LEVELS[level - 1], tuple(reasons))


def _at(series: Series, row: int) -> datetime:
    """The minute of a row; of an hour the last, for it was known no sooner."""
    return series.first + (row + 1) * series.step - MINUTE


def _judged(fired: Fired, decided: Sequence[Decided]) -> Fired:
    """Right where any warning of that time was."""
    told = [
        one.right
        for one in decided
        if one.watch == fired.watch and fired.since - _NEAR <= one.at <= fired.until + _NEAR
    ]
    if not told:
        return fired
    return replace(fired, judgement=Judgement.RIGHT if any(told) else Judgement.FALSE)


def _overlap(one: Fired, other: Fired) -> bool:
    return one.watch == other.watch and one.since <= other.until + _NEAR and other.since <= one.until + _NEAR


def _when(pair: tuple[Fired | None, Fired | None]) -> tuple[datetime, str]:
    first = pair[0] or pair[1]
    assert first is not None
    return first.since, first.watch
