# SPDX-License-Identifier: Apache-2.0
"""Finds thousands of patterns in a row of numbers at once, each wherever it stands, also inside of one another.

A pattern is looked up by the hash of a window of its length, and only where its first numbers stand; so the time
grows with the row and the number of different lengths, never with how many patterns begin alike. The trap: a pattern
is told so many times in one text and no more, or a text of one word repeated would fill the memory.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.posts.watches.forms import CODES, HEAD_BITS, Flags, Numbers, Row, hashes, heads, mixed

_AT_ONCE: Final = 200_000


class Found(NamedTuple):
    """Which patterns stand where, in no order."""

    patterns: Numbers
    places: Numbers


class Windows:
    """Patterns, all different, of any length from 1; each is told `most` times in one text."""

    def __init__(self, patterns: Sequence[Sequence[int]], *, most: int) -> None:
        self._most = most
        self._single: Flags | None = None
        self._heads: dict[int, NDArray[np.uint8]] = {}
        by_length: dict[int, list[int]] = {}
        for number, pattern in enumerate(patterns):
            by_length.setdefault(len(pattern), []).append(number)
        self._lengths = sorted(by_length)
        told = np.zeros(len(patterns), np.uint64)
        for length, numbers in by_length.items():
            told[numbers] = self._learn(length, np.array([patterns[number] for number in numbers], np.int64))
        self._patterns: Numbers = np.argsort(told, kind="stable")
        self._hashes = told[self._patterns]

    def _learn(self, length: int, matrix: NDArray[np.int64]) -> NDArray[np.uint64]:
        if length == 1:
            self._single = np.zeros(CODES + 1024, np.bool_)
            self._single[matrix[:, 0]] = True
        else:
            head = _head(length)
            marks = self._heads.setdefault(head, np.zeros(1 << HEAD_BITS, np.uint8))
            np.bitwise_or.at(marks, heads(matrix[:, :head], head)[:, 0], np.uint8(1 << (length & 7)))
        return hashes(matrix) ^ mixed(np.array([length]))

    def find(self, row: Row) -> Found:
        """All of them in the row, the first ones of each in each text. Raises CrowdedError."""
        found = [Found(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        places: list[Numbers] = []
        lengths: list[int] = []
        for length, at in self._likely(row):
            places.append(at)
            lengths.append(length)
            if sum(map(len, places)) > _AT_ONCE:
                found.append(self._sure(row, places, lengths))
                row.bear(sum(len(one.places) for one in found))
                places, lengths = [], []
        if places:
            found.append(self._sure(row, places, lengths))
        return Found(np.concatenate([one.patterns for one in found]), np.concatenate([one.places for one in found]))

    def _likely(self, row: Row) -> Iterator[tuple[int, Numbers]]:
        """For each length where such a pattern may begin."""
        begins: dict[int, tuple[Numbers, NDArray[np.uint8]]] = {}
        for head, table in self._heads.items():
            marks = table.take(heads(row.values, head), mode="clip")  # never clips: that is only the fastest way
            at: Numbers = np.flatnonzero(marks != 0)
            begins[head] = at, marks[at]
        for length in self._lengths:
            if length == 1 and self._single is not None:
                yield length, np.flatnonzero(self._single[row.values])
            else:
                at, marks = begins[_head(length)]
                yield length, at[(marks & np.uint8(1 << (length & 7))) != 0]

    def _sure(self, row: Row, places: Sequence[Numbers], of_length: Sequence[int]) -> Found:
        """Those of the places where a pattern does stand."""
        at, lengths = np.concatenate(places), np.repeat(np.array(of_length), [len(some) for some in places])
        inside = at + lengths <= len(row)
        at, lengths = at[inside], lengths[inside]
        told = row.windows(at, lengths) ^ mixed(np.arange(lengths.max(initial=0) + 1))[lengths]
        nearest = np.searchsorted(self._hashes, told)
        nearest[nearest == len(self._hashes)] = 0
        hit = self._hashes[nearest] == told
        found = Found(self._patterns[nearest[hit]], at[hit])
        first = first_of_each(found.patterns, row.owners(found.places), self._most)
        return Found(found.patterns[first], found.places[first])


def _head(length: int) -> int:
    """How many of its first numbers are looked at first."""
    return 4 if length >= 4 else 2


def first_of_each(patterns: Numbers, owners: Numbers, most: int) -> Numbers:
    """Which are the first `most` of each pattern in each text, given in the order in which they stand there."""
    if len(owners) <= most or np.bincount(owners).max() <= most:
        return np.arange(len(owners))
    whose = patterns * (int(owners.max()) + 1) + owners
    order = np.argsort(whose, kind="stable")
    first: Numbers = order[nth_of(whose[order]) < most]
    return first


def nth_of(ordered: Numbers) -> Numbers:
    """The how manieth of its equals each one is, from 0, where equals stand side by side."""
    fresh = np.ones(len(ordered), np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    found: Numbers = np.arange(len(ordered)) - np.flatnonzero(fresh)[np.cumsum(fresh) - 1]
    return found
