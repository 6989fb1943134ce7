# SPDX-License-Identifier: Apache-2.0
"""No words go out that the right people did not seal: every way round that anybody could think of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FenghuoError, Refusal
from app.room.duties import AssignDuty
from app.room.people import AddPerson
from app.room.seals import hidden_character, sha256_of
from app.room.service import Session
from app.room.state import Status, status
from app.room.statements import (
    ApproveStatement,
    DraftStatement,
    EditStatement,
    GiveVerdict,
    ReleaseStatement,
    WithdrawStatement,
)
from app.room.words import Department, Role, StatementKind, Verdict
from tests.ui.doubles import Cast
from tests.unit.room.conftest import Team


def raises(rule: str) -> "pytest.RaisesExc[Refusal]":
    """The room refuses, by this rule."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.rule == rule)


def test_a_statement_goes_from_draft_to_release(team: Team) -> None:
    team.draft("关于视频的说明\n我们已停止该生产线。")
    assert status(team.statement) is Status.DRAFTING
    team.submit()
    revision = team.statement.revisions[-1]
    assert revision.sha256 == sha256_of("关于视频的说明\n我们已停止该生产线。")
    team.verdict("陈屿")
    team.verdict("吴敏")
    assert status(team.statement) is Status.IN_REVIEW
    team.approve()
    assert status(team.statement) is Status.APPROVED
    team.release("微博", text=revision.text)
    team.release("官网")
    assert [r.channel for r in team.statement.releases] == ["微博", "官网"]
    assert status(team.statement) is Status.RELEASED


def test_nothing_goes_out_without_approval(team: Team) -> None:
    team.draft()
    with raises("statement.not-submitted"):
        team.release()
    team.submit()
    with raises("statement.not-approved"):
        team.release()


