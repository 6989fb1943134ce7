# SPDX-License-Identifier: Apache-2.0
"""The situation report as data: one versioned contract, made by `gather`, set by Typst, attached to the PDF.

Everything is said in the report's language already; times carry both ISO 8601 (in the room's zone) and the words.
The trap: the attached JSON is this, so fields are only ever added, and `VERSION` counts the changes.
"""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

import msgspec

from app.analysis.mood import Mark, MoodSeries
from app.texts import Texts

SCHEMA: Final = "fenghuo-sitrep"
VERSION: Final = 2


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of everything below."""


class Moment(_Part, frozen=True, kw_only=True):
    """A time: `iso` with offset, exact to the second; `text` as people read it."""

    iso: str
    text: str


class RoomPart(_Part, frozen=True, kw_only=True):
    """The war room. `zone` is an IANA name, `zone_text` its name in words."""

    id: str
    name: str
    zone: str
    zone_text: str
    demo: bool


class IncidentPart(_Part, frozen=True, kw_only=True):
    """The incident itself. `elapsed` is T+ since it was declared, until now or until it was closed."""

    id: str
    number: int
    title: str
    type: str
    summary: str
    declared: Moment
    declared_by: str
    elapsed: str
    state: str
    closed: Moment | None
    outcome: str


class LevelPart(_Part, frozen=True, kw_only=True):
    """One step of the severity: its value, the words, since when, by whom and why."""

    severity: str
    text: str
    time: Moment
    by: str
    reason: str


class ClockPart(_Part, frozen=True, kw_only=True):
    """A deadline. `state` is one of done, late, missed, running, stopped; `verdict` says it in words."""

    name: str
    text: str
    state: str
    verdict: str
    started: Moment
    due: Moment
    done: Moment | None
    done_by: str


class FactPart(_Part, frozen=True, kw_only=True):
    """Something said about the world, and whether it is verified."""

    number: int
    text: str
    source: str
    verified: bool
    state: str
    grounds: str
    by: str
    verified_by: str
    time: Moment


class ChangePart(_Part, frozen=True, kw_only=True):
    """Something that changed since `since`. `kind` is the entry's kind."""

    seq: int
    time: Moment
    kind: str
    text: str
    by: str


class DutyPart(_Part, frozen=True, kw_only=True):
    """One of the four duties; `person` says so in words where nobody holds it."""

    role: str
    text: str
    held: bool
    person: str
    department: str
    since: Moment | None
    note: str


class DecisionPart(_Part, frozen=True, kw_only=True):
    """What was decided."""

    time: Moment
    text: str
    grounds: str
    by: str


class AlertStepPart(_Part, frozen=True, kw_only=True):
    """What happened to a warning's level. `step` is `proposed`, `confirmed` …, `text` says it with who and why."""

    time: Moment
    step: str
    text: str


class AlertPart(_Part, frozen=True, kw_only=True):
    """A warning of this incident: `level` as it stands, `proposed` what the beacon said (empty: a person raised it).

    `reasons` are sentences, the gravest first; `stories` and `voices` what was behind it when it was lit.
    """

    title: str
    level: str
    text: str
    proposed: str
    since: Moment
    by: str
    confirmed: Moment | None
    confirmed_by: str
    dismissed: str
    reasons: tuple[str, ...]
    steps: tuple[AlertStepPart, ...]
    stories: tuple[str, ...]
    voices: tuple[str, ...]


class MoodRow(_Part, frozen=True, kw_only=True):
    """The posts of one interval; `share` is the negative share in words, empty where there are no posts."""

    start: Moment
    negative: int
    neutral: int
    positive: int
    total: int
    share: str
    partial: bool


class MoodPart(_Part, frozen=True, kw_only=True):
    """The mood over time. `alt` says the curve in words; `trend` compares the report's period with the one before,
    `effect` the time after the last statement with as long before it (empty where none went out).
    """

    interval: str
    rows: tuple[MoodRow, ...]
    negative: int
    neutral: int
    positive: int
    total: int
    share: str
    trend: str
    effect: str
    alt: str


