# SPDX-License-Identifier: Apache-2.0
"""XLSX workbooks: the first sheet that holds rows.

The trap: a spreadsheet keeps 15 digits, so an id typed into a number cell is already gone; it is handed on as the
rounded number it is, and the importer says so.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from app.errors import Said, UserError
from app.posts.columns import header_at, unique_names
from app.posts.reading.stream import Stream
from app.posts.reading.table import Bad, Read, Row

_PACKED_LIMIT: Final = 512 << 20
_UNPACKED_LIMIT: Final = 2 << 30
_RATIO: Final = 200
_WIDEST: Final = 200
_AT_ONCE: Final = 500
# SyntaxError: what every XML parser raises. The others: what openpyxl lets through where a part is missing or odd.
_FAULTS: Final = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, IndexError, AttributeError,
    ValueError, TypeError, OSError, EOFError, NotImplementedError,
)  # fmt: skip


class WorkbookTable:
    """The first sheet with rows of a workbook."""

    def __init__(self, stream: Stream) -> None:
        self.kind = "xlsx"
        self.encoding = ""
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._name = stream.path.name
        self._bytes = io.BytesIO(stream.whole(_PACKED_LIMIT))
        stream.close()
        self._guard()
        self._book = self._open()
        self._sheet, first = self._choose()
        header = header_at(first)
        self.headed = header is not None
        width = max((len(row) for row in first), default=0)
        self.columns = unique_names([""] * width if header is None else _trimmed(first[header]))
        self._skip = 0 if header is None else header + 1
        self._rows_read = 0
        self._rows_all = self._sheet.max_row

    def _guard(self) -> None:
        try:
            with zipfile.ZipFile(self._bytes) as archive:
                unpacked = sum(info.file_size for info in archive.infolist())
        except (zipfile.BadZipFile, OSError) as error:
            raise UserError(Said("posts-xlsx-broken", {"file": self._name})) from error
        if unpacked > _UNPACKED_LIMIT or unpacked > max(32 << 20, len(self._bytes.getbuffer()) * _RATIO):
            raise UserError(Said("posts-stopped-bomb", {"file": self._name, "size": unpacked >> 20}))

    def _open(self) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it warns of styles and extensions that no post needs
                return openpyxl.load_workbook(self._bytes, read_only=True, data_only=True, keep_links=False)
        except _FAULTS as error:
            raise UserError(Said("posts-xlsx-broken", {"file": self._name})) from error

    def _choose(self) -> tuple[Any, list[list[str]]]:
        """The first sheet with rows and its first rows; the other ones are named in a warning."""
        filled = []
        for sheet in self._book.worksheets:
            try:
                sheet.reset_dimensions()  # exports often claim one cell
                first = [row for row in islice(_texts(sheet), 40) if any(row)]
            except _FAULTS as error:
                raise UserError(Said("posts-xlsx-broken", {"file": self._name})) from error
            if first:
                filled.append((sheet, first))
        if not filled:
            raise UserError(Said("posts-empty-file", {"file": self._name}))
        if len(filled) > 1:
            others = ", ".join(sheet.title for sheet, _ in filled[1:6])
            self.warnings.append(Said("posts-other-sheets", {"sheet": filled[0][0].title, "others": others}))
        return filled[0]

    def rows(self) -> Iterator[Read]:
        """All rows after the header; `line` is the sheet's row."""
        width, skip = len(self.columns), self._skip
        try:
            for line, cells in enumerate(_texts(self._sheet), 1):
                self._rows_read = line
                if not any(cells):
                    continue
                if skip:
                    skip -= 1
                elif any(cells[width:]):
                    yield Bad(line, Said("posts-ragged", {"found": len(_trimmed(cells)), "expected": width}))
                else:
                    yield Row(line, cells[:width] + [""] * (width - len(cells)))
        except _FAULTS:
            self.stopped = Said("posts-stopped-sheet", {"file": self._name, "line": self._rows_read})

    def fraction(self) -> float | None:
        """Share of the rows read, where the sheet says how many there are."""
        return min(1.0, self._rows_read / self._rows_all) if self._rows_all else None

    def close(self) -> None:
        """Gives the file back."""
        self._book.close()
        self._bytes.close()


def _texts(sheet: Any) -> Iterator[list[str]]:
    rows = sheet.iter_rows(values_only=True, max_col=_WIDEST)
    while True:
        some: list[tuple[object, ...]] = []
        fault = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of cells marked as dates that are none; they come as `#VALUE!`
            try:
                some.extend(islice(rows, _AT_ONCE))
            except _FAULTS as error:
                fault = error
        for row in some:
            yield [cell if isinstance(cell, str) else _text(cell) for cell in row]
        if fault is not None:
            raise fault
        if not some:
            return


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
    return str(cell)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
