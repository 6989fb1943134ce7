# SPDX-License-Identifier: Apache-2.0
"""The people who post: handles, regions and followings, made once and then drawn from, a few far oftener than most.

Called by app.demo.posts. The trap: handles are unique within a language, or two people would look like one.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from app.demo.scenario import Crowd

_TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody with an account."""

    handle: str
    region: str
    followers: int
    verified: bool


def gather(crowd: Crowd, rng: Random, *, latin: bool) -> list[Writer]:
    """The writers of one language, the busiest first."""
    handles = dict.fromkeys(rng.sample(crowd.whole, len(crowd.whole)))
    for _ in range(crowd.people * _TRIES):
        if len(handles) >= crowd.people:
            break
        handles.setdefault(_handle(crowd, rng, latin=latin))
    return [_writer(name, crowd, rng) for name in handles]


def someone(writers: list[Writer], rng: Random) -> Writer:
    """One of them; the first tenth write about a third of everything."""
    return writers[int(len(writers) * rng.random() ** 2.0)]


def _writer(name: str, crowd: Crowd, rng: Random) -> Writer:
    followers = min(int(rng.lognormvariate(5.1, 1.7)), 600_000)
    return Writer(name, rng.choice(crowd.regions), followers, followers > 20_000 and rng.random() < 0.5)


def _handle(crowd: Crowd, rng: Random, *, latin: bool) -> str:
    first, second, number = rng.choice(crowd.first), rng.choice(crowd.second), str(rng.randint(2, 2999))
    if rng.random() < 0.4:
        return second + rng.choice(crowd.tail) + rng.choice(("", "", number[:2]))
    if latin:
        return first + rng.choice(("", "_", ".")) + second + rng.choice(("", number, f"_{number[:2]}"))
    return first + second + rng.choice(("", "", "", number, f"_{number}", "呀"))
