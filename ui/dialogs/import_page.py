# SPDX-License-Identifier: Apache-2.0
"""One file of the import preview: what it is, which column is which field, and the posts it would become.

Part of :mod:`ui.dialogs.import_preview`, which asks the child process. One page shows one file after another. The
trap: all that is shown comes from a stranger's file, so labels are plain text and tool tips are escaped.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.cli.import_preview import REMEMBERED, FieldShown, FilePreview, PostShown
from app.texts import Texts
from app.zones import zone_name
from ui.desk import Desk
from ui.dialogs.import_choices import ColumnChoice, ZoneChoice
from ui.times import full_time
from ui.widgets.styling import quiet_label

FIELDS: Final = (
    "posted_at", "text", "title", "author", "url", "source",
    "region", "followers", "verified", "event", "source_id", "parent",
)  # fmt: skip
"""In the order in which they are asked for."""
_IN_TABLE: Final = (
    "posted_at", "source", "author", "text", "url", "region", "followers", "verified", "event", "source_id", "parent",
)  # fmt: skip
_ALWAYS: Final = ("posted_at", "source", "author", "text")
_ACROSS: Final = 4
_ROW_PX: Final = 28
_NOTES_PX: Final = 88
_USUAL_PX, _TEXT_PX, _BAR_PX = 130, 220, 14
_WIDEST_PX: Final = {"posted_at": 200, "url": 160, "event": 100, "source_id": 110, "parent": 110}
_UNUSED_SHOWN: Final = 12
_WHOLE: Final = 1_000


@dataclass(slots=True, eq=False)
class FileLook:
    """A file, what was chosen for it, what was last found. `turn` tells an answer from one that is out of date."""

    path: Path
    maps: dict[str, str] = field(default_factory=dict)
    zone: str = ""
    guess: str = ""
    found: FilePreview | None = None
    turn: int = 0
    looking: bool = True
    wanted: bool = True

    @property
    def whole_maps(self) -> dict[str, str]:
        """What was chosen, with what was remembered of the same header: once somebody chooses, only that counts."""
        fields = self.found.fields if self.maps and self.found is not None else ()
        return {one.field: one.column for one in fields if one.sure == REMEMBERED} | self.maps

    @property
    def whole_zone(self) -> str:
        """The same for the zone."""
        remembered = self.maps and self.found is not None and self.found.remembered and self.found.zone_named
        return self.guess if remembered and not self.zone else self.zone

    @property
    def ready(self) -> bool:
        """Whether it can be imported as it stands."""
        return self.wanted and not self.looking and self.found is not None and not self.found.error


class FilePage(QWidget):
    """Signals: `column_chosen(field, column)`, '' for none; `zone_chosen(zone)`, '' for the program's own guess."""

    column_chosen = Signal(str, str)
    zone_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.facts, self.trouble, self.unused = quiet_label(wrap=True), _plain_label(), quiet_label(wrap=True)
        self.name = _plain_label()
        self.name.setProperty("strong", "true")
        self.trouble.setProperty("tone", "bad")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.unused.setTextFormat(Qt.TextFormat.PlainText)
        self.unused.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.choices = {name: ColumnChoice(desk.texts, name) for name in FIELDS}
        self.zone = ZoneChoice(desk)
        self.notes, self._notes_box = _plain_label(), QScrollArea()
        self.posts, self.refused, self.tabs = _table(), _table(), QTabWidget()
        self._mapping, self._spare = QWidget(), QWidget()
        self._columns: tuple[str, ...] = ()
        self._build_ui()
        for name, choice in self.choices.items():
            choice.chosen.connect(lambda column, name=name: self.column_chosen.emit(name, column))
        self.zone.chosen.connect(self.zone_chosen)

    def _build_ui(self) -> None:
        texts = self._desk.texts
        grid = QGridLayout(self._mapping)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, choice in enumerate(self.choices.values()):
            grid.addWidget(choice, place // _ACROSS, place % _ACROSS)
        last = len(self.choices) // _ACROSS
        grid.addWidget(self.zone, last, 0, 1, 2)
        spare = QVBoxLayout()
        spare.setSpacing(2)
        spare.addWidget(quiet_label(texts("preview-unused")))
        spare.addWidget(self.unused, 1)
        grid.addLayout(spare, last, 2, 1, 2)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notes_box.setObjectName("plain")
        self._notes_box.setWidgetResizable(True)
        self._notes_box.setWidget(self.notes)
        self.tabs.addTab(self.posts, "")
        self.tabs.addTab(self.refused, "")
        self.tabs.setDocumentMode(True)
        self.refused.setColumnCount(2)
        self.refused.setHorizontalHeaderLabels([texts("preview-line"), texts("preview-reason")])
        self.refused.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for widget in (self.name, self.facts, self.trouble, self._mapping, self._notes_box):
            rows.addWidget(widget)
        rows.addWidget(self.tabs, 1)
        rows.addWidget(self._spare, 1)

    def show_look(self, look: FileLook) -> None:
        """Show a file as far as it is known."""
        texts, found = self._desk.texts, look.found
        self.name.setText(look.path.name)
        facts = [texts("preview-looking", file=look.path.name)] if look.looking else []
        self.facts.setText(facts[0] if facts or found is None else self._facts_of(found))
        self.facts.setVisible(bool(self.facts.text()))
        self.tabs.setEnabled(not look.looking)
        columns = () if found is None else found.columns
        self._mapping.setVisible(bool(columns))
        self.tabs.setVisible(found is not None and not found.error)
        self._spare.setVisible(not self.tabs.isVisibleTo(self))
        self.trouble.setVisible(found is not None and bool(found.error))
        self._notes_box.setVisible(found is not None and bool(found.warnings))
        if found is not None:
            self._show_found(look, found)

    def _show_found(self, look: FileLook, found: FilePreview) -> None:
        self.trouble.setText(f"✕ {found.error}")
        named = {one.field: one for one in found.fields}
        named |= {name: FieldShown(field=name, column=column, sure="given") for name, column in look.maps.items()}
        for name, choice in self.choices.items():
            choice.show_columns(found.columns, named.get(name))
        self.zone.show_zone(look.zone, look.guess)
        self.unused.setText(_unused(found, self._desk.texts))
        self.notes.setText("\n".join(f"△ {sentence}" for sentence in found.warnings))
        self._fit_notes()
        self._show_posts(found.posts)
        self._show_refused(found)

    def _facts_of(self, found: FilePreview) -> str:
        texts, key = self._desk.texts, f"preview-kind-{found.kind}"
        facts = [texts(key) if texts.has(key) else found.kind.upper()]
        if found.encoding:
            facts.append(found.encoding.upper().removesuffix("-SIG").replace("_", "-"))
        if found.size:
            facts.append(size_words(found.size))
        first = "preview-looked-first" if found.looked_at >= _WHOLE else "preview-looked-all"
        if found.looked_at:
            facts.append(texts(first, count=found.looked_at))
        if found.remembered:
            facts.append(texts("preview-remembered"))
        return " · ".join(facts) if found.kind else ""

    def _show_posts(self, posts: Sequence[PostShown]) -> None:
        texts, table = self._desk.texts, self.posts
        shown = [name for name in _IN_TABLE if name in _ALWAYS or any(_has(post, name) for post in posts)]
        table.setColumnCount(len(shown))
        table.setHorizontalHeaderLabels([texts(f"preview-field-{name}") for name in shown])
        _fill(table, [[self._cell(post, name) for name in shown] for post in posts])
        self._columns = tuple(shown)
        for place, name in enumerate(shown):
            table.resizeColumnToContents(place)
            table.setColumnWidth(place, min(_WIDEST_PX.get(name, _USUAL_PX), table.columnWidth(place)))
        self._fit_text()
        zone = zone_name(self._desk.zone, self._desk.clock.now(), texts.language)
        title = texts("preview-posts", count=len(posts), zone=zone) if posts else texts("preview-posts-none")
        self.tabs.setTabText(0, title)

    def _cell(self, post: PostShown, name: str) -> str:
        if name == "posted_at":
            return full_time(post.posted_at, self._desk.zone)
        value = getattr(post, name)
        if isinstance(value, bool):
            return self._desk.texts("preview-yes" if value else "preview-no")
        return "" if value is None else f"{value:,}" if isinstance(value, int) else " ".join(str(value).split())

    def _show_refused(self, found: FilePreview) -> None:
        _fill(self.refused, [[str(row.line), row.reason] for row in found.rejected])
        self.tabs.setTabText(1, f"△ {self._desk.texts('preview-refused', count=found.rejected_total)}")
        self.tabs.setTabVisible(1, bool(found.rejected))
        if found.rejected and not found.posts:
            self.tabs.setCurrentIndex(1)

    def _fit_text(self) -> None:
        """The words take the room that is left."""
        if "text" in self._columns:
            words = self._columns.index("text")
            others = sum(self.posts.columnWidth(n) for n in range(len(self._columns)) if n != words)
            self.posts.setColumnWidth(words, max(_TEXT_PX, self.width() - others - _BAR_PX))

    def _fit_notes(self) -> None:
        """As high as the notes, up to some four lines; beyond that they scroll."""
        height = self.notes.heightForWidth(max(200, self.width() - 16))
        self._notes_box.setFixedHeight(min(_NOTES_PX, height + 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notes()
        self._fit_text()


def size_words(size: int) -> str:
    """`6.1 MB`; `size` in bytes."""
    amount, unit = float(size), "B"
    for larger in ("KB", "MB", "GB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"


def tip(words: str) -> str:
    """A tool tip that shows a stranger's words as they are, not as markup."""
    return f"<p>{html.escape(words)}</p>" if words else ""


def _unused(found: FilePreview, texts: Texts) -> str:
    if not found.unused:
        return texts("preview-unused-none")
    shown = texts("window-comma").join(found.unused[:_UNUSED_SHOWN])
    more = len(found.unused) > _UNUSED_SHOWN
    return texts("preview-more", shown=shown, count=len(found.unused)) if more else shown


def _has(post: PostShown, name: str) -> bool:
    return getattr(post, name) not in ("", None)


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _table() -> QTableWidget:
    table = QTableWidget()
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    return table


def _fill(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, word in enumerate(cells):
            item = QTableWidgetItem(word)
            item.setToolTip(tip(word))
            table.setItem(row, column, item)
    table.scrollToTop()
