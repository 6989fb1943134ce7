# SPDX-License-Identifier: Apache-2.0
"""A watch as a curve: what is drawn is what was counted, what the detector said, and nothing where nobody was."""

from datetime import UTC, datetime, timedelta
from math import isnan

import numpy as np

from app.warning.curve import counted, curve, pictured
from app.warning.detector import Detector
from app.warning.indicators import MINUTE, Series
from app.warning.proposal import Picture

FIRST = datetime(2026, 11, 5, 8, 13, tzinfo=UTC)


def series(days: int = 3, *, surge: int = 0) -> Series:
    """About two posts a minute, an eighth of them negative; `surge` minutes at the end with ten times as many."""
    random = np.random.default_rng(5)
    minutes = days * 1440
    values = np.zeros((minutes, 6), np.int64)
    values[:, 0] = random.poisson(2.0, minutes)
    if surge:
        values[-surge:, 0] += random.poisson(20.0, surge)
    values[:, 1] = random.binomial(values[:, 0], 0.125)
    if surge:
        values[-surge:, 1] = random.binomial(values[-surge:, 0], 0.6)
    values[:, 2] = values[:, 0] // 3
    values[:, 3] = values[:, 0]
    return Series("岁稔", FIRST, values, np.zeros(minutes, bool))


def test_counts_are_summed_by_interval_and_end_where_the_series_ends() -> None:
    one = series(1)
    shown = counted(one, 7)
    assert shown.end == one.end
    assert shown.first == one.first + 1440 % 7 * MINUTE
    assert shown.total == int(one.values[1440 % 7 :, 0].sum())
    assert sum(shown.negative) == int(one.values[1440 % 7 :, 1].sum())


def test_an_interval_in_which_nobody_collected_is_none_and_one_with_a_part_of_it_counts() -> None:
    one = series(1)
    one.gaps[600:614] = True
    one.values[600:610] = 0
    shown = counted(one, 10)
    assert [at for at, posts in enumerate(shown.posts) if posts < 0] == [60]
    assert shown.posts[61] == int(one.values[610:620, 0].sum())
    assert shown.posts[70] == int(one.values[700:710, 0].sum()), "what came in later was collected after all"
    one.values[605, 0] = 3
    assert counted(one, 10).posts[60] == 3, "what was brought in later"


def test_levels_are_what_the_detector_says_of_all_at_once() -> None:
    one = series(3, surge=45)
    shown = curve(one, one.end - timedelta(hours=2), 1)
    levels = Detector(1).advance(one.first, one.values[None, :, :4], one.gaps[None]).level[0]
    assert list(shown.levels) == levels[-120:].tolist()
    assert max(shown.levels) == 4


def test_the_edge_of_what_is_usual_is_known_after_a_day_and_a_surge_stands_above_it() -> None:
    one = series(3, surge=45)
    shown = curve(one, one.end - timedelta(hours=6), 5)
    assert not any(isnan(upper) for upper in shown.upper)
    above = [posts > upper for posts, upper in zip(shown.posts, shown.upper, strict=True)]
    assert all(above[-9:])
    assert sum(above[:-9]) <= 2
    young = series(1)
    assert isnan(curve(young, young.end - timedelta(hours=2), 5).upper[0])


def test_a_watch_that_was_never_heard_before_is_not_measured_by_that_silence() -> None:
    one = series(3, surge=45)
    one.values[: 2 * 1440 + 400] = 0
    shown = curve(one, one.first, 60)
    assert not any(shown.levels)
    assert all(isnan(upper) for upper in shown.upper)


def test_no_series_is_no_curve() -> None:
    empty = Series("岁稔", FIRST, np.zeros((0, 6), np.int64), np.zeros(0, bool))
    assert curve(empty, FIRST, 5).posts == ()
    assert counted(empty, 5).end == FIRST


def test_it_can_be_cut_and_a_kept_picture_is_one_too() -> None:
    shown = counted(series(1), 60)
    assert shown.until(shown.first + timedelta(minutes=90)).posts == shown.posts[:2]
    picture = Picture(first=FIRST, minutes=10, posts=(3, -1), negative=(1, 0), upper=(9.0, 9.0))
    kept = pictured(picture)
    assert (kept.posts, kept.negative, kept.upper, kept.levels) == ((3, -1), (1, 0), (9.0, 9.0), ())
