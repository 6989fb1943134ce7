# SPDX-License-Identifier: Apache-2.0
"""The beacon as a monitor sees it at night: what burns, why, since when; and the decision, which is a person's.

Trap: counts are read off the GUI thread, so a test waits for what it wants to see.
"""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.posts.question import Question
from app.room.alerts import DismissAlert
from app.room.state import Alert
from app.room.words import WarningLevel
from tests.ui.doubles import Cast, Script
from tests.ui.panes.burning import BRAND, PERSON, about, now_at, proposal, propose, watched
from ui.delegates.beacon_delegate import BEACON_HEIGHT
from ui.desk import Desk
from ui.dialogs.question import Question as Dialog
from ui.panes.beacon import BeaconPane
from ui.widgets.beacon_detail import BeaconDetail


@pytest.fixture
def desk(desk: Desk, cast: Cast) -> Desk:
    """韩雪, who monitors, sits at it: orange is hers to confirm."""
    desk.sign_in(cast.session("韩雪"))
    return desk


@pytest.fixture
def lit(cast: Cast) -> Alert:
    """The brand burns orange; what it is about is one of its stories."""
    watched(cast)
    cast.later(1)
    return propose(cast, proposal(BRAND.name, WarningLevel.ORANGE))[0]


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> BeaconPane:
    """The pane in a window of its own, after its first look."""
    made = BeaconPane(desk, Script())
    qtbot.addWidget(made)
    made.resize(840, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.pages.currentIndex() > 0)
    return made


def rows(pane: BeaconPane) -> list[str]:
    """What a screen reader says of the rows."""
    return [str(pane.model.index(row).data()) for row in range(pane.model.rowCount())]


