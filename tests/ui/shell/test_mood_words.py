# SPDX-License-Identifier: Apache-2.0
"""Own words: added, tried before they are saved, changed, removed and put back; reached where they are needed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Mood
from app.posts.sentiment.feeling import MoodWord
from tests.ui.doubles import Cast, PlainScorer
from tests.ui.shell.conftest import the_dialog, type_in
from ui.desk import Desk
from ui.dialogs.mood_words import MoodWordsDialog
from ui.workplace import Workplace

CTRL = Qt.KeyboardModifier.ControlModifier


class Opened:
    """The dialog on a desk, and how often it said that the book has changed."""

    def __init__(self, desk: Desk, parent: QWidget, **more: str) -> None:
        self.changes = 0
        self.dialog = MoodWordsDialog(desk, parent, done=self._count, scorer_on=PlainScorer, **more)
        self.dialog.open()

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def titles(dialog: MoodWordsDialog) -> list[str]:
    return [line.title for line in dialog.view.model.rows]


def test_a_word_is_added_with_the_keyboard(qtbot: QtBot, cast: Cast, desk: Desk, parent: QWidget) -> None:
    opened = Opened(desk, parent)
    dialog = opened.dialog
    qtbot.waitUntil(dialog.view.empty.isVisible)
    type_in(dialog.word, "翻车")
    qtbot.keyClick(dialog.word, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(dialog) == ["翻车"])
    assert cast.moods.words() == (MoodWord(word="翻车", mood=Mood.NEGATIVE),)
    assert opened.changes == 1
    assert "已保存“翻车”" in dialog.message.sentence.text()
    dialog.reject()


def test_a_word_is_tried_before_it_is_saved(qtbot: QtBot, cast: Cast, desk: Desk, parent: QWidget) -> None:
    dialog = Opened(desk, parent, text="这次翻车了").dialog
    qtbot.waitUntil(lambda: "没有变化" in dialog.trial.figures.text())
    type_in(dialog.word, "翻车")
    dialog.word.textEdited.emit("翻车")
    qtbot.waitUntil(lambda: "→" in dialog.trial.figures.text())
    assert dialog.trial.figures.text() == "中性 0.00 → 负面 −1.00"
    assert "情绪词“翻车”" in dialog.trial.why.text()
    marked = [mark.cursor.selectedText() for mark in dialog.trial.text.extraSelections()]
    assert marked == ["翻车"]
    assert cast.moods.words() == ()
    dialog.reject()


def test_a_word_is_changed_and_removed_and_put_back(qtbot: QtBot, cast: Cast, desk: Desk, parent: QWidget) -> None:
    cast.moods.put(MoodWord(word="塌房", mood=Mood.NEGATIVE))
    cast.moods.put(MoodWord(word="坏小子", mood=Mood.NEUTRAL))
    dialog = Opened(desk, parent).dialog
    qtbot.waitUntil(lambda: titles(dialog) == ["塌房", "坏小子"])
    dialog.view.list.setFocus()
    qtbot.keyClick(dialog.view.list, Qt.Key.Key_Down)
    assert dialog.word.text() == "坏小子"
    dialog.strength.setFocus()
    qtbot.keyClick(dialog.strength, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.strength, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: cast.moods.words()[-1].strength == 3)
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.view.list.setFocus()
    qtbot.keyClick(dialog.view.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(dialog) == ["塌房"])
    qtbot.waitUntil(lambda: dialog.message.findChild(QPushButton, "undoRemove") is not None)
    undo = dialog.message.findChild(QPushButton, "undoRemove")
    assert undo is not None
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: titles(dialog) == ["塌房", "坏小子"])
    assert cast.moods.words()[-1] == MoodWord(word="坏小子", mood=Mood.NEUTRAL, strength=3)
    dialog.reject()


def test_a_word_that_is_there_already_is_refused_in_place(
    qtbot: QtBot, cast: Cast, desk: Desk, parent: QWidget
) -> None:
    cast.moods.put(MoodWord(word="塌房", mood=Mood.NEGATIVE))
    dialog = Opened(desk, parent, word="塌房").dialog
    qtbot.waitUntil(lambda: dialog.word.text() == "塌房" and titles(dialog) == ["塌房"])
    qtbot.keyClick(dialog.word, Qt.Key.Key_N, CTRL)
    type_in(dialog.word, "塌房")
    qtbot.keyClick(dialog.word, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.message.isVisible() and "塌房" in dialog.message.sentence.text())
    assert dialog.go.isEnabled()
    dialog.reject()


def test_it_opens_from_the_window_and_from_the_analysis(qtbot: QtBot, workplace: Workplace) -> None:
    qtbot.keyClick(workplace.window, Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    the_dialog(qtbot, "moodWordsDialog").reject()
    qtbot.keyClick(workplace.window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    pane = workplace.panes.analysis
    qtbot.waitUntil(pane.isVisible)
    qtbot.keyClick(pane.parts.terms.table, Qt.Key.Key_W)
    the_dialog(qtbot, "moodWordsDialog").reject()


def test_a_word_marked_in_a_post_comes_along_with_the_text(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.panes.feed.word_wanted.emit("翻车", "")
    dialog = the_dialog(qtbot, "moodWordsDialog")
    assert isinstance(dialog, MoodWordsDialog)
    assert dialog.word.text() == "翻车"
    dialog.reject()
