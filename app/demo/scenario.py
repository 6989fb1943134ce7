# SPDX-License-Identifier: Apache-2.0
"""Reads a scenario's files into typed values: the world, what is said and watched in it, its key posts.

Called by the other files of this package. The trap: offsets are `hh:mm` since the scenario's start and may pass 24:00
or be negative; only :class:`Moments` turns them into times.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from app.posts.watches.watch import Watch
from app.warning.policy import Response, Rule

SCENARIO: Final = "expired-ingredients"
LASTS: Final = timedelta(hours=36)
Tongue: TypeAlias = Literal["zh-Hans", "zh-Hant", "en"]
Curve: TypeAlias = tuple[tuple[str, float], ...]
Loaded = TypeVar("Loaded")


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing people talk about: how much of the talk at which hour, and their words.

    Where it `joins`, two lines may stand in one post.
    """

    mood: Literal["negative", "neutral", "positive"]
    weight: Curve
    lines: tuple[str, ...]
    more: tuple[str, ...]
    watch: Literal["own", "rival"] = "own"
    source: str = ""
    joins: bool = False


class Talk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is said in one language; `comments` are what people put before a repost."""

    theme: dict[str, Theme]
    comments: dict[str, tuple[str, ...]]


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where people write: its share of its language, its emoticons, its hashtags by stage."""

    source: str
    language: Tongue
    share: float
    page: str
    reposts: bool = False
    marks: dict[str, tuple[str, ...]] = {}
    tags: dict[str, tuple[str, ...]] = {}


class Crowd(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who writes in one language, and the pieces their handles are made of."""

    people: int
    regions: tuple[str, ...]
    whole: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    tail: tuple[str, ...]


class Reposts(msgspec.Struct, frozen=True, kw_only=True, rename={"begin": "from"}, forbid_unknown_fields=True):
    """From when on, and how much, people repost; `deeper` is the share that reposts a repost."""

    begin: str
    share: float
    deeper: float


class World(msgspec.Struct, frozen=True, kw_only=True, rename={"languages": "share"}, forbid_unknown_fields=True):
    """The setting: rates, places, crowds, and words for the slots."""

    zone: str
    watch_own: str
    watch_rival: str
    outlets: tuple[str, ...]
    volume: Curve
    by_hour: tuple[float, ...]
    stages: tuple[tuple[str, str], ...]
    languages: dict[Tongue, float]
    reposts: Reposts
    slots: dict[Tongue, dict[str, tuple[str, ...]]]
    place: tuple[Place, ...]
    crowd: dict[Tongue, Crowd]


class KeyPost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post the story turns on. `pull` is how strongly it is reposted, `comments` the remarks that go with it."""

    key: str
    at: str
    source: str
    author: str
    followers: int
    pull: float
    comments: str
    text: str
    region: str = ""
    verified: bool = False
    watch: Literal["own", "rival"] = "own"


class KeyPosts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of key posts."""

    post: tuple[KeyPost, ...]


class Ruled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of the beacon's rules, and what its levels start."""

    rule: tuple[Rule, ...]
    response: tuple[Response, ...]


class Watched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of watches."""

    watch: tuple[Watch, ...]


def load(name: str, kind: type[Loaded]) -> Loaded:
    """A file of the scenario. A file that does not fit `kind` is a bug and raises."""
    file = resources.files("resources") / "scenarios" / SCENARIO / f"{name}.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    return msgspec.convert(data, kind)


@cache
def world() -> World:
    """The setting."""
    return load("world", World)


def talk() -> Mapping[Tongue, Talk]:
    """What is said, by language."""
    languages: tuple[Tongue, ...] = ("zh-Hans", "zh-Hant", "en")
    return {language: load(f"posts.{language}", Talk) for language in languages}


_OFFSET: Final = re.compile(r"(-?)(\d+):(\d\d)$")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_MOMENT: Final = re.compile(r"<(date|time) (-?\d+:\d\d)>")


def offset(text: str) -> timedelta:
    """`hh:mm` since the start; may be negative or beyond a day. Raises ValueError."""
    match = _OFFSET.match(text)
    if match is None:
        raise ValueError(text)
    span = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -span if match[1] else span


def tongue_of(text: str) -> Tongue:
    """Which way of saying dates fits a text: English where it holds no Chinese character."""
    return "zh-Hans" if _CHINESE.search(text) else "en"


class Moments:
    """The scenario's moments for one `end` (aware): offsets to times, and times to words."""

    def __init__(self, end: datetime) -> None:
        self.start = end - LASTS
        self.end = end
        self._zone = ZoneInfo(world().zone)

    def at(self, text: str) -> datetime:
        """The time of an offset, in the zone of `end`."""
        return self.start + offset(text)

    def say(self, text: str) -> str:
        """`text` with each `<date hh:mm>` and `<time hh:mm>` spoken: the scenario's zone, the text's language."""
        language = tongue_of(text)

        def spoken(match: re.Match[str]) -> str:
            local = self.at(match[2]).astimezone(self._zone)
            if match[1] == "time":
                return f"{local:%H:%M}"
            return f"{local.day} {local:%B}" if language == "en" else f"{local.month}月{local.day}日"

        return _MOMENT.sub(spoken, text)
