# SPDX-License-Identifier: Apache-2.0
"""Lives the worked crisis through: stores the posts, founds the room, carries out the script, each at its time.

Called for `fenghuo demo` and `--demo`. Everything goes the way it goes in life: through judge, post store and
`Room.act`. The trap: the clock is moved, so it must be one of the demo's own.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from app.clock import ManualClock
from app.demo.figures import Figures
from app.demo.posts import Feed, write_posts
from app.demo.scenario import Moments, Watched, load, world
from app.demo.script import Member, Script, Telling, command_of, script
from app.posts.judge import Judge
from app.posts.ports import PostStore
from app.posts.watches.book import WatchBook, checked
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
    judge: Judge,
    *,
    end: datetime,
    watches: WatchBook,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Fill an empty room, an empty store and an empty book with 36 hours that finish at `end` (aware).

    `clock` must be the one the room was given, and `judge` one that judges by `watches`. `progress` hears 0 to 1.
    """
    tell = progress or (lambda share: None)
    watches.take_in(watched_for())
    feed = _judged(write_posts(end), judge)
    posts.rules = judge.rules
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


def _judged(feed: Feed, judge: Judge) -> Feed:
    judge.prepare()
    judged = judge.judged(feed.posts)
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
