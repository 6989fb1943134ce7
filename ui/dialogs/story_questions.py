# SPDX-License-Identifier: Apache-2.0
"""The questions about stories: why one is muted, which incident it belongs to, why posts are taken out of it.

Called by the feed's deeds. The trap: as with all questions, they are opened, not executed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.posts.stories.story import Story
from app.room.service import Changes
from app.room.stories import LinkStory, MuteStory, SplitStory, as_seen
from ui.desk import Desk
from ui.dialogs.question import Asked, Field, Question
from ui.story_words import title_of

Done = Callable[[Changes], None]


def ask_mute(desk: Desk, parent: QWidget, story: Story, done: Done) -> Question:
    """Why a story is to be hidden."""
    t = desk.texts
    asked = Asked(
        name="muteDialog", title=t("triage-mute-story"), go=t("triage-mute"), preface=t("triage-mute-preface"),
        fields=(Field(name="reason", label=t("pane-reason"), hint=t("triage-mute-hint")),),
    )  # fmt: skip
    command = lambda a: MuteStory(story=as_seen(story), reason=a["reason"])  # noqa: E731
    return _opened(Question(desk, asked, command, parent, done=done), "reason")


def ask_story_link(desk: Desk, parent: QWidget, story: Story, done: Done) -> Question:
    """Which of the running incidents a story belongs to."""
    t = desk.texts
    running = sorted((i for i in desk.state.incidents.values() if i.open), key=lambda i: -i.number)
    choices = tuple((incident.id, incident.title) for incident in running)
    chosen = desk.incident.id if desk.incident else ""
    asked = Asked(
        name="linkStoryDialog", title=t("triage-link-story"), go=t("feed-link"), preface=title_of(story.text),
        fields=(Field(name="incident", label=t("feed-link-incident"), kind="choice", choices=choices, value=chosen),),
    )  # fmt: skip
    command = lambda a: LinkStory(story=as_seen(story), incident=a["incident"])  # noqa: E731
    return _opened(Question(desk, asked, command, parent, done=done), "incident")


def ask_split(desk: Desk, parent: QWidget, story: Story, posts: Sequence[str], done: Done) -> Question:
    """Why these posts (their digests) are another story."""
    t = desk.texts
    asked = Asked(
        name="splitDialog", title=t("triage-split-story", count=len(posts)), go=t("triage-split"),
        preface=t("triage-split-preface"),
        fields=(Field(name="reason", label=t("pane-reason"), hint=t("pane-optional")),),
    )  # fmt: skip
    command = lambda a: SplitStory(story=as_seen(story), posts=tuple(posts), reason=a["reason"])  # noqa: E731
    return _opened(Question(desk, asked, command, parent, done=done), "reason")


def _opened(question: Question, first: str) -> Question:
    question.open()
    question.field(first).setFocus()
    return question
