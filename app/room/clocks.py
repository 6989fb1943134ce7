# SPDX-License-Identifier: Apache-2.0
"""The five clocks that declaring an incident starts (requirement C5).

Team convened within 30 min (done by itself when all four duties are held), top management told within 1 h, first
statement at once (counted as 1 h: the field's golden hour; done by the first release), progress within 6 h, then
daily (24 h after each progress release). The program itself notes a missed clock as an entry (:func:`overdue`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar, Final

from msgspec.structs import replace

from app.errors import Refusal, Said
from app.room import incidents
from app.room.duties import DutyAssigned
from app.room.event import At, By, Command, Event
from app.room.incidents import IncidentClosed, IncidentDeclared, IncidentReopened
from app.room.state import Clock, RoomState
from app.room.statements import StatementReleased
from app.room.words import ClockName, Role, StatementKind

DAILY: Final = timedelta(hours=24)
ALLOWED: Final = {
    ClockName.CONVENE: timedelta(minutes=30),
    ClockName.BRIEF_TOP: timedelta(hours=1),
    ClockName.FIRST_STATEMENT: timedelta(hours=1),
    ClockName.PROGRESS: timedelta(hours=6),
    ClockName.DAILY: timedelta(hours=6) + DAILY,
}


class CompleteClock(Command, frozen=True, kw_only=True, tag="clock.complete"):
    """Say that what the clock asks for is done, and how."""

    incident: str
    clock: ClockName
    note: str = ""


class ClockCompleted(Event, frozen=True, kw_only=True):
    """What a clock asked for was done."""

    kind: ClassVar[str] = "clock.completed"
    incident: str
    clock: ClockName
    note: str = ""


class ClockMissed(Event, frozen=True, kw_only=True):
    """A clock ran out; written by the program."""

    kind: ClassVar[str] = "clock.missed"
    incident: str
    clock: ClockName
    due: datetime


COMMANDS = (CompleteClock,)
EVENTS = (ClockCompleted, ClockMissed)
HEARS = (IncidentDeclared, IncidentClosed, IncidentReopened, DutyAssigned, StatementReleased)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about a clock."""
    if not isinstance(command, CompleteClock):
        raise TypeError(command)
    incidents.running(state, command.incident)
    clock = state.clocks[command.incident, command.clock]
    if not clock.running:
        raise Refusal("clock.done", Said("refusal-clock-done", {"clock": Said(f"clock-{clock.name}")}))
    return ClockCompleted(by=by.person, incident=command.incident, clock=command.clock, note=command.note.strip())


def overdue(state: RoomState, now: datetime) -> Iterator[ClockMissed]:
    """What the program must note: clocks that ran out and are not noted yet, in order of their time."""
    late = [
        (clock.due, incident, clock)
        for (incident, _), clock in state.clocks.items()
        if clock.running and clock.missed_at is None and clock.due < now
    ]
    for due, incident, clock in sorted(late, key=lambda row: (row[0], row[1], row[2].name)):
        yield ClockMissed(incident=incident, clock=clock.name, due=due)


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after a clock, or what it waits for, moved."""
    match event:
        case IncidentDeclared():
            for name, allowed in ALLOWED.items():
                clock = Clock(name=name, started_at=at.time, due=at.time + allowed)
                state = _with(state, event.incident, clock)
            return state
        case ClockCompleted():
            return _done(state, at, event.incident, event.clock, event.by)
        case ClockMissed():
            late = replace(state.clocks[event.incident, event.clock], missed_at=event.due)
            return _with(state, event.incident, late)
        case DutyAssigned():
            if all(state.holder(event.incident, role) for role in Role):
                return _done(state, at, event.incident, ClockName.CONVENE, event.by)
            return state
        case StatementReleased():
            return _released(state, at, event)
        case IncidentClosed() | IncidentReopened():
            return _stop(state, event.incident, stopped=isinstance(event, IncidentClosed))
    return state


def _released(state: RoomState, at: At, event: StatementReleased) -> RoomState:
    incident = state.statements[event.statement].incident
    state = _done(state, at, incident, ClockName.FIRST_STATEMENT, event.by)
    if state.statements[event.statement].kind is StatementKind.HOLDING:
        return state
    state = _done(state, at, incident, ClockName.PROGRESS, event.by)
    daily = replace(state.clocks[incident, ClockName.DAILY], started_at=at.time, due=at.time + DAILY, missed_at=None)
    return _with(state, incident, daily)


def _done(state: RoomState, at: At, incident: str, name: ClockName, by: str) -> RoomState:
    clock = state.clocks[incident, name]
    if not clock.running:
        return state
    if name is ClockName.DAILY:
        return _with(state, incident, replace(clock, started_at=at.time, due=at.time + DAILY, missed_at=None))
    return _with(state, incident, replace(clock, done_at=at.time, done_by=by))


def _stop(state: RoomState, incident: str, *, stopped: bool) -> RoomState:
    for name in ClockName:
        state = _with(state, incident, replace(state.clocks[incident, name], stopped=stopped))
    return state


def _with(state: RoomState, incident: str, clock: Clock) -> RoomState:
    return replace(state, clocks=state.clocks.set((incident, clock.name), clock))
