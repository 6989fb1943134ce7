# SPDX-License-Identifier: Apache-2.0
"""Starts Qt and opens the window on a profile; or, without a display, paints the window into a picture.

Called by the composition root. Start-up: style and words → hooks for failures → the entrance decides (first run,
unlock, straight in) → the event loop. The only file that knows `QApplication.instance()`. The trap: nothing heavy is
imported here before the first paint; the chart's library comes with the first chart.
"""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import Clock, SystemClock
from app.doors import Door, OpenHouse, Settings
from app.errors import EnvironmentFault, Said
from app.texts import Texts
from ui.appearance import Appearance
from ui.entrance import Entrance
from ui.errors import Faults

if TYPE_CHECKING:
    from ui.workplace import Workplace

_PATIENCE_S: Final = 20.0
_IDLE_S: Final = 0.03
_IDLE_ROUNDS: Final = 60
_LOADED_MS: Final = 3_000
_TURN_S: Final = 0.000_5
_LITTLE_AND_OFTEN: Final = (700, 5, 1)


def run(door: Door, settings: Settings, texts: Texts, *, clock: Clock) -> int:
    """The program until its window is closed; returns the exit code."""
    application = _application()
    appearance = Appearance(application, settings.theme, settings.language)
    application.setApplicationDisplayName(texts("window-name"))
    faults = Faults(door.profile / "logs")
    if door.profile.is_dir():
        faults.install()
    entrance = Entrance(door, settings, texts, clock=clock, appearance=appearance)

    def entered(workplace: "Workplace") -> None:
        faults.reported.connect(workplace.say_fault)
        if faults.crashed_before:
            workplace.window.messages.say(workplace.desk.texts("window-crashed-before"), "warn")

    entrance.entered.connect(entered)
    entrance.entered.connect(keep_prompt)
    entrance.failed.connect(faults.report)
    entrance.left.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    entrance.start()
    code = application.exec()
    entrance.close()
    faults.uninstall()
    return code


def keep_prompt(workplace: "Workplace") -> None:
    """Takes the pauses of Python's own away from whoever sits at the window.

    A full look for garbage through everything the libraries brought takes 0.1 to 0.2 s; what is there once the window
    stands, and once the first curve does, stays until the program ends, so it is passed over. What is left is looked
    through little and often: each curve leaves thousands of objects, and a minute's worth at once is 0.1 s again. And
    a thread that reads or draws lets the window have its turn ten times as soon as usual: a repaint takes many turns.
    """
    sys.setswitchinterval(_TURN_S)
    gc.set_threshold(*_LITTLE_AND_OFTEN)
    QTimer.singleShot(_LOADED_MS, workplace, _pass_over_what_is_there)
    workplace.panes.sentiment.drawn_first.connect(_pass_over_what_is_there)


def _pass_over_what_is_there() -> None:
    gc.freeze()
    gc.collect()  # finds next to nothing; after it "a quarter more than last time" means little, too


def picture(
    house: OpenHouse,
    settings: Settings,
    texts: Texts,
    out: Path,
    *,
    size: tuple[int, int] = (1920, 1080),
    theme: str = "dark",
    clock: Clock | None = None,
) -> Path:
    """The main window on an open house, fully loaded, as a PNG file. Closes the house. For machines without display.

    Raises EnvironmentFault where the picture cannot be written.
    """
    from ui.workplace import Workplace

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = _application()
    appearance = Appearance(application, theme, texts.language)
    workplace = Workplace(house, settings, texts, clock=clock or SystemClock(), appearance=appearance)
    try:
        workplace.open()
        workplace.window.resize(*size)
        workplace.window.show_perspective("commander")
        workplace.window.reset_layout()
        _settle(application, lambda: _is_loaded(workplace))
        if not workplace.window.grab().save(str(out), "PNG"):
            raise EnvironmentFault(Said("window-cannot-write", {"path": str(out), "why": out.suffix}))
    finally:
        workplace.close()
        workplace.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return out


def _is_loaded(workplace: "Workplace") -> bool:
    """Whether somebody sits there, the posts have come and the curve is drawn."""
    empty = workplace.desk.posts.count() == 0
    posts_shown = empty or workplace.panes.feed.model.rowCount() > 0
    shown = posts_shown and workplace.window.foot.knows_posts and workplace.panes.sentiment.settled
    return workplace.desk.session is not None and shown


def _settle(application: QApplication, loaded: Callable[[], bool]) -> None:
    """Let events run until everything is loaded and nothing has had much to do for a while."""
    deadline = time.monotonic() + _PATIENCE_S
    idle = 0
    while time.monotonic() < deadline and idle < _IDLE_ROUNDS:
        begun = time.monotonic()
        application.processEvents()
        busy = time.monotonic() - begun > _IDLE_S
        idle = 0 if busy or not loaded() else idle + 1
        time.sleep(0.01)


def _application() -> QApplication:
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("fenghuo")
    application.setStyle("Fusion")
    return application
