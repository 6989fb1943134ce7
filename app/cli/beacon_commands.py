# SPDX-License-Identifier: Apache-2.0
"""`beacon status · policy · replay · take`: how watches stand, by which rules, and what others would have lit.

The trap: `replay` changes nothing. Without `--policy` it plays today's rules alone; with one it plays both, and what
only one of them lit stands in a row of its own.
"""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.cli.beacon_take import take
from app.cli.keeper import Console
from app.cli.render import show_time, time_given, to_json
from app.errors import Said, UserError
from app.room.state import RoomState
from app.warning.past import Past, decided_of, from_file, from_store
from app.warning.policy import Response, Rule
from app.warning.policy_book import read_policy
from app.warning.proposal import Proposal
from app.warning.reasons import reason_said, rule_said
from app.warning.replay import Fired, Judgement, Replayed, Side, replay
from app.warning.rules import LEVELS
from app.warning.standing import Stand, stands

_DAY: Final = timedelta(days=1)


def beacon(args: Namespace, console: Console) -> int:
    """One of the actions below."""
    return {"status": _status, "policy": _policy, "replay": _replay, "take": take}[args.action](args, console)


# --- how watches stand


def _status(args: Namespace, console: Console) -> int:
    """Each watch: its level, since when, why; how much is known of it."""
    with console.keeper.post_reader() as posts:
        found = stands(posts, console.clock.now()) if posts is not None else []
    chosen = [one for one in found if not args.watch or one.watch == args.watch]
    zone = _state(console)[1]
    for one in chosen:
        console.say(to_json(_stand_json(one, console)) if args.json else _stand_line(one, console, zone))
    if not chosen and not args.json:
        console.complain(console.texts("beacon-no-watches"))
    return 0


def _stand_json(one: Stand, console: Console) -> dict[str, Any]:
    return {
        "watch": one.watch, "level": one.level, "since": one.since, "heard_until": one.heard_until,
        "hours_learnt": one.hours_learnt, "run": one.run, "reasons": _reasons(one.proposal, console),
    }  # fmt: skip


def _reasons(proposal: Proposal | None, console: Console) -> list[str]:
    return [console.texts.say(reason_said(reason)) for reason in proposal.reasons] if proposal else []


def _stand_line(one: Stand, console: Console, zone: ZoneInfo) -> str:
    if one.level is None or one.since is None:
        key = "beacon-line-calm" if one.known else "beacon-line-learning"
        return console.texts(key, watch=one.watch, hours=one.hours_learnt)
    level, reasons = console.texts(f"level-{one.level}"), " · ".join(_reasons(one.proposal, console))
    since = show_time(one.since, zone)
    return console.texts("beacon-line-lit", level=level, watch=one.watch, since=since, reason=reasons)


# --- by which rules


def _policy(args: Namespace, console: Console) -> int:
    """Today's rules, or those of a file, and what each level starts."""
    policy = read_policy(Path(args.policy)) if args.policy else console.keeper.policy().policy()
    if args.json:
        console.say(to_json({"rules": policy.rules, "responses": policy.responses}))
        return 0
    for rule in policy.rules:
        console.say(_rule_line(rule, console))
    if not policy.rules:
        console.say(console.texts("beacon-no-rules"))
    for response in policy.responses:
        console.say(_response_line(response, console))
    return 0