def asked(qtbot: QtBot, pane: BeaconPane) -> Dialog:
    """The question the pane has opened."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in pane.findChildren(Dialog)))
    return next(one for one in pane.findChildren(Dialog) if one.isVisible())


def because(dialog: Dialog, reason: str) -> None:
    """Write a reason."""
    field = dialog.field("reason")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(reason)


def alert_of(desk: Desk, watch: str = BRAND.name) -> Alert:
    return next(alert for alert in desk.state.alerts.values() if alert.watch == watch)


# what is seen


def test_what_burns_stands_first_with_level_time_state_and_reason(qtbot: QtBot, lit: Alert, pane: BeaconPane) -> None:
    del lit
    qtbot.waitUntil(lambda: "条提及" in rows(pane)[2])
    why = "30 分钟内 240 条，负面占 61%；平时 35 条，负面占 12% · 188 个作者"
    assert rows(pane) == [
        f"▲ 橙色预警 · 岁稔食品 · 13:54 起 · 未确认 · {why}",
        "○ 平静 · 沈嘉禾 · 近 6 小时没有提及",
        "○ 平静 · 谷之坊 · 近 6 小时 1 条提及 · 负面 0%",
    ]
    assert pane.hint.text() == "1/3 个主题有预警"


def test_the_chosen_watch_gives_every_reason_who_is_told_and_the_deeds(lit: Alert, pane: BeaconPane) -> None:
    del lit
    detail = pane.detail
    assert detail.heading.accessibleName() == "▲ 橙色预警 · 岁稔食品 · 未确认"
    assert "负面占 61%" in detail.reasons.text()
    assert "规则“一小时五十条”：1 小时内提及 412，界限 50" in detail.reasons.text()
    assert detail.response.text() == "已通知监测 · 无人确认则每 15 分钟转报一人：总指挥、撰稿 · 须由监测确认"
    shown = [detail.buttons[name].text() for name in detail.buttons.names() if detail.buttons[name].isVisible()]
    assert shown == ["↵ 确认", "+ 升级", "− 降级", "X 解除", "A 已看到", "L 关联事件", "D 宣布事件"]
    titles = [line.title for line in detail.lines.model.rows]
    assert titles[:4] == ["话题簇（Enter 看帖文）", "华东三厂过期原料换标签", "主要作者", "@财经早班车"]
    assert titles[-1] == "烽火提议▲ 橙色预警"


def test_a_rule_named_like_markup_is_shown_as_it_is_written(cast: Cast, qtbot: QtBot, pane: BeaconPane) -> None:
    watched(cast)
    alert = proposal(BRAND.name, WarningLevel.ORANGE)
    propose(cast, replace(alert, reasons=(replace(alert.reasons[1], rule="<b>五十</b>"),)))
    pane.refresh()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    assert "&lt;b&gt;五十" in pane.detail.reasons.text()


def test_the_curve_tells_interval_by_interval_and_a_gap_is_no_zero(
    qtbot: QtBot, cast: Cast, lit: Alert, pane: BeaconPane
) -> None:
    del lit
    cast.posts.note_gap(now_at(-60), now_at(-30))
    pane.refresh()
    qtbot.waitUntil(lambda: pane.detail.canvas.curve is not None and -1 in pane.detail.canvas.curve.posts)
    curve = pane.detail.canvas.curve
    assert curve is not None
    assert curve.total == 8
    assert sum(curve.negative) == 3
    pane.detail.canvas.pointed.emit(curve.posts.index(-1))
    assert "没有采集，不是零" in pane.detail.reading.text()
    pane.detail.canvas.setFocus()
    qtbot.keyClick(pane.detail.canvas, Qt.Key.Key_Right)
    assert "还不知道平时多少" in pane.detail.reading.text(), "the watch is one hour old"


def test_what_was_proposed_and_decided_is_marked_on_the_curve(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk
) -> None:
    del lit
    qtbot.waitUntil(lambda: pane.detail.canvas.curve is not None)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not alert_of(desk).unconfirmed)
    qtbot.waitUntil(lambda: len(pane.detail.canvas.marks) == 2)
    first, second = pane.detail.canvas.marks
    assert (first.sign, first.level) == ("▲", WarningLevel.ORANGE)
    assert (second.sign, second.words) == ("✓", "韩雪 确认橙色预警")


def test_the_picture_kept_with_the_proposal_can_be_seen_when_posts_are_gone(lit: Alert, pane: BeaconPane) -> None:
    assert lit.picture is not None
    pane.detail.spans.press("then")
    curve = pane.detail.canvas.curve
    assert curve is not None
    assert curve.posts == lit.picture.posts
    assert curve.upper == lit.picture.upper


def test_other_spans_are_read_anew(qtbot: QtBot, lit: Alert, pane: BeaconPane) -> None:
    del lit
    for span, intervals in (("2h", 120), ("24h", 96), ("7d", 168), ("6h", 72)):
        pane.detail.spans.press(span)
        qtbot.waitUntil(
            lambda count=intervals: (
                pane.detail.canvas.curve is not None  # type: ignore[misc]
                and len(pane.detail.canvas.curve.posts) == count
            )
        )


# what is decided


def test_enter_confirms_what_was_on_screen_and_offers_to_declare(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast
) -> None:
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(alert_of(desk).confirmed_by))
    assert alert_of(desk).confirmed_by == cast.id("韩雪")
    qtbot.waitUntil(lambda: "韩雪 14:01 确认" in rows(pane)[0])
    assert pane.message.sentence.text() == "已确认“岁稔食品”的橙色预警。"
    assert not pane.detail.buttons["confirm"].isVisible()
    with qtbot.waitSignal(pane.declare_wanted) as wanted:
        qtbot.mouseClick(pane.message.findChild(QPushButton, "alertDeclare"), Qt.MouseButton.LeftButton)
    assert wanted.args[0].id == lit.id
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.message.sentence.text() == "已经有人确认。可以升级、降级或解除。"


def test_who_may_not_confirm_is_told_so_and_nothing_is_decided(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast
) -> None:
    del lit
    desk.sign_in(cast.session("陈屿"))
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.message.isVisible)
    assert "监测" in pane.message.sentence.text()
    assert alert_of(desk).unconfirmed


def test_lowered_with_a_reason_it_is_another_level_and_decided(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk
) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_Minus)
    dialog = asked(qtbot, pane)
    assert dialog.answers()["level"] == "yellow", "the nearest one first"
    dialog.send()
    qtbot.waitUntil(dialog.message.isVisible)
    because(dialog, "多为自家促销的转发")
    dialog.send()
    qtbot.waitUntil(lambda: "● 黄色预警" in rows(pane)[0])
    alert = alert_of(desk)
    assert alert.level is WarningLevel.YELLOW
    assert alert.proposed is WarningLevel.ORANGE
    assert not alert.unconfirmed
    assert pane.detail.lines.model.rows[-2].title == "韩雪 改为● 黄色预警：多为自家促销的转发"


def test_raised_to_the_top_it_can_be_raised_no_more(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_Plus)
    dialog = asked(qtbot, pane)
    because(dialog, "媒体已开始打电话")
    dialog.send()
    qtbot.waitUntil(lambda: alert_of(desk).level is WarningLevel.RED)
    qtbot.waitUntil(lambda: "◆ 红色预警" in rows(pane)[0])
    qtbot.keyClick(pane.list, Qt.Key.Key_Plus)
    assert pane.message.sentence.text() == "已经是最高一级。"


def test_dismissed_the_watch_is_calm_and_its_mark_stays(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk
) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_X)
    dialog = asked(qtbot, pane)
    because(dialog, "新品上市的热闹")
    dialog.send()
    qtbot.waitUntil(lambda: bool(alert_of(desk).dismissed))
    qtbot.waitUntil(lambda: rows(pane)[0].startswith("○ 平静 · 岁稔食品"))
    assert pane.hint.text() == "3 个主题，都平静"
    assert not pane.detail.buttons.isVisible()
    qtbot.waitUntil(lambda: [mark.sign for mark in pane.detail.canvas.marks] == ["▲", "✕"])
    qtbot.keyClick(pane.list, Qt.Key.Key_X)
    assert pane.message.sentence.text() == "这个主题没有预警可处理。"


def test_seen_is_not_confirmed(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: "未确认 · 韩雪 14:01 已看到" in rows(pane)[0])
    assert alert_of(desk).unconfirmed
    assert not pane.detail.buttons["seen"].isVisible()


def test_it_is_linked_to_a_running_incident(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast
) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_L)
    assert pane.message.isVisible(), "there is none yet"
    incident = cast.declare()
    qtbot.keyClick(pane.list, Qt.Key.Key_L)
    asked(qtbot, pane).send()
    qtbot.waitUntil(lambda: alert_of(desk).incident == incident)
    qtbot.waitUntil(lambda: "已关联“华东三厂过期原料视频”" in rows(pane)[0])
    assert not pane.detail.buttons["declare"].isVisible()


def test_nobody_signed_in_decides_nothing(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    del lit
    desk.sign_in(None)
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.message.sentence.text() == "还没有人登录。请先登录，再记录或签署任何内容。"
    assert alert_of(desk).unconfirmed


# what changes by itself


def test_a_level_that_rises_is_the_same_row_and_the_keyboard_stays(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast
) -> None:
    del lit
    pane.choose("谷之坊")
    cast.later(4)
    changes = cast.room.take_up([proposal(BRAND.name, WarningLevel.RED, number=2, minutes=4)])
    desk.changed.emit(changes)
    assert rows(pane)[0].startswith("◆ 红色预警 · 岁稔食品")
    assert len(desk.state.alerts) == 1
    chosen = pane.chosen()
    assert chosen is not None
    assert chosen.watch == "谷之坊"


def test_the_most_urgent_is_on_top(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast) -> None:
    del lit
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not alert_of(desk).unconfirmed)
    desk.changed.emit(cast.room.take_up([proposal(PERSON.name, WarningLevel.YELLOW, number=3, run=3)]))
    assert [row.split(" · ")[1] for row in rows(pane)] == ["沈嘉禾", "岁稔食品", "谷之坊"]


def test_after_a_day_what_was_decided_is_over_but_not_what_nobody_decided(
    qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast
) -> None:
    del lit
    cast.clock.at += timedelta(hours=30)
    pane.refresh()
    assert rows(pane)[0].startswith("▲ 橙色预警")
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not alert_of(desk).unconfirmed)
    cast.clock.at += timedelta(hours=25)
    pane.refresh()
    assert rows(pane)[0].startswith("○ 平静")


def test_looking_back_shows_what_burnt_then(lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    del lit
    desk.look_back(now_at(0.5))
    assert all(row.startswith("○ 平静") for row in rows(pane))
    desk.look_back(None)
    assert rows(pane)[0].startswith("▲ 橙色预警")


def test_a_watch_that_was_removed_keeps_its_alert(qtbot: QtBot, lit: Alert, pane: BeaconPane, cast: Cast) -> None:
    del lit
    cast.watches.remove(BRAND.name)
    pane.refresh()
    qtbot.waitUntil(lambda: "岁稔食品 · 已不再监测" in rows(pane)[0])


def test_new_posts_are_counted_soon(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk, cast: Cast) -> None:
    del lit
    cast.posts.add([about(PERSON, 0)])
    desk.posts_changed.emit()
    qtbot.waitUntil(lambda: "1 条提及" in rows(pane)[1], timeout=7000)


# where it leads


def test_a_story_leads_to_its_posts_and_says_when_they_are_gone(
    qtbot: QtBot, cast: Cast, pane: BeaconPane, desk: Desk
) -> None:
    watched(cast)
    story = cast.posts.stories(list(cast.posts.find_stories(Question(watch=BRAND.name))))[0]
    desk.changed.emit(cast.room.take_up([proposal(BRAND.name, WarningLevel.ORANGE, stories=(story.key, "f" * 32))]))
    pane.refresh()
    qtbot.waitUntil(lambda: len(pane.detail.lines.model.rows) > 3)
    lines = pane.detail.lines
    lines.list.setFocus()
    lines.list.setCurrentIndex(lines.model.index(1))
    with qtbot.waitSignal(pane.story_wanted) as wanted:
        qtbot.keyClick(lines.list, Qt.Key.Key_Return)
    assert wanted.args[0].key == story.key
    lines.list.setCurrentIndex(lines.model.index(2))
    with qtbot.waitSignal(pane.posts_wanted) as posts:
        qtbot.keyClick(lines.list, Qt.Key.Key_Return)
    assert posts.args[0] == Question(watch=BRAND.name)
    assert "已不在库里" in pane.message.sentence.text()


def test_a_voice_leads_to_its_posts(qtbot: QtBot, lit: Alert, pane: BeaconPane) -> None:
    del lit
    lines = pane.detail.lines
    voice = [line.title for line in lines.model.rows].index("@财经早班车")
    lines.list.setFocus()
    lines.list.setCurrentIndex(lines.model.index(voice))
    with qtbot.waitSignal(pane.posts_wanted) as posts:
        qtbot.keyClick(lines.list, Qt.Key.Key_Return)
    assert posts.args[0] == Question(author="财经早班车", source="微博")


def test_without_a_watch_it_says_what_it_is_for(qtbot: QtBot, pane: BeaconPane) -> None:
    assert pane.pages.currentWidget() is pane.empty
    assert "由人确认" in pane.empty.sentence.text()
    with qtbot.waitSignal(pane.watch_wanted):
        qtbot.keyClick(pane.empty.findChild(QPushButton, "firstBeaconWatch"), Qt.Key.Key_Return)


def test_it_follows_the_language_and_the_theme(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    del lit
    dark = pane.detail.heading.text()
    desk.set_theme("light")
    assert pane.detail.heading.text() != dark
    desk.set_texts("en")
    qtbot.waitUntil(lambda: rows(pane)[0].startswith("▲ Orange warning · 岁稔食品 · since 13:54 · unconfirmed"))
    assert pane.detail.buttons["lower"].text() == "− Lower"
    desk.set_texts("zh-Hant")
    qtbot.waitUntil(lambda: "未確認" in rows(pane)[0])


def seen(part: QWidget) -> bool:
    """Whether all of it is in sight."""
    return part.isVisible() and part.visibleRegion().boundingRect() == part.rect()


def test_where_it_is_low_level_reasons_and_buttons_come_first_and_the_rest_is_scrolled_to(
    qtbot: QtBot, lit: Alert, pane: BeaconPane
) -> None:
    del lit
    detail = pane.detail
    pane.resize(520, 420)
    for part in (detail.heading, detail.reasons, detail.buttons):
        qtbot.waitUntil(lambda part=part: seen(part))  # type: ignore[misc]
    assert not seen(detail.canvas)
    detail.canvas.setFocus()
    detail.area.ensureWidgetVisible(detail.canvas)
    qtbot.waitUntil(lambda: not detail.canvas.visibleRegion().isEmpty())
    detail.lines.list.setFocus()
    for line in detail.lines.model.rows[1:]:
        qtbot.waitUntil(lambda: under_the_keyboard(detail))
        if line is not detail.lines.model.rows[-1]:
            qtbot.keyClick(detail.lines.list, Qt.Key.Key_Down)


def under_the_keyboard(detail: BeaconDetail) -> bool:
    """Whether the line the keyboard is on is in sight."""
    view = detail.lines.list
    return view.visualRect(view.currentIndex()).intersects(view.viewport().visibleRegion().boundingRect())


def test_in_a_wide_place_nothing_needs_to_be_scrolled(qtbot: QtBot, lit: Alert, pane: BeaconPane) -> None:
    del lit
    detail, lines = pane.detail, pane.detail.lines.list.viewport()
    for size, orientation in (((1600, 330), Qt.Orientation.Horizontal), ((790, 560), Qt.Orientation.Vertical)):
        pane.resize(*size)
        for part in (detail.heading, detail.reasons, detail.response, detail.buttons, detail.canvas, lines):
            qtbot.waitUntil(lambda part=part: seen(part))  # type: ignore[misc]
        assert pane.split.orientation() is orientation


def test_the_list_takes_whole_rows_until_somebody_moves_the_edge(qtbot: QtBot, lit: Alert, pane: BeaconPane) -> None:
    del lit
    pane.resize(520, 420)
    qtbot.waitUntil(lambda: pane.list.height() == 2 * BEACON_HEIGHT)
    pane.split.moveSplitter(3 * BEACON_HEIGHT, 1)
    pane.resize(520, 430)
    qtbot.wait(50)
    assert pane.list.height() >= 3 * BEACON_HEIGHT


def test_of_a_calm_watch_the_last_time_is_told(qtbot: QtBot, lit: Alert, pane: BeaconPane, desk: Desk) -> None:
    desk.act(DismissAlert(alert=lit.id, reason="新品上市的热闹"))
    qtbot.waitUntil(lambda: rows(pane)[0].startswith("○ 平静"))
    titles = [line.title for line in pane.detail.lines.model.rows]
    assert titles == ["上一次的经过", "韩雪 解除▲ 橙色预警：新品上市的热闹", "烽火提议▲ 橙色预警"]
    pane.choose("谷之坊")
    qtbot.waitUntil(pane.detail.lines.isHidden)
