# SPDX-License-Identifier: Apache-2.0
"""A bug leaves a report without content and one sentence; a crash is remembered at the next start."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.errors import Faults, describe
from ui.workplace import Workplace


@pytest.fixture
def faults(tmp_path: Path) -> Iterator[Faults]:
    """Hooks taken over, and given back after."""
    made = Faults(tmp_path / "logs")
    made.install()
    yield made
    made.uninstall()
    made.deleteLater()


def _fail(secret: str) -> None:
    raise ValueError(secret)


def _raised() -> ValueError:
    try:
        _fail("客户名单：张三")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_names_places_and_types_but_no_content() -> None:
    report = describe(_raised())
    assert "ValueError" in report
    assert "tests/ui/shell/test_errors.py:" in report
    assert "_fail" in report
    assert "张三" not in report


def test_causes_are_told_too() -> None:
    try:
        try:
            _fail("x")
        except ValueError as fault:
            raise KeyError("y") from fault
    except KeyError as error:
        report = describe(error)
    assert "KeyError" in report
    assert "ValueError" in report


def test_an_uncaught_exception_becomes_a_report(
    faults: Faults, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(faults.reported) as told:
        sys.excepthook(ValueError, _raised(), None)
    path = Path(told.args[0])
    assert path.parent == tmp_path / "logs"
    assert "张三" not in path.read_text("utf-8")
    assert "张三" not in caplog.text


def test_an_exception_in_a_thread_becomes_a_report_too(
    faults: Faults, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(faults.reported), caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=_fail, args=("张三",))
        thread.start()
        thread.join()


def test_only_the_last_reports_are_kept(faults: Faults, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(30):
        faults.report(ValueError())
    assert 20 <= len(list((tmp_path / "logs").glob("fault-*.txt"))) <= 21
    assert caplog.records


def test_a_crash_is_known_at_the_next_start(tmp_path: Path) -> None:
    first = Faults(tmp_path)
    first.install()
    assert not first.crashed_before
    first.uninstall()
    (tmp_path / "crash.txt").write_text("Fatal Python error: Segmentation fault", "utf-8")
    second = Faults(tmp_path)
    second.install()
    assert second.crashed_before
    second.uninstall()
    assert (tmp_path / "crash.last.txt").exists()


def test_a_folder_that_cannot_be_written_does_not_hide_the_fault(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "logs").write_text("a file stands where the folder should be", "utf-8")
    faults = Faults(tmp_path / "logs")
    with qtbot.waitSignal(faults.reported) as told:
        faults.report(ValueError())
    assert told.args == [""]
    assert caplog.records


def test_the_window_says_where_the_report_is(workplace: Workplace) -> None:
    workplace.say_fault("/logs/fault-1.txt")
    assert "/logs/fault-1.txt" in workplace.window.messages.sentence.text()
    workplace.say_fault("")
    assert "没能写下来" in workplace.window.messages.sentence.text()
