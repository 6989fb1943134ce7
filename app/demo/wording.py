# SPDX-License-Identifier: Apache-2.0
"""How one post is worded: a line of its theme, perhaps more, and what people hang on it where they write.

Called by app.demo.posts, one wording a language. The trap: the same text twice is drawn again, so a theme with few
lines and many posts costs time; give it more lines.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from app.demo.phrases import Deck, expand
from app.demo.scenario import Moments, Place, Theme, Tongue, offset, world

_TRIES: Final = 12
_HOUR: Final = 3600.0
_ENDS: Final = "？！?!.…。"
_TERSE: Final = "douyin"


class Wording:
    """Words for the posts of one language."""

    def __init__(self, language: Tongue, themes: Mapping[str, Theme], moments: Moments, rng: Random) -> None:
        self._english, self._themes, self._moments, self._rng = language == "en", themes, moments, rng
        self._gap = " " if self._english else ""
        self._slots = world().slots[language]
        self._stages = [(name, offset(at).total_seconds() / _HOUR) for name, at in world().stages]
        self._lines = {name: Deck(theme.lines, rng) for name, theme in themes.items()}
        self._more = {name: Deck(theme.more, rng) for name, theme in themes.items()}
        self._seen: set[str] = set()

    def text(self, theme: str, place: Place, hour: float) -> str:
        """A post on `theme`, as it would be written at `place`, `hour` hours after the start."""
        text = ""
        for _ in range(_TRIES):
            tag = self._tag(place, hour)
            tag_first = tag.endswith("#") and self._rng.random() < 0.5
            said = "".join(self._said(theme, place))
            text = self._moments.say(f"{tag}{said}" if tag_first else f"{said} {tag}".rstrip())
            if text not in self._seen:
                break
        self._seen.add(text)
        return text

    def _said(self, name: str, place: Place) -> Iterator[str]:
        rng, theme = self._rng, self._themes[name]
        line = self._filled(self._lines[name])
        yield line
        if theme.joins and rng.random() < 0.25:
            yield self._stop(line) + self._gap
            line = self._filled(self._lines[name])
            yield line
        if theme.more and rng.random() < (0.25 if place.source == _TERSE else 0.45):
            yield self._stop(line) + self._gap + self._filled(self._more[name])
        elif line[-1] not in _ENDS and not line[-1].isdigit() and rng.random() < 0.45:
            yield "." if self._english else "。"
        marks = place.marks.get(theme.mood, ())
        if marks and rng.random() < 0.3:
            yield self._gap + rng.choice(marks)

    def _filled(self, deck: Deck) -> str:
        return expand(deck.draw(), self._rng, self._slots)

    def _tag(self, place: Place, hour: float) -> str:
        stage = [name for name, begin in self._stages if begin <= hour][-1]
        tags = place.tags.get(stage, ())
        return self._rng.choice(tags) if tags and self._rng.random() < 0.34 else ""

    def _stop(self, line: str) -> str:
        if line[-1] in _ENDS:
            return ""
        return "." if self._english else self._rng.choice(("。", "。", "。", "！", "…", "，"))
