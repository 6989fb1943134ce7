# SPDX-License-Identifier: Apache-2.0
"""People: who may act in the room, what they are qualified for, and the public half of their key.

The private half never comes here: it is wrapped by the person's passphrase and kept beside the journal.
"""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said
from app.room.event import At, By, Command, Event
from app.room.state import Person, RoomInfo, RoomState
from app.room.words import Department, Role
from app.zones import HOUSE_ZONE


class AddPerson(Command, frozen=True, kw_only=True, tag="person.add"):
    """Let somebody in. `new_passphrase` unlocks their key from then on; `key` is filled in by the room."""

    name: str
    department: Department
    roles: tuple[Role, ...]
    new_passphrase: str = ""
    key: bytes = b""


class FoundRoom(Command, frozen=True, kw_only=True, tag="room.found"):
    """Begin an empty room with its first person; the only command that nobody has to sign in for."""

    name: str
    person: str
    department: Department
    roles: tuple[Role, ...]
    new_passphrase: str
    zone: str = HOUSE_ZONE


class ChangePerson(Command, frozen=True, kw_only=True, tag="person.change"):
    """Change a person's department or the duties they are qualified for."""

    person: str
    department: Department
    roles: tuple[Role, ...]


class RetirePerson(Command, frozen=True, kw_only=True, tag="person.retire"):
    """A person may act no longer; what they did stays."""

    person: str
    reason: str


class RoomFounded(Event, frozen=True, kw_only=True):
    """The first entry of every room."""

    kind: ClassVar[str] = "room.founded"
    room: str
    name: str
    zone: str
    device_key: bytes
    demo: bool = False


class PersonAdded(Event, frozen=True, kw_only=True):
    """Somebody was let in."""

    kind: ClassVar[str] = "person.added"
    person: str
    name: str
    department: Department
    roles: tuple[Role, ...]
    key: bytes


class PersonChanged(Event, frozen=True, kw_only=True):
    """Department or qualifications changed."""

    kind: ClassVar[str] = "person.changed"
    person: str
    department: Department
    roles: tuple[Role, ...]


class PersonRetired(Event, frozen=True, kw_only=True):
    """Somebody may act no longer."""

    kind: ClassVar[str] = "person.retired"
    person: str
    reason: str


COMMANDS = (AddPerson, ChangePerson, RetirePerson)
EVENTS = (RoomFounded, PersonAdded, PersonChanged, PersonRetired)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about people."""
    match command:
        case AddPerson():
            return _add(state, by, command)
        case ChangePerson():
            known(state, command.person)
            return PersonChanged(
                by=by.person, person=command.person, department=command.department, roles=command.roles
            )
        case RetirePerson():
            return _retire(state, by, command)
    raise TypeError(command)


def known(state: RoomState, person: str) -> Person:
    """The person with this id. Refuses for a stranger or somebody retired."""
    found = state.people.get(person)
    if found is None:
        raise Refusal("person.unknown", Said("refusal-person-unknown", {"person": person}))
    if found.retired:
        raise Refusal("person.retired", Said("refusal-person-retired", {"person": found.name}))
    return found


def _add(state: RoomState, by: By, command: AddPerson) -> PersonAdded:
    name = command.name.strip()
    if not name:
        raise Refusal("person.needs-name", Said("refusal-person-needs-name"))
    if any(p.name == name and not p.retired for p in state.people.values()):
        raise Refusal("person.name-taken", Said("refusal-person-name-taken", {"person": name}))
    return PersonAdded(
        by=by.person, person=by.new_id(), name=name, department=command.department,
        roles=tuple(role for role in Role if role in command.roles), key=command.key,
    )  # fmt: skip


def _retire(state: RoomState, by: By, command: RetirePerson) -> PersonRetired:
    person = known(state, command.person)
    others = (p for p in state.people.values() if p.id != person.id and not p.retired)
    if not any(Role.COMMANDER in p.roles for p in others):
        raise Refusal("person.last-commander", Said("refusal-person-last-commander", {"person": person.name}))
    for (incident, role), shift in state.duties.items():
        if shift.person == person.id and state.incidents[incident].open:
            title = state.incidents[incident].title
            raise Refusal(
                "person.on-duty",
                Said(
                    "refusal-person-on-duty",
                    {"person": person.name, "incident": title, "role": Said(f"role-{role}")},
                ),
            )
    return PersonRetired(by=by.person, person=person.id, reason=command.reason)


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something happened to people."""
    match event:
        case RoomFounded():
            info = RoomInfo(id=event.room, name=event.name, zone=event.zone, demo=event.demo)
            return replace(state, info=info)
        case PersonAdded():
            person = Person(
                id=event.person,
                name=event.name,
                department=event.department,
                roles=event.roles,
                key=event.key,
            )
        case PersonChanged():
            person = replace(state.people[event.person], department=event.department, roles=event.roles)
        case PersonRetired():
            person = replace(state.people[event.person], retired=True)
        case _:
            return state
    return replace(state, people=state.people.set(person.id, person))
