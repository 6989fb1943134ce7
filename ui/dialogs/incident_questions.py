# SPDX-License-Identifier: Apache-2.0
"""The questions of feed, timeline, duties, clocks and evidence, each declared in a few lines.

Called by those panes. The trap: they are opened, not executed; what follows goes into `done` or waits for the desk's
`changed`.
"""

from PySide6.QtWidgets import QWidget

from app.posts.post import Post
from app.room.alerts import DismissAlert, LinkAlert, RaiseAlert
from app.room.clocks import CompleteClock
from app.room.duties import AssignDuty, HandOverDuty
from app.room.evidence import CitePost, as_seen
from app.room.log import CorrectEntry, RecordDecision, RecordFact, VerifyFact
from app.room.state import Alert, Fact, Person
from app.room.words import ClockName, Role, WarningLevel
from ui.desk import Desk
from ui.dialogs.question import Asked, Field, Question
from ui.tokens import LEVEL_SHAPES

_TITLE_LENGTH = 40


def _opened(question: Question, first: str) -> Question:
    question.open()
    question.field(first).setFocus()
    return question


def ask_alert(
    desk: Desk, parent: QWidget, post: Post | None = None, *, title: str = "", reason: str = "", story: str = ""
) -> Question:
    """Raise an alert, from a post, or about something else that `title` and `reason` tell, or from nothing.

    `story` is the key of the story it is about.
    """
    t = desk.texts
    levels = tuple((str(level), f"{LEVEL_SHAPES[level]} {t(f'level-{level}')}") for level in reversed(WarningLevel))
    title = " ".join(post.text.split())[:_TITLE_LENGTH] if post else title
    fields = (
        Field(
            name="level",
            label=t("feed-alert-level"),
            kind="choice",
            choices=levels,
            value=WarningLevel.YELLOW,
        ),
        Field(name="title", label=t("feed-alert-title"), value=title),
        Field(name="reason", label=t("pane-reason"), kind="text", value=reason, hint=t("feed-alert-reason-hint")),
    )
    asked = Asked(
        name="alertDialog", title=t("feed-raise-alert"), go=t("feed-raise"), fields=fields,
        preface=t("feed-alert-from-post") if post else "",
    )  # fmt: skip
    seen = as_seen(post) if post else None
    question = Question(
        desk, asked,
        lambda a: RaiseAlert(
            level=WarningLevel(a["level"]), title=a["title"], reason=a["reason"], post=seen, story=story
        ), parent,
    )  # fmt: skip
    return _opened(question, "reason" if title else "title")


def ask_cite(desk: Desk, parent: QWidget, incident: str, post: Post) -> Question:
    """Keep a post as evidence."""
    t = desk.texts
    fields = (Field(name="note", label=t("feed-cite-note"), kind="text", hint=t("pane-optional")),)
    asked = Asked(
        name="citeDialog",
        title=t("feed-cite-post"),
        go=t("feed-cite"),
        fields=fields,
        preface=t("feed-cite-preface"),
    )
    command = lambda a: CitePost(incident=incident, post=as_seen(post), note=a["note"])  # noqa: E731
    return _opened(Question(desk, asked, command, parent), "note")


def ask_dismiss(desk: Desk, parent: QWidget, alert: Alert) -> Question:
    """Say why an alert is none."""
    t = desk.texts
    fields = (Field(name="reason", label=t("pane-reason"), kind="text"),)
    asked = Asked(
        name="dismissDialog",
        title=t("feed-dismiss-alert"),
        go=t("feed-dismiss"),
        fields=fields,
        preface=alert.title,
    )
    question = Question(desk, asked, lambda a: DismissAlert(alert=alert.id, reason=a["reason"]), parent)
    return _opened(question, "reason")


def ask_link(desk: Desk, parent: QWidget, alert: Alert) -> Question:
    """Choose the incident an alert belongs to."""
    t = desk.texts
    running = sorted((i for i in desk.state.incidents.values() if i.open), key=lambda i: -i.number)
    choices = tuple((incident.id, incident.title) for incident in running)
    chosen = desk.incident.id if desk.incident else ""
    fields = (Field(name="incident", label=t("feed-link-incident"), kind="choice", choices=choices, value=chosen),)
    asked = Asked(
        name="linkDialog", title=t("feed-link-alert"), go=t("feed-link"), fields=fields, preface=alert.title
    )
    question = Question(desk, asked, lambda a: LinkAlert(alert=alert.id, incident=a["incident"]), parent)
    return _opened(question, "incident")


