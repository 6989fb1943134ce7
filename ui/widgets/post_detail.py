# SPDX-License-Identifier: Apache-2.0
"""The chosen post or alert in full, why it stands where it does, and the keys that act on it.

Used below the feed's list and by the evidence pane. The trap: the text is the post's own, shown as plain text only.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from app.posts.post import NEUTRAL_BAND, Post
from app.room.state import Alert
from app.zones import zone_name
from ui.alert_words import change_words, standing_words, why_words
from ui.delegates.feed_delegate import second_line
from ui.desk import Desk
from ui.text_places import Places
from ui.times import full_time, signed
from ui.tokens import tokens
from ui.widgets.button_rows import ButtonRows
from ui.widgets.elided import ElidedLabel
from ui.widgets.keys import Keys, key
from ui.widgets.mood_marks import Marked

Span: TypeAlias = tuple[int, int]
"""From where to where in a text, in characters."""
_MOST_MARKS: Final = 200


class PostDetail(QWidget):
    """A heading, the whole text, a line of why, and a row of buttons named by their keys.

    Signals: `word_wanted(str)` for a word of the text that is to be given a mood ("" where none is selected).
    """

    word_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.shown = desk, ""
        self.heading, self.why, self.place = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.heading.setProperty("strong", "true")
        self.text = QTextEdit()
        self.text.setObjectName("postDetail")
        self.text.setProperty("bare", "true")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptRichText(False)
        self.text.setMinimumHeight(28)
        for label in (self.why, self.place):
            label.setProperty("secondary", "true")
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._open_menu)
        Keys(self.text, {key(Qt.Key.Key_W): self.give_mood})
        self.buttons = ButtonRows()
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(12, 8, 12, 8)
        self.rows.setSpacing(4)
        self.rows.addWidget(self.heading)
        self.rows.addWidget(self.text, 1)
        self.rows.addWidget(self.why)
        self.rows.addWidget(self.place)
        self.rows.addWidget(self.buttons)

    def offer(self, name: str, chosen: Callable[[], None]) -> Callable[[str], None]:
        """Add a button; returns what sets its word."""
        made = self.buttons.offer(name, chosen)

        def say(word: str) -> None:
            made.setText(word)
            self.buttons.settle()

        return say

    def show_only(self, *names: str) -> None:
        """Of the buttons, show these."""
        for name in self.buttons.names():
            self.buttons[name].setVisible(name in names)
        self.buttons.settle()

    def highlight(self, met: Sequence[Span], searched: Sequence[Span] = (), felt: Sequence[Marked] = ()) -> None:
        """Mark what pushed the mood, what was searched, and what keywords met, in place."""
        colours = tokens(self._desk.theme)
        words, ground = QTextCharFormat(), QTextCharFormat()
        words.setForeground(QColor(colours.accent))
        words.setFontUnderline(True)
        ground.setBackground(QColor(colours.line))
        places = Places(self.shown)
        marks = [self._mark((start, end), how, places) for start, end, how in felt[:_MOST_MARKS]]
        marks += [self._mark(span, ground, places) for span in searched[:_MOST_MARKS]]
        marks += [self._mark(span, words, places) for span in met[:_MOST_MARKS]]
        self.text.setExtraSelections(marks)

    def _mark(self, span: Span, how: QTextCharFormat, places: Places) -> QTextEdit.ExtraSelection:
        """Of a place in the text."""
        mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.text.document())
        cursor.setPosition(places(span[0]))
        cursor.setPosition(places(span[1]), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, how
        return mark

    def selected(self) -> str:
        """The word somebody marked in the text, in one line."""
        return " ".join(self.text.textCursor().selectedText().split())

    def give_mood(self) -> None:
        """Have the marked word given a mood."""
        self.word_wanted.emit(self.selected())

    def _open_menu(self, place: QPoint) -> None:
        menu = self.text.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        word = self.selected()
        what = "analysis-give-mood" if word else "analysis-give-mood-select"
        chosen = menu.addAction(self._desk.texts(what), self.give_mood)
        chosen.setEnabled(bool(word))
        menu.popup(self.text.viewport().mapToGlobal(place))

    def show_post(self, post: Post) -> None:
        """A post in full."""
        texts, zone = self._desk.texts, self._desk.zone
        named = zone_name(zone, post.posted_at, texts.language)
        when = texts("feed-posted-at", time=full_time(post.posted_at, zone), zone=named)
        self.heading.setText(second_line(post, texts))
        self._show_text(post.text)
        band = f"{NEUTRAL_BAND:.2f}"
        self.why.setText(texts(f"feed-why-{post.mood}", score=signed(post.sentiment), band=band))
        self.place.setText(" · ".join(part for part in (when, post.url) if part))

    def show_alert(self, alert: Alert) -> None:
        """An alert in full, with the post it came from."""
        desk, texts = self._desk, self._desk.texts
        self.heading.setText(alert.title)
        quoted = alert.post.text if alert.post else next((story.text for story in alert.stories), "")
        quoted = quoted or texts("feed-alert-no-post")
        self._show_text(f"{texts('feed-alert-because', reason=why_words(alert, texts))}\n{quoted}")
        when = full_time(alert.raised_at, desk.zone)
        if alert.proposed is None:
            raised = texts("feed-alert-raised-by", person=desk.state.name(alert.raised_by), time=when)
        else:
            raised = texts("beaconpane-proposed-at", said=change_words(desk, alert.changes[0]), time=when)
        self.why.setText(standing_words(desk, alert))
        self.place.setText(raised)

    def _show_text(self, text: str) -> None:
        """Keeps the reader's place where it is the same text."""
        if self.shown != text:
            self.shown = text
            self.text.setExtraSelections([])
            self.text.setPlainText(text)

    def clear(self) -> None:
        """Nothing chosen."""
        self.shown = ""
        self.text.setExtraSelections([])
        for part in (self.heading, self.text, self.why, self.place):
            part.clear()
