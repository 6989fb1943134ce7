# SPDX-License-Identifier: Apache-2.0
"""How fast 5,000 keywords are found, against pyahocorasick; how many planted evasions are; how much too much.

    python -m tests.benchmarks.bench_keywords [--posts 20000] [--planted 1500]

Posts are real where `../shared/data` lies beside the checkout (82 % Weibo, 18 % airline tweets; neighbours joined
until they have some 100 characters), made up of words otherwise. Keywords: 4,000 words of 2 to 6 Han drawn from
pypinyin's list of phrases, 1,000 English words drawn from the tweets. Speeds are CPU seconds on one core in batches
of 500, the best of seven rounds, all programs in turn. "Stage" lists hits with their places, as pyahocorasick does
(not ours: pip install it); the other lines answer with mentions, as the program does. An evasion counts as found
where a hit of that very keyword lies within what was planted.
"""

import argparse
import gzip
import json
import random
import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import opencc
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from app.posts.post import Exactness, Post
from app.posts.watches.finder import Finder
from app.posts.watches.letters import is_han
from app.posts.watches.matcher import Matcher
from app.posts.watches.rules import read_rules
from app.posts.watches.verdicts import Judgement
from app.posts.watches.watch import Watch

_DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
_WHEN: Final = datetime(2026, 11, 22, tzinfo=UTC)
_BATCH: Final = 500
_ROUNDS: Final = 7


@dataclass(frozen=True, slots=True)
class Material:
    """What is looked through and what is looked for."""

    posts: list[Post]
    chinese: list[str]
    english: list[str]
    real: bool


