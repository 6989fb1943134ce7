# SPDX-License-Identifier: Apache-2.0
"""How many posts a second an import takes with every stage, and what stays of that and of search as a store grows.

    python -m tests.benchmarks.bench_import [--files FILE…] [--grow 300000]

Beside each import stands a plain one in the same run: the file parsed by the standard library and inserted into an
unencrypted sqlite3 table with a unique id, nothing else done. The ratio is what the stages cost.
"""

import argparse
import csv
import gzip
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.clock import SystemClock
from app.posts.importer import run
from app.posts.judge import Judge
from app.posts.post import Post
from app.posts.question import Question
from app.posts.sentiment.scorer import MoodScorer
from db.post_store import SqlPostStore, open_posts
from tests.isolation import CHECKOUT

_DATA = CHECKOUT.parent / "shared" / "data" / "posts"
_FILES = ("airline-tweets.csv.gz", "weibo-cascades.jsonl.gz")
_KEY = bytes(range(32))
_WORDS = ("航班", "航班延误", "flight", "的", "三小时")


def _plain_rows(path: Path) -> Iterator[tuple[str, ...]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        if ".csv" in path.name:
            for row in csv.DictReader(text):
                yield row["tweet_id"], row["name"], row["text"], row["tweet_created"]
        else:
            for line in text:
                one = json.loads(line)
                yield one["mid"], one["user"], one["text"], one["posted_at"]


def plain(path: Path, folder: Path) -> float:
    """Rows a second of the bare way."""
    begun = time.perf_counter()
    connection = sqlite3.connect(folder / f"plain-{path.name}.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE post (id TEXT UNIQUE, author TEXT, text TEXT, posted_at TEXT)")
    rows, count = _plain_rows(path), 0
    while batch := [row for _, row in zip(range(1_000), rows, strict=False)]:
        connection.execute("BEGIN")
        connection.executemany("INSERT OR IGNORE INTO post VALUES (?, ?, ?, ?)", batch)
        connection.execute("COMMIT")
        count += len(batch)
    connection.close()
    return count / (time.perf_counter() - begun)


def imports(paths: list[Path], folder: Path, rounds: int = 3) -> None:
    """Each file with all stages, encrypted, into a new store, `rounds` times beside the plain way."""
    scorer = MoodScorer()
    scorer.feel(["warm 暖"])
    for path in paths:
        full, bare = [], []
        for number in range(rounds):
            store = open_posts(folder / f"{path.name}-{number}.db", _KEY)
            begun = time.perf_counter()
            report = run(path, store, Judge(scorer), SystemClock())
            full.append(report.read / (time.perf_counter() - begun))
            store.close()
            bare.append(plain(path, folder))
            (folder / f"plain-{path.name}.db").unlink()
        mine, theirs = statistics.median(full), statistics.median(bare)
        counts = f"{report.read:,} read: {report.stored:,} new, {report.same:,} same, {report.rejected_total:,} bad"
        print(f"{path.name}: {mine:,.0f} posts/s ({counts}); plain {theirs:,.0f}/s; ratio {mine / theirs:.2f}")


def _made(number: int, rng: random.Random) -> Post:
    text = "".join(
        rng.choices("航班延误投诉退款服务态度机场公司今天已经三个小时没有人管真的很失望大家都在说的了是我不在", k=60)
    )
    at = SystemClock().now() - timedelta(days=30) + timedelta(seconds=number)
    return Post(
        source="weibo", source_id=f"Z{number:08}", posted_at=at, arrived_at=at, author=f"u{number % 5000}", text=text
    )


def grow(count: int, folder: Path) -> None:
    """Made posts up to `count`: speed of the first and the last tenth, the slowest batch, and search at the end."""
    store: SqlPostStore = open_posts(folder / "grown.db", _KEY)
    rng = random.Random(7)
    times = []
    for start in range(0, count, 500):
        batch = [_made(number, rng) for number in range(start, start + 500)]
        begun = time.perf_counter()
        store.add(batch)
        times.append(time.perf_counter() - begun)
    tenth = len(times) // 10
    first, last = 500 / statistics.mean(times[:tenth]), 500 / statistics.mean(times[-tenth:])
    slow = f"p50 {statistics.median(times) * 1e3:.0f} ms, max {max(times) * 1e3:.0f} ms"
    size = (folder / "grown.db").stat().st_size / count
    print(
        f"{count:,} made posts: first tenth {first:,.0f}/s, last {last:,.0f}/s; 500 at once {slow}; {size:.0f} B each"
    )
    for words in _WORDS:
        begun = time.perf_counter()
        found = len(store.get(store.find(Question(words=words), 100)))
        print(f"  search {words}: {found} in {(time.perf_counter() - begun) * 1e3:.1f} ms")
    begun = time.perf_counter()
    oldest, newest = store.span() or (SystemClock().now(), SystemClock().now())
    buckets = store.minutes(oldest, newest, timedelta(minutes=10))
    print(f"  {len(buckets):,} buckets in {(time.perf_counter() - begun) * 1e3:.1f} ms")
    store.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", nargs="*", type=Path, default=[_DATA / name for name in _FILES])
    parser.add_argument("--grow", type=int, default=0, help="made posts to store, 0 for none")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fenghuo-bench-") as name:
        there = [path for path in args.files if path.is_file()]
        if not there:
            print("the real posts are not beside this checkout (../shared/data/posts): no import measured")
        imports(there, Path(name))
        if args.grow:
            grow(args.grow, Path(name))


if __name__ == "__main__":
    main()
