# SPDX-License-Identifier: Apache-2.0
"""What the style sheet is told about a widget, and small labels built the house's way.

Used by panes and widgets. The trap: Qt looks at a dynamic property only once; after a change, `restyled`.
"""

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QFrame, QLabel, QPushButton, QWidget

from app.posts.post import Mood
from ui.tokens import Tokens

ChipTone = Literal["ok", "warn", "bad", "plain"]
_INDENT: Final = 6
ButtonTone = Literal["plain", "accent", "quiet", "danger"]


def restyled(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def quiet_label(text: str = "", *, wrap: bool = False) -> QLabel:
    """A label for what is secondary."""
    label = QLabel(text)
    label.setProperty("secondary", "true")
    label.setWordWrap(wrap)
    return label


def button(name: str, tone: ButtonTone = "plain") -> QPushButton:
    """A push button the theme and the tests know by `name`. Enter presses it when it has the focus."""
    made = QPushButton()
    made.setObjectName(name)
    made.setAutoDefault(True)
    if tone != "plain":
        made.setProperty(tone, "true")
    return made


def indented(*boxes: QAbstractSpinBox) -> None:
    """Keep figures and dates off the frame, as words in a line are: Qt drops the style sheet's padding there."""
    for box in boxes:
        box.lineEdit().setTextMargins(_INDENT, 0, 0, 0)


def mood_colour(colours: Tokens, mood: Mood) -> str:
    """`#rrggbb` of a mood; never one of the levels' colours."""
    return {Mood.NEGATIVE: colours.negative, Mood.POSITIVE: colours.positive}.get(mood, colours.quiet)


def hairline() -> QFrame:
    """A line of one pixel between two parts of a pane."""
    line = QFrame()
    line.setProperty("line", "true")
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setFixedHeight(1)
    return line


class Chip(QLabel):
    """A short framed word; its tone is `ok`, `warn`, `bad` or `plain`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("chip", "plain")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, text: str, tone: ChipTone = "plain") -> None:
        """Show `text`; hide the chip where there is none."""
        self.setText(text)
        if self.property("chip") != tone:
            self.setProperty("chip", tone)
            restyled(self)
        self.setVisible(bool(text))
