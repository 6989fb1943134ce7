# SPDX-License-Identifier: Apache-2.0
"""A watch: a named thing being watched, as it stands in `watches.toml`.

Made by the watch editor and the command line, compiled by :mod:`app.posts.watches.matcher`. The trap: `rules` is what
a person wrote, kept as written, comments included; :mod:`app.posts.watches.rules` reads it.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum

import msgspec


class WatchKind(StrEnum):
    """What it is to us."""

    BRAND = "brand"
    PERSON = "person"
    PRODUCT = "product"
    COMPETITOR = "competitor"


class Watch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One watch. `sound`: whether new stories that match it are announced by a sound."""

    name: str
    kind: WatchKind = WatchKind.BRAND
    rules: str = ""
    sound: bool = False
    note: str = ""


def fingerprint(watches: Sequence[Watch]) -> str:
    """16 hex digits that are others as soon as what is watched for is; "" for no watch at all."""
    if not watches:
        return ""
    told = "\0".join(f"{watch.name}\0{watch.rules}" for watch in watches)
    return hashlib.blake2b(told.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
