# SPDX-License-Identifier: Apache-2.0
"""Small pieces the panes are made of: differences, lengths, spans, and answers that come too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.texts import Texts
from tests.ui.doubles import Cast, post
from ui.delegates.feed_delegate import second_line
from ui.desk import Desk
from ui.dialogs.incident_questions import ask_decision
from ui.models.difference import Change, Piece, difference, weibo_length
from ui.panes.feed import FeedPane
from ui.panes.sentiment import SentimentPane
from ui.panes.timeline import TimelinePane
from ui.times import countdown, near_time, signed, spoken

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_a_difference_is_told_by_characters_and_whole_latin_words() -> None:
    assert list(difference("我们深表歉意，A2411", "我们道歉，A2412")) == [
        Piece(Change.SAME, "我们"),
        Piece(Change.REMOVED, "深表"),
        Piece(Change.ADDED, "道"),
        Piece(Change.SAME, "歉"),
        Piece(Change.REMOVED, "意"),
        Piece(Change.SAME, "，"),
        Piece(Change.REMOVED, "A2411"),
        Piece(Change.ADDED, "A2412"),
    ]


def test_both_texts_can_be_read_out_of_their_difference() -> None:
    before, after = "第一段\n第二段 two words", "第一段。\n\n第二 two new words"
    pieces = list(difference(before, after))
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == after


@pytest.mark.parametrize(("text", "length"), [("", 0), ("声明", 2), ("abc", 2), ("声明 ok", 4), ("  声明\n", 2)])
def test_weibo_counts_a_latin_letter_as_half(text: str, length: int) -> None:
    assert weibo_length(text) == length


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "00:00:00"), (-12 * 60, "00:12:00"), (8885, "02:28:05"), (26 * 3600, "26:00:00")]
)
def test_countdowns_keep_their_hours(seconds: int, words: str) -> None:
    assert countdown(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(("minutes", "words"), [(5, "5 分"), (312, "5 时 12 分"), (3060, "2 天 3 时"), (-3, "0 分")])
def test_lengths_of_time_are_spoken(minutes: int, words: str) -> None:
    assert spoken(timedelta(minutes=minutes), Texts("zh-Hans")) == words


def test_another_day_is_named() -> None:
    now = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
    assert near_time(now - timedelta(minutes=5), now, SHANGHAI) == "00:55"
    assert near_time(now - timedelta(hours=2), now, SHANGHAI) == "11-19 23:00"


@pytest.mark.parametrize(("score", "words"), [(-0.914, "−0.91"), (0.48, "+0.48"), (0.001, "0.00"), (-0.004, "0.00")])
def test_mood_numbers_are_signed(score: float, words: str) -> None:
    assert signed(score) == words


def test_the_second_line_tells_what_is_known() -> None:
    known = post("一", followers=12_000, verified=True, parent="9", region="上海")
    assert second_line(known, Texts("zh-Hans")) == "微博 · @厨房里的猫 · 转发 · 已认证 · 粉丝 1.2 万 · 上海"
    assert second_line(known, Texts("en")).endswith("12k followers · 上海")
    assert second_line(post("一", author=""), Texts("en")) == "微博"


def test_an_answer_to_a_closed_pane_is_dropped(qtbot: QtBot, cast: Cast, desk: Desk) -> None:
    cast.posts.add([post(f"帖文 {number}", number) for number in range(50)])
    for kind in (FeedPane, TimelinePane, SentimentPane):
        pane = kind(desk)
        pane.refresh()
        delete(pane)
    heard: list[int] = []
    desk.read(lambda: 1, heard.append)
    qtbot.waitUntil(lambda: heard == [1])


def test_a_question_closed_too_early_still_carries_its_command_out(qtbot: QtBot, cast: Cast, desk: Desk) -> None:
    incident = cast.declare()
    window = QWidget()
    qtbot.addWidget(window)
    question = ask_decision(desk, window, incident)
    for name in ("text", "grounds"):
        qtbot.keyClicks(question.field(name), name)
    question.send()
    question.reject()
    qtbot.waitUntil(lambda: len(desk.state.decisions) == 1)
