# SPDX-License-Identifier: Apache-2.0
"""`moods.toml`: words that people here gave a mood, and how they act beside the model.

Written by window and command line, read again by the scorer as soon as it changes. The trap: a word is found in the
folded text, so 塌房 also finds 塌 房 with an invisible character between, but `fail` does not find `failure`.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.errors import Said, UserError
from app.posts.fold import is_deceptive
from app.posts.post import Mood
from app.posts.sentiment.feeling import STRONGEST, MoodWord
from app.posts.sentiment.hashing import Kind, Units, folded_text, read
from app.posts.toml_book import TomlBook

LONGEST_WORD: Final = 40
_FORCES: Final = (0.0, 1.0, 2.6, 12.0)
"""By strength: what is added to the logits of the word's mood; a sure model says some 3."""
_LETTER: Final = "a-z0-9\u00df-\u024f"


class MoodBook:
    """The own words of one profile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = TomlBook(path, "word", MoodWord, words="moods")

    def words(self) -> tuple[MoodWord, ...]:
        """All words in the order they were added. Raises UserError naming the line of a damaged file."""
        found = self._file.rows()
        known: set[str] = set()
        for number, word in enumerate(found):  # only a hand can have written such a word
            why = _wrong(word) or (_taken(word.word) if _key(word.word) in known else None)
            if why is not None:
                line = self._file.line_of(number)
                raise UserError(Said("moods-bad-line", {"path": str(self.path), "line": line, "why": why}))
            known.add(_key(word.word))
        return found

    def changed(self) -> tuple[int, int] | None:
        """Differs whenever the file does: (modified ns, bytes); None without one."""
        found = self._file.changed()
        return found if any(found) else None

    def put(self, word: MoodWord, *, before: str = "") -> MoodWord:
        """Adds a word, or puts it where `before` stood. Returns it as it is kept.

        Raises UserError for a word that cannot be or is there already, and where `before` is not there.
        """
        new = msgspec.structs.replace(word, word=" ".join(word.word.split()), note=word.note.strip())
        if (why := _wrong(new)) is not None:
            raise UserError(why)
        with self._file.lock():
            known = list(self.words())
            place = _place(known, before) if before else len(known)
            if any(_key(old.word) == _key(new.word) for i, old in enumerate(known) if i != place):
                raise UserError(_taken(new.word))
            known[place : place + 1] = [new]
            self._file.write(known)
        return new

    def remove(self, word: str) -> MoodWord:
        """Takes a word away, and returns it. Raises UserError where it is not there."""
        with self._file.lock():
            known = list(self.words())
            gone = known.pop(_place(known, word))
            self._file.write(known)
        return gone


class Found(NamedTuple):
    """An own word in the joined texts, `[start, end)`."""

    word: MoodWord
    start: int
    end: int


class OwnWords:
    """The words, ready to be found in many texts at once. False where there is none."""

    def __init__(self, words: Sequence[MoodWord]) -> None:
        self._words = {_key(word.word): word for word in words}
        longest_first = sorted(self._words, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern_of, longest_first)) or "(?!)")
        shown = "\n".join(f"{key} {word.mood} {word.strength}" for key, word in sorted(self._words.items()))
        self.fingerprint = blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def __bool__(self) -> bool:
        return bool(self._words)

    def found(self, units: Units) -> Iterator[Found]:
        """Each place of a word, the longest where several begin, in order."""
        text, places = folded_text(units)
        for match in self._pattern.finditer(text):
            word = self._words.get(" ".join(match[0].split()))
            if word is not None:
                yield Found(word, int(places[match.start()]), int(places[match.end() - 1]) + 1)

    def masked(self, units: Units) -> Units:
        """The units without those in words that say nothing (mood NEUTRAL)."""
        spans = [(each.start, each.end) for each in self.found(units) if each.word.mood is Mood.NEUTRAL]
        return units.without(spans) if spans else units

    def pushes(self, units: Units) -> NDArray[np.float64]:
        """What the words add to the logits of negative and positive: shape (texts, 2)."""
        pushes = np.zeros((len(units.firsts), 2))
        for each in self.found(units):
            push = push_of(each.word)
            if push:
                text = int(np.searchsorted(units.offsets, each.start, "right")) - 1
                pushes[text, 1 if push > 0 else 0] += abs(push)
                pushes[text, 0 if push > 0 else 1] -= abs(push) / 2
        return pushes


def push_of(word: MoodWord) -> float:
    """How hard a word pushes: below 0 towards negative."""
    force = _FORCES[word.strength]
    return {Mood.NEGATIVE: -force, Mood.POSITIVE: force}.get(word.mood, 0.0)


def no_words() -> OwnWords:
    """None at all."""
    return OwnWords(())


def _key(word: str) -> str:
    """As the scorer compares: two words that look alike are one."""
    return " ".join(folded_text(read([word]))[0].split())


def _pattern_of(key: str) -> str:
    inner = r"[^\S\n]+".join(map(re.escape, key.split()))
    before = rf"(?<![{_LETTER}])" if re.match(f"[{_LETTER}]", key) else ""
    after = rf"(?![{_LETTER}])" if re.search(f"[{_LETTER}]$", key) else ""
    return f"{before}{inner}{after}"


def _wrong(word: MoodWord) -> Said | None:
    """Why a word cannot be in the book."""
    text = word.word
    units = read([text])
    if len(text) > LONGEST_WORD or is_deceptive(text) or not (units.kinds[:-1] > Kind.SPACE).any():
        return Said("moods-bad-word", {"word": text[:LONGEST_WORD], "limit": LONGEST_WORD})
    if not 1 <= word.strength <= STRONGEST or word.mood is Mood.UNKNOWN:
        return Said("moods-bad-strength", {"word": text, "most": STRONGEST})
    return None


def _taken(word: str) -> Said:
    return Said("moods-word-taken", {"word": word})


def _place(known: Sequence[MoodWord], word: str) -> int:
    for place, each in enumerate(known):
        if _key(each.word) == _key(word):
            return place
    raise UserError(Said("moods-word-unknown", {"word": word}))
