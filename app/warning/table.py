# SPDX-License-Identifier: Apache-2.0
"""A table of counts from a file, put on an even grid of time for the detector.

Used by `fenghuo detect` and the replay. Rows may be missing, double, late, uneven, or jump with the clock of a summer
time: each kind is assumed to mean something, counted, and said once. The trap: no row may be placed by looking at a
later one, or the answer would know the future; only the step is taken from the first rows.
"""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.errors import Said, UserError
from app.warning.detector import Detector

_FIELDS: Final = (("count", "value"), ("neg", "negative"), ("repost", "reposts"), ("authors", "voices"))
_STEPS: Final = (60, 120, 180, 300, 360, 600, 720, 900, 1200, 1800, 3600)
_ENOUGH_FOR_STEP: Final = 100
_SUMMER_TIME: Final = 3600
_DAY: Final = 86_400
"""Two rows in a row more than a day too old: the clock was wrong before."""
_SPLIT_SECONDS: Final = 12 * 3600
_MOST: Final = 1e9
_NO_TIME: Final = np.iinfo(np.int64).min


class Oddity(StrEnum):
    """What may be wrong with rows."""

    UNREAD = "unread"
    SAME = "same"
    LATE = "late"
    GAP = "gap"
    UNEVEN = "uneven"
    CLOCK = "clock"
    FINE = "fine"


@dataclass(slots=True)
class Table:
    """Rows as they stood in the file: `lines` without ends, `times` in seconds since 1970, `counts` (rows, 4)."""

    head: str
    lines: list[str]
    times: NDArray[np.int64]
    counts: NDArray[np.int64]
    naive: bool
    oddities: Counter[Oddity] = field(default_factory=Counter)
    first_line: dict[Oddity, int] = field(default_factory=dict)

    def note(self, oddity: Oddity, row: int) -> None:
        """Row `row` (from 0) is odd."""
        self.oddities[oddity] += 1
        self.first_line.setdefault(oddity, row + 2)

    def said(self) -> list[Said]:
        """One sentence for each kind of oddity."""
        return [
            Said(f"detect-odd-{one}", {"rows": rows, "line": self.first_line[one]})
            for one, rows in self.oddities.items()
        ]


@dataclass(frozen=True, slots=True)
class Run:
    """Rows without a long gap between them, on the grid."""

    first: datetime
    counts: NDArray[np.int64]
    gaps: NDArray[np.bool_]
    rows: NDArray[np.int64]
    """Which of the file's rows belong to it."""
    places: NDArray[np.int64]
    """Where on the grid each of them is; -1 before its beginning."""


def read(text: str) -> Table:
    """The table in `text`. Raises UserError where it has no time or no count."""
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise UserError(Said("detect-empty"))
    head = lines.pop(0)
    names = [name.strip().strip('"').lower() for name in head.split(",")]
    columns = [next((names.index(name) for name in known if name in names), -1) for known in _FIELDS]
    if "timestamp" not in names or columns[0] < 0:
        raise UserError(Said("detect-no-columns"))
    found = _quick(lines, names, columns) or _slow(lines, names.index("timestamp"), columns)
    times, counts, naive = found
    table = Table(head, lines, times, counts, naive)
    for row in np.flatnonzero((times == _NO_TIME) | (counts[:, 0] < 0)):
        table.note(Oddity.UNREAD, int(row))
    return table


_Found = tuple[NDArray[np.int64], NDArray[np.int64], bool]


def _quick(lines: Sequence[str], names: Sequence[str], columns: Sequence[int]) -> _Found | None:
    """What is written as most files are: the time first, 19 characters, then whole numbers. None where it is not."""
    if names[0] != "timestamp" or not lines or {line[19:20] for line in lines} != {","}:
        return None
    try:
        times = np.array([line[:19] for line in lines]).astype("datetime64[s]").astype(np.int64)
        numbers = np.fromstring(",".join([line[20:] for line in lines]), dtype=np.float64, sep=",")
    except (ValueError, DeprecationWarning):
        return None
    width = len(names) - 1
    if len(numbers) != len(lines) * width or any(line.count(",") != width for line in lines):
        return None
    table = numbers.reshape(len(lines), width)
    if not (np.isfinite(table).all() and (times != _NO_TIME).all() and (table >= 0).all() and (table <= _MOST).all()):
        return None
    parts = [table[:, place - 1] if place >= 0 else np.full(len(lines), -1.0) for place in columns]
    return times, np.rint(np.stack(parts, axis=1)).astype(np.int64), True


def _slow(lines: Sequence[str], time_column: int, columns: Sequence[int]) -> _Found:
    """Row by row; what cannot be read is no time, or -1."""
    times = np.full(len(lines), _NO_TIME, np.int64)
    counts = np.full((len(lines), 4), -1, np.int64)
    naive = True
    for row, cells in enumerate(_cells(lines)):
        with suppress(ValueError, IndexError, OverflowError):
            time = datetime.fromisoformat(cells[time_column].strip())
            naive = naive and time.tzinfo is None
            times[row] = int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp())
        for part, column in enumerate(columns):
            if 0 <= column < len(cells):
                with suppress(ValueError):
                    number = float(cells[column])
                    counts[row, part] = round(min(number, _MOST)) if number >= 0 else -1
    return times, counts, naive


def _cells(lines: Sequence[str]) -> Iterator[list[str]]:
    for line in lines:
        yield next(csv.reader(io.StringIO(line))) if '"' in line else line.split(",")


