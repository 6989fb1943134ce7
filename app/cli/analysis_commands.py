# SPDX-License-Identifier: Apache-2.0
"""`analyse`: what posts amount to: hot terms, questions and complaints, who is talking, which type of crisis.

The same overview the window shows. The trap: of very many posts only some are read; the first line (and `read`, `all`
in JSON) says so, and every count is one of those read.
"""

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from app.analysis.names import names_of
from app.cli.asking import question_of
from app.cli.keeper import Console
from app.cli.render import to_json
from app.errors import Said
from app.texts import Texts

if TYPE_CHECKING:
    from app.analysis.overview import Overview
    from app.analysis.terms import Term
    from app.posts.ports import PostStore

PARTS: Final = ("terms", "asks", "voices", "types")
_SHOWN: Final = 20
_ONLY: Final = 10


def analyse(args: Namespace, console: Console) -> int:
    """Prints the parts asked for; all of them where none is named."""
    with console.keeper.post_reader() as posts:
        found = _overview(args, console, posts) if posts is not None else None
    if found is None or not found.all:
        if args.json:
            console.say(to_json({"read": 0, "all": 0}))
        else:
            console.complain(console.texts("cli-nothing-fits"))
        return 0
    parts = args.part or PARTS
    if args.json:
        console.say(to_json({"read": found.read, "all": found.all} | {part: _built(found, part) for part in parts}))
        return 0
    console.say(console.texts("terms-read", read=found.read, all=found.all))
    for part in parts:
        console.say(console.texts(f"terms-heading-{part}"))
        for line in _LINES[part](found, console.texts):
            console.say(f"  {line}")
    return 0


def _overview(args: Namespace, console: Console, posts: "PostStore") -> "Overview":
    from app.analysis.overview import overview  # with what cuts words behind it: not before it is asked for

    return overview(
        posts,
        question_of(args, console, posts),
        baseline=None,
        words=console.keeper.moods().words(),
        names=names_of(console.keeper.watches().watches()),
        most=args.most,
    )


def _built(found: "Overview", part: str) -> Any:
    return msgspec.to_builtins(getattr(found, part))


def _terms(found: "Overview", texts: Texts) -> Iterator[str]:
    for term in found.terms[:_SHOWN]:
        yield texts(
            "terms-term-line", term=term.text, count=term.count, before=term.before, odds=round(term.odds, 1),
            mood=f"{term.mood:+.2f}", mark=_mark(term, texts),
        )  # fmt: skip
    if not found.terms:
        yield texts("terms-no-terms")


def _mark(term: "Term", texts: Texts) -> str:
    return texts(f"terms-push-{term.push}") if term.push else texts("terms-push-none")


def _asks(found: "Overview", texts: Texts) -> Iterator[str]:
    for ask in found.asks[:_SHOWN]:
        kind = texts(f"terms-ask-{ask.kind}")
        yield texts(
            "terms-ask-line", kind=kind, subject=ask.subject, count=ask.count, voices=ask.voices,
            words=" ".join(ask.words),
        )  # fmt: skip
    if not found.asks:
        yield texts("terms-no-asks")


def _voices(found: "Overview", texts: Texts) -> Iterator[str]:
    heard = found.voices
    yield texts("terms-voices-line", voices=heard.voices)
    yield texts("terms-verified-line", **_share(heard.verified))
    for band in heard.reach:
        yield texts("terms-band-line", followers=band.least_followers, **_share(band))
    for key, pairs in (("terms-regions-line", heard.regions), ("terms-sources-line", heard.sources)):
        if pairs:
            yield texts(key, names=" · ".join(f"{name} {count}" for name, count in pairs[:_ONLY]))
    for voice in heard.loudest[:_ONLY]:
        yield texts(
            "terms-voice-line", name=voice.name, source=voice.source, posts=voice.posts, reach=voice.reach,
            negative=voice.negative,
        )  # fmt: skip


def _share(one: Any) -> dict[str, int]:
    return {"posts": one.posts, "voices": one.voices, "negative": one.negative}


def _types(found: "Overview", texts: Texts) -> Iterator[str]:
    for one in found.types:
        kind = texts.say(Said(f"type-{one.type}"))
        if one.finer:
            kind = texts("terms-finer-of", type=kind, finer=texts(f"terms-finer-{one.finer.replace('_', '-')}"))
        yield texts(
            "terms-type-line", type=kind, confidence=round(one.confidence * 100), share=round(one.share * 100),
            reasons=" · ".join(f"{reason.word} {reason.posts}" for reason in one.reasons),
        )  # fmt: skip
    if not found.types:
        yield texts("terms-no-types")


_LINES: Final = {"terms": _terms, "asks": _asks, "voices": _voices, "types": _types}
