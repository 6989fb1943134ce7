# SPDX-License-Identifier: Apache-2.0
"""Moods that people put right: of one post, or of a story with all that joins it.

The collector carries out on its posts what is decided here (`change_of`); the room keeps the text and who said what,
so that corrections can be exported as training rows when the posts are long gone. The trap: a story is named like its
founding post, so a key alone does not say which of the two was meant.
"""

from typing import Annotated, ClassVar

import msgspec
from msgspec.structs import replace

from app.errors import Refusal, Said, TextArg
from app.posts.ports import MoodGiven
from app.posts.post import Mood
from app.room import evidence, stories
from app.room.event import At, By, Command, Event
from app.room.evidence import PostAsSeen
from app.room.seen import StoryAsSeen
from app.room.state import CitedPost, CitedStory, MoodCorrection, RoomState


class CorrectMood(Command, frozen=True, kw_only=True, tag="mood.correct"):
    """Say how a post feels (`post` with its `digest`, 32 hex digits), or how a story does.

    `before` is the machine's score of it (-1 to 1), for the training rows; where it is left out, that of the post.
    """

    mood: Mood
    post: PostAsSeen | None = None
    digest: str = ""
    story: StoryAsSeen | None = None
    before: Annotated[float, msgspec.Meta(ge=-1, le=1)] | None = None
    note: str = ""


class RestoreMood(Command, frozen=True, kw_only=True, tag="mood.restore"):
    """Take a correction back, of the post with this `digest` or of a story: the machine's word counts again."""

    digest: str = ""
    story: StoryAsSeen | None = None


class MoodEvent(Event, frozen=True, kw_only=True):
    """What both have: `key` names a post, or (`whole`) a story, and `post` or `story` is what was seen of it."""

    key: str
    whole: bool = False
    mood: Mood
    post: CitedPost | None = None
    story: CitedStory | None = None
    incident: str = ""


class MoodCorrected(MoodEvent, frozen=True, kw_only=True):
    """A person said how it feels. `before` is the machine's score, where that is known."""

    kind: ClassVar[str] = "mood.corrected"
    before: float | None = None
    note: str = ""


class MoodRestored(MoodEvent, frozen=True, kw_only=True):
    """The machine's word counts again; `mood` is what the person had said, `text` of what."""

    kind: ClassVar[str] = "mood.restored"
    text: str = ""


COMMANDS = (CorrectMood, RestoreMood)
EVENTS = (MoodCorrected, MoodRestored)


def change_of(event: Event) -> MoodGiven | None:
    """What the post store must do for an entry to hold; None where nothing."""
    match event:
        case MoodCorrected():
            return MoodGiven(event.key, event.mood, event.whole)
        case MoodRestored():
            return MoodGiven(event.key, None, event.whole)
    return None


def given(state: RoomState, key: str, *, whole: bool = False) -> MoodCorrection | None:
    """What a person said of the post with this digest, or (`whole`) of the story with this key.

    Of stories that people merged the last word holds, whichever of them it was said of.
    """
    if not whole:
        return state.moods.get((key, False))
    root = stories.root(state, key)
    said = [one for one in state.moods.values() if one.whole and stories.root(state, one.key) == root]
    return max(said, key=lambda one: one.at, default=None)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about a mood."""
    match command:
        case CorrectMood():
            return _correct(state, by, command)
        case RestoreMood():
            return _restore(state, by, command)
    raise TypeError(command)


def _correct(state: RoomState, by: By, command: CorrectMood) -> MoodCorrected:
    if command.mood is Mood.UNKNOWN:
        raise Refusal("mood.unknown", Said("refusal-mood-unknown"))
    if (command.post is None) == (command.story is None) or (command.digest and command.story):
        raise Refusal("mood.needs-one", Said("refusal-mood-needs-one"))
    note = command.note.strip()
    if command.story is not None:
        story, care = stories.standing(state, command.story)
        before = _fresh(state, story.key, command.mood, stories.named(story), whole=True)
        return MoodCorrected(
            by=by.person, key=story.key, whole=True, mood=command.mood, story=story, incident=care.incident,
            before=command.before if before is None else before, note=note,
        )  # fmt: skip
    assert command.post is not None
    key = stories.known_key(command.digest)
    post = evidence.frozen(command.post)
    before = _fresh(state, key, command.mood, stories.named(CitedStory(key=key, text=post.text)), whole=False)
    if before is None:
        before = post.sentiment if command.before is None else command.before
    return MoodCorrected(by=by.person, key=key, mood=command.mood, post=post, before=before, note=note)


def _fresh(state: RoomState, key: str, mood: Mood, name: str, *, whole: bool) -> float | None:
    """What the machine had said before the first correction. Refuses the mood that a person gave it already."""
    standing = given(state, key, whole=whole)
    if standing is not None and standing.mood is mood:
        said: dict[str, TextArg] = {"text": name, "mood": Said(f"mood-{mood}"), "person": state.name(standing.by)}
        raise Refusal("mood.given", Said("refusal-mood-given", said))
    own = state.moods.get((key, whole))
    return own.before if own is not None else None


def _restore(state: RoomState, by: By, command: RestoreMood) -> MoodRestored:
    if bool(command.digest) == (command.story is not None):
        raise Refusal("mood.needs-one", Said("refusal-mood-needs-one"))
    if command.story is None:
        key = stories.known_key(command.digest)
        said = _said(state, key, stories.named(CitedStory(key=key)), whole=False)
        return MoodRestored(by=by.person, key=key, mood=said.mood, text=said.text)
    story, care = stories.standing(state, command.story)
    said = _said(state, story.key, stories.named(story), whole=True)
    return MoodRestored(
        by=by.person, key=said.key, whole=True, mood=said.mood, story=story, incident=care.incident, text=said.text
    )


def _said(state: RoomState, key: str, name: str, *, whole: bool) -> MoodCorrection:
    standing = given(state, key, whole=whole)
    if standing is None:
        raise Refusal("mood.not-given", Said("refusal-mood-not-given", {"text": name}))
    return standing


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after a mood was corrected, or that was taken back."""
    match event:
        case MoodCorrected():
            seen = event.post or event.story
            now = MoodCorrection(
                key=event.key, whole=event.whole, mood=event.mood, by=event.by, at=at.time,
                text=seen.text if seen is not None else "", before=event.before, note=event.note,
            )  # fmt: skip
            return replace(state, moods=state.moods.set((event.key, event.whole), now))
        case MoodRestored():
            if (event.key, event.whole) in state.moods:
                return replace(state, moods=state.moods.delete((event.key, event.whole)))
    return state
