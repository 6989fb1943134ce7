# SPDX-License-Identifier: Apache-2.0
"""Reasons and proposals as sentences: the numbers are all there, and what nobody knows is not said as nought."""

from datetime import UTC, datetime

import pytest

from app.room.words import WarningLevel
from app.texts import LANGUAGES, Texts
from app.warning.policy import Measure
from app.warning.proposal import Ground, Proposal, Reason
from app.warning.reasons import proposal_said, reason_said

SURGE = Reason(
    ground=Ground.SURGE, level=WarningLevel.ORANGE, minutes=30, posts=240, usual_posts=35.2, negative=0.61,
    usual_negative=0.12, voices=158,
)  # fmt: skip


def test_a_surge_is_told_with_its_numbers_and_the_usual_ones() -> None:
    said = Texts("en").say(reason_said(SURGE))
    assert said == "Negative 61% of 240 in 30 min; usual 12% of 35 · 158 authors"
    assert (
        Texts("zh-Hans").say(reason_said(SURGE))
        == "30 分钟内 240 条，负面占 61%；平时 35 条，负面占 12% · 158 个作者"
    )


def test_volume_says_nothing_of_moods() -> None:
    said = Texts("en").say(reason_said(Reason(ground=Ground.VOLUME, level=WarningLevel.BLUE, minutes=360, posts=99)))
    assert said == "99 posts in 6 h; usual 0"


def test_a_share_that_nobody_knows_is_not_nought() -> None:
    unsure = Reason(ground=Ground.SURGE, level=WarningLevel.BLUE, minutes=15, posts=50, usual_posts=4.56)
    assert Texts("en").say(reason_said(unsure)) == "50 posts in 15 min; usual 4.6"


@pytest.mark.parametrize("measure", [*Measure, "of_a_later_version"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rules_reason_names_rule_amount_and_limit(measure: str, language: str) -> None:
    shared = measure in (Measure.NEGATIVE_SHARE, Measure.REPOST_SHARE)
    reason = Reason(
        ground=Ground.RULE, level=WarningLevel.RED, minutes=60, posts=52, rule="负面占比", measure=measure,
        measured=0.41 if shared else 41, limit=0.3 if shared else 30,
    )  # fmt: skip
    said = Texts(language).say(reason_said(reason))  # type: ignore[arg-type]
    assert all(part in said for part in ("负面占比", "41", "30", "52")), said
    assert ("41%" in said) is shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_a_line_with_level_watch_and_gravest_reason(language: str) -> None:
    now = datetime(2026, 11, 19, tzinfo=UTC)
    proposal = Proposal(
        id="0" * 32,
        run="1" * 32,
        watch="岁稔食品",
        level=WarningLevel.ORANGE,
        at=now,
        since=now,
        reasons=(SURGE, SURGE),
    )
    texts = Texts(language)  # type: ignore[arg-type]
    said = texts.say(proposal_said(proposal))
    for part in (texts("level-orange"), "岁稔食品", "61%", "1"):
        assert part in said
    bare = Proposal(id="0" * 32, run="", watch="岁稔食品", level=WarningLevel.RED, at=now, since=now, reasons=())
    assert texts("level-red") in texts.say(proposal_said(bare))
