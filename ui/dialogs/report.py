# SPDX-License-Identifier: Apache-2.0
"""Before a situation report is made: in which language, how confidential, as of when, into which file.

Opened by :mod:`ui.deeds`; the work itself is :mod:`ui.errands`'s. The trap: "as of" is typed in the room's zone and
handed on with its offset.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.room.state import Incident
from app.texts import LANGUAGES
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.widgets.styling import indented

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What to make. `as_of` is aware, None for now."""

    incident: str
    path: Path
    language: str
    classification: str
    as_of: datetime | None


class ReportDialog(Sheet):
    """`done` is called with the wish."""

    def __init__(
        self, desk: Desk, incident: Incident, folder: Path, parent: QWidget, *, done: Callable[[ReportWish], None]
    ) -> None:
        texts = desk.texts
        super().__init__(texts, "reportDialog", texts("dialog-report-title"), parent)
        self._desk, self._incident, self._done = desk, incident, done
        self.say(texts("dialog-report-about", incident=incident.title))
        self._build_ui(folder)
        self.go = self.button("go", texts("dialog-report-go"), "accent")
        self.go.clicked.connect(self.send)
        self.buttons(self.cancel_button(), self.go)
        self.go.setFocus()

    def _build_ui(self, folder: Path) -> None:
        texts = self.texts
        self.language, self.classification = QComboBox(), QComboBox()
        for language in LANGUAGES:
            self.language.addItem(texts(f"action-language-{language}"), language)
        self.language.setCurrentIndex(self.language.findData(texts.language))
        for level in ("internal", "confidential", "public"):
            self.classification.addItem(texts(f"dialog-classification-{level}"))
        self.classification.setEditable(True)
        self.past, self.moment = QCheckBox(texts("dialog-report-past")), QDateTimeEdit()
        indented(self.moment)
        self.moment.setDisplayFormat("yyyy-MM-dd HH:mm")
        shown = (self._desk.moment or self._desk.clock.now()).astimezone(self._desk.zone)
        self.moment.setDateTime(QDateTime(shown.year, shown.month, shown.day, shown.hour, shown.minute, 0))
        self.past.setChecked(self._desk.moment is not None)
        self.moment.setEnabled(self.past.isChecked())
        self.past.toggled.connect(self.moment.setEnabled)
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.past)
        row.addWidget(self.moment, 1)
        self.path = QLineEdit(str(folder / self._file_name()))
        self.field(texts("dialog-report-language"), self.language, "language")
        self.field(texts("dialog-report-classification"), self.classification, "classification")
        self.field(texts("dialog-report-moment"), when, "when")
        self.field(texts("dialog-report-file"), self._with_browse(), "file")

    def _with_browse(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        browse = QPushButton(self.texts("dialog-browse"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        return both

    def _file_name(self) -> str:
        title = _UNFIT.sub(" ", self._incident.title).strip()[:_TITLE_LENGTH]
        local = self._desk.clock.now().astimezone(self._desk.zone)
        return f"SITREP {title} {local:%Y%m%d-%H%M}.pdf"

    def _browse(self) -> None:
        chooser = QFileDialog(self, self.texts("dialog-report-file"), self.path.text(), "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.fileSelected.connect(self.path.setText)
        chooser.open()

    def send(self) -> None:
        """Hand the wish over."""
        path = Path(self.path.text().strip())
        if not path.name or not path.is_absolute():
            self.message.say(self.texts("dialog-report-needs-file"), "warn")
            return
        moment = None
        if self.past.isChecked():
            chosen = self.moment.dateTime()
            day, hour = chosen.date(), chosen.time()
            moment = datetime(
                day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=self._desk.zone
            )  # fmt: skip
        wish = ReportWish(
            self._incident.id, path.with_suffix(".pdf"), str(self.language.currentData()),
            self.classification.currentText().strip(), moment,
        )  # fmt: skip
        self.accept()
        self._done(wish)
