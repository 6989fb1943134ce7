# SPDX-License-Identifier: Apache-2.0
"""The room's side of the worked crisis: timed commands, in the very form `fenghuo act` takes.

Called by :mod:`app.demo.play`. The trap: a step may name things (`last`, `#2`, a title) that exist only once the
steps before it were carried out, so it becomes a command at its own moment, not when the file is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.demo.figures import Figures
from app.demo.scenario import Moments, load, offset
from app.posts.post import Post
from app.room import references, subjects
from app.room.event import Command
from app.room.evidence import as_seen
from app.room.log import LogWritten
from app.room.service import Room
from app.room.words import Department, Role


class Member(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the people."""

    name: str
    department: Department
    roles: tuple[Role, ...]


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: the room's name, its people (the founder first), and the steps as lines of `act` with `at`.

    `looks` are the moments at which the beacon looks at the posts there are.
    """

    room: str
    looks: tuple[str, ...]
    person: tuple[Member, ...]
    step: tuple[dict[str, Any], ...]

    def in_order(self) -> list[dict[str, Any]]:
        """The steps by their time."""
        return sorted(self.step, key=lambda step: offset(step["at"]))


def script() -> Script:
    """The script of the scenario."""
    return load("script", Script)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a step's words may refer to: moments, figures, and the key posts by their name."""

    moments: Moments
    figures: Figures
    posts: Mapping[str, Post]

    def say(self, text: str) -> str:
        """A step's text with everything filled in."""
        return self.moments.say(self.figures.say(text.strip()))


def command_of(step: Mapping[str, Any], room: Room, telling: Telling) -> Command:
    """The step as a command of the room as it stands now."""
    said = {key: value for key, value in step.items() if key not in ("at", "as")}
    fields = {key: telling.say(value) if isinstance(value, str) else value for key, value in said.items()}
    if "post" in fields:
        fields["post"] = as_seen(telling.posts[fields["post"]])
    if "happened_at" in fields:
        fields["happened_at"] = telling.moments.at(fields["happened_at"])
    if isinstance(fields.get("entry"), str):
        fields["entry"] = _entry_of(room, fields["entry"])
    wanted = subjects.COMMANDS[fields["do"]]
    return msgspec.convert(references.resolve(room.state, fields), wanted)


def _entry_of(room: Room, text: str) -> int:
    """The sequence number of the log line that says exactly this."""
    return next(r.entry.seq for r in room.records if isinstance(r.event, LogWritten) and r.event.text == text)
