# SPDX-License-Identifier: Apache-2.0
"""A row of quiet buttons that goes on in a second row where a dock is narrow.

Used where a pane has more deeds than 360 pixels hold. The trap: as with every flow, `settle` after words have
changed.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from ui.widgets.flow import Flow
from ui.widgets.styling import ButtonTone, button


class ButtonRows(Flow):
    """Buttons from left to right, as many rows as they need."""

    def offer(self, name: str, chosen: Callable[[], None], tone: ButtonTone = "quiet") -> QPushButton:
        """Add a button."""
        made = button(name, tone)
        made.clicked.connect(chosen)
        self.add(made)
        return made

    def __getitem__(self, name: str) -> QPushButton:
        """The button of a name."""
        return next(made for made in self._made() if made.objectName() == name)

    def names(self) -> tuple[str, ...]:
        """All buttons, from the left."""
        return tuple(made.objectName() for made in self._made())

    def _made(self) -> list[QPushButton]:
        return [made for made in self._flowing if isinstance(made, QPushButton)]
