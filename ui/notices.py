# SPDX-License-Identifier: Apache-2.0
"""What happens when an alert is proposed, rises or is passed on: a tone, a notice on the desktop, messages to people.

Made by :mod:`ui.workplace`, told by `Desk.changed`. Messages are the courier's, on threads of its own; here they are
only heard of. The trap: `close` before the desk, for it ends what is under way, however long a channel would hang.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import EnvironmentFault
from app.notify.courier import Courier, PostRoom
from app.notify.letter import letter
from app.notify.outbox import Fate, Key
from app.room.proposals import AlertEscalated, AlertProposed, AlertRose
from app.room.service import Changes
from app.room.state import Alert
from app.room.words import WarningLevel
from ui.desk import Desk
from ui.notice_signals import is_on
from ui.pop_ups import PopUps

_TRIES_TOLD: Final = 3
"""After so many it is said that a channel does not answer; before, the net may only have blinked."""


class Notices(QObject):
    """Signals: `changed()` when deliveries have; `went_wrong(sentence)`.

    `wanted_back(watch)` when somebody clicked on a notice; of which watch the newest was, "" for none.
    """

    changed = Signal()
    went_wrong = Signal(str)
    wanted_back = Signal(str)
    _moved = Signal()

    def __init__(
        self, desk: Desk, room: PostRoom, parent: QObject | None = None, *, pop_ups: PopUps | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pop_ups = pop_ups or PopUps(parent=self)
        self.courier = Courier(room, lambda: desk.texts.language, self._moved.emit)
        self._told: set[Key] = set()
        self._trouble, self._shown = "", ""
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        self.pop_ups.clicked.connect(lambda: self.wanted_back.emit(self._shown))
        desk.changed.connect(self._on_changes)

    def start(self) -> None:
        """Begin to send, where no other program of this profile does."""
        self.courier.show(self._desk.room.state)
        self.courier.start()

    def close(self) -> None:
        """Stop; what waits is sent next time."""
        self.courier.close()
        self.pop_ups.close()

    def signal(self, alert: Alert, step: int = 0) -> None:
        """The tone and the notice on the desktop of one alert, as this computer's user wants them."""
        settings = self._desk.settings.window
        if is_on(settings, "sound", alert.level):
            self._desk.ring(f"alert-{alert.level}")
        if is_on(settings, "desktop", alert.level):
            self._shown = alert.watch
            words = letter(self._desk.room.state, alert, step, self._desk.texts)
            self.pop_ups.show(words.title, words.body, grave=alert.level is WarningLevel.RED)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.touches("alert", "duty", "person", "incident"):
            return
        state = self._desk.room.state
        self.courier.show(state)
        rung: list[tuple[Alert, int]] = []
        for record in changes.records:
            event = record.event
            if isinstance(event, AlertProposed | AlertRose | AlertEscalated):
                alert = state.alerts[event.alert]
                step = len(alert.escalated) if isinstance(event, AlertEscalated) else 0
                rung += [(alert, step)] if alert.unconfirmed else []
        if rung:
            self.signal(*max(rung, key=lambda one: one[0].level.gravity))

    def _on_moved(self) -> None:
        """The courier has something new."""
        texts = self._desk.texts
        trouble = self.courier.trouble
        sentence = texts.say(trouble) if trouble is not None else ""
        if sentence and sentence != self._trouble:
            self.went_wrong.emit(sentence)
        self._trouble = sentence
        try:
            rows = self.courier.deliveries() if self.courier.sends else ()
        except EnvironmentFault:
            rows = ()
        for row in rows:
            lost = row.fate is Fate.FAILED or (row.fate is Fate.WAITING and row.tries >= _TRIES_TOLD)
            if lost and row.key not in self._told and row.trouble is not None:
                self._told.add(row.key)
                self.went_wrong.emit(texts("notify-went-wrong", channel=row.channel, why=row.trouble))
        self.changed.emit()
