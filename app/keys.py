# SPDX-License-Identifier: Apache-2.0
"""Keys of devices and people: Ed25519 to sign, Argon2id + ChaCha20-Poly1305 to wrap a secret by a passphrase.

Called by the profile (its databases' key, its device), the room (people's seals) and verification. No cryptography
of our own: RFC 8032, RFC 9106 and RFC 8439 through `cryptography` and `argon2-cffi`. The trap: `WrapCost` decides
how long every unlocking takes; only tests may lower it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

import msgspec
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.errors import Said, UserError

SEED_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class WrapCost:
    """Argon2id cost: memory in KiB, passes, lanes. The default is RFC 9106's second recommendation."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


class _Wrapped(msgspec.Struct, frozen=True):
    """How a wrapped secret lies on disk (JSON; bytes as base64)."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    sealed: bytes
    kdf: str = "argon2id"
    cipher: str = "chacha20-poly1305"


def wrap(secret: bytes, passphrase: str, cost: WrapCost) -> bytes:
    """`secret` locked by `passphrase`; JSON bytes that may lie in a file."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    key = _derive(passphrase, salt, cost)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, secret, None)
    return msgspec.json.encode(_Wrapped(cost.memory_kib, cost.passes, cost.lanes, salt, nonce, sealed))


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """The secret again. Raises UserError for a wrong passphrase or a damaged wrapping."""
    try:
        parts = msgspec.json.decode(wrapped, type=_Wrapped)
        key = _derive(passphrase, parts.salt, WrapCost(parts.memory_kib, parts.passes, parts.lanes))
        return ChaCha20Poly1305(key).decrypt(parts.nonce, parts.sealed, None)
    except (InvalidTag, msgspec.DecodeError, ValueError) as fault:
        raise UserError(Said("error-wrong-passphrase")) from fault


def _derive(passphrase: str, salt: bytes, cost: WrapCost) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, SEED_BYTES, Type.ID)


class SigningKey:
    """An Ed25519 private key held in memory."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public: bytes = self._key.public_key().public_bytes_raw()

    @staticmethod
    def fresh_seed() -> bytes:
        """32 random bytes."""
        return secrets.token_bytes(SEED_BYTES)

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(message)


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` is `public`'s over `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> bytes:
    """A device's id: the first 16 bytes of the SHA-256 of its public key."""
    return hashlib.sha256(public).digest()[:16]
