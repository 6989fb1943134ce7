# SPDX-License-Identifier: Apache-2.0
"""A table of counts from a file, put on an even grid of time for the detector.

Used by `fenghuo detect` and the replay. Rows may be missing, double, late, uneven, or jump with the clock of a summer
time: each kind is assumed to mean something, counted, and said once. The trap: no row may be placed by looking at a
later one, or the answer would know the future; only the step, and whether they run backwards, is taken from the first
rows.
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
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.errors import Said, UserError
from app.warning.detector import Detector

_FIELDS: Final = (("count", "value"), ("neg", "negative"), ("repost", "reposts"), ("authors", "voices"))
_STEPS: Final = (60, 120, 180, 300, 360, 600, 720, 900, 1200, 1800, 3600)
_ENOUGH_FOR_STEP: Final = 100
_SUMMER_TIME: Final = 3600
_DAY: Final = 86_400
"""Two rows in a row more than a day too old: the clock was wrong before."""
_MOSTLY: Final = 0.9
_SPLIT_SECONDS: Final = 12 * 3600
_MOST: Final = 1e9
_NO_TIME: Final = np.iinfo(np.int64).min
_TIME_LENGTH: Final = 19
_NEW_LINE, _COMMA, _SPACE, _ZERO, _T = b"\n, 0T"
_MARKED: Final = np.frombuffer(b"-- ::", np.uint8)
_MARKS: Final = [4, 7, 10, 13, 16]
_DIGITS: Final = [place for place in range(_TIME_LENGTH) if place not in _MARKS]


class Oddity(StrEnum):
    """What may be wrong with rows."""

    UNREAD = "unread"
    PART = "part"
    MORE = "more"
    ZONES = "zones"
    BACKWARDS = "backwards"
    COARSE = "coarse"
    SAME = "same"
    LATE = "late"
    GAP = "gap"
    UNEVEN = "uneven"
    CLOCK = "clock"
    FINE = "fine"


@dataclass(slots=True)
class Table:
    """Rows as they stood in the file: `lines` without ends. `times` in seconds since 1970 and `counts` (rows, 4).

    Where the file is `backwards`, `times` and `counts` are turned round, so the last line is row 0.
    """

    head: str
    lines: list[str]
    times: NDArray[np.int64]
    counts: NDArray[np.int64]
    naive: bool
    backwards: bool = False
    oddities: Counter[Oddity] = field(default_factory=Counter)
    first_line: dict[Oddity, int] = field(default_factory=dict)

    def note(self, oddity: Oddity, row: int) -> None:
        """Row `row` (from 0) is odd."""
        self.oddities[oddity] += 1
        line = (len(self.lines) - 1 - row if self.backwards else row) + 2
        self.first_line[oddity] = min(line, self.first_line.get(oddity, line))

    def said(self) -> list[Said]:
        """One sentence for each kind of oddity."""
        return [
            Said(f"detect-odd-{one}", {"rows": rows, "line": self.first_line[one]})
            for one, rows in self.oddities.items()
        ]


class Run(NamedTuple):
    """Rows without a long gap between them, on the grid."""

    first: datetime
    counts: NDArray[np.int64]
    gaps: NDArray[np.bool_]
    rows: NDArray[np.int64]
    """Which of the file's rows belong to it."""
    places: NDArray[np.int64]
    """Where on the grid each of them is; -1 before its beginning."""


def read(text: str) -> Table:
    """The table in `text`. Raises UserError where it has no time or no count, in its head or in any row."""
    lines = list(filter(str.strip, text.removeprefix("\ufeff").splitlines()))
    if not lines:
        raise UserError(Said("detect-empty"))
    head = lines.pop(0)
    names = [name.strip().strip('"').lower() for name in head.split(",")]
    columns = [next((names.index(name) for name in known if name in names), -1) for known in _FIELDS]
    if "timestamp" not in names or columns[0] < 0:
        raise UserError(Said("detect-no-columns"))
    found = _quick(lines, names, columns) or _slow(lines, names.index("timestamp"), columns)
    backwards = _is_backwards(found.times)
    times, counts, torn, unzoned = found.turned() if backwards else found
    unread = (times == _NO_TIME) | (counts[:, 0] < 0)
    if lines and unread.all():
        raise UserError(Said("detect-no-rows", {"line": 2}))
    more = (counts[:, 1:] > counts[:, :1]).any(axis=1) & ~unread
    mixed = unzoned if not unzoned[times != _NO_TIME].all() else np.zeros(len(lines), bool)
    table = Table(head, lines, times, np.minimum(counts, counts[:, :1]), bool(unzoned.all()), backwards)
    if backwards:
        table.note(Oddity.BACKWARDS, len(lines) - 1)
    for oddity, rows in (
        (Oddity.UNREAD, unread), (Oddity.PART, torn & ~unread), (Oddity.MORE, more), (Oddity.ZONES, mixed),
    ):  # fmt: skip
        for row in np.flatnonzero(rows):
            table.note(oddity, int(row))
    return table


