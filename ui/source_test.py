# SPDX-License-Identifier: Apache-2.0
"""Trying a source out: a child process fetches from it once, stores nothing, and says what it read.

Used by the sources pane. One source at a time. The trap: the pane may show another source by the time the answer
comes, so every answer carries the name it is for.
"""

from datetime import datetime

import msgspec
from PySide6.QtCore import QObject, Signal

from app.doors import ChildCommand
from app.texts import Texts
from ui.child import Child


class TriedPost(msgspec.Struct, frozen=True, kw_only=True):
    """One of the first posts a source gave."""

    posted_at: datetime | None = None
    author: str = ""
    text: str = ""
    source: str = ""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What `fenghuo source test NAME --json` prints. `trouble` and `note` are finished sentences."""

    name: str
    ok: bool
    read: int = 0
    posts: tuple[TriedPost, ...] = ()
    trouble: str = ""
    note: str = ""
    seconds: float = 0.0


class SourceTest(QObject):
    """Signals: `began(str)` the source's name; `ended(Tried)`; `stopped(str)` when it was called off."""

    began = Signal(str)
    ended = Signal(object)
    stopped = Signal(str)

    def __init__(self, command: ChildCommand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._child: Child | None = None
        self.name = ""

    def start(self, name: str, texts: Texts) -> bool:
        """Try a source; False where another is being tried still."""
        if self._child is not None:
            return False
        self.name = name
        arguments = ("source", "test", name, "--json", "--lang", texts.language)
        child = Child(self._command, arguments, self)
        child.finished.connect(self._finished)
        child.failed.connect(self._failed)
        child.cancelled.connect(self._cancelled)
        self._child = child
        self.began.emit(name)
        child.start()
        return True

    def cancel(self) -> None:
        """Call it off."""
        if self._child is not None:
            self._child.cancel()

    def stop_now(self) -> None:
        """The window goes: stop it and wait for that."""
        if self._child is not None:
            self._child.stop_now()

    def _finished(self, lines: list[bytes]) -> None:
        self._end(_read(lines) or Tried(name=self.name, ok=False))

    def _failed(self, sentence: str) -> None:
        self._end(Tried(name=self.name, ok=False, trouble=sentence))

    def _end(self, tried: Tried) -> None:
        self._let_go()
        self.ended.emit(tried)

    def _cancelled(self) -> None:
        name = self.name
        self._let_go()
        self.stopped.emit(name)

    def _let_go(self) -> None:
        if self._child is not None:
            self._child.deleteLater()
        self._child, self.name = None, ""


def _read(lines: list[bytes]) -> Tried | None:
    """The last line that is an answer; None where there is none."""
    for line in reversed(lines):
        try:
            return msgspec.json.decode(line, type=Tried)
        except msgspec.DecodeError:
            continue  # something a library printed: not ours
    return None
