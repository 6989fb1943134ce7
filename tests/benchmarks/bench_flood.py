# SPDX-License-Identifier: Apache-2.0
"""A flood with the window open: is a post lost, does the window stall, does the collector grow?

    python -m tests.benchmarks.bench_flood [--seconds 600] [--rate 1000] [--at-once 100]

A new profile with a room and one webhook; the window as the program opens it (monitor's perspective, 1920 × 1080),
which starts the collector itself; a producer that posts `rate` posts a second in lists of `at-once` over four kept
connections and sends again what was not acknowledged. For the middle third of the time somebody reads further down in
the feed, for the last third a post they chose at its top: the row they read must not move. A stall is how late a
timer of 5 ms is, the first 5 s left out; how long the window's thread waited for a free processor meanwhile is told
beside it. Linux only. Exit code 1 if a post was lost or a row moved.
"""

import argparse
import gc
import json
import os
import secrets
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Thread, get_ident
from threading import enumerate as enumerate_threads
from traceback import extract_stack
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.__main__ import House
from app.clock import SystemClock
from app.posts.question import Question
from app.posts.sources.source import Source
from app.posts.watches.watch import Watch as Topic
from app.profile import Profile
from app.room.service import Founder, Session
from app.room.words import Department, Role
from app.settings import FileSettings
from app.texts import Texts
from tests.benchmarks.flood_producer import name_of
from tests.isolation import CHECKOUT
from ui import application
from ui.appearance import Appearance
from ui.collector import CollectorState, Condition
from ui.entrance import Entrance
from ui.workplace import Workplace

_PASSPHRASE: Final = "bench passphrase"
_BEAT_MS: Final = 5
_WARM_UP: Final = 5.0
_LATE: Final = 0.03
_WORST: Final = 8
_KEYWORDS: Final = 5_000
_OURS: Final = ("<frozen", Path(__file__).name)


# ------------------------------------------------------------------------------------------------ the window


@dataclass(slots=True)
class Stall:
    """One late beat. Times in ms: `late` in all, of which `worked` computing, `queued` for a processor, `gc`.

    `behind` is how long the threads that read beside it waited for a processor: meanwhile one may hold Python's lock.
    """

    late: float
    at: float
    worked: float
    queued: float
    gc: float
    behind: float
    doing: str = ""


@dataclass(slots=True)
class Found:
    """What one run of the window tells; `late` holds every beat's lateness in ms."""

    late: list[float] = field(default_factory=list)
    worst: list[Stall] = field(default_factory=list)
    refreshes: int = 0
    began: float = 0.0
    seconds: float = 0.0
    own: list[float] = field(default_factory=list)
    moved: int = 0
    rows_watched: int = 0


def _thread_times() -> tuple[float, float, float]:
    """Seconds this thread has computed, has waited for a processor, and the reading threads have waited for one."""
    readers = [thread.native_id for thread in enumerate_threads() if thread.name.startswith("reader")]
    (ran, waited), *others = (_times_of(name) for name in ("thread-self", *(f"self/task/{one}" for one in readers)))
    return ran, waited, sum(behind for _, behind in others)


def _times_of(thread: str) -> tuple[float, float]:
    with open(f"/proc/{thread}/schedstat", encoding="ascii") as file:  # noqa: PTH123 - two hundred times a second
        ran, waited, _ = file.read().split()
    return int(ran) / 1e9, int(waited) / 1e9


