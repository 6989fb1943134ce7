# SPDX-License-Identifier: Apache-2.0
"""Paints a cited post: its words, who kept it when, and the beginning of its SHA-256.

Used by the evidence pane. The trap: the hash shown is short; the whole one is in the detail and in the clipboard.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.room.state import Citation
from ui.delegates.painting import Fonts, draw_line, paint_ground
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.times import near_time
from ui.tokens import tokens

CITATION_HEIGHT = 52
_EDGE, _GAP, _SHORT = 12, 8, 12


def kept_by(desk: Desk, citation: Citation) -> str:
    """`韩雪 14:05 存证`."""
    time = near_time(citation.time, desk.clock.now(), desk.zone)
    return desk.texts("evidence-kept-by", person=desk.state.name(citation.by), time=time)


class CitationDelegate(QStyledItemDelegate):
    """One citation a row, :data:`CITATION_HEIGHT` pixels."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, CITATION_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        citation = index.data(ROW_ROLE)
        if not isinstance(citation, Citation):
            return
        colours, row = tokens(self._desk.theme), option.rect
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours)
        upper, lower = row.adjusted(_EDGE, 6, -_EDGE, 0), row.adjusted(_EDGE, 27, -_EDGE, 0)
        upper.setHeight(20)
        lower.setHeight(18)
        draw_line(painter, upper, " ".join(citation.post.text.split()), self._fonts.body, colours.text)
        short = f"▣ {citation.post.sha256[:_SHORT]}"
        taken = draw_line(painter, lower, short, self._fonts.small_bold, colours.accent)
        words = [kept_by(self._desk, citation), citation.post.source, citation.post.author, citation.note]
        rest = " · ".join(word for word in words if word)
        draw_line(painter, lower.adjusted(taken + _GAP, 0, 0, 0), rest, self._fonts.small, colours.quiet)
        painter.restore()
