# SPDX-License-Identifier: Apache-2.0
"""The keywords of a watch as text, one a line: numbered, lightly coloured, a line that cannot be read marked.

Used by the watch editor. The trap: somebody pastes 5,000 lines, so only the lines on screen are coloured, when they
come on screen; colouring all of them at once would hold the window up.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from ui.models.rule_line import attributes_at
from ui.tokens import Tokens

_BREAKS: Final = str.maketrans({"\u2029": "\n", "\u2028": "\n"})
_GROUP: Final = re.compile(r"\s*[\[【].*[\]】]\s*$")
_BODY: Final = re.compile(r"\s*([+!＋！]?)\s*(/.*/|.*)$")
_EDGE: Final = 8
_MOST_MARKED: Final = 200
_MARKS: Final = {True: "✕", False: "△"}


class RulesEdit(QPlainTextEdit):
    """`set_problems` marks lines by number, counted from 1: True for one that is left out, False for a warning."""

    def __init__(self, colours: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rules")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._colours = colours
        self._problems: Mapping[int, bool] = {}
        self._coloured: dict[int, str] = {}
        self._gutter = _Gutter(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._colour)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._on_update)
        self.textChanged.connect(self._soon.start)
        self.textChanged.connect(self._mark_lines)
        self.cursorPositionChanged.connect(self._mark_lines)
        self._make_room()
        self._mark_lines()

    def text(self) -> str:
        """Exactly what was typed, lines joined by one newline."""
        return self.document().toRawText().translate(_BREAKS)

    def line(self) -> tuple[int, str]:
        """The line under the cursor: its number, counted from 1, and its text."""
        block = self.textCursor().block()
        return block.blockNumber() + 1, block.text()

    def rewrite_line(self, text: str) -> None:
        """Put another text in the place of the line under the cursor; one step to undo."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() != text:
            cursor.insertText(text)

    def go_to(self, number: int) -> None:
        """Put the cursor at the start of a line."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(number - 1)))
        self.centerCursor()

    def set_problems(self, problems: Mapping[int, bool]) -> None:
        """Lines to mark."""
        self._problems = problems
        self._mark_lines()
        self._gutter.update()

    def problem_lines(self) -> Collection[int]:
        """The marked lines, from the top."""
        return self._problems.keys()

    def gutter_width(self) -> int:
        """Pixels for the largest number and a mark."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9" * digits + "✕") + 3 * _EDGE

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Numbers, and marks where something is wrong."""
        painter, colours = QPainter(self._gutter), self._colours
        painter.fillRect(event.rect(), QColor(colours.raised))
        width, high, current = self._gutter.width(), self.fontMetrics().height(), self.textCursor().blockNumber()
        for block, top in self._on_screen():
            number = block.blockNumber() + 1
            fatal = self._problems.get(number)
            if fatal is not None:
                painter.setPen(QColor(colours.red if fatal else colours.orange))
                painter.drawText(_EDGE, top, width, high, Qt.AlignmentFlag.AlignLeft, _MARKS[fatal])
            painter.setPen(QColor(colours.text if number - 1 == current else colours.quiet))
            painter.drawText(0, top, width - _EDGE, high, Qt.AlignmentFlag.AlignRight, str(number))
        painter.end()

    def _on_screen(self) -> list[tuple[QTextBlock, int]]:
        """The blocks on screen and where they begin."""
        found, block = [], self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(offset)
            if box.top() > self.viewport().height():
                break
            found.append((block, round(box.top())))
            block = block.next()
        return found

    def _colour(self) -> None:
        """Give the lines on screen their colours, where they are not what they were when they last got them."""
        for block, _ in self._on_screen():
            at, text = block.blockNumber(), block.text()
            if self._coloured.get(at) != text or (text and not block.layout().formats()):
                self._coloured[at] = text
                block.layout().setFormats(_formats(text, self._colours))

    def _mark_lines(self) -> None:
        """The line under the cursor, and a wavy line under those that are left out."""
        here = QTextEdit.ExtraSelection()
        here.format.setBackground(QColor(self._colours.raised))
        here.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        here.cursor = self.textCursor()
        here.cursor.clearSelection()
        marks = [here] if not self.document().isEmpty() else []  # it would hide the example
        for number in [line for line, fatal in self._problems.items() if fatal][:_MOST_MARKED]:
            mark = QTextEdit.ExtraSelection()
            mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            mark.format.setUnderlineColor(QColor(self._colours.red))
            mark.cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._gutter.update()

    def _make_room(self) -> None:
        self._coloured.clear()
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self._gutter.scroll(0, scrolled)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())
        if not self._soon.isActive():
            self._soon.start()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box = self.contentsRect()
        self._gutter.setGeometry(QRect(box.left(), box.top(), self.gutter_width(), box.height()))
        self._soon.start()


class _Gutter(QWidget):
    """The strip at the left; a click puts the cursor into the line."""

    def __init__(self, edit: RulesEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._edit.gutter_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._edit.paint_gutter(event)


def _formats(text: str, colours: Tokens) -> list[QTextLayout.FormatRange]:
    """What a line means, by colour: a note quiet, a group bold, `+` positive, `!` negative, attributes quiet."""
    bare = text.lstrip()
    if not bare or bare.startswith(("#", "＃")):
        return [_range(0, len(text), colours.quiet)]
    if _GROUP.match(text):
        return [_range(0, len(text), colours.text, bold=True)]
    at = attributes_at(text)
    head = text[:at]
    found = [_range(at, len(text) - at, colours.quiet)] if at < len(text) else []
    match = _BODY.match(head)
    if match is None:
        return found
    if match[1]:
        colour = colours.positive if match[1] in "+＋" else colours.negative
        found.append(_range(match.start(1), len(head) - match.start(1), colour))
    elif match[2].startswith("/") and len(match[2]) > 1:
        found.append(_range(match.start(2), len(match[2]), colours.accent))
    return found


def _range(start: int, length: int, colour: str, *, bold: bool = False) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    made.format.setForeground(QColor(colour))
    if bold:
        made.format.setFontWeight(QFont.Weight.DemiBold)
    return made
