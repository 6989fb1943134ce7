# SPDX-License-Identifier: Apache-2.0
"""The questions of the statement pane that need no seal: begin, release, withdraw, edit what is under review.

Called by :mod:`ui.panes.statement`. The trap: as with all questions, they are opened, not executed.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.room.service import Changes
from app.room.state import Revision, Statement
from app.room.statements import DraftStatement, ReleaseStatement, WithdrawStatement
from app.room.words import StatementKind
from app.texts import LANGUAGES
from ui.desk import Desk
from ui.dialogs.question import Asked, Field, Question


def ask_new_statement(
    desk: Desk, parent: QWidget, incident: str, done: Callable[[Changes], None], kind: StatementKind
) -> Question:
    """Begin a statement: which kind, in which language."""
    t = desk.texts
    kinds = tuple((str(one), t(f"kind-{one}")) for one in StatementKind)
    languages = tuple((one, t(f"statement-language-{one}")) for one in LANGUAGES)
    fields = (
        Field(name="kind", label=t("statement-kind"), kind="choice", choices=kinds, value=kind),
        Field(name="language", label=t("statement-language"), kind="choice", choices=languages, value=t.language),
    )
    asked = Asked(
        name="newStatementDialog", title=t("statement-new"), go=t("statement-begin"), fields=fields,
        preface=t("statement-new-preface"),
    )  # fmt: skip
    question = Question(
        desk, asked,
        lambda a: DraftStatement(incident=incident, kind=StatementKind(a["kind"]), language=a["language"]),
        parent, done=done,
    )  # fmt: skip
    question.open()
    question.field("kind").setFocus()
    return question


def ask_release(desk: Desk, parent: QWidget, statement: Statement, revision: Revision) -> Question:
    """Where the approved words went out."""
    t = desk.texts
    fields = (
        Field(name="channel", label=t("statement-channel"), hint=t("statement-channel-hint")),
        Field(name="url", label=t("statement-url"), hint=t("pane-optional")),
    )
    asked = Asked(
        name="releaseDialog", title=t("statement-release-title", revision=revision.number),
        go=t("statement-release"), fields=fields,
        preface=t("statement-release-preface", sha256=revision.sha256),
    )  # fmt: skip
    question = Question(
        desk, asked,
        lambda a: ReleaseStatement(
            statement=statement.id, channel=a["channel"], sha256=revision.sha256, url=a["url"]
        ),
        parent,
    )  # fmt: skip
    question.open()
    question.field("channel").setFocus()
    return question


def ask_withdraw(desk: Desk, parent: QWidget, statement: Statement) -> Question:
    """Why a statement is taken back."""
    t = desk.texts
    asked = Asked(
        name="withdrawDialog", title=t("statement-withdraw-title", number=statement.number),
        go=t("statement-withdraw"), fields=(Field(name="reason", label=t("pane-reason"), kind="text"),),
        preface=t("statement-withdraw-preface"), danger=True,
    )  # fmt: skip
    question = Question(desk, asked, lambda a: WithdrawStatement(statement=statement.id, reason=a["reason"]), parent)
    question.open()
    question.field("reason").setFocus()
    return question
