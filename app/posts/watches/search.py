# SPDX-License-Identifier: Apache-2.0
"""Looks for all keywords in many texts at once, stage by stage: folded, sounding alike, one edit away.

Made by the matcher for what its watches ask for; a keyword takes part only in the stages its reach asks for. The
trap: words of scripts with spaces are found in a row without any; whether they are words there is asked afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

import numpy as np

from app.posts.post import Exactness
from app.posts.watches.forms import Batch, Flags, Numbers, Row, Several, hashes, repeated
from app.posts.watches.letters import Letter, Passed, counted, is_han, is_spaced, letters, passed
from app.posts.watches.near import Near
from app.posts.watches.rules import HAN_FOR_SOUND
from app.posts.watches.sounds import readings, sounds_of
from app.posts.watches.windows import Windows, first_of_each

NEARNESS: Final = {exactness: place for place, exactness in enumerate(Exactness)}
MOST_HITS: Final = 100
"""Of one keyword in one text at one stage; the further ones are not told."""
_MOST_PLACES: Final = 1_000
"""More than hits, for some are no words where they stand."""
_AT_ONCE: Final = 2_000
_LETTERS_TO_SPREAD: Final = 3
_STAGES: Final = {Exactness.EXACT: 0, Exactness.FOLDED: 0, Exactness.HOMOPHONE: 1, Exactness.EDIT: 2}


class _Joint(IntEnum):
    """What may stand between two characters of a keyword."""

    ANYTHING = 0
    SIGNS = 1
    """Both are letters of one word."""
    A_GAP = 2
    """They are letters of two words."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is looked for: `text` as written, a `*` at its end taken away and told by `open_end`."""

    text: str
    open_end: bool
    reach: Exactness


class _Shape(NamedTuple):
    """A word, folded. `lead`: places of `text` before its first character that counts."""

    folded: str
    lead: int
    joints: tuple[_Joint, ...]
    begins: bool
    ends: bool


def word_of(written: str, reach: Exactness) -> Word:
    """The word of a keyword as it is written."""
    bare = written.rstrip("*＊").rstrip()
    if bare == written or not letters(bare):
        return Word(written, False, reach)
    return Word(bare, is_spaced(bare[-1]), reach)


def _shape(word: Word) -> _Shape:
    found = letters(word.text)
    folded = "".join(one.character for one in found)
    joints = tuple(_joint(one, other, word.text) for one, other in pairwise(found))
    return _Shape(folded, found[0].place, joints, is_spaced(folded[0]), is_spaced(folded[-1]) and not word.open_end)


def _joint(one: Letter, other: Letter, text: str) -> _Joint:
    if not (is_spaced(one.character) and is_spaced(other.character)):
        return _Joint.ANYTHING
    between = {passed(character) for character in text[one.place + 1 : other.place] if not counted(character)}
    if Passed.BREAK in between:
        return _Joint.A_GAP
    return _Joint.ANYTHING if Passed.SIGN in between else _Joint.SIGNS


class _Stage:
    """The patterns of one stage, each with the words it stands for."""

    def __init__(self, patterns: Iterable[tuple[tuple[int, ...], int]]) -> None:
        words: dict[tuple[int, ...], list[int]] = {}
        for pattern, word in patterns:
            words.setdefault(pattern, []).append(word)
        self.patterns = list(words)
        self.words = Several(list(words.values()))


class Hits(NamedTuple):
    """Side by side: the text, the word, the place of the exactness in its class, `[starts, ends)` in the text."""

    texts: Numbers
    words: Numbers
    nearness: Numbers
    starts: Numbers
    ends: Numbers


