# SPDX-License-Identifier: Apache-2.0
"""Hot terms: words and phrases that stand out in a window against its baseline.

Called by :mod:`app.analysis.overview`. The measure is the log-odds ratio with an informative Dirichlet prior (Monroe,
Colaresi and Quinn 2008, “Fightin' Words”), divided by its deviation; the prior holds window, baseline and everyday
language. Everyday language also stands in where a baseline is missing or small. The trap: `count` is what people read
(posts), but terms are ordered by weights (:mod:`app.analysis.corpus`), so a smaller count may well stand above.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np

from app.analysis.corpus import Corpus, Floats, Ints, Text
from app.analysis.cutting import TAG, Role, joined, name_form
from app.analysis.everyday import everyday
from app.analysis.phrases import Found, grams
from app.analysis.voices import key_of
from app.posts.fold import fold
from app.posts.post import NEUTRAL_BAND, Mood, Post
from app.posts.sentiment.feeling import MoodWord

MOST: Final = 80
EXAMPLES: Final = 5
_FINALISTS: Final = 400
_CLEAR: Final = 1.645  # 95 %, one-sided: only what stands out above is asked for
_FEWEST: Final = 2
_PRIOR: Final = 0.05  # of all tokens
_LEAST: Final = 0.5
_SWALLOWED: Final = 0.6
_NEXT_TO: Final = 30.0  # how many times likelier than chance everyday words stand side by side
_LEANS: Final = 3.0  # standard errors
_LEANS_BY: Final = 0.12
_FEWEST_LEANING: Final = 5
_FEWEST_RISING: Final = 8
_LOOKED_AT: Final = 40


class TermKind(StrEnum):
    """What a term is: a word of the language, several words that belong together, a name given by people here."""

    WORD = "word"
    PHRASE = "phrase"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that stands out in the window against the baseline.

    `count` and `before` are posts holding it among those read of the window and of the baseline. `odds` is the z
    of the log-odds ratio. `mood` is the mean score of the posts with it; `push` the way they clearly lean, None where
    they do not. `rising`: its rate an hour in the last quarter of the span over the rate before that (1.0: level, or
    too few to tell). `posts` are ids of up to five examples, best first.
    """

    text: str
    count: int
    before: int
    odds: float
    kind: TermKind
    mood: float
    push: Mood | None
    rising: float
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term before it is shown: folded, its texts in the window (numbers, rising), and what it is worth."""

    text: str
    parts: tuple[int, ...]
    texts: Ints
    count: int
    before: int
    odds: float


def candidates(corpus: Corpus) -> list[Candidate]:
    """The terms that stand out clearly, the clearest first, none inside a longer one that says the same."""
    if not corpus.window:
        return []
    found = grams(corpus)
    counts = corpus.sums(found.term, found.text, len(found.parts), corpus.posts)
    odds = _odds(corpus, found)
    few = 1 if corpus.window < 2 else _FEWEST
    good = np.flatnonzero((odds >= _CLEAR) & (counts[0] >= few))
    best = [int(one) for one in good[np.argsort(-odds[good], kind="stable")]]
    texts = _texts_of(found, best[: 4 * _FINALISTS], corpus.window)
    made = []
    for one in best[: 4 * _FINALISTS]:
        text = joined(corpus.words[part].removeprefix(TAG) for part in found.parts[one])
        if _may_be_one(corpus, found.parts[one], text):
            made.append(
                Candidate(text, found.parts[one], texts[one], int(counts[0][one]), int(counts[1][one]),
                          float(odds[one]))
            )  # fmt: skip
    return _unswallowed(_merged(made)[:_FINALISTS])


def hot_terms(corpus: Corpus, found: Sequence[Candidate], words: Sequence[MoodWord]) -> tuple[Term, ...]:
    """The terms as they are shown, at most `MOST`. Said by one voice only, a term is none."""
    if not found:
        return ()
    own = {name_form(word.word): word.mood for word in words}
    scores = np.array([sum(post.sentiment for post in text.posts) / len(text.posts) for text in _window(corpus)])
    terms = []
    for candidate in found:
        texts = [corpus.texts[number] for number in candidate.texts]
        if len(voices_of(texts)) < _FEWEST:
            continue
        terms.append(_term(corpus, candidate, texts, scores, own))
        if len(terms) == MOST:
            break
    return tuple(terms)


def voices_of(texts: Sequence[Text]) -> set[tuple[str, str]]:
    """Who said it."""
    return {key_of(post) for text in texts for post in text.posts}


def _window(corpus: Corpus) -> Sequence[Text]:
    return corpus.texts[: corpus.window]


# ------------------------------------------------------------------------------------------------ what stands out


def _odds(corpus: Corpus, found: Found) -> Floats:
    """z of each term. The everyday words stand in for a baseline as far as that is smaller than the window."""
    inner, outer = corpus.sums(found.term, found.text, len(found.parts), corpus.weight)
    tokens = np.array([len(parts) == 1 for parts in found.parts])
    here, there = float(inner[tokens].sum()), float(outer[tokens].sum())
    usual = _usual(corpus, found)
    mass = max(0.25 * here, here - there)
    outer = outer + usual * mass
    there += mass
    pooled = (inner + outer) / max(1.0, here + there)
    prior, whole = pooled * _PRIOR * here + _LEAST, _PRIOR * here + 1.0
    more = np.log((inner + prior) / np.maximum(here + whole - inner - prior, 1.0))
    less = np.log((outer + prior) / np.maximum(there + whole - outer - prior, 1.0))
    # The deviation there would be without any difference: with Wald's, a word the baseline never holds would always
    # stand below one it holds now and then.
    expected = np.maximum(pooled, 1e-9)
    z: Floats = (more - less) / np.sqrt(1 / (expected * max(1.0, here)) + 1 / (expected * max(1.0, there)))
    return z


def _usual(corpus: Corpus, found: Found) -> Floats:
    """How usual each term is in everyday language, as a share of all tokens."""
    shares = everyday()
    single = np.array([shares.get(word, 0.0) for word in corpus.words])
    made = np.zeros(len(found.parts))
    made[: len(single)] = single
    for number in range(len(single), len(found.parts)):
        share = 1.0
        for part in found.parts[number]:
            share *= single[part]
        made[number] = min(share * _NEXT_TO ** (len(found.parts[number]) - 1), 1e-3)
    return made


def _texts_of(found: Found, terms: Sequence[int], window: int) -> dict[int, Ints]:
    inside = (found.text < window) & np.isin(found.term, terms)
    term, text = found.term[inside], found.text[inside]
    order = np.lexsort((text, term))
    term, text = term[order], text[order]
    borders = np.flatnonzero(np.diff(term)) + 1
    groups = np.split(text, borders)
    return {int(term[start]): group for start, group in zip((0, *borders), groups, strict=True)} if len(term) else {}


def _may_be_one(corpus: Corpus, parts: tuple[int, ...], text: str) -> bool:
    roles = [corpus.role[part] for part in parts]
    if len(parts) == 1:
        return bool(roles[0] >= Role.WORD)
    return bool(roles[-1] != Role.GLUE and max(roles) >= Role.SINGLE) and corpus.cutter.role(text) >= Role.SINGLE


def _merged(found: Sequence[Candidate]) -> list[Candidate]:
    """Terms written alike (a hashtag and the phrase in it) as one."""
    made: dict[str, Candidate] = {}
    for one in found:
        key = one.text.replace(" ", "")
        other = made.get(key)
        if other is None:
            made[key] = one
        elif len(one.texts) > len(other.texts):
            before = max(one.before, other.before)
            made[key] = Candidate(one.text, one.parts, one.texts, one.count, before, other.odds)
    return list(made.values())


def _unswallowed(found: Sequence[Candidate]) -> list[Candidate]:
    """Without those that nearly always stand inside of a longer one, which then takes their place."""
    sets = [frozenset(one.texts.tolist()) for one in found]
    numbers = {one.text: number for number, one in enumerate(found)}
    gone: set[int] = set()
    for longer, one in enumerate(found):
        for text in _inside(one.text):
            number = numbers.get(text)
            if number is not None and len(sets[number] & sets[longer]) >= _SWALLOWED * len(sets[number]):
                gone.add(number)
    return [one for number, one in enumerate(found) if number not in gone]


def _inside(text: str) -> Iterator[str]:
    """All that stands inside of a term: runs of words, or of characters where there are no spaces."""
    units = text.split(" ") if " " in text else list(text)
    between = " " if " " in text else ""
    for length in range(1, len(units)):
        for start in range(len(units) - length + 1):
            yield between.join(units[start : start + length])


# ------------------------------------------------------------------------------------------------ how it is shown


def _term(corpus: Corpus, candidate: Candidate, texts: Sequence[Text], scores: Floats, own: dict[str, Mood]) -> Term:
    mood, push = _leaning(candidate, corpus, scores)
    if candidate.text in own:
        push = own[candidate.text] if own[candidate.text] in (Mood.NEGATIVE, Mood.POSITIVE) else None
    return Term(
        text=written(candidate.text, texts),
        count=candidate.count,
        before=candidate.before,
        odds=candidate.odds,
        kind=_kind(corpus, candidate),
        mood=mood,
        push=push,
        rising=_rising(candidate.count, float(corpus.late[candidate.texts].sum())),
        posts=examples(texts),
    )


def _kind(corpus: Corpus, candidate: Candidate) -> TermKind:
    if candidate.text in corpus.cutter.names:
        return TermKind.NAME
    if len(candidate.parts) == 1:
        return TermKind.PHRASE if corpus.role[candidate.parts[0]] == Role.TAG else TermKind.WORD
    single = any(corpus.role[part] == Role.SINGLE for part in candidate.parts)
    return TermKind.WORD if single and len(candidate.text) <= 3 else TermKind.PHRASE


def _leaning(candidate: Candidate, corpus: Corpus, scores: Floats) -> tuple[float, Mood | None]:
    """Mean score of its posts, and the way it leans: clearly off the window's mean, and off neutral."""
    said = candidate.texts
    posts = corpus.posts[said]
    mood = float((scores[said] * posts).sum() / posts.sum())
    if len(said) < _FEWEST_LEANING:
        return mood, None
    usual = float(scores.mean())
    error = max(float(scores[said].std()), 0.1) / len(said) ** 0.5
    off = float(scores[said].mean()) - usual
    if abs(off) < max(_LEANS * error, _LEANS_BY) or abs(mood) < NEUTRAL_BAND or (mood < 0) != (off < 0):
        return mood, None
    return mood, Mood.NEGATIVE if off < 0 else Mood.POSITIVE


