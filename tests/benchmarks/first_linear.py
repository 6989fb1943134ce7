# SPDX-License-Identifier: Apache-2.0
"""The first linear model of moods, rebuilt as the yardstick of `tests.benchmarks.bench_sentiment --left-out`.

1- to 4-grams of characters and words, and of 3 and 4 letters within a word, counted in 2^20 buckets; traditional
characters as simplified ones, addresses and @names taken out; one model for Chinese and English, three classes over
all sets alike, each against the two others; averaged stochastic descent on the logarithmic loss, with the rates and
the stiffness that scikit-learn's `SGDClassifier` had then.

The trap: it shares nothing with `app.posts.sentiment` on purpose, so it stays what it was when our model changes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from app.posts.fold import fold

_BITS: Final = 20
_LONGEST: Final = 2_000
_TEXTS_A_TIME: Final = 5_000
_UNITS: Final = (1, 2, 3, 4)
_LETTERS: Final = (3, 4)
_STIFFNESS: Final = 1e-5
_ROUNDS: Final = 4
_BIAS_RATE: Final = 0.01
_SUREST: Final = 50.0
_STEP: Final = np.uint32(0x01000193)
_STIR: Final = np.uint32(0x9E3779B1)
_UNREAD: Final = re.compile(r"https?://[!-~]+|www\.[!-~]+|@[\w-]{1,30}")
_ALONE: Final = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_WORD: Final = re.compile(rf"[^\W_{_ALONE}]+")
_UNIT: Final = re.compile(rf"\[[^\[\]\s]{{1,8}}\]|{_WORD.pattern}|\S")

_Codes = NDArray[np.uint32]
_Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class FirstLinear:
    """`weights` of shape (buckets, 3), `bias` (3,): negative, neutral, positive."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def said(self, counts: Any, *, classes: int) -> _Places:
        """The mood of each row of `counted` (0, 1 or 2); of two classes by the sign of positive less negative."""
        margins = counts @ self.weights + self.bias
        if classes == 2:
            return np.where(margins[:, 2] > margins[:, 0], 2, 0).astype(np.intp)
        most: _Places = margins.argmax(axis=1)
        return most


class _Row(NamedTuple):
    """What a row that is trained on has: buckets, how often each, and +1 for its mood, -1 for the others."""

    at: NDArray[np.int32]
    counts: NDArray[np.float32]
    wanted: NDArray[np.float64]


def counted(texts: Sequence[str]) -> Any:
    """A sparse matrix (texts, buckets) of how often each n-gram stands in each text."""
    parts = []
    for start in range(0, len(texts), _TEXTS_A_TIME):
        plain = [_UNREAD.sub(" ", fold(text[:_LONGEST])) for text in texts[start : start + _TEXTS_A_TIME]]
        words = [(number, f"<{word}>") for number, text in enumerate(plain) for word in _WORD.findall(text)]
        texts_of = np.array([number for number, _ in words], np.intp)
        units, letters = _units(plain), _letters([word for _, word in words])
        grams = [_grams(*units, length) for length in _UNITS]
        grams += [(texts_of[owners], buckets) for owners, buckets in (_grams(*letters, n, salt=9) for n in _LETTERS)]
        owners, buckets = (np.concatenate(some) for some in zip(*grams, strict=True))
        ones = np.ones(len(owners), np.float32)
        parts.append(sparse.coo_matrix((ones, (owners, buckets)), (len(plain), 1 << _BITS)).tocsr())
    return sparse.vstack(parts).tocsr()


def learnt(counts: Any, moods: _Places, *, seed: int = 1) -> FirstLinear:
    """The mean of the weights over all steps. The same rows and seed give the same weights.

    The weights of a step are `scale` times `weights`, as pulling them all to 0 each time would cost too much; their
    sum over the steps is told from `weights` at the end, less what each change of them missed (`missed`).
    """
    weights, missed = np.zeros((1 << _BITS, 3)), np.zeros((1 << _BITS, 3))
    bias, bias_sum = np.zeros(3), np.zeros(3)
    scale, passed = 1.0, 0.0
    begun = 1 / (_STIFFNESS * (1 / _STIFFNESS) ** 0.25)  # the first step is as large as a weight may be
    step = 0
    for step, row in enumerate(_rows(counts, moods, seed), start=1):
        rate = 1 / (_STIFFNESS * (begun + step - 1))
        margins = row.wanted * (scale * (row.counts @ weights[row.at]) + bias)
        pull = rate * row.wanted / (1 + np.exp(np.minimum(margins, _SUREST)))
        scale *= 1 - rate * _STIFFNESS
        change = row.counts[:, None] * (pull / scale)
        weights[row.at] += change
        missed[row.at] += passed * change
        passed += scale
        bias += _BIAS_RATE * pull
        bias_sum += bias
    return FirstLinear((passed * weights - missed) / max(1, step), bias_sum / max(1, step))


def _rows(counts: Any, moods: _Places, seed: int) -> Iterator[_Row]:
    """The rows in another order each round."""
    dice = np.random.default_rng(seed)
    wanted = 2 * np.eye(3)[moods] - 1
    for _ in range(_ROUNDS):
        for row in dice.permutation(len(moods)).tolist():
            there = slice(counts.indptr[row], counts.indptr[row + 1])
            yield _Row(counts.indices[there], counts.data[there], wanted[row])


def _units(texts: Sequence[str]) -> tuple[_Codes, _Places]:
    """Characters, words and emoticons in brackets as numbers, and which text each stands in."""
    found = [[crc32(unit.encode("utf-8", "surrogatepass")) for unit in _UNIT.findall(text)] for text in texts]
    codes = np.array([code for some in found for code in some], np.uint32)
    return codes, np.repeat(np.arange(len(texts)), [len(some) for some in found])


def _letters(words: Sequence[str]) -> tuple[_Codes, _Places]:
    """All letters, and which word each stands in."""
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, np.repeat(np.arange(len(words)), [len(word) for word in words])


def _grams(codes: _Codes, owners: _Places, length: int, *, salt: int = 1) -> tuple[_Places, NDArray[np.int64]]:
    """The owner of every n-gram of this length, and its bucket."""
    count = max(0, len(codes) - length + 1)
    rolled = np.zeros(count, np.uint32)
    for step in range(length):
        rolled = rolled * _STEP + codes[step : step + count] * _STIR
    whole = owners[:count] == owners[length - 1 : length - 1 + count]
    mixed = ((rolled ^ np.uint32((salt + length) * 0x3C6EF372 & 0xFFFFFFFF)) * _STIR) >> np.uint32(32 - _BITS)
    return owners[:count][whole], mixed[whole].astype(np.int64)
