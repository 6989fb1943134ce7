# SPDX-License-Identifier: Apache-2.0
"""The collector beside the window: started, heard, started again, ended; and what the strip and the window say of it.

Trap: the children are real processes that follow a script; the keeper's looks are made by hand, so that no test waits
for seconds to pass.
"""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.posts.sources.source import Pulse, Source
from tests.ui.doubles import START, Cast
from tests.ui.shell.doubles import Script
from ui import collector as collector_module
from ui.collector import CollectorKeeper, CollectorState, Condition
from ui.desk import Desk
from ui.workplace import Workplace

HOUR = timedelta(hours=1)
_TOLD = """
import json, os, signal, sys, time
assert sys.stdin.readline() == "open sesame\\n"
def tell(**line):
    print(json.dumps(line), flush=True)
def pulse(stored=0, rate=12.4):
    tell(pulse={"at": "2026-11-19T06:00:00Z", "process": os.getpid(), "began": "2026-11-19T06:00:00Z",
                "stored": stored, "per_minute": rate})
"""
_LIVES = _TOLD + "pulse(); sys.stdin.read()"
_DIES = _TOLD + "print('磁盘满了，请腾出空间后再试。', file=sys.stderr); sys.exit(1)"
_DIES_LATER = _TOLD + "pulse(); sys.stdin.readline(); sys.exit(1)"
_MUTE = _TOLD + "pulse(); time.sleep(60)"
_DEAF = _TOLD + "signal.signal(signal.SIGTERM, signal.SIG_IGN); pulse(); time.sleep(60)"


class Counted(Script):
    """A script that counts how often it was started."""

    starts = 0

    def arguments(self, *args: str) -> list[str]:
        self.starts += 1
        return super().arguments(*args)


@pytest.fixture
def child() -> Counted:
    """A collector that lives until its input ends."""
    return Counted(_LIVES)


@pytest.fixture
def keeper(desk: Desk, child: Counted) -> Iterator[CollectorKeeper]:
    """It looks only when a test says so."""
    made = CollectorKeeper(desk, child)
    yield made
    made.close()
    made.deleteLater()


def source(name: str = "新闻", **more: Any) -> Source:
    return Source(name=name, kind="feed", settings={"address": f"https://{name}.example/"}, **more)


def run_until(keeper: CollectorKeeper, qtbot: QtBot, state: CollectorState) -> Condition:
    """It looks, and comes to be so."""
    keeper.look()
    qtbot.waitUntil(lambda: keeper.condition.state is state)
    return keeper.condition


def running(keeper: CollectorKeeper, qtbot: QtBot) -> int:
    """A collector runs; its process."""
    pulse = run_until(keeper, qtbot, CollectorState.RUNNING).pulse
    assert pulse is not None
    return pulse.process


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def elsewhere(stored: int = 0) -> Pulse:
    """A sign of life of a collector that somebody else started."""
    return Pulse(at=START, process=1, began=START - HOUR, stored=stored)


# --- when it runs


def test_without_a_source_nothing_is_started(keeper: CollectorKeeper, child: Counted, cast: Cast) -> None:
    keeper.start()
    cast.sources.add(source(paused=True))
    keeper.look()
    assert keeper.condition.state is CollectorState.OFF
    assert child.starts == 0


def test_the_first_source_starts_it_and_its_pulse_says_that_it_runs(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    states: list[CollectorState] = []
    keeper.changed.connect(lambda condition: states.append(condition.state))
    keeper.look()
    cast.sources.add(source())
    keeper.look()
    assert keeper.condition.state is CollectorState.STARTING
    process = running(keeper, qtbot)
    assert child.asked == ("watch", "--supervised", "--json")
    assert is_there(process)
    assert keeper.condition.pulse is not None
    assert keeper.condition.pulse.at == START
    keeper.look()
    assert child.starts == 1
    assert list(dict.fromkeys(states)) == [CollectorState.STARTING, CollectorState.RUNNING]


def test_a_started_keeper_sees_a_new_source_by_itself(
    desk: Desk, child: Counted, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector_module, "_LOOK_MS", 30)
    keeper = CollectorKeeper(desk, child)
    keeper.start()
    cast.sources.add(source())
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.RUNNING)
    keeper.close()
    keeper.deleteLater()


