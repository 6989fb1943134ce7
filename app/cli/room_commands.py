# SPDX-License-Identifier: Apache-2.0
"""`act`, `commands`, `state`, `timeline`, `verify`: the room from the command line.

`act` runs the very commands the window sends. The trap: a refused line must not stop the next one, and nothing of a
passphrase may reach the output.
"""

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import Any, Final

import msgspec

from app.cli.beacon_take import caught_up_from_disk
from app.cli.keeper import Console, RoomRead
from app.cli.render import entry_json, line_json, line_text, show_time, state_json, time_given, to_json
from app.errors import FenghuoError, Refusal, Said, UserError
from app.posts.post import Post
from app.room import references, subjects
from app.room.event import Command
from app.room.evidence import as_seen
from app.room.journal import fold
from app.room.moods import CorrectMood
from app.room.people import FoundRoom
from app.room.permissions import MAY
from app.room.service import Changes, Founder, Room, Session
from app.room.state import RoomState
from app.room.timeline import lines
from app.warning.reasons import reason_said
from app.zones import zone_name

_BY_NAME: Final[dict[str, type[Command]]] = {"room.found": FoundRoom, **subjects.COMMANDS}


def act(args: Namespace, console: Console) -> int:
    """Run every line of a file; 1 if any was refused."""
    rows = list(_lines(args.file, console))
    refused = False
    with console.keeper.writer() as room:
        actor = Actor(room, console, args.person)
        actor.tick()
        for number, line in rows:
            try:
                changes = actor.run(line)
            except FenghuoError as error:
                refused = True
                rule = error.rule if isinstance(error, Refusal) else "input"
                console.say(to_json({"line": number, "rule": rule, "message": console.texts.error(error)}))
            else:
                for record in changes.records:
                    console.say(to_json({"line": number, **entry_json(record, room.state)}))
    return 1 if refused else 0


def _lines(file: str, console: Console) -> Iterator[tuple[int, str]]:
    if file == "-":
        text: Iterable[str] = console.stdin.read().split("\n")
    else:
        try:
            text = Path(file).read_text("utf-8-sig").split("\n")
        except OSError as fault:
            raise UserError(Said("cli-cannot-read", {"path": file})) from fault
        except UnicodeDecodeError as fault:
            raise UserError(Said("cli-not-utf8", {"path": file})) from fault
    for number, line in enumerate(text, 1):
        if line.strip():
            yield number, line


def machine_score(console: Console, post: Post) -> float:
    """What the machine says of a post, also where it is shown with a person's word."""
    return console.keeper.scorer().feel([post.text])[0].score if post.corrected else post.sentiment


@dataclass
class Actor:
    """Runs lines, or commands of other command lines, as the people they name; unlocks each person's key once."""

    room: Room
    console: Console
    person: str | None
    sessions: dict[str, Session] = field(default_factory=dict)

    def tick(self) -> None:
        """Has the program note what the beacon proposed and what happened meanwhile."""
        if self.room.state.info is None:
            return
        try:
            for _ in caught_up_from_disk(self.room, self.console):
                continue
        except FenghuoError as error:  # posts nobody can read must not keep people from acting
            self.console.complain(self.console.texts.error(error))

    def run(self, line: str) -> Changes:
        """Does what a line says."""
        fields = _object(line)
        who = fields.pop("as", self.person)
        passphrase = fields.pop("passphrase", None)
        command = self._command(fields)
        if isinstance(command, FoundRoom):
            founder = Founder(command.person, command.department, command.roles, command.new_passphrase)
            return self.room.found(command.name, command.zone, founder)
        return self.act(command, who, passphrase)

    def act(self, command: Command, who: object, passphrase: object = None) -> Changes:
        """Does it as somebody, by name or id. Raises Refusal, UserError."""
        if not isinstance(who, str) or not who:
            raise UserError(Said("cli-act-needs-person"))
        return self.room.act(command, self._session(who, passphrase))

    def _command(self, fields: dict[str, Any]) -> Command:
        name = fields.get("do")
        if name not in _BY_NAME:
            raise UserError(Said("cli-act-unknown", {"name": str(name)}))
        wanted = _BY_NAME[name]
        if isinstance(fields.get("post"), int):
            fields = {**fields, **self._post(fields["post"], wanted, fields.get("before"))}
        try:
            named = fields if wanted is FoundRoom else references.resolve(self.room.state, fields)
            return msgspec.convert(named, wanted)
        except msgspec.ValidationError as fault:
            raise UserError(Said("cli-act-fields", {"name": name, "why": str(fault)})) from fault

    def _post(self, number: int, wanted: type[Command], before: object) -> dict[str, Any]:
        """The post of this number as fields of a command, with what else of it the command asks for."""
        with self.console.keeper.post_reader() as posts:
            found = posts.get([number]) if posts else []
            named = posts.digests([number]) if posts and found else []
        if not found:
            raise UserError(Said("cli-no-post", {"id": number}))
        fields: dict[str, Any] = {"post": msgspec.to_builtins(as_seen(found[0]))}
        if "digest" in wanted.__struct_fields__:
            fields["digest"] = named[0]
        if wanted is CorrectMood and before is None:
            fields["before"] = machine_score(self.console, found[0])
        return fields

    def _session(self, who: str, passphrase: object) -> Session:
        person = references.person(self.room.state, who)
        if person not in self.sessions:
            secret = passphrase if isinstance(passphrase, str) else self._ask(who)
            self.sessions[person] = self.room.sign_in(person, secret)
        elif isinstance(passphrase, str):
            self.room.sign_in(person, passphrase)
        return self.sessions[person]

    def _ask(self, who: str) -> str:
        given = os.environ.get("FENGHUO_PERSON_PASSPHRASE")
        if given is not None:
            return given
        if not self.console.stdin.isatty():
            raise UserError(Said("cli-act-needs-passphrase", {"person": who}))
        return getpass(self.console.texts("cli-ask-person-passphrase", person=who))


