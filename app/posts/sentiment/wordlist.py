# SPDX-License-Identifier: Apache-2.0
"""The written word lists (`resources/lexicons/{zh,en}.toml`), made ready for scanning.

`LexiconScorer` loads them once. The trap: everything in here is folded, so only folded text may be looked up; and
what begins with a Latin letter or a figure is meant for word boundaries only.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from app.posts.fold import fold

FIRST_WORD: Final = re.compile(r"[a-z0-9]+(?:['’`][a-z]+)*")
"""One English word or number in folded text."""
LATIN_FIRSTS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789@")
"""What an English word, a number, an address or an @name begins with."""

_REACH: Final = {"zh": 4, "en": 16}
_APOSTROPHES: Final = ("’", "`", "")
_SHORTEST_STEM: Final = 4


class Role(IntEnum):
    """What an entry does to the sum."""

    WORD = 0
    NEGATION = 1
    DEGREE = 2
    TURN = 3
    BREAK = 4


class Entry(NamedTuple):
    """`value` is the weight of a word or the factor of a degree; `reach` how many characters ahead it acts."""

    role: Role
    value: float
    reach: int


@dataclass(frozen=True, slots=True)
class WordList:
    """All entries, and the ways into them.

    `firsts` holds every character an entry or a word can begin with. `lengths` leads from the first two characters
    of an entry to the lengths to try, longest first (from one character where the entry is one character long);
    `phrases` from an English word to the phrases it begins, longest first.
    """

    entries: dict[str, Entry]
    firsts: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    phrases: dict[str, tuple[str, ...]]


@cache
def word_list() -> WordList:
    """Reads both lists (some 20 ms the first time)."""
    chinese, english = dict(_listed("zh")), dict(_listed("en"))
    entries = dict(_inflected(english)) | chinese | english
    firsts = LATIN_FIRSTS.union(text[0] for text in entries)
    return WordList(entries, firsts, _lengths(entries), _phrases(entries))


def _listed(language: str) -> Iterator[tuple[str, Entry]]:
    file = resources.files("resources") / "lexicons" / f"{language}.toml"
    content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    reach = _REACH[language]
    for part, role in (("words", Role.WORD), ("emoticons", Role.WORD), ("intensifiers", Role.DEGREE)):
        for value, texts in content.get(part, {}).items():
            entry = Entry(role, float(value), reach)
            yield from ((text, entry) for text in _texts(texts))
    for name, role in (("negations", Role.NEGATION), ("adversatives", Role.TURN), ("breaks", Role.BREAK)):
        entry = Entry(role, 0.0, reach)
        yield from ((text, entry) for text in _texts(content["grammar"][name]))


def _texts(listed: str) -> Iterator[str]:
    for text in fold(listed).split():
        spaced = text.replace("_", " ")
        yield spaced
        if "'" in spaced and spaced[0].isalpha():
            yield from (spaced.replace("'", other) for other in _APOSTROPHES)


def _inflected(listed: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Regular forms of English words. Over-generation is harmless: nobody writes what is no word."""
    for word, entry in listed.items():
        if entry.role is not Role.WORD or not entry.value or not word.isalpha() or len(word) < _SHORTEST_STEM:
            continue
        stem = word[:-1]
        if word.endswith("e"):
            forms = [f"{word}s", f"{word}d", f"{stem}ing", f"{word}ly"]
        elif word.endswith("y"):
            forms = [f"{stem}ies", f"{stem}ied", f"{word}ing", f"{stem}ily", f"{word}s"]
        else:
            forms = [f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{word}ly"]
        yield from ((form, entry) for form in forms)


def _lengths(entries: dict[str, Entry]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for text in entries:
        if text[0] not in LATIN_FIRSTS:
            found.setdefault(text[:2], set()).add(len(text))
    for start, sizes in found.items():
        if start[0] in found:  # the pair leads nowhere, but its first character is an entry by itself
            sizes.add(1)
    return {start: tuple(sorted(sizes, reverse=True)) for start, sizes in found.items()}


def _phrases(entries: dict[str, Entry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for text in entries:
        first = FIRST_WORD.match(text)
        if first and first[0] != text:
            found.setdefault(first[0], []).append(text)
    return {word: tuple(sorted(texts, key=len, reverse=True)) for word, texts in found.items()}
