# SPDX-License-Identifier: Apache-2.0
"""What people write down: log lines, facts and whether they hold, decisions and their grounds, corrections.

Nothing here is ever changed or removed: a correction is a new entry that points at the old one.
"""

from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said
from app.room import incidents
from app.room.event import At, By, Command, Event
from app.room.state import Correction, Decision, Fact, LogLine, RoomState


class WriteLog(Command, frozen=True, kw_only=True, tag="log.write"):
    """Write a line; `happened_at` (ISO 8601 with zone) when it tells of an earlier moment."""

    incident: str
    text: str
    happened_at: datetime | None = None


class RecordFact(Command, frozen=True, kw_only=True, tag="fact.record"):
    """Put down something said about the world, and where it comes from. It counts as unverified."""

    incident: str
    text: str
    source: str


class VerifyFact(Command, frozen=True, kw_only=True, tag="fact.verify"):
    """Say that a fact holds, and on what grounds."""

    fact: str
    grounds: str


class RecordDecision(Command, frozen=True, kw_only=True, tag="decision.record"):
    """Put down what was decided, and on what grounds."""

    incident: str
    text: str
    grounds: str


class CorrectEntry(Command, frozen=True, kw_only=True, tag="entry.correct"):
    """Correct an earlier entry, named by its sequence number; the old one stays."""

    entry: int
    text: str
    reason: str


class LogWritten(Event, frozen=True, kw_only=True):
    """A line of the log."""

    kind: ClassVar[str] = "log.written"
    id: str
    incident: str
    text: str
    happened_at: datetime | None = None


class FactRecorded(Event, frozen=True, kw_only=True):
    """Something said about the world."""

    kind: ClassVar[str] = "fact.recorded"
    id: str
    number: int
    incident: str
    text: str
    source: str


class FactVerified(Event, frozen=True, kw_only=True):
    """A fact was found to hold."""

    kind: ClassVar[str] = "fact.verified"
    fact: str
    grounds: str


class DecisionRecorded(Event, frozen=True, kw_only=True):
    """A decision."""

    kind: ClassVar[str] = "decision.recorded"
    id: str
    incident: str
    text: str
    grounds: str


class EntryCorrected(Event, frozen=True, kw_only=True):
    """A later word on an earlier entry."""

    kind: ClassVar[str] = "entry.corrected"
    entry: int
    text: str
    reason: str


COMMANDS = (WriteLog, RecordFact, VerifyFact, RecordDecision, CorrectEntry)
EVENTS = (LogWritten, FactRecorded, FactVerified, DecisionRecorded, EntryCorrected)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about the log."""
    match command:
        case WriteLog():
            return _write(state, by, command)
        case RecordFact():
            incident = incidents.running(state, command.incident).id
            number = 1 + sum(fact.incident == incident for fact in state.facts.values())
            text, source = _said(command.text), _said(command.source)
            return FactRecorded(
                by=by.person, id=by.new_id(), number=number, incident=incident, text=text, source=source
            )
        case VerifyFact():
            return _verify(state, by, command)
        case RecordDecision():
            incident = incidents.running(state, command.incident).id
            grounds = incidents.reasoned(command.grounds, "decision.needs-grounds")
            text = _said(command.text)
            return DecisionRecorded(by=by.person, id=by.new_id(), incident=incident, text=text, grounds=grounds)
        case CorrectEntry():
            if not 1 <= command.entry <= by.head:
                raise Refusal("entry.unknown", Said("refusal-entry-unknown", {"entry": command.entry}))
            return EntryCorrected(
                by=by.person, entry=command.entry, text=_said(command.text),
                reason=incidents.reasoned(command.reason, "entry.needs-reason"),
            )  # fmt: skip
    raise TypeError(command)


def _said(text: str) -> str:
    if not text.strip():
        raise Refusal("log.empty", Said("refusal-log-empty"))
    return text.strip()


def _write(state: RoomState, by: By, command: WriteLog) -> LogWritten:
    incident = incidents.known(state, command.incident).id
    happened = command.happened_at
    if happened is not None and happened.tzinfo is None:
        raise Refusal("log.needs-zone", Said("refusal-log-needs-zone"))
    if happened is not None and happened > by.now:
        raise Refusal("log.in-future", Said("refusal-log-in-future"))
    text = _said(command.text)
    return LogWritten(by=by.person, id=by.new_id(), incident=incident, text=text, happened_at=happened)


def unknown_fact(fact: str) -> Said:
    """What to say where there is no such fact."""
    return Said("refusal-fact-unknown", {"fact": fact})


def _verify(state: RoomState, by: By, command: VerifyFact) -> FactVerified:
    fact = state.facts.get(command.fact)
    if fact is None:
        raise Refusal("fact.unknown", unknown_fact(command.fact))
    if fact.verified_by:
        raise Refusal("fact.verified", Said("refusal-fact-verified", {"number": fact.number}))
    grounds = incidents.reasoned(command.grounds, "fact.needs-grounds")
    return FactVerified(by=by.person, fact=fact.id, grounds=grounds)


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something was written down."""
    match event:
        case LogWritten():
            line = LogLine(
                id=event.id, incident=event.incident, text=event.text, by=event.by, time=at.time,
                happened_at=event.happened_at or at.time,
            )  # fmt: skip
            return replace(state, log=state.log.set(line.id, line))
        case FactRecorded():
            fact = Fact(
                id=event.id, number=event.number, incident=event.incident, text=event.text,
                source=event.source, by=event.by, time=at.time,
            )  # fmt: skip
            return replace(state, facts=state.facts.set(fact.id, fact))
        case FactVerified():
            fact = replace(state.facts[event.fact], verified_by=event.by, grounds=event.grounds)
            return replace(state, facts=state.facts.set(fact.id, fact))
        case DecisionRecorded():
            decision = Decision(
                id=event.id, incident=event.incident, text=event.text, grounds=event.grounds, by=event.by,
                time=at.time,
            )  # fmt: skip
            return replace(state, decisions=state.decisions.set(decision.id, decision))
        case EntryCorrected():
            word = Correction(seq=event.entry, text=event.text, reason=event.reason, by=event.by, time=at.time)
            words = (*state.corrections.get(event.entry, ()), word)
            return replace(state, corrections=state.corrections.set(event.entry, words))
    return state
