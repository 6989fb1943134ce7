# SPDX-License-Identifier: Apache-2.0
"""Which messages the room wants out: what alerts ask for, who that is, and by which channels they are reached.

Called by the courier with each new state, and by whoever shows who would be told. It only reads. The trap: the answer
is the whole of what is wanted now, so what is no longer in it must not be sent any more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.notify.channel import Channel
from app.notify.outbox import Key
from app.room.state import Alert, AlertChange, RoomState
from app.room.words import AlertStep, Role, WarningLevel
from app.warning.policy import Response

_SETS_LEVEL = frozenset((AlertStep.PROPOSED, AlertStep.RAISED, AlertStep.ROSE, AlertStep.CHANGED))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One message, wanted since `at`: `step` 0 tells of the level, later ones pass it on, as nobody confirmed."""

    alert: str
    level: WarningLevel
    step: int
    channel: Channel
    at: datetime

    @property
    def key(self) -> Key:
        """What there is only one of."""
        return self.alert, self.level, self.step, self.channel.name


def wanted(state: RoomState, channels: Sequence[Channel], responses: Sequence[Response]) -> list[Wanted]:
    """Every message that open alerts ask for. `responses` are for alerts raised by hand; others carry their own."""
    usable = [channel for channel in channels if not channel.off]
    found: list[Wanted] = []
    for alert in state.alerts.values() if usable else ():
        if not alert.dismissed:
            found += _of_alert(state, alert, usable, responses)
    return found


def _of_alert(
    state: RoomState, alert: Alert, channels: Sequence[Channel], responses: Sequence[Response]
) -> Iterable[Wanted]:
    at = _told_since(alert)
    if at is not None and not alert.acknowledged_by and not alert.confirmed_by:
        for channel in told(state, channels, targets(alert, responses), alert.level):
            if channel.since <= at:
                yield Wanted(alert.id, alert.level, 0, channel, at)
    if not alert.unconfirmed:
        return
    for step, change in enumerate(alert.escalated, 1):
        for channel in passed_on_to(state, channels, change.to):
            if channel.since <= change.time:
                yield Wanted(alert.id, alert.level, step, channel, change.time)


def targets(alert: Alert, responses: Sequence[Response]) -> tuple[str, ...]:
    """Duties and names of people that are told of it at once."""
    if alert.proposed is not None:
        return alert.response.tell
    return next((response.tell for response in responses if response.level is alert.level), ())


def told(state: RoomState, channels: Iterable[Channel], tell: Sequence[str], level: WarningLevel) -> list[Channel]:
    """The channels that are used when a level begins: those of whom it names, and those that reach everybody."""
    return [
        channel
        for channel in channels
        if channel.level.gravity <= level.gravity
        and (not (channel.person or channel.duty) or any(reaches(state, channel, one) for one in tell))
    ]


def passed_on_to(state: RoomState, channels: Iterable[Channel], target: str) -> list[Channel]:
    """The channels of whom an alert is passed on to. Their least level does not count: nobody else answered."""
    return [channel for channel in channels if reaches(state, channel, target)]


def reaches(state: RoomState, channel: Channel, target: str) -> bool:
    """Whether a channel reaches `target`, a duty or a person's name."""
    if channel.duty is not None:
        return channel.duty == target
    if not channel.person:
        return False
    return channel.person == target or channel.person in names(state, target)


def names(state: RoomState, target: str) -> tuple[str, ...]:
    """Who `target` is by name: those who hold the duty in an open incident, or else all who are qualified for it."""
    if target not in set(Role):
        return (target,)
    role = Role(target)
    holders = [state.holder(incident.id, role) for incident in state.incidents.values() if incident.open]
    held = tuple(dict.fromkeys(state.name(person) for person in holders if person))
    able = (person.name for person in state.people.values() if role in person.roles and not person.retired)
    return held or tuple(able)


def unreached(
    state: RoomState, channels: Sequence[Channel], responses: Sequence[Response]
) -> dict[WarningLevel, tuple[str, ...]]:
    """Who is to be told of a level, now or later, but has no channel for it."""
    usable = [channel for channel in channels if not channel.off]
    found: dict[WarningLevel, tuple[str, ...]] = {}
    for response in responses:
        of_level = [channel for channel in usable if channel.level.gravity <= response.level.gravity]
        missed = [one for one in response.tell if not passed_on_to(state, of_level, one)]
        missed += [one for one in response.then if not passed_on_to(state, usable, one)]
        if missed:
            found[response.level] = tuple(dict.fromkeys(missed))
    return found


def _told_since(alert: Alert) -> datetime | None:
    """Since when people are to be told of the level that holds; None where it was only lowered."""
    steps: list[AlertChange] = [change for change in alert.changes if change.step in _SETS_LEVEL]
    if not steps:
        return alert.raised_at
    *before, last = steps
    lowered = last.step is AlertStep.CHANGED and any(one.level.gravity > last.level.gravity for one in before)
    return None if lowered else last.time
