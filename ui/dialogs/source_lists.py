# SPDX-License-Identifier: Apache-2.0
"""Lists of sources as OPML files: choosing one to read or write, and saying in a sentence what came of it.

Called by :mod:`ui.panes.sources`. Reading and writing happen in a worker. The trap: a list may bring names that are
taken by other addresses; they get a number, so that one of them does not cost the whole list.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import EnvironmentFault, Said
from app.posts.sources.book import SourceBook
from app.posts.sources.opml import LARGEST_OPML, left_out, read_opml, write_opml
from app.posts.sources.source import Source
from ui.desk import Desk
from ui.while_alive import while_alive
from ui.widgets.message_bar import Tone

Say = Callable[[str, Tone], None]
Failed = Callable[[Exception], None]
_SHOWN: Final = 3


class Brought(NamedTuple):
    """What a list brought: new sources, those that were there, and lines that are none."""

    added: int
    same: int
    rejected: tuple[tuple[int, Said], ...]


def ask_import(desk: Desk, parent: QWidget, say: Say, failed: Failed) -> None:
    """Choose a list, add what is in it."""
    chooser = _chooser(desk, parent, "sources-import-opml")
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)

    def chosen(file: str) -> None:
        def done(brought: Brought) -> None:
            say(*_said(desk, brought))

        desk.tasks.read(lambda: import_list(desk.sources, Path(file)), while_alive(parent, done), failed)

    chooser.fileSelected.connect(chosen)
    chooser.open()


def ask_export(desk: Desk, parent: QWidget, say: Say, failed: Failed) -> None:
    """Choose a place, write the list."""
    chooser = _chooser(desk, parent, "sources-export-opml")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("opml")
    info = desk.room.state.info
    title = info.name if info else ""
    chooser.selectFile(f"{title or 'fenghuo'}.opml")

    def chosen(file: str) -> None:
        def done(sources: tuple[Source, ...]) -> None:
            say(_written(desk, file, sources), "ok")

        desk.tasks.read(lambda: export_list(desk.sources, Path(file), title), while_alive(parent, done), failed)

    chooser.fileSelected.connect(chosen)
    chooser.open()


def import_list(book: SourceBook, path: Path) -> Brought:
    """Adds the sources of an OPML file. Raises UserError for one that is none, EnvironmentFault."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_OPML + 1)
    except OSError as fault:
        said = Said("sources-cannot-read", {"path": str(path), "why": fault.strerror or str(fault.errno)})
        raise EnvironmentFault(said) from fault
    found = read_opml(data)
    taken = {source.name for source in book.sources()}
    wanted: list[Source] = []
    for source in found.sources:
        name = _free(source.name, taken)
        taken.add(name)
        wanted.append(replace(source, name=name))
    added = book.add(*wanted)
    return Brought(len(added), len(found.sources) - len(added), found.rejected)


def export_list(book: SourceBook, path: Path, title: str) -> tuple[Source, ...]:
    """Writes all sources that have an address; returns all there are. Raises EnvironmentFault."""
    sources = book.sources()
    try:
        path.write_bytes(write_opml(sources, title))
    except OSError as fault:
        said = Said("window-cannot-write", {"path": str(path), "why": fault.strerror or str(fault.errno)})
        raise EnvironmentFault(said) from fault
    return sources


def _free(wanted: str, taken: set[str]) -> str:
    names = (wanted if n == 1 else f"{wanted} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _said(desk: Desk, brought: Brought) -> tuple[str, Tone]:
    texts = desk.texts
    parts = [texts("sources-imported", count=brought.added)]
    if brought.same:
        parts.append(texts("sources-imported-same", count=brought.same))
    if brought.rejected:
        parts.append(texts("sources-imported-rejected", count=len(brought.rejected)))
    parts += [
        texts("sources-imported-line", line=line, reason=texts.say(said)) for line, said in brought.rejected[:_SHOWN]
    ]
    return "\n".join(parts), "warn" if brought.rejected else "ok"


def _written(desk: Desk, file: str, sources: tuple[Source, ...]) -> str:
    without = left_out(sources)
    said = desk.texts("sources-exported", count=len(sources) - without, path=file)
    return f"{said}\n{desk.texts('sources-exported-without', count=without)}" if without else said


def _chooser(desk: Desk, parent: QWidget, title: str) -> QFileDialog:
    chooser = QFileDialog(parent, desk.texts(title))
    chooser.setObjectName("opmlChooser")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    names = (("sources-opml-files", "*.opml *.xml"), ("window-all-files", "*"))
    chooser.setNameFilters([f"{desk.texts(name)} ({pattern})" for name, pattern in names])
    return chooser
