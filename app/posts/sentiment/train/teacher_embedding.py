# SPDX-License-Identifier: Apache-2.0
"""Embedding all rows once, with the weights as they are, and keeping the vectors on disk.

`teacher` calls `embed`; the heads read what it wrote. A set that lies there already is left alone, so a broken run
goes on where it stopped. The trap: batches hold texts of exactly one length (see `teacher_network`).
"""

import logging
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from app.posts.sentiment.train.teacher_network import Network
from app.posts.sentiment.train.teacher_texts import ALL_SETS, TextSet, rows_of
from app.posts.sentiment.train.teacher_tokens import Tokenizer

MOST_TOKENS: Final = 128
POOLED_LAYERS: Final = (6, 9, 12)
"""The layers whose means stand side by side in an embedding: sentiment shows more in the middle than at the end."""
TOKENS_AT_ONCE: Final = 4096

Halves = NDArray[np.float16]
Lines = NDArray[np.int32]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors (rows, width) of one set and the line of its file each row stands on."""

    vectors: Halves
    lines: Lines


def embed(data: Path, out: Path, *, sets: Collection[str], tokenizer: Tokenizer, network: Network) -> None:
    """Write `<set>.f16.npy` and `<set>.lines.npy` below `out/embeddings` for each of `sets` that has none yet."""
    folder = out / "embeddings"
    folder.mkdir(parents=True, exist_ok=True)
    for one in ALL_SETS:
        if one.name in sets and not _vectors_file(folder, one).exists():
            rows = rows_of(one, data)
            began = time.monotonic()
            cut = [tokenizer.ids(row.text, most=MOST_TOKENS) for row in rows]
            vectors = _vectors(cut, network)
            keep(folder / f"{one.name}.lines.npy", np.array([row.line for row in rows], np.int32))
            keep(_vectors_file(folder, one), vectors)
            _LOG.info("%s: %d rows, %.0f a second", one.name, len(rows), len(rows) / (time.monotonic() - began))


def embedded(one: TextSet, out: Path) -> Embedded | None:
    """What `embed` wrote of this set, if it has."""
    folder = out / "embeddings"
    if not _vectors_file(folder, one).exists():
        return None
    return Embedded(np.load(_vectors_file(folder, one)), np.load(folder / f"{one.name}.lines.npy"))


def batches(cut: Sequence[Sequence[int]], *, tokens: int) -> Iterator[list[int]]:
    """Places in `cut`, those of one length together, about `tokens` tokens in a batch."""
    order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
    batch: list[int] = []
    for place in order:
        length = len(cut[place])
        if batch and (len(cut[batch[0]]) != length or (len(batch) + 1) * length > tokens):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def ids_of(cut: Sequence[Sequence[int]], places: Iterable[int]) -> torch.Tensor:
    """The ids (texts, tokens) of texts that have one length."""
    return torch.tensor([cut[place] for place in places])


def _vectors(cut: Sequence[Sequence[int]], network: Network) -> Halves:
    vectors: Halves | None = None
    with torch.inference_mode():
        for batch in batches(cut, tokens=TOKENS_AT_ONCE):
            means = network.means(ids_of(cut, batch), POOLED_LAYERS).numpy().astype(np.float16)
            if vectors is None:
                vectors = np.empty((len(cut), means.shape[1]), np.float16)
            vectors[batch] = means
    if vectors is None:
        raise ValueError("a set without rows")
    return vectors


def _vectors_file(folder: Path, one: TextSet) -> Path:
    return folder / f"{one.name}.f16.npy"


def keep(path: Path, array: NDArray[np.generic]) -> None:
    """Whole or not at all: a broken run must not leave half a file that looks done."""
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        np.save(file, array)
    half.replace(path)
