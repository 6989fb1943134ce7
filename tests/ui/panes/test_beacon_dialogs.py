# SPDX-License-Identifier: Apache-2.0
"""Rules of one's own: written in a form, tried on past days beside today's, switched on; and what each level starts.

Trap: the book is read and written on another thread, so a test waits until the dialog has it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.room.alerts import DismissAlert
from app.room.words import Role, WarningLevel
from app.warning.policy import Measure, Rule
from tests.ui.doubles import START, Cast
from tests.ui.panes.burning import BRAND, RIVAL, about, proposal, propose, watched
from ui.desk import Desk
from ui.dialogs.policy import PolicyDialog
from ui.dialogs.replay import ReplayDialog

FIFTY = Rule(name="一小时五十条", level=WarningLevel.YELLOW, measure=Measure.MENTIONS, at_least=50)
SHARE = Rule(
    name="负面过三成", level=WarningLevel.ORANGE, measure=Measure.NEGATIVE_SHARE, at_least=0.3, sample=5,
    watches=(BRAND.name,),
)  # fmt: skip


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk, parent: QWidget) -> Iterator[PolicyDialog]:
    """The editor over two rules."""
    desk.policy.put(FIFTY)
    desk.policy.put(SHARE)
    made = PolicyDialog(desk, parent)
    made.open()
    qtbot.waitUntil(lambda: bool(made.view.model.rows))
    yield made
    if isValid(made):
        made.undo.click()
        made.reject()


def names(dialog: PolicyDialog) -> list[str]:
    return [line.title for line in dialog.view.model.rows]


def type_into(dialog: PolicyDialog, field: str, text: str) -> None:
    """As a person types."""
    line = dialog.form.findChild(QWidget, f"rule-{field}")
    line.setText(text)
    line.textEdited.emit(text)


def open_replays(dialog: QWidget) -> list[ReplayDialog]:
    return [one for one in dialog.findChildren(ReplayDialog) if one.isVisible()]


# the editor


def test_rules_are_told_in_words_with_their_level(editor: PolicyDialog) -> None:
    lines = editor.view.model.rows
    assert (lines[0].title, lines[0].value, lines[0].note) == (
        "一小时五十条", "● 黄色预警", "1 小时内提及 ≥ 50 · 全部主题",
    )  # fmt: skip
    assert lines[1].note == "1 小时内负面占比 ≥ 30%（样本至少 5 条） · 岁稔食品"
    assert editor.state.text() == "与现行策略相同。"
    assert not editor.go.isEnabled()


def test_a_share_is_written_in_per_cent(qtbot: QtBot, editor: PolicyDialog) -> None:
    editor.view.list.setFocus()
    qtbot.keyClick(editor.view.list, Qt.Key.Key_Down)
    assert editor.form.at_least.text() == "30"
    type_into(editor, "at_least", "45%")
    assert "≥ 45%" in editor.view.model.rows[1].note
    draft = editor.draft()
    assert not isinstance(draft, tuple)
    assert draft.rules[1].at_least == pytest.approx(0.45)  # type: ignore[union-attr]
    assert editor.state.text() == "有改动，尚未启用。"


def test_what_cannot_be_is_said_at_once_and_cannot_be_switched_on(editor: PolicyDialog) -> None:
    type_into(editor, "at_least", "很多")
    assert editor.state.text() == "“达到”要填数字。"
    assert not editor.go.isEnabled()
    assert not editor.replay.isEnabled()
    type_into(editor, "at_least", "60")
    type_into(editor, "times", "25 点")
    assert editor.state.text() == "时段写成 22:00-07:00，或留空。"
    type_into(editor, "times", "22:00-07:00")
    assert editor.go.isEnabled()


def test_untried_changes_ask_twice_and_are_on_the_second_time(qtbot: QtBot, editor: PolicyDialog, desk: Desk) -> None:
    type_into(editor, "at_least", "80")
    editor.go.click()
    assert "还没有回放过" in editor.message.sentence.text()
    assert desk.policy.policy().rules[0].at_least == 50
    editor.go.click()
    qtbot.waitUntil(lambda: desk.policy.policy().rules[0].at_least == 80)
    qtbot.waitUntil(lambda: editor.state.text() == "与现行策略相同。")
    assert editor.message.sentence.text() == "新策略已启用，采集进程随即照此判断。"


def test_tried_changes_are_on_at_once(qtbot: QtBot, editor: PolicyDialog, desk: Desk, cast: Cast) -> None:
    watched(cast)
    type_into(editor, "at_least", "80")
    editor.replay.click()
    qtbot.waitUntil(lambda: bool(open_replays(editor)))
    open_replays(editor)[0].reject()
    editor.go.click()
    qtbot.waitUntil(lambda: desk.policy.policy().rules[0].at_least == 80)


def test_a_rule_is_added_and_another_removed(qtbot: QtBot, editor: PolicyDialog, desk: Desk) -> None:
    editor.new.click()
    assert names(editor) == ["一小时五十条", "负面过三成", "新规则"]
    type_into(editor, "name", "大号发帖")
    editor.form.measure.setCurrentIndex(editor.form.measure.findData(Measure.ACCOUNT))
    assert "至少写一个账号" in editor.state.text()
    type_into(editor, "accounts", "财经早班车，厨房里的猫")
    editor.view.list.setFocus()
    editor.view.list.setCurrentIndex(editor.view.model.index(0))
    qtbot.keyClick(editor.view.list, Qt.Key.Key_Delete)
    assert names(editor) == ["负面过三成", "大号发帖"]
    editor.go.click()
    editor.go.click()
    qtbot.waitUntil(lambda: [rule.name for rule in desk.policy.policy().rules] == ["负面过三成", "大号发帖"])
    assert desk.policy.policy().rules[1].accounts == ("财经早班车", "厨房里的猫")


def test_a_damaged_policy_is_said_with_its_line(qtbot: QtBot, desk: Desk, parent: QWidget) -> None:
    desk.policy.path.write_text("[[rule]]\nname = ", "utf-8")
    dialog = PolicyDialog(desk, parent)
    dialog.open()
    qtbot.waitUntil(dialog.message.isVisible)
    assert str(desk.policy.path) in dialog.message.sentence.text()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_changes_are_not_thrown_away_by_escape(qtbot: QtBot, editor: PolicyDialog) -> None:
    type_into(editor, "at_least", "80")
    editor.reject()
    assert editor.isVisible()
    qtbot.mouseClick(editor.message.findChild(QPushButton, "throwAway"), Qt.MouseButton.LeftButton)
    assert not editor.isVisible()


def test_what_a_level_starts_is_written_in_words_and_kept_by_duty_or_name(
    qtbot: QtBot, editor: PolicyDialog, desk: Desk
) -> None:
    editor.tabs.press("responses")
    line = editor.findChild(QWidget, "response-red-tell")
    assert line.text() == "监测、总指挥"
    line.setText("总指挥、周宁、老板")
    line.textEdited.emit(line.text())
    assert editor.state.text() == "没有叫“老板”的职责或人。"
    line.setText("总指挥、周宁")
    line.textEdited.emit(line.text())
    editor.go.click()
    qtbot.waitUntil(lambda: desk.policy.policy().response(WarningLevel.RED).tell == (Role.COMMANDER, "周宁"))


# the replay


@pytest.fixture
def crisis(cast: Cast) -> Cast:
    """An hour of anger about the brand, two days ago; people called it a false alarm then."""
    watched(cast)
    then = -2 * 24 * 60
    cast.posts.add([about(BRAND, then + n / 2, -0.9) for n in range(120)])
    cast.clock.at = START + timedelta(minutes=then + 40)
    alert = propose(cast, proposal(BRAND.name, WarningLevel.ORANGE, minutes=then + 40))[0]
    cast.room.act(DismissAlert(alert=alert.id, reason="新品上市"), cast.session("韩雪"))
    cast.clock.at = START
    return cast


def shown(qtbot: QtBot, desk: Desk, parent: QWidget, draft: object = None) -> ReplayDialog:
    """The replay with its first answer."""
    dialog = ReplayDialog(desk, parent, draft=draft)  # type: ignore[arg-type]
    with qtbot.waitSignal(dialog.replayed):
        dialog.open()
    return dialog


def test_two_policies_side_by_side_with_what_people_had_said(
    qtbot: QtBot, crisis: Cast, editor: PolicyDialog, parent: QWidget, desk: Desk
) -> None:
    del crisis
    type_into(editor, "at_least", "500")
    dialog = shown(qtbot, desk, parent, editor.draft())
    spoken = str(dialog.model.index(0).data())
    assert "岁稔食品" in spoken
    assert "现行策略 · ▲ 橙色预警" in spoken
    assert "2 次点火 · 其中 1 次曾被解除为误报" in dialog.sums[0].text()
    qtbot.waitUntil(lambda: dialog.canvas.curve is not None)
    assert "规则“负面过三成”" in dialog.reasons.text()
    dialog.reject()


def test_a_milder_policy_shows_what_it_would_not_have_lit(
    qtbot: QtBot, crisis: Cast, parent: QWidget, desk: Desk
) -> None:
    del crisis
    desk.policy.put(FIFTY)
    dialog = shown(qtbot, desk, parent, type(desk.policy.policy())())
    assert str(dialog.model.index(0).data()).endswith("改动后 · —")
    assert "0 次点火" in dialog.sums[1].text()
    dialog.reject()


def test_nothing_lit_and_nothing_watched_are_told_apart(
    qtbot: QtBot, cast: Cast, parent: QWidget, desk: Desk
) -> None:
    dialog = shown(qtbot, desk, parent)
    assert dialog.empty.title.text() == "还没有可回放的日子"
    dialog.reject()
    cast.watches.put(RIVAL)
    dialog = shown(qtbot, desk, parent)
    assert dialog.empty.title.text() == "一次也不点火"
    dialog.reject()


def test_another_day_can_be_played(qtbot: QtBot, crisis: Cast, parent: QWidget, desk: Desk) -> None:
    del crisis
    desk.policy.put(FIFTY)
    dialog = shown(qtbot, desk, parent)
    assert dialog.model.rowCount() == 1
    with qtbot.waitSignal(dialog.replayed):
        dialog.days.press("1")
    assert dialog.model.rowCount() == 0
    with qtbot.waitSignal(dialog.replayed):
        dialog.day.setDate(QDate(2026, 11, 17))
    assert dialog.model.rowCount() == 1
    dialog.reject()


def test_a_rule_by_account_is_named_where_posts_may_be_gone(
    qtbot: QtBot, crisis: Cast, parent: QWidget, desk: Desk
) -> None:
    del crisis
    desk.policy.put(
        Rule(name="大号", level=WarningLevel.RED, measure=Measure.ACCOUNT, at_least=1, accounts=("厨房里的猫",))
    )
    dialog = shown(qtbot, desk, parent)
    assert "没法在这段日子里试的规则：大号" in dialog.left_out.text()
    with qtbot.waitSignal(dialog.replayed):
        dialog.days.press("1")
    assert not dialog.left_out.isVisible()
    dialog.reject()


def test_of_days_that_are_kept_by_the_hour_it_says_so(
    qtbot: QtBot, crisis: Cast, parent: QWidget, desk: Desk
) -> None:
    desk.policy.put(FIFTY)
    crisis.posts.condense(crisis.clock.at, timedelta(days=2), timedelta(days=400))
    dialog = shown(qtbot, desk, parent)
    assert dialog.left_out.isVisible()
    assert dialog.left_out.text().startswith("这段日子只存有逐小时的计数")
    assert dialog.model.rowCount() == 0, "a rule needs minutes"
    with qtbot.waitSignal(dialog.replayed):
        dialog.day.setDate(QDate(2026, 11, 17))
    assert dialog.left_out.isVisible()
    crisis.posts.condense(crisis.clock.at, timedelta(days=60), timedelta(days=400))
    with qtbot.waitSignal(dialog.replayed):
        dialog.ask()
    assert not dialog.left_out.isVisible()
    assert dialog.model.rowCount() == 1
    dialog.reject()


def test_a_table_of_counts_can_be_played_and_a_bad_file_is_told(
    qtbot: QtBot, cast: Cast, parent: QWidget, desk: Desk, tmp_path: Path
) -> None:
    cast.watches.put(BRAND)
    desk.policy.put(FIFTY)
    table = tmp_path / "counts.csv"
    first = datetime(2026, 1, 1)  # noqa: DTZ001 (as such tables are)
    lines = [f"{first + timedelta(minutes=5 * n)},{90 if n > 860 else 2}" for n in range(864)]
    table.write_text("timestamp,value\n" + "\n".join(lines), "utf-8")
    dialog = shown(qtbot, desk, parent)
    with qtbot.waitSignal(dialog.replayed):
        dialog.show_file(table)
    assert "counts" in str(dialog.model.index(0).data())
    qtbot.waitUntil(lambda: dialog.canvas.curve is not None)
    assert dialog.back.isVisible()
    bad = tmp_path / "bad.csv"
    bad.write_text("timestamp,value\nnever,much\n", "utf-8")
    dialog.show_file(bad)
    qtbot.waitUntil(dialog.message.isVisible)
    assert "第 2 行" in dialog.message.sentence.text()
    dialog.reject()
