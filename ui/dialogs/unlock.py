# SPDX-License-Identifier: Apache-2.0
"""The closed door: asks for the profile's passphrase, or says in one sentence why it cannot be opened.

Shown by :mod:`ui.entrance`. The trap: a profile that is open in another window is not an error of the person's; the
sentence says so and the door can be tried again.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.doors import Door, OpenHouse
from app.errors import FenghuoError
from app.texts import Texts
from ui.tasks import Tasks
from ui.theme import icon_path
from ui.widgets.message_bar import MessageBar
from ui.widgets.styling import button, quiet_label


class Unlock(QWidget):
    """Signals: `opened(OpenHouse)`; `closed_unused()`; `failed(Exception)` for a bug."""

    opened = Signal(object)
    closed_unused = Signal()
    failed = Signal(object)

    def __init__(self, door: Door, texts: Texts, tasks: Tasks) -> None:
        super().__init__()
        self._door, self._texts, self._tasks = door, texts, tasks
        self._asks = door.locked_by_passphrase()
        self._used = False
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(texts("window-name"))
        self.setWindowIcon(QIcon(str(icon_path("fenghuo.svg"))))
        self.resize(640, 400)
        self._build_ui()
        self.go.clicked.connect(self.try_open)
        self.quit.clicked.connect(self.close)
        self.passphrase.returnPressed.connect(self.try_open)
        self.passphrase.setFocus()

    def _build_ui(self) -> None:
        texts = self._texts
        card = QFrame()
        card.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(48, 48, 48, 48)
        outer.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        title = QLabel(texts("start-unlock-title" if self._asks else "start-closed-title"))
        title.setObjectName("pageTitle")
        column.addWidget(title)
        column.addWidget(quiet_label(texts("start-unlock-where", path=str(self._door.profile)), wrap=True))
        column.addSpacing(8)
        self.passphrase = QLineEdit()
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        label = quiet_label(texts("start-unlock-passphrase"))
        label.setBuddy(self.passphrase)
        self.passphrase.setAccessibleName(label.text())
        for widget in (label, self.passphrase):
            column.addWidget(widget)
            widget.setVisible(self._asks)
        self.message = MessageBar()
        self.message.name_close(texts("window-close-message"))
        column.addWidget(self.message)
        column.addStretch(1)
        self.quit, self.go = button("quit", "quiet"), button("go", "accent")
        self.quit.setText(texts("action-quit"))
        self.go.setText(texts("start-unlock-go" if self._asks else "start-try-again"))
        row = QHBoxLayout()
        row.addWidget(self.quit)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)

    def try_open(self) -> None:
        """Open the profile, off the GUI thread."""
        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.message.clear()
        passphrase = self.passphrase.text() if self._asks else None
        self._tasks.write(lambda: self._door.open(passphrase), self._opened, self.refuse)

    def refuse(self, error: Exception) -> None:
        """Say why it stays closed."""
        self.go.setEnabled(True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        if isinstance(error, FenghuoError):
            self.message.say(self._texts.error(error))
        else:
            self.failed.emit(error)

    def _opened(self, house: OpenHouse) -> None:
        self._used = True
        self.opened.emit(house)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._used:
            self.closed_unused.emit()
