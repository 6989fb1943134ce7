# SPDX-License-Identifier: Apache-2.0
"""How soon the window is usable on a profile with 100,000 posts, and how long an import of 10,000 stalls it.

    python -m tests.benchmarks.bench_window [--posts 100000] [--import 10000] [--runs 3]

"Usable": from starting the process to the first paint of the feed with posts in it. "Stall": the longest time
between two turns of the event loop while `fenghuo import` runs as a child process. Offscreen without a display.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.__main__ import House
from app.clock import SystemClock
from app.posts.post import Post, mood_of
from app.profile import Profile
from app.room.incidents import DeclareIncident
from app.room.service import Founder, Session
from app.room.words import Department, Role, Severity
from app.settings import FileSettings
from app.texts import Texts
from ui import application
from ui.appearance import Appearance
from ui.entrance import Entrance
from ui.workplace import Workplace

_PASSPHRASE = "bench passphrase"
_TEXTS = (
    "求问退款渠道，客服电话打了四十分钟没人接", "官方声明说“已下架”，我家楼下超市还在卖", "支持彻查，但别一棍子打死",
    "Expired ingredients at a top snack brand? Here is what we know", "配料表过期视频原主再发长文，称收到私信威胁",
)  # fmt: skip


def prepare(folder: Path, posts: int, rows: int) -> Path:
    """A profile with an incident and many posts; returns a CSV file to import later."""
    house = House(Profile(folder), Texts("zh-Hans"), SystemClock())
    founder = Founder("林越", Department.EXECUTIVE, tuple(Role), _PASSPHRASE)
    opened = house.create("基准战情室", "Asia/Shanghai", founder, _PASSPHRASE)
    person = next(iter(opened.room.state.people))
    opened.room.act(DeclareIncident(title="基准事件", severity=Severity.II), Session(person, None))
    opened.posts.close()
    opened.room.close()
    chance, now = random.Random(7), datetime.now(UTC)
    with house.post_writer() as store:
        for start in range(0, posts, 1000):
            batch = []
            for number in range(start, min(posts, start + 1000)):
                at, score = now - timedelta(seconds=number * 4), chance.uniform(-1, 1)
                batch.append(
                    Post(
                        source="微博", posted_at=at, arrived_at=now, text=f"{chance.choice(_TEXTS)} {number}",
                        author=f"用户{number % 997}", source_id=str(number), sentiment=score, mood=mood_of(score),
                    )
                )  # fmt: skip
            store.add(batch)
    return _write_csv(folder.parent / "more.csv", rows, now)


def _write_csv(path: Path, rows: int, now: datetime) -> Path:
    chance = random.Random(8)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "time", "author"])
        for number in range(rows):
            at = (now - timedelta(seconds=number)).isoformat(timespec="seconds")
            writer.writerow([f"m{number}", f"{chance.choice(_TEXTS)} 新{number}", at, f"作者{number % 89}"])
    return path


class Measure(QObject):
    """One run: the window opens, the first useful paint is timed, then an import and the stalls it causes."""

    def __init__(self, begun: float, more: Path) -> None:
        super().__init__()
        self.found: dict[str, float] = {}
        self._begun, self._more, self._last = begun, more, 0.0
        self._place: Workplace | None = None
        self._beat, self._done = QTimer(self), QTimer(self)
        self._beat.setInterval(0)
        self._beat.timeout.connect(self._tick)
        self._done.setInterval(50)
        self._done.timeout.connect(self._look)

    def entered(self, place: Workplace) -> None:
        """The profile is open and its window made."""
        self._place = place
        place.panes.feed.list.viewport().installEventFilter(self)

    def _start_import(self) -> None:
        assert self._place is not None
        self._close_dialogs()
        self.found["import_s"] = -time.monotonic()
        self._beat.start()
        self._place.errands.import_files([self._more])
        self._done.start()

    def _tick(self) -> None:
        now = time.monotonic()
        if self._last:
            self.found["stall"] = max(self.found.get("stall", 0.0), now - self._last)
        self._last = now

    def _look(self) -> None:
        assert self._place is not None
        if not self._place.errands.busy:
            self.found["import_s"] += time.monotonic()
            self._done.stop()
            QTimer.singleShot(1500, self._finish)

    def _finish(self) -> None:
        assert self._place is not None
        self._beat.stop()
        self.found["posts"] = self._place.desk.posts.count()
        self._close_dialogs()
        self._place.window.close()

    def _close_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notes the first paint of the list with posts in it."""
        if self._place is None or event.type() is not QEvent.Type.Paint:
            return False
        if self._place.panes.feed.model.rowCount() and "usable" not in self.found:
            self.found["usable"] = time.time() - self._begun
            QTimer.singleShot(1500, self._start_import)
        return False


def measure(folder: Path, more: Path) -> None:
    """In a process of its own; prints JSON."""
    texts = Texts("zh-Hans")
    house = House(Profile(folder), texts, SystemClock())
    settings = FileSettings(folder / "settings.toml")
    qt = application._application()
    appearance = Appearance(qt, "dark", "zh-Hans")
    entrance = Entrance(house, settings, texts, clock=SystemClock(), appearance=appearance)
    run = Measure(float(os.environ["BENCH_BEGUN"]), more)
    entrance.entered.connect(run.entered)
    entrance.left.connect(qt.quit)
    qt.setQuitOnLastWindowClosed(False)
    entrance.start()
    qt.exec()
    entrance.close()
    print(json.dumps(run.found))


def main() -> None:
    """Prepare, then measure in fresh processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--import", dest="rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--measure", nargs=2, type=Path)
    args = parser.parse_args()
    if args.measure:
        measure(*args.measure)
        return
    env = dict(os.environ, FENGHUO_PASSPHRASE=_PASSPHRASE)
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & env.keys():
        env["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.update(env)
    with tempfile.TemporaryDirectory() as folder:
        more = prepare(Path(folder) / "profile", args.posts, args.rows)
        for run in range(args.runs):
            env["BENCH_BEGUN"] = str(time.time())
            command = [sys.executable, "-m", "tests.benchmarks.bench_window", "--measure"]
            done = subprocess.run(
                [*command, str(Path(folder) / "profile"), str(more)], env=env, stdout=subprocess.PIPE, check=True
            )  # fmt: skip
            found = json.loads(done.stdout.splitlines()[-1])
            print(
                f"run {run + 1}: usable after {found['usable']:.2f} s (aim 1.5), longest stall"
                f" {found.get('stall', 0) * 1000:.0f} ms (aim 100), import {found.get('import_s', 0):.1f} s,"
                f" {found['posts']:.0f} posts"
            )  # fmt: skip


if __name__ == "__main__":
    main()
