# SPDX-License-Identifier: Apache-2.0
"""The door of the readers: looks into a file and opens it as the right kind of table.

Called by the importer. The trap: names lie (`export.csv` is often a workbook, or packed), so only content counts.
"""

import re
from pathlib import Path
from typing import Final

from app.errors import Said, UserError
from app.posts.reading.delimited import DelimitedTable
from app.posts.reading.encoding import encoding_of, is_binary
from app.posts.reading.feeds import FeedTable
from app.posts.reading.jsons import JsonDocumentTable, JsonLinesTable, holds_list
from app.posts.reading.page import PageTable, is_page, is_page_archive
from app.posts.reading.stream import Stream, sample
from app.posts.reading.table import Table

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FEED: Final = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+<(?:[\w.-]+:)?(?P<root>[\w.-]+)",
    re.DOTALL,
)
_JSON_FEED: Final = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_ARRAY: Final = re.compile(r"\s*\[\s*(?:[\[{\]]|$)")
_OBJECT: Final = re.compile(r'\s*\{\s*(?:"|\}|$)')


def open_table(path: Path) -> tuple[Table, Stream]:
    """The file as a table, and its stream (for when it was saved). Raises UserError for what holds no posts."""
    head = sample(path)
    if not head.strip(b"\0 \t\r\n") and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError(Said("posts-empty-file", {"file": path.name}))
    if head.startswith(_OLD_EXCEL):
        raise UserError(Said("posts-old-excel", {"file": path.name}))
    stream = Stream(path)
    try:
        if head.startswith(_ZIP):
            if b"xl/" not in head and b"[Content_Types].xml" not in head:
                raise UserError(Said("posts-zip", {"file": path.name}))
            from app.posts.reading.workbook import WorkbookTable  # its library takes a quarter of a second

            return WorkbookTable(stream), stream
        if is_page_archive(head):
            return PageTable(stream), stream
        return _open_text(stream, head), stream
    except BaseException:
        stream.close()
        raise


def _open_text(stream: Stream, head: bytes) -> Table:
    name = stream.path.name
    if is_binary(head):
        raise UserError(Said("posts-binary", {"file": name}))
    encoding = encoding_of(head)
    if not encoding:
        raise UserError(Said("posts-encoding-unknown", {"file": name}))
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    if is_page(text):
        return PageTable(stream)
    if text.lstrip().startswith("<") and (found := _FEED.match(text)):
        root = found["root"].lower()
        if root in ("rss", "feed", "rdf", "channel"):
            return FeedTable(stream, as_json=False)
        raise UserError(Said("posts-xml", {"file": name, "root": root}))
    if _ARRAY.match(text):
        return JsonDocumentTable(stream, encoding)
    if _OBJECT.match(text):
        if _JSON_FEED.search(text[:2000]):
            return FeedTable(stream, as_json=True)
        return JsonLinesTable(stream, encoding) if _is_lines(text) else JsonDocumentTable(stream, encoding)
    return DelimitedTable(stream, encoding, text)


def _is_lines(text: str) -> bool:
    """Whether this is an object a line, rather than one document over many lines or in a single one."""
    lines = [line for line in text.splitlines()[:3] if line.strip()]
    if len(lines) > 1:
        return lines[0].rstrip().endswith("}") or lines[1].lstrip().startswith('{"')
    return not holds_list(text)
