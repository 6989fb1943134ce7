# SPDX-License-Identifier: Apache-2.0
"""Panes shown on their own, and an incident to show them for. Trap: `incident` acts before the pane is made."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.doubles import Cast
from tests.ui.panes.showing import P, Show
from ui.desk import Desk


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Show:
    """Makes a pane of the desk, in a window of its own that has the keyboard."""

    def shown(kind: type[P]) -> P:
        pane = kind(desk)
        qtbot.addWidget(pane)
        pane.resize(720, 640)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        return pane

    return shown


@pytest.fixture
def incident(cast: Cast) -> str:
    """A declared incident with all four duties held."""
    found = cast.declare()
    cast.convene(found)
    return found
