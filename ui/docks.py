# SPDX-License-Identifier: Apache-2.0
"""The panes in their docks: arranged by perspective, moved, floated, put back.

Used by :mod:`ui.main_window`. A pane's own header line becomes the bar by which its dock is moved, so there is one
header and no frame. The trap: Qt forgets the sizes of docks that are not on screen, so sizes are given after `show`.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from app.texts import Texts
from ui.panes.pane import Pane
from ui.perspectives import HEIGHT, WIDTH, Part, Place, Row, first, perspective_for, places, sizes

_LAYOUT_VERSION = 5
_SETTLED_MS = (0, 400)
"""At once, and when docks that glide into place have arrived."""
_SMALLEST = {
    "feed": QSize(320, 160),
    "statement": QSize(420, 200),
    "sentiment": QSize(320, 140),
    "sources": QSize(332, 180),
    "watches": QSize(332, 180),
    "analysis": QSize(332, 180),
}
_SMALLEST_OTHER = QSize(332, 120)


class PaneDock(QDockWidget):
    """A dock around one pane, with the pane's header line as its title bar."""

    def __init__(self, pane: Pane, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane = pane
        self.setObjectName(f"dock-{pane.key}")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea)
        self._float, self._close = QToolButton(), QToolButton()
        self._float.setText("↗")
        self._close.setText("×")
        for button in (self._float, self._close):
            button.setProperty("dockButton", "true")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.hide()
        self._float.clicked.connect(self.toggle_floating)
        self._close.clicked.connect(self.close)
        self.setTitleBarWidget(self._header(pane))
        pane.setMinimumSize(_SMALLEST.get(pane.key, _SMALLEST_OTHER))
        self.setWidget(pane)
        self.visibilityChanged.connect(lambda shown: pane.stand(in_front=shown))

    def _header(self, pane: Pane) -> QWidget:
        """The header layout, taken out of the pane's body and put into a bar of its own."""
        pane.body.removeItem(pane.header)
        pane.header.setParent(None)
        bar = QWidget()
        bar.setObjectName("dockHeader")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setMinimumHeight(40)
        bar.setLayout(pane.header)
        corner = QHBoxLayout()
        corner.setSpacing(0)
        corner.addWidget(self._float)
        corner.addWidget(self._close)
        pane.header.addLayout(corner)
        return bar

    def toggle_floating(self) -> None:
        """Out into a window of its own, for a second screen, or back."""
        self.setFloating(not self.isFloating())

    def retranslate(self, texts: Texts) -> None:
        """Title for tabs and floating windows, and what the corner buttons do."""
        self.setWindowTitle(texts(f"pane-{self.pane.key}"))
        for button, key in ((self._float, "window-float"), (self._close, "window-close-pane")):
            button.setToolTip(texts(key))
            button.setAccessibleName(texts(key))

    def show_title(self, *, shown: bool) -> None:
        """A tab already says the name."""
        self.pane.title.setVisible(shown)

    @override
    def enterEvent(self, event: object) -> None:
        self._float.show()
        self._close.show()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._float.hide()
        self._close.hide()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        bar = self.titleBarWidget()
        if not bar.geometry().contains(event.pos()):
            event.ignore()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._float.toolTip(), self.toggle_floating)
        menu.addAction(self._close.toolTip(), self.close)
        menu.popup(event.globalPos())


