# SPDX-License-Identifier: Apache-2.0
"""Incidents: declared, raised or lowered with a reason, closed, taken up again."""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said
from app.room.event import At, By, Command, Event
from app.room.state import Incident, LevelChange, RoomState
from app.room.words import CrisisType, Severity


class DeclareIncident(Command, frozen=True, kw_only=True, tag="incident.declare"):
    """Say that a crisis is on: starts the five clocks."""

    title: str
    severity: Severity
    type: CrisisType = CrisisType.PUBLIC_OPINION
    summary: str = ""


class ChangeLevel(Command, frozen=True, kw_only=True, tag="incident.change_level"):
    """Raise or lower the severity, with a reason."""

    incident: str
    severity: Severity
    reason: str


class CloseIncident(Command, frozen=True, kw_only=True, tag="incident.close"):
    """End the incident; `outcome` says how it ended."""

    incident: str
    outcome: str


class ReopenIncident(Command, frozen=True, kw_only=True, tag="incident.reopen"):
    """Take a closed incident up again, with a reason."""

    incident: str
    reason: str


class IncidentDeclared(Event, frozen=True, kw_only=True):
    """A crisis is on."""

    kind: ClassVar[str] = "incident.declared"
    incident: str
    number: int
    title: str
    severity: Severity
    type: CrisisType
    summary: str = ""


class LevelChanged(Event, frozen=True, kw_only=True):
    """The severity went up or down."""

    kind: ClassVar[str] = "incident.level_changed"
    incident: str
    severity: Severity
    reason: str


class IncidentClosed(Event, frozen=True, kw_only=True):
    """The incident is over."""

    kind: ClassVar[str] = "incident.closed"
    incident: str
    outcome: str


class IncidentReopened(Event, frozen=True, kw_only=True):
    """It was not over."""

    kind: ClassVar[str] = "incident.reopened"
    incident: str
    reason: str


COMMANDS = (DeclareIncident, ChangeLevel, CloseIncident, ReopenIncident)
EVENTS = (IncidentDeclared, LevelChanged, IncidentClosed, IncidentReopened)


def known(state: RoomState, incident: str) -> Incident:
    """The incident with this id. Refuses where there is none."""
    found = state.incidents.get(incident)
    if found is None:
        raise Refusal("incident.unknown", Said("refusal-incident-unknown", {"incident": incident}))
    return found


def running(state: RoomState, incident: str) -> Incident:
    """The same, and it must be open."""
    found = known(state, incident)
    if not found.open:
        raise Refusal("incident.closed", Said("refusal-incident-closed", {"incident": found.title}))
    return found


def reasoned(reason: str, rule: str) -> str:
    """`reason` without surrounding blanks. Refuses where nothing is left."""
    if not reason.strip():
        raise Refusal(rule, Said("refusal-needs-reason"))
    return reason.strip()


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about an incident."""
    match command:
        case DeclareIncident():
            return _declare(state, by, command)
        case ChangeLevel():
            return _change_level(state, by, command)
        case CloseIncident():
            incident = running(state, command.incident)
            outcome = reasoned(command.outcome, "incident.needs-outcome")
            return IncidentClosed(by=by.person, incident=incident.id, outcome=outcome)
        case ReopenIncident():
            incident = known(state, command.incident)
            if incident.open:
                raise Refusal("incident.open", Said("refusal-incident-open", {"incident": incident.title}))
            reason = reasoned(command.reason, "incident.needs-reason")
            return IncidentReopened(by=by.person, incident=incident.id, reason=reason)
    raise TypeError(command)


def _declare(state: RoomState, by: By, command: DeclareIncident) -> IncidentDeclared:
    title = command.title.strip()
    if not title:
        raise Refusal("incident.needs-title", Said("refusal-incident-needs-title"))
    if any(i.title == title and i.open for i in state.incidents.values()):
        raise Refusal("incident.title-taken", Said("refusal-incident-title-taken", {"incident": title}))
    return IncidentDeclared(
        by=by.person, incident=by.new_id(), number=len(state.incidents) + 1, title=title,
        severity=command.severity, type=command.type, summary=command.summary.strip(),
    )  # fmt: skip


def _change_level(state: RoomState, by: By, command: ChangeLevel) -> LevelChanged:
    incident = running(state, command.incident)
    if incident.severity is command.severity:
        raise Refusal(
            "incident.same-level",
            Said("refusal-incident-same-level", {"severity": Said(f"severity-{command.severity}")}),
        )
    reason = reasoned(command.reason, "incident.needs-reason")
    return LevelChanged(by=by.person, incident=incident.id, severity=command.severity, reason=reason)


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something happened to an incident."""
    match event:
        case IncidentDeclared():
            first = LevelChange(time=at.time, severity=event.severity, by=event.by, reason=event.summary)
            incident = Incident(
                id=event.incident, number=event.number, title=event.title, type=event.type,
                severity=event.severity, summary=event.summary, declared_at=at.time, declared_by=event.by,
                levels=(first,),
            )  # fmt: skip
        case LevelChanged():
            old = state.incidents[event.incident]
            step = LevelChange(time=at.time, severity=event.severity, by=event.by, reason=event.reason)
            incident = replace(old, severity=event.severity, levels=(*old.levels, step))
        case IncidentClosed():
            incident = replace(state.incidents[event.incident], closed_at=at.time, outcome=event.outcome)
        case IncidentReopened():
            incident = replace(state.incidents[event.incident], closed_at=None, outcome="")
        case _:
            return state
    return replace(state, incidents=state.incidents.set(incident.id, incident))
