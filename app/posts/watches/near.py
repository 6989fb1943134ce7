# SPDX-License-Identifier: Apache-2.0
"""Finds keywords with one character more, less or other, thousands at once.

Whatever the one edit is, one half of the keyword stands unharmed. So halves are looked up first; where the character
beside one could belong to the other half, the hash of the window with one character left out tells which keywords
it is. The time does not grow with the number of keywords that share a half. The trap: the first and the last Han of a
keyword are not taken as replaced but as missing, so that the place told is what the text really shares.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.posts.watches.forms import BACK, WALL, Flags, Numbers, Row, hashes, is_spaced_code, mixed, powers, repeated
from app.posts.watches.windows import Windows, nth_of

_MOST_HALVES: Final = 30
_MOST_CANDIDATES: Final = 300
"""In one text; a text of usual length has two."""
_MOST_ALIKE: Final = 50
"""Keywords told of one window: of thousands that differ in the same character only, the first ones."""
_AT_ONCE: Final = 4_096
_BITS: Final = 20
_SHIFT: Final = np.uint64(64 - _BITS)
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_BEFORE, _AFTER = 0, 1
_OTHER, _LESS, _MORE = 0, 1, 2


class Strayed(NamedTuple):
    """Which keywords stand where, one edit away: `[starts, ends)` in the row."""

    words: Numbers
    starts: Numbers
    ends: Numbers


class _Candidates(NamedTuple):
    """Halves that stand unharmed: where, how long the keyword is, and which half (`_BEFORE`: its first)."""

    places: Numbers
    lengths: Numbers
    side: int

    def part(self, chosen: Numbers | Flags | slice) -> "_Candidates":
        return _Candidates(self.places[chosen], self.lengths[chosen], self.side)


class Near:
    """Keywords of at least 4 numbers, all different."""

    def __init__(self, words: Sequence[Sequence[int]]) -> None:
        self._hashes = np.zeros(len(words), np.uint64)
        self._lengths = np.array([len(word) for word in words], np.int64)
        by_length: dict[int, list[int]] = {}
        for number, word in enumerate(words):
            by_length.setdefault(len(word), []).append(number)
        keys, told = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        for numbers in by_length.values():
            matrix = np.array([words[number] for number in numbers], np.int64)
            self._hashes[numbers] = hashes(matrix)
            for key, allowed in _variants(matrix):
                keys.append(key[allowed])
                told.append(np.broadcast_to(np.array(numbers, np.int64)[:, None], key.shape)[allowed])
        order = np.lexsort((np.concatenate(told), np.concatenate(keys)))
        self._keys, self._told = np.concatenate(keys)[order], np.concatenate(told)[order]
        self._learn_halves(words)

    def _learn_halves(self, words: Sequence[Sequence[int]]) -> None:
        halves: dict[tuple[int, ...], int] = {}
        uses: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
        beside: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
        for word in words:
            middle = len(word) // 2
            first, last = tuple(word[:middle]), tuple(word[middle:])
            for side, half, others in ((_BEFORE, first, last[:2]), (_AFTER, last, first[-2:])):
                number = halves.setdefault(half, len(halves))
                uses[side].add((number, len(word)))
                beside[side].update((number, other) for other in others)
        self._halves = Windows(list(halves), most=_MOST_HALVES)
        self._uses = [_Uses(len(halves), pairs) for pairs in uses]
        self._beside = [_marks(pairs, side) for side, pairs in enumerate(beside)]

    def find(self, row: Row) -> Strayed:
        """All of them, but for those that overlap the very keyword; bounded in a text of nothing but halves.

        Raises CrowdedError.
        """
        halves = self._halves.find(row)
        found = [_NOTHING]
        for side in (_BEFORE, _AFTER):
            candidates = self._candidates(halves.patterns, halves.places, row, side)
            for first in range(0, len(candidates.places), _AT_ONCE):
                part = candidates.part(slice(first, first + _AT_ONCE))
                found += [self._other(part, row), self._less(part, row), self._more(part, row)]
                row.bear(sum(len(one.words) for one in found))
        return Strayed(*(np.concatenate([one[place] for one in found]) for place in range(3)))

    def _candidates(self, halves: Numbers, places: Numbers, row: Row, side: int) -> _Candidates:
        """Halves beside which a character stands that could be the other half's."""
        lengths = self._uses[side].half_lengths(halves, side)
        near = places + lengths if side == _BEFORE else places - 1
        step = 1 if side == _BEFORE else -1
        likely = np.zeros(len(places), np.bool_)
        for beside in (near, near + step):
            inside = (beside >= 0) & (beside < len(row))
            character = row.numbers[np.where(inside, beside, 0)]
            likely |= inside & self._beside[side][_spots(halves, character, side)]
        which, lengths = self._uses[side].expanded(halves[likely])
        places = places[likely][which]
        owners = row.owners(places)
        if len(owners) > _MOST_CANDIDATES and np.bincount(owners).max() > _MOST_CANDIDATES:
            order = np.lexsort((lengths, places, owners))
            kept = order[nth_of(owners[order]) < _MOST_CANDIDATES]
            places, lengths = places[kept], lengths[kept]
        return _Candidates(places, lengths, side)

    def _other(self, some: _Candidates, row: Row) -> Strayed:
        """One character is another."""
        starts = some.places - (some.lengths // 2 if some.side == _AFTER else 0)
        some, starts = _inside(some, starts, some.lengths, row)
        which, at = _edited(some)
        whole = row.windows(starts, some.lengths)
        starts, lengths = starts[which], some.lengths[which]
        told = whole[which] - row.numbers[starts + at] * powers(len(row)).up[at]
        return self._told_of(told ^ _tags(lengths, at, _OTHER), starts, lengths, row)

    def _less(self, some: _Candidates, row: Row) -> Strayed:
        """One character is missing."""
        starts = some.places - (some.lengths // 2 - 1 if some.side == _AFTER else 0)
        some, starts = _inside(some, starts, some.lengths - 1, row)
        told = row.windows(starts, some.lengths - 1)
        tags = _tags(some.lengths, np.zeros_like(some.lengths), _LESS)
        return self._told_of(told ^ tags, starts, some.lengths - 1, row)

    def _more(self, some: _Candidates, row: Row) -> Strayed:
        """There is one character more, not at an end."""
        starts = some.places - (some.lengths // 2 + 1 if some.side == _AFTER else 0)
        some, starts = _inside(some, starts, some.lengths + 1, row)
        which, at = _edited(some)
        which, at = which[at > 0], at[at > 0]
        starts, lengths = starts[which], some.lengths[which]
        told = row.windows(starts, at) + row.windows(starts + at + 1, lengths - at) * powers(len(row)).up[at]
        tags = _tags(lengths, np.zeros_like(lengths), _MORE)
        return self._told_of(told ^ tags, starts, lengths + 1, row)

    def _told_of(self, keys: NDArray[np.uint64], starts: Numbers, lengths: Numbers, row: Row) -> Strayed:
        """The keywords the windows belong to."""
        first = np.searchsorted(self._keys, keys, side="left")
        known = np.flatnonzero(self._keys[np.minimum(first, len(self._keys) - 1)] == keys)
        first, starts, ends = first[known], starts[known], (starts + lengths)[known]
        times = np.minimum(np.searchsorted(self._keys, keys[known], side="right") - first, _MOST_ALIKE)
        which, nth = repeated(times)
        found = Strayed(self._told[first[which] + nth], starts[which], ends[which])
        kept = (row.owners(found.starts) == row.owners(found.ends - 1)) & (row.values[found.ends - 1] != WALL)
        for shift in (-1, 0, 1):
            kept &= ~self._is_itself(found, found.starts + shift, row)
        return Strayed(found.words[kept], found.starts[kept], found.ends[kept])

    def _is_itself(self, found: Strayed, starts: Numbers, row: Row) -> Flags:
        lengths = self._lengths[found.words]
        inside = (starts >= 0) & (starts + lengths <= len(row))
        starts, lengths = np.where(inside, starts, 0), np.where(inside, lengths, 0)
        same: Flags = inside & (row.windows(starts, lengths) == self._hashes[found.words])
        return same


_NOTHING: Final = Strayed(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


class _Uses:
    """For each half the lengths of the keywords it is the first (or last) half of."""

    def __init__(self, halves: int, pairs: set[tuple[int, int]]) -> None:
        ordered = sorted(pairs)
        self._lengths = np.array([length for _, length in ordered], np.int64)
        owners = np.array([half for half, _ in ordered], np.int64)
        self._first = np.searchsorted(owners, np.arange(halves))
        self._times = np.searchsorted(owners, np.arange(halves), side="right") - self._first

    def half_lengths(self, halves: Numbers, side: int) -> Numbers:
        """How long the halves themselves are."""
        lengths = self._lengths[np.minimum(self._first[halves], len(self._lengths) - 1)]
        found: Numbers = lengths // 2 if side == _BEFORE else lengths - lengths // 2
        return found

    def expanded(self, halves: Numbers) -> tuple[Numbers, Numbers]:
        """Each half once for every length: which one, and the length."""
        which, nth = repeated(self._times[halves])
        return which, self._lengths[self._first[halves][which] + nth]


def _variants(matrix: NDArray[np.int64]) -> list[tuple[NDArray[np.uint64], Flags]]:
    """The keys of one length's keywords with one character other, less, more; and which of them count."""
    length = matrix.shape[1]
    parts = matrix.astype(np.uint64) * powers(length).up[:length]
    whole = parts.sum(axis=1, dtype=np.uint64)[:, None]
    before = np.cumsum(parts, axis=1, dtype=np.uint64) - parts
    at = np.arange(length)
    ends = (at == 0) | (at == length - 1)
    lengths, nowhere = np.full(length, length), np.zeros(length, np.int64)
    other = (whole - parts) ^ _tags(lengths, at, _OTHER)
    less = (before + (whole - before - parts) * np.uint64(BACK)) ^ _tags(lengths, nowhere, _LESS)
    more = whole ^ _tags(lengths[:1], nowhere[:1], _MORE)
    again = np.zeros(matrix.shape, np.bool_)  # of two alike side by side, which one is missing cannot be told
    again[:, 1:] = matrix[:, 1:] == matrix[:, :-1]
    return [
        (other, ~ends | is_spaced_code(matrix.astype(np.int32))),
        (less, ~again),
        (more, np.ones(more.shape, np.bool_)),
    ]


def _tags(lengths: Numbers, at: Numbers, kind: int) -> NDArray[np.uint64]:
    return mixed((lengths << 20) | (at << 4) | kind)


def _marks(pairs: set[tuple[int, int]], side: int) -> Flags:
    marks = np.zeros(1 << _BITS, np.bool_)
    if pairs:
        table = np.array(sorted(pairs), np.int64)
        marks[_spots(table[:, 0], table[:, 1].astype(np.uint64), side)] = True
    return marks


def _spots(halves: Numbers, character: NDArray[np.uint64], side: int) -> Numbers:
    return ((mixed(halves * 2 + side) ^ (character * _ODD)) >> _SHIFT).view(np.int64)


def _inside(some: _Candidates, starts: Numbers, lengths: Numbers, row: Row) -> tuple[_Candidates, Numbers]:
    kept = (starts >= 0) & (starts + lengths <= len(row))
    return some.part(kept), starts[kept]


def _edited(some: _Candidates) -> tuple[Numbers, Numbers]:
    """Each candidate once for every place of the half that may be harmed: which one, and the place in the keyword."""
    middle = some.lengths // 2
    which, nth = repeated(some.lengths - middle if some.side == _BEFORE else middle)
    return which, nth + (middle[which] if some.side == _BEFORE else 0)
