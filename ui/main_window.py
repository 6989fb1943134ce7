# SPDX-License-Identifier: Apache-2.0
"""The main window: strip on top, rail at the left, the field of panes, foot below. It arranges and does nothing else.

Made by :mod:`ui.workplace`, which also says what every action does. The trap: a layout is remembered for each
perspective by itself, so switching must store the one before.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.doors import Settings
from ui.actions import Actions
from ui.desk import Desk
from ui.docks import Docks
from ui.panes.pane import Pane
from ui.perspectives import PERSPECTIVES
from ui.situation import situation
from ui.theme import icon_path
from ui.tokens import SEVERITY_SHAPES
from ui.widgets.errand_bar import ErrandBar
from ui.widgets.foot import Foot
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.strip import Strip

_SMALLEST = (1120, 660)
_USUAL = (1440, 900)
_IMAGINED = ("offscreen", "minimal")
"""Platforms without screens; the one they speak of has 800 × 800 pixels and means nothing."""


class MainWindow(QMainWindow):
    """Signals: `files_dropped(tuple[Path, ...])`; `shown_first()` once, after it appeared; `closed()`."""

    files_dropped = Signal(object)
    shown_first = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, settings: Settings, panes: Mapping[str, Pane]) -> None:
        super().__init__()
        self._desk, self._settings = desk, settings
        self._perspective = "commander"
        self._appeared = False
        self.setObjectName("mainWindow")
        self.setWindowIcon(QIcon(str(icon_path("fenghuo.svg"))))
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.strip, self.foot = Strip(desk), Foot(desk)
        self.messages, self.errand = MessageBar(), ErrandBar()
        self.docks = Docks(panes)
        self.rail: Rail | None = None
        self._build_ui()
        self._claim = _DropClaim(self)
        for signal in (desk.changed, desk.incident_changed, desk.language_changed, desk.moment_changed):
            signal.connect(self._show_title)

    def _build_ui(self) -> None:
        field = QWidget()
        column = QVBoxLayout(field)
        self._middle = QHBoxLayout()
        for layout in (column, self._middle):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._middle.addWidget(self.docks, 1)
        for widget in (self.strip, self.messages, self.errand):
            column.addWidget(widget)
        column.addLayout(self._middle, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(field)

    def install(self, actions: Actions) -> None:
        """Take the actions: the rail is made of them."""
        self.rail = Rail(actions)
        self._middle.insertWidget(0, self.rail)
        self.docks.shown_changed.connect(self._mark_rail)
        self.retranslate()

    def retranslate(self) -> None:
        """What is not retranslated by the parts themselves."""
        texts = self._desk.texts
        self.docks.retranslate(texts)
        self.messages.name_close(texts("window-close-message"))
        self.errand.retranslate(texts)
        if self.rail is not None:
            self.rail.retranslate(texts)
        self._show_title()

    def show_perspective(self, name: str) -> None:
        """Go over to a perspective, as it was left or as it is meant."""
        self._keep_layout()
        self._perspective = name
        remembered = self._settings.window.get(f"layout-{name}", "")
        if not (remembered and self.docks.recall(remembered)):
            self.docks.arrange(name)
        self._mark_rail()

    def reset_layout(self) -> None:
        """The perspective as it is meant."""
        self._settings.window.pop(f"layout-{self._perspective}", None)
        self.docks.arrange(self._perspective)
        self._mark_rail()

    def restore(self) -> None:
        """Size, place and perspective as they were when the window was last closed."""
        kept = self._settings.window
        geometry = kept.get("geometry", "")
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            self.resize(*_USUAL)
        room = self.screen().availableGeometry()
        too_large = self.width() > room.width() or self.height() > room.height()
        if too_large and QGuiApplication.platformName() not in _IMAGINED:  # a small laptop, or not the screen it was
            self.setWindowState(Qt.WindowState.WindowMaximized)
        name = kept.get("perspective", "")
        self._perspective = name if name in PERSPECTIVES else "commander"

    def remember(self) -> None:
        """Write size, place, perspective and layout into the settings."""
        kept = self._settings.window
        kept["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode()
        kept["perspective"] = self._perspective
        self._keep_layout()

    def tick(self) -> None:
        """Once a second."""
        self.strip.tick()
        self.foot.tick()

    def _keep_layout(self) -> None:
        if self._appeared:
            self._settings.window[f"layout-{self._perspective}"] = self.docks.remember()

    def _mark_rail(self) -> None:
        if self.rail is not None:
            shown = {key for key in self.docks.docks if self.docks.is_shown(key)}
            self.rail.mark(self._perspective, shown)

    def _show_title(self) -> None:
        texts, now = self._desk.texts, situation(self._desk)
        info = self._desk.room.state.info
        room = info.name if info else ""
        if now.incident is None:
            self.setWindowTitle(texts("window-title-quiet", room=room))
            return
        severity = texts(f"severity-{now.incident.severity}")
        level = f"{SEVERITY_SHAPES[now.incident.severity]} {severity}"
        self.setWindowTitle(texts("window-title", incident=now.incident.title, level=level, room=room))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._appeared:
            self.show_perspective(self._perspective)
            self._appeared = True
            self._claim.spread()
            self.shown_first.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        super().closeEvent(event)
        self.closed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(files)


def _files_of(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


class _DropClaim(QObject):
    """Files dropped on a text field are the window's: the field would take their address for words."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def spread(self) -> None:
        """Watch all fields there are now."""
        for field in self._window.findChildren(QLineEdit):
            field.installEventFilter(self)
        for area in (*self._window.findChildren(QPlainTextEdit), *self._window.findChildren(QTextEdit)):
            area.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not _files_of(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self._window.files_dropped.emit(_files_of(event))
        return True
