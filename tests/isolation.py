# SPDX-License-Identifier: Apache-2.0
"""Keeps a test run away from the machine's real home folder, checkout, keyring, zone and language.

Called by tests/conftest.py, once at its import and around every test. Trap: the tripwire sees what Python
opens, not what Qt or SQLite open by themselves; those stay away because every standard folder and the current
directory point elsewhere.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parent.parent
_MADE_BY_TOOLS = {
    ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv",
    "__pycache__", "build",
}  # fmt: skip
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# The events that change a folder, and where their arguments begin to name an open folder (-1: none).
_FOLDER_FROM = {
    "os.link": 2,
    "os.mkdir": 2,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.symlink": 2,
    "os.truncate": 2,
}
# Which arguments name what is changed, where that is not the first alone.
_CHANGED = {"os.link": slice(1, 2), "os.rename": slice(2), "os.symlink": slice(1, 2)}
_FOLDERS = {
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


class TouchedTheRealMachineError(RuntimeError):
    """A test was about to write under the real home folder or into the checkout."""


def real_home() -> Path:
    """The home folder of whoever runs the tests, whatever HOME says by now."""
    try:
        import pwd  # not on Windows
    except ImportError:
        return Path(os.environ.get("USERPROFILE", Path.home())).resolve()
    return Path(pwd.getpwuid(os.getuid()).pw_dir).resolve()


def redirect_environment() -> Path:
    """Point HOME and its kin into a new folder that goes when the run ends; return that folder.

    Child processes inherit all of it. Must run before PySide6, keyring or matplotlib is imported.
    """
    home = Path(tempfile.mkdtemp(prefix="fenghuo-tests-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name, folder in _FOLDERS.items():
        path = home / folder
        path.mkdir(mode=0o700, parents=True)
        os.environ[name] = str(path)
    kept = ("FENGHUO_FONT_DIR", "FENGHUO_RSSHUB")  # these say what the machine has, not what a person wants
    for name in [name for name in os.environ if name.startswith("FENGHUO_") and name not in kept]:
        del os.environ[name]
    font_cache = CHECKOUT / "build" / "cache" / "matplotlib"
    font_cache.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        HOME=str(home),
        USERPROFILE=str(home),
        MPLCONFIGDIR=str(font_cache),  # kept between runs: reading every font anew costs seconds
        LANG="C.UTF-8",
        LC_ALL="C.UTF-8",
        LANGUAGE="",
        TZ="Asia/Shanghai",
        QT_QPA_PLATFORM="offscreen",
        # As on a machine without a keyring: asking for one is an error that the program must bear.
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        PYTHONPATH=str(CHECKOUT),  # tests run in a folder of their own; `python -m app` still finds us
    )
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    if hasattr(time, "tzset"):
        time.tzset()
    return home


class Tripwire:
    """Refuses, and remembers, a write under the real home folder or into the checkout while it is armed."""

    def __init__(self, *, home: Path, checkout: Path) -> None:
        self._armed = False
        self._home, self._checkout = str(home), str(checkout)
        self._temporary = str(Path(tempfile.gettempdir()).resolve())
        self.touched: list[str] = []
        sys.addaudithook(self._on_event)  # stays for the life of the process: hence `_armed`

    @contextmanager
    def armed(self) -> "Iterator[None]":
        """Watch until the block ends."""
        self.touched.clear()
        self._armed = True
        try:
            yield
        finally:
            self._armed = False

    def _on_event(self, event: str, args: tuple[object, ...]) -> None:
        if not self._armed or not _writes(event, args):
            return
        if event != "open" and any(isinstance(folder, int) and folder >= 0 for folder in args[_FOLDER_FROM[event] :]):
            return  # relative to an open folder, as rmtree does it: its own opening was looked at
        for path in args[_CHANGED.get(event, slice(1))]:
            if isinstance(path, str | bytes | os.PathLike) and self.is_forbidden(os.fsdecode(path)):
                self.touched.append(f"{event} {os.fsdecode(path)}")
                raise TouchedTheRealMachineError(self.touched[-1])

    def is_forbidden(self, path: str) -> bool:
        """Whether a write to `path` is none of a test's business."""
        full = os.path.abspath(path)  # noqa: PTH100 (runs on every open; Path is ten times slower)
        if _is_inside(full, self._checkout):
            return not _MADE_BY_TOOLS.intersection(Path(full[len(self._checkout) :]).parts)
        if _is_inside(full, self._temporary):
            return False
        return _is_inside(full, self._home) and "__pycache__" not in full


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def _writes(event: str, args: tuple[object, ...]) -> bool:
    if event == "open":
        flags = args[2] if len(args) > 2 else 0
        return isinstance(flags, int) and bool(flags & _WRITING_FLAGS)
    return event in _FOLDER_FROM
