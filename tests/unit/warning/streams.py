# SPDX-License-Identifier: Apache-2.0
"""Minutes of watches as tests need them: a scattered watch with its own time of day, and what happens to it."""

from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

START: Final = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday."""
DAY: Final = 1440

Counts = NDArray[np.int64]


def quiet(days: int, *, rate: float = 2.0, watches: int = 1, seed: int = 7, share: float = 0.15) -> Counts:
    """(watches, minutes, 4): posts, negative, reposts, voices; half as many at night as by day."""
    random = np.random.default_rng(seed)
    minutes = np.arange(days * DAY)
    daily = 1 - 0.5 * np.cos(2 * np.pi * minutes / DAY)
    posts = random.poisson(rate * daily * random.gamma(10, 0.1, (watches, len(minutes))))
    return _parts(random, posts, share=share, reposts=0.35)


def storm(
    counts: Counts, at: int, *, minutes: int = 120, each: float = 12.0, share: float = 0.7, seed: int = 3
) -> Counts:
    """`counts` with a wave of posts from minute `at` on, growing for half an hour; mostly reposts."""
    random = np.random.default_rng(seed)
    growing = np.minimum(np.arange(1, minutes + 1) / 30, 1)
    posts = random.poisson(each * growing, (len(counts), minutes))
    done = counts.copy()
    done[:, at : at + minutes] += _parts(random, posts, share=share, reposts=0.85)
    return done


def _parts(random: np.random.Generator, posts: Counts, *, share: float, reposts: float) -> Counts:
    parts = (posts, random.binomial(posts, share), random.binomial(posts, reposts), random.binomial(posts, 0.95))
    return np.stack(parts, axis=2)
