# SPDX-License-Identifier: Apache-2.0
"""What every pane is: a widget with a header line, a body, and a refresh that knows when it is needed.

Subclassed by each file of this package; docked by :mod:`ui.main_window`. The trap: connect to the desk only through
`_watch`, so that nothing is called after the pane is gone.
"""

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.room.service import Changes
from ui.desk import Desk
from ui.widgets.elided import ElidedLabel
from ui.widgets.message_bar import MessageBar


class Pane(QWidget):
    """Base of all panes.

    `key` names it in layouts and strings (`pane-<key>` is its title); `concerns` are the subjects (first part of an
    entry's kind) after which it refreshes.
    """

    key: ClassVar[str] = ""
    concerns: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._in_front = True
        self.setObjectName(f"pane-{self.key}")
        self.title, self.hint = QLabel(), ElidedLabel()
        self.title.setObjectName("paneTitle")
        self.hint.setObjectName("paneHint")
        self.header = QHBoxLayout()
        self.header.setContentsMargins(12, 8, 12, 8)
        self.header.setSpacing(8)
        self.header.addWidget(self.title)
        self.header.addWidget(self.hint, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self.header)
        self._build_ui()
        self._watch()
        self.retranslate()
        self.refresh()

    def _build_ui(self) -> None:
        """Make the widgets below the header, in `self.body`."""

    def _watch(self) -> None:
        desk = self.desk
        desk.changed.connect(self._on_changed)
        for signal in (desk.incident_changed, desk.person_changed, desk.moment_changed):
            signal.connect(self.refresh)
        desk.language_changed.connect(self._on_language)
        desk.theme_changed.connect(self.restyle)

    def retranslate(self) -> None:
        """Put every fixed word anew in the desk's language."""
        self.title.setText(self.desk.texts(f"pane-{self.key}"))

    def refresh(self) -> None:
        """Show the desk's state."""

    def restyle(self) -> None:
        """Take up the theme, for what a style sheet cannot reach."""

    @property
    def in_sight(self) -> bool:
        """Whether anybody can see it: to Qt, a pane behind another one's tab is visible too."""
        return self.isVisible() and self._in_front

    def stand(self, *, in_front: bool) -> None:
        """Said by its dock: whether it is open and no other tab is in front of it."""
        self._in_front = in_front
        if in_front:
            self.came_in_sight()

    def came_in_sight(self) -> None:
        """Its dock was opened, or its tab is in front now. What was put off can be done."""

    def may_write(self, message: MessageBar) -> bool:
        """Whether anything may be written now; `message` says why where not."""
        if self.desk.moment is None and self.desk.session is not None:
            return True
        key = "pane-past-read-only" if self.desk.moment is not None else "pane-sign-in-first"
        message.say(self.desk.texts(key), "warn")
        return False

    def _on_language(self) -> None:
        self.retranslate()
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*self.concerns):
            self.refresh()
