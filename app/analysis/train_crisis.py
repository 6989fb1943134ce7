# SPDX-License-Identifier: Apache-2.0
"""Trains the model of crisis types: `python -m app.analysis.train_crisis DATA`.

Development only (scipy). DATA holds `posts/` and `sentiment/`. Nobody labelled these texts: a text is of a
type where its signs say so loudly and for no other, and of none where there is no sign at all; then the signs are
taken out of it, so that the model learns what else such texts say. It writes `resources/models/crisis.npz`, the same
for the same data. The trap: whoever changes the hashing or the signs must run it again; en_airline's licence keeps
that set out.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from app.analysis.crisis_model import CLASSES, KEPT_BITS, features
from app.analysis.signs import TYPES, find, masked, strengths
from app.posts.authored import own
from app.posts.sentiment.train.regression import Rows, Weights, fitted

SETS: Final = {
    "zh_smp_usual": 1, "zh_smp_virus": 1, "zh_weibo2018": 1, "zh_nlpcc_moods": 1, "zh_waimai": 1, "hant_openrice": 1,
    "zh_shopping": 3, "zh_chnsenticorp": 1, "en_tweeteval": 1, "en_tse": 1, "crisislex_t26": 1,
}  # fmt: skip
"""Every n-th row of each set is read."""
_LOUD: Final = 3.0
_CLEARLY: Final = 2.0
_OF_A_TYPE: Final = 6_000
_OF_NONE: Final = 30_000
_SHORTEST: Final = 6
_STIFFNESS: Final = 1.0
_ROUNDS: Final = 80
_OUT: Final = Path(__file__).parents[2] / "resources" / "models" / "crisis.npz"


def rows(data: Path) -> Iterator[tuple[str, str]]:
    """(event, text) of every text; the event is the set's name where there is none."""
    for name, step in SETS.items():
        with gzip.open(data / "sentiment" / f"{name}.train.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step == 0:
                    row = json.loads(line)
                    yield row.get("event", name), row["text"]
    with gzip.open(data / "posts" / "weibo-cascades.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["event"], row["text"]


def samples(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], NDArray[np.int64]]:
    """Masked texts with the class each is taken for, about evenly many of each type."""
    texts = [text for text in dict.fromkeys(own(text) for _, text in pairs) if len(text) >= _SHORTEST]
    found = find(texts)
    loud = strengths(found, len(texts))
    ranked = np.sort(loud, axis=1)
    clear = (ranked[:, -1] >= _LOUD) & (ranked[:, -1] >= _CLEARLY * ranked[:, -2])
    nothing = np.bincount(found.text, minlength=len(texts)) == 0
    kinds = np.where(clear, loud.argmax(axis=1), np.where(nothing, len(TYPES), -1))
    dice = np.random.default_rng(7)
    chosen = np.concatenate([
        dice.permutation(np.flatnonzero(kinds == kind))[: _OF_NONE if kind == len(TYPES) else _OF_A_TYPE]
        for kind in range(CLASSES)
    ])  # fmt: skip
    return masked([texts[number] for number in chosen]), kinds[chosen]


def trained(texts: Sequence[str], kinds: NDArray[np.int64]) -> Weights:
    """Weights of shape (buckets, classes) and bias; every class weighs alike, however few its texts are."""
    bucket, starts = features(texts)
    sizes = np.diff(np.append(starts, len(bucket)))
    text = np.repeat(np.arange(len(texts)), sizes)
    values = (1 / np.sqrt(sizes[text])).astype(np.float32)
    grams = sparse.csr_matrix((values, (text, bucket)), shape=(len(texts), 1 << KEPT_BITS))
    shares = np.eye(CLASSES, dtype=np.float32)[kinds]
    weights = (len(kinds) / CLASSES / np.maximum(1, shares.sum(axis=0)))[kinds].astype(np.float32)
    asked, customs = np.ones_like(shares), np.zeros(len(texts), np.intp)
    return fitted(Rows(grams, shares, asked, weights, customs), customs=1, stiffness=_STIFFNESS, rounds=_ROUNDS)


def main() -> None:
    """Trains on everything and writes the model; tells how many texts of each class there were."""
    texts, kinds = samples(list(rows(Path(sys.argv[1]))))
    model = trained(texts, kinds)
    scale = np.abs(model.grams).max() / 127
    packed = np.round(model.grams / scale).astype(np.int8)
    np.savez_compressed(_OUT, weights=packed, scale=np.float32(scale), bias=model.bias[0])
    counts = dict(zip((*TYPES, "none"), np.bincount(kinds, minlength=CLASSES).tolist(), strict=True))
    sys.stdout.write(f"{counts}\n{_OUT.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
