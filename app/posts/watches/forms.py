# SPDX-License-Identifier: Apache-2.0
"""Many texts at once as rows of numbers: folded, without what does not count, each with its place in the original.

Made by :mod:`app.posts.watches.search` for a batch of posts. The tables cover every code point and are made once a
process. The trap: this module brings numpy, so it is imported only where there is something to look for.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.posts.fold import simplified
from app.posts.watches.letters import Passed, counted, is_spaced, passed
from app.posts.watches.verdicts import CrowdedError

Numbers: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]

CODES: Final = 0x110000
_CROWD: Final = 300_000
WALL: Final = 0x10FFFF
"""Stands between two texts; no keyword holds it."""
_GONE: Final = -1
_SEVERAL: Final = -2
_AS_THEY_ARE: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0x20000, 0x2F800), (0x30000, 0x323B0))
"""Han and Hangul fold to themselves, script apart."""
_LOOKED_AT: Final = (
    (0, 0x3400), (0x4DC0, 0x4E00), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0x17000), (0x18D00, 0x20000),
    (0x2F800, 0x2FA20), (0xE0000, 0xE0200),
)  # fmt: skip
"""Where every character is folded by itself. What is in neither list counts as a sign."""


def repeated(times: Numbers) -> tuple[Numbers, Numbers]:
    """Each place as often as it is told to: the place, and for the how manieth time."""
    which = np.repeat(np.arange(len(times)), times)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)


class Several:
    """For each of some numbers several values."""

    def __init__(self, values: Sequence[Sequence[int]]) -> None:
        self._times = np.array([len(some) for some in values], np.int64)
        self._first = np.cumsum(self._times) - self._times
        self._values = np.array([value for some in values for value in some], np.int64)

    def of(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """All values of each number: the place of the number, and the value."""
        if len(self._values) == len(self._times):
            return np.arange(len(numbers)), self._values[numbers]
        which, nth = repeated(self._times[numbers])
        return which, self._values[self._first[numbers][which] + nth]


class _Tables(NamedTuple):
    """By code point: what it folds to, what it is where it does not count; `several` where it folds to more."""

    folded: Codes
    passed: NDArray[np.int8]
    spaced: Flags
    several: dict[int, tuple[int, ...]]


@cache
def _tables() -> _Tables:
    folded = np.full(CODES, _GONE, np.int32)
    over = np.full(CODES, Passed.SIGN, np.int8)
    spaced = np.zeros(CODES, np.bool_)
    several: dict[int, tuple[int, ...]] = {}
    for first, end in _AS_THEY_ARE:
        folded[first:end] = np.arange(first, end, dtype=np.int32)
    for code in (code for first, end in _LOOKED_AT for code in range(first, end)):
        found = counted.__wrapped__(chr(code))
        if not found:
            over[code] = passed(chr(code))
            continue
        folded[code] = ord(found) if len(found) == 1 else _SEVERAL
        spaced[code] = is_spaced.__wrapped__(chr(code))
        if len(found) > 1:
            several[code] = tuple(map(ord, found))
    for one, other in simplified().items():
        if len(one) == len(other) == 1:
            folded[ord(one)] = ord(other)
    folded[WALL] = WALL
    return _Tables(folded, over, spaced, several)


def is_spaced_code(codes: Codes) -> Flags:
    """For each folded code whether its script parts words."""
    return _tables().spaced[codes]


class Batch:
    """Texts side by side. `codes` are the folded characters that count, all texts in a row, walls between.

    `places` are where they stood in `raw`, the texts as they are, `starts` where each text begins there.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        wall = chr(WALL)
        joined = wall.join((*texts, ""))
        tables = _tables()
        raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
        self.starts: Numbers = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        folded = tables.folded[raw]
        self.places: Numbers = np.flatnonzero(folded != _GONE)
        self.codes: Codes = folded[self.places]
        if (self.codes == _SEVERAL).any():
            self._unfold(raw, tables.several)
        self.raw = raw
        self._folded = folded

    def owners(self, at: Numbers) -> Numbers:
        """The text each character belongs to; a wall belongs to the one before it."""
        return np.searchsorted(self.starts, self.places[at], side="right") - 1

    def _unfold(self, raw: Numbers, several: dict[int, tuple[int, ...]]) -> None:
        """Makes room for the characters that fold to more than one."""
        spots = np.flatnonzero(self.codes == _SEVERAL)
        parts = [several[code] for code in raw[self.places[spots]].tolist()]
        times = np.ones(len(self.codes), np.int64)
        times[spots] = [len(part) for part in parts]
        self.places = np.repeat(self.places, times)
        self.codes = np.repeat(self.codes, times)
        self.codes[self.codes == _SEVERAL] = [code for part in parts for code in part]

    @cached_property
    def passed(self) -> NDArray[np.int8]:
        """For each character what was passed over right before it: the strongest of it, as :class:`Passed` counts."""
        over = np.where(self._folded == _GONE, _tables().passed[self.raw], np.int8(Passed.UNSEEN))
        begins = np.zeros_like(self.places)
        np.minimum(self.places[:-1] + 1, self.places[1:], out=begins[1:])
        found: NDArray[np.int8] = np.maximum.reduceat(over, begins)
        return found

    def begins_word(self, at: Numbers) -> Flags:
        """Whether no letter or figure stands right before."""
        begins: Flags = (at == 0) | ~is_spaced_code(self.codes[np.maximum(at - 1, 0)])
        return self._or_parted(begins, at)

    def ends_word(self, end: Numbers) -> Flags:
        """Whether no letter or figure follows right at `end` (there is always a wall)."""
        return self._or_parted(~is_spaced_code(self.codes[end]), end)

    def _or_parted(self, known: Flags, at: Numbers) -> Flags:
        """Also where something was passed over before a character, if only it can be seen."""
        before = self.places[at] - 1
        passed = ~known & (self._folded[before] == _GONE)
        seen = _tables().passed[self.raw[before]] != Passed.UNSEEN
        known |= passed & seen
        odd = np.flatnonzero(passed & ~seen)
        if len(odd):
            known[odd] = self.passed[at[odd]] != Passed.UNSEEN
        return known


