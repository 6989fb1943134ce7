# SPDX-License-Identifier: Apache-2.0
"""`import`: files of posts, read into the store or only looked at.

The window runs `import` too, as a child process (`--progress`), so both go the same way. The trap: one bad file must
not stop the next one.
"""

import time
from argparse import Namespace
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from app.cli.import_preview import preview_json, worded
from app.cli.importing import Importing
from app.cli.keeper import Console
from app.cli.render import to_json
from app.errors import FenghuoError, Said, UserError
from app.posts.importer import ImportReport, Progress

_BAR_AFTER: Final = 1.0


def import_(args: Namespace, console: Console) -> int:
    """Read files into the post store; 1 if a file could not be read at all."""
    maps, zone = _maps(args.map), _zone(args.timezone)
    failed = False
    for file in args.files:
        try:
            if args.preview:
                _preview(console, Path(file), maps, zone)
                continue
            importing = Importing(console, maps, zone, args.watch or "", _teller(args, console, Path(file)))
            report = importing.words(console.stdin.read()) if file == "-" else importing.file(Path(file))
        except FenghuoError as error:
            failed = True
            _failed(args, console, file, error)
        else:
            _report(args, console, report)
    return 1 if failed else 0


def _preview(console: Console, path: Path, maps: dict[str, str], zone: ZoneInfo | None) -> None:
    found = preview_json(path, maps, zone, console.clock, console.texts, console.keeper.mappings())
    console.say(to_json(found))


def _maps(pairs: list[str] | None) -> dict[str, str]:
    maps = {}
    for pair in pairs or ():
        field, mark, column = pair.partition("=")
        if not mark or not field:
            raise UserError(Said("cli-bad-map", {"map": pair}))
        maps[field.strip()] = column
    return maps


def _zone(name: str | None) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UserError(Said("error-unknown-zone", {"zone": name})) from fault


def _teller(args: Namespace, console: Console, path: Path) -> Any:
    """Shows progress: JSON lines for the window, a bar on a terminal once it takes over a second."""
    begun = time.monotonic()

    def tell(progress: Progress) -> None:
        if args.progress:
            console.say(to_json({"progress": msgspec.to_builtins(progress)}))
        elif console.stderr.isatty() and time.monotonic() - begun > _BAR_AFTER:
            share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
            console.bar(path.name, share)

    return tell


def _failed(args: Namespace, console: Console, file: str, error: FenghuoError) -> None:
    sentence = console.texts.error(error)
    if args.json:
        empty = {"read": 0, "stored": 0, "same": 0, "rejected": [], "warnings": []}
        console.say(to_json({"file": file, **empty, "error": sentence}))
    console.complain(f"{file}: {sentence}")


def _report(args: Namespace, console: Console, report: ImportReport) -> None:
    say = console.texts.say
    if args.json:
        console.say(
            to_json(
                {
                    "file": report.file,
                    "read": report.read,
                    "stored": report.stored,
                    "same": report.same,
                    "rejected": [{"line": row.line, "reason": say(worded(row.reason))} for row in report.rejected],
                    "rejected_total": report.rejected_total,
                    "warnings": [say(worded(warning)) for warning in report.warnings],
                    "mapping": dict(report.mapping),
                    "unused": list(report.unused),
                    "stopped": say(report.stopped) if report.stopped else "",
                    "cancelled": report.cancelled,
                }
            )
        )
        return
    console.clear_bar()
    counts = {"read": report.read, "stored": report.stored, "same": report.same, "rejected": report.rejected_total}
    console.say(console.texts("cli-imported", file=report.file, **counts))
    console.say(console.texts("cli-mapping", mapping=", ".join(f"{k}={v}" for k, v in report.mapping.items())))
    for warning in report.warnings:
        console.complain(say(warning))
    for row in report.rejected:
        console.complain(console.texts("cli-rejected", line=row.line, reason=say(row.reason)))
