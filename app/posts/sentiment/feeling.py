# SPDX-License-Identifier: Apache-2.0
"""What a scorer says of a text: score and mood, and on asking the pieces of text that made it so.

Given by `app.posts.sentiment.scorer`, read by feed, command line and reports. The trap: places count characters of
the text as it was given, not as the scorer folded it.
"""

from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from app.posts.post import Mood

STRONGEST: Final = 3


class Feeling(NamedTuple):
    """`score` from -1 (negative) to 1 (positive); `mood` as `mood_of(score)`, or UNKNOWN (score 0.0).

    UNKNOWN: there is nothing to read in it, or it is in a language the scorer does not know.
    """

    score: float
    mood: Mood


class PieceKind(StrEnum):
    """Where a push comes from: the model, or a word that people here gave a mood."""

    MODEL = "model"
    WORD = "word"


class Piece(NamedTuple):
    """A piece of the text, `[start, end)`, and how hard it pushed: below 0 towards negative, above 0 positive.

    The strongest piece of a text has ±1.0. `word` is the own word as it stands in the book ('' for the model).
    """

    start: int
    end: int
    push: float
    kind: PieceKind
    word: str = ""


class Explanation(NamedTuple):
    """Why a text was given this feeling: pieces by place, not overlapping. None where its mood is unknown."""

    feeling: Feeling
    pieces: tuple[Piece, ...]


class MoodWord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that has a mood in this trade (翻车, 塌房, a product's nickname): found folded, English on word bounds.

    `strength` 1 (nudges), 2 (decides where the model is unsure) or 3 (decides). With mood NEUTRAL the word's
    characters say nothing to the model (a product called 坏小子).
    """

    word: str
    mood: Mood
    strength: int = 2
    note: str = ""
