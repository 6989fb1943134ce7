# SPDX-License-Identifier: Apache-2.0
"""What is usual for a watch: how many posts at this hour, how scattered, how negative, how reposted, how many voices.

`hours` asks before each clock hour and teaches after it; within an hour nothing changes, so that the answer is
the same however many rows come at once. What surprises is clipped before it teaches: a crisis must not become usual.
The trap: numbers are posts a minute, not a row.
"""

from typing import Final, Generic, NamedTuple

from app.warning.memory import Floats, Memory
from app.warning.reckoning import MANY, Number, Reckoning

_FORGET: Final = 1 - 0.5 ** (1 / 96)
"""What the level forgets in an hour: half in four days."""
_FADE: Final = 0.93
_WANDER: Final = 0.06
"""What a watch does on its own account: within about ten hours it strays by a quarter from its hour's level."""
_CLIP: Final = 2.0
_SHARE_STRAYS: Final = 0.033


class Foreseen(NamedTuple, Generic[Number]):
    """Before one clock hour."""

    rate: Number
    """Posts a minute in this hour."""
    next_rate: Number
    """Posts a minute in the next one, as far as can be said now."""
    spread: Number
    """Overdispersion: a count of mean m varies by m + spread m²."""
    plain_rate: Number
    """Posts a minute without regard to the time of day."""
    plain_spread: Number
    share: Number
    share_doubt: Number
    """Variance of the negative share between one hour and the next, and of what is known of it."""
    reposts: Number
    voices: Number


Usual = Foreseen[Floats]
"""Of each watch, (watches,)."""


class Heard(NamedTuple, Generic[Number]):
    """One clock hour: posts and the minutes they were counted in; the rest of those posts only of which it was
    known."""

    minutes: Number
    posts: Number
    judged: Number
    negative: Number
    traced: Number
    reposts: Number
    named: Number
    voices: Number


