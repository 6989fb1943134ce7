# SPDX-License-Identifier: Apache-2.0
"""Gathers the situation report from the room and the posts: pure data, said in one language, ready to be set.

Called by `fenghuo sitrep` (which is also the worker process of the window). What "changed" means: what happened since
`since` (the time of the last report, if the caller knows it), else in the last six hours (the last six before it was
closed), but never before the declaration. The trap: give the state *as of* `now`; records and posts after `now` are
left out here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.analysis.mood import marks
from app.posts.ports import PostStore
from app.report import front, sealed, standing, warnings
from app.report.contract import (
    ChangePart,
    IncidentPart,
    JournalPart,
    LinePart,
    MoodPart,
    RoomPart,
    Sitrep,
    SitrepData,
)
from app.report.moments import Moments, hours
from app.report.moods import mood_part, mood_series
from app.room import incidents, timeline
from app.room.journal import Recorded
from app.room.state import Incident, RoomState
from app.room.timeline import Line
from app.room.words import ClockName
from app.texts import Texts

CHANGED_WITHIN: Final = timedelta(hours=6)
CHANGES: Final = frozenset(
    {
        "incident.declared", "incident.level_changed", "incident.closed", "incident.reopened", "decision.recorded",
        "statement.released", "statement.withdrawn", "clock.missed", "duty.handed_over", "fact.verified",
        "alert.rose", "alert.level_changed", "alert.dismissed",
    }
)  # fmt: skip


def gather(
    state: RoomState,
    records: Sequence[Recorded],
    incident_id: str,
    posts: PostStore | None,
    texts: Texts,
    *,
    now: datetime,
    since: datetime | None = None,
    classification: str = "",
) -> SitrepData:
    """The report on one incident as it stands at `now` (aware; the moment of `state`).

    Raises Refusal for an unknown incident, and what the post store raises.
    """
    incident = incidents.known(state, incident_id)
    zone = ZoneInfo(state.info.zone if state.info else "UTC")
    moments = Moments(zone, now, texts)
    end = min(now, incident.closed_at) if incident.closed_at else now
    begin = max(incident.declared_at, since or end - CHANGED_WITHIN)
    kept = [record for record in records if record.at.time <= now]
    lines = list(timeline.lines(kept, state, incident.id))
    found = mood_series(posts, incident, moments) if posts is not None else None
    mood = None
    if posts is not None and found is not None:
        mood = mood_part(state, incident, found, posts, begin, moments=moments)
    report = _report(state, incident, moments, begin=begin, lines=lines, records=kept, mood=mood)
    report = front.classified(report, state, classification or texts("report-classification"), texts)
    drawn = tuple(mark for mark in marks(state, incident.id) if mark.time <= now)
    return SitrepData(report, front.front(report, texts), found, drawn, texts, zone)


def _report(
    state: RoomState,
    incident: Incident,
    moments: Moments,
    *,
    begin: datetime,
    lines: list[Line],
    records: list[Recorded],
    mood: MoodPart | None,
) -> Sitrep:
    levels = standing.level_parts(state, incident, moments)
    clocks = standing.clock_parts(state, incident, moments)
    return Sitrep(
        language=moments.texts.language, classification="", room=_room(state, moments),
        incident=_incident(state, incident, moments), as_of=moments.exact(moments.now), since=moments.at(begin),
        level=levels[-1], levels=levels, clocks=clocks, facts=standing.fact_parts(state, incident, moments),
        changes=_changes(state, incident, lines, begin, moments),
        duties=standing.duty_parts(state, incident, moments),
        decisions=standing.decision_parts(state, incident, moments),
        alerts=warnings.alert_parts(state, incident, moments), mood=mood,
        statements=sealed.statement_parts(state, incident, moments),
        posts=sealed.post_parts(state, incident, moments),
        timeline=tuple(_line(line, moments) for line in lines), journal=_journal(state, records, moments), notes=(),
    )  # fmt: skip


def _room(state: RoomState, moments: Moments) -> RoomPart:
    info = state.info
    return RoomPart(
        id=info.id if info else "", name=info.name if info else "", zone=str(moments.zone),
        zone_text=moments.zone_text(), demo=info.demo if info else False,
    )  # fmt: skip


def _incident(state: RoomState, incident: Incident, moments: Moments) -> IncidentPart:
    texts, closed = moments.texts, incident.closed_at
    end = min(closed, moments.now) if closed else moments.now
    return IncidentPart(
        id=incident.id, number=incident.number, title=incident.title, type=texts(f"type-{incident.type}"),
        summary=incident.summary, declared=moments.at(incident.declared_at),
        declared_by=state.name(incident.declared_by), elapsed=hours(end - incident.declared_at),
        state=texts("report-incident-open" if closed is None else "report-incident-closed"),
        closed=moments.at(closed) if closed else None, outcome=incident.outcome,
    )  # fmt: skip


def _changes(
    state: RoomState, incident: Incident, lines: list[Line], begin: datetime, moments: Moments
) -> tuple[ChangePart, ...]:
    """What the journal says, and clocks that ran out by `now` without the program having noted it yet."""
    program = moments.texts("program")
    found = [
        (line.time, line.seq, line.kind, moments.texts.say(line.said), line.person or program)
        for line in lines
        if line.kind in CHANGES and line.time >= begin
    ]
    for name in ClockName:
        clock = state.clocks[incident.id, name]
        if clock.running and clock.missed_at is None and begin <= clock.due < moments.now:
            said = moments.texts("entry-clock-missed", clock=moments.texts(f"clock-{name}"))
            found.append((clock.due, 0, "clock.missed", said, program))
    return tuple(
        ChangePart(seq=seq, time=moments.at(time), kind=kind, text=text, by=by)
        for time, seq, kind, text, by in sorted(found, key=lambda row: row[:2])
    )


def _line(line: Line, moments: Moments) -> LinePart:
    texts, subject = moments.texts, "report-subject-" + line.kind.partition(".")[0]
    recorded, claimed = moments.at(line.time), moments.at(line.happened_at)
    return LinePart(
        seq=line.seq, recorded=recorded, claimed=claimed if claimed.text != recorded.text else None,
        kind=line.kind, subject=texts(subject) if texts.has(subject) else texts("report-subject-other"),
        person=line.person or texts("program"), text=texts.say(line.said), corrected=line.corrected,
    )  # fmt: skip


def _journal(state: RoomState, records: list[Recorded], moments: Moments) -> JournalPart:
    last = records[-1] if records else None
    return JournalPart(
        entries=len(records), head=last.entry.hash.hex() if last else "",
        head_time=moments.exact(last.at.time) if last else None, device=last.entry.device.hex() if last else "",
        unread=state.unread,
    )  # fmt: skip
