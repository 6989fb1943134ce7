# SPDX-License-Identifier: Apache-2.0
"""Patterns of a watch, by RE2: time grows with the text and never explodes, whatever a person writes.

Used by the rules (is it a pattern at all?) and by the matcher (which of many hit?). The trap: a set of patterns tells
only which ones hit; where they hit is asked of each, and only where the set says so.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import re2  # type: ignore[import-untyped]

Refused = Literal["large", "unsupported", "wrong", "everything"]

_MEMORY: Final = 1 << 20
_SET_MEMORY: Final = 16 << 20
_SET_SIZE: Final = 50
_MOST_HITS: Final = 100
_PROBES: Final = ("a", "7", "中", "!")
"""What matches each of these, which have nothing in common, matches everything."""
_UNSUPPORTED: Final = re.compile(rb"invalid perl operator|invalid escape sequence: \\[1-9gk]")


class PatternHit(NamedTuple):
    """Which pattern hit, and where."""

    pattern: int
    start: int
    end: int


@lru_cache(maxsize=1024)
def refusal(pattern: str) -> Refused | None:
    """Why a pattern cannot be used; None where it can."""
    try:
        found = re2.compile(pattern.encode("utf-8", "replace"), _options(_MEMORY))
    except re2.error as error:
        why = error.args[0] if error.args and isinstance(error.args[0], bytes) else b""
        if b"too large" in why or b"repetition size" in why:
            return "large"
        return "unsupported" if _UNSUPPORTED.match(why) else "wrong"
    if found.search(b"") or all(found.search(probe.encode()) for probe in _PROBES):
        return "everything"
    return None


class Patterns:
    """Many patterns, none of which `refusal` refuses."""

    def __init__(self, patterns: Sequence[str]) -> None:
        told = [pattern.encode("utf-8", "replace") for pattern in patterns]
        self._one_by_one = [re2.compile(pattern, _options(_MEMORY)) for pattern in told]
        self._sets: list[tuple[range, Any]] = []
        for first in range(0, len(told), _SET_SIZE):
            self._gather(told, range(first, min(first + _SET_SIZE, len(told))))

    def find(self, text: str) -> list[PatternHit]:
        """Where they hit, by pattern; at most 100 times each. Empty hits do not count."""
        read = text.encode("utf-8", "replace")
        hits: list[PatternHit] = []
        for numbers, together in self._sets:
            for place in sorted(together.Match(read) or ()) if together else range(len(numbers)):
                hits += self._places(numbers[place], read, text.isascii())
        return hits

    def _gather(self, told: list[bytes], numbers: range) -> None:
        """Makes one set of them, or several where they are too large for one."""
        together = re2.Set.SearchSet(_options(_SET_MEMORY))
        try:
            for number in numbers:
                together.Add(told[number])
            together.Compile()
        except re2.error:
            half = len(numbers) // 2
            if not half:
                self._sets.append((numbers, None))
                return
            self._gather(told, numbers[:half])
            self._gather(told, numbers[half:])
            return
        self._sets.append((numbers, together))

    def _places(self, number: int, read: bytes, plain: bool) -> list[PatternHit]:
        hits: list[PatternHit] = []
        place = character = 0  # the same spot in bytes and in characters
        for match in self._one_by_one[number].finditer(read):
            start, end = match.span()
            if start == end:
                continue
            if plain:
                hits.append(PatternHit(number, start, end))
            else:
                character += len(read[place:start].decode("utf-8", "replace"))
                place = start
                hits.append(
                    PatternHit(number, character, character + len(read[start:end].decode("utf-8", "replace")))
                )
            if len(hits) == _MOST_HITS:
                break
        return hits


def _options(memory: int) -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors, options.case_sensitive = memory, False, False
    return options
