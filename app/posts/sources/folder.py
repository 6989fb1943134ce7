# SPDX-License-Identifier: Apache-2.0
"""A watched folder: exports that a monitoring service, a browser or a colleague drops there are read by themselves.

Listened to by the collector. Files are read only, never moved, changed or deleted; one is taken once it has stopped
growing, and again only when it changes.

The trap: a folder on the network may come back empty or not at all. So what was read is forgotten only when the
folder shows other files, and a file that cannot be seen any more is no file that was read.
"""

import asyncio
import os
import stat
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from app.errors import Said, TextArg, UserError
from app.posts.columns import field_named
from app.posts.fold import shown
from app.posts.sources.folder_memory import FolderMemory
from app.posts.sources.port import Document, Field, FileDocument, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings
from app.posts.zones import is_zone

_T = TypeVar("_T")
_SUFFIXES: Final = frozenset(
    (
        ".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom", ".gz", ".html",
        ".htm", ".mhtml", ".mht",
    )
)  # fmt: skip
_HALF_DONE: Final = (".part", ".crdownload", ".tmp", ".partial", ".download", ".filepart", ".!ut")
_OLD: Final = 10.0
_APART: Final = 2.0
_PATIENCE: Final = 30.0
_MOST_FILES: Final = 20_000


class _Seen(NamedTuple):
    """A file as one look saw it. `modified` is seconds since 1970."""

    name: str
    stamp: str
    modified: float


class _Look(NamedTuple):
    """One look into a folder. `unnamed` counts files whose names are no text."""

    files: tuple[_Seen, ...]
    unnamed: int
    empty: bool


class Folder:
    """The kind `folder`."""

    name = "folder"
    fields = (Field("path", required=True), Field("pattern"), Field("zone"), Field("maps"))
    every = 5

    def checked(self, settings: Settings) -> dict[str, str]:
        """Quotes around the path gone, `~` written out, the mapping in its plain form. Raises UserError."""
        path = Path(settings.get("path", "").strip().strip("\"'")).expanduser()
        if not path.is_absolute() or "\0" in str(path):
            raise UserError(Said("intake-folder-relative", {"path": shown(str(path))[:200]}))
        pattern = ";".join(_patterns(settings.get("pattern", "")))
        if "/" in pattern or "\\" in pattern:
            raise UserError(Said("intake-folder-pattern", {"pattern": shown(pattern)[:80]}))
        zone = settings.get("zone", "").strip()
        if zone and not is_zone(zone):
            raise UserError(Said("intake-zone-unknown", {"zone": shown(zone)[:60]}))
        maps = ";".join(f"{field}={column}" for field, column in _maps(settings.get("maps", "")).items())
        return {"path": str(path), "pattern": pattern, "zone": zone, "maps": maps}

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """One round: what has settled is read, a harvest a file. Raises SourceFault where the folder is not there."""
        folder, patterns = Path(settings["path"]), _patterns(settings.get("pattern", ""))
        maps, zone = _maps(settings.get("maps", "")), settings.get("zone", "")
        known, kept = FolderMemory(memory), dict(memory)
        look = await _patiently(reach, folder, partial(_look, folder, patterns))
        fresh = [file for file in look.files if not known.has_read(file.name, file.stamp)]
        settled = await _settled(fresh, folder, patterns, reach)
        if not look.empty:
            known.forget_all_but({file.name for file in look.files})
        for file in sorted(settled, key=lambda file: (file.modified, file.name)):
            before = known.kept()
            known.read(file.name, file.stamp)
            kept = known.kept()
            document = FileDocument(path=str(folder / file.name), maps=maps, zone=zone)
            outcome = yield Harvest(documents=(document,), memory=kept)
            if outcome.trouble is not None and not await reach.in_thread((folder / file.name).exists):
                yield Harvest(memory=before)
                raise SourceFault(Said("intake-folder-file-gone", {"file": shown(file.name)}))
            if (note := _note(file.name, outcome, known.met(file.name, outcome.columns))) is not None:
                known.note(file.name, note, reach.clock.now())
        summed = _summed(known.notes(reach.clock.now()), look.unnamed)
        if summed is not None or known.kept() != kept:
            yield Harvest(memory=known.kept(), note=summed)

    def items(self, document: Document) -> Iterable[Item]:
        """Never: the files of a folder are read as `fenghuo import` reads them. Raises UserError."""
        raise UserError(Said("intake-folder-items"))


def _patterns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("；", ";").split(";") if part.strip())


