# SPDX-License-Identifier: Apache-2.0
"""Whether a statement was followed by another mood is said only where the counts bear it."""

from datetime import timedelta

import pytest

from app.analysis.effect import FEWEST, LONGEST, Effect, Side, Turn, effect, last_release
from app.room.statements import ApproveStatement, ReleaseStatement
from tests.ui.doubles import START, Cast, MemoryPosts, post

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (Side(66, 100), Side(41, 100), Turn.LOWER),
        (Side(41, 100), Side(66, 100), Turn.HIGHER),
        (Side(50, 100), Side(48, 100), Turn.UNCLEAR),
        (Side(0, 100), Side(0, 100), Turn.UNCLEAR),
        (Side(29, FEWEST - 1), Side(0, 500), Turn.TOO_FEW),
        (Side(400, 500), Side(0, 0), Turn.TOO_FEW),
    ],
)
def test_only_what_chance_would_not_do_is_a_turn(before: Side, after: Side, turn: Turn) -> None:
    assert Effect(HOUR, before, after).turn is turn


def test_as_long_after_as_before_is_counted() -> None:
    posts = MemoryPosts()
    posts.add([post("差", -minute, sentiment=-0.5) for minute in (1, 29, 31)])
    posts.add([post("好", minute, sentiment=0.5) for minute in (0, 29, 31)])
    found = effect(posts, START, START + timedelta(minutes=30))
    assert found == Effect(timedelta(minutes=30), Side(2, 2), Side(0, 2))


def test_a_long_time_is_cut_to_six_hours() -> None:
    assert effect(MemoryPosts(), START, START + timedelta(days=3)).length == LONGEST


def test_the_statement_that_first_went_out_last_counts(cast_with_release: tuple[Cast, str]) -> None:
    cast, incident = cast_with_release
    assert last_release(cast.room.state, incident) == (1, START)
    assert last_release(cast.room.state, "another") is None


@pytest.fixture
def cast_with_release() -> tuple[Cast, str]:
    """One statement, on two channels, ten minutes apart."""
    from tests.unit.room.conftest import Team

    cast = Cast()
    incident = cast.declare()
    cast.convene(incident)
    team = Team(cast, incident)
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("韩雪")
    team.act("林越", ApproveStatement(statement=team.statement.id))
    for channel in ("微博", "官网"):
        team.act("周宁", ReleaseStatement(statement=team.statement.id, channel=channel))
        cast.later(10)
    return cast, incident
