# SPDX-License-Identifier: Apache-2.0
"""How good judgements are, in the figures the field counts in.

The teacher's steps report them. The trap: a set of two classes is judged by which of negative and positive is
likelier, whatever is left for neutral.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares from 0 to 1 over `rows`: of all rows, and the plain mean over the classes."""

    rows: int
    accuracy: float
    macro_f1: float
    macro_recall: float

    def plain(self) -> dict[str, float]:
        """For a file, rounded to a tenth of a per mille."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def figures(judged: NDArray[np.float16], labels: NDArray[np.int64], *, classes: int) -> Figures:
    """Of probabilities (rows, 3) against the labels 0 to 2."""
    kept = judged.astype(np.float32)
    if classes == 2:
        kept[:, 1] = -1.0
    said = kept.argmax(1)
    present = [label for label in range(3) if (labels == label).any()]
    recalls, scores = [], []
    for label in present:
        hits = int(((said == label) & (labels == label)).sum())
        meant, found = int((labels == label).sum()), int((said == label).sum())
        recalls.append(hits / meant)
        scores.append(2 * hits / (meant + found))
    mean_recall, mean_score = float(np.mean(recalls)), float(np.mean(scores))
    return Figures(len(labels), float((said == labels).mean()), mean_score, mean_recall)