class Witness(Thread):
    """Looks at what the window's thread is doing whenever its beat is late."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._watched = get_ident()
        self.beat = time.monotonic()
        self.seen: tuple[float, str] = (0.0, "")

    def run(self) -> None:
        """For ever."""
        while True:
            time.sleep(_LATE / 2)
            beat = self.beat
            if time.monotonic() - beat > _LATE and self.seen[0] != beat:
                frame = sys._current_frames().get(self._watched)
                stack = extract_stack(frame)[-12:] if frame is not None else []
                names = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in stack]
                self.seen = (
                    beat,
                    " > ".join(name for name in names if "exec" not in name and not name.startswith(_OURS)),
                )


class Watch(QObject):
    """Sits in the window: beats, counts, reads a row further down, and closes it when told."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.found = Found()
        self._person, self._witness = person, Witness()
        self._place: Workplace | None = None
        self._began = self._last = self._gc = self._gc_began = 0.0
        self._times = (0.0, 0.0, 0.0)
        self._reading: tuple[int, int, bool] | None = None
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._tick)
        self._words = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._words.activated.connect(self._told)

    def entered(self, place: Workplace) -> None:
        """The profile is open and its window made."""
        self._place = place
        place.window.shown_first.connect(lambda: QTimer.singleShot(500, self._sit_down))
        place.collector.changed.connect(self._collector_changed)
        place.panes.feed.model.reset_done.connect(self._refreshed)
        place.panes.feed.model.arrived.connect(self._refreshed)

    def _sit_down(self) -> None:
        assert self._place is not None
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        self._place.window.resize(1920, 1080)
        self._place.desk.sign_in(Session(self._person, None))

    def _collector_changed(self, condition: Condition) -> None:
        if condition.state is CollectorState.RUNNING and not self._witness.is_alive():
            self._witness.start()
            say({"ready": True})

    def _told(self) -> None:
        word = sys.stdin.readline().strip()
        assert self._place is not None
        match word:
            case "begin":
                QTimer.singleShot(int(_WARM_UP * 1000), self, self._begin)
            case "read":
                self._read_further_down()
            case "choose":
                self._reading = None
                self._place.panes.feed.rows.show_newest()
                QTimer.singleShot(1000, self, self._choose)
            case _:
                self._end()

    def _begin(self) -> None:
        gc.callbacks.append(self._collecting)
        self.found.began = self._began = self._last = time.monotonic()
        self._times = _thread_times()
        self._beat.start()

    def _tick(self) -> None:
        now, times = time.monotonic(), _thread_times()
        late = (now - self._last) * 1000 - _BEAT_MS
        worked, queued, behind = ((after - before) * 1000 for before, after in zip(self._times, times, strict=True))
        self.found.late.append(round(max(0.0, late), 2))
        self.found.own.append(round(max(0.0, late - queued), 2))
        if late > _LATE * 1000:
            if self._gc_began:  # another thread's, which has had no time yet to say that it is over
                self._gc += now - self._gc_began
            doing = self._witness.seen[1] if self._witness.seen[0] == self._last else ""
            self.found.worst.append(Stall(late, now, worked, queued, self._gc * 1000, behind, doing))
        self._gc = 0.0
        self._last = self._witness.beat = time.monotonic()
        self._times = times
        if self._reading is not None:
            self.found.rows_watched += 1
            self.found.moved += self._row_being_read() != self._reading

    def _collecting(self, phase: str, _about: dict[str, int]) -> None:
        now = time.monotonic()
        self._gc += now - self._gc_began if phase == "stop" else 0.0
        self._gc_began = now if phase == "start" else 0.0

    def _read_further_down(self) -> None:
        assert self._place is not None
        bar = self._place.panes.feed.list.verticalScrollBar()
        bar.setValue(60 * self._place.panes.feed.list.rowHeight(0) + 7)
        self._reading = self._row_being_read()

    def _choose(self) -> None:
        """At the top, a post is chosen and read in full below."""
        assert self._place is not None
        view = self._place.panes.feed.list
        view.setCurrentIndex(view.model().index(3, 0))
        QTimer.singleShot(200, self, lambda: setattr(self, "_reading", self._row_being_read()))

    def _row_being_read(self) -> tuple[int, int, bool]:
        """The post in the middle of the pane, the pixel its row begins at, and whether a post is shown in full."""
        assert self._place is not None
        feed = self._place.panes.feed
        middle = feed.list.viewport().mapFrom(feed, QPoint(20, 400))
        row = feed.list.rowAt(middle.y())
        post = feed.model.row_at(row)
        top = feed.list.viewport().mapTo(feed, QPoint(0, feed.list.rowViewportPosition(row))).y()
        return post.id if post else -1, top, feed.detail.isVisible()

    def _refreshed(self) -> None:
        self.found.refreshes += bool(self._began)

    def _end(self) -> None:
        assert self._place is not None
        self._beat.stop()
        self.found.seconds = time.monotonic() - self._began
        self._words.setEnabled(False)
        self._place.window.close()


def say(what: object) -> None:
    """One JSON line on standard output."""
    print(json.dumps(what), flush=True)


def show(folder: Path, person: str) -> None:
    """The window, in a process of its own."""
    texts = Texts("zh-Hans")
    house = House(Profile(folder), texts, SystemClock())
    settings = FileSettings(folder / "settings.toml")
    settings.language = "zh-Hans"
    settings.window["perspective"] = "monitor"
    qt = application._application()
    appearance = Appearance(qt, "dark", "zh-Hans")
    entrance = Entrance(house, settings, texts, clock=SystemClock(), appearance=appearance)
    watch = Watch(person)
    entrance.entered.connect(watch.entered)
    entrance.entered.connect(application.keep_prompt)
    entrance.left.connect(qt.quit)
    qt.setQuitOnLastWindowClosed(False)
    entrance.start()
    qt.exec()
    entrance.close()
    watch.found.worst = sorted(watch.found.worst, key=lambda stall: -stall.late)[:_WORST]
    say({"found": asdict(watch.found)})


