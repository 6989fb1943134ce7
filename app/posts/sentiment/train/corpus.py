# SPDX-License-Identifier: Apache-2.0
"""The labelled sets, parted into training and validation before anything is learnt.

Called by the training only. The trap: a text stands in several sets; it falls on the same side everywhere, for the
side is decided by a hash of its folded letters and nothing else.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.posts.fold import fold
from app.posts.post import Mood
from app.posts.sentiment.train.wordlist import word_weights

MOODS: Final = (Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE)
PARTS: Final = 20
HELD_BACK: Final = 2
"""Of `PARTS` parts, for validation."""
_SEED: Final = "fenghuo"
_EMOTICON: Final = re.compile(
    r"\[[^\[\]\s]{1,8}\]|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2764\ufe0f\u200d]+"
    r"|[:;=8xX][-'o^]?[)(\[\]dDpP/\\|*3]+(?=\s|$)|<3+"
)
_NO_LETTER: Final = re.compile(r"\[[^\[\]\s]{1,8}\]|[\W_]")


class Custom(NamedTuple):
    """Sets that were labelled in one manner, of one kind of text: a head of the model is trained on them."""

    name: str
    sets: tuple[str, ...]


CHINESE: Final = (
    Custom("social", ("zh_smp_usual", "zh_weibo2018")),
    Custom("epidemic", ("zh_smp_virus",)),
    Custom("sentence", ("zh_nlpcc_moods",)),
    Custom("review", ("zh_chnsenticorp", "zh_waimai", "zh_shopping", "hant_openrice")),
)
ENGLISH: Final = (
    Custom("tweet", ("en_tweeteval",)),
    Custom("phrase", ("en_tse",)),
    Custom("film", ("en_sst2",)),
)
TWO_CLASSES: Final = frozenset({"zh_weibo2018", "zh_chnsenticorp", "zh_waimai", "zh_shopping", "en_sst2"})
NOT_SHIPPED: Final = "en_airline"
"""Its licence forbids commercial use: a yardstick only."""


class _Row(msgspec.Struct):
    text: str
    label: Mood


@dataclass(frozen=True, slots=True)
class Labelled:
    """One set: `moods` are places in `MOODS`, `held_back` says which rows are for validation."""

    name: str
    texts: list[str]
    moods: NDArray[np.intp]
    held_back: NDArray[np.bool_]

    def side(self, validation: bool) -> tuple[list[str], NDArray[np.intp]]:
        """The rows of one side."""
        chosen = self.held_back if validation else ~self.held_back
        return [self.texts[row] for row in np.flatnonzero(chosen)], self.moods[chosen]


def labelled(folder: Path, name: str) -> Labelled:
    """Reads one set. Raises OSError, msgspec.DecodeError."""
    decoder = msgspec.json.Decoder(_Row)
    with gzip.open(folder / f"{name}.train.jsonl.gz", "rb") as lines:
        rows = [decoder.decode(line) for line in lines]
    texts = [row.text for row in rows]
    held_back = np.array([part_of(text) < HELD_BACK for text in texts], np.bool_)
    return Labelled(name, texts, np.array([MOODS.index(row.label) for row in rows], np.intp), held_back)


def part_of(text: str) -> int:
    """Which of the `PARTS` parts a text falls into, by its folded letters."""
    key = _SEED + _NO_LETTER.sub("", fold(text))
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % PARTS


def without_emoticons(text: str) -> str:
    """The text as somebody wrote it who uses none."""
    return _EMOTICON.sub(" ", text)


def listed_words() -> Iterator[tuple[str, int]]:
    """The written word lists as tiny texts with a mood: what a person would say of the word alone."""
    for word, value in word_weights().items():
        if abs(value) >= 1:
            yield word, MOODS.index(Mood.POSITIVE if value > 0 else Mood.NEGATIVE)
