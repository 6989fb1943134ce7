# SPDX-License-Identifier: Apache-2.0
"""Makes `resources/models/characters.npz`: what the mood model takes each character for.

Run once per change of the rules, before training. The trap: the file exists because Python's own tables differ from
version to version, and the same text must get the same answer everywhere.
"""

import sys
import unicodedata
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.posts.fold import fold_character
from app.posts.sentiment.hashing import Kind

_HAN: Final = ((0x3005, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x33480))
_KANA: Final = ((0x3041, 0x3097), (0x309D, 0x30A0), (0x30A1, 0x30FB), (0x30FD, 0x3100), (0x31F0, 0x3200))
_HANGUL: Final = ((0x1100, 0x1200), (0x3131, 0x318F), (0xAC00, 0xD7A4))
_SKIN: Final = range(0x1F3FB, 0x1F400)
# What OpenCC writes in Taiwan's and Hong Kong's script and its table of single characters does not lead back.
_ALIKE: Final = dict(zip("著瞭覆彷痺藉揹薰牴暱衞敍枱擡幷妳裡", "着了复仿痹借背熏抵昵卫叙台抬并你里", strict=True))
_QUOTES: Final = dict(zip("’‘`´“”。、【】", "''''\"\".,[]", strict=True))


def characters() -> dict[str, NDArray[Any]]:
    """`codes` that fold to another (`folded`), and `kinds` as runs that begin at `starts`."""
    folded = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    kinds = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        made = _QUOTES.get(one) or fold_character(one)[:1] or one
        made = _ALIKE.get(made) or _QUOTES.get(made, made)
        folded[code] = ord(made)
        kinds[code] = _kind(one, made)
    folded[kinds == Kind.NOTHING] = 0
    codes = np.flatnonzero(folded != np.arange(sys.maxunicode + 1)).astype(np.uint32)
    starts = np.flatnonzero(np.diff(kinds, prepend=np.uint8(255))).astype(np.uint32)
    return {"codes": codes, "folded": folded[codes], "starts": starts, "kinds": kinds[starts]}


def write_characters(path: Path) -> int:
    """Writes the file and says how many bytes it has."""
    np.savez_compressed(path, **characters())  # type: ignore[arg-type]
    return path.stat().st_size


def _kind(one: str, made: str) -> Kind:
    category, code = unicodedata.category(one), ord(made)
    if category in ("Cf", "Mn", "Me") or ord(one) in _SKIN:
        return Kind.NOTHING
    if category[0] in "CZ":
        return Kind.SPACE if category not in ("Co", "Cn") else Kind.SIGN
    for kind, spans in ((Kind.HAN, _HAN), (Kind.KANA, _KANA), (Kind.HANGUL, _HANGUL)):
        if _within(code, spans):
            return kind
    if "a" <= made <= "z":
        return Kind.LATIN
    if "0" <= made <= "9":
        return Kind.DIGIT
    if category[0] in "LM":
        return Kind.ACCENTED if "LATIN" in unicodedata.name(made, "") else Kind.OTHER
    return Kind.PICTURE if category in ("So", "Sk") and code > 0x2000 else Kind.SIGN


def _within(code: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code < end for first, end in spans)
