# SPDX-License-Identifier: Apache-2.0
"""Starts this program again on the same profile, for work that belongs in a process of its own.

Made by the composition root, used by the window. The trap: the secret goes through standard input, never through the
command line or the environment, where other programs could read it.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from app.profile import Secrets


@dataclass(frozen=True, slots=True)
class Child:
    """Implements `app.doors.ChildCommand`."""

    folder: Path
    secrets: Secrets
    language: str

    def arguments(self, *args: str) -> list[str]:
        """Program and arguments."""
        command, *rest = args
        common = ["--profile", str(self.folder), "--secret-on-stdin"]
        if "--lang" not in rest:
            common += ["--lang", self.language]
        return [sys.executable, "-m", "app", command, *common, *rest]

    def secret(self) -> bytes:
        """The line the child reads first."""
        return self.secrets.pack().hex().encode() + b"\n"
