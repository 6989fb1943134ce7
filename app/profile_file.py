# SPDX-License-Identifier: Apache-2.0
"""`profile.json`: how one war room's folder is locked.

Read and written by `app.profile` alone. The trap: it is a module of its own, imported where a profile is made or
unlocked, because most who need no more than a path would else load msgspec for it.
"""

from pathlib import Path
from typing import Final, Literal

import msgspec

from app.errors import EnvironmentFault, Said, UserError

FORMAT: Final = 1


class ProfileFile(msgspec.Struct, frozen=True, kw_only=True):
    """`lock` says where the secrets are; `wrapped` holds them when it is a passphrase."""

    format: int
    id: str
    lock: Literal["keyring", "passphrase"]
    demo: bool = False
    wrapped: bytes = b""

    @staticmethod
    def read(path: Path) -> "ProfileFile":
        """Raises UserError where it is not there, damaged or newer than the program, EnvironmentFault."""
        where = {"path": str(path)}
        try:
            found = msgspec.json.decode(path.read_bytes(), type=ProfileFile)
        except FileNotFoundError as fault:
            raise UserError(Said("profile-missing", {"path": str(path.parent)})) from fault
        except OSError as fault:
            raise EnvironmentFault(Said("profile-unreadable", where)) from fault
        except msgspec.DecodeError as fault:
            raise UserError(Said("profile-damaged", where)) from fault
        if found.format > FORMAT:
            raise UserError(Said("profile-newer", where))
        return found

    def packed(self) -> bytes:
        """As it stands in the file."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)
