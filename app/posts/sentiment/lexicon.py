# SPDX-License-Identifier: Apache-2.0
"""The first scorer: weighed words, negation, degree, and the clause after `but`. Chinese and English, offline.

The importer calls it for every batch, behind `app.posts.ports.SentimentScorer`. The trap: it does not understand
irony, and its score is no probability; only the three moods of `mood_of` are meant to be shown.
"""

import re
from collections.abc import Sequence
from math import sqrt
from typing import Final

from app.posts.fold import fold
from app.posts.sentiment.wordlist import FIRST_WORD, LATIN_FIRSTS, Entry, Role, WordList, word_list

LONGEST: Final = 4_000
"""Characters read of one text: a mood does not need the rest of a megabyte."""
_SOFTNESS: Final = 16.0  # measured: the band of `mood_of` then lies between one mild word and none in a tweet
_LONG: Final = 30.0  # characters; a longer text needs more words for the same score
_EARLIER: Final = 0.5
_NOT_GOOD: Final = -0.9
_NOT_BAD: Final = -0.3

_Found = list[tuple[int, int, Entry]]
_WORD, _NEGATION, _DEGREE, _TURN = Role.WORD, Role.NEGATION, Role.DEGREE, Role.TURN
_ADDRESS: Final = r"https?://[!-~]+|@[\w-]{1,30}(?![^\s:,.!?])"
_LATIN: Final = re.compile(rf"{_ADDRESS}|{FIRST_WORD.pattern}")


class LexiconScorer:
    """A `SentimentScorer` over the word lists. Loads them when it first scores; safe from several threads."""

    def score(self, texts: Sequence[str]) -> list[float]:
        """One number from -1 (negative) to 1 (positive) a text, in the same order. Never raises for a text."""
        words = word_list()
        scores = []
        for text in texts:
            folded = fold(text[:LONGEST])
            scores.append(_squashed(_weighed(_found(folded, words)), len(folded)))
        return scores


def _squashed(weight: float, length: int) -> float:
    if not weight:
        return 0.0
    weight /= sqrt(1.0 + length / _LONG)
    return weight / sqrt(weight * weight + _SOFTNESS)


def _found(text: str, words: WordList) -> _Found:
    """The entries in `text` with start and end, longest first, not overlapping, in order."""
    found: _Found = []
    entries, firsts, lengths = words.entries, words.firsts, words.lengths
    done = 0
    for start, character in enumerate(text):
        if character not in firsts or start < done:
            continue
        if character in LATIN_FIRSTS:
            done = _latin(text, start, words, found)
        else:
            for length in lengths.get(text[start : start + 2]) or lengths.get(character, ()):
                entry = entries.get(text[start : start + length])
                if entry is not None:
                    done = start + length
                    found.append((start, done, entry))
                    break
    return found


def _latin(text: str, start: int, words: WordList, found: _Found) -> int:
    """Reads the word, phrase, address or @name at `start`; the position after it."""
    match = _LATIN.match(text, start)
    if match is None:
        return start + 1
    word, end = match[0], match.end()
    for phrase in words.phrases.get(word, ()):
        after = start + len(phrase)
        if text.startswith(phrase, start) and not text[after : after + 1].isalnum():
            word, end = phrase, after
            break
    entry = words.entries.get(word)
    if entry is not None:
        found.append((start, end, entry))
    return end


def _weighed(found: _Found) -> float:
    """The sum of the weights after negation and degree; what stands before a `but` counts half."""
    total, degree, negated, until = 0.0, 1.0, False, -1
    for start, end, (role, value, reach) in found:
        if start > until:
            degree, negated = 1.0, False
        if role is _WORD:
            if not value:
                continue
            weight = value * degree
            if negated:
                weight *= _NOT_GOOD if value > 0 else _NOT_BAD
            total += weight
            until = -1
        elif role is _NEGATION:
            negated, until = not negated, end + reach
        elif role is _DEGREE:
            degree, until = degree * value, max(until, end + reach)
        else:
            until = -1
            if role is _TURN:
                total *= _EARLIER
    return total
