# SPDX-License-Identifier: Apache-2.0
"""How likely each crisis type is for a text by its n-grams: a linear model over hashed features, numpy alone.

Read by :mod:`app.analysis.crisis`; `resources/models/crisis.npz` is made by `python -m app.analysis.train_crisis`. It
learned from texts whose signs (:mod:`app.analysis.signs`) were taken out, so it judges by what stands around them.
The trap: its classes are those of `TYPES` in order, and then “none of them”.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.analysis.signs import TYPES
from app.posts.sentiment.hashing import BITS, hashed

KEPT_BITS: Final = 16
"""Buckets are folded onto so many bits: the model is small, and types need no more."""
LONGEST: Final = 300
"""Characters read of one text: its type shows early."""
CLASSES: Final = len(TYPES) + 1


class _Weights(NamedTuple):
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@cache
def _weights() -> _Weights:
    with (resources.files("resources") / "models" / "crisis.npz").open("rb") as file, np.load(file) as stored:
        return _Weights(stored["weights"].astype(np.float32) * stored["scale"], stored["bias"].astype(np.float32))


def features(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The buckets of all texts one after the other, and where each text begins in them."""
    found = hashed([text[:LONGEST] for text in texts])
    return found.buckets >> (BITS - KEPT_BITS), found.starts


def likelihoods(texts: Sequence[str]) -> NDArray[np.float64]:
    """Shape (texts, CLASSES): probabilities that sum to 1."""
    weights, bias = _weights()
    bucket, starts = features(texts)
    sizes = np.diff(np.append(starts, len(bucket)))
    sums = np.zeros((len(texts), CLASSES), np.float32)
    there = sizes > 0
    if there.any():
        sums[there] = np.add.reduceat(weights[bucket], starts[there], axis=0)
    logits = sums.astype(np.float64) / np.sqrt(np.maximum(1, sizes))[:, None] + bias
    logits -= logits.max(axis=1, keepdims=True)
    odds = np.exp(logits)
    found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return found
