# SPDX-License-Identifier: Apache-2.0
"""`mappings.toml`: how a person read an export with this header last time, remembered for the next one.

Asked by whoever plans an import (dialog, `fenghuo import`, files of a watched folder) and told by the same once a
person has chosen. The trap: it is a convenience, so nothing about this file may ever cost an import: a damaged one is
set aside, one that cannot be written is given up.
"""

import contextlib
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import tomli_w
from filelock import FileLock, Timeout

from app.clock import Clock, SystemClock
from app.errors import EnvironmentFault
from app.posts.columns import FIELDS
from app.posts.fold import fold
from app.posts.zones import is_zone
from app.profile import write_whole

_MOST: Final = 200
_COLUMNS_SHOWN: Final = 100
_PATIENCE: Final = 2.0


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """How a header was read. `maps` is field → column ('' for a field that takes none), `zone` an IANA name or ''.

    `columns` are the first 100, in clear, for people who open the file; `key` is what it is found by; `used` the day
    it last was (UTC).
    """

    key: str
    columns: tuple[str, ...]
    maps: dict[str, str] = {}
    zone: str = ""
    used: date


class _Book(msgspec.Struct, frozen=True):
    header: tuple[Remembered, ...] = ()


class Mappings:
    """The remembered headers of one profile, the newest 200. Safe to share between processes."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.path = path
        self._clock = clock or SystemClock()

    def remembered(self, columns: Sequence[str]) -> Remembered | None:
        """How a file with these columns was read last time, in the names of these columns; None if it is new.

        A file without a header (columns 1, 2, 3 …) is always new: such a file is like any other.
        """
        key = key_of(columns)
        found = next((one for one in self._read() if one.key == key), None) if key else None
        if found is None:
            return None
        own = {fold(column): column for column in reversed(columns)}
        exact = set(columns)
        maps = {
            field: column if column in exact or not column else own[fold(column)]
            for field, column in found.maps.items()
            if field in FIELDS and (not column or fold(column) in own)
        }
        return msgspec.structs.replace(found, maps=maps, zone=found.zone if is_zone(found.zone) else "")

    def remember(self, columns: Sequence[str], maps: Mapping[str, str], zone: str = "") -> None:
        """Keeps how a header was read (`maps` whole: field → column), and that it was today."""
        if key := key_of(columns):
            today = self._clock.now().date()
            shown = tuple(columns[:_COLUMNS_SHOWN])
            self._change(key, Remembered(key=key, columns=shown, maps=dict(maps), zone=zone, used=today))

    def forget(self, columns: Sequence[str]) -> None:
        """A file with these columns is new again."""
        self._change(key_of(columns), None)

    def _read(self) -> tuple[Remembered, ...]:
        try:
            return msgspec.convert(tomllib.loads(self.path.read_text("utf-8")), _Book).header
        except OSError:
            return ()
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError):
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_name(f"{self.path.name}.damaged"))
            return ()

    def _change(self, key: str, new: Remembered | None) -> None:
        with contextlib.suppress(OSError, Timeout, EnvironmentFault):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_PATIENCE):
                kept = [one for one in self._read() if one.key != key]
                if new is not None:
                    kept = [*sorted(kept, key=lambda one: one.used), new][-_MOST:]
                plain = msgspec.to_builtins(_Book(tuple(kept)), builtin_types=(date,))
                write_whole(self.path, tomli_w.dumps(plain).encode("utf-8", "replace"))


def key_of(columns: Sequence[str]) -> str:
    """What a header is found by: SHA-256 of its names, width, case and script made alike; '' for no header."""
    if not columns or all(name == str(place) for place, name in enumerate(columns, 1)):
        return ""
    return hashlib.sha256("\x1f".join(map(fold, columns)).encode("utf-8", "backslashreplace")).hexdigest()
