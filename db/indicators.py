# SPDX-License-Identifier: Apache-2.0
"""What is counted of each watch, minute by minute, in posts.db: kept in the transaction of whatever changes it.

Used by `db.post_store` and its neighbours. Posts are counted by what they mention and when they were posted; who is
heard in a minute is known exactly as long as all posts of that minute are stored (authors of expired ones may count
twice where others come later). Counts stay when posts expire; after some weeks they are hours (`db.hours`).

The trap: a file of an earlier program has posts that were not counted yet, those up to `progress.uncounted`; whatever
happens to these leaves the counts alone until `Counting.older` has reached them.
"""

import json
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from app.clock import from_ms, to_ms
from app.posts.complaints import complains
from app.posts.ports import Cell
from app.posts.post import Mention, Mood, Post
from db.hours import HOUR, NUMBERS, hours_within, put, put_in_hours, read_hours
from db.post_rows import posts_by_id, read_mentions
from db.post_schema import PLACE_BITS

if TYPE_CHECKING:
    from app.warning.indicators import Series

MAX_MINUTES: Final = 1_000_000
_MOST_HEARD: Final = 200_000
"""Voices remembered: some 20 MB, where a cell takes as much as `_A_CELL` of them."""
_A_CELL: Final = 4
_MOST_TOUCHED: Final = 200_000
_MS: Final = 60_000
_CHANGED: Final = "fenghuo_indicators"
_MENTIONS, _NEGATIVE, _REPOSTS, _VOICES, _COMPLAINTS, _REACH = range(6)
_BUSY: Final = (
    "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM post p "  # noqa: S608
    f"WHERE p.place >= (j.value * {_MS}) << {PLACE_BITS} AND p.place < ((j.value + 1) * {_MS}) << {PLACE_BITS})"
)
_HEARD: Final = (
    "SELECT w.key, j.value, p.source, p.author FROM json_each(?) w CROSS JOIN json_each(w.value) j "  # noqa: S608
    f"CROSS JOIN mention m ON m.watch = w.key AND m.place >= (j.value * {_MS}) << {PLACE_BITS} "
    f"AND m.place < ((j.value + 1) * {_MS}) << {PLACE_BITS} CROSS JOIN post p ON p.id = m.post WHERE m.post > ?"
)
_UNCOUNTED: Final = "SELECT id FROM post WHERE id <= (SELECT uncounted FROM progress) ORDER BY id DESC LIMIT ?"
_SERIES: Final = (  # a minute's watches lie together, so the minutes are looked up one by one: 2 µs each
    "WITH RECURSIVE m(minute) AS (SELECT ? UNION ALL SELECT minute + 1 FROM m WHERE minute < ?) "  # noqa: S608
    f"SELECT i.minute, {NUMBERS} FROM m CROSS JOIN indicator i ON i.minute = m.minute AND i.watch = ?"
)
_CELLS: Final = (
    f"SELECT i.watch, i.minute, {NUMBERS} FROM json_each(?) w CROSS JOIN json_each(w.value) m "  # noqa: S608
    "CROSS JOIN indicator i ON i.minute = m.value AND i.watch = w.key"
)

_Key = tuple[str, int]
"""Watch and minute since 1970."""


class _Sums(dict[_Key, list[int]]):
    """What is to be added to the cells; some of it may be negative."""

    def __missing__(self, key: _Key) -> list[int]:
        self[key] = added = [0, 0, 0, 0, 0, 0]
        return added

    def write(self, connection: Connection) -> None:
        """Into the tables; cells of which nothing is left go."""
        if not self:
            return
        minutes = put_in_hours(connection, self)
        put(connection, "indicator", ((minute, watch, *added) for (watch, minute), added in minutes.items()))
        changed: dict[str, set[int]] = connection.info.setdefault(_CHANGED, {})
        for watch, minute in minutes:
            changed.setdefault(watch, set()).add(minute)


