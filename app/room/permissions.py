# SPDX-License-Identifier: Apache-2.0
"""Who may do what (requirement G1): one table from a command's name to the duties that may give it.

A duty is asked for in the command's own incident. While nobody holds it there, somebody qualified for it may act, so
that nothing waits at 3 a.m. for paperwork; once it is held, only the holder.
"""

from typing import Final, cast

from app.errors import Refusal, Said
from app.room import incidents, people, statements
from app.room.event import Command
from app.room.state import RoomState
from app.room.words import Role

ANYONE: Final[frozenset[Role]] = frozenset()
_COMMAND = frozenset({Role.COMMANDER})
_WRITE = frozenset({Role.COMMANDER, Role.WRITER})
_DUTY = frozenset(Role)

MAY: Final[dict[str, frozenset[Role]]] = {
    "person.add": _COMMAND,
    "person.change": _COMMAND,
    "person.retire": _COMMAND,
    "incident.declare": ANYONE,
    "incident.change_level": _COMMAND,
    "incident.close": _COMMAND,
    "incident.reopen": _COMMAND,
    "duty.assign": _COMMAND,
    "duty.hand_over": _DUTY,
    "clock.complete": _DUTY,
    "log.write": ANYONE,
    "fact.record": ANYONE,
    "fact.verify": _DUTY,
    "decision.record": _COMMAND,
    "entry.correct": ANYONE,
    "post.cite": ANYONE,
    "alert.raise": ANYONE,
    "alert.acknowledge": ANYONE,
    "alert.confirm": ANYONE,
    "alert.change_level": ANYONE,
    "alert.link": ANYONE,
    "alert.dismiss": ANYONE,
    "story.acknowledge": ANYONE,
    "story.let_go": ANYONE,
    "story.mute": ANYONE,
    "story.unmute": ANYONE,
    "story.link": ANYONE,
    "story.merge": ANYONE,
    "story.split": ANYONE,
    "mood.correct": ANYONE,
    "mood.restore": ANYONE,
    "statement.draft": _DUTY,
    "statement.edit": _DUTY,
    "statement.submit": _DUTY,
    "statement.verdict": ANYONE,
    "statement.approve": _COMMAND,
    "statement.release": _WRITE,
    "statement.withdraw": _COMMAND,
}

_DECIDING = frozenset({"alert.confirm", "alert.change_level", "alert.dismiss"})
"""Deciding about what the beacon proposed is the duty's that the level's response names, where it names one."""


def name_of(command: Command) -> str:
    """The command's name on the command line."""
    return cast(str, command.__struct_config__.tag)


def check(state: RoomState, person_id: str, command: Command) -> None:
    """Refuse what this person may not do."""
    person = people.known(state, person_id)
    roles = _wanted(state, command)
    if roles is ANYONE:
        return
    incident = _incident(state, command)
    if any(entitled(state, incident, role, person_id) for role in roles):
        return
    wanted = [Said(f"role-{role}") for role in Role if role in roles]
    said = Said("refusal-not-your-duty", {"person": person.name, "roles": _joined(wanted)})
    raise Refusal("permission.duty", said)


def _wanted(state: RoomState, command: Command) -> frozenset[Role]:
    """The duties that may give a command; ANYONE for none in particular."""
    name = name_of(command)
    alert = state.alerts.get(getattr(command, "alert", "")) if name in _DECIDING else None
    duty = alert.response.confirm if alert is not None else None
    return MAY[name] if duty is None else frozenset({duty})


def entitled(state: RoomState, incident: str, role: Role, person: str) -> bool:
    """Whether a person holds a duty of an incident (empty: the room), or could hold it where nobody does."""
    holder = state.holder(incident, role) if incident else ""
    return person == holder if holder else role in state.people[person].roles


def _joined(words: list[Said]) -> Said:
    joined = words[0]
    for word in words[1:]:
        joined = Said("list-or", {"one": joined, "other": word})
    return joined


def _incident(state: RoomState, command: Command) -> str:
    """The incident a command is about; empty for those about the room itself."""
    incident = getattr(command, "incident", "")
    if incident:
        return incidents.known(state, incident).id
    statement = getattr(command, "statement", "")
    if statement:
        return statements.known(state, statement).incident
    alert = state.alerts.get(getattr(command, "alert", ""))
    if alert is not None:
        linked = state.incidents.get(alert.incident)
        return linked.id if linked is not None and linked.open else ""
    fact = state.facts.get(getattr(command, "fact", ""))
    return fact.incident if fact else ""
