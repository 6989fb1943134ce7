# SPDX-License-Identifier: Apache-2.0
"""When a source is asked again, said as a person would: every five minutes, later when it fails, never in step."""

from random import Random

import pytest

from app.posts.collecting.schedule import wait_after_failure, wait_after_success

FIVE_MINUTES, HOUR = 300.0, 3600.0


def even() -> float:
    """Chance that leans neither way."""
    return 0.5


def lowest() -> float:
    return 0.0


def highest() -> float:
    return 1.0


def test_a_source_that_answers_is_asked_at_its_own_pace() -> None:
    assert wait_after_success(FIVE_MINUTES, 0.0, even) == FIVE_MINUTES
    assert wait_after_success(FIVE_MINUTES, 60.0, even) == FIVE_MINUTES, "asked to come sooner: we keep our pace"


def test_one_that_asks_for_more_time_gets_it_up_to_six_times_our_pace() -> None:
    assert wait_after_success(FIVE_MINUTES, 900.0, even) == 900.0
    assert wait_after_success(FIVE_MINUTES, 7 * 86_400.0, even) == 6 * FIVE_MINUTES, "a week of calm would blind us"


def test_no_round_is_ever_more_than_a_fifth_early_or_late() -> None:
    assert wait_after_success(FIVE_MINUTES, 0.0, lowest) == pytest.approx(240)
    assert wait_after_success(FIVE_MINUTES, 0.0, highest) == pytest.approx(360)


def test_a_hundred_sources_of_one_instance_do_not_come_back_in_step() -> None:
    chance = Random(7).random
    waits = sorted(wait_after_failure(FIVE_MINUTES, 1, 0.0, chance) for _ in range(100))
    assert waits[-1] - waits[0] > 15
    assert max(sum(1 for wait in waits if second <= wait < second + 1) for second in range(45, 75)) < 20


def test_the_first_failure_is_tried_again_in_a_minute_and_then_ever_later() -> None:
    waits = [wait_after_failure(FIVE_MINUTES, failures, 0.0, even) for failures in range(1, 9)]
    assert waits == [60, 120, 240, 480, 960, 1920, HOUR, HOUR]


def test_a_source_asked_more_often_than_each_minute_is_tried_again_as_often() -> None:
    assert wait_after_failure(10.0, 1, 0.0, even) == 10.0
    assert wait_after_failure(10.0, 3, 0.0, even) == 40.0


@pytest.mark.parametrize("failures", [7, 100, 10_000])
def test_it_is_never_given_up_and_never_waits_much_longer_than_an_hour(failures: int) -> None:
    assert wait_after_failure(FIVE_MINUTES, failures, 0.0, lowest) == pytest.approx(0.8 * HOUR)
    assert wait_after_failure(FIVE_MINUTES, failures, 0.0, highest) == pytest.approx(1.2 * HOUR)


def test_a_failure_that_only_a_person_can_mend_waits_an_hour_from_the_first() -> None:
    assert wait_after_failure(FIVE_MINUTES, 1, 0.0, even, lasting=True) == HOUR


@pytest.mark.parametrize("lasting", [False, True])
def test_who_says_come_back_in_two_hours_is_left_alone_for_two_hours(lasting: bool) -> None:
    assert wait_after_failure(FIVE_MINUTES, 1, 7200.0, lowest, lasting=lasting) == 7200.0


def test_who_says_come_back_in_a_second_does_not_hurry_us() -> None:
    assert wait_after_failure(FIVE_MINUTES, 4, 1.0, even) == 480.0
