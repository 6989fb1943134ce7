# SPDX-License-Identifier: Apache-2.0
"""No data is not calm: which source is well, which fails, which fell silent, and how many posts an hour it brings."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.errors import Said
from app.posts.sources.health import Health, allowed_silence, health, is_alive, silent_since
from app.posts.sources.source import Pulse, Source, SourceState

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
THIS_HOUR = int(NOON.timestamp()) // 3600


def source(**more: Any) -> Source:
    return Source(name="新闻", kind="feed", **more)


def state(*, quiet: timedelta | None = None, an_hour: int = 0, for_hours: int = 12, **more: Any) -> SourceState:
    """Tried just now; its last post came `quiet` ago; before that, so many an hour for so many hours."""
    last = None if quiet is None else NOON - quiet
    end = THIS_HOUR if last is None else int(last.timestamp()) // 3600
    counted = {str(end - n): an_hour for n in range(for_hours)} if an_hour else {}
    known = {"last_try": NOON, "last_success": NOON, "last_new": last, "hours": counted, "began": NOON - 100 * HOUR}
    return SourceState(name="新闻", **(known | more))


def how(found: SourceState | None, **more: Any) -> Health:
    return health(source(**more), found, NOON)


def test_a_source_nobody_has_asked_yet_is_new() -> None:
    assert how(None) is Health.NEW
    assert how(SourceState(name="新闻")) is Health.NEW


def test_a_source_whose_last_round_failed_is_failing_however_much_it_brought() -> None:
    trouble = Said("source-test-slow", {"seconds": 40})
    assert how(state(quiet=timedelta(minutes=1), an_hour=60, trouble=trouble)) is Health.FAILING
    assert how(state(quiet=timedelta(days=3), trouble=trouble)) is Health.FAILING


def test_a_note_is_no_failure() -> None:
    assert how(state(quiet=timedelta(minutes=1), note=Said("source-ids-change", {"count": 3}))) is Health.WELL


def test_a_paused_source_is_paused_whatever_else_it_is() -> None:
    trouble = Said("source-test-slow", {"seconds": 40})
    assert how(state(quiet=timedelta(days=9), trouble=trouble), paused=True) is Health.PAUSED
    assert how(None, paused=True) is Health.PAUSED


@pytest.mark.parametrize(
    ("an_hour", "hours", "quiet", "expected"),
    [
        (600, 12, timedelta(minutes=59), Health.WELL),  # a flood may stop for an hour
        (600, 12, timedelta(minutes=61), Health.SILENT),
        (2, 24, timedelta(hours=5, minutes=59), Health.WELL),  # every half hour: twelve times that is six hours
        (2, 24, timedelta(hours=6, minutes=1), Health.SILENT),
        (1, 24, timedelta(hours=11), Health.WELL),
        (1, 24, timedelta(hours=13), Health.SILENT),
        (1, 5, timedelta(hours=23), Health.WELL),  # five posts in all say nothing about its pace
        (1, 5, timedelta(hours=25), Health.SILENT),
        (0, 0, timedelta(hours=23), Health.WELL),  # its pace was forgotten, for it was long ago
        (0, 0, timedelta(hours=25), Health.SILENT),
    ],
)
def test_its_own_pace_says_when_a_source_is_silent(
    an_hour: int, hours: int, quiet: timedelta, expected: Health
) -> None:
    assert how(state(quiet=quiet, an_hour=an_hour, for_hours=hours)) is expected


def test_a_source_that_brings_a_post_now_and_then_gets_a_day_at_most() -> None:
    counted = {str(THIS_HOUR - n): 1 for n in range(0, 48, 8)}
    slow = state(quiet=HOUR, hours=counted)
    assert allowed_silence(source(), slow, NOON) == timedelta(hours=24)


@pytest.mark.parametrize(("minutes", "expected"), [(29, Health.WELL), (30, Health.WELL), (31, Health.SILENT)])
def test_what_a_person_set_counts_before_any_pace(minutes: int, expected: Health) -> None:
    assert how(state(quiet=timedelta(minutes=minutes), an_hour=1, for_hours=24), silent_after=30) is expected
    busy = state(quiet=timedelta(hours=9), an_hour=600)
    assert how(busy, silent_after=24 * 60) is Health.WELL


def test_it_is_silent_since_its_last_new_post() -> None:
    quiet = state(quiet=timedelta(hours=30), an_hour=4)
    assert silent_since(source(), quiet, NOON) == NOON - timedelta(hours=30)
    assert silent_since(source(), state(quiet=timedelta(minutes=5), an_hour=4), NOON) is None


def test_answering_nothing_new_for_ever_is_not_health() -> None:
    """It answers every five minutes, and has never brought a post: an address that leads nowhere looks just so."""
    young, old = state(began=NOON - timedelta(hours=23)), state(began=NOON - timedelta(hours=25))
    assert how(young) is Health.WELL
    assert how(old) is Health.SILENT
    assert silent_since(source(), old, NOON) == old.began
    assert how(state(began=NOON - timedelta(minutes=31)), silent_after=30) is Health.SILENT
    assert how(state(began=None)) is Health.WELL


def test_a_clock_that_was_set_back_makes_nobody_silent() -> None:
    assert how(state(quiet=timedelta(hours=-5), an_hour=60)) is Health.WELL


# --- the collector's pulse


@pytest.mark.parametrize(("seconds", "alive"), [(0, True), (6, True), (30, True), (31, False), (86_400, False)])
def test_a_collector_lives_while_it_gives_signs_of_life(seconds: int, alive: bool) -> None:
    pulse = Pulse(at=NOON - timedelta(seconds=seconds), process=7, began=NOON - timedelta(days=2))
    assert is_alive(pulse, NOON) is alive


def test_a_collector_that_never_gave_a_sign_does_not_live() -> None:
    assert not is_alive(None, NOON)


def test_a_clock_set_back_by_an_hour_does_not_keep_a_dead_collector_alive() -> None:
    assert not is_alive(Pulse(at=NOON + HOUR, process=7, began=NOON), NOON)
    assert is_alive(Pulse(at=NOON + timedelta(seconds=2), process=7, began=NOON), NOON)


# --- posts an hour


def an_hour(hours: dict[int, int], now: datetime = NOON) -> float:
    """`hours` by how many hours ago."""
    return SourceState(name="新闻", hours={str(THIS_HOUR - ago): n for ago, n in hours.items()}).posts_per_hour(now)


def test_nothing_yet_is_no_posts_an_hour() -> None:
    assert an_hour({}) == 0.0


def test_a_first_burst_is_not_blown_up() -> None:
    assert an_hour({0: 30}, NOON + timedelta(minutes=6)) == 30.0, "thirty in six minutes are no three hundred yet"


def test_steady_posts_are_their_own_pace() -> None:
    assert an_hour(dict.fromkeys(range(24), 12), NOON + timedelta(minutes=59, seconds=59)) == pytest.approx(
        12, rel=0.01
    )


def test_the_hour_that_has_just_begun_does_not_halve_the_pace() -> None:
    assert an_hour({1: 60, 2: 60}, NOON + timedelta(seconds=1)) == pytest.approx(60, rel=0.01)


def test_quiet_hours_count() -> None:
    assert an_hour({10: 110}, NOON + timedelta(minutes=59)) == pytest.approx(10, rel=0.01)


def test_yesterday_is_forgotten() -> None:
    assert an_hour({24: 5_000, 47: 5_000}) == 0.0
    assert an_hour({30: 5_000, 2: 3}, NOON) == 1.5
