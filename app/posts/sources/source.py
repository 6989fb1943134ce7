# SPDX-License-Identifier: Apache-2.0
"""One place posts come from, as a person set it up, and what the collector knows of it.

`Source` is what stands in `sources.toml` (see `book`), `SourceState` what the collector keeps in the post store.
The trap: what a source must keep secret is not in here; `sealed` only names the settings that lie in the vault.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import msgspec

from app.errors import Said


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source. `name` is unique in a profile and what people see.

    `every` is seconds between two rounds (0: the kind's own); `silent_after` minutes without a new post before it
    counts as silent (0: by its own pace); `watch` goes onto each of its posts.
    """

    name: str
    kind: str
    settings: dict[str, str] = {}
    sealed: tuple[str, ...] = ()
    watch: str = ""
    every: int = 0
    silent_after: int = 0
    paused: bool = False


class SourceState(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a source. Times are aware UTC.

    `made_for` are the settings it stands for, as a fingerprint: with other settings a source begins anew. `memory`
    belongs to the kind (marks of what was read); `seen` are 8-byte fingerprints of what the last rounds
    brought; `hours` counts new posts by hour since 1970 (as text, for JSON), the last 48 of them; `trouble` is why
    the last round failed, `note` what was odd in one that did not; `began` is when it first answered.
    """

    name: str
    made_for: str = ""
    memory: dict[str, str] = {}
    seen: bytes = b""
    began: datetime | None = None
    last_try: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    stored: int = 0
    hours: dict[str, int] = {}
    trouble: Said | None = None
    note: Said | None = None

    def for_(self, source: "Source") -> "SourceState":
        """This state where it stands for these settings; else one that remembers what was, but has read nothing."""
        made_for = fingerprint(source)
        if self.made_for == made_for:
            return self
        return msgspec.structs.replace(
            self, made_for=made_for, memory={}, seen=b"", began=None, next_try=None, failures=0
        )

    def posts_per_hour(self, now: datetime) -> float:
        """New posts an hour, over the last whole hours up to 24 and the one that runs."""
        this = int(now.timestamp()) // 3600
        counted = {int(hour): count for hour, count in self.hours.items() if this - 24 < int(hour) <= this}
        if not counted:
            return 0.0
        spent = (now.timestamp() - min(counted) * 3600) / 3600
        return sum(counted.values()) / max(1.0, spent)


def fingerprint(source: Source) -> str:
    """What tells one setting-up of a source from another; secrets are not in it."""
    told = msgspec.json.encode((source.kind, sorted(source.settings.items())))
    return hashlib.blake2b(told, digest_size=8).hexdigest()


class Pulse(msgspec.Struct, frozen=True, kw_only=True):
    """A sign of life of the collector: when, which process, what it stored since it began, posts a minute now."""

    at: datetime
    process: int
    began: datetime
    stored: int = 0
    per_minute: float = 0.0
    waiting: int = 0


Settings = Mapping[str, str]
"""A source's settings with its secrets put in; never written down."""
