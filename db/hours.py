# SPDX-License-Identifier: Apache-2.0
"""Old indicators, hour by hour in place of minute by minute; and how what is older still leaves posts.db.

Used by `db.beacon_store` and `db.indicators`. A cell of an hour is the sum of its minutes, in every column: that is
what whoever reads minutes over a window adds up too, so who speaks in three minutes is three voices in both.

The trap: a watch has an hour either here or in `indicator`, never both, so nothing is counted twice. Whatever changes
a minute later (a correction, new rules, a late post) changes the hour's cell where there is one, by `put_in_hours`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from app.clock import to_ms
from db.post_schema import PLACE_BITS

HOUR: Final = 60
NUMBERS: Final = "mentions, negative, reposts, voices, complaints, reach"
_MS: Final = 60_000
_MENTIONS: Final = 0
_CELLS: Final = 200
"""Hours of a watch that one transaction makes: of at most 12,000 minutes."""
_HOURS: Final = 2
"""Hours dropped in one transaction, of all watches."""
_ADDED: Final = (
    "ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions, negative = negative + excluded.negative, "
    "reposts = reposts + excluded.reposts, voices = max(0, voices + excluded.voices), "
    "complaints = max(0, complaints + excluded.complaints), reach = reach + excluded.reach"
)
_DUE: Final = (
    "WITH RECURSIVE h(minute) AS ("  # noqa: S608
    f"SELECT (SELECT min(minute) FROM indicator WHERE minute >= ? AND minute < ?) / {HOUR} * {HOUR} UNION ALL "
    f"SELECT (SELECT min(minute) FROM indicator WHERE minute >= h.minute + {HOUR} AND minute < ?) / {HOUR} * {HOUR} "
    "FROM h WHERE h.minute IS NOT NULL) "
    "SELECT h.minute FROM h WHERE h.minute IS NOT NULL AND NOT EXISTS (SELECT 1 FROM post p "
    f"WHERE p.place >= (h.minute * {_MS}) << {PLACE_BITS} "
    f"AND p.place < ((h.minute + {HOUR}) * {_MS}) << {PLACE_BITS} AND p.arrived_at >= ?) LIMIT 1"
)
_SOME: Final = (  # from one name to the next, for the hour may have a hundred thousand rows
    "WITH RECURSIVE m(minute) AS (SELECT ? UNION ALL SELECT minute + 1 FROM m WHERE minute < ?), "
    "w(watch) AS (SELECT '' UNION ALL SELECT (SELECT min((SELECT min(i.watch) FROM indicator i "
    "WHERE i.minute = m.minute AND i.watch > w.watch)) FROM m) FROM w WHERE w.watch IS NOT NULL) "
    "SELECT watch FROM w WHERE watch <> '' LIMIT ?"
)
_ROLL: Final = (
    "WITH RECURSIVE m(minute) AS (SELECT ? UNION ALL SELECT minute + 1 FROM m WHERE minute < ?) "  # noqa: S608
    f"INSERT INTO indicator_hour SELECT ?, i.watch, {', '.join(f'sum(i.{name})' for name in NUMBERS.split(', '))} "
    "FROM m CROSS JOIN indicator i ON i.minute = m.minute AND i.watch >= ? AND i.watch <= ? "
    f"WHERE true GROUP BY i.watch {_ADDED}"
)
_ROLLED: Final = "DELETE FROM indicator WHERE minute = ? AND watch >= ? AND watch <= ?"
_THERE: Final = (
    "SELECT w.key, j.value FROM json_each(?) w CROSS JOIN json_each(w.value) j "
    "CROSS JOIN indicator_hour h ON h.minute = j.value AND h.watch = w.key"
)
_HOURLY: Final = (
    "WITH RECURSIVE h(minute) AS (SELECT ? UNION ALL SELECT minute + 60 FROM h WHERE minute + 60 < ?) "  # noqa: S608
    f"SELECT i.minute, {NUMBERS} FROM h CROSS JOIN indicator_hour i ON i.minute = h.minute AND i.watch = ?"
)
_BY_MINUTE: Final = (  # from one minute that has something to the next, whoever's it is: most of a year has none
    "WITH RECURSIVE m(minute) AS (SELECT min(minute) FROM indicator WHERE minute >= ? AND minute < ? UNION ALL "  # noqa: S608
    "SELECT (SELECT min(minute) FROM indicator WHERE minute > m.minute AND minute < ?) FROM m "
    f"WHERE m.minute IS NOT NULL) SELECT i.minute, {NUMBERS} FROM m "
    "CROSS JOIN indicator i ON i.minute = m.minute AND i.watch = ?"
)
_WHICH: Final = (
    "WITH RECURSIVE h(minute) AS (SELECT min(minute) FROM indicator_hour WHERE minute >= ? AND minute < ? UNION ALL "
    "SELECT (SELECT min(minute) FROM indicator_hour WHERE minute > h.minute AND minute < ?) FROM h "
    "WHERE h.minute IS NOT NULL) SELECT minute FROM h WHERE minute IS NOT NULL"
)


class Part(NamedTuple):
    """Watches of one hour, by its first minute since 1970, from the first to the last by name."""

    hour: int
    first: str
    last: str


class Rolling:
    """One writer's; it remembers up to which hour it has come, so that hours that must wait are passed over once."""

    def __init__(self) -> None:
        self._from = 0

    def due(self, connection: Connection, before: datetime) -> list[Part]:
        """The oldest that is to be rolled up, as much as a transaction may; none at the end, and then from the start.

        Hours before `before`, but none of which a post is stored that arrived later: its counts stay as they are
        while it is read, so that a file of an old crisis, imported now, can be replayed minute by minute.
        """
        after = _end(before)
        parts: list[Part] = []
        left, start = _CELLS, self._from
        while left > 0:
            hour = connection.exec_driver_sql(_DUE, (start, after, after, to_ms(before))).scalar()
            if hour is None:
                break
            watches = list(connection.exec_driver_sql(_SOME, (hour, hour + HOUR - 1, left)).scalars())
            parts += [Part(hour, watches[0], watches[-1])] if watches else []
            left, start = left - len(watches), hour + HOUR
        self._from = parts[0].hour if parts else 0
        return parts


