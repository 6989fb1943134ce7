# SPDX-License-Identifier: Apache-2.0
"""Lives the worked crisis through: stores the posts, founds the room, carries out the script, each at its time.

Called for `fenghuo demo` and `--demo`. Everything goes the way it goes in life: through scorer, matcher, post store
and `Room.act`. The trap: the clock is moved, so it must be one of the demo's own.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from app.clock import ManualClock
from app.demo.figures import Figures
from app.demo.posts import Feed, write_posts
from app.demo.scenario import Moments, Watched, load, world
from app.demo.script import Member, Script, Telling, command_of, script
from app.posts.ports import MentionFinder, PostStore, SentimentScorer
from app.posts.post import mood_of
from app.posts.watches.book import WatchBook, checked
from app.posts.watches.matcher import Matcher
from app.posts.watches.watch import Watch
from app.room.people import AddPerson
from app.room.service import Founder, Room, Session

PASSPHRASE: Final = "demo"
_BATCH: Final = 500
_NOTED_AFTER: Final = timedelta(seconds=1)


def play(
    room: Room,
    clock: ManualClock,
    posts: PostStore,
    scorer: SentimentScorer,
    *,
    end: datetime,
    progress: Callable[[float], None] | None = None,
    watches: WatchBook | None = None,
) -> None:
    """Fill an empty room, an empty store and an empty book with 36 hours that finish at `end` (aware).

    `clock` must be the one the room was given. `progress` hears 0 to 1. Without `watches` the posts are matched all
    the same.
    """
    tell = progress or (lambda share: None)
    watched = watched_for()
    if watches is not None:
        watches.take_in(watched)
    finder = Matcher(watched)
    feed = _judged(write_posts(end), scorer, finder)
    posts.rules = finder.fingerprint
    for first in range(0, len(feed.posts), _BATCH):
        posts.add(feed.posts[first : first + _BATCH])
        tell(0.6 * first / len(feed.posts))
    moments, story = Moments(end), script()
    telling = Telling(moments, Figures(feed.posts, moments), feed.keys)
    clock.at = moments.start
    people = _founded(room, story)
    steps = story.in_order()
    for number, step in enumerate(steps):
        _until(moments.at(step["at"]), room, clock)
        room.act(command_of(step, room, telling), people[step["as"]])
        tell(0.75 + 0.25 * number / len(steps))
    _until(end, room, clock)
    tell(1.0)


def _until(time: datetime, room: Room, clock: ManualClock) -> None:
    """Let time pass up to `time`, the program noting on the way each clock that runs out."""
    for due in sorted(one.due for one in room.state.clocks.values() if one.running and one.missed_at is None):
        if due < time:
            clock.at = due + _NOTED_AFTER
            room.tick()
    clock.at = time


def watched_for() -> tuple[Watch, ...]:
    """What the company of the story watches, as a book keeps it."""
    return tuple(map(checked, load("watches", Watched).watch))


def _judged(feed: Feed, scorer: SentimentScorer, finder: MentionFinder) -> Feed:
    scores, mentions = scorer.score([post.text for post in feed.posts]), finder.mentions(feed.posts)
    judged = [
        replace(post, sentiment=score, mood=mood_of(score), mentions=found)
        for post, score, found in zip(feed.posts, scores, mentions, strict=True)
    ]
    by_id = {post.source_id: post for post in judged}
    return Feed(tuple(judged), {key: by_id[post.source_id] for key, post in feed.keys.items()})


def _founded(room: Room, story: Script) -> dict[str, Session]:
    """Found the room, let everybody in, and have each unlock their key."""
    first, *others = story.person
    founder = Founder(first.name, first.department, first.roles, PASSPHRASE)
    room.found(story.room, world().zone, founder, demo=True)
    sessions = {first.name: _sign_in(room, first)}
    for member in others:
        add = AddPerson(name=member.name, department=member.department, roles=member.roles, new_passphrase=PASSPHRASE)
        room.act(add, sessions[first.name])
        sessions[member.name] = _sign_in(room, member)
    return sessions


def _sign_in(room: Room, member: Member) -> Session:
    person = next(one for one in room.state.people.values() if one.name == member.name)
    return room.sign_in(person.id, PASSPHRASE)
