# SPDX-License-Identifier: Apache-2.0
"""The limited child: reads what strangers wrote, in a process that may use 512 MB and write no file.

Started by :mod:`app.posts.collecting.reader` as `python -m app.posts.collecting`. It answers each `Ask` with chunks
of posts and then `Done` or `Failed`; whoever started it stops it when it is silent for too long. The trap: standard
output is the wire, so nothing here may print.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from app.clock import Clock
from app.errors import FenghuoError, Said, UserError
from app.posts.collecting.wire import LENGTH_BYTES, Ask, Chunk, Done, Failed, Preparing, Ready, Told, asked, packed
from app.posts.columns import FIELDS, Mapped, Sure
from app.posts.dating import Dating
from app.posts.identity import UNKNOWN_SOURCE, source_of_url
from app.posts.importer import MAX_REJECTS, ImportReport, Reading, Reject, columns_of
from app.posts.judge import Judge
from app.posts.mappings import Mappings
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.reading.table import Row
from app.posts.rows import RefusedRowError, RowReader
from app.posts.sources.port import Document, FileDocument, Item, Kind
from app.posts.zones import CHINA

CHUNK: Final = 250
MEMORY_BYTES: Final = 512 << 20
MOST_ITEMS: Final = 20_000
"""A document with more is cut there: what comes after would be another program's archive, not news."""
_AS_TOLD: Final = tuple(Mapped(field, field, Sure.GIVEN) for field in FIELDS)


def limit_this_process() -> None:
    """No more than 512 MB, no file written, no core dumped. Where the system has no such limits, none are set."""
    sys.dont_write_bytecode = True
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would set memory aside for every processor there is
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(asking: BinaryIO, telling: BinaryIO, kinds: Mapping[str, Kind], judge: Judge, clock: Clock) -> None:
    """Answers until nobody asks any more."""
    judge.prepare()
    telling.write(packed(Ready()))
    telling.flush()
    while len(head := asking.read(LENGTH_BYTES)) == LENGTH_BYTES:
        ask = asked.decode(asking.read(int.from_bytes(head, "big")))
        for message in answers(ask, kinds, judge, clock):
            telling.write(packed(message))
            telling.flush()


def answers(ask: Ask, kinds: Mapping[str, Kind], judge: Judge, clock: Clock) -> Iterator[Told]:
    """Chunks, then how it ended. Never raises for what stands in a document."""
    try:
        if judge.stale():
            yield Preparing()
        judge.prepare()
        if isinstance(ask.document, FileDocument):
            yield from _of_file(ask, ask.document, judge, clock)
        else:
            yield from _of_document(kinds[ask.kind], ask.document, ask.watch, judge, clock)
    except FenghuoError as error:
        yield Failed(error.said)
    except MemoryError:
        yield Failed(Said("source-document-memory", {"limit": MEMORY_BYTES >> 20}))
    except RecursionError:
        yield Failed(Said("source-document-deep"))


def _of_file(ask: Ask, document: FileDocument, judge: Judge, clock: Clock) -> Iterator[Told]:
    path, maps, zone = Path(document.path), document.maps, document.zone
    if not maps and ask.mappings and Path(ask.mappings).exists():
        known = Mappings(Path(ask.mappings)).remembered(columns_of(path))
        maps, zone = (known.maps, zone or known.zone) if known else (maps, zone)
    where = ZoneInfo(zone) if zone else None
    with Reading(path, judge, clock, maps=maps, zone=where, watch=ask.watch) as reading:
        for posts in reading.batches(CHUNK):
            how = reading.progress(0, 0)
            yield Chunk(posts, how.done_bytes, how.total_bytes, how.read)
        yield Done(reading.report(0, 0))


def _of_document(kind: Kind, document: Document, watch: str, judge: Judge, clock: Clock) -> Iterator[Told]:
    reader = ItemReader(document, watch, clock)
    items = iter(kind.items(document))
    while some := list(islice(items, CHUNK)):
        yield Chunk(judge.judged(reader.posts(some)))
        if reader.read >= MOST_ITEMS:
            break
    yield Done(reader.report(document.url))


def stored_here(
    kind: Kind, document: Document, watch: str, store: PostStore, judge: Judge, clock: Clock
) -> ImportReport:
    """Reads a document that a person wrote themself and stores it, without child and collector. Raises UserError."""
    stored = same = 0
    report: ImportReport | None = None
    for message in answers(Ask(kind=kind.name, document=document, watch=watch), {kind.name: kind}, judge, clock):
        match message:
            case Chunk(posts=posts):
                store.rules = judge.rules
                added = store.add(posts)
                stored, same = stored + added.stored, same + added.same
            case Done(report=done):
                report = replace(done, stored=stored, same=same)
            case Failed(said=said):
                raise UserError(said)
    if report is None:
        raise UserError(Said("source-document-killed"))
    return report


class ItemReader:
    """What a source told, item by item, into posts; odd times become the time of arrival and are counted."""

    def __init__(self, document: Document, watch: str, clock: Clock) -> None:
        now = clock.now()
        self._rows = RowReader(
            _AS_TOLD,
            FIELDS,
            Dating(now=now, saved=now, zone=CHINA),
            arrived_at=now,
            watch=watch,
            default_source=source_of_url(document.url) or UNKNOWN_SOURCE,
            ids_rounded=False,
            undated_is_now=True,
        )
        self.read = 0
        self._rejected: list[Reject] = []
        self._rejected_total = 0

    def posts(self, items: list[Item]) -> list[Post]:
        """The posts among them."""
        found: list[Post] = []
        for item in items:
            self.read += 1
            cells = [
                item.posted_at, item.source_id, item.parent, item.url, item.text, item.title, item.author,
                item.followers, item.verified, item.source, item.region, item.event,
            ]  # fmt: skip
            try:
                post = self._rows.post(Row(self.read, cells), last=True)
            except RefusedRowError as error:
                self._rejected_total += 1
                if len(self._rejected) < MAX_REJECTS:
                    self._rejected.append(Reject(self.read, error.said))
                continue
            if post is not None:
                found.append(post)
        return found

    def report(self, name: str) -> ImportReport:
        """The account of one document."""
        odd = self._rows.findings.undated + self._rows.findings.misdated
        warnings = [Said("source-dates-odd", {"count": odd})] if odd else []
        if self.read >= MOST_ITEMS:
            warnings.append(Said("source-document-long", {"limit": MOST_ITEMS}))
        return ImportReport(
            file=name,
            read=self.read,
            stored=0,
            same=0,
            rejected=tuple(self._rejected),
            rejected_total=self._rejected_total,
            warnings=tuple(warnings),
            mapping={},
        )


def main(kinds: Mapping[str, Kind], judge: Judge, clock: Clock) -> None:
    """The child's whole life."""
    limit_this_process()
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer, kinds, judge, clock)
    except BrokenPipeError as fault:
        raise UserError(Said("source-collector-gone")) from fault
