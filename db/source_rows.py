# SPDX-License-Identifier: Apache-2.0
"""What posts.db keeps of sources and of the collector: one row of JSON each. Used by `db.post_store`.

The trap: a row written by a newer program may hold what this one does not know; it is read for what it does.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from app.posts.sources.source import Pulse, SourceState


def write_states(connection: Connection, states: Sequence[SourceState]) -> None:
    """Puts each state where the one of its source stood."""
    if states:
        rows = [(state.name, msgspec.json.encode(state).decode()) for state in states]
        connection.exec_driver_sql("INSERT OR REPLACE INTO source VALUES (?, ?)", rows)


def read_states(connection: Connection) -> list[SourceState]:
    """All states, by name; one that cannot be read counts as never tried."""
    found: list[SourceState] = []
    for name, state in connection.exec_driver_sql("SELECT name, state FROM source ORDER BY name"):
        try:
            found.append(msgspec.json.decode(state, type=SourceState))
        except msgspec.MsgspecError:
            found.append(SourceState(name=name))
    return found


def write_pulse(connection: Connection, pulse: Pulse) -> None:
    """The sign of life in place of the last one."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO pulse VALUES (1, ?)", (msgspec.json.encode(pulse).decode(),))


def read_pulse(connection: Connection) -> Pulse | None:
    """The last sign of life."""
    found = connection.exec_driver_sql("SELECT pulse FROM pulse").scalar()
    try:
        return None if found is None else msgspec.json.decode(found, type=Pulse)
    except msgspec.MsgspecError:
        return None
