# SPDX-License-Identifier: Apache-2.0
"""Alerts: a warning raised by hand or from a post, acknowledged, linked to an incident or dismissed."""

from typing import ClassVar

from msgspec.structs import replace

from app.errors import Refusal, Said
from app.room import evidence, incidents, stories
from app.room.event import At, By, Command, Event
from app.room.evidence import PostAsSeen
from app.room.state import Alert, CitedPost, RoomState
from app.room.stories import StoryMerged
from app.room.words import WarningLevel


class RaiseAlert(Command, frozen=True, kw_only=True, tag="alert.raise"):
    """Raise a warning, with the post it comes from and the key of its story if there are any."""

    level: WarningLevel
    title: str
    reason: str
    post: PostAsSeen | None = None
    story: str = ""


class AcknowledgeAlert(Command, frozen=True, kw_only=True, tag="alert.acknowledge"):
    """Say that somebody has it."""

    alert: str


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
    """Somebody has it."""

    kind: ClassVar[str] = "alert.acknowledged"
    alert: str


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


COMMANDS = (RaiseAlert, AcknowledgeAlert, LinkAlert, DismissAlert)
EVENTS = (AlertRaised, AlertAcknowledged, AlertLinked, AlertDismissed)
HEARS = (StoryMerged,)


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
        case AlertAcknowledged():
            alert = replace(state.alerts[event.alert], acknowledged_at=at.time, acknowledged_by=event.by)
        case AlertLinked():
            alert = replace(state.alerts[event.alert], incident=event.incident)
        case AlertDismissed():
            alert = replace(state.alerts[event.alert], dismissed=event.reason)
        case StoryMerged():
            return _follow(state, event)
        case _:
            return state
    return replace(state, alerts=state.alerts.set(alert.id, alert))


def _follow(state: RoomState, event: StoryMerged) -> RoomState:
    """The alerts of a story that was merged are the other's."""
    moved = {a.id: replace(a, story=event.into.key) for a in state.alerts.values() if a.story == event.story.key}
    return replace(state, alerts=state.alerts.update(moved)) if moved else state
