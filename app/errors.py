# SPDX-License-Identifier: Apache-2.0
"""Every failure a person can meet; anything else is a bug.

    FenghuoError
    ├── Refusal            a rule of the room says no, and what would satisfy it
    ├── UserError          the input is wrong: names the place and the mend
    ├── EnvironmentFault   disk, network, keyring, permissions
    └── Conflict           somebody else holds or changed it

Each carries a :class:`Said`, never a finished sentence: the command line and the window say it in their
own language. The trap: ``str(error)`` is for logs only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

TextArg: TypeAlias = "str | int | float | Said"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in no language yet: a key of the catalogue and its variables (which may be Said too)."""

    key: str
    args: Mapping[str, TextArg] = field(default_factory=dict)


class FenghuoError(Exception):
    """Root of the tree. ``said`` is the sentence for the person."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.key, said.args)
        self.said = said


class Refusal(FenghuoError):
    """A rule says no. ``rule`` is its stable name, part of the command line's contract."""

    def __init__(self, rule: str, said: Said) -> None:
        super().__init__(said)
        self.rule = rule


class UserError(FenghuoError):
    """Bad input."""


class EnvironmentFault(FenghuoError):
    """The machine does not give what is needed."""


class Conflict(FenghuoError):
    """Two hands on one thing."""
