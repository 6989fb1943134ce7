# SPDX-License-Identifier: Apache-2.0
"""What changed between two texts, and how long a text is for a platform. Pure; no Qt.

Called by the revision view and the statement pane. The trap: Chinese has no blanks between words, so each of its
characters is a unit of its own, while a Latin word or a number is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from math import ceil
from typing import Final

WEIBO_LIMIT: Final = 140
_UNIT = re.compile(r"[A-Za-z0-9_]+|\s|[^A-Za-z0-9_\s]")
_HALF_WIDTH_END = 0x100


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what became of it."""

    change: Change
    text: str


def difference(before: str, after: str) -> Iterator[Piece]:
    """The pieces that lead from one text to the other, in the order of reading; removed before added."""
    old, new = _UNIT.findall(before), _UNIT.findall(after)
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if removed == added:
            yield Piece(Change.SAME, removed)
            continue
        if removed:
            yield Piece(Change.REMOVED, removed)
        if added:
            yield Piece(Change.ADDED, added)


def weibo_length(text: str) -> int:
    """Characters as Weibo counts them: a half-width one is half a character, the sum rounded up."""
    return ceil(sum(0.5 if ord(char) < _HALF_WIDTH_END else 1 for char in text.strip()))