class SealPart(_Part, frozen=True, kw_only=True):
    """A signed word. `holds` says whether the signature was checked and is the person's, over this text."""

    act: str
    verdict: str
    text: str
    person: str
    role: str
    department: str
    time: Moment
    reason: str
    signature: str
    holds: bool
    holds_text: str


class ReleasePart(_Part, frozen=True, kw_only=True):
    """Where an approved text went."""

    revision: int
    channel: str
    time: Moment
    by: str
    url: str
    sha256: str


class RevisionPart(_Part, frozen=True, kw_only=True):
    """One frozen text, whole. `void` is when an edit voided it."""

    number: int
    text: str
    sha256: str
    submitted: Moment
    submitted_by: str
    editor: str
    seals: tuple[SealPart, ...]
    void: Moment | None
    state: str
    state_text: str


class StatementPart(_Part, frozen=True, kw_only=True):
    """A text for the outside. `state` is one of released, approved, review, returned, draft, withdrawn."""

    id: str
    number: int
    kind: str
    text: str
    language: str
    language_text: str
    author: str
    started: Moment
    state: str
    state_text: str
    withdrawn: str
    draft_note: str
    revisions: tuple[RevisionPart, ...]
    releases: tuple[ReleasePart, ...]


class LinePart(_Part, frozen=True, kw_only=True):
    """An entry of the timeline. `claimed` is when it is said to have happened, where that is another time."""

    seq: int
    recorded: Moment
    claimed: Moment | None
    kind: str
    subject: str
    person: str
    text: str
    corrected: bool


class PostPart(_Part, frozen=True, kw_only=True):
    """A cited post, whole. `intact` says that the text still has the hash it was cited with."""

    source: str
    source_id: str
    author: str
    url: str
    posted: Moment
    text: str
    sha256: str
    intact: bool
    mood: str
    cited: Moment
    cited_by: str
    why: str


class JournalPart(_Part, frozen=True, kw_only=True):
    """The end of the journal this report was made from, so that a reader can check it. Hashes in hex."""

    entries: int
    head: str
    head_time: Moment | None
    device: str
    unread: int


class Sitrep(_Part, frozen=True, kw_only=True):
    """The whole report."""

    schema: str = SCHEMA
    version: int = VERSION
    language: str
    classification: str
    room: RoomPart
    incident: IncidentPart
    as_of: Moment
    since: Moment
    level: LevelPart
    levels: tuple[LevelPart, ...]
    clocks: tuple[ClockPart, ...]
    facts: tuple[FactPart, ...]
    changes: tuple[ChangePart, ...]
    duties: tuple[DutyPart, ...]
    decisions: tuple[DecisionPart, ...]
    alerts: tuple[AlertPart, ...]
    mood: MoodPart | None
    statements: tuple[StatementPart, ...]
    posts: tuple[PostPart, ...]
    timeline: tuple[LinePart, ...]
    journal: JournalPart
    notes: tuple[str, ...]


class Listed(_Part, frozen=True, kw_only=True):
    """A short list for the first page: `lead` is the quiet word before each line, `more` says what was left out."""

    rows: tuple[tuple[str, str], ...]
    more: str
    empty: str


class Front(_Part, frozen=True, kw_only=True):
    """The first page, which a chairman can read alone: what was chosen and shortened for it."""

    document: str
    running: str
    summary: str
    line: str
    marking: str
    page: str
    foot: str
    known: Listed
    unknown: Listed
    changes: Listed
    decisions: Listed
    statement: tuple[str, str, str] | None
    statement_empty: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class SitrepData:
    """All that `make_sitrep` needs: the contract, its first page, and what the figures are drawn from."""

    report: Sitrep
    front: Front
    series: MoodSeries | None
    marks: tuple[Mark, ...]
    texts: Texts
    zone: tzinfo

    def json(self) -> bytes:
        """The contract as it is attached to the PDF (UTF-8). Raises UnicodeEncodeError for a lone surrogate."""
        return msgspec.json.format(msgspec.json.encode(self.report), indent=1)
