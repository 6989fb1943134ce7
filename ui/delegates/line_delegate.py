# SPDX-License-Identifier: Apache-2.0
"""Paints one line of the timeline: when, a letter for its kind, who with which duty, and the sentence, wrapped.

Used by the timeline's list. The trap: a row's height depends on the width; the view is told to lay out anew when
it is resized (`QListView.ResizeMode.Adjust`).
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.room.timeline import Line
from ui.delegates.painting import BODY, SMALL, Fonts, draw_line, paint_ground, wrapped
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.times import near_time, time_of_day
from ui.tokens import Tokens, tokens

_EDGE, _TIME, _BADGE, _GAP, _PAD = 12, 40, 20, 10, 8
_LETTERS = {
    "decision": "D",
    "fact": "F",
    "log": "L",
    "clock": "!",
    "statement": "S",
    "duty": "→",
    "alert": "△",
    "incident": "●",
    "post": "▣",
    "entry": "✎",
    "person": "P",
    "room": "R",
}


def badge_of(line: Line, colours: Tokens) -> tuple[str, str]:
    """The letter or shape of a line's kind, and its colour."""
    subject = line.kind.partition(".")[0]
    special = {
        "clock.completed": ("✓", colours.positive),
        "clock.missed": ("!", colours.red),
        "fact.verified": ("✓", colours.positive),
        "statement.approved": ("◆", colours.accent),
        "statement.released": ("➜", colours.accent),
        "decision.recorded": ("D", colours.accent),
        "incident.level_changed": ("▲", colours.orange),
        "incident.declared": ("●", colours.orange),
    }
    return special.get(line.kind) or (_LETTERS.get(subject, "·"), colours.quiet)


class LineDelegate(QStyledItemDelegate):
    """One entry a row, as high as its sentence."""

    def __init__(self, desk: Desk, view: QListView) -> None:
        super().__init__(view)
        self._desk, self._view, self._fonts = desk, view, Fonts()

    def words(self, line: Line) -> str:
        """The sentence of a line."""
        return self._desk.texts.say(line.said)

    def second(self, line: Line) -> str:
        """Who, with which duty, and when it was written down if that was later than it happened."""
        texts, desk = self._desk.texts, self._desk
        parts = [line.person or texts("program")]
        if line.person_id and line.incident:
            parts += [texts(f"role-{role}") for role in desk.state.held(line.incident, line.person_id)]
        if line.happened_at != line.time:
            parts.append(texts("timeline-recorded-at", time=near_time(line.time, desk.clock.now(), desk.zone)))
        if line.corrected:
            parts.append(f"✎ {texts('timeline-corrected')}")
        return " · ".join(parts)

    def _left(self) -> int:
        return _EDGE + _TIME + _GAP + _BADGE + _GAP

    def _sentence(self, line: Line, width: int) -> tuple[QTextLayout, int]:
        return wrapped(self.words(line), self._fonts.body, max(60, width - self._left() - _EDGE))

    def _paint_badge(self, painter: QPainter, row: QRect, line: Line, colours: Tokens) -> None:
        letter, colour = badge_of(line, colours)
        box = QRect(row.left() + _EDGE + _TIME + _GAP, row.top() + _PAD, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._fonts.small_bold)
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint(self, painter: QPainter, row: QRect, line: Line, colours: Tokens) -> None:
        when = time_of_day(line.happened_at, self._desk.zone)
        upper = QRect(row.left() + _EDGE, row.top() + _PAD, _TIME, SMALL + 8)
        draw_line(painter, upper, when, self._fonts.small, colours.quiet)
        self._paint_badge(painter, row, line, colours)
        left = row.left() + self._left()
        width = row.right() - _EDGE - left
        second = QRect(left, row.top() + _PAD, width, SMALL + 8)
        draw_line(painter, second, self.second(line), self._fonts.small, colours.quiet)
        painter.setPen(QColor(colours.red if line.kind == "clock.missed" else colours.text))
        layout, _ = self._sentence(line, row.width())
        layout.draw(painter, QPointF(left, second.bottom() + 3))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(ROW_ROLE)
        self._fonts.take(option.font)
        width = self._view.viewport().width()
        if not isinstance(line, Line):
            return QSize(width, 2 * BODY)
        return QSize(width, _PAD + SMALL + 8 + 3 + self._sentence(line, width)[1] + _PAD + 1)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(ROW_ROLE)
        if not isinstance(line, Line):
            return
        colours = tokens(self._desk.theme)
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours)
        self._paint(painter, option.rect, line, colours)
        painter.restore()
