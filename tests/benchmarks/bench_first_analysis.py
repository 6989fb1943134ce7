# SPDX-License-Identifier: Apache-2.0
"""How long somebody at the window waits for the first analysis, and how long it stops the window meanwhile.

    python -m tests.benchmarks.bench_first_analysis [--posts 40000] [--runs 2]
    python -m tests.benchmarks.bench_first_analysis --profile DIR   (a copy; its passphrase in the environment)

"Stops": the longest time between two turns of the event loop, from the moment the tab is pressed until a second after
the terms and their picture are there, then the same while the four parts are shown. Offscreen without a display; the
collector does not run. The trap: on a busy machine another process's turn looks like ours, so look at `uptime` first.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.__main__ import House
from app.clock import SystemClock
from app.profile import Profile
from app.room.service import Founder, Session
from app.room.words import Department, Role
from app.settings import FileSettings
from app.texts import Texts
from tests.benchmarks.bench_analysis import posts_of, texts
from ui import application
from ui.appearance import Appearance
from ui.entrance import Entrance
from ui.widgets.analysis_parts import PARTS
from ui.workplace import Workplace

_PASSPHRASE = "bench passphrase"
_SECRET = "FENGHUO_PASSPHRASE"
_SETTLED_MS, _SHOWN_MS, _PART_MS, _BEAT_MS = 4_000, 1_000, 700, 2


def prepare(folder: Path, posts: int) -> None:
    """A profile with so many posts."""
    house = House(Profile(folder), Texts("zh-Hans"), SystemClock())
    opened = house.create(
        "基准战情室", "Asia/Shanghai", Founder("林越", Department.EXECUTIVE, tuple(Role), _PASSPHRASE), _PASSPHRASE
    )
    opened.posts.close()
    opened.room.close()
    poured = list(posts_of(texts(), posts))
    with house.post_writer() as store:
        for start in range(0, posts, 1_000):
            store.add(poured[start : start + 1_000])


class Measure(QObject):
    """One run."""

    def __init__(self) -> None:
        super().__init__()
        self._place: Workplace | None = None
        self._last = self._longest = self._asked = 0.0
        self._parts = list(PARTS)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._turn)

    def entered(self, place: Workplace) -> None:
        """The window is made."""
        self._place = place
        place.collector.start = lambda: None  # type: ignore[method-assign]
        application.keep_prompt(place)
        QTimer.singleShot(_SETTLED_MS, self._ask)

    def _ask(self) -> None:
        assert self._place is not None
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        self._place.desk.sign_in(Session(next(iter(self._place.desk.room.state.people)), None))
        pane = self._place.panes.analysis
        pane.ranges.choose("all")
        pane.reading.came.connect(self._came)
        self._beat.start()
        self._last = self._asked = time.perf_counter()
        self._place.window.docks.reveal("analysis")

    def _turn(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now

    def _came(self) -> None:
        waited = time.perf_counter() - self._asked
        QTimer.singleShot(_SHOWN_MS, self, lambda: self._say(f"first analysis after {waited:.1f} s"))

    def _say(self, what: str) -> None:
        assert self._place is not None
        print(f"{what}: longest turn {1000 * self._longest:.0f} ms (aim 100)", flush=True)
        self._longest = 0.0
        if not self._parts:
            self._place.window.close()
            return
        part = self._parts.pop(0)
        self._last = time.perf_counter()
        self._place.panes.analysis.go_to(part)
        QTimer.singleShot(_PART_MS, self, lambda: self._say(f"    {part}"))


def _stop(error: Exception) -> None:
    print(f"failed: {error!r}")
    QApplication.quit()


def measure(folder: Path) -> None:
    """In a process of its own."""
    words = Texts("zh-Hans")
    qt = application._application()
    entrance = Entrance(
        House(Profile(folder), words, SystemClock()), FileSettings(folder / "none.toml"), words, clock=SystemClock(),
        appearance=Appearance(qt, "dark", "zh-Hans"),
    )  # fmt: skip
    run = Measure()
    entrance.entered.connect(run.entered)
    entrance.left.connect(qt.quit)
    entrance.failed.connect(_stop)
    qt.setQuitOnLastWindowClosed(False)
    entrance.start()
    qt.exec()
    entrance.close()


def main() -> None:
    """Prepare, then measure in fresh processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=40_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--measure", type=Path)
    args = parser.parse_args()
    if args.measure:
        measure(args.measure)
        return
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        if args.profile is None:
            os.environ[_SECRET] = _PASSPHRASE
            prepare(Path(folder) / "profile", args.posts)
        profile = args.profile or Path(folder) / "profile"
        for _ in range(args.runs):
            command = [sys.executable, "-m", "tests.benchmarks.bench_first_analysis", "--measure", str(profile)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
