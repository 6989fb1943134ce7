# SPDX-License-Identifier: Apache-2.0
"""Whether a post complains or demands something, and what a sentence wants, by `resources/lexicons/asks.toml`.

The post store counts complaints with it, batch by batch; `app.analysis.asks` groups by what sentences want. The trap:
`complains` looks at whole texts first, with looser patterns, which must find whatever the sentences' own find there.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

import re2  # type: ignore[import-untyped]

from app.posts.authored import LONGEST, own, sentences
from app.posts.fold import fold


class AskKind(StrEnum):
    """What a sentence wants: an answer, to be heard, or something done."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    DEMAND = "demand"


_ORDER: Final = (AskKind.QUESTION, AskKind.DEMAND, AskKind.COMPLAINT)
_UNHAPPY: Final = (AskKind.DEMAND, AskKind.COMPLAINT)
_MARKED: Final = len(_ORDER)
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LONGEST: Final = 200
_LONGEST_HAN: Final = 60  # who asks is brief; longer ones are mostly news that somebody pasted
_SHORT: Final = 16
_SIGNS_AT_END: Final = 3
_FEWEST_WORDS: Final = 3
_ANCHOR: Final = re.compile(r"(?<![\[\\])\^|(?<!\\)\$")
_AT_MOST: Final = re.compile(r"\{0,\d+\}")
_MEMORY: Final = 64 << 20
"""Bytes RE2 may use; with its default it falls back to something slow."""


@cache
def lexicon() -> dict[str, Any]:
    """The file."""
    file = resources.files("resources") / "lexicons" / "asks.toml"
    return tomllib.loads(file.read_text("utf-8"))


@cache
def _wanting() -> Any:
    """All patterns at once: gives the places in `_ORDER` of the kinds a text matches, and `_MARKED`."""
    kinds = [_either(lexicon()[kind]["zh"] + lexicon()[kind]["en"]) for kind in _ORDER]
    return _all_of([*kinds, _either(lexicon()[AskKind.QUESTION]["marked"])], _options())


@cache
def _hint() -> Any:
    """Finds something in every text of which a sentence may complain or demand.

    It knows no borders and gaps of any length, which takes RE2 a fraction of the states.
    """
    patterns = [pattern for kind in _UNHAPPY for pattern in lexicon()[kind]["zh"] + lexicon()[kind]["en"]]
    return _all_of([_either([_AT_MOST.sub("*", _ANCHOR.sub("", pattern)) for pattern in patterns])], _options())


@cache
def _unhappy() -> Any:
    """Of sentences a line each: gives the places in `_UNHAPPY` of what they seem to be, and behind those, in the same
    order, of what is to be left out first."""
    parts = [lexicon()[kind] for kind in _UNHAPPY]
    wanted = [*(_either(part["zh"] + part["en"]) for part in parts), *(_either(part["never"]) for part in parts)]
    return _all_of([f"(?m){pattern}" for pattern in wanted], _options(lines=True))


@cache
def _left_out(kind: AskKind) -> Any:
    """What is left out of such lines."""
    return re2.compile(f"(?m){_either(lexicon()[kind]['never'])}", _options(lines=True))


def _all_of(patterns: Sequence[str], options: Any) -> Any:
    """A set that gives the places of those found. Even for one it is half the price of a search, which says where."""
    found = re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


def _options(*, lines: bool = False) -> Any:
    options = re2.Options()
    options.never_capture, options.max_mem, options.never_nl = True, _MEMORY, lines
    return options


@cache
def _never(kind: AskKind) -> Any:
    return re2.compile(_either(lexicon()[kind]["never"]))


def _either(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def kind_of(sentence: str) -> AskKind | None:
    """What a folded sentence wants; None where it asks nothing (or only seems to: 好吗, right?).

    What it asks comes first, then what it demands, then what it complains of.
    """
    if _is_too_long(sentence):
        return None
    said = sentence[:_LONGEST]
    places = _places(said)
    for place, kind in enumerate(_ORDER):
        if place in places:
            less = str(_never(kind).sub(" ", said))
            if less == said or place in _places(less):
                return kind
    return None


def complains(text: str) -> bool:
    """Whether the author of a text complains or demands something, be it in a question. Some 5 µs; never raises."""
    return _short_does(text) if len(text) <= _SHORT else _may(text) and _does(text)


@lru_cache(maxsize=8_192)
def _short_does(text: str) -> bool:
    """Of what people add to a repost most is short and said again and again."""
    return len(text) > 1 and _may(text) and _does(text)


def _may(text: str) -> bool:
    return bool(_hint().Match(fold(text[:LONGEST]).encode("utf-8", "replace")))


@lru_cache(maxsize=2_048)
def _does(text: str) -> bool:
    """What `kind_of` says of each sentence, but for questions; some 10 µs."""
    said = "\n".join([one[:_LONGEST] for one in sentences(own(text)) if not _is_too_long(one)])
    lines = said.encode("utf-8", "replace")  # several times as fast as with a str
    found = _unhappy().Match(lines) or ()
    for place, kind in enumerate(_UNHAPPY):
        if place in found:
            spoilt = place + len(_UNHAPPY) in found
            if not spoilt or place in (_unhappy().Match(_left_out(kind).sub(b" ", lines)) or ()):
                return True
    return False


def _is_too_long(sentence: str) -> bool:
    return len(sentence) > _LONGEST_HAN and _HAN.search(sentence[:_LONGEST]) is not None


def _places(said: str) -> set[int]:
    """The places in `_ORDER` of the kinds a sentence seems to be."""
    places = set[int](_wanting().Match(said) or ())
    if "?" not in said[-_SIGNS_AT_END:]:
        return places
    if _MARKED in places or (len(said.split()) >= _FEWEST_WORDS and not _HAN.search(said)):
        places.add(_ORDER.index(AskKind.QUESTION))
    return places
