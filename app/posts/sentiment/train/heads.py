# SPDX-License-Identifier: Apache-2.0
"""Learns one language: weights that all customs share, a head for each custom near them, and a gate between heads.

Called by `app.posts.sentiment.train.__main__`. The trap: the sets were labelled by different customs, so one common
model is worse on each than its own, and its own is worse on all others; hence heads and gate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from app.posts.sentiment import hashing
from app.posts.sentiment.model import BITS, SALTS, Language, length_factors
from app.posts.sentiment.train.corpus import TWO_CLASSES, Custom, Labelled, listed_words, without_emoticons
from app.posts.sentiment.train.regression import Floats, Rows, Weights, fitted
from app.posts.sentiment.train.taught import NO_TEACHER, Teacher

COMMON_STIFFNESS: Final = 1.2
HEAD_STIFFNESS: Final = 1.2
GATE_STIFFNESS: Final = 3.0
SELDOM: Final = 3
"""Buckets that fewer training rows have are left out."""
ROUNDS: Final = 40
_WORD_WEIGHT: Final = {Language.CHINESE: 2.0, Language.ENGLISH: 0.5}
_POST_WEIGHT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learnt of one language: `buckets` that count, a row of `heads` and `gate` each.

    `heads` has shape (customs, buckets, 3), `bias` (customs, 3), `gate` (buckets, customs), `gate_bias` (customs,).
    """

    language: Language
    customs: tuple[str, ...]
    buckets: NDArray[np.intp]
    heads: Floats
    bias: Floats
    gate: Floats
    gate_bias: Floats


def counted(texts: Sequence[str], language: Language) -> Any:
    """The n-grams of texts as a sparse matrix, as the scorer weighs them."""
    columns, owners = [], []
    sizes = np.zeros(len(texts), np.intp)
    for start, end in hashing.chunks(texts):
        units = hashing.read(texts[start:end])
        units = units.salted(np.full(end - start, SALTS[language], np.uint32))
        owner = hashing.text_of_units(units) + start
        sizes[start:end] = units.lasts - units.firsts
        for buckets, texts_of in (
            (hashing.unit_buckets(units, BITS), np.tile(owner, hashing.ORDERS)),
            (hashing.letter_buckets(units, BITS), np.tile(owner[units.letter_units], hashing.LETTERS)),
        ):
            there = buckets.ravel() != hashing.NOWHERE
            columns.append(buckets.ravel()[there])
            owners.append(texts_of[there])
    values = length_factors(sizes)[np.concatenate(owners)]
    shape = (len(texts), 1 << BITS)
    return sparse.coo_matrix((values, (np.concatenate(owners), np.concatenate(columns))), shape).tocsr()


def learn(
    language: Language,
    customs: Sequence[Custom],
    sets: Mapping[str, Labelled],
    teacher: Teacher = NO_TEACHER,
) -> Trained:
    """Learns from the training side of the sets that are there, and from what a teacher says."""
    known = [custom for custom in customs if any(name in sets for name in custom.sets)]
    rows = _rows(language, known, sets, teacher)
    seen = np.bincount(rows.grams.indices, minlength=rows.grams.shape[1])
    buckets = np.flatnonzero(seen >= SELDOM)
    rows = Rows(rows.grams[:, buckets], rows.shares, rows.asked, rows.weights, rows.customs)
    count = len(known)
    common = fitted(rows, customs=count + 2, stiffness=COMMON_STIFFNESS, rounds=ROUNDS)
    heads, bias = [], []
    for number in range(count):
        own = rows.of(rows.customs == number)
        near = fitted(own, customs=count + 2, stiffness=HEAD_STIFFNESS, rounds=ROUNDS // 2, near=common)
        heads.append(near.grams)
        bias.append(near.bias[number])
    for number, custom in enumerate(known):
        if not any(name in sets and name not in TWO_CLASSES for name in custom.sets):
            bias[number] = _with_neutral(bias[number], common.bias[:count])
    gate = _gate(rows, count)
    names = tuple(custom.name for custom in known)
    return Trained(language, names, buckets, np.stack(heads), np.stack(bias), gate.grams, gate.bias[0])


def _with_neutral(bias: Floats, others: Floats) -> Floats:
    """The bias of a head that never saw a neutral text: as far below the two other moods as elsewhere."""
    known = others[others[:, 1] != 0.0]
    lead = (known[:, 1] - (known[:, 0] + known[:, 2]) / 2).mean() if len(known) else 0.0
    return np.array([bias[0], (bias[0] + bias[2]) / 2 + lead, bias[2]], np.float32)


def _rows(language: Language, customs: Sequence[Custom], sets: Mapping[str, Labelled], teacher: Teacher) -> Rows:
    texts: list[str] = []
    shares, asked, weights, numbers = [], [], [], []
    for number, custom in enumerate(customs):
        for name in custom.sets:
            if name not in sets:
                continue
            some, _ = sets[name].side(False)
            share = teacher.shares(sets[name])
            plain = [without_emoticons(text) for text in some]
            weight = np.ones(len(some), np.float32)
            copies = np.array([row for row, text in enumerate(some) if plain[row] != text], np.intp)
            weight[copies] = 0.5
            texts += some + [plain[row] for row in copies]
            shares.append(np.concatenate((share, share[copies])))
            weights.append(np.concatenate((weight, weight[copies])))
            total = len(some) + len(copies)
            asked.append(np.tile(np.array([1, name not in TWO_CLASSES, 1], np.float32), (total, 1)))
            numbers.append(np.full(total, number, np.intp))
    if language is Language.CHINESE:
        some, share = teacher.posts()
        texts += some
        shares.append(share)
        asked.append(np.ones((len(some), 3), np.float32))
        weights.append(np.full(len(some), _POST_WEIGHT, np.float32))
        numbers.append(np.full(len(some), len(customs), np.intp))
    words = [(word, mood) for word, mood in listed_words() if word.isascii() == (language is Language.ENGLISH)]
    texts += [word for word, _ in words]
    shares.append(np.eye(3, dtype=np.float32)[[mood for _, mood in words]])
    asked.append(np.ones((len(words), 3), np.float32))
    weights.append(np.full(len(words), _WORD_WEIGHT[language], np.float32))
    numbers.append(np.full(len(words), len(customs) + 1, np.intp))
    return Rows(
        counted(texts, language),
        np.concatenate(shares),
        np.concatenate(asked),
        np.concatenate(weights),
        np.concatenate(numbers),
    )


def _gate(rows: Rows, count: int) -> Weights:
    """Which custom a text belongs to; large sets do not drown small ones (weights by the root of their size)."""
    some = rows.of(rows.customs < count)
    sizes = np.bincount(some.customs, minlength=count)
    weights = np.sqrt(sizes.max() / sizes)[some.customs].astype(np.float32) * some.weights
    shares = np.eye(count, dtype=np.float32)[some.customs]
    whole = Rows(some.grams, shares, np.ones_like(shares), weights, np.zeros_like(some.customs))
    return fitted(whole, customs=1, stiffness=GATE_STIFFNESS, rounds=ROUNDS // 2)
