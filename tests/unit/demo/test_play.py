# SPDX-License-Identifier: Apache-2.0
"""The worked crisis, lived through the real room: nothing refused, one clock missed, the mood turns."""

import itertools
from datetime import timedelta

import pytest

from app.demo.figures import Figures
from app.demo.scenario import LASTS, Moments
from app.posts.post import Exactness
from app.posts.watches.rules import read_rules
from app.posts.watches.watch import WatchKind
from app.room import timeline
from app.room.clocks import ClockMissed
from app.room.state import Alert, Incident, Status, status
from app.room.words import ClockName, Role, Severity, Verdict
from app.texts import LANGUAGES, Texts
from tests.unit.demo.conftest import END, Lived


@pytest.fixture
def incident(lived: Lived) -> Incident:
    """The one incident."""
    (only,) = lived.room.state.incidents.values()
    return only


def test_the_room_and_its_five_people_are_there(lived: Lived) -> None:
    state = lived.room.state
    assert state.info is not None
    assert state.info.demo
    assert state.info.zone == "Asia/Shanghai"
    assert {person.name for person in state.people.values()} == {"林越", "韩雪", "周宁", "陈屿", "吴敏"}
    for person in state.people.values():
        assert lived.room.sign_in(person.id, "demo").key is not None


def test_the_journal_is_of_a_size_to_be_read(lived: Lived, incident: Incident) -> None:
    lines = list(timeline.lines(lived.room.records, lived.room.state, incident.id))
    assert 60 <= len(lines) <= 110
    times = [record.at.time for record in lived.room.records]
    assert times == sorted(times)
    assert times[0] >= END - LASTS
    assert times[-1] <= END


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_can_be_said(lived: Lived, language: str) -> None:
    texts = Texts(language)  # type: ignore[arg-type]
    said = [texts.say(line.said) for line in timeline.lines(lived.room.records, lived.room.state)]
    assert all(said)
    assert not [line for line in said if "<" in line]


def test_one_clock_is_missed_and_the_program_notes_it_at_once(lived: Lived, incident: Incident) -> None:
    missed = [record for record in lived.room.records if isinstance(record.event, ClockMissed)]
    assert [record.event.clock for record in missed if isinstance(record.event, ClockMissed)] == [ClockName.BRIEF_TOP]
    clocks = {name: lived.room.state.clocks[incident.id, name] for name in ClockName}
    assert timedelta() < missed[0].at.time - clocks[ClockName.BRIEF_TOP].due < timedelta(seconds=5)
    for name in (ClockName.CONVENE, ClockName.BRIEF_TOP, ClockName.FIRST_STATEMENT, ClockName.PROGRESS):
        assert clocks[name].done_at is not None
    assert clocks[ClockName.DAILY].due > END


def test_the_level_went_up_and_came_down_with_reasons(incident: Incident) -> None:
    assert incident.title == "华东三厂过期原料视频"
    assert [step.severity for step in incident.levels] == [Severity.II, Severity.I, Severity.II]
    assert all(step.reason for step in incident.levels)
    assert incident.open


def test_statements_stand_where_a_living_room_has_them(lived: Lived) -> None:
    holding, progress, english, results = lived.statements
    assert [status(s) for s in lived.statements] == [Status.RELEASED] * 3 + [Status.IN_REVIEW]
    assert {release.channel for release in holding.releases} == {"微博", "官网"}
    assert {"微博", "官网"} <= {release.channel for release in progress.releases}
    assert english.language == "en"
    standing = results.standing
    assert standing is not None
    assert [seal.role for seal in standing.verdicts] == [Role.LEGAL]


def test_legal_returned_the_first_text_for_absolute_words(lived: Lived) -> None:
    first, second = lived.statements[0].revisions
    (returned,) = first.verdicts
    assert returned.verdict is Verdict.RETURN
    assert "绝对安全" in returned.reason
    assert "绝对安全" in first.text
    assert first.void_since is not None
    assert "绝对" not in second.text


