# SPDX-License-Identifier: Apache-2.0
"""The way of a statement as the window shows it, and what waits for whom."""

from app.room.alerts import AcknowledgeAlert, ConfirmAlert, RaiseAlert
from app.room.route import Progress, Stage, Step, may, refusal_of, route, waiting
from app.room.statements import ApproveStatement, GiveVerdict, ReleaseStatement
from app.room.words import Role, Verdict, WarningLevel
from app.warning.proposal import Proposal
from tests.unit.room.conftest import Team


def way(team: Team) -> dict[Stage, Step]:
    return {step.stage: step for step in route(team.cast.room.state, team.statement)}


def progress(team: Team) -> list[Progress]:
    return [step.progress for step in route(team.cast.room.state, team.statement)]


def test_a_draft_is_with_whoever_wrote_last(team: Team) -> None:
    team.draft()
    team.edit("林越", "新的话")
    assert way(team)[Stage.DRAFT].who == ("林越",)
    assert progress(team) == [Progress.NOW, *[Progress.TO_COME] * 4]
    assert waiting(team.cast.room.state, team.incident_id)[Role.WRITER] == 1


def test_legal_and_the_second_reviewer_have_it_at_once(team: Team) -> None:
    team.draft()
    team.submit()
    assert progress(team)[:4] == [Progress.DONE, Progress.NOW, Progress.NOW, Progress.TO_COME]
    assert way(team)[Stage.LEGAL].who == ("陈屿",)
    assert waiting(team.cast.room.state, team.incident_id) == {
        Role.COMMANDER: 0, Role.MONITOR: 0, Role.WRITER: 0, Role.LEGAL: 1,
    }  # fmt: skip


def test_a_return_says_who_and_why_and_waits_for_the_writer(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿", Verdict.RETURN, "绝对化用语")
    step = way(team)[Stage.LEGAL]
    assert (step.progress, step.who, step.reason) == (Progress.RETURNED, ("陈屿",), "绝对化用语")
    assert way(team)[Stage.APPROVAL].progress is Progress.TO_COME
    assert waiting(team.cast.room.state, team.incident_id)[Role.WRITER] == 1


def test_when_both_have_passed_the_commander_has_it(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("韩雪")
    assert way(team)[Stage.SECOND].who == ("韩雪",)
    assert way(team)[Stage.APPROVAL].progress is Progress.NOW
    assert waiting(team.cast.room.state, team.incident_id)[Role.COMMANDER] == 1


def test_after_approval_it_goes_out(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("韩雪")
    team.act("林越", ApproveStatement(statement=team.statement.id))
    assert progress(team) == [*[Progress.DONE] * 4, Progress.NOW]
    team.act("周宁", ReleaseStatement(statement=team.statement.id, channel="微博"))
    assert way(team)[Stage.RELEASE].who == ("微博",)
    assert not any(waiting(team.cast.room.state, team.incident_id).values())


def test_an_edit_voids_what_was_sealed_and_says_so(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("韩雪")
    team.act("林越", ApproveStatement(statement=team.statement.id))
    team.edit("周宁", "改了一个字")
    assert progress(team) == [Progress.NOW, Progress.VOID, Progress.VOID, Progress.VOID, Progress.TO_COME]
    assert way(team)[Stage.APPROVAL].who == ("林越",)


def test_open_alerts_wait_for_the_monitor(team: Team) -> None:
    team.act("韩雪", RaiseAlert(level=WarningLevel.RED, title="一", reason="二"))
    state = team.cast.room.state
    assert waiting(state, team.incident_id)[Role.MONITOR] == 1
    team.act("韩雪", AcknowledgeAlert(alert=next(iter(state.alerts))))
    assert waiting(team.cast.room.state, team.incident_id)[Role.MONITOR] == 0


def test_what_the_beacon_proposed_waits_until_it_is_decided_not_until_it_is_seen(team: Team) -> None:
    at = team.cast.clock.now()
    lit = Proposal(id="1" * 32, run="2" * 32, watch="岁稔", level=WarningLevel.ORANGE, at=at, since=at, reasons=())
    team.cast.room.take_up([lit])
    alert = next(iter(team.cast.room.state.alerts))
    team.act("韩雪", AcknowledgeAlert(alert=alert))
    assert waiting(team.cast.room.state, team.incident_id)[Role.MONITOR] == 1
    team.act("韩雪", ConfirmAlert(alert=alert))
    assert waiting(team.cast.room.state, team.incident_id)[Role.MONITOR] == 0


def test_a_refusal_is_known_beforehand_and_nothing_is_written(team: Team) -> None:
    team.draft()
    team.submit()
    before = len(team.cast.room.records)
    state, now = team.cast.room.state, team.cast.clock.now()
    own = GiveVerdict(statement=team.statement.id, verdict=Verdict.PASS)
    refusal = refusal_of(state, team.cast.id("周宁"), own, now)
    assert refusal is not None
    assert refusal.rule == "statement.author-may-not-review"
    assert refusal_of(state, team.cast.id("陈屿"), own, now) is None
    approve = ApproveStatement(statement=team.statement.id)
    assert not may(state, team.cast.id("周宁"), approve)
    assert may(state, team.cast.id("林越"), approve)
    assert len(team.cast.room.records) == before
