# SPDX-License-Identifier: Apache-2.0
"""Two readings of a text: as shown (nothing invisible that deceives) and as compared (width, case, script).

The importer shows, the store and the scorer compare. The trap: a folded text is for matching only; it has lost
what a person wrote and its offsets are not those of the original.
"""

import importlib.util
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from app.errors import Said, UserError

# One token a character in the index: kana, Hangul, Han with extensions A to J and compatibility forms.
_ALONE: Final = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PHRASE: Final = re.compile(r'"([^"]*)(?:"|$)|(\S+)')
_WORD: Final = re.compile(r"[^\W_]+")
_MARK: Final = "\ue000\\g<0>"  # private use, which the index takes for a letter
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟「」『』《》＂", '"') | {"\u3000": " "})


def shown(text: str) -> str:
    """`text` in NFC with line ends as `\\n`, and control and bidirectional-override characters made visible.

    NUL becomes ␀, an override becomes ``[U+202E]``; nothing is silently lost.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable() and _UNSAFE.search(text):
        text = _UNSAFE.sub(_visible, text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_deceptive(text: str) -> bool:
    """Whether :func:`shown` would have to make something visible."""
    return not text.isprintable() and _UNSAFE.search(text.replace("\r", "\n")) is not None


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else f"[U+{code:04X}]"


@cache
def simplified() -> dict[str, str]:
    """OpenCC's table of single characters, traditional to simplified. Shared: not to be changed."""
    found = importlib.util.find_spec("opencc")  # its data only: importing it would load every dictionary
    if found is None or found.origin is None:
        raise ModuleNotFoundError("opencc")
    table = Path(found.origin).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t", 1) for line in table.read_text("utf-8").splitlines())
    return {pair[0]: pair[1].split(" ")[0] for pair in pairs if len(pair) == 2}


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __init__(self, *, spaced: bool) -> None:
        super().__init__()
        self._spaced = spaced

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if self._spaced and _ALONE.search(folded):
            folded = _ALONE.sub(r" \g<0> ", folded)
        self[code] = folded
        return folded


def fold_character(character: str) -> str:
    """What :func:`fold` makes of one character: none, one or several."""
    category = unicodedata.category(character)
    if category == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:  # zero width, variation selectors
        return ""
    if category in ("Cc", "Cs"):
        return " "
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    table = simplified()
    return "".join(table.get(one, one) for one in wide)


_PLAIN: Final = _Folding(spaced=False)
_SPACED: Final = _Folding(spaced=True)


def fold(text: str) -> str:
    """`text` for comparing: NFKC, case folded, traditional as simplified, zero-width characters gone."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def index_form(text: str) -> str:
    """`text` for the full-text index: folded, with every Han, kana and Hangul character standing alone."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_SPACED)


def name_form(name: str) -> str:
    """An author, source or region for the full-text index: as `index_form`, but every word marked as one of a name.

    Half of all authors are called 用户 and a number; unmarked they would slow down the search for that in texts.
    """
    return _WORD.sub(_MARK, index_form(name))


def query_of(words: str, form: Callable[[str], str] = index_form) -> str:
    """What a person typed, as an FTS5 expression: all words, phrases in quotes of any kind, `crash*` a beginning.

    `form` is the one what is looked for was indexed in. Raises UserError where it holds no letter, figure or Han
    character.
    """
    terms = []
    for match in _PHRASE.finditer(words.translate(_QUOTES)):
        term = match[1] or match[2] or ""
        phrase = " ".join(form(term).replace('"', " ").replace("\0", " ").split())
        if any(character.isalnum() for character in phrase):
            terms.append(f'"{phrase}" *' if term.endswith("*") and not _ALONE.search(phrase) else f'"{phrase}"')
    if not terms:
        raise UserError(Said("posts-search-nothing", {"words": shown(words.strip())[:80]}))
    return " AND ".join(terms)
