# SPDX-License-Identifier: Apache-2.0
"""What people ask, beside the statement that is to answer it: subjects with counts, ticked where the draft says them.

Used by the statement pane, below the editor. Worked out off the GUI thread when the pane comes into sight, and again
every five minutes while posts come. The trap: a tick says that the draft has the words, not that it answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.posts.fold import fold
from app.posts.question import Question
from ui.analysis_reading import AnalysisReading, Looked, Wanted
from ui.desk import Desk
from ui.models.analysis_lines import searched
from ui.widgets.flow import Flow
from ui.widgets.styling import button, quiet_label, restyled

if TYPE_CHECKING:
    from app.analysis.asks import Ask

_SHOWN: Final = 6
_CALM_MS: Final = 300_000
_SOON_MS: Final = 5_000
"""The draft and the posts come first."""
_EDGE: Final = 16
_LONGEST: Final = 12


class AsksLine(QWidget):
    """Signals: `posts_wanted(Question)` for a subject somebody pressed; `all_wanted()` for the whole list."""

    posts_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asks: tuple[Ask, ...] = ()
        self._question, self._text = Question(), ""
        self.reading = AnalysisReading(desk, self)
        self.flow, self.label = Flow(left=_EDGE, right=_EDGE), quiet_label()
        self.flow.add(self.label)
        self.chips = [self._chip(at) for at in range(_SHOWN)]
        self.more = self._made("askMore")
        self.more.setProperty("link", "true")
        self.more.clicked.connect(self.all_wanted)
        self._lay_out()
        self.flow.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self.reading.came.connect(self.take)
        self.reading.failed.connect(lambda error: None)  # the pane of the analysis says what is wrong
        desk.posts_changed.connect(self._on_posts)
        desk.incident_changed.connect(self.look)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.flow)

    def _made(self, name: str) -> QPushButton:
        made = button(name)
        made.setProperty("filterChip", "true")
        made.hide()
        self.flow.add(made)
        return made

    def _chip(self, at: int) -> QPushButton:
        made = self._made(f"ask-{at}")
        made.clicked.connect(lambda: self._open(at))
        return made

    def look(self) -> None:
        """Look at the posts soon, where somebody sees this."""
        if self.isVisible():
            self._soon.start(_SOON_MS)

    def show_text(self, text: str) -> None:
        """The draft is another."""
        self._text = fold(text)
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self.label.setText(self._desk.texts("analysis-they-ask"))
        self._show()

    def answered(self, ask: Ask) -> bool:
        """Whether the draft mentions what is asked about."""
        words = [ask.subject, *(word for word in ask.words if word in ask.subject or ask.subject in word)]
        return any(fold(word) in self._text for word in words if word.strip())

    def _on_posts(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start(_CALM_MS)

    def _ask(self) -> None:
        if self.isVisible() and self._desk.incident is not None:
            self.reading.ask(Wanted("incident"))

    def take(self, looked: Looked) -> None:
        """What is asked in the incident, from whoever has just worked it out."""
        if looked.wanted != Wanted("incident"):
            return
        self._soon.stop()
        self._question = looked.question
        self._asks = looked.overview.asks if looked.overview is not None else ()
        self._show()

    def _show(self) -> None:
        asks = self._asks if self._desk.incident is not None else ()
        for made, ask in zip(self.chips, asks, strict=False):
            self._say(made, ask)
        self.flow.setVisible(bool(asks))
        for most in range(len(self.chips), 0, -1):
            self._show_first(min(most, len(asks)), len(asks))
            if self.flow.height() <= self.more.sizeHint().height():
                return

    def _show_first(self, shown: int, of: int) -> None:
        """So many; how many more there are is said behind them. One line is enough: the words are the editor's."""
        for at, made in enumerate(self.chips):
            made.setVisible(at < shown)
        self.more.setVisible(of > shown)
        self.more.setText(self._desk.texts("analysis-they-ask-more", count=of - shown))
        self.flow.settle()

    def _say(self, made: QPushButton, ask: Ask) -> None:
        texts, answered = self._desk.texts, self.answered(ask)
        subject = ask.subject if len(ask.subject) <= _LONGEST else f"{ask.subject[: _LONGEST - 1]}…"
        key = "analysis-they-ask-answered" if answered else "analysis-they-ask-one"
        made.setText(texts(key, subject=subject, count=ask.count))
        standing = texts(f"analysis-they-ask-standing-{'yes' if answered else 'no'}")
        tip = texts(
            "analysis-they-ask-tip", kind=texts(f"analysis-ask-{ask.kind}"), subject=ask.subject, count=ask.count,
            voices=ask.voices, standing=standing,
        )  # fmt: skip
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        if made.property("answered") != answered:
            made.setProperty("answered", answered)
            restyled(made)

    def _open(self, at: int) -> None:
        if at < len(self._asks):
            self.posts_wanted.emit(replace(self._question, words=searched(self._asks[at].subject)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
