# SPDX-License-Identifier: Apache-2.0
"""What is usual for a watch: how many posts at this hour, how scattered, how negative, how reposted, how many voices.

`detector` asks before each clock hour and teaches after it; within an hour nothing changes, so that the answer is
the same however many rows come at once. What surprises is clipped before it teaches: a crisis must not become usual.
The trap: numbers are posts a minute, not a row.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.warning.memory import Floats, Memory

_FORGET: Final = 1 - 0.5 ** (1 / 96)
"""What the level forgets in an hour: half in four days."""
_FADE: Final = 0.93
_WANDER: Final = 0.06
"""What a watch does on its own account: within about ten hours it strays by a quarter from its hour's level."""
_CLIP: Final = 2.0
_SHARE_STRAYS: Final = 0.033


@dataclass(frozen=True, slots=True)
class Usual:
    """Before one clock hour, each (watches,)."""

    rate: Floats
    """Posts a minute in this hour."""
    next_rate: Floats
    """Posts a minute in the next one, as far as can be said now."""
    spread: Floats
    """Overdispersion: a count of mean m varies by m + spread m²."""
    plain_rate: Floats
    """Posts a minute without regard to the time of day."""
    plain_spread: Floats
    share: Floats
    share_doubt: Floats
    """Variance of the negative share between one hour and the next, and of what is known of it."""
    reposts: Floats
    voices: Floats


@dataclass(frozen=True, slots=True)
class Heard:
    """One clock hour, each (watches,): posts and the minutes they were counted in; the rest of those posts only of
    which it was known."""

    minutes: Floats
    posts: Floats
    judged: Floats
    negative: Floats
    traced: Floats
    reposts: Floats
    named: Floats
    voices: Floats


