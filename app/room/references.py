# SPDX-License-Identifier: Apache-2.0
"""Turns what people write for a thing into its id: `last`, `#2`, a title, a name, or the id itself.

Used by the command line, where nobody knows ids by heart. The trap: names are matched whole, never by a part, so a
script cannot hit the wrong incident because a new one came along.
"""

from collections.abc import Iterable
from typing import Any, Final

from app.errors import Refusal
from app.room import alerts, incidents, log, people, statements
from app.room.state import RoomState

LAST: Final = "last"


def resolve(state: RoomState, fields: dict[str, Any]) -> dict[str, Any]:
    """`fields` of a command with every reference replaced by an id. Raises Refusal where nothing fits."""
    found = dict(fields)
    for name, find in _FINDERS.items():
        if isinstance(fields.get(name), str):
            found[name] = find(state, fields[name])
    return found


def incident(state: RoomState, word: str) -> str:
    """The id of an incident: id, `last`, `#number` or title (of an open one first)."""
    rows = [(i.id, (i.open, i.declared_at), f"#{i.number}", i.title) for i in state.incidents.values()]
    return _pick(rows, word) or incidents.known(state, word).id


def person(state: RoomState, word: str) -> str:
    """The id of a person: id or name."""
    for one in state.people.values():
        if word in (one.id, one.name) and not one.retired:
            return one.id
    return people.known(state, word).id


def statement(state: RoomState, word: str) -> str:
    """The id of a statement: id, `last`, or `#number` in the newest incident that has it."""
    rows = [(s.id, s.started_at, f"#{s.number}", "") for s in state.statements.values()]
    return _pick(rows, word) or statements.known(state, word).id


def alert(state: RoomState, word: str) -> str:
    """The id of an alert: id, `last` or title."""
    rows = [(a.id, a.raised_at, "", a.title) for a in state.alerts.values()]
    found = _pick(rows, word)
    if not found:
        raise Refusal("alert.unknown", alerts.unknown(word))
    return found


def fact(state: RoomState, word: str) -> str:
    """The id of a fact: id, `last`, or `#number` in the newest incident that has it."""
    rows = [(f.id, f.time, f"#{f.number}", "") for f in state.facts.values()]
    found = _pick(rows, word)
    if not found:
        raise Refusal("fact.unknown", log.unknown_fact(word))
    return found


def _pick(rows: Iterable[tuple[str, Any, str, str]], word: str) -> str:
    """The newest row (by its second field) that is called `word`; empty where there is none."""
    fitting = [row for row in rows if word == LAST or (word and word in (row[0], row[2], row[3]))]
    return str(max(fitting, key=lambda row: row[1])[0]) if fitting else ""


_FINDERS: Final = {
    "incident": incident,
    "person": person,
    "to": person,
    "statement": statement,
    "alert": alert,
    "fact": fact,
}
