# SPDX-License-Identifier: Apache-2.0
"""Single keys that act on the chosen row of a list, and keys of a pane, without a fight over shortcuts.

Used by the panes. The trap: a QShortcut here would be ambiguous with the window's own of the same keys and then
neither runs; a key claimed at `ShortcutOverride` goes to the widget that has the focus.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_IGNORED = Qt.KeyboardModifier.KeypadModifier


class Keys(QObject):
    """Runs an action for a key pressed in `widget` or, unless it used the key itself, in a child of it."""

    def __init__(self, widget: QWidget, actions: Mapping[QKeyCombination, Callable[[], None]]) -> None:
        super().__init__(widget)
        self._actions = {combination.toCombined(): action for combination, action in actions.items()}
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not isinstance(event, QKeyEvent) or event.type() not in kinds:
            return False
        modifiers = event.modifiers() & ~_IGNORED
        action = self._actions.get(QKeyCombination(modifiers, Qt.Key(event.key())).toCombined())
        if action is None:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            action()
        return True


def key(code: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> QKeyCombination:
    """A key, with Ctrl (⌘ on a Mac) or Shift."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    return QKeyCombination(modifiers, code)
