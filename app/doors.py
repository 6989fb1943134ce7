# SPDX-License-Identifier: Apache-2.0
"""How the window gets into a profile: the protocols between `ui` and the composition root.

`app.__main__` provides them, `ui.application` uses them. The trap: `Door.open` may take a quarter of a second
(unlocking by passphrase is slow on purpose), so call it off the GUI thread or behind a wait cursor.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.ports import SeenMarks
from app.posts.ports import PostStore, SentimentScorer
from app.posts.priority import Tuning
from app.posts.question import Question
from app.posts.sources.book import SourceBook
from app.posts.watches.book import WatchBook
from app.room.service import Founder, Room
from app.texts import Language

if TYPE_CHECKING:
    from app.notify.courier import PostRoom
    from app.posts.sentiment.book import MoodBook  # brings numpy
    from app.warning.policy_book import PolicyBook


class ChildCommand(Protocol):
    """Starts another `fenghuo` on the same profile, for work that belongs in a process of its own."""

    def arguments(self, *args: str) -> list[str]:
        """Program and arguments. The child reads its secret from the first line of its standard input."""

    def secret(self) -> bytes:
        """That line, with its newline. Never goes to a command line, a file or the environment."""


class Settings(Protocol):
    """What one computer's user likes. Kept in the profile's `settings.toml`."""

    language: Language
    theme: str
    keep_hours: int
    keep_gigabytes: int
    keep_count_days: int
    priority: Tuning
    searches: dict[str, Question]
    window: dict[str, str]

    def save(self) -> None:
        """Write it down. Raises EnvironmentFault where the profile cannot be written."""


@dataclass(frozen=True, slots=True)
class OpenHouse:
    """A profile that is open: close `room`, `seen` and `posts` when done."""

    room: Room
    posts: PostStore
    profile: Path
    demo: bool
    child: ChildCommand
    sources: SourceBook
    watches: WatchBook
    seen: SeenMarks
    moods: "MoodBook"
    scorer: SentimentScorer
    policy: "PolicyBook"
    notices: "PostRoom"


class Door(Protocol):
    """The way into one profile."""

    @property
    def profile(self) -> Path:
        """Its folder; may not exist yet."""

    def is_new(self) -> bool:
        """Whether there is no room in it yet."""

    def locked_by_passphrase(self) -> bool:
        """Whether `open` needs a passphrase from the person."""

    def needs_passphrase_for_new(self) -> bool:
        """Whether `create` needs one, because this computer has no keyring."""

    def create(self, name: str, zone: str, founder: Founder, passphrase: str | None) -> OpenHouse:
        """Make the profile, its room and first person. Raises EnvironmentFault, UserError."""

    def open(self, passphrase: str | None) -> OpenHouse:
        """Open what is there. Raises UserError (wrong passphrase, damaged), Conflict (open elsewhere)."""

    def demo(self) -> OpenHouse:
        """A throw-away profile with a worked crisis; its people's passphrase is `demo`."""
