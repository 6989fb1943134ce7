# SPDX-License-Identifier: Apache-2.0
"""The worked crisis shows the beacon at work: what it proposed, by its rules, and what people made of it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.demo.beacon import collect, write_policy
from app.demo.play import watched_for
from app.demo.posts import write_posts
from app.demo.scenario import Moments
from app.demo.script import script
from app.posts.judge import Judge
from app.posts.sentiment.scorer import MoodScorer
from app.posts.watches.book import WatchBook
from app.room.proposals import AlertEscalated
from app.room.state import Alert
from app.room.words import AlertStep, WarningLevel
from app.warning.policy_book import PolicyBook
from app.warning.replay import replay
from tests.ui.doubles import MemoryPosts
from tests.unit.demo.conftest import END, Lived

Told = list[tuple[str, str, WarningLevel]]


@pytest.fixture
def proposed(lived: Lived) -> dict[str, list[Alert]]:
    """By watch, the alerts the beacon proposed, oldest first."""
    found: dict[str, list[Alert]] = {}
    for alert in sorted(lived.room.state.alerts.values(), key=lambda one: one.raised_at):
        if alert.proposed is not None:
            found.setdefault(alert.watch, []).append(alert)
    return found


def test_each_carries_its_reasons_stories_voices_and_the_last_hours(proposed: dict[str, list[Alert]]) -> None:
    for alert in (alert for alerts in proposed.values() for alert in alerts):
        assert alert.reasons
        assert all(reason.rule and reason.measured >= reason.limit for reason in alert.reasons)
        assert alert.stories
        assert alert.voices
        assert alert.picture is not None
        assert sum(alert.picture.posts) > 0
        assert all(story.first_at is None or story.first_at <= alert.proposed_at for story in alert.stories)


def test_the_brand_rose_to_red_and_burns_again_undecided_when_the_window_opens(
    proposed: dict[str, list[Alert]],
) -> None:
    first, second, now = proposed["岁稔食品"]
    assert [step.level for step in first.changes if step.step is not AlertStep.CONFIRMED] == [
        WarningLevel.YELLOW, WarningLevel.ORANGE, WarningLevel.RED
    ]  # fmt: skip
    assert first.confirmed_by
    assert second.confirmed_by
    assert now.unconfirmed
    assert timedelta() < END - now.raised_at < timedelta(minutes=30)


def test_people_lowered_one_after_it_was_passed_on_and_dismissed_one_both_with_reasons(
    lived: Lived, proposed: dict[str, list[Alert]]
) -> None:
    (product,), (rival,) = proposed["芝麻系列"], proposed["禾里记"]
    assert product.level is WarningLevel.YELLOW
    assert product.changes[-1].reason
    escalated = [record.event for record in lived.room.records if isinstance(record.event, AlertEscalated)]
    assert [(one.alert, one.to) for one in escalated] == [(product.id, "commander")]
    assert rival.dismissed


def test_it_proposed_what_its_rules_say_of_the_posts_minute_by_minute(
    lived: Lived, proposed: dict[str, list[Alert]]
) -> None:
    """The beacon of the demo looks a few times only; one that looks all the time says the same, minutes before."""
    policy, start = lived.policy.policy(), Moments(END).start
    series = [lived.store.indicators(watch.name, start, END) for watch in lived.watches.watches()]
    fired = replay(series, policy, policy).today.fired
    for watch, alerts in proposed.items():
        steps = [step for one in fired if one.watch == watch for step in one.steps]
        for change in (change for alert in alerts for change in alert.changes):
            if change.step in (AlertStep.PROPOSED, AlertStep.ROSE):
                near = [step.level for step in steps if timedelta() <= change.time - step.at <= timedelta(minutes=30)]
                assert change.level in near, (watch, change.time - start, change.level)


@pytest.mark.parametrize("later", [timedelta(minutes=311, seconds=41), timedelta(days=2, hours=7, seconds=13)])
def test_whenever_it_is_made_the_same_is_proposed(tmp_path: Path, later: timedelta) -> None:
    assert told(tmp_path / "other", END + later) == told(tmp_path / "one", END)


def told(folder: Path, end: datetime) -> Told:
    """What the beacon proposes in the 36 hours before `end`: when, of what, which level."""
    folder.mkdir()
    watches, policy = WatchBook(folder / "watches.toml"), PolicyBook(folder / "policy.toml")
    store, moments = MemoryPosts(), Moments(end)
    watches.take_in(watched_for())
    write_policy(policy)
    judge = Judge(MoodScorer(), watches)
    judge.prepare()
    posts = judge.judged(write_posts(end).posts)
    store.rules = judge.rules
    looks = [moments.at(look) for look in script().looks]
    lit = collect(store, posts, looks, watches=watches, policy=policy, tell=lambda share: None)
    return [(str(one.at - moments.start), new.watch, new.level) for one in lit for new in one.proposals]
