# SPDX-License-Identifier: Apache-2.0
"""The detector as the collector and the replay use it: weeks of minutes in, levels and their reasons out."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from app.warning import levels
from app.warning.detector import Detector
from app.warning.verdict import Kind, Verdict, joined
from tests.unit.warning.streams import DAY, START, Counts, quiet, storm

RED, ORANGE = 4, 3
MINUTE = timedelta(minutes=1)


def judged(counts: Counts) -> Verdict:
    return Detector(len(counts)).advance(START, counts)


def test_a_quiet_week_lights_nothing() -> None:
    verdict = judged(quiet(8, watches=10))
    assert (verdict.level >= ORANGE).any(axis=1).sum() <= 1, "one false orange in ten weeks is what is promised"
    assert (verdict.level > 0).mean() < 0.01


def test_a_wave_of_negative_posts_is_orange_within_a_quarter_of_an_hour_and_red_soon() -> None:
    at = 8 * DAY + 700
    level = judged(storm(quiet(9, watches=5), at)).level
    assert not level[:, at - 60 : at].any()
    assert (level[:, at : at + 15] >= ORANGE).any(axis=1).all()
    assert (level[:, at : at + 30] == RED).any(axis=1).all()


def test_a_song_that_goes_round_the_world_is_no_crisis() -> None:
    at = 8 * DAY + 700
    level = judged(storm(quiet(9, watches=5), at, share=0.08)).level
    assert level[:, at:].max() < ORANGE


def test_a_song_after_a_song_leaves_ears_for_a_crisis() -> None:
    song, at = 8 * DAY + 300, 8 * DAY + 700
    level = judged(storm(storm(quiet(9, watches=5), song, share=0.05, seed=5), at)).level
    assert level[:, song : at - 60].max() < ORANGE
    assert (level[:, at : at + 30] >= ORANGE).any(axis=1).all()


@pytest.mark.parametrize("usual", [0.35, 0.0], ids=["in their own words", "where nothing is ever reposted"])
def test_a_crisis_that_is_not_reposted_is_orange_too(usual: float) -> None:
    at = 8 * DAY + 700
    counts = storm(quiet(9, watches=5), at)
    counts[:, :, 2] = np.random.default_rng(4).binomial(counts[:, :, 0], usual)
    assert (judged(counts).level[:, at : at + 20] >= ORANGE).any(axis=1).all()


def test_a_verdict_says_why() -> None:
    at = 8 * DAY + 700
    verdict = judged(storm(quiet(9), at))
    minute = at + 25
    assert verdict.level[0, minute] >= ORANGE
    assert verdict.kind[0, minute] in {Kind.SURGE, Kind.SLOW_BURN}
    assert verdict.evidence[0, minute] >= levels.MOODS[2]
    assert verdict.minutes[0, minute] in {5, 10, 15, 60} or verdict.minutes[0, minute] > 300
    assert verdict.posts[0, minute] > verdict.upper[0, minute] > verdict.expected[0, minute] > 0
    assert verdict.share[0, minute] > 0.45
    assert verdict.usual_share[0, minute] == pytest.approx(0.15, abs=0.04)
    assert verdict.voices[0, minute] > 2 * verdict.usual_voices[0, minute]


def test_a_slow_burn_is_seen_by_the_long_windows() -> None:
    at = 8 * DAY + 300
    verdict = judged(storm(quiet(9, rate=8), at, minutes=900, each=1.4, share=0.6))
    lit = np.flatnonzero(verdict.level[0, at:] >= ORANGE)
    assert len(lit)
    assert lit[0] < 400
    assert verdict.minutes[0, at + lit].max() >= 60


def test_an_alarm_that_stands_is_not_repeated() -> None:
    at = 8 * DAY + 700
    level = judged(storm(quiet(10), at, minutes=600)).level[0, at:]
    begun = (level[1:] >= ORANGE) & (level[:-1] < ORANGE)
    assert begun.sum() <= 2
    assert level[600 + 360 :].max() < ORANGE


@pytest.mark.parametrize("sizes", [(1,), (60,), (37, 1, 700, 60)])
def test_it_makes_no_difference_how_many_rows_come_at_once(sizes: tuple[int, ...]) -> None:
    days = 1 if sizes == (1,) else 4
    counts = storm(quiet(days + 1, watches=3), days * DAY + 333)[:, : days * DAY + 500]
    counts[1, 900:1100] = 0
    gaps = np.zeros(counts.shape[:2], bool)
    gaps[2, 1000:1050] = True
    at_once = Detector(3).advance(START, counts, gaps)
    detector, edges = Detector(3), [0]
    while edges[-1] < counts.shape[1]:
        edges.append(min(edges[-1] + sizes[len(edges) % len(sizes)], counts.shape[1]))
    piecemeal = joined([
        detector.advance(START + begin * MINUTE, counts[:, begin:end], gaps[:, begin:end])
        for begin, end in pairwise(edges)
    ])  # fmt: skip
    assert (at_once.level == piecemeal.level).all()
    np.testing.assert_allclose(at_once.evidence, piecemeal.evidence, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(at_once.volume, piecemeal.volume, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(at_once.expected, piecemeal.expected, rtol=1e-4, atol=1e-4)


def test_the_future_changes_nothing() -> None:
    counts = quiet(3, watches=2)
    wild = counts.copy()
    wild[:, 2 * DAY :] = wild[:, 2 * DAY :] * 9 + 50
    assert (judged(counts).evidence[:, : 2 * DAY] == judged(wild).evidence[:, : 2 * DAY]).all()


def test_what_comes_in_a_lump_after_an_outage_is_no_alarm() -> None:
    counts = quiet(9, watches=5, rate=5)[:, :, [0]]
    only_posts = np.concatenate([counts, np.full((*counts.shape[:2], 3), -1)], axis=2)
    down, up = 8 * DAY + 600, 8 * DAY + 780
    missed = only_posts[:, down:up, 0].sum(axis=1)
    only_posts[:, down:up, 0] = 0
    only_posts[:, up, 0] += missed
    gaps = np.zeros(only_posts.shape[:2], bool)
    gaps[:, down:up] = True
    for told in (gaps, None):
        level = Detector(5).advance(START, only_posts, told).level
        assert level[:, down : up + 300].max() < ORANGE, "told" if told is not None else "not told"


def test_a_storm_right_after_an_outage_is_still_seen() -> None:
    at = 8 * DAY + 700
    counts = storm(quiet(9), at, minutes=180)
    gaps = np.zeros(counts.shape[:2], bool)
    gaps[:, at - 60 : at + 5] = True
    assert Detector(1).advance(START, counts, gaps).level[0, at : at + 60].max() >= ORANGE


def test_a_gap_teaches_nothing() -> None:
    counts = quiet(6)
    gaps = np.zeros(counts.shape[:2], bool)
    gaps[:, 4 * DAY : 5 * DAY] = True
    counts[gaps] = 0
    verdict = Detector(1).advance(START, counts, gaps)
    whole = judged(quiet(6))
    noon = 5 * DAY + 720
    assert verdict.expected[0, noon] / verdict.minutes[0, noon] == pytest.approx(
        whole.expected[0, noon] / whole.minutes[0, noon], rel=0.3
    )
    assert verdict.level[0, 4 * DAY :].max() < ORANGE


@pytest.mark.parametrize("hours", [1, -1])
def test_summer_time_moves_the_day_of_a_watch_and_is_no_alarm(hours: int) -> None:
    counts = quiet(21, rate=6.0, watches=8)
    changed = 14 * DAY
    counts[:, changed + 60 : -60] = counts[:, changed + 60 + 60 * hours : counts.shape[1] - 60 + 60 * hours]
    level = Detector(8).advance(START, counts, explain=False).level[:, changed:]
    assert (level >= ORANGE).any(axis=1).sum() <= 1, "one false orange in ten weeks is what is promised"


def test_a_missing_week_counts_as_a_gap_and_old_rows_are_not_heard_again() -> None:
    counts = quiet(9)
    detector = Detector(1)
    detector.advance(START, counts)
    repeated = detector.advance(START + timedelta(days=8), np.full((1, 100, 4), 500))
    assert not repeated.level.any()
    later = START + timedelta(days=16)
    verdict = detector.advance(later, counts[:, :DAY])
    assert not (verdict.level >= ORANGE).any()
    assert detector.following == later + timedelta(days=1)


def test_a_clock_that_was_years_ahead_leaves_no_deaf_detector() -> None:
    counts = storm(quiet(9), 8 * DAY + 700)
    detector = Detector(1)
    detector.advance(START, counts[:, : 8 * DAY])
    detector.advance(START + timedelta(days=2000), counts[:, :60])
    back = detector.advance(START + timedelta(days=8), counts[:, 8 * DAY :])
    assert back.level[0, :690].max() < ORANGE
    assert back.level[0, 700:760].max() >= ORANGE


def test_where_only_posts_are_counted_volume_decides() -> None:
    at = 8 * DAY + 700
    counts = storm(quiet(9, watches=3), at)
    counts[:, :, 1:] = -1
    verdict = judged(counts)
    assert (verdict.level[:, at : at + 60] >= ORANGE).any(axis=1).all()
    assert verdict.kind[0, at + 40] == Kind.VOLUME
    assert np.isnan(verdict.share[0, at + 40])
    assert (verdict.level[:, 3 * DAY : at] >= ORANGE).mean() < 0.02


def test_negative_posts_without_reposts_and_voices_are_enough() -> None:
    at = 8 * DAY + 700
    counts = storm(quiet(9), at)
    counts[:, :, 2:] = -1
    assert judged(counts).level[0, at : at + 30].max() >= ORANGE


def test_few_voices_make_less_evidence() -> None:
    at = 8 * DAY + 700
    counts = storm(quiet(9), at)
    bots = counts.copy()
    bots[:, at:, 3] = np.minimum(bots[:, at:, 3], 2)
    assert judged(bots).evidence[0, at + 30] < judged(counts).evidence[0, at + 30] / 2


def test_a_new_watch_learns_before_it_speaks() -> None:
    assert not judged(storm(quiet(1), 30, minutes=60)).level[0, :60].any()


def test_watches_come_and_go_without_disturbing_the_others() -> None:
    counts = storm(quiet(4, watches=3), 3 * DAY + 600)
    whole = judged(counts)
    detector = Detector(2)
    detector.advance(START, counts[[0, 2], : 3 * DAY])
    detector.add()
    detector.remove(0)
    rest = detector.advance(START + timedelta(days=3), counts[[2, 1], 3 * DAY :])
    assert detector.watches == 2
    assert (rest.level[0] == whole.level[2, 3 * DAY :]).all()
    with pytest.raises(IndexError):
        detector.remove(2)


def test_a_week_of_steps_of_five_minutes() -> None:
    counts = storm(quiet(9), 8 * DAY + 700).reshape(1, -1, 5, 4).sum(axis=2)
    level = Detector(1, timedelta(minutes=5)).advance(START, counts).level
    assert level[0, (8 * DAY + 700) // 5 :].max() >= ORANGE
    assert level[0, : (8 * DAY + 700) // 5].max() < ORANGE


def test_windows_shorter_than_a_row_speak_with_one_voice() -> None:
    counts = quiet(120, rate=0.5, watches=40).reshape(40, -1, 60, 4).sum(axis=2)
    verdict = Detector(40, timedelta(hours=1)).advance(START, counts)
    assert (verdict.level[:, 7 * 24 :] >= ORANGE).any(axis=1).sum() <= 4


@pytest.mark.parametrize("step", [timedelta(seconds=7), timedelta(minutes=7), timedelta(hours=2)])
def test_a_step_that_does_not_divide_the_hour_is_refused(step: timedelta) -> None:
    with pytest.raises(ValueError, match=str(step)):
        Detector(1, step)


def test_rows_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 5, 4\)"):
        Detector(1).advance(START, np.zeros((2, 5, 4), np.int64))


def test_no_rows_are_no_verdict() -> None:
    assert Detector(2).advance(START, np.zeros((2, 0, 4), np.int64)).level.shape == (2, 0)
