# SPDX-License-Identifier: Apache-2.0
"""One watch is reckoned in plain numbers, many in arrays: to the last bit the same."""

from datetime import timedelta

import numpy as np
import pytest

from app.warning.detector import Detector
from app.warning.memory import unpack
from app.warning.verdict import Verdict
from tests.unit.warning.streams import DAY, START, Counts, quiet, storm


def eventful() -> tuple[Counts, np.ndarray]:
    """Twelve days: an outage nobody told of, then late posts in a lump; one told of; a storm; parts not known."""
    counts = storm(quiet(12), 9 * DAY + 500)
    counts[0, 3 * DAY : 3 * DAY + 200] = 0
    counts[0, 3 * DAY + 200, 0] = 500
    counts[0, 5 * DAY : 6 * DAY, 1:] = -1
    counts[0, 11 * DAY : 11 * DAY + 30, 2] = -1
    gaps = np.zeros((1, counts.shape[1]), bool)
    gaps[0, 7 * DAY + 13 : 7 * DAY + 400] = True
    return counts, gaps


def heard(detector: Detector, counts: Counts, gaps: np.ndarray, at_once: int) -> list[Verdict]:
    starts = range(0, counts.shape[1], at_once)
    return [
        detector.advance(START + timedelta(minutes=at), counts[:, at : at + at_once], gaps[:, at : at + at_once])
        for at in starts
    ]


@pytest.mark.parametrize("at_once", [12 * DAY, 997])
def test_a_watch_is_judged_the_same_alone_and_among_others(at_once: int) -> None:
    counts, gaps = eventful()
    alone, among = Detector(1), Detector(3)
    for one, some in zip(
        heard(alone, counts, gaps, at_once),
        heard(among, counts.repeat(3, axis=0), gaps.repeat(3, axis=0), at_once),
        strict=True,
    ):
        for name in Verdict._fields:
            mine, theirs = getattr(one, name), getattr(some, name)
            assert np.array_equal(mine[0], theirs[1], equal_nan=mine.dtype.kind == "f"), name
    assert unpack(alone.state)[0][0].tobytes() == unpack(among.state)[0][1].tobytes()


def test_it_alarms_at_the_storm_and_only_there() -> None:
    counts, gaps = eventful()
    (said,) = heard(Detector(1), counts, gaps, counts.shape[1])
    loud = np.flatnonzero(said.level[0] >= 3)
    assert len(loud)
    assert 9 * DAY + 500 <= loud[0] < 9 * DAY + 540
