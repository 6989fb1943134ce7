# SPDX-License-Identifier: Apache-2.0
"""The line above the posts of an opened story: whose story it is, how large, and the way back.

Used by the feed. The trap: the story may have grown since it was opened; the pane says it anew.
"""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.posts.stories.story import Story
from app.texts import Texts
from ui.story_words import inside_line, title_of
from ui.widgets.elided import ElidedLabel
from ui.widgets.styling import button


class StoryBanner(QFrame):
    """Hidden until a story is opened. Signals: `left()`."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyBanner")
        self.back = button("storyBack", "quiet")
        self.back.clicked.connect(self.left)
        self.title, self.line = ElidedLabel(), ElidedLabel()
        self.title.setProperty("strong", "true")
        self.line.setProperty("secondary", "true")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        self.hide()

    def say(self, story: Story, texts: Texts, now: datetime) -> None:
        """Show a story."""
        self.title.setText(title_of(story.text))
        self.line.setText(inside_line(story, texts, now))
        self.setAccessibleName(f"{self.title.text()} · {self.line.text()}")
        self.show()
