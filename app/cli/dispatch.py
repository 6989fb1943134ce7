# SPDX-License-Identifier: Apache-2.0
"""From the words of a command line to the command that carries them out, and to the profile it concerns.

Used by `app.__main__` alone. The trap: a command's file is imported only when it is asked for, so that one command
does not pay for another's libraries.
"""

import importlib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from app.cli.keeper import Console
from app.profile import Profile, default_folder

if TYPE_CHECKING:
    import tempfile

_COMMANDS: Final = {
    **dict.fromkeys(("act", "commands", "state", "timeline", "verify"), "room_commands"),
    **dict.fromkeys(("import",), "post_commands"),
    **dict.fromkeys(("search",), "search_command"),
    **dict.fromkeys(("classify", "explain"), "feeling_commands"),
    **dict.fromkeys(("source",), "source_commands"),
    **dict.fromkeys(("watch",), "watch_commands"),
    **dict.fromkeys(("watches",), "watches_commands"),
    **dict.fromkeys(("moods",), "moods_commands"),
    **dict.fromkeys(("analyse",), "analysis_commands"),
    **dict.fromkeys(("beacon",), "beacon_commands"),
    **dict.fromkeys(("detect",), "detect_command"),
    **dict.fromkeys(("notify",), "notify_commands"),
    **dict.fromkeys(("demo", "sitrep"), "report_commands"),
}


def dispatch(args: Namespace, console: Console, parser: ArgumentParser) -> int:
    """Carry the command out; its exit code. Without a command the window opens."""
    if args.command == "demo" and not args.profile and not args.picture:
        parser.error(console.texts("cli-demo-needs-profile"))
    module = _COMMANDS.get(args.command)
    if module is None:
        return console.keeper.window(demo=args.demo)
    command = getattr(importlib.import_module(f"app.cli.{module}"), args.command.replace("import", "import_"))
    return cast("Callable[[Namespace, Console], int]", command)(args, console)


def profile_asked_for(args: Namespace, scratch: ExitStack) -> Profile:
    """The folder asked for. A demo that is only to be pictured gets one that goes again."""
    if args.profile:
        return Profile(Path(args.profile).absolute())
    if args.command == "demo":
        return Profile(Path(scratch.enter_context(throw_away())) / "demo")
    return Profile(default_folder())


def throw_away() -> "tempfile.TemporaryDirectory[str]":
    """A folder for a demo; it goes with its context."""
    import tempfile

    return tempfile.TemporaryDirectory(prefix="fenghuo-demo-", ignore_cleanup_errors=True)
