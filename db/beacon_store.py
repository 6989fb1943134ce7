# SPDX-License-Identifier: Apache-2.0
"""The part of the post store that the beacon reads and writes; and the transactions of all of it.

`db.post_store` builds on it. The trap: what a transaction counts is told to others only once it is on disk, so every
change of posts.db goes through `_writing`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from app.posts.ports import Cell
from db.engine import database_faults, writing
from db.hours import Rolling, drop_hours, roll_up, rolled_up, too_old
from db.indicators import (
    Counting,
    minutes_of,
    newest_minute,
    read_cells,
    read_hourly,
    read_series,
    uncounted,
    write_gap,
)
from db.proposals import (
    drop_proposals,
    newest_among,
    old_proposals,
    read_beacon_states,
    read_proposals,
    write_beacon_states,
    write_proposals,
)

if TYPE_CHECKING:
    from app.warning.indicators import Series
    from app.warning.proposal import Proposal


class SqlBeaconStore:
    """See `app.posts.ports.BeaconStore` for what each method promises."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine, self._path = engine, path
        self._counting = Counting()
        self._rolling = Rolling()

    def indicators(self, watch: str, start: datetime, end: datetime, *, hourly: bool = False) -> "Series":
        """A watch minute by minute or hour by hour, with the gaps in collection."""
        with self._reading() as connection:
            return (read_hourly if hourly else read_series)(connection, watch, start, end)

    def by_minutes(self, start: datetime, end: datetime) -> bool:
        """Whether all that is counted between these times is there minute by minute."""
        with self._reading() as connection:
            return not rolled_up(connection, *minutes_of(start, end))

    def cells(self, wanted: Mapping[str, Collection[int]]) -> list[Cell]:
        """What is counted of these watches in these minutes."""
        with self._reading() as connection:
            return read_cells(connection, wanted)

    def touched(self) -> dict[str, set[int]]:
        """Watch by watch the minutes that this store changed since it was asked last."""
        return self._counting.touched()

    def count_older(self, limit: int) -> int:
        """Counts posts into the indicators that an earlier program stored; how many."""
        with self._reading() as connection:
            if not uncounted(connection):
                return 0
        with self._writing() as connection:
            return self._counting.older(connection, limit)

    def note_gap(self, start: datetime, end: datetime) -> None:
        """Nobody collected then."""
        with self._writing() as connection:
            write_gap(connection, start, end)

    def condense(self, now: datetime, minutes: timedelta, hours: timedelta) -> bool:
        """Some of what is counted of old minutes becomes hours, or goes; whether there may be more."""
        with self._reading() as connection:
            newest = newest_minute(connection)
            at = now if newest is None else min(now, newest)
            due = self._rolling.due(connection, at - minutes)
            old = not due and too_old(connection, at - hours)
            proposals = () if due or old else old_proposals(connection, at - minutes)
        if not due and not old and not proposals:
            return False
        with self._writing() as connection:
            if due:
                roll_up(connection, due)
            elif old:
                drop_hours(connection, at - hours)
            else:
                drop_proposals(connection, proposals)
        return True

    def propose(self, proposals: Sequence["Proposal"], states: Mapping[str, bytes]) -> None:
        """Leaves proposals, and the detector's states of watches, in one transaction."""
        with self._writing() as connection:
            write_proposals(connection, proposals)
            write_beacon_states(connection, states)

    def beacon_states(self) -> dict[str, bytes]:
        """The detector's state of each watch."""
        with self._reading() as connection:
            return read_beacon_states(connection)

    def proposals(self, after: int) -> list[tuple[int, "Proposal"]]:
        """The proposals with a greater number, ascending."""
        with self._reading() as connection:
            return read_proposals(connection, after)

    def newest_among(self, ids: Collection[str]) -> int:
        """The greatest number of the proposals with these ids."""
        with self._reading() as connection:
            return newest_among(connection, ids)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with database_faults(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        changed: dict[str, set[int]] = {}
        try:
            with database_faults(self._path), writing(self._engine) as connection:
                changed = self._counting.begin(connection)
                yield connection
        except BaseException:
            self._counting.undone()
            raise
        self._counting.done(changed)