def ask_decision(desk: Desk, parent: QWidget, incident: str) -> Question:
    """Put down a decision and its grounds."""
    t = desk.texts
    fields = (
        Field(name="text", label=t("timeline-decision-text"), kind="text"),
        Field(name="grounds", label=t("timeline-decision-grounds"), kind="text", hint=t("timeline-grounds-hint")),
    )
    asked = Asked(name="decisionDialog", title=t("timeline-record-decision"), go=t("timeline-record"), fields=fields)
    question = Question(
        desk, asked, lambda a: RecordDecision(incident=incident, text=a["text"], grounds=a["grounds"]), parent
    )
    return _opened(question, "text")


def ask_fact(desk: Desk, parent: QWidget, incident: str) -> Question:
    """Put down a fact and where it comes from."""
    t = desk.texts
    fields = (
        Field(name="text", label=t("timeline-fact-text"), kind="text"),
        Field(name="source", label=t("timeline-fact-source"), hint=t("timeline-fact-source-hint")),
    )
    asked = Asked(
        name="factDialog", title=t("timeline-record-fact"), go=t("timeline-record"), fields=fields,
        preface=t("timeline-fact-preface"),
    )  # fmt: skip
    question = Question(
        desk, asked, lambda a: RecordFact(incident=incident, text=a["text"], source=a["source"]), parent
    )
    return _opened(question, "text")


def ask_verify(desk: Desk, parent: QWidget, fact: Fact) -> Question:
    """Say on what grounds a fact holds."""
    t = desk.texts
    fields = (Field(name="grounds", label=t("timeline-verify-grounds"), kind="text"),)
    asked = Asked(
        name="verifyDialog", title=t("timeline-verify-fact", number=fact.number), go=t("timeline-verify"),
        fields=fields, preface=fact.text,
    )  # fmt: skip
    return _opened(Question(desk, asked, lambda a: VerifyFact(fact=fact.id, grounds=a["grounds"]), parent), "grounds")


def ask_correction(desk: Desk, parent: QWidget, entry: int, sentence: str) -> Question:
    """A later word on an earlier entry."""
    t = desk.texts
    fields = (
        Field(name="text", label=t("timeline-correct-text"), kind="text"),
        Field(name="reason", label=t("pane-reason")),
    )
    asked = Asked(
        name="correctDialog", title=t("timeline-correct-entry", entry=entry), go=t("timeline-correct"),
        fields=fields, preface=sentence,
    )  # fmt: skip
    question = Question(desk, asked, lambda a: CorrectEntry(entry=entry, text=a["text"], reason=a["reason"]), parent)
    return _opened(question, "text")


def ask_duty(desk: Desk, parent: QWidget, incident: str, role: Role) -> Question:
    """Give a vacant duty to somebody, or hand a held one over with a note."""
    t, holder = desk.texts, desk.state.holder(incident, role)
    fit = [p for p in desk.state.people.values() if role in p.roles and not p.retired and p.id != holder]
    choices = tuple((p.id, _person(desk, p)) for p in sorted(fit, key=lambda p: p.name))
    who = Field(name="person", label=t("duty-person"), kind="choice", choices=choices)
    word = t(f"role-{role}")
    if not holder:
        asked = Asked(
            name="dutyDialog", title=t("duty-assign-title", role=word), go=t("duty-assign-go"), fields=(who,)
        )
        command = lambda a: AssignDuty(incident=incident, role=role, person=a["person"])  # noqa: E731
        return _opened(Question(desk, asked, command, parent), "person")
    note = Field(name="note", label=t("duty-note"), kind="text", hint=t("duty-note-hint"))
    asked = Asked(
        name="dutyDialog", title=t("duty-hand-over-title", role=word, person=desk.state.name(holder)),
        go=t("duty-hand-over-go"), fields=(who, note),
    )  # fmt: skip
    question = Question(
        desk,
        asked,
        lambda a: HandOverDuty(incident=incident, role=role, to=a["person"], note=a["note"]),
        parent,
    )
    return _opened(question, "person")


def _person(desk: Desk, person: Person) -> str:
    return desk.texts(
        "duty-person-choice", person=person.name, department=desk.texts(f"department-{person.department}")
    )


def ask_complete(desk: Desk, parent: QWidget, incident: str, clock: ClockName) -> Question:
    """Say that what a clock asks for is done."""
    t = desk.texts
    fields = (Field(name="note", label=t("clock-note"), kind="text", hint=t("clock-note-hint")),)
    asked = Asked(
        name="clockDialog", title=t("clock-complete-title", clock=t(f"clock-{clock}")), go=t("clock-complete-go"),
        fields=fields,
    )  # fmt: skip
    question = Question(desk, asked, lambda a: CompleteClock(incident=incident, clock=clock, note=a["note"]), parent)
    return _opened(question, "note")
