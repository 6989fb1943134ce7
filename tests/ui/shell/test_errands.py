# SPDX-License-Identifier: Apache-2.0
"""Imports and reports in child processes: progress, results, failures, stopping. The children are real processes."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.doubles import Cast
from tests.ui.shell.conftest import the_dialog
from tests.ui.shell.crisis import live_through
from tests.ui.shell.doubles import PlainSettings, Script
from ui.child import Child, Progress
from ui.dialogs.import_ import ImportResult, ImportSummary, Reject, rejects_csv
from ui.dialogs.report import ReportDialog, ReportWish
from ui.workplace import Workplace

_IMPORT = """
import json, sys
assert sys.stdin.readline() == "open sesame\\n"
for n in (100, 200, 300):
    print(json.dumps({"progress": {"stage": "read", "read": n, "stored": n - 4, "total_bytes": 400,
                                   "done_bytes": n}}), flush=True)
print("a library says something", flush=True)
print(json.dumps({"file": "posts.csv", "read": 300, "stored": 290, "same": 6, "warnings": ["编号列被表格改坏了"],
                  "rejected": [{"line": 7, "reason": "时间不存在"}, {"line": 9, "reason": "没有正文"}],
                  "rejected_total": 4, "mapping": {"text": "正文"}}), flush=True)
"""
_FOREVER = """
import json, sys, time
print(json.dumps({"progress": {"read": 1}}), flush=True)
time.sleep(60)
"""
_STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('{}', flush=True); time.sleep(60)"
)
_REFUSED = "import sys; print('磁盘满了，请腾出空间后再试。', file=sys.stderr); sys.exit(1)"
_REPORT = """
import json, sys
print(json.dumps({"progress": {"stage": "report-stage-nowhere", "done": 0.5}}), flush=True)
print(json.dumps({"path": sys.argv[sys.argv.index("--out") + 1], "pages": 7, "sha256": "ab" * 32}), flush=True)
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """One file to import."""
    return [tmp_path / "posts.csv"]


def test_an_import_shows_how_far_it_is_and_what_it_brought(
    workplace: Workplace, script: Script, settings: PlainSettings, files: list[Path], qtbot: QtBot
) -> None:
    script.source = _IMPORT
    arrived: list[int] = []
    workplace.desk.posts_changed.connect(lambda: arrived.append(1))
    workplace.errands.import_files(files)
    assert workplace.window.errand.isVisible()
    summary = the_dialog(qtbot, "importSummary")
    assert isinstance(summary, ImportSummary)
    assert script.asked[:4] == ("import", str(files[0]), "--json", "--progress")
    assert script.asked[4:] == ("--timezone", "Asia/Shanghai", "--lang", "zh-Hans")
    cells = [summary.files.item(0, column) for column in range(5)]
    assert [cell.text() for cell in cells if cell] == ["posts.csv", "300", "290", "6", "4"]
    assert not workplace.window.errand.isVisible()
    assert 1 <= len(arrived) <= 3
    assert settings.window["last-import"]
    assert "上次导入" in workplace.window.foot.imported.text()
    summary.reject()


def test_the_bar_tells_the_share_of_bytes(
    workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot
) -> None:
    script.source = _FOREVER
    workplace.errands.import_files(files)
    errand = workplace.window.errand
    qtbot.waitUntil(lambda: "已读 1 条" in errand.label.text())
    assert Progress(done_bytes=1, total_bytes=4).share == 0.25
    assert Progress(done=0.5).share == 0.5
    assert Progress().share is None
    errand.cancel.click()
    qtbot.waitUntil(lambda: not workplace.errands.busy)
    assert workplace.window.messages.sentence.text().startswith("已停止")


def test_only_one_errand_at_a_time(workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot) -> None:
    script.source = _FOREVER
    workplace.errands.import_files(files)
    workplace.errands.import_files(files)
    assert "还有一件事正在进行" in workplace.window.messages.sentence.text()
    workplace.errands.cancel()
    qtbot.waitUntil(lambda: not workplace.errands.busy)


def test_a_child_that_will_not_stop_is_stopped(qtbot: QtBot) -> None:
    child = Child(Script(_STUBBORN), ("import",))
    child.start()
    qtbot.wait(400)
    with qtbot.waitSignal(child.cancelled, timeout=8000):
        child.cancel()
    child.deleteLater()


