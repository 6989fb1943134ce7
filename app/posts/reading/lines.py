# SPDX-License-Identifier: Apache-2.0
"""A text file line by line, with a limit on the length of one, and a count of what could not be decoded.

Used by the CSV and JSON Lines readers. The trap: a line without an end is the last of a whole file, but a
half line of a file that was cut; `cut` tells which.
"""

import io
from collections.abc import Iterator
from typing import Final

from app.errors import Said
from app.posts.reading.stream import Stream

LONGEST_LINE: Final = 16 << 20
"""Characters; a cell of 10 MB still passes here and is refused as a cell, by name."""


class Lines:
    """Iterates `(number, line with its end)`. A line over the limit comes as `(number, None)` and is skipped."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self.stream = stream
        buffered = io.BufferedReader(stream, 1 << 17)
        self._text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline="")
        self._number = 0
        self.cut = False
        self.spoilt = 0
        self.first_spoilt = 0

    def __iter__(self) -> Iterator[tuple[int, str | None]]:
        readline = self._text.readline
        while line := readline(LONGEST_LINE):
            self._number += 1
            if "\ufffd" in line:
                self.spoilt += 1
                self.first_spoilt = self.first_spoilt or self._number
            if line[-1] in "\r\n":
                yield self._number, line
            elif len(line) >= LONGEST_LINE:
                self._skip_line()
                yield self._number, None
            else:
                self.cut = self.stream.stopped is not None
                yield self._number, line

    def _skip_line(self) -> None:
        while (rest := self._text.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
            pass

    def warnings(self, encoding: str) -> list[Said]:
        """What could not be decoded, if anything."""
        if not self.spoilt:
            return []
        args: dict[str, str | int | float | Said] = {
            "count": self.spoilt,
            "line": self.first_spoilt,
            "encoding": encoding,
        }
        return [Said("posts-spoilt", args)]

    def close(self) -> None:
        """Gives the file back."""
        self._text.close()
