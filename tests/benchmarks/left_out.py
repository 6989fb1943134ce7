# SPDX-License-Identifier: Apache-2.0
"""Texts of a custom no model saw: for each set the first linear model and ours, both trained without it.

Called by `tests.benchmarks.bench_sentiment --left-out`. Both learn from the training side of the other sets and judge
every row of the one left out; en_airline is never learnt from. With `--teacher` ours also learns what a teacher says
that did not see the set either (`soft/without_SET` in its folder; of a set that has none, nothing). A set takes some
ten minutes and 4 GB.

The trap: texts that stand in two sets (hotel reviews, above all) were seen all the same, by both models.
"""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from app.posts.post import mood_of
from app.posts.sentiment.book import no_words
from app.posts.sentiment.hashing import chunks
from app.posts.sentiment.model import Language, Model, model, opened, save
from app.posts.sentiment.train.corpus import (
    CHINESE,
    ENGLISH,
    MOODS,
    NOT_SHIPPED,
    TWO_CLASSES,
    Custom,
    Labelled,
    labelled,
)
from app.posts.sentiment.train.heads import learn
from app.posts.sentiment.train.measures import macro
from app.posts.sentiment.train.packing import MOST, packed
from app.posts.sentiment.train.taught import Teacher, soft_labels
from app.posts.sentiment.weighing import judged
from tests.benchmarks.first_linear import counted, learnt

SETS: Final = (*(name for custom in (*CHINESE, *ENGLISH) for name in custom.sets), NOT_SHIPPED)
_CUSTOMS: Final[Mapping[Language, tuple[Custom, ...]]] = {Language.CHINESE: CHINESE, Language.ENGLISH: ENGLISH}


def compare(data: Path, names: Sequence[str], teacher: Path | None) -> None:
    """Prints macro-F1 of the first model, ours and the difference for each of these sets, and the means."""
    if unknown := set(names) - set(SETS):
        sys.exit(f"No such set: {', '.join(sorted(unknown))}. There are {', '.join(SETS)}.")
    sets = {name: labelled(data, name) for name in SETS}
    first, ours = _First(sets), _Ours(sets, data, teacher)
    print(f"{'left out':18} {'first':>6} {'ours':>6} {'gain':>6}   macro-F1, %", flush=True)
    rows = []
    for name in names or SETS:
        rows.append((_figure(sets[name], first.said(name)), _figure(sets[name], ours.said(name))))
        _line(name, *rows[-1])
    _line("mean", *np.mean(rows, axis=0).tolist())


class _First:
    """The first linear model: one for both languages."""

    def __init__(self, sets: Mapping[str, Labelled]) -> None:
        self._sets = sets
        self._counts = {name: counted(one.texts) for name, one in sets.items()}

    def said(self, left_out: str) -> NDArray[np.intp]:
        """The mood of every row of this set, by a model that was trained without it."""
        others = [one for name, one in self._sets.items() if name not in (left_out, NOT_SHIPPED)]
        known = sparse.vstack([self._counts[one.name][~one.held_back] for one in others]).tocsr()
        moods = np.concatenate([one.side(False)[1] for one in others])
        return learnt(known, moods).said(self._counts[left_out], classes=_classes(left_out))


class _Ours:
    """The model of the program, as `python -m app.posts.sentiment.train --without` makes it."""

    def __init__(self, sets: Mapping[str, Labelled], data: Path, teacher: Path | None) -> None:
        self._sets, self._data, self._teacher = sets, data, teacher

    def said(self, left_out: str) -> NDArray[np.intp]:
        """The mood of every row of this set, by a model that was trained without it."""
        known, texts = self._model(left_out), self._sets[left_out].texts
        scores = [judged(texts[start:end], no_words(), by=known).scores for start, end in chunks(texts)]
        two = _classes(left_out) == 2
        found = np.nan_to_num(np.concatenate(scores)).tolist()
        return np.array([(2 if score > 0 else 0) if two else MOODS.index(mood_of(score)) for score in found])

    def _model(self, left_out: str) -> Model:
        """Learns the language of the set anew; of the other one, which shares the file with it, next to nothing."""
        if left_out == NOT_SHIPPED:
            return model()
        sets = {name: one for name, one in self._sets.items() if name not in (left_out, NOT_SHIPPED)}
        teacher = Teacher(soft_labels(self._teacher, [left_out]), self._data)
        trained = []
        for language, customs in _CUSTOMS.items():
            if any(left_out in custom.sets for custom in customs):
                trained.append(learn(language, customs, sets, teacher))
            else:
                few = min(
                    (name for custom in customs for name in custom.sets), key=lambda name: len(sets[name].texts)
                )
                trained.append(learn(language, customs, {few: sets[few]}))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "mood.npz"
            save(packed(trained, sets, most=MOST), path)
            return opened(path.read_bytes())


def _classes(name: str) -> int:
    return 2 if name in TWO_CLASSES else 3


def _figure(one: Labelled, said: NDArray[np.intp]) -> float:
    return macro(one.moods, said, classes=_classes(one.name))[0]


def _line(name: str, first: float, ours: float) -> None:
    print(f"{name:18} {first:6.1f} {ours:6.1f} {ours - first:+6.1f}", flush=True)
