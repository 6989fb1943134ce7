# SPDX-License-Identifier: Apache-2.0
"""The timeline: every entry of the incident as a sentence, newest first, with a line to write the next one in.

Docked by :mod:`ui.main_window`. From here decisions and facts are put down, entries corrected, and the room shown as
it was at an entry. The trap: sentences are made off the GUI thread; a later question drops the answer to an earlier.
"""

from typing import ClassVar, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QMenu, QStackedWidget

from app.errors import FenghuoError
from app.room.log import FactRecorded, WriteLog
from app.room.service import Changes
from app.room.state import Fact
from app.room.timeline import Line, lines
from ui.delegates.line_delegate import LineDelegate
from ui.dialogs.incident_questions import ask_correction, ask_decision, ask_fact, ask_verify
from ui.models.rows_model import RowsModel
from ui.panes.pane import Pane
from ui.times import full_time
from ui.while_alive import while_alive
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.past_banner import PastBanner
from ui.widgets.segments import Segments
from ui.widgets.styling import button, hairline

SHOWN: Final = 500
"""Lines on screen at once; the report and `fenghuo timeline` hold them all."""

_FILTERS: Final[dict[str, frozenset[str]]] = {
    "all": frozenset(),
    "decisions": frozenset({"decision", "incident"}),
    "statements": frozenset({"statement"}),
    "facts": frozenset({"fact", "post"}),
    "clocks": frozenset({"clock"}),
}


