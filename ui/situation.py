# SPDX-License-Identifier: Apache-2.0
"""What strip, wall, title and palette say of the incident in front: its level, age and nearest clocks.

Read from the desk, never kept. The trap: while the room is shown as it was, `now` is that moment.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.room.state import Clock, Incident
from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Situation:
    """The incident in front and its clocks, the most urgent first."""

    now: datetime
    incident: Incident | None
    clocks: tuple[Clock, ...]

    @property
    def elapsed(self) -> timedelta:
        """Since declared; stands still once the incident is closed."""
        if self.incident is None:
            return timedelta(0)
        return (self.incident.closed_at or self.now) - self.incident.declared_at

    @property
    def running_clocks(self) -> tuple[Clock, ...]:
        """Those that still count."""
        return tuple(clock for clock in self.clocks if clock.running)


def situation(desk: Desk) -> Situation:
    """As it is now, or at the moment looked back to."""
    incident, state = desk.incident, desk.state
    now = desk.moment or desk.clock.now()
    if incident is None:
        return Situation(now, None, ())
    clocks = sorted((c for (i, _), c in state.clocks.items() if i == incident.id), key=lambda c: (c.due, c.name))
    return Situation(now, incident, tuple(clocks))
