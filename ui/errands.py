# SPDX-License-Identifier: Apache-2.0
"""Long work for the window, done by child processes: importing posts, making a situation report.

Used by :mod:`ui.workplace`. One errand at a time; it shows how far it is and can be stopped. The trap: while posts
stream in, `desk.posts_changed` goes out at most twice a second, or the panes would do nothing but refresh.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.doors import ChildCommand
from ui.child import Child, Progress
from ui.desk import Desk
from ui.dialogs.import_ import ImportResult, ImportSummary
from ui.dialogs.report import ReportWish
from ui.main_window import MainWindow

_POSTS_EVERY_MS: Final = 500


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    """What `fenghuo sitrep --json` prints."""

    path: str
    pages: int
    sha256: str


class Errands(QObject):
    """Signals: `imported()` after an import ended and brought something."""

    imported = Signal()

    def __init__(self, desk: Desk, command: ChildCommand, window: MainWindow) -> None:
        super().__init__(window)
        self._desk, self._command, self._window = desk, command, window
        self._child: Child | None = None
        self._stored, self._reporting = 0, False
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.setInterval(_POSTS_EVERY_MS)
        self._throttle.timeout.connect(desk.posts_changed)
        window.errand.cancel_requested.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether something is running."""
        return self._child is not None

    def import_files(self, files: Sequence[Path]) -> None:
        """Read files of posts into the store."""
        if not files or self._refused_while_busy():
            return
        self._stored = 0
        zone = str(self._desk.zone)
        language = self._desk.texts.language
        arguments = ("import", *map(str, files), "--json", "--progress", "--timezone", zone, "--lang", language)
        names = self._desk.texts("window-comma").join(file.name for file in files)
        self._begin(arguments, partial(self._import_progress, names), self._import_finished)
        self._window.errand.say(self._desk.texts("window-importing", files=names, read=0, stored=0), None)

    def make_report(self, wish: ReportWish) -> None:
        """Make a situation report."""
        if self._refused_while_busy():
            return
        arguments = [
            "sitrep",
            wish.incident,
            "--out",
            str(wish.path),
            "--lang",
            wish.language,
            "--json",
            "--progress",
        ]
        if wish.classification:
            arguments += ["--classification", wish.classification]
        if wish.as_of is not None:
            arguments += ["--as-of", wish.as_of.isoformat()]
        self._begin(tuple(arguments), self._report_progress, self._report_finished)
        self._window.errand.say(self._desk.texts("window-reporting"), 0.0)

    def cancel(self) -> None:
        """Stop what is running."""
        if self._child is not None:
            self._child.cancel()
            self._window.errand.say(self._desk.texts("window-cancelling"), None)

    def close(self) -> None:
        """Stop it now: the window goes."""
        self._throttle.stop()
        if self._child is not None:
            self._child.stop_now()

    def _refused_while_busy(self) -> bool:
        if self.busy:
            self._window.messages.say(self._desk.texts("window-errand-busy"), "warn")
        return self.busy

    def _begin(
        self,
        arguments: tuple[str, ...],
        progressed: Callable[[Progress], None],
        finished: Callable[[list[bytes]], None],
    ) -> None:
        child = Child(self._command, arguments, self)
        child.progressed.connect(progressed)
        child.finished.connect(self._ended)
        child.finished.connect(finished)
        child.failed.connect(self._failed)
        child.cancelled.connect(self._cancelled)
        self._child, self._reporting = child, arguments[0] == "sitrep"
        child.start()

    def _ended(self) -> None:
        if self._child is not None:
            self._child.deleteLater()
            self._child = None
        self._window.errand.hide()

    def _failed(self, sentence: str) -> None:
        self._ended()
        self._window.messages.say(sentence or self._desk.texts("window-child-failed"), "bad")

    def _cancelled(self) -> None:
        report = self._reporting
        self._ended()
        self._desk.posts_changed.emit()
        key = "window-report-cancelled" if report else "window-cancelled"
        self._window.messages.say(self._desk.texts(key), "plain")

    def _import_progress(self, names: str, progress: Progress) -> None:
        sentence = self._desk.texts("window-importing", files=names, read=progress.read, stored=progress.stored)
        self._window.errand.say(sentence, progress.share)
        if progress.stored != self._stored and not self._throttle.isActive():
            self._throttle.start()
        self._stored = progress.stored

    def _import_finished(self, lines: list[bytes]) -> None:
        self._throttle.stop()
        self._desk.posts_changed.emit()
        results = [msgspec.json.decode(line, type=ImportResult) for line in lines]
        if any(result.stored for result in results):
            self.imported.emit()
        ImportSummary(self._desk.texts, results, self._window).open()

    def _report_progress(self, progress: Progress) -> None:
        texts = self._desk.texts
        stage = texts(progress.stage) if texts.has(progress.stage) else ""
        self._window.errand.say(
            texts("window-reporting-stage", stage=stage or texts("window-reporting")), progress.share
        )

    def _report_finished(self, lines: list[bytes]) -> None:
        texts = self._desk.texts
        made = msgspec.json.decode(lines[-1], type=_Made)
        path = Path(made.path)
        sentence = texts("window-report-made", name=path.name, pages=made.pages, sha256=made.sha256[:12])
        self._window.messages.say(sentence, "ok")
        self._window.messages.offer(texts("window-open-file"), partial(_open, path), "openFile")
        self._window.messages.offer(texts("window-open-folder"), partial(_open, path.parent), "openFolder")


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
