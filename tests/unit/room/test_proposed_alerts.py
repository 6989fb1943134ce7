# SPDX-License-Identifier: Apache-2.0
"""What the beacon proposes and people decide: one alert a run, who must confirm it, who is told while nobody does.

Trap: the clock stands still unless a test moves it; `tick` is what the window does every few seconds.
"""

from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.errors import Refusal
from app.posts.stories.story import LONGEST_TEXT
from app.room import subjects
from app.room.alerts import (
    AcknowledgeAlert,
    ChangeAlertLevel,
    ConfirmAlert,
    DismissAlert,
    LinkAlert,
    RaiseAlert,
)
from app.room.event import Command
from app.room.incidents import CloseIncident
from app.room.journal import fold
from app.room.proposals import next_due
from app.room.seen import StoryAsSeen
from app.room.state import Alert, AlertResponse, RoomState
from app.room.timeline import lines
from app.room.words import AlertStep, Role, WarningLevel
from app.texts import LANGUAGES, Texts
from app.warning.policy import Response
from app.warning.proposal import Ground, Picture, Proposal, Reason, VoiceAsSeen
from tests.ui.doubles import START
from tests.unit.room.conftest import Team

BLUE, YELLOW, ORANGE, RED = WarningLevel
RUN, OTHER_RUN = "aa" * 16, "bb" * 16
WATCH = "岁稔食品"
RESPONSES = (
    Response(level=YELLOW, tell=(Role.MONITOR,), then=(Role.COMMANDER,), minutes=30),
    Response(level=ORANGE, tell=(Role.MONITOR,), then=(Role.COMMANDER, "陈屿"), minutes=15, confirm=Role.MONITOR),
    Response(level=RED, tell=(Role.MONITOR,), then=(Role.COMMANDER,), minutes=5, confirm=Role.COMMANDER),
)


def proposal(level: WarningLevel = ORANGE, run: str = RUN, watch: str = WATCH, **more: object) -> Proposal:
    """A beacon, as the collector leaves it."""
    surge = Reason(
        ground=Ground.SURGE, level=level, minutes=30, posts=240, usual_posts=35, negative=0.61, usual_negative=0.12,
        voices=180,
    )  # fmt: skip
    story = StoryAsSeen(key="a1" * 16, text="三厂还在用过期原料" * 80, author="厨房里的猫", source="微博", posts=134)
    picture = Picture(
        first=START - timedelta(hours=6), minutes=5, posts=(4, -1, 90), negative=(0, -1, 55), upper=(9.5, 9.5, 10.0)
    )
    bare = Proposal(
        id=f"{level.gravity:02d}{run[2:]}", run=run, watch=watch, level=level, at=START,
        since=START - timedelta(minutes=20), reasons=(surge,), stories=(story,),
        voices=(VoiceAsSeen(name="厨房里的猫", source="微博", posts=12, followers=80_000),), picture=picture,
    )  # fmt: skip
    return replace(bare, **more)


def light(team: Team, *proposals: Proposal) -> Alert:
    """The room takes them up; the alert of the first."""
    team.cast.room.take_up(proposals, RESPONSES)
    return next(alert for alert in alerts(team) if alert.run == proposals[0].run)


def alerts(team: Team) -> list[Alert]:
    """All there are, in no order."""
    return list(team.cast.room.state.alerts.values())


def the_alert(team: Team) -> Alert:
    """The only one there is."""
    (alert,) = alerts(team)
    return alert


