# SPDX-License-Identifier: Apache-2.0
"""Statements: drafted, frozen, reviewed, approved, released. Start reading the program here.

A draft is edited freely. Submitting freezes its exact bytes as a revision with a SHA-256. Reviewers seal a verdict
on that hash, the commander seals the approval, and only an approved hash can be released. Any edit voids what
stood. The rules live here and in :mod:`app.room.seals`, not in the window.
"""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said, TextArg
from app.room import drafts, incidents
from app.room.event import At, By, Command, Event
from app.room.seals import hidden_character, require_review, seal_holds, seal_message, sha256_of
from app.room.state import Release, Revision, RoomState, Seal, Statement
from app.room.words import Department, Role, StatementKind, Verdict

APPROVE = "approve"


class DraftStatement(Command, frozen=True, kw_only=True, tag="statement.draft"):
    """Begin a statement; who begins it is its author."""

    incident: str
    kind: StatementKind
    language: str = "zh-Hans"
    text: str = ""


class EditStatement(Command, frozen=True, kw_only=True, tag="statement.edit"):
    """Replace the draft's text. `base` is the SHA-256 of the text the editor began from, to notice a crossing."""

    statement: str
    text: str
    base: str = ""


class SubmitStatement(Command, frozen=True, kw_only=True, tag="statement.submit"):
    """Freeze the draft's exact bytes for review."""

    statement: str


class GiveVerdict(Command, frozen=True, kw_only=True, tag="statement.verdict"):
    """A reviewer's word on the frozen text; `sha256` names the text that was read (default: the one standing)."""

    statement: str
    verdict: Verdict
    reason: str = ""
    sha256: str = ""


class ApproveStatement(Command, frozen=True, kw_only=True, tag="statement.approve"):
    """The commander's seal, which lets the text out."""

    statement: str
    sha256: str = ""


class ReleaseStatement(Command, frozen=True, kw_only=True, tag="statement.release"):
    """Record that the approved text went out on a channel; `text`, if given, must be it to the byte."""

    statement: str
    channel: str
    text: str | None = None
    sha256: str = ""
    url: str = ""


class WithdrawStatement(Command, frozen=True, kw_only=True, tag="statement.withdraw"):
    """Take a statement back. It stays on record."""

    statement: str
    reason: str


class StatementDrafted(Event, frozen=True, kw_only=True):
    """A statement was begun."""

    kind: ClassVar[str] = "statement.drafted"
    statement: str
    number: int
    incident: str
    statement_kind: StatementKind
    language: str
    update: bytes


class StatementEdited(Event, frozen=True, kw_only=True):
    """The draft changed. `update` is a Loro update; `paragraphs` are the ids it touches."""

    kind: ClassVar[str] = "statement.edited"
    statement: str
    update: bytes
    paragraphs: tuple[str, ...]


class StatementSubmitted(Event, frozen=True, kw_only=True):
    """Exact bytes were frozen. Carries the whole text, so an audit needs no Loro."""

    kind: ClassVar[str] = "statement.submitted"
    statement: str
    revision: int
    text: str
    sha256: str
    editor: str


class VerdictGiven(Event, frozen=True, kw_only=True):
    """A reviewer's signed word."""

    kind: ClassVar[str] = "statement.verdict_given"
    statement: str
    revision: int
    sha256: str
    verdict: Verdict
    role: str
    department: Department
    reason: str
    signature: bytes


class StatementApproved(Event, frozen=True, kw_only=True):
    """The commander's signed approval."""

    kind: ClassVar[str] = "statement.approved"
    statement: str
    revision: int
    sha256: str
    role: str
    department: Department
    signature: bytes


class StatementReleased(Event, frozen=True, kw_only=True):
    """An approved text went out."""

    kind: ClassVar[str] = "statement.released"
    id: str
    statement: str
    revision: int
    sha256: str
    channel: str
    url: str = ""


class StatementWithdrawn(Event, frozen=True, kw_only=True):
    """A statement was taken back."""

    kind: ClassVar[str] = "statement.withdrawn"
    statement: str
    reason: str


