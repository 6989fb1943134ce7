# SPDX-License-Identifier: Apache-2.0
"""What the posts of a window amount to: hot terms, what people ask, who is talking, what type of crisis it may be.

The one entrance for the window and the command line; takes seconds, so it is called on a worker. The trap: of very
many posts only some are read, evenly over the span: every count is one of `read` posts, not of `all`.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from app.analysis.asks import Ask, asks
from app.analysis.corpus import Corpus
from app.analysis.crisis import TypeSuggestion, types
from app.analysis.cutting import Cutter
from app.analysis.terms import Term, candidates, hot_terms
from app.analysis.voices import Voices, voices
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.question import Order, Question
from app.posts.sentiment.feeling import MoodWord

_SHORTEST: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found in `read` of `all` posts. Everything is empty where there are none.

    `compared` are the posts read of the baseline: 0 where there is nothing to compare with.
    """

    read: int
    all: int
    terms: tuple[Term, ...]
    asks: tuple[Ask, ...]
    voices: Voices
    types: tuple[TypeSuggestion, ...]
    compared: int


def overview(
    store: PostStore,
    question: Question,
    *,
    baseline: tuple[datetime, datetime] | None,
    words: Sequence[MoodWord],
    names: Sequence[str],
    most: int = 20_000,
) -> Overview:
    """Reads the posts that fit `question`, and as long a time before (or `baseline`, since and until), and sums up.

    `names` (keywords of watches) and own `words` are kept whole. Raises what the store raises, UserError for a
    question whose words hold nothing to look for.
    """
    read, every = _read(store, question, most)
    before = _before(question, read, baseline)
    compared = _read(store, before, most)[0] if before is not None else []
    corpus = Corpus(read, compared, Cutter((*names, *(word.word for word in words))))
    found = candidates(corpus)
    return Overview(
        read=len(read),
        all=every,
        terms=hot_terms(corpus, found, words),
        asks=asks(corpus, found),
        voices=voices(read),
        types=types(corpus),
        compared=len(compared),
    )


def _read(store: PostStore, question: Question, most: int) -> tuple[list[Post], int]:
    """At most so many posts, every n-th of those that fit, and how many fit."""
    ids = store.find(replace(question, order=Order.NEWEST))
    chosen = ids if len(ids) <= most else array("q", (ids[number * len(ids) // most] for number in range(most)))
    return store.get(chosen), len(ids)


def _before(question: Question, read: Sequence[Post], baseline: tuple[datetime, datetime] | None) -> Question | None:
    """What the window is compared with: the same question before it; of a story, everything said then.

    None where the window has no beginning or nothing was read.
    """
    if baseline is None:
        if question.since is None or not read:
            return None
        until = question.until or max(post.posted_at for post in read)
        baseline = (question.since - max(until - question.since, _SHORTEST), question.since)
    return replace(question, since=baseline[0], until=baseline[1], story=0)
