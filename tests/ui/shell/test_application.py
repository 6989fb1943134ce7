# SPDX-License-Identifier: Apache-2.0
"""The program from start to exit code, and the picture it paints where there is no display."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import EnvironmentFault
from app.texts import Texts
from tests.ui.doubles import Cast
from tests.ui.shell.crisis import live_through
from tests.ui.shell.doubles import MemoryDoor, PlainSettings, house_of
from ui import application
from ui.main_window import MainWindow
from ui.tokens import tokens


def _window() -> MainWindow | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)


def test_the_program_runs_until_its_window_is_closed(qtbot: QtBot, settings: PlainSettings, tmp_path: Path) -> None:
    del qtbot
    door = MemoryDoor(tmp_path, new=False)
    seen: list[str] = []
    watch = QTimer()

    def look() -> None:
        window = _window()
        if window is not None:
            seen.append(window.windowTitle())
            watch.stop()
            for other in QApplication.topLevelWidgets():
                if other.objectName() == "signInDialog":
                    other.close()
            window.close()

    watch.timeout.connect(look)
    watch.start(20)
    assert application.run(door, settings, Texts("zh-Hans"), clock=door.clock) == 0
    assert seen == ["华东战情室 · 烽火"]
    assert settings.window["perspective"] == "commander"


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_picture_shows_the_whole_window(
    qtbot: QtBot, cast: Cast, settings: PlainSettings, tmp_path: Path, theme: str
) -> None:
    del qtbot
    live_through(cast)
    out = tmp_path / "window.png"
    house = house_of(cast, tmp_path, demo=True)
    made = application.picture(house, settings, Texts("zh-Hans"), out, theme=theme, clock=cast.clock)
    image = QImage(str(made))
    assert (image.width(), image.height()) == (1920, 1080)
    colours = tokens(theme)
    shades = {image.pixelColor(x, y).name() for x in range(0, 1920, 16) for y in range(0, 1080, 9)}
    assert {colours.panel, colours.orange} <= shades
    assert len(shades) > 40
    assert _has_curve(image, colours.negative)


def _has_curve(image: QImage, colour: str) -> bool:
    """Whether the lower left quarter holds the filled curve."""
    hits = sum(
        image.pixelColor(x, y).name() == colour for x in range(60, 1500, 12) for y in range(820, 1040, 6)
    )  # fmt: skip
    return hits > 20


def test_a_picture_that_cannot_be_written_is_a_fault_of_the_machine(
    qtbot: QtBot, cast: Cast, settings: PlainSettings, tmp_path: Path
) -> None:
    del qtbot
    house = house_of(cast, tmp_path, demo=True)
    with pytest.raises(EnvironmentFault):
        application.picture(house, settings, Texts("zh-Hans"), tmp_path / "no" / "x.png", clock=cast.clock)
