# SPDX-License-Identifier: Apache-2.0
"""The beacon on the level strip: the alert that burns most, by shape, word and colour, and how many more there are.

Filled while nobody has decided, framed once somebody did; not there while all is calm. The trap: an incident's
severity stands at the strip's left and is something else: it is what people declared. What stands changes with time
alone, so `tick`, too.
"""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.room.state import Alert
from ui.alert_words import level_words, standing_alerts, standing_words, urgency
from ui.desk import Desk
from ui.times import near_time
from ui.widgets.styling import restyled

_NAME: Final = 10
_OLD: Final = timedelta(minutes=1)


class BeaconChip(QPushButton):
    """Signals: `pressed_for(str)` the watch that is named."""

    pressed_for = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._watch = desk, ""
        self._looked: datetime | None = None
        self.setObjectName("beaconChip")
        self.clicked.connect(lambda: self.pressed_for.emit(self._watch))
        for signal in (desk.changed, desk.moment_changed, desk.language_changed):
            signal.connect(self.refresh)
        self.refresh()

    def tick(self) -> None:
        """Once a second; alerts grow old by the minute."""
        if self._looked is None or not timedelta() <= self._desk.clock.now() - self._looked < _OLD:
            self.refresh()

    def refresh(self) -> None:
        """As the room knows it now."""
        self._looked = self._desk.clock.now()
        alerts = burning(self._desk)
        self.setVisible(bool(alerts))
        if not alerts:
            return
        first, texts = alerts[0], self._desk.texts
        self._watch = first.watch
        name = first.watch if len(first.watch) <= _NAME else f"{first.watch[: _NAME - 1]}…"
        said = texts("beaconpane-strip-more", level=level_words(first.level, texts), watch=name, more=len(alerts) - 1)
        self.setText(said)
        self.setAccessibleName(said)
        waiting = sum(alert.unconfirmed for alert in alerts)
        tip = texts("beaconpane-strip-tip", waiting=waiting, count=len(alerts))
        self.setToolTip(f"{burning_words(self._desk, first)}\n{tip}")
        look = (str(first.level), str(first.unconfirmed).lower())
        if (self.property("warning"), self.property("waiting")) != look:
            self.setProperty("warning", look[0])
            self.setProperty("waiting", look[1])
            restyled(self)


def burning_words(desk: Desk, alert: Alert) -> str:
    """`▲ 橙色预警 岁稔食品 · 13:54 起 · 未确认`."""
    return desk.texts(
        "beaconpane-wall", level=level_words(alert.level, desk.texts), watch=alert.watch,
        time=near_time(alert.since or alert.raised_at, desk.moment or desk.clock.now(), desk.zone),
        standing=standing_words(desk, alert),
    )  # fmt: skip


def burning(desk: Desk) -> list[Alert]:
    """The alerts that stand for their watches, the most urgent first."""
    now = desk.moment or desk.clock.now()
    return sorted(standing_alerts(desk.state, now).values(), key=urgency)
