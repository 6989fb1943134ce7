# SPDX-License-Identifier: Apache-2.0
"""How a message stands, whom a channel reaches and who has seen an alert, as sentences.

Used by window and command line. The trap: a delivery says that a channel took the message; only a person's own
entry in the journal says that it was seen.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from app.errors import Said
from app.notify.channel import Channel
from app.notify.outbox import Delivery, Fate
from app.room.state import Alert, RoomState

ShowTime: TypeAlias = Callable[[datetime], str]


def fate_said(row: Delivery, show: ShowTime) -> Said:
    """How it stands; `show` writes a time."""
    why = row.trouble or Said("notify-trouble-failed")
    match row.fate:
        case Fate.WAITING if row.next_at is not None and row.trouble is not None:
            return Said("notify-fate-retry", {"tries": row.tries, "time": show(row.next_at), "why": why})
        case Fate.SENT if row.ended_at is not None:
            return Said("notify-fate-sent", {"time": show(row.ended_at)})
        case Fate.FAILED:
            return Said("notify-fate-failed", {"why": why})
    return Said(f"notify-fate-{row.fate}", {"time": ""})


def reaches_said(channel: Channel) -> Said:
    """Whom it reaches."""
    if channel.duty is not None:
        return Said("notify-duty-of", {"duty": Said(f"role-{channel.duty}")})
    return Said("notify-reaches", {"person": channel.person}) if channel.person else Said("notify-everybody")


def heard_said(alert: Alert, state: RoomState, show: ShowTime) -> Said:
    """Who has confirmed it, or at least seen it."""
    if alert.confirmed_by and alert.confirmed_at is not None:
        return Said("notify-confirmed", {"person": state.name(alert.confirmed_by), "time": show(alert.confirmed_at)})
    if alert.acknowledged_by and alert.acknowledged_at is not None:
        seen = {"person": state.name(alert.acknowledged_by), "time": show(alert.acknowledged_at)}
        return Said("notify-acknowledged", seen)
    if alert.dismissed:
        return Said("notify-dismissed", {"person": state.name(alert.dismissed_by)})
    return Said("notify-unheard")
