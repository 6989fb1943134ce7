# SPDX-License-Identifier: Apache-2.0
"""Where a profile keeps secrets of sources and notice channels: passwords, tokens, addresses that carry a key.

Made by the composition root. A profile whose own secrets lie in the OS keyring keeps these there too; one that is
locked by a passphrase seals them into `credentials.json` under a key derived from the database's (HKDF-SHA-256,
ChaCha20-Poly1305, the name as associated data). The trap: sealed secrets cannot be moved under another name.
"""

import base64
import binascii
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from filelock import FileLock, Timeout

from app.errors import Conflict, EnvironmentFault, Said
from app.profile import Profile, write_whole

_NONCE_BYTES: Final = 12
_PATIENCE: Final = 5.0
_PURPOSE: Final = b"FENGHUO1-credentials"


class Keyring(Protocol):
    """The part of the OS keyring that a vault needs."""

    def get(self, name: str) -> str | None:
        """A secret, or None."""

    def set(self, name: str, secret: str) -> None:
        """Keep it."""

    def drop(self, name: str) -> None:
        """Forget it, if it is there."""


class KeyringVault:
    """Secrets in the OS keyring, under the profile's id so that two profiles never meet."""

    def __init__(self, keyring: Keyring, profile: str) -> None:
        self._keyring, self._profile = keyring, profile

    def get(self, name: str) -> str | None:
        """A secret, or None. Raises EnvironmentFault."""
        return self._keyring.get(f"{self._profile}/{name}")

    def set(self, name: str, secret: str) -> None:
        """Keep it. Raises EnvironmentFault."""
        self._keyring.set(f"{self._profile}/{name}", secret)

    def drop(self, name: str) -> None:
        """Forget it. Raises EnvironmentFault."""
        self._keyring.drop(f"{self._profile}/{name}")


class SealedVault:
    """Secrets in one small file, each sealed. `database_key` is the profile's 32 bytes."""

    def __init__(self, path: Path, database_key: bytes) -> None:
        self._path = path
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(database_key)
        self._cipher = ChaCha20Poly1305(derived)

    def get(self, name: str) -> str | None:
        """A secret, or None. Raises EnvironmentFault where the file was damaged or comes from another profile."""
        sealed = self._read().get(name)
        if sealed is None:
            return None
        try:
            raw = base64.b64decode(sealed, validate=True)
            opened = self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], name.encode())
            return opened.decode()
        except (InvalidTag, binascii.Error, ValueError) as fault:
            raise EnvironmentFault(Said("source-vault-damaged", {"path": str(self._path)})) from fault

    def set(self, name: str, secret: str) -> None:
        """Keep it. Raises EnvironmentFault."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = base64.b64encode(nonce + self._cipher.encrypt(nonce, secret.encode(), name.encode())).decode()
        with self._alone():
            self._write({**self._read(), name: sealed})

    def drop(self, name: str) -> None:
        """Forget it. Raises EnvironmentFault."""
        with self._alone():
            known = self._read()
            if known.pop(name, None) is not None:
                self._write(known)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Books of different kinds keep their secrets here, each under a lock of its own only."""
        try:
            with FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE):
                yield
        except Timeout as fault:
            raise Conflict(Said("profile-in-use", {"path": str(self._path.parent)})) from fault

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as fault:
            raise EnvironmentFault(Said("source-vault-damaged", {"path": str(self._path)})) from fault

    def _write(self, sealed: dict[str, str]) -> None:
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(sealed), indent=1))


def vault_of(profile: Profile, keyring: Keyring, database_key: bytes) -> KeyringVault | SealedVault:
    """In the keyring if the profile's own secrets lie there, else sealed. Raises UserError, EnvironmentFault."""
    file = profile.read()
    if file.lock == "keyring":
        return KeyringVault(keyring, file.id)
    return SealedVault(profile.credentials_file, database_key)
