# SPDX-License-Identifier: Apache-2.0
"""Whether the cells of a column look like times, ids, addresses, names or what people wrote.

Called by `app.posts.columns` with the first non-empty cells of each column. The trap: an empty column fits
everything; only its name can speak for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.posts.dates import Full, NoDateError, told

_NUMBER: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE]\+?\d+)?$")
_COUNT: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?\s*[万亿kKmM]?\+?$")
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+$|[\w-]+(?:\.[\w-]+)+/\S*$|www\.\S+$", re.IGNORECASE)
_DEVICE: Final = re.compile(r"iphone|ipad|android|客户端|手机|<a |mobile app|华为|小米|oppo|vivo", re.IGNORECASE)
_ID: Final = re.compile(r"\S{1,300}$")


def is_number(cell: str) -> bool:
    """A plain number."""
    return _NUMBER.match(cell) is not None


def is_time(cell: str) -> bool:
    """Any time that can be read, plain numbers included."""
    try:
        told(cell)
    except NoDateError:
        return False
    except ValueError:  # 30 February is a time gone wrong
        return True
    return True


def _is_sure_time(cell: str) -> bool:
    """A time that is nothing else: a number must be epoch seconds or milliseconds since 2001."""
    if is_number(cell):
        return len(cell) in (10, 13) and cell.isdigit() and isinstance(told(cell), Full)
    return is_time(cell)


def is_address(cell: str) -> bool:
    """A web address."""
    return _ADDRESS.match(cell) is not None


def looks_like_data(cell: str) -> bool:
    """What never stands in a header: a number, a time, an address, a long text."""
    return bool(cell) and (is_number(cell) or is_address(cell) or len(cell) > 60 or _is_sure_time(cell))


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(test(cell.strip()) for cell in cells) / len(cells)


def _is_source(cells: Sequence[str]) -> bool:
    return _share(cells, lambda cell: _DEVICE.search(cell) is not None) < 0.1 and _share(cells, is_number) < 0.5


def _is_parent(cells: Sequence[str]) -> bool:
    """Ids, not the number of reposts: long, without spaces, and a time is none either."""
    return _share(cells, lambda cell: len(cell) >= 5 and _ID.match(cell) is not None and not is_address(cell)) >= 0.8


def _mean(cells: Sequence[str]) -> float:
    return sum(len(cell) for cell in cells) / len(cells)


def _is_text(cells: Sequence[str]) -> bool:
    return _share(cells, lambda cell: is_number(cell) or is_address(cell) or _is_sure_time(cell)) < 0.5


_FITS: Final[dict[str, Callable[[Sequence[str]], bool]]] = {
    "posted_at": lambda cells: _share(cells, is_time) >= 0.5,
    "source_id": lambda cells: _share(cells, lambda cell: _ID.match(cell) is not None) >= 0.9,
    "parent": _is_parent,
    "url": lambda cells: _share(cells, is_address) >= 0.5,
    "text": _is_text,
    "title": lambda cells: _is_text(cells) and _mean(cells) <= 200,
    "author": lambda cells: _mean(cells) <= 60,
    "followers": lambda cells: _share(cells, lambda cell: _COUNT.match(cell) is not None) >= 0.5,
    "verified": lambda cells: _mean(cells) <= 20,
    "source": _is_source,
    "region": lambda cells: _mean(cells) <= 60,
    "event": lambda cells: _mean(cells) <= 80,
}


def fits(field: str, cells: Sequence[str]) -> bool:
    """Whether the cells may be this field. No cells fit."""
    return not cells or _FITS[field](cells[:200])


def guess_time(columns: Mapping[str, Sequence[str]]) -> str | None:
    """The column that holds times and nothing else, the leftmost of equals."""
    shares = {name: _share(cells[:200], _is_sure_time) for name, cells in columns.items() if cells}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= 0.8 else None


def guess_text(columns: Mapping[str, Sequence[str]]) -> str | None:
    """The column with the longest cells that are neither numbers, times nor addresses."""
    lengths = {name: _mean(cells[:200]) for name, cells in columns.items() if cells and _is_text(cells[:200])}
    best = max(lengths, key=lambda name: lengths[name], default=None)
    return best if best is not None and lengths[best] >= 4 else None