# ------------------------------------------------------------------------------------------------ around both


@dataclass(slots=True)
class Family:
    """The processes at work, by role, and what they cost; `memory` in MB every so often."""

    window: int
    others: dict[str, int] = field(default_factory=dict)
    memory: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    def look(self, since: float) -> None:
        """Read memory and processor time of everyone."""
        self._find()
        for role, process in {"window": self.window, **self.others}.items():
            try:
                status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
                times = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            resident = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0").split()[1]
            self.memory.setdefault(role, []).append((time.monotonic() - since, int(resident) / 1024))
            self.cpu[role] = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def _find(self) -> None:
        collector = next((one for one in children(self.window) if "watch" in words_of(one)), None)
        if collector is not None:
            if self.others.get("collector", collector) != collector:
                raise SystemExit("the collector died and was started again")
            self.others["collector"] = collector
            for reader in children(collector):
                self.others["reader"] = reader


class Idle(Thread):
    """Sleeps for 5 ms and notes how much longer it was, in ms: what this machine does to anybody."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.late: list[float] = []
        self._at: list[float] = []
        self.done = False

    def run(self) -> None:
        """Until done."""
        while not self.done:
            before = time.monotonic()
            time.sleep(_BEAT_MS / 1000)
            self._at.append(time.monotonic())
            self.late.append((self._at[-1] - before) * 1000 - _BEAT_MS)

    def near(self, at: float) -> float:
        """The longest within half a second of a moment."""
        return max((late for late, when in zip(self.late, self._at, strict=True) if abs(when - at) < 0.5), default=0)


def children(process: int) -> Iterator[int]:
    """The processes that one has started."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        yield from map(int, task.read_text("ascii").split())


def words_of(process: int) -> list[str]:
    """Its command line."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return []


def prepare(folder: Path, port: int, token: str) -> str:
    """A profile with a room and a webhook; the founder's id."""
    house = House(Profile(folder), Texts("zh-Hans"), SystemClock())
    founder = Founder("林越", Department.EXECUTIVE, tuple(Role), _PASSPHRASE)
    opened = house.create("洪峰战情室", "Asia/Shanghai", founder, _PASSPHRASE)
    person = next(iter(opened.room.state.people))
    opened.sources.add(Source(name="监测服务", kind="webhook", settings={"port": str(port), "token": token}))
    lines = [*(f"关键词{number} | 同音" for number in range(_KEYWORDS)), "退款"]
    opened.watches.put(Topic(name="洪峰", rules="\n".join(lines)))
    opened.posts.close()
    opened.seen.close()
    opened.room.close()
    return person


def lost(folder: Path, lists: list[int], at_once: int) -> tuple[int, int]:
    """How many acknowledged posts are not in posts.db, and how many posts are."""
    missing = {name_of(number, place) for number in lists for place in range(at_once)}
    with House(Profile(folder), Texts("zh-Hans"), SystemClock()).post_reader() as posts:
        assert posts is not None
        ids = posts.find(Question())
        for start in range(0, len(ids), 5_000):
            missing.difference_update(post.source_id for post in posts.get(ids[start : start + 5_000]))
    return len(missing), len(ids)


class Run:
    """One run of window and producer."""

    def __init__(self, folder: Path, args: argparse.Namespace) -> None:
        self._args, self._folder = args, folder
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        token = secrets.token_urlsafe(24)
        person = prepare(folder, port, token)
        self._window = self._started("bench_flood", "--window", str(folder), person)
        posted = (str(port), str(args.rate), str(args.at_once), str(args.seconds))
        self._posted, self._token = posted, token
        self.family = Family(self._window.pid)
        self.posted: dict[str, Any] = {}
        self.idle = Idle()
        self._began = 0.0

    def _started(self, module: str, *words: str, **more: str) -> "subprocess.Popen[str]":
        command, pipe = [sys.executable, "-m", f"tests.benchmarks.{module}", *words], subprocess.PIPE
        env = {**os.environ, **more}
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=env, cwd=CHECKOUT)

    def go(self) -> dict[str, Any]:
        """Starts the flood when the collector runs; what the window found."""
        assert self._window.stdout is not None
        if "ready" not in self._window.stdout.readline():
            raise SystemExit("the window did not come up")
        time.sleep(1.0)
        producer = self._started("flood_producer", *self._posted, BENCH_TOKEN=self._token)
        self._tell("begin")
        self.idle.start()
        self._attend(producer)
        self.idle.done = True
        assert producer.stdout is not None
        self.posted = json.loads(producer.stdout.read())
        producer.wait()
        time.sleep(2.0)
        self.family.look(self._began)
        self._tell("end")
        found: dict[str, Any] = json.loads(self._window.stdout.read().splitlines()[-1])["found"]
        self._window.wait()
        return found

    def _attend(self, producer: "subprocess.Popen[str]") -> None:
        """Looks at everyone until the producer is done; has the person read further down for the middle third."""
        began = self._began = time.monotonic()
        seconds, looks = float(self._args.seconds), 30.0 if self._args.seconds >= 300 else 5.0
        due = [(seconds / 3, "read"), (seconds * 2 / 3, "choose")]
        self.family.others["producer"] = producer.pid
        next_look = looks
        assert producer.stdout is not None
        while not select.select([producer.stdout], [], [], 0.1)[0]:
            past = time.monotonic() - began
            if due and past >= due[0][0]:
                self._tell(due.pop(0)[1])
            if past >= next_look:
                self.family.look(began)
                next_look += looks

    def _tell(self, word: str) -> None:
        assert self._window.stdin is not None
        self._window.stdin.write(word + "\n")
        self._window.stdin.flush()


