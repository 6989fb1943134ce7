# SPDX-License-Identifier: Apache-2.0
"""Texts as hashed n-grams, for many texts at once and with numpy alone: what the models of this package read.

Called by `app.posts.sentiment.scorer`, by training and by the analysis of what posts are about. A *unit* is a Han
character, a word, a number, an emoticon in brackets or any other sign. The trap: everything is whole-number
arithmetic that wraps at 32 bits, so that every machine finds the same buckets; each change here asks for new weights.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

BITS: Final = 20
NOWHERE: Final = 0
"""The bucket of n-grams that reach over the end of their text: its weight is 0."""
LONGEST: Final = 2_000
"""Characters read of one text: a mood does not need the rest of a megabyte."""
ORDERS: Final = 5
"""Unit n-grams that begin at a unit: 1, 2, 3 and 4 units, and two units with any one between them."""
LETTERS: Final = 3
"""Letter n-grams that begin at a letter of a word: 3, 4 and 5 letters, the word's ends being letters too."""

_Codes = NDArray[np.uint32]
_Places = NDArray[np.intp]
_AT_ONCE: Final = 64_000  # characters: fewer, and calling numpy costs more than what it does; measured
_UNREAD: Final = (
    ("//", re.compile(r"https?://[!-~]+")),
    ("//", re.compile(r"HTTPS?://[!-~]+")),
    ("www.", re.compile(r"www\.[!-~]+")),
    ("@", re.compile(r"@[\w-]{1,30}")),
    ("＠", re.compile(r"＠[\w-]{1,30}")),
    ("&", re.compile(r"&(?:amp|lt|gt|quot|nbsp|AMP|LT|GT);?")),
)
"""What is left out, each with a sign of it that is quickly looked for."""
_BRACKETED: Final = re.compile(r"\[[^\[\]\s]{1,8}\]")
_STEP: Final = np.uint32(0x01000193)
_STIR: Final = np.uint32(0x9E3779B1)
_SALTS: Final = tuple(np.uint32(salt) for salt in (0, 0x3C6EF372, 0x78DDE6E4, 0x1715609D, 0x5384540F))
_LETTER_SALTS: Final = tuple(np.uint32(salt) for salt in (0x8FF34781, 0xCC623AF3, 0x0A8D2E65))
_EDGE: Final = np.uint32(0x27D4EB2F)


class Kind(IntEnum):
    """What a character is for the models. NOTHING leaves no trace; words are made of LATIN, ACCENTED and OTHER."""

    NOTHING = 0
    SPACE = 1
    LATIN = 2
    ACCENTED = 3
    OTHER = 4
    DIGIT = 5
    HAN = 6
    KANA = 7
    HANGUL = 8
    SIGN = 9
    PICTURE = 10


class Hashed(NamedTuple):
    """`buckets` of all texts one after the other (0 to 2**BITS, NOWHERE is none); text i begins at `starts[i]`."""

    buckets: NDArray[np.int64]
    starts: NDArray[np.int64]


class Units(NamedTuple):
    """The units of some texts. `texts` of a unit and `firsts` of a text point into each other.

    `begins` and `ends` count characters of the joined texts, `offsets` says where in it a text begins. `letters` are
    what letters of words hash to, with `letter_units` the unit each stands in; `kinds` of the characters read and
    `folded`, what each of them is compared as (0: nothing).
    """

    codes: _Codes
    begins: _Places
    ends: _Places
    firsts: _Places
    lasts: _Places
    offsets: _Places
    kinds: NDArray[np.uint8]
    folded: _Codes
    letters: _Codes
    letter_units: _Places

    def salted(self, salts: _Codes) -> "Units":
        """The same in other buckets: one salt a text, 0 for none."""
        salt = salts[text_of_units(self)]
        return self._replace(codes=self.codes ^ salt, letters=self.letters ^ salt[self.letter_units])

    def without(self, spans: Sequence[tuple[int, int]]) -> "Units":
        """The same without the units that touch one of the spans `[start, end)` of the joined texts."""
        stays = np.ones(len(self.codes), np.bool_)
        for start, end in spans:
            stays[np.searchsorted(self.ends, start, "right") : np.searchsorted(self.begins, end)] = False
        counts = np.bincount(text_of_units(self)[stays], minlength=len(self.firsts))
        lasts = np.cumsum(counts)
        letters = stays[self.letter_units]
        letter_units = (np.cumsum(stays) - 1)[self.letter_units[letters]]
        return self._replace(
            codes=self.codes[stays],
            begins=self.begins[stays],
            ends=self.ends[stays],
            firsts=lasts - counts,
            lasts=lasts,
            letters=self.letters[letters],
            letter_units=letter_units,
        )


