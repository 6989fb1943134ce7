# SPDX-License-Identifier: Apache-2.0
"""Writes lines at the end of a text view, as plain text in a look of their own.

Used where strangers' words are shown among ours. The trap: never insert them as HTML.
"""

from PySide6.QtGui import QColor, QFont, QTextCharFormat
from PySide6.QtWidgets import QTextEdit


class Pen:
    """`colour` is the usual one, ``#rrggbb``."""

    def __init__(self, text: QTextEdit, colour: str) -> None:
        self._cursor, self._colour = text.textCursor(), colour
        self._first = True

    def line(self, words: str, colour: str = "", *, bold: bool = False, small: bool = False) -> None:
        """Begin a new line with these words."""
        if not self._first:
            self._cursor.insertBlock()
        self._first = False
        self.more(words, colour, bold=bold, small=small)

    def more(self, words: str, colour: str = "", *, bold: bool = False, small: bool = False) -> None:
        """Go on in the same line."""
        look = QTextCharFormat()
        look.setForeground(QColor(colour or self._colour))
        if bold:
            look.setFontWeight(QFont.Weight.DemiBold)
        if small:
            look.setProperty(QTextCharFormat.Property.FontPixelSize, 12)
        self._cursor.insertText(words, look)
