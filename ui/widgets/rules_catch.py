# SPDX-License-Identifier: Apache-2.0
"""What the keywords would have caught in the last 24 hours, asked before they are saved: counts and examples.

Used at the right of the watch editor. The trap: an answer is about the keywords as they were when it was asked for;
as soon as they change, it says so.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QTextEdit, QVBoxLayout, QWidget

from ui.child import Progress
from ui.desk import Desk
from ui.rules_trial import CaughtPosts, Example, RulesTrial
from ui.times import near_time
from ui.tokens import tokens
from ui.widgets.message_bar import MessageBar
from ui.widgets.pen import Pen
from ui.widgets.styling import button, quiet_label

_STEPS = 1000
_TAB = 72
_KEYWORDS = 200
"""So many are listed; a list of 5,000 nobody reads."""


class RulesCatch(QWidget):
    """`rules` gives the text of the keywords as they are now."""

    def __init__(
        self, desk: Desk, trial: RulesTrial, rules: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._trial, self._rules = desk, trial, rules
        self._asked: str | None = None
        texts = desk.texts
        self.go, self.stop, self.progress = button("catch"), button("catchStop", "quiet"), QProgressBar()
        self.go.setText(texts("watching-catch"))
        self.stop.setText(texts("watching-catch-stop"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.progress.setAccessibleName(texts("watching-catching"))
        self.about, self.warning, self.found = quiet_label(wrap=True), MessageBar(), QTextEdit()
        self.warning.name_close(texts("window-close-message"))
        self.found.setObjectName("caught")
        self.found.setAccessibleName(texts("watching-catch"))
        self.found.setReadOnly(True)
        self.found.setTabChangesFocus(True)
        self._build_ui()
        self.go.clicked.connect(self.ask)
        self.stop.clicked.connect(trial.cancel)
        trial.progressed.connect(self._on_progress)
        trial.ended.connect(self._on_ended)
        trial.failed.connect(self._on_failed)
        trial.stopped.connect(self._on_stopped)
        self._show_running(running=False)
        self.about.setText(texts("watching-catch-about"))

    def _build_ui(self) -> None:
        for made in (self.go, self.stop):
            made.setAutoDefault(False)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.go)
        above.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        above.addWidget(self.stop)
        above.addStretch(0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(above)
        rows.addWidget(self.about)
        rows.addWidget(self.warning)
        rows.addWidget(self.found, 1)

    def ask(self) -> None:
        """Match the posts of the last 24 hours."""
        rules = self._rules()
        if not self._trial.start(rules, self._desk.texts.language):
            self.about.setText(self._desk.texts("watching-catch-busy"))
        else:
            self._asked = rules
            self.warning.clear()
            self.found.clear()
            self.about.setText(self._desk.texts("watching-catching"))
            self._show_running(running=True)

    def on_rules_changed(self) -> None:
        """What was found is about other keywords now."""
        if self._asked is not None and not self._trial.busy and self._asked != self._rules():
            self._asked = None
            self.about.setText(self._desk.texts("watching-catch-old"))

    def _on_progress(self, progress: Progress) -> None:
        if self._asked is None:
            return  # an editor that was closed before this one asked
        share = progress.share
        self.progress.setRange(0, 0 if share is None else _STEPS)
        self.progress.setValue(round((share or 0.0) * _STEPS))
        if progress.read:
            self.about.setText(self._desk.texts("watching-catching-read", count=f"{progress.read:,}"))

    def _on_ended(self, found: CaughtPosts) -> None:
        if self._asked is None:
            return
        self._show_running(running=False)
        texts, colours = self._desk.texts, tokens(self._desk.theme)
        share = 100 * found.caught / found.looked_at if found.looked_at else 0.0
        if found.warning:
            self.warning.say(found.warning, "warn")
        figures = {"looked_at": f"{found.looked_at:,}", "caught": f"{found.caught:,}", "share": f"{share:.1f}"}
        said = texts("watching-caught", **figures) if found.looked_at else texts("watching-caught-no-posts")
        self.about.setText(said)
        pen = Pen(self.found, colours.text)
        self.found.setTabStopDistance(_TAB)
        for one in found.by_keyword[:_KEYWORDS]:
            pen.line(f"{one.posts:,}", bold=True)
            pen.more(f"\t{one.keyword}")
        if len(found.by_keyword) > _KEYWORDS:
            pen.line(texts("watching-caught-more", count=len(found.by_keyword) - _KEYWORDS), colours.quiet)
        if found.examples:
            pen.line("", small=True)
            pen.line(texts("watching-caught-newest", count=len(found.examples)), bold=True)
        for example in found.examples:
            pen.line(self._who(example), colours.quiet, small=True)
            pen.line(" ".join(example.post.text.split()))
        self.found.moveCursor(QTextCursor.MoveOperation.Start)
        self.on_rules_changed()

    def _who(self, example: Example) -> str:
        desk, post, mention = self._desk, example.post, example.mention
        when = near_time(post.posted_at, desk.clock.now(), desk.zone) if post.posted_at else ""
        level = desk.texts(f"watching-short-{mention.exactness}")
        why = desk.texts("watching-hit-short", keyword=mention.keyword, level=level)
        return " · ".join(word for word in (when, post.author, post.source, why) if word)

    def _on_failed(self, sentence: str) -> None:
        if self._asked is None:
            return
        self._show_running(running=False)
        self.about.clear()
        self.warning.say(sentence or self._desk.texts("window-child-failed"), "bad")

    def _on_stopped(self) -> None:
        if self._asked is None:
            return
        self._show_running(running=False)
        self._asked = None
        self.about.setText(self._desk.texts("watching-catch-stopped"))

    def _show_running(self, *, running: bool) -> None:
        self.go.setVisible(not running)
        self.stop.setVisible(running)
        self.progress.setVisible(running)
        self.progress.setRange(0, 0)
        if running:
            self.stop.setFocus()
