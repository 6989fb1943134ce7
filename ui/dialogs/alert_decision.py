# SPDX-License-Identifier: Apache-2.0
"""What a person says about an alert's level: higher, lower, none at all. Each with its reason.

Called by the beacon pane. The trap: the questions are opened, not executed; confirming needs no question, it is sent
at once with the level that was on screen.
"""

from PySide6.QtWidgets import QWidget

from app.room.alerts import ChangeAlertLevel, DismissAlert
from app.room.state import Alert
from app.room.words import WarningLevel
from ui.alert_words import level_words, why_words
from ui.desk import Desk
from ui.dialogs.question import Asked, Field, Question


def other_levels(alert: Alert, *, higher: bool) -> tuple[WarningLevel, ...]:
    """The levels above or below, the nearest first."""
    levels = list(WarningLevel)
    place = levels.index(alert.level)
    return tuple(levels[place + 1 :] if higher else reversed(levels[:place]))


def ask_level_of(desk: Desk, parent: QWidget, alert: Alert, *, higher: bool) -> Question:
    """Which level instead, and why. There must be one above, or below."""
    texts = desk.texts
    levels = other_levels(alert, higher=higher)
    key = "raise" if higher else "lower"
    fields = (
        Field(
            name="level", label=texts("beaconpane-level"), kind="choice", value=str(levels[0]),
            choices=tuple((str(level), level_words(level, texts)) for level in levels),
        ),
        Field(name="reason", label=texts("pane-reason"), kind="text", hint=texts(f"beaconpane-{key}-hint")),
    )  # fmt: skip
    asked = Asked(
        name="alertLevelDialog", title=texts(f"beaconpane-{key}-title"), go=texts(f"beaconpane-{key}"), fields=fields,
        preface=_preface(desk, alert),
    )  # fmt: skip
    question = Question(
        desk,
        asked,
        lambda a: ChangeAlertLevel(alert=alert.id, level=WarningLevel(a["level"]), reason=a["reason"]),
        parent,
    )
    return _opened(question)


def ask_false(desk: Desk, parent: QWidget, alert: Alert) -> Question:
    """Why it is none."""
    texts = desk.texts
    reason = Field(name="reason", label=texts("pane-reason"), kind="text", hint=texts("beaconpane-dismiss-hint"))
    asked = Asked(
        name="dismissDialog", title=texts("feed-dismiss-alert"), go=texts("feed-dismiss"), fields=(reason,),
        preface=_preface(desk, alert),
    )  # fmt: skip
    return _opened(Question(desk, asked, lambda a: DismissAlert(alert=alert.id, reason=a["reason"]), parent))


def _preface(desk: Desk, alert: Alert) -> str:
    return desk.texts(
        "beaconpane-about-alert", level=level_words(alert.level, desk.texts), watch=alert.watch or alert.title,
        why=why_words(alert, desk.texts),
    )  # fmt: skip


def _opened(question: Question) -> Question:
    question.open()
    question.field("reason").setFocus()
    return question