def test_the_last_source_taken_away_lets_it_end_by_itself(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    cast.sources.add(source())
    process = running(keeper, qtbot)
    cast.sources.pause("新闻", paused=True)
    keeper.look()
    qtbot.waitUntil(lambda: not is_there(process))
    assert keeper.condition.state is CollectorState.OFF
    keeper.look()
    assert child.starts == 1
    cast.sources.pause("新闻", paused=False)
    keeper.look()
    assert running(keeper, qtbot) != process


def test_what_a_library_prints_is_no_sign_of_anything(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = _TOLD + "print('hello'); print('[1, 2]'); print('{\"pulse\": 3}'); pulse(); sys.stdin.read()"
    cast.sources.add(source())
    assert is_there(running(keeper, qtbot))


# --- when it dies


def test_when_it_dies_its_own_sentence_is_shown(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = _DIES
    cast.sources.add(source())
    assert run_until(keeper, qtbot, CollectorState.DEAD).why == "磁盘满了，请腾出空间后再试。"


def test_a_bug_of_it_is_no_sentence_and_tells_nothing_of_what_it_held(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    child.source = _TOLD + "raise ValueError('客户名单')"
    cast.sources.add(source())
    assert run_until(keeper, qtbot, CollectorState.DEAD).why == ""
    assert "ended in a bug" in caplog.text
    assert "客户名单" not in caplog.text


def test_a_program_that_is_not_there_is_a_dead_collector(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "arguments", lambda *args: ["/there/is/no/such/program", *args])
    cast.sources.add(source())
    assert run_until(keeper, qtbot, CollectorState.DEAD).why == ""


def test_it_is_started_again_with_growing_pauses_up_to_a_minute(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = "import sys; sys.exit(1)"
    cast.sources.add(source())
    run_until(keeper, qtbot, CollectorState.DEAD)
    pauses: list[int] = []
    while len(pauses) < 7:
        starts, looks = child.starts, 0
        while child.starts == starts:
            keeper.look()
            looks += 1
        qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.DEAD)
        pauses.append(looks * 2)
    assert pauses == [2, 4, 8, 16, 32, 60, 60]


def test_one_that_lived_is_started_again_at_once(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    cast.sources.add(source())
    for _ in range(3):
        os.kill(running(keeper, qtbot), signal.SIGKILL)
        qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.DEAD)
    assert child.starts == 3, "each time at the next look, two seconds later"


def test_one_that_gives_no_sign_any_more_is_stopped_and_started_again(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = _DEAF
    cast.sources.add(source())
    process = running(keeper, qtbot)
    for _ in range(14):
        keeper.look()
    assert is_there(process), "it has half a minute"
    for _ in range(3):
        keeper.look()
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.DEAD)
    assert not is_there(process)
    child.source = _LIVES
    assert running(keeper, qtbot) != process


def test_what_hinders_a_collector_that_runs_is_shown_beside_it(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    said = "tell(source='新闻', ok=False, trouble='连不上', stored=0); tell(trouble='磁盘满了。')"
    child.source = f"{_TOLD}pulse(); {said}; sys.stdin.read()"
    cast.sources.add(source())
    running(keeper, qtbot)
    qtbot.waitUntil(lambda: keeper.condition.why == "磁盘满了。")
    assert keeper.condition.state is CollectorState.RUNNING


def test_a_damaged_list_of_sources_is_said_and_stops_no_collector_that_runs(
    keeper: CollectorKeeper, cast: Cast, qtbot: QtBot
) -> None:
    cast.sources.path.write_text("[[source]]\nname =\n", "utf-8")
    assert "sources.toml" in run_until(keeper, qtbot, CollectorState.DEAD).why
    cast.sources.path.unlink()
    cast.sources.add(source())
    process = running(keeper, qtbot)
    cast.sources.path.write_text("[[source]]\nname =\n", "utf-8")
    keeper.look()
    assert keeper.condition.state is CollectorState.RUNNING
    assert "sources.toml" in keeper.condition.why
    assert is_there(process)


# --- what it brings


def test_posts_that_arrive_refresh_the_window_now_and_then_not_each_time(
    desk: Desk, child: Counted, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector_module, "_POSTS_EVERY_MS", 150)
    child.source = (
        f"{_TOLD}pulse()\nfor n in range(40):\n    tell(source='新闻', stored=500)\n    time.sleep(0.01)\n"
        "pulse(stored=20000)\nsys.stdin.read()"
    )
    arrived: list[float] = []
    desk.posts_changed.connect(lambda: arrived.append(time.monotonic()))
    cast.sources.add(source())
    keeper = CollectorKeeper(desk, child)
    keeper.look()
    qtbot.waitUntil(lambda: bool(keeper.condition.pulse and keeper.condition.pulse.stored == 20_000))
    qtbot.wait(250)
    keeper.close()
    keeper.deleteLater()
    assert 1 <= len(arrived) < 40
    assert all(later - earlier > 0.1 for earlier, later in pairwise(arrived))


def test_posts_that_another_program_handed_to_it_refresh_the_window_too(
    keeper: CollectorKeeper, child: Counted, cast: Cast, desk: Desk, qtbot: QtBot
) -> None:
    child.source = f"{_TOLD}pulse(); pulse(stored=70); sys.stdin.read()"
    arrived: list[int] = []
    desk.posts_changed.connect(lambda: arrived.append(1))
    cast.sources.add(source())
    keeper.look()
    qtbot.waitUntil(lambda: bool(arrived))


def test_that_the_beacon_proposed_something_is_passed_on_at_once(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = f"{_TOLD}pulse(); tell(proposed={{'watch': '岁稔', 'level': 'red'}}); sys.stdin.read()"
    cast.sources.add(source())
    with qtbot.waitSignal(keeper.proposed):
        keeper.look()


def test_a_round_without_new_posts_refreshes_nothing(
    keeper: CollectorKeeper, child: Counted, cast: Cast, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    child.source = f"{_TOLD}tell(source='新闻', stored=0, same=900); pulse(); sys.stdin.read()"
    arrived: list[int] = []
    desk.posts_changed.connect(lambda: arrived.append(1))
    cast.sources.add(source())
    running(keeper, qtbot)
    assert not keeper._throttle.isActive()
    assert not arrived


# --- how it ends


@pytest.mark.parametrize("life", [_LIVES, _MUTE, _DEAF], ids=["good", "ignores its input", "ignores everything"])
def test_it_ends_with_the_window_whatever_it_does(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, life: str
) -> None:
    monkeypatch.setattr(collector_module, "_PATIENCE_MS", 300)
    child.source = life
    cast.sources.add(source())
    process = running(keeper, qtbot)
    keeper.close()
    assert not is_there(process)
    keeper.close()
    assert keeper.condition.state is CollectorState.RUNNING, "nobody is told of an end they asked for"


def test_it_may_first_write_what_it_has_taken_in(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    child.source = (
        f"{_TOLD}signal.signal(signal.SIGTERM, lambda *_: None); pulse(); sys.stdin.read(); time.sleep(0.2); "
        f"open({str(tmp_path / 'written')!r}, 'w').close()"
    )
    cast.sources.add(source())
    running(keeper, qtbot)
    keeper.close()
    assert (tmp_path / "written").exists()


def test_closing_the_whole_window_leaves_none_behind(
    workplace: Workplace, script: Script, cast: Cast, qtbot: QtBot
) -> None:
    script.source = _LIVES
    cast.sources.add(source())
    process = running(workplace.collector, qtbot)
    workplace.window.close()
    assert not is_there(process)


# --- where another program collects


def test_a_collector_that_somebody_else_started_is_heard_instead(
    keeper: CollectorKeeper, child: Counted, cast: Cast, desk: Desk, qtbot: QtBot
) -> None:
    states: list[CollectorState] = []
    arrived: list[int] = []
    keeper.changed.connect(lambda condition: states.append(condition.state))
    desk.posts_changed.connect(lambda: arrived.append(1))
    child.source = _DIES
    cast.sources.add(source())
    cast.posts.beat(elsewhere(stored=7))
    found = run_until(keeper, qtbot, CollectorState.ELSEWHERE)
    assert found.pulse == elsewhere(stored=7)
    assert not arrived
    cast.posts.beat(elsewhere(stored=9))
    states.clear()
    for _ in range(10):  # it goes on trying, and reads the other's pulse
        keeper.look()
        qtbot.waitUntil(lambda: keeper._process is None)
    qtbot.waitUntil(lambda: bool(arrived))
    assert child.starts > 1
    assert set(states) == {CollectorState.ELSEWHERE}, "no flicker while it tries"


def test_when_the_other_one_dies_that_is_shown_and_ours_takes_over(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    child.source = _DIES
    cast.sources.add(source())
    cast.posts.beat(elsewhere())
    run_until(keeper, qtbot, CollectorState.ELSEWHERE)
    cast.later(1)
    for _ in range(5):
        keeper.look()
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.DEAD)
    child.source = _LIVES
    while keeper._process is None:
        keeper.look()
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.RUNNING)


def test_our_own_collectors_last_pulse_is_nobody_elses(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    cast.sources.add(source())
    process = running(keeper, qtbot)
    assert keeper.condition.pulse is not None
    cast.posts.beat(keeper.condition.pulse)
    os.kill(process, signal.SIGKILL)
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.DEAD)
    keeper._show_health(keeper._read_health())
    assert keeper.condition.state is CollectorState.DEAD


def test_posts_that_an_older_program_judged_are_judged_anew_though_nothing_is_collected(
    keeper: CollectorKeeper, child: Counted, cast: Cast, qtbot: QtBot
) -> None:
    judged: list[int] = []
    keeper._desk.posts_judged.connect(lambda: judged.append(1))
    keeper.look()
    qtbot.waitUntil(lambda: keeper.condition.state is CollectorState.OFF and bool(keeper._judged))
    cast.posts.behind = True
    keeper._show_health(keeper._read_health())
    keeper.look()
    qtbot.waitUntil(lambda: keeper._heard)
    assert not judged
    assert keeper.condition.state is CollectorState.OFF, "it does so without a word"
    cast.posts.behind = False
    keeper._show_health(keeper._read_health())
    assert judged == [1], "the window is told that moods may be others now"
    keeper.look()
    qtbot.waitUntil(lambda: keeper._process is None)
    assert child.starts == 1
