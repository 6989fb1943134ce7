# SPDX-License-Identifier: Apache-2.0
"""No data is not calm: what the strip says of the collector, and what the window says when a source falls silent.

Trap: a source counts as silent only once the collector that runs now has asked it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.errors import Said
from app.posts.sources.source import Pulse, Source, SourceState
from app.room.words import WarningLevel
from app.texts import LANGUAGES, Language, Texts
from tests.ui.doubles import START, Cast
from tests.ui.shell.conftest import dialog, the_dialog
from tests.ui.shell.doubles import Script
from ui.collector import CollectorKeeper, CollectorState, Condition
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.widgets.strip import Strip
from ui.workplace import Workplace

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PULSE = Pulse(at=START, process=1, began=START, stored=900, per_minute=12.4)
SHAPES = {
    CollectorState.STARTING: "◌ ",
    CollectorState.RUNNING: "● ",
    CollectorState.ELSEWHERE: "● ",
    CollectorState.DEAD: "✕ ",
}
SOME_AILING = ((("微博",), ()), ((), ("论坛", "小红书")), (("微博",), ("论坛", "小红书")))


# --- the strip


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> Strip:
    """A strip on its own."""
    made = Strip(desk)
    qtbot.addWidget(made)
    made.resize(1920, 56)
    made.show()
    return made


def test_without_a_source_the_strip_says_nothing_of_collecting(strip: Strip) -> None:
    assert not strip.collector.isVisible()
    strip.set_collector(Condition(CollectorState.RUNNING, PULSE, 1))
    assert strip.collector.isVisible()
    strip.set_collector(Condition())
    assert not strip.collector.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strip_says_how_the_collector_is_by_shape_and_word(strip: Strip, desk: Desk, language: Language) -> None:
    desk.set_texts(language)
    said = set()
    for state, shape in SHAPES.items():
        strip.set_collector(Condition(state, PULSE, 3))
        words = strip.collector.name.text()
        assert words.startswith(shape)
        assert words == desk.texts(f"strip-collector-{state}")
        dead = state is CollectorState.DEAD
        assert strip.collector.property("late") == str(dead).lower()
        rate = "" if dead else desk.texts("strip-collector-rate", count=12)
        assert strip.collector.figure.text() == rate
        assert ("12" in rate) is not dead
        assert strip.collector.accessibleName() == f"{words} {rate}"
        said.add(words)
    assert len(said) == 4, "no two look the same"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strip_counts_the_sources_that_are_not_well_and_the_tip_names_them(
    strip: Strip, desk: Desk, language: Language
) -> None:
    desk.set_texts(language)
    for failing, silent in SOME_AILING:
        strip.set_collector(Condition(CollectorState.RUNNING, PULSE, 5, failing, silent))
        counts = [word for word in strip.collector.figure.text().split() if word.isdigit()]
        assert counts == [str(len(names)) for names in (failing, silent) if names]
        assert strip.collector.property("near") == "true"
        assert all(name in strip.collector.toolTip() for name in (*failing, *silent))
    strip.set_collector(Condition(CollectorState.RUNNING, PULSE, 5))
    assert strip.collector.property("near") == "false"


def test_the_tip_of_a_collector_that_died_or_is_hindered_is_its_own_sentence(strip: Strip) -> None:
    for state, tone in ((CollectorState.DEAD, "late"), (CollectorState.RUNNING, "near")):
        strip.set_collector(Condition(state, PULSE, 5, why="磁盘满了。"))
        assert strip.collector.toolTip() == "磁盘满了。"
        assert strip.collector.property(tone) == "true"


def test_the_strip_speaks_a_new_language_without_waiting_for_news(strip: Strip, desk: Desk) -> None:
    strip.set_collector(Condition(CollectorState.RUNNING, PULSE, 5, ("微博",)))
    before = strip.collector.name.text()
    desk.set_texts("en")
    assert strip.collector.name.text() == desk.texts("strip-collector-running") != before


def test_the_window_shows_what_its_collector_says(
    workplace: Workplace, script: Script, cast: Cast, qtbot: QtBot
) -> None:
    script.source = "import sys; print('磁盘满了。', file=sys.stderr); sys.exit(1)"
    cast.sources.add(Source(name="新闻", kind="feed", settings={"address": "https://news.example/"}))
    workplace.collector.look()
    chip = workplace.window.strip.collector
    qtbot.waitUntil(lambda: chip.toolTip() == "磁盘满了。")
    assert chip.name.text().startswith("✕")
    assert chip.isVisible()


# --- a source falls silent


def known(name: str, *, quiet: timedelta, asked: datetime = START, **more: Any) -> SourceState:
    """A source that used to bring a post each minute or so."""
    last = START - quiet
    hours = {str(int(last.timestamp()) // 3600 - n): 60 for n in range(12)}
    return SourceState(name=name, last_try=asked, last_success=asked, last_new=last, hours=hours, **more)


class Watcher:
    """Looks at the sources while a collector lives, and notes which are said to have fallen silent."""

    def __init__(self, keeper: CollectorKeeper, cast: Cast, qtbot: QtBot) -> None:
        self.keeper, self._cast, self._qtbot = keeper, cast, qtbot
        self.silent: list[list[str]] = []
        keeper.fell_silent.connect(self.silent.append)
        cast.posts.beat(PULSE)

    def look(self, *states: SourceState) -> Condition:
        """The sources are like this now."""
        names = {one.name for one in self._cast.sources.sources()}
        for state in states:
            if state.name not in names:
                settings = {"address": f"https://example.org/{state.name}"}
                self._cast.sources.add(Source(name=state.name, kind="feed", settings=settings))
            self._cast.posts.states[state.name] = state
        shown: list[bool] = []

        def show(found: Any) -> None:
            self.keeper._show_health(found)
            shown.append(True)

        self.keeper._desk.read(self.keeper._read_health, show)
        self._qtbot.waitUntil(lambda: bool(shown))
        return self.keeper.condition


@pytest.fixture
def watcher(desk: Desk, cast: Cast, qtbot: QtBot) -> Iterator[Watcher]:
    """On a keeper that starts nothing by itself."""
    keeper = CollectorKeeper(desk, Script())
    yield Watcher(keeper, cast, qtbot)
    keeper.close()
    keeper.deleteLater()


def test_silence_is_said_once_and_again_only_of_another_source_or_another_time(watcher: Watcher) -> None:
    watcher.look(known("微博", quiet=5 * MINUTE), known("论坛", quiet=MINUTE))
    assert watcher.silent == []
    assert watcher.look(known("微博", quiet=2 * HOUR)).silent == ("微博",)
    watcher.look(known("微博", quiet=3 * HOUR))
    assert watcher.silent == [["微博"]]
    assert watcher.look(known("论坛", quiet=4 * HOUR)).silent == ("微博", "论坛")
    assert watcher.silent == [["微博"], ["论坛"]]
    watcher.look(known("微博", quiet=MINUTE))
    watcher.look(known("微博", quiet=4 * HOUR))
    assert watcher.silent == [["微博"], ["论坛"], ["微博"]], "it spoke in between"


def test_a_source_that_slept_with_the_computer_is_not_called_silent_before_it_is_asked(watcher: Watcher) -> None:
    """In the morning all are as old as the night; a minute later they are not."""
    assert watcher.look(known("微博", quiet=12 * HOUR, asked=START - 12 * HOUR)).silent == ()
    watcher.look(known("微博", quiet=MINUTE, asked=START))
    assert watcher.silent == []
    watcher.look(known("论坛", quiet=12 * HOUR, asked=START))
    assert watcher.silent == [["论坛"]]


def test_while_no_collector_lives_no_source_is_blamed_for_its_silence(watcher: Watcher, cast: Cast) -> None:
    cast.posts.beat(Pulse(at=START - HOUR, process=1, began=START - 9 * HOUR))
    assert watcher.look(known("微博", quiet=2 * HOUR)).silent == ()
    assert watcher.silent == []


def test_a_silent_source_stays_so_while_the_collector_is_started_again(watcher: Watcher, cast: Cast) -> None:
    watcher.look(known("微博", quiet=2 * HOUR))
    cast.posts.beat(Pulse(at=START - HOUR, process=1, began=START - 9 * HOUR))
    assert watcher.look().silent == ("微博",)
    cast.posts.beat(PULSE)
    watcher.look()
    assert watcher.silent == [["微博"]], "nobody is told twice"


def test_a_paused_source_is_neither_silent_nor_failing(watcher: Watcher, cast: Cast) -> None:
    watcher.look(known("微博", quiet=MINUTE))
    cast.sources.pause("微博", paused=True)
    found = watcher.look(known("微博", quiet=9 * HOUR, trouble=Said("source-test-slow", {"seconds": 1})))
    assert (found.sources, found.failing, found.silent) == (0, (), ())


def test_a_failing_source_is_counted_but_not_called_silent(watcher: Watcher) -> None:
    trouble = Said("source-test-slow", {"seconds": 1})
    found = watcher.look(known("微博", quiet=9 * HOUR, trouble=trouble), known("论坛", quiet=MINUTE))
    assert (found.sources, found.failing, found.silent) == (2, ("微博",), ())
    assert watcher.silent == []


def test_the_window_says_who_fell_silent_and_an_alert_is_one_press_away(
    workplace: Workplace, cast: Cast, script: Script, qtbot: QtBot
) -> None:
    script.source = "import sys; sys.exit(1)"
    watcher, messages, texts = (
        Watcher(workplace.collector, cast, qtbot),
        workplace.window.messages,
        workplace.desk.texts,
    )
    watcher.look(known("微博", quiet=2 * HOUR), known("论坛", quiet=2 * HOUR))
    assert messages.isVisible()
    assert messages.sentence.text() == texts("window-sources-silent", names="微博、论坛")
    assert messages.property("tone") == "warn"
    offered = messages.findChild(QPushButton, "alertSilence")
    assert isinstance(offered, QPushButton)
    assert offered.text() == texts("action-alert-raise")
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    asked = the_dialog(qtbot, "alertDialog")
    assert isinstance(asked, Question)
    assert asked.answers() == {
        "level": WarningLevel.YELLOW,
        "title": texts("window-silent-title", names="微博、论坛"),
        "reason": texts("window-sources-silent", names="微博、论坛"),
    }
    asked.send()
    qtbot.waitUntil(lambda: bool(cast.room.state.alerts))
    (alert,) = cast.room.state.alerts.values()
    assert (alert.title, alert.level) == (texts("window-silent-title", names="微博、论坛"), WarningLevel.YELLOW)
    qtbot.waitUntil(lambda: dialog("alertDialog") is None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_of_silence_names_the_sources_in_every_language(language: Language) -> None:
    texts = Texts(language)
    for key in ("window-sources-silent", "window-silent-title"):
        assert "微博, 论坛" in texts(key, names="微博, 论坛")
