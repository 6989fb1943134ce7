# SPDX-License-Identifier: Apache-2.0
"""The room as JSON and as lines of text. The JSON field names are a contract: scripts rely on them.

Times are ISO 8601 in UTC in JSON, and in the room's zone in text.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.clock import parse_time
from app.errors import Said, UserError
from app.room.journal import Recorded
from app.room.state import Clock, Incident, RoomState, Statement, status
from app.room.timeline import Line
from app.room.words import ClockName, Role
from app.texts import Texts


def to_json(value: object) -> str:
    """One line of JSON, UTF-8, no escapes for Chinese."""
    return msgspec.json.encode(value).decode()


def show_time(time: datetime, zone: ZoneInfo) -> str:
    """`2026-11-22 14:05:09`, in the zone given."""
    return time.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def time_given(text: str, zone: tzinfo | None) -> datetime:
    """A time somebody typed; in `zone` where it names none. Raises UserError."""
    try:
        return parse_time(text, zone)
    except ValueError as fault:
        raise UserError(Said("cli-bad-time", {"time": text})) from fault


def entry_json(record: Recorded, state: RoomState) -> dict[str, Any]:
    """An entry as `fenghuo act` prints it: envelope, author, the event's own fields."""
    event = record.event
    payload = msgspec.to_builtins(event) if event is not None else {}
    payload.pop("update", None)
    by = payload.pop("by", "")
    return {
        "seq": record.entry.seq,
        "at": record.at.time,
        "kind": record.entry.kind,
        "by": by,
        "name": state.name(by),
        "device": record.entry.device.hex(),
        "hash": record.entry.hash.hex(),
        "event": payload,
        **{key: payload[key] for key in ("id", "incident", "statement", "alert", "person", "fact") if key in payload},
    }


def state_json(state: RoomState, *, as_of: datetime | None, entries: int, head: str) -> dict[str, Any]:
    """The whole room."""
    info = state.info
    return {
        "room": {"id": info.id, "name": info.name, "zone": info.zone, "demo": info.demo} if info else None,
        "as_of": as_of,
        "entries": entries,
        "head": head,
        "unread": state.unread,
        "people": _rows(state.people.values(), key=lambda p: p.id),
        "incidents": [
            incident_json(state, incident) for incident in sorted(state.incidents.values(), key=lambda i: i.number)
        ],
        "alerts": _rows(state.alerts.values(), key=lambda a: a.raised_at),
        "stories": _rows(state.stories.values(), key=lambda s: s.key),
        "moods": _rows(state.moods.values(), key=lambda m: (m.at, m.key)),
    }


def _rows(values: Iterable[Any], *, key: Callable[[Any], Any]) -> list[Any]:
    return [msgspec.to_builtins(value) for value in sorted(values, key=key)]


def incident_json(state: RoomState, incident: Incident) -> dict[str, Any]:
    """One incident with all that belongs to it."""

    def mine(row: Any) -> bool:
        return bool(row.incident == incident.id)

    return {
        "id": incident.id,
        "number": incident.number,
        "title": incident.title,
        "level": incident.severity,
        "type": incident.type,
        "summary": incident.summary,
        "open": incident.open,
        "declared_at": incident.declared_at,
        "declared_by": state.name(incident.declared_by),
        "closed_at": incident.closed_at,
        "outcome": incident.outcome,
        "levels": [
            {"at": step.time, "level": step.severity, "by": state.name(step.by), "reason": step.reason}
            for step in incident.levels
        ],
        "duties": {role: state.name(state.holder(incident.id, role)) or None for role in Role},
        "clocks": [_clock_json(state.clocks[incident.id, name], state) for name in ClockName],
        "facts": _rows(filter(mine, state.facts.values()), key=lambda f: f.number),
        "decisions": _rows(filter(mine, state.decisions.values()), key=lambda d: d.time),
        "citations": _rows(filter(mine, state.citations.values()), key=lambda c: c.time),
        "statements": [
            _statement_json(state, statement)
            for statement in sorted(filter(mine, state.statements.values()), key=lambda s: s.number)
        ],
    }


def _clock_json(clock: Clock, state: RoomState) -> dict[str, Any]:
    return {
        "name": clock.name,
        "due": clock.due,
        "done_at": clock.done_at,
        "done_by": state.name(clock.done_by) or None,
        "missed": clock.missed_at is not None,
        "running": clock.running,
    }


def _statement_json(state: RoomState, statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "number": statement.number,
        "kind": statement.kind,
        "language": statement.language,
        "author": state.name(statement.author),
        "last_editor": state.name(statement.last_editor),
        "status": status(statement),
        "revisions": [
            {**msgspec.to_builtins(revision), "editor": state.name(revision.editor)}
            for revision in statement.revisions
        ],
        "releases": msgspec.to_builtins(statement.releases),
    }


def line_json(line: Line, texts: Texts) -> dict[str, Any]:
    """A line of the timeline."""
    return {
        "seq": line.seq,
        "at": line.time,
        "happened_at": line.happened_at,
        "kind": line.kind,
        "by": line.person or None,
        "text": texts.say(line.said),
        "corrected": line.corrected,
    }


def line_text(line: Line, texts: Texts, zone: ZoneInfo) -> str:
    """A line of the timeline for a terminal."""
    who = line.person or texts("program")
    return f"{line.seq:>5}  {show_time(line.time, zone)}  {who}  {texts.say(line.said)}"
