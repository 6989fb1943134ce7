# SPDX-License-Identifier: Apache-2.0
"""The live beacon: a wave is proposed once for each level; what is old, late or still to come lights nothing."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from app.posts.post import Mood
from app.room.words import WarningLevel
from app.warning import memory
from app.warning.keeping import unpack
from app.warning.policy import Measure, Rule
from app.warning.proposal import Ground, Proposal
from tests.unit.warning.live import ANGRY, MINUTE, NOON, WATCH, Live, post

HOUR = timedelta(hours=1)


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    """Nothing has come yet."""
    made = Live(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def known(live: Live) -> Live:
    """A watch of which two days are known, and a beacon that has looked once."""
    live.everyday(48, rate=1.0)
    assert live.look() == []
    return live


def test_an_ordinary_evening_lights_nothing_and_is_learnt_from(known: Live) -> None:
    before = unpack(known.store.beacon_states()[WATCH])
    assert known.pass_by(120, quiet=1.0) == []
    after = unpack(known.store.beacon_states()[WATCH])
    assert before.memory is not None
    assert after.memory is not None
    assert after.following >= before.following + 60
    assert after.memory["hours"][0] > before.memory["hours"][0]


def test_a_wave_is_proposed_with_numbers_stories_voices_and_the_last_hours(known: Live) -> None:
    known.pass_by(10, quiet=1.0)
    found = known.pass_by(15, quiet=1.0, storm=5)
    assert found, "a fivefold angry wave lights nothing"
    last = found[-1]
    assert last.watch == WATCH
    assert last.level in (WarningLevel.ORANGE, WarningLevel.RED)
    (reason,) = last.reasons
    assert reason.ground is Ground.SURGE
    assert reason.negative is not None
    assert reason.usual_negative is not None
    assert reason.negative > 2 * reason.usual_negative
    assert reason.posts > reason.usual_posts
    assert last.stories[0].text == ANGRY["text"]
    assert last.voices
    assert last.picture is not None
    assert sum(last.picture.posts) > 300
    assert len(last.picture.upper) == len(last.picture.posts) == len(last.picture.negative) == 72


def test_each_level_is_proposed_once_and_rises_within_its_run(known: Live) -> None:
    found = known.pass_by(60, quiet=1.0, storm=5)
    levels = [list(WarningLevel).index(one.level) for one in found]
    assert levels == sorted(set(levels))
    assert len({one.run for one in found}) == 1
    assert len({one.since for one in found}) == 1


def test_after_an_hour_of_calm_a_new_wave_is_a_new_run(known: Live) -> None:
    first = known.pass_by(20, quiet=1.0, storm=5)
    assert known.pass_by(4 * 60, quiet=1.0) == []
    second = known.pass_by(10, quiet=1.0, storm=30)
    assert first
    assert second
    assert first[-1].run != second[-1].run


def test_what_is_posted_is_proposed_at_the_next_look(known: Live) -> None:
    known.clock.at += MINUTE
    known.look()
    known.come(known.clock.at, 60, **ANGRY)
    assert [one.at for one in known.look()] == [known.clock.at]


def test_a_lively_song_that_nobody_minds_is_no_crisis(known: Live) -> None:
    found: list[Proposal] = []
    for _ in range(30):
        known.clock.at += MINUTE
        known.come(known.clock.at, 10, mood=Mood.POSITIVE, text="这首歌太好听了")
        found += known.look()
    assert all(one.level in (WarningLevel.BLUE, WarningLevel.YELLOW) for one in found)


# --- what is old, late, or to come


def test_a_backfill_of_three_days_lights_nothing(known: Live) -> None:
    for hour in range(3, 72):
        known.come(known.clock.at - hour * HOUR, 50, **ANGRY)
    assert known.look() == []
    assert known.pass_by(30, quiet=1.0) == []


def test_a_rule_counts_what_was_posted_in_its_window_however_late_it_comes(known: Live) -> None:
    known.policy.put(rule(at_least=1650, minutes=1440))
    assert known.pass_by(1) == []
    for hour in range(3, 72):
        known.come(known.clock.at - hour * HOUR, 20, **ANGRY)
    (found,) = known.look()
    assert [reason.ground for reason in found.reasons] == [Ground.RULE]
    assert 1650 < found.reasons[0].measured < 24 * (60 * 1.1 + 20), "of the last day, not of three"
    assert known.pass_by(10) == []
    known.start()
    assert known.look() == [], "it stands, so it is not told again"


def test_a_source_that_repeats_itself_is_heard_once(known: Live) -> None:
    known.clock.at += MINUTE
    said = [post(100_000 + number, known.clock.at, **ANGRY) for number in range(4)]
    for _ in range(30):
        known.store.add(said)
        assert known.look() == []


def test_posts_that_are_an_hour_late_count_where_they_belong(known: Live) -> None:
    known.pass_by(5, quiet=1.0)
    for minute in range(60, 75):
        known.come(known.clock.at - minute * MINUTE, 6, **ANGRY)
    found = known.look()
    assert len(found) == 1
    assert found[0].since < known.clock.at - 45 * MINUTE
    assert known.pass_by(90, quiet=1.0) == [], "the same wave again"


def test_posts_of_the_future_count_now_and_not_again(live: Live) -> None:
    live.policy.put(rule(name="三十条", at_least=30, cooldown=0))
    live.look()
    live.come(live.clock.at + 5 * HOUR, 30)
    assert len(live.look()) == 1
    live.clock.at += 5 * HOUR - 5 * MINUTE
    assert live.pass_by(20) == []


def test_a_clock_set_back_raises_nothing_and_misses_nothing(known: Live) -> None:
    known.pass_by(5, quiet=1.0)
    known.clock.at -= 5 * HOUR
    assert known.look() == []
    assert known.pass_by(10) == []
    assert known.pass_by(15, storm=6), "a wave after the clock was set right"


def test_an_outage_is_no_calm_and_what_comes_after_it_in_a_lump_no_wave(known: Live) -> None:
    left = known.clock.at
    known.clock.at += 90 * MINUTE
    known.store.note_gap(left, known.clock.at)
    known.everyday(1.5, rate=1.0, until=known.clock.at)
    assert known.look() == []
    assert known.pass_by(30, quiet=1.0) == []


def test_a_week_without_data_and_then_an_ordinary_day(known: Live) -> None:
    left = known.clock.at
    known.clock.at += timedelta(days=7)
    known.store.note_gap(left, known.clock.at)
    assert known.look() == []
    assert known.pass_by(75, quiet=1.0) == []
    assert known.pass_by(15, quiet=1.0, storm=6), "a wave an hour later"


def test_what_comes_in_a_lump_without_a_time_after_a_night_without_a_collector_is_no_wave(known: Live) -> None:
    left = known.clock.at
    known.clock.at += 10 * HOUR
    known.store.note_gap(left, known.clock.at)
    assert known.pass_by(3, quiet=1.0) == []
    known.come(known.clock.at, 300)
    known.come(known.clock.at, 60, **ANGRY)
    assert known.look() == []
    assert known.pass_by(60, quiet=1.0) == []


def test_a_clock_that_jumps_to_and_fro_lights_nothing_and_hears_the_next_wave(known: Live) -> None:
    for jump in (timedelta(days=400), -timedelta(days=401), timedelta(days=1, minutes=7), -HOUR, HOUR):
        known.clock.at += jump
        assert known.pass_by(2, quiet=1.0) == []
    assert known.troubles == []
    assert known.pass_by(15, quiet=1.0, storm=8), "a wave after all that"


def test_posts_that_come_in_any_order_make_the_same_of_a_wave(known: Live, tmp_path: Path) -> None:
    known.pass_by(10, quiet=1.0)
    now = known.clock.at
    times = [now - minute * MINUTE for minute in range(20) for _ in range(6)]
    np.random.default_rng(3).shuffle(times)
    for time in times:
        known.come(time, 1, **ANGRY)
    (found,) = known.look()
    (tmp_path / "other").mkdir()
    other = Live(tmp_path / "other")
    other.everyday(48, rate=1.0)
    other.look()
    other.pass_by(10, quiet=1.0)
    for time in sorted(times):
        other.come(time, 1, **ANGRY)
    (same,) = other.look()
    other.store.close()
    assert (found.level, found.since, found.reasons) == (same.level, same.since, same.reasons)


def test_a_watch_in_its_first_day_is_lit_by_rules_alone(live: Live) -> None:
    live.everyday(6, rate=1.0)
    live.look()
    assert live.pass_by(15, quiet=1.0, storm=8) == []
    live.policy.put(Rule(name="愤怒", level=WarningLevel.YELLOW, measure=Measure.NEGATIVE, at_least=50, minutes=30))
    (found,) = live.pass_by(2, quiet=1.0, storm=8)
    assert found.level is WarningLevel.YELLOW
    assert (found.reasons[0].ground, found.reasons[0].rule) == (Ground.RULE, "愤怒")
    assert found.picture is not None
    assert found.picture.upper == ()


def test_a_watch_whose_keywords_changed_learns_anew_and_lights_nothing_meanwhile(known: Live) -> None:
    known.watches[WATCH] = "ten times as many words"
    assert known.pass_by(20, quiet=10.0) == []


def test_a_wave_while_the_clock_was_ahead_keeps_no_later_one_dark(known: Live) -> None:
    known.policy.put(rule(at_least=40, cooldown=60))
    known.clock.at += 5 * HOUR
    known.look()
    ahead = known.pass_by(15, storm=6)
    known.clock.at -= 5 * HOUR
    assert known.look() == [], "the clock was set right, and nothing else happened"
    assert known.pass_by(3 * 60, quiet=1.0) == []
    later = known.pass_by(15, quiet=1.0, storm=30)
    assert ahead
    assert later, "a wave an hour after the one that was lit"
    assert later[-1].run != ahead[-1].run


# --- two lives


def test_a_wave_that_was_stored_while_nobody_looked_is_proposed_at_the_start(known: Live) -> None:
    known.clock.at += 40 * MINUTE
    for minute in range(15, 35):
        known.come(known.clock.at - minute * MINUTE, 6, **ANGRY)
    known.start()
    found = known.look()
    assert [one.watch for one in found] == [WATCH]
    known.start()
    assert known.look() == [], "the same wave again after another start"
    assert known.pass_by(30, quiet=1.0) == []


def test_a_restart_proposes_nothing_twice(known: Live) -> None:
    first = known.pass_by(20, quiet=1.0, storm=5)
    known.start()
    again = known.look() + known.pass_by(10, quiet=1.0, storm=5)
    assert not {one.level for one in first} & {one.level for one in again}
    assert {one.run for one in again} <= {first[0].run}


def _older(data: bytes) -> bytes:
    now = memory._MAGIC + memory.VERSION.to_bytes(2, "little")
    assert now in data
    return data.replace(now, memory._MAGIC + (memory.VERSION - 1).to_bytes(2, "little"))


@pytest.mark.parametrize(
    ("spoilt", "answer"),
    [
        (lambda data: data[:-40], "detect-state-damaged"),
        (lambda data: data.replace(memory._MAGIC, b"XXXX"), "detect-state-damaged"),
        (_older, "detect-state-older"),
    ],
)
def test_a_state_that_cannot_be_read_is_told_once_and_learnt_anew(
    known: Live, spoilt: Callable[[bytes], bytes], answer: str
) -> None:
    kept = known.store.beacon_states()[WATCH]
    assert unpack(kept).memory is not None
    known.store.propose((), {WATCH: spoilt(kept)})
    known.start()
    assert known.look() == []
    assert [trouble.key for trouble in known.troubles] == [answer]
    known.pass_by(2, quiet=1.0)
    assert known.pass_by(15, quiet=1.0, storm=6), "history was not learnt from"


def test_a_new_watch_is_added_while_it_looks(known: Live) -> None:
    known.come(known.clock.at, 3, watch="竞品")
    known.look()
    known.watches["新品"] = "new"
    known.pass_by(1)
    known.start()
    known.look()
    assert set(known.store.beacon_states()) == {WATCH, "竞品", "新品"}


def test_a_watch_that_is_gone_is_forgotten_after_a_quiet_fortnight(known: Live) -> None:
    del known.watches[WATCH]
    known.start()
    known.look()
    assert set(known.store.beacon_states()) == {WATCH}
    known.clock.at += timedelta(days=17)
    known.start()
    known.look()
    assert known.store.beacon_states() == {}


# --- rules


def rule(**others: object) -> Rule:
    """A red one from ten mentions in ten minutes on, unless told otherwise."""
    chosen = {"name": "十条", "level": WarningLevel.RED, "measure": Measure.MENTIONS, "at_least": 10, "minutes": 10}
    return Rule(**(chosen | others))  # type: ignore[arg-type]


def test_a_damaged_policy_is_told_once_and_the_last_one_holds(live: Live) -> None:
    live.policy.put(rule())
    live.look()
    live.policy.path.write_text("[[rule]\n")
    live.pass_by(2)
    assert [said.key for said in live.troubles] == ["beacon-policy-damaged"]
    live.come(live.clock.at, 12)
    assert len(live.look()) == 1


def test_a_rule_rests_after_it_let_go(live: Live) -> None:
    live.policy.put(rule(cooldown=180))
    live.look()
    live.come(live.clock.at, 12)
    assert len(live.look()) == 1
    live.pass_by(100)
    live.come(live.clock.at, 12)
    assert live.look() == []
    live.pass_by(120)
    live.come(live.clock.at, 12)
    assert len(live.look()) == 1


def test_a_rule_by_region_and_accounts_asks_the_posts(live: Live) -> None:
    live.policy.put(rule(name="上海", at_least=3, region="上海"))
    account = rule(name="大号", level=WarningLevel.BLUE, measure=Measure.ACCOUNT, at_least=1, accounts=("新闻晨报",))
    live.policy.put(account)
    live.look()
    live.come(live.clock.at, 20, region="北京")
    assert live.look() == []
    live.come(live.clock.at, author="新闻晨报", region="北京")
    (found,) = live.look()
    assert (found.level, found.reasons[0].rule) == (WarningLevel.BLUE, "大号")
    live.come(live.clock.at, 3, region="上海 浦东")
    (found,) = live.look()
    assert (found.level, [reason.rule for reason in found.reasons]) == (WarningLevel.RED, ["上海", "大号"])
    live.pass_by(15)
    kept = unpack(live.store.beacon_states()[WATCH]).kept
    assert kept is not None
    assert [one.holds for one in kept.held] == [False, False], "they let go when their window is empty"


def test_a_rule_counts_only_in_its_hours_of_the_rooms_zone(live: Live) -> None:
    live.policy.put(rule(begins="22:00", ends="06:00"))
    live.look()
    live.come(live.clock.at, 12)
    assert live.look() == [], "it is noon"
    live.clock.at = NOON + 11 * HOUR
    live.look()
    live.come(live.clock.at, 12)
    assert len(live.look()) == 1


def test_a_rule_that_looks_back_a_day_finds_what_came_before_it_was_made(live: Live) -> None:
    live.look()
    live.come(live.clock.at - HOUR, 12)
    live.look()
    live.policy.put(rule(minutes=1440))
    assert len(live.pass_by(1)) == 1
