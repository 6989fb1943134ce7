# SPDX-License-Identifier: Apache-2.0
"""Paints a watch of the beacon pane: level by colour, shape and word, since when, why, and its last hours in small.

Used by the beacon pane. The trap: each spark has its own scale (its highest interval fills it), so heights of two
rows do not compare; the numbers in the line do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.delegates.painting import Fonts, draw_end, draw_line, paint_ground
from ui.desk import Desk
from ui.models.beacon_rows import BeaconRow, level_row, since_words, why_row
from ui.models.rows_model import ROW_ROLE
from ui.tokens import Tokens, tokens

if TYPE_CHECKING:
    from app.warning.curve import Curve  # brings the detector

BEACON_HEIGHT = 52
_EDGE, _GAP = 12, 10
_SPARK, _SPARK_HIGH, _NARROW, _TOO_NARROW = 150, 30, 420, 300
_LEAST_NAME = 90


class BeaconDelegate(QStyledItemDelegate):
    """One watch a row, :data:`BEACON_HEIGHT` pixels."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()

    def _paint(self, painter: QPainter, box: QRect, row: BeaconRow, colours: Tokens) -> None:
        texts, fonts = self._desk.texts, self._fonts
        upper, lower = box.adjusted(_EDGE, 6, -_EDGE, 0), box.adjusted(_EDGE, 27, -_EDGE, 0)
        upper.setHeight(20)
        lower.setHeight(18)
        if box.width() >= _TOO_NARROW:
            wide = _SPARK if box.width() >= _NARROW else _SPARK // 2
            spark = QRect(upper.right() - wide, box.top() + 11, wide, _SPARK_HIGH)
            for line in (upper, lower):
                line.setRight(spark.left() - _GAP)
            if row.spark is not None:
                _paint_spark(painter, spark, row.spark, colours)
        colour = colours.warning(row.alert.level) if row.alert is not None else colours.quiet
        font = fonts.bold if row.alert is not None else fonts.body
        upper.setLeft(upper.left() + draw_line(painter, upper, level_row(row, texts), font, colour) + _GAP)
        said = since_words(row, self._desk)
        if QFontMetrics(fonts.small).horizontalAdvance(said) <= upper.width() - _LEAST_NAME - _GAP:
            undecided = row.alert is not None and row.alert.unconfirmed
            look = (fonts.small_bold, colours.accent) if undecided else (fonts.small, colours.quiet)
            upper.setRight(upper.right() - draw_end(painter, upper, said, look[0], look[1], gap=_GAP))
            said = ""
        name = texts("beaconpane-name-gone", watch=row.watch) if row.gone else row.watch
        draw_line(painter, upper, name, fonts.body, colours.text)
        second = " · ".join(part for part in (said, why_row(row, texts)) if part)
        draw_line(painter, lower, second, fonts.small, colours.quiet)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, BEACON_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, BeaconRow):
            return
        colours = tokens(self._desk.theme)
        self._fonts.take(option.font)
        painter.save()
        stripe = colours.warning(row.alert.level) if row.alert is not None else ""
        paint_ground(painter, option, colours, stripe)
        self._paint(painter, option.rect, row, colours)
        painter.restore()


def _paint_spark(painter: QPainter, box: QRect, spark: Curve, colours: Tokens) -> None:
    """Bars of posts with the negative among them; a place where nobody collected is shaded."""
    if not spark.posts:
        return
    each, peak = box.width() / len(spark.posts), max(1, *spark.posts)
    painter.fillRect(QRect(box.left(), box.bottom() + 1, box.width(), 1), QColor(colours.line))
    for at, (posts, negative) in enumerate(zip(spark.posts, spark.negative, strict=True)):
        left, width = box.left() + at * each, max(1.0, each - (0.6 if each > 2 else 0))
        if posts < 0:
            painter.fillRect(QRectF(left, box.top(), each, box.height()), QColor(colours.line))
            continue
        for count, colour in ((posts, colours.neutral), (negative, colours.negative)):
            high = max(1.0, box.height() * count / peak)
            if count > 0:
                painter.fillRect(QRectF(left, box.bottom() + 1 - high, width, high), QColor(colour))
