# SPDX-License-Identifier: Apache-2.0
"""The chosen story or post of the feed in full: its text with the words that met, why it stands there, who has it.

Used below the feed's list. The trap: it is shown twice, at once with what the row knows and again once the row was
looked into; the second time must not move a reader's place.
"""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from app.posts.post import Post
from app.posts.stories.story import Story
from app.posts.watches.rules import Field
from app.room.state import Alert, StoryCare
from app.zones import zone_name
from ui.delegates.feed_delegate import figures
from ui.desk import Desk
from ui.models.feed_look import Looked
from ui.search_spans import search_spans
from ui.story_words import care_words, felt_words, hit_words, why_words
from ui.times import full_time
from ui.tokens import tokens
from ui.widgets.mood_marks import legend, marks_of
from ui.widgets.post_detail import PostDetail
from ui.widgets.styling import quiet_label

_LEAST: Final = 124
_TWO_LINES: Final = 46
_ONE_LINE: Final = 28
_MOST: Final = 0.55


class StoryDetail(PostDetail):
    """Adds two lines to the detail of a post: why, and who has it.

    It asks for as much height as its lines need; between rows it only grows, so that the list above stays as it is.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._looked: Looked | None = None
        self._words, self._placed, self._marking = "", "", True
        self.text.setMinimumHeight(_TWO_LINES)
        self.because, self.care = _line(), _line()
        self.care.setProperty("secondary", "false")
        self.care.setProperty("care", "true")
        self.rows.insertWidget(2, self.because)
        self.rows.insertWidget(3, self.care)

    def show_looked(self, looked: Looked, care: StoryCare | None, seen: int | None, *, words: str = "") -> None:
        """A row of the feed, as far as it was looked into; `words` are those searched."""
        desk, texts = self._desk, self._desk.texts
        row, story, post = looked.row, looked.story, looked.post
        if isinstance(row, Story):
            self._show_story(row, post)
        else:
            self.show_post(row)
            self._placed = self.place.text()
        met = hit_words(looked.hits, row.mentions, post, texts) if post is not None else ""
        if isinstance(row, Story):
            met = why_words(row, met, desk.settings.priority, texts, desk.moment or desk.clock.now())
        _say(self.because, met)
        _say(self.care, care_words(desk, care, seen, story.posts if story is not None else 0))
        self._show_felt(looked)
        self._looked, self._words = looked, words
        self._highlight()

    def toggle_marks(self) -> None:
        """Mark what pushed the mood, or no longer."""
        self._marking = not self._marking
        if self._looked is not None:
            self._show_felt(self._looked)
            self._highlight()

    def _show_felt(self, looked: Looked) -> None:
        """Why the mood; until that is known, what the number means."""
        words, texts = felt_words(self._desk, looked), self._desk.texts
        pieces = looked.explanation.pieces if looked.explanation is not None and self._marking else ()
        meaning = legend(pieces, texts)
        if words:
            self.why.setText(words)
        self.why.setVisible(bool(words) or isinstance(looked.row, Post))
        self.place.setText(" · ".join(part for part in (meaning, self._placed) if part))

    def _highlight(self) -> None:
        looked, text = self._looked, self.shown
        if looked is None:
            return
        post, explanation = looked.post, looked.explanation
        same = post is not None and text == post.text
        spans = [(hit.start, hit.end) for hit in looked.hits if hit.field is Field.TEXT and same]
        marking = same and self._marking
        felt = marks_of(explanation, tokens(self._desk.theme)) if marking and explanation is not None else ()
        self.highlight(spans, search_spans(text, self._words), felt)

    def _show_story(self, story: Story, post: Post | None) -> None:
        texts, zone = self._desk.texts, self._desk.zone
        now = self._desk.moment or self._desk.clock.now()
        self.heading.setText(figures(story, texts, now))
        self._show_text(post.text if post is not None and post.text.strip() else story.text)
        named = zone_name(zone, story.first_at, texts.language)
        when = texts("triage-first-at", time=full_time(story.first_at, zone), zone=named)
        self._placed = " · ".join(part for part in (when, post.url if post is not None else "") if part)

    def fit(self) -> None:
        """Ask for room for every line, and some for the text, but never for much more than half of the pane."""
        pane = self.parentWidget()
        if pane is None or not pane.isVisible():
            return
        most = round(_MOST * pane.height())
        self.place.show()
        self.text.setMinimumHeight(_TWO_LINES)
        if (needed := self._needed(pane.width())) > most:
            self.place.hide()  # rather than a row of keys
            needed = self._needed(pane.width())
        if needed > most:
            self.text.setMinimumHeight(_ONE_LINE)
            needed = self._needed(pane.width())
        wanted = max(_LEAST, min(needed, most))
        if wanted > self.minimumHeight():
            self.setMinimumHeight(wanted)

    def _needed(self, width: int) -> int:
        """Its own width is not yet what it will be when it is shown for the first time."""
        return self.rows.totalMinimumHeightForWidth(width) if self.rows.hasHeightForWidth() else 0

    def show_alert(self, alert: Alert) -> None:
        """An alert in full."""
        self._looked = None
        self.why.show()
        for label in (self.because, self.care):
            label.hide()
        super().show_alert(alert)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(_LEAST)
        self.fit()


def _line() -> QLabel:
    label = quiet_label(wrap=True)
    label.hide()
    return label


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