def test_what_a_child_complains_of_is_shown_as_it_said_it(
    workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot
) -> None:
    script.source = _REFUSED
    workplace.errands.import_files(files)
    qtbot.waitUntil(workplace.window.messages.isVisible)
    assert workplace.window.messages.sentence.text() == "磁盘满了，请腾出空间后再试。"


def test_a_bug_of_a_child_is_one_sentence_not_a_traceback(
    workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    script.source = "raise ValueError('客户名单')"
    workplace.errands.import_files(files)
    qtbot.waitUntil(workplace.window.messages.isVisible)
    assert "没有做成" in workplace.window.messages.sentence.text()
    assert caplog.records
    assert "客户名单" not in caplog.text


def test_a_program_that_is_not_there_is_said(
    workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "arguments", lambda *args: ["/there/is/no/such/program", *args])
    workplace.errands.import_files(files)
    qtbot.waitUntil(workplace.window.messages.isVisible)
    assert "没有做成" in workplace.window.messages.sentence.text()
    assert not workplace.errands.busy


def test_closing_the_window_stops_the_child(workplace: Workplace, script: Script, files: list[Path]) -> None:
    script.source = _FOREVER
    workplace.errands.import_files(files)
    workplace.window.close()
    assert not workplace.window.isVisible()


def test_a_report_is_asked_for_made_and_offered(
    workplace: Workplace, cast: Cast, script: Script, qtbot: QtBot, tmp_path: Path
) -> None:
    live_through(cast)
    script.source = _REPORT
    workplace.commands["report"].trigger()
    asked = the_dialog(qtbot, "reportDialog")
    assert isinstance(asked, ReportDialog)
    asked.language.setCurrentIndex(asked.language.findData("en"))
    asked.classification.setEditText("机密")
    asked.path.setText(str(tmp_path / "out.pdf"))
    asked.go.click()
    messages = workplace.window.messages
    qtbot.waitUntil(messages.isVisible)
    assert "out.pdf" in messages.sentence.text()
    assert "7 页" in messages.sentence.text()
    assert messages.findChild(QPushButton, "openFile") is not None
    assert script.asked[0] == "sitrep"
    assert script.asked[script.asked.index("--lang") + 1] == "en"
    assert script.asked[script.asked.index("--classification") + 1] == "机密"
    assert "--as-of" not in script.asked


def test_a_report_of_a_past_moment_says_which(workplace: Workplace, cast: Cast, script: Script, qtbot: QtBot) -> None:
    live_through(cast)
    workplace.desk.look_back(datetime(2026, 11, 19, 6, 30, tzinfo=UTC))
    wishes: list[ReportWish] = []
    incident = workplace.desk.incident
    assert incident is not None
    asked = ReportDialog(workplace.desk, incident, Path("/reports"), workplace.window, done=wishes.append)
    assert asked.past.isChecked()
    asked.path.clear()
    asked.send()
    assert asked.message.sentence.text() == "请选择报告存放的位置。"
    asked.path.setText("/reports/x")
    asked.send()
    assert wishes[0].path == Path("/reports/x.pdf")
    assert wishes[0].as_of == datetime(2026, 11, 19, 6, 30, tzinfo=UTC)
    asked.deleteLater()


def test_rejects_are_saved_as_a_spreadsheet_opens_them(workplace: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    results = [ImportResult(file="/data/微博.csv", rejected=(Reject(3, "没有正文"), Reject(9, '引号"和,逗号')))]
    raw = rejects_csv(results, ["文件", "行", "原因"])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows == [["文件", "行", "原因"], ["微博.csv", "3", "没有正文"], ["微博.csv", "9", '引号"和,逗号']]
    summary = ImportSummary(workplace.desk.texts, results, workplace.window)
    summary.save_rejects(str(tmp_path / "rejects.csv"))
    assert (tmp_path / "rejects.csv").read_bytes() == raw
    summary.save_rejects(str(tmp_path / "no folder" / "rejects.csv"))
    assert "写不进" in summary.message.sentence.text()
    summary.deleteLater()


def test_a_file_that_could_not_be_read_stands_in_the_summary(
    workplace: Workplace, script: Script, files: list[Path], qtbot: QtBot
) -> None:
    line = json.dumps({"file": "x.csv", "error": "这不是文字文件。", "rejected": []})
    script.source = f"import sys; print({line!r}); print('x', file=sys.stderr); sys.exit(1)"
    workplace.errands.import_files(files)
    summary = the_dialog(qtbot, "importSummary")
    assert any("这不是文字文件。" in label.text() for label in summary.findChildren(QLabel))
    summary.reject()
