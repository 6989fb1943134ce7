# SPDX-License-Identifier: Apache-2.0
"""Files of posts into the post store: columns guessed and shown, bad rows refused by line, the rest kept.

`preview` looks without storing (the window's import dialog), `run` imports (`fenghuo import`, also as the window's
child process). The trap: `read == stored + same + rejected_total`, always, a cancelled or cut-off file included.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from app.clock import Clock, SystemClock
from app.errors import Said, TextArg
from app.posts.columns import Mapped
from app.posts.judge import Judge
from app.posts.plan import ImportPlan, planned
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.reading.opening import open_table
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

    `mapping` is field → column, `unused` the columns no field took of all the file's `columns`; `stopped` says why
    the rest of the file was not read (it is among the warnings too).
    """

    file: str
    read: int
    stored: int
    same: int
    rejected: tuple[Reject, ...]
    rejected_total: int
    warnings: tuple[Said, ...]
    mapping: Mapping[str, str]
    columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    stopped: Said | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, from the first 1,000 rows: the first posts, refused rows and assumptions.

    `size` is the file's in bytes, `looked_at` counts rows, `examples` has the first cell of each column that has one.
    """

    file: str
    kind: str
    size: int
    looked_at: int
    examples: Mapping[str, str]
    encoding: str
    columns: tuple[str, ...]
    headed: bool
    mapping: tuple[Mapped, ...]
    unused: tuple[str, ...]
    zone: str
    posts: tuple[Post, ...]
    rejected: tuple[Reject, ...]
    warnings: tuple[Said, ...]


def columns_of(path: Path) -> tuple[str, ...]:
    """The columns of a file, by which a mapping is remembered. Raises UserError for what holds no posts."""
    table, _ = open_table(path)
    try:
        return table.columns
    finally:
        table.close()


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
            size=plan.size,
            looked_at=len(plan.first),
            examples=plan.examples,
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
    judge: Judge,
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
    with Reading(path, judge, clock, maps=maps, zone=zone, watch=watch) as reading:
        stored = same = 0
        for posts in reading.batches(BATCH):
            if posts:
                store.rules = judge.rules
                added = store.add(posts)
                stored, same = stored + added.stored, same + added.same
            progress(reading.progress(stored, same))
            if cancelled():
                reading.stop()
        return reading.report(stored, same)


def _posted(row: Read, reader: RowReader, *, last: bool) -> Post | None:
    if isinstance(row, Bad):
        raise RefusedRowError(row.reason)
    return reader.post(row, last=last)


class Reading:
    """One file on its way into posts, judged; whoever stores them says what became of them.

    Used by :func:`run` and by the collector's limited child. `batches` gives the posts, then `report` the account.
    """

    def __init__(
        self,
        path: Path,
        judge: Judge,
        clock: Clock,
        *,
        maps: Mapping[str, str] | None = None,
        zone: tzinfo | None = None,
        watch: str = "",
    ) -> None:
        judge.prepare()
        self._path, self._judge = path, judge
        self._plan: ImportPlan = planned(path, maps=maps or {}, zone=zone, clock=clock, watch=watch)
        self._read = self._rejected_total = 0
        self._rejected: list[Reject] = []
        self._batch: list[Post] = []
        self._held: list[Row] = []
        self._stopped = False

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        self._plan.close()

    def batches(self, size: int) -> Iterator[list[Post]]:
        """All posts, at most `size` at a time, then those whose time had to wait for the end of the file.

        A list may be empty: `size` rows without a single post. After `stop` nothing more is read.
        """
        yield from self._taken(chain(self._plan.first, self._plan.rest), size, last=False)
        yield from self._taken(iter(self._held), size, last=True)
        yield self._judged()

    def stop(self) -> None:
        """Read no further: what was given out stays."""
        self._stopped = True

    def progress(self, stored: int, same: int) -> Progress:
        """How far the file has been read."""
        fraction, size = self._plan.table.fraction(), self._plan.size
        total = 0 if fraction is None else size
        done = 0 if fraction is None else int(size * fraction)
        return Progress(done, total, self._read, stored, same, self._rejected_total)

    def report(self, stored: int, same: int) -> ImportReport:
        """The whole account."""
        warnings = self._plan.warnings()
        if self._rejected_total > len(self._rejected):
            args: dict[str, TextArg] = {"shown": len(self._rejected), "total": self._rejected_total}
            warnings.append(Said("posts-rejects-capped", args))
        if self._read == 0:
            warnings.append(Said("posts-no-rows"))
        if self._stopped:
            warnings.append(Said("posts-cancelled", {"read": self._read}))
        return ImportReport(
            file=str(self._path),
            read=self._read,
            stored=stored,
            same=same,
            rejected=tuple(sorted(self._rejected, key=lambda reject: reject.line)),
            rejected_total=self._rejected_total,
            warnings=tuple(warnings),
            mapping={mapped.field: mapped.column for mapped in self._plan.mapping},
            columns=self._plan.table.columns,
            unused=self._plan.unused,
            stopped=self._plan.table.stopped,
            cancelled=self._stopped,
        )

    def _taken(self, rows: Iterator[Read], size: int, *, last: bool) -> Iterator[list[Post]]:
        for row in rows:
            if self._stopped and not last:
                return
            if not last:
                self._read += 1
            self._take(row, last=last or len(self._held) >= _HELD_AT_MOST)
            if len(self._batch) >= size or (not last and self._read % size == 0):
                yield self._judged()

    def _take(self, row: Read, *, last: bool) -> None:
        try:
            post = _posted(row, self._plan.reader, last=last)
        except RefusedRowError as error:
            self._rejected_total += 1
            if len(self._rejected) < MAX_REJECTS:
                self._rejected.append(Reject(row.line, error.said))
            return
        if post is not None:
            self._batch.append(post)
        elif isinstance(row, Row):
            self._held.append(row)

    def _judged(self) -> list[Post]:
        batch, self._batch = self._batch, []
        return self._judge.judged(batch)
