# SPDX-License-Identifier: Apache-2.0
"""A collector without a network: kinds that say what a test tells them, read in this process, a real store.

Used by the tests of this folder. The trap: `asyncio.run` ends every test's loop, so make the parts inside it.
"""

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import Clock, ManualClock
from app.posts.collecting.collector import Collector, Ears
from app.posts.collecting.follower import Round
from app.posts.collecting.lighting import named
from app.posts.collecting.reading_child import answers
from app.posts.collecting.retention import Retention
from app.posts.collecting.upkeep import Decisions, Wishes
from app.posts.collecting.wire import Ask, Told
from app.posts.judge import Judge
from app.posts.ports import Decision, PostMark
from app.posts.question import Question
from app.posts.sentiment.book import MoodBook
from app.posts.sources.book import SourceBook
from app.posts.sources.port import Document, Field, FileDocument, Harvest, Item, Outcome, Reach
from app.posts.sources.source import Settings, Source
from app.posts.watches.book import WatchBook
from app.warning.outside import Outside
from app.warning.policy_book import PolicyBook
from app.warning.proposal import Proposal
from db.post_store import SqlPostStore
from tests.ui.doubles import MemoryVault
from tests.unit.posts.conftest import Indifferent

NOW = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
Hearing = Callable[[Settings, Mapping[str, str], Reach], AsyncGenerator[Harvest, Outcome]]


class Said:
    """A kind whose rounds a test writes; its documents are items, a line each: id, address, text, time."""

    fields = (Field("what"), Field("password", secret=True), Field("address"))

    def __init__(self, name: str, hearing: Hearing, *, every: int = 300) -> None:
        self.name, self.every = name, every
        self._hearing = hearing

    def checked(self, settings: Settings) -> dict[str, str]:
        """As they are."""
        return dict(settings)

    def listen(self, settings: Settings, memory: Mapping[str, str], reach: Reach) -> AsyncGenerator[Harvest, Outcome]:
        """What the test says."""
        return self._hearing(settings, memory, reach)

    def items(self, document: Document) -> Iterable[Item]:
        """A line an item."""
        for line in document.data.decode().splitlines():
            name, address, text, time = line.split("|")
            yield Item(source_id=name, url=address, text=text, posted_at=time, author="厨房里的猫")


def lines(*texts: str, first: int = 1, time: str = "2026-11-19T05:00:00Z", host: str = "example.org") -> Document:
    """A document of items that say these things."""
    rows = (f"urn:post:{n}|https://{host}/p/{n}|{text}|{time}" for n, text in enumerate(texts, first))
    return Document(data="\n".join(rows).encode(), url=f"https://{host}/feed")


class HereReaders:
    """Reads in this process what the limited child would."""

    def __init__(self, kinds: Mapping[str, Any], clock: Clock, judge: Judge | None = None) -> None:
        self._kinds, self._judge, self._clock = kinds, judge or Judge(Indifferent()), clock
        self.closed = False

    async def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
        """The child's answers."""
        ask = Ask(kind=kind, document=document, watch=watch)
        for message in answers(ask, self._kinds, self._judge, self._clock):
            yield message

    async def start(self) -> None:
        """Nothing to start."""

    async def close(self) -> None:
        """Notes it."""
        self.closed = True


class Away:
    """A reach that reaches nothing."""

    def __init__(self, clock: Clock, *, stays: bool = False) -> None:
        self.clock, self.stays = clock, stays


class Company:
    """A book, a store and whatever a collector needs; `rounds`, `troubles` and `proposed` are what it told.

    With `lit` its collectors look after the beacon too.
    """

    def __init__(self, folder: Path, store: SqlPostStore, *kinds: Said) -> None:
        self.folder, self.store = folder, store
        self.clock = ManualClock(NOW)
        self.kinds: dict[str, Any] = {kind.name: kind for kind in kinds}
        self.vault = MemoryVault()
        self.book = SourceBook(folder / "sources.toml", self.vault, self.kinds)
        self.watches = WatchBook(folder / "watches.toml")
        self.moods = MoodBook(folder / "moods.toml")
        self.decided: list[Decision] = []
        self.rounds: list[Round] = []
        self.troubles: list[Any] = []
        self.proposed: list[Proposal] = []
        self.cited: list[PostMark] = []
        self.policy = PolicyBook(folder / "policy.toml")
        self.lit = False
        self.retention = Retention(lambda: self.cited, lambda: (72, 20 << 30, 400))

    def add(self, name: str, kind: str = "", **more: Any) -> Source:
        """A source of that name."""
        (added,) = self.book.add(Source(name=name, kind=kind or name, settings={"what": name}, **more))
        return added

    def collector(self, *, stays: bool = False) -> Collector:
        """One to run."""
        ears = Ears(round=self.rounds.append, trouble=self.troubles.append, proposed=self.proposed.append)
        reach: Any = Away(self.clock, stays=stays)
        readers: Any = HereReaders(self.kinds, self.clock, self.judge())
        decisions = Decisions(lambda: len(self.decided), lambda seq: (self.decided[seq:], len(self.decided)))
        outside = Outside(named(self.watches), self.policy, lambda: UTC) if self.lit else None
        wishes = Wishes(self.retention, self.judge(), self.moods, decisions, outside)
        return Collector(self.book, self.store, reach, readers, self.clock, wishes, ears=ears)

    def judge(self) -> Judge:
        """One that knows the books; the limited child and the collector each have their own."""
        return Judge(Indifferent(self.moods), self.watches)

    async def once(self) -> dict[str, Round]:
        """A round of every source, by name."""
        return {made.source: made for made in await self.collector().once()}

    def state(self, name: str) -> Any:
        """What the store knows of a source."""
        return next((state for state in self.store.source_states() if state.name == name), None)

    def texts(self) -> list[str]:
        """What is stored."""
        return sorted(post.text for post in self.store.get(self.store.find(Question())))

    def later(self, **how: float) -> None:
        """Time passes."""
        self.clock.at += timedelta(**how)
