# SPDX-License-Identifier: Apache-2.0
"""How one file will be read: its table, mapping, zone and assumptions, decided from its first 1,000 rows.

Called by `app.posts.importer` only. The trap: the plan holds the file open; whoever makes one closes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Final

from app.clock import Clock
from app.errors import Said, TextArg, UserError
from app.posts.columns import Mapped, Sure, field_named, mapping_of
from app.posts.dates import Full, told
from app.posts.dating import Dating
from app.posts.identity import has_rounded_tail
from app.posts.reading.opening import open_table
from app.posts.reading.table import Read, Row, Table
from app.posts.rows import RowReader, default_source
from app.posts.zones import CHINA, zone_label

_LOOKED_AT: Final = 1_000
_VALUES: Final = 200


@dataclass(slots=True)
class ImportPlan:
    """A file ready to be imported. `first` are the rows already read, `rest` those to come."""

    table: Table
    size: int
    first: list[Read]
    rest: Iterator[Read]
    mapping: tuple[Mapped, ...]
    dating: Dating
    reader: RowReader

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns no field took."""
        used = {mapped.column for mapped in self.mapping}
        return tuple(column for column in self.table.columns if column not in used)

    @property
    def examples(self) -> dict[str, str]:
        """The first cell of each column that has one."""
        values = _values(self.table.columns, self.first)
        return {column: cells[0] for column, cells in values.items() if cells}

    @property
    def zone_label(self) -> str:
        """The zone in which times without one are read."""
        return zone_label(self.dating.zone, self.dating.now)

    def warnings(self) -> list[Said]:
        """Everything assumed or noticed up to now, a sentence each; complete once all rows are through."""
        found = [] if self.table.headed else [Said("posts-no-header", {"columns": len(self.table.columns)})]
        by_content = [mapped for mapped in self.mapping if mapped.sure is Sure.CONTENT]
        found += [Said("posts-guessed", {"field": one.field, "column": one.column}) for one in by_content]
        noticed = self.reader.findings
        counts = (
            ("posts-ids-rounded", noticed.rounded_ids),
            ("posts-parents-rounded", noticed.rounded_parents),
            ("posts-made-visible", noticed.made_visible),
            ("posts-undated", noticed.undated + noticed.misdated),
        )
        found += [Said(key, {"count": count}) for key, count in counts if count]
        stopped = [] if self.table.stopped is None else [self.table.stopped]
        return [*stopped, *found, *self.dating.warnings(), *self.table.warnings]

    def close(self) -> None:
        """Gives the file back."""
        self.table.close()


def planned(path: Path, *, maps: Mapping[str, str], zone: tzinfo | None, clock: Clock, watch: str) -> ImportPlan:
    """Opens a file and decides how to read it. Raises UserError where it holds nothing that could be posts."""
    given = {field_named(field): column for field, column in maps.items()}
    table, stream = open_table(path)
    try:
        rest = table.rows()
        first = list(islice(rest, _LOOKED_AT))
        values = _values(table.columns, first)
        mapping = mapping_of(table.columns, values, given)
        columns = {mapped.field: mapped.column for mapped in mapping}
        _check(path, table, columns, first)
        now = clock.now()
        times = values.get(columns.get("posted_at", ""), ())
        dating = Dating(
            now=now,
            saved=min(stream.saved, now),
            zone=zone or (CHINA if _is_chinese(table.columns, values) else None),
            zone_given=zone is not None,
            day_first=_is_day_first(times),
        )
        reader = RowReader(
            mapping,
            table.columns,
            dating,
            arrived_at=now,
            watch=watch,
            default_source=default_source(table.columns, mapping),
            ids_rounded=_are_rounded(values.get(columns.get("source_id", ""), ())),
            undated_is_now=table.kind == "feed",
        )
    except BaseException:
        table.close()
        raise
    return ImportPlan(table, stream.size, first, rest, mapping, dating, reader)


def _values(columns: Sequence[str], rows: Sequence[Read]) -> dict[str, list[str]]:
    """The first non-empty cells of each column."""
    found: dict[str, list[str]] = {column: [] for column in columns}
    for row in rows:
        if not isinstance(row, Row):
            continue
        pairs = row.cells.items() if isinstance(row.cells, Mapping) else zip(columns, row.cells, strict=True)
        for column, cell in pairs:
            if cell and column in found and len(found[column]) < _VALUES:
                found[column].append(cell[:2_000])
    return found


def _check(path: Path, table: Table, columns: Mapping[str, str], first: Sequence[Read]) -> None:
    if table.stopped is not None and not any(isinstance(row, Row) for row in first):
        raise UserError(table.stopped)
    names: dict[str, TextArg] = {"file": path.name, "columns": ", ".join(table.columns[:40])}
    if not columns.keys() & {"text", "title", "parent"}:
        raise UserError(Said("posts-no-text-column", names))
    if "posted_at" not in columns and table.kind != "feed":
        raise UserError(Said("posts-no-time-column", names))


def _is_chinese(columns: Sequence[str], values: Mapping[str, Sequence[str]]) -> bool:
    """Whether an export comes from where Chinese is written: in its headers, or in a tenth of its cells."""
    if any(_has_han(column) for column in columns):
        return True
    cells = [cell for some in values.values() for cell in some if not cell.isascii()]
    return sum(map(_has_han, cells)) > 0.1 * sum(map(len, values.values()))


def _has_han(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _is_day_first(times: Sequence[str]) -> bool:
    """Whether a column writes `24/02/2015`: it does if some day above 12 stands first and none second."""
    for time in times:
        try:
            as_month_first, as_day_first = told(time), told(time, day_first=True)
        except ValueError:
            continue
        if isinstance(as_month_first, Full) and not as_month_first.ambiguous and "/" in time[:3]:
            first = time.partition("/")[0]
            return first.isdigit() and int(first) > 12 and as_month_first == as_day_first
    return False


def _are_rounded(ids: Sequence[str]) -> bool:
    """Whether a spreadsheet has cut every id of a column to 15 digits."""
    long = [one for one in ids if len(one) > 15 and one.isdigit()]
    return (
        len(long) >= 3 and sum(map(has_rounded_tail, long)) >= 0.9 * len(long) and any(len(one) > 16 for one in long)
    )
