# SPDX-License-Identifier: Apache-2.0
"""`source add · list · test · remove · pause · resume · export`: where posts come from.

The trap: a secret on a command line stands in everybody's list of processes, so `--secret FIELD` asks for it on the
terminal, or takes a line of standard input.
"""

import asyncio
import time
from argparse import Namespace
from contextlib import aclosing
from getpass import getpass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from app.cli.keeper import Console
from app.cli.render import to_json
from app.errors import EnvironmentFault, FenghuoError, Said, UserError
from app.posts.sources.health import health, is_alive, silent_since
from app.posts.sources.source import Pulse, Source, SourceState

_TEST_SECONDS: Final = 40.0
_SHOWN: Final = 5


def source(args: Namespace, console: Console) -> int:
    """One of the actions below."""
    actions = {"add": _add, "list": _list, "test": _test, "remove": _remove, "export": _export}
    if args.action in ("pause", "resume"):
        return _pause(args, console)
    return actions[args.action](args, console)


def _add(args: Namespace, console: Console) -> int:
    """Adds what the options say; prints one line a source."""
    book = console.keeper.sources()
    rejected: list[tuple[int, Said]] = []
    if args.opml:
        from app.posts.sources.opml import read_opml

        found = read_opml(_bytes(Path(args.opml)))
        rejected = list(found.rejected)
        watched = (msgspec.structs.replace(one, watch=args.watch or one.watch) for one in found.sources)
        added = book.add(*watched, rename=True)
    else:
        added = book.add(_asked_for(args, console, book.free_name))
    for one in added:
        shown = {"name": one.name, "kind": one.kind, "settings": one.settings}
        console.say(to_json(shown) if args.json else console.texts("cli-source-added", name=one.name, kind=one.kind))
    for line, reason in rejected:
        console.complain(console.texts("cli-rejected", line=line, reason=console.texts.say(reason)))
    if not added and not rejected:
        console.complain(console.texts("cli-source-known"))
    return 0 if added or not rejected else 1


def _asked_for(args: Namespace, console: Console, free_name: Any) -> Source:
    settings = given_settings(args.set)
    kind = args.kind or ("rsshub" if args.preset else "feed")
    if args.url:
        settings.setdefault("instance" if kind in ("rsshub", "mastodon") else "address", args.url)
    if args.preset:
        settings["preset"] = args.preset
    for field in args.secret or ():
        settings[field] = asked_secret(console, field)
    if not settings:
        raise UserError(Said("cli-source-nothing"))
    name = args.name or free_name(_name_of(kind, settings))
    return Source(
        name=name,
        kind=kind,
        settings=settings,
        watch=args.watch or "",
        every=args.every,
        silent_after=args.silent_after,
    )


def given_settings(pairs: list[str] | None) -> dict[str, str]:
    """Each `FIELD=VALUE`. Raises UserError for one that is none."""
    settings = {}
    for pair in pairs or ():
        field, mark, value = pair.partition("=")
        if not mark or not field:
            raise UserError(Said("cli-bad-setting", {"setting": pair}))
        settings[field.strip()] = value
    return settings


def asked_secret(console: Console, field: str) -> str:
    """Typed unseen on a terminal, else the next line of standard input."""
    if console.stdin.isatty():
        return getpass(console.texts("cli-ask-source-secret", field=field))
    return console.stdin.readline().rstrip("\r\n")


def _name_of(kind: str, settings: dict[str, str]) -> str:
    """A name from what tells one source from another: host and path, words, or the kind."""
    address = settings.get("address", "")
    if address:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        return f"{parts.hostname or address}{parts.path.rstrip('/')}"
    told = [value for field, value in settings.items() if field not in ("password", "token", "app_password")]
    return " ".join((kind, *told[:2]))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise UserError(Said("posts-no-file", {"file": str(path)})) from fault
    except OSError as fault:
        raise EnvironmentFault(Said("posts-unreadable", {"file": str(path), "why": fault.strerror or ""})) from fault


def _list(args: Namespace, console: Console) -> int:
    """Every source and how it is."""
    states: dict[str, SourceState] = {}
    pulse: Pulse | None = None
    book = console.keeper.sources()
    with console.keeper.post_reader() as posts:
        if posts is not None:
            states = {state.name: state for state in posts.source_states()}
            pulse = posts.pulse()
    now = console.clock.now()
    sources = book.sources()
    for one in sources:
        row = _row(one, states.get(one.name), console)
        console.say(to_json(row) if args.json else _line(row, console))
    if not sources:
        console.complain(console.texts("cli-source-none"))
    elif not args.json:
        key = "cli-collector-alive" if is_alive(pulse, now) else "cli-collector-dead"
        console.complain(console.texts(key, time=pulse.at.isoformat(timespec="seconds") if pulse else "-"))
    return 0


