# SPDX-License-Identifier: Apache-2.0
"""A pane over one of the profile's books (sources, watches): it looks again and again, but only while it is seen.

The base of both panes, which say what is read and how it is shown. The trap: a fault that lasts is found again at
every look, and is said once.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.doors import ChildCommand
from app.errors import FenghuoError
from ui.desk import Desk
from ui.panes.pane import Pane
from ui.while_alive import while_alive
from ui.widgets.message_bar import MessageBar, Tone

_T = TypeVar("_T")


class BookPane(Pane, Generic[_T]):
    """Reads off the GUI thread, every `look_every_ms` milliseconds; a look that is asked for meanwhile comes next.

    `_wanted` names the row that is to be chosen once it is there; `_known` tells whether anything was read yet.
    """

    look_every_ms: ClassVar[int]

    def __init__(self, desk: Desk, command: ChildCommand, parent: QWidget | None = None) -> None:
        self._command = command
        self._wanted, self._said_fault = "", ""
        self._reading = self._again = self._known = False
        super().__init__(desk, parent)

    def _build_ui(self) -> None:
        self.message = MessageBar()
        self._look = QTimer(self)
        self._look.setInterval(self.look_every_ms)

    def _watch(self) -> None:
        super()._watch()
        self._look.timeout.connect(self._look_again)

    def retranslate(self) -> None:
        super().retranslate()
        self.message.name_close(self.desk.texts("pane-close-message"))

    def refresh(self) -> None:
        """Read what there is; show it when it is here."""
        if not self.in_sight:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.desk.tasks.read(self._reader(), while_alive(self, self._take), while_alive(self, self._on_unread))

    @override
    def came_in_sight(self) -> None:
        if not self._reading:
            self.refresh()

    @abstractmethod
    def _reader(self) -> Callable[[], _T]:
        """What reads, on another thread; all it needs is taken here."""

    @abstractmethod
    def _show(self, found: _T) -> None:
        """Show what was read."""

    def _look_again(self) -> None:
        """It is time."""
        self.refresh()

    def _take(self, found: _T) -> None:
        self._reading, self._known, self._said_fault = False, True, ""
        self._show(found)
        if self._again:
            self._again = False
            self.refresh()

    def _on_unread(self, error: Exception) -> None:
        self._reading = False
        if isinstance(error, FenghuoError) and (said := self.desk.texts.error(error)) == self._said_fault:
            return
        self._said_fault = said if isinstance(error, FenghuoError) else ""
        self._on_failed(error)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.message.say(sentence, tone)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, FenghuoError):
            self.message.say(self.desk.texts.error(error))
        else:
            self.desk.failed.emit(error)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._look.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look.stop()
