# SPDX-License-Identifier: Apache-2.0
"""Short tones for what should be heard: played by what the system brings, without a multimedia library.

Used through `Desk.ring`. The files lie in `resources/sounds` and are made by `packaging/tones.py`. The trap: nobody
waits for a sound and nothing may fail because of one, so a computer that cannot play beeps, or stays silent.
"""

import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtWidgets import QApplication

Player: TypeAlias = Callable[[Path], bool]
"""Begins to play a file and comes back at once; whether it could."""

_APART: Final = 1.0
_ON_LINUX: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))


class Sounds:
    """Plays tones by their names. At most one a second: in a flood a second one would tell nothing new."""

    def __init__(self, player: Player | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._player, self._now = player or _system_player(), now
        self._free_at = 0.0

    def play(self, name: str) -> None:
        """Begin to play `resources/sounds/<name>.wav`. Returns at once, never raises."""
        if self._now() < self._free_at:
            return
        self._free_at = self._now() + _APART
        file = Path(str(resources.files("resources") / "sounds" / f"{name}.wav"))
        if not (file.is_file() and self._player(file)):
            QApplication.beep()


def _system_player() -> Player:
    if sys.platform == "win32":
        return _play_on_windows
    commands = (("afplay",),) if sys.platform == "darwin" else _ON_LINUX
    for name, *options in commands:
        if program := QStandardPaths.findExecutable(name):
            return lambda file, program=program, options=options: _start(program, [*options, str(file)])  # type: ignore[misc]
    return lambda file: False


def _start(program: str, arguments: list[str]) -> bool:
    """In a process that outlives nothing and says nothing to our terminal."""
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    return bool(process.startDetached()[0])


def _play_on_windows(file: Path) -> bool:
    import winsound  # there is none elsewhere

    try:
        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)  # type: ignore[attr-defined]
    except RuntimeError:
        return False
    return True