def _object(line: str) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(line)
    except msgspec.DecodeError as fault:
        raise UserError(Said("cli-not-json", {"why": str(fault)})) from fault
    if not isinstance(fields, dict):
        raise UserError(Said("cli-not-object"))
    return fields


def commands(args: Namespace, console: Console) -> int:
    """List every command of the room with its fields."""
    rows = [_described(name, command) for name, command in sorted(_BY_NAME.items())]
    if args.json:
        console.say(to_json(rows))
        return 0
    for row in rows:
        fields = row["schema"]["properties"]
        needed = row["schema"].get("required", [])
        console.say(f"{row['name']}  — {row['does']}")
        for name, schema in fields.items():
            if name != "do":
                mark = "*" if name in needed else " "
                console.say(f"  {mark} {name}: {_type(schema, row['schema'].get('$defs', {}))}")
    console.say(console.texts("cli-commands-legend"))
    return 0


def _described(name: str, command: type[Command]) -> dict[str, Any]:
    _, components = msgspec.json.schema_components([command])
    own = components.pop(command.__name__)
    own = {**own, "properties": {key: value for key, value in own["properties"].items() if key != "key"}}
    return {
        "name": name,
        "does": (command.__doc__ or "").split("\n")[0],
        "may": sorted(MAY.get(name, frozenset())) or ["anyone"],
        "schema": {**own, "$defs": components} if components else own,
        "line": {"as": "person", "passphrase": "their passphrase (or FENGHUO_PERSON_PASSPHRASE)"},
    }


def _type(schema: dict[str, Any], known: dict[str, Any]) -> str:
    """A field's type in words: `string`, `II | I | III`, `[commander | legal …]`, `{source: string …}`."""
    if "anyOf" in schema:
        return " | ".join(_type(option, known) for option in schema["anyOf"])
    if "$ref" in schema:
        return _type(known[str(schema["$ref"]).rpartition("/")[2]], known)
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "items" in schema:
        return f"[{_type(schema['items'], known)}]"
    if "properties" in schema:
        fields = (f"{name}: {_type(field, known)}" for name, field in schema["properties"].items())
        return "{" + ", ".join(fields) + "}"
    return str(schema.get("format") or schema.get("type", "any"))


def read_room(args: Namespace, console: Console) -> tuple[RoomRead, RoomState, datetime | None]:
    """The room, and its state at `--as-of` (or now)."""
    room = console.keeper.reader()
    if not args.as_of:
        return room, room.state, None
    moment = time_given(args.as_of, room.state.zone)
    records = [record for record in room.records if record.at.time <= moment]
    return RoomRead(records, fold(RoomState(), records)), fold(RoomState(), records), moment


def state(args: Namespace, console: Console) -> int:
    """What the room knows, now or then."""
    room, known, moment = read_room(args, console)
    head = room.records[-1].entry.hash.hex() if room.records else ""
    whole = state_json(known, as_of=moment, entries=len(room.records), head=head)
    if args.json:
        console.say(to_json(whole))
        return 0
    texts, zone = console.texts, known.zone
    name = known.info.name if known.info else "—"
    named = zone_name(zone, console.clock.now(), texts.language)
    console.say(texts("cli-state-room", name=name, entries=len(room.records), zone=named))
    for incident in sorted(known.incidents.values(), key=lambda i: i.number):
        key = "cli-state-open" if incident.open else "cli-state-closed"
        console.say(
            texts(
                key, number=incident.number, title=incident.title, id=incident.id,
                severity=texts(f"severity-{incident.severity}"), time=show_time(incident.declared_at, zone),
            )
        )  # fmt: skip
    if not known.incidents:
        console.say(texts("cli-state-no-incident"))
    for alert in sorted(known.alerts.values(), key=lambda a: a.raised_at):
        if alert.unconfirmed:
            why = texts.say(reason_said(alert.reasons[0])) if alert.reasons else "—"
            level, time = texts(f"level-{alert.level}"), show_time(alert.raised_at, zone)
            console.say(texts("cli-state-alert", level=level, watch=alert.watch, why=why, time=time, id=alert.id))
    return 0


def timeline(args: Namespace, console: Console) -> int:
    """An incident's entries as sentences."""
    room, known, _ = read_room(args, console)
    incident = references.incident(known, args.incident)
    zone = known.zone
    for line in lines(room.records, known, incident):
        text = line_text(line, console.texts, zone)
        console.say(to_json(line_json(line, console.texts)) if args.json else text)
    return 0


def verify(args: Namespace, console: Console) -> int:
    """Check chain, signatures, seals and files."""
    found = console.keeper.audit(Path(args.path) if args.path else None)
    findings = list(dict.fromkeys(console.texts.say(said) for said in found.findings))
    if args.json:
        console.say(
            to_json({"whole": found.whole, "entries": found.entries, "head": found.head, "findings": findings})
        )
    elif found.whole:
        console.say(console.texts("verify-whole", entries=found.entries, head=found.head))
    if not found.whole:
        for finding in findings:
            console.complain(finding)
    return 0 if found.whole else 1
