# SPDX-License-Identifier: Apache-2.0
"""The calm dialog: a title, labelled fields in one column, a line for what went wrong, buttons at the end.

Base of the window's own dialogs (the panes ask through :mod:`ui.dialogs.question`). Opened with `open()`, never
executed. The trap: it deletes itself when it closes; keep no reference beyond that.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import FenghuoError
from app.texts import Texts
from ui.widgets.message_bar import MessageBar
from ui.widgets.styling import ButtonTone, button, quiet_label

_FRAME: Final = 64


class Sheet(QDialog):
    """Fill `rows` with `field` and `say`, then close with `buttons`."""

    def __init__(self, texts: Texts, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(24, 20, 24, 20)
        self.rows.setSpacing(6)
        heading = QLabel(title)
        heading.setObjectName("dialogTitle")
        self.rows.addWidget(heading)
        self.rows.addSpacing(8)
        self.message = MessageBar()
        self.message.name_close(texts("window-close-message"))

    def fit(self, width: int, height: int) -> None:
        """That large, where the screen has room for it and its window's frame."""
        room = self.screen().availableGeometry()
        self.resize(min(width, room.width() - _FRAME), min(height, room.height() - _FRAME))

    def say(self, sentence: str) -> QLabel:
        """A quiet sentence among the fields."""
        label = quiet_label(sentence, wrap=True)
        self.rows.addWidget(label)
        return label

    def field(self, label: str, widget: QWidget, name: str) -> None:
        """A labelled input; the label's mnemonic and name belong to it."""
        above = quiet_label(label)
        above.setBuddy(widget)
        widget.setObjectName(name)
        widget.setAccessibleName(label)
        self.rows.addWidget(above)
        self.rows.addWidget(widget)
        self.rows.addSpacing(6)

    def buttons(self, *made: QPushButton) -> None:
        """The last row: what was made, from left to right, at the right edge."""
        self.rows.addWidget(self.message)
        self.rows.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for one in made:
            row.addWidget(one)
        self.rows.addLayout(row)

    def button(self, name: str, word: str, tone: ButtonTone = "plain") -> QPushButton:
        """A button that is pressed by Enter only when it has the focus."""
        made = button(name, tone)
        made.setText(word)
        made.setAutoDefault(False)
        return made

    def cancel_button(self) -> QPushButton:
        """Closes without doing anything."""
        made = self.button("cancel", self.texts("window-cancel"), "quiet")
        made.clicked.connect(self.reject)
        return made

    def refuse(self, error: FenghuoError) -> None:
        """Show why it was not carried out."""
        self.message.say(self.texts.error(error))