def slot_of(hour: int) -> int:
    """The slot of a clock hour counted from 1970-01-01 (a Thursday), UTC."""
    return hour % 24 + 24 * ((hour // 24 + 3) % 7 >= 5)


class Paces:
    """How many posts a minute: (2, watches), first with the time of day, then without."""

    def __init__(self, memory: Memory) -> None:
        kept = memory["paces"].T
        self._level, self._local = kept["level"].copy(), kept["local"].copy()
        self._doubt, self.spread = kept["doubt"].copy(), kept["spread"].copy()
        self._season, self._seen = memory["season"].copy(), memory["seen"].copy()
        self._factor = np.ones(self._level.shape)

    def store(self, memory: Memory) -> None:
        """Back into memory."""
        kept = memory["paces"]
        kept["level"], kept["local"] = self._level.T, self._local.T
        kept["doubt"], kept["spread"] = self._doubt.T, self.spread.T
        memory["season"], memory["seen"] = self._season, self._seen

    def rates(self, slot: int, following: int) -> tuple[Floats, Floats, Floats]:
        """Posts a minute in an hour of `slot`, in one of the slot `following`, and whatever the time of day."""
        seasonal, plain = self._level * self._local
        return seasonal * self._season[:, slot], seasonal * self._season[:, following], plain

    def learn(self, slot: int, heard: Heard, age: Floats) -> None:
        """From an hour; `age` is how many hours were learnt from before."""
        minutes, weight = np.maximum(heard.minutes, 1), heard.minutes / 60
        if not age.all():
            first = (age == 0) & (heard.minutes > 0)
            self._level = np.where(first, np.maximum(heard.posts / minutes, 0.002), self._level)
        self._factor[0] = self._season[:, slot]
        steady = self._level * self._factor * heard.minutes + 0.02
        mean = steady * self._local
        square = mean * mean
        scatter = np.sqrt(mean + self.spread * square)
        surprise = np.minimum(np.maximum(heard.posts - mean, -3 * scatter - 1), _CLIP * scatter + 1) * (weight > 0)
        self._learn_spread(mean, (surprise * surprise - mean) / square, age, weight)
        self._stray(steady, mean, surprise, weight)
        each = (mean + surprise) / minutes
        pull = np.maximum(_FORGET, 1 / (age + 2)) * weight
        self._level = np.maximum(self._level + pull * (each / np.maximum(self._factor, 0.1) - self._level), 0.002)
        self._learn_season(slot, each[0] / self._level[0], weight)

    def rest(self, hours: int) -> None:
        """So many hours without data: what was only for the day fades."""
        self._local = 1 + _FADE**hours * (self._local - 1)
        self._doubt = np.maximum(self._doubt, _WANDER * (1 - _FADE ** (2 * hours)))

    def _learn_spread(self, mean: Floats, found: Floats, age: Floats, weight: Floats) -> None:
        pull = np.maximum(1 / 168, 1 / (age + 8)) * weight * mean / (mean + 3)
        self.spread = np.minimum(np.maximum(self.spread + pull * (found - self.spread), 0.005), 3)

    def _stray(self, steady: Floats, mean: Floats, surprise: Floats, weight: Floats) -> None:
        """A Kalman step on how far the watch has strayed from its level."""
        noise = (1 / mean + self.spread) * np.square(np.maximum(self._local, 0.3))
        pull = self._doubt / (self._doubt + noise) * weight
        strayed = 1 + _FADE * (self._local + pull * surprise / steady - 1)
        self._local = np.minimum(np.maximum(strayed, 0.2), 5)
        self._doubt = _FADE * _FADE * (1 - pull) * self._doubt + _WANDER * (1 - _FADE * _FADE)

    def _learn_season(self, slot: int, ratio: Floats, weight: Floats) -> None:
        seen = np.minimum(self._seen[:, slot].astype(np.int64) + (weight > 0.5), 250)
        self._seen[:, slot] = seen
        old = self._season[:, slot]
        new = old + np.maximum(0.08, 1 / (seen + 2)) * weight * (np.minimum(ratio, 6) - old)
        self._season[:, slot] = np.minimum(np.maximum(new, 0.03), 8)


class Baseline:
    """All that is usual, taken out of memory for the time of one call."""

    def __init__(self, memory: Memory) -> None:
        self._paces = Paces(memory)
        self._age = memory["hours"].astype(np.float64)
        self._share, self._doubt = memory["share"].copy(), memory["share_doubt"].copy()
        self._reposts, self._voices = memory["reposts"].copy(), memory["voices"].copy()

    @property
    def age(self) -> Floats:
        """Hours learnt from."""
        return self._age

    def store(self, memory: Memory) -> None:
        """Back into memory."""
        self._paces.store(memory)
        memory["hours"] = self._age
        memory["share"], memory["share_doubt"] = self._share, self._doubt
        memory["reposts"], memory["voices"] = self._reposts, self._voices

    def usual(self, hour: int) -> Usual:
        """What is usual in a clock hour counted from 1970-01-01 UTC."""
        rate, following, plain = self._paces.rates(slot_of(hour), slot_of(hour + 1))
        spread, plain_spread = self._paces.spread
        return Usual(
            rate, following, spread, plain, plain_spread, self._share, self._doubt, self._reposts, self._voices
        )  # fmt: skip

    def learn(self, hour: int, heard: Heard) -> None:
        """From one clock hour that is over."""
        self._paces.learn(slot_of(hour), heard, self._age)
        self._learn_share(heard)
        steady = np.maximum(1 / 168, 1 / (self._age + 4)) * 0.1
        self._reposts = self._reposts + steady * _strays(heard.reposts, heard.traced, self._reposts)
        self._voices = self._voices + steady * _strays(heard.voices, heard.named, self._voices)
        self._age = self._age + (heard.minutes > 0)

    def rest(self, hours: int) -> None:
        """So many hours without data went by: what was learnt stays, what was only for the day fades."""
        self._paces.rest(hours)

    def _learn_share(self, heard: Heard) -> None:
        share, posts = self._share, np.maximum(heard.judged, 1)
        alone = share * (1 - share)
        noise = alone / posts * 1.3 + self._doubt
        bound = 2 * np.sqrt(noise)
        off = np.minimum(np.maximum(heard.negative / posts - share, -bound), bound)
        pull = self._doubt / noise * (heard.judged > 0)
        self._share = np.minimum(np.maximum(share + pull * off, 0.02), 0.6)
        early = np.where(self._age < 24, 4.0, 1.0)
        self._doubt = (1 - pull) * self._doubt + (_SHARE_STRAYS * alone) ** 2 * early


def _strays(part: Floats, whole: Floats, usual: Floats) -> Floats:
    off = part / np.maximum(whole, 1) - usual
    return np.minimum(whole, 10) * np.minimum(np.maximum(off, -0.1), 0.1)
