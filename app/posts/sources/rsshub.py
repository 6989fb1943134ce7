# SPDX-License-Identifier: Apache-2.0
"""Platforms without feeds of their own, through an RSSHub instance: by preset and parameters, or by a free route.

The presets are data (`resources/lexicons/rsshub.toml`); the dialog shows them through `presets()`. Listening is the
feed's (`app.posts.sources.feed`). The trap: RSSHub writes what it knows of a post into its mark-up, and only if the
route asks for it: a Weibo repost names its parent with `readable=1` alone.
"""

import re
import tomllib
from collections.abc import AsyncGenerator, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final, NoReturn
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import msgspec

from app.errors import Said, UserError
from app.posts.fold import is_deceptive, shown
from app.posts.identity import source_of_url
from app.posts.sources.address import LONGEST_ADDRESS, public_part, web_address
from app.posts.sources.feed import Feed, one_round
from app.posts.sources.permalinks import post_id
from app.posts.sources.port import Answer, Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings

_SAFE: Final = "/%=&:@!$'()*+,;~-._"  # what a path may hold as it is; it may be encoded already
_HOLE: Final = re.compile(r"\{(\w+)\}")
_ORIGIN: Final = re.compile(r"^原博[：:] ?(https?://\S+)$", re.MULTILINE)
_TIEBA_AUTHOR: Final = re.compile(r"^作者：(.+)$", re.MULTILINE)


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a preset asks for. `name` is a field of the kind; `in_address` finds the value in a pasted address."""

    name: str
    example: str
    required: bool = True
    in_address: str = ""


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A route with a name. `title` and `help` by language; `platform` is the source of its posts."""

    id: str
    route: str
    platform: str
    title: dict[str, str]
    help: dict[str, str]
    parameter: tuple[Parameter, ...] = ()


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    preset: tuple[Preset, ...]


