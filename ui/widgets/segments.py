# SPDX-License-Identifier: Apache-2.0
"""A row of words of which one is chosen: filters, ranges, revisions.

Used by timeline, sentiment and statement. The trap: `chosen` is emitted for a person's choice only, not for `choose`.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Signals: `chosen(str)` the name of the word pressed."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addStretch(1)
        self.set_names(names)

    @property
    def current(self) -> str:
        """The name of the chosen word; empty where there is none."""
        return next((name for name, made in self._buttons.items() if made.isChecked()), "")

    def set_names(self, names: Sequence[str]) -> None:
        """Make the words anew where the names are others; the first is chosen."""
        if tuple(self._buttons) == tuple(names):
            return
        for made in self._buttons.values():
            self._group.removeButton(made)
            made.hide()
            made.deleteLater()
        self._buttons = {name: self._add(name) for name in names}
        if names:
            self._buttons[names[0]].setChecked(True)

    def _add(self, name: str) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"segment-{name}")
        made.setProperty("segment", "true")
        made.setCheckable(True)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._row.insertWidget(self._row.count() - 1, made)
        return made

    def say(self, name: str, word: str) -> None:
        """The word of a name."""
        self._buttons[name].setText(word)

    def choose(self, name: str) -> None:
        """Choose without telling anybody."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def press(self, name: str) -> None:
        """Choose as a person does."""
        self._buttons[name].click()