class TimelinePane(Pane):
    """What happened, and a place to say what happens."""

    key: ClassVar[str] = "timeline"

    def _build_ui(self) -> None:
        self._question = 0
        self.look = button("lookBack", "quiet")
        self.look.clicked.connect(self._look_back_or_now)
        self.header.addWidget(self.look)
        self.filter = Segments(tuple(_FILTERS))
        self.filter.setContentsMargins(12, 0, 12, 4)
        self.banner, self.message = PastBanner(self.desk), MessageBar()
        self._build_list()
        self._build_foot()
        for widget in (self.filter, hairline(), self.banner, self.message):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(hairline())
        self.body.addLayout(self.foot)
        k = Qt.Key
        Keys(self.list, {key(k.Key_C): self.correct, key(k.Key_V): self.verify, key(k.Key_B): self.look_back,
                         key(k.Key_D): self.decide, key(k.Key_F): self.record_fact,
                         key(k.Key_L): self.focus_line})  # fmt: skip

    def _build_list(self) -> None:
        self.model: RowsModel[Line] = RowsModel(self._spoken, self)
        self.list = QListView()
        self.list.setObjectName("lineList")
        self.list.setModel(self.model)
        self._delegate = LineDelegate(self.desk, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Always there, so that the width the sentences wrap in does not change as rows come.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        for page in (self.list, self.empty):
            self.pages.addWidget(page)

    def _build_foot(self) -> None:
        self.line = QLineEdit()
        self.line.setObjectName("logLine")
        self.line.returnPressed.connect(self.write)
        self.decision, self.fact = button("recordDecision"), button("recordFact")
        self.decision.clicked.connect(self.decide)
        self.fact.clicked.connect(self.record_fact)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(12, 8, 12, 8)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.line, 1)
        self.foot.addWidget(self.decision)
        self.foot.addWidget(self.fact)

    def _watch(self) -> None:
        super()._watch()
        self.filter.chosen.connect(self.refresh)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for name in _FILTERS:
            self.filter.say(name, t(f"timeline-filter-{name}"))
        self.line.setPlaceholderText(t("timeline-write"))
        self.line.setAccessibleName(t("timeline-write"))
        self.decision.setText(t("timeline-decision"))
        self.fact.setText(t("timeline-fact"))
        self.look.setToolTip(t("timeline-look-back-hint"))
        self.list.setAccessibleName(t("pane-timeline"))
        self.empty.say(t("timeline-empty"), t("timeline-empty-hint"))
        self.message.name_close(t("pane-close-message"))
        self.banner.retranslate()

    def refresh(self) -> None:
        """Read the lines anew, off the GUI thread."""
        desk = self.desk
        incident = desk.incident.id if desk.incident else ""
        wanted = _FILTERS[self.filter.current]
        records, state = desk.records, desk.state
        count = len(records)
        self._question += 1
        question = self._question

        def read() -> list[Line]:
            found = [one for one in lines(records[:count], state, incident) if _is_wanted(one, wanted)]
            return found[::-1][:SHOWN]

        desk.read(read, while_alive(self, lambda found: self._show(question, found)))
        self.banner.refresh()
        past = desk.moment is not None
        self.look.setText(desk.texts("timeline-back-to-now" if past else "timeline-look-back"))
        writable = desk.moment is None and desk.session is not None and bool(incident)
        for widget in (self.line, self.decision, self.fact):
            widget.setEnabled(writable)

    def restyle(self) -> None:
        self.list.viewport().update()

    def _show(self, question: int, found: list[Line]) -> None:
        if question != self._question:
            return
        chosen = self.chosen()
        self.model.set_rows(found)
        self.model.repaint()
        seqs = [line.seq for line in found]
        if chosen is not None and chosen.seq in seqs:
            index = self.model.index(seqs.index(chosen.seq))
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.pages.setCurrentWidget(self.list if found else self.empty)
        count = len(found)
        self.hint.setText(self.desk.texts("timeline-count", count=count, more="yes" if count == SHOWN else "no"))

    def _on_changed(self, changes: Changes) -> None:
        if changes.records:
            self.refresh()

    def _on_language(self) -> None:
        super()._on_language()
        self.list.doItemsLayout()

    def _spoken(self, line: Line) -> str:
        when = full_time(line.happened_at, self.desk.zone)
        return f"{when} · {self._delegate.second(line)} · {self._delegate.words(line)}"

    def chosen(self) -> Line | None:
        """The line under the keyboard."""
        return self.model.at(self.list.currentIndex())

    def _fact_of(self, line: Line | None) -> Fact | None:
        """The unverified fact a line put down."""
        if line is None:
            return None
        event = self.desk.room.records[line.seq - 1].event
        fact = self.desk.state.facts.get(event.id) if isinstance(event, FactRecorded) else None
        return fact if fact is not None and not fact.verified_by else None

    def _menu(self, place: QPoint) -> None:
        t, menu = self.desk.texts, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        verify = menu.addAction(t("timeline-menu-verify"), self.verify)
        verify.setEnabled(self._fact_of(self.chosen()) is not None)
        menu.addAction(t("timeline-menu-correct"), self.correct)
        menu.addAction(t("timeline-menu-look-back"), self.look_back)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _refused(self, error: FenghuoError) -> None:
        self.line.setEnabled(True)
        self.message.say(self.desk.texts.error(error))

    # what can be done

    def focus_line(self) -> None:
        """Put the cursor where the next line is written."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self) -> None:
        """Send what stands in the line; it is emptied once it is on disk."""
        incident, text = self.desk.incident, self.line.text()
        if incident is None or not text.strip() or not self.may_write(self.message):
            return

        def done(_: Changes) -> None:
            self.message.clear()
            if self.line.text() == text:
                self.line.clear()

        self.desk.act(WriteLog(incident=incident.id, text=text), done, self._refused)

    def decide(self) -> None:
        """Ask for a decision."""
        if self.desk.incident is not None and self.may_write(self.message):
            ask_decision(self.desk, self, self.desk.incident.id)

    def record_fact(self) -> None:
        """Ask for a fact."""
        if self.desk.incident is not None and self.may_write(self.message):
            ask_fact(self.desk, self, self.desk.incident.id)

    def verify(self) -> None:
        """Ask on what grounds the chosen fact holds."""
        fact = self._fact_of(self.chosen())
        if fact is not None and self.may_write(self.message):
            ask_verify(self.desk, self, fact)

    def correct(self) -> None:
        """Ask for a later word on the chosen entry."""
        line = self.chosen()
        if line is not None and self.may_write(self.message):
            ask_correction(self.desk, self, line.seq, self._delegate.words(line))

    def _look_back_or_now(self) -> None:
        if self.desk.moment is None:
            self.look_back()
        else:
            self.desk.look_back(None)

    def look_back(self) -> None:
        """Show the room as it was at the chosen entry, or the newest."""
        line = self.chosen() or next(iter(self.model.rows), None)
        if line is not None:
            self.desk.look_back(line.time)


def _is_wanted(line: Line, subjects: frozenset[str]) -> bool:
    return not subjects or line.kind.partition(".")[0] in subjects
