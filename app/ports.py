# SPDX-License-Identifier: Apache-2.0
"""What the war room needs from the world outside `app`; `db` provides it, the composition root hands it in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from app.room.entry import Entry


class JournalStore(Protocol):
    """Keeps entries and people's wrapped keys. One process writes; readers open it read-only."""

    def identity(self) -> tuple[bytes, bytes] | None:
        """(room id of 16 bytes, device public key of 32); None in an empty store."""

    def found(self, room: bytes, device_public: bytes) -> None:
        """Write the identity, once."""

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """This device's entries with seq > `after`, in order. Raises UserError where the file is damaged."""

    def head(self) -> tuple[int, bytes] | None:
        """(seq, hash) the store itself recorded as last, in the same transaction as the entry."""

    def append(self, entries: Sequence[Entry], wrapped_keys: Sequence[tuple[str, bytes]] = ()) -> None:
        """All or nothing, on disk (`synchronous=FULL`) before it returns.

        `wrapped_keys` are (person id, wrapped key), kept in the same transaction.
        """

    def wrapped_key(self, person: str) -> bytes | None:
        """A person's key, locked by their passphrase."""

    def close(self) -> None:
        """Release the file."""


class Witness(Protocol):
    """Remembers the journal's head outside the journal, so that a dropped tail shows."""

    def remember(self, seq: int, digest: bytes) -> None:
        """After an append."""

    def recall(self) -> tuple[int, bytes] | None:
        """The last (seq, hash) remembered; None where there is none. Raises UserError where it was forged."""


class SeenMarks(Protocol):
    """Remembers which stories (by key) a person has seen, and with how many posts. Not entries: they may be lost.

    Reading is safe from any thread; one thread at a time writes. Every method raises EnvironmentFault for a failing
    disk, Conflict where another program holds the file for more than 5 s.
    """

    def seen(self, person: str, keys: Collection[str]) -> dict[str, int]:
        """How many posts each of these stories had when the person saw it last; those never seen are left out."""

    def mark(self, person: str, seen: Mapping[str, int], at: datetime) -> None:
        """The person has now seen these stories with so many posts. `at` is aware. Quick."""

    def forget(self, person: str, keys: Collection[str]) -> None:
        """The person has not seen these stories after all."""

    def close(self) -> None:
        """Release the file."""
