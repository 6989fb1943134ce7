# SPDX-License-Identifier: Apache-2.0
"""Which column of a file is which field of a post: by name in three languages, checked against the content.

Called by the readers (is there a header?) and by the importer. The trap: a name alone deceives: 来源 may be a
telephone's model, 转发 a number of reposts; so every guess must also fit what stands in the column.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

from app.errors import Said, UserError
from app.posts.column_content import fits, guess_text, guess_time, looks_like_data
from app.posts.fold import fold, shown

FIELDS: Final = (
    "posted_at", "source_id", "parent", "url", "text", "title", "author", "followers", "verified", "source", "region",
    "event",
)  # fmt: skip
"""In the order in which they choose their columns."""

_ALIASES: Final = {
    "id": "source_id",
    "time": "posted_at",
    "date": "posted_at",
    "user": "author",
    "platform": "source",
}
_ALIKE: Final = {
    "posted_at": r"时间|日期|time|date|created|published",
    "text": r"内容|正文|全文|文本|text|content|message",
    "title": r"标题|headline",
    "author": r"作者|昵称|用户名|博主|author|nick|screen_?name|user_?name",
    "url": r"链接|网址|url|link",
    "followers": r"粉丝|follower",
    "region": r"属地|地区|省份|location|region",
}
_BRACKETS: Final = re.compile(r"[(（\[【].*?[)）\]】]")


class Sure(StrEnum):
    """How a field found its column."""

    GIVEN = "given"
    NAME = "name"
    ALIKE = "alike"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A field of a post and its column. `column` is a name of the table."""

    field: str
    column: str
    sure: Sure


def _plain(name: str) -> str:
    """A column's name for comparing: folded, without brackets, spaces and underscores; dots stay."""
    return re.sub(r"[^\w.]|_", "", _BRACKETS.sub("", fold(name)))


@cache
def _ranks() -> dict[str, dict[str, int]]:
    """Field → plain name → rank, the surest name 0. From resources/lexicons/columns.toml."""
    known = tomllib.loads((resources.files("resources") / "lexicons" / "columns.toml").read_text("utf-8"))
    ranked = {field: reversed(list(enumerate(names))) for field, names in known.items()}
    return {field: {_plain(name): rank for rank, name in pairs} for field, pairs in ranked.items()}


def field_named(name: str) -> str:
    """The field a person means with `--map NAME=…`. Raises UserError naming all fields."""
    plain = name.strip().lower().replace("-", "_")
    plain = _ALIASES.get(plain, plain)
    if plain not in FIELDS:
        raise UserError(Said("posts-map-field", {"field": shown(name)[:40], "fields": ", ".join(sorted(FIELDS))}))
    return plain


def unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names: as they stand, by position (1, 2 …) where empty, numbered where twice."""
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        wanted = name = " ".join(shown(cell).replace("\ufeff", "").split())[:80] or str(position)
        times = 1
        while name in names:
            times += 1
            name = f"{wanted} ({times})"
        names.append(name)
    return tuple(names)


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns (exports like to put a title above); None where none does."""
    for index, row in enumerate(rows[:6]):
        known = sum(is_known(cell) for cell in row if cell)
        if known >= 2 or (known and known * 2 >= len([cell for cell in row if cell])):
            return index
    if len(rows) < 2 or any(looks_like_data(cell) for cell in rows[0]) or not all(rows[0]):
        return None
    below = [any(looks_like_data(row[i]) for row in rows[1:20] if i < len(row)) for i in range(len(rows[0]))]
    return 0 if any(below) and all(len(cell) <= 40 for cell in rows[0]) else None


def is_known(column: str) -> bool:
    """Whether some field goes by this name."""
    return any(_plain(column) in ranks for ranks in _ranks().values())


def _score(field: str, column: str) -> tuple[float, Sure]:
    plain = _plain(column)
    rank = _ranks()[field].get(plain)
    if rank is not None:
        return 1000.0 - rank, Sure.NAME
    outer, _, last = plain.rpartition(".")
    rank = _ranks()[field].get(last) if outer and not outer.startswith("retweeted") else None
    if rank is not None:
        return 500.0 - rank, Sure.ALIKE
    pattern = _ALIKE.get(field)
    return (100.0 - len(plain), Sure.ALIKE) if pattern and re.search(pattern, plain) else (0.0, Sure.ALIKE)


def mapping_of(
    columns: Sequence[str], values: Mapping[str, Sequence[str]], given: Mapping[str, str]
) -> tuple[Mapped, ...]:
    """The best column for each field. `values` are the first non-empty cells a column; `given` overrules.

    A field given '' takes no column. Raises UserError for a given column that is not there.
    """
    found = {
        field: Mapped(field, _column_given(column, columns), Sure.GIVEN) for field, column in given.items() if column
    }
    taken = {mapped.column for mapped in found.values()}
    for field in FIELDS:
        if field in given:
            continue
        ranked = sorted(((*_score(field, column), column) for column in columns if column not in taken), reverse=True)
        for score, sure, column in ranked:
            if score > 0 and fits(field, values.get(column, ())):
                found[field] = Mapped(field, column, sure)
                taken.add(column)
                break
    for field, guess in (("posted_at", guess_time), ("text", guess_text)):
        free = {column: values.get(column, ()) for column in columns if column not in taken}
        if field in found or field in given:
            continue
        if (by_content := guess(free)) is not None:
            found[field] = Mapped(field, by_content, Sure.CONTENT)
        elif by_name := max(
            (pair for pair in ((_score(field, one)[0], one) for one in free) if pair[0]), default=None
        ):
            found[field] = Mapped(field, by_name[1], Sure.ALIKE)  # its rows will say what is wrong with them
        else:
            continue
        taken.add(found[field].column)
    return tuple(found[field] for field in FIELDS if field in found)


def _column_given(column: str, columns: Sequence[str]) -> str:
    if column in columns:
        return column
    alike = [name for name in columns if _plain(name) == _plain(column)]
    if len(alike) == 1:
        return alike[0]
    if column.isdigit() and 1 <= int(column) <= len(columns):
        return columns[int(column) - 1]
    names = ", ".join(columns[:40])
    raise UserError(Said("posts-map-column", {"column": shown(column)[:60], "columns": names}))
