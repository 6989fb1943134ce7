# SPDX-License-Identifier: Apache-2.0
"""The feed with a million posts: first paint, memory, jumps, filters, and a thousand posts a second arriving.

    python -m tests.benchmarks.bench_feed [--posts 1000000] [--store DIR] [--seconds 20] [--rate 1000]

A store is filled once (kept in DIR, where given) and read by the feed's own model, view and delegate in a process of
its own, offscreen without a display. A jump is from moving the scroll bar to the end of the first paint in which
every row in sight has its words. A filter is from asking to that paint; beside it QSortFilterProxyModel over a list
of the same texts, measured on `--proxy` of them and scaled. While posts arrive (another process writes them, a
hundred at once) somebody sits at the top, then reads a chosen row there, then one further down; a stall is how late a
timer of 5 ms is. "Own" leaves out what the threads at work waited for a processor, so that it means something on a
busy machine too. Linux only. Exit code 1 if the row being read moved.
"""

import argparse
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import enumerate as enumerate_threads
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    QStringListModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app.clock import SystemClock
from app.posts.post import Exactness, Mention, Post, mood_of
from app.posts.question import Order, Question
from app.posts.stories.joining import Joiner
from app.texts import Texts
from db.post_store import SqlPostStore, open_posts
from tests.isolation import CHECKOUT
from tests.ui.doubles import Cast, house_of
from ui import application
from ui.appearance import Appearance
from ui.delegates.feed_delegate import ROW_HEIGHT, FeedDelegate
from ui.desk import Desk
from ui.models.feed_model import FeedModel
from ui.widgets.feed_view import FeedView

_KEY: Final = bytes(range(32))
_BEAT_MS, _TICK_MS, _AT_ONCE = 5, 400, 100
_EACH: Final = 1_000
_SOURCES: Final = ("微博", "论坛", "短视频", "新闻", "贴吧")
_OPENINGS: Final = (
    "求问退款渠道，客服电话打了四十分钟没人接", "官方声明说“已下架”，我家楼下超市还在卖", "支持彻查，但别一棍子打死",
    "Expired ingredients at a top snack brand? Here is what we know", "航班取消了三次，还要收改签费",
)  # fmt: skip
_HAN: Final = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经"
)
_FILTERS: Final = ("过期原料", "改签", "ingredients")


# ------------------------------------------------------------------------------------------------ posts


def made(number: int, at: datetime, chance: random.Random) -> Post:
    """A post of some sixty characters; one of four says what one before it said."""
    same = number - chance.randrange(1, 2_000) if number % 4 == 3 else number
    words = random.Random(same)
    rare = "，过期原料的事" if same % 1_009 == 0 else ""
    body = "".join(words.choices(_HAN, k=words.randrange(15, 60)))
    score = chance.uniform(-1, 1)
    mentions = (Mention("品牌", "退款", Exactness.FOLDED, 3),) if number % 3 == 0 else ()
    return Post(
        source=_SOURCES[number % 5], posted_at=at, arrived_at=at, text=f"{words.choice(_OPENINGS)}{rare}：{body}",
        author=f"用户{number % 9973}", source_id=f"{number:012d}", sentiment=score, mood=mood_of(score),
        followers=chance.randrange(100_000), mentions=mentions,
    )  # fmt: skip


