# SPDX-License-Identifier: Apache-2.0
"""What the beacon proposes, taken up into the room: alerts that rise, and are passed on while nobody decides.

The program itself writes these entries (`Room.take_up`, `Room.tick`); what people decide is in `alerts`. All that was
seen is copied into the entry, because posts expire. The trap: one run of a watch is one alert. More of the same run
raises that alert, also one that was dismissed, and asks for a decision again; as much or less changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from msgspec.structs import replace

from app.ids import new_id
from app.posts.stories.story import LONGEST_TEXT
from app.room.event import At, By, Command, Event
from app.room.seen import StoryAsSeen
from app.room.state import Alert, AlertChange, AlertResponse, CitedStory, RoomState
from app.room.words import AlertStep, WarningLevel
from app.warning.policy import Response
from app.warning.proposal import Picture, Proposal, Reason, VoiceAsSeen

ESCALATES: Final = WarningLevel.ORANGE
"""The mildest level that is passed on while nobody confirms it."""


class AlertLit(Event, frozen=True, kw_only=True):
    """What both have in common; no entry itself. `proposal` is its id, `seen_at` the minute the machine saw it."""

    alert: str
    watch: str
    run: str
    proposal: str
    level: WarningLevel
    seen_at: datetime
    since: datetime
    reasons: tuple[Reason, ...] = ()
    stories: tuple[CitedStory, ...] = ()
    voices: tuple[VoiceAsSeen, ...] = ()
    picture: Picture | None = None
    response: AlertResponse = AlertResponse()


class AlertProposed(AlertLit, frozen=True, kw_only=True):
    """The beacon was lit for a watch; written by the program."""

    kind: ClassVar[str] = "alert.proposed"


class AlertRose(AlertLit, frozen=True, kw_only=True):
    """The beacon proposes more than before in the same run; written by the program."""

    kind: ClassVar[str] = "alert.rose"


class AlertEscalated(Event, frozen=True, kw_only=True):
    """Nobody confirmed it within `minutes`: `to`, a duty or a person's name, is told; written by the program."""

    kind: ClassVar[str] = "alert.escalated"
    alert: str
    level: WarningLevel
    to: str
    minutes: int


COMMANDS: Final[tuple[type[Command], ...]] = ()
EVENTS = (AlertProposed, AlertRose, AlertEscalated)


def decide(state: RoomState, by: By, command: Command) -> Event:
    """Nobody commands these. Raises TypeError."""
    raise TypeError(command)


def taken_up(
    state: RoomState, proposals: Sequence[Proposal], responses: Sequence[Response], now: datetime
) -> list[AlertLit]:
    """What the room does not know of these proposals yet, oldest first; `responses` say what each level starts."""
    answers = {one.level: _kept(one) for one in responses}
    reached = {alert.run: (alert.id, alert.proposed) for alert in state.alerts.values() if alert.proposed is not None}
    events: list[AlertLit] = []
    for one in proposals:
        known = reached.get(one.run)
        if known is not None and one.level.gravity <= known[1].gravity:
            continue
        alert = known[0] if known else new_id(now)
        events.append(_lit(one, alert, answers, rose=known is not None))
        reached[one.run] = (alert, one.level)
    return events


def known(state: RoomState) -> list[str]:
    """The ids of all proposals that the room has taken up; what lies behind the newest of them it may not know."""
    return [proposal for alert in state.alerts.values() for proposal in alert.proposals]


def _lit(one: Proposal, alert: str, answers: Mapping[WarningLevel, AlertResponse], *, rose: bool) -> AlertLit:
    kind = AlertRose if rose else AlertProposed
    return kind(
        alert=alert, watch=one.watch, run=one.run, proposal=one.id, level=one.level, seen_at=one.at, since=one.since,
        reasons=one.reasons, stories=tuple(_cited(story) for story in one.stories), voices=one.voices,
        picture=one.picture, response=answers.get(one.level, AlertResponse()),
    )  # fmt: skip


def _kept(one: Response) -> AlertResponse:
    return AlertResponse(
        tell=one.tell, then=one.then, minutes=one.minutes, confirm=one.confirm, playbook=one.playbook
    )


def _cited(seen: StoryAsSeen) -> CitedStory:
    return CitedStory(
        key=seen.key, text=seen.text[:LONGEST_TEXT], author=seen.author, source=seen.source, posts=seen.posts,
        first_at=seen.first_at,
    )  # fmt: skip


def overdue(state: RoomState, now: datetime) -> Iterator[AlertEscalated]:
    """Who must be told by now because nobody confirmed; of each alert only the next one."""
    waiting = [alert for alert in state.alerts.values() if alert.unconfirmed and alert.proposed_at is not None]
    for alert in sorted(waiting, key=lambda one: (one.raised_at, one.id)):
        due = next_due(alert)
        if due is not None and due[0] <= now:
            yield AlertEscalated(alert=alert.id, level=alert.level, to=due[1], minutes=alert.response.minutes)


def next_due(alert: Alert) -> tuple[datetime, str] | None:
    """When an alert is passed on, and to whom, unless somebody decides before; None where it is not."""
    told, response = alert.escalated, alert.response
    if not alert.unconfirmed or alert.proposed_at is None or alert.level.gravity < ESCALATES.gravity:
        return None
    if len(told) >= len(response.then):
        return None
    last = told[-1].time if told else alert.proposed_at
    return last + timedelta(minutes=response.minutes), response.then[len(told)]


def evolve(state: RoomState, at: At, event: Event) -> RoomState:
    """The state after the program noted something of an alert."""
    match event:
        case AlertProposed():
            alert = Alert(
                id=event.alert, level=event.level, title=event.watch, reason="", raised_at=at.time,
                raised_by=event.by, watch=event.watch, run=event.run, since=event.since,
            )  # fmt: skip
            alert = _seen(alert, at, event, AlertStep.PROPOSED)
        case AlertRose():
            alert = _risen(state.alerts[event.alert], at, event)
        case AlertEscalated():
            alert = state.alerts[event.alert]
            step = AlertChange(step=AlertStep.ESCALATED, time=at.time, level=event.level, to=event.to)
            alert = replace(alert, changes=(*alert.changes, step))
        case _:
            return state
    return replace(state, alerts=state.alerts.set(alert.id, alert))


def _seen(alert: Alert, at: At, event: AlertLit, kind: AlertStep) -> Alert:
    """The alert with what the machine saw; its level stays."""
    step = AlertChange(step=kind, time=at.time, level=alert.level)
    return replace(
        alert, proposals=(*alert.proposals, event.proposal), proposed=event.level, proposed_at=at.time,
        reasons=event.reasons, stories=event.stories, voices=event.voices, picture=event.picture,
        response=event.response, changes=(*alert.changes, step),
    )  # fmt: skip


def _risen(alert: Alert, at: At, event: AlertRose) -> Alert:
    """A level above the one that holds must be decided about anew; one that people set as high stands."""
    if alert.confirmed_by and not alert.dismissed and alert.level.gravity >= event.level.gravity:
        return _seen(alert, at, event, AlertStep.ROSE)
    fresh = replace(
        alert, level=event.level, confirmed_by="", confirmed_at=None, acknowledged_by="", acknowledged_at=None,
        dismissed="", dismissed_by="", dismissed_at=None,
    )  # fmt: skip
    return _seen(fresh, at, event, AlertStep.ROSE)
