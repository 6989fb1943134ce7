# SPDX-License-Identifier: Apache-2.0
"""Asks before a watch is taken away.

Opened by the watches pane. The trap: its posts stay, but no post is its mention any more; the sentence says so.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.errors import FenghuoError
from app.posts.watches.watch import Watch
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.while_alive import while_alive


class RemoveWatch(Sheet):
    """`done` gets the name of what was removed."""

    def __init__(self, desk: Desk, watch: Watch, parent: QWidget, *, done: Callable[[str], None]) -> None:
        texts = desk.texts
        super().__init__(texts, "removeWatch", texts("watching-remove-title"), parent)
        self._desk, self._name, self._done = desk, watch.name, done
        self.say(texts("watching-remove-about", name=watch.name))
        self.go = self.button("go", texts("watching-remove"), "danger")
        self.go.setAutoDefault(True)
        self.go.clicked.connect(self.send)
        cancel = self.cancel_button()
        cancel.setAutoDefault(True)
        self.buttons(cancel, self.go)
        cancel.setFocus()

    def send(self) -> None:
        """Take it away; the dialog closes when the book is written."""
        self.go.setEnabled(False)
        book, name = self._desk.watches, self._name
        removed, failed = while_alive(self, self._on_removed), while_alive(self, self._on_failed)
        self._desk.tasks.read(lambda: book.remove(name), removed, failed)

    def _on_removed(self, _gone: Watch) -> None:
        self.accept()
        self._done(self._name)

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)
