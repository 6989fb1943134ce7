# SPDX-License-Identifier: Apache-2.0
"""How each watch stands, as the collector left it in the post store: its run, and how much is known of it.

Read by `fenghuo beacon status`; what people decided about it is in the room. The trap: what is kept of a calm watch
is as old as the last whole hour two hours ago.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.posts.ports import PostStore
from app.room.words import WarningLevel
from app.warning.beacon import CALM_MINUTES
from app.warning.keeping import DAY_HOURS, hours_learnt, unpack
from app.warning.proposal import Proposal
from app.warning.ring import time_of
from app.warning.rules import LEVELS


@dataclass(frozen=True, slots=True)
class Stand:
    """One watch. `level` and `since` are those of the run that goes on, None where it is calm.

    `heard_until`: the detector's memory is of that time, from `hours_learnt`. `proposal` is the run's last.
    """

    watch: str
    level: WarningLevel | None
    since: datetime | None
    run: str
    heard_until: datetime
    hours_learnt: int
    proposal: Proposal | None

    @property
    def known(self) -> bool:
        """Whether the detector has seen a day."""
        return self.hours_learnt >= DAY_HOURS


def stands(store: PostStore, now: datetime) -> list[Stand]:
    """All watches, the gravest first, then by name."""
    last = {proposal.run: proposal for _, proposal in store.proposals(0)}
    found = [_stand(watch, state, last, now) for watch, state in store.beacon_states().items()]
    return sorted(found, key=lambda one: (-LEVELS.index(one.level) if one.level else 1, one.watch))


def _stand(watch: str, state: bytes, last: dict[str, Proposal], now: datetime) -> Stand:
    held = unpack(state)
    hours = int(hours_learnt(held.memory)[0]) if held.memory is not None else 0
    until = time_of(held.following)
    run = held.kept.run if held.kept is not None else None
    if run is None or not run.id or now - time_of(run.seen) > timedelta(minutes=CALM_MINUTES):
        return Stand(watch, None, None, "", until, hours, None)
    return Stand(watch, LEVELS[run.level - 1], time_of(run.since), run.id, until, hours, last.get(run.id))
