# SPDX-License-Identifier: Apache-2.0
"""What is watched, as a monitor sees it: who is talked about, by how much more than the rivals, and what can be done.

Trap: counts are read off the GUI thread, so a test waits for what it wants to see.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.posts.post import Exactness, Mention, Post
from app.posts.watches.watch import Watch, WatchKind
from tests.ui.doubles import Cast, Script, post
from ui.desk import Desk
from ui.dialogs.remove import RemoveQuestion
from ui.dialogs.watch import WatchDialog
from ui.panes.watches import WatchesPane
from ui.watch_words import KIND_SHAPES

BRAND = Watch(name="岁稔食品", rules="岁稔\n换标签 | 权重 3\n", note="含子品牌")
PRODUCT = Watch(name="岁稔酥饼", kind=WatchKind.PRODUCT, rules="酥饼\n")
RIVAL = Watch(name="谷之坊", kind=WatchKind.COMPETITOR, rules="谷之坊\n", sound=True)


def about(watch: Watch, minutes: float, sentiment: float = 0.0) -> Post:
    """A post that mentions a watch, `minutes` after the start."""
    return post(f"{watch.name} {minutes}", minutes, sentiment=sentiment, mentions=_mention(watch))


def _mention(watch: Watch) -> tuple[Mention, ...]:
    return (Mention(watch.name, watch.name, Exactness.EXACT),)


@pytest.fixture
def watched(cast: Cast) -> Cast:
    """Three watches; of the last 24 hours six posts about us, four of them angry, and two about a rival."""
    for watch in (BRAND, PRODUCT, RIVAL):
        cast.watches.put(watch)
    ours = [about(BRAND, -n, -0.8 if n < 5 else 0.0) for n in range(1, 7)]
    old = [about(RIVAL, -25 * 60), about(RIVAL, -26 * 60)]
    cast.posts.add([*ours, about(RIVAL, -1), about(RIVAL, -2), about(PRODUCT, -3), *old])
    return cast


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> Iterator[WatchesPane]:
    """The pane in a window of its own, after its first look."""
    made = WatchesPane(desk, Script())
    qtbot.addWidget(made)
    made.resize(720, 560)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.pages.currentIndex() > 0)
    yield made
    made.finish()


def choose(pane: WatchesPane, name: str) -> None:
    """Put the keyboard on a watch."""
    names = [row.watch.name for row in pane.view.model.rows]
    pane.view.list.setFocus()
    pane.view.list.setCurrentIndex(pane.view.model.index(names.index(name)))


def spoken(pane: WatchesPane) -> list[str]:
    """What a screen reader says of the rows."""
    return [str(pane.view.model.index(row).data()) for row in range(pane.view.model.rowCount())]


def open_dialog(qtbot: QtBot, pane: WatchesPane, kind: type[QDialog]) -> QDialog:
    """The dialog the pane has opened."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in pane.findChildren(kind)))
    return next(one for one in pane.findChildren(kind) if one.isVisible())


def test_every_watch_says_how_much_was_heard_of_it_in_the_last_24_hours(watched: Cast, pane: WatchesPane) -> None:
    del watched
    assert spoken(pane) == [
        "岁稔食品 · 品牌 · 6 条提及 · 份额 75% · 负面 67% · 不出声",
        "岁稔酥饼 · 产品 · 1 条提及 · 负面 0% · 不出声",
        "谷之坊 · 竞品 · 2 条提及 · 份额 25% · 负面 0% · 有声提醒",
    ]
    assert pane.hint.text() == "3 个主题 · 近 24 小时"