def test_legal_must_pass_it(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("韩雪")
    team.verdict("吴敏")
    with raises("statement.legal-must-pass"):
        team.approve()


def test_two_people_besides_the_author_must_pass_it(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    with raises("statement.two-reviewers"):
        team.approve()
    team.verdict("陈屿")
    with raises("statement.two-reviewers"):
        team.approve()


def test_one_of_them_must_be_from_outside_marketing(team: Team) -> None:
    for name, roles in (("市场甲", (Role.LEGAL,)), ("市场乙", ())):
        team.act(
            "林越",
            AddPerson(name=name, department=Department.MARKETING, roles=roles, new_passphrase="demo"),
        )
    team.act("林越", AssignDuty(incident=team.incident_id, role=Role.LEGAL, person=team.cast.id("市场甲")))
    team.draft()
    team.submit()
    team.verdict("市场甲")
    team.verdict("市场乙")
    with raises("statement.outside-marketing"):
        team.approve()
    team.verdict("吴敏")
    team.approve()


def test_the_author_may_neither_review_nor_approve(team: Team) -> None:
    team.act("林越", _draft(team))
    team.submit("林越")
    with raises("statement.author-may-not-review"):
        team.verdict("林越")
    team.verdict("陈屿")
    team.verdict("吴敏")
    with raises("statement.author-may-not-approve"):
        team.approve("林越")


def test_the_last_editor_may_neither_review_nor_approve(team: Team) -> None:
    team.draft()
    team.edit("林越", "总指挥改过的话")
    team.submit()
    with raises("statement.editor-may-not-review"):
        team.verdict("林越")
    team.verdict("陈屿")
    team.verdict("吴敏")
    with raises("statement.editor-may-not-approve"):
        team.approve("林越")


def test_only_the_commander_approves(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    with raises("permission.duty"):
        team.approve("陈屿")


def test_one_changed_comma_voids_every_seal(team: Team) -> None:
    team.draft("我们道歉，并停产。")
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    team.approve()
    team.edit("周宁", "我们道歉。并停产。")
    assert status(team.statement) is Status.VOID
    assert team.statement.revisions[-1].void_since is not None
    for attempt in (team.release, team.approve):
        with raises("statement.edited-since"):
            attempt()
    team.submit()
    with raises("statement.not-approved"):
        team.release()


def test_an_edit_and_its_undoing_still_voids(team: Team) -> None:
    team.draft("原文")
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    team.approve()
    team.edit("周宁", "原文。")
    team.edit("周宁", "原文")
    with raises("statement.edited-since"):
        team.release()


def test_a_release_must_be_the_approved_text_to_the_byte(team: Team) -> None:
    team.draft("我们道歉。")
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    team.approve()
    with raises("statement.other-text"):
        team.release(text="我们道歉。 ")
    team.release(text="我们道歉。")


def test_a_return_blocks_until_it_is_taken_back(team: Team) -> None:
    team.draft()
    team.submit()
    team.verdict("陈屿")
    team.verdict("吴敏")
    with raises("statement.return-needs-reason"):
        team.verdict("韩雪", Verdict.RETURN)
    team.verdict("韩雪", Verdict.RETURN, "日期有误")
    assert status(team.statement) is Status.RETURNED
    with raises("statement.returned"):
        team.approve()
    team.verdict("韩雪", Verdict.PASS)
    team.approve()


def test_a_verdict_names_the_text_that_was_read(team: Team) -> None:
    team.draft("第一版")
    team.submit()
    first = team.statement.revisions[-1].sha256
    team.edit("周宁", "第二版")
    team.submit()
    with raises("statement.other-text"):
        team.act("陈屿", GiveVerdict(statement=team.statement.id, verdict=Verdict.PASS, sha256=first))


def test_a_locked_laptop_cannot_seal(team: Team) -> None:
    team.draft()
    team.submit()
    locked = Session(team.cast.id("陈屿"), None)
    with raises("seal.locked"):
        team.cast.room.act(GiveVerdict(statement=team.statement.id, verdict=Verdict.PASS), locked)


def test_somebody_elses_key_does_not_make_a_seal(team: Team) -> None:
    """A second account of the same person, or a program that lends its key, signs in vain."""
    team.draft()
    team.submit()
    team.verdict("陈屿")
    borrowed = Session(team.cast.id("吴敏"), team.cast.unlocked("陈屿").key)
    team.cast.room.act(GiveVerdict(statement=team.statement.id, verdict=Verdict.PASS), borrowed)
    with raises("statement.broken-seal"):
        team.approve()


def test_released_words_cannot_change(team: Team) -> None:
    team.bring_out()
    with raises("statement.released"):
        team.edit("周宁", "另一种说法")
    with raises("statement.released-there"):
        team.release("微博")


def test_crossing_edits_are_noticed(team: Team) -> None:
    team.draft("甲")
    seen = sha256_of("甲")
    team.edit("韩雪", "甲乙")
    with raises("statement.edited-meanwhile"):
        team.act("周宁", EditStatement(statement=team.statement.id, text="甲丙", base=seen))


@pytest.mark.parametrize("text", ["退\u202e款", "退\u200b款", "a\x07b", "\ue000"])
def test_invisible_characters_are_refused_by_place(team: Team, text: str) -> None:
    team.draft("第一行\n" + text)
    with raises("statement.hidden-character"):
        team.submit()


def test_visible_ones_pass() -> None:
    assert hidden_character("第一行\n👨‍👩‍👧 “引用”——完") is None


def test_an_empty_statement_is_not_submitted(team: Team) -> None:
    team.draft(" \n ")
    with raises("statement.empty"):
        team.submit()


def test_a_withdrawn_statement_stays_but_does_nothing(team: Team) -> None:
    team.draft()
    team.act("林越", WithdrawStatement(statement=team.statement.id, reason="口径改变"))
    assert status(team.statement) is Status.WITHDRAWN
    with raises("statement.withdrawn"):
        team.submit()


def _draft(team: Team) -> DraftStatement:
    return DraftStatement(incident=team.incident_id, kind=StatementKind.HOLDING, text="总指挥自己写的")


_NAMES = ["林越", "周宁", "陈屿", "韩雪", "吴敏"]
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(_NAMES), st.sampled_from(["甲", "乙", "丙"])),
        st.tuples(st.just("submit"), st.sampled_from(_NAMES), st.just("")),
        st.tuples(st.just("pass"), st.sampled_from(_NAMES), st.just("")),
        st.tuples(st.just("return"), st.sampled_from(_NAMES), st.just("理由")),
        st.tuples(st.just("approve"), st.sampled_from(_NAMES), st.just("")),
        st.tuples(st.just("release"), st.sampled_from(_NAMES), st.sampled_from(["甲", "乙", "丙"])),
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(steps=_STEPS)
def test_whatever_people_try_only_sealed_words_go_out(steps: list[tuple[str, str, str]]) -> None:
    """An independent account of the rules, kept beside the room, agrees about every release."""
    team = _fresh_team()
    team.draft("甲")
    passed: set[str] = set()
    approved = frozen = False
    editor = "周宁"
    for what, name, text in steps:
        try:
            _try(team, what, name, text)
        except FenghuoError:
            continue
        if what == "edit":
            editor, frozen, approved = name, False, False
            passed.clear()
        elif what == "submit":
            frozen = True
        elif what == "pass":
            passed.add(name)
        elif what == "return":
            passed.discard(name)
        elif what == "approve":
            assert frozen
            assert name == "林越" != editor
            assert "陈屿" in passed
            assert len(passed - {"周宁", editor}) >= 2
            approved = True
        else:
            assert approved
            assert text == team.statement.revisions[-1].text


def _fresh_team() -> Team:
    cast = Cast()
    incident = cast.declare("性质测试")
    cast.convene(incident)
    return Team(cast, incident)


def _try(team: Team, what: str, name: str, text: str) -> None:
    statement = team.statement.id
    match what:
        case "edit":
            team.edit(name, text)
        case "submit":
            team.submit(name)
        case "pass":
            team.verdict(name)
        case "return":
            team.verdict(name, Verdict.RETURN, text)
        case "approve":
            team.act(name, ApproveStatement(statement=statement))
        case _:
            team.act(name, ReleaseStatement(statement=statement, channel="微博", text=text))
