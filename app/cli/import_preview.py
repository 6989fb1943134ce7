# SPDX-License-Identifier: Apache-2.0
"""`fenghuo import FILE… --preview`: what an import would do, one JSON object a file, sentences in the language asked.

Run by the window as a child process; its dialog reads the object back as `FilePreview`. The trap: a file that lacks
only a mapping (no column looks like the text) still shows its columns, so that somebody can choose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import msgspec

from app.clock import Clock
from app.errors import FenghuoError, Said, TextArg, UserError
from app.texts import Texts

if TYPE_CHECKING:
    from app.posts.importer import Preview
    from app.posts.mappings import Mappings
    from app.posts.post import Post

REMEMBERED: Final = "remembered"
"""How sure a field is whose column was chosen for the same header before; besides the values of `columns.Sure`."""
_REFUSED_SHOWN: Final = 200
_EXAMPLE: Final = 80
_LONGEST_TEXT: Final = 2_000
_ROWS_FOR_EXAMPLES: Final = 50
# Sentences that name the command line's options, and have a twin for those who choose from a list.
_WORDED: Final = {
    f"posts-{name}": f"preview-said-{name}"
    for name in (
        "no-text-column", "no-time-column", "no-words", "no-header", "guessed", "late-column", "assumed-zone",
    )
}  # fmt: skip


class ColumnShown(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the file and the first thing that stands in it."""

    name: str
    example: str = ""


class FieldShown(msgspec.Struct, frozen=True, kw_only=True):
    """A field of ours and its column ('' for none). `sure` is a value of `columns.Sure`, `remembered`, or ''."""

    field: str
    column: str = ""
    sure: str = ""


class PostShown(msgspec.Struct, frozen=True, kw_only=True):
    """A post as it would be stored. `posted_at` is aware UTC."""

    posted_at: datetime
    text: str
    source: str
    author: str = ""
    url: str = ""
    region: str = ""
    followers: int | None = None
    verified: bool | None = None
    event: str = ""
    source_id: str = ""
    parent: str = ""


class RefusedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A row that would not be taken, and why."""

    line: int
    reason: str


class FilePreview(msgspec.Struct, frozen=True, kw_only=True):
    """One file. `error` is set where it could not be read as posts; `columns` may be there all the same.

    `size` in bytes; `encoding` '' where the format settles it; `zone_named` is false where `zone` is only the offset
    of this machine; `remembered` that an earlier choice for the same header was used.
    """

    file: str
    error: str = ""
    kind: str = ""
    encoding: str = ""
    size: int = 0
    looked_at: int = 0
    headed: bool = True
    columns: tuple[ColumnShown, ...] = ()
    fields: tuple[FieldShown, ...] = ()
    unused: tuple[str, ...] = ()
    zone: str = ""
    zone_named: bool = True
    remembered: bool = False
    posts: tuple[PostShown, ...] = ()
    rejected: tuple[RefusedShown, ...] = ()
    rejected_total: int = 0
    warnings: tuple[str, ...] = ()


def preview_json(
    path: Path,
    maps: Mapping[str, str],
    zone: tzinfo | None,
    clock: Clock,
    texts: Texts,
    mappings: "Mappings | None" = None,
) -> dict[str, Any]:
    """Looks into a file without storing anything. `maps` is field → column, '' for "take none".

    What `mappings` remembers for the same header lies under what is given. Never raises for a file: see `error`.
    """
    try:
        found = _looked(path, maps, zone=zone, clock=clock, mappings=mappings)
    except FenghuoError as error:
        found = _Look(error=error)
    whole: dict[str, Any] = msgspec.to_builtins(_shown(path, found, texts))
    return whole


def worded(said: Said) -> Said:
    """The sentence without the command line's options, fields by their names: for whoever chooses in a window."""
    key = _WORDED.get(said.key)
    if key is None:
        return said
    args: dict[str, TextArg] = dict(said.args)
    if isinstance(field := args.get("field"), str):
        args["field"] = Said(f"preview-field-{field}")
    return Said(key, args)


@dataclass(frozen=True, slots=True)
class _Look:
    """What was found. `bare` is the file without its posts, where the mapping did not suffice."""

    found: "Preview | None" = None
    error: FenghuoError | None = None
    bare: FilePreview | None = None
    fields: tuple[FieldShown, ...] = ()
    remembered: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        if self.found is not None:
            return self.found.columns
        return () if self.bare is None else tuple(column.name for column in self.bare.columns)