def test_share_of_voice_is_seen_at_a_glance(watched: Cast, pane: WatchesPane) -> None:
    del watched
    assert pane.view.voice.isVisible()
    assert pane.view.voice.words.text() == "声量份额：我方 75%（6）· 竞品 25%（2）"
    picture = pane.view.voice.bar.grab().toImage()
    middle = picture.height() // 2
    ours, theirs = picture.pixel(picture.width() // 2, middle), picture.pixel(picture.width() * 9 // 10, middle)
    assert ours != theirs


def test_without_a_competitor_nothing_is_compared(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    watched.watches.remove(RIVAL.name)
    pane.refresh()
    qtbot.waitUntil(lambda: len(pane.view.model.rows) == 2)
    assert not pane.view.voice.isVisible()


def test_kinds_are_told_apart_by_shape_not_only_by_colour() -> None:
    assert set(KIND_SHAPES) == set(WatchKind)
    assert len(set(KIND_SHAPES.values())) == len(KIND_SHAPES)


def test_the_chosen_watch_is_told_below_with_its_keys(watched: Cast, pane: WatchesPane) -> None:
    del watched
    choose(pane, "岁稔食品")
    assert pane.view.heading.text() == "★ 品牌 · 岁稔食品"
    assert pane.view.facts.text() == "2 个关键词 · 含子品牌"
    words = [pane.view.buttons[name].text() for name in pane.view.buttons.names()]
    assert words == ["↵ 修改", "T 试词", "S 出声提醒", "Del 移除"]


def test_lines_that_cannot_be_read_are_counted(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    watched.watches.put(Watch(name="岁稔食品", rules="岁稔\n/退(款/\n"), before="岁稔食品")
    pane.refresh()
    qtbot.waitUntil(lambda: "1 行读不懂，没有计入" in spoken(pane)[0])


def test_s_switches_the_sound_and_lets_it_be_heard(
    qtbot: QtBot, watched: Cast, pane: WatchesPane, desk: Desk
) -> None:
    choose(pane, "岁稔食品")
    with qtbot.waitSignal(desk.rung) as rung:
        qtbot.keyClick(pane.view.list, Qt.Key.Key_S)
    assert rung.args == ["story"]
    assert watched.watches.named("岁稔食品") == Watch(name="岁稔食品", rules=BRAND.rules, note="含子品牌", sound=True)
    qtbot.waitUntil(lambda: pane.view.buttons["sound"].text() == "S 不再出声")
    with qtbot.assertNotEmitted(desk.rung):
        qtbot.mouseClick(pane.view.buttons["sound"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not watched.watches.named("岁稔食品").sound)
    assert [one.name for one in watched.watches.watches()] == ["岁稔食品", "岁稔酥饼", "谷之坊"]


def test_a_watch_is_removed_after_a_question(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    choose(pane, "岁稔酥饼")
    qtbot.keyClick(pane.view.list, Qt.Key.Key_Delete)
    open_dialog(qtbot, pane, RemoveQuestion).reject()
    assert len(watched.watches.watches()) == 3
    qtbot.keyClick(pane.view.list, Qt.Key.Key_Delete)
    asked = open_dialog(qtbot, pane, RemoveQuestion)
    assert isinstance(asked, RemoveQuestion)
    qtbot.keyClick(asked.go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(pane.view.model.rows) == 2)
    assert pane.message.sentence.text() == "已移除“岁稔酥饼”。它的帖文还在。"
    assert pane.chosen() is not None, "the keyboard stays in the list"


def test_with_nothing_yet_it_says_what_a_watch_is_and_begins_one(qtbot: QtBot, cast: Cast, pane: WatchesPane) -> None:
    assert pane.pages.currentWidget() is pane.empty
    assert "岁稔、换标签" in pane.empty.sentence.text()
    assert not pane.hint.text()
    first = pane.empty.findChild(QPushButton, "firstWatch")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    dialog = open_dialog(qtbot, pane, WatchDialog)
    assert isinstance(dialog, WatchDialog)
    qtbot.keyClicks(dialog.name, "Suiren")
    dialog.panel.edit.setPlainText("Suiren Foods")
    qtbot.keyClick(dialog.panel.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(pane.view.model.rows) == 1)
    assert pane.message.sentence.text() == "已保存“Suiren”。已有的帖文会在后台重新匹配。"
    assert [one.name for one in cast.watches.watches()] == ["Suiren"]


def test_n_enter_and_t_open_the_editor(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    del watched
    choose(pane, "谷之坊")
    for key, name, has_focus in (
        (Qt.Key.Key_Return, "谷之坊", "rules"),
        (Qt.Key.Key_T, "谷之坊", "tryText"),
        (Qt.Key.Key_N, "", "name"),
    ):
        qtbot.keyClick(pane.view.list, key)
        dialog = open_dialog(qtbot, pane, WatchDialog)
        assert isinstance(dialog, WatchDialog)
        assert dialog.name.text() == name
        qtbot.waitUntil(lambda dialog=dialog: dialog.focusWidget() is not None)  # type: ignore[misc]
        assert dialog.focusWidget().objectName() == has_focus
        dialog.reject()
        qtbot.waitUntil(lambda: not any(one.isVisible() for one in pane.findChildren(WatchDialog)))


def test_new_posts_are_counted_within_five_seconds_and_only_while_it_is_seen(
    qtbot: QtBot, watched: Cast, pane: WatchesPane, desk: Desk
) -> None:
    watched.posts.add([about(RIVAL, -3)])
    desk.posts_changed.emit()
    assert "2 条提及" in spoken(pane)[2], "not at every post"
    qtbot.waitUntil(lambda: "3 条提及" in spoken(pane)[2], timeout=7000)
    pane.hide()
    watched.posts.add([about(RIVAL, -4)])
    desk.posts_changed.emit()
    pane.show()
    qtbot.waitUntil(lambda: "4 条提及" in spoken(pane)[2])


def test_a_book_changed_by_hand_is_read_again(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    watched.watches.put(Watch(name="沈嘉禾", kind=WatchKind.PERSON, rules="沈嘉禾"))
    qtbot.waitUntil(lambda: len(pane.view.model.rows) == 4, timeout=7000)


def test_a_damaged_book_is_said_once_and_what_was_known_stays(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    watched.watches.path.write_text("[[watch]]\nname = ", "utf-8")
    pane.refresh()
    qtbot.waitUntil(pane.message.isVisible)
    assert str(watched.watches.path) in pane.message.sentence.text()
    pane.message.clear()
    pane.refresh()
    qtbot.wait(200)
    assert not pane.message.isVisible()
    assert len(pane.view.model.rows) == 3


def test_mentions_leave_the_span_as_time_goes_by(qtbot: QtBot, watched: Cast, pane: WatchesPane) -> None:
    watched.clock.at += timedelta(hours=25)
    qtbot.waitUntil(lambda: "0 条提及" in spoken(pane)[0], timeout=7000)
    assert not pane.view.voice.isVisible(), "no bar of nothing"


def test_it_follows_the_language_and_the_theme(qtbot: QtBot, watched: Cast, pane: WatchesPane, desk: Desk) -> None:
    del watched
    choose(pane, "岁稔食品")
    dark = _ink(pane)
    desk.set_theme("light")
    assert _ink(pane) != dark
    desk.set_texts("en")
    qtbot.waitUntil(lambda: pane.hint.text() == "3 watches · last 24 hours")
    assert pane.title.text() == "Watches"
    assert pane.view.buttons["test"].text() == "T Try"
    assert spoken(pane)[2] == "谷之坊 · competitor · 2 mentions · share 25% · negative 0% · with sound"


def _ink(pane: WatchesPane) -> int:
    """The colour in the middle of a row's bar."""
    picture: QPixmap = pane.view.list.viewport().grab()
    return int(picture.toImage().pixel(40, 37))
