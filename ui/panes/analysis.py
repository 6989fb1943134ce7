# SPDX-License-Identifier: Apache-2.0
"""What is being said: hot terms, questions and complaints, who is talking, which type of crisis it looks like.

Docked by :mod:`ui.main_window`. Worked out off the GUI thread, when it comes into sight and when asked; while posts
come it says how many are new, and looks again by itself every five minutes. The trap: of very many posts only some
are read, and the header says how many.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QKeyCombination, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget
from typing_extensions import override

from app.errors import FenghuoError
from app.posts.question import Question
from app.posts.watches.book import ANY_WATCH
from ui.analysis_reading import AnalysisReading, Looked, Wanted
from ui.panes.pane import Pane
from ui.times import near_time
from ui.widgets.analysis_parts import PARTS, AnalysisParts
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.segments import Segments
from ui.widgets.styling import button, hairline

RANGES: Final = ("incident", "1h", "6h", "24h", "all")
LEAST: Final = 20
"""Posts below which nothing can be said of a stretch of time."""
_GAP, _EDGES = 12, 100
_WITH_HINT: Final = 1.2
"""Beside the choices a sixth of the header's room is for its hint."""
_CALM_MS: Final = 300_000
_SOON_MS: Final = 300


class AnalysisPane(Pane):
    """Signals: `posts_wanted(Question)` for what somebody opened; `words_wanted()` for the own words."""

    key: ClassVar[str] = "analysis"

    posts_wanted = Signal(object)
    words_wanted = Signal()

    def _build_ui(self) -> None:
        self.looked: Looked | None = None
        self._asked: tuple[object, ...] | None = None
        self._counted = 0
        self._counted_then: int | None = None
        self.reading = AnalysisReading(self.desk, self)
        self.again, self.words, self.watch = button("analyseAgain", "quiet"), button("ownWords", "quiet"), QComboBox()
        self.watch.setObjectName("analysisWatch")
        self.watch.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.header.addWidget(self.watch)
        self.header.addWidget(self.again)
        self.choice, self.ranges = Segments(PARTS), Segments(RANGES)
        row = Flow(gap=_GAP, left=_GAP, right=_GAP)
        for widget in (self.choice, self.ranges, self.words):
            row.add(widget)
        self._row, self._above = row, False
        self.message, self.parts = MessageBar(), AnalysisParts(self.desk)
        self.waiting, self.nothing, self.few = EmptyState(), EmptyState(), EmptyState()
        self._all_word = self.few.offer("allPosts", lambda: self.ranges.press("all"), "accent")
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        for page in (self.waiting, self.parts, self.nothing, self.few):
            self.pages.addWidget(page)
        for part in (row, self.message, hairline()):
            self.body.addWidget(part)
        self.body.addWidget(self.pages, 1)
        self.show_part("terms")
        self._calm, self._soon = QTimer(self), QTimer(self)
        for timer, wait in ((self._calm, _CALM_MS), (self._soon, _SOON_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._keys()

    def _keys(self) -> None:
        k = Qt.Key
        keys: dict[QKeyCombination, Callable[[], None]] = {
            key(k.Key_R): self.ask, key(k.Key_C): self.copy, key(k.Key_C, ctrl=True): self.copy,
            key(k.Key_W): self.words_wanted.emit, key(k.Key_S): self.parts.terms.sort_next,
            **{key(k(k.Key_1 + at)): partial(self.go_to, name) for at, name in enumerate(PARTS)},
        }  # fmt: skip
        for view in self.parts.views():
            Keys(view, keys)
        Keys(self, keys)

    def _watch(self) -> None:
        super()._watch()
        self.ranges.chosen.connect(self.ask)
        self.watch.activated.connect(self.ask)
        self.choice.chosen.connect(self.go_to)
        self.again.clicked.connect(self.ask)
        self.words.clicked.connect(self.words_wanted)
        self.parts.posts_wanted.connect(self.posts_wanted)
        self.reading.came.connect(self._take)
        self.reading.failed.connect(self._on_failed)
        self.desk.counts.counted.connect(self._on_counted)
        self._calm.timeout.connect(self._look_again)
        self._soon.timeout.connect(self._look_again)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for name in PARTS:
            self.choice.say(name, t(f"analysis-part-{name}"))
        for name in RANGES:
            self.ranges.say(name, t(f"analysis-range-{name}"))
        self.choice.setAccessibleName(t("pane-analysis"))
        self.ranges.setAccessibleName(t("analysis-range"))
        self.watch.setAccessibleName(t("analysis-watch"))
        self.again.setToolTip(t("analysis-again-about"))
        self.words.setText(t("analysis-words"))
        self.words.setToolTip(t("analysis-words-about"))
        self.message.name_close(t("pane-close-message"))
        self.waiting.say(t("analysis-waiting"), t("analysis-waiting-hint"))
        self.nothing.say(t("analysis-nothing"), t("analysis-nothing-hint"))
        self._all_word(t("analysis-all-posts"))
        self._fill_watches()
        self.parts.retranslate()
        self._show_words()
        self._row.settle()
        self._place_choices()

    def restyle(self) -> None:
        self.parts.restyle()

    def refresh(self) -> None:
        """Look again where another incident is in front, or another moment is shown."""
        if self.in_sight and self._asked not in (None, self._standing()):
            self.ask()

    def _standing(self) -> tuple[object, ...]:
        """What an answer hangs on besides the posts."""
        incident, moods = self.desk.incident, self.desk.moods
        return (incident.id if incident else "", self.desk.moment, moods.changed())

    # what is asked

    def wanted(self) -> Wanted:
        """The stretch of time and the watch that are chosen."""
        return Wanted(self.ranges.current, str(self.watch.currentData() or ""))

    def ask(self) -> None:
        """Work it out anew."""
        self._calm.stop()
        self._soon.stop()
        self._asked, self._counted_then = self._standing(), self._counted or None
        if self.looked is None:
            self.pages.setCurrentWidget(self.waiting)
        self.reading.ask(self.wanted())
        self._show_words()

    def _take(self, looked: Looked) -> None:
        self.looked = looked
        self.message.clear()
        self._fill_watches()
        self._show_page()
        self._show_words()

    def _show_page(self) -> None:
        looked = self.looked
        if looked is None:
            return
        self.parts.show_looked(looked)
        found, t = looked.overview, self.desk.texts
        if found is None or not (found.all or self._counted):
            self.pages.setCurrentWidget(self.nothing)
        elif found.all < LEAST:
            self.few.say(t("analysis-few", count=found.all), t("analysis-few-hint", least=LEAST))
            self.few.show_offered("allPosts", shown=looked.wanted.span != "all")
            self.pages.setCurrentWidget(self.few)
        else:
            self.pages.setCurrentWidget(self.parts)

    def _show_words(self) -> None:
        t, looked, fresh = self.desk.texts, self.looked, self._fresh()
        self.again.setText(t("analysis-again-new", count=fresh) if fresh and looked else t("analysis-again"))
        self.again.setEnabled(not self.reading.busy)
        if self.reading.busy:
            self.hint.setText(t("analysis-reading"))
        elif looked is None or looked.overview is None or looked.question.until is None:
            self.hint.clear()
        else:
            found = looked.overview
            time = near_time(looked.question.until, self.desk.clock.now(), self.desk.zone)
            self.hint.setText(t("analysis-read", read=found.read, all=found.all, time=time))

    def _fill_watches(self) -> None:
        """The watches there are to choose from."""
        t, chosen = self.desk.texts, str(self.watch.currentData() or "")
        names = self.looked.watches if self.looked is not None else ()
        rows = [("", t("analysis-every-post")), (ANY_WATCH, t("analysis-any-watch")), *((one, one) for one in names)]
        if [(self.watch.itemData(at), self.watch.itemText(at)) for at in range(self.watch.count())] == rows:
            return
        with QSignalBlocker(self.watch):
            self.watch.clear()
            for value, word in rows:
                self.watch.addItem(word, value)
            self.watch.setCurrentIndex(max(0, self.watch.findData(chosen)))
        self._row.settle()

    def _on_counted(self, count: int, _newest: object) -> None:
        self._counted = count
        if self._counted_then is None and self._asked is not None:
            self._counted_then = count
        if self.looked is None or not self.in_sight:
            return
        self._show_words()
        if self._fresh() and not self._calm.isActive():
            self._calm.start()

    def _fresh(self) -> int:
        """How many posts have come since it was worked out."""
        return 0 if self._counted_then is None else max(0, self._counted - self._counted_then)

    def _look_again(self) -> None:
        if self.in_sight:
            self.ask()

    @override
    def came_in_sight(self) -> None:
        if self.looked is None or self._asked != self._standing() or self._fresh():
            self._soon.start()

    def _on_failed(self, error: Exception) -> None:
        self._show_words()
        if isinstance(error, FenghuoError):
            self.message.say(self.desk.texts.error(error))
        else:
            self.desk.failed.emit(error)

    # what can be done

    def show_part(self, name: str) -> None:
        """Show one of the parts."""
        self.choice.choose(name)
        self.parts.show_part(name)
        self.setFocusProxy(self.parts)

    def go_to(self, name: str) -> None:
        """Show a part, with the keyboard in it."""
        self.show_part(name)
        self.parts.setFocus()

    def copy(self) -> None:
        """The part that is shown goes to the clipboard as a table."""
        words = self.parts.as_text() if self.pages.currentWidget() is self.parts else ""
        if words:
            QGuiApplication.clipboard().setText(words)
            self.message.say(self.desk.texts("analysis-copied"), "ok")

    def question(self) -> Question:
        """What was read last; everything where nothing was."""
        return self.looked.question if self.looked is not None else Question()

    def _place_choices(self) -> None:
        """Parts, spans and watches stand in the header where that is wide enough, else in a row of their own."""
        choices = sum(part.sizeHint().width() + _GAP for part in (self.choice, self.ranges, self.words))
        others = self.watch.sizeHint().width() + self.again.sizeHint().width()
        above = self.width() >= choices * _WITH_HINT + others + _EDGES
        if above != self._above:
            self._above = above
            if above:
                self.header.insertWidget(1, self._row, 5)
            else:
                self.body.insertWidget(0, self._row)
            self._row.show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choices()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_in_sight()
