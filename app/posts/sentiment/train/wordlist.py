# SPDX-License-Identifier: Apache-2.0
"""The written word lists (`resources/lexicons/{zh,en}.toml`), from which training makes tiny texts with a mood.

Called by `corpus`. The trap: everything in here is folded.
"""

import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from app.posts.fold import fold

_APOSTROPHES: Final = ("’", "`", "")
_SHORTEST_STEM: Final = 4


def word_weights() -> dict[str, float]:
    """All words and emoticons that have a mood, from -3 (negative) to 3 (positive)."""
    english = dict(_listed("en"))
    return dict(_inflected(english)) | dict(_listed("zh")) | english


def _listed(language: str) -> Iterator[tuple[str, float]]:
    file = resources.files("resources") / "lexicons" / f"{language}.toml"
    content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    for part in ("words", "emoticons"):
        for value, texts in content.get(part, {}).items():
            yield from ((text, float(value)) for text in _texts(texts))


def _texts(listed: str) -> Iterator[str]:
    for text in fold(listed).split():
        spaced = text.replace("_", " ")
        yield spaced
        if "'" in spaced and spaced[0].isalpha():
            yield from (spaced.replace("'", other) for other in _APOSTROPHES)


def _inflected(listed: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Regular forms of English words. Over-generation is harmless: nobody writes what is no word."""
    for word, value in listed.items():
        if not value or not word.isalpha() or len(word) < _SHORTEST_STEM:
            continue
        stem = word[:-1]
        if word.endswith("e"):
            forms = [f"{word}s", f"{word}d", f"{stem}ing", f"{word}ly"]
        elif word.endswith("y"):
            forms = [f"{stem}ies", f"{stem}ied", f"{word}ing", f"{stem}ily", f"{word}s"]
        else:
            forms = [f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{word}ly"]
        yield from ((form, value) for form in forms)
