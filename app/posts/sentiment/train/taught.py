# SPDX-License-Identifier: Apache-2.0
"""What the teacher says of texts: of labelled ones, and of posts that nobody labelled.

Read from the folder of soft labels that `app.posts.sentiment.train.teacher` writes. The trap: a teacher that saw a
row's label would only repeat it, so its answers for labelled rows are out of fold; they count half at most.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from app.posts.sentiment.train.corpus import Labelled
from app.posts.sentiment.train.regression import Floats

POSTS: Final = "posts_weibo"
_TRUST: Final = 0.5
_TRUST_IN: Final = {"zh_smp_usual": 0.25}
"""Measured: with more of the teacher this set, large and of one custom, loses a point of what its own labels give."""
_FILE: Final = "posts/weibo-cascades.jsonl.gz"


class _Post(msgspec.Struct):
    text: str


@dataclass(frozen=True, slots=True)
class Teacher:
    """The teacher's `folder` of soft labels, None where there is none; `data` holds the sets."""

    folder: Path | None = None
    data: Path = Path()

    def shares(self, one: Labelled) -> Floats:
        """Shares (rows, 3) of the moods for the training side of a set: its labels, in part the teacher's."""
        shares = np.eye(3, dtype=np.float32)[one.moods]
        path = self._path(one.name)
        if path is not None:
            with np.load(path) as stored:
                rows = stored["line"]
                trust = _TRUST_IN.get(one.name, _TRUST)
                shares[rows] = (1 - trust) * shares[rows] + trust * _sums_to_one(stored["own"])
        training: Floats = shares[~one.held_back]
        return training

    def posts(self) -> tuple[list[str], Floats]:
        """Posts without a label with their shares by the head for all texts; none without a teacher."""
        path = self._path(POSTS)
        if path is None:
            return [], np.zeros((0, 3), np.float32)
        with np.load(path) as stored:
            rows, shares = stored["line"], _sums_to_one(stored["common"])
        decoder = msgspec.json.Decoder(_Post)
        with gzip.open(self.data.parent / _FILE, "rb") as file:
            texts = [decoder.decode(line).text for line in file]
        return [texts[row] for row in rows], shares

    def _path(self, name: str) -> Path | None:
        path = self.folder / f"{name}.npz" if self.folder else None
        return path if path is not None and path.is_file() else None


NO_TEACHER: Final = Teacher()


def soft_labels(teacher: Path | None, without: Sequence[str]) -> Path | None:
    """Where in the teacher's folder the answers lie of the one that saw as little as the model is to see."""
    if teacher is None:
        return None
    if len(without) > 1:
        raise SystemExit("The teacher leaves out one set at a time: with --teacher, --without takes one.")
    return teacher / "soft" / (f"without_{without[0]}" if without else "")


def _sums_to_one(shares: Any) -> Floats:
    wide: Floats = shares.astype(np.float32)
    summed: Floats = wide / wide.sum(axis=1, keepdims=True)
    return summed
