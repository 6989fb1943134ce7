# SPDX-License-Identifier: Apache-2.0
"""`watches list · show · add · remove · test · catch · export · import`: what is watched, and whether it would work.

`test` asks which rules match a text and why, `catch` what a watch would have caught of the posts that came. The trap:
both work with rules that are not saved yet (`--rules`), so nothing here may ask the book for more than it holds.
"""

import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from app.cli.asking import mentions_json, post_json, post_line
from app.cli.keeper import Console
from app.cli.render import to_json
from app.errors import EnvironmentFault, Said, UserError
from app.posts.fold import shown
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.question import Question
from app.posts.reading.encoding import encoding_of, is_binary
from app.posts.watches.book import as_text, read_file
from app.posts.watches.rules import Role, read_rules
from app.posts.watches.watch import Watch, WatchKind

if TYPE_CHECKING:
    from app.posts.watches.catch import Caught
    from app.posts.watches.verdicts import Verdict

_LARGEST: Final = 4 << 20
_SAMPLE: Final = 256 << 10
_PAGE: Final = 1000
_BAR_AFTER: Final = 1.0


def watches(args: Namespace, console: Console) -> int:
    """One of the actions below."""
    actions = {
        "list": _list, "show": _show, "add": _add, "remove": _remove,
        "test": _test, "catch": _catch, "export": _export, "import": _import,
    }  # fmt: skip
    return actions[args.action](args, console)


# --- the book


def _list(args: Namespace, console: Console) -> int:
    """Every watch; a sentence for each line that cannot be read."""
    found = console.keeper.watches().watches()
    for one in found:
        console.say(to_json(_row(one, console)) if args.json else _line(one, console))
        if not args.json:
            _complain_of(one, console)
    if not found and not args.json:
        console.complain(console.texts("watches-none"))
    return 0


def _show(args: Namespace, console: Console) -> int:
    """One watch with its keywords as they were written."""
    one = console.keeper.watches().named(_name(args))
    if args.json:
        console.say(to_json(_row(one, console)))
        return 0
    console.say(_line(one, console))
    console.say(one.rules.rstrip("\n"))
    _complain_of(one, console)
    return 0


def _add(args: Namespace, console: Console) -> int:
    """Adds a watch."""
    new = Watch(name=_name(args), kind=WatchKind(args.kind), rules=_rules(args, console), sound=args.sound)
    _saved(console.keeper.watches().put(new), args, console)
    return 0


def _remove(args: Namespace, console: Console) -> int:
    """Takes a watch away."""
    gone = console.keeper.watches().remove(_name(args))
    console.say(console.texts("cli-watches-removed", name=gone.name))
    return 0


def _export(args: Namespace, console: Console) -> int:
    """Writes all watches, in the very form of the profile's own file."""
    found = console.keeper.watches().watches()
    if not found:
        raise UserError(Said("watches-none"))
    path = Path(_name(args))
    try:
        path.write_text(as_text(found), "utf-8")
    except OSError as fault:
        said = Said("window-cannot-write", {"path": str(path), "why": fault.strerror or ""})
        raise EnvironmentFault(said) from fault
    console.say(console.texts("window-written", path=str(path)))
    return 0


def _import(args: Namespace, console: Console) -> int:
    """Takes in exported watches, those of the same name replaced; a bare list of keywords is one watch."""
    path = Path(_name(args))
    for one in console.keeper.watches().take_in(read_file(path, _text(str(path), console))):
        _saved(one, args, console)
    return 0


def _row(one: Watch, console: Console) -> dict[str, Any]:
    found = read_rules(one.rules)
    problems = [{"line": p.line, "reason": console.texts.say(p.said), "fatal": p.fatal} for p in found.problems]
    return {
        "name": one.name, "kind": one.kind, "keywords": found.keywords, "sound": one.sound, "note": one.note,
        "rules": one.rules, "problems": problems,
    }  # fmt: skip


def _line(one: Watch, console: Console) -> str:
    kind, keywords = console.texts(f"watches-kind-{one.kind}"), read_rules(one.rules).keywords
    line = console.texts("cli-watches-line", name=one.name, kind=kind, keywords=keywords)
    sound = console.texts("cli-watches-sound") if one.sound else ""
    return " · ".join(part for part in (line, sound, one.note) if part)


