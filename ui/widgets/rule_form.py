# SPDX-License-Identifier: Apache-2.0
"""The attributes of the line under the cursor as a small form, so that nobody must learn how they are written.

Used below the rules of a watch. The trap: it is filled anew at every move of the cursor, and a field somebody types
in must not be touched by what they have just typed.
"""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from app.posts.post import Exactness
from app.texts import Texts
from ui.models.rule_line import FIELDS, HEAVIEST, LEVELS, RuleLine
from ui.widgets.styling import indented, quiet_label

_LEVEL_LETTERS = 8


class RuleForm(QWidget):
    """Signals: `edited(RuleLine)` when somebody changed an attribute."""

    edited = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: RuleLine | None = None
        self.level, self.field, self.weight = QComboBox(), QComboBox(), QSpinBox()
        indented(self.weight)
        self.region, self.note = QLineEdit(), QLineEdit()
        for level in LEVELS:
            self.level.addItem(texts(f"watching-level-{level}"), level)
            about = texts(f"watching-level-{level}-about")
            self.level.setItemData(self.level.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        for field in FIELDS:
            self.field.addItem(texts(f"watching-field-{field}"), field)
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.level.setMinimumContentsLength(_LEVEL_LETTERS)
        self.weight.setRange(1, HEAVIEST)
        self.region.setPlaceholderText(texts("watching-region-hint"))
        self.note.setPlaceholderText(texts("watching-line-note-hint"))
        self._lay_out(texts)
        self.level.currentIndexChanged.connect(self._on_edited)
        self.field.currentIndexChanged.connect(self._on_edited)
        self.weight.valueChanged.connect(self._on_edited)
        self.region.textEdited.connect(self._on_edited)
        self.note.textEdited.connect(self._on_edited)
        self.show_line(None)

    def _lay_out(self, texts: Texts) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        places = (("level", 0, 0, 5), ("weight", 0, 1, 1), ("field", 0, 2, 1), ("region", 0, 3, 2), ("note", 0, 4, 4))
        for name, row, column, stretch in places:
            widget, label = getattr(self, name), texts(f"watching-line-{name}")
            above = quiet_label(label)
            above.setBuddy(widget)
            widget.setObjectName(f"line-{name}")
            widget.setAccessibleName(label)
            grid.addWidget(above, row, column)
            grid.addWidget(widget, row + 1, column)
            grid.setColumnStretch(column, stretch)

    def show_line(self, line: RuleLine | None) -> None:
        """The attributes of a line; None for one that has none."""
        self._line = line
        self.setEnabled(line is not None)
        shown = line or RuleLine(body="")
        self.level.setEnabled(line is not None and not shown.body.lstrip("+!＋！ ").startswith("/"))
        with QSignalBlocker(self.level), QSignalBlocker(self.field), QSignalBlocker(self.weight):
            self.level.setCurrentIndex(self.level.findData(shown.level))
            self.level.setToolTip(str(self.level.currentData(Qt.ItemDataRole.ToolTipRole)))
            self.field.setCurrentIndex(self.field.findData(shown.field))
            self.weight.setValue(shown.weight)
        for edit, value in ((self.region, shown.region), (self.note, shown.note)):
            if _tidy(edit.text()) != value:
                edit.setText(value)

    def _on_edited(self) -> None:
        if self._line is None:
            return
        self.level.setToolTip(str(self.level.currentData(Qt.ItemDataRole.ToolTipRole)))
        self._line = replace(
            self._line,
            level=Exactness(self.level.currentData()),
            field=str(self.field.currentData()),
            weight=self.weight.value(),
            region=_tidy(self.region.text()),
            note=_tidy(self.note.text()),
        )
        self.edited.emit(self._line)


def _tidy(text: str) -> str:
    """Without what would end the attribute it is written into."""
    return " ".join(text.replace("|", " ").replace("｜", " ").split())
