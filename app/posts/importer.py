# SPDX-License-Identifier: Apache-2.0
"""Files of posts into the post store: columns guessed and shown, bad rows refused by line, the rest kept.

`preview` looks without storing (the window's import dialog), `run` imports (`fenghuo import`, also as the window's
child process). The trap: `read == stored + same + rejected_total`, always, a cancelled or cut-off file included.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from app.clock import Clock, SystemClock
from app.errors import Said
from app.posts.columns import Mapped
from app.posts.plan import ImportPlan, planned
from app.posts.ports import PostStore, SentimentScorer
from app.posts.post import Post, mood_of
from app.posts.reading.table import Bad, Read, Row
from app.posts.rows import RefusedRowError, RowReader

BATCH: Final = 1_000
MAX_REJECTS: Final = 10_000
_HELD_AT_MOST: Final = 20_000
_PREVIEWED: Final = 20


class Reject(NamedTuple):
    """A row that was not taken: where it stands in the file (line, row or item) and why."""

    line: int
    reason: Said


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is. Bytes are those of the file on disk; `total_bytes` 0 means unknown."""

    done_bytes: int
    total_bytes: int
    read: int
    stored: int
    same: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of a file. `rejected` holds the first 10,000 of `rejected_total`.

    `mapping` is field → column, `unused` the columns no field took; `stopped` says why the rest of the file was not
    read (it is among the warnings too).
    """

    file: str
    read: int
    stored: int
    same: int
    rejected: tuple[Reject, ...]
    rejected_total: int
    warnings: tuple[Said, ...]
    mapping: Mapping[str, str]
    unused: tuple[str, ...] = ()
    stopped: Said | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, from the first 1,000 rows: the first posts, refused rows and assumptions."""

    file: str
    kind: str
    encoding: str
    columns: tuple[str, ...]
    headed: bool
    mapping: tuple[Mapped, ...]
    unused: tuple[str, ...]
    zone: str
    posts: tuple[Post, ...]
    rejected: tuple[Reject, ...]
    warnings: tuple[Said, ...]


def preview(
    path: Path,
    *,
    maps: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
    clock: Clock | None = None,
) -> Preview:
    """Looks into a file. `maps` is field → column, as `--map` has it; `zone` reads times that name none.

    Raises UserError: no such file, no posts in it, an unknown field or column; EnvironmentFault: unreadable disk.
    """
    plan = planned(path, maps=maps or {}, zone=zone, clock=clock or SystemClock(), watch="")
    posts: list[Post] = []
    rejected: list[Reject] = []
    try:
        held: list[Read] = []
        for rows, last in ((plan.first, False), (held, True)):
            for row in rows:
                try:
                    post = _posted(row, plan.reader, last=last)
                except RefusedRowError as error:
                    rejected.append(Reject(row.line, error.said))
                    continue
                if post is None:
                    held.append(row)
                else:
                    posts.append(post)
        return Preview(
            file=str(path),
            kind=plan.table.kind,
            encoding=plan.table.encoding,
            columns=plan.table.columns,
            headed=plan.table.headed,
            mapping=plan.mapping,
            unused=plan.unused,
            zone=plan.zone_label,
            posts=tuple(posts[:_PREVIEWED]),
            rejected=tuple(rejected),
            warnings=tuple(plan.warnings()),
        )
    finally:
        plan.close()


def run(  # noqa: PLR0913 - the contract of the command line and the window
    path: Path,
    store: PostStore,
    scorer: SentimentScorer,
    clock: Clock,
    *,
    maps: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
    watch: str = "",
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Imports a file in transactions of 1,000 posts. `cancelled` is asked once a batch; what is stored stays.

    Raises as :func:`preview`, and what the store raises; the batches before are stored then.
    """
    plan = planned(path, maps=maps or {}, zone=zone, clock=clock, watch=watch)
    try:
        return _Run(path, plan, store, scorer, progress, cancelled).through()
    finally:
        plan.close()


def _posted(row: Read, reader: RowReader, *, last: bool) -> Post | None:
    if isinstance(row, Bad):
        raise RefusedRowError(row.reason)
    return reader.post(row, last=last)


@dataclass(slots=True)
class _Run:
    """One import under way."""

    path: Path
    plan: ImportPlan
    store: PostStore
    scorer: SentimentScorer
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    read: int = 0
    stored: int = 0
    same: int = 0
    rejected_total: int = 0
    rejected: list[Reject] = field(default_factory=list)
    batch: list[Post] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    stop: bool = False

    def through(self) -> ImportReport:
        """All rows, then those whose time had to wait for the end of the file."""
        self._take(chain(self.plan.first, self.plan.rest), last=False)
        self._take(iter(self.held), last=True)
        self._flush()
        self._tell()
        return self._report()

    def _take(self, rows: Iterator[Read], *, last: bool) -> None:
        for row in rows:
            if not last:
                self.read += 1
            try:
                post = _posted(row, self.plan.reader, last=last or len(self.held) >= _HELD_AT_MOST)
            except RefusedRowError as error:
                self._reject(row.line, error.said)
                post = None
            else:
                if post is not None:
                    self.batch.append(post)
                elif isinstance(row, Row):
                    self.held.append(row)
            if self.read % BATCH == 0 or len(self.batch) >= BATCH:
                self._flush()
                self._tell()
                if not last and self.cancelled():
                    self.stop = True
                    return

    def _reject(self, line: int, reason: Said) -> None:
        self.rejected_total += 1
        if len(self.rejected) < MAX_REJECTS:
            self.rejected.append(Reject(line, reason))

    def _flush(self) -> None:
        if self.batch:
            scores = self.scorer.score([post.text for post in self.batch])
            felt = [replace(p, sentiment=s, mood=mood_of(s)) for p, s in zip(self.batch, scores, strict=True)]
            added = self.store.add(felt)
            self.stored += added.stored
            self.same += added.same
            self.batch.clear()

    def _tell(self) -> None:
        fraction, size = self.plan.table.fraction(), self.plan.size
        total = 0 if fraction is None else size
        done = 0 if fraction is None else int(size * fraction)
        self.progress(Progress(done, total, self.read, self.stored, self.same, self.rejected_total))

    def _report(self) -> ImportReport:
        warnings = self.plan.warnings()
        if self.rejected_total > len(self.rejected):
            args: dict[str, str | int | float | Said] = {"shown": len(self.rejected), "total": self.rejected_total}
            warnings.append(Said("posts-rejects-capped", args))
        if self.read == 0:
            warnings.append(Said("posts-no-rows"))
        if self.stop:
            warnings.append(Said("posts-cancelled", {"read": self.read}))
        return ImportReport(
            file=str(self.path),
            read=self.read,
            stored=self.stored,
            same=self.same,
            rejected=tuple(sorted(self.rejected, key=lambda reject: reject.line)),
            rejected_total=self.rejected_total,
            warnings=tuple(warnings),
            mapping={mapped.field: mapped.column for mapped in self.plan.mapping},
            unused=self.plan.unused,
            stopped=self.plan.table.stopped,
            cancelled=self.stop,
        )
