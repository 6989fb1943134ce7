# SPDX-License-Identifier: Apache-2.0
"""How does it really feel? A person puts the mood of a post or a whole story right, by one key, or takes that back.

Opened by the feed. The trap: it stays open until the correction is on disk; a refusal is shown in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.errors import FenghuoError
from app.posts.post import Mood
from app.room.event import Command
from app.room.evidence import PostAsSeen
from app.room.moods import CorrectMood, RestoreMood
from app.room.seen import StoryAsSeen
from app.room.service import Changes
from app.room.state import MoodCorrection
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.mood_words import corrected
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.styling import button, quiet_label

CHOICES: Final = (Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE)
MOOD_SHAPES: Final = {Mood.NEGATIVE: "⊖", Mood.NEUTRAL: "⊙", Mood.POSITIVE: "⊕"}
_WIDTH: Final = 620
_QUOTE: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is put right: a post by its digest, or a whole story. `felt` is what the machine says of it, in words.

    `score` is the machine's number, `standing` what a person said before.
    """

    text: str
    felt: str
    score: float | None = None
    post: PostAsSeen | None = None
    digest: str = ""
    story: StoryAsSeen | None = None
    standing: MoodCorrection | None = None

    def correct(self, mood: Mood, note: str) -> Command:
        """The command that says so."""
        return CorrectMood(
            mood=mood, post=self.post, digest=self.digest, story=self.story, before=self.score, note=note
        )

    def restore(self) -> Command:
        """The command that takes it back."""
        return RestoreMood(digest=self.digest, story=self.story)


class MoodChoice(Sheet):
    """`done` gets what was chosen, None for the machine's own word, once it is on disk."""

    def __init__(self, desk: Desk, parent: QWidget, subject: Subject, *, done: Callable[[Mood | None], None]) -> None:
        texts = desk.texts
        whole = subject.story is not None
        title = texts("analysis-correct-story", count=subject.story.posts) if subject.story else ""
        super().__init__(texts, "moodChoice", title or texts("analysis-correct-post"), parent)
        self._desk, self._subject, self._done = desk, subject, done
        self.setMinimumWidth(_WIDTH)
        quote = " ".join(subject.text.split())
        shown = QLabel(quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…")
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        self.rows.addWidget(shown)
        self.machine = self.say(subject.felt)
        self.machine.setTextFormat(Qt.TextFormat.PlainText)
        if subject.standing is not None:
            name = desk.state.name(subject.standing.by)
            self.rows.addWidget(quiet_label(corrected(subject.standing, name, texts), wrap=True))
        self.rows.addSpacing(8)
        self._choices = {mood: self._choice(mood) for mood in CHOICES}
        self.back = button("moodBack")
        self._build_choices()
        self.rows.addSpacing(8)
        self.note = QLineEdit()
        self.note.setPlaceholderText(texts("analysis-note-hint"))
        self.field(texts("analysis-note"), self.note, "note")
        self.say(texts("analysis-correct-story-about" if whole else "analysis-correct-post-about"))
        self.buttons(self.cancel_button())
        self._keys()

    def _choice(self, mood: Mood) -> QPushButton:
        made = button(f"mood-{mood}")
        number = CHOICES.index(mood) + 1
        made.setText(f"{number}  {MOOD_SHAPES[mood]} {self.texts(f'mood-{mood}')}")
        made.clicked.connect(lambda: self.choose(mood))
        return made

    def _build_choices(self) -> None:
        row, standing = QHBoxLayout(), self._subject.standing
        row.setSpacing(8)
        for made in self._choices.values():
            row.addWidget(made)
        self.back.setText(f"0  {self.texts('analysis-back-to-machine')}")
        self.back.clicked.connect(self.restore)
        self.back.setVisible(standing is not None)
        row.addWidget(self.back)
        row.addStretch(1)
        self.rows.addLayout(row)
        first = self._choices[standing.mood] if standing is not None else self._choices[Mood.NEGATIVE]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keys(self) -> None:
        k = Qt.Key
        numbers = {key(k(k.Key_1 + at)): lambda mood=mood: self.choose(mood) for at, mood in enumerate(CHOICES)}
        moves = {key(k.Key_Right): lambda: self._step(on=True), key(k.Key_Left): lambda: self._step(on=False)}
        for made in (*self._choices.values(), self.back):
            Keys(made, moves)
        Keys(self, {**numbers, key(k.Key_0): self.restore})

    def _step(self, *, on: bool) -> None:
        self.focusNextPrevChild(on)

    def choose(self, mood: Mood) -> None:
        """Say that it feels so."""
        self._send(self._subject.correct(mood, self.note.text()), mood)

    def restore(self) -> None:
        """The machine's word counts again."""
        if self._subject.standing is not None:
            self._send(self._subject.restore(), None)

    def _send(self, command: Command, mood: Mood | None) -> None:
        self._let(now=False)

        def carried_out(_changes: Changes) -> None:
            self.accept()
            self._done(mood)

        self._desk.act(command, while_alive(self, carried_out), while_alive(self, self._refused))

    def _refused(self, error: FenghuoError) -> None:
        self._let(now=True)
        self.refuse(error)

    def _let(self, *, now: bool) -> None:
        for made in (*self._choices.values(), self.back):
            made.setEnabled(now)
