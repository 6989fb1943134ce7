# SPDX-License-Identifier: Apache-2.0
"""Asks before a source is taken away.

Opened by the sources pane. The trap: its posts stay, its password does not; the sentence says so.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.errors import FenghuoError
from app.posts.sources.source import Source
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.while_alive import while_alive


class RemoveSource(Sheet):
    """`done` gets the name of what was removed."""

    def __init__(self, desk: Desk, source: Source, parent: QWidget, *, done: Callable[[str], None]) -> None:
        texts = desk.texts
        super().__init__(texts, "removeSource", texts("sources-remove-title"), parent)
        self._desk, self._name, self._done = desk, source.name, done
        self.say(texts("sources-remove-about", name=source.name))
        self.go = self.button("go", texts("sources-remove"), "danger")
        self.go.setAutoDefault(True)
        self.go.clicked.connect(self.send)
        cancel = self.cancel_button()
        cancel.setAutoDefault(True)
        self.buttons(cancel, self.go)
        cancel.setFocus()

    def send(self) -> None:
        """Take it away; the dialog closes when the book is written."""
        self.go.setEnabled(False)
        book, name = self._desk.sources, self._name
        removed, failed = while_alive(self, self._on_removed), while_alive(self, self._on_failed)
        self._desk.tasks.read(lambda: book.remove(name), removed, failed)

    def _on_removed(self, _nothing: None) -> None:
        self.accept()
        self._done(self._name)

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)