def _rising(count: int, late: float) -> float:
    """Posts an hour in the last quarter over posts an hour before it; half a post is added to either."""
    if count < _FEWEST_RISING:
        return 1.0
    return (late + 0.5) / ((count - late + 0.5) / 3)


def examples(texts: Sequence[Text]) -> tuple[int, ...]:
    """Ids of up to five posts, one of each text: far-reaching, then of readable length."""
    firsts = [max(text.posts, key=lambda post: (post.followers or 0, -post.id)) for text in texts]
    firsts.sort(key=lambda post: (-(post.followers or 0), abs(len(post.text) - 60), post.id))
    return tuple(post.id for post in firsts[:EXAMPLES])


def written(text: str, texts: Sequence[Text]) -> str:
    """The term as it is mostly written in these posts; folded where it cannot be found in them."""
    ways: Counter[str] = Counter()
    for said in texts[:_LOOKED_AT]:
        ways.update(_ways(text, said.posts[0]))
    return max(ways.items(), key=lambda pair: (pair[1], pair[0]))[0] if ways else text


def _ways(text: str, post: Post) -> Iterator[str]:
    """The term as it stands in a post first, a plural whole."""
    folded = fold(post.text)
    if len(folded) == len(post.text) and (found := _found(text).search(folded)):
        yield post.text[found.start() : found.end()]


@lru_cache(maxsize=512)
def _found(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(text)}s?(?![a-z0-9])" if text.isascii() else re.escape(text))