def _looked(
    path: Path, maps: Mapping[str, str], *, zone: tzinfo | None, clock: Clock, mappings: "Mappings | None"
) -> _Look:
    from app.posts.columns import field_named

    given = {field_named(field): column for field, column in maps.items()}
    plain = _attempt(path, given, {}, zone=zone, clock=clock)
    known = mappings.remembered(plain.columns) if mappings is not None and plain.columns else None
    if known is None or not (known.maps or known.zone):
        return plain
    kept = {field: column for field, column in known.maps.items() if field not in given}
    again = _attempt(path, given, kept, zone=zone or (ZoneInfo(known.zone) if known.zone else None), clock=clock)
    return plain if again.found is None else again


def _attempt(
    path: Path, given: Mapping[str, str], kept: Mapping[str, str], *, zone: tzinfo | None, clock: Clock
) -> _Look:
    from app.posts import importer
    from app.posts.columns import FIELDS

    try:
        found = importer.preview(path, maps={**kept, **given}, zone=zone, clock=clock)
    except UserError as error:
        bare = _bare(path)
        fields = tuple(
            FieldShown(field=field, column=given.get(field, ""), sure="given" if field in given else "")
            for field in FIELDS
        )
        return _Look(error=error, bare=bare, fields=fields if bare is not None else ())
    mapped = {one.field: one for one in found.mapping}
    fields = tuple(
        FieldShown(field=field, column=one.column, sure=REMEMBERED if field in kept else one.sure)
        if (one := mapped.get(field)) is not None
        else FieldShown(field=field, sure=REMEMBERED if field in kept else "given" if field in given else "")
        for field in FIELDS
    )
    return _Look(found, fields=fields, remembered=bool(kept))


def _bare(path: Path) -> FilePreview | None:
    """The columns of a file that has some, though they do not make posts yet; None for anything else."""
    from app.posts.reading.opening import open_table
    from app.posts.reading.table import Row

    try:
        table, stream = open_table(path)
    except FenghuoError:
        return None
    try:
        rows = list(islice(table.rows(), _ROWS_FOR_EXAMPLES))
        examples: dict[str, str] = {}
        for row in rows:
            if isinstance(row, Row):
                cells = row.cells
                pairs = cells.items() if isinstance(cells, Mapping) else zip(table.columns, cells, strict=True)
                examples.update((name, cell) for name, cell in pairs if cell and name not in examples)
        if not rows or not table.columns or table.stopped is not None:
            return None
        return FilePreview(
            file=str(path), kind=table.kind, encoding=table.encoding, size=stream.size, looked_at=len(rows),
            headed=table.headed, columns=_columns(table.columns, examples),
        )  # fmt: skip
    except FenghuoError:
        return None
    finally:
        table.close()


def _columns(names: Sequence[str], examples: Mapping[str, str]) -> tuple[ColumnShown, ...]:
    return tuple(
        ColumnShown(name=name, example=" ".join(examples.get(name, "")[:1_000].split())[:_EXAMPLE]) for name in names
    )


def _shown(path: Path, look: _Look, texts: Texts) -> FilePreview:
    """The look as an object of sentences."""
    from app.posts.zones import is_zone

    found = look.found
    if found is None:
        bare = look.bare or FilePreview(file=str(path))
        sentence = "" if look.error is None else texts.say(worded(look.error.said))
        unused = tuple(column.name for column in bare.columns)
        return msgspec.structs.replace(bare, error=sentence, fields=look.fields, unused=unused)
    warnings = [*found.warnings] if found.looked_at else [*found.warnings, Said("posts-no-rows")]
    refused = sorted(found.rejected, key=lambda row: row.line)
    return FilePreview(
        file=str(path),
        kind=found.kind,
        encoding=found.encoding,
        size=found.size,
        looked_at=found.looked_at,
        headed=found.headed,
        columns=_columns(found.columns, found.examples),
        fields=look.fields,
        unused=found.unused,
        zone=found.zone,
        zone_named=is_zone(found.zone),
        remembered=look.remembered,
        posts=tuple(map(_post, found.posts)),
        rejected=tuple(
            RefusedShown(line=row.line, reason=texts.say(worded(row.reason))) for row in refused[:_REFUSED_SHOWN]
        ),
        rejected_total=len(refused),
        # That a column was guessed by its content is told by its field.
        warnings=tuple(texts.say(worded(said)) for said in warnings if said.key != "posts-guessed"),
    )


def _post(post: "Post") -> PostShown:
    return PostShown(
        posted_at=post.posted_at, text=post.text[:_LONGEST_TEXT], source=post.source, author=post.author,
        url=post.url, region=post.region, followers=post.followers, verified=post.verified, event=post.event,
        source_id=post.source_id, parent=post.parent,
    )  # fmt: skip
