# SPDX-License-Identifier: Apache-2.0
"""`import`, `search`, `classify`, `explain`: posts and their moods from the command line.

The window runs `import` too, as a child process (`--progress`), so both go the same way. The trap: one bad file must
not stop the next one.
"""

import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from app.cli.asking import asks_nothing, post_json, post_line, question_of, story_json, story_line
from app.cli.import_preview import preview_json, worded
from app.cli.importing import Importing
from app.cli.keeper import Console
from app.cli.quoted_lines import lines_as_they_come, quoted_text, quoted_texts
from app.cli.render import to_json
from app.errors import FenghuoError, Said, UserError
from app.posts.importer import ImportReport, Progress
from app.posts.ports import PostStore
from app.posts.post import Mood
from app.posts.question import Question

_BAR_AFTER: Final = 1.0
_PAGE: Final = 500


def import_(args: Namespace, console: Console) -> int:
    """Read files into the post store; 1 if a file could not be read at all."""
    maps, zone = _maps(args.map), _zone(args.timezone)
    failed = False
    for file in args.files:
        try:
            if args.preview:
                _preview(console, Path(file), maps, zone)
                continue
            importing = Importing(console, maps, zone, args.watch or "", _teller(args, console, Path(file)))
            report = importing.words(console.stdin.read()) if file == "-" else importing.file(Path(file))
        except FenghuoError as error:
            failed = True
            _failed(args, console, file, error)
        else:
            _report(args, console, report)
    return 1 if failed else 0


def _preview(console: Console, path: Path, maps: dict[str, str], zone: ZoneInfo | None) -> None:
    found = preview_json(path, maps, zone, console.clock, console.texts, console.keeper.mappings())
    console.say(to_json(found))


def _maps(pairs: list[str] | None) -> dict[str, str]:
    maps = {}
    for pair in pairs or ():
        field, mark, column = pair.partition("=")
        if not mark or not field:
            raise UserError(Said("cli-bad-map", {"map": pair}))
        maps[field.strip()] = column
    return maps


def _zone(name: str | None) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UserError(Said("error-unknown-zone", {"zone": name})) from fault


def _teller(args: Namespace, console: Console, path: Path) -> Any:
    """Shows progress: JSON lines for the window, a bar on a terminal once it takes over a second."""
    begun = time.monotonic()

    def tell(progress: Progress) -> None:
        if args.progress:
            console.say(to_json({"progress": msgspec.to_builtins(progress)}))
        elif console.stderr.isatty() and time.monotonic() - begun > _BAR_AFTER:
            share = progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0
            console.bar(path.name, share)

    return tell


def _failed(args: Namespace, console: Console, file: str, error: FenghuoError) -> None:
    sentence = console.texts.error(error)
    if args.json:
        empty = {"read": 0, "stored": 0, "same": 0, "rejected": [], "warnings": []}
        console.say(to_json({"file": file, **empty, "error": sentence}))
    console.complain(f"{file}: {sentence}")


def _report(args: Namespace, console: Console, report: ImportReport) -> None:
    say = console.texts.say
    if args.json:
        console.say(
            to_json(
                {
                    "file": report.file,
                    "read": report.read,
                    "stored": report.stored,
                    "same": report.same,
                    "rejected": [{"line": row.line, "reason": say(worded(row.reason))} for row in report.rejected],
                    "rejected_total": report.rejected_total,
                    "warnings": [say(worded(warning)) for warning in report.warnings],
                    "mapping": dict(report.mapping),
                    "unused": list(report.unused),
                    "stopped": say(report.stopped) if report.stopped else "",
                    "cancelled": report.cancelled,
                }
            )
        )
        return
    console.clear_bar()
    counts = {"read": report.read, "stored": report.stored, "same": report.same, "rejected": report.rejected_total}
    console.say(console.texts("cli-imported", file=report.file, **counts))
    console.say(console.texts("cli-mapping", mapping=", ".join(f"{k}={v}" for k, v in report.mapping.items())))
    for warning in report.warnings:
        console.complain(say(warning))
    for row in report.rejected:
        console.complain(console.texts("cli-rejected", line=row.line, reason=say(row.reason)))


def search(args: Namespace, console: Console) -> int:
    """Posts (or stories) that fit; 2 where nothing is asked."""
    if asks_nothing(args):
        console.complain(console.texts("cli-search-asks-nothing"))
        return 2
    found = 0
    with console.keeper.post_reader() as posts:
        if posts is not None:
            question = question_of(args, console, posts)
            for line in (_stories if args.stories else _posts)(args, console, posts, question):
                console.say(line)
                found += 1
    if not found and not args.json:
        words = " ".join(args.words)
        console.complain(
            console.texts("cli-nothing-found", words=words) if words else console.texts("cli-nothing-fits")
        )
    return 0


def _posts(args: Namespace, console: Console, posts: PostStore, question: Question) -> Iterator[str]:
    ids = posts.find(question, args.limit)
    for start in range(0, len(ids), _PAGE):
        for post in posts.get(ids[start : start + _PAGE]):
            yield to_json(post_json(post)) if args.json else post_line(post)


def _stories(args: Namespace, console: Console, posts: PostStore, question: Question) -> Iterator[str]:
    ids = posts.find_stories(question, limit=args.limit)
    for start in range(0, len(ids), _PAGE):
        for story in posts.stories(ids[start : start + _PAGE]):
            yield to_json(story_json(story)) if args.json else story_line(story, console)


class _Answer(msgspec.Struct):
    label: str
    score: float


def classify(args: Namespace, console: Console) -> int:
    """JSON strings in, one a line; label and score out, one a line, as soon as lines come."""
    scorer, encoder = console.keeper.scorer(), msgspec.json.Encoder()
    first, bad = 1, False
    for lines in lines_as_they_come(console.stdin):
        texts = quoted_texts(lines)
        feelings = iter(scorer.feel([text for text in texts if text is not None]))
        answers: list[_Answer | dict[str, str]] = []
        for number, text in enumerate(texts, first):
            if text is not None:
                score, mood = next(feelings)
                answers.append(_Answer(mood, score))
            elif lines[number - first].strip():
                bad = True
                said = console.texts("cli-classify-line", line=number)
                console.complain(said)
                answers.append({"error": said})
        first += len(lines)
        console.stdout.write(encoder.encode_lines(answers).decode())
        console.stdout.flush()
    return 1 if bad else 0


def explain(args: Namespace, console: Console) -> int:
    """A text in, plain or as a JSON string; its mood and what made it out."""
    given = console.stdin.read()
    quoted = quoted_text(given.encode("utf-8", "surrogatepass"))
    text = given.rstrip("\n") if quoted is None else quoted
    feeling, pieces = console.keeper.scorer().explain(text)
    if args.json:
        found = [{**piece._asdict(), "text": text[piece.start : piece.end]} for piece in pieces]
        console.say(to_json({"label": feeling.mood, "score": round(feeling.score, 4), "pieces": found}))
        return 0
    texts = console.texts
    score = f"{feeling.score:+.2f}" if feeling.mood is not Mood.UNKNOWN else ""
    console.say(f"{texts(f'mood-{feeling.mood}')} {score}".rstrip())
    for piece in sorted(pieces, key=lambda piece: -abs(piece.push)):
        said = {"text": text[piece.start : piece.end], "push": f"{piece.push:+.2f}"}
        console.say("  " + texts(f"cli-explain-{piece.kind}", **said, word=piece.word))
    return 0
