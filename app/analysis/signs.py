# SPDX-License-Identifier: Apache-2.0
"""The written signs of crisis types (`resources/lexicons/crises.toml`), found in many texts at once.

Used by :mod:`app.analysis.crisis` and by the training of its model. The trap: places in here are bytes of the joined
texts, because re2 counts so; they must not be taken for places in a text.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np
import re2  # type: ignore[import-untyped]
from numpy.typing import NDArray

from app.posts.fold import fold
from app.room.words import CrisisType

TYPES: Final = tuple(CrisisType)


class Sign(NamedTuple):
    """A word, what it speaks for, and how loudly (1 to 3). With a star at its end any ending fits."""

    word: str
    type: CrisisType
    finer: str
    weight: int

    @property
    def shown(self) -> str:
        """For people: `evacuat…`."""
        return self.word.replace("*", "…")


@dataclass(frozen=True, slots=True)
class Found:
    """Signs in texts, pair after pair, each once: `text` and `sign` (index into :func:`signs`)."""

    text: NDArray[np.int64]
    sign: NDArray[np.int64]


@cache
def signs() -> tuple[Sign, ...]:
    """All of them. A word that speaks for several types stands here several times."""
    file = resources.files("resources") / "lexicons" / "crises.toml"
    content: dict[str, dict[str, dict[str, str]]] = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        Sign(word.replace("_", " "), CrisisType(kind), finer, int(weight))
        for kind, parts in content.items()
        for finer, weights in parts.items()
        for weight, words in weights.items()
        for word in fold(words).split()
    )


def finer_kinds() -> tuple[str, ...]:
    """The keys of all finer kinds, in the file's order."""
    return tuple(dict.fromkeys(sign.finer for sign in signs()))


@cache
def _numbers() -> dict[str, tuple[int, ...]]:
    """Word without a star → its numbers among the signs."""
    found: dict[str, list[int]] = {}
    for number, sign in enumerate(signs()):
        found.setdefault(sign.word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def _pattern() -> Any:
    """One group a shape: Chinese words, whole English words, beginnings of English words; longest first."""
    words = sorted(_numbers(), key=lambda word: (-len(word), word))
    han = [word for word in words if not word.isascii()]
    whole = [word for word in words if word.isascii() and not word.endswith("*")]
    begun = [word[:-1] for word in words if word.isascii() and word.endswith("*")]
    options = re2.Options()
    options.max_mem = 64 << 20
    shapes = (_either(han), rf"\b({_either(whole)})\b", rf"\b({_either(begun)})[a-z]*")
    return re2.compile("|".join(shapes).encode(), options)


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re2.escape, words))


def find(texts: Sequence[str]) -> Found:
    """Which signs stand in folded texts. Of overlapping ones the longest."""
    row = [text.replace("\n", " ").encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([len(text) + 1 for text in row])
    numbers = _numbers()
    places: list[int] = []
    found: list[int] = []
    for match in _pattern().finditer(b"\n".join(row)):
        word = (match[1] or match[0]).decode()
        listed = numbers.get(word) or numbers.get(f"{(match[2] or b'').decode()}*", ())
        found.extend(listed)
        places.extend([match.start()] * len(listed))
    text = np.searchsorted(ends, np.array(places, np.int64), "right")
    count = max(1, len(signs()))
    pairs = np.unique(text * count + np.array(found, np.int64))
    return Found(pairs // count, pairs % count)


def strengths(found: Found, texts: int) -> NDArray[np.float64]:
    """Shape (texts, types): how loudly signs speak for each type; signs of weight 1 count only beside others."""
    listed = signs()
    kinds = np.array([TYPES.index(sign.type) for sign in listed])
    weights = np.array([sign.weight for sign in listed], np.float64)
    loud = np.zeros((texts, len(TYPES)))
    np.add.at(loud, (found.text, kinds[found.sign]), weights[found.sign])
    strongest = np.zeros((texts, len(TYPES)))
    np.maximum.at(strongest, (found.text, kinds[found.sign]), weights[found.sign])
    return np.where((strongest >= 2) | (loud >= 3), loud, 0.0)


def masked(texts: Sequence[str]) -> list[str]:
    """The texts without any sign."""
    return [_pattern().sub(b" ", text.encode("utf-8", "replace")).decode("utf-8", "replace") for text in texts]
