# SPDX-License-Identifier: Apache-2.0
"""Who holds which duty of the incident, since when, and what waits for them.

Docked by :mod:`ui.main_window`. The trap: the four rows are made once and only their words change.
"""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from app.room.route import waiting
from app.room.words import Role
from ui.dialogs.incident_questions import ask_duty
from ui.panes.pane import Pane
from ui.times import spoken
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState, rows_or_empty
from ui.widgets.message_bar import MessageBar
from ui.widgets.styling import button, hairline, quiet_label, restyled

_MINUTE_MS = 30_000


@dataclass(frozen=True, slots=True)
class _Row:
    role: QLabel
    name: QLabel
    since: QLabel
    waits: QLabel
    change: QPushButton


class DutiesPane(Pane):
    """Four rows: commander, monitor, writer, legal."""

    key: ClassVar[str] = "duties"
    concerns: ClassVar[frozenset[str]] = frozenset({"duty", "person", "incident", "statement", "alert"})

    def _build_ui(self) -> None:
        self.message, self.empty = MessageBar(), EmptyState()
        self.rows: dict[Role, _Row] = {}
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(12, 0, 12, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        for number, role in enumerate(Role):
            self.rows[role] = self._add(number * 3, role)
        self._grid.setRowStretch(len(Role) * 3, 1)
        self.pages = rows_or_empty(inner, self.empty)
        self.body.addWidget(self.message)
        self.body.addWidget(self.pages, 1)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.refresh)

    def _add(self, at: int, role: Role) -> _Row:
        change = button(f"duty-{role}", "quiet")
        row = _Row(quiet_label(), ElidedLabel(), ElidedLabel(), QLabel(), change)
        row.name.setProperty("strong", "true")
        row.since.setProperty("secondary", "true")
        row.waits.setProperty("link", "true")
        row.waits.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.change.clicked.connect(lambda: self.change(role))
        self._grid.addWidget(hairline(), at, 0, 1, 3)
        for column, label in enumerate((row.role, row.name, row.waits)):
            label.setContentsMargins(0, 6, 0, 0)
            self._grid.addWidget(label, at + 1, column)
        row.since.setContentsMargins(0, 0, 0, 6)
        self._grid.addWidget(row.since, at + 2, 0, 1, 2)
        self._grid.addWidget(row.change, at + 2, 2, Qt.AlignmentFlag.AlignRight)
        return row

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for role, row in self.rows.items():
            row.role.setText(t(f"role-{role}"))
        self.empty.say(t("duty-empty"), t("duty-empty-hint"))
        self.message.name_close(t("pane-close-message"))

    def refresh(self) -> None:
        """The words of the four rows."""
        incident = self.desk.incident
        self.pages.setCurrentIndex(0 if incident is not None else 1)
        if incident is None:
            return
        counts = waiting(self.desk.state, incident.id)
        for role, row in self.rows.items():
            self._fill(row, role, incident.id, counts[role])
        held = sum(bool(self.desk.state.holder(incident.id, role)) for role in Role)
        self.hint.setText(self.desk.texts("duty-held", held=held, all=len(Role)))

    def _fill(self, row: _Row, role: Role, incident: str, count: int) -> None:
        desk, t, state = self.desk, self.desk.texts, self.desk.state
        shift = state.duties.get((incident, role))
        tone = "" if shift else "warn"
        if (row.name.property("tone") or "") != tone:
            row.name.setProperty("tone", tone)
            restyled(row.name)
        row.waits.setText(t(f"duty-waits-{role}", count=count) if count else "")
        open_ = desk.moment is None and desk.session is not None and state.incidents[incident].open
        row.change.setVisible(open_)
        if shift is None:
            row.name.setText(f"△ {t('duty-vacant')}")
            row.since.setText(t("duty-vacant-hint"))
            row.change.setText(t("duty-assign"))
        else:
            person = state.people[shift.person]
            now = desk.moment or desk.clock.now()
            row.name.setText(person.name)
            since = t("duty-since", span=spoken(now - shift.since, t))
            row.since.setText(f"{since} · {t(f'department-{person.department}')}")
            row.since.setToolTip(shift.note)
            row.change.setText(t("duty-hand-over"))
        row.change.setAccessibleName(f"{t(f'role-{role}')} · {row.change.text()}")

    def change(self, role: Role) -> None:
        """Assign a vacant duty, or hand a held one over."""
        incident = self.desk.incident
        if incident is not None and self.desk.moment is None and self.desk.session is not None:
            ask_duty(self.desk, self, incident.id, role)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._minute.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