def _row(one: Source, state: SourceState | None, console: Console) -> dict[str, Any]:
    now, say = console.clock.now(), console.texts.say
    known = state or SourceState(name=one.name)
    return {
        "name": one.name,
        "kind": one.kind,
        "settings": one.settings,
        "watch": one.watch,
        "health": health(one, state, now).value,
        "last_success": known.last_success,
        "last_new": known.last_new,
        "silent_since": silent_since(one, known, now),
        "next_try": known.next_try,
        "posts_per_hour": round(known.posts_per_hour(now), 1),
        "stored": known.stored,
        "failures": known.failures,
        "trouble": say(known.trouble) if known.trouble else "",
        "note": say(known.note) if known.note else "",
    }


def _line(row: dict[str, Any], console: Console) -> str:
    word = console.texts(f"source-health-{row['health']}")
    last = row["last_success"].isoformat(timespec="seconds") if row["last_success"] else "-"
    said = row["trouble"] or row["note"]
    rate = console.texts("cli-source-rate", count=row["posts_per_hour"])
    return "  ".join(part for part in (word, row["name"], f"({row['kind']})", last, rate, said) if part)


def _remove(args: Namespace, console: Console) -> int:
    """Takes a source away; its posts stay."""
    console.keeper.sources().remove(_name(args))
    console.say(console.texts("cli-source-removed", name=args.name_or_file))
    return 0


def _pause(args: Namespace, console: Console) -> int:
    """Stops a source, or goes on with it."""
    paused = args.action == "pause"
    console.keeper.sources().named(_name(args))
    console.keeper.sources().pause(args.name_or_file, paused=paused)
    console.say(console.texts("cli-source-paused" if paused else "cli-source-resumed", name=args.name_or_file))
    return 0


def _export(args: Namespace, console: Console) -> int:
    """Writes the feeds as OPML."""
    from app.posts.sources.opml import write_opml

    path = Path(_name(args))
    data = write_opml(console.keeper.sources().sources(), "Fenghuo")
    try:
        path.write_bytes(data)
    except OSError as fault:
        said = Said("window-cannot-write", {"path": str(path), "why": fault.strerror or ""})
        raise EnvironmentFault(said) from fault
    console.say(console.texts("window-written", path=str(path)))
    return 0


def _name(args: Namespace) -> str:
    if not args.name_or_file:
        raise UserError(Said("cli-source-name-missing", {"action": args.action}))
    return str(args.name_or_file)


def _test(args: Namespace, console: Console) -> int:
    """Asks a source once and shows what came, without storing anything; 1 where it did not answer."""
    name = _name(args)
    one = console.keeper.sources().named(name)
    began = time.monotonic()
    found: dict[str, Any] = {"name": name, "ok": True, "read": 0, "posts": [], "trouble": "", "note": ""}
    try:
        found |= asyncio.run(_tried(one, console))
    except FenghuoError as error:
        found |= {"ok": False, "trouble": console.texts.error(error)}
    found["seconds"] = round(time.monotonic() - began, 2)
    if args.json:
        console.say(to_json(found))
    elif found["ok"]:
        console.say(console.texts("cli-source-tested", name=name, read=found["read"], seconds=found["seconds"]))
        for post in found["posts"]:
            console.say(f"  {post['posted_at']}  {post['source']}  @{post['author']}  {post['text'][:80]}")
    if found["trouble"]:
        console.complain(found["trouble"])
    return 0 if found["ok"] else 1


async def _tried(one: Source, console: Console) -> dict[str, Any]:
    from app.posts.collecting.http import HttpReach
    from app.posts.collecting.reader import Readers
    from app.posts.collecting.wire import Chunk, Done, Failed
    from app.posts.sources.port import Harvest

    book = console.keeper.sources()
    kind = book.kinds[one.kind]
    readers = Readers(console.keeper.reader_command())
    texts = console.texts
    found: dict[str, Any] = {"ok": True, "read": 0, "posts": [], "trouble": "", "note": ""}
    try:
        async with asyncio.timeout(_TEST_SECONDS), HttpReach(console.clock, "Fenghuo", stays=False) as reach:
            harvests = kind.listen(book.settings(one), {}, reach)
            async with aclosing(harvests):
                harvest: Harvest = await anext(harvests, Harvest())
            for document in harvest.documents:
                async with aclosing(readers.read(one.kind, document, one.watch)) as told:
                    async for message in told:
                        match message:
                            case Chunk(posts=posts):
                                found["read"] += len(posts)
                                found["posts"] += [_shown(post) for post in posts[: _SHOWN - len(found["posts"])]]
                            case Done(report=report):
                                found["note"] = found["note"] or "; ".join(texts.say(w) for w in report.warnings)
                            case Failed(said=said):
                                found |= {"ok": False, "trouble": texts.say(said)}
            if harvest.note is not None:
                found["note"] = texts.say(harvest.note)
    except TimeoutError:
        found |= {"ok": False, "trouble": texts("source-test-slow", seconds=int(_TEST_SECONDS))}
    finally:
        await readers.close()
    return found


def _shown(post: Any) -> dict[str, Any]:
    at = post.posted_at.isoformat(timespec="seconds")
    return {"posted_at": at, "author": post.author, "text": post.text[:500], "source": post.source}
