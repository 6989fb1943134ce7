# SPDX-License-Identifier: Apache-2.0
"""By which rules posts were judged, as small numbers, and how far judging them anew has come.

Used by `db.post_store` and `db.judging`. The trap: rules that are taken back have their old number again, so a
higher number does not mean newer.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from db.post_schema import FIRST_PLACE


class Rules(NamedTuple):
    """The rules by which posts that are given were judged, and those by which all posts are to be judged."""

    given: int
    wanted: int


class Progress(NamedTuple):
    """Posts at places before `below` may have been judged by other rules than `rules`; later ones were not."""

    rules: int
    below: int

    @property
    def done(self) -> bool:
        """Whether every post was judged by these rules."""
        return self.below == FIRST_PLACE


def known_number(connection: Connection, fingerprint: str) -> int | None:
    """The number of a set of rules, 0 for rules without a name; None where it was never met."""
    if not fingerprint:
        return 0
    found = connection.exec_driver_sql("SELECT id FROM ruleset WHERE fingerprint = ?", (fingerprint,)).scalar()
    return None if found is None else int(found)


def number_of(connection: Connection, fingerprint: str) -> int:
    """The number of a set of rules, a new one if need be."""
    found = known_number(connection, fingerprint)
    if found is None:
        connection.exec_driver_sql("INSERT INTO ruleset (fingerprint) VALUES (?)", (fingerprint,))
        return number_of(connection, fingerprint)
    return found


def progress(connection: Connection) -> Progress:
    """How far judging anew has come."""
    return Progress(*connection.exec_driver_sql("SELECT rules, below FROM progress").one())


def set_progress(connection: Connection, now: Progress) -> None:
    """Remembers it."""
    connection.exec_driver_sql("UPDATE progress SET rules = ?, below = ?", tuple(now))


def rules_of(connection: Connection, given: int, newest: int = FIRST_PLACE) -> Rules:
    """The rules of a batch whose last post is at the place `newest`; one judged by others will be judged anew."""
    before = progress(connection)
    if given != before.rules and newest >= before.below:
        set_progress(connection, Progress(before.rules, newest + 1))
    return Rules(given, before.rules)
