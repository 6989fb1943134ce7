# SPDX-License-Identifier: Apache-2.0
"""`notify add · list · test · remove · who · outbox`: who is told of alerts outside the window; whether it arrived.

The trap: a secret on a command line stands in everybody's list of processes, so `--secret FIELD` asks for it on the
terminal, or takes a line of standard input.
"""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from app.cli.keeper import Console
from app.cli.render import show_time, to_json
from app.cli.source_commands import asked_secret, given_settings
from app.errors import Said, UserError
from app.notify.channel import Channel, is_quiet
from app.notify.courier import Courier
from app.notify.kinds import ChannelKind
from app.notify.letter import target_word
from app.notify.outbox import Delivery
from app.notify.telling import fate_said, heard_said, reaches_said
from app.notify.wanted import names, passed_on_to, told
from app.room.state import RoomState
from app.room.words import Role, WarningLevel


def notify(args: Namespace, console: Console) -> int:
    """One of the actions below."""
    actions = {"add": _add, "list": _list, "test": _test, "remove": _remove, "who": _who, "outbox": _outbox}
    return actions[args.action](args, console)


def _add(args: Namespace, console: Console) -> int:
    """Sets a channel up, or another one in its place with `--replace`."""
    kind = ChannelKind(args.kind)
    given = given_settings(args.set)
    for field in args.secret or ():
        given[field] = asked_secret(console, field)
    begins, _, ends = (args.quiet or "").partition("-")
    person, duty = _known_person(args.person, console), Role(args.duty) if args.duty else None
    channel = Channel(
        name=_name(args), kind=kind, person=person, duty=duty,
        level=WarningLevel(args.level), quiet_from=begins.strip(), quiet_to=ends.strip(),
        language=args.notice_language, since=console.clock.now(),
    )  # fmt: skip
    book = console.keeper.notices().book
    if args.replace:  # what waits for it goes on waiting
        channel = replace(channel, since=book.named(channel.name).since)
    kept = book.put(channel, given, before=channel.name if args.replace else "")
    console.say(to_json(_row(kept, console)) if args.json else _line(kept, console))
    return 0


def _list(args: Namespace, console: Console) -> int:
    """Every channel; never its address."""
    found = console.keeper.notices().book.channels()
    for channel in found:
        console.say(to_json(_row(channel, console)) if args.json else _line(channel, console))
    if not found and not args.json:
        console.complain(console.texts("notify-none"))
    return 0


def _remove(args: Namespace, console: Console) -> int:
    """Takes a channel away, its secret too."""
    gone = console.keeper.notices().book.remove(_name(args))
    console.say(console.texts("cli-notify-removed", name=gone.name))
    return 0


def _test(args: Namespace, console: Console) -> int:
    """Sends a trial message now. 1 where it did not arrive."""
    room = console.keeper.notices()
    channel = room.book.named(_name(args))
    courier = Courier(room, lambda: console.texts.language)
    try:
        courier.show(_state(console))
        carried = courier.try_out(channel, room.book.whole_address(channel))
    finally:
        courier.close()
    why = console.texts.say(carried.trouble) if carried.trouble else ""
    if args.json:
        console.say(to_json({"name": channel.name, "arrived": not why, "trouble": why}))
    elif why:
        console.complain(console.texts("cli-notify-not-sent", name=channel.name, why=why))
    else:
        console.say(console.texts("cli-notify-sent", name=channel.name))
    return 1 if why else 0


def _who(args: Namespace, console: Console) -> int:
    """Who would be told of each level now, or of one, and to whom it is passed on while nobody confirms."""
    room, state = console.keeper.notices(), _state(console)
    wanted_level = WarningLevel(args.name) if args.name in set(WarningLevel) else None
    if args.name and wanted_level is None:
        raise UserError(Said("cli-notify-no-level", {"level": args.name, "levels": ", ".join(WarningLevel)}))
    channels = [channel for channel in room.book.channels() if not channel.off]
    for response in room.responses():
        if wanted_level in (None, response.level):
            first = told(state, channels, response.tell, response.level)
            _say_who(args, console, state, _Step(response.level, 0, response.tell, first))
            for step, target in enumerate(response.then, 1):
                reached = passed_on_to(state, channels, target)
                _say_who(args, console, state, _Step(response.level, step * response.minutes, (target,), reached))
    return 0


@dataclass(frozen=True, slots=True)
class _Step:
    """Whom a level reaches after so many minutes."""

    level: WarningLevel
    minutes: int
    targets: tuple[str, ...]
    channels: list[Channel]


