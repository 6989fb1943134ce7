# SPDX-License-Identifier: Apache-2.0
"""Paints a source: health by shape, word and colour, name and kind, how much it brings, what is wrong with it.

Used by the sources pane. The trap: what is known of a source is asked for at paint time, so that the list need not
be made anew every two seconds.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.posts.sources.health import Health, health
from app.posts.sources.source import Source, SourceState
from ui.delegates.painting import Fonts, draw_end, draw_line, paint_ground
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.source_words import HEALTH_SHAPES, explained, health_colour, kind_word, last_and_next, rate
from ui.tokens import tokens

SOURCE_HEIGHT = 52
_EDGE, _MARK, _GAP = 12, 22, 8
_SENTENCE_AT_LEAST = 150


class SourceDelegate(QStyledItemDelegate):
    """One source a row, :data:`SOURCE_HEIGHT` pixels."""

    def __init__(
        self, desk: Desk, state_of: Callable[[str], SourceState | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._state_of, self._fonts = desk, state_of, Fonts()

    def _paint(self, painter: QPainter, row: QRect, source: Source, how: Health) -> None:
        desk, fonts, colours = self._desk, self._fonts, tokens(self._desk.theme)
        state, now, mark = self._state_of(source.name), desk.clock.now(), health_colour(colours, how)
        upper, lower = row.adjusted(_EDGE, 6, -_EDGE, 0), row.adjusted(_EDGE, 27, -_EDGE, 0)
        upper.setHeight(20)
        lower.setHeight(18)
        draw_line(painter, QRect(upper.left(), upper.top(), _MARK, 20), HEALTH_SHAPES[how], fonts.bold, mark)
        upper.setLeft(upper.left() + _MARK)
        lower.setLeft(lower.left() + _MARK)
        quiet = how is Health.PAUSED
        figure = "" if quiet else rate(state, now, desk.texts)
        upper.setRight(upper.right() - draw_end(painter, upper, figure, fonts.small_bold, colours.text, gap=_GAP))
        taken = draw_line(painter, upper, source.name, fonts.body, colours.quiet if quiet else colours.text)
        rest = upper.adjusted(taken + _GAP, 1, 0, 1)
        if rest.width() > _MARK:
            draw_line(painter, rest, kind_word(desk.texts, source.kind), fonts.small, colours.quiet)
        word = desk.texts(f"source-health-{how}")
        lower.setLeft(lower.left() + draw_line(painter, lower, word, fonts.small_bold, mark) + _GAP)
        sentence = explained(desk, source, state, now)
        times = self._times(source, state, how, lower.width() - (_SENTENCE_AT_LEAST if sentence else 0))
        lower.setRight(lower.right() - draw_end(painter, lower, times, fonts.small, colours.quiet, gap=_GAP))
        draw_line(painter, lower, sentence, fonts.small, colours.text if how is Health.FAILING else colours.quiet)

    def _times(self, source: Source, state: SourceState | None, how: Health, room: int) -> str:
        """Last success and next try; the one that matters more where there is no room for both."""
        last, soon = last_and_next(source, state, self._desk.clock.now(), self._desk.texts)
        both = " · ".join(word for word in (last, soon) if word)
        if QFontMetrics(self._fonts.small).horizontalAdvance(both) <= room:
            return both
        return (soon or last) if how is Health.FAILING else (last or soon)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, SOURCE_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        source = index.data(ROW_ROLE)
        if not isinstance(source, Source):
            return
        colours = tokens(self._desk.theme)
        how = health(source, self._state_of(source.name), self._desk.clock.now())
        self._fonts.take(option.font)
        painter.save()
        striped = how in (Health.FAILING, Health.SILENT)
        paint_ground(painter, option, colours, health_colour(colours, how) if striped else "")
        self._paint(painter, option.rect, source, how)
        painter.restore()
