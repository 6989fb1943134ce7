# SPDX-License-Identifier: Apache-2.0
"""A person's own rules: what they measure, when they begin, let go and rest, live and replayed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from app.room.words import WarningLevel
from app.warning.policy import Measure, Rule
from app.warning.rules import Measured, Standing, held, in_time, measured, windows

ZONE = ZoneInfo("Asia/Shanghai")


def rule(**others: object) -> Rule:
    """Ten mentions in ten minutes, unless told otherwise."""
    chosen = {"name": "十条", "level": WarningLevel.RED, "measure": Measure.MENTIONS, "at_least": 10, "minutes": 10}
    return Rule(**(chosen | others))  # type: ignore[arg-type]


def one(rule: Rule, mentions: int, negative: int = 0, *, before: int = 0) -> tuple[float, bool]:
    """What a rule measures of one window."""
    sums = np.array([[mentions, negative, mentions // 2, mentions, 1, 1_000]])
    found = measured(rule, sums, np.array([[before, 0, 0, 0, 0, 0]]))
    return float(found.amount[0]), bool(found.enough[0])


@pytest.mark.parametrize(
    ("measure", "sample", "amount", "enough"),
    [
        (Measure.MENTIONS, 0, 40, True),
        (Measure.NEGATIVE, 0, 10, True),
        (Measure.NEGATIVE_SHARE, 20, 0.25, True),
        (Measure.NEGATIVE_SHARE, 50, 0.25, False),
        (Measure.SPEED, 0, 4, True),
        (Measure.SPEED, 20, 2, True),
        (Measure.REPOST_SHARE, 0, 0.5, True),
        (Measure.VOICES, 0, 40, True),
        (Measure.COMPLAINTS, 0, 1, True),
        (Measure.REACH, 0, 1_000, True),
    ],
)
def test_each_measure_is_what_its_name_says(measure: Measure, sample: int, amount: float, *, enough: bool) -> None:
    assert one(rule(measure=measure, sample=sample), 40, 10, before=10) == (amount, enough)


def test_nothing_is_no_share() -> None:
    assert one(rule(measure=Measure.NEGATIVE_SHARE, at_least=0.3), 0) == (0.0, False)


def test_it_holds_until_it_is_well_below_and_then_rests() -> None:
    standing = Standing(rule(at_least=10, clear=5, cooldown=30), ["岁稔"])
    rows = np.array([0])

    def step(amount: float, minute: int) -> bool:
        found = Measured(np.array([amount]), np.array([amount]), np.array([True]))
        return bool(standing.step(rows, found, minute, in_time=True)[0])

    assert [step(amount, minute) for minute, amount in enumerate((9, 10, 6, 5, 4, 20))] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
    assert step(20, 33) is False
    assert step(20, 34) is True


def test_a_watch_it_is_not_about_is_left_alone() -> None:
    standing = Standing(rule(watches=("甲",)), ["甲", "乙"])
    much = np.array([99.0, 99.0])
    found = Measured(much, much, np.array([True, True]))
    assert standing.step(np.array([0, 1]), found, 5, in_time=True).tolist() == [True, False]


@pytest.mark.parametrize(
    ("days", "begins", "ends", "local", "holds"),
    [
        ((), "", "", "2026-11-19 12:00", True),
        ((), "08:30", "18:00", "2026-11-19 08:30", True),
        ((), "08:30", "18:00", "2026-11-19 18:00", False),
        ((), "22:00", "06:00", "2026-11-19 23:00", True),
        ((), "22:00", "06:00", "2026-11-19 05:59", True),
        ((), "22:00", "06:00", "2026-11-19 12:00", False),
        ((3,), "", "", "2026-11-19 12:00", True),
        ((4,), "", "", "2026-11-19 12:00", False),
        ((3,), "22:00", "06:00", "2026-11-20 02:00", True),
        ((4,), "22:00", "06:00", "2026-11-20 02:00", False),
    ],
)
def test_a_timetable_is_of_the_rooms_zone_and_a_night_belongs_to_the_day_it_began(
    days: tuple[int, ...], begins: str, ends: str, local: str, *, holds: bool
) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=ZONE)
    assert in_time(rule(days=days, begins=begins, ends=ends), at, ZONE) is holds


def test_a_timetable_follows_summer_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    early = rule(begins="08:00", ends="09:00")
    assert in_time(early, datetime(2026, 3, 28, 7, 30, tzinfo=UTC), berlin)
    assert in_time(early, datetime(2026, 3, 29, 6, 30, tzinfo=UTC), berlin)
    assert not in_time(early, datetime(2026, 3, 29, 7, 30, tzinfo=UTC), berlin)


@pytest.mark.parametrize("seed", range(8))
def test_the_replay_holds_a_rule_exactly_as_the_beacon_does(seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = np.zeros((600, 6), np.int64)
    values[:, 0] = draw.poisson(1.0 + 2.0 * (draw.random(600) < 0.1))
    chosen = rule(cooldown=int(draw.integers(0, 90)), clear=float(draw.integers(5, 11)))
    allowed = draw.random(600) < (0.9 if seed % 2 else 2)
    found = measured(chosen, *windows(values, chosen.minutes))
    standing, rows = Standing(chosen, ["岁稔"]), np.array([0])
    live = []
    for minute in range(600):
        part = slice(minute, minute + 1)
        here = Measured(found.amount[part], found.posts[part], found.enough[part])
        live.append(bool(standing.step(rows, here, 1_000 + minute, in_time=bool(allowed[minute]))[0]))
    assert held(chosen, found, 1_000, allowed).tolist() == live
    assert any(live)


def test_windows_end_with_their_minute() -> None:
    values = np.arange(1, 7)[:, None] * np.ones((1, 6), np.int64)
    now, before = windows(values.astype(np.int64), 2)
    assert now[:, 0].tolist() == [1, 3, 5, 7, 9, 11]
    assert before[:, 0].tolist() == [0, 0, 1, 3, 5, 7]
