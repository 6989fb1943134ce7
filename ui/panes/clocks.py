# SPDX-License-Identifier: Apache-2.0
"""The clocks of the incident: what is due when, what was missed, what is done.

Docked by :mod:`ui.main_window`. The trap: once a second only words and bars change; widgets are made once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.room.state import Clock
from app.room.words import ClockName
from ui.dialogs.incident_questions import ask_complete
from ui.panes.pane import Pane
from ui.times import countdown, near_time
from ui.tokens import Tokens, tokens
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState, rows_or_empty
from ui.widgets.styling import button, restyled
from ui.widgets.thin_bar import ThinBar

_SECOND_MS = 1000
_NEAR = 0.75
"""Share of the time gone from which a clock counts as near."""


@dataclass(frozen=True, slots=True)
class _Row:
    name: QLabel
    left: QLabel
    bar: ThinBar
    second: QLabel
    done: QPushButton


class ClocksPane(Pane):
    """Five rows, each a name, the time left or over, and a bar."""

    key: ClassVar[str] = "clocks"
    concerns: ClassVar[frozenset[str]] = frozenset({"clock", "incident", "duty", "statement"})

    def _build_ui(self) -> None:
        self.empty, inner = EmptyState(), QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(10)
        self.rows: dict[ClockName, _Row] = {}
        for name in ClockName:
            self.rows[name] = self._add(rows, name)
        rows.addStretch(1)
        self.pages = rows_or_empty(inner, self.empty)
        self.body.addWidget(self.pages, 1)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.count)

    def _add(self, rows: QVBoxLayout, name: ClockName) -> _Row:
        row = _Row(ElidedLabel(), QLabel(), ThinBar(), ElidedLabel(), button(f"clock-{name}", "quiet"))
        row.second.setProperty("secondary", "true")
        row.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.done.clicked.connect(lambda: self.complete(name))
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(row.name, 1)
        upper.addWidget(row.left)
        lower.addWidget(row.second, 1)
        lower.addWidget(row.done)
        block = QVBoxLayout()
        block.setSpacing(3)
        block.addLayout(upper)
        block.addWidget(row.bar)
        block.addLayout(lower)
        rows.addLayout(block)
        return row

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for name, row in self.rows.items():
            row.name.setText(t(f"clock-{name}"))
            row.done.setText(t("clock-complete"))
            row.done.setAccessibleName(t("clock-complete-title", clock=t(f"clock-{name}")))
        self.empty.say(t("clock-empty"), t("clock-empty-hint"))

    def refresh(self) -> None:
        """Everything but the seconds."""
        incident = self.desk.incident
        self.pages.setCurrentIndex(0 if incident is not None else 1)
        self.hint.clear()
        if incident is None:
            return
        clocks = [self.desk.state.clocks[incident.id, name] for name in ClockName]
        missed = sum(clock.missed_at is not None for clock in clocks)
        running = sum(clock.running for clock in clocks)
        self.hint.setText(self.desk.texts("clock-summary", running=running, missed=missed))
        writable = self.desk.moment is None and self.desk.session is not None
        for clock in clocks:
            row = self.rows[clock.name]
            row.done.setVisible(writable and clock.running)
            words = self._second_words(clock)
            row.second.setText(words)
            row.second.setVisible(clock.running)
            row.left.setToolTip(words)
        self.count()

    def restyle(self) -> None:
        self.count()

    def _second_words(self, clock: Clock) -> str:
        t, desk = self.desk.texts, self.desk
        now = desk.moment or desk.clock.now()
        words = [t("clock-due", time=near_time(clock.due, now, desk.zone))]
        if clock.missed_at is not None:
            words.append(t("clock-was-missed"))
        if clock.done_at is not None and clock.done_by:
            words.append(t("clock-done-by", person=desk.state.name(clock.done_by)))
        return " · ".join(words)

    def count(self) -> None:
        """Once a second: time left or over, and the bars."""
        incident = self.desk.incident
        if incident is None:
            return
        now, colours = self.desk.moment or self.desk.clock.now(), tokens(self.desk.theme)
        for name, row in self.rows.items():
            self._show(row, self.desk.state.clocks[incident.id, name], now, colours)

    def _show(self, row: _Row, clock: Clock, now: datetime, colours: Tokens) -> None:
        t = self.desk.texts
        share = (now - clock.started_at) / (clock.due - clock.started_at)
        if clock.done_at is not None:
            late = clock.done_at > clock.due
            words = t(
                "clock-done-late" if late else "clock-done",
                time=near_time(clock.done_at, now, self.desk.zone),
            )
            tone, colour, share = ("warn", colours.orange, 1.0) if late else ("ok", colours.positive, 1.0)
        elif clock.stopped:
            words, tone, colour, share = t("clock-stopped"), "plain", colours.quiet, 0.0
        elif now > clock.due:
            words, tone, colour = t("clock-over", span=countdown(now - clock.due)), "bad", colours.red
        else:
            words = t("clock-left", span=countdown(clock.due - now))
            near = share >= _NEAR
            tone, colour = ("warn", colours.orange) if near else ("plain", colours.quiet)
        row.left.setText(words)
        row.bar.set_colours(colour, colours.line)
        row.bar.set_share(share)
        if row.left.property("tone") != tone:
            row.left.setProperty("tone", tone)
            restyled(row.left)

    def complete(self, name: ClockName) -> None:
        """Ask how what the clock asks for was done."""
        incident = self.desk.incident
        if incident is not None and self.desk.moment is None and self.desk.session is not None:
            ask_complete(self.desk, self, incident.id, name)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.count()
        self._second.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()
