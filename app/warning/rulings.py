# SPDX-License-Identifier: Apache-2.0
"""All rules of a policy over the last minutes of all watches: which hold, at which level, with which numbers.

Used by the live beacon, which knows which watches were touched. The trap: a rule with a region or accounts must ask
the post store, which takes a while; so such rules take turns, within a time of each look.
"""

import time
from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.ports import PostStore
from app.warning.counting import sums_for
from app.warning.keeping import Held
from app.warning.policy import Rule
from app.warning.policy_book import Policy
from app.warning.proposal import Ground, Reason
from app.warning.ring import Ring, time_of
from app.warning.rules import Measured, Standing, in_time, measured, needs_posts, number_of

_PATIENCE: Final = 0.2
"""Seconds of one look for rules that ask the store."""


class Rulings:
    """The rows are those of the ring."""

    def __init__(self, policy: Policy, ring: Ring, store: PostStore, zone: tzinfo) -> None:
        self._ring, self._store, self._zone = ring, store, zone
        self._all = [Standing(rule, ring.names) for rule in policy.rules if not rule.off]
        self._numbers: dict[tuple[str, int], tuple[float, int]] = {}
        self._waiting: dict[tuple[int, int], None] = {}

    def add(self, watch: str) -> None:
        """One more watch."""
        for standing in self._all:
            standing.add(watch)

    def take_over(self, other: "Rulings") -> None:
        """Rules that are the same stand as they stood."""
        before = {standing.rule: standing for standing in other._all}
        for standing in self._all:
            if (old := before.get(standing.rule)) is not None:
                standing.holds, standing.rests_until = old.holds, old.rests_until
        self._numbers = dict(other._numbers)

    def recall(self, row: int, held: Sequence[Held]) -> None:
        """How rules stood for a watch before a restart."""
        named = {one.rule: one for one in held}
        for standing in self._all:
            if (one := named.get(standing.rule.name)) is not None:
                # Where the clock was ahead, nothing rests until it has caught up.
                rests_until = min(one.rests_until, self._ring.last + standing.rule.cooldown)
                standing.holds[row], standing.rests_until[row] = one.holds, rests_until

    def held(self, row: int) -> tuple[Held, ...]:
        """How rules stand for a watch; those of which there is nothing to say are left out."""
        return tuple(
            Held(rule=one.rule.name, holds=bool(one.holds[row]), rests_until=int(one.rests_until[row]))
            for one in self._all
            if one.holds[row] or one.rests_until[row]
        )

    def look(self, rows: NDArray[np.intp], touched: NDArray[np.intp]) -> None:
        """Measures again for `rows`, which were touched or have grown older; `touched` are those of them that were.

        Who only grew older is asked of the store again where a rule that needs posts may let go of it.
        """
        minute = self._ring.last
        at = time_of(minute)
        for number, standing in enumerate(self._all):
            open_ = in_time(standing.rule, at, self._zone)
            if needs_posts(standing.rule):
                new = touched[standing.concerned[touched] & open_].tolist()
                old = rows[standing.holds[rows]].tolist()
                self._waiting.update(((number, row), None) for row in (*new, *old))
                continue
            found = self._measured(standing.rule, rows, minute)
            self._note(standing, rows, found, standing.step(rows, found, minute, in_time=open_))
        self._ask(minute)

    def levels(self, rows: NDArray[np.intp]) -> NDArray[np.uint8]:
        """The gravest level that a rule holds for each of `rows`; 0 none."""
        found = np.zeros(len(rows), np.uint8)
        for standing in self._all:
            np.maximum(found, standing.holds[rows] * np.uint8(number_of(standing.rule.level)), out=found)
        return found

    def reasons(self, row: int) -> list[Reason]:
        """Why: the rules that hold for one watch, with their numbers."""
        return [self._reason(standing.rule, row) for standing in self._all if standing.holds[row]]

    def _measured(self, rule: Rule, rows: NDArray[np.intp], minute: int) -> Measured:
        end, start = minute + 1, minute + 1 - rule.minutes
        return measured(rule, self._ring.sums(rows, start, end), self._ring.sums(rows, start - rule.minutes, start))

    def _ask(self, minute: int) -> None:
        """Rules that need posts, one after the other while there is time."""
        until = time.monotonic() + _PATIENCE
        while self._waiting and time.monotonic() < until:
            number, row = next(iter(self._waiting))
            del self._waiting[number, row]
            standing = self._all[number]
            rule, watch = standing.rule, self._ring.names[row]
            start, end = (time_of(minute + 1 - back) for back in (rule.minutes, 0))
            before = time_of(minute + 1 - 2 * rule.minutes)
            found = measured(
                rule,
                sums_for(self._store, rule, watch, start, end),
                sums_for(self._store, rule, watch, before, start),
            )
            rows = np.array([row])
            open_ = in_time(rule, time_of(minute), self._zone)
            self._note(standing, rows, found, standing.step(rows, found, minute, in_time=open_))

    def _note(self, standing: Standing, rows: NDArray[np.intp], found: Measured, holds: NDArray[np.bool_]) -> None:
        for place in np.flatnonzero(holds).tolist():
            numbers = (float(found.amount[place]), int(found.posts[place]))
            self._numbers[standing.rule.name, int(rows[place])] = numbers

    def _reason(self, rule: Rule, row: int) -> Reason:
        amount, posts = self._numbers.get((rule.name, row), (rule.at_least, 0))
        return rule_reason(rule, amount, posts)


def rule_reason(rule: Rule, amount: float, posts: int) -> Reason:
    """The reason that a rule holds."""
    return Reason(
        ground=Ground.RULE, level=rule.level, minutes=rule.minutes, posts=posts, rule=rule.name, measure=rule.measure,
        measured=amount, limit=rule.at_least,
    )  # fmt: skip
