# SPDX-License-Identifier: Apache-2.0
"""What commands and events have in common.

Each subject file declares its own. Both are msgspec structs: a command's tag is its name on the command line
(`incident.declare`), an event's is its entry's kind (`incident.declared`). The trap: an event's fields are stored
for ever; add fields with a default, never rename or remove one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

import msgspec

from app.ids import new_id


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", forbid_unknown_fields=True):
    """Something a person wants done. References (`incident`, `person` …) are ids once the room resolved them."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened. `by` is the person's id, empty for the program itself."""

    kind: ClassVar[str]
    by: str = ""


class Sealer(Protocol):
    """Signs with the acting person's own key."""

    def __call__(self, message: bytes) -> bytes:
        """64 bytes. Raises Refusal where the person's key is not unlocked."""


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, when, and with what they can sign.

    `person` is empty for the program; `head` is the sequence number of the journal's last entry; `draft_peer` the
    Loro peer id this process edits under.
    """

    person: str
    now: datetime
    seal: Sealer
    head: int = 0
    draft_peer: int = 1
    fresh_id: Callable[[datetime], str] = new_id

    def new_id(self) -> str:
        """A fresh id for what this act makes."""
        return self.fresh_id(self.now)


@dataclass(frozen=True, slots=True)
class At:
    """Where in the journal an event stands: `seq`, time (UTC), and its entry's hash."""

    seq: int
    time: datetime
    hash: bytes
