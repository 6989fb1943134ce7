# SPDX-License-Identifier: Apache-2.0
"""What the live beacon costs: 2,000 watches at 1,000 posts/s, and how long from a post on disk to a proposal on disk.

    python -m tests.benchmarks.bench_beacon [--watches 2000] [--posts 1000] [--seconds 60] [--rules 10]

A real encrypted store; posts are added in batches of 250 as the collector's writer does, in real time, and the beacon
looks as the collector lets it. Every watch has two days behind it. The share is the processor time of the looks on
their own thread; adding posts is the writer's and counted beside it.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from app.clock import SystemClock
from app.posts.post import Exactness, Mention, Mood, Post
from app.room.words import WarningLevel
from app.warning.beacon import Beacon
from app.warning.detector import Detector
from app.warning.flock import base_minute
from app.warning.keeping import Run, pack
from app.warning.memory import unpack
from app.warning.outside import Outside
from app.warning.policy import Measure, Rule
from app.warning.policy_book import PolicyBook
from app.warning.ring import minute_of, time_of
from db.post_store import SqlPostStore, open_posts

_KEY: Final = bytes(range(32))
_DAYS: Final = 2
_INSERT: Final = (
    "INSERT INTO indicator (watch, minute, mentions, negative, reposts, voices, complaints, reach) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_BATCH: Final = 250
_AT_ONCE: Final = 200
_LOOK, _REST, _LONGEST_REST = 0.5, 3.0, 1.0


def names_of(watches: int) -> list[str]:
    """What they are called."""
    return [f"主题 {number:04}" for number in range(watches)]


def past(store: SqlPostStore, rules: Mapping[str, str], each: float) -> None:
    """Two days of `each` posts a minute as the detector remembers them; `rules` are fingerprints of keywords."""
    names = list(rules)
    end = base_minute(minute_of(SystemClock().now()))
    minutes = _DAYS * 24 * 60
    draw = np.random.default_rng(1)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        posts = draw.poisson(each, (len(some), minutes))
        counts = np.stack([posts, draw.binomial(posts, 0.15), draw.binomial(posts, 0.3), posts], axis=2)
        detector = Detector(len(some))
        detector.advance(time_of(end - minutes), counts, explain=False)
        memory, _, following = unpack(detector.state)
        states = {
            name: pack(memory[row : row + 1], following, Run(), rules[name], ()) for row, name in enumerate(some)
        }
        store.propose((), states)


def lately(store: SqlPostStore, names: list[str], each: float) -> None:
    """The last hours, of which the detector has yet to hear, as the store counts them."""
    now = minute_of(SystemClock().now())
    minutes = np.arange(base_minute(now), now)
    draw = np.random.default_rng(2)
    with store._engine.begin() as connection:
        for name in names:
            posts = draw.poisson(each, len(minutes))
            parts = np.stack(
                [posts, draw.binomial(posts, 0.15), draw.binomial(posts, 0.3), posts, 0 * posts, 0 * posts]
            )
            rows = [(name, minute, *cell) for minute, cell in zip(minutes.tolist(), parts.T.tolist(), strict=True)]
            connection.exec_driver_sql(_INSERT, rows)


class Crowd:
    """Who posts, in real time."""

    def __init__(self, store: SqlPostStore, names: list[str]) -> None:
        self._store, self._names, self._number = store, names, 0
        self.spent = 0.0

    def say(self, count: int, *, watch: str = "", angry: bool = False) -> float:
        """Posts are stored; when."""
        now = SystemClock().now()
        posts = []
        for _ in range(count):
            self._number += 1
            name = watch or random.choice(self._names)
            mood = Mood.NEGATIVE if angry or random.random() < 0.15 else Mood.NEUTRAL
            posts.append(
                Post(
                    source="weibo", source_id=f"B{self._number}", posted_at=now, arrived_at=now, mood=mood,
                    author=f"用户{self._number}", text=f"{self._number} 号说的", watch=name,
                    mentions=(Mention(name, "", Exactness.SOURCE),),
                )
            )  # fmt: skip
        began = time.thread_time()
        self._store.add(posts)
        self.spent += time.thread_time() - began
        return time.monotonic()


def rules(book: PolicyBook, count: int) -> None:
    """So many rules about everything that hold for nothing but the wave."""
    for number in range(count):
        book.put(
            Rule(
                name=f"规则 {number}", level=WarningLevel.BLUE, measure=list(Measure)[number % 3],
                at_least=1e6 if number % 3 < 2 else 0.99, minutes=30 + number, sample=50,
            )
        )  # fmt: skip


def measure(watches: int, rate: int, seconds: int, own_rules: int) -> None:
    """Runs it and prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_posts(Path(folder) / "posts.db", _KEY)
        names, book = names_of(watches), PolicyBook(Path(folder) / "policy.toml")
        past(store, dict.fromkeys(names, ""), each=rate * 60 / watches)
        lately(store, names, each=rate * 60 / watches)
        rules(book, own_rules)
        known = dict.fromkeys(names, "")
        outside = Outside(lambda: known, book, lambda: ZoneInfo("Asia/Shanghai"))
        beacon = Beacon(store, SystemClock(), outside, print)
        began = time.monotonic()
        beacon.look()
        print(f"begun with {watches} watches and {own_rules} rules in {time.monotonic() - began:.1f} s")
        crowd, spent, looks = Crowd(store, names), 0.0, 0
        longest, false, delays = 0.0, 0, []
        waves = {seconds * part // 4: names[part] for part in (2, 3)}
        told: dict[str, float] = {}
        writer = ThreadPoolExecutor(1)
        writing = writer.submit(_crowded, crowd, rate, seconds, waves, told)
        start = time.monotonic()
        while not writing.done():
            before, at = time.thread_time(), time.monotonic()
            look = beacon.look()
            took = time.thread_time() - before
            spent, looks, longest = spent + took, looks + 1, max(longest, took)
            if look.proposals or look.states:
                store.propose(look.proposals, look.states)
            for proposal in look.proposals:
                if proposal.watch in told:
                    delays.append(time.monotonic() - told.pop(proposal.watch))
                elif proposal.watch not in waves.values():
                    false += 1
            time.sleep(max(_LOOK, min(_REST * (time.monotonic() - at), _LONGEST_REST)))
        whole = time.monotonic() - start
        posts = writing.result()
        print(f"{posts / whole:,.0f} posts/s for {whole:.0f} s, {looks} looks, longest {longest * 1000:.0f} ms")
        print(f"looks: {spent / whole:.1%} of a core; adding posts: {crowd.spent / whole:.1%}")
        print(f"waves proposed after {', '.join(f'{one:.2f} s' for one in delays) or 'never'}; others lit: {false}")
        store.close()


def _crowded(crowd: Crowd, rate: int, seconds: int, waves: dict[int, str], told: dict[str, float]) -> int:
    """Posts in real time, and a wave in one watch at each of some seconds."""
    start, said = time.monotonic(), 0
    left = dict(waves)
    while (past_seconds := time.monotonic() - start) < seconds:
        if said < past_seconds * rate:
            crowd.say(_BATCH)
            said += _BATCH
        else:
            time.sleep(0.02)
        for at, watch in list(left.items()):
            if past_seconds >= at:
                del left[at]
                told[watch] = crowd.say(400, watch=watch, angry=True)
                said += 400
    return said


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name, usual in (("watches", 2000), ("posts", 1000), ("seconds", 60), ("rules", 10)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    measure(given.watches, given.posts, given.seconds, given.rules)
