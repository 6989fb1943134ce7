# SPDX-License-Identifier: Apache-2.0
"""JSON strings, one a line, from standard input: many at once where they come fast, one by one where they do not.

`classify` and `explain` read them. The trap: a bad line must not cost its neighbours their answers.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

import msgspec

_AT_ONCE: Final = 1 << 18
_MANY: Final = msgspec.json.Decoder(list[str])
_ONE: Final = msgspec.json.Decoder(str)


def lines_as_they_come(stdin: TextIO) -> Iterator[list[bytes]]:
    """All lines, without their ends, as many at a time as wait already: who asks line by line is answered so."""
    source = getattr(stdin, "buffer", None)
    if source is None:
        yield stdin.read().encode("utf-8", "surrogatepass").split(b"\n")
        return
    rest: list[bytes] = []
    while piece := source.read1(_AT_ONCE):
        head, newline, tail = piece.rpartition(b"\n")
        if newline:
            yield b"".join((*rest, head)).split(b"\n")
            rest = []
        rest.append(tail)
    if last := b"".join(rest):
        yield [last]


def quoted_texts(lines: Sequence[bytes]) -> list[str | None]:
    """The string of each line; None where it is none."""
    try:
        found = _MANY.decode(b"[" + b",\n".join(lines) + b"]")  # a string cannot go over a line's end
    except (msgspec.DecodeError, UnicodeError):
        found = []
    return [*found] if len(found) == len(lines) else [quoted_text(line) for line in lines]


def quoted_text(line: bytes) -> str | None:
    """What stands in the quotes, halves of surrogate pairs too; None where it is no JSON string."""
    try:
        return _ONE.decode(line)
    except (msgspec.DecodeError, UnicodeError):
        pass
    try:
        found = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None
