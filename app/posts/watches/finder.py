# SPDX-License-Identifier: Apache-2.0
"""Which lines of the rules hit which posts: words and patterns looked for in the fields they ask for.

Made by the matcher. The trap: several lines may ask for the same word, each with its own field; it is looked for once
in each field that any line asks for.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

import numpy as np

from app.posts.post import Exactness, Post
from app.posts.watches.forms import Numbers, Several
from app.posts.watches.regexes import Patterns
from app.posts.watches.rules import Field, Form
from app.posts.watches.search import Hits, Search, Word, word_of
from app.posts.watches.verdicts import Sign, Use

_EXACTNESS: Final = tuple(Exactness)
_FIELDS: Final = tuple(Field)
_READ: Final = {
    Field.TEXT: attrgetter("text"),
    Field.AUTHOR: attrgetter("author"),
    Field.SOURCE: attrgetter("source"),
}


class Found(NamedTuple):
    """Side by side: the post, the use, the place of the exactness, `[starts, ends)` in the field the use asks for."""

    posts: Numbers
    uses: Numbers
    nearness: Numbers
    starts: Numbers
    ends: Numbers


class _Asked:
    """What is looked for, each thing once, and the uses that ask for it."""

    def __init__(self, uses: Sequence[Use], asked: Iterable[Sequence[int]]) -> None:
        several = list(asked)
        self.uses = Several(several)
        known = {uses[number].keyword.field for some in several for number in some}
        self.fields = [field for field in _FIELDS if field in known]

    def texts(self, posts: Sequence[Post]) -> list[str]:
        """The texts to be looked through: those of one field after those of another."""
        return [text for field in self.fields for text in map(_READ[field], posts)]


class Finder:
    """Looks for what some uses ask for; their places in the sequence tell them."""

    def __init__(self, uses: Sequence[Use]) -> None:
        self._uses = uses
        self._fields = np.array([_FIELDS.index(use.keyword.field) for use in uses], np.int64)
        self._nearness = np.array([use.nearness for use in uses], np.int64)
        words: dict[Word, list[int]] = {}
        patterns: dict[str, list[int]] = {}
        for number, use in enumerate(uses):
            if use.keyword.form is Form.PATTERN:
                patterns.setdefault(use.keyword.text, []).append(number)
            else:
                words.setdefault(word_of(use.keyword.text, use.keyword.reach), []).append(number)
        self._words, self._patterns = _Asked(uses, words.values()), _Asked(uses, patterns.values())
        self._search = Search(list(words)) if words else None
        self._matching = Patterns(list(patterns)) if patterns else None

    def find(self, posts: Sequence[Post]) -> Found:
        """All hits, in no order. Raises CrowdedError for several posts that hold too much."""
        found = []
        if self._search is not None:
            found.append(self._of(self._words, self._search.find(self._words.texts(posts)), len(posts)))
        if self._matching is not None:
            found.append(self._of(self._patterns, _matches(self._matching, self._patterns.texts(posts)), len(posts)))
        return found[0] if len(found) == 1 else Found(*map(np.concatenate, zip(*found, strict=True)))

    def signs(self, post: Post) -> list[Sign]:
        """All hits in one post."""
        columns = self.find([post])[1:]
        return [
            Sign(use := self._uses[number], _EXACTNESS[near], use.keyword.field, start, end)
            for number, near, start, end in zip(*(column.tolist() for column in columns), strict=True)
        ]

    def _of(self, asked: _Asked, hits: Hits, posts: int) -> Found:
        """The uses that ask for what hit, in this field and this nearly."""
        which, uses = asked.uses.of(hits.words)
        texts, nearness = hits.texts[which], hits.nearness[which]
        kept = nearness <= self._nearness[uses]
        if len(asked.fields) > 1:
            kept &= np.array([_FIELDS.index(field) for field in asked.fields])[texts // posts] == self._fields[uses]
        which = which[kept]
        return Found(texts[kept] % posts, uses[kept], nearness[kept], hits.starts[which], hits.ends[which])


def _matches(patterns: Patterns, texts: Sequence[str]) -> Hits:
    rows = [(number, *hit) for number, text in enumerate(texts) for hit in patterns.find(text)]
    owners, numbers, starts, ends = np.array(rows, np.int64).reshape(-1, 4).T
    return Hits(owners, numbers, np.zeros_like(owners), starts, ends)
