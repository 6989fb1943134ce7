# SPDX-License-Identifier: Apache-2.0
"""One war room's folder: where its files are, what unlocks them, who may write.

Two secrets open a profile: the key of both databases and the seed of the device's signing key. They are random and
lie together in the OS keyring; where there is none they are wrapped by a passphrase in `profile.json`. Used by the
composition root. The trap: `profile.json` says *how* a profile is locked, so a profile with a keyring entry cannot
be opened on another computer without it. Cryptography is imported only where a profile is made, unlocked or checked,
because most who need a path, or write a small file, do not.
"""

import base64
import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from app.errors import EnvironmentFault, Said, UserError

if TYPE_CHECKING:
    from app.keys import SigningKey, WrapCost
    from app.profile_file import ProfileFile

DEMO_PASSPHRASE: Final = "demo"
_KEYRING_SERVICE: Final = "fenghuo"


class SecretStore(Protocol):
    """The OS keyring."""

    def available(self) -> bool:
        """Whether secrets can be kept here at all."""

    def get(self, name: str) -> str | None:
        """A secret, or None."""

    def set(self, name: str, secret: str) -> None:
        """Keep it. Raises EnvironmentFault."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a profile: `database` 32 bytes, `device` seed 32 bytes."""

    database: bytes
    device: bytes

    @staticmethod
    def fresh() -> "Secrets":
        """Random ones."""
        import secrets

        from app.keys import SigningKey

        return Secrets(secrets.token_bytes(32), SigningKey.fresh_seed())

    def pack(self) -> bytes:
        """64 bytes."""
        return self.database + self.device

    @staticmethod
    def unpack(packed: bytes) -> "Secrets":
        """Inverse of :meth:`pack`. Raises UserError."""
        from app.keys import SEED_BYTES

        if len(packed) != 32 + SEED_BYTES:
            raise UserError(Said("profile-secret-damaged"))
        return Secrets(packed[:32], packed[32:])


def default_folder() -> Path:
    """The user's data folder for Fenghuo."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Fenghuo", appauthor=False))


class Profile:
    """The files of one folder. Making one touches nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.room_file = folder / "room.db"
        self.posts_file = folder / "posts.db"
        self.witness_file = folder / "room.head"
        self.settings_file = folder / "settings.toml"
        self.sources_file = folder / "sources.toml"
        self.watches_file = folder / "watches.toml"
        self.moods_file = folder / "moods.toml"
        self.policy_file = folder / "policy.toml"
        self.credentials_file = folder / "credentials.json"
        self.collector_file = folder / "collector.json"
        self.notices_file = folder / "notices.toml"
        self.outbox_file = folder / "outbox.json"
        self.mappings_file = folder / "mappings.toml"
        self.reports = folder / "reports"
        self.logs = folder / "logs"
        self._file = folder / "profile.json"

    def exists(self) -> bool:
        """Whether a profile was made here."""
        return self._file.exists()

    def read(self) -> "ProfileFile":
        """`profile.json`. Raises UserError where it is damaged or newer than the program."""
        from app.profile_file import ProfileFile

        return ProfileFile.read(self._file)

    def create(
        self, keyring: SecretStore, passphrase: str | None, *, demo: bool = False, cost: "WrapCost | None" = None
    ) -> Secrets:
        """Make the folder and its secrets. A passphrase, if given, is used instead of the keyring.

        Raises UserError where there already is a profile or the folder holds something else, EnvironmentFault
        where nothing can keep the secrets or the folder cannot be written.
        """
        import uuid

        from app.keys import WrapCost, wrap
        from app.profile_file import FORMAT, ProfileFile

        if self.exists():
            raise UserError(Said("profile-exists", {"path": str(self.folder)}))
        if self.room_file.exists():
            raise UserError(Said("profile-lost-lock", {"path": str(self.folder)}))
        fresh, name = Secrets.fresh(), uuid.uuid4().hex
        if passphrase is not None:
            wrapped = wrap(fresh.pack(), passphrase, cost or WrapCost())
            file = ProfileFile(format=FORMAT, id=name, lock="passphrase", demo=demo, wrapped=wrapped)
        elif keyring.available():
            file = ProfileFile(format=FORMAT, id=name, lock="keyring", demo=demo)
        else:
            raise EnvironmentFault(Said("profile-needs-passphrase"))
        self._make_folder()
        if file.lock == "keyring":
            keyring.set(name, base64.b64encode(fresh.pack()).decode())
        write_whole(self._file, file.packed())
        return fresh

    def unlock(self, keyring: SecretStore, passphrase: str | None) -> Secrets:
        """The secrets. A demo's passphrase is known and needs no asking.

        Raises UserError for a wrong passphrase, EnvironmentFault where one is needed or the keyring lost the secret.
        """
        file = self.read()
        if file.lock == "keyring":
            kept = keyring.get(file.id)
            if kept is None:
                raise EnvironmentFault(Said("profile-keyring-lost", {"path": str(self.folder)}))
            return Secrets.unpack(base64.b64decode(kept))
        if file.demo:
            passphrase = DEMO_PASSPHRASE
        if passphrase is None:
            raise EnvironmentFault(Said("profile-locked", {"path": str(self.folder)}))
        from app.keys import unwrap

        return Secrets.unpack(unwrap(file.wrapped, passphrase))

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise EnvironmentFault(Said("profile-not-writable", {"path": str(self.folder)})) from fault


class HeadWitness:
    """The journal's head in a small signed file beside the database.

    Written after the entry is safe, so after a crash it may lag by one act, never lead.
    """

    def __init__(self, path: Path, key: "SigningKey") -> None:
        self._path, self._key = path, key

    def remember(self, seq: int, digest: bytes) -> None:
        """Write (seq, hash) and the device's signature over them. A disk that refuses only costs the witness."""
        message = _head_message(seq, digest)
        with contextlib.suppress(EnvironmentFault):
            line = f"{seq} {digest.hex()} {self._key.sign(message).hex()}\n"
            write_whole(self._path, line.encode(), durable=False)

    def recall(self) -> tuple[int, bytes] | None:
        """What was remembered; None where nothing was. Raises UserError where the file was touched."""
        from app.keys import signed_by

        try:
            number, digest, signature = self._path.read_text("ascii").split()
            seq, hashed, signed = int(number), bytes.fromhex(digest), bytes.fromhex(signature)
        except FileNotFoundError:
            return None
        except (ValueError, OSError) as fault:
            raise UserError(Said("verify-witness", {"path": str(self._path)})) from fault
        if not signed_by(self._key.public, signed, _head_message(seq, hashed)):
            raise UserError(Said("verify-witness", {"path": str(self._path)}))
        return seq, hashed


def _head_message(seq: int, digest: bytes) -> bytes:
    return b"FENGHUO1-head" + seq.to_bytes(8, "big") + digest


def stamp(path: Path) -> tuple[int, int] | None:
    """When a file was written last and its size: others as soon as somebody has changed it. None where it is not."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a small file so that it is either the old one or the new one, whole. Raises EnvironmentFault."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        aside.replace(path)
    except OSError as fault:
        aside.unlink(missing_ok=True)
        raise EnvironmentFault(Said("profile-not-writable", {"path": str(path.parent)})) from fault
