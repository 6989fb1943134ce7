# SPDX-License-Identifier: Apache-2.0
"""Weighs texts: sums of whole numbers from the model's table, heads and gate, and from them a score.

Called by the scorer and by its explanation. Whole numbers are added first, and few floats follow in a fixed order and
rounded, so a text gets the same answer in every batch and on every machine. The trap: a score is how much likelier
positive is than negative, at least the neutral band's edge; where neutral is likeliest it is narrowed into the band.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.posts.post import NEUTRAL_BAND
from app.posts.sentiment import hashing
from app.posts.sentiment.book import OwnWords
from app.posts.sentiment.hashing import Units
from app.posts.sentiment.languages import languages_of
from app.posts.sentiment.model import SALTS, Language, Model, apart, length_factors, model

_Floats = NDArray[np.float64]
_PLACES: Final = 4
_LEAST: Final = 10.0**-_PLACES
_NEUTRAL: Final = NEUTRAL_BAND - _LEAST


class Judged(NamedTuple):
    """What a batch was judged by: `score` (nan: unknown), and for explaining, the share of each head in a text."""

    scores: _Floats
    shares: _Floats


def judged(texts: Sequence[str], words: OwnWords, *, by: Model | None = None) -> Judged:
    """Scores of some texts, nan where unknown; by the model the program came with, or another."""
    units = hashing.read(texts)
    if words:
        units = words.masked(units)
    languages = languages_of(units)
    known = by or model()
    sums = summed(known, units.salted(SALTS[languages]))
    factors = length_factors(units.lasts - units.firsts).astype(np.float64)
    weighed = sums * known.scales[np.minimum(languages, 1)] * factors[:, None] + known.bias[np.minimum(languages, 1)]
    heads = np.array([*known.heads, 1])[languages]
    shares = _shares(weighed, heads)
    moods = _moods(weighed, shares, words.pushes(units) if words else None)
    scores = _scores(moods)
    scores[languages == Language.UNKNOWN] = np.nan
    return Judged(scores, shares)


def summed(known: Model, units: Units) -> NDArray[np.int64]:
    """The sum of each weight over all n-grams of a text: shape (texts, 12)."""
    texts = len(units.firsts)
    sums = np.zeros((texts, known.table.shape[1]), np.int64)
    if len(units.codes):
        _add(sums, _rows(known, hashing.unit_buckets(units, known.bits)), hashing.text_of_units(units))
    found = apart(sums)
    if len(units.letters):
        sums[:] = 0
        owners = hashing.text_of_units(units)[units.letter_units]
        _add(sums, _rows(known, hashing.letter_buckets(units, known.bits)), owners)
        found += apart(sums)
    return found


def _rows(known: Model, buckets: NDArray[np.int64]) -> NDArray[np.int64]:
    rows = known.rows(buckets[0])
    for more in buckets[1:]:
        rows += known.rows(more)
    return rows


def _add(sums: NDArray[np.int64], rows: NDArray[np.int64], owners: NDArray[np.intp]) -> None:
    """Adds the rows of each text; those of one text stand together."""
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    sums[owners[starts]] = np.add.reduceat(rows, starts, axis=0)


def _shares(weighed: _Floats, heads: NDArray[np.intp]) -> _Floats:
    """How much each head has to say, by the gate: shape (texts, heads), the sum of a text 1."""
    most = weighed.shape[1] // 3
    texts = np.arange(len(weighed))
    gates = np.full((len(weighed), most), -np.inf)
    gates[:, 0] = 0.0
    for head in range(1, most):
        there = heads > head
        gates[there, head] = weighed[texts[there], 2 * heads[there] + head - 1]
    raised = np.exp(gates - gates.max(axis=1, keepdims=True))
    shares: _Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _moods(weighed: _Floats, shares: _Floats, pushes: _Floats | None) -> _Floats:
    """The share of negative, neutral and positive in each text, the heads mixed."""
    moods = np.zeros((len(weighed), 3))
    for head in range(shares.shape[1]):
        negative, positive = weighed[:, 2 * head], weighed[:, 2 * head + 1]
        if pushes is not None:
            negative, positive = negative + pushes[:, 0], positive + pushes[:, 1]
        highest = np.maximum(np.maximum(negative, positive), 0.0)
        three = np.exp(np.stack((negative - highest, -highest, positive - highest), axis=1))
        moods += shares[:, head, None] * (three / three.sum(axis=1, keepdims=True))
    return moods


def _scores(moods: _Floats) -> _Floats:
    """Positive less negative, within the neutral band where neutral is likeliest; never 0."""
    difference = moods[:, 2] - moods[:, 0]
    size = np.abs(difference)
    neutral = moods[:, 1] >= np.maximum(moods[:, 0], moods[:, 2])
    narrow = np.minimum(size * (2 * NEUTRAL_BAND), _NEUTRAL)  # where neutral is likeliest, `size` is at most a half
    size = np.where(neutral, narrow, np.maximum(size, NEUTRAL_BAND))
    size = np.maximum(np.round(size, _PLACES), _LEAST)
    scores: _Floats = np.where(difference < 0, -size, size)
    return scores
