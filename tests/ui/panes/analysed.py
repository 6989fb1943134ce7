# SPDX-License-Identifier: Apache-2.0
"""An overview of posts as the analysis would give it, made by hand: what the window shows does not hang on counting.

Used by the tests of the analysis pane and of what stands beside statements. Trap: `analysis` replaces the real
counting, and keeps what it was asked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.analysis import overview as counting
from app.analysis.asks import Ask
from app.analysis.crisis import TypeReason, TypeSuggestion
from app.analysis.overview import Overview
from app.analysis.terms import Term, TermKind
from app.analysis.voices import Band, Share, Voice, Voices
from app.posts.complaints import AskKind
from app.posts.post import Mood
from app.posts.question import Question
from app.posts.sentiment.feeling import MoodWord
from app.room.words import CrisisType
from tests.ui.doubles import START, Cast, post


def term(text: str, count: int, **more: Any) -> Term:
    """A hot term."""
    bare: dict[str, Any] = {
        "before": 2, "odds": 6.0, "kind": TermKind.WORD, "mood": -0.5, "push": None, "rising": 1.0, "posts": (),
    }  # fmt: skip
    return Term(text=text, count=count, **{**bare, **more})


TERMS = (
    term("过期原料", 40, odds=9.5, kind=TermKind.PHRASE, rising=3.2, mood=-0.71),
    term("翻车", 12, odds=4.1, before=0, push=Mood.NEGATIVE, mood=-0.9),
    term("支持", 25, odds=3.0, before=20, push=Mood.POSITIVE, mood=0.6, rising=0.4),
)
ASKS = (
    Ask(AskKind.DEMAND, "退款", 34, 30, START + timedelta(minutes=20), ("退款", "渠道"), (1, 2)),
    Ask(AskKind.QUESTION, "检测报告", 12, 12, START + timedelta(minutes=10), ("检测报告",), (3,)),
)
VOICES = Voices(
    voices=71,
    verified=Share(8, 3, 4),
    reach=(Band(0, 60, 50, 30), Band(10_000, 12, 4, 9)),
    regions=(("上海", 20), ("江苏", 9)),
    sources=(("微博", 60), ("知乎", 12)),
    loudest=(Voice("新城晚报", "微博", 3, 1_200_000, True, 1, 1), Voice("小满", "微博", 5, 320, False, 5, 2)),
)
PRODUCT = TypeSuggestion(CrisisType.PRODUCT, 0.82, "", 0.3, (TypeReason("过期", 31), TypeReason("召回", 4)))
FOUND = Overview(500, 1200, TERMS, ASKS, VOICES, (PRODUCT,), 480)


class Counting:
    """Stands in for the counting: answers with `found`, keeps `asked`."""

    def __init__(self, found: Overview = FOUND) -> None:
        self.found = found
        self.asked: list[tuple[Question, int]] = []
        self.names: tuple[str, ...] = ()

    def __call__(
        self,
        store: object,
        question: Question,
        *,
        baseline: tuple[datetime, datetime] | None,
        words: Sequence[MoodWord],
        names: Sequence[str],
        most: int = 20_000,
    ) -> Overview:
        self.asked.append((question, most))
        self.names = tuple(names)
        return self.found


def counting_of(monkeypatch: pytest.MonkeyPatch, found: Overview = FOUND) -> Counting:
    """From now on overviews are `found`."""
    made = Counting(found)
    monkeypatch.setattr(counting, "overview", made)
    return made


def pour(cast: Cast) -> None:
    """Three posts, which the questions quote."""
    cast.posts.add(
        [
            post("求退款渠道，客服没人接", 1, sentiment=-0.7, author="小满"),
            post("退款退款退款", 2, sentiment=-0.5, author="阿木"),
            post("检测报告什么时候出", 3, author="老周"),
        ]
    )
    cast.later(30)
