# SPDX-License-Identifier: Apache-2.0
"""The audit of a journal: every hash, link and signature, the end, the seals on statements.

Called by `fenghuo verify`. It trusts nothing but the room's id and the device's public key, and needs no passphrase
of a person. The trap: a chain cut short is still a good chain; only the head recorded beside it and the witness
outside the database show that something is gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import FenghuoError, Said, UserError
from app.keys import fingerprint
from app.ports import JournalStore, Witness
from app.room import subjects
from app.room.entry import GENESIS, Entry, entry_hash, signature_holds
from app.room.journal import Recorded, fold
from app.room.seals import seal_holds, sha256_of
from app.room.state import Revision, RoomState, Statement
from app.room.statements import APPROVE


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: `entries` checked in order before the first bad one, and every finding."""

    entries: int
    head: str
    findings: tuple[Said, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def audit(store: JournalStore, witness: Witness) -> Audit:
    """Check a journal from end to end. Never raises for what it finds."""
    identity = store.identity()
    if identity is None:
        return Audit(0, "", (Said("verify-no-room"),))
    good: list[Recorded] = []
    findings: list[Said] = []
    try:
        for entry, fault in _checked(store, *identity):
            if fault is not None:
                findings.append(fault)
                break
            good.append(Recorded(entry, subjects.decode(entry.kind, entry.payload)))
    except FenghuoError as error:
        findings += [Said("verify-unreadable", {"seq": len(good) + 1}), error.said]
    if not findings:
        findings += _end(store, witness, good)
        findings += _seals(fold(RoomState(), good))
    head = good[-1].entry.hash.hex() if good else ""
    return Audit(len(good), head, tuple(findings))


def _checked(store: JournalStore, room: bytes, public: bytes) -> Iterator[tuple[Entry, Said | None]]:
    device, previous, expected = fingerprint(public), GENESIS, 1
    for entry in store.entries():
        yield entry, _fault(entry, room, public, device, previous, expected)
        previous, expected = entry.hash, expected + 1


def _fault(entry: Entry, room: bytes, public: bytes, device: bytes, previous: bytes, expected: int) -> Said | None:
    where = {"seq": expected}
    if entry.seq != expected:
        return Said("verify-gap", {"seq": expected, "found": entry.seq})
    if entry.device != device:
        return Said("verify-stranger", where)
    if entry_hash(room, entry) != entry.hash:
        return Said("verify-changed", where)
    if entry.prev_hash != previous:
        return Said("verify-link", where)
    if not signature_holds(public, entry):
        return Said("verify-signature", where)
    return None


def _end(store: JournalStore, witness: Witness, good: list[Recorded]) -> Iterator[Said]:
    """What the store and the witness remember of the journal's end."""
    try:
        remembered = [store.head(), witness.recall()]
    except UserError as error:
        yield error.said
        return
    if remembered[1] is None and good:
        yield Said("verify-no-witness")
    for known in filter(None, remembered):
        seq, digest = known
        if seq > len(good):
            yield Said("verify-tail", {"last": len(good), "known": seq})
            return
        if seq and good[seq - 1].entry.hash != digest:
            yield Said("verify-other-head", {"seq": seq})
            return


def _seals(state: RoomState) -> Iterator[Said]:
    """Seals that were not signed by whom they name, and frozen texts that are not what their hash says."""
    for statement in state.statements.values():
        for revision in statement.revisions:
            yield from _revision(state, statement, revision)


def _revision(state: RoomState, statement: Statement, revision: Revision) -> Iterator[Said]:
    where = {"number": statement.number, "revision": revision.number}
    if sha256_of(revision.text) != revision.sha256:
        yield Said("verify-text", where)
    seals = [(seal, str(seal.verdict)) for seal in revision.verdicts]
    if revision.approval is not None:
        seals.append((revision.approval, APPROVE))
    for seal, act in seals:
        if not seal_holds(state, statement, revision, seal, act):
            yield Said("verify-seal", {**where, "person": state.name(seal.person)})
