# SPDX-License-Identifier: Apache-2.0
"""What is done with an alert that waits at the top of the feed: have it, link it, dismiss it.

Used by the feed while an alert is chosen; stories and posts have their own deeds. The trap: what may be done is the
room's to say, only whether anything may be written at all is the pane's.
"""

from PySide6.QtCore import QObject

from app.errors import FenghuoError
from app.room.alerts import AcknowledgeAlert
from app.room.state import Alert
from ui.dialogs.incident_questions import ask_dismiss, ask_link
from ui.panes.pane import Pane
from ui.widgets.message_bar import MessageBar


class FeedAlerts(QObject):
    """The deeds, each on an alert."""

    def __init__(self, pane: Pane, message: MessageBar) -> None:
        super().__init__(pane)
        self._pane, self._desk, self._message = pane, pane.desk, message

    def acknowledge(self, alert: Alert) -> None:
        """Say that somebody has it."""
        if self._pane.may_write(self._message):
            self._message.clear()
            self._desk.act(AcknowledgeAlert(alert=alert.id), refused=self._say)

    def link(self, alert: Alert) -> None:
        """Ask which incident it is part of."""
        if not self._pane.may_write(self._message):
            return
        if any(incident.open for incident in self._desk.state.incidents.values()):
            ask_link(self._desk, self._pane, alert)
        else:
            self._message.say(self._desk.texts("feed-needs-incident"), "warn")

    def dismiss(self, alert: Alert) -> None:
        """Ask why it is none."""
        if self._pane.may_write(self._message):
            ask_dismiss(self._desk, self._pane, alert)

    def _say(self, error: FenghuoError) -> None:
        self._message.say(self._desk.texts.error(error), "warn")
