# SPDX-License-Identifier: Apache-2.0
"""The statement: written, saved at every pause, frozen, reviewed, approved, released, all in one place.

Docked by :mod:`ui.main_window`, the largest of the panes. It shows what :mod:`app.room.statements` decides and
decides nothing. The trap: call :meth:`StatementPane.flush` before the window closes; what is typed must be on its
way to disk.
"""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.room import drafts
from app.room.route import Progress, Stage, may, route
from app.room.service import Changes
from app.room.state import Incident, Statement
from app.room.statements import DraftStatement, EditStatement, StatementDrafted
from app.room.words import StatementKind
from ui.dialogs.statement_questions import ask_new_statement
from ui.panes.pane import Pane
from ui.widgets.asks_line import AsksLine
from ui.widgets.autosave import Autosave
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.next_step import NextStep
from ui.widgets.revision_view import RevisionView
from ui.widgets.route_view import RouteView
from ui.widgets.statement_buttons import StatementButtons
from ui.widgets.statement_deeds import StatementDeeds
from ui.widgets.statement_editor import StatementEditor
from ui.widgets.statement_status import DRAFT, StatementStatus
from ui.widgets.styling import button, hairline


class StatementPane(Pane):
    """Signals: `declare_requested()` from the empty state of a room without an incident.

    `posts_wanted(Question)` and `asks_wanted()` from the line of what people ask.
    """

    key: ClassVar[str] = "statement"
    concerns: ClassVar[frozenset[str]] = frozenset({"statement", "duty", "incident", "person"})

    declare_requested = Signal()
    posts_wanted = Signal(object)
    asks_wanted = Signal()

    def _build_ui(self) -> None:
        self._chosen, self._editing_over = "", ""
        self._seen: tuple[str, int] = ("", 0)
        self.message = MessageBar()
        self.editor, self.frozen = StatementEditor(), RevisionView(self.desk)
        self.autosave = Autosave(self.desk, self.editor, self)
        self.status = StatementStatus(self.desk, self.autosave)
        self.deeds = StatementDeeds(self.desk, self, self.autosave, self.message)
        self._build_header()
        self._build_pages()
        self._build_foot()
        for widget in (self.status, hairline(), self.message):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.asks)
        self.body.addWidget(self.foot)
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        Keys(self, {key(code, ctrl=True): self.deeds.submit for code in enter})
        Keys(self, {key(Qt.Key.Key_S, ctrl=True): self.save})

    def _build_header(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("statementChoice")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.setMinimumWidth(120)
        self.new = button("newStatement", "quiet")
        self.new.clicked.connect(self.begin_new)
        self.header.insertWidget(1, self.choice)
        self.header.addWidget(self.new)

    def _build_pages(self) -> None:
        self.empty = EmptyState()
        self._declare_word = self.empty.offer("declare", self.declare_requested.emit, "accent")
        self._begin_word = self.empty.offer("begin", self.begin_new, "accent")
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        for page in (self.editor, self.frozen, self.empty):
            self.pages.addWidget(page)

    def _build_foot(self) -> None:
        deeds = self.deeds
        actions = {
            "submit": deeds.submit, "pass": deeds.give_pass, "return": deeds.give_back, "approve": deeds.approve,
            "release": deeds.release, "edit": deeds.edit_again, "withdraw": deeds.withdraw,
        }  # fmt: skip
        self.buttons, self.route = StatementButtons(self.desk, actions), RouteView(self.desk)
        self.next, self.asks = NextStep(self.buttons), AsksLine(self.desk)
        self.foot = QWidget()
        rows = QVBoxLayout(self.foot)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(hairline())
        rows.addWidget(self.next)
        rows.addWidget(hairline())
        rows.addWidget(self.route)

    def _watch(self) -> None:
        super()._watch()
        self.choice.activated.connect(self._choice_made)
        self.status.views.chosen.connect(self._show_view)
        self.deeds.editing_chosen.connect(self._edit_over)
        self.editor.textChanged.connect(self._count)
        self.asks.posts_wanted.connect(self.posts_wanted)
        self.asks.all_wanted.connect(self.asks_wanted)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.new.setText(t("statement-new-button"))
        self.choice.setAccessibleName(t("statement-which"))
        self.editor.setAccessibleName(t("statement-draft-text"))
        self.editor.setPlaceholderText(t("statement-placeholder"))
        self._declare_word(t("statement-declare"))
        self._begin_word(t("statement-begin-first"))
        self.message.name_close(t("pane-close-message"))
        self.frozen.retranslate()
        self.buttons.retranslate()
        self.asks.retranslate()

    # what is in front

    def statements(self) -> list[Statement]:
        """The statements of the incident in front, by number."""
        incident = self.desk.incident.id if self.desk.incident else ""
        return sorted(
            (s for s in self.desk.state.statements.values() if s.incident == incident), key=lambda s: s.number
        )

    def statement(self) -> Statement | None:
        """The statement in front: the one chosen, else the newest."""
        found = self.statements()
        return next((s for s in found if s.id == self._chosen), found[-1] if found else None)

    def choose(self, statement: str) -> None:
        """Put another statement in front; what was typed into the one before is on its way to disk first."""
        self.autosave.flush()
        self.message.clear()
        self._chosen, self._editing_over = statement, ""
        self.refresh()

    @property
    def unsaved(self) -> bool:
        """Whether the editor holds words that are not known to be on disk."""
        return self.autosave.dirty

    def flush(self) -> None:
        """The window closes: send what was typed."""
        self.autosave.flush(closing=True)

    def save(self) -> None:
        """Save what was typed now."""
        self.autosave.save()

    def begin_new(self) -> None:
        """Ask for a new statement of the kind that is due."""
        incident = self.desk.incident
        if incident is None or self.desk.session is None or self.desk.moment is not None:
            return
        kind = StatementKind.PROGRESS if self.statements() else StatementKind.HOLDING
        ask_new_statement(self.desk, self, incident.id, self._begun, kind)

    def _begun(self, changes: Changes) -> None:
        event = changes.records[0].event
        if isinstance(event, StatementDrafted):
            self.choose(event.statement)
            self.editor.setFocus()

    def _choice_made(self) -> None:
        self.choose(str(self.choice.currentData()))

    def refresh(self) -> None:
        """Show the statement as the room knows it; what somebody is typing stays."""
        statement, incident = self.statement(), self.desk.incident
        self.deeds.concern(statement)
        self._fill_choice(statement)
        self.new.setVisible(statement is not None and incident is not None and incident.open and self._writable())
        for part in (self.foot, self.status, self.asks):
            part.setVisible(statement is not None)
        if statement is None:
            self._show_empty(incident)
            return
        self._load(statement)
        self._name_views(statement)
        self._show_view(self.status.views.current)

    def restyle(self) -> None:
        self.frozen.restyle()
        statement = self.statement()
        if statement is not None:
            self.route.show_steps(route(self.desk.state, statement))

    def _writable(self) -> bool:
        return self.desk.moment is None and self.desk.session is not None

    def _show_empty(self, incident: Incident | None) -> None:
        t = self.desk.texts
        self.hint.clear()
        name = "no-incident" if incident is None else "none"
        self.empty.say(t(f"statement-empty-{name}"), t(f"statement-empty-{name}-hint"))
        session, open_ = self.desk.session, incident is not None and incident.open
        begin = (
            incident is not None
            and session is not None
            and may(self.desk.state, session.person, DraftStatement(incident=incident.id, kind=StatementKind.HOLDING))
        )
        for child, shown in (("declare", incident is None), ("begin", open_ and begin)):
            found = self.empty.findChild(QPushButton, child)
            if found is not None:
                found.setVisible(shown and self._writable())
        self.pages.setCurrentWidget(self.empty)

    def _fill_choice(self, chosen: Statement | None) -> None:
        t, found = self.desk.texts, self.statements()
        self.choice.setVisible(bool(found))
        self.choice.clear()
        for statement in found:
            kind, language = t(f"kind-{statement.kind}"), t(f"statement-language-{statement.language}")
            name = t("statement-name", number=statement.number, kind=kind, language=language)
            self.choice.addItem(name, statement.id)
        self.choice.setCurrentIndex(self.choice.findData(chosen.id) if chosen else -1)

    def _load(self, statement: Statement) -> None:
        """Bring the draft into the editor, unless it is there or somebody is typing into it."""
        text = drafts.text_of(statement.updates)
        other = self.autosave.statement != statement.id
        if other or self.desk.moment is not None:
            self.autosave.flush()
        stays = self.autosave.follows(text) or self.autosave.dirty
        if other or self.desk.moment is not None or not stays:
            self.autosave.begin(statement.id, text, statement.edited_at)

    def _name_views(self, statement: Statement) -> None:
        """A revision that has just been frozen comes forward; otherwise the view stays."""
        before, standing = self.status.views.current, statement.standing
        self.status.name_views(statement.revisions)
        seen = (statement.id, len(statement.revisions))
        if seen != self._seen:
            before = str(standing.number) if standing is not None else DRAFT
        self._seen = seen
        self.status.views.choose(before or DRAFT)

    def _show_view(self, name: str) -> None:
        statement = self.statement()
        if statement is None:
            return
        standing = statement.standing
        if name in ("", DRAFT):
            self.pages.setCurrentWidget(self.editor)
        else:
            number = int(name)
            before = statement.revisions[number - 2] if number > 1 else None
            self.frozen.show_revision(statement.revisions[number - 1], before)
            self.pages.setCurrentWidget(self.frozen)
        over = standing is not None and standing.sha256 == self._editing_over
        self.editor.setReadOnly(not self._editable(statement, over_review=over))
        self.buttons.show_for(statement, over_review=over)
        self._show_words(statement)
        self._count()
        self.status.show_saving()

    def _editable(self, statement: Statement, *, over_review: bool) -> bool:
        session, running = self.desk.session, self.desk.state.incidents[statement.incident].open
        if session is None or not self._writable() or statement.releases or statement.withdrawn or not running:
            return False
        if statement.standing is not None and not over_review:
            return False
        return may(self.desk.state, session.person, EditStatement(statement=statement.id, text=""))

    def _show_words(self, statement: Statement) -> None:
        t, state = self.desk.texts, self.desk.state
        author, editor = state.name(statement.author), state.name(statement.last_editor)
        self.hint.setText(t("statement-hint", author=author, editor=editor))
        steps = route(state, statement)
        self.route.show_steps(steps)
        if statement.withdrawn:
            self.next.say(t("statement-next-withdrawn", reason=statement.withdrawn))
            return
        returned = next((s for s in steps if s.progress is Progress.RETURNED), None)
        if returned is not None:
            who = "".join(returned.who)
            self.next.say(t("statement-next-returned", person=who, reason=returned.reason))
            return
        now = next((s.stage for s in steps if s.progress is Progress.NOW), Stage.RELEASE)
        void = any(s.progress is Progress.VOID for s in steps)
        out = bool(statement.releases)
        self.next.say(t("statement-next-void" if void else f"statement-next-{'out' if out else now}"))

    def _count(self) -> None:
        self.status.show_text(self.editor.text())
        self.asks.show_text(self.editor.text())

    def _edit_over(self, sha256: str) -> None:
        self._editing_over = sha256
        self.status.views.choose(DRAFT)
        self._show_view(DRAFT)
        self.editor.setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.autosave.flush()
        super().hideEvent(event)