def table(found: dict[str, Any], run: Run, missing: int, stored: int, at_once: int) -> None:
    """What was measured."""
    late, posted = sorted(found["late"]), run.posted
    own = sorted(found["own"])
    p50, p99 = late[len(late) // 2], late[len(late) * 99 // 100]
    acknowledged, seconds = len(posted["acknowledged"]) * at_once, posted["seconds"]
    print(f"posts        acknowledged {acknowledged:,} in {seconds:.0f} s = {acknowledged / seconds:,.0f}/s;"
          f" in posts.db {stored:,}; lost {missing}; sent again {posted['again']}")  # fmt: skip
    print(f"answers      p50 {posted['answer_p50'] * 1000:.0f} ms, p99 {posted['answer_p99'] * 1000:.0f} ms,"
          f" max {posted['answer_max'] * 1000:.0f} ms")  # fmt: skip
    print(f"stalls       p50 {p50:.1f} ms, p99 {p99:.1f} ms (aim 50), max {late[-1]:.1f} ms (aim 100);"
          f" {len(late):,} beats, over 50 ms: {sum(one > 50 for one in late)}")  # fmt: skip
    print(f"of these     without the time spent waiting for a processor: p99 {own[len(own) * 99 // 100]:.1f} ms,"
          f" max {own[-1]:.1f} ms, over 50 ms: {sum(one > 50 for one in own)}")  # fmt: skip
    print(f"feed         {found['refreshes'] / found['seconds']:.2f} refreshes a second; the row being read was"
          f" elsewhere in {found['moved']} of {found['rows_watched']:,} beats")  # fmt: skip
    for role, rows in run.family.memory.items():
        minute = min(60.0, rows[-1][0] / 4)
        first, third, last = (
            statistics.fmean(mb for at, mb in rows if begin <= at <= begin + minute)
            for begin in (rows[0][0], 2 * minute, rows[-1][0] - minute)
        )
        print(f"{role:<12} cpu {run.family.cpu[role]:.1f} s; MB {first:.0f}, {third:.0f}, {last:.0f}:"
              f" {' '.join(f'{mb:.0f}' for _, mb in rows)}")  # fmt: skip
    print("             MB: first, third, last minute (or quarter of it): each; the store first fills a page cache of"
          " 64 MB")  # fmt: skip
    idle = sorted(run.idle.late)
    print(f"idle         a process with nothing to do was late by p99 {idle[len(idle) * 99 // 100]:.1f} ms,"
          f" max {idle[-1]:.1f} ms meanwhile")  # fmt: skip
    print("longest stalls, ms: late = computing + waiting for a processor (readers' waiting, garbage; the idle one)")
    for one in found["worst"]:
        print(f"  {one['late']:.0f} = {one['worked']:.0f} + {one['queued']:.0f}"
              f" ({one['behind']:.0f}, {one['gc']:.0f}; {run.idle.near(one['at']):.0f})"
              f" at {one['at'] - found['began']:.1f} s: {one['doing']}")  # fmt: skip


def main() -> None:
    """Prepare, flood, compare; also the window's own life."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=100)
    parser.add_argument("--window", nargs=2)
    args = parser.parse_args()
    if args.window:
        show(Path(args.window[0]), args.window[1])
        return
    os.environ["FENGHUO_PASSPHRASE"] = _PASSPHRASE
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as name:
        run = Run(Path(name) / "room", args)
        found = run.go()
        missing, stored = lost(Path(name) / "room", run.posted["acknowledged"], args.at_once)
    table(found, run, missing, stored, args.at_once)
    raise SystemExit(1 if missing or found["moved"] else 0)


if __name__ == "__main__":
    main()
