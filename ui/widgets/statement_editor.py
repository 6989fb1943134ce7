# SPDX-License-Identifier: Apache-2.0
"""The editor of a statement: plain text, 16 px, generous lines, exact.

Used by the statement pane. The trap: `QTextEdit.toPlainText` turns no-break spaces into spaces, and a seal is on
exact words; read the text through :meth:`text`. (QPlainTextEdit would do the same, and knows no line height.)
"""

from typing import Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFocusEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

LINE_HEIGHT: Final = 30.0
"""Pixels: 1.9 times the size of the type."""

_BREAKS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class StatementEditor(QTextEdit):
    """Signals: `left()` when the keyboard goes elsewhere."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statementEditor")
        self.setProperty("bare", "true")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.set_text("")

    def text(self) -> str:
        """Exactly what was typed, lines joined by one newline."""
        return self.document().toRawText().translate(_BREAKS)

    def set_text(self, text: str) -> None:
        """Show another text; there is nothing to undo then."""
        document = self.document()
        self.setPlainText(text)
        document.setUndoRedoEnabled(False)
        set_line_height(self)
        document.setUndoRedoEnabled(True)
        document.setModified(False)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # Plain text only, in the format of the line it comes into.
        if source.hasText():
            self.textCursor().insertText(source.text())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def set_line_height(edit: QTextEdit) -> None:
    """Give every line the height of the house."""
    lines = QTextBlockFormat()
    lines.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(lines)
