# SPDX-License-Identifier: Apache-2.0
"""How many reposts find their story, how many land in a wrong one, how fast, and how much memory the window takes.

    python -m tests.benchmarks.bench_stories FEEDS [--grow 200000]

FEEDS is a folder made by the feed generator with `--texts`. The known chains of Weibo are read beside the checkout,
once with the platform's chains, once with words alone. All speeds are by processor time, on one core.
"""

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from msgspec.structs import replace

from app.posts.identity import digest
from app.posts.post import Joined, Post
from app.posts.stories.growing import founded, grown
from app.posts.stories.joining import Joiner, Placed
from tests.isolation import CHECKOUT

_CASCADES = CHECKOUT.parent / "shared" / "data" / "posts" / "weibo-cascades.jsonl.gz"
_BATCH = 1_000
_START = datetime(2026, 11, 1, tzinfo=UTC)


class Memory:
    """What a store knows of stories, in dictionaries."""

    def __init__(self) -> None:
        self.by_digest: dict[bytes, int] = {}
        self.awaits: dict[bytes, int] = {}
        self.by_words: dict[int, int] = {}
        self.into: dict[int, int] = {}

    def stories_of(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        return {one: self.by_digest[one] for one in digests if one in self.by_digest}

    def awaited(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        return {one: self.awaits[one] for one in digests if one in self.awaits}

    def worded(self, likenesses: Collection[int]) -> Mapping[int, int]:
        return {one: self.by_words[one] for one in likenesses if one in self.by_words}

    def roots(self, stories: Collection[int]) -> Mapping[int, int]:
        return {one: self.root(one) for one in stories}

    def root(self, story: int) -> int:
        """Into what a story was merged in the end."""
        while story in self.into:
            story = self.into[story]
        return story

    def keep(self, posts: Sequence[Post], placed: Placed) -> None:
        """Does with a batch what a store does."""
        for post, place in zip(posts, placed.places, strict=True):
            self.by_digest[digest(post)] = place.story
        self.awaits.update(placed.awaits)
        self.by_words.update(placed.words)
        self.into.update(placed.merges)


class Run:
    """All posts placed; `story` by post id, followed to its root."""

    def __init__(self, posts: Sequence[Post]) -> None:
        memory, joiner = Memory(), Joiner()
        places = []
        self.seconds = 0.0
        for start in range(0, len(posts), _BATCH):
            batch = posts[start : start + _BATCH]
            begun = time.process_time()
            placed = joiner.place(batch, memory)
            joiner.kept()
            self.seconds += time.process_time() - begun
            memory.keep(batch, placed)
            places += placed.places
        self.speed = len(posts) / self.seconds
        self.how = Counter(place.joined for place in places)
        self.joined = {post.id: place.joined for post, place in zip(posts, places, strict=True)}
        self.story = {post.id: memory.root(place.story) for post, place in zip(posts, places, strict=True)}


def _post(number: int, text: str, *, source_id: str, parent: str = "", source: str = "weibo") -> Post:
    at = _START + timedelta(seconds=number)
    return Post(id=number, source=source, source_id=source_id, parent=parent, text=text, posted_at=at, arrived_at=at)


def feeds(folder: Path) -> None:
    """The generator's posts in the order of the feeds, against its truth."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    texts: dict[str, str] = truth["texts_by_guid"]
    reposts: dict[str, str] = truth["reposts"]
    number = {guid: at for at, guid in enumerate(texts, 1)}
    posts = [_post(number[guid], text, source_id=guid, source="feeds.example") for guid, text in texts.items()]
    run = Run(posts)

    def first(guid: str) -> str:
        while guid in reposts:
            guid = reposts[guid]
        return guid

    found = sum(run.story[number[guid]] == run.story[number[of]] for guid, of in reposts.items())
    joined = [guid for guid in texts if run.joined[number[guid]] is not Joined.FIRST]
    founders = {number[guid]: guid for guid in texts}
    wrong = sum(first(founders[run.story[number[guid]]]) != first(guid) for guid in joined)
    share = wrong / len(joined)
    print(f"feeds, {len(posts):,} posts, {len(reposts):,} reposts: recall {found / len(reposts):.4f}, ", end="")
    print(f"wrongly joined {wrong} of {len(joined):,} ({share:.2%}); {run.speed:,.0f} posts/s; {_how(run)}")
    cut = [guid for guid, of in reposts.items() if texts[guid].endswith("…") and not texts[of].endswith("…")]
    kept = [guid for guid in cut if run.story[number[guid]] == run.story[number[reposts[guid]]]]
    print(f"  cut to 60-90 %: {len(kept):,} of {len(cut):,} found")


def shortened(folder: Path) -> None:
    """Texts of the generator that come again changed: what share is found."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    texts = [text for guid, text in truth["texts_by_guid"].items() if guid not in truth["reposts"]][:5_000]
    rng, pool = random.Random(3), "".join(texts)
    changes: dict[str, Callable[[str], str]] = {
        "60 % and …": lambda text: text[: int(len(text) * 0.6)] + "…",
        "60 % without a sign": lambda text: text[: int(len(text) * 0.6)],
        "30 % and …": lambda text: text[: int(len(text) * 0.3)] + "…",
        "words before it": lambda text: f"今天看到这条消息我很震惊，{text}",
        "one character of ten changed": lambda text: "".join(
            c if rng.random() > 0.1 else rng.choice(pool) for c in text
        ),
    }
    for name, change in changes.items():
        posts = [_post(at, text, source_id=f"Z{at:08}") for at, text in enumerate([*texts, *map(change, texts)], 1)]
        run = Run(posts)
        found = sum(run.story[at] == run.story[at + len(texts)] for at in range(1, len(texts) + 1))
        print(f"  {name}: {found / len(texts):.3f} of {len(texts):,} found; {run.speed:,.0f} posts/s")


def _how(run: Run) -> str:
    return ", ".join(f"{how.value} {count:,}" for how, count in sorted(run.how.items()))


def chains(*, parents: bool, shuffled: bool) -> None:
    """The known chains of Weibo: with the platform's word for them, or with words alone."""
    with gzip.open(_CASCADES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if shuffled:
        random.Random(1).shuffle(rows)
    posts = [
        _post(at, row["text"], source_id=row["mid"], parent=row.get("parent", "") if parents else "")
        for at, row in enumerate(rows, 1)
    ]
    run = Run(posts)
    event = {at: row["event"] for at, row in enumerate(rows, 1)}
    first = {row["event"]: at for at, row in enumerate(rows, 1) if "parent" not in row}
    home = sum(run.story[at] == run.story[first[event[at]]] for at in event) / len(event)
    joined = sum(run.joined[at] is not Joined.FIRST for at in event)
    same = _same_rumours({name: rows[at - 1]["text"] for name, at in first.items()})
    print(
        f"chains, parents {'told' if parents else 'hidden'}{', shuffled' if shuffled else ''}: "
        f"{home:.2%} in the story of their event's first post; {joined:,} joined; {_mixed(run, event)}, "
        f"and {_mixed(run, {at: same[name] for at, name in event.items()})} where events of one text count as one; "
        f"{run.speed:,.0f} posts/s; {_how(run)}"
    )


def _mixed(run: Run, event: Mapping[int, str]) -> str:
    """Posts that lie in a story with more of another event than of theirs."""
    events: dict[int, Counter[str]] = {}
    for at, story in run.story.items():
        events.setdefault(story, Counter())[event[at]] += 1
    wrong = sum(count.total() - max(count.values()) for count in events.values())
    return f"{wrong:,} with another event ({sum(len(count) > 1 for count in events.values())} stories)"


def _same_rumours(texts: Mapping[str, str]) -> dict[str, str]:
    """Events whose first posts have mostly the same text (told by difflib, not by us): one name for each group."""
    named: dict[str, str] = {}
    for name, text in sorted(texts.items()):
        like = (other for other in named if _resemblance(texts[other], text) > 0.6)
        named[name] = named.get(next(like, ""), name)
    return named


def _resemblance(one: str, other: str) -> float:
    return max(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in ((one, other), (other, one)))


def grow(count: int) -> None:
    """A window that fills and then stays full: speed, memory, and how long a start takes to fill it again."""
    rng = random.Random(5)
    joiner, memory, before, speeds = Joiner(count), _Blank(), _rss(), []
    rows: list[tuple[int, int, str]] = []
    for start in range(0, count + 20_000, _BATCH):
        batch = [_post(at, _made(rng), source_id=f"Z{at:08}") for at in range(start + 1, start + 1 + _BATCH)]
        begun = time.process_time()
        joiner.place(batch, memory)
        joiner.kept()
        speeds.append(_BATCH / (time.process_time() - begun))
        rows += [(post.id, post.id, post.text) for post in batch]
        if start + _BATCH in (20_000, 100_000, count, count + 20_000):
            texts = sum(sys.getsizeof(row) + sys.getsizeof(row[2]) for row in rows) / 1e6
            speed, taken = statistics.median(speeds[-20:]), _rss() - before - texts
            print(f"window, {start + _BATCH:,} founders: {speed:,.0f} posts/s, {taken:,.0f} MB")
    begun = time.process_time()
    Joiner(count).load(reversed(rows[-count:]))
    print(f"  filled again with {count:,} in {time.process_time() - begun:.1f} s")


class _Blank(Memory):
    """A store that has never seen anything, so that only the window takes memory."""

    def keep(self, posts: Sequence[Post], placed: Placed) -> None:
        """Forgets it."""


def _made(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return " ".join("".join(rng.choices("etaoinshrdlu", k=rng.randint(2, 8))) for _ in range(rng.randint(12, 45)))
    return "".join(chr(0x4E00 + int(2_500 * rng.random() ** 2)) for _ in range(rng.randint(40, 160)))


def one_story(count: int = 200_000) -> None:
    """Reposts of one post, a thousand a batch: placing them and counting them."""
    memory, joiner = Memory(), Joiner()
    first = _post(1, _made(random.Random(1)), source_id="Z00000001")
    memory.keep([first], joiner.place([first], memory))
    story, placing, growing = founded(first, digest(first).hex()), 0.0, 0.0
    for start in range(2, count, _BATCH):
        batch = [
            _post(at, "转发微博", source_id=f"Z{at:08}", parent="Z00000001") for at in range(start, start + _BATCH)
        ]
        begun = time.process_time()
        places = joiner.place(batch, memory).places
        middle = time.process_time()
        story = grown(story, [replace(post, joined=at.joined) for post, at in zip(batch, places, strict=True)])
        placing, growing = placing + middle - begun, growing + time.process_time() - middle
    print(
        f"one story of {story.posts:,} posts: placed at {count / placing:,.0f}/s, grown at {count / growing:,.0f}/s"
    )


def _rss() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


def main() -> None:
    """Runs it all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("feeds", type=Path)
    arguments.add_argument("--grow", type=int, default=200_000)
    told = arguments.parse_args()
    feeds(told.feeds)
    shortened(told.feeds)
    if _CASCADES.exists():
        for shuffled in (False, True):
            chains(parents=True, shuffled=shuffled)
            chains(parents=False, shuffled=shuffled)
    one_story()
    grow(told.grow)


if __name__ == "__main__":
    main()