def raises(rule: str) -> "pytest.RaisesExc[Refusal]":
    """The room refuses, by this rule."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.rule == rule)


def sentences(team: Team, language: str = "zh-Hans", incident: str = "") -> list[str]:
    """The timeline as people read it, alerts only."""
    texts = Texts(language)  # type: ignore[arg-type]
    rows = lines(team.cast.room.records, team.cast.room.state, incident)
    return [texts.say(row.said) for row in rows if row.kind.startswith("alert.")]


def test_a_proposal_becomes_an_alert_with_all_that_was_seen(team: Team) -> None:
    changes = team.cast.room.take_up([proposal()], RESPONSES)
    alert, seen = the_alert(team), proposal()
    assert changes.kinds == {"alert.proposed"}
    assert (alert.watch, alert.title, alert.raised_by) == (WATCH, WATCH, "")
    assert (alert.level, alert.proposed) == (ORANGE, ORANGE)
    assert (alert.reasons, alert.voices, alert.picture, alert.since) == (
        seen.reasons, seen.voices, seen.picture, seen.since,
    )  # fmt: skip
    (story,) = alert.stories
    assert (story.key, story.posts, len(story.text)) == ("a1" * 16, 134, LONGEST_TEXT)
    assert alert.response == AlertResponse(
        tell=("monitor",), then=("commander", "陈屿"), minutes=15, confirm=Role.MONITOR
    )
    assert alert.unconfirmed


def test_what_the_room_knows_it_does_not_take_up_again(team: Team) -> None:
    light(team, proposal())
    entries = len(team.cast.room.records)
    again = [proposal(), proposal(YELLOW), proposal(ORANGE, id="ff" * 16)]
    assert not team.cast.room.take_up(again, RESPONSES).records
    assert len(team.cast.room.records) == entries


def test_one_run_is_one_alert_that_rises(team: Team) -> None:
    light(team, proposal(YELLOW), proposal(ORANGE), proposal(YELLOW, OTHER_RUN, "另一家"))
    assert {alert.watch: alert.level for alert in alerts(team)} == {WATCH: ORANGE, "另一家": YELLOW}
    rose = light(team, proposal(RED))
    assert (rose.level, rose.proposals) == (RED, (proposal(YELLOW).id, proposal(ORANGE).id, proposal(RED).id))
    assert [(step.step, step.level) for step in rose.changes] == [
        (AlertStep.PROPOSED, YELLOW), (AlertStep.ROSE, ORANGE), (AlertStep.ROSE, RED),
    ]  # fmt: skip


def test_a_person_confirms_and_no_second_one_does(team: Team) -> None:
    alert = light(team, proposal())
    team.act("吴敏", AcknowledgeAlert(alert=alert.id))
    assert the_alert(team).unconfirmed, "to have seen it decides nothing"
    team.act("韩雪", ConfirmAlert(alert=alert.id, level=ORANGE, note=" 视频属实 "))
    held = the_alert(team)
    assert (held.confirmed_by, held.confirmed_at, held.unconfirmed) == (team.cast.id("韩雪"), START, False)
    assert held.changes[-1].reason == "视频属实"
    with raises("alert.confirmed"):
        team.act("吴敏", ConfirmAlert(alert=alert.id))


def test_nobody_confirms_a_level_they_did_not_see(team: Team) -> None:
    alert = light(team, proposal())
    light(team, proposal(RED))
    with raises("alert.level-moved"):
        team.act("吴敏", ConfirmAlert(alert=alert.id, level=ORANGE))
    team.act("吴敏", ConfirmAlert(alert=alert.id, level=RED))


def test_a_person_raises_and_lowers_with_a_reason_and_that_decides(team: Team) -> None:
    alert = light(team, proposal())
    with raises("alert.needs-reason"):
        team.act("韩雪", ChangeAlertLevel(alert=alert.id, level=YELLOW, reason=" "))
    with raises("alert.same-level"):
        team.act("韩雪", ChangeAlertLevel(alert=alert.id, level=ORANGE, reason="一样"))
    team.act("韩雪", ChangeAlertLevel(alert=alert.id, level=YELLOW, reason="多为旧闻"))
    held = the_alert(team)
    assert (held.level, held.proposed, held.confirmed_by) == (YELLOW, ORANGE, team.cast.id("韩雪"))
    team.act("韩雪", ChangeAlertLevel(alert=alert.id, level=RED, reason="媒体跟进"))
    decided = [(step.level, step.reason) for step in the_alert(team).changes[1:]]
    assert decided == [(YELLOW, "多为旧闻"), (RED, "媒体跟进")]


@pytest.mark.parametrize(
    "command",
    [
        ConfirmAlert(alert="last"),
        ChangeAlertLevel(alert="last", level=YELLOW, reason="旧闻"),
        DismissAlert(alert="last", reason="误报"),
    ],
)
def test_only_the_duty_that_the_level_names_decides(team: Team, command: Command) -> None:
    alert = light(team, proposal(RED))
    command = replace(command, alert=alert.id)
    with raises("permission.duty"):
        team.act("韩雪", command)
    team.act("韩雪", AcknowledgeAlert(alert=alert.id))
    team.act("韩雪", LinkAlert(alert=alert.id, incident=team.incident_id))
    with raises("permission.duty"):
        team.act("吴敏", command)  # qualified, but in that incident 林越 commands
    team.act("林越", command)
    assert not the_alert(team).unconfirmed


def test_where_nobody_holds_the_duty_whoever_is_qualified_decides(team: Team) -> None:
    alert = light(team, proposal(RED))
    team.act("韩雪", LinkAlert(alert=alert.id, incident=team.incident_id))
    team.bring_out()
    team.act("林越", CloseIncident(incident=team.incident_id, outcome="已平息"))
    team.act("吴敏", ConfirmAlert(alert=alert.id))
    other = light(team, proposal(YELLOW, OTHER_RUN))
    team.act("周宁", ConfirmAlert(alert=other.id))  # nobody in particular


def test_what_a_person_raised_needs_no_confirming_but_has_a_level_too(team: Team) -> None:
    team.act("吴敏", RaiseAlert(level=YELLOW, title="视频扩散", reason="一小时四百转"))
    alert = the_alert(team)
    assert (alert.proposed, alert.unconfirmed) == (None, False)
    with raises("alert.not-proposed"):
        team.act("韩雪", ConfirmAlert(alert=alert.id))
    team.act("周宁", ChangeAlertLevel(alert=alert.id, level=ORANGE, reason="四千转"))
    assert [(step.step, step.level) for step in the_alert(team).changes] == [
        (AlertStep.RAISED, YELLOW), (AlertStep.CHANGED, ORANGE),
    ]  # fmt: skip


def test_more_of_the_same_run_asks_again_after_it_was_confirmed_or_dismissed(team: Team) -> None:
    alert = light(team, proposal(YELLOW))
    team.act("吴敏", AcknowledgeAlert(alert=alert.id))
    team.act("吴敏", DismissAlert(alert=alert.id, reason="促销"))
    assert (the_alert(team).dismissed_by, the_alert(team).dismissed_at) == (team.cast.id("吴敏"), START)
    light(team, proposal(ORANGE))
    asked = the_alert(team)
    assert (asked.unconfirmed, asked.dismissed, asked.acknowledged_by, asked.level) == (True, "", "", ORANGE)
    assert AlertStep.DISMISSED in [step.step for step in asked.changes]
    team.act("韩雪", ConfirmAlert(alert=alert.id))
    light(team, proposal(RED))
    assert the_alert(team).unconfirmed


def test_a_level_that_people_set_as_high_themselves_stands(team: Team) -> None:
    alert = light(team, proposal(YELLOW))
    team.act("吴敏", ChangeAlertLevel(alert=alert.id, level=RED, reason="已有人受伤"))
    light(team, proposal(ORANGE))
    held = the_alert(team)
    assert (held.level, held.proposed, held.unconfirmed) == (RED, ORANGE, False)


def test_unconfirmed_it_goes_to_one_after_the_other_and_each_is_told_once(team: Team) -> None:
    light(team, proposal())
    team.cast.later(14)
    assert not team.cast.room.tick().records
    team.cast.later(1)
    assert team.cast.room.tick().kinds == {"alert.escalated"}
    assert not team.cast.room.tick().records
    team.cast.later(600)
    team.cast.room.tick()
    team.cast.later(600)
    assert not team.cast.room.tick().touches("alert")
    told = [(step.to, step.time - START) for step in the_alert(team).escalated]
    assert told == [("commander", timedelta(minutes=15)), ("陈屿", timedelta(minutes=615))]
    assert next_due(the_alert(team)) is None


def test_who_decides_in_time_spares_the_others(team: Team) -> None:
    alert = light(team, proposal())
    team.act("韩雪", ConfirmAlert(alert=alert.id))
    other = light(team, proposal(ORANGE, OTHER_RUN))
    team.act("韩雪", DismissAlert(alert=other.id, reason="促销"))
    team.cast.later(60)
    assert not team.cast.room.tick().touches("alert")


def test_blue_and_yellow_are_passed_on_to_nobody(team: Team) -> None:
    light(team, proposal(YELLOW))
    team.cast.later(600)
    assert not team.cast.room.tick().touches("alert")


def test_a_higher_level_is_passed_on_by_its_own_list(team: Team) -> None:
    light(team, proposal())
    team.cast.later(15)
    team.cast.room.tick()
    light(team, proposal(RED))
    assert not the_alert(team).escalated, "of the red one nobody was told yet"
    team.cast.later(5)
    team.cast.room.tick()
    assert [(step.to, step.level) for step in the_alert(team).escalated] == [("commander", RED)]


def test_the_timeline_tells_it_in_sentences_with_the_numbers(team: Team) -> None:
    alert = light(team, proposal())
    team.cast.later(15)
    team.cast.room.tick()
    light(team, proposal(RED))
    team.act("林越", AcknowledgeAlert(alert=alert.id))
    team.act("林越", ConfirmAlert(alert=alert.id))
    team.act("林越", LinkAlert(alert=alert.id, incident=team.incident_id))
    team.act("林越", ChangeAlertLevel(alert=alert.id, level=YELLOW, reason="已澄清"))
    team.act("林越", DismissAlert(alert=alert.id, reason="已平息"))
    told = sentences(team, incident=team.incident_id)
    assert len(told) == 8
    proposed, escalated, rose, _, confirmed, _, lowered, _ = told
    assert "橙色预警" in proposed
    assert all(words in proposed for words in (WATCH, "240", "61%", "35", "12%"))
    assert "总指挥" in escalated
    assert "15 分钟" in escalated
    assert "红色预警" in rose
    assert "确认红色预警" in confirmed
    assert "红色预警 → 黄色预警" in lowered
    assert "降级" in lowered
    assert all(sentences(team, language, team.incident_id) for language in LANGUAGES)


def test_every_refusal_has_its_sentence(team: Team) -> None:
    alert = light(team, proposal())
    team.act("韩雪", ConfirmAlert(alert=alert.id))
    team.act("韩雪", RaiseAlert(level=RED, title="视频", reason="四百转"))
    other = next(one for one in alerts(team) if one.proposed is None)
    light(team, proposal(ORANGE, OTHER_RUN))
    third = next(one for one in alerts(team) if one.run == OTHER_RUN)
    refusable = (
        ConfirmAlert(alert=alert.id), ConfirmAlert(alert=other.id), ConfirmAlert(alert=third.id, level=RED),
        ChangeAlertLevel(alert=alert.id, level=ORANGE, reason="一样"), ConfirmAlert(alert="none"),
    )  # fmt: skip
    for command in refusable:
        with pytest.raises(Refusal) as refused:
            team.act("韩雪", command)
        assert all(Texts(language).error(refused.value) for language in LANGUAGES)


def test_the_journal_alone_gives_the_same_alerts(team: Team) -> None:
    alert = light(team, proposal())
    team.cast.later(15)
    team.cast.room.tick()
    team.act("韩雪", ConfirmAlert(alert=alert.id))
    light(team, proposal(RED))
    read = [(record, subjects.decode(record.entry.kind, record.entry.payload)) for record in team.cast.room.records]
    assert all(event == record.event for record, event in read)
    assert fold(RoomState(), team.cast.room.records).alerts == team.cast.room.state.alerts


def test_alerts_of_older_journals_read_as_before() -> None:
    payload = {"by": "one", "alert": "two", "level": "red", "title": "视频", "reason": "四百转"}
    event = subjects.decode("alert.raised", msgspec.json.encode(payload))
    assert event is not None
    bare = Alert(id="1", level=RED, title="视频", reason="四百转", raised_at=START, raised_by="one")
    assert (bare.unconfirmed, bare.escalated, bare.response) == (False, (), AlertResponse())


def test_a_proposal_without_reasons_or_a_response_is_taken_up_too(team: Team) -> None:
    team.cast.room.take_up([proposal(RED, reasons=(), stories=(), voices=(), picture=None)])
    alert = the_alert(team)
    assert (alert.reasons, alert.response, next_due(alert)) == ((), AlertResponse(), None)
    assert WATCH in sentences(team)[0]
    team.act("周宁", ConfirmAlert(alert=alert.id))
