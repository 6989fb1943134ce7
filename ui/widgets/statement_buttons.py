# SPDX-License-Identifier: Apache-2.0
"""What can be done with the statement in front, as buttons shown to whoever may.

Used by the statement pane. The trap: a button shown is no promise; the room may still refuse, with its reason.
"""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.room.route import may, refusal_of
from app.room.state import Statement
from app.room.statements import (
    ApproveStatement,
    EditStatement,
    GiveVerdict,
    ReleaseStatement,
    SubmitStatement,
    WithdrawStatement,
)
from app.room.words import Verdict
from ui.desk import Desk
from ui.widgets.styling import ButtonTone, button

_TONES: dict[str, ButtonTone] = {
    "withdraw": "quiet",
    "return": "danger",
    "pass": "plain",
    "edit": "plain",
    "approve": "accent",
    "release": "accent",
    "submit": "accent",
}


class StatementButtons(QWidget):
    """Submit · pass · return · approve · release · edit again · withdraw."""

    def __init__(self, desk: Desk, actions: Mapping[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, tone in _TONES.items():
            made = button(name, tone)
            made.clicked.connect(actions[name])
            row.addWidget(made)
            self.buttons[name] = made

    def retranslate(self) -> None:
        """Words in the desk's language."""
        for name, made in self.buttons.items():
            made.setText(self._desk.texts(f"statement-{name}"))
        self.buttons["submit"].setToolTip("Ctrl+Enter")

    def show_for(self, statement: Statement | None, *, over_review: bool) -> None:
        """Show what this person may do with this statement now; `over_review`: the draft is open in spite of one."""
        shown = self._shown(statement, over_review=over_review) if statement is not None else set()
        for name, made in self.buttons.items():
            made.setVisible(name in shown)

    def _shown(self, statement: Statement, *, over_review: bool) -> set[str]:
        desk, session = self._desk, self._desk.session
        running = desk.state.incidents[statement.incident].open
        if session is None or desk.moment is not None or statement.withdrawn or not running:
            return set()
        state, me, name = desk.state, session.person, statement.id
        shown = {"withdraw"} if may(state, me, WithdrawStatement(statement=name, reason="")) else set()
        revision = statement.standing
        if revision is None:
            return shown | ({"submit"} if may(state, me, SubmitStatement(statement=name)) else set())
        if revision.approval is None:
            verdict = GiveVerdict(statement=name, verdict=Verdict.PASS)
            own_words = refusal_of(state, me, verdict, desk.clock.now()) is not None
            shown |= set() if own_words else {"pass", "return"}
            shown |= {"approve"} if may(state, me, ApproveStatement(statement=name)) else set()
        elif may(state, me, ReleaseStatement(statement=name, channel="")):
            shown.add("release")
        editable = not statement.releases and not over_review
        if editable and may(state, me, EditStatement(statement=name, text="")):
            shown.add("edit")
        return shown