def _is_backwards(times: NDArray[np.int64]) -> bool:
    """Whether rows run from new to old, as those of many an export do."""
    steps = np.diff(times[times != _NO_TIME][:_ENOUGH_FOR_STEP])
    return len(steps) > 1 and bool((steps < 0).mean() > _MOSTLY)


class _Found(NamedTuple):
    """Of each row: its time and counts, whether part of it could not be read, whether its time names no zone."""

    times: NDArray[np.int64]
    counts: NDArray[np.int64]
    torn: NDArray[np.bool_]
    unzoned: NDArray[np.bool_]

    def turned(self) -> "_Found":
        """The last row first."""
        return _Found(self.times[::-1], self.counts[::-1], self.torn[::-1], self.unzoned[::-1])


def _quick(lines: Sequence[str], names: Sequence[str], columns: Sequence[int]) -> _Found | None:
    """What is written as most files are: the time first, 19 characters, then numbers. None where it is not."""
    if names[0] != "timestamp" or not lines:
        return None
    try:
        letters = np.frombuffer("\n".join(lines).encode("ascii"), np.uint8)
        ends = np.append(np.flatnonzero(letters == _NEW_LINE), len(letters))
        starts = np.append(0, ends[:-1] + 1)
        commas = np.flatnonzero(letters == _COMMA).reshape(len(lines), len(names) - 1)
        if (commas[:, 0] != starts + _TIME_LENGTH).any() or (commas[:, -1] > ends).any():
            return None
        seconds = _seconds(sliding_window_view(letters, _TIME_LENGTH)[starts])
        table = _numbers(letters, starts, commas).reshape(commas.shape)
    except (ValueError, DeprecationWarning):
        return None
    if not ((table >= 0) & (table <= _MOST)).all():
        return None
    parts = [table[:, place - 1] if place >= 0 else np.full(len(lines), -1) for place in columns]
    counts = np.rint(np.stack(parts, axis=1)).astype(np.int64)
    return _Found(seconds, counts, np.zeros(len(lines), bool), np.ones(len(lines), bool))


