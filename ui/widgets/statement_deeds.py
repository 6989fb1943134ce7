# SPDX-License-Identifier: Apache-2.0
"""What people do with a statement: submit, pass, return, approve, release, withdraw, edit again.

Used by the statement pane. Before anybody is asked for a passphrase the room is asked whether it would refuse. The
trap: submitting freezes what is on disk, so it waits until what is on screen is there.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.errors import FenghuoError
from app.room import drafts
from app.room.event import Command
from app.room.route import refusal_of
from app.room.service import Changes
from app.room.state import Revision, Statement
from app.room.statements import ApproveStatement, GiveVerdict, SubmitStatement
from app.room.words import Verdict
from ui.desk import Desk
from ui.dialogs.seal import SealAsked, ask_seal
from ui.dialogs.statement_questions import ask_release, ask_withdraw
from ui.widgets.autosave import Autosave, Saving
from ui.widgets.message_bar import MessageBar


class StatementDeeds(QObject):
    """Acts on the statement given to :meth:`concern`.

    Signals: `editing_chosen(str)` the SHA-256 of the revision somebody means to edit over.
    """

    editing_chosen = Signal(str)

    def __init__(self, desk: Desk, pane: QWidget, autosave: Autosave, message: MessageBar) -> None:
        super().__init__(pane)
        self._desk, self._pane, self._autosave, self._message = desk, pane, autosave, message
        self._statement: Statement | None = None
        self._submitting = ""
        autosave.changed.connect(self._maybe_submit)
        autosave.refused.connect(self._not_saved)
        autosave.stranded.connect(self._keep)

    def concern(self, statement: Statement | None) -> None:
        """The statement in front, as the room knows it now."""
        self._statement = statement

    def say(self, error: FenghuoError) -> None:
        """Show a refusal."""
        self._message.say(self._desk.texts.error(error))

    def _allowed(self, command: Command) -> bool:
        """Whether the room would carry it out; shows its reason where not."""
        self._message.clear()
        session = self._desk.session
        if session is None or self._desk.moment is not None:
            return False
        refusal = refusal_of(self._desk.room.state, session.person, command, self._desk.clock.now())
        if refusal is not None:
            self.say(refusal)
        return refusal is None

    def _standing(self) -> tuple[Statement, Revision] | None:
        statement = self._statement
        revision = statement.standing if statement is not None else None
        return (statement, revision) if statement is not None and revision is not None else None

    def submit(self) -> None:
        """Freeze the draft, once what is on screen is on disk."""
        if self._statement is None or self._desk.session is None or self._desk.moment is not None:
            return
        self._message.clear()
        self._submitting = self._statement.id
        if self._autosave.dirty:
            self._autosave.save()
        self._maybe_submit()

    def _maybe_submit(self) -> None:
        if not self._submitting or self._autosave.statement != self._submitting:
            return
        if self._autosave.standing is Saving.SAVED and not self._autosave.dirty:
            command = SubmitStatement(statement=self._submitting)
            self._submitting = ""
            self._desk.act(command, self._done, self.say)
        elif self._autosave.standing in (Saving.REFUSED, Saving.CROSSED):
            self._submitting = ""

    def _done(self, changes: Changes) -> None:
        if changes.records:
            self._message.clear()

    def give_pass(self) -> None:
        """A reviewer lets the frozen words pass."""
        found, t = self._standing(), self._desk.texts
        if found is None:
            return
        statement, revision = found
        verdict = GiveVerdict(statement=statement.id, verdict=Verdict.PASS, sha256=revision.sha256)
        if self._allowed(verdict):
            title = t("statement-pass-title", number=statement.number, revision=revision.number)
            asked = SealAsked(title=title, go=t("statement-seal-pass"), revision=revision)
            ask_seal(self._desk, self._pane, asked, lambda _: verdict)

    def give_back(self) -> None:
        """A reviewer returns the frozen words, with a reason."""
        found, t = self._standing(), self._desk.texts
        if found is None:
            return
        statement, revision = found

        def verdict(reason: str) -> GiveVerdict:
            name, sha256 = statement.id, revision.sha256
            return GiveVerdict(statement=name, verdict=Verdict.RETURN, reason=reason, sha256=sha256)

        if self._allowed(verdict("-")):
            title = t("statement-return-title", number=statement.number, revision=revision.number)
            asked = SealAsked(title=title, go=t("statement-seal-return"), revision=revision, needs_reason=True)
            ask_seal(self._desk, self._pane, asked, lambda answers: verdict(answers["reason"]))

    def approve(self) -> None:
        """The commander's seal."""
        found, t = self._standing(), self._desk.texts
        if found is None:
            return
        statement, revision = found
        command = ApproveStatement(statement=statement.id, sha256=revision.sha256)
        if self._allowed(command):
            title = t("statement-approve-title", number=statement.number, revision=revision.number)
            asked = SealAsked(title=title, go=t("statement-seal-approve"), revision=revision)
            ask_seal(self._desk, self._pane, asked, lambda _: command)

    def release(self) -> None:
        """Say where the approved words went out."""
        found = self._standing()
        if found is not None and self._desk.moment is None:
            self._message.clear()
            ask_release(self._desk, self._pane, *found)

    def withdraw(self) -> None:
        """Take the statement back."""
        if self._statement is not None and self._desk.moment is None:
            self._message.clear()
            ask_withdraw(self._desk, self._pane, self._statement)

    def edit_again(self) -> None:
        """Warn that an edit voids what stands; then let it be."""
        found, t = self._standing(), self._desk.texts
        if found is None:
            return
        revision = found[1]
        key = "statement-voids-approval" if revision.approval is not None else "statement-voids-review"
        self._message.say(t(key, revision=revision.number), "warn")
        sha256 = revision.sha256
        go = self._message.offer(t("statement-edit-anyway"), lambda: self._go_on(sha256), "editAnyway")
        go.setFocus()

    def _go_on(self, sha256: str) -> None:
        self._message.clear()
        self.editing_chosen.emit(sha256)

    def _not_saved(self, error: FenghuoError) -> None:
        """The text stays in the editor; say why it is not on disk and what would work."""
        t = self._desk.texts
        sentence = t("statement-not-saved", why=t.error(error))
        self._message.say(sentence)
        if self._autosave.standing is Saving.CROSSED:
            self._message.offer(t("statement-keep-mine"), self._keep_mine, "keepMine")
            self._message.offer(t("statement-take-theirs"), self._take_theirs, "takeTheirs")
        else:
            self._message.offer(t("statement-save-again"), self._save_again, "saveAgain")

    def _save_again(self) -> None:
        self._message.clear()
        self._autosave.save()

    def _keep_mine(self) -> None:
        self._message.clear()
        self._autosave.keep_mine()

    def _take_theirs(self) -> None:
        statement = self._statement
        if statement is None:
            return
        self._message.clear()
        self._autosave.begin(statement.id, drafts.text_of(statement.updates), statement.edited_at)

    def _keep(self, text: str) -> None:
        """Words that left the editor unsaved go to the clipboard, so that nothing is lost."""
        QGuiApplication.clipboard().setText(text)
        self._message.say(self._desk.texts("statement-mine-in-clipboard"), "warn")
