# SPDX-License-Identifier: Apache-2.0
"""The weights of the mood model: `resources/models/mood.npz`, laid out so that a text is weighed by additions alone.

Read by `app.posts.sentiment.scorer`, written by training. A bucket has twelve weights, three to a whole number of
64 bits, 21 bits each: adding such numbers adds three weights at once, exactly. The trap: a weight lies within ±100
and a text has at most 2,000 units with five n-grams each, so no sum can run over into its neighbour.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

BITS: Final = 22
"""Of the buckets of this model: so many that few n-grams share one."""
LANES: Final = 12
"""Weights of a bucket: towards negative and positive for each head, then the gate's for all heads but the first."""
WIDEST: Final = 100
_TOGETHER: Final = 3
_WIDTH: Final = 21
_HALF: Final = 1 << (_WIDTH - 1)


class Language(IntEnum):
    """Languages the model knows, and what else a text may be in."""

    CHINESE = 0
    ENGLISH = 1
    UNKNOWN = 2


SALTS: Final = np.array([0x1B873593, 0xCC9E2D51, 0], np.uint32)
"""The languages share one table, not its buckets."""


@dataclass(frozen=True, slots=True)
class Model:
    """`places` leads from a bucket to its row of `table`, of shape (rows, 4); row 0 says nothing.

    By language: `scales` (lanes) and `bias` (lanes), `heads` how many there are.
    """

    places: NDArray[np.int32]
    table: NDArray[np.int64]
    scales: NDArray[np.float64]
    bias: NDArray[np.float64]
    heads: tuple[int, ...]
    fingerprint: str

    @property
    def bits(self) -> int:
        """There are two to the power of this many buckets."""
        return len(self.places).bit_length() - 1

    def rows(self, buckets: NDArray[np.int64]) -> NDArray[np.int64]:
        """The weights of buckets, three to a number."""
        return self.table.take(self.places.take(buckets, mode="clip"), axis=0, mode="clip")


@dataclass(frozen=True, slots=True)
class Packed:
    """What the file holds: `buckets` in order, `weights` (buckets, lanes), the rest as in :class:`Model`."""

    buckets: NDArray[np.intp]
    weights: NDArray[np.int8]
    scales: NDArray[np.float64]
    bias: NDArray[np.float64]
    heads: tuple[int, ...]


@cache
def model() -> Model:
    """The model this program came with (read once)."""
    return opened(_content())


@cache
def model_fingerprint() -> str:
    """That of `model`, which need not be made ready for it."""
    return _named(_content())


def _content() -> bytes:
    with (resources.files("resources") / "models" / "mood.npz").open("rb") as file:
        return file.read()


def _named(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def opened(content: bytes) -> Model:
    """The model in the bytes of such a file."""
    import io

    with np.load(io.BytesIO(content)) as stored:
        buckets = np.cumsum(stored["steps"], dtype=np.int64)
        weights = np.ascontiguousarray(stored["weights"].T)
        places = np.zeros(1 << (int(stored["bits"]) if "bits" in stored else 20), np.int32)
        places[buckets] = np.arange(1, len(buckets) + 1)
        table = np.zeros((len(buckets) + 1, LANES // _TOGETHER), np.int64)
        table[1:] = together(weights)
        heads = tuple(int(count) for count in stored["heads"])
        return Model(places, table, stored["scales"], stored["bias"], heads, _named(content))


def save(packed: Packed, path: Path) -> int:
    """Writes the file and says how many bytes it has. The same weights give the same bytes."""
    steps = np.diff(packed.buckets, prepend=0)
    assert steps.max() < 1 << 16
    arrays: dict[str, NDArray[Any]] = {
        "bits": np.array(BITS, np.uint8),
        "steps": steps.astype(np.uint8 if steps.max() < 256 else np.uint16),
        "weights": np.ascontiguousarray(packed.weights.T),
        "scales": packed.scales,
        "bias": packed.bias,
        "heads": np.array(packed.heads, np.uint8),
    }
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return path.stat().st_size


def together(weights: NDArray[np.int8]) -> NDArray[np.int64]:
    """Three weights to a number: shape (n, 12) becomes (n, 4)."""
    found = np.zeros((len(weights), LANES // _TOGETHER), np.int64)
    for place in range(_TOGETHER):  # one after the other: the limited child has little memory
        part = weights[:, place::_TOGETHER].astype(np.int64)
        part <<= place * _WIDTH
        found += part
    return found


def apart(sums: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums of each weight out of the sums of such numbers: shape (n, 4) becomes (n, 12)."""
    found = np.empty((len(sums), LANES // _TOGETHER, _TOGETHER), np.int64)
    rest = sums
    for place in range(_TOGETHER):
        found[:, :, place] = ((rest + _HALF) & ((1 << _WIDTH) - 1)) - _HALF
        rest = (rest - found[:, :, place]) >> _WIDTH
    return found.reshape(len(sums), LANES)


def length_factors(sizes: NDArray[np.intp]) -> NDArray[np.float32]:
    """What the n-grams of texts count for that have so many units: in a long text each counts less."""
    roots = np.sqrt(np.sqrt(np.maximum(sizes, 1).astype(np.float64)))
    factors: NDArray[np.float32] = (1.0 / roots).astype(np.float32)
    return factors
