# SPDX-License-Identifier: Apache-2.0
"""The rules of a watch as they are edited: the text, what is wrong with it in a sentence, the form for one line.

The left side of the watch editor. The trap: reading 5,000 lines takes longer than a key press may, so it is done off
the GUI thread when the typing pauses; what is shown is about the text of a moment ago, and a newer text is read anew.
"""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.posts.watches.rules import Problem, Rules, read_rules
from ui.desk import Desk
from ui.models.rule_line import RuleLine, put_together, taken_apart
from ui.tokens import tokens
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.rule_form import RuleForm
from ui.widgets.rules_edit import RulesEdit
from ui.widgets.styling import button, quiet_label, restyled

_PAUSE_MS: Final = 300


class RulesPanel(QWidget):
    """Signals: `changed()` at every change of the text; `checked()` when it was read into :attr:`rules`."""

    changed = Signal()
    checked = Signal()

    def __init__(self, desk: Desk, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rules: Rules | None = None
        self._by_line: dict[int, Problem] = {}
        self._reading = self._again = False
        texts = desk.texts
        self.edit, self.form = RulesEdit(tokens(desk.theme)), RuleForm(texts)
        self.edit.setPlaceholderText(texts("watching-rules-example"))
        self.edit.setAccessibleName(texts("watching-rules"))
        self.edit.setAccessibleDescription(texts("watching-rules-how"))
        self.mark, self.sentence, self.next = QLabel(), quiet_label(wrap=True), button("nextProblem", "quiet")
        self.next.setAutoDefault(False)
        self.next.setText(texts("watching-next-problem"))
        self.edit.setPlainText(text)
        self._build_ui()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.edit.textChanged.connect(self._on_text)
        self.edit.cursorPositionChanged.connect(self._show_line)
        self.form.edited.connect(self._rewrite)
        self.next.clicked.connect(self.go_to_next)
        Keys(self, {key(Qt.Key.Key_F8): self.go_to_next})
        self._show_line()
        self._read()

    def _build_ui(self) -> None:
        texts = self._desk.texts
        label = quiet_label(texts("watching-rules"))
        label.setBuddy(self.edit)
        how = quiet_label(texts("watching-rules-how"), wrap=True)
        said = QHBoxLayout()
        said.setSpacing(6)
        said.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.sentence, 1)
        said.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for widget in (label, how):
            rows.addWidget(widget)
        rows.addWidget(self.edit, 1)
        rows.addLayout(said)
        rows.addWidget(self.form)

    def text(self) -> str:
        """The rules as they are written now."""
        return self.edit.text()

    def go_to_next(self) -> None:
        """Put the cursor into the next line something is wrong with, from the top again after the last."""
        lines = sorted(self._by_line)
        if lines:
            here = self.edit.line()[0]
            self.edit.go_to(next((line for line in lines if line > here), lines[0]))
            self.edit.setFocus()

    def _on_text(self) -> None:
        self._pause.start()
        self._show_line()
        self.changed.emit()

    def _read(self) -> None:
        if self._reading:
            self._again = True
            return
        self._reading, text = True, self.text()
        take, unread = while_alive(self, self._take), while_alive(self, self._unread)
        self._desk.tasks.read(lambda: read_rules(text), take, unread)

    def _take(self, rules: Rules) -> None:
        self._reading, self.rules = False, rules
        self._by_line = {}
        for problem in rules.problems:  # of several in one line the gravest is said
            known = self._by_line.get(problem.line)
            if known is None or (problem.fatal and not known.fatal):
                self._by_line[problem.line] = problem
        self.edit.set_problems({line: self._by_line[line].fatal for line in sorted(self._by_line)})
        self._say()
        self.checked.emit()
        if self._again:
            self._again = False
            self._read()

    def _unread(self, error: Exception) -> None:
        self._reading = False
        self._desk.failed.emit(error)

    def _show_line(self) -> None:
        self.form.show_line(taken_apart(self.edit.line()[1]))
        self._say()

    def _rewrite(self, line: RuleLine) -> None:
        self.edit.rewrite_line(put_together(line, self._desk.texts.language))

    def _say(self) -> None:
        """The sentence of the line under the cursor; where it is sound, how many are not."""
        texts, problem = self._desk.texts, self._by_line.get(self.edit.line()[0])
        fatal = sum(one.fatal for one in self._by_line.values())
        self.next.setVisible(bool(self._by_line))
        if problem is not None:
            said = texts("watching-line-says", line=problem.line, said=texts.say(problem.said))
            self._show_said(said, "bad" if problem.fatal else "warn")
        elif self._by_line:
            key = "watching-faults" if fatal else "watching-warnings"
            self._show_said(texts(key, count=fatal or len(self._by_line)), "bad" if fatal else "warn")
        else:
            self._show_said(texts("watching-keywords", count=self.rules.keywords) if self.rules else "", "plain")

    def _show_said(self, sentence: str, tone: str) -> None:
        self.sentence.setText(sentence)
        self.mark.setText({"bad": "✕", "warn": "△"}.get(tone, "·") if sentence else "")
        if self.mark.property("tone") != tone:
            self.mark.setProperty("tone", tone)
            restyled(self.mark)
