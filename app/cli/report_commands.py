# SPDX-License-Identifier: Apache-2.0
"""`sitrep` and `demo`: what the room puts on paper, and a worked crisis to look at.

The window runs `sitrep` as a child process too, because the typesetter keeps memory and must be cancellable. Heavy
imports (matplotlib, typst) happen here, inside the command that needs them.
"""

import time
from argparse import Namespace
from pathlib import Path
from typing import Any

import msgspec

from app.cli.keeper import Console
from app.cli.render import to_json
from app.cli.room_commands import read_room
from app.room import references


def sitrep(args: Namespace, console: Console) -> int:
    """Make the situation report."""
    from app.report.gather import gather
    from app.report.worker import make_sitrep

    room, known, moment = read_room(args, console)
    incident = references.incident(known, args.incident)
    texts = console.texts
    begun = time.monotonic()

    def tell(stage: str, share: float) -> None:
        if args.progress:
            console.say(to_json({"progress": {"stage": stage, "done": share}}))
        elif time.monotonic() - begun > 1:
            console.bar(texts(stage), share)

    with console.keeper.post_reader() as posts:
        data = gather(
            known, room.records, incident, posts, texts, now=moment or console.clock.now(),
            classification=args.classification or "",
        )  # fmt: skip
    made = make_sitrep(data, Path(args.out), tell)
    console.clear_bar()
    if args.json:
        console.say(to_json(msgspec.to_builtins(made, enc_hook=str)))
    else:
        console.say(texts("cli-sitrep-made", path=str(made.path), pages=made.pages, sha256=made.sha256))
    return 0


def demo(args: Namespace, console: Console) -> int:
    """Make the demo profile; with `--picture DIR` also a picture of the window and the report, without a display."""
    console.keeper.make_demo(lambda share: console.bar("demo", share))
    console.clear_bar()
    if args.profile:
        console.say(console.texts("cli-demo-made", path=str(console.keeper.folder)))
    if args.picture:
        for path in _pictures(args, console, Path(args.picture)):
            console.say(str(path))
    return 0


def _pictures(args: Namespace, console: Console, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    picture = console.keeper.picture(folder / "window.png")
    report = folder / f"sitrep.{console.texts.language}.pdf"
    options: dict[str, Any] = {
        "incident": references.LAST, "out": str(report), "as_of": None, "classification": None,
        "progress": False, "json": False,
    }  # fmt: skip
    sitrep(Namespace(**options), console)
    return [picture, report]
