# SPDX-License-Identifier: Apache-2.0
"""A file of a profile has one writer; who has patience waits for a short one."""

from pathlib import Path
from threading import Timer

import pytest

from app.errors import Conflict
from app.lock import FileHold


def test_one_at_a_time(tmp_path: Path) -> None:
    with FileHold(tmp_path, "room"), pytest.raises(Conflict):
        FileHold(tmp_path, "room")
    FileHold(tmp_path, "room").release()


def test_who_has_patience_comes_after_who_is_done_soon(tmp_path: Path) -> None:
    first = FileHold(tmp_path, "room")
    leaving = Timer(0.2, first.release)
    leaving.start()
    with FileHold(tmp_path, "room", patience=30):
        leaving.join()
