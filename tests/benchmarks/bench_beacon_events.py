# SPDX-License-Identifier: Apache-2.0
"""The beacon on real events: minutes from the first post of each event to blue, yellow, orange and red.

    python -m tests.benchmarks.bench_beacon_events [--data ../shared/data/posts] [--background 1.0] [--all]

Each Weibo event is a watch of its own. An event of the data has no before, so it is put behind a week: once of a
watch on which next to nothing is said, once of one with so many ordinary posts a minute (`--background`, a sixth of
them negative). Moods are the product's own. Each airline is a watch over its nine days. `--all` prints every event.
Without the folder nothing is shown but a sentence.
"""

import argparse
import gzip
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from app.clock import SystemClock
from app.posts.importer import Reading
from app.posts.judge import Judge
from app.posts.post import Mood, Post
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.scorer import MoodScorer
from app.posts.watches.book import WatchBook
from app.room.words import WarningLevel
from app.warning.counting import series_of
from app.warning.indicators import Series
from app.warning.policy_book import Policy
from app.warning.replay import Fired, replay
from tests.isolation import CHECKOUT

_WEEK: Final = timedelta(days=7)
_STRAY: Final = timedelta(days=30)
_DAY: Final = timedelta(days=1)
_FEWEST: Final = 30


def read(path: Path) -> Iterator[Post]:
    """The posts of a packed file, judged."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.stem
        plain.write_bytes(gzip.decompress(path.read_bytes()))
        books = Path(folder) / "none.toml"
        judge = Judge(MoodScorer(MoodBook(books)), WatchBook(books))
        with Reading(plain, judge, SystemClock()) as reading:
            for posts in reading.batches(1_000):
                yield from posts


def by(posts: Iterator[Post], *, airline: bool) -> dict[str, list[Post]]:
    """Events, or the airlines that posts name first."""
    found: dict[str, list[Post]] = {}
    for post in posts:
        name = post.event
        if airline:
            name = next((word.strip(".,:!?") for word in post.text.split() if word.startswith("@")), "")
        found.setdefault(name.casefold(), []).append(post)
    return found


def without_strays(posts: list[Post]) -> list[Post]:
    """Times as the site showed them lack a year: those guessed a month or more off are left out."""
    middle = sorted(post.posted_at for post in posts)[len(posts) // 2]
    return [post for post in posts if abs(post.posted_at - middle) < _STRAY]


def behind_a_week(name: str, posts: list[Post], background: float, seed: int) -> tuple[Series, datetime]:
    """The event after a week of `background` posts a minute, and when it begins; two days of it."""
    first = min(post.posted_at for post in posts)
    start = (first - _WEEK).replace(minute=0, second=0, microsecond=0)
    series = series_of(name, posts, start, min(max(post.posted_at for post in posts), first + 2 * _DAY) + _DAY)
    draw = np.random.default_rng(seed)
    more = draw.poisson(background, len(series.values))
    series.values[:, 0] += more
    series.values[:, 1] += draw.binomial(more, 0.16)
    series.values[:, 2] += draw.binomial(more, 0.3)
    series.values[:, 3] += more
    series.values[0, 0] += 1
    return series, first


def minutes_to(fired: tuple[Fired, ...], first: datetime) -> dict[WarningLevel, float]:
    """To the first moment at each level or above."""
    found: dict[WarningLevel, float] = {}
    for one in fired:
        for step in one.steps:
            for level in WarningLevel:
                at = (step.at - first).total_seconds() / 60
                if list(WarningLevel).index(step.level) >= list(WarningLevel).index(level) and at >= -1:
                    found[level] = min(found.get(level, at), max(at, 0.0))
    return found


def said(minutes: dict[WarningLevel, float]) -> str:
    """In a row of the table."""
    return " ".join(f"{minutes[level]:7.0f}" if level in minutes else "      –" for level in WarningLevel)


def weibo(path: Path, background: float, *, every: bool) -> None:
    """The events, and what came of all of them."""
    events = {name: without_strays(posts) for name, posts in by(read(path), airline=False).items()}
    events = {name: posts for name, posts in events.items() if len(posts) >= _FEWEST}
    heads = " ".join(f"{level:>7}" for level in WarningLevel)
    print(f"event    posts neg%  | silent before {heads} | background {heads}")
    sums: dict[bool, list[dict[WarningLevel, float]]] = {True: [], False: []}
    early: dict[bool, Counter[WarningLevel]] = {True: Counter(), False: Counter()}
    for number, (name, posts) in enumerate(sorted(events.items(), key=lambda pair: -len(pair[1]))):
        cells = []
        for silent in (True, False):
            series, first = behind_a_week(name, posts, 0.0 if silent else background, number)
            fired = replay([series], Policy(), Policy()).today.fired
            early[silent].update(one.level for one in fired if one.since < first - timedelta(hours=1))
            cells.append(minutes_to(fired, first))
            sums[silent].append(cells[-1])
        negative = sum(post.mood is Mood.NEGATIVE for post in posts) / len(posts)
        if every or number < 12:
            print(f"{name:8} {len(posts):5} {negative:4.0%}  | {said(cells[0]):>34}  | {said(cells[1])}")
    for silent, found in sums.items():
        print("silent before" if silent else f"{background} posts a minute before", f"({len(found)} events)")
        for level in WarningLevel:
            times = sorted(one[level] for one in found if level in one)
            middle = f"median {median(times):.0f} min" if times else "never"
            false = f"before the event {early[silent][level] / len(found):.2f} a week"
            print(f"  {level:7} reached by {len(times):3} of {len(found)}, {middle}; {false}")


def airlines(path: Path) -> None:
    """Nine days of each airline, from which the detector learns as it goes."""
    for name, posts in sorted(by(read(path), airline=True).items(), key=lambda pair: -len(pair[1]))[:6]:
        first, last = min(post.posted_at for post in posts), max(post.posted_at for post in posts)
        series = series_of(name, posts, first.replace(minute=0, second=0, microsecond=0), last)
        negative = sum(post.mood is Mood.NEGATIVE for post in posts) / len(posts)
        print(f"{name}: {len(posts)} posts in {(last - first) / _DAY:.1f} days, {negative:.0%} negative")
        for one in replay([series], Policy(), Policy()).today.fired:
            step = one.steps[-1]
            reason = step.reasons[0]
            share = "?" if reason.negative is None else f"{reason.negative:.0%}"
            usual = "?" if reason.usual_negative is None else f"{reason.usual_negative:.0%}"
            span = f"{one.since:%m-%d %H:%M} – {one.until:%m-%d %H:%M} {one.level:7}"
            numbers = f"{share} of {reason.posts} in {reason.minutes} min; usual {usual} of {reason.usual_posts:.0f}"
            print(f"  {span} negative {numbers}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=CHECKOUT.parent / "shared" / "data" / "posts")
    parser.add_argument("--background", type=float, default=1.0)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    if not given.data.is_dir():
        raise SystemExit(f"{given.data} is not there: name the folder with --data")
    weibo(given.data / "weibo-cascades.jsonl.gz", given.background, every=given.all)
    airlines(given.data / "airline-tweets.csv.gz")
