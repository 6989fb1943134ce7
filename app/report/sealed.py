# SPDX-License-Identifier: Apache-2.0
"""Statements with every revision, seal and release, and the posts cited, as parts of the report.

Called by :mod:`app.report.gather`. Each signature is checked here, each post hashed again. The trap: a revision that
was voided stays in the report with its seals, marked so.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from app.posts.post import mood_of
from app.report.contract import PostPart, ReleasePart, RevisionPart, SealPart, StatementPart
from app.report.moments import Moments
from app.room.seals import seal_holds, verdicts_in_force
from app.room.state import CitedPost, Incident, Revision, RoomState, Seal, Statement
from app.room.statements import APPROVE
from app.room.words import Verdict
from app.texts import LANGUAGES

_SIGNATURE_SHOWN = 16


def statement_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[StatementPart, ...]:
    """The incident's statements by number."""
    own = sorted((s for s in state.statements.values() if s.incident == incident.id), key=lambda s: s.number)
    return tuple(_statement(state, statement, moments) for statement in own)


def _statement(state: RoomState, statement: Statement, moments: Moments) -> StatementPart:
    texts, standing = moments.texts, statement_state(statement)
    draft = statement.standing is None and not statement.withdrawn
    edited = {"person": state.name(statement.last_editor), "time": moments.at(statement.edited_at).text}
    language = statement.language if statement.language in LANGUAGES else texts.language
    return StatementPart(
        id=statement.id, number=statement.number, kind=statement.kind.value, text=texts(f"kind-{statement.kind}"),
        language=language, language_text=texts(f"report-language-{language}"), author=state.name(statement.author),
        started=moments.at(statement.started_at), state=standing, state_text=texts(f"report-statement-{standing}"),
        withdrawn=statement.withdrawn, draft_note=texts("report-draft-note", **edited) if draft else "",
        revisions=tuple(_revision(state, statement, revision, moments) for revision in statement.revisions),
        releases=_releases(state, statement, moments),
    )  # fmt: skip


def statement_state(statement: Statement) -> str:
    """One of withdrawn, released, draft, approved, returned, review."""
    revision = statement.standing
    if statement.withdrawn:
        return "withdrawn"
    if statement.releases:
        return "released"
    return "draft" if revision is None else _revision_state(revision)


def _revision_state(revision: Revision) -> str:
    if revision.approval is not None:
        return "approved"
    returned = any(seal.verdict is Verdict.RETURN for seal in verdicts_in_force(revision))
    return "returned" if returned else "review"


def _revision(state: RoomState, statement: Statement, revision: Revision, moments: Moments) -> RevisionPart:
    released = any(release.revision == revision.number for release in statement.releases)
    standing = "released" if released else "void" if revision.void_since else _revision_state(revision)
    seals = [_seal(state, statement, revision, seal, moments) for seal in revision.verdicts]
    if revision.approval is not None:
        seals.append(_seal(state, statement, revision, revision.approval, moments, approval=True))
    return RevisionPart(
        number=revision.number, text=revision.text, sha256=revision.sha256, submitted=moments.exact(revision.time),
        submitted_by=state.name(revision.submitted_by), editor=state.name(revision.editor), seals=tuple(seals),
        void=moments.at(revision.void_since) if revision.void_since else None, state=standing,
        state_text=moments.texts(f"report-statement-{standing}"),
    )  # fmt: skip


def _seal(
    state: RoomState,
    statement: Statement,
    revision: Revision,
    seal: Seal,
    moments: Moments,
    *,
    approval: bool = False,
) -> SealPart:
    texts = moments.texts
    holds = seal_holds(state, statement, revision, seal, APPROVE if approval else seal.verdict)
    said = texts("report-seal-approved") if approval else texts(f"verdict-{seal.verdict}")
    return SealPart(
        act=APPROVE if approval else "review", verdict=seal.verdict.value, text=said, person=state.name(seal.person),
        role=texts(f"role-{seal.role}") if seal.role else texts("role-none"),
        department=texts(f"department-{seal.department}"), time=moments.exact(seal.time), reason=seal.reason,
        signature=seal.signature.hex()[:_SIGNATURE_SHOWN], holds=holds,
        holds_text=texts("report-seal-holds") if holds else texts("report-seal-broken"),
    )  # fmt: skip


def _releases(state: RoomState, statement: Statement, moments: Moments) -> tuple[ReleasePart, ...]:
    return tuple(
        ReleasePart(
            revision=release.revision, channel=release.channel, time=moments.exact(release.time),
            by=state.name(release.by), url=release.url, sha256=release.sha256,
        )
        for release in statement.releases
    )  # fmt: skip


def post_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[PostPart, ...]:
    """The posts of the incident's alerts and citations, in the order they were cited."""
    cited = sorted(_cited(state, incident, moments), key=lambda row: row[0])
    return tuple(_post(state, post, moments, time=time, by=by, why=why) for time, post, by, why in cited)


def _cited(state: RoomState, incident: Incident, moments: Moments) -> Iterator[tuple[datetime, CitedPost, str, str]]:
    for alert in state.alerts.values():
        if alert.incident == incident.id and alert.post is not None:
            level = moments.texts(f"level-{alert.level}")
            why = moments.texts("report-post-alert", level=level, title=alert.title, reason=alert.reason)
            yield alert.raised_at, alert.post, alert.raised_by, why
    for citation in state.citations.values():
        if citation.incident == incident.id:
            yield citation.time, citation.post, citation.by, citation.note


def _post(state: RoomState, post: CitedPost, moments: Moments, *, time: datetime, by: str, why: str) -> PostPart:
    digest = hashlib.sha256(post.text.encode("utf-8", "surrogatepass")).hexdigest()
    return PostPart(
        source=post.source, source_id=post.source_id, author=post.author, url=post.url,
        posted=moments.exact(post.posted_at), text=post.text, sha256=post.sha256, intact=digest == post.sha256,
        mood=moments.texts(f"mood-{mood_of(post.sentiment)}"), cited=moments.at(time), cited_by=state.name(by),
        why=why,
    )  # fmt: skip
