# SPDX-License-Identifier: Apache-2.0
"""Paints a watch: its kind by shape and word, mentions, share of voice as a bar, negative share, whether it sounds.

Used by the watches pane. The trap: all bars are drawn on one scale, the largest share being the whole width, so that
rows can be compared with the eye.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.delegates.painting import Fonts, draw_end, draw_line, paint_ground
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.tokens import Tokens, tokens
from ui.watch_words import KIND_SHAPES, Heard, figures, kind_colour, mentions

WATCH_HEIGHT = 52
_EDGE, _MARK, _GAP = 12, 22, 10
_BAR_MOST, _BAR_HIGH = 180, 6
_FIGURE = 76


class WatchDelegate(QStyledItemDelegate):
    """One watch a row, :data:`WATCH_HEIGHT` pixels. `largest` is the share that fills a bar."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()
        self.largest = 1.0

    def _paint(self, painter: QPainter, row: QRect, one: Heard, colours: Tokens) -> None:
        texts, fonts = self._desk.texts, self._fonts
        upper, lower = row.adjusted(_EDGE, 6, -_EDGE, 0), row.adjusted(_EDGE, 27, -_EDGE, 0)
        upper.setHeight(20)
        lower.setHeight(18)
        colour = kind_colour(colours, one.watch.kind)
        shape = KIND_SHAPES[one.watch.kind]
        draw_line(painter, QRect(upper.left(), upper.top(), _MARK, 20), shape, fonts.bold, colour)
        upper.setLeft(upper.left() + _MARK)
        lower.setLeft(lower.left() + _MARK)
        upper.setRight(
            upper.right() - draw_end(painter, upper, mentions(one, texts), fonts.small_bold, colours.text, gap=_GAP)
        )
        taken = draw_line(painter, upper, one.watch.name, fonts.body, colours.text)
        rest = upper.adjusted(taken + _GAP, 1, 0, 1)
        if rest.width() > _MARK:
            draw_line(painter, rest, texts(f"watches-kind-{one.watch.kind}"), fonts.small, colours.quiet)
        self._paint_figures(painter, lower, one, colours)

    def _paint_figures(self, painter: QPainter, lower: QRect, one: Heard, colours: Tokens) -> None:
        texts, fonts, room = self._desk.texts, self._fonts, min(_BAR_MOST, lower.width() // 4)
        sound = texts("watching-sound-mark") if one.watch.sound else ""
        fault = texts("watching-faults-mark", count=one.faults) if one.faults else ""
        for words, colour in ((sound, colours.accent), (fault, colours.orange)):
            lower.setRight(lower.right() - draw_end(painter, lower, words, fonts.small, colour, gap=_GAP))
        if one.share is not None:
            bar = QRectF(lower.left(), lower.center().y() - _BAR_HIGH / 2 + 1, room, _BAR_HIGH)
            painter.fillRect(bar, QColor(colours.line))
            bar.setWidth(room * one.share / self.largest if self.largest else 0)
            painter.fillRect(bar, QColor(kind_colour(colours, one.watch.kind)))
            lower.setLeft(lower.left() + room + _GAP)
        parts = figures(one, texts)
        if not parts:
            draw_line(painter, lower, texts("watching-nothing-heard"), fonts.small, colours.quiet)
            return
        for place, said in enumerate(parts):
            last = place == len(parts) - 1
            colour = colours.negative if last and one.negative else colours.quiet
            taken = draw_line(painter, lower, said, fonts.small, colour)
            lower.setLeft(lower.left() + (_GAP + taken if last else max(_FIGURE, taken + _GAP)))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, WATCH_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Heard):
            return
        colours = tokens(self._desk.theme)
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours)
        self._paint(painter, option.rect, row, colours)
        painter.restore()
