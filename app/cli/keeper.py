# SPDX-License-Identifier: Apache-2.0
"""What a command needs of a profile, without knowing how it is kept. `app.__main__` provides it.

The trap: `writer` holds the profile's lock until its block ends; keep such blocks short.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TextIO

if TYPE_CHECKING:  # all of it: a command pays only for what it uses
    from zoneinfo import ZoneInfo

    from app.clock import Clock
    from app.notify.courier import PostRoom
    from app.posts.collecting.jobs import Job, Jobs
    from app.posts.collecting.upkeep import Wishes
    from app.posts.importer import ImportReport, Progress
    from app.posts.judge import Judge
    from app.posts.mappings import Mappings
    from app.posts.ports import PostStore, SentimentScorer
    from app.posts.sentiment.book import MoodBook
    from app.posts.sources.book import SourceBook
    from app.posts.watches.book import WatchBook
    from app.room.journal import Recorded
    from app.room.service import Room
    from app.room.state import RoomState
    from app.room.verify import Audit
    from app.texts import Texts
    from app.warning.policy_book import PolicyBook

_BAR_WIDTH: Final = 24


class RoomRead(NamedTuple):
    """A room opened for reading only: all records, and the state they fold to."""

    records: "Sequence[Recorded]"
    state: "RoomState"


class Collecting(NamedTuple):
    """What a collector needs of a profile."""

    book: "SourceBook"
    store: "PostStore"
    jobs: "Jobs"
    wishes: "Wishes"


class Keeper(Protocol):
    """The way into one profile for one command."""

    @property
    def folder(self) -> Path:
        """The profile."""

    def writer(self) -> "AbstractContextManager[Room]":
        """The room for acting; makes the profile where there is none. Raises Conflict when it is open elsewhere."""

    def reader(self) -> RoomRead:
        """The room for reading, also while the window has it open. Raises UserError where there is none."""

    def zone(self) -> "ZoneInfo":
        """In which times are shown and read; the house's where there is no room yet."""

    def post_writer(self) -> "AbstractContextManager[PostStore]":
        """The post store for adding; makes profile and store where there is none."""

    def has_posts(self) -> bool:
        """Whether posts were ever stored here."""

    def post_reader(self) -> "AbstractContextManager[PostStore | None]":
        """The post store for reading; None where nothing was imported yet."""

    def sources(self) -> "SourceBook":
        """The profile's sources; makes the profile where there is none."""

    def watches(self) -> "WatchBook":
        """What the profile watches. Needs nothing unlocked, and no profile."""

    def moods(self) -> "MoodBook":
        """The words that have a mood here. Needs nothing unlocked, and no profile."""

    def policy(self) -> "PolicyBook":
        """The rules of the beacon, and what its levels start. Needs nothing unlocked, and no profile."""

    def notices(self) -> "PostRoom":
        """Who is told of alerts outside the window; makes the profile where there is none."""

    def mappings(self) -> "Mappings":
        """How people read exports before."""

    def reader_command(self) -> tuple[str, ...]:
        """Program and arguments of the limited child that reads what strangers wrote."""

    def collecting(self) -> AbstractContextManager[Collecting]:
        """Everything a collector needs; holds the post store's lock. Raises Conflict where another holds it."""

    def hand_over(self, job: "Job", progress: "Callable[[Progress], None]") -> "ImportReport | None":
        """Has the running collector import something; None where none runs. Raises UserError."""

    def judge(self) -> "Judge":
        """Says how posts feel and which watches of this profile they match."""

    def scorer(self) -> "SentimentScorer":
        """Says how a text feels, by the model and the words of this profile."""

    def audit(self, folder: Path | None) -> "Audit":
        """Check the journal (and the files' pages) of this profile, or of another folder."""

    def make_demo(self, tell: Callable[[float], None]) -> None:
        """Make this profile, which must not exist yet, the demo's."""

    def picture(self, out: Path) -> Path:
        """A picture of the main window on this profile, made without a display."""

    def window(self, *, demo: bool) -> int:
        """Open the window."""


class Console(NamedTuple):
    """One run of a command: where it reads and writes, in which language, and how it gets at the profile."""

    keeper: Keeper
    texts: "Texts"
    clock: "Clock"
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def say(self, line: str) -> None:
        """A line on standard output."""
        print(line, file=self.stdout, flush=True)

    def complain(self, line: str) -> None:
        """A line on standard error."""
        print(line, file=self.stderr, flush=True)

    def bar(self, name: str, share: float) -> None:
        """Draw progress on a terminal, over what was drawn before. `share` 0 to 1."""
        if self.stderr.isatty():
            done = "█" * int(share * _BAR_WIDTH)
            print(f"\r{name} {done:·<{_BAR_WIDTH}} {share:4.0%}", end="", file=self.stderr, flush=True)

    def clear_bar(self) -> None:
        """Take the bar away."""
        if self.stderr.isatty():
            print("\r\033[K", end="", file=self.stderr, flush=True)
