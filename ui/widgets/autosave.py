# SPDX-License-Identifier: Apache-2.0
"""Keeps what is typed into a statement: saved at every pause, and at least every two seconds while typing goes on.

Used by the statement pane. Nothing counts as saved before the desk says it is on disk; a text that was refused stays
in the editor. Two traps: `base` is the text last known to be on disk, not the one the editor began with; and words
are saved in the name of whoever typed them, even if somebody else has signed in meanwhile.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import EnvironmentFault, FenghuoError, Refusal
from app.room.seals import sha256_of
from app.room.service import Session
from app.room.statements import EditStatement
from ui.desk import Desk
from ui.while_alive import while_alive
from ui.widgets.statement_editor import StatementEditor

PAUSE_MS: Final = 800
AT_MOST_MS: Final = 2000
_TRY_AGAIN_MS: Final = 5000


class Saving(StrEnum):
    """How it stands with the text in the editor."""

    SAVED = "saved"
    TYPED = "typed"
    SENT = "sent"
    REFUSED = "refused"
    CROSSED = "crossed"


class Autosave(QObject):
    """Signals: `changed()` when `standing` is another; `refused(FenghuoError)` with the sentence to show;
    `stranded(str)` a text that left the editor and could not be saved: somebody must keep it.
    """

    changed = Signal()
    refused = Signal(object)
    stranded = Signal(str)

    def __init__(self, desk: Desk, editor: StatementEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._editor = desk, editor
        self.statement = ""
        self.standing = Saving.SAVED
        self.saved_at: datetime | None = None
        self._base = self._sent = ""
        self._in_flight = False
        self._sitting = 0
        self._session: Session | None = None
        self._pause, self._at_most, self._again = QTimer(self), QTimer(self), QTimer(self)
        for timer, wait in ((self._pause, PAUSE_MS), (self._at_most, AT_MOST_MS), (self._again, _TRY_AGAIN_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.save)
        editor.textChanged.connect(self._typed)
        editor.left.connect(self.save)

    @property
    def dirty(self) -> bool:
        """Whether the editor holds words that are not known to be on disk."""
        return bool(self.statement) and self._editor.text() != self._base

    @property
    def typed(self) -> str:
        """What the editor holds."""
        return self._editor.text()

    def begin(self, statement: str, text: str, saved_at: datetime) -> None:
        """Another statement, or this one as somebody else left it, is in the editor now."""
        self._stop()
        if self.dirty and not (self._in_flight and self._sent == self.typed):
            self.stranded.emit(self.typed)
        self._sitting += 1
        self._in_flight = False
        self.statement, self._base, self.saved_at = "", text, saved_at
        if self._editor.text() != text:
            self._editor.set_text(text)
        self.statement = statement
        self._stand(Saving.SAVED)

    def follows(self, text: str) -> bool:
        """Whether `text`, found on disk, is what this editor knows or has just sent."""
        return self._in_flight or text == self._base

    def save(self) -> None:
        """Save now, if there is anything to save and nothing stands in the way."""
        if self.standing is Saving.CROSSED or self._in_flight or not self.dirty:
            return
        self._send(sha256_of(self._base))

    def flush(self, *, closing: bool = False) -> None:
        """The editor goes out of sight: send what it holds, even while an earlier save is on its way.

        When it goes for good and hands have crossed, without a base: the other's words stay in the draft's history,
        and these must not be lost.
        """
        if not self.dirty or (self.standing is Saving.CROSSED and not closing):
            return
        if self._in_flight and self._sent == self._editor.text():
            return
        base = self._sent if self._in_flight else self._base
        self._send("" if self.standing is Saving.CROSSED else sha256_of(base))

    def keep_mine(self) -> None:
        """After hands crossed: put this text over the other; the other stays in the draft's history."""
        self._stand(Saving.TYPED)
        self._send("")

    def _typed(self) -> None:
        if not self.dirty:
            return
        self._session = self._desk.session
        if self.standing in (Saving.SAVED, Saving.REFUSED):
            self._stand(Saving.TYPED)
        self._pause.start()
        if not self._at_most.isActive():
            self._at_most.start()

    def _send(self, base: str) -> None:
        self._stop()
        if self._session is None:
            self._stand(Saving.REFUSED)
            return
        statement, text, sitting = self.statement, self._editor.text(), self._sitting
        self._in_flight, self._sent = True, text
        self._stand(Saving.SENT)
        self._desk.act(
            EditStatement(statement=statement, text=text, base=base),
            while_alive(self, lambda changes: self._on_disk(sitting, text, changes.records[-1].at.time)),
            while_alive(self, lambda error: self._not_saved(sitting, text, error)),
            session=self._session,
        )

    def _on_disk(self, sitting: int, text: str, time: datetime) -> None:
        # An answer to an earlier sitting says nothing about the text that is in the editor now.
        if sitting != self._sitting:
            return
        self._in_flight = False
        self._base, self.saved_at = text, time
        self._stand(Saving.TYPED if self.dirty else Saving.SAVED)
        self._typed()

    def _not_saved(self, sitting: int, text: str, error: FenghuoError) -> None:
        rule = error.rule if isinstance(error, Refusal) else ""
        if sitting != self._sitting:
            if rule != "statement.unchanged":
                self.refused.emit(error)
                self.stranded.emit(text)
            return
        self._in_flight = False
        if rule == "statement.unchanged":
            self._on_disk(sitting, text, self.saved_at or self._desk.clock.now())
            return
        self._stand(Saving.CROSSED if rule == "statement.edited-meanwhile" else Saving.REFUSED)
        if isinstance(error, EnvironmentFault):
            self._again.start()
        self.refused.emit(error)

    def _stand(self, standing: Saving) -> None:
        self.standing = standing
        self.changed.emit()

    def _stop(self) -> None:
        for timer in (self._pause, self._at_most, self._again):
            timer.stop()