def _saved(one: Watch, args: Namespace, console: Console) -> None:
    row = _row(one, console)
    if args.json:
        console.say(to_json(row))
        return
    console.say(console.texts("cli-watches-saved", name=one.name, keywords=row["keywords"]))
    _complain_of(one, console)


def _complain_of(one: Watch, console: Console) -> None:
    for problem in read_rules(one.rules).problems:
        why = console.texts.say(problem.said)
        console.complain(console.texts("cli-watches-problem", name=one.name, line=problem.line, why=why))


# --- would it work?


def _test(args: Namespace, console: Console) -> int:
    """Which rules match a text, and why; also those that nearly do."""
    from app.posts.watches.matcher import Matcher

    text = shown(console.stdin.read() if args.text == "-" else args.text or "")
    if not text.strip():
        raise UserError(Said("cli-watches-no-text"))
    asked = _asked(args, console)
    now = console.clock.now()
    verdicts = Matcher(asked).explain(Post(source="", posted_at=now, arrived_at=now, text=text))
    if args.json:
        matches = dict.fromkeys(verdict.watch for verdict in verdicts if verdict.matched)
        groups = [_verdict_json(verdict, text) for verdict in verdicts]
        console.say(to_json({"matches": list(matches), "groups": groups}))
        return 0
    for verdict in verdicts:
        _tell(verdict, text, console)
    if not verdicts:
        console.complain(console.texts("cli-watches-nothing-hit"))
    return 0


def _verdict_json(verdict: "Verdict", text: str) -> dict[str, Any]:
    """Groups and lines count from 1; `start` and `end` are characters of the text, from 0."""
    hits = [
        {
            "keyword": hit.keyword, "exactness": hit.exactness, "field": hit.field, "start": hit.start,
            "end": hit.end, "found": text[hit.start : hit.end], "weight": hit.weight, "line": hit.line,
            "role": hit.role,
        }
        for hit in verdict.hits
    ]  # fmt: skip
    return {
        "watch": verdict.watch, "group": verdict.group + 1, "name": verdict.name, "matched": verdict.matched,
        "hits": hits, "missing": verdict.missing, "barred_by": verdict.barred_by, "lacks_plain": verdict.lacks_plain,
    }  # fmt: skip


def _tell(verdict: "Verdict", text: str, console: Console) -> None:
    """A group and why it matches or not."""
    texts = console.texts
    group = verdict.name or texts("cli-watches-group", number=verdict.group + 1)
    key = "cli-watches-matched" if verdict.matched else "cli-watches-missed"
    console.say(texts(key, watch=verdict.watch, group=group))
    said = [
        texts(
            "cli-watches-hit", keyword=hit.keyword, found=text[hit.start : hit.end], start=hit.start + 1, end=hit.end,
            exactness=texts(f"watches-exactness-{hit.exactness}"), weight=hit.weight,
        )
        for hit in verdict.hits
        if hit.role is not Role.NOT
    ]  # fmt: skip
    said += [texts("cli-watches-lacks", keyword=keyword) for keyword in verdict.missing]
    said += [texts("cli-watches-barred", keyword=keyword) for keyword in verdict.barred_by]
    if verdict.lacks_plain:
        said.append(texts("cli-watches-lacks-plain"))
    for line in said:
        console.say(f"  {line}")


def _asked(args: Namespace, console: Console) -> tuple[Watch, ...]:
    """The watches to be tried: rules that are not saved, the one that is named, or all."""
    if args.rules or args.keyword:
        return (_trial(args, console),)
    book = console.keeper.watches()
    if args.name_or_file:
        return (book.named(args.name_or_file),)
    found = book.watches()
    if not found:
        raise UserError(Said("watches-none"))
    return found


def _trial(args: Namespace, console: Console) -> Watch:
    """Rules that are not saved; they are checked as if they were to be."""
    name = args.name_or_file or console.texts("cli-watches-trial")
    one = Watch(name=name, rules=_rules(args, console))
    _complain_of(one, console)
    return one


