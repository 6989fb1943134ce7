# SPDX-License-Identifier: Apache-2.0
"""Duties: who is commander, monitor, writer and legal of an incident, and how one hands over to the next."""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said, TextArg
from app.room import incidents, people
from app.room.event import At, By, Command, Event
from app.room.state import RoomState, Shift
from app.room.words import Role


class AssignDuty(Command, frozen=True, kw_only=True, tag="duty.assign"):
    """Give a duty of an incident to a person qualified for it."""

    incident: str
    role: Role
    person: str


class HandOverDuty(Command, frozen=True, kw_only=True, tag="duty.hand_over"):
    """The holder gives a duty on, with what the next one must know."""

    incident: str
    role: Role
    to: str
    note: str


class DutyAssigned(Event, frozen=True, kw_only=True):
    """A duty was given."""

    kind: ClassVar[str] = "duty.assigned"
    incident: str
    role: Role
    person: str


class DutyHandedOver(Event, frozen=True, kw_only=True):
    """A duty went from one person to the next."""

    kind: ClassVar[str] = "duty.handed_over"
    incident: str
    role: Role
    person: str
    before: str
    note: str


COMMANDS = (AssignDuty, HandOverDuty)
EVENTS = (DutyAssigned, DutyHandedOver)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about a duty."""
    match command:
        case AssignDuty():
            incidents.running(state, command.incident)
            _fit(state, command.incident, command.role, command.person)
            return DutyAssigned(by=by.person, incident=command.incident, role=command.role, person=command.person)
        case HandOverDuty():
            return _hand_over(state, by, command)
    raise TypeError(command)


def _hand_over(state: RoomState, by: By, command: HandOverDuty) -> DutyHandedOver:
    incidents.running(state, command.incident)
    before = state.holder(command.incident, command.role)
    role = Said(f"role-{command.role}")
    if not before:
        raise Refusal("duty.vacant", Said("refusal-duty-vacant", {"role": role}))
    if by.person not in (before, state.holder(command.incident, Role.COMMANDER)):
        who: dict[str, TextArg] = {"role": role, "person": state.name(before)}
        raise Refusal("duty.not-yours", Said("refusal-duty-not-yours", who))
    _fit(state, command.incident, command.role, command.to)
    note = incidents.reasoned(command.note, "duty.needs-note")
    return DutyHandedOver(
        by=by.person,
        incident=command.incident,
        role=command.role,
        person=command.to,
        before=before,
        note=note,
    )


def _fit(state: RoomState, incident: str, role: Role, person_id: str) -> None:
    person = people.known(state, person_id)
    said: dict[str, TextArg] = {"person": person.name, "role": Said(f"role-{role}")}
    if role not in person.roles:
        raise Refusal("duty.not-qualified", Said("refusal-duty-not-qualified", said))
    if state.holder(incident, role) == person_id:
        raise Refusal("duty.held-already", Said("refusal-duty-held-already", said))


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after a duty changed hands."""
    match event:
        case DutyAssigned():
            shift = Shift(person=event.person, since=at.time)
        case DutyHandedOver():
            shift = Shift(person=event.person, since=at.time, note=event.note)
        case _:
            return state
    return replace(state, duties=state.duties.set((event.incident, event.role), shift))