COMMANDS = (
    DraftStatement, EditStatement, SubmitStatement, GiveVerdict, ApproveStatement, ReleaseStatement,
    WithdrawStatement,
)  # fmt: skip
EVENTS = (
    StatementDrafted, StatementEdited, StatementSubmitted, VerdictGiven, StatementApproved, StatementReleased,
    StatementWithdrawn,
)  # fmt: skip
SEALED = (GiveVerdict, ApproveStatement)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about a statement. Raises Refusal, which names the rule."""
    match command:
        case DraftStatement():
            return _draft(state, by, command)
        case EditStatement():
            return _edit(state, by, command)
        case SubmitStatement():
            return _submit(state, by, known(state, command.statement))
        case GiveVerdict():
            return _verdict(state, by, command)
        case ApproveStatement():
            return _approve(state, by, command)
        case ReleaseStatement():
            return _release(state, by, command)
        case WithdrawStatement():
            statement = _live(state, command.statement)
            reason = incidents.reasoned(command.reason, "statement.needs-reason")
            return StatementWithdrawn(by=by.person, statement=statement.id, reason=reason)
    raise TypeError(command)


def known(state: RoomState, statement: str) -> Statement:
    """The statement with this id. Refuses where there is none."""
    found = state.statements.get(statement)
    if found is None:
        raise Refusal("statement.unknown", Said("refusal-statement-unknown", {"statement": statement}))
    return found


def _live(state: RoomState, statement_id: str) -> Statement:
    statement = known(state, statement_id)
    incidents.running(state, statement.incident)
    if statement.withdrawn:
        raise Refusal("statement.withdrawn", Said("refusal-statement-withdrawn", {"number": statement.number}))
    return statement


def _draft(state: RoomState, by: By, command: DraftStatement) -> StatementDrafted:
    incident = incidents.running(state, command.incident)
    number = 1 + sum(s.incident == incident.id for s in state.statements.values())
    update, _ = drafts.edited((), command.text, by.draft_peer)
    return StatementDrafted(
        by=by.person, statement=by.new_id(), number=number, incident=incident.id,
        statement_kind=command.kind, language=command.language, update=update,
    )  # fmt: skip


def _edit(state: RoomState, by: By, command: EditStatement) -> StatementEdited:
    statement = _live(state, command.statement)
    if statement.releases:
        raise Refusal("statement.released", Said("refusal-statement-released", {"number": statement.number}))
    present = drafts.text_of(statement.updates)
    if command.base and command.base != sha256_of(present):
        who = {"person": state.name(statement.last_editor)}
        raise Refusal("statement.edited-meanwhile", Said("refusal-edited-meanwhile", who))
    if command.text == present:
        raise Refusal("statement.unchanged", Said("refusal-statement-unchanged"))
    update, paragraphs = drafts.edited(statement.updates, command.text, by.draft_peer)
    return StatementEdited(by=by.person, statement=statement.id, update=update, paragraphs=paragraphs)


def _submit(state: RoomState, by: By, statement: Statement) -> StatementSubmitted:
    _live(state, statement.id)
    if statement.releases:
        raise Refusal("statement.released", Said("refusal-statement-released", {"number": statement.number}))
    if statement.standing is not None:
        number = {"revision": statement.standing.number}
        raise Refusal("statement.submitted-already", Said("refusal-submitted-already", number))
    text = drafts.text_of(statement.updates)
    if not text.strip():
        raise Refusal("statement.empty", Said("refusal-statement-empty"))
    hidden = hidden_character(text)
    if hidden is not None:
        line, column, code = hidden
        where: dict[str, TextArg] = {"line": line, "column": column, "code": code}
        raise Refusal("statement.hidden-character", Said("refusal-hidden-character", where))
    return StatementSubmitted(
        by=by.person, statement=statement.id, revision=len(statement.revisions) + 1, text=text,
        sha256=sha256_of(text), editor=statement.last_editor,
    )  # fmt: skip


def _standing(state: RoomState, statement_id: str, sha256: str) -> tuple[Statement, Revision]:
    """The statement and the revision that counts, which must be the text `sha256` names (if it names one)."""
    statement = _live(state, statement_id)
    if not statement.revisions:
        raise Refusal("statement.not-submitted", Said("refusal-not-submitted"))
    revision = statement.standing
    if revision is None:
        who = {"person": state.name(statement.last_editor)}
        raise Refusal("statement.edited-since", Said("refusal-edited-since", who))
    if sha256 and sha256 != revision.sha256:
        raise Refusal("statement.other-text", Said("refusal-other-text", {"sha256": revision.sha256[:12]}))
    return statement, revision


def _verdict(state: RoomState, by: By, command: GiveVerdict) -> VerdictGiven:
    statement, revision = _standing(state, command.statement, command.sha256)
    _not_own_words(by, statement, revision, "review")
    if revision.approval is not None:
        raise Refusal("statement.approved", Said("refusal-statement-approved"))
    if command.verdict is Verdict.RETURN:
        incidents.reasoned(command.reason, "statement.return-needs-reason")
    held = state.held(statement.incident, by.person)
    role = Role.LEGAL if Role.LEGAL in held else next(iter(held), "")
    signature = by.seal(_message(state, by, statement, revision, command.verdict, role))
    return VerdictGiven(
        by=by.person, statement=statement.id, revision=revision.number, sha256=revision.sha256,
        verdict=command.verdict, role=role, department=state.people[by.person].department,
        reason=command.reason.strip(), signature=signature,
    )  # fmt: skip


def _approve(state: RoomState, by: By, command: ApproveStatement) -> StatementApproved:
    statement, revision = _standing(state, command.statement, command.sha256)
    _not_own_words(by, statement, revision, "approve")
    if revision.approval is not None:
        raise Refusal("statement.approved", Said("refusal-statement-approved"))
    require_review(state, statement, revision)
    role = Role.COMMANDER
    signature = by.seal(_message(state, by, statement, revision, APPROVE, role))
    return StatementApproved(
        by=by.person, statement=statement.id, revision=revision.number, sha256=revision.sha256, role=role,
        department=state.people[by.person].department, signature=signature,
    )  # fmt: skip


def _not_own_words(by: By, statement: Statement, revision: Revision, act: str) -> None:
    if by.person == statement.author:
        raise Refusal(f"statement.author-may-not-{act}", Said(f"refusal-author-may-not-{act}"))
    if by.person in (revision.editor, revision.submitted_by):
        raise Refusal(f"statement.editor-may-not-{act}", Said(f"refusal-editor-may-not-{act}"))


def _message(state: RoomState, by: By, statement: Statement, revision: Revision, act: str, role: str) -> bytes:
    room = state.info.id if state.info else ""
    return seal_message(
        room=room, statement=statement.id, revision=revision.number, sha256=revision.sha256, act=act, role=role,
        person=by.person,
    )  # fmt: skip


def _release(state: RoomState, by: By, command: ReleaseStatement) -> StatementReleased:
    sha256 = command.sha256 if command.text is None else sha256_of(command.text)
    statement, revision = _standing(state, command.statement, sha256)
    if revision.approval is None:
        raise Refusal("statement.not-approved", Said("refusal-not-approved"))
    require_review(state, statement, revision)
    if not seal_holds(state, statement, revision, revision.approval, APPROVE):
        who = {"person": state.name(revision.approval.person)}
        raise Refusal("statement.broken-seal", Said("refusal-broken-seal", who))
    channel = command.channel.strip()
    if not channel:
        raise Refusal("statement.needs-channel", Said("refusal-needs-channel"))
    if any(release.channel == channel for release in statement.releases):
        raise Refusal("statement.released-there", Said("refusal-released-there", {"channel": channel}))
    return StatementReleased(
        by=by.person, id=by.new_id(), statement=statement.id, revision=revision.number,
        sha256=revision.sha256, channel=channel, url=command.url.strip(),
    )  # fmt: skip


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something happened to a statement."""
    match event:
        case StatementDrafted():
            statement = Statement(
                id=event.statement, number=event.number, incident=event.incident, kind=event.statement_kind,
                language=event.language, author=event.by, started_at=at.time, updates=(event.update,),
                last_editor=event.by, edited_at=at.time,
            )  # fmt: skip
        case StatementEdited():
            statement = _edited(state.statements[event.statement], at, event)
        case StatementSubmitted():
            statement = _submitted(state.statements[event.statement], at, event)
        case VerdictGiven() | StatementApproved():
            statement = _sealed(state.statements[event.statement], at, event)
        case StatementReleased():
            old = state.statements[event.statement]
            release = Release(
                id=event.id, revision=event.revision, channel=event.channel, sha256=event.sha256, by=event.by,
                time=at.time, url=event.url,
            )  # fmt: skip
            statement = replace(old, releases=(*old.releases, release))
        case StatementWithdrawn():
            statement = replace(state.statements[event.statement], withdrawn=event.reason)
        case _:
            return state
    return replace(state, statements=state.statements.set(statement.id, statement))


