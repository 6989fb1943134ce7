# SPDX-License-Identifier: Apache-2.0
"""The fields of a kind of source, made from what the kind says of itself: lines, choices, secrets, a folder to pick.

Used by :mod:`ui.dialogs.source`. Labels come from the catalogue (`source-<kind>-<field>`), a stranger's from the
kind. The trap: a secret that is kept already is not shown and not asked for; left empty it stays what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.posts.sources.port import Field
from app.texts import Texts
from ui.widgets.styling import button, quiet_label

_ASKED_FIRST: Final = {
    "mastodon": ("instance", "timeline", "tag"),
    "imap": ("server", "user", "password"),
    "folder": ("path",),
    "webhook": ("port", "token"),
    "bluesky": ("query",),
}
"""What is asked before the rest, where `required` does not tell; all else that is not required is under "more"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One field to be asked: its value so far and an example.

    `needed` must be filled in; `aside` is called optional; `kept` is a secret that lies in the vault.
    """

    field: Field
    value: str = ""
    example: str = ""
    needed: bool = False
    aside: bool = False
    kept: bool = False


def is_first(kind: str, field: Field) -> bool:
    """Whether a field is asked before the others."""
    return field.required or field.name in _ASKED_FIRST.get(kind, ())


class SourceForm(QWidget):
    """Signals: `edited()`."""

    edited = Signal()

    def __init__(self, texts: Texts, kind: str, asks: Sequence[Ask], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._kind = texts, kind
        self._inputs: dict[str, QLineEdit | QComboBox] = {}
        self._needed: list[str] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        for ask in asks:
            self._add(ask)

    def __getitem__(self, name: str) -> QLineEdit | QComboBox:
        """The input of a field."""
        return self._inputs[name]

    def names(self) -> tuple[str, ...]:
        """The fields that are asked here."""
        return tuple(self._inputs)

    def values(self) -> Mapping[str, str]:
        """What stands in the fields now."""
        return {name: _value(made) for name, made in self._inputs.items()}

    def missing(self) -> QWidget | None:
        """The first input that must be filled in and is not."""
        return next((self._inputs[name] for name in self._needed if not _value(self._inputs[name])), None)

    def _add(self, ask: Ask) -> None:
        field, label = ask.field, self._label(ask)
        if ask.needed and not (ask.kept or field.default):
            self._needed.append(field.name)
        above = quiet_label(label)
        made = self._combo(ask) if field.choices else self._line(ask)
        made.setObjectName(f"field-{field.name}")
        made.setAccessibleName(label)
        above.setBuddy(made)
        self._inputs[field.name] = made
        self._rows.addWidget(above)
        extra = self._beside(field, made)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(made, 1)
        if extra is not None:
            row.addWidget(extra)
        self._rows.addLayout(row)
        hint = f"source-{self._kind}-{field.name}-hint"
        if self._texts.has(hint):
            words = quiet_label(self._texts(hint), wrap=True)
            made.setAccessibleDescription(words.text())
            self._rows.addWidget(words)
        self._rows.addSpacing(8)

    def _label(self, ask: Ask) -> str:
        key = f"source-{self._kind}-{ask.field.name}"
        name = self._texts(key) if self._texts.has(key) else ask.field.label or ask.field.name
        return self._texts("sources-field-optional", field=name) if ask.aside else name

    def _line(self, ask: Ask) -> QLineEdit:
        line = QLineEdit(ask.value)
        line.setPlaceholderText(self._texts("sources-secret-kept") if ask.kept else ask.example or ask.field.default)
        line.textEdited.connect(self.edited)
        if ask.field.secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _combo(self, ask: Ask) -> QComboBox:
        combo = QComboBox()
        if not ask.field.default and not ask.field.required:
            combo.addItem("—", "")
        for choice in ask.field.choices:
            key = f"source-{self._kind}-{ask.field.name}-{choice}"
            combo.addItem(self._texts(key) if self._texts.has(key) else choice, choice)
        combo.setCurrentIndex(max(0, combo.findData(ask.value or ask.field.default)))
        combo.currentIndexChanged.connect(self.edited)
        return combo

    def _beside(self, field: Field, made: QLineEdit | QComboBox) -> QWidget | None:
        """What stands at the right of a line: an eye for a secret, a chooser for a folder."""
        if isinstance(made, QComboBox):
            return None
        if field.secret:
            eye = QToolButton()
            eye.setObjectName(f"show-{field.name}")
            eye.setText(self._texts("sources-secret-show"))
            eye.setCheckable(True)
            eye.toggled.connect(partial(_show_secret, made))
            return eye
        if self._kind == "folder" and field.name == "path":
            choose = button("chooseFolder")
            choose.setText(self._texts("sources-choose-folder"))
            choose.setAutoDefault(False)
            choose.clicked.connect(partial(self._choose_folder, made))
            return choose
        return None

    def _choose_folder(self, line: QLineEdit) -> None:
        chooser = QFileDialog(self, self._texts("sources-choose-folder"), line.text())
        chooser.setObjectName("folderChooser")
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(line.setText)
        chooser.fileSelected.connect(self.edited)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()


def _show_secret(line: QLineEdit, shown: bool) -> None:
    line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def _value(made: QLineEdit | QComboBox) -> str:
    return str(made.currentData() or "") if isinstance(made, QComboBox) else made.text().strip()
