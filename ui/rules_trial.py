# SPDX-License-Identifier: Apache-2.0
"""What keywords would have caught in the last 24 hours: a child process matches the stored posts against them.

Made by the watches pane, used by its editor. One at a time; nothing is stored. The trap: the editor may be closed
before the answer comes, so the pane keeps the child and the editor only listens.
"""

from datetime import datetime
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from app.doors import ChildCommand
from app.posts.post import Exactness
from app.texts import Language
from ui.child import Child

HOURS: Final = 24


class CaughtPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post the keywords catch."""

    text: str
    posted_at: datetime | None = None
    author: str = ""
    source: str = ""


class CaughtBy(msgspec.Struct, frozen=True, kw_only=True):
    """The keyword that says best why it is caught."""

    keyword: str
    exactness: Exactness = Exactness.FOLDED


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One of the newest that are caught."""

    post: CaughtPost
    mention: CaughtBy


class KeywordCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many posts a keyword hits."""

    keyword: str
    posts: int


class CaughtPosts(msgspec.Struct, frozen=True, kw_only=True):
    """What `fenghuo watches catch --json` prints. `warning` is a finished sentence."""

    looked_at: int
    caught: int
    by_keyword: tuple[KeywordCount, ...] = ()
    examples: tuple[Example, ...] = ()
    warning: str = ""


class RulesTrial(QObject):
    """Signals: `progressed(Progress)`; then one of `ended(CaughtPosts)`, `failed(str)`, `stopped()`."""

    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, command: ChildCommand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._child: Child | None = None

    @property
    def busy(self) -> bool:
        """Whether one is running."""
        return self._child is not None

    def start(self, rules: str, language: Language) -> bool:
        """Begin; False where one is running still."""
        if self._child is not None:
            return False
        arguments = ("watches", "catch", "--rules", "-", "--hours", str(HOURS))
        options = ("--json", "--progress", "--lang", language)
        child = Child(self._command, (*arguments, *options), self, standard_input=rules.encode())
        child.progressed.connect(self.progressed)
        child.finished.connect(self._finished)
        child.failed.connect(self._failed)
        child.cancelled.connect(self._cancelled)
        self._child = child
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
        self._let_go()
        found = _read(lines)
        if found is None:
            self.failed.emit("")
        else:
            self.ended.emit(found)

    def _failed(self, sentence: str) -> None:
        self._let_go()
        self.failed.emit(sentence)

    def _cancelled(self) -> None:
        self._let_go()
        self.stopped.emit()

    def _let_go(self) -> None:
        if self._child is not None:
            self._child.deleteLater()
        self._child = None


def _read(lines: list[bytes]) -> CaughtPosts | None:
    """The last line that is an answer; None where there is none."""
    for line in reversed(lines):
        try:
            return msgspec.json.decode(line, type=CaughtPosts)
        except msgspec.DecodeError:
            continue  # something a library printed: not ours
    return None
