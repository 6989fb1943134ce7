# SPDX-License-Identifier: Apache-2.0
"""How far a statement is on its way out, who has it, and what waits for each duty. Derived, never stored.

Called by the statement and duties panes. The trap: what is shown here decides nothing; the gate is in
:mod:`app.room.statements`, asked beforehand through :func:`refusal_of`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.errors import Refusal
from app.room import permissions, subjects
from app.room.event import By, Command
from app.room.seals import REVIEWERS_NEEDED, require_review, verdicts_in_force
from app.room.state import Revision, RoomState, Seal, Statement
from app.room.words import Department, Role, Verdict

_SIGNATURE_BYTES = 64


class Stage(StrEnum):
    """The five steps, in order."""

    DRAFT = "draft"
    LEGAL = "legal"
    SECOND = "second"
    APPROVAL = "approval"
    RELEASE = "release"


class Progress(StrEnum):
    """Where a step stands. Void: it was done, for words that have changed since."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to-come"
    RETURNED = "returned"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `who` are names (who did it, or whom it waits for), `reason` why it was returned."""

    stage: Stage
    progress: Progress
    who: tuple[str, ...] = ()
    time: datetime | None = None
    reason: str = ""


def route(state: RoomState, statement: Statement) -> tuple[Step, ...]:
    """The five steps of a statement."""
    revision = statement.standing
    last = statement.revisions[-1] if statement.revisions else None
    if revision is None:
        return _not_submitted(state, statement, last)
    legal = _legal(state, statement, revision)
    second = _second(state, statement, revision)
    return (
        Step(Stage.DRAFT, Progress.DONE, (state.name(revision.submitted_by),), revision.time),
        legal,
        second,
        _approval(state, statement, revision),
        _release(state, statement, revision),
    )


def _not_submitted(state: RoomState, statement: Statement, last: Revision | None) -> tuple[Step, ...]:
    void = {step.stage: step for step in _voided(state, last)} if last is not None else {}
    draft = Step(Stage.DRAFT, Progress.NOW, (state.name(statement.last_editor),), statement.edited_at)
    rest = (Stage.LEGAL, Stage.SECOND, Stage.APPROVAL, Stage.RELEASE)
    return (draft, *(void.get(stage, Step(stage, Progress.TO_COME)) for stage in rest))


def _voided(state: RoomState, last: Revision) -> list[Step]:
    """The seals that stood on the revision before the words changed."""
    found: list[Step] = []
    for stage, seal in (
        (Stage.LEGAL, _legal_seal(last)),
        (Stage.SECOND, _second_seal(last)),
        (Stage.APPROVAL, last.approval),
    ):
        if seal is not None:
            found.append(Step(stage, Progress.VOID, (state.name(seal.person),), seal.time, seal.reason))
    return found


def _legal_seal(revision: Revision) -> Seal | None:
    return next((seal for seal in reversed(verdicts_in_force(revision)) if seal.role == Role.LEGAL), None)


def _second_seal(revision: Revision) -> Seal | None:
    """The word of somebody else: a return first, then one from outside marketing, then any."""
    legal = _legal_seal(revision)
    others = [seal for seal in verdicts_in_force(revision) if seal is not legal]
    others.sort(key=lambda s: (s.verdict is not Verdict.RETURN, s.department is Department.MARKETING))
    return others[0] if others else None


def _said(state: RoomState, stage: Stage, seal: Seal) -> Step:
    progress = Progress.RETURNED if seal.verdict is Verdict.RETURN else Progress.DONE
    return Step(stage, progress, (state.name(seal.person),), seal.time, seal.reason)


def _legal(state: RoomState, statement: Statement, revision: Revision) -> Step:
    seal = _legal_seal(revision)
    if seal is not None:
        return _said(state, Stage.LEGAL, seal)
    holder = state.name(state.holder(statement.incident, Role.LEGAL))
    return Step(Stage.LEGAL, Progress.NOW, (holder,) if holder else ())


def _second(state: RoomState, statement: Statement, revision: Revision) -> Step:
    seal = _second_seal(revision)
    if seal is None:
        return Step(Stage.SECOND, Progress.NOW)
    step = _said(state, Stage.SECOND, seal)
    passed = [s for s in verdicts_in_force(revision) if s.verdict is Verdict.PASS]
    legal = _legal_seal(revision)
    only_marketing = legal is not None and all(s.department is Department.MARKETING for s in passed)
    if step.progress is Progress.DONE and only_marketing and len(passed) >= REVIEWERS_NEEDED:
        return Step(Stage.SECOND, Progress.NOW, step.who, step.time)
    return step


def _reviewed(state: RoomState, statement: Statement, revision: Revision) -> bool:
    try:
        require_review(state, statement, revision)
    except Refusal:
        return False
    return True


def _approval(state: RoomState, statement: Statement, revision: Revision) -> Step:
    if revision.approval is not None:
        seal = revision.approval
        return Step(Stage.APPROVAL, Progress.DONE, (state.name(seal.person),), seal.time)
    holder = state.name(state.holder(statement.incident, Role.COMMANDER))
    progress = Progress.NOW if _reviewed(state, statement, revision) else Progress.TO_COME
    return Step(Stage.APPROVAL, progress, (holder,) if holder else ())


def _release(state: RoomState, statement: Statement, revision: Revision) -> Step:
    if statement.releases:
        last = statement.releases[-1]
        return Step(Stage.RELEASE, Progress.DONE, tuple(r.channel for r in statement.releases), last.time)
    holder = state.name(state.holder(statement.incident, Role.WRITER))
    progress = Progress.NOW if revision.approval is not None else Progress.TO_COME
    return Step(Stage.RELEASE, progress, (holder,) if holder else ())


def waiting(state: RoomState, incident: str) -> Mapping[Role, int]:
    """How many things wait for each duty of an incident.

    Commander: texts fully reviewed and not approved. Legal: texts legal has not judged. Writer: texts that are being
    written, were returned, or are approved and not yet out. Monitor: alerts of the beacon that nobody decided about,
    and those of people that nobody has acknowledged.
    """
    counts = dict.fromkeys(Role, 0)
    for statement in state.statements.values():
        if statement.incident != incident or statement.withdrawn or statement.releases:
            continue
        steps = {step.stage: step.progress for step in route(state, statement)}
        counts[Role.COMMANDER] += steps[Stage.APPROVAL] is Progress.NOW
        counts[Role.LEGAL] += steps[Stage.LEGAL] is Progress.NOW
        returned = Progress.RETURNED in steps.values()
        counts[Role.WRITER] += returned or Progress.NOW in (steps[Stage.DRAFT], steps[Stage.RELEASE])
    counts[Role.MONITOR] = sum(
        (alert.unconfirmed if alert.proposed is not None else alert.acknowledged_at is None and not alert.dismissed)
        and alert.incident in ("", incident)
        for alert in state.alerts.values()
    )
    return counts


def refusal_of(state: RoomState, person: str, command: Command, now: datetime) -> Refusal | None:
    """Why the room would refuse this command now; None where it would not. Nothing is signed or written."""
    by = By(person, now, lambda message: bytes(_SIGNATURE_BYTES))
    try:
        permissions.check(state, person, command)
        subjects.decide(state, by, command)
    except Refusal as refusal:
        return refusal
    return None


def may(state: RoomState, person: str, command: Command) -> bool:
    """Whether the person's duty allows such a command at all, whatever else may stand in its way."""
    try:
        permissions.check(state, person, command)
    except Refusal:
        return False
    return True
