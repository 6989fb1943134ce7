# SPDX-License-Identifier: Apache-2.0
"""Which type of crisis the posts speak for, in one sentence with its reasons, and a button to take it.

Part of the dialog that declares an incident. Worked out off the GUI thread. The trap: it never chooses by itself, and
where the evidence is poor it says so.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.room.words import CrisisType
from ui.analysis_reading import MOST_BESIDE, AnalysisReading, Looked, Wanted
from ui.desk import Desk
from ui.models.analysis_lines import finer, reasons
from ui.widgets.styling import button, quiet_label


class TypeSuggested(QWidget):
    """Signals: `taken(CrisisType)`."""

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.type: CrisisType | None = None
        self.sentence, self.take = quiet_label(desk.texts("analysis-reading"), wrap=True), button("takeType", "quiet")
        self.sentence.setObjectName("typeSuggested")
        self.take.setText(desk.texts("analysis-type-take"))
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self._press)
        self.take.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.take)
        reading = AnalysisReading(desk, self)
        reading.came.connect(self._show)
        reading.failed.connect(lambda error: self._say_none())
        reading.ask(Wanted("newest", most=MOST_BESIDE))

    def _show(self, looked: Looked) -> None:
        found = looked.overview.types if looked.overview is not None else ()
        if not found:
            self._say_none()
            return
        texts, best = self._desk.texts, found[0]
        self.type = best.type
        named = " · ".join(part for part in (texts(f"type-{best.type}"), finer(best, texts)) if part)
        sure = texts("analysis-confidence", percent=round(100 * best.confidence))
        said = texts("analysis-type-suggested", type=named, confidence=sure, reasons=reasons(best, texts))
        self.sentence.setText(said)
        self.take.show()

    def _say_none(self) -> None:
        self.sentence.setText(self._desk.texts("analysis-type-none"))

    def _press(self) -> None:
        if self.type is not None:
            self.taken.emit(self.type)
