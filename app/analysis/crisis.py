# SPDX-License-Identifier: Apache-2.0
"""Which type of crisis the posts of a window speak for, from written signs and a model together; or none.

Called by :mod:`app.analysis.overview`. Each text votes: the model (:mod:`app.analysis.crisis_model`) says how likely
each type is by all its words, its signs (:mod:`app.analysis.signs`) make that louder. A mere repost votes with what
it reposts. The trap: without signs in enough posts of enough voices, and a clear lead, nothing is suggested, however
sure the model is; a suggestion is shown with its reasons, and the reasons are the signs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.corpus import Corpus
from app.analysis.crisis_model import likelihoods
from app.analysis.signs import TYPES, Found, Sign, find, signs, strengths
from app.analysis.voices import key_of
from app.posts.post import Joined, Mood, Post
from app.room.words import CrisisType

FEWEST_POSTS: Final = 5
FEWEST_VOICES: Final = 3
_FEWEST_TEXTS: Final = 3
_LEAST: Final = 0.05
_LEAD: Final = 1.3
_BESIDE: Final = 0.6  # of the leader's loudness makes another type worth a mention
_ANY_CRISIS_IS_TALKED_OF: Final = 0.5  # “is it true?” is asked of any news
_FEWEST_MOODS: Final = 10
_GLAD: Final = 1.5
_BASE: Final = 2.96  # fitted on events judged by reading them: see the model card
_BY_LOUDNESS: Final = 0.47
_SUREST: Final = 0.9
_HALF_SURE: Final = 3.0  # posts with signs at which half of that is left: few posts make nobody sure
_REASONS: Final = 8
_FINER_LEAD: Final = 1.25
_MODEL: Final = 0.5  # it learned from signs, not from people: trusted half
_LOUDER: Final = 1.2
_LOUDEST: Final = 6.0
_VOTES: Final = 0.5
_AT_ONCE: Final = 4_000


@dataclass(frozen=True, slots=True)
class TypeReason:
    """A sign that was seen, and in how many posts (reposts of them too)."""

    word: str
    posts: int


@dataclass(frozen=True, slots=True)
class TypeSuggestion:
    """A crisis type the posts speak for, best first.

    `confidence` 0 to 1; `finer` the key of a finer kind ('' where none is clear): its name is the message
    `terms-finer-<key>`, with hyphens for underscores. `share` is the share of posts that speak for it, 0 to 1.
    """

    type: CrisisType
    confidence: float
    finer: str
    share: float
    reasons: tuple[TypeReason, ...]


@dataclass(frozen=True, slots=True)
class _Votes:
    """For each text of the window: who says it (reposts too), what that weighs, and how it votes."""

    posts: Sequence[Sequence[Post]]
    weight: NDArray[np.float64]
    votes: NDArray[np.float64]
    found: Found


def types(corpus: Corpus) -> tuple[TypeSuggestion, ...]:
    """The type with a clear lead, then others that come near; empty where there is too little to go by."""
    if not corpus.window:
        return ()
    cast = _cast(corpus)
    shares = _shares(cast)
    loud = np.sqrt(shares.weight * shares.posts)
    loud[TYPES.index(CrisisType.PUBLIC_OPINION)] *= _ANY_CRISIS_IS_TALKED_OF
    order = [int(kind) for kind in np.argsort(-loud, kind="stable")]
    first = order[0]
    if loud[first] < _LEAD * loud[order[1]] or _is_glad(corpus):
        return ()
    near = [kind for kind in order if loud[kind] >= _BESIDE * loud[first]]
    return tuple(_suggestion(cast, kind, loud, shares) for kind in near if _enough(cast, kind, float(loud[kind])))


@dataclass(frozen=True, slots=True)
class _Shares:
    """For each type the share of weight and of posts (reposts too) that vote for it."""

    weight: NDArray[np.float64]
    posts: NDArray[np.float64]


def _shares(cast: _Votes) -> _Shares:
    speaking = cast.votes[:, : len(TYPES)] >= _VOTES
    posts = np.array([len(said) for said in cast.posts], np.float64)
    return _Shares(cast.weight @ speaking / cast.weight.sum(), posts @ speaking / posts.sum())


def _is_glad(corpus: Corpus) -> bool:
    """Whether many more posts are glad than not: fans of a singer talk of fame and money too, without any crisis."""
    moods = Counter(post.mood for text in corpus.texts[: corpus.window] for post in text.posts)
    return moods[Mood.POSITIVE] >= _FEWEST_MOODS and moods[Mood.POSITIVE] > _GLAD * moods[Mood.NEGATIVE]


def _cast(corpus: Corpus) -> _Votes:
    texts = [text.own for text in corpus.texts[: corpus.window]]
    found = find(texts)
    loud = np.minimum(strengths(found, len(texts)), _LOUDEST)
    odds = np.log(np.concatenate([likelihoods(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]))
    odds = _MODEL * odds
    odds[:, : len(TYPES)] += _LOUDER * loud
    odds -= odds.max(axis=1, keepdims=True)
    votes = np.exp(odds)
    votes /= votes.sum(axis=1, keepdims=True)
    echoes = _echoes(corpus)
    weight = corpus.weight[: corpus.window] + np.log2(1 + np.array([len(echo) for echo in echoes]))
    said = [(*text.posts, *echo) for text, echo in zip(corpus.texts, echoes, strict=False)]
    return _Votes(said, weight, votes, found)


def _echoes(corpus: Corpus) -> list[list[Post]]:
    """For each text of the window the mere reposts of it."""
    founded: dict[int, int] = {}
    for number, text in enumerate(corpus.texts[: corpus.window]):
        for post in text.posts:
            if post.joined is Joined.FIRST and post.story:
                founded[post.story] = number
    echoes: list[list[Post]] = [[] for _ in range(corpus.window)]
    for post in corpus.silent:
        if post.story in founded:
            echoes[founded[post.story]].append(post)
    return echoes


def _signed(cast: _Votes, kind: int) -> dict[int, set[int]]:
    """Sign of a type → the texts that hold it and vote for the type."""
    listed = signs()
    found: dict[int, set[int]] = {}
    for text, sign in zip(cast.found.text.tolist(), cast.found.sign.tolist(), strict=True):
        if listed[sign].type is TYPES[kind] and cast.votes[text, kind] >= _VOTES:
            found.setdefault(sign, set()).add(text)
    return found


def _enough(cast: _Votes, kind: int, loud: float) -> bool:
    """Whether enough posts of enough voices in enough wordings hold signs of it, and it is loud enough."""
    texts = set[int]().union(*_signed(cast, kind).values())
    posts = [post for text in texts for post in cast.posts[text]]
    many = len(posts) >= FEWEST_POSTS and len({key_of(post) for post in posts}) >= FEWEST_VOICES
    return many and len(texts) >= min(_FEWEST_TEXTS, len(cast.posts)) and loud >= _LEAST


def _suggestion(cast: _Votes, kind: int, loud: NDArray[np.float64], shares: _Shares) -> TypeSuggestion:
    signed = _signed(cast, kind)
    counts: dict[str, int] = {}
    for sign, texts in signed.items():
        word = signs()[sign].shown
        counts[word] = max(counts.get(word, 0), sum(len(cast.posts[text]) for text in texts))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    signed_posts = sum(len(cast.posts[text]) for text in set[int]().union(*signed.values()))
    return TypeSuggestion(
        type=TYPES[kind],
        confidence=_confidence(float(loud[kind]), float(loud.max()), signed_posts),
        finer=_finer(cast, signed),
        share=float(shares.posts[kind]),
        reasons=tuple(TypeReason(word, count) for word, count in ranked[:_REASONS]),
    )


def _confidence(loud: float, loudest: float, posts: int) -> float:
    """How often a suggestion as loud as this was right; less for few posts, and beside a louder type."""
    alone = min(_SUREST, 1 / (1 + exp(-(_BASE + _BY_LOUDNESS * log(loud))))) * posts / (posts + _HALF_SURE)
    return alone if loud >= loudest else alone * loud / (loud + loudest)


def _finer(cast: _Votes, signed: dict[int, set[int]]) -> str:
    """The finer kind most is said of, where that is clear."""
    said: dict[str, float] = {}
    listed: Sequence[Sign] = signs()
    for sign, texts in signed.items():
        loud = (listed[sign].weight - 0.5) * sum(float(cast.weight[text]) for text in texts)
        said[listed[sign].finer] = said.get(listed[sign].finer, 0.0) + loud
    ranked = sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _FINER_LEAD * ranked[1][1]):
        return ""
    return ranked[0][0]
