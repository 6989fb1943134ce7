# SPDX-License-Identifier: Apache-2.0
"""Paints a line of the analysis: a title with a framed tag, a figure at the right with a bar under it, a quiet note.

Used by the lists of the analysis pane. The trap: headings, lines with a note and lines without differ in height.
"""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.posts.post import Mood
from ui.delegates.painting import END, START, Fonts, draw_line, paint_ground
from ui.desk import Desk
from ui.models.analysis_lines import Line
from ui.models.rows_model import ROW_ROLE
from ui.tokens import Tokens, tokens
from ui.widgets.styling import mood_colour

HEADING, SINGLE, DOUBLE = 32, 34, 54
_EDGE, _GAP, _FRAME, _RADIUS = 12, 8, 6, 3
_LEAST_TITLE: Final = 72
_BAR: Final = 84


class FigureDelegate(QStyledItemDelegate):
    """One line; see :class:`ui.models.analysis_lines.Line`."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()

    def _paint_line(self, painter: QPainter, box: QRect, line: Line, colours: Tokens) -> None:
        left, right = box.left() + _EDGE, box.right() - _EDGE
        top = box.top() + (7 if line.note else 6)
        width = self._paint_value(painter, QRect(left, top, right - left, 20), line, colours)
        room = right - left - width - _GAP
        tag = QFontMetrics(self._fonts.small).horizontalAdvance(line.tag) + 2 * _FRAME if line.tag else 0
        tag = tag if room - tag - _GAP >= _LEAST_TITLE else 0
        title = QRect(left, top, room - (tag + _GAP if tag else 0), 20)
        taken = draw_line(painter, title, line.title, self._fonts.body, colours.text)
        if tag:
            self._paint_tag(painter, QRect(left + taken + _GAP, top + 1, tag, 18), line.tag, colours)
        if line.note:
            note = QRect(left, box.top() + 29, right - left, 18)
            draw_line(painter, note, line.note, self._fonts.small, colours.quiet)

    def _paint_value(self, painter: QPainter, box: QRect, line: Line, colours: Tokens) -> int:
        """The figure and its bar; how wide it is."""
        shade = mood_colour(colours, line.shade) if line.shade is not Mood.NEUTRAL else colours.text
        painter.setFont(self._fonts.body)
        painter.setPen(QColor(shade))
        painter.drawText(box, END | Qt.TextFlag.TextSingleLine, line.value)
        width = QFontMetrics(self._fonts.body).horizontalAdvance(line.value)
        if line.share is None:
            return width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shares = ((1.0, colours.line), (min(1.0, max(0.0, line.share)), colours.accent))
        for share, colour in shares:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(box.right() - _BAR + 1, box.bottom() + 1, _BAR * share, 3), 1.5, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        return max(_BAR, width)

    def _paint_tag(self, painter: QPainter, box: QRect, words: str, colours: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(self._fonts.small)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(box.adjusted(_FRAME, 0, 0, 0), START | Qt.TextFlag.TextSingleLine, words)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(ROW_ROLE)
        if not isinstance(line, Line):
            return QSize(200, SINGLE)
        return QSize(200, HEADING if line.heading else DOUBLE if line.note else SINGLE)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, line = tokens(self._desk.theme), index.data(ROW_ROLE)
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours)
        if isinstance(line, Line) and line.heading:
            box = option.rect.adjusted(_EDGE, 6, -_EDGE, 0)
            draw_line(painter, box, line.title, self._fonts.small_bold, colours.quiet)
        elif isinstance(line, Line):
            self._paint_line(painter, option.rect, line, colours)
        painter.restore()
