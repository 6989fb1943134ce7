# SPDX-License-Identifier: Apache-2.0
"""The four parts of an analysis, of which one is shown: hot terms, what is asked, who talks, which type of crisis.

The full page of the analysis pane. The trap: words are made when they are shown, so `retranslate` shows anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from app.posts.question import Question
from ui.analysis_reading import Looked
from ui.desk import Desk
from ui.models.analysis_lines import Line, ask_lines, loud_lines, searched, type_lines, voice_lines
from ui.widgets.analysis_asks import AsksView
from ui.widgets.analysis_terms import TermsView
from ui.widgets.analysis_voices import VoicesView
from ui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from app.analysis.terms import Term

PARTS: Final = ("terms", "asks", "voices", "types")


class AnalysisParts(QStackedWidget):
    """Signals: `posts_wanted(Question)` for a line or term somebody opened."""

    posts_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looked: Looked | None = None
        self.terms, self.asks = TermsView(desk), AsksView(desk)
        self.voices, self.types = VoicesView(desk), LinesView(desk, "typeList")
        self._parts: dict[str, TermsView | AsksView | VoicesView | LinesView] = {
            "terms": self.terms, "asks": self.asks, "voices": self.voices, "types": self.types,
        }  # fmt: skip
        for part in self._parts.values():
            self.addWidget(part)
        self.terms.opened.connect(self._term_opened)
        for lines in (self.asks, self.voices, self.types):
            lines.opened.connect(self._line_opened)

    def views(self) -> tuple[QAbstractItemView, ...]:
        """Every list and table, for whoever claims keys on them."""
        shares, loudest = self.voices.shares.list, self.voices.loudest.list
        return (self.terms.table, self.asks.lines.list, shares, loudest, self.types.list)

    def show_part(self, name: str) -> None:
        """One of :data:`PARTS`."""
        self.setCurrentWidget(self._parts[name])
        self.setFocusProxy(self._parts[name])

    def show_looked(self, looked: Looked) -> None:
        """What was found."""
        self._looked = looked
        found, desk, asked = looked.overview, self._desk, looked.question
        if found is None:
            return
        now = desk.moment or desk.clock.now()
        self.terms.show_terms(found.terms, compared=found.compared > 0)
        asks = ask_lines(found.asks, looked.examples, asked, texts=desk.texts, now=now, zone=desk.zone)
        self.asks.show_asks(asks, looked.examples)
        self.voices.show_voices(voice_lines(found, asked, desk.texts), loud_lines(found, asked, desk.texts))
        self.types.show_lines(type_lines(found.types, asked, desk.texts))

    def as_text(self) -> str:
        """The part that is shown, to be pasted elsewhere."""
        shown = next(part for part in self._parts.values() if part is self.currentWidget())
        return shown.as_text()

    def retranslate(self) -> None:
        """All words anew."""
        texts = self._desk.texts
        empties = (("terms", self.terms), ("asks", self.asks.lines), ("voices", self.voices.shares),
                   ("types", self.types))  # fmt: skip
        for name, part in empties:
            part.empty.say(texts(f"analysis-no-{name}"), texts(f"analysis-no-{name}-hint"))
        self.types.list.setAccessibleName(texts("analysis-part-types"))
        self.restyle()
        if self._looked is not None:
            self.show_looked(self._looked)

    def restyle(self) -> None:
        """Colours have changed."""
        for part in self._parts.values():
            part.repaint_all()

    def _term_opened(self, term: Term) -> None:
        asked = self._looked.question if self._looked is not None else Question()
        self.posts_wanted.emit(replace(asked, words=searched(term.text)))

    def _line_opened(self, line: Line) -> None:
        self.posts_wanted.emit(line.question)
