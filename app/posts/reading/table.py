# SPDX-License-Identifier: Apache-2.0
"""What every file format looks like to the importer: named columns, and rows of text with line numbers.

The trap: reading never raises for one bad row (it yields a `Bad`), and what ended the file early is known only
after the last row (`stopped`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from app.errors import Said


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where the row begins (1 is the first line, row or item); `cells` stand as `Table.columns` do.

    JSON rows are mappings instead: objects need not have the same keys.
    """

    line: int
    cells: Sequence[str] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be read, and why."""

    line: int
    reason: Said


Read: TypeAlias = Row | Bad


class Table(Protocol):
    """One open file."""

    kind: str
    """csv, tsv, xlsx, jsonl, json, feed, page: also the word in the catalogue (`posts-kind-…`)."""
    encoding: str
    """Python's name of the text encoding; '' where the format settles it."""
    columns: tuple[str, ...]
    """For JSON, those of the first rows."""
    headed: bool
    """Whether the file names its columns; where not, they are called 1, 2, 3 …"""
    warnings: list[Said]
    stopped: Said | None
    """Why the rest of the file was not read, once the rows are through."""

    def rows(self) -> Iterator[Read]:
        """All rows, once."""

    def fraction(self) -> float | None:
        """How much of the file has been read, 0 to 1; None where that is not known."""

    def close(self) -> None:
        """Gives the file back."""
