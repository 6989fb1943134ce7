# SPDX-License-Identifier: Apache-2.0
"""A statement's whole life at the keyboard: typed, saved by itself, frozen, returned, passed, approved, released."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.room import drafts
from app.room.state import Statement
from app.room.statements import DraftStatement, EditStatement, GiveVerdict, SubmitStatement
from app.room.words import StatementKind, Verdict
from tests.ui.doubles import PASSPHRASE, Cast
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.dialogs.question import Question
from ui.dialogs.seal import SealQuestion
from ui.panes.statement import StatementPane
from ui.widgets.autosave import Saving

WORDS = "11 月 19 日，网友反映我司华东三厂使用过期原料。我们已停产自查。"


@pytest.fixture
def draft(cast: Cast, incident: str) -> str:
    """周宁 has begun a holding statement."""
    command = DraftStatement(incident=incident, kind=StatementKind.HOLDING, text=WORDS)
    cast.room.act(command, cast.session("周宁"))
    return next(iter(cast.room.state.statements))


def now(cast: Cast, draft: str) -> Statement:
    return cast.room.state.statements[draft]


def on_disk(cast: Cast, draft: str) -> str:
    return drafts.text_of(now(cast, draft).updates)


def reviewed(cast: Cast, draft: str) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    for name in ("陈屿", "韩雪"):
        cast.room.act(GiveVerdict(statement=draft, verdict=Verdict.PASS), cast.unlocked(name))


def press(qtbot: QtBot, pane: StatementPane, name: str) -> None:
    made = pane.buttons.buttons[name]
    assert made.isVisible()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def seal(qtbot: QtBot, pane: StatementPane, passphrase: str = PASSPHRASE) -> SealQuestion:
    dialog = pane.findChild(SealQuestion)
    dialog.passphrase.setFocus()
    qtbot.keyClicks(dialog.passphrase, passphrase)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    return dialog


def test_without_an_incident_it_asks_for_one(qtbot: QtBot, show: Show) -> None:
    pane = show(StatementPane)
    assert pane.pages.currentWidget() is pane.empty
    with qtbot.waitSignal(pane.declare_requested):
        qtbot.mouseClick(pane.empty.findChild(QPushButton, "declare"), Qt.MouseButton.LeftButton)


def test_the_first_statement_is_begun_from_the_empty_pane(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    qtbot.mouseClick(pane.empty.findChild(QPushButton, "begin"), Qt.MouseButton.LeftButton)
    pane.findChild(Question, "newStatementDialog").send()
    qtbot.waitUntil(lambda: len(pane.statements()) == 1)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.editor)
    found = pane.statements()[0]
    assert (found.incident, found.kind, found.author) == (incident, StatementKind.HOLDING, cast.id("周宁"))
    assert not pane.editor.isReadOnly()


def test_typing_is_saved_by_itself_and_said_only_when_on_disk(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    cast.clock.at += timedelta(minutes=33, seconds=8)
    pane.editor.setFocus()
    pane.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(pane.editor, " We will report again at 20:00.")
    assert pane.autosave.standing is Saving.TYPED
    assert "14:33:08" not in pane.status.saved.text()
    assert pane.unsaved
    qtbot.waitUntil(lambda: pane.autosave.standing is Saving.SAVED, timeout=3000)
    assert on_disk(cast, draft) == WORDS + " We will report again at 20:00."
    assert pane.status.saved.text() == "已存 14:33:08"
    assert not pane.unsaved


def test_typing_without_a_pause_is_saved_every_two_seconds(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    for _ in range(12):
        qtbot.keyClicks(pane.editor, "a")
        qtbot.wait(200)
    assert on_disk(cast, draft) != WORDS
    qtbot.waitUntil(lambda: not pane.unsaved, timeout=3000)


def test_leaving_the_editor_saves_at_once(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "A")
    pane.choice.setFocus()
    qtbot.waitUntil(lambda: on_disk(cast, draft) == "A" + WORDS, timeout=500)


def test_closing_the_window_loses_nothing(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "last words ")
    pane.close()
    desk.close()
    assert on_disk(cast, draft) == "last words " + WORDS


def test_a_no_break_space_stays_what_it_is(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    QGuiApplication.clipboard().setText("10\u00a0000 件\n第二段")
    pane.editor.selectAll()
    pane.editor.paste()
    pane.save()
    qtbot.waitUntil(lambda: not pane.unsaved)
    assert on_disk(cast, draft) == "10\u00a0000 件\n第二段"


def test_a_full_disk_keeps_the_text_and_says_so(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    cast.journal.failing = True
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "B")
    pane.save()
    qtbot.waitUntil(pane.message.isVisible)
    assert pane.autosave.standing is Saving.REFUSED
    assert pane.editor.text() == "B" + WORDS
    assert on_disk(cast, draft) == WORDS
    cast.journal.failing = False
    qtbot.mouseClick(pane.message.findChild(QPushButton, "saveAgain"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: on_disk(cast, draft) == "B" + WORDS)


@pytest.mark.parametrize(("button", "wanted"), [("keepMine", "C" + WORDS), ("takeTheirs", "别人的文字")])
def test_crossing_hands_choose_and_lose_nothing(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str, button: str, wanted: str
) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    cast.room.act(EditStatement(statement=draft, text="别人的文字"), cast.session("林越"))
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "C")
    pane.save()
    qtbot.waitUntil(lambda: pane.autosave.standing is Saving.CROSSED)
    assert "林越" in pane.message.sentence.text()
    assert pane.editor.text() == "C" + WORDS
    assert on_disk(cast, draft) == "别人的文字"
    pane.deeds.concern(now(cast, draft))
    qtbot.mouseClick(pane.message.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: on_disk(cast, draft) == wanted and not pane.unsaved)
    assert pane.editor.text() == wanted
    if button == "takeTheirs":
        assert QGuiApplication.clipboard().text() == "C" + WORDS


def test_what_somebody_else_wrote_appears_while_nobody_types(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    pane = show(StatementPane)
    desk.act(EditStatement(statement=draft, text="新的文字"), session=cast.session("周宁"))
    qtbot.waitUntil(lambda: pane.editor.text() == "新的文字")


def test_submitting_freezes_what_is_on_screen(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "Z")
    qtbot.keyClick(pane.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: now(cast, draft).standing is not None)
    revision = now(cast, draft).standing
    assert revision is not None
    assert revision.text == "Z" + WORDS
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.frozen)
    assert pane.frozen.text.toPlainText() == "Z" + WORDS
    assert revision.sha256 in pane.frozen.hash.text()
    assert pane.editor.isReadOnly()


def test_legal_passes_with_their_passphrase(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    desk.sign_in(cast.session("陈屿"))
    pane = show(StatementPane)
    press(qtbot, pane, "pass")
    dialog = pane.findChild(SealQuestion)
    revision = now(cast, draft).standing
    assert revision is not None
    assert dialog.findChild(type(pane.editor).__mro__[1], "sealText").toPlainText() == WORDS
    assert revision.sha256 in dialog.findChild(type(pane.frozen.hash), "sealHash").text()
    seal(qtbot, pane)
    qtbot.waitUntil(lambda: len(now(cast, draft).revisions[0].verdicts) == 1)
    verdict = now(cast, draft).revisions[0].verdicts[0]
    assert (verdict.person, verdict.verdict) == (cast.id("陈屿"), Verdict.PASS)
    assert desk.session is not None
    assert desk.session.key is None


def test_a_wrong_passphrase_seals_nothing(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    desk.sign_in(cast.session("陈屿"))
    pane = show(StatementPane)
    press(qtbot, pane, "pass")
    dialog = seal(qtbot, pane, "wrong")
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.sentence.text() == desk.texts("error-wrong-passphrase")
    assert dialog.passphrase.text() == ""
    assert not now(cast, draft).revisions[0].verdicts
    dialog.reject()


def test_the_author_is_not_offered_a_verdict_on_their_own_words(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    assert not pane.buttons.buttons["pass"].isVisible()
    assert not pane.buttons.buttons["return"].isVisible()
    desk.sign_in(cast.session("陈屿"))
    qtbot.waitUntil(pane.buttons.buttons["pass"].isVisible)


def test_what_comes_next_stands_above_its_buttons_where_they_leave_it_no_room(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    desk.set_texts("en")
    pane = show(StatementPane)
    step = pane.next
    pane.resize(1200, 600)
    qtbot.waitUntil(lambda: step.width() > 1000)
    assert step.word.y() < pane.buttons.y() + pane.buttons.height()
    pane.resize(430, 600)
    qtbot.waitUntil(lambda: step.word.geometry().bottom() < pane.buttons.y())
    assert step.word.heightForWidth(step.word.width()) <= step.word.height()


def test_a_return_needs_a_reason_and_shows_it(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    desk.sign_in(cast.session("陈屿"))
    pane = show(StatementPane)
    press(qtbot, pane, "return")
    dialog = seal(qtbot, pane)
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.sentence.text() == desk.texts("refusal-needs-reason")
    qtbot.keyClicks(dialog.field("reason"), "too absolute")
    dialog.send()
    qtbot.waitUntil(lambda: "too absolute" in pane.next.word.text())
    assert "陈屿" in pane.next.word.text()


def test_the_authors_own_approval_is_refused_with_its_sentence(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, incident: str
) -> None:
    cast.room.act(DraftStatement(incident=incident, kind=StatementKind.HOLDING, text=WORDS), cast.session("林越"))
    mine = next(iter(cast.room.state.statements))
    cast.room.act(SubmitStatement(statement=mine), cast.session("林越"))
    pane = show(StatementPane)
    press(qtbot, pane, "approve")
    assert pane.message.isVisible()
    assert pane.message.sentence.text() == desk.texts("refusal-author-may-not-approve")
    assert pane.findChild(SealQuestion) is None


def test_approval_before_legal_is_refused_by_name(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    pane = show(StatementPane)
    press(qtbot, pane, "approve")
    assert pane.message.sentence.text() == desk.texts("refusal-legal-must-pass", person="陈屿")


def test_approved_and_released_to_a_channel(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    reviewed(cast, draft)
    pane = show(StatementPane)
    press(qtbot, pane, "approve")
    seal(qtbot, pane)
    qtbot.waitUntil(pane.buttons.buttons["release"].isVisible)
    press(qtbot, pane, "release")
    dialog = pane.findChild(Question, "releaseDialog")
    channel = dialog.field("channel")
    assert isinstance(channel, QLineEdit)
    channel.setText("微博官方账号")
    qtbot.keyClick(channel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(now(cast, draft).releases) == 1)
    release = now(cast, draft).releases[0]
    assert (release.channel, release.sha256) == ("微博官方账号", now(cast, draft).revisions[0].sha256)
    qtbot.waitUntil(lambda: pane.next.word.text() == desk.texts("statement-next-out"))


def test_an_edit_after_submission_warns_first_and_voids(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    reviewed(cast, draft)
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    press(qtbot, pane, "edit")
    assert "作废" in pane.message.sentence.text()
    assert pane.editor.isReadOnly()
    qtbot.mouseClick(pane.message.findChild(QPushButton, "editAnyway"), Qt.MouseButton.LeftButton)
    assert pane.pages.currentWidget() is pane.editor
    qtbot.keyClicks(pane.editor, "X")
    assert now(cast, draft).standing is not None
    pane.save()
    qtbot.waitUntil(lambda: now(cast, draft).standing is None)
    qtbot.waitUntil(lambda: pane.next.word.text() == desk.texts("statement-next-void"))
    assert pane.editor.text() == "X" + WORDS
    pane.status.views.press("1")
    assert "作废" in pane.frozen.mark.text()


def test_a_revision_is_compared_with_the_one_before(qtbot: QtBot, show: Show, cast: Cast, draft: str) -> None:
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    cast.room.act(EditStatement(statement=draft, text=WORDS.replace("停产", "全面停产")), cast.session("周宁"))
    cast.room.act(SubmitStatement(statement=draft), cast.session("周宁"))
    pane = show(StatementPane)
    assert pane.status.views.current == "2"
    qtbot.mouseClick(pane.frozen.compare, Qt.MouseButton.LeftButton, pos=pane.frozen.compare.rect().center())
    pane.frozen.compare.setChecked(True)
    cursor = pane.frozen.text.document().find("全面")
    assert cursor.charFormat().fontUnderline()


def test_what_is_typed_is_saved_under_the_name_of_who_typed_it(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "Y")
    desk.sign_in(cast.session("林越"))
    qtbot.waitUntil(lambda: on_disk(cast, draft) == "Y" + WORDS, timeout=3000)
    assert now(cast, draft).last_editor == cast.id("周宁")


def test_nobody_signed_in_cannot_type(show: Show, desk: Desk, draft: str) -> None:
    desk.sign_in(None)
    pane = show(StatementPane)
    assert pane.editor.text() == WORDS
    assert pane.editor.isReadOnly()
    assert not any(made.isVisible() for made in pane.buttons.buttons.values())


def test_looking_back_shows_the_draft_as_it_was(qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str) -> None:
    moment = cast.clock.at
    cast.later(5)
    cast.room.act(EditStatement(statement=draft, text="后来的文字"), cast.session("周宁"))
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    assert pane.editor.text() == "后来的文字"
    desk.look_back(moment)
    assert pane.editor.text() == WORDS
    assert pane.editor.isReadOnly()
    desk.look_back(None)
    qtbot.waitUntil(lambda: pane.editor.text() == "后来的文字")
    assert not pane.editor.isReadOnly()


def test_the_count_warns_beyond_the_platforms_limit(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    del draft
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    assert pane.status.count.property("chip") == "plain"
    pane.editor.set_text("字" * 141)
    assert pane.status.count.property("chip") == "warn"
    assert "141/140" in pane.status.count.text()
    pane.editor.set_text("看不\u200b见")
    assert "U+200B" in pane.status.hidden.text()


def test_every_word_follows_the_language(show: Show, desk: Desk, draft: str) -> None:
    del draft
    pane = show(StatementPane)
    desk.set_texts("en")
    assert pane.title.text() == "Statement"
    assert pane.buttons.buttons["submit"].text() == "Submit"
    assert pane.status.saved.text().startswith("Saved")
    desk.set_texts("zh-Hant")
    assert pane.title.text() == "聲明"


def test_looking_back_in_the_middle_of_a_word_writes_nothing_old(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str
) -> None:
    moment = cast.clock.at
    cast.later(5)
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "new ")
    desk.look_back(moment)
    assert pane.editor.text() == WORDS
    qtbot.waitUntil(lambda: on_disk(cast, draft) == "new " + WORDS)
    qtbot.wait(1000)
    assert on_disk(cast, draft) == "new " + WORDS
    desk.look_back(None)
    qtbot.waitUntil(lambda: pane.editor.text() == "new " + WORDS)


def test_words_that_could_not_be_saved_survive_a_change_of_statement(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk, draft: str, incident: str
) -> None:
    cast.room.act(DraftStatement(incident=incident, kind=StatementKind.PROGRESS, text="另一份"), cast.session("周宁"))
    desk.sign_in(cast.session("周宁"))
    pane = show(StatementPane)
    pane.choose(draft)
    cast.room.act(EditStatement(statement=draft, text="别人的文字"), cast.session("林越"))
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "mine ")
    pane.save()
    qtbot.waitUntil(lambda: pane.autosave.standing is Saving.CROSSED)
    pane.choose(next(s.id for s in pane.statements() if s.id != draft))
    assert pane.editor.text() == "另一份"
    assert QGuiApplication.clipboard().text() == "mine " + WORDS
    assert pane.message.sentence.text() == desk.texts("statement-mine-in-clipboard")
    assert on_disk(cast, draft) == "别人的文字"
