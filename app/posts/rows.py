# SPDX-License-Identifier: Apache-2.0
"""One row of a file becomes a post, or a sentence why not.

Called by the importer for every row, so it is the hot path: fields are looked up once, not by name.
The trap: a repost without words is a post; a row without words that reposts nothing is not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.errors import Said
from app.posts.columns import FIELDS, Mapped
from app.posts.dating import Dating, NotDatedError
from app.posts.fold import is_deceptive, shown
from app.posts.identity import UNKNOWN_SOURCE, has_rounded_tail, is_rounded, source_named, source_of_url, time_in_id
from app.posts.post import Post
from app.posts.reading.markup import plain_text
from app.posts.reading.table import Row

LONGEST_TEXT: Final = 100_000
_LONGEST_CELL: Final = 2_000
_YES: Final = frozenset(
    ("true", "1", "yes", "y", "是", "已认证", "认证", "v", "蓝v", "黄v", "金v", "t", "个人认证", "机构认证")
)
_NO: Final = frozenset(("false", "0", "no", "n", "否", "未认证", "无", "普通用户", "f", "none", "-1"))
_COUNT: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万亿kKmMwW]?)\+?$")
_TIMES: Final = {"": 1, "万": 10_000, "w": 10_000, "亿": 100_000_000, "k": 1_000, "m": 1_000_000}
_MARKUP: Final = re.compile(r"</?(?:p|br|a|span|div|img)\b[^<>]*>", re.IGNORECASE)


class RefusedRowError(ValueError):
    """The row is no post. `said` is the reason."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.key)
        self.said = said


@dataclass(slots=True)
class Findings:
    """What was noticed over all rows of a file."""

    rounded_ids: int = 0
    rounded_parents: int = 0
    made_visible: int = 0
    undated: int = 0
    misdated: int = 0


class RowReader:
    """Turns the rows of one file into posts. `ids_rounded` says that a spreadsheet destroyed the whole id column."""

    def __init__(
        self,
        mapping: Sequence[Mapped],
        columns: Sequence[str],
        dating: Dating,
        *,
        arrived_at: datetime,
        watch: str,
        default_source: str,
        ids_rounded: bool,
        undated_is_now: bool,
    ) -> None:
        column_of = {mapped.field: mapped.column for mapped in mapping}
        names = [column_of.get(field) for field in FIELDS]
        self._names = names
        self._places = [None if name is None else columns.index(name) for name in names]
        self._dating = dating
        self._arrived_at = arrived_at
        self._watch = watch
        self._default_source = default_source
        self._ids_rounded = ids_rounded
        self._undated_is_now = undated_is_now
        self.findings = Findings()

    def post(self, row: Row, *, last: bool) -> Post | None:
        """The post; None where its time cannot be known yet (never with `last`). Raises RefusedRowError."""
        values = self._values(row.cells)
        posted_at, source_id, parent, url, text, title, author, followers, verified, source, region, event = values
        self._check_lengths(values)
        text = self._text(text, title, author)
        where = source_named(source) if source else (source_of_url(url) or self._default_source)
        source_id, parent = self._ids(source_id, parent)
        moment = self._moment(posted_at, where, source_id, last=last)
        if moment is None:
            return None
        text = shown(text).strip()
        if not text and not parent:
            raise RefusedRowError(Said("posts-no-words"))
        return Post(
            source=where,
            source_id=source_id,
            posted_at=moment,
            arrived_at=self._arrived_at,
            author=_short(author),
            text=text,
            url=_short(url),
            parent=parent,
            followers=_count(followers),
            verified=_yes(verified),
            region=_short(region),
            event=_short(event),
            watch=self._watch,
        )

    def _values(self, cells: Sequence[str] | Mapping[str, str]) -> list[str]:
        if isinstance(cells, Mapping):
            return ["" if name is None else cells.get(name, "") for name in self._names]
        return ["" if place is None else cells[place] for place in self._places]

    def _check_lengths(self, values: Sequence[str]) -> None:
        for field, value in zip(FIELDS, values, strict=True):
            if len(value) > _LONGEST_CELL:
                limit = LONGEST_TEXT if field == "text" else _LONGEST_CELL
                if len(value) > limit:
                    args: dict[str, str | int | float | Said] = {"field": field, "length": len(value), "limit": limit}
                    raise RefusedRowError(Said("posts-cell-too-long", args))

    def _text(self, text: str, title: str, author: str) -> str:
        """Title and text as one, mark-up away, and a note where deceiving characters will be made visible."""
        if "<" in text and _MARKUP.search(text):
            text = plain_text(text)
        if title and not text.startswith(title.rstrip("…. ")):
            text = f"{title}\n{text}" if text else title
        if is_deceptive(text) or is_deceptive(author):
            self.findings.made_visible += 1
        return text

    def _ids(self, source_id: str, parent: str) -> tuple[str, str]:
        """Both ids as text, without those that a spreadsheet destroyed."""
        source_id, parent = _short(source_id), _short(parent)
        if source_id and (is_rounded(source_id) or (self._ids_rounded and has_rounded_tail(source_id))):
            self.findings.rounded_ids += 1
            source_id = ""
        if parent and (is_rounded(parent) or (self._ids_rounded and has_rounded_tail(parent))):
            self.findings.rounded_parents += 1
            parent = ""
        return source_id, "" if parent in ("0", "null", "None", "nan", "NaN", "-") else parent

    def _moment(self, posted_at: str, where: str, source_id: str, *, last: bool) -> datetime | None:
        if not posted_at.strip():
            if not self._undated_is_now:
                raise RefusedRowError(Said("posts-no-time"))
            self.findings.undated += 1
            return self._arrived_at
        try:
            return self._dating.moment(posted_at, lambda: time_in_id(where, source_id), last=last)
        except NotDatedError as error:
            if not self._undated_is_now:
                raise RefusedRowError(error.said) from error
            self.findings.misdated += 1
            return self._arrived_at


def _short(value: str) -> str:
    """A cell of one line."""
    if value.isprintable() and value.isascii():
        return value.strip()
    return " ".join(shown(value).split())


def _count(value: str) -> int | None:
    """`1,234`, `1.2万`, `3.4K` as a number; None where there is none."""
    if not value:
        return None
    if value.isdigit():
        return int(value) if len(value) <= 12 else None
    match = _COUNT.match(value.strip())
    if match is None or len(match[1]) > 15:
        return None
    return round(float(match[1].replace(",", "")) * _TIMES[match[2].lower()])


def _yes(value: str) -> bool | None:
    if not value:
        return None
    plain = value.strip().lower()
    return True if plain in _YES else False if plain in _NO else None


def default_source(columns: Sequence[str], mapping: Sequence[Mapped]) -> str:
    """The platform that a file's own column names give away; else the one word for "not known"."""
    names = {mapped.field: mapped.column.lower() for mapped in mapping}
    if _tells(columns, "tweet") or names.get("source_id") == "id_str":
        return "twitter"
    if _tells(columns, "weibo") or _tells(columns, "微博") or names.get("source_id") in ("mid", "mblogid", "bid"):
        return "weibo"
    return UNKNOWN_SOURCE


def _tells(columns: Sequence[str], word: str) -> bool:
    return any(word in column.lower() for column in columns)
