# SPDX-License-Identifier: Apache-2.0
"""The words of a message: level, watch, why with its numbers, when in the room's zone.

Composed when it goes out, in the language of its channel. The trap: a title becomes a mail's header, so it is
one line.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.errors import Said
from app.room.state import Alert, RoomState
from app.room.words import Role
from app.texts import Texts
from app.warning.reasons import reason_said
from app.zones import zone_name

_REASONS: Final = 3
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Letter:
    """One line, and several."""

    title: str
    body: str


def letter(state: RoomState, alert: Alert, step: int, texts: Texts) -> Letter:
    """What `alert` has to say; `step` above 0 says that it is passed on."""
    title = texts("notify-title", level=texts(f"level-{alert.level}"), watch=_one_line(alert.title))
    escalated = alert.escalated[step - 1 : step] if step else ()
    lines = [
        *_why(alert, state, texts),
        texts("notify-at", time=_time(alert.proposed_at or alert.raised_at, state, texts)),
    ]
    if alert.since is not None:
        lines.append(texts("notify-since", time=_time(alert.since, state, texts)))
    minutes = alert.response.minutes
    lines += [texts("notify-passed-on", minutes=minutes, to=target_word(change.to, texts)) for change in escalated]
    if alert.unconfirmed:
        duty = alert.response.confirm
        who = texts("notify-ask-of", duty=texts(f"role-{duty}")) if duty else texts("notify-ask")
        lines.append(who)
    lines.append(texts("notify-from", room=state.info.name if state.info else ""))
    return Letter(texts("notify-title-passed-on", title=title) if escalated else title, "\n".join(lines))


def trial_letter(state: RoomState, now: datetime, texts: Texts) -> Letter:
    """A message that tries a channel out."""
    told = {"room": state.info.name if state.info else "", "time": _time(now, state, texts)}
    return Letter(texts("notify-trial-title"), texts("notify-trial-body", **told))


def target_word(target: str, texts: Texts) -> str:
    """A duty in words, a person's name as it is."""
    return texts(f"role-{target}") if target in set(Role) else target


def _why(alert: Alert, state: RoomState, texts: Texts) -> list[str]:
    said: list[Said] = [reason_said(reason) for reason in alert.reasons[:_REASONS]]
    if said:
        return [texts.say(one) for one in said]
    by = state.name(alert.raised_by)
    return [texts("notify-by-hand", person=by, reason=_one_line(alert.reason))] if by else []


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _time(at: datetime, state: RoomState, texts: Texts) -> str:
    local = at.astimezone(state.zone)
    return f"{local:%Y-%m-%d %H:%M} {zone_name(state.zone, local, texts.language)}"
