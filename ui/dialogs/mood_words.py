# SPDX-License-Identifier: Apache-2.0
"""Own words: what has a mood in this trade, beside the model; listed, added, changed, removed, tried on a text.

Opened from the analysis pane, the palette and a word marked in a post. The book is read and written in a worker. The
trap: the words that are tried are the book's with the one in the form in its place, saved or not.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import FenghuoError
from app.posts.ports import SentimentScorer
from app.posts.post import Mood
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.feeling import STRONGEST, Explanation, MoodWord
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.models.analysis_lines import Line
from ui.models.terms_model import PUSH_SHAPES
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.lines_view import LinesView
from ui.widgets.mood_trial import MoodTrial
from ui.widgets.styling import button, quiet_label

_SIZE: Final = (1040, 660)
_MOODS: Final = (Mood.NEGATIVE, Mood.POSITIVE, Mood.NEUTRAL)


class MoodWordsDialog(Sheet):
    """`word` is one to begin with, `text` one to try it on; `done` is called after the book has changed.

    `scorer_on` makes the scorer that tries words before they are saved.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        word: str = "",
        text: str = "",
        done: Callable[[], None],
        scorer_on: Callable[[MoodBook], SentimentScorer] | None = None,
    ) -> None:
        super().__init__(desk.texts, "moodWordsDialog", desk.texts("analysis-words-title"), parent)
        self._desk, self._done = desk, done
        self._drafts, self._scorer_on = _DraftBook(), scorer_on or _scorer_on
        self._trying: SentimentScorer | None = None
        self._known: tuple[MoodWord, ...] = ()
        self._before, self._wanted = "", word
        self._saving = False
        self.view = LinesView(desk, "moodWordList")
        self.word, self.mood, self.strength, self.note = QLineEdit(), QComboBox(), QComboBox(), QLineEdit()
        self.new, self.remove_button = button("newWord", "quiet"), button("removeWord", "quiet")
        self.trial = MoodTrial(desk, self._explained, text)
        self.say(self.texts("analysis-words-intro"))
        self._build_ui()
        self.fit(*_SIZE)
        self._connect()
        self.word.setText(word)
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _build_ui(self) -> None:
        left, both = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        left.addLayout(self._form())
        row = QHBoxLayout()
        row.addWidget(self.new)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.go = self.button("go", self.texts("analysis-words-save"), "accent")
        row.addWidget(self.go)
        left.addLayout(row)
        both.setSpacing(24)
        both.addLayout(left, 5)
        both.addWidget(self.trial, 4)
        self.rows.addLayout(both, 1)
        close = self.button("cancel", self.texts("window-close"))
        close.clicked.connect(self.reject)
        self.buttons(close)
        self.new.setText(self.texts("analysis-words-new"))
        self.remove_button.setText(self.texts("analysis-words-remove"))
        self.view.list.setAccessibleName(self.texts("analysis-words-title"))
        self.view.empty.say(self.texts("analysis-words-empty"), self.texts("analysis-words-empty-hint"))

    def _form(self) -> QGridLayout:
        grid, texts = QGridLayout(), self.texts
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for mood in _MOODS:
            self.mood.addItem(f"{PUSH_SHAPES[mood]} {texts(f'mood-{mood}')}", mood)
        for strength in range(1, STRONGEST + 1):
            self.strength.addItem(texts(f"analysis-strength-{strength}"), strength)
        self.strength.setCurrentIndex(1)
        self.strength.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.word.setPlaceholderText(texts("analysis-word-hint"))
        self.note.setPlaceholderText(texts("pane-optional"))
        fields = (("word", self.word), ("mood", self.mood), ("strength", self.strength), ("note", self.note))
        for at, (name, widget) in enumerate(fields):
            above, row, column = quiet_label(texts(f"analysis-word-{name}")), 2 * (at // 2), at % 2
            above.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(texts(f"analysis-word-{name}"))
            grid.addWidget(above, row, column)
            grid.addWidget(widget, row + 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _connect(self) -> None:
        self.go.clicked.connect(self.save)
        self.new.clicked.connect(self.begin)
        self.remove_button.clicked.connect(self.remove)
        self.view.chosen.connect(self._on_chosen)
        for line in (self.word, self.note):
            line.textEdited.connect(self._on_edited)
            line.returnPressed.connect(self.save)
        for box in (self.mood, self.strength):
            box.activated.connect(self._on_edited)
        k = Qt.Key
        Keys(self, {key(code, ctrl=True): self.save for code in (k.Key_Return, k.Key_Enter, k.Key_S)})
        Keys(self, {key(k.Key_N, ctrl=True): self.begin})
        removes = {key(code): self.remove for code in (k.Key_Delete, k.Key_Backspace)}
        Keys(self.view.list, {**removes, key(k.Key_Return): self.word.setFocus})

    # the form

    def draft(self) -> MoodWord:
        """The word as it is in the form."""
        return MoodWord(
            word=" ".join(self.word.text().split()), mood=Mood(self.mood.currentData()),
            strength=int(self.strength.currentData()), note=" ".join(self.note.text().split()),
        )  # fmt: skip

    def begin(self) -> None:
        """An empty form for a new word."""
        self._fill(None)
        self.message.clear()
        self.word.setFocus()

    def _fill(self, word: MoodWord | None) -> None:
        self._before = word.word if word is not None else ""
        self.word.setText(self._before)
        self.note.setText(word.note if word is not None else "")
        self.mood.setCurrentIndex(max(0, self.mood.findData(word.mood if word is not None else Mood.NEGATIVE)))
        self.strength.setCurrentIndex(self.strength.findData(word.strength if word is not None else 2))
        self.remove_button.setEnabled(word is not None)
        self._on_edited()

    def _on_edited(self) -> None:
        draft = self.draft()
        others = [one for one in self._known if one.word not in (self._before, draft.word)]
        self.trial.set_words([*others, draft] if draft.word else self._known)

    def _on_chosen(self, line: Line | None) -> None:
        if line is not None and self.view.list.hasFocus():
            self._fill(self._named(line.title))

    def _named(self, word: str) -> MoodWord | None:
        return next((one for one in self._known if one.word == word), None)

    # the book

    def _read(self) -> None:
        book = self._desk.moods
        self._desk.tasks.read(book.words, while_alive(self, self._take), while_alive(self, self._on_failed))

    def _take(self, words: tuple[MoodWord, ...]) -> None:
        self._known = words
        lines = [self._line(word) for word in words]
        self.view.show_lines(lines)
        places = [at for at, word in enumerate(words) if word.word == self._wanted]
        if places:
            self.view.list.setCurrentIndex(self.view.model.index(places[0]))
            self._fill(words[places[0]])
        else:
            self._on_edited()
        self.remove_button.setEnabled(bool(self._before))
        self.trial.try_again()

    def _line(self, word: MoodWord) -> Line:
        texts = self.texts
        value = f"{PUSH_SHAPES[word.mood]} {texts(f'mood-{word.mood}')}"
        strength = texts(f"analysis-strength-short-{word.strength}")
        return Line(word.word, value, note=word.note, tag=strength, shade=word.mood)

    def save(self) -> None:
        """Into the book."""
        draft, before, book = self.draft(), self._before, self._desk.moods
        if not draft.word:
            self.message.say(self.texts("analysis-word-missing"), "warn")
            self.word.setFocus()
            return
        self._write(lambda: book.put(draft, before=before), self._on_saved)

    def remove(self) -> None:
        """Take the word in the form out of the book; it can be put back at once."""
        gone, book = self._named(self._before), self._desk.moods
        if gone is not None:
            self._write(lambda: book.remove(gone.word), self._on_removed)

    def _write(self, work: Callable[[], MoodWord], done: Callable[[MoodWord], None]) -> None:
        if not self._saving:
            self._let_save(now=False)
            self._desk.tasks.read(work, while_alive(self, done), while_alive(self, self._on_failed))

    def _let_save(self, *, now: bool) -> None:
        self._saving = not now
        self.go.setEnabled(now)

    def _on_saved(self, word: MoodWord) -> None:
        self._changed(word.word, "analysis-words-saved", word)

    def _on_removed(self, word: MoodWord) -> None:
        self._changed("", "analysis-words-removed", word)
        self._fill(None)
        book = self._desk.moods
        back = lambda: self._write(lambda: book.put(word), self._on_saved)  # noqa: E731
        self.message.offer(self.texts("analysis-undo"), back, "undoRemove")

    def _changed(self, wanted: str, said: str, word: MoodWord) -> None:
        self._let_save(now=True)
        self._wanted = wanted
        self.message.say(self.texts(said, word=word.word), "ok")
        self._read()
        self._done()

    def _on_failed(self, error: Exception) -> None:
        self._let_save(now=True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    def _explained(self, text: str, words: Sequence[MoodWord]) -> tuple[Explanation, Explanation]:
        """On a reading thread, one text at a time."""
        if self._trying is None:
            self._trying = self._scorer_on(self._drafts)
        self._drafts.hold(words)
        return self._desk.scorer.explain(text), self._trying.explain(text)

    @override
    def reject(self) -> None:
        """Close, but not while the book is being written."""
        if not self._saving:
            super().reject()


class _DraftBook(MoodBook):
    """A book that is nowhere but in the dialog."""

    def __init__(self) -> None:
        super().__init__(Path())
        self._held: tuple[MoodWord, ...] = ()
        self._turns = 0

    def hold(self, words: Sequence[MoodWord]) -> None:
        """These words and no others."""
        self._held, self._turns = tuple(words), self._turns + 1

    @override
    def words(self) -> tuple[MoodWord, ...]:
        return self._held

    @override
    def changed(self) -> tuple[int, int]:
        return self._turns, len(self._held)


def _scorer_on(book: MoodBook) -> SentimentScorer:
    from app.posts.sentiment.scorer import MoodScorer  # with the model behind it

    return MoodScorer(book)
