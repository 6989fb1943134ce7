# SPDX-License-Identifier: Apache-2.0
"""The level strip: how bad, what, since when, what is due, is it kept, who am I.

The top of :mod:`ui.main_window`; its lower edge carries the level's colour. Where room is short it first puts the
incident in two lines, then drops what matters least. The trap: `tick` runs each second and must only change texts.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from app.room.state import Clock
from ui.collector import CollectorState, Condition
from ui.desk import Desk
from ui.situation import Situation, situation
from ui.times import countdown, near_time
from ui.tokens import SEVERITY_SHAPES
from ui.widgets.beacon_chip import BeaconChip
from ui.widgets.styling import restyled
from ui.widgets.title_label import TitleLabel

_CLOCKS = 3
_NEAR = timedelta(minutes=30)


class StripChip(QFrame):
    """A framed pair: what, and a figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("stripChip", "true")
        self.name, self.figure = QLabel(), QLabel()
        self.figure.setProperty("figure", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(6)
        row.addWidget(self.name)
        row.addWidget(self.figure)

    def say(self, name: str, figure: str = "", *, late: bool = False, near: bool = False) -> None:
        """Words and, in the figure's colour, how urgent."""
        self.name.setText(name)
        self.figure.setText(figure)
        self.figure.setVisible(bool(figure))
        self.setAccessibleName(f"{name} {figure}")
        tone = ("true" if late else "false", "true" if near and not late else "false")
        if (self.property("late"), self.property("near")) != tone:
            self.setProperty("late", tone[0])
            self.setProperty("near", tone[1])
            for widget in (self, self.figure):
                restyled(widget)


class Strip(QWidget):
    """Signals: `declare_requested()`; `incidents_requested()`; `person_requested()`; `now_requested()`;
    `beacon_requested(str)` the watch that burns most, "" for none.
    """

    declare_requested = Signal()
    incidents_requested = Signal()
    person_requested = Signal()
    now_requested = Signal()
    beacon_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._last_post: datetime | None = None
        self._condition = Condition()
        self._running, self._fitted_for = 0, -1
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(56)
        self._build_ui()
        self._connect()
        self.refresh()

    def _build_ui(self) -> None:
        self.level, self.meta, self.elapsed = QLabel(), QLabel(), QLabel()
        self.title = TitleLabel(least=200)
        for label, name in (
            (self.level, "level"),
            (self.title, "incidentTitle"),
            (self.elapsed, "elapsed"),
        ):
            label.setObjectName(name)
        self.meta.setProperty("secondary", "true")
        self.declare, self.incidents = QPushButton(), QPushButton("▾")
        self.declare.setProperty("accent", "true")
        self.incidents.setProperty("quiet", "true")
        self.incidents.setFixedWidth(28)
        self.incidents.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.past = QPushButton()
        self.past.setProperty("danger", "true")
        self.clocks = [StripChip() for _ in range(_CLOCKS)]
        self.saved, self.collector = StripChip(), StripChip()
        self.collector.hide()
        self.beacon = BeaconChip(self._desk)
        self.person = QPushButton()
        self.person.setObjectName("personButton")
        self._lay_out()

    def _lay_out(self) -> None:
        self._names = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._names.setSpacing(12)
        self._names.addWidget(self.title)
        self._names.addWidget(self.meta)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 3)
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.level, 0, middle)
        row.addSpacing(8)
        row.addLayout(self._names)
        row.addWidget(self.incidents, 0, middle)
        row.addSpacing(4)
        for widget in (self.elapsed, self.declare, self.past):
            row.addWidget(widget, 0, middle)
        row.addSpacing(8)
        row.addWidget(self.beacon, 0, middle)
        row.addStretch(1)
        for chip in (*self.clocks, self.collector, self.saved, self.person):
            row.addWidget(chip, 0, middle)

    def _connect(self) -> None:
        self.declare.clicked.connect(self.declare_requested)
        self.incidents.clicked.connect(self.incidents_requested)
        self.person.clicked.connect(self.person_requested)
        self.past.clicked.connect(self.now_requested)
        self.beacon.pressed_for.connect(self.beacon_requested)
        desk = self._desk
        desk.changed.connect(self.refresh)
        for signal in (
            desk.incident_changed,
            desk.person_changed,
            desk.moment_changed,
            desk.language_changed,
        ):
            signal.connect(self.refresh)

    def set_last_post(self, time: datetime | None) -> None:
        """When the newest post was posted; None for no posts."""
        self._last_post = time
        self._show_saved()

    def set_collector(self, condition: Condition) -> None:
        """How the collector and its sources are; nothing is shown before there is a source."""
        self._condition = condition
        self._show_collector()
        self._fit()

    def refresh(self) -> None:
        """Everything anew."""
        now = situation(self._desk)
        self._show_level(now)
        self._show_incident(now)
        self._show_past()
        self._show_person()
        self._show_saved()
        self._show_collector()
        self.tick()

    def tick(self) -> None:
        """The figures that change by themselves."""
        now = situation(self._desk)
        texts = self._desk.texts
        self.elapsed.setText(texts("strip-elapsed", time=countdown(now.elapsed)) if now.incident else "")
        running = now.running_clocks[:_CLOCKS]
        for chip, clock in zip(self.clocks, running, strict=False):
            self._show_clock(chip, clock, now.now)
        self._running = len(running)
        self.beacon.tick()
        for chip in self.clocks[len(running) :]:
            chip.hide()
        if self._wanted() != self._fitted_for:
            self._fit()

    def _show_clock(self, chip: StripChip, clock: Clock, now: datetime) -> None:
        texts, left = self._desk.texts, clock.due - now
        late = left < timedelta(0)
        figure = texts("strip-over", time=countdown(left)) if late else countdown(left)
        chip.say(texts(f"clock-{clock.name}"), figure, late=late, near=left < _NEAR)

    def _show_level(self, now: Situation) -> None:
        texts, incident = self._desk.texts, now.incident
        level, closed = "", "false"
        if incident is None:
            said = texts("strip-quiet")
        elif not incident.open:
            said, closed = texts("strip-closed"), "true"
        else:
            level = incident.severity.value
            said = f"{SEVERITY_SHAPES[incident.severity]} {texts(f'severity-{level}')}"
        self.level.setText(said)
        for widget in (self, self.level):
            widget.setProperty("level", level)
            widget.setProperty("closed", closed)
            restyled(widget)

    def _show_incident(self, now: Situation) -> None:
        texts, incident, zone = self._desk.texts, now.incident, self._desk.zone
        self.declare.setText(texts("action-incident-declare"))
        self.declare.setVisible(incident is None)
        self.elapsed.setVisible(incident is not None)
        self.incidents.setVisible(bool(self._desk.state.incidents))
        self.incidents.setToolTip(texts("strip-incidents"))
        self.incidents.setAccessibleName(texts("strip-incidents"))
        info = self._desk.room.state.info
        if incident is None:
            self.title.setText(info.name if info else "")
            self.meta.setText(texts("strip-no-incident"))
            return
        declared = near_time(incident.declared_at, now.now, zone)
        self.title.setText(incident.title)
        self.meta.setText(texts("strip-meta", type=texts(f"type-{incident.type}"), time=declared))

    def _show_past(self) -> None:
        desk = self._desk
        self.past.setVisible(desk.moment is not None)
        if desk.moment is not None:
            time = near_time(desk.moment, desk.clock.now(), desk.zone)
            self.past.setText(desk.texts("strip-past", time=time))

    def _show_saved(self) -> None:
        texts, last = self._desk.texts, self._last_post
        figure = near_time(last, self._desk.clock.now(), self._desk.zone) if last else ""
        self.saved.say(texts("strip-saved-last") if last else texts("strip-saved"), figure)
        self.saved.setToolTip(texts("strip-saved-why"))

    def _show_collector(self) -> None:
        texts, now = self._desk.texts, self._condition
        self.collector.setVisible(now.state is not CollectorState.OFF)
        unwell = len(now.failing) + len(now.silent)
        dead = now.state is CollectorState.DEAD
        hindered = bool(now.why) and now.state is CollectorState.RUNNING
        figure = texts("strip-collector-unwell", failing=len(now.failing), silent=len(now.silent)) if unwell else ""
        if dead:
            figure = ""
        elif not unwell and now.pulse is not None:
            figure = texts("strip-collector-rate", count=round(now.pulse.per_minute))
        self.collector.say(texts(f"strip-collector-{now.state}"), figure, late=dead, near=bool(unwell) or hindered)
        names = texts("window-comma").join((*now.failing, *now.silent))
        well = texts("strip-collector-why", names=names) if names else texts("strip-collector-well")
        self.collector.setToolTip(now.why or well)

    def _show_person(self) -> None:
        desk, texts = self._desk, self._desk.texts
        person, incident = desk.person, desk.incident
        self.person.setProperty("empty", "false" if person else "true")
        restyled(self.person)
        if person is None:
            self.person.setText(texts("strip-sign-in"))
            return
        held = desk.room.state.held(incident.id, person.id) if incident else ()
        role = texts(f"role-{held[0]}") if held else texts(f"department-{person.department}")
        self.person.setText(texts("strip-person", person=person.name, role=role))

    def _fit(self) -> None:
        """Give up, one after the other, what the width does not allow: never squeeze a figure."""
        self._names.setDirection(QBoxLayout.Direction.LeftToRight)
        self._names.setSpacing(12)
        collector = [] if self._condition.state is CollectorState.OFF else [self.collector]
        shown = [self.saved, *collector, *reversed(self.clocks[: self._running])]
        for chip in shown:
            chip.show()
        if self._wanted() > self.width():
            self._names.setDirection(QBoxLayout.Direction.TopToBottom)
            self._names.setSpacing(0)
        for chip in shown:
            if self._needed() <= self.width():
                break
            chip.hide()
        self._fitted_for = self._wanted()

    def _wanted(self) -> int:
        """Pixels for everything at its best; the outer layout must be told that the inner one changed."""
        self._row.invalidate()
        return self._row.sizeHint().width()

    def _needed(self) -> int:
        """Pixels with the title as short as it may be."""
        self._row.invalidate()
        return self._row.totalMinimumSize().width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