def _maps(text: str) -> dict[str, str]:
    """`text=正文; posted_at=发布时间` as field → column. Raises UserError for what is not such a pair."""
    found = {}
    for pair in text.replace("；", ";").replace("\n", ";").split(";"):
        field, equals, column = pair.replace("＝", "=").partition("=")
        if not pair.strip():
            continue
        if not equals or not column.strip():
            raise UserError(Said("intake-folder-maps", {"pair": shown(pair.strip())[:80]}))
        found[field_named(field)] = column.strip()
    return found


async def _patiently(reach: Reach, folder: Path, work: Callable[[], _T]) -> _T:
    """Looks at the disk. Raises SourceFault where it fails, or takes as long as a drive that is gone."""
    where = shown(str(folder))
    try:
        async with asyncio.timeout(_PATIENCE):
            return await reach.in_thread(work)
    except TimeoutError as fault:
        raise SourceFault(Said("intake-folder-slow", {"path": where})) from fault
    except FileNotFoundError as fault:
        raise SourceFault(Said("intake-folder-missing", {"path": where})) from fault
    except NotADirectoryError as fault:
        raise SourceFault(Said("intake-folder-is-file", {"path": where})) from fault
    except PermissionError as fault:
        raise SourceFault(Said("intake-folder-forbidden", {"path": where})) from fault
    except OSError as fault:
        raise SourceFault(Said("intake-folder-unreadable", {"path": where, "why": fault.strerror or ""})) from fault


async def _settled(fresh: Sequence[_Seen], folder: Path, patterns: tuple[str, ...], reach: Reach) -> list[_Seen]:
    """Those of `fresh` that nobody is writing any more: old ones at once, young ones after a second look."""
    now = reach.clock.now().timestamp()
    old = [file for file in fresh if now - file.modified > _OLD]
    if len(old) == len(fresh):
        return old
    await asyncio.sleep(_APART)
    again = set((await _patiently(reach, folder, partial(_look, folder, patterns))).files)
    return [file for file in fresh if file in again]


def _look(folder: Path, patterns: tuple[str, ...]) -> _Look:
    """What lies in the folder and may be read. Raises OSError, and SourceFault where it is too much."""
    files: list[_Seen] = []
    unnamed, empty, home = 0, True, os.path.realpath(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            empty = False
            if not _is_wanted(entry.name, patterns) or (seen := _seen(entry, home)) is None:
                continue
            if entry.name.isprintable() or entry.name.encode("utf-8", "replace").decode() == entry.name:
                files.append(seen)
            else:
                unnamed += 1
            if len(files) > _MOST_FILES:
                raise SourceFault(Said("intake-folder-crowded", {"path": shown(str(folder)), "limit": _MOST_FILES}))
    return _Look(tuple(files), unnamed, empty)


def _is_wanted(name: str, patterns: tuple[str, ...]) -> bool:
    lower = name.lower()
    if lower.startswith((".", "~$")) or lower.endswith(_HALF_DONE):
        return False
    if patterns:
        return any(fnmatchcase(lower, pattern.lower()) for pattern in patterns)
    return os.path.splitext(lower)[1] in _SUFFIXES  # noqa: PTH122 - a name, not a path


def _seen(entry: "os.DirEntry[str]", home: str) -> _Seen | None:
    """An ordinary file of this folder; None for what is none: a folder, a device, a link to elsewhere."""
    try:
        if entry.is_symlink() and os.path.commonpath((home, os.path.realpath(entry.path))) != home:
            return None
        found = os.stat(entry.path)  # noqa: PTH116 - the entry's own is out of date on Windows
    except (OSError, ValueError):  # gone meanwhile; on another drive
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return _Seen(entry.name, f"{found.st_size}:{found.st_mtime_ns}", found.st_mtime)


def _note(name: str, outcome: Outcome, header: Said | None) -> Said | None:
    """What a person should see of a file that was read; None where all went well."""
    file, said = shown(name), None
    if (trouble := outcome.trouble) is not None:
        named = any(isinstance(value, str) and name in value for value in trouble.args.values())
        said = trouble if named else Said("intake-folder-trouble", {"file": file, "why": trouble})
    elif outcome.rejected:
        counts: dict[str, TextArg] = {"file": file, "rejected": outcome.rejected, "read": outcome.read}
        said = Said("intake-folder-rejected-some", counts)
        if outcome.rejects:
            line, reason = outcome.rejects[0]
            said = Said("intake-folder-rejected", {**counts, "line": line, "reason": reason})
    if said is None or header is None:
        return said or header
    return Said("intake-both", {"first": said, "second": header})


def _summed(notes: Sequence[Said], unnamed: int) -> Said | None:
    """All standing notes in one sentence: the newest, and how many more."""
    if unnamed:
        notes = [*notes, Said("intake-folder-unnamed", {"count": unnamed})]
    if len(notes) < 2:
        return notes[0] if notes else None
    return Said("intake-more", {"first": notes[0], "count": len(notes) - 1})