class _Tables(NamedTuple):
    folded: _Codes
    kinds: NDArray[np.uint8]
    codes: _Codes
    powers: _Codes


def hashed(texts: Sequence[str]) -> Hashed:
    """All n-grams of each text: those of its units, place by place, then those of its letters."""
    flat: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    counts: list[NDArray[np.intp]] = [np.zeros(1, np.intp)]
    for start, end in chunks(texts):
        units = read(texts[start:end])
        grams = unit_buckets(units).T.ravel(), letter_buckets(units).T.ravel()
        owners = text_of_units(units)
        order = np.concatenate((np.repeat(owners, ORDERS), np.repeat(owners[units.letter_units], LETTERS)))
        buckets = np.concatenate(grams)
        there = buckets != NOWHERE
        order, buckets = order[there], buckets[there]
        flat.append(buckets[np.argsort(order, kind="stable")])
        counts.append(np.bincount(order, minlength=end - start))
    ends = np.cumsum(np.concatenate(counts))
    return Hashed(np.concatenate(flat), ends[: len(texts)].astype(np.int64))


def chunks(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where to part many texts so that what is made of each part stays in the processor's cache."""
    parts, first, size = [], 0, 0
    for number, text in enumerate(texts):
        size += min(len(text), LONGEST) + 1
        if size >= _AT_ONCE:
            parts.append((first, number + 1))
            first, size = number + 1, 0
    return [*parts, (first, len(texts))] if first < len(texts) else parts


def read(texts: Sequence[str]) -> Units:
    """The units of `texts`. What nobody wrote to be felt is left out: addresses, @names, invisible characters."""
    joined = "\n".join([text[:LONGEST] for text in texts]) + "\n"
    tables = _tables()
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds, folded = tables.kinds.take(raw, mode="clip"), tables.folded.take(raw, mode="clip")
    glue = _GLUE.take(kinds, mode="clip")
    opening = _bracketed(joined, kinds, glue)
    lengths = np.minimum(np.fromiter(map(len, texts), np.intp, len(texts)), LONGEST) + 1
    offsets = np.concatenate((np.zeros(1, np.intp), np.cumsum(lengths)))
    places = _kept(folded, kinds, glue)
    whole, folded, glue = folded, folded[places], glue[places]
    begins = (glue == 0) | (glue != np.concatenate((np.zeros(1, np.uint8), glue[:-1])))
    begins[np.searchsorted(places, opening)] = True
    signs = kinds[places] != Kind.SPACE
    begins, folded, places, glue = begins[signs], folded[signs], places[signs], glue[signs]
    return _units(tables, (folded, glue, begins, places), offsets, kinds, whole)


def unit_buckets(units: Units, bits: int = BITS) -> NDArray[np.int64]:
    """Shape (ORDERS, units): the bucket of each n-gram that begins at a unit, NOWHERE where the text ends before."""
    codes = units.codes
    count = len(codes)
    left = np.repeat(units.lasts, units.lasts - units.firsts) - np.arange(count)
    buckets = np.zeros((ORDERS, count), np.int64)
    rolled = codes
    for order in range(4):
        if order:
            rolled = rolled[:-1] * _STEP + codes[order:]
        _put(buckets[order], rolled, _SALTS[order], left[: len(rolled)] > order, bits)
        if len(rolled) < 2:
            break
    if count > 2:
        _put(buckets[4], codes[:-2] * _STEP + codes[2:], _SALTS[4], left[:-2] > 2, bits)
    return buckets


def letter_buckets(units: Units, bits: int = BITS) -> NDArray[np.int64]:
    """Shape (LETTERS, letters): as `unit_buckets`, for the letters of words with an edge at both ends."""
    codes, owners = units.letters, units.letter_units
    buckets = np.zeros((LETTERS, len(codes)), np.int64)
    for number, order in enumerate(range(3, 6)):
        if len(codes) < order:
            break
        same = owners[: len(codes) - order + 1] == owners[order - 1 :]
        rolled = codes[: len(same)]
        for step in range(1, order):
            rolled = rolled * _STEP + codes[step : step + len(same)]
        _put(buckets[number], rolled, _LETTER_SALTS[number], same, bits)
    return buckets


def text_of_units(units: Units) -> _Places:
    """Which text each unit belongs to."""
    return np.repeat(np.arange(len(units.firsts)), units.lasts - units.firsts)


def folded_text(units: Units) -> tuple[str, _Places]:
    """What was read, as it is compared, a line break after each text; and the place of each of its characters."""
    folded = units.folded.copy()
    folded[units.offsets[1:] - 1] = ord("\n")
    places = np.flatnonzero(folded)
    return folded[places].tobytes().decode("utf-32-le", "replace"), places


def _put(row: NDArray[np.int64], rolled: _Codes, salt: np.uint32, there: NDArray[np.bool_], bits: int) -> None:
    found = ((rolled ^ salt) * _STIR) >> np.uint32(32 - bits)
    np.multiply(np.maximum(found, np.uint32(1)), there, out=row[: len(found)], casting="unsafe")


def _bracketed(joined: str, kinds: NDArray[np.uint8], glue: NDArray[np.uint8]) -> _Places:
    """Takes out what is not read, makes each emoticon in brackets one unit; where those begin."""
    for sign, pattern in _UNREAD:
        spans = [match.span() for match in pattern.finditer(joined)] if sign in joined else ()
        if spans:
            inside = _inside(spans, len(kinds))
            kinds[inside] = Kind.SPACE
            glue[inside] = 0
    brackets = [match.span() for match in _BRACKETED.finditer(joined)] if "[" in joined else []
    brackets = [span for span in brackets if kinds[span[0]] != Kind.SPACE]
    if brackets:
        glue[_inside(brackets, len(kinds))] = _EMOTICON
    return np.array([start for start, _ in brackets], np.intp)


def _inside(spans: Sequence[tuple[int, int]], size: int) -> NDArray[np.bool_]:
    """Which places lie in one of the spans, which do not overlap."""
    bounds = np.array(spans, np.intp)
    opened, closed = np.zeros(size + 1, np.int8), np.zeros(size + 1, np.int8)
    opened[bounds[:, 0]] = 1
    closed[bounds[:, 1]] = 1
    inside: NDArray[np.bool_] = np.cumsum(opened[:-1] - closed[:-1], dtype=np.int8) > 0
    return inside


def _kept(folded: _Codes, kinds: NDArray[np.uint8], glue: NDArray[np.uint8]) -> _Places:
    """Which characters count: not the invisible ones, nor an apostrophe in a word, nor the third of a row."""
    kept = kinds != Kind.NOTHING
    letters = glue == _WORD
    kept[1:-1] &= ~((folded[1:-1] == ord("'")) & letters[:-2] & letters[2:])
    places: _Places = np.flatnonzero(kept)
    row = folded[places]
    third = (row[2:] == row[1:-1]) & (row[2:] == row[:-2])
    if third.any():
        whose = kinds[places]
        third &= (whose[2:] != Kind.DIGIT) & (glue[places[2:]] != _EMOTICON)
        third &= (whose[2:] != Kind.SPACE) & (whose[1:-1] != Kind.SPACE) & (whose[:-2] != Kind.SPACE)
        stays = np.ones(len(places), np.bool_)
        stays[2:] = ~third
        places = places[stays]
    return places


def _units(
    tables: _Tables,
    characters: tuple[_Codes, NDArray[np.uint8], NDArray[np.bool_], _Places],
    offsets: _Places,
    kinds: NDArray[np.uint8],
    whole: _Codes,
) -> Units:
    folded, glue, begins, places = characters
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(folded))
    mixed = tables.codes.take(folded, mode="clip")
    if not len(starts):
        nothing = np.empty(0, np.intp)
        none = np.zeros(len(offsets) - 1, np.intp)
        return Units(mixed, nothing, nothing, none, none, offsets, kinds, whole, mixed, nothing)
    within = np.arange(len(folded)) - np.repeat(starts, ends - starts)
    codes = np.add.reduceat(mixed * tables.powers.take(within, mode="clip"), starts, dtype=np.uint32)
    owners = np.searchsorted(offsets, places[starts], "right") - 1
    fresh = np.ones(len(starts), np.bool_)
    fresh[2:] = (codes[2:] != codes[1:-1]) | (codes[2:] != codes[:-2]) | (owners[2:] != owners[:-2])
    if not fresh.all():
        owners, codes = owners[fresh], codes[fresh]
    lasts = np.cumsum(np.bincount(owners, minlength=len(offsets) - 1))
    firsts = np.concatenate((np.zeros(1, np.intp), lasts[:-1]))
    letters, letter_units = _letters(mixed, glue[starts] == _WORD, starts, ends, fresh)
    begun, ended = places[starts][fresh], places[ends - 1][fresh] + 1
    return Units(codes, begun, ended, firsts, lasts, offsets, kinds, whole, letters, letter_units)


