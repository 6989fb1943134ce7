# SPDX-License-Identifier: Apache-2.0
"""Turns hand-written fragments into what one person would post: choices, slots, and decks that do not repeat.

Called by app.demo.posts. The trap: every draw comes from the one seeded generator, so an added draw anywhere changes
all posts after it (the figures the tests check are shares, not single posts).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from app.demo.scenario import Curve, offset

_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_SLOT: Final = re.compile(r"\$([a-z_]+)")
_HOUR: Final = 3600.0


def expand(text: str, rng: Random, slots: Mapping[str, Sequence[str]]) -> str:
    """`text` with each `{a|b}` decided (inner ones first) and each `$slot` filled. An unknown slot is a KeyError."""
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)
    return _SLOT.sub(lambda match: rng.choice(slots[match[1]]), text)


class Deck:
    """Cards drawn without repeating until all were seen, then shuffled anew."""

    def __init__(self, cards: Sequence[str], rng: Random) -> None:
        self._cards, self._rng = list(cards), rng
        self._left: list[str] = []

    def draw(self) -> str:
        """The next card; empty from an empty deck."""
        if not self._cards:
            return ""
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()


class Level:
    """A curve through (offset, value) points: straight between them, flat beyond."""

    def __init__(self, curve: Curve) -> None:
        self._hours = [offset(at).total_seconds() / _HOUR for at, _ in curve]
        self._values = [value for _, value in curve]

    def at(self, hours: float) -> float:
        """The value `hours` after the start."""
        right = bisect_right(self._hours, hours)
        if right == 0:
            return self._values[0]
        if right == len(self._hours):
            return self._values[-1]
        before, after = self._hours[right - 1], self._hours[right]
        share = (hours - before) / (after - before)
        return self._values[right - 1] + share * (self._values[right] - self._values[right - 1])
