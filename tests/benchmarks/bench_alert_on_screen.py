# SPDX-License-Identifier: Apache-2.0
"""From a post's arrival to the alert on screen, as one figure (must be 2 s), and what window and collector cost idle.

    python -m tests.benchmarks.bench_alert_on_screen [--bursts 20] [--watches 20] [--idle 20]

A new profile with a room, a webhook, `watches` watches with two days behind each, and a rule (red from 20 mentions in
an hour on); the window as the program opens it (monitor's perspective, 1366 × 768), which starts the real collector.
Each burst is one request of 25 posts about a watch nothing was said of before. Time runs from the moment before that
request is sent, and beside it from its answer (the posts are on disk), to the paint of the strip's chip and of the
feed's alert row that name the watch. Then the alert is dismissed, and after a pause by chance, so that nothing falls
in step with a timer, comes the next. Linux only. Exit code 1 where one took longer than 2 s. Without a display it is
drawn offscreen.
"""

import argparse
import http.client
import json
import os
import random
import secrets
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.__main__ import House
from app.clock import SystemClock
from app.posts.sources.source import Source
from app.posts.watches.watch import Watch as Topic
from app.posts.watches.watch import fingerprint
from app.profile import Profile
from app.room.alerts import DismissAlert
from app.room.service import Founder, Session
from app.room.words import Department, Role, WarningLevel
from app.settings import FileSettings
from app.texts import Texts
from app.warning.policy import Measure, Rule
from db.post_store import SqlPostStore
from tests.benchmarks.bench_beacon import lately, past
from tests.benchmarks.bench_flood import children, words_of
from ui import application
from ui.appearance import Appearance
from ui.collector import CollectorState, Condition
from ui.entrance import Entrance
from ui.workplace import Workplace

_PASSPHRASE: Final = "bench passphrase"
_MUST: Final = 2.0
_GIVEN_UP: Final = 20.0
_POSTS: Final = 25
_EACH: Final = 0.02
"""Posts a minute that every watch had in the last two days."""
_HAN: Final = [chr(0x4E00 + number * 7) for number in range(1_500)]


def topic(number: int) -> Topic:
    """A watch whose keyword stands in no other text."""
    return Topic(name=f"观察{number:04}", rules=f"甲乙{number:04}号")


def prepare(folder: Path, port: int, token: str, watches: int) -> str:
    """The profile; the founder's id."""
    house = House(Profile(folder), Texts("zh-Hans"), SystemClock())
    founder = Founder("林越", Department.EXECUTIVE, tuple(Role), _PASSPHRASE)
    opened = house.create("基准战情室", "Asia/Shanghai", founder, _PASSPHRASE)
    person = next(iter(opened.room.state.people))
    opened.sources.add(Source(name="监测服务", kind="webhook", settings={"port": str(port), "token": token}))
    kept = opened.watches.take_in([topic(number) for number in range(watches)])
    opened.policy.put(Rule(name="二十条", level=WarningLevel.RED, measure=Measure.MENTIONS, at_least=20, minutes=60))
    opened.posts.close()
    opened.seen.close()
    opened.room.close()
    with house.post_writer() as store:
        assert isinstance(store, SqlPostStore)
        past(store, {watch.name: fingerprint((watch,)) for watch in kept}, each=_EACH)
        lately(store, [watch.name for watch in kept], each=_EACH)
    return person


