# SPDX-License-Identifier: Apache-2.0
"""The beacon in the window: on the strip, on the wall, in the feed; and from an alert to an incident.

Trap: what the beacon proposes is taken up once a second, so a test waits for it.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.posts.question import Question
from app.room.words import WarningLevel
from tests.ui.doubles import Cast
from tests.ui.panes.burning import BRAND, PERSON, about, proposal, watched
from tests.ui.shell.conftest import the_dialog
from ui.dialogs.incident import DeclareDialog
from ui.workplace import Workplace


@pytest.fixture
def burning(workplace: Workplace, cast: Cast, qtbot: QtBot) -> Workplace:
    """The collector has left two proposals; the window has taken them up."""
    watched(cast)
    cast.posts.propose(
        [
            proposal(BRAND.name, WarningLevel.RED, number=1, run=1),
            proposal(PERSON.name, WarningLevel.YELLOW, number=2, run=2),
        ],
        {},
    )
    qtbot.waitUntil(lambda: len(workplace.desk.state.alerts) == 2)
    workplace.desk.posts_changed.emit()
    return workplace


def test_while_all_is_calm_the_strip_has_no_beacon(workplace: Workplace) -> None:
    assert not workplace.window.strip.beacon.isVisible()


def test_when_the_collector_says_that_something_is_proposed_nobody_waits_for_the_next_second(
    workplace: Workplace, cast: Cast, qtbot: QtBot
) -> None:
    workplace._second.stop()
    watched(cast)
    qtbot.waitUntil(lambda: not workplace._taking_up._looking)
    cast.posts.propose([proposal(BRAND.name, WarningLevel.RED, number=1, run=1)], {})
    workplace.collector.proposed.emit()
    qtbot.waitUntil(workplace.window.strip.beacon.isVisible)


def test_the_strip_shows_what_burns_most_by_shape_word_and_colour(burning: Workplace) -> None:
    chip = burning.window.strip.beacon
    assert chip.isVisible()
    assert chip.text() == "◆ 红色预警 岁稔食品 +1"
    assert (chip.property("warning"), chip.property("waiting")) == ("red", "true")
    assert chip.toolTip() == (
        "◆ 红色预警 岁稔食品 · 13:54 起 · 未确认\n2 条预警待确认，共 2 条。按 Alt+- 打开烽火面板。"
    )
    burning.set_language("en")
    assert chip.text() == "◆ Red warning 岁稔食品 +1"


def test_what_is_over_goes_from_strip_and_wall_by_itself(workplace: Workplace, cast: Cast) -> None:
    workplace.desk.changed.emit(cast.light(WarningLevel.YELLOW)[1])
    workplace.commands["wall"].trigger()
    wall, chip = workplace.wall, workplace.window.strip.beacon
    assert wall is not None
    assert (chip.isVisible(), wall.beacon[0].isVisible()) == (True, True)
    assert "13:51 起" in chip.toolTip()
    cast.later(60 * 12)
    workplace.window.tick()
    assert "11-19 13:51 起" in chip.toolTip(), "it is another day"
    cast.later(60 * 13)
    workplace.window.tick()
    wall.tick()
    assert (chip.isVisible(), wall.beacon[0].isVisible()) == (False, False)
    wall.close()


def test_it_keeps_its_distance_from_the_clock(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    cast.convene(cast.declare())
    workplace.desk.changed.emit(cast.light(WarningLevel.RED)[1])
    strip = workplace.window.strip
    qtbot.waitUntil(strip.elapsed.isVisible)
    qtbot.waitUntil(lambda: strip.beacon.x() - strip.elapsed.geometry().right() >= 16)


def test_a_press_on_it_leads_to_the_watch_that_burns(burning: Workplace, qtbot: QtBot) -> None:
    QTest.mouseClick(burning.window.strip.beacon, Qt.MouseButton.LeftButton)
    pane = burning.panes.beacon
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    chosen = pane.chosen()
    assert chosen is not None
    assert chosen.watch == BRAND.name
    assert not burning.window.docks.docks["beacon"].visibleRegion().isEmpty()


def test_once_decided_it_is_framed_and_no_longer_filled(burning: Workplace, qtbot: QtBot) -> None:
    QTest.mouseClick(burning.window.strip.beacon, Qt.MouseButton.LeftButton)
    pane = burning.panes.beacon
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)  # 林越 commands: red is theirs
    qtbot.waitUntil(lambda: burning.window.strip.beacon.text() == "● 黄色预警 沈嘉禾 +1")
    assert burning.window.strip.beacon.property("waiting") == "true"


def test_an_incident_is_declared_from_an_alert_which_then_is_part_of_it(burning: Workplace, qtbot: QtBot) -> None:
    QTest.mouseClick(burning.window.strip.beacon, Qt.MouseButton.LeftButton)
    pane = burning.panes.beacon
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    QTest.keyClick(pane.list, Qt.Key.Key_D)
    dialog = the_dialog(qtbot, "declareDialog")
    assert isinstance(dialog, DeclareDialog)
    assert dialog.findChild(QLineEdit, "title").text() == "岁稔食品"
    assert "负面占 61%" in dialog.summary.toPlainText()
    dialog.send()
    qtbot.waitUntil(lambda: any(alert.incident for alert in burning.desk.state.alerts.values()))
    assert burning.desk.incident is not None
    assert burning.desk.incident.title == "岁稔食品"


def test_from_the_alert_in_the_feed_enter_leads_to_its_numbers(burning: Workplace, qtbot: QtBot) -> None:
    feed = burning.panes.feed
    qtbot.waitUntil(lambda: len(feed.alerts.rows.rows) == 2)
    feed.alerts.setFocus()
    feed.alerts.setCurrentIndex(feed.alerts.rows.index(1))
    assert "负面占 61%" in str(feed.alerts.rows.index(1).data())
    assert feed.detail.buttons["beacon"].isVisible()
    assert feed.detail.buttons["acknowledge"].text() == "A 已看到"
    QTest.keyClick(feed.alerts, Qt.Key.Key_Return)
    pane = burning.panes.beacon
    qtbot.waitUntil(lambda: pane.chosen() is not None)
    chosen = pane.chosen()
    assert chosen is not None
    assert chosen.watch == PERSON.name


def test_the_posts_of_a_story_are_shown_in_the_feed(burning: Workplace, cast: Cast, qtbot: QtBot) -> None:
    cast.posts.add([about(BRAND, -2)])
    story = cast.posts.stories(list(cast.posts.find_stories(Question(watch=BRAND.name))))[0]
    burning.panes.beacon.story_wanted.emit(story)
    feed = burning.panes.feed
    qtbot.waitUntil(lambda: feed.model.question == Question(story=story.id))
    assert feed.rows.banner.isVisible()


def test_the_wall_names_what_burns(burning: Workplace, qtbot: QtBot) -> None:
    burning.commands["wall"].trigger()
    assert burning.wall is not None
    said = [label.text() for label in burning.wall.beacon if label.isVisible()]
    assert len(said) == 2
    assert "◆ 红色预警 岁稔食品 · 13:54 起 · 未确认" in said[0]
    burning.wall.close()


def test_policy_and_replay_are_commands_of_the_palette(burning: Workplace, qtbot: QtBot) -> None:
    burning.commands["beacon-policy"].trigger()
    the_dialog(qtbot, "policyDialog").reject()
    burning.commands["beacon-replay"].trigger()
    the_dialog(qtbot, "replayDialog").reject()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_in_the_monitors_perspective_it_stands_in_front_at_every_size(
    burning: Workplace, qtbot: QtBot, language: str
) -> None:
    burning.set_language(language)
    for size in ((1366, 768), (1920, 1080)):
        burning.window.resize(*size)
        burning.commands["perspective-monitor"].trigger()
        burning.commands["layout-reset"].trigger()
        detail = burning.panes.beacon.detail
        qtbot.waitUntil(lambda: burning.panes.beacon.model.rowCount() == 3)
        dock = burning.window.docks.docks["beacon"]
        for part in (dock, detail.heading, detail.reasons, detail.buttons):
            qtbot.waitUntil(lambda part=part: not part.visibleRegion().isEmpty())  # type: ignore[misc]
        for part in (detail.canvas, detail.lines.list):  # at once, or by going there
            part.setFocus(Qt.FocusReason.TabFocusReason)
            detail.area.ensureWidgetVisible(part)
            qtbot.waitUntil(lambda part=part: not part.visibleRegion().isEmpty())  # type: ignore[misc]
