# SPDX-License-Identifier: Apache-2.0
"""One process may write one file of a profile at a time.

Used by the composition root. The trap: a lock may be taken on one thread and given back on another, because the
window opens a profile off the GUI thread.
"""

from pathlib import Path

from filelock import FileLock, Timeout

from app.errors import Conflict, EnvironmentFault, Said


class FileHold:
    """Held from making until released, or until its `with` ends. Raises Conflict, EnvironmentFault.

    `patience` is for how many seconds it waits for who holds it now.
    """

    def __init__(self, folder: Path, name: str, *, patience: float = 0) -> None:
        self._lock = FileLock(folder / f"{name}.lock", thread_local=False)
        try:
            self._lock.acquire(timeout=patience)
        except Timeout as fault:
            raise Conflict(Said("profile-in-use", {"path": str(folder)})) from fault
        except OSError as fault:
            raise EnvironmentFault(Said("profile-not-writable", {"path": str(folder)})) from fault

    def release(self) -> None:
        """Let the next one in."""
        self._lock.release()

    def __enter__(self) -> "FileHold":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