class Sender:
    """The other side of the webhook."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._headers = port, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._number = 0

    def send(self, number: int, told: "Burst") -> None:
        """25 posts about watch `number`, on a thread of its own; `told` gets the times."""
        posts = []
        for _ in range(_POSTS):
            self._number += 1
            words = "".join(random.choices(_HAN, k=60))
            posts.append(
                {
                    "id": f"bench-{self._number}", "text": f"甲乙{number:04}号：{words}", "source": "微博",
                    "author": f"用户{self._number}", "posted_at": datetime.now(UTC).isoformat(),
                }
            )  # fmt: skip
        body = json.dumps(posts).encode()
        Thread(target=self._send, args=(body, told)).start()

    def _send(self, body: bytes, told: "Burst") -> None:
        asking = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        told.sent = time.monotonic()
        asking.request("POST", "/", body, self._headers)
        answer = asking.getresponse()
        said = answer.read()
        told.answered = time.monotonic()
        asking.close()
        if answer.status != 200:
            raise SystemExit(f"the webhook answered {answer.status}: {said!r}")


@dataclass(slots=True)
class Burst:
    """One: when it was sent, answered, and painted (strip, feed); 0 not yet."""

    watch: str
    sent: float = 0.0
    answered: float = 0.0
    strip: float = 0.0
    feed: float = 0.0

    @property
    def seen(self) -> bool:
        """Whether both show it."""
        return bool(self.strip and self.feed)


@dataclass(slots=True)
class Spent:
    """Processor seconds of window, collector and limited child up to a moment."""

    at: float = field(default_factory=time.monotonic)
    window: float = field(default_factory=time.process_time)
    collector: float = 0.0
    reader: float = 0.0

    def __post_init__(self) -> None:
        """Looks at the children."""
        for one in children(os.getpid()):
            if "watch" in words_of(one):
                self.collector = _seconds(one)
                self.reader = sum(map(_seconds, children(one)))

    def since(self, before: "Spent") -> str:
        """Shares of one core between two moments."""
        whole = self.at - before.at
        parts = ("window", "collector", "reader")
        return ", ".join(f"{part} {(getattr(self, part) - getattr(before, part)) / whole:.1%}" for part in parts)


def _seconds(process: int) -> float:
    times = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


class Run(QObject):
    """Sits in the window: sends, looks, dismisses, again and again."""

    def __init__(self, person: str, sender: Sender, bursts: int, idle: float) -> None:
        super().__init__()
        self.bursts: list[Burst] = []
        self.costs: dict[str, str] = {}
        self._person, self._sender, self._left, self._idle = person, sender, bursts, idle
        self._place: Workplace | None = None
        self._before: Spent | None = None

    def entered(self, place: Workplace) -> None:
        """The profile is open and its window made."""
        self._place = place
        place.window.shown_first.connect(lambda: QTimer.singleShot(500, self._sit_down))
        place.collector.changed.connect(self._collector_changed)
        place.window.strip.beacon.installEventFilter(self)
        place.panes.feed.alerts.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notes the first paint that names the watch."""
        if self._place is None or event.type() is not QEvent.Type.Paint or not self.bursts:
            return False
        burst, now = self.bursts[-1], time.monotonic()
        chip, rows = self._place.window.strip.beacon, self._place.panes.feed.alerts.rows.rows
        if watched is chip and burst.watch in chip.text():
            burst.strip = burst.strip or now
        elif watched is not chip and rows and rows[0].watch == burst.watch:
            burst.feed = burst.feed or now
        return False

    def _sit_down(self) -> None:
        assert self._place is not None
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        self._place.window.resize(1366, 768)
        self._place.desk.sign_in(Session(self._person, None))

    def _collector_changed(self, condition: Condition) -> None:
        if condition.state is CollectorState.RUNNING and self._before is None:
            self._before = Spent()
            QTimer.singleShot(10_000, self, self._begin_idle)  # all watches are learnt by then

    def _begin_idle(self) -> None:
        assert self._before is not None
        now = Spent()
        self.costs["starting"], self._before = now.since(self._before), now
        QTimer.singleShot(round(self._idle * 1000), self, self._end_idle)

    def _end_idle(self) -> None:
        assert self._before is not None
        now = Spent()
        self.costs["idle"], self._before = now.since(self._before), now
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        self._left -= 1
        number = len(self.bursts)
        self.bursts.append(Burst(topic(number).name))
        self._sender.send(number, self.bursts[-1])
        QTimer.singleShot(5, self, self._look)

    def _look(self) -> None:
        assert self._place is not None
        burst = self.bursts[-1]
        late = burst.sent and time.monotonic() - burst.sent > _GIVEN_UP
        if not late and not (burst.seen and burst.answered):
            QTimer.singleShot(5, self, self._look)
            return
        for alert in self._place.desk.room.state.alerts.values():
            if not alert.dismissed:
                self._place.desk.act(DismissAlert(alert=alert.id, reason="基准"))
        QTimer.singleShot(random.randint(700, 2700), self, self._next)

    def _end(self) -> None:
        assert self._place is not None
        assert self._before is not None
        self.costs["bursts"] = Spent().since(self._before)
        self._place.window.close()


def show(folder: Path, run: Run) -> None:
    """The window, until the last burst is over."""
    texts = Texts("zh-Hans")
    house = House(Profile(folder), texts, SystemClock())
    settings = FileSettings(folder / "settings.toml")
    settings.language = "zh-Hans"
    settings.window["perspective"] = "monitor"
    qt = application._application()
    entrance = Entrance(house, settings, texts, clock=SystemClock(), appearance=Appearance(qt, "dark", "zh-Hans"))
    entrance.entered.connect(run.entered)
    entrance.entered.connect(application.keep_prompt)
    entrance.left.connect(qt.quit)
    qt.setQuitOnLastWindowClosed(False)
    entrance.start()
    qt.exec()
    entrance.close()


def told(name: str, times: Sequence[float]) -> None:
    """A line of the table."""
    each = sorted(times)
    print(f"{name:<34} median {statistics.median(each):.2f} s, worst {each[-1]:.2f} s, best {each[0]:.2f} s")


def main() -> None:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("bursts", 20), ("watches", 20), ("idle", 20)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    args = parser.parse_args()
    os.environ["FENGHUO_PASSPHRASE"] = _PASSPHRASE
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        person = prepare(Path(folder) / "room", port, token, max(args.watches, args.bursts))
        run = Run(person, Sender(port, token), args.bursts, args.idle)
        show(Path(folder) / "room", run)
    missed = [burst.watch for burst in run.bursts if not burst.seen]
    seen = [burst for burst in run.bursts if burst.seen]
    print(
        f"{args.watches} watches, {len(run.bursts)} bursts of {_POSTS} posts; not seen: {', '.join(missed) or 'none'}"
    )
    if seen:
        told("sent → strip", [one.strip - one.sent for one in seen])
        told("sent → feed's alert row", [one.feed - one.sent for one in seen])
        told("sent → answered (on disk)", [one.answered - one.sent for one in seen])
        told("answered → both on screen", [max(one.strip, one.feed) - one.answered for one in seen])
    for name, cost in run.costs.items():
        print(f"cpu, {name:<9} {cost}")
    slow = [one for one in seen if max(one.strip, one.feed) - one.sent > _MUST]
    sys.exit(1 if missed or slow or not seen else 0)


if __name__ == "__main__":
    main()
