# SPDX-License-Identifier: Apache-2.0
"""The fields of a person: name, department, qualified roles, passphrase twice with a hint of its strength.

Used by the first run and by the people dialog. The trap: the strength is a hint; the room takes any passphrase that
is not empty, the form asks for eight characters.
"""

import math
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.room.words import Department, Role
from app.texts import Texts
from ui.widgets.styling import quiet_label, restyled

SHORTEST: Final = 8
_WEAK_BITS, _GOOD_BITS = 40, 60


def strength(passphrase: str) -> int:
    """0 too short, 1 could be guessed, 2 good. A rough count of bits: kinds of characters, repeats, length."""
    if len(passphrase) < SHORTEST:
        return 0
    pool = sum(
        size
        for size, has in (
            (26, any(c.islower() and c.isascii() for c in passphrase)),
            (26, any(c.isupper() and c.isascii() for c in passphrase)),
            (10, any(c.isdigit() for c in passphrase)),
            (32, any(c.isascii() and not c.isalnum() for c in passphrase)),
            (2500, any(not c.isascii() for c in passphrase)),
        )
        if has
    )
    bits = len(set(passphrase)) * math.log2(max(2, pool))
    return 2 if bits >= _GOOD_BITS else int(bits >= _WEAK_BITS)


class PassphraseFields(QWidget):
    """Twice the same, and what it is worth. Signals: `edited()`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = QLineEdit(), QLineEdit()
        self._labels = (quiet_label(), quiet_label())
        self.hint = quiet_label(wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, line, name in zip(
            self._labels, (self.first, self.second), ("passphrase", "passphraseAgain"), strict=True
        ):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setObjectName(name)
            line.textChanged.connect(self._changed)
            label.setBuddy(line)
            half = QVBoxLayout()
            half.setSpacing(4)
            half.addWidget(label)
            half.addWidget(line)
            row.addLayout(half, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)
        self._texts: Texts | None = None

    def retranslate(self, texts: Texts) -> None:
        """Labels and hint."""
        self._texts = texts
        for label, line, key in zip(
            self._labels,
            (self.first, self.second),
            ("dialog-passphrase", "dialog-passphrase-again"),
            strict=True,
        ):
            label.setText(texts(key))
            line.setAccessibleName(texts(key))
        self._show_hint()

    def trouble(self) -> str:
        """The key of what is wrong with it; empty when nothing is."""
        if len(self.first.text()) < SHORTEST:
            return "dialog-passphrase-short"
        return "" if self.first.text() == self.second.text() else "dialog-passphrase-differs"

    def _changed(self) -> None:
        self._show_hint()
        self.edited.emit()

    def _show_hint(self) -> None:
        if self._texts is None:
            return
        given, again = self.first.text(), self.second.text()
        worth = strength(given)
        key = f"dialog-strength-{worth}" if given else "dialog-strength-none"
        if again and not given.startswith(again):
            key, worth = "dialog-passphrase-differs", 0
        self.hint.setText(self._texts(key))
        self.hint.setProperty("strength", str(worth) if given else "")
        restyled(self.hint)


class RoleBoxes(QWidget):
    """The four duties a person may be qualified for. Signals: `edited()`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self._boxes = {role: QCheckBox() for role in Role}
        for role, box in self._boxes.items():
            box.setObjectName(f"role-{role}")
            box.toggled.connect(self.edited)
            row.addWidget(box)
        row.addStretch(1)

    def retranslate(self, texts: Texts) -> None:
        """The names of the roles."""
        for role, box in self._boxes.items():
            box.setText(texts(f"role-{role}"))

    def chosen(self) -> tuple[Role, ...]:
        """Those that are ticked."""
        return tuple(role for role, box in self._boxes.items() if box.isChecked())

    def choose(self, roles: tuple[Role, ...]) -> None:
        """Tick these and no others."""
        for role, box in self._boxes.items():
            box.setChecked(role in roles)


def department_box() -> QComboBox:
    """All departments; call `name_departments` for their words."""
    box = QComboBox()
    for department in Department:
        box.addItem("", department)
    return box


def name_departments(box: QComboBox, texts: Texts) -> None:
    """The words anew."""
    for index in range(box.count()):
        box.setItemText(index, texts(f"department-{box.itemData(index)}"))
