# SPDX-License-Identifier: Apache-2.0
"""What of a text counts when it is compared with a keyword: letters, figures and Han, folded; the rest is passed.

Used by the reading of rules (one keyword at a time) and by the tables of :mod:`app.posts.watches.forms` (every
character once). The trap: both must see a text alike, so what counts is said here only.
"""

import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from app.posts.fold import fold_character

_HAN: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF), (0xF900, 0xFAFF), (0x3005, 0x3007))
_UNSPACED: Final = (
    *_HAN, (0x3040, 0x30FF), (0x31F0, 0x31FF), (0xAC00, 0xD7A3),  # kana, Hangul
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF),  # Thai, Lao, Burmese, Khmer
)  # fmt: skip
"""Scripts that put no spaces between words, or glue endings to them."""
_OVERLAID: Final = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
_BETWEEN_WORDS: Final = frozenset(',;:!?/|&()[]{}<>"，；：！？、。（）［］｛｝《》〈〉【】「」『』“”…—')


class Passed(IntEnum):
    """What a character that does not count is: nothing to see, a sign inside of a word, or what parts words."""

    UNSEEN = 0
    SIGN = 1
    BREAK = 2


class Letter(NamedTuple):
    """A folded character that counts, and where it stood."""

    character: str
    place: int


@lru_cache(maxsize=8192)
def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return _within(ord(character), _HAN)


@lru_cache(maxsize=8192)
def is_spaced(character: str) -> bool:
    """Whether it belongs to a script that parts its words: there a word is found as a whole only."""
    return character.isalnum() and not _within(ord(character), _UNSPACED)


@lru_cache(maxsize=8192)
def counted(character: str) -> str:
    """What of a character counts once it is folded; mostly one, none for a sign, several for ㈱."""
    return "".join(one for one in fold_character(character) if one.isalnum())


def passed(character: str) -> Passed:
    """How a character that does not count is passed over."""
    category = unicodedata.category(character)
    if category == "Cf" or _within(ord(character), _OVERLAID):
        return Passed.UNSEEN
    if category[0] == "Z" or category == "Cc" or character in _BETWEEN_WORDS:
        return Passed.BREAK
    return Passed.SIGN


def letters(text: str) -> list[Letter]:
    """The characters of a text that count."""
    return [Letter(one, place) for place, character in enumerate(text) for one in counted(character)]


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
