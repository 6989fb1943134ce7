# SPDX-License-Identifier: Apache-2.0
"""What the room knows: one frozen value, folded from entries by the subject files, read by everybody.

Nothing writes to it in place. Maps are persistent (HAMT), so a new state shares almost all of the old one and
"the room as it was at 14:05" costs nothing to hold. Times are aware UTC.
"""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec
from immutables import Map

from app.posts.post import Mood
from app.room.words import (
    AlertStep,
    ClockName,
    CrisisType,
    Department,
    Role,
    Severity,
    StatementKind,
    Verdict,
    WarningLevel,
)
from app.warning.proposal import Picture, Reason, VoiceAsSeen
from app.zones import HOUSE_ZONE


class _State(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything below."""


class RoomInfo(_State, frozen=True, kw_only=True):
    """The room itself. `id` is 32 hex digits, `zone` an IANA name."""

    id: str
    name: str
    zone: str
    demo: bool = False


class Person(_State, frozen=True, kw_only=True):
    """Somebody who may act. `key` is their Ed25519 public key, `roles` the duties they are qualified for."""

    id: str
    name: str
    department: Department
    roles: tuple[Role, ...]
    key: bytes
    retired: bool = False


class LevelChange(_State, frozen=True, kw_only=True):
    """One step of an incident's severity, and why."""

    time: datetime
    severity: Severity
    by: str
    reason: str


class Incident(_State, frozen=True, kw_only=True):
    """A crisis being managed. `number` counts from 1; `levels` begins with the declaration."""

    id: str
    number: int
    title: str
    type: CrisisType
    severity: Severity
    summary: str
    declared_at: datetime
    declared_by: str
    levels: tuple[LevelChange, ...]
    closed_at: datetime | None = None
    outcome: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still being managed."""
        return self.closed_at is None


class Shift(_State, frozen=True, kw_only=True):
    """Who holds one duty of an incident, since when, and from whom."""

    person: str
    since: datetime
    note: str = ""


class Clock(_State, frozen=True, kw_only=True):
    """A deadline of an incident. `missed_at` stays once set, even when it is done late."""

    name: ClockName
    started_at: datetime
    due: datetime
    done_at: datetime | None = None
    done_by: str = ""
    missed_at: datetime | None = None
    stopped: bool = False

    @property
    def running(self) -> bool:
        """Whether it still counts down (or up, when late)."""
        return self.done_at is None and not self.stopped


class LogLine(_State, frozen=True, kw_only=True):
    """A line somebody wrote; `happened_at` is claimed, the entry's time is recorded beside it."""

    id: str
    incident: str
    text: str
    by: str
    time: datetime
    happened_at: datetime


class Fact(_State, frozen=True, kw_only=True):
    """Something said about the world. Unverified until somebody says on what grounds it holds."""

    id: str
    number: int
    incident: str
    text: str
    source: str
    by: str
    time: datetime
    verified_by: str = ""
    grounds: str = ""


class Decision(_State, frozen=True, kw_only=True):
    """What was decided, by whom, on what grounds."""

    id: str
    incident: str
    text: str
    grounds: str
    by: str
    time: datetime


class Correction(_State, frozen=True, kw_only=True):
    """A later word on an earlier entry, which stays as it was."""

    seq: int
    text: str
    reason: str
    by: str
    time: datetime


class CitedPost(_State, frozen=True, kw_only=True):
    """A post as it stood when somebody cited it: posts may expire, what is cited never does."""

    source: str
    source_id: str
    author: str
    text: str
    url: str
    posted_at: datetime
    sentiment: float
    sha256: str


class CitedStory(_State, frozen=True, kw_only=True):
    """A story as it stood when somebody decided about it; `key` names it (32 hex digits)."""

    key: str
    text: str = ""
    author: str = ""
    source: str = ""
    posts: int = 0
    first_at: datetime | None = None


class StoryCare(_State, frozen=True, kw_only=True):
    """What people decided about a story, and how it looked when they last did.

    `muted` is the reason, empty when it is not. One that was merged has no care of its own, only `merged_into`: the
    key of the story that has its posts.
    """

    key: str
    text: str = ""
    author: str = ""
    source: str = ""
    posts: int = 0
    first_at: datetime | None = None
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None
    muted: str = ""
    muted_by: str = ""
    muted_at: datetime | None = None
    incident: str = ""
    linked_at: datetime | None = None
    merged_into: str = ""


class MoodCorrection(_State, frozen=True, kw_only=True):
    """A mood that a person gave: of a post, or (`whole`) of a story; `key` is its digest, or the story's key.

    `text` is what was read, whole for a post; `before` the score the machine had given it, where that is known.
    """

    key: str
    whole: bool
    mood: Mood
    by: str
    at: datetime
    text: str = ""
    before: float | None = None
    note: str = ""


class AlertResponse(_State, frozen=True, kw_only=True):
    """What was set to follow a level when it was proposed: duties or names of people.

    `tell` at once, those of `then` one after the other, every `minutes` while nobody confirms; `confirm` is the duty
    that must decide, None for anybody's; `playbook` names the plan that is offered.
    """

    tell: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    minutes: int = 15
    confirm: Role | None = None
    playbook: str = ""


class AlertChange(_State, frozen=True, kw_only=True):
    """One step of an alert: the level after it, who took it (empty: the program), why, and who was told (`to`)."""

    step: AlertStep
    time: datetime
    level: WarningLevel
    by: str = ""
    reason: str = ""
    to: str = ""


class Alert(_State, frozen=True, kw_only=True):
    """A raised warning; `story` is the key of the story it was raised from, empty where from none.

    One that the beacon proposed has a `watch` (which is its title), `proposed` (the machine's level; None where a
    person raised it) and what was seen then: reasons, the gravest first, stories, voices and the picture of the last
    hours. `level` is the one that holds: the proposed one until a person sets another. `proposals` are the ids of
    all proposals of its `run`, `since` is when that began. `changes` tells the whole story of its level.
    """

    id: str
    level: WarningLevel
    title: str
    reason: str
    raised_at: datetime
    raised_by: str
    post: CitedPost | None = None
    story: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    incident: str = ""
    dismissed: str = ""
    dismissed_at: datetime | None = None
    dismissed_by: str = ""
    watch: str = ""
    run: str = ""
    proposals: tuple[str, ...] = ()
    proposed: WarningLevel | None = None
    proposed_at: datetime | None = None
    since: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    stories: tuple[CitedStory, ...] = ()
    voices: tuple[VoiceAsSeen, ...] = ()
    picture: Picture | None = None
    response: AlertResponse = AlertResponse()
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    changes: tuple[AlertChange, ...] = ()

    @property
    def unconfirmed(self) -> bool:
        """Whether the beacon proposed it and nobody decided yet."""
        return self.proposed is not None and not self.confirmed_by and not self.dismissed

    @property
    def escalated(self) -> tuple[AlertChange, ...]:
        """Who was told since the beacon last proposed a level, because nobody confirmed it."""
        told: list[AlertChange] = []
        for change in reversed(self.changes):
            if change.step in (AlertStep.PROPOSED, AlertStep.ROSE):
                break
            if change.step is AlertStep.ESCALATED:
                told.append(change)
        return tuple(reversed(told))


class Citation(_State, frozen=True, kw_only=True):
    """A post cited as evidence for an incident."""

    id: str
    incident: str
    post: CitedPost
    note: str
    by: str
    time: datetime


class Seal(_State, frozen=True, kw_only=True):
    """A person's signed word on exact bytes."""

    person: str
    role: str
    department: Department
    verdict: Verdict
    sha256: str
    reason: str
    time: datetime
    signature: bytes


class Revision(_State, frozen=True, kw_only=True):
    """One frozen text. `sha256` (64 hex digits) is of its UTF-8 bytes; `editor` wrote last before freezing."""

    number: int
    text: str
    sha256: str
    submitted_by: str
    editor: str
    time: datetime
    verdicts: tuple[Seal, ...] = ()
    approval: Seal | None = None
    void_since: datetime | None = None


class Release(_State, frozen=True, kw_only=True):
    """Which approved text went where, when, and by whose hand."""

    id: str
    revision: int
    channel: str
    sha256: str
    by: str
    time: datetime
    url: str = ""


class Statement(_State, frozen=True, kw_only=True):
    """A text for the outside. `updates` are the Loro updates of its draft, in order."""

    id: str
    number: int
    incident: str
    kind: StatementKind
    language: str
    author: str
    started_at: datetime
    updates: tuple[bytes, ...]
    last_editor: str
    edited_at: datetime
    revisions: tuple[Revision, ...] = ()
    releases: tuple[Release, ...] = ()
    withdrawn: str = ""

    @property
    def standing(self) -> Revision | None:
        """The newest revision if no edit has voided it."""
        if self.revisions and self.revisions[-1].void_since is None:
            return self.revisions[-1]
        return None


class Status(StrEnum):
    """Where a statement is on its way."""

    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    VOID = "void"
    APPROVED = "approved"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


def status(statement: Statement) -> Status:
    """Where a statement is on its way; VOID when an edit took back what had been submitted."""
    revision = statement.standing
    if statement.withdrawn:
        return Status.WITHDRAWN
    if statement.releases:
        return Status.RELEASED
    if revision is None:
        return Status.VOID if statement.revisions else Status.DRAFTING
    if revision.approval is not None:
        return Status.APPROVED
    last = {seal.person: seal.verdict for seal in revision.verdicts}
    return Status.RETURNED if Verdict.RETURN in last.values() else Status.IN_REVIEW


class RoomState(_State, frozen=True, kw_only=True):
    """All of it."""

    info: RoomInfo | None = None
    people: Map[str, Person] = Map()
    incidents: Map[str, Incident] = Map()
    duties: Map[tuple[str, Role], Shift] = Map()
    clocks: Map[tuple[str, ClockName], Clock] = Map()
    log: Map[str, LogLine] = Map()
    facts: Map[str, Fact] = Map()
    decisions: Map[str, Decision] = Map()
    corrections: Map[int, tuple[Correction, ...]] = Map()
    alerts: Map[str, Alert] = Map()
    stories: Map[str, StoryCare] = Map()
    moods: Map[tuple[str, bool], MoodCorrection] = Map()
    citations: Map[str, Citation] = Map()
    statements: Map[str, Statement] = Map()
    unread: int = 0

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the room says its times."""
        return ZoneInfo(self.info.zone if self.info else HOUSE_ZONE)

    def holder(self, incident: str, role: Role) -> str:
        """The id of who holds a duty; empty where nobody does."""
        shift = self.duties.get((incident, role))
        return shift.person if shift else ""

    def held(self, incident: str, person: str) -> tuple[Role, ...]:
        """The duties a person holds in an incident, in the order of :class:`Role`."""
        return tuple(role for role in Role if self.holder(incident, role) == person)

    def name(self, person: str) -> str:
        """A person's name, for showing; empty for the program."""
        known = self.people.get(person)
        return known.name if known else ""
