# SPDX-License-Identifier: Apache-2.0
"""Hot terms as a table that can be sorted by any column.

Used by the analysis pane. The trap: what is sorted by is a number of its own role, not the words in the cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from app.posts.post import Mood, mood_of
from ui.desk import Desk
from ui.times import signed
from ui.tokens import tokens
from ui.widgets.styling import mood_colour

if TYPE_CHECKING:
    from app.analysis.terms import Term

_Index = QModelIndex | QPersistentModelIndex
SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
TERM_ROLE: Final = SORT_ROLE + 1
PUSH_SHAPES: Final = {Mood.NEGATIVE: "⊖", Mood.POSITIVE: "⊕", Mood.NEUTRAL: "⊙"}
"""Marks of words that are sentiment themselves."""
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEVEL, _BEYOND = 0.05, 100
_NOTHING = "—"
_NEWCOMER = 1e6
"""What was not said before stands above whatever was."""


class Column(IntEnum):
    """From the left."""

    TERM = 0
    COUNT = 1
    BEFORE = 2
    ODDS = 3
    MOOD = 4
    RISING = 5


class TermsModel(QAbstractTableModel):
    """Terms in the order they came; a proxy sorts."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms: tuple[Term, ...] = ()
        self._compared = False

    def set_terms(self, terms: Sequence[Term], *, compared: bool) -> None:
        """Show these; `compared` with what was said before, or with nothing."""
        self.beginResetModel()
        self._terms, self._compared = tuple(terms), compared
        self.endResetModel()

    def repaint(self) -> None:
        """Words or colours have changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._terms:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._terms) - 1, len(Column) - 1))

    def word(self, term: Term, column: int) -> str:
        """What stands in a cell."""
        match Column(column):
            case Column.TERM:
                return f"{PUSH_SHAPES[term.push]} {term.text}" if term.push in PUSH_SHAPES else term.text
            case Column.COUNT:
                return f"{term.count:,}"
            case Column.BEFORE:
                return self._against(term)
            case Column.ODDS:
                return f"{term.odds:.1f}"
            case Column.MOOD:
                return signed(term.mood)
            case Column.RISING:
                return _rising(term.rising)

    def _against(self, term: Term) -> str:
        """How many times as often as before; what nobody said then is new, what nothing stood before is not."""
        if term.before:
            return _times(term.count / term.before)
        return self._desk.texts("analysis-new") if self._compared else _NOTHING

    def _sorted_by(self, term: Term, column: int) -> float | str:
        if column == Column.TERM:
            return term.text
        before = term.count / term.before if term.before else term.count + _NEWCOMER
        return {
            Column.COUNT: float(term.count), Column.BEFORE: before, Column.ODDS: term.odds, Column.MOOD: term.mood,
            Column.RISING: term.rising,
        }[Column(column)]  # fmt: skip

    def _spoken(self, term: Term) -> str:
        texts, key = self._desk.texts, "analysis-term-spoken" if self._compared else "analysis-term-spoken-alone"
        push = texts(f"analysis-push-{term.push}") if term.push in PUSH_SHAPES else ""
        said = texts(
            key, term=term.text, count=term.count, before=term.before, odds=f"{term.odds:.1f}",
            mood=signed(term.mood), rising=_rising(term.rising),
        )  # fmt: skip
        return " · ".join(part for part in (said, texts(f"analysis-kind-{term.kind}"), push) if part)

    def _colour(self, term: Term, column: int) -> QColor:
        colours = tokens(self._desk.theme)
        if column == Column.MOOD:
            return QColor(mood_colour(colours, mood_of(term.mood)))
        if column == Column.TERM and term.push in PUSH_SHAPES:
            return QColor(mood_colour(colours, term.push))
        return QColor(colours.text if column in (Column.TERM, Column.COUNT) else colours.quiet)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._terms)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        name = Column(section).name.lower()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts(f"analysis-column-{name}")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._desk.texts(f"analysis-column-{name}-about")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WORDS if section == Column.TERM else _NUMBERS
        return None

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        term, column = self._terms[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.word(term, column)
        if role == SORT_ROLE:
            return self._sorted_by(term, column)
        if role == TERM_ROLE:
            return term
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(term)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != Column.TERM:
            return _NUMBERS
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(term, column)
        return None


def _times(ratio: float) -> str:
    return f"×{ratio:.1f}" if ratio < 10 else f"×{ratio:.0f}"


def _rising(rate: float) -> str:
    """`↑3.2`, `↓0.4`, `→`, `↑100+`."""
    if abs(rate - 1.0) <= _LEVEL:
        return "→"
    if rate >= _BEYOND:
        return f"↑{_BEYOND}+"
    return f"{'↑' if rate > 1.0 else '↓'}{rate:.1f}"
