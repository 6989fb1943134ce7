# SPDX-License-Identifier: Apache-2.0
"""The lists to choose from in the import preview: which column a field takes, in which zone bare times are read.

Part of :mod:`ui.dialogs.import_page`. The trap: the list is filled anew after every look into the file, and only a
person's choice may be told, so nothing is told while it is filled.
"""

from collections.abc import Sequence
from typing import Final
from zoneinfo import available_timezones

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.cli.import_preview import ColumnShown, FieldShown
from app.texts import Texts
from ui.desk import Desk
from ui.while_alive import while_alive
from ui.widgets.styling import quiet_label, restyled

COMMON_ZONES: Final = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "UTC", "Europe/London",
    "America/New_York", "America/Los_Angeles",
)  # fmt: skip
_EXAMPLE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_POPUP_PX: Final = 420
_LONGEST_POPUP: Final = 18
_SHAPES: Final = {"given": "✓", "remembered": "✓", "name": "✓", "alike": "≈", "content": "△"}


class ColumnChoice(QWidget):
    """A field of ours, its column, and how sure that is. Signals: `chosen(column)`, '' for none."""

    chosen = Signal(str)

    def __init__(self, texts: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        label, self.sure, self.combo = quiet_label(texts(f"preview-field-{name}")), QLabel(), _Combo()
        label.setBuddy(self.combo)
        self.sure.setProperty("secondary", "true")
        self.combo.setObjectName(f"column-{name}")
        self.combo.setItemDelegate(_Examples(self.combo))
        self.combo.view().setMinimumWidth(_POPUP_PX)
        self.combo.setAccessibleName(label.text())
        self._columns: tuple[ColumnShown, ...] = ()
        self.combo.activated.connect(lambda _: self.chosen.emit(self.combo.currentData()))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(self.sure)
        _stack(self, head, self.combo)

    def show_columns(self, columns: Sequence[ColumnShown], mapped: FieldShown | None) -> None:
        """Offer these columns; `mapped` is what the field takes now."""
        with QSignalBlocker(self.combo):
            if tuple(columns) != self._columns or not self.combo.count():
                self._columns = tuple(columns)
                self.combo.clear()
                self.combo.addItem(self._texts("preview-none"), "")
                for column in columns:
                    self.combo.addItem(column.name, column.name)
                    self.combo.setItemData(self.combo.count() - 1, column.example, _EXAMPLE_ROLE)
            self.combo.setCurrentIndex(max(0, self.combo.findData(mapped.column if mapped else "")))
        sure = mapped.sure if mapped else ""
        words = self._texts(f"preview-sure-{sure}") if sure else ""
        self.sure.setText(f"{_SHAPES.get(sure, '')} {words}" if sure else "")
        self.sure.setProperty("tone", "warn" if sure == "content" else None)
        restyled(self.sure)
        self.combo.setAccessibleDescription(words)


class ZoneChoice(QWidget):
    """In which zone bare times are read. Signals: `chosen(zone)`, '' for what the program makes of the file."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = desk.texts
        label, self.combo = quiet_label(desk.texts("preview-zone")), _Combo()
        label.setBuddy(self.combo)
        self.combo.setObjectName("zone")
        self.combo.setAccessibleName(label.text())
        self.combo.addItem("", "")
        for zone in dict.fromkeys((str(desk.zone), *COMMON_ZONES)):
            self.combo.addItem(self._named(zone), zone)
        self.combo.insertSeparator(self.combo.count())
        self.combo.activated.connect(lambda _: self.chosen.emit(self.combo.currentData() or ""))
        desk.read(lambda: sorted(available_timezones()), while_alive(self, self._offer_all))
        head = QHBoxLayout()
        head.addWidget(label, 1)
        _stack(self, head, self.combo)

    def show_zone(self, zone: str, guess: str) -> None:
        """`zone` was chosen ('' where nobody did); `guess` is what the program made of the file."""
        with QSignalBlocker(self.combo):
            known = self._texts("preview-zone-guessed", zone=self._named(guess))
            self.combo.setItemText(0, known if guess else self._texts("preview-zone-guess"))
            if self.combo.findData(zone) < 0:
                self.combo.addItem(zone, zone)
            self.combo.setCurrentIndex(self.combo.findData(zone))

    def _named(self, zone: str) -> str:
        key = f"preview-zone-{zone.replace('/', '-').lower()}"
        return f"{self._texts(key)}  {zone}" if self._texts.has(key) else zone

    def _offer_all(self, zones: list[str]) -> None:
        known = {self.combo.itemData(place) for place in range(self.combo.count())}
        for zone in zones:
            if zone not in known and "/" in zone:
                self.combo.addItem(zone, zone)


class _Combo(QComboBox):
    """A list that is not turned by a wheel that only passes over it, and that may be narrower than its words."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(_LONGEST_POPUP)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Examples(QStyledItemDelegate):
    """Shows beside a column what stands in it."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if example := index.data(_EXAMPLE_ROLE):
            option.text = f"{option.text}  ·  {example}"


def _stack(widget: QWidget, head: QHBoxLayout, below: QWidget) -> None:
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    rows.addLayout(head)
    rows.addWidget(below)
