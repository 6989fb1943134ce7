# SPDX-License-Identifier: Apache-2.0
"""Chooses the story that another one is put into: the newest ones, or those that hold some words.

Opened by the feed's deeds. The trap: stories are read off the GUI thread, and only the answer to the last words
counts.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.errors import FenghuoError, UserError
from app.posts.question import Question
from app.posts.stories.story import Story
from app.room.service import Changes
from app.room.stories import MergeStories, as_seen
from ui.delegates.feed_delegate import figures
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.story_words import title_of
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key

_NEWEST: Final = 30
_TYPING_PAUSE_MS: Final = 200


class StoryPicker(Sheet):
    """Sends the command itself; `done` is called once it was carried out."""

    def __init__(self, desk: Desk, parent: QWidget, story: Story, *, done: Callable[[Changes], None]) -> None:
        texts = desk.texts
        super().__init__(texts, "storyPicker", texts("triage-merge-story"), parent)
        self._desk, self._story, self._done = desk, story, done
        self._found: list[Story] = []
        self.say(texts("triage-merge-preface", story=title_of(story.text)))
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(texts("triage-merge-search"))
        self.field(texts("triage-merge-into"), self.line, "words")
        self.list.setAccessibleName(texts("triage-merge-into"))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(220)
        self.rows.addWidget(self.list, 1)
        self.go = self.button("go", texts("triage-merge"), "accent")
        self.go.setEnabled(False)
        self.buttons(self.cancel_button(), self.go)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._connect()
        self.fit(520, 460)
        self.line.setFocus()
        self.look()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.look)
        self.line.textChanged.connect(self._typed)
        self.go.clicked.connect(self.send)
        self.list.itemActivated.connect(self.send)
        k = Qt.Key
        down, up = (lambda: self._step(1)), (lambda: self._step(-1))
        Keys(
            self.line,
            {key(k.Key_Down): down, key(k.Key_Up): up, key(k.Key_Return): self.send, key(k.Key_Enter): self.send},
        )
        Keys(self, {key(code, ctrl=True): self.send for code in (k.Key_Return, k.Key_Enter)})

    def look(self) -> None:
        """Find the stories that hold the words; the newest where there are none."""
        words, posts, own = self.line.text().strip(), self._desk.posts, self._story.key

        def read() -> tuple[str, list[Story]]:
            try:
                return words, posts.stories(posts.find_stories(Question(words=words), (own,), _NEWEST))
            except UserError:
                return words, []  # only punctuation yet: still typing

        self._desk.read(read, while_alive(self, self._show))

    def _show(self, found: tuple[str, list[Story]]) -> None:
        words, stories = found
        if words != self.line.text().strip():
            return
        self._found = stories
        self.list.clear()
        now = self._desk.clock.now()
        for story in stories:
            line = f"{title_of(story.text)} · {figures(story, self.texts, now)}"
            self.list.addItem(QListWidgetItem(line))
        self.list.setCurrentRow(0 if stories else -1)
        self.go.setEnabled(bool(stories))
        if stories:
            self.message.clear()
        else:
            self.message.say(self.texts("triage-merge-none"), "plain")

    def _typed(self) -> None:
        self._pause.start()

    def _step(self, rows: int) -> None:
        if self._found:
            self.list.setCurrentRow(max(0, min(len(self._found) - 1, self.list.currentRow() + rows)))

    def send(self) -> None:
        """Put the story into the chosen one; the dialog closes when it is on disk."""
        row = self.list.currentRow()
        if not self.go.isEnabled() or not 0 <= row < len(self._found):
            return
        self.go.setEnabled(False)
        command = MergeStories(story=as_seen(self._story), into=as_seen(self._found[row]))
        self._desk.act(command, while_alive(self, self._carried_out), while_alive(self, self._refused))

    def _carried_out(self, changes: Changes) -> None:
        self.accept()
        self._done(changes)

    def _refused(self, error: FenghuoError) -> None:
        self.go.setEnabled(True)
        self.refuse(error)
