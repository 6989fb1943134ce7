# SPDX-License-Identifier: Apache-2.0
"""Finds the threads, timers, windows and Qt threads that a test leaves behind.

Called by tests/conftest.py before and after every test. Trap: Qt is looked at only when a test has made an
application, so that tests of `app` stay fast; a timer counts only when it was started from Python.
"""

import gc
import sys
import threading
import time
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 2.0  # seconds a thread may take to end after it was asked to
_OTHERS = ("execnet", "pytest_timeout", "pydevd")  # threads of the tools that run the tests


@dataclass(slots=True)
class Started:
    """Weak references to every QTimer and QThread that Python code has started, once `watch_qt` has run."""

    timers: list[weakref.ref[Any]] = field(default_factory=list)
    threads: list[weakref.ref[Any]] = field(default_factory=list)
    watching: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What was alive when a test began."""

    threads: frozenset[threading.Thread]
    windows: frozenset[int]


_started = Started()
_kept_threads: weakref.WeakSet[threading.Thread] = weakref.WeakSet()
_kept_windows: set[int] = set()


def keep_what_is_alive() -> None:
    """Called after a module- or session-wide fixture was set up: what it made may outlive a test."""
    _kept_threads.update(threading.enumerate())
    _kept_windows.update(id(window) for window in _windows())


def look() -> Before:
    """Remember what is alive now."""
    watch_qt()
    return Before(frozenset(threading.enumerate()), frozenset(id(window) for window in _windows()))


def leaks(before: Before) -> list[str]:
    """What a test left behind, one plain line each, after giving threads and Qt a moment to finish."""
    _let_qt_finish()
    return _leaked_threads(before) + _leaked_windows(before) + _leaked_timers() + _leaked_qt_threads()


def watch_qt() -> None:
    """Note every QTimer and QThread started from Python from now on, if PySide6 is loaded."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or _started.watching:
        return
    _started.watching = True
    core.QTimer.start = _noting(core.QTimer.start, _started.timers)
    core.QThread.start = _noting(core.QThread.start, _started.threads)


def _noting(start: "Callable[..., object]", into: list[weakref.ref[Any]]) -> "Callable[..., object]":
    def noted(self: object, *args: object, **kwargs: object) -> object:
        into.append(weakref.ref(self))
        return start(self, *args, **kwargs)

    return noted


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return None if widgets is None else widgets.QApplication.instance()


def _windows() -> list[Any]:
    application = _application()
    return [] if application is None else list(application.topLevelWidgets())


def _let_qt_finish() -> None:
    if _application() is None:
        return
    core = sys.modules["PySide6.QtCore"]
    core.QThreadPool.globalInstance().waitForDone(int(_PATIENCE * 1000))
    for _ in range(3):
        core.QCoreApplication.sendPostedEvents()
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        core.QCoreApplication.processEvents()


def _leaked_threads(before: Before) -> list[str]:
    deadline = time.monotonic() + _PATIENCE
    while left := _new_threads(before):
        if time.monotonic() > deadline:
            return [f"thread {thread.name!r} is still running" for thread in left]
        left[0].join(timeout=0.02)
    return []


def _new_threads(before: Before) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before.threads and thread not in _kept_threads and not _is_foreign(thread)
    ]


def _is_foreign(thread: threading.Thread) -> bool:
    # A dummy stands for a thread that Python did not start (Qt's pool); Qt's own gate sees those.
    return thread.name.startswith(_OTHERS) or isinstance(thread, threading._DummyThread)


def _leaked_windows(before: Before) -> list[str]:
    def left() -> list[Any]:
        return [w for w in _windows() if id(w) not in before.windows and id(w) not in _kept_windows]

    if left():
        gc.collect()  # a window in a reference cycle is not a leak, only late
        _let_qt_finish()
    return [f"window {type(window).__name__} {window.objectName()!r} was not closed and deleted" for window in left()]


def _leaked_timers() -> list[str]:
    if not any(timer.isActive() for timer in _living(_started.timers)):
        _started.timers.clear()
        return []
    gc.collect()
    _let_qt_finish()
    names = [
        f"timer {timer.objectName()!r} of {type(timer.parent()).__name__} is still running"
        for timer in _living(_started.timers)
        if timer.isActive() and not _is_kept(timer)
    ]
    _started.timers.clear()
    return names


def _is_kept(timer: Any) -> bool:
    """Whether the timer belongs to a window that a wider fixture keeps."""
    owner = timer.parent()
    while owner is not None:
        if id(owner) in _kept_windows:
            return True
        owner = owner.parent()
    return False


def _leaked_qt_threads() -> list[str]:
    running = [thread for thread in _living(_started.threads) if thread.isRunning()]
    for thread in running:
        thread.wait(int(_PATIENCE * 1000))
    left = [f"QThread {thread.objectName()!r} is still running" for thread in running if thread.isRunning()]
    _started.threads.clear()
    return left


def _living(references: list[weakref.ref[Any]]) -> list[Any]:
    if not references:
        return []
    import shiboken6

    return [one for ref in references if (one := ref()) is not None and shiboken6.isValid(one)]
