# SPDX-License-Identifier: Apache-2.0
"""The posts of a window and of its baseline as arrays of tokens, in which terms can be counted at once.

Made by :mod:`app.analysis.overview`, read by terms and asks. A *text* is what one or many posts say in the same
words; it is cut once. The trap: there are two counts. `posts` is how many say it; `weight` is what that is worth:
of n posts with the same words or of one story, or n posts of one voice, each counts (1 + log2 n) / n, so that neither
a text copied 10,000 times nor one voice drowns everybody else.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from math import log2
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.analysis.cutting import BREAK, Cutter, Role
from app.posts.authored import own
from app.posts.post import Joined, Post

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
_LATE: Final = 0.75
_SHORTEST_PLURAL: Final = 4
_NO_PLURALS: Final = ("ss", "us", "is")


class Text(NamedTuple):
    """What some posts say in the same words; `own` is folded."""

    own: str
    posts: list[Post]
    weight: float


class _Vocabulary(dict[str, int]):
    """Numbers tokens as they come; 0 is the break."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


class Corpus:
    """Texts of the window first (`texts[:window]`), then those of the baseline, and all their tokens in one row.

    `token` and `text` are as long as there are tokens; `words` names each token's number, `role` what it may be.
    `silent` are posts of the window without words of their own: mere reposts.
    """

    def __init__(self, window: Sequence[Post], baseline: Sequence[Post], cutter: Cutter) -> None:
        self.cutter = cutter
        inside, self.silent = _texts(window)
        self.texts = [*inside, *_texts(baseline)[0]]
        self.window = len(inside)
        vocabulary = _Vocabulary({BREAK: 0})
        row: list[int] = []
        sizes: list[int] = []
        for text in self.texts:
            tokens = cutter.cut(text.own)
            row.extend(map(vocabulary.__getitem__, tokens))
            row.append(0)
            sizes.append(len(tokens) + 1)
        same = _singular(vocabulary, cutter)
        self.words = list(vocabulary)
        self.role = np.fromiter((cutter.role(word) for word in self.words), np.int8, len(self.words))
        self.token: Ints = same[np.array(row, np.int64)] if row else np.zeros(0, np.int64)
        self.text: Ints = np.repeat(np.arange(len(sizes)), sizes)
        self.weight: Floats = np.array([text.weight for text in self.texts])
        self.posts: Floats = np.array([len(text.posts) for text in self.texts], np.float64)
        self.late: Floats = _late(inside, window)

    def sums(self, term: Ints, text: Ints, terms: int, worth: Floats) -> tuple[Floats, Floats]:
        """For each term what its texts are worth, in the window and in the baseline. Pairs must be unique."""
        inside = text < self.window
        inner: Floats = np.bincount(term[inside], worth[text[inside]], terms).astype(np.float64)
        outer: Floats = np.bincount(term[~inside], worth[text[~inside]], terms).astype(np.float64)
        return inner, outer


def unique_pairs(term: Ints, text: Ints, texts: int) -> tuple[Ints, Ints]:
    """Each (term, text) once."""
    key = np.unique(term * texts + text)
    return key // max(1, texts), key % max(1, texts)


def _texts(posts: Sequence[Post]) -> tuple[list[Text], list[Post]]:
    """What is said, and the posts that say nothing."""
    known: dict[str, str] = {}
    said: dict[str, list[Post]] = {}
    for post in posts:
        words = known.get(post.text)
        if words is None:
            words = known[post.text] = own(post.text)
        said.setdefault(words, []).append(post)
    silent = said.pop("", [])
    stories = Counter(map(_told_in, posts))
    authors = Counter((post.source, post.author) for post in posts if post.author)
    texts = []
    for words, saying in said.items():
        copies = _worth(len(saying))
        weight = 0.0
        for post in saying:
            story = _told_in(post)
            voice = authors.get((post.source, post.author), 1)
            weight += min(copies, _worth(stories[story]) if story else 1.0, _worth(voice))
        texts.append(Text(words, saying, weight))
    return texts, silent


def _told_in(post: Post) -> int:
    """The story whose words these are; 0 where a repost says something of its own."""
    return 0 if post.joined is Joined.REPOST else post.story


@lru_cache(maxsize=4096)
def _worth(many: int) -> float:
    """What each of so many sayings of the same counts."""
    return (1 + log2(many)) / many


def _singular(vocabulary: _Vocabulary, cutter: Cutter) -> Ints:
    """For each token its number, for a plural that of the singular where that is written too."""
    same = np.arange(len(vocabulary))
    for word, number in vocabulary.items():
        if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" and word.isascii() and word.isalpha():
            one = vocabulary.get(word[:-1])
            if one is not None and not word.endswith(_NO_PLURALS) and cutter.role(word) is Role.WORD:
                same[number] = one
    return same


def _late(texts: Sequence[Text], posts: Sequence[Post]) -> Floats:
    """Of each text the posts of the last quarter of the span."""
    if not posts:
        return np.zeros(0)
    first, last = min(post.posted_at for post in posts), max(post.posted_at for post in posts)
    border: datetime = first + (last - first) * _LATE
    return np.array([sum(post.posted_at >= border for post in text.posts) for text in texts], np.float64)
