# SPDX-License-Identifier: Apache-2.0
"""Balances a trained language on the validation side: the three moods in each head, and the heads in the gate.

Called by `packing`. The trap: figures measured on that side are a little too good for these few numbers.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.posts.sentiment.train.corpus import CHINESE, ENGLISH, TWO_CLASSES, Labelled
from app.posts.sentiment.train.heads import Trained
from app.posts.sentiment.train.measures import macro
from app.posts.sentiment.train.rows import counted

_MOODS: Final = np.arange(-1.0, 1.01, 0.1)
_GATES: Final = np.arange(-1.25, 1.26, 0.25)
_SHARPNESS: Final = 0.4
"""Of the gate: measured. A sure gate serves the sets it knows, an unsure one what no set is like."""
_WEIGHTS: Final = {"zh_smp_usual": 4.0, "zh_smp_virus": 3.0, "en_tweeteval": 3.0}
_RELUCTANCE: Final = 0.3
_ROUNDS: Final = 2


class Balance(NamedTuple):
    """`moods` (heads, 3) is added to the logits of each head, `gates` (heads,) to the gate's times `sharpness`."""

    moods: NDArray[np.float64]
    gates: NDArray[np.float64]
    sharpness: float = _SHARPNESS


class _Set(NamedTuple):
    name: str
    heads: NDArray[np.float64]
    gate: NDArray[np.float64]
    moods: NDArray[np.intp]


def balanced(learnt: Trained, sets: Mapping[str, Labelled]) -> Balance:
    """What fits the validation side of the sets best."""
    known = [_said(learnt, sets[name]) for name in _names(learnt) if name in sets]
    moods = np.stack([_offset(learnt, head, known) for head in range(len(learnt.customs))])
    count = len(learnt.customs)
    balance = Balance(moods, np.zeros(count))
    for _ in range(_ROUNDS):
        for head in range(count):
            one = np.arange(count) == head
            tried = [balance._replace(gates=np.where(one, by, balance.gates)) for by in _GATES]
            balance = _best(known, [balance, *tried])
    return balance


def _best(known: list[_Set], balances: Sequence[Balance]) -> Balance:
    """The first of the best balances."""
    return max(balances, key=lambda balance: _worth(known, balance))


def _worth(known: list[_Set], balance: Balance) -> float:
    total = 0.0
    for one in known:
        gate = _shares(one.gate * balance.sharpness + balance.gates)
        mixed = np.einsum("nh,nhm->nm", gate, _shares(one.heads + balance.moods))
        if one.name in TWO_CLASSES:
            f1, recall = macro(one.moods, np.where(mixed[:, 2] > mixed[:, 0], 2, 0), classes=2)
        else:
            f1, recall = macro(one.moods, mixed.argmax(axis=1), classes=3)
        total += _WEIGHTS.get(one.name, 1.0) * (f1 + (recall if one.name.startswith("en") else f1))
    return total - _RELUCTANCE * float(np.abs(balance.gates).sum())


def _offset(learnt: Trained, head: int, known: list[_Set]) -> NDArray[np.float64]:
    """What must be added to the three moods for the best macro figures of this custom by itself."""
    custom = next(each for each in (*CHINESE, *ENGLISH) if each.name == learnt.customs[head])
    own = [one for one in known if one.name in custom.sets and one.name not in TWO_CLASSES]
    tied = any(name in TWO_CLASSES for name in custom.sets)  # else three-class rows would shift the sign of others
    best = (0.0, np.zeros(3))
    if own:
        logits = np.concatenate([one.heads[:, head] for one in own])
        truth = np.concatenate([one.moods for one in own])
        for negative in _MOODS:
            for positive in (negative,) if tied else _MOODS:
                offset = np.array([negative, 0.0, positive])
                f1, recall = macro(truth, (logits + offset).argmax(axis=1), classes=3)
                found = f1 + recall - 0.5 * float(np.abs(offset).sum())
                best = max(best, (found, offset), key=lambda each: each[0])
    return best[1]


def _said(learnt: Trained, one: Labelled) -> _Set:
    texts, moods = one.side(True)
    grams: Any = counted(texts, learnt.language)[:, learnt.buckets]
    heads = np.stack([grams @ learnt.heads[head] + learnt.bias[head] for head in range(len(learnt.customs))], axis=1)
    gate = grams @ learnt.gate + learnt.gate_bias
    return _Set(one.name, heads.astype(np.float64), gate.astype(np.float64), moods)


def _names(learnt: Trained) -> list[str]:
    return [name for each in (*CHINESE, *ENGLISH) if each.name in learnt.customs for name in each.sets]


def _shares(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=-1, keepdims=True)
    return shares