def material(count: int) -> Material:
    """Posts and keywords, the same in every run."""
    chance = random.Random(4)
    phrases = sorted(word for word in PHRASES_DICT if 2 <= len(word) <= 6 and all(map(is_han, word)))
    real = (_DATA / "posts" / "weibo-cascades.jsonl.gz").is_file()
    chinese, english = (_weibo(), _tweets()) if real else (_made_up(phrases, chance), _made_up(_ENGLISH, chance))
    words = sorted({word.lower() for text in english for word in re.findall(r"[A-Za-z]{4,12}", text)})
    chance.shuffle(chinese)
    chance.shuffle(english)
    texts = [*_long_enough(chinese, count * 82 // 100), *_long_enough(english, count - count * 82 // 100)]
    chance.shuffle(texts)
    keywords = chance.sample(phrases, 4_000), chance.sample(words, min(1_000, len(words)))
    return Material([_post(text) for text in texts], *keywords, real)


_ENGLISH: Final = [f"{a}{b}" for a in ("refund", "delay", "cancel", "crash", "leak", "recall", "sue", "boycott")
                   for b in ("ed", "s", "ing", "er", "able", "less", "ation", "ment", "ful", "wise")]  # fmt: skip


def _weibo() -> list[str]:
    files = [_DATA / "posts" / "weibo-cascades.jsonl.gz"]
    names = ("zh_weibo2018", "zh_smp_usual", "zh_smp_virus")
    files += [_DATA / "sentiment" / f"{name}.train.jsonl.gz" for name in names]
    texts = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    return [text for text in texts if len(text) > 5]


def _tweets() -> list[str]:
    with gzip.open(_DATA / "sentiment" / "en_airline.train.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    with gzip.open(_DATA / "sentiment" / "en_tweeteval.train.jsonl.gz", "rt", encoding="utf-8") as lines:
        return texts + [json.loads(line)["text"] for line in lines]


def _made_up(words: Sequence[str], chance: random.Random) -> list[str]:
    glue = "" if is_han(words[0][0]) else " "
    return [glue.join(chance.choices(words, k=14 if glue else 30)) for _ in range(20_000)]


def _long_enough(texts: list[str], count: int) -> Iterator[str]:
    at = 0
    for _ in range(count):
        text = texts[at % len(texts)]
        while len(text) < 90:
            at += 1
            text += " " + texts[at % len(texts)]
        at += 1
        yield text[:110]


def _post(text: str) -> Post:
    return Post(source="weibo", posted_at=_WHEN, arrived_at=_WHEN, text=unicodedata.normalize("NFC", text))


def _watch(words: Sequence[str], attribute: str) -> Watch:
    return Watch(name="All", rules="".join(f"{word} | {attribute}\n" for word in words))


# --- speed


def speeds(given: Material) -> None:
    """Ours at each reach, and the peer, in turn."""
    words = [*given.chinese, *given.english]
    levels = (("exact", "精确"), ("folded", "折叠"), ("homophone", "同音"), ("all", "差一字"))
    runs: dict[str, Callable[[], int]] = {"Fenghuo, exact stage": _stage(words, given.posts)}
    for name, attribute in levels:
        runs[f"Fenghuo, {name}"] = _ours(Matcher([_watch(words, attribute)]), given.posts)
    if (peer := _peer(words, given.posts)) is not None:
        runs["pyahocorasick"] = peer
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for name, run in runs.items():
            start = time.process_time()
            run()
            took[name].append(time.process_time() - start)
    rates = {name: len(given.posts) / min(seconds) for name, seconds in took.items()}
    for name, rate in rates.items():
        print(f"{name:22} {rate:9,.0f} posts/s   ({runs[name]():,} posts or hits)")
    if peer is not None:
        print(f"exact stage / pyahocorasick: {rates['Fenghuo, exact stage'] / rates['pyahocorasick']:.1f}x (reach 8)")
    print(f"all stages: {rates['Fenghuo, all']:,.0f} posts/s (reach 30,000)")


def _ours(matcher: Matcher, posts: list[Post]) -> Callable[[], int]:
    def run() -> int:
        batches = (posts[first : first + _BATCH] for first in range(0, len(posts), _BATCH))
        return sum(bool(mentions) for batch in batches for mentions in matcher.mentions(batch))

    return run


def _stage(words: Sequence[str], posts: list[Post]) -> Callable[[], int]:
    finder = Finder(Judgement([_watch(words, "精确")]).uses)

    def run() -> int:
        batches = (posts[first : first + _BATCH] for first in range(0, len(posts), _BATCH))
        return sum(len(finder.find(batch).starts) for batch in batches)

    return run


def _peer(words: Sequence[str], posts: list[Post]) -> Callable[[], int] | None:
    try:
        import ahocorasick  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        print("pyahocorasick is not installed: no comparison")
        return None
    automaton: Any = ahocorasick.Automaton()
    for number, word in enumerate(words):
        automaton.add_word(word, number)
    automaton.make_automaton()
    return lambda: sum(len(list(automaton.iter(post.text))) for post in posts)


def building(given: Material) -> None:
    """How long reading rules and building take."""
    watch = _watch([*given.chinese, *given.english], "差一字")
    for name, make in (("read_rules", lambda: read_rules(watch.rules)), ("Matcher", lambda: Matcher([watch]))):
        took = []
        for _ in range(3):
            start = time.process_time()
            make()
            took.append(time.process_time() - start)
        print(f"{name} of 5,000 keywords: {took[0]:.3f} s the first time, then {min(took[1:]):.3f} s")


# --- evasions


def evasions(given: Material, planted: int) -> None:
    """The share of planted evasions that is found, by kind."""
    chance = random.Random(8)
    matcher = Matcher([_watch([*given.chinese, *given.english], "差一字")])
    clean = [post.text for post in given.posts[: planted * 2]]
    for name, (words, change) in _kinds(given, chance).items():
        found = tried = 0
        while tried < planted:
            word = chance.choice(words)
            evaded = change(word)
            if evaded == word:
                continue
            text = chance.choice(clean)
            at = chance.randrange(len(text) + 1)
            whole = f"{text[:at]} {evaded} {text[at:]}"
            hits = matcher.hits(_post(whole))
            found += any(h.keyword == word and at < h.end and h.start <= at + 1 + len(evaded) for h in hits)
            tried += 1
        print(f"{name:28} {found / tried:.3f} of {tried:,}")


def _kinds(given: Material, chance: random.Random) -> dict[str, tuple[list[str], Callable[[str], str]]]:
    chinese, both = given.chinese, [*given.chinese, *given.english]
    sounding = [word for word in chinese if len(word) >= 3]
    long = [word for word in chinese if len(word) >= 4]
    alike = _alike(given)
    traditional = opencc.OpenCC("s2t")

    def between(signs: str) -> Callable[[str], str]:
        return lambda word: "".join(one + chance.choice(signs) for one in word[:-1]) + word[-1]

    def sound(word: str, times: int) -> str:
        said, places = lazy_pinyin(word, style=Style.NORMAL), list(range(len(word)))
        chance.shuffle(places)
        for place in places[:times]:
            others = [one for one in alike[said[place]] if one != word[place]]
            word = word[:place] + (chance.choice(others) if others else word[place]) + word[place + 1 :]
        return word

    def stray(word: str) -> str:
        place, how = chance.randrange(1, len(word) - 1), chance.randrange(3)
        return word[:place] + ("", "啊", "啊" + word[place])[how] + word[place + 1 :]

    return {
        "punctuation between": (both, between("-.*·~_、，+|")),
        "full-width letters": (given.english, lambda word: "".join(chr(ord(one) + 0xFEE0) for one in word)),
        "full-width spaces": (both, between("\u3000")),
        "zero-width": (both, between("\u200b\u200c\u200d\u2060\ufeff")),
        "traditional": (chinese, traditional.convert),
        "emoji between": (both, between("🔥😡🐶❤💩👍")),
        "one homophone, >= 3 Han": (sounding, lambda word: sound(word, 1)),
        "all homophones, >= 3 Han": (sounding, lambda word: sound(word, len(word))),
        "one edit inside, >= 4 Han": (long, stray),
    }


def _alike(given: Material) -> dict[str, list[str]]:
    """Characters that people write, by their most common sound."""
    written = {one for post in given.posts for one in post.text}
    seen = sorted(one for one in written if "\u4e00" <= one <= "\u9fff" and ord(one) in PINYIN_DICT)
    alike: dict[str, list[str]] = defaultdict(list)
    for one in seen:
        alike[lazy_pinyin(one, style=Style.NORMAL)[0]].append(one)
    return alike


def too_much(given: Material) -> None:
    """Hits that only the further stages bring in posts nobody tampered with."""
    matcher = Matcher([_watch([*given.chinese, *given.english], "差一字")])
    posts = given.posts[:10_000]
    counts: dict[Exactness, int] = defaultdict(int)
    for post in posts:
        for hit in matcher.hits(post):
            counts[hit.exactness] += 1
    told = ", ".join(f"{level} {counts[level] * 1_000 / len(posts):.1f}" for level in counts)
    print(f"hits per 1,000 clean posts: {told} (homophone: at most 80)")
    lengths = [len(word) for word in given.chinese]
    sounding, straying = sum(length >= 3 for length in lengths), sum(length >= 4 for length in lengths)
    print(f"Chinese keywords that may sound alike: {sounding:,}; one edit away: {straying:,}")


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--planted", type=int, default=1_500)
    args = parser.parse_args()
    given = material(args.posts)
    size = sum(len(post.text) for post in given.posts) / len(given.posts)
    print(f"{len(given.posts):,} posts of {size:.0f} characters, {'real' if given.real else 'made up'}")
    building(given)
    speeds(given)
    too_much(given)
    evasions(given, args.planted)


if __name__ == "__main__":
    main()
