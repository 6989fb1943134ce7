# SPDX-License-Identifier: Apache-2.0
"""Soft labels out of kept vectors: for every row from heads that never saw its label.

`teacher` calls `write_soft_labels`, the student's training reads the files. One file a set, `soft/<set>.npz`, rows in
the order of the set: `line` in the set's file, `label` (-1 where there is none), `fold`, `validates`, and as
probabilities of negative, neutral and positive `own` (the set's own head), `common` (the head of all sets) and
`heads` (all heads in the order of `names`; nan from one that saw no rows). `soft/without_<set>/` holds the same from
heads that saw nothing of that set. The trap: the fold hangs on the cleaned text, so a text that stands in two sets is
unseen in both.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.posts.sentiment.train.teacher_embedding import embedded
from app.posts.sentiment.train.teacher_figures import Figures, figures
from app.posts.sentiment.train.teacher_heads import HEADS, Heads, Recipe, probabilities, trained
from app.posts.sentiment.train.teacher_texts import (
    ALL_SETS,
    LABELLED_SETS,
    LABELS,
    Custom,
    Row,
    TextSet,
    fold_of,
    rows_of,
)

FOLDS: Final = 4
FOLDS_WITHOUT: Final = 2
_COMMON: Final = HEADS.index("common")
_AT_ONCE: Final = 8192

Table = NDArray[np.float16]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All rows of all sets one after another; `sets` is the place in ALL_SETS, `starts` where a set's rows begin."""

    vectors: Tensor
    labels: Tensor
    sets: Tensor
    lines: Tensor
    folds: Tensor
    validates: Tensor


def write_soft_labels(data: Path, out: Path) -> None:
    """All files of soft labels, and `figures.json` beside them."""
    told: dict[str, dict[str, Figures]] = {}
    whole = gathered(data, out, folds=FOLDS)
    told["all sets"] = _write(whole, out / "soft", without="")
    write_figures(out / "soft" / "figures.json", told)
    fewer = gathered(data, out, folds=FOLDS_WITHOUT)
    for name in (one.name for one in LABELLED_SETS):
        if HEADS.index(name) not in fewer.sets:
            continue
        told[f"without {name}"] = _write(fewer, out / "soft" / f"without_{name}", without=name)
        write_figures(out / "soft" / "figures.json", told)


def gathered(data: Path, out: Path, *, folds: int) -> Gathered:
    """The vectors of every set that has been embedded, with what is known of its rows."""
    columns: list[tuple[Tensor, ...]] = []
    for number, one in enumerate(ALL_SETS):
        kept = embedded(one, out)
        if kept is None:
            continue
        rows = rows_of(one, data)
        if [row.line for row in rows] != kept.lines.tolist():
            raise ValueError(f"{one.name} was embedded from other rows: delete its vectors")
        columns.append((torch.from_numpy(kept.vectors), *_facts(number, rows, folds)))
    return Gathered(*(torch.cat(parts) for parts in zip(*columns, strict=True)))


def _facts(number: int, rows: list[Row], folds: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    return (
        torch.tensor([row.label for row in rows]),
        torch.full((len(rows),), number),
        torch.tensor([row.line for row in rows]),
        torch.tensor([fold_of(row.text, folds) for row in rows]),
        torch.tensor([row.validates for row in rows]),
    )


def _write(whole: Gathered, folder: Path, *, without: str) -> dict[str, Figures]:
    table = _out_of_fold(whole, without=without)
    write_tables(whole, table, folder)
    told = figures_of(whole, table)
    _LOG.info("without %r: %s", without, {name: round(one.macro_f1, 3) for name, one in told.items()})
    return told


def _out_of_fold(whole: Gathered, *, without: str) -> Table:
    """(rows, heads, labels); posts have the mean of all folds."""
    table = torch.zeros(len(whole.labels), len(HEADS), len(LABELS))
    allowed = whole.labels >= 0
    if without:
        allowed &= whole.sets != HEADS.index(without)
    taught = set(whole.sets[allowed].tolist())
    folds = int(whole.folds.max()) + 1
    posts = whole.sets >= len(LABELLED_SETS)
    for fold in range(folds):
        rows = (allowed & (whole.folds != fold)).nonzero().squeeze(1)
        heads = trained(whole.vectors[rows], whole.labels[rows], whole.sets[rows], recipe=Recipe())
        judged = ((whole.folds == fold) | posts).nonzero().squeeze(1)
        for some in judged.split(_AT_ONCE):
            table[some] += _judged(heads, whole.vectors[some])
    table[posts] /= folds
    table[:, [number for number in range(len(LABELLED_SETS)) if number not in taught]] = float("nan")
    halves: Table = table.numpy().astype(np.float16)
    return halves


def _judged(heads: Heads, vectors: Tensor) -> Tensor:
    with torch.inference_mode():
        return probabilities(heads.logits(vectors.float()))


def write_tables(whole: Gathered, table: Table, folder: Path) -> None:
    """One file a set, as the head of this module says."""
    folder.mkdir(parents=True, exist_ok=True)
    for one, rows in _places(whole):
        np.savez_compressed(
            folder / f"{one.name}.npz",
            line=whole.lines[rows].numpy().astype(np.int32),
            label=whole.labels[rows].numpy().astype(np.int8),
            fold=whole.folds[rows].numpy().astype(np.int8),
            validates=whole.validates[rows].numpy(),
            own=table[rows.numpy(), HEADS.index(one.name) if one.name in HEADS else _COMMON],
            common=table[rows.numpy(), _COMMON],
            heads=table[rows.numpy()],
            names=np.array(HEADS),
        )


def figures_of(whole: Gathered, table: Table) -> dict[str, Figures]:
    """Of every labelled set's validating rows, by its own head and by the common one."""
    told = {}
    for one, rows in _places(whole):
        if one.custom is Custom.POSTS:
            continue
        places = rows[whole.validates[rows]].numpy()
        labels = whole.labels.numpy()[places]
        for judge in (one.name, "common"):
            judged = table[places, HEADS.index(judge)]
            if not np.isnan(judged).any():
                told[f"{one.name} by {judge}"] = figures(judged, labels, classes=one.classes)
    return told


def write_figures(path: Path, told: dict[str, dict[str, Figures]]) -> None:
    """As JSON, for people."""
    plain = {run: {name: one.plain() for name, one in by.items()} for run, by in told.items()}
    path.write_text(json.dumps(plain, indent=1), "utf-8")


def _places(whole: Gathered) -> Iterator[tuple[TextSet, Tensor]]:
    for number in whole.sets.unique().tolist():
        yield ALL_SETS[number], (whole.sets == number).nonzero().squeeze(1)
