# SPDX-License-Identifier: Apache-2.0
"""Every subject of the room in one table: which commands it decides, which events change what.

A new subject is one file and one line here. The trap: order matters. An event goes through the subjects in this
order, so a subject stands after those whose new state it looks at.
"""

from collections.abc import Callable
from typing import Final, Protocol, TypeAlias, cast

import msgspec

from app.room import alerts, clocks, duties, evidence, incidents, log, moods, people, proposals, statements, stories
from app.room.event import At, By, Command, Event
from app.room.state import RoomState

Evolve: TypeAlias = Callable[[RoomState, At, Event], RoomState]
Decide: TypeAlias = Callable[[RoomState, By, Command], Event]


class Subject(Protocol):
    """What a subject file offers."""

    COMMANDS: tuple[type[Command], ...]
    EVENTS: tuple[type[Event], ...]
    decide: Decide
    evolve: Evolve


SUBJECTS: Final = tuple(
    cast(Subject, module)
    for module in (people, incidents, duties, log, evidence, stories, moods, alerts, proposals, statements, clocks)
)
COMMANDS: Final[dict[str, type[Command]]] = {
    cast(str, command.__struct_config__.tag): command for subject in SUBJECTS for command in subject.COMMANDS
}
_DECIDE: Final[dict[type[Command], Decide]] = {
    command: subject.decide for subject in SUBJECTS for command in subject.COMMANDS
}
_EVENTS: Final[dict[str, type[Event]]] = {event.kind: event for subject in SUBJECTS for event in subject.EVENTS}
_DECODERS: Final = {kind: msgspec.json.Decoder(event) for kind, event in _EVENTS.items()}
_ENCODER: Final = msgspec.json.Encoder()
_EVOLVE: Final[dict[type[Event], tuple[Evolve, ...]]] = {
    event: tuple(
        subject.evolve for subject in SUBJECTS if event in subject.EVENTS or event in getattr(subject, "HEARS", ())
    )
    for event in _EVENTS.values()
}


def decide(state: RoomState, by: By, command: Command) -> Event:
    """The event a command leads to. Raises Refusal."""
    return _DECIDE[type(command)](state, by, command)


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after an event."""
    for step in _EVOLVE[type(event)]:
        state = step(state, at, event)
    return state


def encode(event: Event) -> bytes:
    """The payload of an entry: JSON, UTF-8, bytes as base64."""
    return _ENCODER.encode(event)


def decode(kind: str, payload: bytes) -> Event | None:
    """The event of an entry; None where a newer program made it (such entries are kept, not folded)."""
    decoder = _DECODERS.get(kind)
    if decoder is None:
        return None
    try:
        return decoder.decode(payload)
    except msgspec.DecodeError:
        return None
