# SPDX-License-Identifier: Apache-2.0
"""Logistic regression over hashed n-grams: soft labels, classes that a row says nothing of, weights near given ones.

Called by `heads`. The trap: the same rows and the same versions of scipy and numpy give the same weights on one kind
of processor; on another the last digits may differ, and so may a few of the rounded weights.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

Floats = NDArray[np.float32]
_HISTORY: Final = 6
_ENOUGH: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Rows:
    """Training rows: n-grams, how much of each class, which classes are asked for at all, weight, and custom."""

    grams: Any
    shares: Floats
    asked: Floats
    weights: Floats
    customs: NDArray[np.intp]

    def of(self, chosen: NDArray[np.bool_]) -> "Rows":
        """Some of the rows."""
        at = np.flatnonzero(chosen)
        return Rows(self.grams[at], self.shares[at], self.asked[at], self.weights[at], self.customs[at])


@dataclass(frozen=True, slots=True)
class Weights:
    """`grams` of shape (buckets, classes), `bias` of shape (customs, classes)."""

    grams: Floats
    bias: Floats


def fitted(rows: Rows, *, customs: int, stiffness: float, rounds: int, near: Weights | None = None) -> Weights:
    """The weights that explain the rows, pulled to `near` (or 0) with `stiffness`; each custom has its own bias.

    A bucket that tells the classes apart by itself is pulled less than one that does not.
    """
    buckets, classes = rows.grams.shape[1], rows.shares.shape[1]
    telling = _telling(rows)
    scaled = (rows.grams @ sparse.diags(telling)).tocsr()
    turned = scaled.T.tocsr()
    base = rows.grams @ near.grams if near else np.zeros(rows.shares.shape, np.float32)
    if near:
        base = base + near.bias[rows.customs]
    cut = buckets * classes

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        narrow = flat.astype(np.float32)
        grams, bias = narrow[:cut].reshape(buckets, classes), narrow[cut:].reshape(customs, classes)
        said = base + scaled @ grams + bias[rows.customs]
        said -= said.max(axis=1, keepdims=True)
        shares = np.exp(said) * rows.asked
        total = shares.sum(axis=1, keepdims=True)
        missed = rows.weights * (np.log(total[:, 0]) - (rows.shares * said).sum(axis=1))
        pull = (shares / total - rows.shares) * rows.weights[:, None]
        slope = np.empty_like(flat)
        slope[:cut] = (turned @ pull + stiffness * grams).ravel()
        slope[cut:] = _by_custom(pull, rows.customs, customs).ravel()
        return float(missed.sum(dtype=np.float64)) + 0.5 * stiffness * float(flat[:cut] @ flat[:cut]), slope

    start = np.zeros(cut + customs * classes)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": _HISTORY, "ftol": _ENOUGH}
    )
    flat = found.x.astype(np.float32)
    grams, bias = flat[:cut].reshape(buckets, classes) * telling[:, None], flat[cut:].reshape(customs, classes)
    return Weights(grams + near.grams, bias + near.bias) if near else Weights(grams, bias)


def _telling(rows: Rows) -> Floats:
    """For each bucket the root of the largest log ratio between its share in one class and in the others."""
    present = rows.grams.copy()
    present.data = np.ones_like(present.data)
    counts = (present.T @ (rows.shares * rows.weights[:, None])).astype(np.float64)
    total = counts.sum(axis=1, keepdims=True)
    inside, outside = counts + 1.0, total - counts + 1.0
    ratios = np.abs(np.log((inside / inside.sum(axis=0)) / (outside / outside.sum(axis=0))))
    telling: Floats = np.sqrt(np.maximum(ratios.max(axis=1), 0.01)).astype(np.float32)
    return telling


def _by_custom(pull: Floats, customs: NDArray[np.intp], count: int) -> Floats:
    ones = np.ones(len(customs), np.float32)
    summed: Floats = sparse.csr_matrix((ones, (customs, np.arange(len(customs)))), (count, len(customs))) @ pull
    return summed
