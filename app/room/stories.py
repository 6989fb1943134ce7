# SPDX-License-Identifier: Apache-2.0
"""What people decide about stories: who has one, which are muted, which incident they belong to, merged and split.

The posts themselves lie in the post store; here a story is only named, by its founding post's digest, and frozen as
it was seen. The trap: a story merged into another takes no more commands under its old name, and what care it had is
the other's; it is named again only when its founding post is split off.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from app.errors import Refusal, Said, TextArg
from app.posts.ports import Merged, PostStore, Split
from app.posts.stories.story import LONGEST_TEXT, Story
from app.room import incidents, permissions
from app.room.event import At, By, Command, Event
from app.room.seen import StoryAsSeen
from app.room.state import CitedStory, RoomState, StoryCare
from app.room.words import Role

MOST_POSTS: Final = 10_000
"""How many posts one split may name: the entry that names them is kept for ever."""
_KEY_SHOWN: Final = 12
_QUOTE: Final = 60
_DIGEST: Final = re.compile(r"[0-9a-fA-F]{32}")


class AcknowledgeStory(Command, frozen=True, kw_only=True, tag="story.acknowledge"):
    """Say that you have it; `take_over` where somebody else has."""

    story: StoryAsSeen
    take_over: bool = False


class LetGoStory(Command, frozen=True, kw_only=True, tag="story.let_go"):
    """Give it back, so that somebody else may have it."""

    story: StoryAsSeen


class MuteStory(Command, frozen=True, kw_only=True, tag="story.mute"):
    """Hide it from everybody's feed, and say why."""

    story: StoryAsSeen
    reason: str


class UnmuteStory(Command, frozen=True, kw_only=True, tag="story.unmute"):
    """Show it again."""

    story: StoryAsSeen


class LinkStory(Command, frozen=True, kw_only=True, tag="story.link"):
    """Make it part of an incident, or of another one than before."""

    story: StoryAsSeen
    incident: str


class MergeStories(Command, frozen=True, kw_only=True, tag="story.merge"):
    """Say that two stories are one: the posts of `story` belong to `into`."""

    story: StoryAsSeen
    into: StoryAsSeen


class SplitStory(Command, frozen=True, kw_only=True, tag="story.split"):
    """Say that some posts are a story of their own; `posts` are their digests (32 hex digits), the first names it."""

    story: StoryAsSeen
    posts: tuple[str, ...]
    reason: str = ""


class StoryEvent(Event, frozen=True, kw_only=True):
    """What all of these have: the story as it was seen, and the incident it was part of then."""

    story: CitedStory
    incident: str = ""


class StoryAcknowledged(StoryEvent, frozen=True, kw_only=True):
    """Somebody has it; `before` is who had it till then."""

    kind: ClassVar[str] = "story.acknowledged"
    before: str = ""


class StoryLetGo(StoryEvent, frozen=True, kw_only=True):
    """Nobody has it any more; `before` is who had it, where somebody else gave it back."""

    kind: ClassVar[str] = "story.let_go"
    before: str = ""


class StoryMuted(StoryEvent, frozen=True, kw_only=True):
    """It is hidden from the feed."""

    kind: ClassVar[str] = "story.muted"
    reason: str


class StoryUnmuted(StoryEvent, frozen=True, kw_only=True):
    """It is shown again."""

    kind: ClassVar[str] = "story.unmuted"


class StoryLinked(StoryEvent, frozen=True, kw_only=True):
    """It is part of `incident`; `before` is the incident it was part of till then."""

    kind: ClassVar[str] = "story.linked"
    before: str = ""


class StoryMerged(StoryEvent, frozen=True, kw_only=True):
    """Two stories are one: by a person's word, or (`by` is empty) because posts linked them."""

    kind: ClassVar[str] = "story.merged"
    into: CitedStory


class StorySplit(StoryEvent, frozen=True, kw_only=True):
    """Some posts are a story of their own."""

    kind: ClassVar[str] = "story.split"
    posts: tuple[str, ...]
    reason: str = ""


COMMANDS = (AcknowledgeStory, LetGoStory, MuteStory, UnmuteStory, LinkStory, MergeStories, SplitStory)
EVENTS = (StoryAcknowledged, StoryLetGo, StoryMuted, StoryUnmuted, StoryLinked, StoryMerged, StorySplit)


def as_seen(story: Story) -> StoryAsSeen:
    """A stored story as a command brings it."""
    return StoryAsSeen(
        key=story.key, text=story.text, author=story.author, source=story.source, posts=story.posts,
        first_at=story.first_at,
    )  # fmt: skip


def change_of(event: Event) -> Merged | Split | None:
    """What the post store must do for an entry to hold; None where nothing."""
    match event:
        case StoryMerged():
            return Merged(event.story.key, event.into.key)
        case StorySplit():
            return Split(event.story.key, event.posts)
    return None


def known_key(key: str) -> str:
    """`key` in small letters. Refuses what is not 32 hex digits."""
    if not _DIGEST.fullmatch(key):
        raise Refusal("story.bad-key", Said("refusal-story-bad-key", {"key": key[:_QUOTE]}))
    return key.lower()


