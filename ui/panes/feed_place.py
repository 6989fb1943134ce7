# SPDX-License-Identifier: Apache-2.0
"""Where a reader is in the feed: which row is chosen, how high it stands, and which story is open.

Used by the feed around every question it asks anew. The trap: rows are known by id; a row that is gone leaves its
place to the one that took it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject

from app.posts.stories.story import Story
from ui.models.feed_model import FeedModel
from ui.models.feed_reading import Row
from ui.widgets.feed_view import FeedView


@dataclass(frozen=True, slots=True)
class Place:
    """A chosen row: its id, its number, and how far below the list's upper edge it stands (pixels)."""

    id: int
    row: int
    y: int


class FeedPlace(QObject):
    """Comes back, after each answer, to the row that was chosen just before it, or to where somebody means to go."""

    def __init__(self, model: FeedModel, view: FeedView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._view = model, view
        self.story: Story | None = None
        self._outside: Place | None = None
        self._goal: Place | None = None
        self._before: Place | None = None
        self._steady = False
        model.modelAboutToBeReset.connect(self._note)
        view.selectionModel().currentChanged.connect(self._select)

    def chosen(self) -> Row | None:
        """The row under the keyboard; None while it is being read."""
        index = self._view.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    @property
    def wanted(self) -> int:
        """The row that the next answer must hold, for the reader to find their place again; 0 where any will do."""
        place = self._goal or (self._here() if self._steady else None)
        return place.row if place is not None else 0

    def stand_still(self) -> None:
        """After the next answer, leave rows at the height they have; what is gone leaves its place to the next."""
        self._steady = True

    def go_first(self) -> None:
        """After the next answer, be at the first row."""
        self._goal, self._steady = Place(0, 0, 0), False

    def take(self) -> None:
        """Rows have come: choose again."""
        place, steady, rows = self._goal or self._before, self._steady, self._model.rowCount()
        self._goal, self._before, self._steady = None, None, False
        if place is None or not rows:
            return
        row = self._model.row_of(place.id) if place.id else 0
        if row < 0 and not steady:
            return
        row = row if row >= 0 else min(place.row, rows - 1)
        self._view.setCurrentIndex(self._model.index(row, 0))
        if steady:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + self._view.rowViewportPosition(row) - place.y)

    def enter(self, story: Story) -> None:
        """A story is opened from where the reader is."""
        self.story, self._outside = story, self._here()
        self.go_first()

    def leave(self) -> None:
        """It is left: the next answer brings the reader back."""
        self.story = None
        self._goal, self._steady = self._outside, self._outside is not None
        self._outside = None

    def _here(self) -> Place | None:
        row, number = self.chosen(), self._view.currentIndex().row()
        return Place(row.id, number, self._view.rowViewportPosition(number)) if row is not None else None

    def _note(self) -> None:
        self._before = self._here()

    def _select(self, index: QModelIndex) -> None:
        """A list that gets the keyboard makes its first row the current one, but does not show it as chosen."""
        selection = self._view.selectionModel()
        if index.isValid() and not selection.hasSelection():
            flags = QItemSelectionModel.SelectionFlag
            selection.select(index, flags.Select | flags.Rows)