class _Heard:
    """Who was heard about a watch in a minute, and how often: of the cells that were counted into lately."""

    def __init__(self) -> None:
        self._cells: OrderedDict[_Key, dict[int, int]] = OrderedDict()
        self._many = 0

    def learn(self, connection: Connection, keys: Mapping[_Key, int]) -> None:
        """Has these ready, as far as posts that are stored and counted say. Before anything about them is written.

        A cell into which one post is counted (`keys` says how many) and of whose minute none is stored is left out.
        """
        if self._many + _A_CELL * len(self._cells) > _MOST_HEARD:
            while self._many + _A_CELL * len(self._cells) > _MOST_HEARD // 2:
                self._many -= len(self._cells.popitem(last=False)[1])
        missing = [key for key in keys if key not in self._cells]
        for key in keys:
            if key in self._cells:
                self._cells.move_to_end(key)
        minutes = json.dumps(list({minute for _, minute in missing}))
        busy = set(connection.exec_driver_sql(_BUSY, (minutes,)).scalars()) if missing else ()
        asked: dict[str, list[int]] = {}
        for key in missing:
            if key[1] in busy:
                asked.setdefault(key[0], []).append(key[1])
            elif keys[key] == 1:
                continue
            self._cells[key] = {}
        if asked:
            heard = connection.exec_driver_sql(_HEARD, (json.dumps(asked), uncounted(connection)))
            for watch, minute, source, author in heard:
                self.count((watch, minute), source, author, 1)

    def count(self, key: _Key, source: str, author: str, step: int) -> int:
        """One post more or (-1) less of an author; how many more voices that is. Without an author it is its own."""
        cell = self._cells.get(key)
        if cell is None or not author:
            return step
        voice = hash((source, author))
        before = cell.get(voice, 0)
        if before + step > 0:
            cell[voice] = before + step
            self._many += not before
            return int(not before)
        if before:
            del cell[voice]
            self._many -= 1
            return -1
        return 0

    def forget(self) -> None:
        """All of it, where it is not sure that it is so."""
        self._cells.clear()
        self._many = 0


