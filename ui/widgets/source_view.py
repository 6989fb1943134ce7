# SPDX-License-Identifier: Apache-2.0
"""The list of sources with the chosen one in full below it.

The full page of the sources pane, which says what the buttons do. The trap: the list is made anew only when the book
changed; a new state is painted over the same rows, so the chosen row and a reader's place stay.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSplitter, QWidget
from typing_extensions import override

from app.posts.sources.source import Source, SourceState
from ui.delegates.source_delegate import SOURCE_HEIGHT, SourceDelegate
from ui.desk import Desk
from ui.models.rows_model import RowsModel
from ui.source_test import Tried
from ui.source_words import Standing, described
from ui.widgets.source_detail import SourceDetail

_DETAIL, _DETAIL_TRIED, _DETAIL_AT_LEAST = 208, 320, 112
_LOW: Final = 320
DEEDS: Final = ("test", "stop", "pause", "edit", "alert", "remove")


class SourceView(QSplitter):
    """Signals: `opened()` when a row was double-clicked."""

    opened = Signal()

    def __init__(self, desk: Desk, deeds: Mapping[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._desk = desk
        self._standing = Standing()
        self._tried: dict[str, Tried] = {}
        self._trying = ""
        self.setChildrenCollapsible(False)
        self.model: RowsModel[Source] = RowsModel(self._spoken, self)
        self.list = QListView()
        self.list.setObjectName("sourceList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SourceDelegate(desk, self.state_of, self))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(SOURCE_HEIGHT)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.detail = SourceDetail(desk)
        for name in DEEDS:
            self.detail.buttons.offer(name, deeds[name])
        self.addWidget(self.list)
        self.addWidget(self.detail)
        self.setStretchFactor(0, 1)
        self.list.selectionModel().currentChanged.connect(self.show_chosen)
        self.list.doubleClicked.connect(self.opened)

    @property
    def standing(self) -> Standing:
        """What was last read."""
        return self._standing

    def state_of(self, name: str) -> SourceState | None:
        """What was last read of a source."""
        return self._standing.state(name)

    def chosen(self) -> Source | None:
        """The source under the keyboard."""
        return self.model.at(self.list.currentIndex())

    def take(self, standing: Standing, wanted: str = "") -> bool:
        """Show what was read, with `wanted` or the one before chosen; whether `wanted` is there."""
        before = self.chosen()
        self._standing = standing
        self.model.set_rows(standing.sources)
        names = [source.name for source in self.model.rows]
        name = wanted if wanted in names else before.name if before else ""
        if name in names and self.list.currentIndex().row() != names.index(name):
            self.list.setCurrentIndex(self.model.index(names.index(name)))
        return wanted in names

    def begin_trial(self, name: str) -> None:
        """A source is being tried."""
        self._trying = name
        self._tried.pop(name, None)
        self.show_chosen()

    def end_trial(self, tried: Tried | None) -> None:
        """What came of it; None where it was called off."""
        self._trying = ""
        if tried is not None:
            self._tried[tried.name] = tried
            self._make_room(_DETAIL_TRIED)
        self.show_chosen()

    def forget_trial(self, name: str) -> None:
        """The source is another now."""
        self._tried.pop(name, None)

    def repaint_all(self) -> None:
        """Words, times or colours have changed."""
        self.model.repaint()
        self.show_chosen()

    def restyle(self) -> None:
        """Take up the theme."""
        self.detail.restyle()
        self.list.viewport().update()
        self.show_chosen()

    def show_chosen(self) -> None:
        """The chosen source in full."""
        source = self.chosen()
        shown = source is not None and self.height() >= SOURCE_HEIGHT + _DETAIL_AT_LEAST
        appears = shown and self.detail.isHidden()
        self.detail.be_brief(brief=self.height() < _LOW)
        self.detail.setVisible(shown)
        if appears:
            self.setSizes([self.height(), 0])
            self._make_room(_DETAIL)
        if source is not None:
            name, now = source.name, self._desk.clock.now()
            trying, tried = self._trying == name, self._tried.get(name)
            self.detail.show_source(source, self.state_of(name), tried, trying=trying, now=now)

    def _make_room(self, wanted: int) -> None:
        """Give the detail `wanted` pixels, half of the pane at most; never take any from it."""
        given = min(wanted, self.height() // 2)
        if self.sizes()[1] < given:
            self.setSizes([self.height() - given, given])

    def _spoken(self, source: Source) -> str:
        return described(self._desk, source, self.state_of(source.name), self._desk.clock.now())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_chosen()
