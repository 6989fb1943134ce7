# SPDX-License-Identifier: Apache-2.0
"""What an import brought: counts a file, warnings, columns as they were read, and every reject with its reason.

Opened by :mod:`ui.errands`. Rejects can be saved as CSV that spreadsheets open rightly (UTF-8 with a mark). The trap:
the list of rejects is cut by the importer; the total is told beside it.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import EnvironmentFault, Said
from app.texts import Texts
from ui.dialogs.sheet import Sheet

_SHOWN = 200
_FILES_IN_SIGHT = 6
_REMARKS_IN_SIGHT = 6
_REMARKS_PX = 150


class Reject(msgspec.Struct, frozen=True):
    """A row that was not taken, and why."""

    line: int
    reason: str


class ImportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What `fenghuo import --json` prints for a file. `error` is set where the file could not be read at all."""

    file: str = ""
    read: int = 0
    stored: int = 0
    same: int = 0
    rejected: tuple[Reject, ...] = ()
    rejected_total: int | None = None
    warnings: tuple[str, ...] = ()
    mapping: dict[str, str] = {}
    error: str = ""

    @property
    def rejects(self) -> int:
        """How many rows were not taken, listed or not."""
        return len(self.rejected) if self.rejected_total is None else self.rejected_total


def rejects_csv(results: Sequence[ImportResult], header: Sequence[str]) -> bytes:
    """File, line and reason of every reject: CSV, UTF-8 with BOM, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for result in results:
        writer.writerows((Path(result.file).name, row.line, row.reason) for row in result.rejected)
    return out.getvalue().encode("utf-8-sig")


class ImportSummary(Sheet):
    """One table of files, the warnings, one table of rejects."""

    def __init__(self, texts: Texts, results: Sequence[ImportResult], parent: QWidget) -> None:
        super().__init__(texts, "importSummary", texts("dialog-import-title"), parent)
        self._results = results
        self.resize(760, 480)
        stored = sum(result.stored for result in results)
        self.say(texts("dialog-import-total", stored=stored))
        self.files = self._table(("file", "read", "stored", "same", "rejected"), len(results))
        for row, result in enumerate(results):
            figures = (result.read, result.stored, result.same, result.rejects)
            for column, word in enumerate((Path(result.file).name, *(f"{n:,}" for n in figures))):
                cell = QTableWidgetItem(word)
                if column:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.files.setItem(row, column, cell)
        self.files.setMaximumHeight(40 + 32 * min(_FILES_IN_SIGHT, max(1, len(results))))
        self.rows.addWidget(self.files)
        self._build_remarks()
        self._build_rejects()

    def _build_remarks(self) -> None:
        remarks = self._remarks()
        place = self.rows
        if len(remarks) > _REMARKS_IN_SIGHT:
            within, box = QWidget(), QScrollArea()
            place = QVBoxLayout(within)
            place.setContentsMargins(0, 0, 0, 0)
            box.setObjectName("plain")
            box.setWidgetResizable(True)
            box.setWidget(within)
            box.setFixedHeight(_REMARKS_PX)
            self.rows.addWidget(box)
        for sentence in remarks:
            label = QLabel(sentence)
            label.setTextFormat(Qt.TextFormat.PlainText)  # columns and files are called what strangers called them
            label.setWordWrap(True)
            place.addWidget(label)

    def _remarks(self) -> list[str]:
        said: list[str] = []
        for result in self._results:
            if result.error:
                said.append(f"✕ {result.error}")
            said += [f"△ {warning}" for warning in result.warnings]
            if result.mapping:
                columns = self.texts("window-comma").join(
                    f"{self._field(ours)} ← {theirs}" for ours, theirs in result.mapping.items()
                )
                said.append(self.texts("dialog-import-columns", columns=columns))
        return said

    def _field(self, name: str) -> str:
        key = f"preview-field-{name}"
        return self.texts(key) if self.texts.has(key) else name

    def _build_rejects(self) -> None:
        rejects = [(result.file, row) for result in self._results for row in result.rejected]
        total = sum(result.rejects for result in self._results)
        close = self.button("cancel", self.texts("window-close"), "accent")
        close.clicked.connect(self.reject)
        if not rejects:
            self.rows.addStretch(1)
            self.buttons(close)
            close.setFocus()
            return
        self.say(self.texts("dialog-import-rejects", count=total, shown=min(len(rejects), _SHOWN)))
        table = self._table(("file", "line", "reason"), min(len(rejects), _SHOWN))
        for index, (file, row) in enumerate(rejects[:_SHOWN]):
            for column, word in enumerate((Path(file).name, str(row.line), row.reason)):
                table.setItem(index, column, QTableWidgetItem(word))
        self.rows.addWidget(table, 1)
        self.save = self.button("save", self.texts("dialog-import-save"))
        self.save.clicked.connect(self._choose_file)
        self.buttons(self.save, close)
        close.setFocus()

    def _table(self, columns: tuple[str, ...], rows: int) -> QTableWidget:
        table = QTableWidget(rows, len(columns))
        table.setHorizontalHeaderLabels([self.texts(f"dialog-import-{column}") for column in columns])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        wide = columns.index("reason") if "reason" in columns else 0
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        return table

    def _choose_file(self) -> None:
        name = self.texts("dialog-import-save-name")
        chooser = QFileDialog(self, self.texts("dialog-import-save"), f"{name}.csv", "CSV (*.csv)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.fileSelected.connect(self.save_rejects)
        chooser.open()

    def save_rejects(self, path: str) -> None:
        """Write the list of rejects."""
        header = [self.texts(f"dialog-import-{column}") for column in ("file", "line", "reason")]
        try:
            Path(path).write_bytes(rejects_csv(self._results, header))
        except OSError as fault:
            said = Said("window-cannot-write", {"path": path, "why": fault.strerror or str(fault.errno)})
            self.refuse(EnvironmentFault(said))
        else:
            self.message.say(self.texts("window-written", path=path), "ok")
