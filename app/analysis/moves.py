# SPDX-License-Identifier: Apache-2.0
"""The room's own moves as marks on the mood curve: declared, level changed, statement out, clock missed, closed.

Called through :mod:`app.analysis.mood`. The trap: a statement that goes out on five channels is one mark, at the
first of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.errors import Said
from app.room.state import Incident, RoomState
from app.room.words import Severity


class MarkKind(StrEnum):
    """What a mark stands for."""

    DECLARED = "declared"
    LEVEL = "level"
    RELEASE = "release"
    MISSED = "missed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Mark:
    """One move. `time` is aware UTC, `sign` the few characters of its chip, `label` its words."""

    time: datetime
    kind: MarkKind
    label: Said
    sign: str
    severity: Severity | None = None


def marks(state: RoomState, incident_id: str) -> list[Mark]:
    """The moves of an incident, in the order of time; none for an unknown one."""
    incident = state.incidents.get(incident_id)
    if incident is None:
        return []
    found = [*_levels(incident), *_releases(state, incident), *_missed(state, incident)]
    if incident.closed_at is not None:
        found.append(Mark(incident.closed_at, MarkKind.CLOSED, Said("report-mark-closed"), "■"))
    return sorted(found, key=lambda mark: mark.time)


def _levels(incident: Incident) -> Iterator[Mark]:
    order = list(Severity)
    before: Severity | None = None
    for step in incident.levels:
        if before is None:
            kind, label = MarkKind.DECLARED, Said("report-mark-declared")
        elif order.index(step.severity) > order.index(before):
            kind, label = MarkKind.LEVEL, Said("report-mark-raised")
        else:
            kind, label = MarkKind.LEVEL, Said("report-mark-lowered")
        yield Mark(step.time, kind, label, step.severity.value, step.severity)
        before = step.severity


def _releases(state: RoomState, incident: Incident) -> Iterator[Mark]:
    for statement in state.statements.values():
        if statement.incident == incident.id and statement.releases:
            first = min(release.time for release in statement.releases)
            yield Mark(first, MarkKind.RELEASE, Said(f"kind-{statement.kind}"), str(statement.number))


def _missed(state: RoomState, incident: Incident) -> Iterator[Mark]:
    for (owner, name), clock in state.clocks.items():
        if owner == incident.id and clock.missed_at is not None:
            label = Said("report-mark-missed", {"clock": Said(f"clock-{name}")})
            yield Mark(clock.missed_at, MarkKind.MISSED, label, "!")
