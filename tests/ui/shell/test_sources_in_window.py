# SPDX-License-Identifier: Apache-2.0
"""Sources as part of the window: how a first person gets to them, and that nothing is left running behind them.

Trap: the pane reads the book only while it can be seen.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.posts.sources.source import Source
from tests.ui.doubles import Cast
from tests.ui.shell.conftest import the_dialog
from tests.ui.shell.doubles import Script
from ui.dialogs.source import SourceDialog
from ui.workplace import Workplace


def test_the_empty_feed_leads_to_a_first_source(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    feed, sources = workplace.panes.feed, workplace.panes.sources
    first = feed.empty.findChild(QPushButton, "addFirstSource")
    qtbot.waitUntil(first.isVisible)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    dialog = the_dialog(qtbot, "sourceDialog")
    assert isinstance(dialog, SourceDialog)
    QTest.keyClicks(dialog.choice.line, "news.example")
    for _ in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(cast.sources.sources()))
    qtbot.waitUntil(lambda: sources.view.model.rowCount() == 1)
    assert workplace.window.docks.is_shown("sources")


def test_alt_8_shows_the_sources_in_every_perspective(workplace: Workplace) -> None:
    for name in ("commander", "monitor", "writer", "legal"):
        workplace.commands[f"perspective-{name}"].trigger()
        workplace.commands["pane-sources"].trigger()
        assert workplace.panes.sources.isVisible(), name


def test_closing_the_window_ends_a_trial_that_runs(
    workplace: Workplace, cast: Cast, script: Script, qtbot: QtBot
) -> None:
    cast.sources.add(Source(name="新闻", kind="feed", settings={"address": "https://news.example/"}))
    script.source = "import time; time.sleep(60)"
    workplace.commands["pane-sources"].trigger()
    view = workplace.panes.sources.view
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    view.list.setCurrentIndex(view.model.index(0))
    workplace.panes.sources.test()
    qtbot.waitUntil(lambda: workplace.panes.sources.trial.name == "新闻")
    workplace.close()
    assert workplace.panes.sources.trial.name == ""
