# SPDX-License-Identifier: Apache-2.0
"""JSON Lines, and JSON documents that hold a list of objects (an array, or under `data`, `items`, `statuses` …).

Objects inside objects become dotted columns (`user.screen_name`). The trap: numbers stay the text they were, or a
long id would be rounded on the way.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from app.errors import Said, UserError
from app.posts.columns import is_known
from app.posts.reading.lines import Lines
from app.posts.reading.stream import Stream
from app.posts.reading.table import Bad, Read, Row

_LISTS: Final = (
    "data", "items", "statuses", "posts", "list", "results", "rows", "records", "mblogs", "cards", "tweets",
)  # fmt: skip
_LIST_AHEAD: Final = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*(?:\[|\{{)')
_WHOLE_LIMIT: Final = 512 << 20
_LOOKED_AT: Final = 2_000
_decode: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False).decode


def flat(value: Mapping[str, Any]) -> dict[str, str]:
    """One level of cells: nested names joined by dots, lists of plain values by spaces, null as ''."""
    cells: dict[str, str] = {}
    for name, inner in value.items():
        if isinstance(inner, str):
            cells[name] = inner
        elif isinstance(inner, dict):
            cells.update((f"{name}.{below}", text) for below, text in flat(inner).items())
        else:
            cells[name] = _text(inner)
    return cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in value)
    return str(value)


def _row(line: int, value: object) -> Read:
    if not isinstance(value, dict):
        return Bad(line, Said("posts-json-no-object"))
    try:
        return Row(line, flat(value))
    except RecursionError:
        return Bad(line, Said("posts-json-deep"))


class _JsonTable:
    """What both kinds share: columns from the first rows, and a look-out for those that come later."""

    def __init__(self, kind: str, encoding: str, stream: Stream) -> None:
        self.kind = kind
        self.encoding = encoding
        self.headed = True
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._stream = stream
        self._rows = self._read()
        self._first = list(islice(self._rows, _LOOKED_AT))
        names: dict[str, None] = {}
        for row in self._first:
            if isinstance(row, Row) and isinstance(row.cells, Mapping):
                names.update(dict.fromkeys(row.cells))
        self.columns = tuple(names)

    def rows(self) -> Iterator[Read]:
        """All rows."""
        known = set(self.columns)
        late: dict[str, int] = {}
        yield from self._first
        for row in self._rows:
            if isinstance(row, Row) and isinstance(row.cells, Mapping) and not row.cells.keys() <= known:
                for name in row.cells.keys() - known:
                    late.setdefault(name, row.line)
            yield row
        for name, line in [pair for pair in late.items() if is_known(pair[0])][:20]:
            self.warnings.append(Said("posts-late-column", {"column": name[:60], "line": line}))

    def _read(self) -> Iterator[Read]:
        return iter(())

    def fraction(self) -> float | None:
        """Share of the file read."""
        return self._stream.fraction()


class JsonLinesTable(_JsonTable):
    """One object a line."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._lines = Lines(stream, encoding)
        super().__init__("jsonl", encoding, stream)

    def _read(self) -> Iterator[Read]:
        for number, line in self._lines:
            if line is None:
                yield Bad(number, Said("posts-line-too-long"))
                continue
            if line.isspace():
                continue
            try:
                yield _row(number, _decode(line.strip().lstrip("\ufeff")))
            except RecursionError:
                yield Bad(number, Said("posts-json-deep"))
            except ValueError as error:
                column = getattr(error, "pos", 0) + 1
                said = Said("posts-line-cut") if self._lines.cut else Said("posts-json-bad", {"position": column})
                yield Bad(number, said)
        self.stopped = self._stream.stopped
        self.warnings += self._lines.warnings(self.encoding)

    def close(self) -> None:
        """Gives the file back."""
        self._lines.close()


class JsonDocumentTable(_JsonTable):
    """A whole document; `line` is the number of the item."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        super().__init__("json", encoding, stream)

    def _read(self) -> Iterator[Read]:
        text = self._stream.whole(_WHOLE_LIMIT).decode(self.encoding, "replace")
        name = self._stream.path.name
        try:
            items = _items(_decode(text.strip()))
        except RecursionError as error:
            raise UserError(Said("posts-json-deep")) from error
        except ValueError as error:
            line = text.count("\n", 0, getattr(error, "pos", 0)) + 1
            raise UserError(Said("posts-json-broken", {"file": name, "line": line})) from error
        if items is None:
            raise UserError(Said("posts-json-no-list", {"file": name}))
        yield from (_row(number, item) for number, item in enumerate(items, 1))

    def close(self) -> None:
        """Gives the file back."""
        self._stream.close()


def holds_list(text: str) -> bool:
    """Whether an object of a single line is an envelope around a list of posts."""
    return _LIST_AHEAD.search(text[:4096]) is not None


def _items(document: object) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    inner = document.get("data")
    within = inner.values() if isinstance(inner, dict) else ()
    named = (document[name] for name in _LISTS if name in document)
    found = next((one for one in chain(named, within) if isinstance(one, list)), None)
    return found if found is not None else [document]
