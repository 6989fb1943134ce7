# SPDX-License-Identifier: Apache-2.0
"""A past time through two policies: what each would have lit, side by side, and what people thought of it then."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest

from app.cli import beacon_commands
from app.cli.keeper import Console
from app.clock import ManualClock
from app.errors import UserError
from app.posts.judge import Judge
from app.posts.watches.book import WatchBook
from app.posts.watches.watch import Watch
from app.room.state import Alert, RoomState
from app.room.words import WarningLevel
from app.texts import LANGUAGES, Language, Texts
from app.warning.curve import curve
from app.warning.indicators import INDICATORS, Series
from app.warning.past import decided_of, from_file, from_store, remembered
from app.warning.policy import Measure, Rule
from app.warning.policy_book import Policy
from app.warning.proposal import Ground
from app.warning.replay import Decided, Judgement, replay
from app.warning.standing import stands
from tests.unit.posts.conftest import Indifferent
from tests.unit.warning.live import ANGRY, MINUTE, NOON, WATCH, Live
from tests.unit.warning.streams import DAY, START, quiet, storm

HOUR = timedelta(hours=1)
STORM_AT = 5 * DAY + 600


def a_week(*, stormy: bool = True, watch: str = WATCH, seed: int = 7) -> Series:
    """Six ordinary days, with a wave in the morning of the last."""
    counts = quiet(6, seed=seed)
    if stormy:
        counts = storm(counts, STORM_AT)
    values = np.zeros((counts.shape[1], len(INDICATORS)), np.int64)
    values[:, :4] = counts[0]
    return Series(watch, START, values, np.zeros(len(values), bool))


def rule(**others: Any) -> Rule:
    """Three hundred mentions in an hour are red, unless told otherwise."""
    chosen = {
        "name": "三百条",
        "level": WarningLevel.RED,
        "measure": Measure.MENTIONS,
        "at_least": 300,
        "minutes": 60,
    }
    return Rule(**(chosen | others))  # type: ignore[arg-type]


def test_an_ordinary_week_is_neither_orange_nor_red() -> None:
    # One false orange in ten weeks of a watch is what the detector promises, and a week of one seed in ten holds it.
    found = replay([a_week(stormy=False, seed=8)], Policy(), Policy())
    assert not found.today.count(WarningLevel.ORANGE) + found.today.count(WarningLevel.RED)


def test_days_before_anything_was_heard_teach_nothing() -> None:
    """A room that is a week old, replayed over a month: nobody collected before, so it is no calm to compare with."""
    week = a_week()
    empty = np.zeros((20 * DAY, len(INDICATORS)), np.int64)
    values = np.concatenate([empty, week.values])
    longer = Series(WATCH, START - 20 * DAY * MINUTE, values, np.zeros(len(values), bool))
    runs, same = (
        [(one.since, one.until, [step.level for step in one.steps]) for one in found.today.fired]
        for found in (replay([series], Policy(), Policy()) for series in (week, longer))
    )
    assert runs
    assert runs == same


def test_a_wave_is_one_run_with_rising_levels_and_reasons() -> None:
    found = replay([a_week()], Policy(), Policy())
    wave = [one for one in found.today.fired if one.until >= START + STORM_AT * MINUTE]
    (run,) = wave
    assert START + STORM_AT * MINUTE <= run.since < START + (STORM_AT + 30) * MINUTE
    levels = [list(WarningLevel).index(step.level) for step in run.steps]
    assert levels == sorted(set(levels))
    assert run.level in (WarningLevel.ORANGE, WarningLevel.RED)
    assert run.steps[-1].reasons[0].ground in (Ground.SURGE, Ground.SLOW_BURN)


def test_a_song_that_goes_round_the_world_is_told_by_its_volume() -> None:
    counts = storm(quiet(6), STORM_AT, each=60, share=0.02)[0]
    values = np.zeros((len(counts), len(INDICATORS)), np.int64)
    values[:, :4] = counts
    found = replay([Series(WATCH, START, values, np.zeros(len(values), bool))], Policy(), Policy()).today
    run = next(one for one in found.fired if one.until >= START + STORM_AT * MINUTE)
    assert run.level is WarningLevel.BLUE
    assert {reason.ground for step in run.steps for reason in step.reasons} == {Ground.VOLUME}


def test_two_policies_stand_side_by_side() -> None:
    wild = rule(
        name="一条", level=WarningLevel.YELLOW, at_least=1, minutes=1, begins="03:00", ends="03:01", days=(2,)
    )
    found = replay([a_week()], Policy(), Policy((rule(), wild)))
    both = [(one, other) for one, other in found.pairs() if one is not None and other is not None]
    only = [other for one, other in found.pairs() if one is None]
    assert any(other.level is WarningLevel.RED for _, other in both)
    assert [one.level for one in only if one is not None] == [WarningLevel.YELLOW]
    assert found.changed.count(WarningLevel.YELLOW) >= 1
    times = [(one or other).since for one, other in found.pairs()]  # type: ignore[union-attr]
    assert times == sorted(times)


def test_a_rule_that_is_off_or_about_others_lights_nothing() -> None:
    series = a_week(stormy=False)
    before = replay([series], Policy(), Policy()).today
    rules = (rule(at_least=1, off=True), rule(name="别家", at_least=1, watches=("竞品",)))
    assert replay([series], Policy(), Policy(rules)).changed == before


def test_what_people_dismissed_is_the_cost() -> None:
    series, at = a_week(), START + (STORM_AT + 20) * MINUTE
    dismissed = replay([series], Policy(), Policy(), decided=[Decided(WATCH, at, right=False)])
    assert dismissed.today.false_alarms() == 1
    assert dismissed.today.false_alarms(WarningLevel.RED) <= 1
    confirmed = replay([series], Policy(), Policy(), decided=[Decided(WATCH, at, right=True)])
    assert confirmed.today.false_alarms() == 0
    assert Judgement.RIGHT in {one.judgement for one in confirmed.today.fired}
    others = replay([series], Policy(), Policy(), decided=[Decided("竞品", at, right=False)])
    assert others.today.false_alarms() == 0
    assert round(dismissed.weeks, 2) == round(6 / 7, 2)


def test_what_is_before_since_only_teaches() -> None:
    after = START + (STORM_AT + 400) * MINUTE
    assert replay([a_week()], Policy(), Policy(), since=after).today.fired == ()


def test_a_rule_with_a_region_that_cannot_be_tried_is_named() -> None:
    found = replay([a_week()], Policy(), Policy((rule(region="上海"),)))
    assert found.changed.left_out == ("三百条",)
    assert found.today.left_out == ()


def test_many_watches_are_the_same_as_each_alone() -> None:
    series = [a_week(watch="甲"), a_week(stormy=False, watch="乙"), a_week(watch="丙")]
    shares: list[float] = []
    together = replay(series, Policy(), Policy((rule(),)), tell=shares.append)
    alone = [one for each in series for one in replay([each], Policy(), Policy((rule(),))).changed.fired]
    assert sorted(together.changed.fired, key=lambda one: one.watch) == sorted(alone, key=lambda one: one.watch)
    assert shares[-1] == 1.0


def by_hours(series: Series) -> Series:
    """What is left of it when only hours are kept."""
    values = series.values.reshape(-1, 60, len(INDICATORS)).sum(axis=1)
    return Series(series.watch, series.first, values, np.zeros(len(values), bool), 60)


def test_of_days_of_which_only_hours_are_kept_the_detector_still_tells() -> None:
    found = replay([by_hours(a_week())], Policy(), Policy((rule(), rule(name="已关", off=True))))
    assert found.hourly
    assert not replay([a_week()], Policy(), Policy()).hourly
    wave = [one for one in found.today.fired if one.until >= START + STORM_AT * MINUTE]
    (run,) = wave
    assert run.level in (WarningLevel.ORANGE, WarningLevel.RED)
    assert START + STORM_AT * MINUTE <= run.since < START + (STORM_AT + 120) * MINUTE
    assert run.since.minute == 59, "no sooner than its hour is over"
    assert all(reason.minutes >= 60 for step in run.steps for reason in step.reasons)
    assert (found.today.left_out, found.changed.left_out) == ((), ("三百条",)), "rules need minutes"
    assert found.changed.fired == found.today.fired
    calm = replay([by_hours(a_week(stormy=False))], Policy(), Policy()).today
    assert not calm.count(WarningLevel.ORANGE) + calm.count(WarningLevel.RED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_line_says_that_only_hours_are_kept(language: Language) -> None:
    nobody: Any = None
    console = Console(nobody, Texts(language), ManualClock(NOON), StringIO(), StringIO(), StringIO())
    said = Texts(language)("beacon-hourly")
    for series, hourly in ((a_week(), False), (by_hours(a_week()), True)):
        found = replay([series], Policy(), Policy())
        assert (said in beacon_commands._told(found, console, ZoneInfo("UTC"), both=False)) is hourly


# --- where it comes from


def table(path: Path, series: Series, head: str, step: int = 1) -> Path:
    """A table of counts as `fenghuo detect` reads it."""
    rows = [head]
    for start in range(0, len(series.values), step):
        cells = series.values[start : start + step, : head.count(",")].sum(axis=0)
        rows.append(f"{START + start * MINUTE:%Y-%m-%d %H:%M:%S},{','.join(map(str, cells))}")
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """One that knows one watch."""
    book = WatchBook(tmp_path / "watches.toml")
    book.put(Watch(name="岁稔", rules="岁稔"))
    return Judge(Indifferent(), book)


def test_a_table_of_counts_is_one_watch_named_after_its_file(tmp_path: Path, judge: Judge) -> None:
    file = table(tmp_path / "mine.csv", a_week(), "timestamp,count,neg,repost,authors")
    past = from_file(file, judge, ManualClock(NOON))
    (series,) = past.series
    assert series.watch == "mine"
    assert (series.values[:, :4] == a_week().values[:, :4]).all()
    assert replay(past.series, Policy(), Policy()) == replay(
        [Series("mine", START, a_week().values, a_week().gaps)], Policy(), Policy()
    )


def test_a_table_without_moods_is_judged_by_volume_alone(tmp_path: Path, judge: Judge) -> None:
    file = table(tmp_path / "five.csv", a_week(), "timestamp,value", step=5)
    (series,) = from_file(file, judge, ManualClock(NOON), watch="甲").series
    assert series.watch == "甲"
    assert series.values[:, 0].sum() == a_week().values[:, 0].sum()
    assert (series.values[:, 1:4] == -1).all()
    found = replay([series], Policy(), Policy((rule(),))).changed.fired
    assert any(one.level is WarningLevel.RED for one in found)
    grounds = {reason.ground for one in found for step in one.steps for reason in step.reasons}
    assert grounds <= {Ground.VOLUME, Ground.RULE}


def test_minutes_no_row_speaks_of_are_gaps(tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "holes.csv"
    rows = [f"2026-01-05 00:{minute:02}:00,3" for minute in (*range(10), 40)]
    path.write_text("\n".join(["timestamp,count", *rows, "broken,1"]) + "\n")
    (series,) = from_file(path, judge, ManualClock(NOON)).series
    assert series.gaps.sum() == 30
    assert series.values[:, 0].sum() == 33


def test_a_file_of_posts_counts_for_the_watches_they_match(tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "posts.csv"
    rows = [f"2026-11-18 08:{minute:02},岁稔又换标签了 {minute},用户{minute},上海" for minute in range(40)]
    rows += [f"2026-11-18 08:{minute:02},今天天气真好 {minute},用户{minute},北京" for minute in range(40)]
    path.write_text("\n".join(["时间,正文,作者,地区", *rows]) + "\n")
    past = from_file(path, judge, ManualClock(NOON))
    assert [(one.watch, int(one.values[:, 0].sum())) for one in past.series] == [("岁稔", 40)]
    asked = Policy((rule(name="上海", at_least=30, region="上海"), rule(name="北京", at_least=1, region="北京")))
    found = replay(past.series, Policy(), asked, sliced=past.sliced)
    assert [step.reasons[0].rule for one in found.changed.fired for step in one.steps] == ["上海"]
    every = from_file(path, judge, ManualClock(NOON), watch="全部")
    assert {one.watch: int(one.values[:, 0].sum()) for one in every.series} == {"全部": 80, "岁稔": 40}


def test_a_file_that_no_watch_matches_is_one_sentence(tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("时间,正文\n2026-11-18 08:00,今天天气真好\n")
    with pytest.raises(UserError) as refused:
        from_file(path, judge, ManualClock(NOON))
    assert refused.value.said.key == "beacon-replay-nothing"
    with pytest.raises(UserError):
        from_file(tmp_path / "nowhere.csv", judge, ManualClock(NOON))


def test_the_journal_says_what_was_right() -> None:
    def alert(name: str, **others: Any) -> Alert:
        plain = Alert(
            id=name, level=WarningLevel.RED, title=name, reason="", raised_at=NOON, raised_by="", watch=name
        )
        return msgspec.structs.replace(plain, **others)

    alerts = [
        alert("甲", confirmed_by="林越"),
        alert("乙", dismissed="误报"),
        alert("丙"),
        alert("丁", incident="x", since=NOON - HOUR),
    ]
    state = RoomState(alerts=RoomState().alerts.update({one.id: one for one in alerts}))
    assert sorted((one.watch, one.at, one.right) for one in decided_of(state)) == [
        ("丁", NOON - HOUR, True), ("乙", NOON, False), ("甲", NOON, True),
    ]  # fmt: skip


# --- the same as live


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    made = Live(tmp_path)
    yield made
    made.store.close()


def test_the_replay_of_the_store_finds_what_the_beacon_proposed(live: Live) -> None:
    live.everyday(48, rate=1.0)
    live.look()
    live.policy.put(rule(at_least=60, minutes=30, level=WarningLevel.YELLOW))
    began = live.clock.at
    proposed = live.pass_by(10, quiet=1.0) + live.pass_by(15, quiet=1.0, storm=5)
    (stand,) = stands(live.store, live.clock.at)
    assert (stand.watch, stand.level, stand.proposal) == (WATCH, proposed[-1].level, proposed[-1])
    assert stand.known
    past = from_store(live.store, [WATCH], began, live.clock.at + MINUTE)
    found = replay(past.series, live.policy.policy(), Policy(), since=began, sliced=past.sliced)
    (run,) = found.today.fired
    assert run.level is proposed[-1].level
    assert abs(run.since - proposed[0].since) <= 2 * MINUTE
    assert stands(live.store, live.clock.at + 2 * HOUR)[0].level is None


def test_more_than_can_be_replayed_at_once_is_one_sentence(live: Live) -> None:
    with pytest.raises(UserError) as refused:
        from_store(live.store, [WATCH], NOON - timedelta(days=900), NOON)
    assert refused.value.said.key == "beacon-replay-long"
    assert from_store(live.store, [WATCH], NOON - timedelta(days=550), NOON).series


def test_a_rule_by_region_is_replayed_from_stored_posts(live: Live) -> None:
    live.come(live.clock.at - 3 * HOUR, 20, region="上海", **ANGRY)
    live.come(live.clock.at - 2 * HOUR, 20, region="北京", **ANGRY)
    past = from_store(live.store, [WATCH], live.clock.at - timedelta(days=1), live.clock.at)
    asked = Policy((rule(at_least=15, region="上海"),))
    (run,) = replay(
        past.series, Policy(), asked, since=live.clock.at - timedelta(days=1), sliced=past.sliced
    ).changed.fired
    assert run.since == live.clock.at - 3 * HOUR


def test_days_long_past_are_replayed_by_the_hour_and_later_ones_by_the_minute(live: Live) -> None:
    wave = live.clock.at.replace(minute=0) - 2 * HOUR
    live.everyday(72, rate=1.0, until=wave)
    for minute in range(120):
        live.come(wave + minute * MINUTE, 5, **ANGRY)
    live.clock.at += timedelta(days=50)
    late = live.clock.at - timedelta(days=7)
    live.everyday(72, rate=1.0, until=live.clock.at)
    while live.store.expire(late, lambda: (), 1_000) or live.store.condense(
        live.clock.at, timedelta(days=45), timedelta(days=400)
    ):
        pass
    past = from_store(live.store, [WATCH], wave - HOUR, wave + 4 * HOUR)
    found = replay(past.series, Policy(), Policy((rule(),)), since=wave - HOUR)
    (run,) = found.today.fired
    assert run.level in (WarningLevel.ORANGE, WarningLevel.RED)
    assert (found.hourly, found.changed.left_out) == (True, ("三百条",))
    shown = curve(remembered(live.store, WATCH, wave - HOUR, wave + 4 * HOUR), wave - HOUR, 5)
    assert (shown.first, shown.minutes, len(shown.posts)) == (wave - HOUR, 60, 5)
    assert shown.posts[1:3] == (300, 300)
    assert shown.levels[2] >= 3
    assert shown.upper[1] < 300
    lately = from_store(live.store, [WATCH], live.clock.at - timedelta(days=2), live.clock.at)
    assert not replay(lately.series, Policy(), Policy((rule(at_least=1),)), since=late).hourly