# --- windows of such rows are told by a hash that is put together from their characters

_BASE: Final = 0x9E3779B97F4A7C15 | 1
HEAD_BITS: Final = 18
_STEPS: Final = np.array([[0x9E3779B1], [0x85EBCA6B], [0xC2B2AE35]], np.uint32)
BACK: Final = pow(_BASE, -1, 1 << 64)
"""One place less in a hash."""


def mixed(values: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Every number as another one of 64 bits that looks like chance, the same always."""
    numbers = values.astype(np.uint64)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(32)
    numbers *= np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(29)
    return numbers


class _Powers(NamedTuple):
    up: NDArray[np.uint64]
    down: NDArray[np.uint64]


@cache
def _powers_to(size: int) -> _Powers:
    both = []
    for base in (_BASE, BACK):
        steps = np.full(size, base, np.uint64)
        steps[0] = 1
        both.append(np.cumprod(steps, dtype=np.uint64))
    return _Powers(both[0], both[1])


def powers(size: int) -> _Powers:
    """Powers of the base of the hash and of its inverse, at least `size` of them."""
    return _powers_to(1 << max(size, 1 << 16).bit_length())


class Row:
    """A row of numbers whose windows can be told by their hashes: all of one length at once."""

    def __init__(self, values: Codes, batch: Batch) -> None:
        self.values, self.owners, self._texts = values, batch.owners, len(batch.starts) - 1
        self.numbers = values.astype(np.uint64)
        self._powers = powers(len(values) + 2)
        self._sums = np.zeros(len(values) + 1, np.uint64)
        np.cumsum(self.numbers * self._powers.up[: len(values)], out=self._sums[1:])

    def __len__(self) -> int:
        return len(self.values)

    def bear(self, found: int) -> None:
        """Raises CrowdedError where so many places are too many; never for a single text, whose number is bounded."""
        if found > _CROWD and self._texts > 1:
            raise CrowdedError

    def windows(self, at: Numbers, lengths: Numbers | int) -> NDArray[np.uint64]:
        """The hashes of the windows that begin at `at`, which must lie inside."""
        found: NDArray[np.uint64] = (self._sums[at + lengths] - self._sums[at]) * self._powers.down[at]
        return found


def hashes(patterns: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The hash of each row of a matrix, as :meth:`Row.windows` tells it."""
    parts = patterns.astype(np.uint64) * powers(patterns.shape[1]).up[: patterns.shape[1]]
    found: NDArray[np.uint64] = parts.sum(axis=1, dtype=np.uint64)
    return found


def heads(values: NDArray[Any], length: int) -> NDArray[np.uint32]:
    """A lesser hash, of 18 bits, of the windows of 2 or 4 in each row: a first look at what could begin there."""
    one = values.astype(np.uint32)
    two = one[..., :-1] * _STEPS[0] + one[..., 1:] * _STEPS[1]
    if length == 4:
        two = two[..., :-2] + two[..., 2:] * _STEPS[2]
    found: NDArray[np.uint32] = two >> np.uint32(32 - HEAD_BITS)
    return found
