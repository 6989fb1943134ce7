# SPDX-License-Identifier: Apache-2.0
"""Notices on the desktop, outside the window: by the system's tray, or by `notify-send`, or not at all.

Used by :mod:`ui.notices`. The trap: many desktops have neither; then the strip and the tone are all there is, and
nothing fails because of it.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyle, QSystemTrayIcon

Shower: TypeAlias = Callable[[str, str, bool], None]
"""Title, words, and whether it is grave. Comes back at once."""
_SECONDS: Final = 20


class PopUps(QObject):
    """`show` one. Signals: `clicked()` when somebody clicks on one, where the system tells."""

    clicked = Signal()

    def __init__(self, shower: Shower | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None
        self._shower, self._asked = shower, shower is not None

    @property
    def possible(self) -> bool:
        """Whether this computer shows any."""
        if not self._asked:  # asking takes the system a moment: not while the window starts
            self._asked, self._shower = True, self._system_shower()
        return self._shower is not None

    def show(self, title: str, words: str, *, grave: bool) -> None:
        """Show one, if this computer can. Returns at once, never raises."""
        if self.possible and self._shower is not None:
            self._shower(title, words, grave)

    def close(self) -> None:
        """Take the icon out of the tray."""
        if self._tray is not None:
            self._tray.hide()

    def _system_shower(self) -> Shower | None:
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            return self._by_tray
        program = QStandardPaths.findExecutable("notify-send")
        return _by_program(program) if program else None

    def _by_tray(self, title: str, words: str, grave: bool) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(_icon(), self)
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(lambda _reason: self.clicked.emit())
        self._tray.show()
        kind = QSystemTrayIcon.MessageIcon.Critical if grave else QSystemTrayIcon.MessageIcon.Warning
        self._tray.showMessage(title, words, kind, _SECONDS * 1000)


def _by_program(program: str) -> Shower:
    def show(title: str, words: str, grave: bool) -> None:
        process = QProcess()
        process.setProgram(program)
        urgency = "critical" if grave else "normal"
        process.setArguments(["--app-name=Fenghuo", f"--urgency={urgency}", "--", title, words])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()

    return show


def _icon() -> QIcon:
    icon = QApplication.windowIcon()
    if icon.isNull():
        icon = QApplication.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
    return icon
