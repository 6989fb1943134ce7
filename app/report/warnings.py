# SPDX-License-Identifier: Apache-2.0
"""The warnings that belong to the incident, as parts of the report: who or what raised them, why, what was decided.

Called by :mod:`app.report.gather`. The trap: why the beacon was lit is told by its reasons, what a person raised by
the words they wrote; an alert has one or the other.
"""

from app.report.contract import AlertPart, AlertStepPart
from app.report.moments import Moments
from app.room.state import Alert, AlertChange, Incident, RoomState
from app.room.words import AlertStep, Role
from app.warning.reasons import reason_said

_VOICES_SHOWN = 5


def alert_parts(state: RoomState, incident: Incident, moments: Moments) -> tuple[AlertPart, ...]:
    """Oldest first."""
    mine = [alert for alert in state.alerts.values() if alert.incident == incident.id]
    return tuple(_alert(state, alert, moments) for alert in sorted(mine, key=lambda one: (one.raised_at, one.id)))


def _alert(state: RoomState, alert: Alert, moments: Moments) -> AlertPart:
    texts = moments.texts
    return AlertPart(
        title=alert.title, level=alert.level.value, text=texts(f"level-{alert.level}"),
        proposed=alert.proposed.value if alert.proposed is not None else "",
        since=moments.at(alert.since or alert.raised_at), by=state.name(alert.raised_by) or texts("program"),
        confirmed=moments.at(alert.confirmed_at) if alert.confirmed_at else None,
        confirmed_by=state.name(alert.confirmed_by), dismissed=alert.dismissed,
        reasons=tuple(texts.say(reason_said(reason)) for reason in alert.reasons) or (alert.reason,),
        steps=tuple(_step(state, change, moments) for change in alert.changes),
        stories=tuple(" ".join(story.text.split()) for story in alert.stories),
        voices=tuple(voice.name for voice in alert.voices[:_VOICES_SHOWN]),
    )  # fmt: skip


def _step(state: RoomState, change: AlertChange, moments: Moments) -> AlertStepPart:
    texts = moments.texts
    to = texts(f"role-{change.to}") if change.to in set(Role) else state.name(change.to) or change.to
    said = texts(
        f"beaconpane-step-{change.step}", level=texts(f"level-{change.level}"), person=state.name(change.by), to=to
    )
    reason = "" if change.step is AlertStep.RAISED else change.reason  # stands among the reasons
    whole = texts("beaconpane-step-because", said=said, reason=reason) if reason else said
    return AlertStepPart(time=moments.at(change.time), step=change.step.value, text=whole)
