# SPDX-License-Identifier: Apache-2.0
"""Carries one message to one address: in a child process, which may hang or crash and costs only itself.

Started for each message by :mod:`app.notify.courier`; the child is `python -m app.notify`. The address goes through
standard input, where no other program can read it. The trap: `close` ends what is under way; that counts as not sent.
"""

import subprocess
import sys
from threading import Lock
from typing import Final

import msgspec

from app.errors import Said

PATIENCE: Final = 40.0
"""Seconds until a child that says nothing is ended."""


_CHILD: Final = (sys.executable, "-m", "app.notify")
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # only Windows has it


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What the child is told: where to, and what."""

    address: str
    title: str
    body: str
    grave: bool = False


class Carried(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How it went: no `trouble`, it arrived. `final`: trying again would not help."""

    trouble: Said | None = None
    final: bool = False


class Carrier:
    """Carries from any thread; as many at a time as call it."""

    def __init__(self, command: tuple[str, ...] = _CHILD, patience: float = PATIENCE) -> None:
        self._command, self._patience = command, patience
        self._under_way: set[subprocess.Popen[bytes]] = set()
        self._lock, self._closed = Lock(), False

    def carry(self, parcel: Parcel) -> Carried:
        """Waits until it arrived or did not. Never raises for what a channel does."""
        with self._lock:
            if self._closed:
                return _failed("notify-trouble-interrupted")
            try:
                child = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    creationflags=_NO_WINDOW,
                )  # fmt: skip
            except OSError:
                return _failed("notify-trouble-program")
            self._under_way.add(child)
        try:
            answer, _ = child.communicate(msgspec.json.encode(parcel), timeout=self._patience)
            return msgspec.json.decode(answer, type=Carried)
        except subprocess.TimeoutExpired:
            return _failed("notify-trouble-silent", seconds=round(self._patience))
        except (msgspec.DecodeError, OSError):
            return _failed("notify-trouble-interrupted")
        finally:
            child.kill()
            child.communicate()
            with self._lock:
                self._under_way.discard(child)

    def close(self) -> None:
        """End what is under way. Nothing is carried afterwards."""
        with self._lock:
            self._closed = True
            for child in self._under_way:
                child.kill()


def _failed(key: str, **args: int) -> Carried:
    return Carried(trouble=Said(key, args))
