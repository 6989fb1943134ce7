# SPDX-License-Identifier: Apache-2.0
"""What is done with the alert of the chosen watch: confirm, raise, lower, dismiss, have seen, link, declare.

Used by the beacon pane. The trap: what is confirmed is the level that was on screen; where the beacon proposed
another meanwhile, the room refuses and says so.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.errors import FenghuoError
from app.room.alerts import AcknowledgeAlert, ConfirmAlert
from app.room.state import Alert
from ui.alert_words import GRAVE
from ui.dialogs.alert_decision import ask_false, ask_level_of, other_levels
from ui.dialogs.incident_questions import ask_link
from ui.panes.pane import Pane
from ui.widgets.message_bar import MessageBar


class BeaconDeeds(QObject):
    """`chosen` gives the alert of the chosen watch. Signals: `declare_wanted(Alert)`."""

    declare_wanted = Signal(object)

    def __init__(self, pane: Pane, message: MessageBar, chosen: Callable[[], Alert | None]) -> None:
        super().__init__(pane)
        self._pane, self._desk, self._message, self._chosen = pane, pane.desk, message, chosen

    def by_name(self) -> dict[str, Callable[[], None]]:
        """All of them, as the buttons are called."""
        return {
            "confirm": self.confirm, "raise": self.raise_level, "lower": self.lower_level, "dismiss": self.dismiss,
            "seen": self.acknowledge, "link": self.link, "declare": self.declare,
        }  # fmt: skip

    def confirm(self) -> None:
        """Say that what the beacon proposed holds."""
        alert = self._alert()
        if alert is None:
            return
        if not alert.unconfirmed:
            self._message.say(self._desk.texts("beaconpane-decided-already"), "plain")
            return
        command = ConfirmAlert(alert=alert.id, level=alert.level)
        self._desk.act(command, lambda _: self._confirmed(alert), self._say)

    def _confirmed(self, alert: Alert) -> None:
        texts = self._desk.texts
        said = texts("beaconpane-is-confirmed", level=texts(f"level-{alert.level}"), watch=alert.watch)
        self._message.say(said, "ok")
        if alert.level in GRAVE and not alert.incident:
            declare = lambda: self.declare_wanted.emit(alert)  # noqa: E731
            self._message.offer(texts("action-incident-declare"), declare, "alertDeclare")

    def raise_level(self) -> None:
        """Ask for a higher level and why."""
        self._ask_level(higher=True)

    def lower_level(self) -> None:
        """Ask for a lower level and why."""
        self._ask_level(higher=False)

    def _ask_level(self, *, higher: bool) -> None:
        alert = self._alert()
        if alert is None:
            return
        if other_levels(alert, higher=higher):
            ask_level_of(self._desk, self._pane, alert, higher=higher)
        else:
            self._message.say(self._desk.texts("beaconpane-highest" if higher else "beaconpane-lowest"), "plain")

    def dismiss(self) -> None:
        """Ask why it is none."""
        if (alert := self._alert()) is not None:
            ask_false(self._desk, self._pane, alert)

    def acknowledge(self) -> None:
        """Say that somebody has seen it."""
        if (alert := self._alert()) is not None:
            self._desk.act(AcknowledgeAlert(alert=alert.id), refused=self._say)

    def link(self) -> None:
        """Ask which incident it is part of."""
        alert = self._alert()
        if alert is None:
            return
        if any(incident.open for incident in self._desk.state.incidents.values()):
            ask_link(self._desk, self._pane, alert)
        else:
            self._message.say(self._desk.texts("feed-needs-incident"), "warn")

    def declare(self) -> None:
        """Have an incident declared from it."""
        if (alert := self._alert()) is not None:
            self.declare_wanted.emit(alert)

    def _alert(self) -> Alert | None:
        """The one to do something with, where there is one and anything may be written."""
        alert = self._chosen()
        if alert is None:
            self._message.say(self._desk.texts("beaconpane-nothing-to-decide"), "plain")
            return None
        if not self._pane.may_write(self._message):
            return None
        self._message.clear()
        return alert

    def _say(self, error: FenghuoError) -> None:
        self._message.say(self._desk.texts.error(error), "warn")
