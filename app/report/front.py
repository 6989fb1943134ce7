# SPDX-License-Identifier: Apache-2.0
"""The report's first page, which a chairman can read alone, and the fixed words of the template.

Called by :mod:`app.report.gather`. Everything on it is a shortened copy of a part further down. The trap: a list that
grows here pushes the page over; what is left out is counted and said.
"""

import math
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from app.report.contract import Front, Listed, RevisionPart, Sitrep, StatementPart
from app.room.state import RoomState
from app.texts import Texts

WORDS: Final = (
    "title", "as-of", "known", "unknown", "changed", "decided", "said-outside", "levels", "clocks",
    "facts", "changes", "duties", "decisions", "mood", "statements", "posts", "timeline", "journal", "number",
    "time", "level", "by", "reason", "clock", "started", "due", "state", "fact", "source", "grounds", "role",
    "person", "department", "since", "note", "decision", "what", "interval", "total", "negative", "neutral",
    "positive", "negative-share", "sum", "partial", "mood-none", "revision", "submitted", "editor", "sha256",
    "verdict", "signature", "no-seals", "releases", "channel", "link", "voided",
    "withdrawn", "seal-note", "recorded", "claimed", "who", "entry", "posted", "cited",
    "not-intact", "entries", "head", "device", "journal-note", "notes", "no-facts", "no-decisions",
    "alerts", "no-alerts", "alert", "steps", "stories", "voices",
    "no-changes", "no-statements", "no-posts", "author-of", "closed", "attached",
    "verified", "done", "statement", "kind",
)  # fmt: skip
_MOST_ROWS: Final = {"known": 4, "unknown": 3, "decisions": 3, "changes": 6}
_RUNNING_EMS: Final = 28
_MARKING_EMS: Final = 18
_CHANNELS_EMS: Final = 48
_SUMMARY_EMS: Final = 110
_EXCERPT_EMS: Final = 260
# What one line of the page holds, in Chinese characters, and how many lines there are for what varies.
_NUMBERED, _TIMED, _WIDE, _TITLE = 22.0, 18.0, 52.0, 22.0
_LINES: Final = 22
_WIDE_FROM: Final = 0x2E80
_NARROW: Final = 0.52
_LINES_OF_FIGURE: Final = 14
_FEWEST_EXCERPT_LINES: Final = 3


def classified(report: Sitrep, state: RoomState, classification: str, texts: Texts) -> Sitrep:
    """The report with its marking and with what a reader must know about how it was made."""
    notes = []
    if state.info and state.info.demo:
        notes.append(texts("report-note-demo"))
    if report.journal.unread:
        notes.append(texts("report-note-unread", count=report.journal.unread))
    if report.mood is None:
        notes.append(texts("report-note-no-posts"))
    return replace(report, classification=" ".join(classification.split()), notes=tuple(notes))


def front(report: Sitrep, texts: Texts) -> Front:
    """The first page."""
    incident, fitted = report.incident, _Fitted(report)
    title = " ".join(incident.title.split())
    marking = clipped(report.classification, _MARKING_EMS)
    if report.room.demo:
        marking = texts("report-marking-demo", marking=marking)
    document = texts("report-document", number=incident.number, title=title)
    room = clipped(report.room.name, _MARKING_EMS)
    return Front(
        document=texts("report-document-marked", marking=marking, document=document),
        running=texts("report-document", number=incident.number, title=clipped(title, _RUNNING_EMS)),
        summary=fitted.summary,
        line=texts("report-line", type=incident.type, time=incident.declared.text, person=incident.declared_by),
        marking=marking, page=texts("report-page", page="{page}", pages="{pages}"),
        foot=texts("report-foot", room=room, time=report.as_of.text, zone=report.room.zone_text),
        known=fitted.listed("known", texts), unknown=fitted.listed("unknown", texts),
        changes=fitted.listed("changes", texts), decisions=fitted.listed("decisions", texts),
        statement=_outside(fitted, texts), statement_empty=texts("report-front-nothing-out"),
        words={word: texts(f"report-word-{word}") for word in WORDS},
    )  # fmt: skip


