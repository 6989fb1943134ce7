# SPDX-License-Identifier: Apache-2.0
"""Watches that burn, for tests of the beacon: what the collector counted, and what it proposed.

Used by test_beacon.py, test_beacon_dialogs.py and the shell's tests. The trap: a manual clock stands still, so an
alert's age is what a test says it is.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.posts.post import Exactness, Mention, Post
from app.posts.watches.watch import Watch, WatchKind
from app.room.seen import StoryAsSeen
from app.room.state import Alert
from app.room.words import WarningLevel
from app.warning.policy_book import USUAL
from app.warning.proposal import Ground, Picture, Proposal, Reason, VoiceAsSeen
from tests.ui.doubles import START, Cast, post, surge

BRAND = Watch(name="岁稔食品", rules="岁稔\n")
PERSON = Watch(name="沈嘉禾", kind=WatchKind.PERSON, rules="沈嘉禾\n")
RIVAL = Watch(name="谷之坊", kind=WatchKind.COMPETITOR, rules="谷之坊\n")
RULE = Reason(
    ground=Ground.RULE, level=WarningLevel.YELLOW, minutes=60, posts=412, rule="一小时五十条", measure="mentions",
    measured=412.0, limit=50.0,
)  # fmt: skip


def key_of(number: int) -> str:
    """32 hex digits."""
    return f"{number:032x}"


def proposal(
    watch: str, level: WarningLevel, *, number: int = 1, run: int = 1, minutes: float = 0, stories: Sequence[str] = ()
) -> Proposal:
    """What the beacon holds against a watch, `minutes` after the start."""
    at = START + timedelta(minutes=minutes)
    picture = Picture(
        first=at - timedelta(minutes=60), minutes=10, posts=(3, 4, -1, 5, 31, 62), negative=(0, 1, 0, 1, 20, 41),
        upper=(9.0, 9.0, 9.0, 9.0, 9.0, 9.0),
    )  # fmt: skip
    told = stories or (key_of(7),)
    return Proposal(
        id=key_of(number), run=key_of(100 + run), watch=watch, level=level, at=at, since=at - timedelta(minutes=6),
        reasons=(surge(), RULE), picture=picture,
        stories=tuple(StoryAsSeen(key=key, text="华东三厂过期原料换标签", source="微博", posts=412) for key in told),
        voices=(VoiceAsSeen(name="财经早班车", source="微博", posts=3, followers=2_300_000, verified=True),),
    )  # fmt: skip


def propose(cast: Cast, *proposals: Proposal) -> list[Alert]:
    """The room takes them up; its alerts, oldest first."""
    cast.room.take_up(proposals, USUAL)
    return list(cast.room.state.alerts.values())


def watched(cast: Cast) -> None:
    """Three watches; of the last hours some posts about the brand and one about the rival."""
    for watch in (BRAND, PERSON, RIVAL):
        cast.watches.put(watch)
    ours = [about(BRAND, -n, -0.8 if n < 4 else 0.0) for n in range(1, 9)]
    cast.posts.add([*ours, about(RIVAL, -30)])


def about(watch: Watch, minutes: float, sentiment: float = 0.0) -> Post:
    """A post that mentions a watch, `minutes` after the start."""
    mention = (Mention(watch.name, watch.name, Exactness.EXACT),)
    return post(f"{watch.name} {minutes}", minutes, sentiment=sentiment, mentions=mention)


def now_at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)
