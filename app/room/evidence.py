# SPDX-License-Identifier: Apache-2.0
"""Evidence: posts cited for an incident, kept whole in the journal because the post itself may expire."""

import hashlib
from datetime import datetime
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from app.errors import Refusal, Said
from app.posts.ports import PostMark
from app.posts.post import Post
from app.room import incidents
from app.room.event import At, By, Command, Event
from app.room.state import Citation, CitedPost, RoomState


class PostAsSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post as a command brings it: what somebody saw, at that moment."""

    source: str
    text: str
    posted_at: datetime
    author: str = ""
    source_id: str = ""
    url: str = ""
    sentiment: float = 0.0


class CitePost(Command, frozen=True, kw_only=True, tag="post.cite"):
    """Keep a post as evidence for an incident."""

    incident: str
    post: PostAsSeen
    note: str = ""


class PostCited(Event, frozen=True, kw_only=True):
    """A post was kept as evidence."""

    kind: ClassVar[str] = "post.cited"
    id: str
    incident: str
    post: CitedPost
    note: str = ""


COMMANDS = (CitePost,)
EVENTS = (PostCited,)


def as_seen(post: Post) -> PostAsSeen:
    """A stored post as a command brings it."""
    return PostAsSeen(
        source=post.source, text=post.text, posted_at=post.posted_at, author=post.author,
        source_id=post.source_id, url=post.url, sentiment=post.sentiment,
    )  # fmt: skip


def cited_marks(state: RoomState) -> frozenset[PostMark]:
    """The posts that the post store must keep: those that incidents and alerts cite."""
    alerts = (alert.post for alert in state.alerts.values() if alert.post is not None)
    cited = (*(citation.post for citation in state.citations.values()), *alerts)
    return frozenset(PostMark(post.source, post.source_id, post.author, post.posted_at) for post in cited)


def frozen(post: PostAsSeen) -> CitedPost:
    """The post with the SHA-256 of its text. Refuses an empty one and a time without zone."""
    if not post.text.strip():
        raise Refusal("post.empty", Said("refusal-post-empty"))
    if post.posted_at.tzinfo is None:
        raise Refusal("post.needs-zone", Said("refusal-log-needs-zone"))
    return CitedPost(
        source=post.source, source_id=post.source_id, author=post.author, text=post.text, url=post.url,
        posted_at=post.posted_at, sentiment=post.sentiment,
        sha256=hashlib.sha256(post.text.encode()).hexdigest(),
    )  # fmt: skip


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about evidence."""
    if not isinstance(command, CitePost):
        raise TypeError(command)
    incident = incidents.known(state, command.incident).id
    post = frozen(command.post)
    for citation in state.citations.values():
        if citation.incident == incident and _same(citation.post, post):
            raise Refusal("post.cited", Said("refusal-post-cited"))
    return PostCited(by=by.person, id=by.new_id(), incident=incident, post=post, note=command.note.strip())


def _same(one: CitedPost, other: CitedPost) -> bool:
    return (one.source, one.source_id, one.sha256, one.author) == (
        other.source, other.source_id, other.sha256, other.author,
    )  # fmt: skip


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after a post was cited."""
    if not isinstance(event, PostCited):
        return state
    citation = Citation(
        id=event.id, incident=event.incident, post=event.post, note=event.note, by=event.by, time=at.time
    )
    return replace(state, citations=state.citations.set(citation.id, citation))
