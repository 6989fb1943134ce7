# SPDX-License-Identifier: Apache-2.0
"""Stores in memory, and a room with four people and a fifth, for tests of the window.

Used by tests/ui/conftest.py. Trap: `MemoryJournal.append` runs on the writer thread; `failing` may be set from the
test's own to play a full disk.
"""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from app.clock import ManualClock
from app.doors import OpenHouse
from app.errors import EnvironmentFault, Said
from app.keys import SigningKey, WrapCost
from app.notify.book import NoticeBook
from app.notify.carrier import Carried, Parcel
from app.notify.courier import PostRoom
from app.notify.outbox import Outbox
from app.posts.post import Mood, Post, mood_of
from app.posts.priority import Tuning
from app.posts.question import Question
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.feeling import Explanation, Feeling, Piece, PieceKind
from app.posts.sources.book import SourceBook
from app.posts.sources.kinds import Kinds
from app.posts.watches.book import WatchBook
from app.room.duties import AssignDuty
from app.room.entry import Entry
from app.room.incidents import DeclareIncident
from app.room.people import AddPerson
from app.room.service import Changes, Founder, Room, Session
from app.room.words import Department, Role, Severity, WarningLevel
from app.texts import Language
from app.warning.policy_book import PolicyBook
from app.warning.proposal import Ground, Proposal, Reason
from tests.ui.memory_posts import MemoryPosts

__all__ = ["MemoryPosts"]
"""Made elsewhere, looked for here."""

_WAY: Final = {Mood.NEGATIVE: -1, Mood.NEUTRAL: 0, Mood.POSITIVE: 1}
START = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
PASSPHRASE = "demo"
CHEAP = WrapCost(8, 1, 1)
CAST = (
    ("周宁", Department.PR, (Role.WRITER,)),
    ("陈屿", Department.LEGAL, (Role.LEGAL,)),
    ("韩雪", Department.CUSTOMER_SERVICE, (Role.MONITOR,)),
    ("吴敏", Department.TECHNOLOGY, (Role.COMMANDER, Role.MONITOR)),
)


class MemoryJournal:
    """A JournalStore that keeps all in lists."""

    def __init__(self) -> None:
        self._identity: tuple[bytes, bytes] | None = None
        self._entries: list[Entry] = []
        self._keys: dict[str, bytes] = {}
        self.failing = False

    def identity(self) -> tuple[bytes, bytes] | None:
        return self._identity

    def found(self, room: bytes, device_public: bytes) -> None:
        self._identity = (room, device_public)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        return iter(self._entries[after:])

    def head(self) -> tuple[int, bytes] | None:
        return (len(self._entries), self._entries[-1].hash) if self._entries else None

    def append(self, entries: Sequence[Entry], wrapped_keys: Sequence[tuple[str, bytes]] = ()) -> None:
        if self.failing:
            raise EnvironmentFault(Said("refusal-statement-unchanged"))
        self._entries.extend(entries)
        self._keys.update(wrapped_keys)

    def wrapped_key(self, person: str) -> bytes | None:
        return self._keys.get(person)

    def close(self) -> None:
        """Nothing to give back."""


class MemoryWitness:
    """A Witness that forgets with the test."""

    def __init__(self) -> None:
        self._known: tuple[int, bytes] | None = None

    def remember(self, seq: int, digest: bytes) -> None:
        self._known = (seq, digest)

    def recall(self) -> tuple[int, bytes] | None:
        return self._known


class MemoryVault:
    """Secrets that go with the test."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        self.secrets[name] = secret

    def drop(self, name: str) -> None:
        self.secrets.pop(name, None)


class MemoryCarrier:
    """Carries messages no further than a list; `answer` is how it goes, `answers` by the end of the address."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []
        self.answer = Carried()
        self.answers: dict[str, Carried] = {}

    def carry(self, parcel: Parcel) -> Carried:
        self.parcels.append(parcel)
        return self.answers.get(parcel.address.rpartition("/")[2], self.answer)

    def close(self) -> None:
        """Nothing is under way."""