class Search:
    """Words of any number, at least one; each with at least one character that counts."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._shapes = [_shape(word) for word in words]
        self._lengths = np.array([len(shape.folded) for shape in self._shapes], np.int64)
        self._written_lengths = np.array([len(word.text) for word in words], np.int64)
        self._written_first = np.cumsum(self._written_lengths) - self._written_lengths
        self._written = np.array([ord(one) for word in words for one in word.text], np.int64)
        self._leads = np.array([shape.lead for shape in self._shapes], np.int64)
        self._begins = np.array([shape.begins for shape in self._shapes], np.bool_)
        self._ends = np.array([shape.ends for shape in self._shapes], np.bool_)
        self._strict = np.array([any(shape.joints) for shape in self._shapes], np.bool_)
        self._gaps = np.array([shape.joints.count(_Joint.A_GAP) for shape in self._shapes], np.bool_)
        self._hashes = _hashes([shape.folded for shape in self._shapes])
        self._learn([_STAGES[word.reach] for word in words])

    def _learn(self, stages: Sequence[int]) -> None:
        self._strays = np.array([stage == _STAGES[Exactness.EDIT] for stage in stages], np.bool_)
        codes = [tuple(map(ord, shape.folded)) for shape in self._shapes]
        self._folded = _Stage((code, number) for number, code in enumerate(codes))
        self._by_code = Windows(self._folded.patterns, most=_MOST_PLACES)
        sounding = [
            number
            for number, shape in enumerate(self._shapes)
            if stages[number] and sum(map(is_han, shape.folded)) >= HAN_FOR_SOUND
        ]
        self._alike = _Stage((way, number) for number in sounding for way in readings(self._shapes[number].folded))
        self._by_sound = Windows(self._alike.patterns, most=_MOST_PLACES)
        self._astray = _Stage((code, number) for number, code in enumerate(codes) if stages[number] == 2)
        self._near = Near(self._astray.patterns) if self._astray.patterns else None

    def find(self, texts: Sequence[str]) -> Hits:
        """Where they hit; of one keyword the first 100 places a stage in one text. Raises CrowdedError."""
        batch = Batch(texts)
        row = Row(batch.codes, batch)
        found = self._by_code.find(row)
        which, words = self._folded.words.of(found.patterns)
        starts = found.places[which]
        stages = [self._literal(batch, words, starts)]
        if self._alike.patterns:
            stages.append(self._sounding(batch, row))
        if self._near is not None:
            strayed = self._near.find(row)
            which, straying = self._astray.words.of(strayed.words)
            stages.append(self._hits(batch, straying, strayed.starts[which], strayed.ends[which], Exactness.EDIT))
            stages.append(self._longer(batch, words, starts))
        return stages[0] if len(stages) == 1 else Hits(*map(np.concatenate, zip(*stages, strict=True)))

    def _literal(self, batch: Batch, words: Numbers, starts: Numbers) -> Hits:
        """Keywords that stand there folded; which of them stand there letter for letter."""
        hits = self._hits(batch, words, starts, starts + self._lengths[words], Exactness.FOLDED)
        starts = hits.starts - self._leads[hits.words]
        lengths = self._written_lengths[hits.words]
        exact = (starts >= 0) & self._are_written(batch, hits.words, starts + batch.starts[hits.texts])
        ends = np.where(exact, starts + lengths, hits.ends)
        return hits._replace(nearness=np.where(exact, 0, 1), starts=np.where(exact, starts, hits.starts), ends=ends)

    def _are_written(self, batch: Batch, words: Numbers, at: Numbers) -> Flags:
        """Whether the words stand at these places letter for letter."""
        same = np.zeros(len(words), np.bool_)
        for first in range(0, len(words), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            lengths = self._written_lengths[words[some]]
            which, nth = repeated(lengths)
            here = np.minimum(at[some][which] + nth, len(batch.raw) - 1)
            alike = batch.raw[here] == self._written[self._written_first[words[some]][which] + nth]
            same[some] = np.logical_and.reduceat(alike, np.cumsum(lengths) - lengths)
        return same

    def _longer(self, batch: Batch, words: Numbers, starts: Numbers) -> Hits:
        """Keywords to which one letter sticks, before or behind: no word of their own, but one edit away from it."""
        may = self._strays[words] & (self._begins[words] | self._ends[words])
        words, starts = words[may], starts[may]
        ends = starts + self._lengths[words]
        before = self._begins[words] & ~batch.begins_word(starts)
        behind = self._ends[words] & ~batch.ends_word(ends)
        one = before != behind
        return self._hits(batch, words[one], (starts - before)[one], (ends + behind)[one], Exactness.EDIT)

    def _sounding(self, batch: Batch, row: Row) -> Hits:
        found = self._by_sound.find(Row(sounds_of(batch.codes), batch))
        which, words = self._alike.words.of(found.patterns)
        starts = found.places[which]
        other = row.windows(starts, self._lengths[words]) != self._hashes[words]
        words, starts = words[other], starts[other]
        return self._hits(batch, words, starts, starts + self._lengths[words], Exactness.HOMOPHONE)

    def _hits(self, batch: Batch, words: Numbers, starts: Numbers, ends: Numbers, exactness: Exactness) -> Hits:
        """Those that stand there as words, with their place in the text as it was given."""
        stands = self._stand(batch, words, starts, ends, exactness)
        words, starts, ends = words[stands], starts[stands], ends[stands]
        kept = first_of_each(words, batch.owners(starts), MOST_HITS)
        words, starts, ends = words[kept], starts[kept], ends[kept]
        owners = batch.owners(starts)
        begins = batch.starts[owners]
        first, last = batch.places[starts] - begins, batch.places[ends - 1] + 1 - begins
        return Hits(owners, words, np.full(len(words), NEARNESS[exactness], np.int64), first, last)

    def _stand(self, batch: Batch, words: Numbers, starts: Numbers, ends: Numbers, exactness: Exactness) -> Flags:
        stands = np.ones(len(words), np.bool_)
        begins = np.flatnonzero(self._begins[words])
        stands[begins] = batch.begins_word(starts[begins])
        closing = np.flatnonzero(self._ends[words] & stands)
        stands[closing] = batch.ends_word(ends[closing])
        strict = np.flatnonzero(self._strict[words] & stands)
        loose = (batch.places[ends[strict] - 1] - batch.places[starts[strict]]) >= (ends - starts)[strict]
        for one in strict[loose | self._gaps[words[strict]]].tolist():
            passed = batch.passed[int(starts[one]) + 1 : int(ends[one])].tobytes()
            joints = self._shapes[int(words[one])].joints
            stands[one] = _may_stand(joints, passed, strayed=exactness is Exactness.EDIT)
        return stands


@lru_cache(maxsize=16_384)
def _may_stand(joints: tuple[_Joint, ...], passed: bytes, *, strayed: bool) -> bool:
    """Whether a keyword may stand where this was passed over between its characters."""
    if strayed:
        return passed.count(Passed.BREAK) <= sum(joint is not _Joint.SIGNS for joint in joints)
    return _holds_together(joints, [Passed(one) for one in passed])


def _holds_together(joints: Sequence[_Joint], passed: Sequence[Passed]) -> bool:
    """Whether letters stand together as in the keyword: `r e f u n d` is refund, but `the rapist` is no therapist."""
    for joint, run in groupby(zip(joints, passed, strict=True), key=lambda one: one[0]):
        told = [one for _, one in run]
        if joint is _Joint.A_GAP and Passed.UNSEEN in told:
            return False
        spread = len(told) + 1 >= _LETTERS_TO_SPREAD and Passed.UNSEEN not in told
        if joint is _Joint.SIGNS and not spread and Passed.BREAK in told:
            return False
    return True


def _hashes(texts: Sequence[str]) -> np.typing.NDArray[np.uint64]:
    found = np.zeros(len(texts), np.uint64)
    by_length: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        by_length.setdefault(len(text), []).append(number)
    for numbers in by_length.values():
        found[numbers] = hashes(np.array([[ord(one) for one in texts[number]] for number in numbers], np.int64))
    return found