def root(state: RoomState, key: str) -> str:
    """The key of the story that the one named so is part of now: its own, unless it was merged."""
    care = state.stories.get(key)
    while care is not None and care.merged_into:
        key = care.merged_into
        care = state.stories.get(key)
    return key


def cared_for(state: RoomState) -> frozenset[str]:
    """The keys of stories that people decided or said something about, none of those that were merged."""
    warned = (alert.story for alert in state.alerts.values() if alert.story and not alert.dismissed)
    felt = (said.key for said in state.moods.values() if said.whole)
    return frozenset(root(state, key) for key in (*state.stories, *warned, *felt))


def parts_now(state: RoomState, posts: PostStore) -> tuple[dict[str, Story], int]:
    """Which stories have the posts of those people care for; and how far the store had come before it was asked.

    What :meth:`app.room.service.Room.follow` is given.
    """
    done = posts.rearranged()
    found = {key: posts.story_named(key) for key in cared_for(state)}
    return {key: story for key, story in found.items() if story is not None}, done


def joined(state: RoomState, parts: Mapping[str, Story]) -> list[StoryMerged]:
    """What the program must note where the posts themselves made two stories one: the care goes with the posts.

    `parts` says of keys in `cared_for` which story has their posts now.
    """
    events: list[StoryMerged] = []
    for key, story in sorted(parts.items()):
        into = root(state, story.key)
        if root(state, key) == into:
            continue
        care, host = state.stories.get(key, StoryCare(key=key)), state.stories.get(into, StoryCare(key=into))
        one = CitedStory(
            key=key, text=care.text or story.text, author=care.author, source=care.source, posts=care.posts,
            first_at=care.first_at,
        )  # fmt: skip
        whole = CitedStory(
            key=into, text=story.text, author=story.author, source=story.source, posts=story.posts,
            first_at=story.first_at,
        )  # fmt: skip
        events.append(StoryMerged(story=one, incident=host.incident or care.incident, into=whole))
    return events


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about a story."""
    match command:
        case AcknowledgeStory():
            return _acknowledge(state, by, command)
        case LetGoStory():
            return _let_go(state, by, command)
        case MuteStory():
            return _mute(state, by, command)
        case UnmuteStory():
            story, care = standing(state, command.story)
            if not care.muted:
                raise Refusal("story.not-muted", Said("refusal-story-not-muted", {"story": named(story)}))
            return StoryUnmuted(by=by.person, story=story, incident=care.incident)
        case LinkStory():
            return _link(state, by, command)
        case MergeStories():
            return _merge(state, by, command)
        case SplitStory():
            return _split(state, by, command)
    raise TypeError(command)


def _acknowledge(state: RoomState, by: By, command: AcknowledgeStory) -> StoryAcknowledged:
    story, care = standing(state, command.story)
    if care.acknowledged_by == by.person:
        raise Refusal("story.yours", Said("refusal-story-yours", {"story": named(story)}))
    if care.acknowledged_by and not command.take_over:
        said: dict[str, TextArg] = {
            "story": named(story),
            "person": state.name(care.acknowledged_by),
            "since": _since(state, care.acknowledged_at or by.now, by.now),
        }
        raise Refusal("story.acknowledged", Said("refusal-story-acknowledged", said))
    return StoryAcknowledged(by=by.person, story=story, incident=care.incident, before=care.acknowledged_by)


def _let_go(state: RoomState, by: By, command: LetGoStory) -> StoryLetGo:
    story, care = standing(state, command.story)
    if not care.acknowledged_by:
        raise Refusal("story.nobodys", Said("refusal-story-nobodys", {"story": named(story)}))
    own = care.acknowledged_by == by.person
    if not own and not permissions.entitled(state, care.incident, Role.COMMANDER, by.person):
        said = {"story": named(story), "person": state.name(care.acknowledged_by)}
        raise Refusal("story.not-yours", Said("refusal-story-not-yours", said))
    before = "" if own else care.acknowledged_by
    return StoryLetGo(by=by.person, story=story, incident=care.incident, before=before)


def _mute(state: RoomState, by: By, command: MuteStory) -> StoryMuted:
    story, care = standing(state, command.story)
    if care.muted:
        said = {"story": named(story), "person": state.name(care.muted_by), "reason": care.muted}
        raise Refusal("story.muted", Said("refusal-story-muted", said))
    reason = incidents.reasoned(command.reason, "story.needs-reason")
    return StoryMuted(by=by.person, story=story, incident=care.incident, reason=reason)


def _link(state: RoomState, by: By, command: LinkStory) -> StoryLinked:
    story, care = standing(state, command.story)
    incident = incidents.running(state, command.incident)
    if care.incident == incident.id:
        said = {"story": named(story), "incident": incident.title}
        raise Refusal("story.linked", Said("refusal-story-linked", said))
    return StoryLinked(by=by.person, story=story, incident=incident.id, before=care.incident)


def _merge(state: RoomState, by: By, command: MergeStories) -> StoryMerged:
    if known_key(command.story.key) == known_key(command.into.key):
        raise Refusal("story.same", Said("refusal-story-same"))
    story, care = standing(state, command.story)
    into, host = standing(state, command.into)
    return StoryMerged(by=by.person, story=story, incident=host.incident or care.incident, into=into)


def _split(state: RoomState, by: By, command: SplitStory) -> StorySplit:
    story, care = standing(state, command.story)
    posts = tuple(dict.fromkeys(known_key(post) for post in command.posts))
    if not posts:
        raise Refusal("story.needs-posts", Said("refusal-story-needs-posts"))
    if len(posts) > MOST_POSTS:
        said = {"posts": len(posts), "most": MOST_POSTS}
        raise Refusal("story.too-many-posts", Said("refusal-story-too-many-posts", said))
    if story.key in posts:
        raise Refusal("story.founding-post", Said("refusal-story-founding-post", {"story": named(story)}))
    return StorySplit(by=by.person, story=story, incident=care.incident, posts=posts, reason=command.reason.strip())


def standing(state: RoomState, seen: StoryAsSeen) -> tuple[CitedStory, StoryCare]:
    """The story frozen, and what is known of it. Refuses a bad key, and one that was merged into another."""
    key = known_key(seen.key)
    if seen.first_at is not None and seen.first_at.tzinfo is None:
        raise Refusal("story.needs-zone", Said("refusal-log-needs-zone"))
    care = state.stories.get(key, StoryCare(key=key))
    story = CitedStory(
        key=key, text=seen.text[:LONGEST_TEXT] or care.text, author=seen.author or care.author,
        source=seen.source or care.source, posts=seen.posts or care.posts, first_at=seen.first_at or care.first_at,
    )  # fmt: skip
    if care.merged_into:
        host = state.stories[root(state, key)]
        said = {"story": named(story), "into": named(host)}
        raise Refusal("story.merged", Said("refusal-story-merged", said))
    return story, care


def named(story: CitedStory | StoryCare) -> str:
    """How a sentence names a story: the beginning of its text on one line, or of its key where it has none."""
    flat = " ".join(story.text.split())
    return (flat if len(flat) <= _QUOTE else flat[:_QUOTE] + "…") or story.key[:_KEY_SHOWN]


def _since(state: RoomState, then: datetime, now: datetime) -> str:
    """A moment in the room's zone, without the day where that is today."""
    zone = ZoneInfo(state.info.zone if state.info else "UTC")
    then, now = then.astimezone(zone), now.astimezone(zone)
    return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something happened to a story."""
    if not isinstance(event, StoryEvent):
        return state
    care = _met(state, event.story)
    match event:
        case StoryAcknowledged():
            care = replace(care, acknowledged_by=event.by, acknowledged_at=at.time)
        case StoryLetGo():
            care = replace(care, acknowledged_by="", acknowledged_at=None)
        case StoryMuted():
            care = replace(care, muted=event.reason, muted_by=event.by, muted_at=at.time)
        case StoryUnmuted():
            care = replace(care, muted="", muted_by="", muted_at=None)
        case StoryLinked():
            care = replace(care, incident=event.incident, linked_at=at.time)
        case StoryMerged():
            return _merged(state, care, event)
        case StorySplit():
            state = _named_again(state, event.posts[0], care.key)
    return replace(state, stories=state.stories.set(care.key, care))


def _met(state: RoomState, story: CitedStory) -> StoryCare:
    """What is known of a story, as it looks now."""
    old = state.stories.get(story.key, StoryCare(key=story.key))
    return replace(
        old, text=story.text, author=story.author, source=story.source, posts=story.posts, first_at=story.first_at
    )


def _merged(state: RoomState, care: StoryCare, event: StoryMerged) -> RoomState:
    host = _met(state, event.into)
    if root(state, host.key) == root(state, care.key):
        return state
    if not host.acknowledged_by:
        host = replace(host, acknowledged_by=care.acknowledged_by, acknowledged_at=care.acknowledged_at)
    if not host.incident:
        host = replace(host, incident=care.incident, linked_at=care.linked_at)
    if not care.muted:
        host = replace(host, muted="", muted_by="", muted_at=None)
    gone = StoryCare(
        key=care.key, text=care.text, author=care.author, source=care.source, posts=care.posts,
        first_at=care.first_at, merged_into=host.key,
    )  # fmt: skip
    return replace(state, stories=state.stories.update({host.key: host, gone.key: gone}))


def _named_again(state: RoomState, post: str, story: str) -> RoomState:
    """A story that was merged into `story` is one again when the post that named it founds the split.

    Stories that had been merged into it stay where their posts are, in `story`.
    """
    care = state.stories.get(post)
    if care is None or not care.merged_into or root(state, post) != story:
        return state
    moved = {key: replace(c, merged_into=story) for key, c in state.stories.items() if c.merged_into == post}
    return replace(state, stories=state.stories.update({**moved, post: replace(care, merged_into="")}))
