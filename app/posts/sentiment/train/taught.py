# SPDX-License-Identifier: Apache-2.0
"""What the teacher says of texts: soft labels of the sets, and posts that nobody labelled.

Read from the folder `app.posts.sentiment.train.teacher` writes. The trap: a teacher that saw a row's label would only
repeat it, so its answers for labelled rows are out of fold; they count half, the label the other half.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from app.posts.sentiment.train.corpus import Labelled
from app.posts.sentiment.train.regression import Floats

POSTS: Final = "posts_weibo"
_TRUST: Final = 0.5
_FILE: Final = "posts/weibo-cascades.jsonl.gz"


class _Post(msgspec.Struct):
    text: str


@dataclass(frozen=True, slots=True)
class Teacher:
    """The teacher's `folder`, None where there is none; `data` holds the sets."""

    folder: Path | None = None
    data: Path = Path()

    def shares(self, one: Labelled) -> Floats:
        """Shares of the three moods for the training side of a set: its labels, and half of each the teacher's."""
        shares = np.eye(3, dtype=np.float32)[one.moods]
        path = self._path(one.name)
        if path is not None:
            with np.load(path) as stored:
                said = stored["own"].astype(np.float32)
                shares[stored["line"]] = (1 - _TRUST) * shares[stored["line"]] + _TRUST * said
        training: Floats = shares[~one.held_back]
        training /= training.sum(axis=1, keepdims=True)
        return training

    def posts(self) -> tuple[list[str], Floats]:
        """Posts without a label, and what the teacher says of each; none without a teacher."""
        path = self._path(POSTS)
        if path is None:
            return [], np.zeros((0, 3), np.float32)
        with np.load(path) as stored:
            lines, said = stored["line"], stored["own"].astype(np.float32)
        decoder = msgspec.json.Decoder(_Post)
        with gzip.open(self.data.parent / _FILE, "rb") as file:
            texts = [decoder.decode(line).text for line in file]
        return [texts[line] for line in lines], said / said.sum(axis=1, keepdims=True)

    def _path(self, name: str) -> Path | None:
        path = self.folder / "soft" / f"{name}.npz" if self.folder else None
        return path if path is not None and path.is_file() else None


NO_TEACHER: Final = Teacher()
