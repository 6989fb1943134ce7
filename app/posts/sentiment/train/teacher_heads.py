# SPDX-License-Identifier: Apache-2.0
"""The teacher's judgement: one hidden layer for all sets, on it a head per set and one for all of them.

Sets differ in what their makers called neutral, so each has its own head and they share what is below; the common
head is asked about texts of no set. Used on kept vectors (`teacher_soft`). The trap: a two-class set says nothing of
neutral, so neutral is masked on its rows in every loss.
"""

from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from app.posts.sentiment.train.teacher_texts import LABELLED_SETS, LABELS

HEADS: Final = (*(one.name for one in LABELLED_SETS), "common")
"""The names of the heads in the order of every table of probabilities."""

_HIDDEN: Final = 384
_NEVER: Final = -1e4
_ENOUGH: Final = 20_000
_TWO_CLASSES: Final = torch.tensor([one.classes == 2 for one in LABELLED_SETS])


@dataclass(frozen=True, slots=True)
class Recipe:
    """How heads are trained on kept vectors."""

    epochs: int = 4
    rows: int = 512
    rate: float = 1e-3
    decay: float = 0.05
    drop: float = 0.3
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Heads:
    """`tensors`: middle and spread of the vectors, then two linear layers."""

    tensors: dict[str, Tensor]

    def logits(self, vectors: Tensor, *, drop: float = 0.0) -> Tensor:
        """(rows, heads, labels); `drop` > 0 only while training."""
        one = self.tensors
        hidden = functional.dropout((vectors - one["middle"]) / one["spread"], drop, training=drop > 0)
        hidden = functional.gelu(functional.linear(hidden, one["hidden.w"], one["hidden.b"]))
        hidden = functional.dropout(hidden, drop, training=drop > 0)
        return functional.linear(hidden, one["heads.w"], one["heads.b"]).view(-1, len(HEADS), len(LABELS))

    def learnt(self) -> list[Tensor]:
        """What a training step moves."""
        return [self.tensors[name] for name in ("hidden.w", "hidden.b", "heads.w", "heads.b")]


def loss_of(logits: Tensor, labels: Tensor, sets: Tensor) -> Tensor:
    """Of each row its own set's head and the common one."""
    two = _TWO_CLASSES[sets]
    masked = logits.clone()
    masked[two, :, 1] = _NEVER
    own = masked[torch.arange(len(sets)), sets]
    return functional.cross_entropy(own, labels) + functional.cross_entropy(masked[:, -1], labels)


def probabilities(logits: Tensor) -> Tensor:
    """Of every head; a two-class set's head knows no neutral."""
    masked = logits.clone()
    masked[:, : len(LABELLED_SETS)][:, _TWO_CLASSES, 1] = _NEVER
    return masked.softmax(-1)


def fresh_heads(vectors: Tensor, *, seed: int) -> Heads:
    """Heads that know nothing yet, fitted to the scale of these vectors."""
    generator = torch.Generator().manual_seed(seed)
    some = torch.randperm(len(vectors), generator=generator)[:_ENOUGH]
    spread, middle = torch.std_mean(vectors[some].float(), dim=0)
    outputs = len(HEADS) * len(LABELS)
    tensors = {
        "middle": middle,
        "spread": spread + 1e-6,
        "hidden.w": torch.randn(_HIDDEN, vectors.shape[1], generator=generator) / vectors.shape[1] ** 0.5,
        "hidden.b": torch.zeros(_HIDDEN),
        "heads.w": torch.randn(outputs, _HIDDEN, generator=generator) * 0.01,
        "heads.b": torch.zeros(outputs),
    }
    return Heads(tensors)


def trained(vectors: Tensor, labels: Tensor, sets: Tensor, *, recipe: Recipe) -> Heads:
    """Heads trained on these labelled rows."""
    torch.manual_seed(recipe.seed)
    heads = fresh_heads(vectors, seed=recipe.seed)
    for tensor in heads.learnt():
        tensor.requires_grad_()
    steps = recipe.epochs * -(-len(labels) // recipe.rows)
    walker = torch.optim.AdamW(heads.learnt(), lr=recipe.rate, weight_decay=recipe.decay)
    slower = torch.optim.lr_scheduler.OneCycleLR(walker, recipe.rate, total_steps=steps, pct_start=0.1)
    for _ in range(recipe.epochs):
        for rows in torch.randperm(len(labels)).split(recipe.rows):
            walker.zero_grad()
            loss_of(heads.logits(vectors[rows].float(), drop=recipe.drop), labels[rows], sets[rows]).backward()
            walker.step()
            slower.step()
    for tensor in heads.learnt():
        tensor.requires_grad_(requires_grad=False)
    return heads
