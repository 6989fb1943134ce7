# SPDX-License-Identifier: Apache-2.0
"""A TOML file of rows, `[[row]]` after `[[row]]`, that a person may edit too: read whole, written whole.

The books of sources and of watches keep themselves in one. The trap: two programs may change it at once, so whoever
alters it reads and writes inside `lock`.
"""

import re
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import GenericAlias
from typing import Any, Final, Generic, TypeVar

import msgspec
import tomli_w
from filelock import FileLock, Timeout

from app.errors import Conflict, EnvironmentFault, Said, UserError
from app.profile import stamp, write_whole

Row = TypeVar("Row", bound=msgspec.Struct)
_PATIENCE: Final = 5.0
_INNER: Final = re.compile(r"^\[", re.MULTILINE)
_NOT_LITERAL: Final = re.compile("'''|'\\Z|[\x00-\x08\x0b-\x1f\x7f]")


class TomlBook(Generic[Row]):
    """The rows of one file. `table` is what stands in the double brackets, `words` how the keys of its errors begin.

    The catalogue has `<words>-unreadable` and `<words>-damaged` for it (`path`, and `why`). Tables that may stand
    `beside` in the same file belong to somebody else, who writes them too.
    """

    def __init__(self, path: Path, table: str, row: type[Row], *, words: str, beside: Sequence[str] = ()) -> None:
        self.path = path
        self._table, self._words = table, words
        rows = GenericAlias(tuple, (row, ...))
        fields = [(table, rows, ()), *((other, Any, None) for other in beside)]
        self._shape: Any = msgspec.defstruct("Book", fields, frozen=True, forbid_unknown_fields=True)
        self._heading = re.compile(rf"^[ \t]*\[\[\s*{table}\s*\]\]", re.MULTILINE)
        self._place = re.compile(rf"\$\.{table}\[(\d+)\]")

    def rows(self) -> tuple[Row, ...]:
        """All of them, in the file's order; none without a file. Raises UserError naming the line of the damage."""
        return self.parse(self._text())

    def parse(self, text: str) -> tuple[Row, ...]:
        """As `rows`, of a text that came from elsewhere."""
        try:
            found: tuple[Row, ...] = getattr(msgspec.convert(tomllib.loads(text), self._shape), self._table)
        except tomllib.TOMLDecodeError as fault:
            raise self._damaged(str(fault)) from fault
        except msgspec.ValidationError as fault:
            place = self._place.search(str(fault))
            line = self._line(text, int(place[1])) if place else 0
            raise self._damaged(f"{fault} (at line {line})" if line else str(fault)) from fault
        return found

    def line_of(self, number: int) -> int:
        """In which line of the file the row of this number begins; 1 where it is written in another way than ours."""
        return self._line(self._text(), number) or 1

    def changed(self) -> tuple[int, int]:
        """Differs whenever the file does: (modified ns, bytes); zeros without one."""
        return stamp(self.path) or (0, 0)

    def write(self, rows: Sequence[Row]) -> None:
        """Puts these in the place of all, without fields that are empty. Raises EnvironmentFault."""
        write_whole(self.path, self.text_of(rows).encode())

    def text_of(self, rows: Sequence[Row]) -> str:
        """What `write` writes: a table a row; text of several lines stands as it was written, without escapes."""
        return "\n".join(map(self._table_of, rows))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Nobody else changes it meanwhile. Raises Conflict after 5 s, EnvironmentFault."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(self.path.with_suffix(".lock"))
            lock.acquire(timeout=_PATIENCE)
        except Timeout as fault:
            raise Conflict(Said("profile-in-use", {"path": str(self.path.parent)})) from fault
        except OSError as fault:
            raise EnvironmentFault(Said("profile-not-writable", {"path": str(self.path.parent)})) from fault
        try:
            yield
        finally:
            lock.release()

    def _text(self) -> str:
        try:
            return self.path.read_text("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as fault:
            raise EnvironmentFault(Said(f"{self._words}-unreadable", {"path": str(self.path)})) from fault

    def _damaged(self, why: str) -> UserError:
        return UserError(Said(f"{self._words}-damaged", {"path": str(self.path), "why": why}))

    def _table_of(self, row: Row) -> str:
        """Written table by table, for tomli_w would make one long line of short ones."""
        several: dict[str, str] = {}
        usual = {field.name: field.default for field in msgspec.structs.fields(row)}
        told = msgspec.to_builtins(row).items()
        fields = {key: _aside(value, several) for key, value in told if value or value == 0 != usual[key]}
        text = _INNER.sub(rf"\g<0>{self._table}.", tomli_w.dumps(fields))
        for mark, lines in several.items():
            text = text.replace(f'"{mark}"', f"'''\n{lines}'''")
        return f"[[{self._table}]]\n{text}"

    def _line(self, text: str, number: int) -> int:
        starts = [match.start() for match in self._heading.finditer(text)]
        return text.count("\n", 0, starts[number]) + 1 if number < len(starts) else 0


def _aside(value: Any, several: dict[str, str]) -> Any:
    """A text of several lines is put aside, for tomli_w would escape what stands in it; a mark takes its place."""
    if not isinstance(value, str) or "\n" not in value or _NOT_LITERAL.search(value):
        return value
    mark = uuid.uuid4().hex
    several[mark] = value
    return mark