def step_of(times: NDArray[np.int64]) -> int:
    """Seconds from row to row: the usual distance of the first rows, or the nearest step that divides an hour."""
    good = times[times != _NO_TIME][:_ENOUGH_FOR_STEP]
    apart = np.diff(good)
    apart = apart[apart > 0]
    usual = float(np.median(apart)) if len(apart) else 60.0
    return min(_STEPS, key=lambda step: (abs(step - usual), step))


def judge(table: Table) -> NDArray[np.uint8]:
    """A level for each row of `table`, by a detector that knows nothing before it. Notes what is odd about rows."""
    step = step_of(table.times)
    detector = Detector(1, timedelta(seconds=step))
    levels = np.zeros(len(table.times), np.uint8)
    standing = np.uint8(0)
    for run in _runs(table, step):
        said = detector.advance(run.first, run.counts[None], run.gaps[None], explain=False).level[0]
        levels[run.rows] = np.where(run.places >= 0, said[np.maximum(run.places, 0)], standing)
        standing = levels[run.rows[-1]]
    return levels


def _runs(table: Table, step: int) -> Iterator[Run]:
    times = table.times
    rows = np.arange(len(times))
    if len(times) and (np.diff(times) == step).all() and (table.counts[:, 0] >= 0).all():
        yield Run(_at(int(times[0])), table.counts, np.zeros(len(rows), bool), rows, rows)
        return
    placed = _place(table, step)
    newest = np.maximum.accumulate(placed.look)
    cuts = np.flatnonzero(np.diff(newest) * step > _SPLIT_SECONDS) + 1
    for begin, end in itertools.pairwise((0, *cuts.tolist(), len(rows))):
        if end > begin and newest[end - 1] >= 0:
            yield _run(table, placed, step, slice(begin, end))


@dataclass(frozen=True, slots=True)
class _Placed:
    """For each row: the step it counts in (-1: none) and the step whose level it gets; the time of the first step."""

    counts_in: NDArray[np.int64]
    look: NDArray[np.int64]
    origin: int


def _place(table: Table, step: int) -> _Placed:
    good = table.times[table.times != _NO_TIME]
    origin = int(good[0]) if len(good) else 0
    clock = _Clock(table, step, origin)
    counts_in, look = np.full(len(table.times), -1), np.full(len(table.times), -1)
    for row, time in enumerate(table.times.tolist()):
        if time != _NO_TIME:
            counts_in[row] = clock.place(row, time)
        look[row] = clock.newest - clock.fine
    return _Placed(counts_in, look, origin)


class _Clock:
    """Rows one after the other; knows only those before."""

    def __init__(self, table: Table, step: int, origin: int) -> None:
        self._table, self._step, self._origin = table, step, origin
        good = table.times[table.times != _NO_TIME][:_ENOUGH_FOR_STEP]
        apart = np.diff(good)
        self.fine = bool(len(apart) and np.median(apart) < step * 0.75)
        self.newest = -1
        self._shift = 0
        self._last = origin - step
        self._late = origin - 2 * step

    def place(self, row: int, time: int) -> int:
        """The step a row counts in, -1 where it does not."""
        time += self._shift
        after = time - self._last
        if after < 0 and self._table.naive and abs(after + _SUMMER_TIME - self._step) <= self._step // 2:
            self._shift += _SUMMER_TIME
            time += _SUMMER_TIME
            after += _SUMMER_TIME
            self._table.note(Oddity.CLOCK, row)
        if after < -_DAY and abs(time - self._late - self._step) <= self._step // 2:
            self._table.note(Oddity.CLOCK, row)
            self._shift += self._step - after
            time, after = self._last + self._step, self._step
        if after <= 0:
            self._late = time
            self._table.note(Oddity.LATE if after else Oddity.SAME, row)
            return -1
        self._last = time
        return self._following(row, time)

    def _following(self, row: int, time: int) -> int:
        steps, rest = divmod(time - self._origin, self._step)
        if self.fine:
            self._table.note(Oddity.FINE, row)
        else:
            ahead = time - self._origin - (self.newest + 1) * self._step
            steps = self.newest + 1 if abs(ahead) < self._step else steps + (rest * 2 > self._step)
            if rest:
                self._table.note(Oddity.UNEVEN, row)
        if steps < self.newest or (steps == self.newest and not self.fine):
            self._table.note(Oddity.LATE, row)
            return -1
        if self.newest >= 0 and steps > self.newest + 1:
            self._table.note(Oddity.GAP, row)
        self.newest = steps
        return steps


def _run(table: Table, placed: _Placed, step: int, part: slice) -> Run:
    counts_in, look = placed.counts_in[part], placed.look[part]
    used = counts_in >= 0
    first = int(counts_in[used].min()) if used.any() else int(look.max())
    length = int(max(look.max(), counts_in.max())) - first + 1
    counts = np.zeros((length, 4), np.int64)
    gaps = np.ones(length, bool)
    given = table.counts[part][used & (table.counts[part][:, 0] >= 0)]
    at = counts_in[used & (table.counts[part][:, 0] >= 0)] - first
    np.add.at(counts, at, np.maximum(given, 0))
    gaps[at] = False
    unknown = np.zeros((length, 4), bool)
    np.logical_or.at(unknown, at, given < 0)
    counts[unknown] = -1
    rows = np.arange(part.start, part.stop)
    return Run(_at(placed.origin + first * step), counts, gaps, rows, look - first)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
