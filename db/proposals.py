# SPDX-License-Identifier: Apache-2.0
"""What the beacon leaves in posts.db: its proposals, and the state of its detector for each watch.

Used by `db.post_store` inside its transactions. The traps: proposals bring the room's words, so these are loaded only
where proposals are read; and the newest one stays however old it is, or its number would be given again.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy import Connection

if TYPE_CHECKING:
    from app.warning.proposal import Proposal


_SLICE: Final = 500
_OLD: Final = (
    "SELECT number FROM (SELECT number, proposal FROM proposal ORDER BY number LIMIT ?) "
    "WHERE proposal ->> '$.at' < ? AND number < (SELECT max(number) FROM proposal)"
)


def write_proposals(connection: Connection, proposals: Sequence["Proposal"]) -> None:
    """Adds those that are not there yet, in this order."""
    rows = [(one.id, msgspec.json.encode(one).decode()) for one in proposals]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO proposal (id, proposal) VALUES (?, ?)", rows)


def read_proposals(connection: Connection, after: int) -> list[tuple[int, "Proposal"]]:
    """Those with a greater number, ascending."""
    rows = connection.exec_driver_sql(
        "SELECT number, proposal FROM proposal WHERE number > ? ORDER BY number", (after,)
    )
    return [(row[0], _decoder().decode(row[1])) for row in rows]


def newest_among(connection: Connection, ids: Collection[str]) -> int:
    """The greatest number among the proposals with these ids; 0 where none is there."""
    asked = "SELECT max(number) FROM proposal WHERE id IN (SELECT value FROM json_each(?))"
    return int(connection.exec_driver_sql(asked, (json.dumps(list(ids)),)).scalar() or 0)


def old_proposals(connection: Connection, before: datetime) -> Sequence[int]:
    """Numbers of those of the first 500 that were seen before a time, but never the newest of all."""
    time = msgspec.to_builtins(before.replace(second=0, microsecond=0))  # as it stands in a proposal: whole minutes
    return list(connection.exec_driver_sql(_OLD, (_SLICE, time)).scalars())


def drop_proposals(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes proposals out."""
    connection.exec_driver_sql("DELETE FROM proposal WHERE number = ?", [(number,) for number in numbers])


def write_beacon_states(connection: Connection, states: Mapping[str, bytes]) -> None:
    """Puts the states of these watches in place of those before; an empty one forgets the watch."""
    gone = [(watch,) for watch, state in states.items() if not state]
    kept = [(watch, state) for watch, state in states.items() if state]
    if gone:
        connection.exec_driver_sql("DELETE FROM beacon WHERE watch = ?", gone)
    if kept:
        connection.exec_driver_sql("INSERT OR REPLACE INTO beacon VALUES (?, ?)", kept)


def read_beacon_states(connection: Connection) -> dict[str, bytes]:
    """The state of each watch."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT watch, state FROM beacon")}


@cache
def _decoder() -> "msgspec.json.Decoder[Proposal]":
    from app.warning.proposal import Proposal

    return msgspec.json.Decoder(Proposal)
