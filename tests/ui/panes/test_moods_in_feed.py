# SPDX-License-Identifier: Apache-2.0
"""Why a post has its mood, and putting that right: one key, one number, and back again."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from app.posts.post import Mood
from app.posts.sentiment.feeling import Explanation, Feeling, MoodWord, Piece, PieceKind
from app.room import moods
from app.texts import Texts
from tests.ui.doubles import Cast, post
from tests.ui.panes.flood import CHEER, EVADED, FACTORY, await_lines, choose, lines, pour, press, story, watched
from tests.ui.panes.showing import Show
from ui.delegates.feed_delegate import RowMark
from ui.desk import Desk
from ui.dialogs.mood_choice import MoodChoice
from ui.models.feed_model import MARK_ROLE
from ui.mood_words import because
from ui.panes.feed import FeedPane
from ui.tokens import DARK
from ui.widgets.mood_marks import marks_of


@pytest.fixture
def pane(qtbot: QtBot, cast: Cast, show: Show) -> FeedPane:
    """The feed after a small flood, nothing chosen."""
    watched(cast)
    pour(cast)
    shown = show(FeedPane)
    qtbot.waitUntil(lambda: len(lines(shown)) == 4 and all(lines(shown)))
    return shown


def marks(pane: FeedPane) -> dict[str, QTextCharFormat]:
    """Marked pieces with an underline of their own."""
    found: list[QTextEdit.ExtraSelection] = pane.detail.text.extraSelections()
    return {
        mark.cursor.selectedText(): QTextCharFormat(mark.format)
        for mark in found
        if mark.format.underlineStyle() is not QTextCharFormat.UnderlineStyle.NoUnderline
        and mark.format.underlineColor().isValid()
    }


def asked(qtbot: QtBot, pane: FeedPane) -> MoodChoice:
    """The choice that opened."""
    qtbot.waitUntil(lambda: pane.findChild(MoodChoice) is not None)
    found = pane.findChild(MoodChoice)
    assert found is not None
    return found


def row_mark(pane: FeedPane, row: int) -> RowMark:
    found = pane.model.index(row, 0).data(MARK_ROLE)
    assert isinstance(found, RowMark)
    return found


# why


def test_the_pieces_that_pushed_are_marked_and_said(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, EVADED)
    qtbot.waitUntil(lambda: "没人接" in marks(pane))
    assert marks(pane)["没人接"].underlineStyle() is QTextCharFormat.UnderlineStyle.SingleUnderline
    assert pane.detail.why.text().startswith("首条 负面 −0.90：没人接")
    assert "实线负面" in pane.detail.place.text()


def test_each_mood_has_a_line_of_its_own_not_only_a_colour(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, CHEER)
    qtbot.waitUntil(lambda: "支持" in marks(pane))
    assert marks(pane)["支持"].underlineStyle() is QTextCharFormat.UnderlineStyle.DashUnderline
    assert "虚线正面" in pane.detail.place.text()


def test_marks_are_as_loud_as_their_pieces_pushed_and_faint_lines_on_a_neutral_post() -> None:
    pieces = (Piece(0, 2, -1.0, PieceKind.MODEL), Piece(3, 5, -0.3, PieceKind.MODEL))

    def loud(mood: Mood, score: float) -> list[tuple[int, int]]:
        found = [how for _, _, how in marks_of(Explanation(Feeling(score, mood), pieces), DARK)]
        filled = [how.hasProperty(QTextCharFormat.Property.BackgroundBrush) for how in found]
        grounds = [how.background().color().alpha() if fill else 0 for how, fill in zip(found, filled, strict=True)]
        return list(zip(grounds, (how.underlineColor().alpha() for how in found), strict=True))

    hard, soft = loud(Mood.NEGATIVE, -0.9)
    assert hard > soft
    assert hard > loud(Mood.NEGATIVE, -0.3)[0]
    assert all(ground == 0 and line < soft[1] for ground, line in loud(Mood.NEUTRAL, -0.04))


def test_a_word_that_pushed_twice_is_named_once_however_it_is_written() -> None:
    pieces = (Piece(0, 5, -1.0, PieceKind.MODEL), Piece(6, 11, -0.9, PieceKind.MODEL))
    told = Explanation(Feeling(-0.6, Mood.NEGATIVE), pieces)
    assert because("Awful awful", told, Texts("zh-Hans")) == "Awful"


def test_y_puts_the_marks_away_and_back(qtbot: QtBot, pane: FeedPane) -> None:
    choose(qtbot, pane, EVADED)
    qtbot.waitUntil(lambda: "没人接" in marks(pane))
    press(qtbot, pane, Qt.Key.Key_Y)
    assert marks(pane) == {}
    assert "实线" not in pane.detail.place.text()
    press(qtbot, pane, Qt.Key.Key_Y)
    assert "没人接" in marks(pane)


def test_an_own_word_stands_on_a_deep_ground_and_is_named(qtbot: QtBot, cast: Cast, pane: FeedPane) -> None:
    cast.moods.put(MoodWord(word="我看见了", mood=Mood.NEGATIVE, strength=1))
    choose(qtbot, pane, FACTORY)
    qtbot.waitUntil(lambda: "我看见了" in marks(pane))
    ground = {word: how.background().color().alpha() for word, how in marks(pane).items()}
    assert ground["我看见了"] > ground["过期"]
    assert "深底情绪词" in pane.detail.place.text()
    assert "情绪词“我看见了”" in pane.detail.why.text()


def test_what_cannot_be_read_is_unknown_not_a_number(qtbot: QtBot, cast: Cast, pane: FeedPane, desk: Desk) -> None:
    cast.posts.add([post("……！！", 45, author="无言")])
    desk.posts_changed.emit()
    choose(qtbot, pane, "……！！")
    qtbot.waitUntil(lambda: "情绪未知" in pane.detail.why.text())
    assert marks(pane) == {}


def test_a_story_nobody_can_read_is_unknown_not_0(qtbot: QtBot, cast: Cast, pane: FeedPane, desk: Desk) -> None:
    unread = post("12 34 56 78 90 11 12 13", 46, author="无言", mood=Mood.UNKNOWN)
    cast.posts.add([unread, replace(unread, author="也无言", source_id="2")])
    desk.posts_changed.emit()
    choose(qtbot, pane, unread.text)
    press(qtbot, pane, Qt.Key.Key_C, shift=True)
    choice = asked(qtbot, pane)
    assert choice.machine.text().startswith("平均 未知")


# putting it right


def test_c_and_a_number_put_a_post_right(qtbot: QtBot, cast: Cast, pane: FeedPane, desk: Desk) -> None:
    press(qtbot, pane, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: len(lines(pane)) == 11 and all(lines(pane)))
    choose(qtbot, pane, CHEER)
    row = pane.list.currentIndex().row()
    press(qtbot, pane, Qt.Key.Key_C)
    choice = asked(qtbot, pane)
    assert "正面 +0.80" in choice.machine.text()
    qtbot.keyClick(choice, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 1)
    said = next(iter(desk.state.moods.values()))
    assert (said.mood, said.whole, said.text, said.by) == (Mood.NEGATIVE, False, CHEER, cast.id("林越"))
    assert said.before == pytest.approx(0.8)
    qtbot.waitUntil(lambda: "林越更正为负面（原为 +0.80）" in pane.detail.why.text())
    assert "已更正为负面" in pane.message.sentence.text()
    mark = row_mark(pane, row)
    assert (mark.mood, mark.corrected_by) == (Mood.NEGATIVE, "林越")


def test_a_correction_is_undone_with_one_button(qtbot: QtBot, pane: FeedPane, desk: Desk) -> None:
    choose(qtbot, pane, CHEER)
    press(qtbot, pane, Qt.Key.Key_C)
    qtbot.keyClick(asked(qtbot, pane), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 1)
    qtbot.waitUntil(lambda: pane.message.findChild(QPushButton, "undoMood") is not None)
    undo = pane.message.findChild(QPushButton, "undoMood")
    assert undo is not None
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 0)
    qtbot.waitUntil(lambda: "更正为" not in pane.detail.why.text())


def test_shift_c_puts_the_whole_story_right(qtbot: QtBot, cast: Cast, pane: FeedPane, desk: Desk) -> None:
    choose(qtbot, pane, EVADED)
    row = pane.list.currentIndex().row()
    press(qtbot, pane, Qt.Key.Key_C, shift=True)
    choice = asked(qtbot, pane)
    assert "（5 条）" in choice.windowTitle()
    choice.note.setFocus()
    qtbot.keyClicks(choice.note, "123")
    assert choice.note.text() == "123"  # figures in the note choose nothing
    qtbot.keyClick(choice.note, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(choice, Qt.Key.Key_3)
    key = story(cast, EVADED).key
    qtbot.waitUntil(lambda: moods.given(desk.state, key, whole=True) is not None)
    said = moods.given(desk.state, key, whole=True)
    assert said is not None
    assert (said.mood, said.note) == (Mood.POSITIVE, "123")
    qtbot.waitUntil(lambda: row_mark(pane, row).mood is Mood.POSITIVE)


def test_0_gives_it_back_to_the_machine(qtbot: QtBot, cast: Cast, pane: FeedPane, desk: Desk) -> None:
    choose(qtbot, pane, EVADED)
    press(qtbot, pane, Qt.Key.Key_C, shift=True)
    qtbot.keyClick(asked(qtbot, pane), Qt.Key.Key_3)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 1 and pane.findChild(MoodChoice) is None)
    press(qtbot, pane, Qt.Key.Key_C, shift=True)
    choice = asked(qtbot, pane)
    assert choice.back.isVisible()
    qtbot.keyClick(choice, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 0)
    assert "交还程序判断" in pane.message.sentence.text()
    assert cast.id("林越")


def test_a_refusal_is_said_in_the_choice(qtbot: QtBot, pane: FeedPane, desk: Desk) -> None:
    choose(qtbot, pane, CHEER)
    press(qtbot, pane, Qt.Key.Key_C)
    qtbot.keyClick(asked(qtbot, pane), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(desk.state.moods) == 1 and pane.findChild(MoodChoice) is None)
    press(qtbot, pane, Qt.Key.Key_C)
    choice = asked(qtbot, pane)
    qtbot.keyClick(choice, Qt.Key.Key_1)
    qtbot.waitUntil(choice.message.isVisible)
    assert "已经由林越定为负面" in choice.message.sentence.text()
    qtbot.keyClick(choice, Qt.Key.Key_Escape)


def test_nobody_signed_in_corrects_nothing(qtbot: QtBot, pane: FeedPane, desk: Desk) -> None:
    desk.sign_in(None)
    choose(qtbot, pane, CHEER)
    press(qtbot, pane, Qt.Key.Key_C)
    assert pane.message.isVisible()
    assert pane.findChild(MoodChoice) is None


# words


def test_a_word_selected_in_a_post_can_be_given_a_mood(qtbot: QtBot, pane: FeedPane) -> None:
    wanted: list[tuple[str, str]] = []
    pane.word_wanted.connect(lambda word, text: wanted.append((word, text)))
    choose(qtbot, pane, FACTORY)
    text = pane.detail.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(5)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_W)
    assert wanted == [("过期原料", FACTORY)]


def test_the_feed_shows_what_the_analysis_opened(qtbot: QtBot, pane: FeedPane) -> None:
    from app.posts.question import Question

    pane.show_question(Question(words="原料"))
    await_lines(qtbot, pane, [FACTORY])
    assert pane.list.hasFocus()
