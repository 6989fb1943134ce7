# SPDX-License-Identifier: Apache-2.0
r"""Bytes that come in pieces → the lines they hold, as server-sent events have them.

Called by `HttpReach.lines`. The trap: a piece may end between `\r` and `\n`, or inside a character; so lines are
told apart as bytes, and a line is decoded when it is whole.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.posts.collecting.web.unpacking import too_large

_END: Final = re.compile(rb"\r\n|\n|\r")


class Lines:
    """The line that has begun, and no more of it than `limit` bytes."""

    def __init__(self, limit: int, url: str) -> None:
        """`url` is for the sentence."""
        self._limit, self._url = limit, url
        self._begun: list[bytes] = []
        self._size = 0
        self._after_cr = False

    def ended_by(self, data: bytes) -> Iterator[str]:
        """The lines these bytes end. Raises SourceFault for one too long."""
        *ended, rest = _END.split(data.removeprefix(b"\n") if self._after_cr else data)
        self._after_cr = data.endswith(b"\r")
        for piece in ended:
            self._add(piece)
            yield self.rest()
        self._add(rest)

    def rest(self) -> str:
        """What has come of a line without an end; it begins anew after that."""
        line = b"".join(self._begun).decode("utf-8", "replace")
        self._begun, self._size = [], 0
        return line

    def _add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large(self._url, self._limit)
        if piece:
            self._begun.append(piece)
