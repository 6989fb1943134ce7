# SPDX-License-Identifier: Apache-2.0
"""One import from the command line: by our own hand, or handed to the collector while that holds the posts.

Used by `import`. A column mapping that a person gave is remembered for files with the same header. The trap: the
collector may end in the middle of a job; then the file is read again here, and what it had stored counts as the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from app.cli.keeper import Console
from app.errors import Conflict, Said, UserError
from app.posts import importer
from app.posts.importer import ImportReport, Progress
from app.posts.sources.port import Document, FileDocument

_HAND: Final = "webhook"
"""The kind that reads JSON as people and programs write it by hand."""
_LONGEST: Final = 20 << 20


@dataclass(frozen=True, slots=True)
class Importing:
    """How a person wants files imported."""

    console: Console
    maps: Mapping[str, str]
    zone: ZoneInfo | None
    watch: str
    tell: Callable[[Progress], None]

    def file(self, path: Path) -> ImportReport:
        """Imports a file. Raises as `importer.run`."""
        maps, zone = self._remembered(path)
        keeper = self.console.keeper
        try:
            with keeper.post_writer() as store:
                report = importer.run(
                    path, store, keeper.judge(), self.console.clock, maps=maps, zone=zone, watch=self.watch,
                    progress=self.tell,
                )  # fmt: skip
        except Conflict as held:
            name = str(path.absolute())
            document = FileDocument(path=name, maps=dict(maps), zone=zone.key if zone else "")
            report = self._handed_over(document, held)
            report = replace(report, file=str(path))
        self._remember(report, path)
        return report

    def words(self, text: str) -> ImportReport:
        """Imports JSON from standard input: an object, a list, or an object a line."""
        data = text.encode("utf-8", "surrogateescape")
        if len(data) > _LONGEST:
            raise UserError(Said("posts-too-large", {"file": "-", "limit": _LONGEST >> 20}))
        document = Document(data=data, charset="utf-8")
        try:
            with self.console.keeper.post_writer() as store:
                from app.posts.collecting.reading_child import stored_here
                from app.posts.sources.kinds import Kinds

                kind, judge = Kinds()[_HAND], self.console.keeper.judge()
                report = stored_here(kind, document, self.watch, store, judge, self.console.clock)
        except Conflict as held:
            report = self._handed_over(document, held)
        return replace(report, file="-")

    def _handed_over(self, document: Document | FileDocument, held: Conflict) -> ImportReport:
        """By the collector. Raises the Conflict where something else holds the posts."""
        from app.posts.collecting.jobs import Job

        job = Job(document=document, kind=_HAND, watch=self.watch)
        report = self.console.keeper.hand_over(job, self.tell)
        if report is None:
            raise held
        return report

    def _remembered(self, path: Path) -> tuple[Mapping[str, str], ZoneInfo | None]:
        """What the person says now, else what was said of the last file with this header."""
        mappings = self.console.keeper.mappings()
        if self.maps or not mappings.path.exists():
            return self.maps, self.zone
        known = mappings.remembered(importer.columns_of(path))
        if known is None:
            return self.maps, self.zone
        return known.maps, self.zone or (ZoneInfo(known.zone) if known.zone else None)

    def _remember(self, report: ImportReport, path: Path) -> None:
        if self.maps and report.read:
            zone = self.zone.key if self.zone else ""
            self.console.keeper.mappings().remember(importer.columns_of(path), self.maps, zone)
