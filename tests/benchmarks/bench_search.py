# SPDX-License-Identifier: Apache-2.0
"""Searching a million posts: newest 100 for words of two and four Han characters and English, filters, all ids.

    python -m tests.benchmarks.bench_search [--posts 1000000] [--keep FOLDER]

Every word is looked for by the store and, in the same run, by an `instr` scan over the folded texts in a plain
sqlite3 table (which is as good as a scan can be: no decryption, nothing to fold, it may stop at 100). The sets of
ids are compared. Texts: real ones from ../shared/data where it is there, and new ones made of their clauses.
`--keep` leaves the store in a folder, or uses the one that is there.
"""

import argparse
import csv
import gzip
import json
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

from app.posts.fold import fold
from app.posts.post import Exactness, Mention, Mood, Post
from app.posts.question import Order, Question
from db.post_store import SqlPostStore, open_posts
from tests.isolation import CHECKOUT

_DATA: Final = CHECKOUT.parent / "shared" / "data"
_KEY: Final = bytes(range(32))
_START: Final = datetime(2026, 11, 1, tzinfo=UTC)
_BATCH: Final = 1_000
_CLAUSE: Final = re.compile(r"[，。！？；、,.!?;\n]+")
_HAN: Final = re.compile(r"[一-鿿]+")
_ENGLISH: Final = re.compile(r"[a-z]{4,12}")
_WORD: Final = re.compile(r"\w+")
_SOURCES: Final = ("weibo", "douyin", "xiaohongshu", "zhihu", "twitter", "新闻 sina.com.cn", "wechat")
_REGIONS: Final = ("", "", "", "上海", "北京", "江苏 南京", "四川 成都", "广东 深圳", "台北", "香港")
_T = TypeVar("_T")


