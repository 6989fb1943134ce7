# SPDX-License-Identifier: Apache-2.0
"""CSV and TSV: delimiter guessed, header guessed, and a quote that is never closed costs one line, not the file.

The trap: the csv module asks for further lines while a quote is open; the feeder below notices and gives the
lines back.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Final

from app.errors import Said
from app.posts.columns import header_at, unique_names
from app.posts.reading.lines import LONGEST_LINE, Lines
from app.posts.reading.stream import Stream
from app.posts.reading.table import Bad, Read, Row

_DELIMITERS: Final = ",\t;|，"
_OPEN_LINES: Final = 500
_BLANK: Final = ("\n", "\r\n")
_HINT: Final = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)


class _UnclosedQuoteError(Exception):
    """A quote stays open for longer than any post."""


class _Feeder:
    """Hands lines to the csv module and remembers those of the record it is reading."""

    def __init__(self, lines: Lines) -> None:
        self._lines = iter(lines)
        self._again: deque[tuple[int, str | None]] = deque()
        self.taken: list[tuple[int, str | None]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _OPEN_LINES:
            raise _UnclosedQuoteError
        try:
            pair = self._next()
            while not self.taken and pair[1] in _BLANK:
                pair = self._next()
        except StopIteration:
            if self.taken:
                raise _UnclosedQuoteError from None
            raise
        if pair[1] is None and self.taken:
            self._again.appendleft(pair)
            raise _UnclosedQuoteError
        self.taken.append(pair)
        return pair[1] or ""

    def _next(self) -> tuple[int, str | None]:
        return self._again.popleft() if self._again else next(self._lines)

    def check(self, delimiter: str) -> None:
        """Raises csv.Error where a record of several lines closes its quote by the opening one of a later post."""
        next(csv.reader([text or "" for _, text in self.taken], delimiter=delimiter, strict=True))

    def give_back(self) -> None:
        """All lines of the record but the first are read again."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.taken.clear()


class DelimitedTable:
    """A CSV or TSV file."""

    def __init__(self, stream: Stream, encoding: str, sample: str) -> None:
        self.encoding = encoding
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._stream = stream
        self._lines = Lines(stream, encoding)
        first, _, rest = sample.partition("\n")
        hint = _HINT.match(first)
        self._delimiter = hint[1] if hint else _delimiter_of(sample)
        self.kind = "tsv" if self._delimiter == "\t" else "csv"
        head = _records(rest if hint else sample, self._delimiter)[:50]
        header = header_at(head)
        self.headed = header is not None
        width = Counter(len(row) for row in head).most_common(1)[0][0] if head else 1
        self.columns = unique_names([""] * width if header is None else head[header])
        self._skip = (0 if header is None else header + 1) + (hint is not None)

    def rows(self) -> Iterator[Read]:
        """All rows after the header."""
        csv.field_size_limit(LONGEST_LINE + 1)
        feeder = _Feeder(self._lines)
        skip = self._skip
        while True:
            taken = self._next_record(feeder)
            if taken is None:
                break
            line, found = taken
            if isinstance(found, Said):
                yield Bad(line, found)
            elif any(found):
                if skip:
                    skip -= 1
                else:
                    yield self._row(line, found)
        self.stopped = self._stream.stopped
        self.warnings += self._lines.warnings(self.encoding)

    def _next_record(self, feeder: _Feeder) -> tuple[int, list[str] | Said] | None:
        """The next record with its line, or why it is none; None at the end of the file."""
        try:
            found: list[str] | Said = next(csv.reader(feeder, delimiter=self._delimiter))
            if len(feeder.taken) > 1:
                feeder.check(self._delimiter)
        except StopIteration:
            return None
        except (csv.Error, _UnclosedQuoteError):
            line, text = feeder.taken[0]
            found = Said("posts-line-too-long" if text is None else "posts-quote-open")
            feeder.give_back()
            return line, found
        line, text = feeder.taken[0]
        if text is None:
            found = Said("posts-line-too-long")
        elif self._lines.cut and feeder.taken[-1][1] is not None and feeder.taken[-1][1][-1:] not in "\r\n":
            found = Said("posts-line-cut")
        feeder.taken.clear()
        return line, found

    def _row(self, line: int, cells: list[str]) -> Read:
        width = len(self.columns)
        if len(cells) > width:
            if any(cells[width:]):
                return Bad(line, Said("posts-ragged", {"found": len(cells), "expected": width}))
            del cells[width:]
        elif len(cells) < width:
            cells += [""] * (width - len(cells))
        return Row(line, cells)

    def fraction(self) -> float | None:
        """Share of the file read."""
        return self._stream.fraction()

    def close(self) -> None:
        """Gives the file back."""
        self._lines.close()


def _records(sample: str, delimiter: str) -> list[list[str]]:
    """The records of a sample; the last may be cut and is dropped where there are others."""
    csv.field_size_limit(LONGEST_LINE + 1)
    lines = sample.splitlines(keepends=True)
    whole = lines if len(lines) < 3 or lines[-1][-1:] in "\r\n" else lines[:-1]
    try:
        return [row for row in csv.reader(whole[:300], delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _delimiter_of(sample: str) -> str:
    """The delimiter that cuts the first records into the same number of columns most often."""

    def score(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _records(sample, delimiter))
        if not widths:
            return 0.0, 0
        width, often = widths.most_common(1)[0]
        return (often / widths.total() if width > 1 else 0.0), min(width, 50)

    return max(_DELIMITERS, key=score)
