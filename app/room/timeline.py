# SPDX-License-Identifier: Apache-2.0
"""The timeline: every entry as a sentence a person reads, for the pane, `fenghuo timeline` and the report.

Derived from records and state, never stored. The trap: entries made by a newer program have no event; they are shown
as such, never left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.errors import Said, TextArg
from app.room import alerts, clocks, duties, evidence, incidents, log, moods, people, proposals, statements, stories
from app.room.event import Event
from app.room.journal import Recorded
from app.room.state import CitedStory, RoomState
from app.room.words import Role
from app.warning.reasons import reason_said

SHORT_HASH: Final = 12
_QUOTE: Final = 60
_NONE: Final = "none"
"""What the catalogue takes for nothing to say."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `time` is when it was recorded, `happened_at` when it is said to have been; both aware UTC.

    `person` is a name, empty for the program; `incident` is empty for what concerns the whole room.
    """

    seq: int
    time: datetime
    happened_at: datetime
    kind: str
    person: str
    person_id: str
    incident: str
    said: Said
    corrected: bool = False


def lines(records: Iterable[Recorded], state: RoomState, incident: str = "") -> Iterator[Line]:
    """The lines of an incident (or of the whole room), in the order they were recorded.

    Edits of a draft in one sitting are one line: the last of the run.
    """
    by_seq: dict[int, str] = {}
    held: Line | None = None
    for record in records:
        line = _line(record, state, by_seq)
        by_seq[line.seq] = line.incident
        if incident and line.incident != incident:
            continue
        if held is not None and not _same_sitting(held, line):
            yield held
        held = line
    if held is not None:
        yield held


def _same_sitting(before: Line, after: Line) -> bool:
    edit = "statement.edited"
    return before.kind == after.kind == edit and (before.person_id, before.said) == (after.person_id, after.said)


def _line(record: Recorded, state: RoomState, by_seq: dict[int, str]) -> Line:
    at, event = record.at, record.event
    if event is None:
        said = Said("entry-newer", {"kind": record.entry.kind})
        return Line(at.seq, at.time, at.time, record.entry.kind, "", "", "", said)
    said = describe(state, event)
    corrections = state.corrections.get(at.seq, ())
    if corrections:
        said = Said("entry-now-corrected", {"text": said, "correction": corrections[-1].text})
    claimed = getattr(event, "happened_at", None)
    incident = incident_of(state, event)
    if isinstance(event, log.EntryCorrected):
        incident = by_seq.get(event.entry, "")
    name = state.name(event.by)
    return Line(at.seq, at.time, claimed or at.time, event.kind, name, event.by, incident, said, bool(corrections))


def incident_of(state: RoomState, event: Event) -> str:
    """The id of the incident an event belongs to; empty for the room's own."""
    direct = getattr(event, "incident", "")
    if direct:
        return str(direct)
    statement = state.statements.get(getattr(event, "statement", ""))
    fact = state.facts.get(getattr(event, "fact", ""))
    alert = state.alerts.get(getattr(event, "alert", ""))
    story = state.stories.get(stories.root(state, event.story.key)) if isinstance(event, stories.StoryEvent) else None
    found = statement or fact or alert or story
    return found.incident if found else ""


def describe(state: RoomState, event: Event) -> Said:
    """The sentence of an event."""
    key = f"entry-{event.kind.replace('.', '-')}"
    if isinstance(event, statements.VerdictGiven):
        key = f"entry-statement-verdict-{event.verdict}"
    args = _ARGS.get(type(event))
    return Said(key, args(state, event) if args else {})


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE else flat[:_QUOTE] + "…"


def _alert(state: RoomState, event: Any) -> dict[str, TextArg]:
    return {"title": state.alerts[event.alert].title, "reason": getattr(event, "reason", "")}


def _alert_decided(state: RoomState, event: alerts.AlertConfirmed | alerts.AlertLevelChanged) -> dict[str, TextArg]:
    told: dict[str, TextArg] = {"title": state.alerts[event.alert].title, "level": Said(f"level-{event.level}")}
    if isinstance(event, alerts.AlertConfirmed):
        return told | {"note": event.note or _NONE}
    way = "up" if event.level.gravity > event.before.gravity else "down"
    return told | {"way": way, "before": Said(f"level-{event.before}"), "reason": event.reason}


def _alert_lit(event: proposals.AlertLit) -> dict[str, TextArg]:
    why: TextArg = reason_said(event.reasons[0]) if event.reasons else _NONE
    return {"title": event.watch, "level": Said(f"level-{event.level}"), "why": why}


def _alert_escalated(state: RoomState, event: proposals.AlertEscalated) -> dict[str, TextArg]:
    duty = event.to in set(Role)
    return {
        "title": state.alerts[event.alert].title, "level": Said(f"level-{event.level}"), "minutes": event.minutes,
        "to": Said(f"role-{event.to}") if duty else state.name(event.to) or event.to,
    }  # fmt: skip


