# SPDX-License-Identifier: Apache-2.0
"""How long the overview of 20,000 posts against 20,000 takes, part by part, and what memory it needs.

    python -m tests.benchmarks.bench_analysis [--posts 20000]

Real posts from `../shared/data/posts` beside the checkout, those that say something; without them, made-up ones. The
trap: the first run reads dictionaries and models (some 0.6 s), so it is told apart.
"""

import argparse
import csv
import gzip
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from app.analysis.asks import asks
from app.analysis.corpus import Corpus
from app.analysis.crisis import types
from app.analysis.cutting import Cutter
from app.analysis.overview import overview
from app.analysis.terms import candidates, hot_terms
from app.analysis.voices import voices
from app.posts.post import Post, mood_of
from app.posts.question import Question
from db.post_store import open_posts
from tests.benchmarks.bench_search import made_up, peak
from tests.isolation import CHECKOUT

_DATA = CHECKOUT.parent / "shared" / "data" / "posts"
_START = datetime(2026, 11, 22, tzinfo=UTC)
_STEP = timedelta(seconds=2)
_BATCH = 1_000
_T = TypeVar("_T")


def texts() -> list[str]:
    """Weibo posts and tweets with words, as many tweets as there are for each Weibo post."""
    if not _DATA.is_dir():
        return made_up(random.Random(5), 50_000)
    with gzip.open(_DATA / "weibo-cascades.jsonl.gz", "rt", encoding="utf-8") as lines:
        said = [text for line in lines if len(text := json.loads(line)["text"]) > 4]
    with gzip.open(_DATA / "airline-tweets.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        said.extend(row["text"] for row in csv.DictReader(lines))
    random.Random(5).shuffle(said)
    return said


def posts_of(said: list[str], count: int) -> Iterator[Post]:
    """So many posts, evenly in time, by a tenth as many voices."""
    dice = random.Random(9)
    for number in range(count):
        score = dice.uniform(-1, 1)
        at = _START + number * _STEP
        yield Post(
            source="weibo", source_id=f"bench-{number:09}", posted_at=at, arrived_at=at,
            text=said[number % len(said)], author=f"u{dice.randrange(1 + count // 10)}",
            followers=int(dice.lognormvariate(6, 2)), sentiment=score, mood=mood_of(score),
        )  # fmt: skip


def timed(name: str, work: Callable[[], _T]) -> _T:
    """What it gives; prints the seconds it takes, and those of them in which a processor worked for it."""
    begun, worked = time.perf_counter(), time.process_time()
    given = work()
    print(f"{name:<28}{time.perf_counter() - begun:7.2f} s, {time.process_time() - worked:6.2f} s of processor")
    return given


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000, help="posts of each side")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fenghuo-analysis-") as name:
        store = open_posts(Path(name) / "posts.db", bytes(range(32)), synchronous="NORMAL")
        made = list(posts_of(texts(), 2 * args.posts))
        for start in range(0, len(made), _BATCH):
            store.add(made[start : start + _BATCH])
        question = Question(since=_START + args.posts * _STEP, until=_START + 2 * args.posts * _STEP)

        def whole() -> object:
            return overview(store, question, baseline=None, words=(), names=("退款",), most=args.posts)

        print(f"{args.posts:,} against {args.posts:,} posts, {sum(len(post.text) for post in made):,} characters")
        with peak() as grown:
            timed("overview, first", whole)
        print(f"{'memory at most':<28}{grown[0]:7.0f} MB more")
        timed("overview, again", whole)
        ids = store.find(question)
        window = timed("  reading one side", lambda: store.get(ids))
        corpus = timed("  cutting both", lambda: Corpus(window, made[: args.posts], Cutter()))
        found = timed("  counting terms", lambda: candidates(corpus))
        timed("  showing terms", lambda: hot_terms(corpus, found, ()))
        timed("  questions, complaints", lambda: asks(corpus, found))
        timed("  voices", lambda: voices(window))
        timed("  crisis type", lambda: types(corpus))
        store.close()


if __name__ == "__main__":
    main()
