# SPDX-License-Identifier: Apache-2.0
"""Work in a process of its own: another `fenghuo` on the same profile, which says how far it is.

Started by :mod:`ui.errands` for imports, their previews, posts by hand and reports. The child reads its secret from
standard input, then whatever it was given to read, and prints JSON lines: ``{"progress": …}`` on the way, and its
results; a failure is one sentence on standard error and exit code 1. The trap: a child that was asked to stop may
still print; after `cancel` nothing is believed.
"""

import logging
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.doors import ChildCommand

_PATIENCE_MS: Final = 2000
_log = logging.getLogger(__name__)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a child is. Imports count bytes and posts, reports say a share from 0 to 1."""

    stage: str = ""
    done: float | None = None
    read: int = 0
    stored: int = 0
    total_bytes: int = 0
    done_bytes: int = 0

    @property
    def share(self) -> float | None:
        """0 to 1; None where nobody can know."""
        if self.done is not None:
            return min(1.0, max(0.0, self.done))
        return min(1.0, self.done_bytes / self.total_bytes) if self.total_bytes else None


class _Line(msgspec.Struct, frozen=True):
    """A line that may be progress."""

    progress: Progress | None = None


class Child(QObject):
    """One run of a child process.

    Signals: `progressed(Progress)` and `answered(bytes)` with each result line as it comes; then exactly one of
    `finished(list[bytes])` with the result lines, `failed(str)` with the child's own sentence (empty where it said
    none), `cancelled()`.
    """

    progressed = Signal(object)
    answered = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(
        self,
        command: ChildCommand,
        arguments: tuple[str, ...],
        parent: QObject | None = None,
        *,
        standard_input: bytes = b"",
    ) -> None:
        super().__init__(parent)
        self._to_read = command.secret() + standard_input
        program, *rest = command.arguments(*arguments)
        self._results: list[bytes] = []
        self._stopping = self._ended = False
        self._process = QProcess(self)
        self._process.setProgram(program)
        self._process.setArguments(rest)
        self._process.started.connect(self._on_started)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(_PATIENCE_MS)
        self._deadline.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Begin."""
        self._process.start()

    def cancel(self) -> None:
        """Ask it to stop; after 2 s it is stopped."""
        self._stopping = True
        self._process.terminate()
        self._deadline.start()

    def stop_now(self) -> None:
        """Stop it and wait for that: the window is closing."""
        self._stopping = True
        self._process.terminate()
        if not self._process.waitForFinished(_PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(_PATIENCE_MS)

    def _on_started(self) -> None:
        self._process.write(self._to_read)
        self._process.closeWriteChannel()

    def _read(self) -> None:
        while self._process.canReadLine():
            self._take(bytes(self._process.readLine().data()))

    def _take(self, line: bytes) -> None:
        try:
            found = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError:
            return  # something a library printed: not ours
        if found.progress is None:
            self._results.append(line)
            if not self._stopping:
                self.answered.emit(line)
        elif not self._stopping:
            self.progressed.emit(found.progress)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end("")

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        rest = bytes(self._process.readAllStandardOutput().data())
        if rest.strip():
            self._take(rest)
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        if "Traceback (most recent call last)" in said:
            _log.error("a child ended in a bug")
            said = ""
        whole = code == 0 and status is QProcess.ExitStatus.NormalExit
        self._end(None if whole or self._results else said)

    def _end(self, trouble: str | None) -> None:
        if self._ended:
            return
        self._ended = True
        self._deadline.stop()
        if self._stopping:
            self.cancelled.emit()
        elif trouble is not None:
            self.failed.emit(trouble)
        else:
            self.finished.emit(self._results)
