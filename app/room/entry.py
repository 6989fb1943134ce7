# SPDX-License-Identifier: Apache-2.0
"""The entry: one line of the journal, hash-chained and signed by the device that made it.

Made by :mod:`app.room.journal`, kept by `db`, checked by :mod:`app.room.verify`. Payload bytes are signed and
stored as made; the trap is to re-serialise them, which would break every hash after.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from app.keys import SigningKey, signed_by

GENESIS: Final = bytes(32)
_HASH_MARK: Final = b"FENGHUO1"
_SIGN_MARK: Final = b"FENGHUO1-entry"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of one device's chain.

    `device` 16 bytes; `seq` from 1 without gaps; `hlc` hybrid logical time (48 bits ms, 16 bits counter);
    `deps` the heads of other devices newly seen; `prev_hash`, `hash` 32 bytes; `signature` 64 bytes.
    """

    device: bytes
    seq: int
    hlc: int
    kind: str
    payload: bytes
    deps: bytes
    prev_hash: bytes
    hash: bytes
    signature: bytes


def entry_hash(room: bytes, entry: Entry) -> bytes:
    """SHA-256 over room, device, seq, hlc, prev_hash and the length-prefixed variable fields."""
    kind = entry.kind.encode()
    return hashlib.sha256(
        b"".join(
            (
                _HASH_MARK,
                room,
                entry.device,
                entry.seq.to_bytes(8, "big"),
                entry.hlc.to_bytes(8, "big"),
                entry.prev_hash,
                len(kind).to_bytes(4, "big"),
                kind,
                len(entry.deps).to_bytes(4, "big"),
                entry.deps,
                entry.payload,
            )
        )
    ).digest()


def seal_entry(room: bytes, key: SigningKey, entry: Entry) -> Entry:
    """`entry` (hash and signature empty) with both filled in."""
    digest = entry_hash(room, entry)
    return Entry(
        entry.device, entry.seq, entry.hlc, entry.kind, entry.payload, entry.deps, entry.prev_hash,
        digest, key.sign(_SIGN_MARK + digest),
    )  # fmt: skip


def signature_holds(public: bytes, entry: Entry) -> bool:
    """Whether the entry's signature is that of the device whose public key is given."""
    return signed_by(public, entry.signature, _SIGN_MARK + entry.hash)
