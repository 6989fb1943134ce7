# SPDX-License-Identifier: Apache-2.0
"""A text to try own words on: its mood before and after, and the pieces that made it so, marked in place.

Part of the dialog of own words. Scored off the GUI thread, a moment after typing stops. The trap: an answer may be of
words and text that are others by now; then it is dropped and asked again.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QVBoxLayout, QWidget

from app.posts.post import Mood
from app.posts.sentiment.feeling import Explanation, MoodWord
from ui.desk import Desk
from ui.mood_words import because, figure
from ui.text_places import Places
from ui.tokens import tokens
from ui.while_alive import while_alive
from ui.widgets.mood_marks import legend, marks_of
from ui.widgets.styling import quiet_label

Explain: TypeAlias = Callable[[str, Sequence[MoodWord]], tuple[Explanation, Explanation]]
"""A text, explained with the book as it is and with these words. Not for the GUI thread."""
_PAUSE_MS: Final = 250
_LONGEST: Final = 20_000


class MoodTrial(QWidget):
    """`set_words` with what the book would hold."""

    def __init__(self, desk: Desk, explain: Explain, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._explain = desk, explain
        self._words: tuple[MoodWord, ...] = ()
        self._busy = self._again = False
        texts = desk.texts
        self.text = QTextEdit()
        self.text.setObjectName("moodTrial")
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(text)
        self.text.setPlaceholderText(texts("analysis-try-hint"))
        self.text.setAccessibleName(texts("analysis-try"))
        self.figures, self.why, self.key = QLabel(), quiet_label(wrap=True), quiet_label(wrap=True)
        self.figures.setObjectName("moodFigures")
        self.figures.setProperty("strong", "true")
        label = quiet_label(texts("analysis-try"))
        label.setBuddy(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label)
        column.addWidget(self.text, 1)
        for part in (self.figures, self.why, self.key):
            column.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.text.textChanged.connect(self._typed)

    def set_words(self, words: Sequence[MoodWord]) -> None:
        """Other words: try the text again."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._pause.start()

    def try_again(self) -> None:
        """The book is another."""
        self._pause.start()

    def _typed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        if self._busy:
            self._again = True
            return
        text, words, explain = self.text.toPlainText()[:_LONGEST], self._words, self._explain
        if not text.strip():
            self._clear()
            return
        self._busy = True
        self._desk.tasks.read(
            lambda: explain(text, words),
            while_alive(self, lambda found: self._take(text, words, found)),
            while_alive(self, self._not_tried),
        )

    def _not_tried(self, error: Exception) -> None:
        self._busy = False
        self._desk.failed.emit(error)

    def _take(self, text: str, words: tuple[MoodWord, ...], found: tuple[Explanation, Explanation]) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._ask()
        if text != self.text.toPlainText()[:_LONGEST] or words != self._words:
            self._pause.start()
        else:
            self._show(text, *found)

    def _show(self, text: str, before: Explanation, after: Explanation) -> None:
        texts = self._desk.texts
        was, now = (self._figure(one) for one in (before, after))
        same = before.feeling == after.feeling
        change = texts("analysis-try-same", now=now) if same else texts("analysis-try-change", was=was, now=now)
        self.figures.setText(change)
        unknown = after.feeling.mood is Mood.UNKNOWN
        self.why.setText(texts("analysis-felt-unknown") if unknown else because(text, after, texts))
        self.key.setText(legend(after.pieces, texts))
        self._mark(text, after)

    def _clear(self) -> None:
        for label in (self.figures, self.why, self.key):
            label.clear()
        self.text.setExtraSelections([])

    def _figure(self, explanation: Explanation) -> str:
        feeling, texts = explanation.feeling, self._desk.texts
        if feeling.mood is Mood.UNKNOWN:
            return texts("mood-unknown")
        score = figure(feeling.mood, feeling.score, texts)
        return texts("analysis-felt", mood=texts(f"mood-{feeling.mood}"), score=score)

    def _mark(self, text: str, explanation: Explanation) -> None:
        places, marks = Places(text), []
        for start, end, how in marks_of(explanation, tokens(self._desk.theme)):
            mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.text.document())
            cursor.setPosition(places(start))
            cursor.setPosition(places(end), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, how
            marks.append(mark)
        self.text.setExtraSelections(marks)
