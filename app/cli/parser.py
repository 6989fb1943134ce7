# SPDX-License-Identifier: Apache-2.0
"""Every command with its options and an example. Names, options and exit codes are a contract with scripts."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any, Final

from app.texts import LANGUAGES, Texts

Add = Callable[[argparse.ArgumentParser], None]
_MOODS: Final = ("negative", "neutral", "positive")


class Parser(argparse.ArgumentParser):
    """Keeps examples as they are written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options)


def build(texts: Texts, argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, speaking one language. Of the commands only what is in `argv` gets its options."""
    parser = Parser(prog="fenghuo", description=texts("cli-about"), epilog=texts("cli-epilog"))
    _common(parser, texts, default=None)
    parser.add_argument("--demo", action="store_true", help=texts("cli-help-demo-window"))
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(dest="command", metavar=texts("cli-metavar-command"), parser_class=Parser)
    for name, (add, example) in _COMMANDS.items():
        about = texts(f"cli-about-{name}")
        command = commands.add_parser(
            name, help=about, description=about, epilog=f"{texts('cli-example')}\n  {example}"
        )
        if name not in argv:
            continue
        _common(command, texts, default=argparse.SUPPRESS)
        add(command)
        for action in command._actions:  # argparse offers no public way to fill in help afterwards
            key = f"cli-help-{name}-{action.dest.replace('_', '-')}"
            if action.help is None and texts.has(key):
                action.help = texts(key)
    return parser


def _common(parser: argparse.ArgumentParser, texts: Texts, *, default: Any) -> None:
    parser.add_argument("--profile", metavar="DIR", default=default, help=texts("cli-help-profile"))
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=texts("cli-help-lang"))
    parser.add_argument("--secret-on-stdin", action="store_true", default=default or False, help=argparse.SUPPRESS)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="TIME")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--watch", metavar="NAME")
    parser.add_argument("--map", action="append", metavar="FIELD=COLUMN")
    parser.add_argument("--timezone", metavar="TZ")
    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--preview", action="store_true")
    _json(parser)


def _source(parser: argparse.ArgumentParser) -> None:
    actions = ("add", "list", "test", "remove", "pause", "resume", "export")
    parser.add_argument("action", choices=actions)
    parser.add_argument("name_or_file", nargs="?", metavar="NAME")
    parser.add_argument("--url", metavar="URL")
    parser.add_argument("--opml", metavar="FILE")
    parser.add_argument("--kind", metavar="KIND")
    parser.add_argument("--preset", metavar="PRESET")
    parser.add_argument("--set", action="append", metavar="FIELD=VALUE")
    parser.add_argument("--secret", action="append", metavar="FIELD")
    parser.add_argument("--name", metavar="NAME")
    parser.add_argument("--watch", metavar="NAME")
    parser.add_argument("--every", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--silent-after", type=int, default=0, metavar="MINUTES")
    _json(parser)


def _watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
    _json(parser)


def _watches(parser: argparse.ArgumentParser) -> None:
    actions = ("list", "show", "add", "remove", "test", "catch", "export", "import")
    parser.add_argument("action", choices=actions)
    parser.add_argument("name_or_file", nargs="?", metavar="NAME")
    parser.add_argument("--kind", choices=("brand", "person", "product", "competitor"), default="brand")
    parser.add_argument("--rules", metavar="FILE")
    parser.add_argument("--keyword", action="append", metavar="LINE")
    parser.add_argument("--sound", action="store_true")
    parser.add_argument("--text", metavar="TEXT")
    parser.add_argument("--hours", type=positive, default=24, metavar="N")
    parser.add_argument("--progress", action="store_true")
    _json(parser)


def _moods(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("words", "add", "remove", "correct", "restore", "export"))
    parser.add_argument("word_or_file", nargs="?", metavar="WORD")
    parser.add_argument("--mood", choices=_MOODS)
    parser.add_argument("--strength", type=positive, default=2, metavar="N")
    parser.add_argument("--note", default="", metavar="TEXT")
    parser.add_argument("--post", metavar="DIGEST")
    parser.add_argument("--story", metavar="KEY")
    parser.add_argument("--as", dest="person", metavar="PERSON")
    _json(parser)


def _notify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("add", "list", "test", "remove", "who", "outbox"))
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.add_argument(
        "--kind", choices=("mail", "wecom", "dingtalk", "feishu", "telegram", "web", "other"), default="mail"
    )
    parser.add_argument("--set", action="append", metavar="FIELD=VALUE")
    parser.add_argument("--secret", action="append", metavar="FIELD")
    parser.add_argument("--person", metavar="PERSON")
    parser.add_argument("--duty", choices=("commander", "monitor", "writer", "legal"))
    parser.add_argument("--level", choices=("blue", "yellow", "orange", "red"), default="yellow")
    parser.add_argument("--quiet", metavar="HH:MM-HH:MM")
    parser.add_argument("--notice-language", choices=LANGUAGES)
    parser.add_argument("--replace", action="store_true")
    _json(parser)


def _detect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN.csv")
    parser.add_argument("output", metavar="OUT.csv")


def _beacon(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("status", "policy", "replay", "take"))
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--watch", metavar="NAME")
    parser.add_argument("--since", metavar="TIME")
    parser.add_argument("--until", metavar="TIME")
    parser.add_argument("--policy", metavar="FILE.toml")
    _json(parser)


def positive(text: str) -> int:
    """A whole number of at least 1. Raises ValueError, which argparse turns into wrong usage."""
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _which_posts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="TIME")
    parser.add_argument("--until", metavar="TIME")
    parser.add_argument("--source", metavar="SOURCE")
    parser.add_argument("--watch", metavar="NAME")
    parser.add_argument("--mood", choices=(*_MOODS, "unknown"))
    parser.add_argument("--region", metavar="REGION")
    parser.add_argument("--author", metavar="AUTHOR")
    parser.add_argument("--story", metavar="KEY")


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS")
    _which_posts(parser)
    parser.add_argument("--order", choices=("newest", "reach"), default="newest")
    parser.add_argument("--stories", action="store_true")
    parser.add_argument("--limit", type=positive, default=100, metavar="N")
    _json(parser)


def _analyse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="WORDS")
    parser.add_argument("--part", action="append", choices=("terms", "asks", "voices", "types"))
    _which_posts(parser)
    parser.add_argument("--most", type=positive, default=20_000, metavar="N")
    parser.set_defaults(order="newest")
    _json(parser)


def _act(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.jsonl")
    parser.add_argument("--as", dest="person", metavar="PERSON")


def _state(parser: argparse.ArgumentParser) -> None:
    _as_of(parser)
    _json(parser)


def _timeline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("incident", metavar="INCIDENT")
    _state(parser)


def _sitrep(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("incident", metavar="INCIDENT")
    parser.add_argument("--out", required=True, metavar="FILE.pdf")
    parser.add_argument("--classification", metavar="WORDS")
    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    _state(parser)


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="?", metavar="PATH")
    _json(parser)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--picture", metavar="DIR")


def _nothing(parser: argparse.ArgumentParser) -> None:
    del parser


_COMMANDS: Final[dict[str, tuple[Add, str]]] = {
    "demo": (_demo, "fenghuo demo --profile crisis-demo"),
    "import": (_import, "fenghuo import export.csv --map text=正文 --timezone Asia/Shanghai --json"),
    "source": (_source, "fenghuo source add --url https://example.org/feed.xml --name Example"),
    "watch": (_watch, "fenghuo watch --once --json"),
    "watches": (_watches, 'fenghuo watches add 岁稔食品 --keyword "换标签 | 权重 3" --keyword \'"Suiren Foods"\''),
    "search": (_search, 'fenghuo search 航班 "Flight Booking" --mood negative --order reach'),
    "analyse": (_analyse, "fenghuo analyse --watch 岁稔食品 --since 2026-11-22T08:00 --part terms --part asks"),
    "beacon": (_beacon, "fenghuo beacon replay --since 2026-11-21 --until 2026-11-22 --policy stricter.toml"),
    "classify": (_nothing, """echo '"太失望了"' | fenghuo classify"""),
    "detect": (_detect, "fenghuo detect counts.csv levels.csv"),
    "explain": (_json, "echo 这家店终于翻车了 | fenghuo explain"),
    "moods": (_moods, "fenghuo moods add 翻车 --mood negative --strength 3"),
    "notify": (_notify, "fenghuo notify add 值班群 --kind wecom --secret webhook --level orange --quiet 22:00-07:00"),
    "commands": (_json, "fenghuo commands --json"),
    "act": (_act, "fenghuo act morning.jsonl --as 林越"),
    "state": (_state, "fenghuo state --as-of 2026-11-22T14:05+08:00 --json"),
    "timeline": (_timeline, "fenghuo timeline last"),
    "sitrep": (_sitrep, "fenghuo sitrep last --out report.pdf --lang zh-Hans"),
    "verify": (_verify, "fenghuo verify --profile crisis-demo"),
}
