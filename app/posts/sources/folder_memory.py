# SPDX-License-Identifier: Apache-2.0
"""What a watched folder's source remembers between rounds: files read, headers met, what a person should still see.

Belongs to the kind `folder` alone; kept by the collector as plain words. The trap: names of files are keys next to
our own, so ours begin with `/`, which no file's name can hold.
"""

import contextlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

import msgspec

from app.errors import Said
from app.posts.fold import fold, shown

_NOTE: Final = "/note/"
_COLUMNS: Final = "/columns"
_HEADERS: Final = "/headers"
_MOST_HEADERS: Final = 32
_MOST_COLUMNS: Final = 200
_MOST_NOTES: Final = 50
_SHOWN_FOR: Final = timedelta(days=3)


class _Note(msgspec.Struct, frozen=True):
    at: datetime
    said: Said


class FolderMemory:
    """A copy of a source's memory that can be changed, and given back with `kept`."""

    def __init__(self, memory: Mapping[str, str]) -> None:
        self._kept = dict(memory)

    def kept(self) -> dict[str, str]:
        """The memory as it is now."""
        return dict(self._kept)

    def has_read(self, name: str, stamp: str) -> bool:
        """Whether the file was read as it is."""
        return self._kept.get(name) == stamp

    def read(self, name: str, stamp: str) -> None:
        """The file is read; what was said of it before no longer holds."""
        self._kept[name] = stamp
        self._kept.pop(_NOTE + name, None)

    def forget_all_but(self, names: Collection[str]) -> None:
        """Files that are gone need no remembering."""
        for key in [key for key in self._kept if key.removeprefix(_NOTE) not in names]:
            if key not in (_COLUMNS, _HEADERS):
                del self._kept[key]

    def note(self, name: str, said: Said, at: datetime) -> None:
        """Keeps a sentence about a file, as long as it lies there unchanged, three days at most."""
        for key in [key for key, _ in self._notes()][_MOST_NOTES - 1 :]:
            del self._kept[key]
        self._kept[_NOTE + name] = msgspec.json.encode(_Note(at, said)).decode()

    def notes(self, now: datetime) -> list[Said]:
        """What still holds, the newest first."""
        return [note.said for _, note in self._notes() if now - note.at <= _SHOWN_FOR]

    def _notes(self) -> list[tuple[str, _Note]]:
        """All notes with their keys, the newest first. One of another version of the program says nothing."""
        found = []
        for key, value in self._kept.items():
            if key.startswith(_NOTE):
                with contextlib.suppress(msgspec.DecodeError):
                    found.append((key, msgspec.json.decode(value, type=_Note)))
        return sorted(found, key=lambda pair: pair[1].at, reverse=True)

    def met(self, name: str, columns: Sequence[str]) -> Said | None:
        """Remembers a file's header; says what is new and what is gone, where no file here ever had this one."""
        if not columns:
            return None
        before = self._columns()
        digest = blake2b(
            "\x1f".join(sorted(map(fold, columns))).encode("utf-8", "replace"), digest_size=8
        ).hexdigest()
        headers = self._kept.get(_HEADERS, "").split()
        self._kept[_HEADERS] = " ".join([*(one for one in headers if one != digest), digest][-_MOST_HEADERS:])
        now = [shown(column)[:80] for column in columns[:_MOST_COLUMNS]]
        self._kept[_COLUMNS] = msgspec.json.encode(now).decode()
        new = [column for column in now if column not in before]
        lost = [column for column in before if column not in now]
        if digest in headers or not before or not (new or lost):
            return None
        key = "intake-header-lost" if not new else "intake-header-changed" if lost else "intake-header-new"
        said = {"file": shown(name), "new": ", ".join(new[:12]), "lost": ", ".join(lost[:12])}
        return Said(key, said)

    def _columns(self) -> list[str]:
        try:
            return msgspec.json.decode(self._kept.get(_COLUMNS, "[]"), type=list[str])
        except msgspec.DecodeError:
            return []
