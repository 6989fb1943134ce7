# SPDX-License-Identifier: Apache-2.0
"""What the report says of a crisis: how things stand, what changed, what was sealed, and as of when."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.errors import Refusal
from app.report.contract import Sitrep, SitrepData
from app.report.front import clipped
from app.report.gather import gather
from app.room.alerts import ChangeAlertLevel, LinkAlert
from app.room.incidents import CloseIncident
from app.room.log import RecordDecision
from app.room.seen import StoryAsSeen
from app.room.state import RoomState
from app.room.statements import WithdrawStatement
from app.room.words import Role, WarningLevel
from app.texts import Language, Texts
from app.warning.policy import Response
from app.warning.proposal import Ground, Proposal, Reason, VoiceAsSeen
from tests.unit.report import crisis
from tests.unit.report.crisis import Crisis

Words = Callable[[Language], Texts]


def at_time(at: Crisis, texts: Texts, now: datetime, since: datetime | None = None) -> SitrepData:
    """The report as of a moment."""
    return gather(at.room.as_of(now), at.room.records, at.incident, at.posts, texts, now=now, since=since)


def test_it_says_level_clocks_and_duties_as_they_stand(data: SitrepData) -> None:
    report = data.report
    assert (report.level.severity, report.level.text) == ("I", "一级（重大）")
    assert [step.severity for step in report.levels] == ["II", "I"]
    assert {clock.name: clock.state for clock in report.clocks} == {
        "convene": "done",
        "brief_top": "done",
        "first_statement": "late",
        "progress": "running",
        "daily": "running",
    }
    assert [clock.verdict for clock in report.clocks][2:4] == ["迟 00:11 完成", "余 01:45"]
    assert [(duty.text, duty.person) for duty in report.duties] == [
        ("总指挥", "林越"), ("监测", "吴敏"), ("撰稿", "周宁"), ("法务", "陈屿"),
    ]  # fmt: skip
    assert report.duties[1].note.startswith("早班结束")
    assert report.incident.elapsed == "04:14"
    assert report.room.zone_text == "中国标准时间（UTC+08:00）"


def test_facts_say_what_is_verified_and_on_what_grounds(data: SitrepData) -> None:
    assert [fact.verified for fact in data.report.facts] == [True, True, False, False, True]
    first = data.report.facts[0]
    assert first.state == "已核实"
    assert first.grounds == "比对监控画面，时间为 11 月 12 日 21:40"
    assert data.report.facts[2].state == "待核实"
    assert data.report.facts[2].grounds == ""


def test_what_changed_holds_the_moves_of_the_last_six_hours(data: SitrepData) -> None:
    kinds = [change.kind for change in data.report.changes]
    assert kinds.count("decision.recorded") == 3
    assert kinds.count("statement.released") == 2
    assert {"incident.level_changed", "clock.missed", "duty.handed_over"} <= set(kinds)
    assert "log.written" not in kinds
    assert data.report.changes[0].kind == "incident.declared"


def test_what_changed_begins_with_the_last_report_if_it_is_known(full: Crisis, texts: Words) -> None:
    raised = full.room.state.incidents[full.incident].levels[-1].time
    report = at_time(full, texts("zh-Hans"), full.clock.at, since=raised).report
    assert [change.kind for change in report.changes] == ["incident.level_changed", "duty.handed_over"]
    assert report.since.iso == "2026-11-19T10:51:44+08:00"


def test_a_report_for_a_past_moment_knows_nothing_later(full: Crisis, texts: Words) -> None:
    released = full.room.state.statements
    first = min(r.time for s in released.values() for r in s.releases)
    past = at_time(full, texts("zh-Hans"), first - timedelta(minutes=8))
    report = past.report
    assert report.as_of.text == "2026-11-19 10:16:44"
    assert report.level.severity == "II"
    assert [clock.state for clock in report.clocks][2] == "missed"
    assert not report.statements[0].releases
    assert report.statements[0].state == "review"
    assert len(report.statements) == 1
    assert max(line.recorded.iso for line in report.timeline) <= report.as_of.iso
    assert report.journal.entries == sum(r.at.time <= first - timedelta(minutes=8) for r in full.room.records)
    assert report.journal.entries < len(full.room.records)
    assert past.series is not None
    assert past.series.end == first - timedelta(minutes=8)
    assert all(mark.time < first for mark in past.marks)


def test_a_clock_that_ran_out_unnoticed_is_missed_all_the_same(texts: Words) -> None:
    quiet = crisis.small()
    now = quiet.clock.at + timedelta(hours=2)
    report = gather(quiet.room.state, quiet.room.records, quiet.incident, None, texts("en"), now=now).report
    assert [clock.state for clock in report.clocks] == ["done", "missed", "missed", "running", "running"]
    assert [change.text for change in report.changes if change.kind == "clock.missed"] == [
        "Clock missed: Top management told",
        "Clock missed: First statement",
    ]


def test_the_table_holds_the_numbers_that_are_drawn(data: SitrepData) -> None:
    mood, series = data.report.mood, data.series
    assert mood is not None
    assert series is not None
    drawn = [(b.negative, b.neutral, b.positive, b.total) for b in series.buckets]
    assert [(r.negative, r.neutral, r.positive, r.total) for r in mood.rows] == drawn
    assert mood.total == sum(row.total for row in mood.rows) == 755
    assert [row.partial for row in mood.rows] == [False] * (len(mood.rows) - 1) + [True]
    assert str(mood.total) in mood.alt
    assert mood.share == f"{round(100 * mood.negative / mood.total)} %"


def test_it_says_whether_the_last_statement_was_followed_by_another_mood(
    data: SitrepData, full: Crisis, texts: Words
) -> None:
    assert data.report.mood is not None
    assert data.report.mood.effect.startswith("声明 1 后 03:04：负面 ")
    before = at_time(full, texts("zh-Hans"), full.clock.at - timedelta(hours=4)).report.mood
    assert before is not None
    assert before.effect == ""


def test_statements_come_with_every_revision_seal_and_release(full: Crisis, data: SitrepData) -> None:
    holding, english, progress = data.report.statements
    first, second = holding.revisions
    assert (first.state, second.state, holding.state) == ("void", "released", "released")
    assert first.void is not None
    assert [(seal.person, seal.text) for seal in first.seals] == [("陈屿", "退回")]
    assert [(seal.person, seal.text, seal.role, seal.department) for seal in second.seals] == [
        ("陈屿", "通过", "法务", "法务"), ("吴敏", "通过", "无职责", "客服"), ("林越", "批准", "总指挥", "管理层"),
    ]  # fmt: skip
    assert all(seal.holds for seal in (*first.seals, *second.seals))
    assert [(release.channel, release.url) for release in holding.releases] == [
        ("微博", "https://weibo.example/s/1"),
        ("官网", ""),
    ]
    stored = next(s for s in full.room.state.statements.values() if s.number == 1).revisions[1]
    assert (second.text, second.sha256) == (stored.text, stored.sha256)
    assert (english.state, english.language_text) == ("review", "英文")
    assert (progress.state, progress.draft_note) == (
        "draft",
        "草稿里有尚未提交的文字，最后由周宁于 11-19 11:11 修改。",
    )


def test_a_forged_seal_is_said_to_be_one(full: Crisis, texts: Words) -> None:
    state, statement = full.room.state, next(s for s in full.room.state.statements.values() if s.number == 1)
    revision = statement.revisions[1]
    forged = replace(revision.verdicts[0], signature=bytes(64))
    changed = replace(
        statement,
        revisions=(statement.revisions[0], replace(revision, verdicts=(forged, *revision.verdicts[1:]))),
    )
    state = replace(state, statements=state.statements.set(statement.id, changed))
    report = gather(state, full.room.records, full.incident, None, texts("en"), now=full.clock.at).report
    seals = report.statements[0].revisions[1].seals
    assert [seal.holds for seal in seals] == [False, True, True]
    assert seals[0].holds_text == "Signature does not hold"


def test_cited_posts_are_whole_and_hashed_again(full: Crisis, data: SitrepData, texts: Words) -> None:
    alert, cited = data.report.posts
    assert alert.why == "橙色预警“换标签”视频”：两小时转发 10,400 次，负面 0.91".replace("警“", "警““")
    assert cited.author == "@FoodWatchAsia"
    assert cited.why == "首个英文源，已被三家媒体引用"
    assert alert.intact
    assert cited.intact
    citation = next(iter(full.room.state.citations.values()))
    altered = replace(citation, post=replace(citation.post, text="something else"))
    state = replace(full.room.state, citations=full.room.state.citations.set(citation.id, altered))
    posts = gather(state, full.room.records, full.incident, None, texts("en"), now=full.clock.at).report.posts
    assert [post.intact for post in posts] == [True, False]


def test_every_line_is_there_with_both_its_times(full: Crisis, data: SitrepData) -> None:
    lines = {line.seq: line for line in data.report.timeline}
    own = [r for r in full.room.records if r.entry.kind not in ("room.founded", "person.added")]
    edits = sum(r.entry.kind == "statement.edited" for r in own)
    assert len(lines) >= len(own) - edits
    claimed = [line for line in lines.values() if line.claimed is not None]
    assert [line.claimed.text for line in claimed if line.claimed] == ["11-19 09:17"]
    assert claimed[0].corrected
    assert claimed[0].text.endswith("【更正：签字的是李喆一人】")
    assert lines[max(lines)].subject == "更正"


def test_the_end_of_the_journal_can_be_checked(full: Crisis, data: SitrepData) -> None:
    last = full.room.records[-1].entry
    assert data.report.journal.entries == last.seq
    assert data.report.journal.head == last.hash.hex()
    assert data.report.journal.device == last.device.hex()


def test_the_contract_is_versioned_json_with_offsets(data: SitrepData) -> None:
    again = msgspec.json.decode(data.json(), type=Sitrep)
    assert again == data.report
    assert (again.schema, again.version) == ("fenghuo-sitrep", 2)
    moment = datetime.fromisoformat(again.timeline[0].recorded.iso)
    assert moment.utcoffset() == timedelta(hours=8)


def test_the_first_page_is_short_and_says_what_it_left_out(data: SitrepData) -> None:
    front = data.front
    assert [lead for lead, _ in front.known.rows] == ["#1", "#2", "#5"]
    assert [lead for lead, _ in front.unknown.rows] == ["#3", "#4"]
    assert len(front.changes.rows) == 6
    assert front.changes.more == "另有 6 条，见后文"
    assert front.changes.rows[0][0] == "11-19 11:15"
    assert front.statement is not None
    assert front.statement[0] == "声明 1·初步声明·修订版 2·2026-11-19 10:25:44 → 微博、官网"
    assert front.marking == "内部资料·演示，非真实事件"


def test_words_are_cut_at_their_width() -> None:
    assert clipped("一二三四五", 4) == "一二三四…"
    assert clipped("abcdef", 4) == "abcdef"
    assert clipped("一\n\n  二 ", 4) == "一\n二"


def test_notes_say_what_a_reader_must_know(full: Crisis, texts: Words) -> None:
    state = replace(full.room.state, unread=2)
    data = gather(state, full.room.records, full.incident, None, texts("en"), now=full.clock.at)
    assert [note.split(":")[0] for note in data.report.notes] == [
        "This comes from a demonstration profile",
        "The journal holds 2 entries made by a newer version of the program; this report leaves them out.",
        "There are no posts in store, so there is no mood curve.",
    ]
    assert data.report.mood is None


def test_a_marking_of_ones_own_replaces_the_usual_one(full: Crisis, texts: Words) -> None:
    data = gather(
        full.room.state, full.room.records, full.incident, None, texts("en"), now=full.clock.at,
        classification="Board only",
    )  # fmt: skip
    assert data.report.classification == "Board only"
    assert data.front.marking == "Board only · Demonstration, not a real event"


def test_closed_withdrawn_and_vacant_are_said(texts: Words) -> None:
    over = crisis.full(80)
    statement = next(s.id for s in over.room.state.statements.values() if s.number == 3)
    over.act("林越", WithdrawStatement(statement=statement, reason="口径已变"))
    over.act("林越", CloseIncident(incident=over.incident, outcome="检测合格，监管结论已公布"))
    now = over.clock.at + timedelta(days=30)
    data = gather(over.room.state, over.room.records, over.incident, over.posts, texts("zh-Hant"), now=now)
    report = data.report
    assert report.incident.state == "已結案"
    assert report.incident.outcome == "检测合格，监管结论已公布"
    assert report.incident.elapsed < "04:14"
    assert [clock.state for clock in report.clocks][3:] == ["stopped", "stopped"]
    assert (report.statements[2].state, report.statements[2].withdrawn) == ("withdrawn", "口径已变")
    assert report.changes[-1].kind == "incident.closed"
    assert data.series is not None
    assert data.series.end - over.clock.at == timedelta(hours=6)


def test_a_duty_nobody_holds_is_called_vacant(texts: Words) -> None:
    room = crisis.found_room()
    crisis.declare(room)
    state: RoomState = room.room.as_of(room.clock.at - timedelta(minutes=5))
    now = room.clock.at - timedelta(minutes=5)
    report = gather(state, room.room.records, room.incident, None, texts("zh-Hans"), now=now).report
    assert [(duty.held, duty.person) for duty in report.duties][2:] == [(False, "空缺"), (False, "空缺")]
    assert report.duties[3].since is None


def test_an_unknown_incident_is_refused(full: Crisis, texts: Words) -> None:
    with pytest.raises(Refusal) as refused:
        gather(full.room.state, full.room.records, "none", None, texts("en"), now=full.clock.at)
    assert refused.value.rule == "incident.unknown"


def test_only_this_incident_is_in_it(texts: Words) -> None:
    two = crisis.small()
    first = two.incident
    two.clock.at += timedelta(hours=1)
    from app.room.incidents import DeclareIncident
    from app.room.words import Severity

    other = two.made(two.act("林越", DeclareIncident(title="另一件事", severity=Severity.III)))
    two.act("林越", RecordDecision(incident=other, text="别处的决定", grounds="依据"))
    report = gather(two.room.state, two.room.records, first, None, texts("zh-Hans"), now=two.clock.at).report
    assert not report.decisions
    assert not [line for line in report.timeline if "另一件事" in line.text or "别处" in line.text]


def test_a_warning_a_person_raised_stands_with_their_reason(data: SitrepData) -> None:
    (alert,) = data.report.alerts
    assert (alert.title, alert.level, alert.proposed, alert.by) == ("“换标签”视频", "orange", "", "韩雪")
    assert alert.reasons == ("两小时转发 10,400 次，负面 0.91",)
    assert [(step.step, step.text) for step in alert.steps] == [("raised", "韩雪 发出橙色预警")]


def test_what_the_beacon_proposed_stands_with_its_numbers_and_who_decided_what(texts: Words) -> None:
    at = crisis.small()
    reason = Reason(
        ground=Ground.SURGE, level=WarningLevel.RED, minutes=30, posts=240, usual_posts=35, negative=0.61,
        usual_negative=0.12,
    )  # fmt: skip
    lit = Proposal(
        id="1" * 32, run="a" * 32, watch="岁稔食品", level=WarningLevel.RED, at=at.clock.at,
        since=at.clock.at - timedelta(minutes=12), reasons=(reason,),
        stories=(StoryAsSeen(key="b" * 32, text="三厂还在用\n过期原料"),),
        voices=(VoiceAsSeen(name="厨房里的猫", source="微博", posts=12),),
    )  # fmt: skip
    red = Response(level=WarningLevel.RED, then=("legal",), minutes=5, confirm=Role.COMMANDER)
    at.room.take_up([lit], [red])
    at.clock.at += timedelta(minutes=5)
    at.room.tick()
    alert = next(iter(at.room.state.alerts))
    at.act("林越", LinkAlert(alert=alert, incident=at.incident))
    at.act("林越", ChangeAlertLevel(alert=alert, level=WarningLevel.ORANGE, reason="多为旧闻"))
    report = gather(at.room.state, at.room.records, at.incident, None, texts("zh-Hans"), now=at.clock.at).report
    (told,) = report.alerts
    assert (told.title, told.level, told.proposed, told.confirmed_by) == ("岁稔食品", "orange", "red", "林越")
    assert told.reasons == ("30 分钟内 240 条，负面占 61%；平时 35 条，负面占 12%",)
    assert (told.stories, told.voices) == (("三厂还在用 过期原料",), ("厨房里的猫",))
    assert [step.text for step in told.steps] == [
        "烽火提议红色预警", "红色预警无人确认，转报法务", "林越 改为橙色预警：多为旧闻",
    ]  # fmt: skip
    assert "alert.level_changed" in [change.kind for change in report.changes]
