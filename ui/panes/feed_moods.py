# SPDX-License-Identifier: Apache-2.0
"""Putting moods right from the feed: of the chosen post or its whole story, taken back again, and own words.

Used by the feed, key by key. The trap: stored posts follow when the collector has carried it out, some seconds later;
until then rows show what the room knows.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.errors import FenghuoError
from app.posts.post import Mood
from app.room import moods
from app.room.evidence import as_seen as post_as_seen
from app.room.stories import as_seen as story_as_seen
from app.room.stories import root
from ui.dialogs.mood_choice import MoodChoice, Subject
from ui.models.feed_look import FeedLook, Looked
from ui.mood_words import felt, figure
from ui.panes.pane import Pane
from ui.while_alive import while_alive
from ui.widgets.message_bar import MessageBar


class FeedMoods(QObject):
    """The deeds. Whether anything may be written is the pane's to say."""

    def __init__(self, pane: Pane, message: MessageBar, look: FeedLook) -> None:
        super().__init__(pane)
        self._pane, self._desk, self._message, self._look = pane, pane.desk, message, look

    def correct(self) -> None:
        """How does the chosen post (of a story: its first) really feel?"""
        self._with(self._ask_post)

    def correct_story(self) -> None:
        """How does the whole story?"""
        self._with(self._ask_story)

    def _with(self, do: Callable[[Looked], None]) -> None:
        if not self._pane.may_write(self._message):
            return
        if self._look.chosen is None:
            self._message.say(self._desk.texts("analysis-choose-first"), "warn")
        else:
            self._message.clear()
            self._look.when_known(do)

    def _ask_post(self, looked: Looked) -> None:
        if looked.post is None or not looked.digest:
            self._message.say(self._desk.texts("triage-post-gone"), "warn")
            return
        explanation, texts = looked.explanation, self._desk.texts
        subject = Subject(
            text=looked.post.text,
            felt=felt(looked.post.text, explanation, texts) if explanation is not None else "",
            score=explanation.feeling.score if explanation is not None else None,
            post=post_as_seen(looked.post),
            digest=looked.digest,
            standing=moods.given(self._desk.state, looked.digest),
        )
        self._open(subject)

    def _ask_story(self, looked: Looked) -> None:
        story, texts, state = looked.story, self._desk.texts, self._desk.state
        if story is None:
            self._message.say(texts("triage-no-story"), "warn")
            return
        standing = moods.given(state, root(state, story.key), whole=True)
        said = texts(
            "analysis-story-felt", score=figure(story.mood, story.sentiment, texts), negative=story.negative,
            neutral=story.neutral, positive=story.positive,
        )  # fmt: skip
        score = story.sentiment if standing is None else None
        self._open(Subject(text=story.text, felt=said, score=score, story=story_as_seen(story), standing=standing))

    def _open(self, subject: Subject) -> None:
        def done(mood: Mood | None) -> None:
            self._said(subject, mood)

        MoodChoice(self._desk, self._pane, subject, done=while_alive(self, done)).open()

    def _said(self, subject: Subject, mood: Mood | None) -> None:
        texts = self._desk.texts
        if mood is None:
            self._message.say(texts("analysis-restored"), "ok")
            return
        self._message.say(texts("analysis-corrected-done", mood=texts(f"mood-{mood}")), "ok")
        self._message.offer(texts("analysis-undo"), lambda: self._undo(subject), "undoMood")

    def _undo(self, subject: Subject) -> None:
        """Back to what was said before: by somebody else, or by the machine."""
        before = subject.standing
        command = subject.restore() if before is None else subject.correct(before.mood, before.note)
        restored = while_alive(self, lambda changes: self._message.say(self._desk.texts("analysis-undone"), "ok"))
        self._desk.act(command, restored, while_alive(self, self._say))

    def _say(self, error: FenghuoError) -> None:
        self._message.say(self._desk.texts.error(error), "warn")
