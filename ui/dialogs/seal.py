# SPDX-License-Identifier: Apache-2.0
"""Asks for a person's passphrase before they put their seal on exact words; shows these words and their hash.

Opened by the statement pane for each verdict and each approval. The trap: the unlocked key lives only as long as the
one command it signs; nothing here keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import FenghuoError
from app.room.event import Command
from app.room.service import Session
from app.room.state import Revision
from ui.desk import Desk
from ui.dialogs.question import Answers, Asked, Field, Question
from ui.while_alive import while_alive
from ui.widgets.styling import quiet_label


@dataclass(frozen=True, slots=True, kw_only=True)
class SealAsked:
    """What is to be sealed: `title` and `go` are words, `needs_reason` for a return."""

    title: str
    go: str
    revision: Revision
    needs_reason: bool = False


class SealQuestion(Question):
    """The words, the hash, a reason where one is needed, the passphrase."""

    def __init__(
        self, desk: Desk, asked: SealAsked, command: Callable[[Answers], Command], parent: QWidget | None = None
    ) -> None:
        self._revision = asked.revision
        t, person = desk.texts, desk.person
        reason = (Field(name="reason", label=t("pane-reason"), kind="text", hint=t("statement-return-hint")),)
        question = Asked(
            name="sealDialog",
            title=asked.title,
            go=asked.go,
            fields=reason if asked.needs_reason else (),
            preface=t("statement-seal-preface", person=person.name if person else ""),
            danger=asked.needs_reason,
        )
        super().__init__(desk, question, command, parent)
        self.setMinimumWidth(560)

    def _build_ui(self, asked: Asked) -> None:
        super()._build_ui(asked)
        rows = self.layout()
        assert isinstance(rows, QVBoxLayout)
        t = self._desk.texts
        words, hash_ = QTextEdit(), QLabel(t("statement-hash", sha256=self._revision.sha256))
        words.setObjectName("sealText")
        words.setReadOnly(True)
        words.setTabChangesFocus(True)
        words.setPlainText(self._revision.text)
        words.setMinimumHeight(160)
        words.setAccessibleName(t("statement-frozen-text"))
        hash_.setObjectName("sealHash")
        hash_.setProperty("mono", "true")
        hash_.setWordWrap(True)
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(t("statement-passphrase"))
        self.passphrase.returnPressed.connect(self.send)
        rows.insertWidget(2, words, 1)
        rows.insertWidget(3, hash_)
        at = rows.indexOf(self.message)
        rows.insertWidget(at, quiet_label(t("statement-passphrase")))
        rows.insertWidget(at + 1, self.passphrase)
        self.setTabOrder(self.passphrase, self.go)

    def _unlocked(self, session: Session) -> None:
        done, refused = while_alive(self, self._carried_out), while_alive(self, self._refused)
        self._desk.act(self._command(self.answers()), done, refused, session=session)

    def _wrong(self, error: FenghuoError) -> None:
        self._refused(error)
        self.passphrase.clear()
        self.passphrase.setFocus()

    @override
    def send(self) -> None:
        """Unlock the key, sign, and forget it."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.message.clear()
        unlocked, wrong = while_alive(self, self._unlocked), while_alive(self, self._wrong)
        self._desk.unlock(self.passphrase.text(), unlocked, wrong)


def ask_seal(desk: Desk, parent: QWidget, asked: SealAsked, command: Callable[[Answers], Command]) -> SealQuestion:
    """Open the question, ready to be typed into."""
    question = SealQuestion(desk, asked, command, parent)
    question.open()
    (question.field("reason") if asked.needs_reason else question.passphrase).setFocus()
    return question