def roll_up(connection: Connection, parts: Iterable[Part]) -> None:
    """Makes hours of minutes."""
    for hour, first, last in parts:
        connection.exec_driver_sql(_ROLL, (hour, hour + HOUR - 1, hour, first, last))
        connection.exec_driver_sql(_ROLLED, [(hour + minute, first, last) for minute in range(HOUR)])


def too_old(connection: Connection, before: datetime) -> bool:
    """Whether there is an hour or a gap that ended before a time."""
    minute = _end(before)
    asked = (
        "SELECT EXISTS (SELECT 1 FROM indicator_hour WHERE minute < ?) "
        "OR EXISTS (SELECT 1 FROM gap WHERE start < ? AND stop <= ?)"
    )
    return bool(connection.exec_driver_sql(asked, (minute, minute, minute)).scalar_one())


def drop_hours(connection: Connection, before: datetime) -> None:
    """The oldest hours before a time, and the gaps."""
    minute = _end(before)
    oldest = connection.exec_driver_sql("SELECT min(minute) FROM indicator_hour").scalar()
    if oldest is not None:
        until = min(minute, oldest + _HOURS * HOUR)
        connection.exec_driver_sql("DELETE FROM indicator_hour WHERE minute < ?", (until,))
    connection.exec_driver_sql("DELETE FROM gap WHERE start < ? AND stop <= ?", (minute, minute))


def _end(before: datetime) -> int:
    """The whole hour before a time."""
    return to_ms(before) // _MS // HOUR * HOUR


def put(connection: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds rows (minute, watch, six numbers, some of them negative) to a table; cells of which nothing is left go."""
    added = sorted(rows)  # in the table's order
    if not added:
        return
    connection.exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?) {_ADDED}", added)  # noqa: S608
    less = [(row[0], row[1]) for row in added if row[2 + _MENTIONS] <= 0]
    if less:  # also of what was dropped long ago, and is only now found to be less
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE minute = ? AND watch = ? AND mentions <= 0", less)  # noqa: S608


def put_in_hours(
    connection: Connection, sums: Mapping[tuple[str, int], Sequence[int]]
) -> Mapping[tuple[str, int], Sequence[int]]:
    """Adds what falls into hours that were rolled up (by watch and minute) to these; what is left."""
    newest = connection.exec_driver_sql("SELECT max(minute) FROM indicator_hour").scalar()
    if newest is None or min(minute for _, minute in sums) >= newest + HOUR:
        return sums
    asked: dict[str, set[int]] = {}
    for watch, minute in sums:
        asked.setdefault(watch, set()).add(minute // HOUR * HOUR)
    wanted = json.dumps({watch: list(hours) for watch, hours in asked.items()})
    there = {(row[0], row[1]) for row in connection.exec_driver_sql(_THERE, (wanted,))}
    hours: dict[tuple[str, int], list[int]] = {}
    left: dict[tuple[str, int], Sequence[int]] = {}
    for (watch, minute), added in sums.items():
        hour = (watch, minute // HOUR * HOUR)
        if hour in there:
            hours[hour] = [one + more for one, more in zip(hours.get(hour, [0] * 6), added, strict=True)]
        else:
            left[watch, minute] = added
    put(connection, "indicator_hour", ((hour, watch, *added) for (watch, hour), added in hours.items()))
    return left


def hours_within(connection: Connection, first: int, after: int) -> list[int]:
    """The hours that reach into these minutes and of which any watch was rolled up."""
    start = first // HOUR * HOUR
    return list(connection.exec_driver_sql(_WHICH, (start, after, after)).scalars())


def rolled_up(connection: Connection, first: int, after: int) -> bool:
    """Whether there is any such hour."""
    asked = "SELECT EXISTS (SELECT 1 FROM indicator_hour WHERE minute >= ? AND minute < ?)"
    return bool(connection.exec_driver_sql(asked, (first // HOUR * HOUR, after)).scalar_one())


def read_hours(connection: Connection, watch: str, first: int, after: int) -> list[tuple[int, ...]]:
    """(minute, six numbers) of cells of a watch in `[first, after)`, both whole hours; several may be of one hour."""
    if first >= after:
        return []
    found = [tuple(row) for row in connection.exec_driver_sql(_HOURLY, (first, after, watch))]
    return found + [tuple(row) for row in connection.exec_driver_sql(_BY_MINUTE, (first, after, after, watch))]
