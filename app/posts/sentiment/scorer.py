# SPDX-License-Identifier: Apache-2.0
"""The scorer of the program: the model it came with, and the words people here gave a mood.

Stands behind `app.posts.ports.SentimentScorer`; the composition root makes it. The trap: a damaged book of words does
not stop it, the words of before go on counting.
"""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Final

import numpy as np

from app.errors import FenghuoError
from app.posts.post import Mood, mood_of
from app.posts.sentiment import hashing
from app.posts.sentiment.book import MoodBook, OwnWords, no_words
from app.posts.sentiment.feeling import Explanation, Feeling
from app.posts.sentiment.model import model_fingerprint
from app.posts.sentiment.weighing import judged

UNKNOWN: Final = Feeling(0.0, Mood.UNKNOWN)


class MoodScorer:
    """A `SentimentScorer` over the model the program came with and the words people here gave a mood."""

    def __init__(self, book: MoodBook | None = None) -> None:
        self._book = book
        self._seen: tuple[int, int] | None = None
        self._words = no_words()

    @property
    def fingerprint(self) -> str:
        """16 hex digits that are others as soon as the model or any own word is."""
        together = f"{model_fingerprint()} {self.words().fingerprint}"
        return blake2b(together.encode(), digest_size=8).hexdigest()

    def words(self) -> OwnWords:
        """The own words as they are now; those of before while the book is damaged."""
        if self._book is not None:
            changed = self._book.changed()
            if changed != self._seen:
                with suppress(FenghuoError):
                    self._words = OwnWords(self._book.words())
                self._seen = changed
        return self._words

    def feel(self, texts: Sequence[str]) -> list[Feeling]:
        """The feeling of each text, in the same order. Never raises for a text."""
        words = self.words()
        feelings: list[Feeling] = []
        for start, end in hashing.chunks(texts):
            scores = judged(texts[start:end], words).scores
            unknown = np.isnan(scores)
            feelings += [Feeling(score, mood_of(score)) for score in np.where(unknown, 0.0, scores).tolist()]
            for place in np.flatnonzero(unknown).tolist():
                feelings[start + place] = UNKNOWN
        return feelings

    def explain(self, text: str) -> Explanation:
        """Why `feel` says so. The first time it reads a dictionary (0.2 s)."""
        from app.posts.sentiment.explaining import pieces_of

        words = self.words()
        feeling = self.feel([text])[0]
        return Explanation(feeling, pieces_of(text, words) if feeling.mood is not Mood.UNKNOWN else ())
