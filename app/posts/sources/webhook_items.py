# SPDX-License-Identifier: Apache-2.0
"""What a request to the webhook holds: JSON in any of the shapes services send, or a form, as items.

Runs in the limited child, called by `Webhook.items`. The trap: a request is taken whole or not at all, so everything
is read before the first item is given; who sends a bad line mends it and sends the request again.
"""

import json
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from typing import Any, Final
from urllib.parse import parse_qsl

from app.errors import Said, UserError
from app.posts.columns import FIELDS, mapping_of
from app.posts.fold import shown
from app.posts.reading.charset import decoded
from app.posts.reading.jsons import flat
from app.posts.reading.markup import plain_text
from app.posts.sources.port import Document, Item

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
_LISTS: Final = (
    "data", "items", "posts", "statuses", "list", "results", "rows", "records", "hits", "documents",
)  # fmt: skip
_MOST_FIELDS: Final = 200
_EXAMPLES: Final = 200
_WORDS: Final = frozenset(("text", "content", "full_text", "正文", "内容"))
_TAG: Final = re.compile(r"</?(?:p|br|a|span|div|img)\b[^<>]*>", re.IGNORECASE)
_OWN: Final = frozenset(FIELDS)
# Numbers stay the text they were, or a long id would be rounded on the way.
_decoder: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False)


def items_of(document: Document) -> list[Item]:
    """Every post of a request. Raises UserError naming what is wrong, and where."""
    rows = _rows(document)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if _OWN.issuperset(columns):
        found = {name: name for name in columns}
    else:
        values = {name: [cell for row in rows[:_EXAMPLES] if (cell := row.get(name, ""))] for name in columns}
        found = {mapped.field: mapped.column for mapped in mapping_of(columns, values, {})}
    if not found.keys() & {"text", "title", "parent"}:
        raise UserError(Said("intake-webhook-no-text", {"names": shown(", ".join(columns[:40]))[:500]}))
    return [_item({field: row.get(column, "") for field, column in found.items()}) for row in rows]


def _item(cells: dict[str, str]) -> Item:
    for field in ("text", "title"):
        if _TAG.search(cells.get(field, "")):
            cells[field] = plain_text(cells[field])
    return Item(**cells)


def _rows(document: Document) -> list[dict[str, str]]:
    if document.media_type == FORM:
        return [_form(document)]
    if document.media_type == MULTIPART:
        return [_parts(document)]
    values = _values(decoded(document.data, [document.charset]).strip())
    rows: list[dict[str, str]] = []
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict):
            raise UserError(Said("intake-webhook-no-object", {"number": number}))
        try:
            rows.append(flat(value))
        except RecursionError as error:
            raise UserError(Said("intake-webhook-deep", {"number": number})) from error
    if not rows:
        raise UserError(Said("intake-webhook-empty"))
    return rows


def _values(text: str) -> Sequence[Any]:
    """The objects of a JSON document or of JSON Lines."""
    try:
        value, end = _decoder.raw_decode(text)
    except RecursionError as error:
        raise UserError(Said("intake-webhook-deep", {"number": 1})) from error
    except ValueError as error:
        raise _broken(text, getattr(error, "pos", 0)) from error
    if not text[end:].strip():
        return _listed(value)
    values = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            values += [_decoder.decode(line.strip())] if line.strip() else []
        except RecursionError as error:
            raise UserError(Said("intake-webhook-deep", {"number": number})) from error
        except ValueError as error:
            raise UserError(Said("intake-webhook-broken", {"line": number})) from error
    return values


def _listed(value: object) -> Sequence[Any]:
    """A list as it is; of an object that is no post itself the list inside; else the object alone."""
    if not isinstance(value, dict):
        return list(value) if isinstance(value, list) else [value]
    inner = value.get("data")
    within = {**inner, **value} if isinstance(inner, dict) else value
    lists: Iterator[list[Any]] = (within[name] for name in _LISTS if isinstance(within.get(name), list))
    named = next((one for one in lists if all(isinstance(row, dict) for row in one)), None)
    if named is None or any(isinstance(value.get(name), str) for name in _WORDS):
        return [value]
    return named


def _broken(text: str, position: int) -> UserError:
    return UserError(Said("intake-webhook-broken", {"line": text.count("\n", 0, position) + 1}))


def _form(document: Document) -> dict[str, str]:
    try:
        pairs = parse_qsl(document.data.decode("ascii"), max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise UserError(Said("intake-webhook-form")) from error
    return _filled(dict(pairs))


def _parts(document: Document) -> dict[str, str]:
    """The fields of a form as browsers and curl -F send it; files in it are passed over."""
    boundary = document.about.get("boundary", "")
    head = f'Content-Type: {MULTIPART}; boundary="{boundary}"\r\n\r\n'
    try:
        message = message_from_bytes(head.encode("latin-1", "replace") + document.data)
        parts = message.get_payload()
        found: dict[str, str] = {}
        for part in parts[:_MOST_FIELDS] if isinstance(parts, list) else []:
            if not isinstance(part, Message) or part.get_filename() is not None:
                continue
            name, body = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
            if isinstance(name, str) and isinstance(body, bytes):
                found[name] = decoded(body, [])
    except (ValueError, LookupError, RecursionError) as error:
        raise UserError(Said("intake-webhook-form")) from error
    return _filled(found)


def _filled(cells: dict[str, str]) -> dict[str, str]:
    if not any(cells.values()):
        raise UserError(Said("intake-webhook-form"))
    return cells
