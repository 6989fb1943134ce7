# SPDX-License-Identifier: Apache-2.0
"""The command palette: type a few characters, find an action, incident, statement, person or post, press Enter.

Opened by :mod:`ui.deeds` (Ctrl+K). It is given choices and a way to look for posts; it knows nothing else. The trap:
posts come in later than everything else, so they are appended and never move what is already chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.texts import Texts
from ui.tokens import Tokens

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PAUSE_MS = 150
_POSTS_FROM = 2
_ROW = 36
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to find. `note` says what it is, `key` how else to get there, `words` also lead to it."""

    title: str
    note: str
    run: Callable[[], None]
    key: str = ""
    words: str = ""


def score(typed: str, choice: Choice) -> int:
    """How well `typed` fits; 0 for not at all. Whole words before beginnings before scattered characters."""
    wanted = typed.lower().split()
    title, more = choice.title.lower(), f"{choice.words} {choice.note} {choice.key}".lower()
    total = 1
    for word in wanted:
        if word in title:
            total += 60 - min(30, title.index(word)) + (20 if title.startswith(word) else 0)
        elif word in more:
            total += 20
        elif _scattered(word, title):
            total += 5
        else:
            return 0
    return total


def _scattered(word: str, text: str) -> bool:
    """Whether the characters of `word` stand in `text` in this order."""
    rest = iter(text)
    return all(character in rest for character in word)


class ChoiceModel(QAbstractListModel):
    """The choices that fit, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Put others in their place."""
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()

    def add(self, choices: Sequence[Choice]) -> None:
        """Append."""
        if choices:
            first = len(self.choices)
            self.beginInsertRows(QModelIndex(), first, first + len(choices) - 1)
            self.choices.extend(choices)
            self.endInsertRows()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.choices)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{choice.title}  {choice.note}  {choice.key}".strip()
        return None


class _Row(QStyledItemDelegate):
    """Title at the left, what it is and its key at the right."""

    def __init__(self, model: ChoiceModel, colours: Tokens, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._colours = model, colours

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        choice, colours = self._model.choices[index.row()], self._colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(colours.accent))
        inner = option.rect.adjusted(12, 0, -12, 0)
        quiet, text = (colours.on_fill, colours.on_fill) if chosen else (colours.quiet, colours.text)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        measure = option.fontMetrics
        keys = max(96, measure.horizontalAdvance(choice.key) + 12) if choice.key else 0
        notes = measure.horizontalAdvance(choice.note) + 16
        painter.setPen(QColor(quiet))
        painter.drawText(inner, middle | int(Qt.AlignmentFlag.AlignRight), choice.key)
        painter.drawText(inner.adjusted(0, 0, -keys, 0), middle | int(Qt.AlignmentFlag.AlignRight), choice.note)
        painter.setPen(QColor(text))
        room = QRect(inner.left(), inner.top(), inner.width() - keys - notes, inner.height())
        painter.drawText(room, middle, measure.elidedText(choice.title, Qt.TextElideMode.ElideRight, room.width()))


class Palette(QDialog):
    """`find_posts(words, done)` looks for posts off the GUI thread and gives choices back."""

    def __init__(
        self,
        texts: Texts,
        colours: Tokens,
        choices: Sequence[Choice],
        find_posts: Callable[[str, Callable[[list[Choice]], None]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts("action-palette"))
        self._choices, self._find_posts = list(choices), find_posts
        self.model, self.line, self.list = ChoiceModel(self), QLineEdit(), QListView()
        self.line.setPlaceholderText(texts("window-palette-hint"))
        self.line.setAccessibleName(texts("action-palette"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.model, colours, self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look_for_posts)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.run_chosen())
        self._place(parent)
        self._typed("")

    def _place(self, parent: QWidget) -> None:
        width, height = min(720, parent.width() - 80), min(520, parent.height() - 120)
        self.resize(width, height)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - width) // 2, corner.y() + 72)

    def run_chosen(self) -> None:
        """Close, then do what was chosen."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.choices):
            run = self.model.choices[row].run
            self.accept()
            run()

    def _typed(self, typed: str) -> None:
        rated = [(score(typed, choice), place, choice) for place, choice in enumerate(self._choices)]
        fitting = sorted((row for row in rated if row[0]), key=lambda row: (-row[0], row[1]))
        self.model.show([choice for _, _, choice in fitting[:_SHOWN]])
        self.list.setCurrentIndex(self.model.index(0))
        self._pause.start()

    def _look_for_posts(self) -> None:
        typed = self.line.text().strip()
        if len(typed) >= _POSTS_FROM:
            self._find_posts(typed, lambda found: self._found(typed, found))

    def _found(self, typed: str, found: list[Choice]) -> None:
        if self.line.text().strip() == typed:
            self.model.add(found)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))

    def _step(self, by: int) -> None:
        rows = len(self.model.choices)
        if rows:
            self.list.setCurrentIndex(self.model.index((self.list.currentIndex().row() + by) % rows))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_chosen()
                return True
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
        return False
