# SPDX-License-Identifier: Apache-2.0
"""Questions, complaints and demands picked out of the flood, grouped by what they are about.

Called by :mod:`app.analysis.overview`: the writer's list of what a statement must answer. Sentences are read, not
posts: a post may ask one thing and complain of another. What a sentence wants is told by `app.posts.complaints`. The
trap: groups of one kind share no sentence, so the most common subject takes all sentences that hold it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import log, log10
from typing import Final, NamedTuple

import numpy as np

from app.analysis.corpus import Corpus, Text, unique_pairs
from app.analysis.cutting import TAG, Cutter, Role, joined
from app.analysis.terms import EXAMPLES, Candidate, voices_of, written
from app.posts.authored import sentences
from app.posts.complaints import AskKind, kind_of, lexicon
from app.posts.fold import fold

MOST: Final = 40
_GROUPS_OF_A_KIND: Final = 16
_FEWEST_VOICES: Final = 2
_WORDS: Final = 5
_BESIDE: Final = 0.15  # of the group's sentences hold a word that is named with it
_ALWAYS_BESIDE: Final = 0.5
_OF_ALL: Final = 0.2  # a word in more of all texts than this is what everything is about
_FEW_TEXTS: Final = 30
_READABLE: Final = 16  # Chinese characters
_PHRASE_IS_CLEARER: Final = 1.5
_LEAST: Final = 1.01


@dataclass(frozen=True, slots=True)
class Ask:
    """What many ask about. `count` posts by `voices` authors; `words` the terms of the group, most telling first.

    `posts` are ids of examples, best (clear, short, far-reaching) first.
    """

    kind: AskKind
    subject: str
    count: int
    voices: int
    newest_at: datetime
    words: tuple[str, ...]
    posts: tuple[int, ...]


class _Sentence(NamedTuple):
    words: str
    text: int
    about: frozenset[str]


class _Subjects(NamedTuple):
    same: Mapping[str, str]
    none: frozenset[str]


@cache
def _subjects() -> _Subjects:
    part = lexicon()["subjects"]
    same = {fold(word): fold(group[0]) for group in part["same"] for word in group}
    return _Subjects(same, frozenset(map(fold, part["none"])))


def asks(corpus: Corpus, terms: Sequence[Candidate]) -> tuple[Ask, ...]:
    """What is asked in the window, most first, at most `MOST` groups. `terms` bring the phrases."""
    found: dict[AskKind, list[_Sentence]] = {kind: [] for kind in AskKind}
    usual = _spread(corpus)
    phrases = _Phrases(corpus, terms, usual)
    for number in range(corpus.window):
        for words in sentences(corpus.texts[number].own):
            kind = kind_of(words)
            if kind is None:
                continue
            about = phrases.of(words)
            if about:
                found[kind].append(_Sentence(words, number, about))
    groups = [ask for kind, said in found.items() for ask in _grouped(corpus, kind, said, usual)]
    return tuple(sorted(groups, key=lambda ask: (-ask.count, -ask.voices, ask.kind, ask.subject))[:MOST])


class _Phrases:
    """Reads what sentences are about: words, and those phrases that hot terms brought to light."""

    def __init__(self, corpus: Corpus, terms: Iterable[Candidate], usual: Counter[str]) -> None:
        self._cutter: Cutter = corpus.cutter
        most = _OF_ALL * corpus.window if corpus.window >= _FEW_TEXTS else corpus.window
        self._no_subjects = _subjects().none.union(word for word, texts in usual.items() if texts > most)
        self._openings: dict[str, list[tuple[str, ...]]] = {}
        for term in terms:
            parts = tuple(corpus.words[part] for part in term.parts)
            if len(parts) > 1:
                self._openings.setdefault(parts[0], []).append(parts)

    def of(self, sentence: str) -> frozenset[str]:
        """Its subjects, folded; names, stop words, what can be no subject and what everything is about left out."""
        tokens = self._cutter.cut(sentence)
        same = _subjects().same
        found = set()
        for place, token in enumerate(tokens):
            if token not in self._cutter.names and self._cutter.role(token) >= Role.WORD:
                found.add(_singular(token.removeprefix(TAG)))
            for parts in self._openings.get(token, ()):
                if tuple(tokens[place : place + len(parts)]) == parts:
                    found.add(joined(parts))
        return frozenset(same.get(word, word) for word in found) - self._no_subjects


def _singular(token: str) -> str:
    plural = token.isascii() and len(token) > 4 and token[-1] == "s" and token[-2] not in "sui"
    return token[:-1] if plural else token


def _spread(corpus: Corpus) -> Counter[str]:
    """In how many texts of the window each word stands."""
    spread: Counter[str] = Counter()
    same = _subjects().same
    inside = corpus.text < corpus.window
    tokens, _ = unique_pairs(corpus.token[inside], corpus.text[inside], len(corpus.texts))
    for word, texts in zip(corpus.words, np.bincount(tokens, minlength=len(corpus.words)).tolist(), strict=True):
        spread[same.get(word, word)] += texts
    return spread


# ------------------------------------------------------------------------------------------------------- grouping


def _grouped(corpus: Corpus, kind: AskKind, said: list[_Sentence], usual: Counter[str]) -> Iterator[Ask]:
    """Again and again the subject that most tellingly names the sentences left, with all of them."""
    left = said
    weights: dict[str, float] = {}
    _weigh(corpus, said, weights, 1)
    telling = {
        word: log(2 + corpus.window / max(1, usual[word])) * (1.0 if usual[word] else _PHRASE_IS_CLEARER)
        for word in weights
    }
    for _ in range(_GROUPS_OF_A_KIND):
        worth = [(weight * telling[word], word) for word, weight in weights.items() if weight > _LEAST]
        if not worth:
            return
        subject = max(worth)[1]
        members = [one for one in left if subject in one.about]
        left = [one for one in left if subject not in one.about]
        _weigh(corpus, members, weights, -1)
        texts = [corpus.texts[number] for number in dict.fromkeys(one.text for one in members)]
        if len(voices_of(texts)) >= _FEWEST_VOICES:
            yield _ask(corpus, kind, subject, members, texts)


def _weigh(corpus: Corpus, said: Iterable[_Sentence], weights: dict[str, float], sign: int) -> None:
    """Adds what the sentences weigh to the words they are about; with a sign of -1 takes it from known ones."""
    for one in said:
        weight = sign * corpus.texts[one.text].weight
        for word in one.about:
            if sign > 0 or word in weights:
                weights[word] = weights.get(word, 0.0) + weight


def _ask(corpus: Corpus, kind: AskKind, subject: str, members: Sequence[_Sentence], texts: Sequence[Text]) -> Ask:
    beside = _beside(subject, members)
    first, posts = written(subject, texts), [post for text in texts for post in text.posts]
    words = [first, *(written(word, texts) for word, _ in beside)]
    name = first
    if beside and beside[0][1] >= _ALWAYS_BESIDE:
        name = f"{first} {words[1]}"
    return Ask(
        kind=kind,
        subject=name,
        count=len(posts),
        voices=len(voices_of(texts)),
        newest_at=max(post.posted_at for post in posts),
        words=tuple(words),
        posts=_best(corpus, members),
    )


def _beside(subject: str, members: Sequence[_Sentence]) -> list[tuple[str, float]]:
    """What else the sentences are about, with the share of them; nothing that is part of what is named already."""
    counts = Counter(word for one in members for word in one.about if word != subject)
    named = [subject]
    found: list[tuple[str, float]] = []
    for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0])):
        if count < 2 or count < _BESIDE * len(members) or len(found) == _WORDS - 1:
            break
        if not any(word in other or other in word for other in named):
            named.append(word)
            found.append((word, count / len(members)))
    return found


def _best(corpus: Corpus, members: Sequence[_Sentence]) -> tuple[int, ...]:
    """Posts whose sentence is short and says what it is about; then those that reach far. One of each wording."""
    ranked: dict[str, tuple[float, int]] = {}
    for one in members:
        post = max(corpus.texts[one.text].posts, key=lambda post: (post.followers or 0, -post.id))
        length = len(one.words) if not one.words.isascii() else len(one.words) / 2.5
        worth = (
            log10(1 + (post.followers or 0)) / 4 - abs(length - _READABLE) / 40 + min(4, len(one.about)) / 6
            + log10(len(corpus.texts[one.text].posts))
        )  # fmt: skip
        if one.words not in ranked or ranked[one.words] < (worth, -post.id):
            ranked[one.words] = (worth, -post.id)
    best = sorted(ranked.values(), reverse=True)
    return tuple(dict.fromkeys(-number for _, number in best))[:EXAMPLES]