class _Fitted:
    """What varies on the page, cut until it fits: first the statement's words, then the longest list."""

    def __init__(self, report: Sitrep) -> None:
        facts = [(fact.verified, (f"#{fact.number}", fact.text)) for fact in report.facts]
        self.rows = {
            "known": [row for verified, row in facts if verified],
            "unknown": [row for verified, row in facts if not verified],
            "decisions": [(made.time.text, made.text) for made in reversed(report.decisions)],
            "changes": [(change.time.text, change.text) for change in reversed(report.changes)],
        }
        self.kept = {name: min(len(rows), _MOST_ROWS[name]) for name, rows in self.rows.items()}
        self.summary = clipped(report.incident.summary, _SUMMARY_EMS)
        self.released = _last_released(report.statements)
        self.excerpt = clipped(self.released[1].text, _EXCERPT_EMS).split("\n") if self.released else []
        self.full = True
        spare = _LINES if report.mood is not None else _LINES + _LINES_OF_FIGURE
        self._fit(spare - 2 * (_lines(report.incident.title, _TITLE) - 1) - _lines(self.summary, _WIDE))

    def _fit(self, room: int) -> None:
        while self._height() > room:
            if len(self.excerpt) > _FEWEST_EXCERPT_LINES:
                self.excerpt.pop()
                self.full = False
                continue
            left, right = self._left(), self._list("changes")
            names = ("changes",) if right >= left else ("known", "unknown", "decisions")
            longest = max(names, key=lambda name: self.kept[name])
            if self.kept[longest] <= 1:
                return
            self.kept[longest] -= 1

    def _height(self) -> int:
        return max(self._left(), self._list("changes")) + sum(_lines(line, _WIDE) for line in self.excerpt)

    def _left(self) -> int:
        return sum(self._list(name) for name in ("known", "unknown", "decisions"))

    def _list(self, name: str) -> int:
        """With its label, and the line that says how many are left out."""
        per_line = _TIMED if name in ("decisions", "changes") else _NUMBERED
        shown = self.rows[name][: self.kept[name]]
        texts = sum(min(2, _lines(text, per_line)) for _, text in shown)
        return 2 + max(1, texts) + (len(shown) < len(self.rows[name]))

    def listed(self, name: str, texts: Texts) -> Listed:
        """A list as it is shown: every row two lines long at most."""
        rows, kept = self.rows[name], self.kept[name]
        ems = 2 * (_TIMED if name in ("decisions", "changes") else _NUMBERED) - 1
        shown = tuple((lead, clipped(" ".join(text.split()), ems)) for lead, text in rows[:kept])
        more = texts("report-front-more", count=len(rows) - kept) if kept < len(rows) else ""
        return Listed(rows=shown, more=more, empty=texts(f"report-front-no-{name}"))


def _last_released(statements: Sequence[StatementPart]) -> tuple[StatementPart, RevisionPart] | None:
    out = [(statement.releases[-1].time.iso, statement) for statement in statements if statement.releases]
    if not out:
        return None
    _, statement = max(out, key=lambda row: row[0])
    return statement, statement.revisions[statement.releases[-1].revision - 1]


def _outside(fitted: _Fitted, texts: Texts) -> tuple[str, str, str] | None:
    """Heading, state and words of what went out last."""
    if fitted.released is None:
        return None
    statement, revision = fitted.released
    release = statement.releases[-1]
    channels = texts("report-list-separator").join(each.channel for each in statement.releases)
    heading = texts(
        "report-front-statement", kind=statement.text, number=statement.number, revision=revision.number,
        time=release.time.text, channels=clipped(channels, _CHANNELS_EMS),
    )  # fmt: skip
    words = "\n".join(fitted.excerpt)
    return heading, statement.state_text, words if fitted.full or words.endswith("…") else words + "…"


def _lines(text: str, per_line: float) -> int:
    """How many lines a text takes."""
    return sum(max(1, math.ceil(_ems(line) / per_line)) for line in text.split("\n")) if text else 0


def _ems(text: str) -> float:
    return sum(1.0 if ord(char) >= _WIDE_FROM else _NARROW for char in text)


def clipped(text: str, ems: float) -> str:
    """`text` without empty lines, cut with an ellipsis where it is longer than `ems` Chinese characters."""
    flat, width = "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split()))), 0.0
    for index, char in enumerate(flat):
        width += 1.0 if ord(char) >= _WIDE_FROM else _NARROW
        if width > ems:
            return flat[:index].rstrip() + "…"
    return flat
