# SPDX-License-Identifier: Apache-2.0
"""A window at work on a room in memory. Trap: ask for `qapp` first, it makes the application pytest-qt keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.texts import Texts
from tests.ui.doubles import Cast
from tests.ui.shell.doubles import PlainSettings, Script, house_of
from ui.appearance import Appearance
from ui.workplace import Workplace


@pytest.fixture
def settings() -> PlainSettings:
    """Chinese, dark, no layout yet."""
    return PlainSettings()


@pytest.fixture
def script() -> Script:
    """What a child process does, unless a test says otherwise: nothing."""
    return Script()


@pytest.fixture
def appearance(qapp: QApplication, settings: PlainSettings) -> Iterator[Appearance]:
    """The program's looks, taken back after the test."""
    made = Appearance(qapp, settings.theme, settings.language)
    yield made
    made.set_language("en")
    qapp.setStyleSheet("")


@pytest.fixture
def workplace(
    qtbot: QtBot, cast: Cast, settings: PlainSettings, script: Script, appearance: Appearance, tmp_path: Path
) -> Iterator[Workplace]:
    """林越 sits at the window; nothing has happened in the room."""
    house = house_of(cast, tmp_path, child=script)
    made = Workplace(house, settings, Texts(settings.language), clock=cast.clock, appearance=appearance)
    made.open(cast.id("林越"))
    made.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: made.window.foot.knows_posts)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else it is dressed anew by `appearance`


def dialog(name: str) -> QDialog | None:
    """The open dialog with this object name."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == name]
    return next((one for one in shown if one.isVisible()), None)


def the_dialog(qtbot: QtBot, name: str) -> QDialog:
    """The same, waited for."""
    qtbot.waitUntil(lambda: dialog(name) is not None)
    found = dialog(name)
    assert found is not None
    return found


def type_in(widget: QWidget, words: str) -> None:
    """Type as an input method does: Chinese has no keys of its own."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)
