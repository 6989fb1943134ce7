# SPDX-License-Identifier: Apache-2.0
"""Declaring an incident, changing its level, closing it, taking it up again.

Opened by :mod:`ui.deeds`. Severities are chosen by their written criteria, not by their names alone. The trap: a
refusal must leave everything that was typed.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import FenghuoError
from app.room.incidents import ChangeLevel, CloseIncident, DeclareIncident, ReopenIncident
from app.room.service import Changes
from app.room.state import Incident
from app.room.words import CrisisType, Severity
from app.texts import Texts
from ui.desk import Desk
from ui.dialogs.question import Asked, Field, Question
from ui.dialogs.sheet import Sheet
from ui.tokens import SEVERITY_SHAPES
from ui.widgets.styling import quiet_label
from ui.widgets.type_suggested import TypeSuggested

_WIDTH = 640
_MARGIN = 24


class SeverityChoice(QWidget):
    """Three severities, each with the criteria that make it so, gravest first."""

    def __init__(self, texts: Texts, chosen: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._severities = list(reversed(Severity))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for index, severity in enumerate(self._severities):
            radio = QRadioButton(f"{SEVERITY_SHAPES[severity]} {texts(f'severity-{severity}')}")
            radio.setObjectName(f"severity-{severity}")
            radio.setChecked(severity is chosen)
            criteria = quiet_label(texts(f"dialog-criteria-{severity}"), wrap=True)
            criteria.setContentsMargins(24, 0, 0, 4)
            criteria.setMinimumHeight(criteria.heightForWidth(_WIDTH - 2 * _MARGIN))
            self._group.addButton(radio, index)
            column.addWidget(radio)
            column.addWidget(criteria)

    def chosen(self) -> Severity:
        """The one that is marked."""
        return self._severities[self._group.checkedId()]


class DeclareDialog(Sheet):
    """Title, type, severity, what is known. Enter declares from the title, Ctrl+Enter from anywhere."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        title: str = "",
        summary: str = "",
        done: Callable[[str], None] | None = None,
    ) -> None:
        """`title` and `summary` are what it begins with; `done` is given the new incident's id."""
        texts = desk.texts
        super().__init__(texts, "declareDialog", texts("dialog-declare-title"), parent)
        self._desk, self._done = desk, done
        self.setMinimumWidth(_WIDTH)
        self.say(texts("dialog-declare-about"))
        self.title, self.type, self.summary = QLineEdit(title), QComboBox(), QPlainTextEdit(summary)
        self.title.setPlaceholderText(texts("dialog-declare-name-hint"))
        for crisis in CrisisType:
            self.type.addItem(texts(f"type-{crisis}"), crisis)
        self.severity = SeverityChoice(texts, Severity.II)
        self.summary.setPlaceholderText(texts("dialog-declare-summary-hint"))
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(84)
        self.field(texts("dialog-declare-name"), self.title, "title")
        self.field(texts("dialog-declare-type"), self.type, "type")
        self.suggested = TypeSuggested(desk)
        self.suggested.taken.connect(self._take_type)
        self.rows.insertWidget(self.rows.count() - 1, self.suggested)
        self.field(texts("dialog-declare-severity"), self.severity, "severity")
        self.field(texts("dialog-declare-summary"), self.summary, "summary")
        self.go = self.button("go", texts("action-incident-declare"), "accent")
        self.go.clicked.connect(self.send)
        self.title.returnPressed.connect(self.send)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.send)
        self.buttons(self.cancel_button(), self.go)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_type(self, crisis: CrisisType) -> None:
        self.type.setCurrentIndex(self.type.findData(crisis))
        self.type.setFocus()

    def send(self) -> None:
        """Declare; the dialog closes when it is on disk."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        command = DeclareIncident(
            title=self.title.text(), severity=self.severity.chosen(), type=CrisisType(self.type.currentData()),
            summary=self.summary.toPlainText(),
        )  # fmt: skip
        self._desk.act(command, self._declared, self._refused)

    def _declared(self, changes: Changes) -> None:
        event = changes.records[0].event
        incident = str(getattr(event, "incident", ""))
        self._desk.choose_incident(incident)
        self.accept()
        if self._done is not None:
            self._done(incident)

    def _refused(self, error: FenghuoError) -> None:
        self.go.setEnabled(True)
        self.refuse(error)


def ask_level(desk: Desk, parent: QWidget, incident: Incident) -> Question:
    """Raise or lower the severity, with a reason."""
    texts = desk.texts
    others = [severity for severity in reversed(Severity) if severity is not incident.severity]
    choices = tuple((str(s), f"{SEVERITY_SHAPES[s]} {texts(f'severity-{s}')}") for s in others)
    fields = (
        Field(name="severity", label=texts("dialog-level-severity"), kind="choice", choices=choices),
        Field(name="reason", label=texts("dialog-reason"), kind="text", hint=texts("dialog-level-reason-hint")),
    )
    now = [texts("dialog-level-now", severity=texts(f"severity-{incident.severity}"))]
    now += [f"{SEVERITY_SHAPES[s]} {texts(f'dialog-criteria-{s}')}" for s in others]
    asked = Asked(
        name="levelDialog", title=texts("action-incident-level"), go=texts("dialog-level-go"), fields=fields,
        preface="\n".join(now),
    )  # fmt: skip
    question = Question(
        desk, asked,
        lambda a: ChangeLevel(incident=incident.id, severity=Severity(a["severity"]), reason=a["reason"]), parent,
    )  # fmt: skip
    question.open()
    return question


def ask_close(desk: Desk, parent: QWidget, incident: Incident) -> Question:
    """End the incident with its outcome."""
    texts = desk.texts
    fields = (
        Field(name="outcome", label=texts("dialog-close-outcome"), kind="text", hint=texts("dialog-close-hint")),
    )
    asked = Asked(
        name="closeDialog", title=texts("action-incident-close"), go=texts("dialog-close-go"), fields=fields,
        preface=texts("dialog-close-about", incident=incident.title), danger=True,
    )  # fmt: skip
    question = Question(desk, asked, lambda a: CloseIncident(incident=incident.id, outcome=a["outcome"]), parent)
    question.open()
    return question


def ask_reopen(desk: Desk, parent: QWidget, incident: Incident) -> Question:
    """Take a closed incident up again."""
    texts = desk.texts
    fields = (Field(name="reason", label=texts("dialog-reason"), kind="text"),)
    asked = Asked(
        name="reopenDialog", title=texts("action-incident-reopen"), go=texts("dialog-reopen-go"), fields=fields,
        preface=texts("dialog-reopen-about", incident=incident.title),
    )  # fmt: skip
    question = Question(desk, asked, lambda a: ReopenIncident(incident=incident.id, reason=a["reason"]), parent)
    question.open()
    return question
