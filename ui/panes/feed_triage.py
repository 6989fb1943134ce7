# SPDX-License-Identifier: Apache-2.0
"""What is done with the chosen story or post: have it, mute it, link it, keep it, warn of it, merge and split it.

Used by the feed, key by key. The trap: what belongs to the chosen row may still be being read, so a deed waits for it
(a tenth of a second at most) and concerns the row that was chosen when the key was pressed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.errors import FenghuoError, Refusal
from app.posts.post import Post
from app.posts.stories.story import Story
from app.room.service import Changes
from app.room.stories import AcknowledgeStory, LetGoStory, LinkStory, UnmuteStory, as_seen
from ui.delegates.feed_delegate import figures
from ui.dialogs.incident_questions import ask_alert, ask_cite
from ui.dialogs.story_picker import StoryPicker
from ui.dialogs.story_questions import ask_mute, ask_split, ask_story_link
from ui.models.feed_look import FeedLook, Looked
from ui.panes.feed_marks import FeedMarks
from ui.panes.pane import Pane
from ui.story_words import hit_words, title_of
from ui.while_alive import while_alive
from ui.widgets.message_bar import MessageBar


class FeedTriage(QObject):
    """The deeds. Whether anything may be written is the pane's to say."""

    def __init__(self, pane: Pane, message: MessageBar, *, look: FeedLook, marks: FeedMarks) -> None:
        super().__init__(pane)
        self._pane, self._desk, self._message = pane, pane.desk, message
        self._look, self._marks = look, marks
        self._offered = ""

    def acknowledge(self) -> None:
        """Say "I have it". Where somebody else has, a second time takes it over."""
        self._with_story(self._acknowledge)

    def let_go(self) -> None:
        """Give it back."""
        self._with_story(
            lambda looked, story: self._desk.act(LetGoStory(story=as_seen(story)), self._clear, self._say)
        )

    def mute(self) -> None:
        """Hide the story, for a reason; show a muted one again."""
        self._with_story(self._mute)

    def link(self) -> None:
        """Make the story part of the running incident; ask which where several run."""
        self._with_story(self._link)

    def cite(self) -> None:
        """Keep the chosen post, or a story's first, as evidence of the incident in front."""
        if not self._pane.may_write(self._message):
            return
        if self._desk.incident is None:
            self._warn("feed-needs-incident")
        else:
            self._look.when_known(self._cite)

    def raise_alert(self) -> None:
        """Ask for an alert, with what is known of the chosen row; from nothing where none is chosen."""
        if not self._pane.may_write(self._message):
            return
        if self._look.chosen is None:
            ask_alert(self._desk, self._pane)
        else:
            self._look.when_known(self._raise)

    def merge(self) -> None:
        """Choose the story that this one belongs to."""
        self._with_story(
            lambda looked, story: StoryPicker(self._desk, self._pane, story, done=self._said("triage-merged")).open()
        )

    def split(self, posts: Sequence[Post]) -> None:
        """Take posts out of their story; they become one of their own."""
        self._with_story(lambda looked, story: self._split(story, posts))

    def forget_offer(self) -> None:
        """Another row is chosen: what was offered for the one before no longer stands."""
        self._offered = ""

    def _with_story(self, do: Callable[[Looked, Story], object]) -> None:
        if not self._pane.may_write(self._message):
            return

        def known(looked: Looked) -> None:
            self._message.clear()
            if looked.story is None:
                self._warn("triage-no-story")
            else:
                do(looked, looked.story)

        self._look.when_known(known)

    def _acknowledge(self, looked: Looked, story: Story) -> None:
        take_over = self._offered == story.key
        self._offered = ""
        command = AcknowledgeStory(story=as_seen(story), take_over=take_over)

        def refused(error: FenghuoError) -> None:
            self._say(error)
            if isinstance(error, Refusal) and error.rule == "story.acknowledged":
                self._offered = story.key
                self._message.offer(self._desk.texts("triage-take-over"), self.acknowledge, "takeOver")

        self._desk.act(command, self._clear, while_alive(self, refused))

    def _mute(self, looked: Looked, story: Story) -> None:
        care = self._marks.care(story.key)
        if care is not None and care.muted:
            self._desk.act(UnmuteStory(story=as_seen(story)), self._clear, self._say)
        else:
            ask_mute(self._desk, self._pane, story, self._said("triage-muted"))

    def _link(self, looked: Looked, story: Story) -> None:
        running = [incident for incident in self._desk.state.incidents.values() if incident.open]
        if not running:
            self._warn("feed-needs-incident")
        elif len(running) == 1:
            command = LinkStory(story=as_seen(story), incident=running[0].id)
            self._desk.act(command, self._said("triage-linked", incident=running[0].title), self._say)
        else:
            ask_story_link(self._desk, self._pane, story, self._clear)

    def _cite(self, looked: Looked) -> None:
        incident = self._desk.incident
        if looked.post is None:
            self._warn("triage-post-gone")
        elif incident is not None:
            ask_cite(self._desk, self._pane, incident.id, looked.post)

    def _raise(self, looked: Looked) -> None:
        texts, story, post = self._desk.texts, looked.story, looked.post
        reason = ""
        if isinstance(looked.row, Story) and story is not None:
            met = hit_words(looked.hits, story.mentions, post, texts) if post is not None else ""
            known = (met, figures(story, texts, self._desk.clock.now())) if met or story.posts > 1 else ()
            reason = " · ".join(part for part in known if part)
        title = title_of(story.text) if story is not None and post is None else ""
        key = story.key if story is not None else ""
        ask_alert(self._desk, self._pane, post, title=title, reason=reason, story=key)

    def _split(self, story: Story, posts: Sequence[Post]) -> None:
        store, ids = self._desk.posts, [post.id for post in posts]

        def known(digests: list[str]) -> None:
            if digests:
                ask_split(self._desk, self._pane, story, digests, self._said("triage-split-done", count=len(digests)))
            else:
                self._warn("triage-post-gone")

        self._desk.read(lambda: store.digests(ids), while_alive(self, known))

    # what is said

    def _said(self, key: str, **args: str | int) -> Callable[[Changes], None]:
        return while_alive(self, lambda changes: self._message.say(self._desk.texts(key, **args), "ok"))

    def _clear(self, changes: Changes) -> None:
        if changes.records:
            self._message.clear()

    def _say(self, error: FenghuoError) -> None:
        self._message.say(self._desk.texts.error(error), "warn")

    def _warn(self, key: str) -> None:
        self._message.say(self._desk.texts(key), "warn")
