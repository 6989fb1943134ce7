# SPDX-License-Identifier: Apache-2.0
"""Editing a watch: keywords typed or pasted, put right line by line, tried on a text and on the last day, kept.

Trap: reading and trying are done off the GUI thread after a pause, so a test waits for what it wants to see.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Exactness
from app.posts.watches.rules import read_rules
from app.posts.watches.watch import Watch, WatchKind
from app.texts import LANGUAGES, Language
from tests.ui.doubles import Cast, Script
from tests.ui.shell.conftest import type_in
from ui.desk import Desk
from ui.dialogs.watch import WatchDialog
from ui.models.rule_line import RuleLine, put_together, taken_apart
from ui.rules_trial import RulesTrial

RULES = "岁稔\n换标签 | 权重 3\n# 备注\n过期原料 | 同音\n\n[客服]\n退款 | 地区 上海\n+客服\n!招聘\n"
KNOWN = Watch(name="岁稔食品", rules=RULES, note="含子品牌", sound=True)
Kept = list[tuple[Watch, int]]
Open = Callable[..., WatchDialog]


@pytest.fixture
def script() -> Script:
    """What the child does, unless a test says otherwise: nothing."""
    return Script()


@pytest.fixture
def kept() -> Kept:
    """What the editor said it had kept."""
    return []


@pytest.fixture
def edit(qtbot: QtBot, desk: Desk, script: Script, kept: Kept) -> Iterator[Open]:
    """Opens the editor in a window of its own."""
    root = QWidget()
    qtbot.addWidget(root)
    root.show()
    trial = RulesTrial(script, root)

    def opened(watch: Watch | None = None, *, trying: bool = False) -> WatchDialog:
        made = WatchDialog(
            desk, root, trial, watch=watch, trying=trying, done=lambda *what: kept.append((what[0], what[1]))
        )
        with qtbot.waitExposed(made):
            made.open()
        qtbot.waitUntil(lambda: made.panel.rules is not None)
        return made

    yield opened
    trial.stop_now()


def save(qtbot: QtBot, dialog: WatchDialog) -> None:
    """As a person does from wherever they are."""
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# keeping


def test_a_new_watch_is_written_with_keys_only(qtbot: QtBot, edit: Open, cast: Cast, kept: Kept) -> None:
    dialog = edit()
    assert dialog.focusWidget() is dialog.name
    type_in(dialog.name, "谷之坊")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.kind
    qtbot.keyClick(dialog.kind, Qt.Key.Key_End)
    type_in(dialog.panel.edit, "谷之坊")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [(Watch(name="谷之坊", kind=WatchKind.COMPETITOR, rules="谷之坊\n"), 0)]
    assert cast.watches.watches() == (kept[0][0],)


def test_a_changed_watch_keeps_its_place_and_may_get_another_name(
    qtbot: QtBot, edit: Open, cast: Cast, kept: Kept
) -> None:
    cast.watches.put(KNOWN)
    cast.watches.put(Watch(name="谷之坊", rules="谷之坊"))
    dialog = edit(KNOWN)
    dialog.name.setText("岁稔集团")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(kept))
    assert [one.name for one in cast.watches.watches()] == ["岁稔集团", "谷之坊"]
    assert cast.watches.named("岁稔集团").rules == RULES


def test_without_a_name_it_asks_for_one(qtbot: QtBot, edit: Open, kept: Kept) -> None:
    dialog = edit()
    dialog.panel.edit.setPlainText("岁稔")
    save(qtbot, dialog)
    assert dialog.message.sentence.text() == "请给监测主题起个名称。"
    assert dialog.focusWidget() is dialog.name
    assert not kept


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", "还没有关键词"),
        ("# 只有备注", "还没有关键词"),
        ("/退(款/", "第 1 行"),
        ("/.*/", "第 1 行"),
        ("/甲|z|7/", "会命中所有帖文"),
    ],
)
def test_what_matches_nothing_or_everything_is_refused_in_the_books_words(
    qtbot: QtBot, edit: Open, cast: Cast, rules: str, said: str
) -> None:
    dialog = edit()
    dialog.name.setText("什么都抓")
    dialog.panel.edit.setPlainText(rules)
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: said in dialog.message.sentence.text())
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert not cast.watches.watches()


def test_lines_that_cannot_be_read_are_left_out_and_counted(qtbot: QtBot, edit: Open, cast: Cast, kept: Kept) -> None:
    dialog = edit()
    dialog.name.setText("岁稔")
    dialog.panel.edit.setPlainText("岁稔\n/退(款/\n+\n")
    save(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0][1] == 2
    assert cast.watches.watches()[0].rules == "岁稔\n/退(款/\n+\n", "what was written is kept as written"


# never losing words


def test_esc_with_unsaved_words_asks_and_nothing_is_lost(qtbot: QtBot, edit: Open, kept: Kept) -> None:
    dialog = edit(KNOWN)
    type_in(dialog.panel.edit, "新词")
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.message.sentence.text() == "有改动还没有保存。"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "a second Esc is no answer either"
    dialog.close()
    assert dialog.isVisible(), "nor is the cross"
    assert dialog.panel.text().startswith("新词岁稔")
    throw = dialog.findChildren(QPushButton, "throwAway")[-1]
    qtbot.keyClick(throw, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert not kept


def test_without_a_change_esc_closes_at_once(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(KNOWN)
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_changed_and_changed_back_is_no_change(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(KNOWN)
    dialog.sound.click()
    dialog.reject()
    assert dialog.isVisible()
    dialog.sound.click()
    dialog.reject()
    assert not dialog.isVisible()


# the lines


def test_a_line_that_cannot_be_read_is_marked_and_explained(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(KNOWN)
    panel = dialog.panel
    panel.edit.setPlainText("岁稔\n/退(款/\n天")
    qtbot.waitUntil(lambda: list(panel.edit.problem_lines()) == [2, 3])
    assert panel.sentence.text() == "1 行读不懂，没有计入"
    qtbot.keyClick(panel.edit, Qt.Key.Key_F8)
    assert panel.edit.line()[0] == 2
    assert panel.sentence.text().startswith("第 2 行：")
    assert panel.mark.text() == "✕"
    qtbot.keyClick(panel.edit, Qt.Key.Key_F8)
    assert panel.edit.line()[0] == 3
    assert panel.mark.text() == "△", "one character matches a lot, but counts"
    qtbot.keyClick(panel.edit, Qt.Key.Key_F8)
    assert panel.edit.line()[0] == 2, "from the top again"


def test_the_form_shows_and_rewrites_the_line_under_the_cursor(qtbot: QtBot, edit: Open) -> None:
    panel = edit(KNOWN).panel
    panel.edit.go_to(2)
    assert panel.form.weight.value() == 3
    assert panel.form.level.currentData() == Exactness.FOLDED
    panel.form.weight.setValue(5)
    panel.form.level.setCurrentIndex(panel.form.level.findData(Exactness.HOMOPHONE))
    qtbot.keyClicks(panel.form.region, "shanghai ")
    qtbot.keyClicks(panel.form.note, "a | b")
    assert panel.edit.line() == (2, "换标签 | 同音 | 权重 5 | 地区 shanghai | 说明 a b")
    assert panel.form.note.text() == "a | b", "a field is not taken out of somebody's hands"
    panel.edit.go_to(7)
    assert panel.form.region.text() == "上海"
    assert panel.form.weight.value() == 1


@pytest.mark.parametrize("line", [3, 5, 6])
def test_a_note_a_blank_line_and_a_groups_head_have_no_form(edit: Open, line: int) -> None:
    panel = edit(KNOWN).panel
    panel.edit.go_to(line)
    assert not panel.form.isEnabled()


def test_what_the_form_did_can_be_undone(edit: Open) -> None:
    panel = edit(KNOWN).panel
    panel.edit.go_to(1)
    panel.form.weight.setValue(7)
    assert panel.edit.line()[1] == "岁稔 | 权重 7"
    panel.edit.undo()
    assert panel.edit.line()[1] == "岁稔"
    assert panel.form.weight.value() == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("body", ["退款", '"a | b"', "+客服", "!招聘"])
def test_what_the_form_writes_is_read_as_it_was_meant(language: Language, body: str) -> None:
    meant = RuleLine(body=body, level=Exactness.EXACT, weight=4, region="上海", field="author", note="说了 什么")
    line = put_together(meant, language)
    assert taken_apart(line) == meant
    found = read_rules(f"词组\n{line}\n")
    assert not found.problems
    keyword = found.groups[0].lines[1]
    told = (keyword.reach, keyword.weight, keyword.region, str(keyword.field), keyword.note)
    assert told == (meant.level, meant.weight, meant.region, meant.field, meant.note)


def test_what_the_form_does_not_know_it_keeps() -> None:
    line = taken_apart("退款|权重：12｜不知道 | /x/")
    assert line is not None
    assert put_together(line, "zh-Hant") == "退款 | 權重 10 | 不知道 | /x/"
    pattern = taken_apart("/退(款|钱)/ | 权重 2")
    assert pattern == RuleLine(body="/退(款|钱)/", weight=2)


def test_5000_pasted_lines_are_all_read_and_only_those_in_sight_are_coloured(qtbot: QtBot, edit: Open) -> None:
    dialog = edit()
    lines = [f"关键词{n} | 同音 | 权重 3" if n % 3 else f"!排除{n}" for n in range(5000)]
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("\n".join(lines))
    dialog.panel.edit.paste()
    clipboard.clear()  # what it holds would outlive the application
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.panel.rules is not None and dialog.panel.rules.keywords == 5000, timeout=20_000)
    assert dialog.panel.sentence.text() == "5,000 个关键词"
    document = dialog.panel.edit.document()
    blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
    assert 0 < sum(bool(block.layout().formats()) for block in blocks) < 200


# trying


def test_a_pasted_text_tells_which_keywords_match_where_and_what_nearly_does(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(KNOWN, trying=True)
    tester = dialog.tester
    assert dialog.focusWidget() is tester.text
    type_in(tester.text, "😀岁-稔食品过旗原料！客服招聘")
    qtbot.waitUntil(lambda: "✓ 命中" in tester.verdict.toPlainText(), timeout=10_000)
    said = tester.verdict.toPlainText().splitlines()
    assert said[0] == "✓ 命中  第 1 组"
    assert "第 1 行 岁稔：折叠 · 权重 1 · 原文“岁-稔”" in said
    assert "第 4 行 过期原料：同音 · 权重 1 · 原文“过旗原料”" in said
    assert "◐ 差一点  第 2 组“客服”" in said
    assert "被排除词挡住：招聘" in said
    marked = {mark.cursor.selectedText() for mark in tester.text.extraSelections()}
    assert {"岁-稔", "过旗原料", "客服", "招聘"} <= marked


def test_region_and_author_count_when_a_text_is_tried(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(Watch(name="x", rules="退款 | 地区 上海\n\n小满 | 字段 作者\n"), trying=True)
    tester = dialog.tester
    type_in(tester.text, "我要退款")
    type_in(tester.fields["region"], "北京")
    qtbot.waitUntil(lambda: bool(tester.verdict.toPlainText()), timeout=10_000)
    assert "✓ 命中" not in tester.verdict.toPlainText()
    tester.fields["region"].clear()
    type_in(tester.fields["region"], "上海")
    type_in(tester.fields["author"], "小满")
    qtbot.waitUntil(lambda: tester.verdict.toPlainText().count("✓ 命中") == 2, timeout=10_000)
    assert "作者“小满”" in tester.verdict.toPlainText()


def test_changed_keywords_are_tried_on_the_same_text(qtbot: QtBot, edit: Open) -> None:
    dialog = edit(KNOWN, trying=True)
    type_in(dialog.tester.text, "谷之坊的新品")
    qtbot.waitUntil(lambda: dialog.tester.verdict.toPlainText() == "没有一个关键词命中。", timeout=10_000)
    dialog.panel.edit.setPlainText("谷之坊")
    qtbot.waitUntil(lambda: "谷之坊：精确" in dialog.tester.verdict.toPlainText(), timeout=10_000)
    dialog.tester.text.clear()
    qtbot.waitUntil(lambda: not dialog.tester.verdict.toPlainText())


ANSWER = {
    "watch": "x", "hours": 24, "looked_at": 48213, "caught": 1312, "share": 0.0272,
    "by_keyword": [{"keyword": "退款", "posts": 812}, {"keyword": "岁稔", "posts": 500}],
    "examples": [
        {
            "post": {
                "id": 7, "text": "求问腿款\n渠道", "author": "小满", "source": "微博",
                "posted_at": "2026-11-19T05:31:00Z",
            },
            "mention": {"watch": "x", "keyword": "退款", "exactness": "homophone", "weight": 3},
        }
    ],
    "warning": "",
}  # fmt: skip


def catch(qtbot: QtBot, dialog: WatchDialog) -> None:
    """Ask what the last 24 hours would give, with keys."""
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.catch.go.isVisible)
    qtbot.keyClick(dialog.catch.go, Qt.Key.Key_Space)


def test_the_last_24_hours_are_asked_of_a_child(qtbot: QtBot, edit: Open, script: Script) -> None:
    progress = {"progress": {"read": 500, "done": 0.25}}
    script.source = (
        "import sys; assert sys.stdin.readline() == 'open sesame\\n'; assert sys.stdin.read().startswith('岁稔\\n')\n"
        f"print({json.dumps(progress)!r}); print({json.dumps(ANSWER)!r})"
    )
    dialog = edit(KNOWN)
    catch(qtbot, dialog)
    qtbot.waitUntil(lambda: "48,213" in dialog.catch.about.text(), timeout=10_000)
    assert script.asked == (
        "watches", "catch", "--rules", "-", "--hours", "24", "--json", "--progress", "--lang", "zh-Hans",
    )  # fmt: skip
    assert dialog.catch.about.text() == "看了 48,213 条帖文，会抓到 1,312 条（2.7%）。"
    said = dialog.catch.found.toPlainText().splitlines()
    assert said[:2] == ["812\t退款", "500\t岁稔"]
    assert said[-2:] == ["13:31 · 小满 · 微博 · 退款（同音）", "求问腿款 渠道"]
    assert not dialog.catch.warning.isVisible()
    dialog.panel.edit.setPlainText("别的")
    assert dialog.catch.about.text() == "关键词已经改动，下面是改动之前的结果。"


def test_keywords_that_match_nearly_everything_are_warned_of(qtbot: QtBot, edit: Open, script: Script) -> None:
    script.source = f"print({json.dumps(ANSWER | {'warning': '几乎什么都能命中。'})!r})"
    dialog = edit(KNOWN)
    catch(qtbot, dialog)
    qtbot.waitUntil(dialog.catch.warning.isVisible, timeout=10_000)
    assert dialog.catch.warning.sentence.text() == "几乎什么都能命中。"


@pytest.mark.parametrize(
    ("child", "said"),
    [("import sys; sys.exit('帖文库正忙。')", "帖文库正忙。"), ("raise SystemError", ""), ("print('{}')", "")],
)
def test_a_child_that_fails_says_why(
    qtbot: QtBot, edit: Open, desk: Desk, script: Script, child: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    del caplog
    script.source = child
    dialog = edit(KNOWN)
    catch(qtbot, dialog)
    qtbot.waitUntil(dialog.catch.warning.isVisible, timeout=10_000)
    assert dialog.catch.warning.sentence.text() == (said or desk.texts("window-child-failed"))
    assert dialog.catch.go.isVisible()


def test_it_can_be_stopped_and_closing_stops_it(qtbot: QtBot, edit: Open, script: Script) -> None:
    script.source = "import time; time.sleep(60)"
    dialog = edit(KNOWN)
    catch(qtbot, dialog)
    qtbot.waitUntil(dialog.catch.stop.isVisible)
    qtbot.keyClick(dialog.catch.stop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.catch.about.text() == "已停止。", timeout=5000)
    catch(qtbot, dialog)
    trial = dialog.catch._trial
    assert trial.busy
    dialog.reject()
    qtbot.waitUntil(lambda: not trial.busy, timeout=5000)


# sound and words


def test_the_sound_can_be_heard_before_it_is_chosen(qtbot: QtBot, edit: Open, desk: Desk) -> None:
    dialog = edit(KNOWN)
    with qtbot.waitSignal(desk.rung) as rung:
        qtbot.keyClick(dialog.listen, Qt.Key.Key_Space)
    assert rung.args == ["story"]


def test_everything_has_a_name_for_a_screen_reader(edit: Open) -> None:
    dialog = edit(KNOWN)
    form, tester = dialog.panel.form, dialog.tester
    named = (
        dialog.name, dialog.kind, dialog.note, dialog.panel.edit, form.level, form.weight, form.region, form.field,
        form.note, tester.text, tester.verdict, *tester.fields.values(), dialog.catch.found,
    )  # fmt: skip
    assert all(widget.accessibleName() for widget in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_that_is_shown_is_sound(desk: Desk, language: Language) -> None:
    desk.set_texts(language)
    found = read_rules(desk.texts("watching-rules-example"))
    assert [group.name == "" for group in found.groups] == [True, False]
    assert not [problem for problem in found.problems if problem.fatal]
