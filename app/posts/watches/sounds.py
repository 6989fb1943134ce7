# SPDX-License-Identifier: Apache-2.0
"""How Chinese sounds, tones apart: 消废者 is heard as 消费者.

A character of a text is read in its most common way; one of a keyword in that way and as its word is read (银行 both
yin hang and yin xing), so that a keyword always finds itself. The trap: what is no Han sounds like itself only, as a
number beyond the syllables.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple

import numpy as np
import pypinyin
from pypinyin.constants import PINYIN_DICT

from app.posts.watches.forms import CODES, Codes
from app.posts.watches.letters import is_han

_BEYOND: Final = 1024
"""More than there are syllables."""
_MOST_READINGS: Final = 8


class _Sounds(NamedTuple):
    by_code: Codes
    syllables: dict[str, int]


@cache
def _sounds() -> _Sounds:
    by_code = np.arange(_BEYOND, CODES + _BEYOND, dtype=np.int32)
    common = {code: _toneless(readings.split(",")[0]) for code, readings in PINYIN_DICT.items() if is_han(chr(code))}
    syllables = {syllable: number for number, syllable in enumerate(sorted(set(common.values())))}
    by_code[list(common)] = [syllables[syllable] for syllable in common.values()]
    return _Sounds(by_code, syllables)


def _toneless(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(one for one in parts if one.isalpha())


def sounds_of(codes: Codes) -> Codes:
    """For each folded code the number of its sound."""
    return _sounds().by_code[codes]


def readings(folded: str) -> list[tuple[int, ...]]:
    """The ways a folded keyword may sound, at most 8, the most common one first."""
    by_code, syllables = _sounds()
    common = by_code[[ord(one) for one in folded]].tolist()
    heard = [
        (usual, syllables.get(said, usual)) if is_han(character) else (usual,)
        for character, usual, said in zip(folded, common, _said(folded), strict=True)
    ]
    choices = [tuple(dict.fromkeys(ways)) for ways in heard]
    return list(_few(choices))


def _said(folded: str) -> list[str]:
    """Each character as its word is read."""
    told = pypinyin.lazy_pinyin(folded, style=pypinyin.Style.NORMAL, errors=list)  # type: ignore[arg-type]  # one by one
    return told if len(told) == len(folded) else [""] * len(folded)


def _few(choices: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = []
    for way in product(*choices):
        ways.append(way)
        if len(ways) == _MOST_READINGS:
            break
    return ways
