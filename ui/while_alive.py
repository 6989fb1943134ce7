# SPDX-License-Identifier: Apache-2.0
"""Answers that come after somebody has closed what asked for them are dropped, not delivered to a dead widget.

Used wherever a pane, model or dialog hands a callback to the desk. The trap: Python keeps an object whose Qt half is
gone; only shiboken knows.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

_T = TypeVar("_T")


def while_alive(owner: QObject, done: Callable[[_T], None]) -> Callable[[_T], None]:
    """`done`, for as long as `owner` lives."""

    def called(value: _T) -> None:
        if isValid(owner):
            done(value)

    return called
