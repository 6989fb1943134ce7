# SPDX-License-Identifier: Apache-2.0
"""The seal: a person's signature on exact words, and what a text needs before it may go out.

An approval names a person, a role and the SHA-256 of the text. Change one comma and it is void. Called by
:mod:`app.room.statements` (the gate) and :mod:`app.room.verify` (the audit). The trap: `seal_message` is signed and
kept for ever; its layout may never change.
"""

import hashlib
import unicodedata
from typing import Final

from app.errors import Refusal, Said
from app.keys import signed_by
from app.room.state import Revision, RoomState, Seal, Statement
from app.room.words import Department, Role, Verdict

REVIEWERS_NEEDED: Final = 2
_MARK: Final = b"FENGHUO1-seal"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def sha256_of(text: str) -> str:
    """Of the UTF-8 bytes, 64 hex digits; no normalisation, so it is what `sha256sum` says of the same file."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal_message(*, room: str, statement: str, revision: int, sha256: str, act: str, role: str, person: str) -> bytes:
    """The bytes a person signs. `act` is `pass`, `return` or `approve`."""
    fields = (room, statement, str(revision), sha256, act, role, person)
    return _MARK + b"".join(len(raw := f.encode()).to_bytes(4, "big") + raw for f in fields)


def seal_holds(state: RoomState, statement: Statement, revision: Revision, seal: Seal, act: str) -> bool:
    """Whether a seal was really signed by the person it names, for this text of this statement in this room."""
    person = state.people.get(seal.person)
    if person is None or state.info is None or seal.sha256 != revision.sha256:
        return False
    message = seal_message(
        room=state.info.id, statement=statement.id, revision=revision.number, sha256=seal.sha256, act=act,
        role=seal.role, person=seal.person,
    )  # fmt: skip
    return signed_by(person.key, seal.signature, message)


def hidden_character(text: str) -> tuple[int, int, str] | None:
    """(line, column, code point) of the first character a reader could not see; None where all show.

    Bidi overrides, zero-width and control characters, private use, lone surrogates. Newlines are fine. The zero-width
    joiner is let through between emoji, where it shows.
    """
    for number, line in enumerate(text.split("\n"), 1):
        for column, char in enumerate(line, 1):
            if unicodedata.category(char) in _INVISIBLE and not _joins_emoji(line, column - 1):
                return number, column, f"U+{ord(char):04X}"
    return None


def _joins_emoji(line: str, index: int) -> bool:
    if line[index] != "\u200d" or not 0 < index < len(line) - 1:
        return False
    before, after = line[index - 1], line[index + 1]
    return unicodedata.category(after) == "So" and (
        unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
    )


def verdicts_in_force(revision: Revision) -> tuple[Seal, ...]:
    """Each reviewer's last word on a revision."""
    last: dict[str, Seal] = {seal.person: seal for seal in revision.verdicts}
    return tuple(last.values())


def require_review(state: RoomState, statement: Statement, revision: Revision) -> None:
    """Refuse where the review of a revision is not complete, naming the first rule that does not hold.

    Nobody's return stands; legal passed; two different people besides the author passed; one of them is from
    outside marketing; every seal that counts is genuine.
    """
    words = verdicts_in_force(revision)
    for seal in words:
        if not seal_holds(state, statement, revision, seal, seal.verdict):
            raise Refusal("statement.broken-seal", Said("refusal-broken-seal", {"person": state.name(seal.person)}))
        if seal.verdict is Verdict.RETURN:
            said = {"person": state.name(seal.person), "reason": seal.reason}
            raise Refusal("statement.returned", Said("refusal-statement-returned", said))
    passed = [s for s in words if s.person not in (statement.author, revision.editor)]
    if not any(seal.role == Role.LEGAL for seal in passed):
        legal = state.name(state.holder(statement.incident, Role.LEGAL)) or Said("duty-vacant")
        raise Refusal("statement.legal-must-pass", Said("refusal-legal-must-pass", {"person": legal}))
    if len(passed) < REVIEWERS_NEEDED:
        said_count = {"count": len(passed), "needed": REVIEWERS_NEEDED}
        raise Refusal("statement.two-reviewers", Said("refusal-two-reviewers", said_count))
    if all(seal.department is Department.MARKETING for seal in passed):
        raise Refusal("statement.outside-marketing", Said("refusal-outside-marketing"))
