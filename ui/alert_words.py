# SPDX-License-Identifier: Apache-2.0
"""What is said of an alert, and which alert stands for a watch now: one source for pane, feed, strip and wall.

The trap: an alert never ends by itself in the journal. What stands is what nobody dismissed, what belongs to no
closed incident, and what is not long past; a grave one that nobody decided about stands until somebody does.
"""

from datetime import datetime, timedelta
from typing import Final

from app.room.state import Alert, AlertChange, AlertResponse, RoomState
from app.room.words import AlertStep, Role, WarningLevel
from app.texts import Texts
from app.warning.reasons import reason_said
from ui.desk import Desk
from ui.times import near_time
from ui.tokens import LEVEL_SHAPES

STANDS: Final = timedelta(hours=24)
"""So long after its last step an alert still stands for its watch."""
GRAVE: Final = (WarningLevel.ORANGE, WarningLevel.RED)
_SEPARATOR: Final = " · "
_SIGNS: Final = {
    AlertStep.CONFIRMED: "✓",
    AlertStep.CHANGED: "⇅",
    AlertStep.DISMISSED: "✕",
    AlertStep.ESCALATED: "→",
}


def last_step(alert: Alert) -> datetime:
    """When its level was last spoken of."""
    return alert.changes[-1].time if alert.changes else alert.raised_at


def stands(state: RoomState, alert: Alert, now: datetime) -> bool:
    """Whether it is still of concern."""
    if alert.dismissed or (alert.incident and not state.incidents[alert.incident].open):
        return False
    undecided = alert.unconfirmed and alert.level in GRAVE
    return undecided or bool(alert.incident) or now - last_step(alert) < STANDS


def standing_alerts(state: RoomState, now: datetime) -> dict[str, Alert]:
    """By watch, the alert that stands for it: the newest run's."""
    found: dict[str, Alert] = {}
    for alert in sorted(state.alerts.values(), key=lambda one: (one.raised_at, one.id)):
        if alert.watch and stands(state, alert, now):
            found[alert.watch] = alert
    return found


def urgency(alert: Alert) -> tuple[bool, int, float, str]:
    """To sort by: what nobody decided about first, then the gravest, then the newest."""
    return (not alert.unconfirmed, -alert.level.gravity, -alert.raised_at.timestamp(), alert.id)


def level_words(level: WarningLevel, texts: Texts) -> str:
    """`▲ 橙色预警`."""
    return f"{LEVEL_SHAPES[level]} {texts(f'level-{level}')}"


def why_words(alert: Alert, texts: Texts) -> str:
    """The gravest reason with its numbers, or what the person wrote who raised it."""
    return texts.say(reason_said(alert.reasons[0])) if alert.reasons else alert.reason


def standing_words(desk: Desk, alert: Alert) -> str:
    """Who decided, who has it, who was told, where it belongs."""
    texts, state, now = desk.texts, desk.state, desk.moment or desk.clock.now()

    def at(time: datetime) -> str:
        return near_time(time, now, desk.zone)

    parts = []
    if alert.dismissed and alert.dismissed_at is not None:
        person = state.name(alert.dismissed_by)
        parts.append(texts("beaconpane-dismissed", person=person, time=at(alert.dismissed_at)))
    elif alert.confirmed_at is not None:
        person = state.name(alert.confirmed_by)
        parts.append(texts("beaconpane-confirmed", person=person, time=at(alert.confirmed_at)))
    elif alert.unconfirmed:
        parts.append(texts("beaconpane-unconfirmed"))
        newest = alert.escalated[-1:]  # the steps before stand in its story
        parts += [texts("beaconpane-told", who=who_words(step.to, desk), time=at(step.time)) for step in newest]
    if alert.acknowledged_at is not None:
        person = state.name(alert.acknowledged_by)
        parts.append(texts("beaconpane-seen", person=person, time=at(alert.acknowledged_at)))
    elif alert.proposed is None and not alert.dismissed:
        parts.append(texts("feed-alert-open"))
    incident = state.incidents.get(alert.incident)
    if incident is not None:
        parts.append(texts("feed-alert-linked", incident=incident.title))
    return _SEPARATOR.join(parts)


def who_words(who: str, desk: Desk) -> str:
    """A duty by its word, a person by their name."""
    if who in set(Role):
        return desk.texts(f"role-{who}")
    person = desk.state.people.get(who)
    return person.name if person is not None else who


def change_words(desk: Desk, change: AlertChange, *, shape: bool = True) -> str:
    """One step of its story: `韩雪 改为● 黄色预警：已核实为促销`; without the shape where that stands beside."""
    texts = desk.texts
    level = level_words(change.level, texts) if shape else texts(f"level-{change.level}")
    person = desk.state.name(change.by) if change.by else ""
    said = texts(
        f"beaconpane-step-{change.step}", level=level, person=person,
        to=who_words(change.to, desk) if change.to else "",
    )  # fmt: skip
    return texts("beaconpane-step-because", said=said, reason=change.reason) if change.reason else said


def step_sign(change: AlertChange) -> str:
    """The character of a step on the curve."""
    return _SIGNS.get(change.step, LEVEL_SHAPES[change.level])


def response_words(response: AlertResponse, desk: Desk) -> str:
    """What its level starts: who is told, who next and when, who must confirm, which plan is offered."""
    texts, parts = desk.texts, []
    comma = texts("window-comma")
    if response.tell:
        parts.append(texts("beaconpane-response-tell", who=comma.join(who_words(one, desk) for one in response.tell)))
    if response.then:
        who = comma.join(who_words(one, desk) for one in response.then)
        parts.append(texts("beaconpane-response-then", who=who, minutes=response.minutes))
    if response.confirm is not None:
        parts.append(texts("beaconpane-response-confirm", who=texts(f"role-{response.confirm}")))
    if response.playbook:
        parts.append(texts("beaconpane-response-playbook", plan=response.playbook))
    return _SEPARATOR.join(parts)
