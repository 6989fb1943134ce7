# SPDX-License-Identifier: Apache-2.0
"""Work for the window that child processes do: importing posts, looking into files, a post by hand, a report.

Used by :mod:`ui.workplace` and :mod:`ui.deeds`. One errand at a time; it shows how far it is and can be stopped. What
a dialog asks for (`aside`) is short, runs beside it and shows in that dialog. The trap: while posts stream in,
`desk.posts_changed` goes out at most twice a second, or the panes would do nothing but refresh.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.doors import ChildCommand
from ui.child import Child, Progress
from ui.desk import Desk
from ui.dialogs.hand_post import HandPost, NotedCall, PastedPost
from ui.dialogs.import_ import ImportResult, ImportSummary
from ui.dialogs.import_preview import ImportPreview, ImportWish
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
        self._asides: list[Child] = []
        self._wishes: deque[ImportWish] = deque()
        self._wish: ImportWish | None = None
        self._results: list[ImportResult] = []
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

    def preview_files(self, files: Sequence[Path]) -> None:
        """Show what is in files of posts before they are imported."""
        if files:
            ImportPreview(self._desk, files, self._window, aside=self.aside, done=self.import_all).open()

    def import_files(
        self,
        files: Sequence[Path],
        *,
        maps: Mapping[str, str] | None = None,
        zone: str = "",
        watch: str = "",
    ) -> None:
        """Read files of posts into the store. `maps` is field → column; without `zone` the room's is meant."""
        if files:
            zone = zone or str(self._desk.zone)
            self.import_all([ImportWish(files=tuple(files), maps=maps or {}, zone=zone, watch=watch)])

    def import_all(self, wishes: Sequence[ImportWish]) -> bool:
        """Read files of posts into the store, those of one wish after those of another; False while busy."""
        if self._refused_while_busy():
            return False
        self._wishes, self._results = deque(wishes), []
        self._import_next()
        return True

    def paste_post(self) -> None:
        """Store one post that somebody copied."""
        self._by_hand(PastedPost(self._desk, self._window, aside=self.aside))

    def note_call(self) -> None:
        """Store what somebody said on the telephone."""
        self._by_hand(NotedCall(self._desk, self._window, aside=self.aside))

    def aside(self, arguments: tuple[str, ...], standard_input: bytes = b"") -> Child:
        """A child for a dialog, not started yet; it is stopped with the window, and goes once it has ended."""
        child = Child(self._command, arguments, self, standard_input=standard_input)
        self._asides.append(child)
        for ended in (child.finished, child.failed, child.cancelled):
            ended.connect(partial(self._aside_ended, child))
        return child

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
        self._begin(tuple(arguments), self._report_progress, self._report_finished, self._failed)
        self._window.errand.say(self._desk.texts("window-reporting"), 0.0)

    def cancel(self) -> None:
        """Stop what is running, and begin nothing that was to follow."""
        self._wishes.clear()
        if self._child is not None:
            self._child.cancel()
            self._window.errand.say(self._desk.texts("window-cancelling"), None)

    def close(self) -> None:
        """Stop it now: the window goes."""
        self._throttle.stop()
        self._wishes.clear()
        for child in [*self._asides, *([self._child] if self._child is not None else [])]:
            child.stop_now()

    def _by_hand(self, dialog: HandPost) -> None:
        dialog.kept.connect(self._kept_by_hand)
        dialog.open()

    def _kept_by_hand(self, result: ImportResult) -> None:
        texts = self._desk.texts
        if result.stored:
            self._window.messages.say(texts("hand-stored"), "ok")
        else:
            self._window.messages.say(texts("hand-same"), "plain")
        self._desk.posts_changed.emit()

    def _aside_ended(self, child: Child, *_: object) -> None:
        if child in self._asides:
            self._asides.remove(child)
            child.deleteLater()

    def _refused_while_busy(self) -> bool:
        if self.busy:
            self._window.messages.say(self._desk.texts("window-errand-busy"), "warn")
        return self.busy

    def _begin(
        self,
        arguments: tuple[str, ...],
        progressed: Callable[[Progress], None],
        finished: Callable[[list[bytes]], None],
        failed: Callable[[str], None],
    ) -> None:
        child = Child(self._command, arguments, self)
        child.progressed.connect(progressed)
        child.finished.connect(self._ended)
        child.finished.connect(finished)
        child.failed.connect(failed)
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

    def _import_next(self) -> None:
        self._wish = wish = self._wishes.popleft()
        self._stored = 0
        arguments = ["import", *map(str, wish.files), "--json", "--progress"]
        if wish.zone:
            arguments += ["--timezone", wish.zone]
        arguments += ["--lang", self._desk.texts.language, *wish.options()]
        names = self._desk.texts("window-comma").join(file.name for file in wish.files)
        progressed = partial(self._import_progress, names)
        self._begin(tuple(arguments), progressed, self._import_finished, self._import_failed)
        self._window.errand.say(self._desk.texts("window-importing", files=names, read=0, stored=0), None)

    def _import_progress(self, names: str, progress: Progress) -> None:
        sentence = self._desk.texts("window-importing", files=names, read=progress.read, stored=progress.stored)
        self._window.errand.say(sentence, progress.share)
        if progress.stored != self._stored and not self._throttle.isActive():
            self._throttle.start()
        self._stored = progress.stored

    def _import_finished(self, lines: list[bytes]) -> None:
        self._results += [msgspec.json.decode(line, type=ImportResult) for line in lines]
        self._throttle.stop()
        self._desk.posts_changed.emit()
        self._import_more()

    def _import_failed(self, sentence: str) -> None:
        if not self._wishes and not self._results:
            self._failed(sentence)
            return
        self._ended()
        sentence = sentence or self._desk.texts("window-child-failed")
        files = self._wish.files if self._wish is not None else ()
        self._results += [ImportResult(file=str(file), error=sentence) for file in files]
        self._import_more()

    def _import_more(self) -> None:
        if self._wishes:
            self._import_next()
            return
        if any(result.stored for result in self._results):
            self.imported.emit()
        ImportSummary(self._desk.texts, self._results, self._window).open()

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