def real_texts() -> list[str]:
    """What people really wrote; nothing where the data is not beside the checkout."""
    texts: list[str] = []
    posts = _DATA / "posts"
    if (posts / "weibo-cascades.jsonl.gz").is_file():
        with gzip.open(posts / "weibo-cascades.jsonl.gz", "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    if (posts / "airline-tweets.csv.gz").is_file():
        with gzip.open(posts / "airline-tweets.csv.gz", "rt", encoding="utf-8", newline="") as rows:
            texts += [row["text"] for row in csv.DictReader(rows)]
    for path in sorted((_DATA / "sentiment").glob("*.train.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [str(json.loads(line)["text"]) for line in lines]
    return [text for text in texts if len(text) > 8]


def made_up(dice: random.Random, count: int) -> list[str]:
    """Texts for where no real ones are: characters as frequent as Zipf's law has them."""
    han = [chr(0x4E00 + n * 5) for n in range(3_000)]
    weights = [1 / (n + 8) for n in range(len(han))]
    return [
        "，".join("".join(dice.choices(han, weights, k=9)) for _ in range(6)) + ", late again" for _ in range(count)
    ]


def posts_of(texts: list[str], dice: random.Random, count: int) -> Iterator[Post]:
    """A tenth real texts, the others made of clauses of two to five of them."""
    clauses = [clause for text in texts for clause in _CLAUSE.split(text) if len(clause) > 3]
    for number in range(count):
        if number % 10 == 0:
            text = texts[number // 10 % len(texts)]
        else:
            text = "，".join(dice.choices(clauses, k=dice.randint(2, 5)))
        mentions = (Mention("品牌", "延误", Exactness.FOLDED),) if dice.random() < 0.05 else ()
        at = _START + timedelta(milliseconds=number * 700 + dice.randrange(60_000))
        yield Post(
            source=dice.choice(_SOURCES), source_id=f"bench-{number:09}", posted_at=at, arrived_at=at, text=text,
            author=f"用户{dice.randrange(50_000)}", mood=dice.choices(tuple(Mood), (3, 5, 2))[0],
            followers=int(dice.lognormvariate(6, 2)), region=dice.choice(_REGIONS), mentions=mentions,
        )  # fmt: skip


def build(folder: Path, count: int) -> None:
    """The store and, beside it, what the scan reads."""
    dice = random.Random(5)
    texts = real_texts() or made_up(dice, 20_000)
    dice.shuffle(texts)
    store = open_posts(folder / "posts.db", _KEY, synchronous="NORMAL")
    plain = sqlite3.connect(folder / "scan.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = OFF")
    plain.execute("CREATE TABLE scan (at INTEGER, id INTEGER, text TEXT, words TEXT)")
    begun, batch, done = time.perf_counter(), list[Post](), 0
    for post in posts_of(texts, dice, count):
        batch.append(post)
        if len(batch) == _BATCH or done + len(batch) == count:
            store.add(batch)
            done += len(batch)
            batch = []
    print(f"{done:,} posts stored in {time.perf_counter() - begun:.0f} s")
    ids = store.find(Question())
    for start in range(0, len(ids), 5_000):
        rows = []
        for place, post in enumerate(store.get(ids[start : start + 5_000]), start):
            folded = fold(post.text)
            rows.append((place, post.id, folded, f" {' '.join(_WORD.findall(folded))} "))
        plain.execute("BEGIN")
        plain.executemany("INSERT INTO scan VALUES (?, ?, ?, ?)", rows)
        plain.execute("COMMIT")
    plain.close()
    store.close()


def words_from(folder: Path, dice: random.Random, many: int) -> dict[str, list[str]]:
    """Words as they stand in the texts, of each kind, frequent and rare as they come."""
    plain = sqlite3.connect(folder / "scan.db")
    sample = [row[0] for row in plain.execute("SELECT text FROM scan WHERE at % 97 = 0 LIMIT 20000")]
    plain.close()
    found: dict[str, list[str]] = {"2 Han": [], "4 Han": [], "English": []}
    while min(map(len, found.values())) < many:
        text = dice.choice(sample)
        runs = [run for run in _HAN.findall(text) if len(run) >= 4]
        for size, name in ((2, "2 Han"), (4, "4 Han")):
            if runs and len(found[name]) < many:
                run = dice.choice(runs)
                at = dice.randrange(len(run) - size + 1)
                found[name].append(run[at : at + size])
        english = _ENGLISH.findall(" ".join(_WORD.findall(text)))
        if english and len(found["English"]) < many:
            found["English"].append(dice.choice(english))
    return found


@dataclass(frozen=True)
class Timed:
    """Times of many runs, in milliseconds."""

    times: list[float]

    def __str__(self) -> str:
        ordered = sorted(self.times)
        return f"p50 {statistics.median(ordered):.1f}, p95 {self.p95:.1f}, max {ordered[-1]:.1f} ms"

    @property
    def p95(self) -> float:
        """19 of 20 take no longer."""
        return sorted(self.times)[int(len(self.times) * 0.95)]


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    """What it gives, and the milliseconds it takes."""
    begun = time.perf_counter()
    given = work()
    return given, (time.perf_counter() - begun) * 1e3


def against_scan(store: SqlPostStore, folder: Path, many: int) -> None:
    """Newest 100 of each word, beside the scan; then all ids of some of them."""
    plain = sqlite3.connect(folder / "scan.db")
    for name, words in words_from(folder, random.Random(9), many).items():
        column, around = ("words", " ") if name == "English" else ("text", "")
        every = f"SELECT id FROM scan WHERE instr({column}, ?)"
        newest = f"{every} ORDER BY rowid LIMIT 100"
        ours, read, scans = list[float](), list[float](), list[float]()
        missing, extra, hits = 0, 0, 0
        for number, word in enumerate(words):
            asked, question = (f"{around}{word}{around}",), Question(words=word)
            ids, took = timed(lambda q=question: store.find(q, 100))  # type: ignore[misc]
            ours.append(took)
            read.append(timed(lambda found=ids: store.get(found))[1])  # type: ignore[misc]
            first, took = timed(lambda w=asked, s=newest: plain.execute(s, w).fetchall())  # type: ignore[misc]
            scans.append(took)
            if number < many // 4:
                there = {row[0] for row in plain.execute(every, asked)}
                mine = set(store.find(question))
                missing, extra, hits = missing + len(there - mine), extra + len(mine - there), hits + len(there)
            elif len(ids) < 100:
                missing += len({row[0] for row in first} - set(ids))
        faster = sum(scans) / sum(ours), Timed(scans).p95 / Timed(ours).p95
        print(f"{name}: {Timed(ours)}; their posts too: + {Timed(read)}")
        print(f"    scan: {Timed(scans)}; {faster[0]:.0f}× its speed over all words, {faster[1]:.0f}× at p95")
        print(f"    {missing} missing of {hits:,} the scan finds in {many // 4} words; {extra} found beyond")
    plain.close()


def filters(store: SqlPostStore) -> None:
    """One word with each filter, each filter alone, and by reach: newest 100, the median of five."""
    middle = _START + timedelta(days=3)
    (any_story,) = store.get(store.find(Question(), 1))
    narrow = {
        "no filter": {},
        "since, until": {"since": middle, "until": middle + timedelta(hours=6)},
        "source": {"source": "zhihu"},
        "region": {"region": "成都"},
        "author": {"author": "用户4711"},
        "watch": {"watch": "品牌"},
        "any watch": {"watch": "*"},
        "mood": {"mood": Mood.NEGATIVE},
        "story": {"story": any_story.story},
        "by reach": {"order": Order.REACH},
        "all of them": {"source": "zhihu", "region": "成都", "watch": "*", "mood": Mood.NEGATIVE, "since": middle},
    }
    for name, values in narrow.items():
        for words in ("", "公司", "weibo"):
            question = Question(words=words, **values)  # type: ignore[arg-type]
            runs = [timed(lambda q=question: store.find(q, 100)) for _ in range(5)]  # type: ignore[misc]
            whole, all_of = timed(lambda q=question: store.find(q))  # type: ignore[misc]
            newest = statistics.median(took for _, took in runs)
            asked = f"{name:>14} {words or '(no words)':<10}"
            print(f"{asked}: newest 100 {newest:7.1f} ms, all {len(whole):>9,} in {all_of:8.1f} ms")


def everything(store: SqlPostStore) -> None:
    """All ids at once, stories, counts: times and what memory they take, beside the cache of 64 MB."""
    store.find(Question(order=Order.REACH), 1)
    store.find_stories(Question(order=Order.REACH), limit=1)
    asked: dict[str, Callable[[], object]] = {
        "find: all": lambda: store.find(Question()),
        "find: all by reach": lambda: store.find(Question(order=Order.REACH)),
        "find_stories: newest 100": lambda: store.find_stories(Question(), limit=100),
        "find_stories: all": lambda: store.find_stories(Question()),
        "find_stories: all by reach": lambda: store.find_stories(Question(order=Order.REACH)),
        "find_stories: 公司": lambda: store.find_stories(Question(words="公司")),
        "find_stories: source zhihu": lambda: store.find_stories(Question(source="zhihu")),
        "find_stories: any watch": lambda: store.find_stories(Question(watch="*")),
        "find_stories: negative": lambda: store.find_stories(Question(mood=Mood.NEGATIVE)),
        "stories: newest 100": lambda: store.stories(store.find_stories(Question(), limit=100)),
        "watch_counts: a day": lambda: store.watch_counts(_START, _START + timedelta(days=1)),
        "count": store.count,
    }
    for name, ask in asked.items():
        with peak() as grown:
            found, took = timed(ask)
        size = len(found) if hasattr(found, "__len__") else found
        print(f"{name:<28}: {took:8.1f} ms, {size:,} found, memory + {grown[0]:.0f} MB at most")
        del found


@contextmanager
def peak() -> Iterator[list[float]]:
    """The MB by which this process's memory grew at most (0 where the system does not tell)."""
    grown, clear, status = [0.0], Path("/proc/self/clear_refs"), Path("/proc/self/status")
    try:
        clear.write_text("5")
        before = _kilobytes(status, "VmRSS")
    except OSError:
        yield grown
        return
    yield grown
    grown[0] = (_kilobytes(status, "VmHWM") - before) / 1024


def _kilobytes(status: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(f"{name}:"))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=80, help="words of each kind")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fenghuo-search-") as name:
        folder: Path = args.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "scan.db").exists():
            build(folder, args.posts)
        store = open_posts(folder / "posts.db", _KEY, readonly=True)
        print(f"{store.count():,} posts, {(folder / 'posts.db').stat().st_size / 1e6:,.0f} MB")
        everything(store)
        filters(store)
        against_scan(store, folder, args.words)
        store.close()


if __name__ == "__main__":
    main()
