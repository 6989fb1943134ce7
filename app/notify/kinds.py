# SPDX-License-Identifier: Apache-2.0
"""The kinds of channels: what a person is asked for, and the address that apprise makes a message of.

Used by the book, the dialog and the command line. Apprise itself is not imported here: it only runs in the child of
:mod:`app.notify.sending`. The trap: an address carries keys, so only `shown` of it may stand anywhere.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from app.errors import Said, UserError

HIDDEN: Final = "***"
_KEY: Final = re.compile(r"[\w.:-]{4,200}")
_MAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_MODES: Final = MappingProxyType({"tls": ("ssl", 465), "starttls": ("starttls", 587), "none": ("insecure", 25)})


class ChannelKind(StrEnum):
    """Ways to reach people. Their values stand in files: only add."""

    MAIL = "mail"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    TELEGRAM = "telegram"
    WEB = "web"
    """A program of one's own: JSON is posted to its address."""
    OTHER = "other"
    """Any address apprise knows, such as a gateway for short messages."""


@dataclass(frozen=True, slots=True)
class AddressField:
    """One thing a person is asked for. `secret` is typed unseen; `choices` are all there is to choose from."""

    name: str
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """`whole` is for apprise and secret, `shown` for people."""

    whole: str
    shown: str


_SEVERAL: Final[Mapping[ChannelKind, tuple[AddressField, ...]]] = {
    ChannelKind.MAIL: (
        AddressField("to"),
        AddressField("server"),
        AddressField("security", default="tls", choices=tuple(_MODES)),
        AddressField("port", required=False),
        AddressField("user", required=False),
        AddressField("password", secret=True, required=False),
        AddressField("from", required=False),
    ),
    ChannelKind.WECOM: (AddressField("webhook", secret=True),),
    ChannelKind.DINGTALK: (AddressField("webhook", secret=True), AddressField("sign", secret=True, required=False)),
    ChannelKind.FEISHU: (AddressField("webhook", secret=True),),
    ChannelKind.TELEGRAM: (AddressField("token", secret=True), AddressField("chat")),
    ChannelKind.WEB: (AddressField("address", secret=True),),
    ChannelKind.OTHER: (AddressField("address", secret=True),),
}


def fields(kind: ChannelKind) -> tuple[AddressField, ...]:
    """What a person is asked for, in that order."""
    return _SEVERAL[kind]


def address(kind: ChannelKind, given: Mapping[str, str]) -> Address:
    """The address of what was filled in. Raises UserError naming the field."""
    known = {field.name: field for field in fields(kind)}
    for name in given:
        if name not in known:
            raise UserError(Said("notify-field-unknown", {"field": name, "fields": ", ".join(known)}))
    values = {name: " ".join(given.get(name, "").split()) or field.default for name, field in known.items()}
    for name, field in known.items():
        if field.required and not values[name]:
            raise UserError(Said("notify-field-missing", {"field": Said(f"notify-field-{name}")}))
        if field.choices and values[name] not in field.choices:
            raise _wrong(name)
    return _MAKERS[kind](values)


def _mail(values: Mapping[str, str]) -> Address:
    sender = values["from"] or values["user"]
    for name, text in (("to", values["to"]), ("from", sender)):
        if not all(_MAIL.fullmatch(part.strip()) for part in re.split("[,;，；]", text)):
            raise _wrong(name)
    mode, usual = _MODES[values["security"]]
    port = values["port"] or str(usual)
    if not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise _wrong("port")
    server = values["server"]
    if not re.fullmatch(r"[\w.-]+", server):
        raise _wrong("server")
    receivers = [part.strip() for part in re.split("[,;，；]", values["to"])]
    asked = {"smtp": server, "mode": mode, "from": sender, "to": ",".join(receivers), "format": "text"}
    if values["user"]:
        asked |= {"user": values["user"], "pass": values["password"]}
    scheme = "mailto" if mode == "insecure" else "mailtos"
    return Address(f"{scheme}://{server}:{port}?{urlencode(asked)}", ", ".join(receivers))


def _wecom(values: Mapping[str, str]) -> Address:
    return Address(f"wecombot://{_key(values['webhook'], 'key=')}/", HIDDEN)


def _dingtalk(values: Mapping[str, str]) -> Address:
    sign = f"{quote(values['sign'], safe='')}@" if values["sign"] else ""
    return Address(f"dingtalk://{sign}{_key(values['webhook'], 'access_token=')}/", HIDDEN)


def _feishu(values: Mapping[str, str]) -> Address:
    return Address(f"feishu://{_key(values['webhook'], '/hook/')}/", HIDDEN)


def _telegram(values: Mapping[str, str]) -> Address:
    token, chat = values["token"], values["chat"]
    if not re.fullmatch(r"\d+:[\w-]+", token):
        raise _wrong("token")
    if not re.fullmatch(r"[\w@-]+", chat):
        raise _wrong("chat")
    return Address(f"tgram://{token}/{quote(chat, safe='')}/?format=text", chat)


def _web(values: Mapping[str, str]) -> Address:
    parts = _parts(values["address"])
    if parts is None or parts.scheme not in ("http", "https"):
        raise _wrong("address")
    scheme = "jsons" if parts.scheme == "https" else "json"
    # With a dash in front apprise passes it on; without one it takes it for a setting of its own.
    asked = [(f"-{name}", value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    query = f"?{urlencode(asked)}" if asked else ""
    return Address(f"{scheme}://{parts.netloc}{parts.path}{query}", _host(values["address"]))


def _other(values: Mapping[str, str]) -> Address:
    parts = _parts(values["address"])
    if parts is None or parts.scheme in ("http", "https"):  # apprise would go and fetch a configuration from there
        raise _wrong("address")
    return Address(values["address"], f"{parts.scheme}://{HIDDEN}")


_MAKERS: Final[Mapping[ChannelKind, Callable[[Mapping[str, str]], Address]]] = {
    ChannelKind.MAIL: _mail,
    ChannelKind.WECOM: _wecom,
    ChannelKind.DINGTALK: _dingtalk,
    ChannelKind.FEISHU: _feishu,
    ChannelKind.TELEGRAM: _telegram,
    ChannelKind.WEB: _web,
    ChannelKind.OTHER: _other,
}


def _key(text: str, before: str) -> str:
    """The key alone, also out of the whole address the platform shows."""
    found = text.partition(before)[2] or text
    key = re.split("[&/?#]", found)[0]
    if "://" in found or not _KEY.fullmatch(key):
        raise _wrong("webhook")
    return key


def _host(text: str) -> str:
    parts = _parts(text)
    return f"{parts.scheme}://{parts.hostname}/{HIDDEN}" if parts is not None else HIDDEN


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts if parts.scheme and parts.netloc and parts.hostname else None


def _wrong(field: str) -> UserError:
    return UserError(Said("notify-field-wrong", {"field": Said(f"notify-field-{field}")}))
