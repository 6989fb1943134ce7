# SPDX-License-Identifier: Apache-2.0
"""The wall display: level, clocks, curve and newest decisions, in type that is read from across the room.

Opened by F11 in a window of its own, full screen, so that it can stand on a second screen. The trap: `tick` runs
each second; only texts change there.
"""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.room.state import Clock
from app.room.words import ClockName
from ui.desk import Desk
from ui.situation import Situation, situation
from ui.times import countdown, near_time
from ui.tokens import SEVERITY_SHAPES, tokens
from ui.widgets.beacon_chip import burning, burning_words
from ui.widgets.styling import restyled
from ui.widgets.title_label import TitleLabel

_DECISIONS = 5
_ALERTS = 3
_MARGINS, _SPACING, _CURVE_TYPE = (48, 36, 48, 36), 24, 20
_SIZES = (
    ("QLabel#level", 34),
    ("QLabel#incidentTitle", 40),
    ("QLabel#elapsed", 84),
    ('QLabel[wallQuiet="true"]', 22),
    ('QLabel[wallName="true"]', 28),
    ('QLabel[wallFigure="true"]', 44),
    ('QLabel[wallText="true"]', 28),
    ("QLabel#paneTitle", 22),
    ("QLabel#paneHint", 18),
    ("QWidget#pane-sentiment QLabel", 20),
)
"""Pixels of type on a screen of 1920 × 1080; other screens are scaled to it."""