def _story(story: CitedStory) -> Said:
    return Said("entry-story", {"text": stories.named(story), "posts": story.posts})


def _felt(event: moods.MoodEvent) -> dict[str, TextArg]:
    what = _story(event.story) if event.story is not None else Said("entry-post", {"text": _words_of(event)})
    return {"what": what, "mood": Said(f"mood-{event.mood}"), "note": getattr(event, "note", "") or _NONE}


def _words_of(event: moods.MoodEvent) -> str:
    text = event.post.text if event.post is not None else getattr(event, "text", "")
    return _quoted(text) or event.key[:SHORT_HASH]


def _title(state: RoomState, incident: str) -> str:
    return state.incidents[incident].title if incident else _NONE


def _statement(state: RoomState, event: Any) -> dict[str, TextArg]:
    statement = state.statements[event.statement]
    return {
        "number": statement.number,
        "kind": Said(f"kind-{statement.kind}"),
        "revision": getattr(event, "revision", 0),
        "sha256": getattr(event, "sha256", "")[:SHORT_HASH],
        "reason": getattr(event, "reason", ""),
        "channel": getattr(event, "channel", ""),
    }


def _fields(*names: str) -> Callable[[RoomState, Any], dict[str, TextArg]]:
    return lambda state, event: {name: getattr(event, name) for name in names}


_ARGS: Final[dict[type[Event], Callable[[RoomState, Any], dict[str, TextArg]]]] = {
    people.RoomFounded: _fields("name"),
    people.PersonAdded: lambda s, e: {"person": e.name, "department": Said(f"department-{e.department}")},
    people.PersonChanged: lambda s, e: {"person": s.name(e.person)},
    people.PersonRetired: lambda s, e: {"person": s.name(e.person), "reason": e.reason},
    incidents.IncidentDeclared: lambda s, e: {"title": e.title, "severity": Said(f"severity-{e.severity}")},
    incidents.LevelChanged: lambda s, e: {"reason": e.reason, "severity": Said(f"severity-{e.severity}")},
    incidents.IncidentClosed: _fields("outcome"),
    incidents.IncidentReopened: _fields("reason"),
    duties.DutyAssigned: lambda s, e: {"role": Said(f"role-{e.role}"), "person": s.name(e.person)},
    duties.DutyHandedOver: lambda s, e: {
        "role": Said(f"role-{e.role}"),
        "person": s.name(e.person),
        "before": s.name(e.before),
        "note": e.note,
    },
    clocks.ClockCompleted: lambda s, e: {"clock": Said(f"clock-{e.clock}"), "note": e.note or _NONE},
    clocks.ClockMissed: lambda s, e: {"clock": Said(f"clock-{e.clock}")},
    log.LogWritten: _fields("text"),
    log.FactRecorded: _fields("number", "text", "source"),
    log.FactVerified: lambda s, e: {
        "number": s.facts[e.fact].number,
        "text": s.facts[e.fact].text,
        "grounds": e.grounds,
    },
    log.DecisionRecorded: _fields("text", "grounds"),
    log.EntryCorrected: _fields("entry", "text", "reason"),
    evidence.PostCited: lambda s, e: {"author": e.post.author or e.post.source, "text": _quoted(e.post.text)},
    alerts.AlertRaised: lambda s, e: {"level": Said(f"level-{e.level}"), "title": e.title, "reason": e.reason},
    alerts.AlertAcknowledged: _alert,
    alerts.AlertConfirmed: _alert_decided,
    alerts.AlertLevelChanged: _alert_decided,
    proposals.AlertProposed: lambda s, e: _alert_lit(e),
    proposals.AlertRose: lambda s, e: _alert_lit(e),
    proposals.AlertEscalated: _alert_escalated,
    alerts.AlertLinked: _alert,
    alerts.AlertDismissed: _alert,
    stories.StoryAcknowledged: lambda s, e: {"story": _story(e.story), "before": s.name(e.before) or _NONE},
    stories.StoryLetGo: lambda s, e: {"story": _story(e.story), "before": s.name(e.before) or _NONE},
    stories.StoryMuted: lambda s, e: {"story": _story(e.story), "reason": e.reason},
    stories.StoryUnmuted: lambda s, e: {"story": _story(e.story)},
    stories.StoryLinked: lambda s, e: {
        "story": _story(e.story),
        "incident": _title(s, e.incident),
        "before": _title(s, e.before),
    },
    stories.StoryMerged: lambda s, e: {"story": _story(e.story), "into": _story(e.into)},
    stories.StorySplit: lambda s, e: {
        "story": _story(e.story),
        "count": len(e.posts),
        "reason": e.reason or _NONE,
    },
    **dict.fromkeys(moods.EVENTS, lambda s, e: _felt(e)),
    **dict.fromkeys(statements.EVENTS, _statement),
}
