# SPDX-License-Identifier: Apache-2.0
"""Tokens that belong together: phrases, and words that the dictionary cuts apart.

Used by :mod:`app.analysis.terms`. Two neighbours belong together where they stand side by side much oftener than
chance would put them (pointwise mutual information) and often enough to be sure of it (t-score); longer phrases grow
by overlapping ones. The trap: all counts here are of texts of the window, each as much as it weighs.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.analysis.corpus import Corpus, Floats, Ints, unique_pairs
from app.analysis.cutting import Role

LONGEST: Final = 5
"""Tokens of a phrase at most."""
_TOGETHER: Final = 3.0  # natural log: 20 times as often as chance …
_ALWAYS: Final = 0.5  # … or so near to never apart (normalised: 1): what every tenth post holds cannot be 20 times
_SURE: Final = 1.5
_OF_THE_RARER: Final = 0.08  # of the texts with the rarer part this share has both
_OF_THE_SHORTER: Final = 0.4
FEWEST_TEXTS: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Terms with their texts: pair after pair of `term` (index into `parts`) and `text`, each once."""

    parts: list[tuple[int, ...]]
    term: Ints
    text: Ints


def grams(corpus: Corpus) -> Found:
    """All tokens that may be a term by themselves, and all phrases of two to `LONGEST` tokens."""
    role = corpus.role[corpus.token]
    here = np.where((role >= Role.GLUE) & (role != Role.TAG), corpus.token, -1)
    parts: list[tuple[int, ...]] = [(number,) for number in range(len(corpus.words))]
    term, text = _pairs(corpus, np.where(role >= Role.GLUE, corpus.token, -1))
    worth = _inner(corpus, term, text, len(parts))
    whole = float(worth.sum())
    every = [(term, text)]
    for size in range(2, LONGEST + 1):
        here, more = _longer(corpus, here, parts, worth, whole, first=size == 2)
        if not more:
            break
        parts.extend(more)
        term, text = _pairs(corpus, here)
        worth = _inner(corpus, term, text, len(parts))
        every.append((term, text))
    return Found(parts, np.concatenate([pair[0] for pair in every]), np.concatenate([pair[1] for pair in every]))


def _pairs(corpus: Corpus, here: Ints) -> tuple[Ints, Ints]:
    there = here >= 0
    return unique_pairs(here[there], corpus.text[there], len(corpus.texts))


def _inner(corpus: Corpus, term: Ints, text: Ints, terms: int) -> Floats:
    return corpus.sums(term, text, terms, corpus.weight)[0]


def _longer(
    corpus: Corpus, here: Ints, parts: list[tuple[int, ...]], worth: Floats, whole: float, *, first: bool
) -> tuple[Ints, list[tuple[int, ...]]]:
    """What stands where one token more belongs to what stood there, numbered on from `parts`, and its tokens."""
    places = np.flatnonzero((here[:-1] >= 0) & (here[1:] >= 0))
    none = np.full_like(here, -1)
    if not len(places):
        return none, []
    key = here[places] * len(parts) + here[places + 1]
    keys, number = np.unique(key, return_inverse=True)
    term, text = unique_pairs(number, corpus.text[places], len(corpus.texts))
    inside = text < corpus.window
    texts = np.bincount(term[inside], minlength=len(keys))
    both = _inner(corpus, term, text, len(keys))
    left, right = worth[keys // len(parts)], worth[keys % len(parts)]
    rarer = np.maximum(np.minimum(left, right), 1e-9)
    kept = (texts >= FEWEST_TEXTS) & (both > 0)
    if first:
        chance = left * right / max(whole, 1.0)
        tiny = 1e-9
        beyond = np.log((both + tiny) / (chance + tiny))
        kept &= (beyond >= _TOGETHER) | (beyond >= _ALWAYS * np.log(max(whole, 2.0) / (both + tiny)))
        kept &= (both - chance) / np.sqrt(both + tiny) >= _SURE
        kept &= both / rarer >= _OF_THE_RARER
    else:
        kept &= both / rarer >= _OF_THE_SHORTER
    names = np.full(len(keys), -1)
    names[kept] = len(parts) + np.arange(int(kept.sum()))
    none[places] = names[number]
    more = [(*parts[int(key) // len(parts)], parts[int(key) % len(parts)][-1]) for key in keys[kept]]
    return none, more
