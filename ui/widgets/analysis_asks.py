# SPDX-License-Identifier: Apache-2.0
"""Questions and complaints: what people ask about, most first, and beside it the words of those who asked.

A part of the analysis pane. The trap: an example may have expired since it was counted; then it is left out.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QTextEdit, QWidget
from typing_extensions import override

from app.posts.post import Post
from ui.delegates.feed_delegate import second_line
from ui.desk import Desk
from ui.models.analysis_lines import Line
from ui.times import near_time
from ui.widgets.lines_view import LinesView

_WIDE, _TALL = 640, 360
_EXAMPLES: Final = 5
_LONGEST: Final = 280


class AsksView(QWidget):
    """Signals: `opened(Line)`."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._examples: Mapping[int, Post] = {}
        self.lines, self.words = LinesView(desk, "askList"), QTextEdit()
        self.words.setObjectName("askExamples")
        self.words.setProperty("bare", "true")
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(72)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(8)
        self._sides.addWidget(self.lines, 11)
        self._sides.addWidget(self.words, 9)
        self.setFocusProxy(self.lines)
        self.lines.chosen.connect(self._show_words)
        self.lines.opened.connect(self.opened)

    def show_asks(self, lines: Sequence[Line], examples: Mapping[int, Post]) -> None:
        """What is asked, and the posts the lines name."""
        self._examples = examples
        self.lines.show_lines(lines)
        self._settle()
        self._show_words(self.lines.current())

    def as_text(self) -> str:
        """All lines, to be pasted elsewhere."""
        return self.lines.as_text()

    def repaint_all(self) -> None:
        """Words or colours have changed."""
        texts = self._desk.texts
        self.lines.repaint_all()
        self.lines.list.setAccessibleName(texts("analysis-part-asks"))
        self.words.setAccessibleName(texts("analysis-examples"))
        self._show_words(self.lines.current())

    def _show_words(self, line: Line | None) -> None:
        found = [self._examples[one] for one in (line.posts if line else ()) if one in self._examples]
        desk = self._desk
        now = desk.moment or desk.clock.now()
        said = [desk.texts("analysis-examples")] if found else []
        for post in found[:_EXAMPLES]:
            words = " ".join(post.text.split())
            words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            said.append(f"{words}\n{near_time(post.posted_at, now, desk.zone)} · {second_line(post, desk.texts)}")
        self.words.setPlainText("\n\n".join(said))

    def _settle(self) -> None:
        """Beside each other where that is wide enough, else below, else only the list."""
        wide, tall = self.width() >= _WIDE, self.height() >= _TALL
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.words.setVisible(bool(self.lines.model.rows) and (wide or tall))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
