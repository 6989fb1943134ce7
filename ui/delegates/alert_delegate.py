# SPDX-License-Identifier: Apache-2.0
"""Paints an alert: level by colour, shape and word, what it is about, who decided or has it, and why.

Used by the alert list of the feed. The trap: the state shown comes from the desk at paint time, not from the row.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.room.state import Alert
from ui.alert_words import level_words, standing_words, why_words
from ui.delegates.painting import Fonts, draw_line, paint_ground
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.times import near_time
from ui.tokens import tokens

ALERT_HEIGHT = 52
_EDGE, _GAP = 12, 8


class AlertDelegate(QStyledItemDelegate):
    """One alert a row, :data:`ALERT_HEIGHT` pixels."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()

    def _paint(self, painter: QPainter, row: QRect, alert: Alert) -> None:
        desk, colours = self._desk, tokens(self._desk.theme)
        upper = row.adjusted(_EDGE, 6, -_EDGE, 0)
        upper.setHeight(20)
        word = level_words(alert.level, desk.texts)
        taken = draw_line(painter, upper, word, self._fonts.bold, colours.warning(alert.level))
        rest = upper.adjusted(taken + _GAP, 0, 0, 0)
        draw_line(painter, rest, alert.title, self._fonts.body, colours.text)
        lower = row.adjusted(_EDGE, 27, -_EDGE, 0)
        lower.setHeight(18)
        state = standing_words(desk, alert)
        font, colour = (self._fonts.small, colours.quiet)
        if alert.unconfirmed or (alert.proposed is None and not alert.acknowledged_at):
            font, colour = self._fonts.small_bold, colours.accent
        taken = draw_line(painter, lower, state, font, colour)
        when = near_time(alert.since or alert.raised_at, desk.clock.now(), desk.zone)
        parts = (when, desk.state.name(alert.raised_by), why_words(alert, desk.texts))
        said = " · ".join(part for part in parts if part)
        draw_line(painter, lower.adjusted(taken + _GAP, 0, 0, 0), said, self._fonts.small, colours.quiet)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ALERT_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        alert = index.data(ROW_ROLE)
        if not isinstance(alert, Alert):
            return
        colours = tokens(self._desk.theme)
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours, colours.warning(alert.level))
        self._paint(painter, option.rect, alert)
        painter.restore()