def slot_of(hour: int) -> int:
    """The slot of a clock hour counted from 1970-01-01 (a Thursday), UTC."""
    return hour % 24 + 24 * ((hour // 24 + 3) % 7 >= 5)


def usual_in(memory: Memory, hour: int) -> Usual:
    """What is usual in a clock hour counted from 1970-01-01 UTC, as far as is known now."""
    return Baseline(memory, MANY).usual(hour)


class Pace(Generic[Number]):
    """How many posts a minute: with the time of day, or without."""

    def __init__(self, kept: Memory, do: Reckoning[Number]) -> None:
        self._do: Reckoning[Number] = do
        self._level: Number = do.taken(kept["level"])
        self._local: Number = do.taken(kept["local"])
        self._doubt: Number = do.taken(kept["doubt"])
        self.spread: Number = do.taken(kept["spread"])

    def store(self, kept: Memory) -> None:
        """Back into memory."""
        kept["level"], kept["local"] = self._level, self._local
        kept["doubt"], kept["spread"] = self._doubt, self.spread

    @property
    def rate(self) -> Number:
        """Posts a minute, as far as the time of day does not matter."""
        return self._level * self._local

    def begin(self, heard: Heard[Number], age: Number) -> None:
        """The first hour of a watch says what its level is."""
        most = self._do.most
        begun = most(heard.posts / most(heard.minutes, 1), 0.002)
        self._level = self._do.either((age == 0) & (heard.minutes > 0), begun, self._level)

    def plausible(self, heard: Heard[Number], factor: Number | float) -> Number:
        """How many posts may come in such an hour without anything having happened."""
        mean = self._level * factor * self._local * heard.minutes + 0.02
        return mean + 1.5 * self._do.root(mean + self.spread * mean * mean) + 1

    def learn(self, heard: Heard[Number], factor: Number | float, age: Number) -> Number:
        """From an hour; `factor` is what its time of day makes, `age` how many hours were learnt from before.

        Gives the posts a minute, without what is clipped, as a multiple of the level."""
        least, most = self._do.least, self._do.most
        minutes, weight = most(heard.minutes, 1), heard.minutes / 60
        steady = self._level * factor * heard.minutes + 0.02
        mean = steady * self._local
        square = mean * mean
        scatter = self._do.root(mean + self.spread * square)
        surprise = least(most(heard.posts - mean, -3 * scatter - 1), _CLIP * scatter + 1) * (weight > 0)
        self._learn_spread(mean, (surprise * surprise - mean) / square, age, weight)
        self._stray(steady, mean, surprise, weight)
        each = (mean + surprise) / minutes
        pull = most(_FORGET, 1 / (age + 2)) * weight
        self._level = most(self._level + pull * (each / most(factor, 0.1) - self._level), 0.002)
        return each / self._level

    def rest(self, hours: int) -> None:
        """So many hours without data: what was only for the day fades."""
        self._local = 1 + _FADE**hours * (self._local - 1)
        self._doubt = self._do.most(self._doubt, _WANDER * (1 - _FADE ** (2 * hours)))

    def _learn_spread(self, mean: Number, found: Number, age: Number, weight: Number) -> None:
        least, most = self._do.least, self._do.most
        pull = most(1 / 168, 1 / (age + 8)) * weight * mean / (mean + 3)
        self.spread = least(most(self.spread + pull * (found - self.spread), 0.005), 3)

    def _stray(self, steady: Number, mean: Number, surprise: Number, weight: Number) -> None:
        """A Kalman step on how far the watch has strayed from its level."""
        least, most = self._do.least, self._do.most
        local = most(self._local, 0.3)
        noise = (1 / mean + self.spread) * (local * local)
        pull = self._doubt / (self._doubt + noise) * weight
        strayed = 1 + _FADE * (self._local + pull * surprise / steady - 1)
        self._local = least(most(strayed, 0.2), 5)
        self._doubt = _FADE * _FADE * (1 - pull) * self._doubt + _WANDER * (1 - _FADE * _FADE)


class Baseline(Generic[Number]):
    """All that is usual, taken out of memory for the time of one call."""

    def __init__(self, memory: Memory, do: Reckoning[Number]) -> None:
        self._do: Reckoning[Number] = do
        self._seasonal: Pace[Number] = Pace(memory["paces"][:, 0], do)
        self._plain: Pace[Number] = Pace(memory["paces"][:, 1], do)
        self._season, self._seen = do.table(memory["season"]), do.table(memory["seen"])
        self.age: Number = do.taken(memory["hours"].astype("f8"))
        """Hours learnt from."""
        self._share: Number = do.taken(memory["share"])
        self._doubt: Number = do.taken(memory["share_doubt"])
        self._reposts: Number = do.taken(memory["reposts"])
        self._voices: Number = do.taken(memory["voices"])

    def store(self, memory: Memory) -> None:
        """Back into memory."""
        self._seasonal.store(memory["paces"][:, 0])
        self._plain.store(memory["paces"][:, 1])
        memory["hours"] = self.age
        memory["share"], memory["share_doubt"] = self._share, self._doubt
        memory["reposts"], memory["voices"] = self._reposts, self._voices

    def usual(self, hour: int) -> Foreseen[Number]:
        """What is usual in a clock hour counted from 1970-01-01 UTC."""
        number, seasonal = self._do.number, self._seasonal.rate
        now, following = number(self._season[slot_of(hour)]), number(self._season[slot_of(hour + 1)])
        return Foreseen(
            seasonal * now, seasonal * following, self._seasonal.spread, self._plain.rate, self._plain.spread,
            self._share, self._doubt, self._reposts, self._voices,
        )  # fmt: skip

    def learn(self, hour: int, heard: Heard[Number]) -> None:
        """From one clock hour that is over."""
        slot, age = slot_of(hour), self.age
        if self._do.some(age == 0):
            self._seasonal.begin(heard, age)
            self._plain.begin(heard, age)
        usual = self._do.number(self._season[slot])
        plausible = self._seasonal.plausible(heard, usual)
        self._learn_season(slot, usual, self._seasonal.learn(heard, usual, age), heard.minutes / 60)
        self._plain.learn(heard, 1.0, age)
        self._learn_share(heard, plausible)
        steady = self._do.most(1 / 168, 1 / (age + 4)) * 0.1
        self._reposts = self._reposts + steady * self._strays(heard.reposts, heard.traced, self._reposts)
        self._voices = self._voices + steady * self._strays(heard.voices, heard.named, self._voices)
        self.age = age + (heard.minutes > 0)

    def rest(self, hours: int) -> None:
        """So many hours without data went by: what was learnt stays, what was only for the day fades."""
        self._seasonal.rest(hours)
        self._plain.rest(hours)

    def _learn_season(self, slot: int, usual: Number, ratio: Number, weight: Number) -> None:
        least, most = self._do.least, self._do.most
        seen = least(self._do.number(self._seen[slot]) + (weight > 0.5), 250)
        self._seen[slot] = seen
        new = usual + most(0.08, 1 / (seen + 2)) * weight * (least(ratio, 6) - usual)
        self._season[slot] = least(most(new, 0.03), 8)

    def _learn_share(self, heard: Heard[Number], plausible: Number) -> None:
        """From an hour; one with more posts than is `plausible` was about something, and says less of the usual."""
        least, most = self._do.least, self._do.most
        share, posts = self._share, most(heard.judged, 1)
        alone = share * (1 - share)
        noise = alone / posts * 1.3 + self._doubt
        bound = 2 * self._do.root(noise)
        off = least(most(heard.negative / posts - share, -bound), bound)
        ordinary = least(plausible / most(heard.posts, 1), 1)
        pull = self._doubt / noise * (heard.judged > 0) * (ordinary * ordinary)
        self._share = least(most(share + pull * off, 0.02), 0.6)
        strays = _SHARE_STRAYS * alone
        self._doubt = (1 - pull) * self._doubt + strays * strays * self._do.either(self.age < 24, 4.0, 1.0)

    def _strays(self, part: Number, whole: Number, usual: Number) -> Number:
        least, most = self._do.least, self._do.most
        off = part / most(whole, 1) - usual
        return least(whole, 10) * least(most(off, -0.1), 0.1)