def _say_who(args: Namespace, console: Console, state: RoomState, step: _Step) -> None:
    texts, now, zone = console.texts, console.clock.now(), state.zone
    quiet = {channel.name for channel in step.channels if is_quiet(channel, step.level, now, zone)}
    people = {target: names(state, target) for target in step.targets}
    if args.json:
        row = {
            "level": step.level, "after_minutes": step.minutes, "targets": people,
            "channels": [channel.name for channel in step.channels], "quiet_now": sorted(quiet),
        }  # fmt: skip
        console.say(to_json(row))
        return
    comma = texts("window-comma")
    who = comma.join(_target_line(target, named, console) for target, named in people.items())
    by = comma.join(f"{one.name} ☾" if one.name in quiet else one.name for one in step.channels)
    told_by = texts("cli-notify-by", channels=by) if by else texts("cli-notify-by-none")
    key = "cli-notify-after" if step.minutes else "cli-notify-at-once"
    console.say(texts(key, level=texts(f"level-{step.level}"), minutes=step.minutes, who=who or "-", by=told_by))


def _target_line(target: str, named: tuple[str, ...], console: Console) -> str:
    word = target_word(target, console.texts)
    listed = console.texts("window-comma").join(named)
    return word if named == (target,) or not named else console.texts("cli-notify-holders", duty=word, names=listed)


def _outbox(args: Namespace, console: Console) -> int:
    """Every message, how it stands, and who has seen its alert."""
    state = _state(console)
    for row in console.keeper.notices().outbox.deliveries():
        console.say(to_json(_delivery_row(row, state, console)) if args.json else _delivery_line(row, state, console))
    return 0


def _delivery_row(row: Delivery, state: RoomState, console: Console) -> dict[str, Any]:
    alert = state.alerts.get(row.alert)
    return {
        "alert": row.alert, "watch": alert.title if alert else "", "level": row.level, "step": row.step,
        "channel": row.channel, "person": row.person, "fate": row.fate, "tries": row.tries,
        "wanted_at": row.wanted_at, "next_at": row.next_at, "ended_at": row.ended_at,
        "trouble": console.texts.say(row.trouble) if row.trouble else "",
        "acknowledged_by": state.name(alert.acknowledged_by) if alert else "",
        "confirmed_by": state.name(alert.confirmed_by) if alert else "",
    }  # fmt: skip


def _delivery_line(row: Delivery, state: RoomState, console: Console) -> str:
    texts, zone = console.texts, state.zone
    alert = state.alerts.get(row.alert)
    parts = [
        texts("notify-title", level=texts(f"level-{row.level}"), watch=alert.title if alert else row.alert[:8]),
        texts("notify-step-on", step=row.step) if row.step else texts("notify-step-tell"),
        row.channel,
        texts.say(fate_said(row, lambda time: show_time(time, zone))),
    ]
    if alert is not None:
        parts.append(texts.say(heard_said(alert, state, lambda time: show_time(time, zone))))
    return " · ".join(part for part in parts if part)


# --- what is typed and shown


def _row(channel: Channel, console: Console) -> dict[str, Any]:
    return {
        "name": channel.name, "kind": channel.kind, "address": channel.address, "person": channel.person,
        "duty": channel.duty, "level": channel.level, "quiet_from": channel.quiet_from, "quiet_to": channel.quiet_to,
        "language": channel.language, "off": channel.off, "reaches": console.texts.say(reaches_said(channel)),
    }  # fmt: skip


def _line(channel: Channel, console: Console) -> str:
    texts = console.texts
    parts = [
        channel.name, texts(f"notify-kind-{channel.kind}"), channel.address, texts.say(reaches_said(channel)),
        texts("cli-notify-from-level", level=texts(f"level-{channel.level}")),
    ]  # fmt: skip
    if channel.quiet_from:
        parts.append(texts("cli-notify-quiet", begins=channel.quiet_from, ends=channel.quiet_to))
    if channel.off:
        parts.append(texts("cli-notify-off"))
    return " · ".join(parts)


def _name(args: Namespace) -> str:
    if not args.name:
        raise UserError(Said("cli-notify-name-missing", {"action": args.action}))
    return str(args.name)


def _known_person(name: str | None, console: Console) -> str:
    """A person of the room, so that a slip of the pen does not leave anybody untold."""
    if not name:
        return ""
    known = [person.name for person in _state(console).people.values() if not person.retired]
    if name not in known:
        raise UserError(Said("cli-notify-no-person", {"name": name, "names": ", ".join(known)}))
    return name


def _state(console: Console) -> RoomState:
    """The room as it is; an empty one where none was founded."""
    try:
        return console.keeper.reader().state
    except UserError as error:
        if error.said.key not in ("profile-no-room", "profile-missing"):
            raise
        return RoomState()
