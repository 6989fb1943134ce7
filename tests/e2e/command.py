# SPDX-License-Identifier: Apache-2.0
"""Runs `fenghuo` as a script would: a process of its own, and never a traceback.

Used by the end-to-end tests. The trap: a profile without a keyring needs FENGHUO_PASSPHRASE.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

PASS: Final = {"FENGHUO_PASSPHRASE": "战情室"}


def fenghuo(*args: str | Path, env: Mapping[str, str] = PASS, text: str = "") -> subprocess.CompletedProcess[str]:
    """One command, with `text` on its standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, args)],
        input=text, capture_output=True, text=True, env={**os.environ, **env}, timeout=100, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def rows(text: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def founded_room(profile: Path) -> None:
    """A room of two people whose passphrase is 口令, nobody on duty: 林越 commands, 韩雪 monitors."""
    lines = [
        {"do": "room.found", "name": "华东", "person": "林越", "department": "executive", "roles": ["commander"],
         "new_passphrase": "口令"},
        {"do": "person.add", "as": "林越", "passphrase": "口令", "name": "韩雪", "department": "pr",
         "roles": ["monitor"], "new_passphrase": "口令"},
    ]  # fmt: skip
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    assert fenghuo("act", "-", "--profile", profile, text=text).returncode == 0
