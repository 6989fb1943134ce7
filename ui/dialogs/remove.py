# SPDX-License-Identifier: Apache-2.0
"""Asks before a source or a watch is taken away.

Opened by their panes. The trap: its posts stay, other things do not (a password, the mentions); the sentence says so.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtWidgets import QWidget

from app.errors import FenghuoError
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.while_alive import while_alive

Area: TypeAlias = Literal["sources", "watching"]


class RemoveQuestion(Sheet):
    """`words` is the area of its sentences; `remove` takes it away, off the GUI thread; `done` gets its name then."""

    def __init__(
        self,
        desk: Desk,
        words: Area,
        name: str,
        parent: QWidget,
        *,
        remove: Callable[[str], object],
        done: Callable[[str], None],
    ) -> None:
        texts = desk.texts
        super().__init__(texts, "removeQuestion", texts(f"{words}-remove-title"), parent)
        self._desk, self._name, self._remove, self._done = desk, name, remove, done
        self.say(texts(f"{words}-remove-about", name=name))
        self.go = self.button("go", texts(f"{words}-remove"), "danger")
        self.go.setAutoDefault(True)
        self.go.clicked.connect(self.send)
        cancel = self.cancel_button()
        cancel.setAutoDefault(True)
        self.buttons(cancel, self.go)
        cancel.setFocus()

    def send(self) -> None:
        """Take it away; the dialog closes when the book is written."""
        self.go.setEnabled(False)
        remove, name = self._remove, self._name
        removed, failed = while_alive(self, self._on_removed), while_alive(self, self._on_failed)
        self._desk.tasks.read(lambda: remove(name), removed, failed)

    def _on_removed(self, _gone: object) -> None:
        self.accept()
        self._done(self._name)

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)