def _seconds(times: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Since 1970, of times (rows, 19) such as 2026-01-05 03:00:00. Raises ValueError where one is written otherwise.

    By hand, because numpy 2.4 crashes the whole process where it meets a wrong one among more than 500 bytestrings.
    """
    digits = times - _ZERO
    marks, numbers = times[:, _MARKS], digits[:, _DIGITS].astype(np.int64)
    if (marks[:, 2] == _T).any():
        marks = np.where(marks == _T, _SPACE, marks)
    if (marks != _MARKED).any() or (digits[:, _DIGITS] > 9).any():
        raise ValueError(times)
    year = numbers[:, :4] @ (1000, 100, 10, 1)
    month, day, hour, minute, second = (numbers[:, place] * 10 + numbers[:, place + 1] for place in range(4, 14, 2))
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    first, following = (one.astype("datetime64[D]").astype(np.int64) for one in (months, months + 1))
    days = first + day - 1
    if not ((year > 0) & (month > 0) & (month <= 12) & (day > 0) & (days < following)).all():
        raise ValueError(times)
    if max(hour.max() - 23, minute.max() - 59, second.max() - 59) > 0:
        raise ValueError(times)
    seconds: NDArray[np.int64] = days * _DAY + hour * 3600 + minute * 60 + second
    return seconds


def _numbers(letters: NDArray[np.uint8], starts: NDArray[np.int64], commas: NDArray[np.int64]) -> NDArray[Any]:
    """All numbers behind the times, one after the other. Raises ValueError where one cannot be read."""
    spaced = letters.copy()
    sliding_window_view(spaced, _TIME_LENGTH + 1, writeable=True)[starts] = _SPACE
    spaced[starts[1:] - 1] = _COMMA
    text = spaced.tobytes()
    if (letters.take(commas + 1, mode="clip") - _ZERO <= 9).all():  # else a blank would be read as a whole number
        with suppress(ValueError, DeprecationWarning):
            whole = np.fromstring(text, np.int64, sep=",")  # ten times as fast
            if len(whole) == commas.size:
                return whole
    return np.fromstring(text, np.float64, sep=",")


def _slow(lines: Sequence[str], time_column: int, columns: Sequence[int]) -> _Found:
    """Row by row; what cannot be read is no time, or -1. Times without a zone are in that of the first with one."""
    times = np.full(len(lines), _NO_TIME, np.int64)
    counts = np.full((len(lines), 4), -1, np.int64)
    torn, unzoned = np.zeros(len(lines), bool), np.ones(len(lines), bool)
    zone = 0.0
    for row, cells in enumerate(_cells(lines)):
        with suppress(ValueError, IndexError, OverflowError):
            time = datetime.fromisoformat(cells[time_column].strip())
            offset = time.utcoffset()
            times[row] = int((time.replace(tzinfo=UTC) if offset is None else time.astimezone(UTC)).timestamp())
            if offset is not None:
                zone = offset.total_seconds() if unzoned.all() else zone
                unzoned[row] = False
        for part, column in enumerate(columns):
            cell = cells[column].strip() if 0 <= column < len(cells) else ""
            counts[row, part] = _number(cell)
            torn[row] |= counts[row, part] < 0 and (bool(cell) or column >= len(cells))
    times[unzoned & (times != _NO_TIME)] -= round(zone)
    return _Found(times, counts, torn, unzoned)


def _number(cell: str) -> int:
    """A count, -1 where it is none: words, less than nothing, more than there can be."""
    try:
        number = float(cell)
    except ValueError:
        return -1
    return round(number) if 0 <= number <= _MOST else -1


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
    """A level for each line of `table`, by a detector that knows nothing before it. Notes what is odd about rows."""
    step = step_of(table.times)
    detector = Detector(1, timedelta(seconds=step))
    levels = np.zeros(len(table.times), np.uint8)
    standing = np.uint8(0)
    for run in _runs(table, step):
        said = detector.advance(run.first, run.counts[None], run.gaps[None], explain=False).level[0]
        levels[run.rows] = np.where(run.places >= 0, said[np.maximum(run.places, 0)], standing)
        standing = levels[run.rows[-1]]
    return levels[::-1] if table.backwards else levels


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


class _Placed(NamedTuple):
    """For each row: the step it counts in (-1: none) and the step whose level it gets; the time of the first step."""

    counts_in: NDArray[np.int64]
    look: NDArray[np.int64]
    origin: int


def _place(table: Table, step: int) -> _Placed:
    good = table.times[table.times != _NO_TIME]
    origin = int(good[0]) if len(good) else 0
    clock = _Clock(table, step, origin)
    counts_in, look = np.full(len(table.times), -1), np.full(len(table.times), -1)
    times = table.times.tolist()
    breaks = np.flatnonzero(np.diff(table.times) != step) + 1
    for begin, end in itertools.pairwise((0, *breaks.tolist(), len(times))):
        for row in range(begin, end):
            if times[row] != _NO_TIME:
                counts_in[row] = clock.place(row, times[row])
            look[row] = clock.newest - clock.fine
            after = row + 1
            if after < end and clock.go_on(times[row], end - after):
                counts_in[after:end] = look[after:end] = np.arange(look[row] + 1, clock.newest + 1)
                break
    return _Placed(counts_in, look, origin)


class _Clock:
    """Rows one after the other; knows only those before."""

    def __init__(self, table: Table, step: int, origin: int) -> None:
        self._table, self._step, self._origin = table, step, origin
        good = table.times[table.times != _NO_TIME][:_ENOUGH_FOR_STEP]
        apart = np.diff(good)
        self.fine = bool(len(apart) and np.median(apart) < step * 0.75)
        self._coarse = bool(len(apart) and np.median(apart) > step * 1.5)
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

    def go_on(self, time: int, rows: int) -> bool:
        """Places `rows` more, a step apart, where that at `time` was the last placed, just on its step. Whether."""
        if self.fine or not time + self._shift == self._last == self._origin + self.newest * self._step:
            return False
        self._last += rows * self._step
        self.newest += rows
        return True

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
            self._table.note(Oddity.COARSE if self._coarse else Oddity.GAP, row)
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