def fill(path: Path, posts: int) -> None:
    """Writes the posts, oldest first, four a second until now. Near-duplicates matter little here: a small window."""
    chance, now, began = random.Random(7), datetime.now(UTC), time.monotonic()
    store = open_posts(path, _KEY, synchronous="NORMAL", joiner=Joiner(2_000))
    for start in range(0, posts, _EACH):
        numbers = range(start, min(posts, start + _EACH))
        store.add([made(number, now - timedelta(seconds=(posts - number) / 4), chance) for number in numbers])
        if (start // _EACH) % 50 == 49:
            done = start + _EACH
            print(f"  filled {done:,} posts, {done / (time.monotonic() - began):,.0f}/s", flush=True)
    store.close()


def flood(path: Path, rate: int, seconds: float) -> None:
    """Writes `rate` posts a second, beginning when told on standard input; a process of its own.

    (How a whole collector keeps up beside the window is what `bench_flood` looks at.)
    """
    store = open_posts(path, _KEY, synchronous="NORMAL", joiner=Joiner(2_000))
    number = store.count()
    chance = random.Random(number)
    store.add([made(number, datetime.now(UTC), chance)])  # learns what is there, before the clock runs
    print("ready", flush=True)
    sys.stdin.readline()
    began, written, late = time.monotonic(), 0, 0.0
    while written < rate * seconds:
        wait = began + written / rate - time.monotonic()
        late = max(late, -wait)
        time.sleep(max(0.0, wait))
        batch = [made(number + 1 + n, datetime.now(UTC), chance) for n in range(_AT_ONCE)]
        store.add(batch)
        number, written = number + _AT_ONCE, written + _AT_ONCE
    took = time.monotonic() - began
    store.close()
    print(json.dumps({"written": written, "seconds": took, "late": late}), flush=True)


# ------------------------------------------------------------------------------------------------ the feed


class Watched(FeedView):
    """The feed's list, which notes when a paint has ended in which every row in sight had its words."""

    complete = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        assert isinstance(model, FeedModel)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else last
        self.complete = first >= 0 and all(model.row_at(row) is not None for row in range(first, last + 1))


class Bench:
    """Desk, model and view over one store."""

    def __init__(self, path: Path) -> None:
        self.qt = application._application()
        Appearance(self.qt, "dark", "zh-Hans")
        cast = Cast()
        self.store: SqlPostStore = open_posts(path, _KEY, readonly=True)
        house = replace(house_of(cast, path.parent), posts=self.store)
        self.desk = Desk(house, cast.settings, SystemClock(), Texts("zh-Hans"))
        self.model = FeedModel(self.desk, self.desk)
        self.view = Watched(self.model)
        self.view.setItemDelegate(FeedDelegate(self.desk, self.view))
        self.view.resize(640, 900)
        self.view.show()
        self.found: dict[str, Any] = {}

    def until(self, holds: Callable[[], bool], seconds: float = 60) -> float:
        """Seconds until something holds, the events being handled meanwhile."""
        began = time.perf_counter()
        while not holds():
            self.qt.processEvents()
            if time.perf_counter() - began > seconds:
                raise SystemExit("it took too long")
            time.sleep(0.0002)
        return time.perf_counter() - began

    def ask(self, question: Question, *, stories: bool = False) -> tuple[float, float]:
        """Seconds until the first paint of the answer, and until all its ids are there."""
        began, shown = time.perf_counter(), []
        self.model.reset_done.connect(lambda: shown.append(1), Qt.ConnectionType.SingleShotConnection)
        self.model.ask(question, stories=stories)
        self.until(lambda: bool(shown))
        self.view.complete = False
        self.view.viewport().update()
        self.until(lambda: self.view.complete)
        first = time.perf_counter() - began
        self.until(lambda: self.model.whole)
        return first, time.perf_counter() - began

    def jump(self, chance: random.Random) -> tuple[float, float]:
        """Seconds from moving the scroll bar to a row anywhere until all around it is painted; the own of these."""
        bar, behind, began = self.view.verticalScrollBar(), queued(readers=True), time.perf_counter()
        self.view.complete = False
        bar.setValue(chance.randrange(bar.maximum()))
        self.until(lambda: self.view.complete)
        took = time.perf_counter() - began
        return took, max(0.0, took - (queued(readers=True) - behind))

    def look(self, jumps: int) -> None:
        """First paint, memory, jumps: of the posts and, in the same window, of the stories."""
        self.qt.processEvents()
        gc.collect()
        self.found["empty"] = memory()
        chance = random.Random(3)
        for name, stories in (("posts", False), ("stories", True)):
            first, whole = self.ask(Question(), stories=stories)
            after = memory()
            times, own = (sorted(column) for column in zip(*(self.jump(chance) for _ in range(jumps)), strict=True))
            self.view.scrollToTop()
            self.found[name] = {
                "rows": self.model.rowCount(), "first": first, "whole": whole, "memory": after, "jumped": memory(),
                "p50": times[len(times) // 2], "p95": times[len(times) * 95 // 100], "max": times[-1],
                "own": own[len(own) * 95 // 100],
            }  # fmt: skip
        first, _ = self.ask(Question(order=Order.PRIORITY), stories=True)
        self.found["priority"] = {"rows": self.model.rowCount(), "first": first}

    def filter(self, many: int) -> None:
        """Each word by the store and by Qt's own proxy model."""
        self.ask(Question())
        ids = self.store.find(Question(), many)
        texts = [
            post.text for start in range(0, len(ids), 5_000) for post in self.store.get(ids[start : start + 5_000])
        ]
        rows: list[dict[str, Any]] = []
        for word in _FILTERS:
            first, whole = self.ask(Question(words=word))
            row = {"word": word, "hits": self.model.rowCount(), "first": first, "whole": whole}
            for name, source in (("python", TextList(texts)), ("qt", QStringListModel(texts))):
                row[name], row[f"{name}_hits"] = proxied(source, word)
            rows.append(row)
        self.found["filters"], self.found["proxied"] = rows, len(texts)


class TextList(QAbstractListModel):
    """All texts in a Python list: what one would write without the feed's model."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._texts)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._texts[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


def proxied(source: QAbstractItemModel, word: str) -> tuple[float, int]:
    """Seconds until a proxy model has the rows that hold a word, and how many."""
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(source)
    proxy.rowCount()
    began = time.perf_counter()
    proxy.setFilterFixedString(word)
    return time.perf_counter() - began, proxy.rowCount()


def queued(*, readers: bool) -> float:
    """Seconds that this thread, and the reading ones, have waited for a processor so far."""
    names = [one.native_id for one in enumerate_threads() if readers and one.name.startswith("reader")]
    paths = [f"/proc/{where}/schedstat" for where in ("thread-self", *(f"self/task/{name}" for name in names))]
    return sum(int(Path(path).read_text("ascii").split()[1]) for path in paths) / 1e9


def memory() -> float:
    """MB resident."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


class Arrivals:
    """Somebody at the feed while posts arrive: at the top, with a chosen row there, further down."""

    def __init__(self, bench: Bench, seconds: float) -> None:
        self._bench, self._seconds = bench, seconds
        self.late: list[float] = []
        self.own: list[float] = []
        self._behind = 0.0
        self.ticks = self.moved = self.looked = self._waiting = 0
        self._last, self._y, self._chosen = 0.0, 0, 0
        self._reading: tuple[int, int] | None = None
        self._beat, self._tick = QTimer(), QTimer()
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._beaten)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._ticked)
        bench.model.reset_done.connect(self._choose)
        bench.model.arrived.connect(self._told)

    def sit(self) -> None:
        """All three, each a third of the time."""
        view, third = self._bench.view, self._seconds / 3
        view.scrollToTop()
        view.setCurrentIndex(QModelIndex())
        self._last, self._behind = time.perf_counter(), queued(readers=False)
        self._beat.start()
        self._tick.start()
        self._wait(third)
        chosen = self._bench.model.row_at(3)
        self._chosen = chosen.id if chosen is not None else 0
        self._waiting = 0
        self._choose()
        self._bench.until(lambda: self._waiting > 0)  # till then it sinks, within sight; from then on nothing moves
        self._read_row(view.visualRect(view.currentIndex()).center().y())
        self._wait(third)
        self._reading, self._chosen = None, 0
        view.verticalScrollBar().setValue(600 * ROW_HEIGHT + 7)
        self._wait(0.5)
        self._read_row(view.viewport().height() // 2)
        self._wait(third)
        self._beat.stop()
        self._tick.stop()

    def _wait(self, seconds: float) -> None:
        waiting = QEventLoop()  # the event loop itself, not a busy one
        QTimer.singleShot(int(seconds * 1000), waiting.quit)
        waiting.exec()

    def _row_at(self, y: int) -> tuple[int, int]:
        view, model = self._bench.view, self._bench.model
        row = view.rowAt(y)
        found = model.row_at(row)
        return found.id if found is not None else -1, view.rowViewportPosition(row)

    def _read_row(self, y: int) -> None:
        self._y = y
        self._reading = self._row_at(y)

    def _beaten(self) -> None:
        now, behind = time.perf_counter(), queued(readers=False)
        late = (now - self._last) * 1000 - _BEAT_MS
        self.late.append(max(0.0, late))
        self.own.append(max(0.0, late - (behind - self._behind) * 1000))
        self._last, self._behind = time.perf_counter(), behind
        if self._reading is not None:
            self.looked += 1
            self.moved += self._row_at(self._y) != self._reading

    def _ticked(self) -> None:
        self.ticks += 1
        view, model = self._bench.view, self._bench.model
        if view.verticalScrollBar().value() > 0:
            model.look_for_new()
            return
        model.take_in(self._chosen, view.viewport().height() // ROW_HEIGHT)

    def _told(self, waiting: int) -> None:
        self._waiting = waiting

    def _choose(self) -> None:
        """What the pane does after rows came: it chooses the same one again."""
        model = self._bench.model
        if self._chosen:
            self._bench.view.setCurrentIndex(model.index(model.row_of(self._chosen), 0))


def arrive(bench: Bench, path: Path, seconds: float, rate: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The flood in the view of posts, then in that of stories."""
    for name, stories in (("posts", False), ("stories", True)):
        bench.ask(Question(), stories=stories)
        command = [sys.executable, "-m", "tests.benchmarks.bench_feed", "--flood", str(path)]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            [*command, "--rate", str(rate), "--seconds", str(seconds + 10)],
            stdin=pipe,
            stdout=pipe,
            text=True,
            cwd=CHECKOUT,
        ) as producer:
            assert producer.stdin is not None
            assert producer.stdout is not None
            assert producer.stdout.readline() == "ready\n"
            producer.stdin.write("go\n")
            producer.stdin.flush()
            sitting = Arrivals(bench, seconds)
            sitting.sit()
            written = json.loads(producer.stdout.readline())
        late, own = sorted(sitting.late), sorted(sitting.own)
        yield name, {
            "p50": late[len(late) // 2], "p99": late[len(late) * 99 // 100], "max": late[-1],
            "own99": own[len(own) * 99 // 100], "own": own[-1], "beats": len(late), "ticks": sitting.ticks,
            "moved": sitting.moved, "looked": sitting.looked, "rows": bench.model.rowCount(),
            **written,
        }  # fmt: skip


def measure(path: Path, args: argparse.Namespace) -> None:
    """All of it, in a process of its own; prints JSON."""
    bench = Bench(path)
    sys.setswitchinterval(application._TURN_S)
    gc.set_threshold(*application._LITTLE_AND_OFTEN)
    bench.look(args.jumps)
    bench.found["arrivals"] = dict(arrive(bench, path, args.seconds, args.rate)) if args.seconds else {}
    bench.filter(args.proxy)
    print(json.dumps(bench.found, ensure_ascii=False), flush=True)
    bench.view.close()
    bench.desk.tasks.close()
    QApplication.quit()


def table(found: dict[str, Any], posts: int) -> bool:
    """What was measured; whether nothing moved."""
    for name in ("posts", "stories"):
        one = found[name]
        print(f"{name:<9} {one['rows']:,} rows: first paint {one['first'] * 1000:.0f} ms (aim 300), all ids after"
              f" {one['whole'] * 1000:.0f} ms; {one['memory'] - found['empty']:+.0f} MB, after the jumps"
              f" {one['jumped'] - found['empty']:+.0f} MB (aim 60; empty {found['empty']:.0f} MB)")  # fmt: skip
        print(f"          jump and paint p50 {one['p50'] * 1000:.1f} ms, p95 {one['p95'] * 1000:.1f} ms (aim 50; own"
              f" {one['own'] * 1000:.1f}), max {one['max'] * 1000:.1f} ms")  # fmt: skip
    one = found["priority"]
    print(f"priority  {one['rows']:,} stories ordered and painted after {one['first'] * 1000:.0f} ms")
    share = posts / found["proxied"]
    for one in found["filters"]:
        mine, all_of_it = one["first"], one["whole"]
        print(f"filter    {one['word']}: {one['hits']:,} hits painted after {mine * 1000:.0f} ms, all known after"
              f" {all_of_it * 1000:.0f} ms; QSortFilterProxyModel over a Python list {one['python'] * share:.1f} s ="
              f" {one['python'] * share / mine:,.0f}× (all known: {one['python'] * share / all_of_it:,.0f}×), over"
              f" QStringListModel {one['qt'] * share:.1f} s = {one['qt'] * share / mine:,.0f}×")  # fmt: skip
    print(f"          (the proxy measured on {found['proxied']:,} texts, times {share:.1f}; aim 50×)")
    for name, one in found["arrivals"].items():
        print(f"arriving  {one['written'] / one['seconds']:,.0f} posts/s, {name}: stall p50 {one['p50']:.1f} ms,"
              f" p99 {one['p99']:.1f} ms (aim 50; own {one['own99']:.1f}), max {one['max']:.1f} ms (aim 100; own"
              f" {one['own']:.1f}), {one['beats']:,} beats;"
              f" {one['ticks']} looks; the row being read moved in {one['moved']} of {one['looked']:,}")  # fmt: skip
    return not any(one["moved"] for one in found["arrivals"].values())


def main() -> None:
    """Fill, then measure in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--jumps", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--proxy", type=int, default=100_000)
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--flood", type=Path)
    args = parser.parse_args()
    if args.flood:
        flood(args.flood, args.rate, args.seconds)
        return
    if args.measure:
        measure(args.measure, args)
        return
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        path = (args.store or Path(folder)) / f"feed-{args.posts}.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            fill(path, args.posts)
        given = [f"--{name}={getattr(args, name)}" for name in ("jumps", "seconds", "rate", "proxy")]
        command = [sys.executable, "-m", "tests.benchmarks.bench_feed", "--measure", str(path), *given]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=CHECKOUT)
        still = table(json.loads(done.stdout.splitlines()[-1]), args.posts)
    raise SystemExit(0 if still else 1)


if __name__ == "__main__":
    main()
