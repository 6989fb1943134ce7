# SPDX-License-Identifier: Apache-2.0
"""What the window does with failures: sentences for those a person can meet, a report file for bugs.

Installed by :mod:`ui.application`. A bug's report holds types, files and line numbers, never messages, values or
texts: those may be content. The trap: a crash in C code writes only through `faulthandler`; its file is read at the
next start.
"""

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent
_KEPT = 20


class Faults(QObject):
    """Catches what nobody caught.

    Signals: `reported(str)` with the path of the report, empty where none could be written. May come from any thread.
    """

    reported = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._crash_file: IO[str] | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self.crashed_before = False

    def install(self) -> None:
        """Take over the hooks; note whether the last run ended in a crash."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda args: self.report(args.exc_value or args.exc_type())
        path = self._folder / "crash.txt"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.crashed_before = path.is_file() and path.stat().st_size > 0
            if self.crashed_before:
                path.replace(self._folder / "crash.last.txt")
            self._crash_file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._crash_file)
        except OSError:
            faulthandler.enable()

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        faulthandler.disable()
        if self._crash_file is not None:
            self._crash_file.close()
            (self._folder / "crash.txt").unlink(missing_ok=True)

    def report(self, error: BaseException) -> None:
        """Write a report without content and tell the window."""
        _log.error("uncaught %s", type(error).__name__)
        path = self._folder / f"fault-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(describe(error), "utf-8")
            self._drop_old()
        except OSError:
            self.reported.emit("")
        else:
            self.reported.emit(str(path))

    def _drop_old(self) -> None:
        for old in sorted(self._folder.glob("fault-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.report(error)


def describe(error: BaseException) -> str:
    """Types, files and lines of an exception and its causes; no message, no value, no path of the person's."""
    lines = [f"Fenghuo {_version()}", f"Python {platform.python_version()} {platform.platform()}", ""]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _short(file: str) -> str:
    """A path as the project knows it; only the last two parts of anybody else's."""
    path = Path(file)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and rarely needed

    try:
        return version("fenghuo")
    except PackageNotFoundError:
        return "?"
