# SPDX-License-Identifier: Apache-2.0
"""Tuning the network itself with the heads, in two halves: each half's rows are judged by what the other half taught.

`teacher` calls `write_tuned_labels`; the files are those of `teacher_soft`, below `tuned/`. It begins with heads
trained on the kept vectors, goes once through the rows with a falling rate, and leaves the word vectors as they are.
The trap: the weights that learn are kept in full precision and only computed with in half; learning in half
precision would lose nearly every step to rounding.
"""

import logging
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from app.posts.sentiment.train.teacher_embedding import MOST_TOKENS, POOLED_LAYERS, batches, ids_of, keep
from app.posts.sentiment.train.teacher_heads import HEADS, Heads, Recipe, loss_of, probabilities, trained
from app.posts.sentiment.train.teacher_network import Network
from app.posts.sentiment.train.teacher_soft import (
    Gathered,
    Table,
    figures_of,
    gathered,
    write_figures,
    write_tables,
)
from app.posts.sentiment.train.teacher_texts import ALL_SETS, LABELLED_SETS, LABELS, rows_of
from app.posts.sentiment.train.teacher_tokens import Tokenizer

HALVES: Final = 2
_TOKENS_AT_ONCE: Final = 8192
_MIXED_AT_ONCE: Final = 8192
_TOLD_EVERY: Final = 100

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tuning:
    """`first` is the lowest layer that learns, counted from 0; `tokens` go into one step."""

    first: int = 6
    tokens: int = 1536
    rate: float = 1e-4
    heads_rate: float = 3e-4
    decay: float = 0.01
    drop: float = 0.2
    warm: float = 0.06
    most_gradient: float = 1.0
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Tuned:
    """`learning` are the full-precision tensors of the network that learn, `plain` a network in half precision."""

    plain: Network
    learning: dict[str, Tensor]
    heads: Heads

    def now(self) -> Network:
        """The network as it is at this step; gradients flow through to `learning`."""
        half = {name: tensor.to(torch.bfloat16) for name, tensor in self.learning.items()}
        return replace(self.plain, tensors={**self.plain.tensors, **half})


def write_tuned_labels(
    data: Path, out: Path, *, halves: Iterable[int], tokenizer: Tokenizer, network: Network
) -> None:
    """Tune once per half of `halves`; with all halves done write `tuned/<set>.npz` and `tuned/figures.json`.

    The vectors must lie there. Two processes may tune one half each.
    """
    whole = gathered(data, out, folds=HALVES)
    sets = [ALL_SETS[number] for number in whole.sets.unique().tolist()]
    cut = [tokenizer.ids(row.text, most=MOST_TOKENS) for one in sets for row in rows_of(one, data)]
    folder = out / "tuned"
    folder.mkdir(parents=True, exist_ok=True)
    for half in halves:
        taught = ((whole.labels >= 0) & (whole.folds != half)).nonzero().squeeze(1)
        tuned = tune(whole, taught, cut, network=network, tuning=Tuning())
        torch.save({**tuned.learning, **tuned.heads.tensors}, folder / f"half-{half}.pt")
        judged = ((whole.folds == half) | (whole.sets >= len(LABELLED_SETS))).nonzero().squeeze(1)
        keep(folder / f"half-{half}.npy", _judged(tuned, cut, judged.tolist()))
    parts = [folder / f"half-{half}.npy" for half in range(HALVES)]
    if all(part.exists() for part in parts):
        _join(whole, [np.load(part) for part in parts], folder)


def _join(whole: Gathered, parts: list[Table], folder: Path) -> None:
    table: Table = np.stack(parts).sum(0, dtype=np.float16)
    posts = (whole.sets >= len(LABELLED_SETS)).numpy()
    table[posts] /= HALVES
    write_tables(whole, table, folder)
    write_figures(folder / "figures.json", {"all sets": figures_of(whole, table)})


def tune(whole: Gathered, rows: Tensor, cut: Sequence[list[int]], *, network: Network, tuning: Tuning) -> Tuned:
    """Once through these rows."""
    torch.manual_seed(tuning.seed)
    heads = trained(whole.vectors[rows], whole.labels[rows], whole.sets[rows], recipe=Recipe())
    tuned = _beginning(network, heads, tuning)
    steps = list(_steps(rows.tolist(), cut, tuning))
    walker = torch.optim.AdamW(
        [
            {"params": list(tuned.learning.values()), "lr": tuning.rate},
            {"params": heads.learnt(), "lr": tuning.heads_rate},
        ],
        weight_decay=tuning.decay,
    )
    slower = torch.optim.lr_scheduler.OneCycleLR(
        walker,
        [tuning.rate, tuning.heads_rate],
        total_steps=len(steps),
        pct_start=tuning.warm,
        anneal_strategy="linear",
    )
    everything = [*tuned.learning.values(), *heads.learnt()]
    told = _Progress(len(steps))
    for step in steps:
        walker.zero_grad()
        logits = heads.logits(tuned.now().means(ids_of(cut, step), POOLED_LAYERS), drop=tuning.drop)
        loss = loss_of(logits, whole.labels[step], whole.sets[step])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(everything, tuning.most_gradient)
        walker.step()
        slower.step()
        told.step(loss.item(), len(step))
    return tuned


def _beginning(network: Network, heads: Heads, tuning: Tuning) -> Tuned:
    learns = [name for name in network.tensors if name[0] == "l" and int(name[1:].partition(".")[0]) >= tuning.first]
    learning = {name: network.tensors[name].to(torch.float32).clone().requires_grad_() for name in learns}
    for tensor in heads.learnt():
        tensor.requires_grad_()
    half = {name: tensor.to(torch.bfloat16) for name, tensor in network.tensors.items()}
    return Tuned(replace(network, tensors=half), learning, heads)


def _steps(rows: list[int], cut: Sequence[list[int]], tuning: Tuning) -> Iterator[list[int]]:
    """Batches of one length each, in random order within some thousand rows that are random themselves."""
    mixed = random.Random(tuning.seed)
    mixed.shuffle(rows)
    for begin in range(0, len(rows), _MIXED_AT_ONCE):
        some = rows[begin : begin + _MIXED_AT_ONCE]
        found = [
            [some[place] for place in batch] for batch in batches([cut[row] for row in some], tokens=tuning.tokens)
        ]
        mixed.shuffle(found)
        yield from found


def _judged(tuned: Tuned, cut: Sequence[list[int]], rows: list[int]) -> Table:
    """All rows by all heads; 0 where a row is not of `rows`."""
    table = np.zeros((len(cut), len(HEADS), len(LABELS)), np.float16)
    with torch.inference_mode():
        network = tuned.now()
        for batch in batches([cut[row] for row in rows], tokens=_TOKENS_AT_ONCE):
            places = [rows[place] for place in batch]
            logits = tuned.heads.logits(network.means(ids_of(cut, places), POOLED_LAYERS))
            table[places] = probabilities(logits).numpy()
    return table


class _Progress:
    """Tells the log how far a training is."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = self._texts = 0
        self._loss = 0.0
        self._began = time.monotonic()

    def step(self, loss: float, texts: int) -> None:
        self._done += 1
        self._texts += texts
        self._loss += loss
        if self._done % _TOLD_EVERY == 0 or self._done == self._steps:
            speed = self._texts / (time.monotonic() - self._began)
            _LOG.info("step %d of %d, loss %.3f, %.0f texts a second", self._done, self._steps,
                      self._loss / (self._done % _TOLD_EVERY or _TOLD_EVERY), speed)  # fmt: skip
            self._loss = 0.0
