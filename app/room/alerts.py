# SPDX-License-Identifier: Apache-2.0
"""Alerts: what people do with a warning that they raised, or that the beacon proposed (see `proposals`).

It is acknowledged (seen), confirmed, set to another level, linked to an incident or dismissed. The trap: seeing it
decides nothing. Only confirming, another level or dismissing does, and where the level's response names a duty, only
that duty may (`permissions`).
"""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said, TextArg
from app.room import evidence, incidents, stories
from app.room.event import At, By, Command, Event
from app.room.evidence import PostAsSeen
from app.room.state import Alert, AlertChange, CitedPost, RoomState
from app.room.stories import StoryMerged
from app.room.words import AlertStep, WarningLevel


class RaiseAlert(Command, frozen=True, kw_only=True, tag="alert.raise"):
    """Raise a warning, with the post it comes from and the key of its story if there are any."""

    level: WarningLevel
    title: str
    reason: str
    post: PostAsSeen | None = None
    story: str = ""


class AcknowledgeAlert(Command, frozen=True, kw_only=True, tag="alert.acknowledge"):
    """Say that somebody has seen it."""

    alert: str


class ConfirmAlert(Command, frozen=True, kw_only=True, tag="alert.confirm"):
    """Say that what the beacon proposed holds; `level` is the one you saw, so that none is confirmed unseen."""

    alert: str
    level: WarningLevel | None = None
    note: str = ""


class ChangeAlertLevel(Command, frozen=True, kw_only=True, tag="alert.change_level"):
    """Raise it or lower it, and say why. That confirms it, at the level you set."""

    alert: str
    level: WarningLevel
    reason: str


class LinkAlert(Command, frozen=True, kw_only=True, tag="alert.link"):
    """Make it part of an incident."""

    alert: str
    incident: str


class DismissAlert(Command, frozen=True, kw_only=True, tag="alert.dismiss"):
    """Say that it is none, and why."""

    alert: str
    reason: str


class AlertRaised(Event, frozen=True, kw_only=True):
    """A warning was raised."""

    kind: ClassVar[str] = "alert.raised"
    alert: str
    level: WarningLevel
    title: str
    reason: str
    post: CitedPost | None = None
    story: str = ""


class AlertAcknowledged(Event, frozen=True, kw_only=True):
    """Somebody has seen it."""

    kind: ClassVar[str] = "alert.acknowledged"
    alert: str


class AlertConfirmed(Event, frozen=True, kw_only=True):
    """A person says that it holds."""

    kind: ClassVar[str] = "alert.confirmed"
    alert: str
    level: WarningLevel
    note: str = ""


class AlertLevelChanged(Event, frozen=True, kw_only=True):
    """A person set another level than `before`."""

    kind: ClassVar[str] = "alert.level_changed"
    alert: str
    level: WarningLevel
    before: WarningLevel
    reason: str


class AlertLinked(Event, frozen=True, kw_only=True):
    """It is part of an incident."""

    kind: ClassVar[str] = "alert.linked"
    alert: str
    incident: str


class AlertDismissed(Event, frozen=True, kw_only=True):
    """It is none."""

    kind: ClassVar[str] = "alert.dismissed"
    alert: str
    reason: str


COMMANDS = (RaiseAlert, AcknowledgeAlert, ConfirmAlert, ChangeAlertLevel, LinkAlert, DismissAlert)
EVENTS = (AlertRaised, AlertAcknowledged, AlertConfirmed, AlertLevelChanged, AlertLinked, AlertDismissed)
HEARS = (StoryMerged,)
_Deciding = AlertRaised | AlertConfirmed | AlertLevelChanged | AlertDismissed


def decide(state: RoomState, by: By, command: Command) -> Event:
    """What follows from a command about an alert."""
    match command:
        case RaiseAlert():
            return _raise(state, by, command)
        case AcknowledgeAlert():
            alert = _live(state, command.alert)
            if alert.acknowledged_by:
                who = {"alert": alert.title, "person": state.name(alert.acknowledged_by)}
                raise Refusal("alert.acknowledged", Said("refusal-alert-acknowledged", who))
            return AlertAcknowledged(by=by.person, alert=alert.id)
        case ConfirmAlert():
            return _confirm(state, by, command)
        case ChangeAlertLevel():
            return _change_level(state, by, command)
        case LinkAlert():
            alert = _live(state, command.alert)
            incident = incidents.running(state, command.incident)
            if alert.incident:
                said = {"alert": alert.title, "incident": state.incidents[alert.incident].title}
                raise Refusal("alert.linked", Said("refusal-alert-linked", said))
            return AlertLinked(by=by.person, alert=alert.id, incident=incident.id)
        case DismissAlert():
            alert = _live(state, command.alert)
            reason = incidents.reasoned(command.reason, "alert.needs-reason")
            return AlertDismissed(by=by.person, alert=alert.id, reason=reason)
    raise TypeError(command)


