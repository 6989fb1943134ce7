# SPDX-License-Identifier: Apache-2.0
"""What each of the four levels starts, as a table of fields: who is told, who next, who must confirm, which plan.

Used by the policy editor. The trap: duties are written by their words in the language of the window and kept by their
names of the code; people are kept by name.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from app.errors import Said
from app.room.words import Role, WarningLevel
from app.warning.policy import Response
from ui.alert_words import level_words, who_words
from ui.desk import Desk
from ui.tokens import tokens
from ui.widgets.policy_rule_form import names_in
from ui.widgets.styling import indented, quiet_label

_LONGEST: Final = 7 * 24 * 60
_COLUMNS: Final = ("tell", "then", "minutes", "who", "playbook")


class PolicyResponses(QWidget):
    """Signals: `edited()` when somebody changed something."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: dict[tuple[WarningLevel, str], QLineEdit] = {}
        self._minutes: dict[WarningLevel, QSpinBox] = {}
        self._confirm: dict[WarningLevel, QComboBox] = {}
        grid, texts = QGridLayout(self), desk.texts
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column, name in enumerate(_COLUMNS, 1):
            grid.addWidget(quiet_label(texts(f"beaconpane-response-field-{name}")), 0, column)
            grid.setColumnStretch(column, {"tell": 3, "then": 3, "playbook": 2}.get(name, 0))
        for row, level in enumerate(reversed(WarningLevel), 1):
            self._add_row(grid, row, level)
        grid.setRowStretch(len(WarningLevel) + 1, 1)

    def _add_row(self, grid: QGridLayout, row: int, level: WarningLevel) -> None:
        texts, colour = self._desk.texts, tokens(self._desk.theme).warning(level)
        word = level_words(level, texts)
        grid.addWidget(QLabel(f'<span style="color:{colour}"><b>{word}</b></span>'), row, 0)
        minutes, confirm = QSpinBox(), QComboBox()
        indented(minutes)
        minutes.setRange(1, _LONGEST)
        confirm.addItem(texts("beaconpane-response-anybody"), "")
        for role in Role:
            confirm.addItem(texts(f"role-{role}"), str(role))
        self._minutes[level], self._confirm[level] = minutes, confirm
        for column, name in enumerate(_COLUMNS, 1):
            cell: QWidget = minutes if name == "minutes" else confirm if name == "who" else self._line(level, name)
            cell.setObjectName(f"response-{level}-{name}")
            cell.setAccessibleName(f"{word} {texts(f'beaconpane-response-field-{name}')}")
            grid.addWidget(cell, row, column)
        minutes.valueChanged.connect(self.edited)
        confirm.currentIndexChanged.connect(self.edited)

    def _line(self, level: WarningLevel, name: str) -> QLineEdit:
        line = self._lines[level, name] = QLineEdit()
        line.textEdited.connect(self.edited)
        if name != "playbook":
            line.setPlaceholderText(self._desk.texts("beaconpane-response-hint"))
        return line

    def show_responses(self, responses: Sequence[Response]) -> None:
        """Fill the fields."""
        comma = self._desk.texts("window-comma")
        for one in responses:
            blockers = [QSignalBlocker(self._minutes[one.level]), QSignalBlocker(self._confirm[one.level])]
            for name, who in (("tell", one.tell), ("then", one.then)):
                self._lines[one.level, name].setText(comma.join(who_words(person, self._desk) for person in who))
                self._lines[one.level, name].home(False)
            self._lines[one.level, "playbook"].setText(one.playbook)
            self._lines[one.level, "playbook"].home(False)
            self._minutes[one.level].setValue(one.minutes)
            self._confirm[one.level].setCurrentIndex(self._confirm[one.level].findData(str(one.confirm or "")))
            del blockers

    def responses(self) -> tuple[Response, ...] | Said:
        """What stands in the fields, mild to grave; or what is wrong with it."""
        known, found = self._known(), []
        for level in WarningLevel:
            told: dict[str, tuple[str, ...]] = {}
            for name in ("tell", "then"):
                words = names_in(self._lines[level, name].text())
                unknown = next((word for word in words if word not in known), None)
                if unknown is not None:
                    return Said("beaconpane-response-unknown", {"who": unknown})
                told[name] = tuple(known[word] for word in words)
            confirm = str(self._confirm[level].currentData() or "")
            found.append(
                Response(
                    level=level, tell=told["tell"], then=told["then"], minutes=self._minutes[level].value(),
                    confirm=Role(confirm) if confirm else None,
                    playbook=self._lines[level, "playbook"].text().strip(),
                )
            )  # fmt: skip
        return tuple(found)

    def _known(self) -> Mapping[str, str]:
        """Words of duties and names of people, as they are kept."""
        people = {person.name: person.name for person in self._desk.room.state.people.values() if not person.retired}
        duties = {name: str(role) for role in Role for name in (str(role), self._desk.texts(f"role-{role}"))}
        return people | duties
