# SPDX-License-Identifier: Apache-2.0
"""How things stand: level, clocks, facts, duties, decisions, as parts of the report.

Called by :mod:`app.report.gather`. The trap: a clock may have run out without the program having noted it yet (or the
report is for a past moment), so what is missed is decided by `now`, not by the entry.
"""

from datetime import datetime

from app.report.contract import ClockPart, DecisionPart, DutyPart, FactPart, LevelPart
from app.report.moments import Moments, hours
from app.room.state import Clock, Incident, RoomState
from app.room.words import ClockName, Role
from app.texts import Texts


def level_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[LevelPart, ...]:
    """Every step of the severity, oldest first."""
    return tuple(
        LevelPart(
            severity=step.severity.value, text=moments.texts(f"severity-{step.severity}"),
            time=moments.at(step.time), by=state.name(step.by), reason=step.reason,
        )
        for step in incident.levels
    )  # fmt: skip


def clock_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[ClockPart, ...]:
    """The clocks in the order of :class:`ClockName`."""
    found = (state.clocks.get((incident.id, name)) for name in ClockName)
    return tuple(_clock(state, clock, moments) for clock in found if clock is not None)


def _clock(state: RoomState, clock: Clock, moments: Moments) -> ClockPart:
    standing = clock_state(clock, moments.now)
    return ClockPart(
        name=clock.name.value, text=moments.texts(f"clock-{clock.name}"), state=standing,
        verdict=_verdict(clock, standing, moments), started=moments.at(clock.started_at), due=moments.at(clock.due),
        done=moments.at(clock.done_at) if clock.done_at else None,
        done_by=state.name(clock.done_by) if clock.done_at else "",
    )  # fmt: skip


def clock_state(clock: Clock, now: datetime) -> str:
    """One of done, late, missed, running, stopped."""
    if clock.done_at is not None:
        return "late" if clock.done_at > clock.due else "done"
    if clock.stopped:
        return "stopped"
    return "missed" if clock.due < now else "running"


def _verdict(clock: Clock, standing: str, moments: Moments) -> str:
    texts, now = moments.texts, moments.now
    if clock.done_at is not None and standing == "late":
        return texts("report-clock-late", late=hours(clock.done_at - clock.due))
    if standing == "missed":
        return texts("report-clock-missed", late=hours(now - clock.due))
    if standing == "running":
        return texts("report-clock-running", left=hours(clock.due - now))
    return texts(f"report-clock-{standing}")


def fact_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[FactPart, ...]:
    """The incident's facts by number."""
    facts = sorted((f for f in state.facts.values() if f.incident == incident.id), key=lambda fact: fact.number)
    said = {True: moments.texts("report-fact-verified"), False: moments.texts("report-fact-unverified")}
    return tuple(
        FactPart(
            number=fact.number, text=fact.text, source=fact.source, verified=bool(fact.verified_by),
            state=said[bool(fact.verified_by)], grounds=fact.grounds, by=state.name(fact.by),
            verified_by=state.name(fact.verified_by), time=moments.at(fact.time),
        )
        for fact in facts
    )  # fmt: skip


def duty_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[DutyPart, ...]:
    """The four duties, vacant ones too."""
    return tuple(_duty(state, incident, role, moments) for role in Role)


def _duty(state: RoomState, incident: Incident, role: Role, moments: Moments) -> DutyPart:
    texts: Texts = moments.texts
    shift = state.duties.get((incident.id, role))
    person = state.people.get(shift.person) if shift else None
    return DutyPart(
        role=role.value, text=texts(f"role-{role}"), held=shift is not None,
        person=person.name if person else texts("duty-vacant"),
        department=texts(f"department-{person.department}") if person else "",
        since=moments.at(shift.since) if shift else None, note=shift.note if shift else "",
    )  # fmt: skip


def decision_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[DecisionPart, ...]:
    """The decisions, oldest first."""
    made = sorted((d for d in state.decisions.values() if d.incident == incident.id), key=lambda d: (d.time, d.id))
    return tuple(
        DecisionPart(time=moments.at(d.time), text=d.text, grounds=d.grounds, by=state.name(d.by)) for d in made
    )
