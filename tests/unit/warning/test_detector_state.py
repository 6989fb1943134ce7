# SPDX-License-Identifier: Apache-2.0
"""What the detector remembers: small, exact after a restart, and a clean start where it cannot be used."""

from datetime import timedelta

import numpy as np
import pytest

from app.texts import LANGUAGES, Texts
from app.warning import memory
from app.warning.detector import Detector
from tests.unit.warning.streams import DAY, START, quiet, storm


def test_a_restart_changes_nothing() -> None:
    counts = storm(quiet(3, watches=2), 2 * DAY + 700)
    half = 2 * DAY + 713
    detector = Detector(2)
    detector.advance(START, counts[:, :half])
    found = Detector.recall(detector.state, 2)
    assert found.answer is None
    going_on = detector.advance(START + timedelta(minutes=half), counts[:, half:])
    again = found.detector.advance(START + timedelta(minutes=half), counts[:, half:])
    assert (going_on.level == again.level).all()
    assert (going_on.evidence == again.evidence).all()


def test_a_watch_is_remembered_in_two_kilobytes_however_long_it_was_heard() -> None:
    detector = Detector(10)
    before = len(detector.state)
    detector.advance(START, quiet(15, watches=10), explain=False)
    assert len(detector.state) == before
    assert len(detector.state) / 10 <= 2048


def _damaged(state: bytes) -> bytes:
    return state[:-5] + bytes([state[-5] ^ 1]) + state[-4:]


@pytest.mark.parametrize(
    ("spoil", "answer"),
    [
        (lambda state: b"", "detect-state-damaged"),
        (lambda state: b"{}" * 40, "detect-state-damaged"),
        (lambda state: state[:-1], "detect-state-damaged"),
        (_damaged, "detect-state-damaged"),
        (lambda state: state[:4] + (memory.VERSION + 1).to_bytes(2, "little") + state[6:], "detect-state-older"),
        (lambda state: Detector(3).state, "detect-state-other"),
        (lambda state: Detector(2, timedelta(minutes=5)).state, "detect-state-other"),
    ],
)  # fmt: skip
def test_a_state_that_cannot_be_used_is_a_clean_start_with_a_plain_answer(spoil: object, answer: str) -> None:
    assert callable(spoil)
    detector = Detector(2)
    detector.advance(START, quiet(1, watches=2))
    found = Detector.recall(spoil(detector.state), 2)
    assert found.answer is not None
    assert found.answer.key == answer
    assert all(Texts(language).say(found.answer) for language in LANGUAGES)
    fresh = Detector(2).advance(START, quiet(2, watches=2))
    assert (found.detector.advance(START, quiet(2, watches=2)).evidence == fresh.evidence).all()


def test_the_level_that_stood_still_stands_after_a_restart() -> None:
    counts = storm(quiet(9), 8 * DAY + 700)
    detector = Detector(1)
    upto = 8 * DAY + 730
    assert detector.advance(START, counts[:, :upto]).level[0, -1] > 0
    found = Detector.recall(detector.state, 1).detector
    calm = np.zeros((1, 5, 4), np.int64)
    assert found.advance(START + timedelta(minutes=upto), calm).level[0, 0] > 0
