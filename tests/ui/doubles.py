# SPDX-License-Identifier: Apache-2.0
"""Stores in memory, and a room with four people and a fifth, for tests of the window.

Used by tests/ui/conftest.py. Trap: `MemoryJournal.append` runs on the writer thread; `failing` may be set from the
test's own to play a full disk.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.clock import ManualClock
from app.errors import EnvironmentFault, Said, UserError
from app.keys import SigningKey, WrapCost
from app.posts.ports import Added, Bucket, Cursor, PostMark, Settle, cursor_of
from app.posts.post import Mood, Post, mood_of
from app.posts.sources.book import SourceBook
from app.posts.sources.kinds import Kinds
from app.posts.sources.source import Pulse, SourceState
from app.room.duties import AssignDuty
from app.room.entry import Entry
from app.room.incidents import DeclareIncident
from app.room.people import AddPerson
from app.room.service import Founder, Room, Session
from app.room.words import Department, Role, Severity

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


class MemoryPosts:
    """A PostStore over a list; `pages` counts how many pages were read."""

    def __init__(self) -> None:
        self._posts: list[Post] = []
        self.pages = 0
        self.states: dict[str, SourceState] = {}
        self.last_pulse: Pulse | None = None

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        added = Added(len(posts), 0, (True,) * len(posts))
        if settle is not None:
            self.states.update((state.name, state) for state in settle(added))
        for post in posts:
            self._posts.append(replace(post, id=len(self._posts) + 1, mood=mood_of(post.sentiment)))
        self._posts.sort(key=cursor_of, reverse=True)
        return added

    def count(self) -> int:
        return len(self._posts)

    def newest(self, limit: int, before: Cursor | None = None) -> list[Post]:
        return self._page(self._posts, limit, before)

    def search(self, words: str, limit: int, before: Cursor | None = None) -> list[Post]:
        wanted = [word for word in words.split() if any(char.isalnum() for char in word)]
        if not wanted:
            raise UserError(Said("refusal-log-empty"))
        return self._page([p for p in self._posts if all(word in p.text for word in wanted)], limit, before)

    def _page(self, posts: list[Post], limit: int, before: Cursor | None) -> list[Post]:
        self.pages += 1
        return [post for post in posts if before is None or cursor_of(post) < before][:limit]

    def get(self, ids: Sequence[int]) -> list[Post]:
        known = {post.id: post for post in self._posts}
        return [known[one] for one in ids if one in known]

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        start = start.replace(second=0, microsecond=0)
        found: list[Bucket] = []
        while start < end:
            inside = [p.mood for p in self._posts if start <= p.posted_at < min(start + bucket, end)]
            counts = (inside.count(Mood.NEGATIVE), inside.count(Mood.NEUTRAL), inside.count(Mood.POSITIVE))
            found.append(Bucket(start, *counts))
            start += bucket
        return found

    def span(self) -> tuple[datetime, datetime] | None:
        return (self._posts[-1].posted_at, self._posts[0].posted_at) if self._posts else None

    def source_states(self) -> list[SourceState]:
        return sorted(self.states.values(), key=lambda state: state.name)

    def forget_source(self, name: str) -> None:
        self.states.pop(name, None)

    def beat(self, pulse: Pulse) -> None:
        self.last_pulse = pulse

    def pulse(self) -> Pulse | None:
        return self.last_pulse

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        marks = kept()
        gone = [post for post in self._posts if post.arrived_at < arrived_before]
        old = [p for p in gone if PostMark(p.source, p.source_id, p.author, p.posted_at) not in marks][:limit]
        self._posts = [post for post in self._posts if post not in old]
        return len(old)

    def size(self) -> int:
        return sum(len(post.text) for post in self._posts)

    def close(self) -> None:
        """Nothing to give back."""


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


class Cast:
    """A founded room, its clock and its people by name. 林越 commands; the four duties are free until `convene`."""

    def __init__(self, folder: Path = Path("no such folder")) -> None:
        self.clock = ManualClock(START)
        self.vault = MemoryVault()
        self.sources = SourceBook(folder / "sources.toml", self.vault, Kinds())
        self.journal, self.posts = MemoryJournal(), MemoryPosts()
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


def post(text: str, minutes: float = 0, **more: object) -> Post:
    """A post from microblogs, `minutes` after the start."""
    at = START + timedelta(minutes=minutes)
    bare = Post(source="微博", posted_at=at, arrived_at=at, text=text, author="厨房里的猫")
    return replace(bare, **more)  # type: ignore[arg-type]
