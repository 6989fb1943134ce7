# SPDX-License-Identifier: Apache-2.0
"""What the delegates share: fonts derived once, the ground of a row, elided lines.

Used by the delegates of this package. The trap: sizes are pixels of the body type (14), not points, so that the rows
fit on every screen.
"""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.tokens import Tokens

BODY, SMALL = 14, 12
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
STRIPE = 3
_NARROWEST = 2


class Fonts:
    """Body, small and bold, made anew only when the view's font changes."""

    def __init__(self) -> None:
        self._base: QFont | None = None
        self.body, self.small, self.bold, self.small_bold = QFont(), QFont(), QFont(), QFont()

    def take(self, base: QFont) -> None:
        """Derive from the view's font."""
        if base == self._base:
            return
        self._base = QFont(base)
        self.body, self.small, self.bold, self.small_bold = (QFont(base) for _ in range(4))
        for font, size in (
            (self.body, BODY),
            (self.small, SMALL),
            (self.bold, BODY),
            (self.small_bold, SMALL),
        ):
            font.setPixelSize(size)
        for font in (self.bold, self.small_bold):
            font.setWeight(QFont.Weight.DemiBold)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, colours: Tokens, stripe: str = "") -> None:
    """The row's ground, its lower line, a stripe at its left edge, and a frame where it has the keyboard."""
    row: QRect = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(row, QColor(colours.raised if chosen else colours.panel))
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(colours.line))
    edge = stripe or (colours.accent if chosen else "")
    if edge:
        painter.fillRect(QRect(row.left(), row.top() + 6, STRIPE, row.height() - 13), QColor(edge))
    if option.state & QStyle.StateFlag.State_HasFocus and chosen:
        painter.setPen(QColor(colours.accent))
        painter.drawRect(row.adjusted(0, 0, -1, -2))


def draw_line(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> int:
    """One line, elided at its right; returns the width it took.

    Only as much as could ever fit is measured: a long article would cost milliseconds on every row and scroll.
    """
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(font)
    line = metrics.elidedText(text[: max(8, box.width() // _NARROWEST)], Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, START, line)
    return metrics.horizontalAdvance(line)


def draw_end(painter: QPainter, box: QRect, text: str, font: QFont, colour: str, *, gap: int) -> int:
    """One line at the right edge; returns the width it took, the gap before it included."""
    if not text:
        return 0
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, END | Qt.TextFlag.TextSingleLine, text)
    return QFontMetrics(font).horizontalAdvance(text) + gap


def wrapped(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    """A paragraph laid out in `width` pixels, and its height.

    Lines break where Chinese and English may (no closing bracket at a line's start), long words anywhere.
    """
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, round(height + 0.5)
