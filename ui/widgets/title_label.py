# SPDX-License-Identifier: Apache-2.0
"""The name of what is in front: takes the room its words need, gives it up only under pressure.

Used by strip and wall. The trap: unlike a plain elided label it asks for its full width.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.elided import ElidedLabel


class TitleLabel(ElidedLabel):
    """`least` is the smallest width in pixels it may be squeezed to."""

    def __init__(self, *, least: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 4, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least, self.sizeHint().width()), super().sizeHint().height())
