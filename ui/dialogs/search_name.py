# SPDX-License-Identifier: Apache-2.0
"""Asks under which name a search is to be kept.

Opened by the feed's saved searches. The trap: a name that is taken is not refused; the sentence says that the search
of that name is replaced.
"""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desk import Desk
from ui.dialogs.sheet import Sheet


class SearchName(Sheet):
    """`done` gets the name."""

    def __init__(
        self, desk: Desk, parent: QWidget, *, name: str, taken: Collection[str], done: Callable[[str], None]
    ) -> None:
        texts = desk.texts
        super().__init__(texts, "searchNameDialog", texts("triage-save-search"), parent)
        self._taken, self._done = taken, done
        self.line = QLineEdit(name)
        self.line.setMaxLength(80)
        self.field(texts("triage-search-name"), self.line, "name")
        self.note = self.say("")
        self.go = self.button("go", texts("triage-save"), "accent")
        self.go.clicked.connect(self.send)
        self.line.returnPressed.connect(self.send)
        self.line.textChanged.connect(self._typed)
        self.buttons(self.cancel_button(), self.go)
        self._typed()
        self.line.selectAll()
        self.line.setFocus()

    def send(self) -> None:
        """Keep it under the name that stands there."""
        name = " ".join(self.line.text().split())
        if name:
            self.accept()
            self._done(name)

    def _typed(self) -> None:
        name = " ".join(self.line.text().split())
        self.go.setEnabled(bool(name))
        self.note.setText(self.texts("triage-search-replaced" if name in self._taken else "triage-search-kept"))
