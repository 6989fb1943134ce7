# SPDX-License-Identifier: Apache-2.0
"""Learns one language: weights that all customs share, a head for each custom near them, and a gate between heads.

Called by `app.posts.sentiment.train.__main__`. The trap: the sets were labelled by different customs, so one common
model is worse on each than its own, and its own is worse on all others; hence heads and gate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.sentiment.model import Language
from app.posts.sentiment.train.corpus import TWO_CLASSES, Custom, Labelled
from app.posts.sentiment.train.regression import Floats, Rows, Weights, fitted
from app.posts.sentiment.train.rows import gathered
from app.posts.sentiment.train.taught import NO_TEACHER, Teacher

COMMON_STIFFNESS: Final = 1.2
HEAD_STIFFNESS: Final = 1.2
GATE_STIFFNESS: Final = 3.0
SELDOM: Final = 3
"""Buckets that fewer training rows have are left out."""
ROUNDS: Final = 40


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


def learn(
    language: Language,
    customs: Sequence[Custom],
    sets: Mapping[str, Labelled],
    teacher: Teacher = NO_TEACHER,
) -> Trained:
    """Learns from the training side of the sets that are there, and from what a teacher says."""
    known = [custom for custom in customs if any(name in sets for name in custom.sets)]
    rows = gathered(language, known, sets, teacher)
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


def _gate(rows: Rows, count: int) -> Weights:
    """Which custom a text belongs to; large sets do not drown small ones (weights by the root of their size)."""
    some = rows.of(rows.customs < count)
    sizes = np.bincount(some.customs, minlength=count)
    weights = np.sqrt(sizes.max() / sizes)[some.customs].astype(np.float32) * some.weights
    shares = np.eye(count, dtype=np.float32)[some.customs]
    whole = Rows(some.grams, shares, np.ones_like(shares), weights, np.zeros_like(some.customs))
    return fitted(whole, customs=1, stiffness=GATE_STIFFNESS, rounds=ROUNDS // 2)
