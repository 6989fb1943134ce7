# SPDX-License-Identifier: Apache-2.0
"""All kinds of source: those of the house, one file each, and those that installed packages bring.

Asked by the collector, its limited child, the command line and the window. The trap: a stranger's package that fails
to load must cost only its own kind, so it is left out and named.
"""

import importlib
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from app.errors import Said, UserError
from app.posts.sources.port import ENTRY_POINTS, Kind

_HOUSE: Final = {
    "feed": "app.posts.sources.feed:Feed",
    "rsshub": "app.posts.sources.rsshub:RssHub",
    "mastodon": "app.posts.sources.mastodon:Mastodon",
    "bluesky": "app.posts.sources.bluesky:Bluesky",
    "imap": "app.posts.sources.imap:Imap",
    "folder": "app.posts.sources.folder:Folder",
    "webhook": "app.posts.sources.webhook:Webhook",
}


_ITS_FAULTS: Final = (
    ImportError, SyntaxError, NameError, AttributeError, TypeError, ValueError, LookupError, ArithmeticError,
    AssertionError, OSError, RuntimeError,
)  # fmt: skip
"""What a stranger's package may do instead of loading; whatever else it is, it is not ours to hide."""
_PARTS: Final = ("fields", "every", "checked", "listen", "items")


class Kinds(Mapping[str, Kind]):
    """Kinds by name, each loaded when it is first asked for. Raises UserError `source-kind-…` for one that is not."""

    def __init__(self) -> None:
        self._loaded: dict[str, Kind] = {}
        self._strangers = {point.name: point for point in entry_points(group=ENTRY_POINTS)}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        yield from _HOUSE
        yield from (name for name in sorted(self._strangers) if name not in _HOUSE)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load(self, name: str) -> Kind:
        if name in _HOUSE:
            module, _, member = _HOUSE[name].partition(":")
            made: Kind = getattr(importlib.import_module(module), member)()
            return made
        point: EntryPoint | None = self._strangers.get(name)
        if point is None:
            raise UserError(Said("source-kind-unknown", {"kind": name, "kinds": ", ".join(self)}))
        try:
            strange: Kind = point.load()()
            if strange.name != name or not all(hasattr(strange, part) for part in _PARTS):
                raise TypeError(name)
        except _ITS_FAULTS as fault:
            raise UserError(Said("source-kind-broken", {"kind": name, "package": point.value})) from fault
        return strange
