# SPDX-License-Identifier: Apache-2.0
"""A desk to import files at: a real store, a fixed clock, a scorer that knows no words but those it is taught."""

import gzip
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.errors import Said, UserError
from app.posts import importer
from app.posts.importer import ImportReport
from app.posts.judge import Judge
from app.posts.post import Mood, Post
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.feeling import Explanation, Feeling, MoodWord
from app.texts import LANGUAGES, Texts
from db.post_store import SqlPostStore, open_posts
from tests.unit.found import newest

NOW = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
KEY = bytes(range(32))
ENGLISH = Texts("en")
_ALL = [Texts(language) for language in LANGUAGES]


class Indifferent:
    """Finds every text neutral that has none of its own words in it, the last of which decides."""

    def __init__(self, book: MoodBook | None = None) -> None:
        self._book = book
        self._last: tuple[MoodWord, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Others as soon as any word is."""
        return "".join(f"{word.word}{word.mood}" for word in self._words())

    def feel(self, texts: Sequence[str]) -> list[Feeling]:
        """One for each."""
        scores = {Mood.NEGATIVE: -0.5, Mood.NEUTRAL: 0.0, Mood.POSITIVE: 0.5}
        found = [[word.mood for word in self._words() if word.word in text] for text in texts]
        return [Feeling(scores[moods[-1]], moods[-1]) if moods else Feeling(0.0, Mood.NEUTRAL) for moods in found]

    def explain(self, text: str) -> Explanation:
        """Says no more than the mood."""
        return Explanation(self.feel([text])[0], ())

    def _words(self) -> tuple[MoodWord, ...]:
        if self._book is not None:
            with suppress(UserError):  # a damaged book: the words of before go on counting
                self._last = self._book.words()
        return self._last


class Desk:
    """Imports files and remembers what became of them."""

    def __init__(self, folder: Path, store: SqlPostStore) -> None:
        self.folder = folder
        self.store = store
        self.clock = ManualClock(NOW)

    def file(self, content: str | bytes, name: str = "posts.csv", *, saved: datetime = NOW) -> Path:
        """Writes a file as if it had been saved at a time."""
        path = self.folder / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
        os.utime(path, (saved.timestamp(), saved.timestamp()))
        return path

    def take(
        self,
        path: Path,
        *,
        maps: dict[str, str] | None = None,
        zone: tzinfo | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Imports it, and checks what always holds: the count, every sentence in three languages."""
        report = importer.run(
            path,
            self.store,
            Judge(Indifferent()),
            self.clock,
            maps=maps or {},
            zone=zone,
            watch="",
            cancelled=cancelled,
        )
        assert report.read == report.stored + report.same + report.rejected_total
        for said in [*report.warnings, *(reject.reason for reject in report.rejected)]:
            assert all(texts.say(said) for texts in _ALL)
        return report

    def took(self, content: str | bytes, name: str = "posts.csv", **how: dict[str, str] | None) -> ImportReport:
        """Writes and imports in one go."""
        return self.take(self.file(content, name), **how)  # type: ignore[arg-type]

    def posts(self) -> list[Post]:
        """All posts, oldest first."""
        return newest(self.store)[::-1]

    def texts(self) -> list[str]:
        """What they say."""
        return [post.text for post in self.posts()]


def keys(said: Sequence[Said]) -> list[str]:
    """Which sentences were said."""
    return [one.key for one in said]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty post store and a folder for files."""
    store = open_posts(tmp_path / "posts.db", KEY)
    yield Desk(tmp_path, store)
    store.close()