class Wall(QWidget):
    """`curve` is taken in, and told by `scale_curve` how large its type is to be, in pixels.

    The window is kept when closed, so that a read in flight finds it.
    """

    def __init__(self, desk: Desk, curve: QWidget, scale_curve: Callable[[int], None]) -> None:
        super().__init__()
        self._desk, self._scale_curve = desk, scale_curve
        self.setObjectName("wall")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(desk.texts("action-wall"))
        self._build_ui(curve)
        for signal in (desk.changed, desk.incident_changed, desk.language_changed, desk.moment_changed):
            signal.connect(self.refresh)
        self.refresh()

    def _build_ui(self, curve: QWidget) -> None:
        self.level, self.title, self.elapsed = QLabel(), TitleLabel(least=400), QLabel()
        for label, name in ((self.level, "level"), (self.title, "incidentTitle"), (self.elapsed, "elapsed")):
            label.setObjectName(name)
        self.meta = QLabel()
        self.meta.setProperty("wallQuiet", "true")
        self.beacon = [QLabel() for _ in range(_ALERTS)]
        self._clocks = {name: (QLabel(), QLabel()) for name in ClockName}
        self._decisions = [(QLabel(), QLabel()) for _ in range(_DECISIONS)]
        self._decisions_title = QLabel()
        self._decisions_title.setProperty("wallQuiet", "true")
        self._page = page = QVBoxLayout(self)
        page.addLayout(self._head())
        for label in self.beacon:
            label.setProperty("wallName", "true")
            label.setTextFormat(Qt.TextFormat.RichText)
            page.addWidget(label)
        middle = QHBoxLayout()
        middle.setSpacing(48)
        middle.addWidget(curve, 3)
        middle.addLayout(self._clock_grid(), 2)
        page.addLayout(middle, 3)
        line = QFrame()
        line.setProperty("line", "true")
        page.addWidget(line)
        page.addLayout(self._decision_rows(), 2)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(self.title)
        names.addWidget(self.meta)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self.level, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(names, 1)
        row.addWidget(self.elapsed)
        return row

    def _clock_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(16)
        for row, (name, figure) in enumerate(self._clocks.values()):
            name.setProperty("wallName", "true")
            figure.setProperty("wallFigure", "true")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(name, row, 0)
            grid.addWidget(figure, row, 1)
        grid.setRowStretch(len(self._clocks), 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _decision_rows(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(12)
        rows.addWidget(self._decisions_title)
        for time, text in self._decisions:
            time.setProperty("wallName", "true")
            time.setMinimumWidth(150)
            text.setProperty("wallText", "true")
            text.setWordWrap(True)
            row = QHBoxLayout()
            row.setSpacing(24)
            row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
            rows.addLayout(row)
        rows.addStretch(1)
        return rows

    def refresh(self) -> None:
        """Everything anew."""
        now, texts = situation(self._desk), self._desk.texts
        incident = now.incident
        self.setWindowTitle(texts("action-wall"))
        level = incident.severity.value if incident and incident.open else ""
        self.level.setText(_level(self._desk, now))
        self.level.setProperty("level", level)
        restyled(self.level)
        info = self._desk.room.state.info
        self.title.setText(incident.title if incident else (info.name if info else ""))
        declared = near_time(incident.declared_at, now.now, self._desk.zone) if incident else ""
        self.meta.setText(texts("strip-meta", type=texts(f"type-{incident.type}"), time=declared) if incident else "")
        self._show_decisions(now)
        self.tick()

    def _show_beacon(self) -> None:
        """The alerts that burn most; no line where all is calm."""
        desk, colours = self._desk, tokens(self._desk.theme)
        alerts = burning(desk)[:_ALERTS]
        for place, label in enumerate(self.beacon):
            label.setVisible(place < len(alerts))
            if place < len(alerts):
                alert = alerts[place]
                words = burning_words(desk, alert)
                label.setText(f'<span style="color:{colours.warning(alert.level)}">{escape(words)}</span>')

    def tick(self) -> None:
        """The figures."""
        now, texts = situation(self._desk), self._desk.texts
        self.elapsed.setText(texts("strip-elapsed", time=countdown(now.elapsed)) if now.incident else "")
        self._show_beacon()
        known = {clock.name: clock for clock in now.clocks}
        for name, (label, figure) in self._clocks.items():
            clock = known.get(name)
            label.setText(texts(f"clock-{name}"))
            for widget in (label, figure):
                widget.setVisible(clock is not None)
            if clock is not None:
                self._show_clock(figure, clock, now)

    def _show_clock(self, figure: QLabel, clock: Clock, now: Situation) -> None:
        texts, left = self._desk.texts, clock.due - now.now
        late = clock.running and left.total_seconds() < 0
        if clock.done_at is not None:
            figure.setText(texts("window-wall-done", time=near_time(clock.done_at, now.now, self._desk.zone)))
        elif not clock.running:
            figure.setText(texts("window-wall-stopped"))
        else:
            figure.setText(texts("strip-over", time=countdown(left)) if late else countdown(left))
        for name, on in (("late", late), ("done", clock.done_at is not None)):
            if figure.property(name) != str(on).lower():
                figure.setProperty(name, str(on).lower())
                restyled(figure)

    def _show_decisions(self, now: Situation) -> None:
        desk, incident = self._desk, now.incident
        own = [d for d in desk.state.decisions.values() if incident and d.incident == incident.id]
        newest = sorted(own, key=lambda d: d.time, reverse=True)[:_DECISIONS]
        self._decisions_title.setText(desk.texts("window-wall-decisions" if newest else "window-wall-no-decisions"))
        for index, (time, text) in enumerate(self._decisions):
            decision = newest[index] if index < len(newest) else None
            time.setText(near_time(decision.time, now.now, desk.zone) if decision else "")
            text.setText(decision.text if decision else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scale = min(self.width() / 1920, self.height() / 1080)
        rules = (f"QWidget#wall {name} {{ font-size: {max(12, round(size * scale))}px; }}" for name, size in _SIZES)
        self.setStyleSheet("\n".join(rules))
        self._scale_curve(max(12, round(_CURVE_TYPE * scale)))
        self._page.setContentsMargins(*(round(side * scale) for side in _MARGINS))
        self._page.setSpacing(round(_SPACING * scale))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)


def _level(desk: Desk, now: Situation) -> str:
    texts, incident = desk.texts, now.incident
    if incident is None:
        return texts("strip-quiet")
    if not incident.open:
        return texts("strip-closed")
    return f"{SEVERITY_SHAPES[incident.severity]} {texts(f'severity-{incident.severity}')}"
