# SPDX-License-Identifier: Apache-2.0
"""The figures of the model card: macro-F1 and macro recall.

Called by training and benchmark. The trap: sets of two classes are judged by the sign alone.
"""

import numpy as np
from numpy.typing import NDArray


def macro(truth: NDArray[np.intp], said: NDArray[np.intp], *, classes: int) -> tuple[float, float]:
    """Macro-F1 and macro recall in percent; moods as places in `MOODS`."""
    f1, recall = [], []
    for mood in (0, 2) if classes == 2 else (0, 1, 2):
        hit = float(np.sum((truth == mood) & (said == mood)))
        wrong = float(np.sum((truth == mood) != (said == mood)))
        f1.append(2 * hit / max(1.0, 2 * hit + wrong))
        recall.append(hit / max(1.0, float(np.sum(truth == mood))))
    return 100 * sum(f1) / len(f1), 100 * sum(recall) / len(recall)
