# SPDX-License-Identifier: Apache-2.0
"""`detect`: a file of counts in, the same rows with a level out.

One output row for each input row, whatever is odd about them. The trap: what is wrong with rows is said, one sentence
a kind, and is no failure; only a file that is no table of counts, or cannot be read or written, is.
"""

from argparse import Namespace
from pathlib import Path

from app.cli.keeper import Console
from app.errors import EnvironmentFault, Said, UserError
from app.warning.levels import LEVELS
from app.warning.table import judge, read


def detect(args: Namespace, console: Console) -> int:
    """Reads `args.input`, writes `args.output`."""
    table = read(_text(Path(args.input)))
    levels = judge(table)
    for said in table.said():
        console.complain(console.texts.say(said))
    ends = [f",{level}\n" for level in range(LEVELS + 1)]
    rows = [line + ends[level] for line, level in zip(table.lines, levels.tolist(), strict=True)]
    _write(Path(args.output), "".join([f"{table.head},level\n", *rows]))
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="surrogateescape")
    except OSError as fault:
        raise UserError(Said("detect-cannot-read", {"path": str(path)})) from fault


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8", errors="surrogateescape", newline="\n")
    except OSError as fault:
        raise EnvironmentFault(Said("detect-cannot-write", {"path": str(path)})) from fault
