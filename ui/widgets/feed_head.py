# SPDX-License-Identifier: Apache-2.0
"""What the feed is asked, above its list: words, filters, saved searches, and as chips what narrows it.

Used by the feed. The trap: `changed` comes a moment after the last key was pressed; `ask_now` does not wait.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.posts.question import Question
from ui.desk import Desk
from ui.widgets.feed_filters import FeedFilters
from ui.widgets.filter_chips import FilterChips
from ui.widgets.keys import Keys, key
from ui.widgets.saved_searches import SavedSearches
from ui.widgets.styling import button

_TYPING_PAUSE_MS = 250


class FeedHead(QWidget):
    """Signals: `changed()` when something else is asked; `left()` when somebody goes on to the list."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.search = QLineEdit()
        self.search.setObjectName("feedSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.filter = button("filter", "quiet")
        self.filter.setCheckable(True)
        self.filter.setAutoDefault(False)
        self.filters, self.chips = FeedFilters(desk), FilterChips()
        self.searches = SavedSearches(desk, lambda: self.filters.to_save(self.search.text()))
        self.filters.hide()
        line = QHBoxLayout()
        line.setContentsMargins(12, 4, 8, 4)
        line.setSpacing(4)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        line.addWidget(self.searches)
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 4)
        rows.setSpacing(4)
        rows.addLayout(line)
        rows.addWidget(self.filters)
        rows.addWidget(self.chips)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.ask_now)
        self.filter.clicked.connect(self.toggle_filters)
        self.filters.changed.connect(self.ask_now)
        self.chips.dropped.connect(self.filters.drop)
        self.searches.chosen.connect(self.take)
        k = Qt.Key
        Keys(self.search, {key(k.Key_Down): self.left.emit, key(k.Key_Escape): self.search.clear,
                           key(k.Key_S, ctrl=True): self.searches.ask_name})  # fmt: skip
        Keys(self.filters, {key(k.Key_Escape): self.toggle_filters})

    def retranslate(self) -> None:
        """All words anew."""
        texts = self._desk.texts
        self.search.setPlaceholderText(texts("feed-search"))
        self.search.setAccessibleName(texts("feed-search"))
        self.filter.setText(texts("triage-filter"))
        self.filter.setToolTip(texts("triage-filter-key"))
        self.filters.setAccessibleName(texts("triage-filters"))
        self.chips.setAccessibleName(texts("triage-chips"))
        self.chips.name_drop(texts("triage-drop"))
        self.filters.retranslate()
        self.searches.retranslate()

    def question(self, now: datetime) -> Question:
        """What is asked, of the moment `now`."""
        return self.filters.question(self.search.text(), now)

    def _typed(self) -> None:
        self._pause.start()

    def ask_now(self) -> None:
        """Ask without waiting for more to be typed."""
        self._pause.stop()
        self.changed.emit()

    def take(self, asked: Question) -> None:
        """Ask what a saved search asks."""
        self.search.setText(asked.words)
        self.filters.take(replace(asked, words="", story=0))
        self.ask_now()

    def drop(self, name: str) -> None:
        """Let one of the filters go, or the `words`."""
        if name == "words":
            self.search.clear()
            self.ask_now()
        else:
            self.filters.drop(name)

    def clear(self) -> None:
        """Ask for everything."""
        self.search.clear()
        self.filters.drop()

    def toggle_filters(self) -> None:
        """Show the row of filters, with the keyboard in it; or put it away."""
        shown = self.filters.isHidden()
        self.filters.setVisible(shown)
        self.filter.setChecked(shown)
        self.filters.settle()
        if shown:
            self.filters.time.setFocus()
        else:
            self.left.emit()

    def focus_search(self) -> None:
        """Put the cursor into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_names(self, sources: Sequence[str], watches: Sequence[str]) -> None:
        """What there is to filter by."""
        self.filters.set_names(sources, watches)

    def show_chips(self, *, muted: str, watches: str) -> None:
        """Say what narrows the list; `muted` and `watches` are words of the two further chips."""
        self.chips.show_active(self.filters.active(), muted=muted, watches=watches)
        self._rows.activate()