class NoHold:
    """A lock nobody else wants."""

    def release(self) -> None:
        """Nothing to give back."""


class MemorySeen:
    """SeenMarks that go with the test."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], int] = {}

    def seen(self, person: str, keys: Collection[str]) -> dict[str, int]:
        return {key: self.marks[person, key] for key in keys if (person, key) in self.marks}

    def mark(self, person: str, seen: Mapping[str, int], at: datetime) -> None:
        self.marks.update({(person, key): posts for key, posts in seen.items()})

    def forget(self, person: str, keys: Collection[str]) -> None:
        for key in keys:
            self.marks.pop((person, key), None)

    def close(self) -> None:
        """Nothing to give back."""


class PlainScorer:
    """A SentimentScorer that knows five words, and own words at once; anything without a letter is unknown."""

    KNOWN: Final = {"没人接": -0.9, "过期": -0.6, "支持": 0.8, "thanks": 0.7, "awful": -0.8}

    def __init__(self, book: MoodBook) -> None:
        self._book = book

    @property
    def fingerprint(self) -> str:
        return f"{hash(self._book.changed()) & (2**64 - 1):016x}"

    def feel(self, texts: Sequence[str]) -> list[Feeling]:
        return [self.explain(text).feeling for text in texts]

    def explain(self, text: str) -> Explanation:
        if not any(character.isalpha() for character in text):
            return Explanation(Feeling(0.0, Mood.UNKNOWN), ())
        own = [(word.word, _WAY[word.mood] * word.strength, PieceKind.WORD) for word in self._book.words()]
        known = [*((word, push, PieceKind.MODEL) for word, push in self.KNOWN.items()), *own]
        found = [(text.find(word), word, push, kind) for word, push, kind in known if word in text]
        score = max(-1.0, min(1.0, sum(push for _, _, push, _ in found)))
        most = max((abs(push) for _, _, push, _ in found), default=1.0) or 1.0
        pieces = [
            Piece(at, at + len(word), push / most, kind, word if kind is PieceKind.WORD else "")
            for at, word, push, kind in sorted(found)
        ]
        return Explanation(Feeling(score, mood_of(score)), tuple(pieces))


class PlainSettings:
    """Settings that remember how often they were saved; `broken` plays a read-only profile."""

    def __init__(self, language: Language = "zh-Hans", theme: str = "dark") -> None:
        self.language: Language = language
        self.theme = theme
        self.keep_hours, self.keep_gigabytes, self.keep_count_days = 72, 20, 400
        self.priority = Tuning()
        self.searches: dict[str, Question] = {}
        self.window: dict[str, str] = {}
        self.saved = 0
        self.broken = False

    def save(self) -> None:
        if self.broken:
            raise EnvironmentFault(Said("profile-not-writable", {"path": "/profile"}))
        self.saved += 1


class Script:
    """A ChildCommand that runs a piece of Python instead of fenghuo; it keeps what it was asked for."""

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.asked: tuple[str, ...] = ()

    def arguments(self, *args: str) -> list[str]:
        self.asked = args
        return [sys.executable, "-c", self.source, *args]

    def secret(self) -> bytes:
        return b"open sesame\n"


class Cast:
    """A founded room, its clock and its people by name. 林越 commands; the four duties are free until `convene`."""

    def __init__(self, folder: Path = Path("no such folder")) -> None:
        self.clock = ManualClock(START)
        self.vault = MemoryVault()
        self.sources = SourceBook(folder / "sources.toml", self.vault, Kinds())
        self.watches, self.seen = WatchBook(folder / "watches.toml"), MemorySeen()
        self.moods, self.policy = MoodBook(folder / "moods.toml"), PolicyBook(folder / "policy.toml")
        self.scorer = PlainScorer(self.moods)
        self.carrier = MemoryCarrier()
        self.notices = PostRoom(
            NoticeBook(folder / "notices.toml", self.vault), Outbox(folder / "outbox.json"), self.carrier, self.clock,
            hold=NoHold, responses=lambda: self.policy.policy().responses,
        )  # fmt: skip
        self.settings = PlainSettings()
        self.journal, self.posts = MemoryJournal(), MemoryPosts()
        self._lit = 0
        seed = SigningKey.fresh_seed()
        key = SigningKey(seed)
        self.journal.found(bytes(range(16)), key.public)
        self.key, self.witness = key, MemoryWitness()
        self.room = Room(self.journal, self.witness, key, self.clock, cost=CHEAP)
        roles = (Role.COMMANDER, Role.WRITER)
        self.room.found("华东战情室", "Asia/Shanghai", Founder("林越", Department.EXECUTIVE, roles, PASSPHRASE))
        for name, department, may in CAST:
            person = AddPerson(name=name, department=department, roles=may, new_passphrase=PASSPHRASE)
            self.room.act(person, self.session("林越"))

    def id(self, name: str) -> str:
        """A person's id."""
        return next(p.id for p in self.room.state.people.values() if p.name == name)

    def session(self, name: str) -> Session:
        """Somebody signed in, their key locked again, as in the window."""
        return Session(self.id(name), None)

    def unlocked(self, name: str) -> Session:
        """Somebody who has just given their passphrase."""
        return self.room.sign_in(self.id(name), PASSPHRASE)

    def later(self, minutes: float) -> None:
        """Let time pass."""
        self.clock.at += timedelta(minutes=minutes)

    def declare(self, title: str = "华东三厂过期原料视频", severity: Severity = Severity.II) -> str:
        """An incident is on; its id."""
        self.room.act(DeclareIncident(title=title, severity=severity), self.session("林越"))
        return next(i.id for i in self.room.state.incidents.values() if i.title == title)

    def light(self, level: WarningLevel, run: str = "", watch: str = "岁稔食品") -> tuple[str, Changes]:
        """The beacon proposes a level, in a run of its own where none is named; the alert's id and what changed."""
        self._lit += 1
        name, now = f"{self._lit:032x}", self.clock.now()
        one = Proposal(
            id=name, run=run or name, watch=watch, level=level, at=now, since=now - timedelta(minutes=9),
            reasons=(surge(level),),
        )  # fmt: skip
        changes = self.room.take_up([one], self.policy.policy().responses)
        return next(alert.id for alert in self.room.state.alerts.values() if alert.run == one.run), changes

    def convene(self, incident: str) -> None:
        """All four duties are held."""
        duties = (
            (Role.COMMANDER, "林越"),
            (Role.MONITOR, "韩雪"),
            (Role.WRITER, "周宁"),
            (Role.LEGAL, "陈屿"),
        )
        for role, name in duties:
            command = AssignDuty(incident=incident, role=role, person=self.id(name))
            self.room.act(command, self.session("林越"))


def house_of(cast: Cast, folder: Path, *, demo: bool = False, child: Script | None = None) -> OpenHouse:
    """The cast's room as an open profile."""
    parts = (cast.sources, cast.watches, cast.seen, cast.moods, cast.scorer, cast.policy, cast.notices)
    return OpenHouse(cast.room, cast.posts, folder, demo, child or Script(), *parts)


def post(text: str, minutes: float = 0, **more: object) -> Post:
    """A post from microblogs, `minutes` after the start."""
    at = START + timedelta(minutes=minutes)
    bare = Post(source="微博", posted_at=at, arrived_at=at, text=text, author="厨房里的猫")
    return replace(bare, **more)  # type: ignore[arg-type]


def surge(level: WarningLevel = WarningLevel.ORANGE) -> Reason:
    """Seven times as many posts as usual, most of them negative."""
    return Reason(
        ground=Ground.SURGE, level=level, minutes=30, posts=240, usual_posts=35.0, negative=0.61, usual_negative=0.12,
        voices=188,
    )  # fmt: skip
