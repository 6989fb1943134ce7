# SPDX-License-Identifier: Apache-2.0
"""What narrows the feed, each as a chip that is taken away by pressing it; with what is hidden, and what to do first.

Used below the feed's search line. The trap: every chip is a button, reached by Tab; Delete takes it away as well.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.feed_filters import NAMES
from ui.widgets.flow import Flow
from ui.widgets.keys import Keys, key
from ui.widgets.styling import button

_EDGE = 12


class FilterChips(Flow):
    """Signals: `dropped(str)` a filter by its name; `muted_pressed()`; `watches_pressed()`."""

    dropped = Signal(str)
    muted_pressed = Signal()
    watches_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, left=_EDGE, right=_EDGE)
        self._chips: dict[str, QPushButton] = {}
        for name in NAMES:
            made = self._chips[name] = self._chip(f"chip-{name}")
            made.clicked.connect(lambda checked=False, name=name: self.dropped.emit(name))
            Keys(made, {key(code): made.click for code in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)})
        self.muted, self.watches = self._chip("chip-muted"), self._chip("chip-watches")
        self.watches.setProperty("link", "true")
        self.muted.clicked.connect(self.muted_pressed)
        self.watches.clicked.connect(self.watches_pressed)
        self.hide()

    def _chip(self, name: str) -> QPushButton:
        made = button(name)
        made.setProperty("filterChip", "true")
        made.hide()
        self.add(made)
        return made

    def show_active(self, words: Mapping[str, str], *, muted: str = "", watches: str = "") -> None:
        """These filters are set; `muted` and `watches` are further words, shown where they are any."""
        for name, made in self._chips.items():
            self._say(made, f"{words[name]} ×" if name in words else "")
        self._say(self.muted, muted)
        self._say(self.watches, watches)
        self.setVisible(bool(words or muted or watches))
        self.settle()

    def _say(self, made: QPushButton, word: str) -> None:
        made.setText(word)
        made.setVisible(bool(word))

    def shown(self) -> list[str]:
        """The words of the chips that are there."""
        return [made.text() for made in (*self._chips.values(), self.muted, self.watches) if not made.isHidden()]

    def name_drop(self, word: str) -> None:
        """What pressing a chip does, for tips and screen readers."""
        for made in self._chips.values():
            made.setToolTip(word)
            made.setAccessibleDescription(word)