def _rule_line(rule: Rule, console: Console) -> str:
    texts = console.texts
    days = " ".join(texts(f"beacon-day-{day}") for day in rule.days)
    times = texts("beacon-times", begins=rule.begins, ends=rule.ends) if rule.begins else ""
    level, asks = texts(f"level-{rule.level}"), texts.say(rule_said(rule))
    parts = (
        texts("beacon-line-rule", level=level, name=rule.name, asks=asks),
        ", ".join(rule.watches), rule.region, days, times, texts("beacon-off") if rule.off else "", rule.note,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def _response_line(response: Response, console: Console) -> str:
    texts = console.texts
    return texts(
        "beacon-line-response", level=texts(f"level-{response.level}"), tell=_who(response.tell, console),
        minutes=response.minutes, then=_who(response.then, console),
        confirm=texts(f"role-{response.confirm}") if response.confirm else texts("beacon-anybody"),
    )  # fmt: skip


def _who(names: Sequence[str], console: Console) -> str:
    """Duties in words, people by name."""
    duties = {name: f"role-{name}" for name in names}
    said = [console.texts(key) if console.texts.has(key) else name for name, key in duties.items()]
    return ", ".join(said) or console.texts("beacon-nobody")


# --- what would have been lit


def _replay(args: Namespace, console: Console) -> int:
    """A past time, or a file, through today's policy and another."""
    state, zone = _state(console)
    today = console.keeper.policy().policy()
    changed = read_policy(Path(args.policy)) if args.policy else today
    with _past(args, console, zone) as (past, since):
        found = replay(
            past.series, today, changed, zone=zone, since=since, decided=decided_of(state), sliced=past.sliced,
            tell=lambda share: console.bar(args.file or "", share),
        )  # fmt: skip
    console.clear_bar()
    if args.json:
        console.say(to_json(_replayed_json(found, console)))
        return 0
    for line in _told(found, console, zone, both=bool(args.policy)):
        console.say(line)
    return 0


@contextmanager
def _past(args: Namespace, console: Console, zone: ZoneInfo) -> Iterator[tuple[Past, datetime | None]]:
    """What is played, and from when on; the store stays open for rules that ask it."""
    since = time_given(args.since, zone) if args.since else None
    if args.file:
        judge, watch = console.keeper.judge(), args.watch or ""
        yield from_file(Path(args.file), judge, console.clock, watch=watch, zone=zone), since
        return
    until = time_given(args.until, zone) if args.until else console.clock.now()
    since = since or until - _DAY
    if since >= until:
        raise UserError(Said("beacon-replay-backwards"))
    with console.keeper.post_reader() as posts:
        if posts is None:
            raise UserError(Said("beacon-no-watches"))
        watches = [args.watch] if args.watch else sorted(posts.beacon_states())
        yield from_store(posts, watches, since, until), since


def _replayed_json(found: Replayed, console: Console) -> dict[str, Any]:
    return {
        "since": found.since, "until": found.until, "watches": found.watches, "weeks": round(found.weeks, 4),
        "hourly": found.hourly,
        "today": _side_json(found.today, console), "changed": _side_json(found.changed, console),
    }  # fmt: skip


def _side_json(side: Side, console: Console) -> dict[str, Any]:
    return {
        "levels": {level: side.count(level) for level in LEVELS},
        "false_alarms": side.false_alarms(),
        "left_out": side.left_out,
        "fired": [_fired_json(one, console) for one in side.fired],
    }


def _fired_json(one: Fired, console: Console) -> dict[str, Any]:
    steps = [
        {"at": step.at, "level": step.level, "reasons": [console.texts.say(reason_said(r)) for r in step.reasons]}
        for step in one.steps
    ]
    return {
        "watch": one.watch, "level": one.level, "since": one.since, "until": one.until, "judgement": one.judgement,
        "steps": steps,
    }  # fmt: skip


def _told(found: Replayed, console: Console, zone: ZoneInfo, *, both: bool) -> Iterator[str]:
    texts = console.texts
    yield texts(
        "beacon-replayed", since=show_time(found.since, zone), until=show_time(found.until, zone),
        watches=len(found.watches),
    )  # fmt: skip
    if found.hourly:
        yield texts("beacon-hourly")
    for first, second in found.pairs():
        if first is not None:
            yield _fired_line("beacon-side-today" if both else "beacon-side-both", first, console, zone)
        if both and second is not None:
            yield _fired_line("beacon-side-changed", second, console, zone)
    sides = [("beacon-side-today", found.today), ("beacon-side-changed", found.changed)]
    for key, side in sides if both else [("beacon-side-both", found.today)]:
        levels = " · ".join(
            texts("beacon-count", level=texts(f"level-{one}"), count=side.count(one)) for one in LEVELS
        )
        rate = round(side.false_alarms() / found.weeks, 2)
        yield texts("beacon-sum", side=texts(key), levels=levels, false=side.false_alarms(), rate=rate)
        if side.left_out:
            yield texts("beacon-left-out", side=texts(key), names=", ".join(side.left_out))


def _fired_line(side: str, one: Fired, console: Console, zone: ZoneInfo) -> str:
    texts = console.texts
    step = one.steps[-1]
    reason = texts.say(reason_said(step.reasons[0])) if step.reasons else ""
    judged = "" if one.judgement is Judgement.UNKNOWN else texts(f"beacon-judged-{one.judgement}")
    line = texts(
        "beacon-line-fired", side=texts(side), since=show_time(one.since, zone), level=texts(f"level-{one.level}"),
        watch=one.watch, at=show_time(step.at, zone), reason=reason,
    )  # fmt: skip
    return " · ".join(part for part in (line, judged) if part)


def _state(console: Console) -> tuple[RoomState, ZoneInfo]:
    """The room and its zone; an empty one where there is none yet."""
    try:
        state = console.keeper.reader().state
    except UserError:
        state = RoomState()
    return state, state.zone