def _catch(args: Namespace, console: Console) -> int:
    """What a watch would have caught of the posts that arrived in the last hours."""
    from app.posts.watches.catch import catch

    if not (args.rules or args.keyword):
        _name(args)
    (one,) = _asked(args, console)
    with console.keeper.post_reader() as posts:
        arrived = _Arrived(posts, console, timedelta(hours=args.hours))
        found = catch(one, arrived, progress=_teller(args, console, arrived))
    console.clear_bar()
    warning = console.texts.say(found.warning) if found.warning else ""
    if args.json:
        console.say(to_json(_caught_json(one, args.hours, found, warning)))
    else:
        _tell_caught(one, args.hours, found, console)
    if warning:
        console.complain(warning)
    return 0


class _Arrived:
    """The posts that arrived within a span before now, last arrival first; `share` of the span is done, 0 to 1."""

    def __init__(self, posts: PostStore | None, console: Console, span: timedelta) -> None:
        self._posts, self._now, self._span = posts, console.clock.now(), span
        self.share = 0.0

    def __iter__(self) -> Iterator[Post]:
        """Row ids grow with arrival, but for a few minutes; so a whole page of older ones is the end."""
        if self._posts is None:
            return
        ids = sorted(self._posts.find(Question()), reverse=True)
        for start in range(0, len(ids), _PAGE):
            page = self._posts.get(ids[start : start + _PAGE])
            fresh = [post for post in page if self._now - post.arrived_at <= self._span]
            if page and not fresh:
                return
            if fresh:
                self.share = min(1.0, (self._now - fresh[-1].arrived_at) / self._span)
            yield from fresh


def _teller(args: Namespace, console: Console, arrived: _Arrived) -> Any:
    begun = time.monotonic()

    def tell(looked_at: int) -> None:
        if args.progress:
            console.say(to_json({"progress": {"read": looked_at, "done": round(arrived.share, 3)}}))
        elif time.monotonic() - begun > _BAR_AFTER:
            console.bar(args.name_or_file or args.action, arrived.share)

    return tell


def _caught_json(one: Watch, hours: int, found: "Caught", warning: str) -> dict[str, Any]:
    return {
        "watch": one.name,
        "hours": hours,
        "looked_at": found.looked_at,
        "caught": found.caught,
        "share": round(found.share, 4),
        "by_keyword": [{"keyword": keyword, "posts": count} for keyword, count in found.by_keyword],
        "examples": [
            {"post": post_json(post), "mention": mentions_json((mention,))[0]} for post, mention in found.examples
        ],
        "warning": warning,
    }


def _tell_caught(one: Watch, hours: int, found: "Caught", console: Console) -> None:
    texts = console.texts
    share = round(found.share * 100, 1)
    console.say(
        texts(
            "cli-watches-caught", name=one.name, hours=hours, looked_at=found.looked_at, caught=found.caught,
            share=share,
        )
    )  # fmt: skip
    for keyword, count in found.by_keyword:
        console.say(texts("cli-watches-count", count=count, keyword=keyword))
    zone = console.keeper.zone()
    for post, mention in found.examples:
        console.say(post_line(replace(post, mentions=(mention,)), zone))


# --- what is typed


def _name(args: Namespace) -> str:
    if not args.name_or_file:
        raise UserError(Said("cli-watches-name-missing", {"action": args.action}))
    return str(args.name_or_file)


def _rules(args: Namespace, console: Console) -> str:
    """The keywords of `--rules` and of each `--keyword`. Raises UserError where there is none."""
    lines = [_text(args.rules, console).rstrip("\n")] if args.rules else []
    rules = "\n".join((*lines, *(args.keyword or ())))
    if not rules.strip():
        raise UserError(Said("cli-watches-no-rules"))
    return rules


def _text(file: str, console: Console) -> str:
    """A file people wrote, in whatever encoding; `-` is standard input. Raises UserError, EnvironmentFault."""
    if file == "-":
        return console.stdin.read()
    try:
        data = Path(file).read_bytes()
    except FileNotFoundError as fault:
        raise UserError(Said("posts-no-file", {"file": file})) from fault
    except OSError as fault:
        raise EnvironmentFault(Said("cli-cannot-read", {"path": file})) from fault
    if len(data) > _LARGEST:
        raise UserError(Said("cli-watches-too-large", {"path": file, "limit": _LARGEST >> 20}))
    encoding = "" if is_binary(data[:_SAMPLE]) else encoding_of(data[:_SAMPLE])
    if not encoding:
        raise UserError(Said("cli-watches-not-text", {"path": file}))
    return data.decode(encoding, "replace").removeprefix("\ufeff")
