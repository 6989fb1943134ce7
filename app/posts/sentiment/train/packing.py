# SPDX-License-Identifier: Apache-2.0
"""Makes the learnt weights small: whole numbers within ±100, and only buckets whose weights are felt.

Called by training. The trap: what is left out is chosen by its strongest weight alone, so a bucket that only the gate
uses goes too.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.sentiment.model import LANES, WIDEST, Packed
from app.posts.sentiment.train.balance import balanced
from app.posts.sentiment.train.corpus import Labelled
from app.posts.sentiment.train.heads import Trained

MOST: Final = 750_000
"""Buckets in the file: it then has 3.5 MB."""
_WIDE: Final = 0.9999
_COARSE: Final = 40
"""Steps a weight has on each side: more of them take room and change nothing."""


def packed(trained: Sequence[Trained], sets: Mapping[str, Labelled], *, most: int) -> Packed:
    """The languages in one table of at most so many buckets."""
    scales, bias = np.ones((len(trained), LANES)), np.zeros((len(trained), LANES))
    places, rounded, felt = [], [], []
    for learnt in trained:
        lanes, bias[learnt.language] = _lanes(learnt, sets)
        count = len(learnt.customs)
        heads, gates = slice(0, 2 * count), slice(2 * count, 3 * count - 1)
        for group in (heads, gates):
            widest = float(np.quantile(np.abs(lanes[:, group]), _WIDE)) if lanes[:, group].size else 1.0
            scales[learnt.language, group] = widest / _COARSE
        numbers = np.clip(np.round(lanes / scales[learnt.language]), -WIDEST, WIDEST)
        places.append(learnt.buckets)
        rounded.append(numbers.astype(np.int16))
        felt.append(np.abs(lanes[:, heads]).max(axis=1))
    least = np.partition(np.concatenate(felt), -most)[-most] if sum(map(len, felt)) > most else 0.0
    kept = [np.flatnonzero(each >= least) for each in felt]
    places = [place[rows] for place, rows in zip(places, kept, strict=True)]
    rounded = [numbers[rows] for numbers, rows in zip(rounded, kept, strict=True)]
    return _merged(places, rounded, scales, bias, tuple(len(learnt.customs) for learnt in trained))


def _lanes(learnt: Trained, sets: Mapping[str, Labelled]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and biases in the order of the table: each against neutral, the gate's against its first head."""
    balance = balanced(learnt, sets)
    count = len(learnt.customs)
    lanes, bias = np.zeros((len(learnt.buckets), LANES)), np.zeros(LANES)
    for head in range(count):
        weights, offset = learnt.heads[head], learnt.bias[head] + balance.moods[head]
        for lane, mood in ((2 * head, 0), (2 * head + 1, 2)):
            lanes[:, lane] = weights[:, mood] - weights[:, 1]
            bias[lane] = offset[mood] - offset[1]
    gates = slice(2 * count, 3 * count - 1)
    lanes[:, gates] = balance.sharpness * (learnt.gate[:, 1:] - learnt.gate[:, :1])
    gate_bias = balance.sharpness * learnt.gate_bias + balance.gates
    bias[gates] = gate_bias[1:] - gate_bias[0]
    return lanes, bias


def _merged(
    places: list[NDArray[np.intp]],
    rounded: list[NDArray[np.int16]],
    scales: NDArray[np.float64],
    bias: NDArray[np.float64],
    heads: tuple[int, ...],
) -> Packed:
    """Where both languages have a bucket by chance, the one that feels it more keeps it."""
    buckets, where = np.unique(np.concatenate(places), return_inverse=True)
    weights = np.zeros((len(buckets), LANES), np.int16)
    start = 0
    for place, numbers in zip(places, rounded, strict=True):
        rows = where[start : start + len(place)]
        start += len(place)
        stronger = np.abs(numbers[:, :6]).max(axis=1) > np.abs(weights[rows, :6]).max(axis=1)
        weights[rows[stronger]] = numbers[stronger]
    told = np.abs(weights).max(axis=1) > 0
    return Packed(buckets[told], weights[told].astype(np.int8), scales, bias, heads)