class Docks(QMainWindow):
    """The field of panes. Signals: `shown_changed()` after a pane appeared or went."""

    shown_changed = Signal()

    def __init__(self, panes: Mapping[str, Pane], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Widget)
        self.setObjectName("docks")
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.docks = {key: PaneDock(pane, self) for key, pane in panes.items()}
        for dock in self.docks.values():
            dock.visibilityChanged.connect(self._on_visibility)
            dock.topLevelChanged.connect(self._on_visibility)
        self._perspective = "commander"
        self._arranged_for = QSize()

    def arrange(self, perspective: str) -> None:
        """Put every pane where the perspective wants it; those it does not name are put away."""
        self._perspective = perspective
        self._clear()
        tree = perspective_for(perspective, self._tall())
        head = self.docks[first(tree)]
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, head)
        self._split(tree)
        for place in places(tree):
            self._share(place)
        self._size(tree)
        self._on_visibility()

    def _tall(self) -> int:
        """The height there will be: before it is shown, a window may be larger than its screen."""
        return min(self.height(), self.screen().availableGeometry().height())

    def _split(self, part: Part) -> None:
        """Lay out the heads of the parts first, then look inside each."""
        if isinstance(part, Place):
            return
        orientation = Qt.Orientation.Horizontal if isinstance(part, Row) else Qt.Orientation.Vertical
        for before, after in zip(part.parts, part.parts[1:], strict=False):
            self.splitDockWidget(self.docks[first(before)], self.docks[first(after)], orientation)
            self.docks[first(after)].show()
        self.docks[first(part)].show()
        for below in part.parts:
            self._split(below)

    def _share(self, place: Place) -> None:
        head = self.docks[place.panes[0]]
        for name in place.panes[1:]:
            self.tabifyDockWidget(head, self.docks[name])
            self.docks[name].show()
        head.show()
        head.raise_()

    def _size(self, tree: Part) -> None:
        self._arranged_for = self.size()
        rows = list(sizes(tree))
        docks = [self.docks[name] for name, _, _ in rows]
        widths = [round(width * self.width() / WIDTH) for _, width, _ in rows]
        heights = [round(height * self.height() / HEIGHT) for _, _, height in rows]
        self.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
        self.resizeDocks(docks, heights, Qt.Orientation.Vertical)

    def reveal(self, pane: str) -> None:
        """Bring a pane to the front, wherever it is, and give it the focus."""
        dock = self.docks[pane]
        if self.dockWidgetArea(dock) == Qt.DockWidgetArea.NoDockWidgetArea and not dock.isFloating():
            self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        dock.show()
        dock.raise_()
        dock.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self, pane: str) -> None:
        """Go to a pane; put it away if one is there already."""
        dock = self.docks[pane]
        if self.current() is dock and not dock.visibleRegion().isEmpty():
            dock.close()
        else:
            self.reveal(pane)

    def is_shown(self, pane: str) -> bool:
        """Whether a pane is open, be it behind a tab."""
        return not self.docks[pane].isHidden()

    def current(self) -> PaneDock | None:
        """The dock that holds the focus."""
        inside: QWidget | None = QApplication.focusWidget()
        return next((dock for dock in self.docks.values() if inside and dock.isAncestorOf(inside)), None)

    def retranslate(self, texts: Texts) -> None:
        """Titles anew."""
        for dock in self.docks.values():
            dock.retranslate(texts)

    def remember(self) -> str:
        """The layout as text for the settings: the panes that are open, and Qt's own bytes.

        Qt takes every pane it ever placed for an open one, so these are named.
        """
        shown = ",".join(sorted(filter(self.is_shown, self.docks)))
        return f"{shown};{base64.b64encode(self.saveState(_LAYOUT_VERSION).data()).decode()}"

    def recall(self, layout: str) -> bool:
        """Put a remembered layout back; False where it does not fit this version."""
        names, _, encoded = layout.partition(";")
        try:
            blob = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            return False
        self._clear()
        put_back = self.restoreState(QByteArray(blob), _LAYOUT_VERSION)
        for name in self.docks.keys() - names.split(",") if put_back else ():
            self.docks[name].hide()
        self._on_visibility()
        return put_back

    def _clear(self) -> None:
        """Another layout comes: no pane stays where it was.

        Qt forgets to hide tab bars of the layout before, which would stand across the panes, and leaves panes that a
        remembered layout does not name where they are.
        """
        old = self._bars()
        for dock in self.docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for wait in _SETTLED_MS:
            QTimer.singleShot(wait, self, lambda: self._put_away(old))

    def _put_away(self, old: Sequence[QTabBar]) -> None:
        """Of the tab bars there were, keep those that stand above a pane, one above each."""
        tops = {(dock.x(), dock.y()) for dock in self.docks.values() if dock.isVisible()}
        taken = {_foot(bar) for bar in self._bars() if bar not in old and bar.isVisible() and bar.count()}
        for bar in reversed(old):
            if isValid(bar):
                stands = bar.count() > 0 and _foot(bar) in tops - taken
                taken |= {_foot(bar)} if stands else set()
                bar.setVisible(stands)

    def _bars(self) -> list[QTabBar]:
        return self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _on_visibility(self) -> None:
        for dock in self.docks.values():
            dock.show_title(shown=not self.tabifiedDockWidgets(dock) or dock.isFloating())
        for bar in self._bars():
            bar.setExpanding(False)
        self.shown_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._arranged_for.isValid() and not self.isVisible():
            self._size(perspective_for(self._perspective, self._tall()))


def _foot(bar: QTabBar) -> tuple[int, int]:
    """Where the pane of a tab bar begins."""
    return bar.x(), bar.geometry().bottom() + 1