def _edited(old: Statement, at: At, event: StatementEdited) -> Statement:
    revisions = old.revisions
    if old.standing is not None:
        revisions = (*revisions[:-1], replace(old.standing, void_since=at.time))
    return replace(
        old,
        updates=(*old.updates, event.update),
        last_editor=event.by,
        edited_at=at.time,
        revisions=revisions,
    )


def _submitted(old: Statement, at: At, event: StatementSubmitted) -> Statement:
    revision = Revision(
        number=event.revision, text=event.text, sha256=event.sha256, submitted_by=event.by,
        editor=event.editor, time=at.time,
    )  # fmt: skip
    return replace(old, revisions=(*old.revisions, revision))


def _sealed(old: Statement, at: At, event: VerdictGiven | StatementApproved) -> Statement:
    """A seal goes to the revision it names; :func:`seal_holds` compares its hash with the text's."""
    given = event if isinstance(event, VerdictGiven) else None
    seal = Seal(
        person=event.by, role=event.role, department=event.department,
        verdict=given.verdict if given else Verdict.PASS, sha256=event.sha256,
        reason=given.reason if given else "", time=at.time, signature=event.signature,
    )  # fmt: skip
    index = event.revision - 1
    revision = old.revisions[index]
    if given:
        revision = replace(revision, verdicts=(*revision.verdicts, seal))
    else:
        revision = replace(revision, approval=seal)
    return replace(old, revisions=(*old.revisions[:index], revision, *old.revisions[index + 1 :]))
