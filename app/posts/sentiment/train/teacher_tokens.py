# SPDX-License-Identifier: Apache-2.0
"""Cutting texts into the pieces multilingual-e5-small knows: the likeliest way through a unigram vocabulary.

Plain Python, about ten thousand short posts a second. The trap: a piece bears the mark of a space only in front, so
a text is cut word by word and the ways of words are remembered; a vocabulary with the mark inside a piece would be
cut wrongly, and is refused.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from app.posts.sentiment.train.teacher_weights import DamagedWeights, Vocabulary

ASKED: Final = "query: "
"""What e5 wants in front of a text that is to be judged and not found."""

_SPACE: Final = "▁"
_WORDS: Final = re.compile(f"{_SPACE}[^{_SPACE}]*")
_SPACES: Final = re.compile(" {2,}")
_UNKNOWN_COST: Final = 10.0
_MISSING: Final = (-2, 0.0)
_PREFIX_ONLY: Final = (-1, 0.0)


class Tokenizer:
    """Texts to ids, begin and end included."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_COST
        self._ways = _ways(vocabulary)
        self._cut_word = lru_cache(maxsize=200_000)(self._likeliest)

    def ids(self, text: str, *, most: int) -> list[int]:
        """Of more than `most` tokens the middle is left out: reviews judge at their beginning and at their end."""
        pieces = self.pieces(ASKED + text)
        room = most - 2
        if len(pieces) > room:
            pieces = pieces[: room - room // 2] + pieces[len(pieces) - room // 2 :]
        return [self._vocabulary.begin, *pieces, self._vocabulary.end]

    def pieces(self, text: str) -> list[int]:
        """The ids of the likeliest cut, without begin and end."""
        plain = _SPACES.sub(" ", text.translate(self._vocabulary.replaced))
        marked = (plain if plain.startswith(" ") else " " + plain).replace(" ", _SPACE)
        return [piece for word in _WORDS.findall(marked) for piece in self._cut_word(word)]

    def _likeliest(self, word: str) -> Sequence[int]:
        length = len(word)
        best = [0.0] + [-1e30] * length
        came: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            here = best[start]
            for end in range(start + 1, length + 1):
                piece, score = self._ways.get(word[start:end], _MISSING)
                if piece == _MISSING[0]:
                    break
                if piece >= 0 and here + score > best[end]:
                    best[end], came[end] = here + score, (start, piece)
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                came[start + 1] = (start, self._vocabulary.unknown)
        pieces = []
        place = length
        while place:
            place, piece = came[place]
            pieces.append(piece)
        return tuple(reversed(pieces))


def _ways(vocabulary: Vocabulary) -> dict[str, tuple[int, float]]:
    """Every piece with its id and score, and everything a piece begins with, so that a search can stop early."""
    ways: dict[str, tuple[int, float]] = {}
    for number, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True)):
        if _SPACE in piece[1:]:
            raise DamagedWeights(f"a space inside the piece {piece!r}")
        for end in range(1, len(piece)):
            ways.setdefault(piece[:end], _PREFIX_ONLY)
        if number != vocabulary.unknown and ways.get(piece, _PREFIX_ONLY) == _PREFIX_ONLY:
            ways[piece] = (number, score)
    return ways
