# SPDX-License-Identifier: Apache-2.0
"""The four perspectives: for each role, which panes stand where, as a tree of rows, columns and shared places.

Read by :mod:`ui.docks`. Sizes are pixels of the drawing (1868 × 996 for the panes of a 1920 × 1080 window) and are
scaled to the window. The trap: a pane may stand in a tree only once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """One pane, or several that share a place as tabs (the first is in front)."""

    panes: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Row:
    """Parts from left to right."""

    parts: tuple["Part", ...]
    size: int


@dataclass(frozen=True, slots=True)
class Column:
    """Parts from top to bottom."""

    parts: tuple["Part", ...]
    size: int


Part: TypeAlias = Place | Row | Column
WIDTH: Final = 1868
HEIGHT: Final = 996


def _one(pane: str, size: int) -> Place:
    return Place((pane,), size)


_COMMANDER = Row(
    (
        Column(
            (
                Row((_one("feed", 560), _one("statement", 946)), 682),
                Place(("sentiment", "beacon", "analysis"), 314),
            ),
            1506,
        ),
        Column(
            (
                _one("duties", 262),
                _one("clocks", 318),
                Place(("timeline", "evidence", "sources", "watches"), 416),
            ),
            362,
        ),
    ),
    WIDTH,
)
_COMMANDER_LOW = Row(
    (
        _one("feed", 560),
        Column((_one("statement", 682), Place(("sentiment", "beacon", "analysis"), 314)), 946),
        Column((Place(("duties", "clocks"), 446), Place(("timeline", "evidence", "sources", "watches"), 550)), 362),
    ),
    WIDTH,
)
_MONITOR = Row(
    (
        Place(("feed", "watches", "sources"), 720),
        Column((_one("beacon", 600), Place(("sentiment", "evidence", "timeline", "analysis"), 396)), 786),
        Column((_one("clocks", 320), _one("duties", 676)), 362),
    ),
    WIDTH,
)
_WRITER = Row(
    (
        Place(("feed", "analysis"), 440),
        _one("statement", 1040),
        Column((_one("clocks", 320), Place(("timeline", "evidence", "sources", "watches"), 676)), 388),
    ),
    WIDTH,
)
_LEGAL = Row(
    (
        _one("statement", 960),
        Place(("evidence", "feed", "analysis"), 520),
        Column((_one("clocks", 320), Place(("timeline", "sources", "watches"), 676)), 388),
    ),
    WIDTH,
)
PERSPECTIVES: Final[dict[str, Part]] = {
    "commander": _COMMANDER,
    "monitor": _MONITOR,
    "writer": _WRITER,
    "legal": _LEGAL,
}


_LOW: Final = 800


def perspective_for(name: str, height: int) -> Part:
    """The tree of a perspective.

    On a low screen duties and clocks of the commander share a place, and the feed goes down to the foot: else either
    its list or the keys below it would not be seen.
    """
    return _COMMANDER_LOW if name == "commander" and height < _LOW else PERSPECTIVES[name]


def places(part: Part) -> Iterator[Place]:
    """The places of a tree, left to right and top to bottom."""
    if isinstance(part, Place):
        yield part
        return
    for below in part.parts:
        yield from places(below)


def first(part: Part) -> str:
    """The pane that stands at the head of a part; the others of the part are put beside it."""
    return next(places(part)).panes[0]


def sizes(part: Part, width: int = WIDTH, height: int = HEIGHT) -> Iterator[tuple[str, int, int]]:
    """(first pane of a place, width, height) for every place, in pixels of the drawing."""
    if isinstance(part, Place):
        yield part.panes[0], width, height
        return
    for below in part.parts:
        if isinstance(part, Row):
            yield from sizes(below, below.size, height)
        else:
            yield from sizes(below, width, below.size)