def test_what_was_posted_is_what_was_approved(lived: Lived) -> None:
    """One voice: the company's own posts are the approved texts to the byte, after they were released."""
    own = [post for post in lived.posts if post.author == "岁稔食品"]
    for statement in lived.statements[:2]:
        release = next(r for r in statement.releases if r.channel == "微博")
        (post,) = [post for post in own if post.text == statement.revisions[-1].text]
        assert abs(post.posted_at - release.time) < timedelta(minutes=1)


def by_hand(lived: Lived) -> list[Alert]:
    """The alerts that people raised, oldest first."""
    alerts = (alert for alert in lived.room.state.alerts.values() if alert.proposed is None)
    return sorted(alerts, key=lambda alert: alert.raised_at)


def test_alerts_come_from_posts_that_had_been_written(lived: Lived, incident: Incident) -> None:
    alerts = by_hand(lived)
    known = {post.source_id for post in lived.posts}
    for alert in alerts[:3]:
        assert alert.acknowledged_by
        assert alert.incident == incident.id
        assert alert.post is not None
        assert alert.post.source_id in known
        assert alert.post.posted_at < alert.raised_at
    assert not alerts[-1].acknowledged_by  # something is left to do when the window opens
    for citation in lived.room.state.citations.values():
        assert citation.post.posted_at < citation.time


def test_an_entry_was_corrected_and_the_duty_handed_over(lived: Lived, incident: Incident) -> None:
    state = lived.room.state
    ((_, (correction,)),) = state.corrections.items()
    assert "四千" in correction.text
    assert state.name(state.holder(incident.id, Role.MONITOR)) == "吴敏"
    assert [fact.number for fact in state.facts.values() if not fact.verified_by] == [3]  # the forged memo


def test_the_mood_turns_after_the_progress_statement(lived: Lived) -> None:
    figures = Figures(lived.posts, Moments(END))
    before, after = figures.negative("21:46", "24:46"), figures.negative("25:46", "28:46")
    second_wave, end = figures.negative("29:45", "31:15"), figures.negative("33:00", "36:00")
    assert figures.negative("00:00", "09:00") < 0.25
    assert figures.negative("18:00", "21:00") > 0.55
    assert before - after > 0.15
    assert second_wave - after > 0.08
    assert second_wave - end > 0.08


def test_what_people_quote_is_what_was_counted(lived: Lived) -> None:
    alert = by_hand(lived)[0]
    begin = END - LASTS
    hour = [
        sum(
            begin + timedelta(minutes=start) <= post.posted_at < begin + timedelta(minutes=start + 60)
            for post in lived.posts
        )
        for start in (520, 580)
    ]
    assert f"从 {hour[0]} 条升到 {hour[1]} 条" in alert.reason


def test_progress_is_told_up_to_the_end(lived: Lived) -> None:
    assert lived.told[-1] == 1.0
    assert all(one <= other for one, other in itertools.pairwise(lived.told))


def test_the_room_watches_its_brand_a_product_and_a_rival(lived: Lived) -> None:
    watches = lived.watches.watches()
    assert [(one.name, one.kind) for one in watches] == [
        ("岁稔食品", WatchKind.BRAND), ("芝麻系列", WatchKind.PRODUCT), ("禾里记", WatchKind.COMPETITOR),
    ]  # fmt: skip
    assert not [problem for one in watches for problem in read_rules(one.rules).problems]
    assert {post.watch for post in lived.posts} <= {one.name for one in watches}


def test_posts_were_matched_before_they_were_stored(lived: Lived) -> None:
    by_words = dict.fromkeys(("岁稔食品", "芝麻系列", "禾里记"), 0)
    for post in lived.posts:
        for mention in post.mentions:
            by_words[mention.watch] += mention.exactness is not Exactness.SOURCE
    own, product, rival = by_words.values()
    assert own > 3_000
    assert 300 < product < 2_000
    assert 50 < rival < 600
    (video,) = [post for post in lived.posts if post.text.startswith("憋了很久")]
    best = {mention.watch: (mention.keyword, mention.weight) for mention in video.mentions}
    assert best == {"岁稔食品": ("换标签", 5), "芝麻系列": ("芝麻馅", 3)}
