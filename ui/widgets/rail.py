# SPDX-License-Identifier: Apache-2.0
"""The rail at the left: the menu, the four perspectives, and every pane at one click.

Part of :mod:`ui.main_window`; its buttons only mirror actions. The trap: a pane's mark follows what is on screen,
not what was clicked, because docks are closed in other ways too.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.texts import Texts
from ui.actions import PANE_KEYS, PERSPECTIVE_KEYS, Actions, key_text

_WIDTH = 52
_HEIGHT, _LEAST, _GAP, _OTHER = 40, 24, 4, 36


class Rail(QWidget):
    """A column of buttons."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 8, 6, 8)
        self._column.setSpacing(_GAP)
        for name in PERSPECTIVE_KEYS:
            self._add(f"perspective-{name}", perspective=True)
        line = QFrame()
        line.setProperty("line", "true")
        self._column.addSpacing(4)
        self._column.addWidget(line)
        self._column.addSpacing(4)
        for name in PANE_KEYS:
            self._add(f"pane-{name}")
        self._column.addStretch(1)
        for action in ("palette", "menu", "help"):
            self._add(action)

    def _add(self, action: str, *, perspective: bool = False) -> None:
        button = QToolButton()
        button.setObjectName(f"rail-{action}")
        button.setProperty("perspective", "true" if perspective else "false")
        button.setCheckable(perspective or action.startswith("pane-"))
        button.setFixedHeight(_HEIGHT)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._actions[action].trigger)
        self._column.addWidget(button)
        self._buttons[action] = button

    def button(self, action: str) -> QToolButton:
        """The button of an action, to hang a menu on."""
        return self._buttons[action]

    def mark(self, perspective: str, panes: set[str]) -> None:
        """Which perspective stands and which panes are open."""
        for action, button in self._buttons.items():
            kind, _, name = action.partition("-")
            button.setChecked(name == perspective if kind == "perspective" else name in panes)

    def retranslate(self, texts: Texts) -> None:
        """Short words on the buttons, the whole name and the key in the tips."""
        for action, button in self._buttons.items():
            button.setText(texts(f"window-rail-{action}"))
            button.setToolTip(_tip(self._actions[action]))
            button.setAccessibleName(self._actions[action].text())
        widest = max(button.fontMetrics().horizontalAdvance(button.text()) for button in self._buttons.values())
        self.setFixedWidth(max(_WIDTH, widest + 24))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the buttons grow lower rather than into each other."""
        super().resizeEvent(event)
        room = (self.height() - _OTHER) // len(self._buttons) - _GAP
        for button in self._buttons.values():
            button.setFixedHeight(max(_LEAST, min(_HEIGHT, room)))


def _tip(action: QAction) -> str:
    return f"{action.text()}  {key_text(action)}"
