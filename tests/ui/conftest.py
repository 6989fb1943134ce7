# SPDX-License-Identifier: Apache-2.0
"""A desk on stores in memory, closed again after every test. Trap: ask for `qtbot` too, it makes the application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.texts import Texts
from tests.ui.doubles import Cast, house_of
from ui.desk import Desk


@pytest.fixture
def cast(tmp_path: Path) -> Cast:
    """A founded room of five people, no incident yet."""
    return Cast(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, cast: Cast, tmp_path: Path) -> Iterator[Desk]:
    """The desk of that room, in simplified Chinese; 林越 sits at it."""
    del qtbot
    desk = Desk(house_of(cast, tmp_path), cast.settings, cast.clock, Texts("zh-Hans"))
    desk.sign_in(cast.session("林越"))
    yield desk
    desk.close()