def _letters(
    mixed: _Codes, words: NDArray[np.bool_], starts: _Places, ends: _Places, fresh: NDArray[np.bool_]
) -> tuple[_Codes, _Places]:
    """The letters of all words with an edge before and after each word, and the unit each belongs to."""
    chosen = np.flatnonzero(words & fresh)
    sizes = ends[chosen] - starts[chosen] + 2
    closing = np.cumsum(sizes)
    owners = np.repeat(np.cumsum(fresh)[chosen] - 1, sizes)
    total = int(closing[-1]) if len(closing) else 0
    letters = np.full(total, _EDGE)
    inner = np.ones(total, np.bool_)
    inner[closing - 1] = inner[closing - sizes] = False
    sources = np.arange(total) + np.repeat(starts[chosen] - 1 - (closing - sizes), sizes)
    letters[inner] = mixed[sources[inner]]
    return letters, owners


_WORD: Final = 1
_EMOTICON: Final = 3
_GLUE: Final = np.array([0, 0, 1, 1, 1, 2, 0, 0, 0, 0, 0], np.uint8)


@cache
def _tables() -> _Tables:
    """Read once, some 20 ms."""
    with (resources.files("resources") / "models" / "characters.npz").open("rb") as file, np.load(file) as stored:
        folded = np.arange(0x110000, dtype=np.uint32)
        folded[stored["codes"]] = stored["folded"]
        starts: NDArray[Any] = stored["starts"]
        kinds = np.repeat(stored["kinds"], np.diff(np.append(starts, 0x110000)))
    codes = _stirred(np.arange(0x110000, dtype=np.uint32))
    powers = np.full(LONGEST + 2, 0x2C1B3C6D, np.uint32)
    powers[0] = 1
    powers = np.cumprod(powers, dtype=np.uint32)
    return _Tables(folded, kinds, codes, powers)


def _stirred(numbers: _Codes) -> _Codes:
    """Well spread numbers for small ones (the finalizer of MurmurHash3)."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))
