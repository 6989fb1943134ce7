# SPDX-License-Identifier: Apache-2.0
"""Where the words somebody searched stand in a text, so that they can be shown in place.

Used by the feed's detail. The trap: the index finds words folded and across punctuation, so the places are looked for
in a folded text, character by character, and told as places of the original.
"""

import re
from typing import Final

from app.posts.fold import fold

_TERM: Final = re.compile(r'"([^"]*)(?:"|$)|(\S+)')
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟「」『』《》＂", '"') | {"\u3000": " "})
_READ: Final = 5_000


def search_spans(text: str, words: str) -> list[tuple[int, int]]:
    """(start, end) of every place in the first 5,000 characters where one of the searched words stands."""
    terms = [match[1] or match[2] or "" for match in _TERM.finditer(words.translate(_QUOTES))]
    flat, places = _flat(text[:_READ]) if terms else ("", [])
    spans: list[tuple[int, int]] = []
    for term in terms:
        wanted, beginning = _flat(term)[0], term.endswith("*")
        at = flat.find(wanted) if wanted else -1
        while at >= 0:
            start, end = places[at], places[at + len(wanted) - 1] + 1
            if not _within_a_word(text, start, end, beginning=beginning):
                spans.append((start, end))
            at = flat.find(wanted, at + 1)
    return sorted(spans)


def _flat(text: str) -> tuple[str, list[int]]:
    """The folded letters and figures of a text, and for each the place it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in fold(character):
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _within_a_word(text: str, start: int, end: int, *, beginning: bool) -> bool:
    """Latin words are found whole, or from their beginning."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    after = end < len(text) and _latin(text[end - 1]) and _latin(text[end])
    return before or (after and not beginning)


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
