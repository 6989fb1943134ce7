# SPDX-License-Identifier: Apache-2.0
"""Which language each of many texts is in, as far as the mood model must know: Chinese, English, or another.

Called by the scorer for every batch. By scripts first; what is written in Latin letters is told from English by the
short words every sentence needs. The trap: two words of a name are no sentence, so what shows no sign of another
language is taken for English.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.sentiment.hashing import Kind, Units, read, text_of_units
from app.posts.sentiment.model import Language

_ENGLISH: Final = "english"
_LATIN_FOR_HAN: Final = 8
"""With more Latin letters to a Han character a text is English with a Chinese name in it."""
_BITS: Final = 16


def languages_of(units: Units) -> NDArray[np.intp]:
    """A `Language` for each text; UNKNOWN too where there is nothing to read."""
    texts = len(units.firsts)
    counts = _characters(units)
    latin = counts[:, Kind.LATIN] + counts[:, Kind.ACCENTED]
    han, kana, hangul, other = (counts[:, kind] for kind in (Kind.HAN, Kind.KANA, Kind.HANGUL, Kind.OTHER))
    letters = latin + han + kana + hangul + other
    found = np.full(texts, int(Language.CHINESE))
    english = (latin > 0) & (_LATIN_FOR_HAN * han < latin)
    found[english] = Language.ENGLISH
    japanese = (kana > 0) & (kana * 4 > han + latin) & ((kana >= 3) | (han == 0))
    known = han + latin
    strange = japanese | (hangul > known) | ((other >= 3) & (other > known))
    if english.any():
        strange |= english & _not_english(units, counts)
    readable = letters + counts[:, Kind.PICTURE] > 0
    strange |= ~(readable | _has_smiley(units))
    found[strange] = Language.UNKNOWN
    return found


def _characters(units: Units) -> NDArray[np.intp]:
    """How many characters of each kind a text has."""
    texts, kinds = len(units.firsts), len(Kind)
    owners = np.repeat(np.arange(texts), np.diff(units.offsets))
    counted = np.bincount(owners * kinds + units.kinds, minlength=texts * kinds)
    return counted.reshape(texts, kinds)


def _not_english(units: Units, counts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """More short words of another language than of English, or letters English has not in most words."""
    evidence = _evidence()[units.codes >> np.uint32(32 - _BITS)]
    owners = text_of_units(units)
    texts = len(units.firsts)
    for_english = np.bincount(owners, evidence > 0, texts)
    against = np.bincount(owners, evidence < 0, texts) + counts[:, Kind.ACCENTED] / 2
    return against > np.maximum(for_english, 0.5)


def _has_smiley(units: Units) -> NDArray[np.bool_]:
    """Whether a text without a letter has two signs that stand together and can be a face: `:)`."""
    faces = np.zeros(len(units.firsts), np.bool_)
    if len(units.codes) > 1:
        eyes = np.isin(units.codes[:-1], _codes(":;=<"))
        mouths = np.isin(units.codes[1:], _codes("()[]/3"))
        owners = text_of_units(units)
        there = eyes & mouths & (units.ends[:-1] == units.begins[1:]) & (owners[:-1] == owners[1:])
        faces[owners[:-1][there]] = True
    return faces


@cache
def _codes(signs: str) -> NDArray[np.uint32]:
    return read(list(signs)).codes


@cache
def _evidence() -> NDArray[np.int8]:
    """1 for a word of English, -1 for one of another language, by the highest bits of the word's code."""
    file = resources.files("resources") / "lexicons" / "languages.toml"
    listed = tomllib.loads(file.read_text("utf-8"))["words"]
    table = np.zeros(1 << _BITS, np.int8)
    for language in sorted(listed, key=_ENGLISH.__eq__):  # English last: a word that it has too counts for it
        words = read(listed[language].split()).codes
        table[words >> np.uint32(32 - _BITS)] = 1 if language == _ENGLISH else -1
    return table
