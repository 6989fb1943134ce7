# SPDX-License-Identifier: Apache-2.0
"""Lives the worked crisis through: stores the posts, founds the room, carries out the script, each at its time.

Called for `fenghuo demo` and `--demo`. Everything goes the way it goes in life: through judge, post store, beacon and
`Room.act`. The trap: the clock is moved, so it must be one of the demo's own.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from app.clock import ManualClock
from app.demo.beacon import collect, write_policy
from app.demo.figures import Figures
from app.demo.posts import Feed, write_posts
from app.demo.scenario import Moments, Watched, load, world
from app.demo.script import Member, Script, Telling, command_of, script
from app.posts.judge import Judge
from app.posts.ports import PostStore
from app.posts.watches.book import WatchBook, checked
from app.posts.watches.watch import Watch
from app.room.people import AddPerson
from app.room.proposals import next_due
from app.room.service import Founder, Room, Session
from app.warning.policy_book import PolicyBook

PASSPHRASE: Final = "demo"
_COLLECTED: Final = 0.6
_FOUNDED: Final = 0.75
_NOTED_AFTER: Final = timedelta(seconds=1)


def play(
    room: Room,
    clock: ManualClock,
    posts: PostStore,
    judge: Judge,
    *,
    end: datetime,
    watches: WatchBook,
    policy: PolicyBook,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Fill an empty room, an empty store and two empty books with 36 hours that finish at `end` (aware).

    `clock` must be the one the room was given, and `judge` one that judges by `watches`. `progress` hears 0 to 1.
    """
    tell = progress or (lambda share: None)
    watches.take_in(watched_for())
    write_policy(policy)
    feed, moments, story = _judged(write_posts(end), judge), Moments(end), script()
    posts.rules, looks = judge.rules, [moments.at(look) for look in story.looks]
    lit = deque(
        collect(posts, feed.posts, looks, watches=watches, policy=policy, tell=lambda share: tell(_COLLECTED * share))
    )
    telling = Telling(moments, Figures(feed.posts, moments), feed.keys)
    clock.at = moments.start
    people, responses = _founded(room, story), policy.policy().responses
    steps = story.in_order()
    for number, step in enumerate(steps):
        time = moments.at(step["at"])
        while lit and lit[0].at <= time:
            _until(lit[0].at, room, clock)
            room.take_up(lit.popleft().proposals, responses)
        _until(time, room, clock)
        room.act(command_of(step, room, telling), people[step["as"]])
        tell(_FOUNDED + (1 - _FOUNDED) * number / len(steps))
    _until(end, room, clock)
    tell(1.0)


def _until(time: datetime, room: Room, clock: ManualClock) -> None:
    """Let time pass up to `time`, the program noting on the way each clock that runs out and whom it tells next."""
    while (due := _due(room)) is not None and due < time:
        clock.at = due + _NOTED_AFTER
        room.tick()
    clock.at = time


def _due(room: Room) -> datetime | None:
    """When the program has something to note."""
    clocks = (one.due for one in room.state.clocks.values() if one.running and one.missed_at is None)
    passed_on = (due[0] for alert in room.state.alerts.values() if (due := next_due(alert)) is not None)
    return min((*clocks, *passed_on), default=None)


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