class Counting:
    """One writer's, on its one thread; `touched` on any. `begin` and `done`, or `undone`, go around a transaction."""

    def __init__(self) -> None:
        self._heard = _Heard()
        self._touched: dict[str, set[int]] = {}
        self._lock = Lock()

    def begin(self, connection: Connection) -> dict[str, set[int]]:
        """What the transaction will have changed."""
        changed: dict[str, set[int]] = {}
        connection.info[_CHANGED] = changed
        return changed

    def done(self, changed: Mapping[str, set[int]]) -> None:
        """It is on disk."""
        if not changed:
            return
        with self._lock:
            for watch, minutes in changed.items():
                self._touched.setdefault(watch, set()).update(minutes)
            if sum(map(len, self._touched.values())) > _MOST_TOUCHED:
                self._forget_oldest()

    def undone(self) -> None:
        """Nothing of it is."""
        self._heard.forget()

    def touched(self) -> dict[str, set[int]]:
        """The minutes that changed since this was asked last."""
        with self._lock:
            touched, self._touched = self._touched, {}
        return touched

    def arrived(self, connection: Connection, posts: Sequence[Post]) -> None:
        """Counts posts that are not yet in the tables."""
        sums = _Sums()
        counted = [(post, _keys(post, _watches(post))) for post in posts if post.mentions]
        self._heard.learn(connection, Counter(key for _, keys in counted for key in keys))
        for post, keys in counted:
            self._add(sums, post, keys, 1)
        sums.write(connection)

    def judged(self, connection: Connection, pairs: Iterable[tuple[Post, Post]]) -> None:
        """Counts anew what posts were and are, before the tables say so."""
        from_ = uncounted(connection)
        changes = []
        for post, now in pairs:
            old, new = _names(post.mentions), _names(now.mentions)
            if post.id > from_ and (old.keys() != new.keys() or _negative(post.mood) != _negative(now.mood)):
                changes.append((post, now, old, new))
        moved = Counter(key for post, _, old, new in changes for key in _keys(post, old.keys() ^ new.keys()))
        self._heard.learn(connection, moved)
        sums = _Sums()
        for post, now, old, new in changes:
            self._add(sums, post, _keys(post, old.keys() - new.keys()), -1)
            self._add(sums, now, _keys(post, new.keys() - old.keys()), 1)
            for key in _keys(post, old.keys() & new.keys()):
                sums[key][_NEGATIVE] += _negative(now.mood) - _negative(post.mood)
        sums.write(connection)

    def older(self, connection: Connection, limit: int) -> int:
        """Counts the newest of the posts that were never counted; how many."""
        ids: list[int] = list(connection.exec_driver_sql(_UNCOUNTED, (limit,)).scalars())
        self.leaving(connection, ids)
        left = ids[-1] - 1 if len(ids) == limit else 0
        connection.exec_driver_sql("UPDATE progress SET uncounted = ?", (left,))
        return len(ids)

    def leaving(self, connection: Connection, ids: Iterable[int]) -> None:
        """Counts those of these stored posts that were never counted."""
        last = uncounted(connection)
        self.arrived(connection, list(posts_by_id(connection, [one for one in ids if one <= last]).values()))

    def _add(self, sums: _Sums, post: Post, keys: Sequence[_Key], step: int) -> None:
        if not keys:
            return
        negative, repost = step * _negative(post.mood), step * bool(post.parent)
        complaint, reach = step * complains(post.text), step * (post.followers or 0)
        for key in keys:
            voices = self._heard.count(key, post.source, post.author, step)
            added = sums.get(key)
            if added is None:
                sums[key] = [step, negative, repost, voices, complaint, reach]
                continue
            added[_MENTIONS] += step
            added[_NEGATIVE] += negative
            added[_REPOSTS] += repost
            added[_VOICES] += voices
            added[_COMPLAINTS] += complaint
            added[_REACH] += reach

    def _forget_oldest(self) -> None:
        minutes = sorted((minute for some in self._touched.values() for minute in some), reverse=True)
        oldest = minutes[_MOST_TOUCHED // 2]
        kept = ((watch, {one for one in some if one > oldest}) for watch, some in self._touched.items())
        self._touched = {watch: some for watch, some in kept if some}


def uncounted(connection: Connection) -> int:
    """Posts up to this id were never counted; 0 where all were."""
    return int(connection.exec_driver_sql("SELECT uncounted FROM progress").scalar_one())


def count_turned(connection: Connection, turned: Iterable[tuple[int, int, str, Mood, Mood]]) -> None:
    """Counts posts (id, ms since 1970, column `mentions`) from one mood into another."""
    sums = _Sums()
    from_ = uncounted(connection)
    for post, posted_at, mentions, before, now in turned:
        step = _negative(now) - _negative(before)
        if step and mentions and post > from_:
            for name in _names(read_mentions(mentions)):
                sums[name, posted_at // _MS][_NEGATIVE] += step
    sums.write(connection)


def minutes_of(start: datetime, end: datetime) -> tuple[int, int]:
    """`start`'s minute since 1970, and the one after the last that begins before `end`."""
    return to_ms(start) // _MS, -(-to_ms(end) // _MS)


def newest_minute(connection: Connection) -> datetime | None:
    """The newest minute of which anything is counted; None where nothing is, or is kept by the hour only."""
    minute = connection.exec_driver_sql("SELECT max(minute) FROM indicator").scalar()
    return None if minute is None else from_ms(minute * _MS)


def read_series(connection: Connection, watch: str, start: datetime, end: datetime) -> "Series":
    """A watch from `start`'s minute to the one before `end`; hours that were rolled up are gaps.

    Raises ValueError beyond `MAX_MINUTES`.
    """
    import numpy as np

    from app.warning.indicators import INDICATORS, Series

    first, after = minutes_of(start, end)
    many = _counted(first, after)
    values, gaps = np.zeros((many, len(INDICATORS)), np.int64), np.zeros(many, np.bool_)
    rows = connection.exec_driver_sql(_SERIES, (first, after - 1, watch)).all() if many else []
    if rows:
        found = np.array([tuple(row) for row in rows], np.int64)
        values[found[:, 0] - first] = np.maximum(found[:, 1:], 0)
    hours = ((hour, hour + HOUR) for hour in hours_within(connection, first, after))
    for begun, over in (*read_gaps(connection, first, after), *hours):
        gaps[max(0, begun - first) : max(0, over - first)] = True
    return Series(watch, from_ms(first * _MS), values, gaps)


def read_hourly(connection: Connection, watch: str, start: datetime, end: datetime) -> "Series":
    """A watch in the whole hours between two times. One is a gap where nobody collected for most of it.

    Raises ValueError beyond `MAX_MINUTES`.
    """
    import numpy as np

    from app.warning.indicators import INDICATORS, Series

    first, after = -(-to_ms(start) // _MS // HOUR) * HOUR, to_ms(end) // _MS // HOUR * HOUR
    many = _counted(first, after) // HOUR
    values, deaf = np.zeros((many, len(INDICATORS)), np.int64), np.zeros(many * HOUR, np.bool_)
    for minute, *numbers in read_hours(connection, watch, first, after):
        values[(minute - first) // HOUR] += np.maximum(numbers, 0)
    for begun, over in read_gaps(connection, first, after):
        deaf[max(0, begun - first) : max(0, over - first)] = True
    gaps = deaf.reshape(many, HOUR).sum(axis=1) * 2 > HOUR
    return Series(watch, from_ms(first * _MS), values, gaps, HOUR)


def _counted(first: int, after: int) -> int:
    many = max(0, after - first)
    if many > MAX_MINUTES:
        raise ValueError(f"{many} minutes are more than {MAX_MINUTES}")
    return many


def read_cells(connection: Connection, wanted: Mapping[str, Collection[int]]) -> list[Cell]:
    """What is counted of these watches in these minutes."""
    asked = json.dumps({watch: list(minutes) for watch, minutes in wanted.items()})
    return [Cell(*row) for row in connection.exec_driver_sql(_CELLS, (asked,))]


def write_gap(connection: Connection, start: datetime, end: datetime) -> None:
    """The whole minutes in `[start, end)` are a gap, one with those it touches."""
    first, after = -(-to_ms(start) // _MS), to_ms(end) // _MS
    if first >= after:
        return
    touching = "WHERE start <= ? AND stop >= ?"
    row = connection.exec_driver_sql(f"SELECT min(start), max(stop) FROM gap {touching}", (after, first)).one()  # noqa: S608
    if row[0] is not None:
        connection.exec_driver_sql(f"DELETE FROM gap {touching}", (after, first))  # noqa: S608
        first, after = min(first, row[0]), max(after, row[1])
    connection.exec_driver_sql("INSERT INTO gap VALUES (?, ?)", (first, after))


def read_gaps(connection: Connection, first: int, after: int) -> list[Any]:
    """The gaps that reach into these minutes. None overlaps another, so of those that began before only the last."""
    asked = (
        "SELECT start, stop FROM gap WHERE start < ? AND stop > ? "
        "AND start >= coalesce((SELECT max(start) FROM gap WHERE start <= ?), 0)"
    )
    return list(connection.exec_driver_sql(asked, (after, first, first)))


def _names(mentions: Sequence[Mention]) -> dict[str, None]:
    return dict.fromkeys(mention.watch for mention in mentions)


def _watches(post: Post) -> Iterable[str]:
    """Each watch once; mostly there is but one."""
    return _names(post.mentions) if len(post.mentions) > 1 else (post.mentions[0].watch,)


def _keys(post: Post, names: Iterable[str]) -> list[_Key]:
    minute = int(post.posted_at.timestamp() // 60)
    return [(name, minute) for name in names]


def _negative(mood: Mood) -> int:
    return int(mood is Mood.NEGATIVE)
