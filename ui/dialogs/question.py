# SPDX-License-Identifier: Apache-2.0
"""A small question before a command: declared as a list of fields, asked without a nested event loop.

Opened by the panes through the functions of this package's other files. It stays open until the command is on disk;
a refusal is shown inside it and nothing typed is lost. The trap: it deletes itself when it closes; keep no
reference beyond that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import FenghuoError
from app.room.event import Command
from app.room.service import Changes
from ui.desk import Desk
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.styling import button, quiet_label

Answers: TypeAlias = Mapping[str, str]
"""What was typed or chosen, by the names of the fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing asked for. `label` and `hint` are finished words; `choices` are (value, word)."""

    name: str
    label: str
    kind: Literal["line", "text", "choice"] = "line"
    value: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A whole question: `preface` is said above the fields, `go` is the word on the button."""

    name: str
    title: str
    go: str
    fields: Sequence[Field]
    preface: str = ""
    danger: bool = False


class Question(QDialog):
    """Asks, sends the command made of the answers, closes when it was carried out."""

    def __init__(
        self,
        desk: Desk,
        asked: Asked,
        command: Callable[[Answers], Command],
        parent: QWidget | None = None,
        *,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._command, self._done = desk, command, done
        self._inputs: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(asked.name)
        self.setWindowTitle(asked.title)
        self.setMinimumWidth(440)
        self._build_ui(asked)
        Keys(self, {key(code, ctrl=True): self.send for code in (Qt.Key.Key_Return, Qt.Key.Key_Enter)})

    def _build_ui(self, asked: Asked) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(6)
        title = QLabel(asked.title)
        title.setObjectName("dialogTitle")
        rows.addWidget(title)
        if asked.preface:
            rows.addWidget(quiet_label(asked.preface, wrap=True))
        rows.addSpacing(6)
        for field in asked.fields:
            self._add(rows, field)
        self.message = MessageBar()
        self.message.name_close(self._desk.texts("pane-close-message"))
        rows.addWidget(self.message)
        rows.addSpacing(8)
        rows.addLayout(self._buttons(asked))

    def _add(self, rows: QVBoxLayout, field: Field) -> None:
        label = quiet_label(field.label)
        made = _input(field)
        made.setObjectName(field.name)
        made.setAccessibleName(field.label)
        label.setBuddy(made)
        rows.addWidget(label)
        rows.addWidget(made)
        rows.addSpacing(4)
        self._inputs[field.name] = made
        if isinstance(made, QLineEdit):
            made.returnPressed.connect(self.send)

    def _buttons(self, asked: Asked) -> QHBoxLayout:
        cancel, self.go = button("cancel", "quiet"), button("go", "danger" if asked.danger else "accent")
        cancel.setText(self._desk.texts("pane-cancel"))
        cancel.setAutoDefault(False)
        self.go.setText(asked.go)
        self.go.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.send)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(quiet_label(self._desk.texts("pane-dialog-keys")), 1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def answers(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: _value(made) for name, made in self._inputs.items()}

    def field(self, name: str) -> QWidget:
        """The input of a field."""
        return self._inputs[name]

    def send(self) -> None:
        """Send the command; the dialog closes when it is on disk."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.message.clear()
        done, refused = while_alive(self, self._carried_out), while_alive(self, self._refused)
        self._desk.act(self._command(self.answers()), done, refused)

    def _carried_out(self, changes: Changes) -> None:
        self.accept()
        if self._done is not None:
            self._done(changes)

    def _refused(self, error: FenghuoError) -> None:
        self.go.setEnabled(True)
        self.message.say(self._desk.texts.error(error))


def _input(field: Field) -> QLineEdit | QPlainTextEdit | QComboBox:
    if field.kind == "choice":
        combo = QComboBox()
        for value, word in field.choices:
            combo.addItem(word, value)
        combo.setCurrentIndex(max(0, combo.findData(field.value)))
        return combo
    if field.kind == "text":
        area = QPlainTextEdit(field.value)
        area.setPlaceholderText(field.hint)
        area.setTabChangesFocus(True)
        area.setFixedHeight(88)
        return area
    line = QLineEdit(field.value)
    line.setPlaceholderText(field.hint)
    return line


def _value(made: QLineEdit | QPlainTextEdit | QComboBox) -> str:
    if isinstance(made, QComboBox):
        return str(made.currentData() or "")
    return made.toPlainText() if isinstance(made, QPlainTextEdit) else made.text()
