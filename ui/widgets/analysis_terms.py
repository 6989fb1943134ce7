# SPDX-License-Identifier: Apache-2.0
"""Hot terms: a table that can be sorted, and beside it (where there is room) the same terms as bars.

A part of the analysis pane. The trap: the picture follows the table's order, so both are asked for rows by the proxy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QHeaderView, QStackedWidget, QTableView, QWidget
from typing_extensions import override

from ui.desk import Desk
from ui.models.terms_model import SORT_ROLE, TERM_ROLE, Column, TermsModel
from ui.while_alive import while_alive
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from app.analysis.terms import Term
    from ui.charts.terms_canvas import TermsCanvas

_WIDE, _TALL = 640, 560
_ROW: Final = 28
_BESIDE_FIGURES, _BESIDE_HEAD = 30, 38
_LEAST_TERM: Final = 116
_SPARED_FIRST: Final = (Column.ODDS, Column.RISING, Column.BEFORE)


class TermsView(QStackedWidget):
    """Signals: `opened(Term)` by Enter or a double click."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.canvas: TermsCanvas | None = None
        self._loading = False
        self._wide: dict[Column, int] = {}
        self._model, self.rows = TermsModel(desk, self), _ByNumber(self)
        self.rows.setSourceModel(self._model)
        self.rows.setSortRole(SORT_ROLE)
        self.table, self.empty = _Table(), EmptyState()
        self._build_table()
        self._page = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._page)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(8)
        self._sides.addWidget(self.table, 11)
        self.addWidget(self._page)
        self.addWidget(self.empty)
        self.setFocusProxy(self.table)
        self.table.activated.connect(self.open)
        self.table.resized.connect(self._fit_columns)
        self.table.selectionModel().currentRowChanged.connect(self._point)
        self.rows.layoutChanged.connect(self._picture)

    def _build_table(self) -> None:
        table = self.table
        table.setObjectName("termsTable")
        table.setModel(self.rows)
        table.setSortingEnabled(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setMinimumHeight(48)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(44)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.sortByColumn(Column.ODDS, Qt.SortOrder.DescendingOrder)

    def show_terms(self, terms: Sequence[Term], *, compared: bool) -> None:
        """Show these, `compared` with what was said before or with nothing.

        The keyboard stays at the same term, or goes to the first.
        """
        before = self.current()
        self._model.set_terms(terms, compared=compared)
        self.setCurrentWidget(self._page if terms else self.empty)
        shown = self.shown()
        if shown:
            same = [row for row, term in enumerate(shown) if before is not None and term.text == before.text]
            self.table.setCurrentIndex(self.rows.index(same[0] if same else 0, 0))
        self._picture()
        self._measure()

    def shown(self) -> list[Term]:
        """The terms in the order of the table."""
        return [self.rows.index(row, 0).data(TERM_ROLE) for row in range(self.rows.rowCount())]

    def current(self) -> Term | None:
        """The term under the keyboard."""
        index = self.table.currentIndex()
        return index.data(TERM_ROLE) if index.isValid() else None

    def open(self) -> None:
        """Show the posts of the chosen term."""
        term = self.current()
        if term is not None:
            self.opened.emit(term)

    def sort_next(self) -> None:
        """Sort by the next column that is shown, most first (terms by alphabet)."""
        head, columns = self.table.horizontalHeader(), list(Column)
        at = head.sortIndicatorSection()
        ring = [*columns[at + 1 :], *columns[: at + 1]]
        column = next(one for one in ring if not self.table.isColumnHidden(one))
        order = Qt.SortOrder.AscendingOrder if column is Column.TERM else Qt.SortOrder.DescendingOrder
        self.table.sortByColumn(column, order)

    def as_text(self) -> str:
        """The table, to be pasted elsewhere."""
        texts = self._desk.texts
        head = [texts(f"analysis-column-{column.name.lower()}") for column in Column]
        rows = [[self._model.word(term, column) for column in Column] for term in self.shown()]
        return "\n".join("\t".join(cells) for cells in (head, *rows))

    def repaint_all(self) -> None:
        """Words or colours have changed."""
        self._model.repaint()
        self.table.setAccessibleName(self._desk.texts("analysis-part-terms"))
        self._measure()
        if self.canvas is not None:
            self.canvas.setAccessibleName(self._desk.texts("analysis-picture-note"))
            self.canvas.later()

    def _point(self) -> None:
        if self.canvas is not None:
            self.canvas.point(self.table.currentIndex().row())

    def _picture(self) -> None:
        """The bars, where there is room for them."""
        beside, below = self.width() >= _WIDE, self.height() >= _TALL
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
        wanted = bool(self.rows.rowCount()) and (beside or below)
        if wanted and self.canvas is None and not self._loading:
            self._loading = True
            self._desk.read(_load_canvas, while_alive(self, self._make_canvas))
        if self.canvas is not None:
            self.canvas.setVisible(wanted)
            self.canvas.show_terms(self.shown())
            self._point()

    def _measure(self) -> None:
        """What the columns need, and the room they get."""
        terms = self.shown()
        self._wide = {column: self._width_of(column, terms) for column in Column if column is not Column.TERM}
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As many columns as leave room for the terms themselves."""
        wide, shown = self._wide, list(self._wide)
        left = self.table.viewport().width() - sum(wide.values())
        for column in _SPARED_FIRST:
            if left < _LEAST_TERM and column in wide:
                shown.remove(column)
                left += wide[column]
        for column, width in wide.items():
            self.table.setColumnHidden(column, column not in shown)
            self.table.setColumnWidth(column, width)
        self.table.setColumnWidth(Column.TERM, max(_LEAST_TERM, left))

    def _width_of(self, column: Column, terms: Sequence[Term]) -> int:
        """What its words and figures need."""
        figures, cells = self.table.fontMetrics(), {self._model.word(term, column) for term in terms}
        widest = max((figures.horizontalAdvance(words) for words in cells), default=0)
        head = self._desk.texts(f"analysis-column-{column.name.lower()}")
        return max(widest + _BESIDE_FIGURES, figures.horizontalAdvance(head) + _BESIDE_HEAD)

    def _make_canvas(self, canvas: type[TermsCanvas]) -> None:
        self.canvas = canvas(self._desk)
        self.canvas.setAccessibleName(self._desk.texts("analysis-picture-note"))
        self.canvas.pressed.connect(lambda row: self.table.setCurrentIndex(self.rows.index(row, 0)))
        self._sides.addWidget(self.canvas, 9)
        self._picture()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture()


def _load_canvas() -> type[TermsCanvas]:
    """matplotlib takes half a second to load, which the window does not wait for."""
    from ui.charts.terms_canvas import TermsCanvas

    return TermsCanvas


class _Table(QTableView):
    """Signals: `resized()` when there is more or less room for columns."""

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _ByNumber(QSortFilterProxyModel):
    """Numbers by size, words by the language's order."""

    @override
    def lessThan(
        self, source_left: QModelIndex | QPersistentModelIndex, source_right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        return bool(source_left.data(SORT_ROLE) < source_right.data(SORT_ROLE))
