# SPDX-License-Identifier: Apache-2.0
"""The curve with its numbers in words, and the posts that were kept."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.analysis import mood
from app.room.evidence import CitePost, as_seen
from app.room.statements import (
    ApproveStatement,
    DraftStatement,
    GiveVerdict,
    ReleaseStatement,
    SubmitStatement,
)
from app.room.words import StatementKind, Verdict
from tests.ui.doubles import Cast, post
from tests.ui.panes.showing import Show
from ui.desk import Desk
from ui.panes.evidence import EvidencePane
from ui.panes.sentiment import SentimentPane


def release(cast: Cast, incident: str) -> None:
    draft = DraftStatement(incident=incident, kind=StatementKind.HOLDING, text="我们已停产自查。")
    cast.room.act(draft, cast.session("周宁"))
    name = next(iter(cast.room.state.statements))
    cast.room.act(SubmitStatement(statement=name), cast.session("周宁"))
    for who in ("陈屿", "韩雪"):
        cast.room.act(GiveVerdict(statement=name, verdict=Verdict.PASS), cast.unlocked(who))
    cast.room.act(ApproveStatement(statement=name), cast.unlocked("林越"))
    cast.room.act(ReleaseStatement(statement=name, channel="微博"), cast.session("周宁"))


def test_an_empty_store_says_what_will_be_drawn(qtbot: QtBot, show: Show, desk: Desk) -> None:
    pane = show(SentimentPane)
    qtbot.wait(50)
    assert pane.pages.currentWidget() is pane.empty
    assert pane.empty.sentence.text() == desk.texts("chart-empty-hint")


def test_the_curve_is_drawn_and_read_with_the_arrow_keys(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    del incident
    cast.posts.add([post("差", minute, sentiment=-0.5) for minute in range(30)])
    cast.later(40)
    pane = show(SentimentPane)
    qtbot.waitUntil(lambda: pane.canvas is not None and bool(pane.canvas.figure.axes))
    assert "30 条" in pane.hint.text()
    assert "负面 100%" in pane.legend["negative"].text()
    pane.canvas.setFocus()
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert "条" in pane.sentence.text()
    pane.ranges.press("all")
    pane.steps.setCurrentIndex(1)
    pane.steps.activated.emit(1)
    qtbot.waitUntil(lambda: "1 分钟" in pane.hint.text())


def test_an_interval_is_read_by_pointing_at_it(qtbot: QtBot, show: Show, cast: Cast, desk: Desk) -> None:
    cast.posts.add([post("差", minute, sentiment=-0.5) for minute in range(30)])
    cast.later(40)
    pane = show(SentimentPane)
    qtbot.waitUntil(lambda: pane.canvas is not None and bool(pane.canvas.figure.axes))
    pane.ranges.press("all")
    with qtbot.waitSignal(pane.canvas.drawn):
        pane.canvas.later()
    seen = pane.canvas.grab().toImage()
    qtbot.mouseMove(pane.canvas, QPoint(pane.canvas.width() // 2, pane.canvas.height() // 2))
    qtbot.waitUntil(lambda: "负面 1" in pane.sentence.text())
    assert pane.canvas.toolTip() == pane.sentence.text()
    assert pane.canvas.grab().toImage() != seen
    qtbot.mouseMove(pane.canvas, QPoint(2, 2))
    qtbot.waitUntil(lambda: pane.sentence.text() == desk.texts("chart-effect-none"))


def test_the_curve_is_drawn_beside_the_window_not_in_it(
    qtbot: QtBot, show: Show, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    draw = mood.draw

    def drawn(*args: Any, **more: Any) -> None:
        threads.append(threading.current_thread())
        draw(*args, **more)

    monkeypatch.setattr(mood, "draw", drawn)
    cast.posts.add([post("差", minute, sentiment=-0.5) for minute in range(30)])
    cast.later(40)
    pane = show(SentimentPane)
    qtbot.waitUntil(lambda: pane.canvas is not None and bool(pane.canvas.figure.axes))
    assert threads
    assert threading.main_thread() not in threads


def test_a_release_is_judged_only_with_enough_posts(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    cast.posts.add([post("差", -minute / 2, sentiment=-0.5) for minute in range(1, 80)])
    release(cast, incident)
    cast.later(40)
    pane = show(SentimentPane)
    qtbot.waitUntil(lambda: "还不足以判断" in pane.sentence.text())
    assert "0 条" in pane.sentence.text()
    cast.posts.add([post("好", minute / 2, sentiment=0.5) for minute in range(1, 80)])
    pane.refresh()
    qtbot.waitUntil(lambda: "负面 100% → 0%，下降" in pane.sentence.text())


def test_the_curve_is_redrawn_in_the_other_theme_and_language(
    qtbot: QtBot, show: Show, cast: Cast, desk: Desk
) -> None:
    cast.posts.add([post("差", minute, sentiment=-0.5) for minute in range(30)])
    cast.clock.at += timedelta(minutes=30)
    pane = show(SentimentPane)
    qtbot.waitUntil(lambda: pane.canvas is not None and bool(pane.canvas.figure.axes))
    before = pane.canvas.figure.get_facecolor()
    desk.set_theme("light")
    desk.set_texts("en")
    qtbot.waitUntil(lambda: pane.canvas.figure.get_facecolor() != before)
    assert "Negative 100%" in pane.legend["negative"].text()


def test_kept_posts_are_shown_with_their_hash(qtbot: QtBot, show: Show, cast: Cast, incident: str) -> None:
    cast.room.act(CitePost(incident=incident, post=as_seen(post("原帖全文")), note="首发"), cast.session("韩雪"))
    pane = show(EvidencePane)
    assert pane.hint.text() == "1 件"
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    assert pane.detail.text.toPlainText() == "原帖全文"
    citation = pane.chosen()
    assert citation is not None
    assert citation.post.sha256 in pane.detail.why.text()
    assert "首发" in pane.detail.heading.text()
    qtbot.keyClick(pane.list, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == citation.post.sha256


def test_without_evidence_it_says_how_to_keep_some(show: Show, desk: Desk) -> None:
    pane = show(EvidencePane)
    assert pane.pages.currentWidget() is pane.empty
    assert pane.empty.sentence.text() == desk.texts("evidence-empty-hint")