@cache
def presets() -> tuple[Preset, ...]:
    """All presets, those of one platform together."""
    text = (resources.files("resources") / "lexicons" / "rsshub.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Lexicon).preset


def _parameters() -> tuple[str, ...]:
    return tuple(dict.fromkeys(parameter.name for preset in presets() for parameter in preset.parameter))


class RssHub:
    """One route of one instance."""

    name = "rsshub"
    fields: tuple[Field, ...] = (
        Field("instance", required=True),
        Field("access_key", secret=True),
        Field("preset", choices=tuple(preset.id for preset in presets())),
        *(Field(name) for name in _parameters()),
        Field("route"),
    )
    every = 600

    def checked(self, settings: Settings) -> dict[str, str]:
        """The instance as an address, the parameters of the preset alone. Raises UserError naming the field."""
        kept = {"instance": _instance(settings["instance"]), "access_key": settings.get("access_key", "").strip()}
        preset, route = _preset(settings), settings.get("route", "").strip()
        if preset is None and not route:
            raise UserError(Said("feedsource-rsshub-nothing"))
        if preset is None:
            route, key = _route(route)
            return kept | {"route": route, "access_key": kept["access_key"] or key}
        if route:
            raise UserError(Said("feedsource-rsshub-both", {"preset": preset.id}))
        return kept | {"preset": preset.id} | {one.name: _value(preset, one, settings) for one in preset.parameter}

    def listen(self, settings: Settings, memory: Mapping[str, str], reach: Reach) -> AsyncGenerator[Harvest, Outcome]:
        """One round. Raises SourceFault where the instance gives a page instead of a feed."""
        preset = _preset(settings)
        address, key = feed_address(settings), settings.get("access_key", "")
        if key:
            address += f"{'&' if '?' in address else '?'}key={quote(key, safe='')}"
        about = {"source": preset.platform} if preset else {}
        return one_round(address, memory, reach, seek=_no_page, about=about)

    def items(self, document: Document) -> Iterator[Item]:
        """The posts, with what RSSHub's mark-up tells of them. Raises UserError where it is no feed."""
        told = document.about.get("source", "")
        for item in Feed().items(document):
            yield _mended(item, told)


def feed_address(settings: Settings) -> str:
    """The whole address of the feed, without the key."""
    preset = _preset(settings)
    route = settings.get("route", "") if preset is None else _filled(preset, settings)
    return settings["instance"].rstrip("/") + route


async def _no_page(page: Answer, reach: Reach) -> NoReturn:
    """An instance that answers with a page has no feed behind it: it is not RSSHub, or does not know the route."""
    del reach
    raise SourceFault(Said("feedsource-rsshub-page", {"address": public_part(page.url)}))


def _instance(text: str) -> str:
    parts = urlsplit(web_address(text))
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _preset(settings: Settings) -> Preset | None:
    return next((preset for preset in presets() if preset.id == settings.get("preset")), None)


def _route(text: str) -> tuple[str, str]:
    """A free route, or that of a whole address, from its slash on; and the key that stood in it."""
    try:
        parts = urlsplit(text if "://" in text else "/" + text.lstrip("/"))
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        parts, query = urlsplit("/"), []
    path = quote(parts.path, safe=_SAFE)
    rest = urlencode([pair for pair in query if pair[0] not in ("key", "code")])
    route = f"{path}?{rest}" if rest else path
    if path == "/" or ".." in path.split("/") or is_deceptive(text) or len(route) > LONGEST_ADDRESS:
        raise UserError(Said("feedsource-rsshub-route", {"route": shown(text.partition("?")[0])[:120]}))
    return route, dict(query).get("key", "")


def _value(preset: Preset, parameter: Parameter, settings: Settings) -> str:
    """A parameter's value as typed, or as found in a pasted address."""
    args: dict[str, str] = {"field": parameter.name, "preset": preset.id, "example": parameter.example}
    value = settings.get(parameter.name, "").strip()
    if not value and parameter.required:
        raise UserError(Said("feedsource-rsshub-missing", args))
    if parameter.in_address and (found := re.search(parameter.in_address, value)):
        value = unquote(found[1])
    if "://" in value or "\ufffd" in value or is_deceptive(value) or len(value) > 200 or value in (".", ".."):
        raise UserError(Said("feedsource-rsshub-value", args | {"value": shown(value)[:120]}))
    return value


def _filled(preset: Preset, settings: Settings) -> str:
    """The route with its values; a segment whose value is empty is left out."""
    segments: list[str] = []
    for segment in preset.route.split("/"):
        values = {name: settings.get(name, "") for name in _HOLE.findall(segment)}
        if all(values.values()):
            segments.append(segment.format_map({name: quote(value, safe="") for name, value in values.items()}))
    return "/".join(segments)


def _mended(item: Item, told: str) -> Item:
    """An item with its platform, its author where RSSHub wrote it into the text, and a repost with its parent."""
    source = told or source_of_url(item.url)
    text, title, author, parent = item.text, item.title, item.author, item.parent
    if source == "weibo":
        text, parent = _without_origin(text, parent)
        text = text.removeprefix(f"{author}:").removeprefix(f"{author}：").lstrip() if author else text
    elif source == "tieba" and (written := _TIEBA_AUTHOR.search(text)):
        author, text = written[1].strip(), _TIEBA_AUTHOR.sub("", text).strip()
    if text and (source == "weibo" or _flat(text).startswith(_flat(title.rstrip("…. ")))):
        title = ""  # a beginning of the text, with signs of RSSHub's own in it
    return msgspec.structs.replace(item, source=told, text=text, title=title, author=author, parent=parent)


def _without_origin(text: str, parent: str) -> tuple[str, str]:
    """Text without the line that gives the address of the reposted Weibo post, and that post's id."""
    found = _ORIGIN.search(text)
    if found is None:
        return text, parent
    return _ORIGIN.sub("", text).strip(), post_id(found[1]) or parent


def _flat(text: str) -> str:
    return " ".join(text.split())
