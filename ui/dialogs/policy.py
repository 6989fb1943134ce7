# SPDX-License-Identifier: Apache-2.0
"""The policy editor: rules of one's own beside the detector, and what each level starts. Tried on the past, then on.

Opened from the beacon pane and the palette. Nothing changes until it is switched on, all at once. The trap: a draft
that was not replayed asks twice before it is switched on; where the book is changed elsewhere, the last one holds.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import FenghuoError, Said
from app.room.words import WarningLevel
from app.warning.policy import Measure, Rule
from app.warning.policy_book import Policy
from app.warning.reasons import rule_said
from ui.alert_words import level_words
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.models.analysis_lines import Line
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.lines_view import LinesView
from ui.widgets.policy_responses import PolicyResponses
from ui.widgets.policy_rule_form import PolicyRuleForm
from ui.widgets.segments import Segments
from ui.widgets.styling import button, quiet_label

_SIZE: Final = (1120, 660)
_PAGES: Final = ("rules", "responses")


class PolicyDialog(Sheet):
    """`done` is called after a policy was switched on."""

    def __init__(self, desk: Desk, parent: QWidget | None, *, done: Callable[[], None] | None = None) -> None:
        super().__init__(desk.texts, "policyDialog", desk.texts("beaconpane-policy-title"), parent)
        self._desk, self._done = desk, done
        self._now: Policy | None = None
        self._rules: list[Rule] = []
        self._at = -1
        self._tried: Policy | None = None
        self._warned = self._saving = self._leaving = False
        self.pages, self.tabs = QStackedWidget(), Segments(_PAGES)
        self.view, self.form = LinesView(desk, "policyRules"), PolicyRuleForm(self.texts)
        self.responses = PolicyResponses(desk)
        self.state = quiet_label(wrap=True)
        self.say(self.texts("beaconpane-policy-about"))
        self._build_ui()
        self._connect()
        self.fit(*_SIZE)
        self._read()

    def _build_ui(self) -> None:
        texts = self.texts
        for name in _PAGES:
            self.tabs.say(name, texts(f"beaconpane-policy-{name}"))
        self.new, self.remove_button = button("newRule", "quiet"), button("removeRule", "quiet")
        self.new.setText(texts("beaconpane-policy-new"))
        self.remove_button.setText(texts("beaconpane-policy-remove"))
        left, both, rules = QVBoxLayout(), QHBoxLayout(), QWidget()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        row = QHBoxLayout()
        for made in (self.new, self.remove_button):
            row.addWidget(made)
        row.addStretch(1)
        left.addLayout(row)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addLayout(left, 4)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        both.addLayout(right, 6)
        rules.setLayout(both)
        for page in (rules, self.responses):
            self.pages.addWidget(page)
        self.rows.addWidget(self.tabs)
        self.rows.addWidget(self.pages, 1)
        self.rows.addWidget(self.state)
        self.undo = self.button("undo", texts("beaconpane-policy-undo"), "quiet")
        self.replay = self.button("replay", texts("beaconpane-policy-replay"))
        self.go = self.button("go", texts("beaconpane-policy-on"), "accent")
        self.close_button = self.button("cancel", texts("window-close"), "quiet")
        self.buttons(self.undo, self.close_button, self.replay, self.go)
        self.view.list.setAccessibleName(texts("beaconpane-policy-rules"))
        self.view.empty.say(texts("beaconpane-policy-empty"), texts("beaconpane-policy-empty-hint"))
        self.view.empty.offer("firstRule", self.begin, "accent")(texts("beaconpane-policy-new"))

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda name: self.pages.setCurrentIndex(_PAGES.index(name)))
        self.view.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.form.edited.connect(self._on_edited)
        self.responses.edited.connect(self._show_state)
        self.new.clicked.connect(self.begin)
        self.remove_button.clicked.connect(self.remove)
        self.undo.clicked.connect(self._start_over)
        self.replay.clicked.connect(self.try_out)
        self.go.clicked.connect(self.switch_on)
        self.close_button.clicked.connect(self.reject)
        k = Qt.Key
        Keys(self, {key(code, ctrl=True): self.switch_on for code in (k.Key_Return, k.Key_Enter)})
        Keys(self, {key(k.Key_N, ctrl=True): self.begin, key(k.Key_R, ctrl=True): self.try_out})
        removes = {key(code): self.remove for code in (k.Key_Delete, k.Key_Backspace)}
        Keys(self.view.list, {**removes, key(k.Key_Return): self.form.focus_first})

    # the draft

    def draft(self) -> Policy | Said:
        """What stands in the fields; or what is wrong with it."""
        if self._at >= 0:
            rule = self.form.rule()
            if isinstance(rule, Said):
                return rule
        responses = self.responses.responses()
        if isinstance(responses, Said):
            return responses
        return Policy(tuple(self._rules), responses)

    def begin(self) -> None:
        """A rule more."""
        names = {rule.name for rule in self._rules}
        base = self.texts("beaconpane-policy-new-name")
        name = next(one for one in (base, *(f"{base} {n}" for n in range(2, 999))) if one not in names)
        self._rules.append(Rule(name=name, level=WarningLevel.YELLOW, measure=Measure.MENTIONS, at_least=50))
        self._show_rules(len(self._rules) - 1)
        self.tabs.press("rules")
        self.form.focus_first()

    def remove(self) -> None:
        """The chosen rule goes; undoing brings it back."""
        if self._at >= 0:
            del self._rules[self._at]
            self._show_rules(min(self._at, len(self._rules) - 1))

    def _show_rules(self, at: int) -> None:
        """The list anew, with one chosen."""
        self._at = -1
        self.view.show_lines([self._line(rule) for rule in self._rules])
        if 0 <= at < len(self._rules):
            self.view.list.setCurrentIndex(self.view.model.index(at))
        self._choose(at)
        self._show_state()

    def _line(self, rule: Rule) -> Line:
        texts = self.texts
        tag = texts("beaconpane-rule-off") if rule.off else ""
        where = texts("window-comma").join(rule.watches) or texts("beaconpane-rule-all-watches")
        times = texts("beaconpane-rule-night", begins=rule.begins, ends=rule.ends) if rule.begins else ""
        note = " · ".join(part for part in (texts.say(rule_said(rule)), where, rule.region, times) if part)
        return Line(rule.name, level_words(rule.level, texts), note=note, tag=tag)

    def _on_chosen(self) -> None:
        at = self.view.list.currentIndex().row()
        if at != self._at and 0 <= at < len(self._rules) and self.view.list.hasFocus():
            self._choose(at)

    def _choose(self, at: int) -> None:
        self._at = at if 0 <= at < len(self._rules) else -1
        self.form.show_rule(self._rules[self._at] if self._at >= 0 else None)
        self.remove_button.setEnabled(self._at >= 0)

    def _on_edited(self) -> None:
        rule = self.form.rule()
        if self._at >= 0 and isinstance(rule, Rule):
            self._rules[self._at] = rule
            with QSignalBlocker(self.view.list.selectionModel()):
                self.view.model.set_rows([self._line(one) for one in self._rules])
                self.view.list.setCurrentIndex(self.view.model.index(self._at))
        self._show_state()

    def _show_state(self) -> None:
        """Whether there is something to switch on, or what is wrong."""
        self._warned = self._leaving = False
        draft = self.draft()
        wrong, known = isinstance(draft, Said), self._now is not None
        changed = known and not wrong and draft != self._now
        self.go.setEnabled(changed and not self._saving)
        self.replay.setEnabled(known and not wrong)
        self.undo.setEnabled(known and (wrong or changed))
        if isinstance(draft, Said):
            self.state.setText(self.texts.say(draft))
        elif known:
            self.state.setText(self.texts("beaconpane-policy-changed" if changed else "beaconpane-policy-unchanged"))
        self.state.setProperty("tone", "warn" if wrong else "plain")

    # the book

    def _read(self) -> None:
        policy = self._desk.policy.policy
        self._desk.tasks.read(policy, while_alive(self, self._take), while_alive(self, self._on_failed))

    def _take(self, policy: Policy) -> None:
        self._now = policy
        self._start_over()

    def _start_over(self) -> None:
        if self._now is not None:
            self._rules = list(self._now.rules)
            self.responses.show_responses(self._now.responses)
            self._show_rules(0)

    def try_out(self) -> None:
        """Past days through the draft, beside today's policy."""
        from ui.dialogs.replay import ReplayDialog  # with the detector behind it

        draft = self.draft()
        if isinstance(draft, Policy):
            self._tried = draft
            ReplayDialog(self._desk, self, draft=draft).open()

    def switch_on(self) -> None:
        """The draft takes the place of today's policy."""
        draft = self.draft()
        if not self.go.isEnabled() or not isinstance(draft, Policy):
            return
        if draft.rules != self._tried_rules() and not self._warned:
            self._warned = True
            self.message.say(self.texts("beaconpane-policy-untried"), "warn")
            return
        self._saving = True
        self.go.setEnabled(False)
        book = self._desk.policy

        def write() -> Policy:
            book.switch_on(draft)
            return book.policy()

        self._desk.tasks.read(write, while_alive(self, self._on_switched), while_alive(self, self._on_failed))

    def _tried_rules(self) -> tuple[Rule, ...]:
        """The rules that need no trial: those tried, or else today's."""
        tried = self._tried or self._now
        return tried.rules if tried is not None else ()

    def _on_switched(self, policy: Policy) -> None:
        self._saving, self._now = False, policy
        self._rules = list(policy.rules)
        self._show_rules(self._at)
        self.message.say(self.texts("beaconpane-policy-is-on"), "ok")
        if self._done is not None:
            self._done()

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        self._show_state()
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    @override
    def reject(self) -> None:
        """Close, but not over changes that nobody threw away."""
        if self._saving:
            return
        if self.undo.isEnabled() and not self._leaving:
            self._leaving = True
            self.message.say(self.texts("beaconpane-policy-changed"), "warn")
            self.message.offer(self.texts("beaconpane-policy-throw-away"), super().reject, "throwAway")
            return
        super().reject()
