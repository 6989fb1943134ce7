# SPDX-License-Identifier: Apache-2.0
"""The chosen source in full: why it is as it is, what it brought, what trying it gave, and what can be done with it.

Used below the list of the sources pane. The trap: posts are strangers' words; they are inserted as plain text.
"""

from datetime import datetime

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from app.errors import FenghuoError
from app.posts.sources.health import health
from app.posts.sources.source import Source, SourceState
from ui.desk import Desk
from ui.source_test import Tried, TriedPost
from ui.source_words import HEALTH_SHAPES, explained, kind_word, last_and_next, place_of, rate
from ui.times import near_time
from ui.tokens import tokens
from ui.widgets.button_rows import ButtonRows
from ui.widgets.elided import ElidedLabel
from ui.widgets.pen import Pen


class SourceDetail(QWidget):
    """A heading, facts in one line, a text that scrolls, and buttons named by their keys."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self.heading, self.facts, self.place = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.heading.setProperty("strong", "true")
        for label in (self.facts, self.place):
            label.setProperty("secondary", "true")
        self.text = QTextEdit()
        self.text.setObjectName("postDetail")
        self.text.setProperty("bare", "true")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(28)
        self.text.document().setDocumentMargin(0)
        self.buttons = ButtonRows()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(4)
        for widget in (self.heading, self.place, self.facts):
            rows.addWidget(widget)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.buttons)
        self.hide()

    def show_source(
        self, source: Source, state: SourceState | None, tried: Tried | None, *, trying: bool, now: datetime
    ) -> None:
        """A source, and what trying it gave, if it was tried; `trying` while that goes on."""
        desk, texts = self._desk, self._desk.texts
        how = health(source, state, now)
        word = texts(f"source-health-{how}")
        self.heading.setText(f"{HEALTH_SHAPES[how]} {word} · {source.name} · {kind_word(texts, source.kind)}")
        self.place.setText(self._where(source))
        stored = texts("sources-stored", count=state.stored) if state is not None and state.stored else ""
        facts = (*last_and_next(source, state, now, texts), rate(state, now, texts), stored)
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        sentence = explained(desk, source, state, now)
        if state is not None and state.failures > 1:
            sentence = texts("sources-failures", sentence=sentence, count=state.failures)
        self._show_text(sentence, tried, trying=trying)
        for name in ("test", "stop"):
            self.buttons[name].setVisible((name == "stop") is trying)
        self.buttons["pause"].setText(texts("sources-key-resume" if source.paused else "sources-key-pause"))
        self.buttons.settle()

    def be_brief(self, *, brief: bool) -> None:
        """In a low pane the sentence and the buttons are all; the row above says the rest."""
        for widget in (self.heading, self.place, self.facts):
            widget.setVisible(not brief)

    def retranslate(self) -> None:
        """The words on the buttons."""
        for name in self.buttons.names():
            self.buttons[name].setText(self._desk.texts(f"sources-key-{name}"))
        self._shown = ()
        self.buttons.settle()

    def restyle(self) -> None:
        """Take up the theme at the next refresh."""
        self._shown = ()

    def _where(self, source: Source) -> str:
        """The place, and which watch its posts go to; a kind that is gone has no place."""
        try:
            place = place_of(self._desk.sources, source)
        except FenghuoError:
            place = ""
        watch = self._desk.texts("sources-for-watch", watch=source.watch) if source.watch else ""
        return " · ".join(part for part in (place, watch) if part)

    def _show_text(self, sentence: str, tried: Tried | None, *, trying: bool) -> None:
        """Anew only where something changed, or a reader's place would be lost every two seconds."""
        shown = (sentence, tried, trying)
        if shown == self._shown:
            return
        self._shown = shown
        self.text.clear()
        pen = Pen(self.text, tokens(self._desk.theme).text)
        if sentence:
            pen.line(sentence)
        if trying:
            pen.line(self._desk.texts("sources-testing"), tokens(self._desk.theme).quiet)
        elif tried is not None:
            self._write_tried(pen, tried)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_tried(self, pen: Pen, tried: Tried) -> None:
        texts, colours = self._desk.texts, tokens(self._desk.theme)
        seconds = f"{tried.seconds:.1f}"
        if tried.ok:
            key = "sources-test-ok" if tried.read else "sources-test-nothing"
            pen.line(texts(key, count=tried.read, seconds=seconds), colours.positive, bold=True)
        else:
            pen.line(texts("sources-test-failed"), colours.negative, bold=True)
            pen.line(tried.trouble or texts("sources-test-no-answer"))
        if tried.note:
            pen.line(tried.note, colours.quiet)
        for post in tried.posts:
            pen.line(self._who(post), colours.quiet, small=True)
            pen.line(" ".join(post.text.split()))

    def _who(self, post: TriedPost) -> str:
        desk = self._desk
        when = near_time(post.posted_at, desk.clock.now(), desk.zone) if post.posted_at else ""
        return " · ".join(word for word in (when, post.author, post.source) if word)
