# SPDX-License-Identifier: Apache-2.0
"""An incident from the first alert to its closing: duties, clocks, log, corrections, who may do what."""

from datetime import timedelta

import pytest

from app.errors import Refusal, UserError
from app.posts.post import Post
from app.room.alerts import AcknowledgeAlert, DismissAlert, LinkAlert, RaiseAlert
from app.room.clocks import CompleteClock
from app.room.duties import AssignDuty, HandOverDuty
from app.room.evidence import CitePost, PostAsSeen
from app.room.incidents import ChangeLevel, CloseIncident, DeclareIncident, ReopenIncident
from app.room.log import CorrectEntry, RecordDecision, RecordFact, VerifyFact, WriteLog
from app.room.people import AddPerson, RetirePerson
from app.room.references import resolve
from app.room.state import Clock
from app.room.timeline import lines
from app.room.words import ClockName, Department, Role, Severity, StatementKind, WarningLevel
from app.texts import LANGUAGES, Texts
from tests.ui.doubles import START
from tests.unit.room.conftest import Team


def raises(rule: str) -> "pytest.RaisesExc[Refusal]":
    """The room refuses, by this rule."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.rule == rule)


def _clock(team: Team, name: ClockName) -> Clock:
    return team.cast.room.state.clocks[team.incident_id, name]


def test_declaring_starts_the_five_clocks(team: Team) -> None:
    declared = team.incident.declared_at
    due = {name: _clock(team, name).due - declared for name in ClockName}
    assert due == {
        ClockName.CONVENE: timedelta(minutes=30),
        ClockName.BRIEF_TOP: timedelta(hours=1),
        ClockName.FIRST_STATEMENT: timedelta(hours=1),
        ClockName.PROGRESS: timedelta(hours=6),
        ClockName.DAILY: timedelta(hours=30),
    }


def test_a_full_team_stops_the_first_clock(team: Team) -> None:
    assert _clock(team, ClockName.CONVENE).done_at is not None
    assert _clock(team, ClockName.BRIEF_TOP).running


def test_a_missed_clock_becomes_an_entry_once(team: Team) -> None:
    team.cast.later(61)
    kinds = [record.entry.kind for record in team.cast.room.tick().records]
    assert kinds == ["clock.missed", "clock.missed"]
    assert not team.cast.room.tick().records
    team.act("林越", CompleteClock(incident=team.incident_id, clock=ClockName.BRIEF_TOP, note="电话汇报"))
    late = _clock(team, ClockName.BRIEF_TOP)
    assert late.missed_at is not None
    assert late.done_at is not None
    with raises("clock.done"):
        team.act("林越", CompleteClock(incident=team.incident_id, clock=ClockName.BRIEF_TOP))


def test_releases_stop_and_rearm_clocks(team: Team) -> None:
    team.bring_out()
    assert _clock(team, ClockName.FIRST_STATEMENT).done_at is not None
    assert _clock(team, ClockName.PROGRESS).running
    team.cast.later(120)
    team.draft("进展", StatementKind.PROGRESS)
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    team.approve()
    team.release()
    assert _clock(team, ClockName.PROGRESS).done_at is not None
    assert _clock(team, ClockName.DAILY).due == team.cast.clock.at + timedelta(hours=24)


def test_closing_stops_the_clocks_and_reopening_starts_them(team: Team) -> None:
    team.act("林越", CloseIncident(incident=team.incident_id, outcome="舆情平息"))
    assert not any(_clock(team, name).running for name in ClockName)
    with raises("incident.closed"):
        team.draft()
    team.act("林越", ReopenIncident(incident=team.incident_id, reason="又起一波"))
    assert _clock(team, ClockName.BRIEF_TOP).running


def test_levels_change_with_a_reason(team: Team) -> None:
    with raises("incident.needs-reason"):
        team.act("林越", ChangeLevel(incident=team.incident_id, severity=Severity.I, reason=" "))
    team.act("林越", ChangeLevel(incident=team.incident_id, severity=Severity.I, reason="央媒转发"))
    assert [step.severity for step in team.incident.levels] == [Severity.II, Severity.I]
    with raises("incident.same-level"):
        team.act("林越", ChangeLevel(incident=team.incident_id, severity=Severity.I, reason="再说一次"))
    with raises("permission.duty"):
        team.act("周宁", ChangeLevel(incident=team.incident_id, severity=Severity.II, reason="我觉得"))


def test_duties_go_to_the_qualified_and_are_handed_over(team: Team) -> None:
    ids = team.cast.id
    with raises("duty.not-qualified"):
        team.act("林越", AssignDuty(incident=team.incident_id, role=Role.LEGAL, person=ids("周宁")))
    with raises("duty.not-yours"):
        team.act("周宁", HandOverDuty(incident=team.incident_id, role=Role.MONITOR, to=ids("吴敏"), note="接班"))
    team.act("韩雪", HandOverDuty(incident=team.incident_id, role=Role.MONITOR, to=ids("吴敏"), note="三家媒体待回"))
    assert team.cast.room.state.holder(team.incident_id, Role.MONITOR) == ids("吴敏")


def test_a_vacant_duty_lets_the_qualified_act(team: Team) -> None:
    second = team.act("韩雪", DeclareIncident(title="另一件", severity=Severity.III)).records[0].event
    new = second.incident  # type: ignore[union-attr]
    team.act("吴敏", AssignDuty(incident=new, role=Role.COMMANDER, person=team.cast.id("吴敏")))
    with raises("permission.duty"):
        team.act("林越", AssignDuty(incident=new, role=Role.WRITER, person=team.cast.id("周宁")))


def test_an_alert_from_a_post_becomes_part_of_the_incident(team: Team) -> None:
    seen = PostAsSeen(source="微博", text="过期原料！", posted_at=START, author="厨房里的猫")
    team.act("韩雪", RaiseAlert(level=WarningLevel.ORANGE, title="视频扩散", reason="一小时四百转", post=seen))
    alert = next(iter(team.cast.room.state.alerts))
    team.act("韩雪", AcknowledgeAlert(alert=alert))
    with raises("alert.acknowledged"):
        team.act("林越", AcknowledgeAlert(alert=alert))
    team.act("韩雪", LinkAlert(alert=alert, incident=team.incident_id))
    held = team.cast.room.state.alerts[alert]
    assert held.incident == team.incident_id
    assert held.post is not None
    assert len(held.post.sha256) == 64
    team.act("林越", DismissAlert(alert=alert, reason="已处置"))
    with raises("alert.dismissed"):
        team.act("林越", DismissAlert(alert=alert, reason="再次"))


def test_a_post_is_kept_once(team: Team) -> None:
    cite = CitePost(incident=team.incident_id, post=PostAsSeen(source="微博", text="证据", posted_at=START))
    team.act("韩雪", cite)
    with raises("post.cited"):
        team.act("林越", cite)


def test_facts_are_verified_on_grounds_and_decisions_have_them(team: Team) -> None:
    team.act("韩雪", RecordFact(incident=team.incident_id, text="批次 A2411", source="工厂电话"))
    fact = next(iter(team.cast.room.state.facts))
    with raises("fact.needs-grounds"):
        team.act("韩雪", VerifyFact(fact=fact, grounds=""))
    team.act("韩雪", VerifyFact(fact=fact, grounds="出库单照片"))
    assert team.cast.room.state.facts[fact].verified_by == team.cast.id("韩雪")
    with raises("decision.needs-grounds"):
        team.act("林越", RecordDecision(incident=team.incident_id, text="停产", grounds=""))


def test_a_correction_leaves_the_old_entry(team: Team) -> None:
    team.act("韩雪", WriteLog(incident=team.incident_id, text="视频有四百转"))
    seq = team.cast.room.records[-1].entry.seq
    team.act("韩雪", CorrectEntry(entry=seq, text="四千转", reason="少看一位"))
    with raises("entry.unknown"):
        team.act("韩雪", CorrectEntry(entry=9_999, text="没有", reason="没有"))
    rows = list(lines(team.cast.room.records, team.cast.room.state, team.incident_id))
    old = next(row for row in rows if row.seq == seq)
    assert old.corrected
    text = Texts("zh-Hans").say(old.said)
    assert "四百转" in text
    assert "四千转" in text
    assert rows[-1].kind == "entry.corrected"


def test_the_future_is_not_logged(team: Team) -> None:
    ahead = team.cast.clock.at + timedelta(minutes=1)
    with raises("log.in-future"):
        team.act("韩雪", WriteLog(incident=team.incident_id, text="预言", happened_at=ahead))


def test_people_come_and_go_but_a_commander_stays(team: Team) -> None:
    with raises("person.name-taken"):
        team.act(
            "林越",
            AddPerson(name="周宁", department=Department.PR, roles=(), new_passphrase="demo"),
        )
    with raises("person.on-duty"):
        team.act("林越", RetirePerson(person=team.cast.id("周宁"), reason="离职"))
    team.act("林越", RetirePerson(person=team.cast.id("吴敏"), reason="调岗"))
    with raises("person.retired"):
        team.act("吴敏", WriteLog(incident=team.incident_id, text="我还在"))
    with raises("person.last-commander"):
        team.act("林越", RetirePerson(person=team.cast.id("林越"), reason="休息"))


def test_a_wrong_passphrase_opens_nothing(team: Team) -> None:
    with pytest.raises(UserError):
        team.cast.room.sign_in(team.cast.id("林越"), "Demo")


def test_things_are_found_by_what_people_call_them(team: Team) -> None:
    team.draft()
    fields = {"incident": "原料视频", "person": "周宁", "statement": "#1", "to": "吴敏", "note": "last"}
    found = resolve(team.cast.room.state, fields)
    assert found == {
        "incident": team.incident_id, "person": team.cast.id("周宁"), "statement": team.statement.id,
        "to": team.cast.id("吴敏"), "note": "last",
    }  # fmt: skip
    assert resolve(team.cast.room.state, {"incident": "last"})["incident"] == team.incident_id
    with raises("incident.unknown"):
        resolve(team.cast.room.state, {"incident": "原料"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_reads_as_a_sentence(team: Team, language: str) -> None:
    team.bring_out()
    texts = Texts(language)  # type: ignore[arg-type]
    for line in lines(team.cast.room.records, team.cast.room.state):
        assert texts.say(line.said)


def test_autosaves_of_one_sitting_are_one_line(team: Team) -> None:
    team.draft("一")
    for text in ("一二", "一二三", "一二三四"):
        team.edit("周宁", text)
    kinds = [line.kind for line in lines(team.cast.room.records, team.cast.room.state, team.incident_id)]
    assert kinds.count("statement.edited") == 1


def test_a_post_value_is_immutable() -> None:
    post = Post(source="微博", posted_at=START, arrived_at=START, text="不变")
    with pytest.raises(AttributeError):
        post.text = "变"  # type: ignore[misc]
