# SPDX-License-Identifier: Apache-2.0
"""What a profile keeps in files people may write by hand, and what needs no more than those.

The composition root's profile is one, with the room and the posts beside. Nothing here is unlocked, and no profile
need be there. The trap: a command such as `classify` needs only this, so what stands at the top of this file every
command pays for.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.clock import Clock
    from app.posts.judge import Judge
    from app.posts.mappings import Mappings
    from app.posts.ports import SentimentScorer
    from app.posts.sentiment.book import MoodBook
    from app.posts.watches.book import WatchBook
    from app.profile import Profile
    from app.warning.policy_book import PolicyBook


class Books:
    """The books of one profile."""

    def __init__(self, profile: "Profile", clock: "Clock") -> None:
        self._profile, self._clock = profile, clock

    @property
    def folder(self) -> Path:
        """The profile."""
        return self._profile.folder

    def watches(self) -> "WatchBook":
        """What the profile watches."""
        from app.posts.watches.book import WatchBook

        return WatchBook(self._profile.watches_file)

    def moods(self) -> "MoodBook":
        """The words that have a mood here."""
        from app.posts.sentiment.book import MoodBook

        return MoodBook(self._profile.moods_file)

    def policy(self) -> "PolicyBook":
        """The rules of the beacon, and what its levels start."""
        from app.warning.policy_book import PolicyBook

        return PolicyBook(self._profile.policy_file)

    def judge(self) -> "Judge":
        """Says how posts feel and which watches they match."""
        from app.posts.judge import Judge

        return Judge(self.scorer(), self.watches())

    def scorer(self) -> "SentimentScorer":
        """Says how a text feels."""
        from app.posts.sentiment.scorer import MoodScorer

        return MoodScorer(self.moods())

    def mappings(self) -> "Mappings":
        """How people read exports before."""
        from app.posts.mappings import Mappings

        return Mappings(self._profile.mappings_file, self._clock)

    def reader_command(self) -> tuple[str, ...]:
        """The limited child; it is given no secret and opens no profile."""
        books = (str(self._profile.watches_file), str(self._profile.moods_file))
        return (sys.executable, "-m", "app.posts.collecting", *books)
