# SPDX-License-Identifier: Apache-2.0
"""What the collector and its limited child say to each other: MessagePack, each message with its length before it.

The trap: text from the world may hold halves of surrogate pairs, which no encoding takes; posts have had them made
visible before they get here, sentences quote posts, so both sides only ever send what `shown` let through.
"""

from typing import Final

import msgspec

from app.errors import Said
from app.posts.importer import ImportReport
from app.posts.post import Post
from app.posts.sources.port import Document, FileDocument

LENGTH_BYTES: Final = 4
LARGEST: Final = 64 << 20


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag="ask"):
    """Read this. `kind` says whose `items` reads a Document; `mappings` is the file of mapped headers."""

    kind: str
    document: Document | FileDocument
    watch: str = ""
    mappings: str = ""


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The child's first word: it has started and set its limits."""


class Preparing(msgspec.Struct, frozen=True, tag="preparing"):
    """Rules have changed, and what finds keywords is made anew: the next message may take longer than others."""


class Chunk(msgspec.Struct, frozen=True, tag="chunk"):
    """Some posts, scored; bytes and rows read so far are known for files only."""

    posts: list[Post]
    done_bytes: int = 0
    total_bytes: int = 0
    read: int = 0


class Done(msgspec.Struct, frozen=True, tag="done"):
    """Everything was read. The report's `stored` and `same` are for the collector to fill in."""

    report: ImportReport


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """It could not be read at all."""

    said: Said


Told = Ready | Preparing | Chunk | Done | Failed

_encoder: Final = msgspec.msgpack.Encoder()
asked: Final = msgspec.msgpack.Decoder(Ask)
told: Final = msgspec.msgpack.Decoder(Told)


def packed(message: Ask | Told) -> bytes:
    """The message with its length in front."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body