def _raise(state: RoomState, by: By, command: RaiseAlert) -> AlertRaised:
    title = command.title.strip()
    if not title:
        raise Refusal("alert.needs-title", Said("refusal-alert-needs-title"))
    post = evidence.frozen(command.post) if command.post else None
    reason = incidents.reasoned(command.reason, "alert.needs-reason")
    story = stories.root(state, stories.known_key(command.story)) if command.story else ""
    return AlertRaised(
        by=by.person, alert=by.new_id(), level=command.level, title=title, reason=reason, post=post, story=story
    )


def _confirm(state: RoomState, by: By, command: ConfirmAlert) -> AlertConfirmed:
    alert = _live(state, command.alert)
    if alert.proposed is None:
        who = {"alert": alert.title, "person": state.name(alert.raised_by)}
        raise Refusal("alert.not-proposed", Said("refusal-alert-not-proposed", who))
    if alert.confirmed_by:
        who = {"alert": alert.title, "person": state.name(alert.confirmed_by)}
        raise Refusal("alert.confirmed", Said("refusal-alert-confirmed", who))
    if command.level not in (None, alert.level):
        raise Refusal("alert.level-moved", Said("refusal-alert-level-moved", _named(alert)))
    return AlertConfirmed(by=by.person, alert=alert.id, level=alert.level, note=command.note.strip())


def _change_level(state: RoomState, by: By, command: ChangeAlertLevel) -> AlertLevelChanged:
    alert = _live(state, command.alert)
    if command.level is alert.level:
        raise Refusal("alert.same-level", Said("refusal-alert-same-level", _named(alert)))
    reason = incidents.reasoned(command.reason, "alert.needs-reason")
    return AlertLevelChanged(by=by.person, alert=alert.id, level=command.level, before=alert.level, reason=reason)


def _named(alert: Alert) -> dict[str, TextArg]:
    return {"alert": alert.title, "level": Said(f"level-{alert.level}")}


def unknown(alert: str) -> Said:
    """What to say where there is no such alert."""
    return Said("refusal-alert-unknown", {"alert": alert})


def _live(state: RoomState, alert: str) -> Alert:
    found = state.alerts.get(alert)
    if found is None:
        raise Refusal("alert.unknown", unknown(alert))
    if found.dismissed:
        raise Refusal("alert.dismissed", Said("refusal-alert-dismissed", {"alert": found.title}))
    return found


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after something happened to an alert."""
    match event:
        case AlertRaised():
            alert = Alert(
                id=event.alert, level=event.level, title=event.title, reason=event.reason,
                raised_at=at.time, raised_by=event.by, post=event.post,
                story=event.story,
            )  # fmt: skip
            alert = _noted(alert, at, event, AlertStep.RAISED)
        case AlertAcknowledged():
            alert = replace(state.alerts[event.alert], acknowledged_at=at.time, acknowledged_by=event.by)
        case AlertConfirmed():
            alert = replace(state.alerts[event.alert], confirmed_at=at.time, confirmed_by=event.by)
            alert = _noted(alert, at, event, AlertStep.CONFIRMED)
        case AlertLevelChanged():
            alert = replace(state.alerts[event.alert], level=event.level)
            if alert.proposed is not None:
                alert = replace(alert, confirmed_at=at.time, confirmed_by=event.by)
            alert = _noted(alert, at, event, AlertStep.CHANGED)
        case AlertLinked():
            alert = replace(state.alerts[event.alert], incident=event.incident)
        case AlertDismissed():
            alert = replace(
                state.alerts[event.alert], dismissed=event.reason, dismissed_at=at.time, dismissed_by=event.by
            )
            alert = _noted(alert, at, event, AlertStep.DISMISSED)
        case StoryMerged():
            return _follow(state, event)
        case _:
            return state
    return replace(state, alerts=state.alerts.set(alert.id, alert))


def _noted(alert: Alert, at: At, event: _Deciding, kind: AlertStep) -> Alert:
    """The alert with one more step in its story."""
    reason = event.note if isinstance(event, AlertConfirmed) else event.reason
    step = AlertChange(step=kind, time=at.time, level=alert.level, by=event.by, reason=reason)
    return replace(alert, changes=(*alert.changes, step))


def _follow(state: RoomState, event: StoryMerged) -> RoomState:
    """The alerts of a story that was merged are the other's."""
    moved = {a.id: replace(a, story=event.into.key) for a in state.alerts.values() if a.story == event.story.key}
    return replace(state, alerts=state.alerts.update(moved)) if moved else state
