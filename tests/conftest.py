# SPDX-License-Identifier: Apache-2.0
"""The gates every test passes: a home of its own, no write elsewhere, no unexpected warning, nothing left.

pytest loads it. Trap: the environment is changed at import, before Qt, matplotlib or the project is imported.
A test that takes `caplog` answers for its own log records; any other fails on a record of WARNING or above.
"""

import logging
import os
import time
from typing import TYPE_CHECKING

import pytest

from tests import isolation, qt_leaks

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

_REAL_HOME = isolation.real_home()
isolation.redirect_environment()
_tripwire = isolation.Tripwire(home=_REAL_HOME, checkout=isolation.CHECKOUT)
_before = pytest.StashKey[qt_leaks.Before]()


def pytest_configure(config: pytest.Config) -> None:
    """No database of examples in the checkout; no deadline, as two cores are often busy."""
    del config
    from hypothesis import settings

    settings.register_profile("fenghuo", database=None, deadline=None, print_blob=True)
    settings.load_profile("fenghuo")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> "Generator[None, object, object]":
    """Let what a module- or session-wide fixture starts outlive the test that happened to ask first."""
    result = yield
    if fixturedef.scope != "function":
        qt_leaks.keep_what_is_alive()
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> "Generator[None, object, object]":
    """Arm the tripwire for set-up, call and tear-down, and look round before."""
    item.stash[_before] = qt_leaks.look()
    with _tripwire.armed():
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> "Generator[None, object, object]":
    """After every fixture has ended: fail for what is left running and for a touch of the real machine."""
    result = yield
    left = qt_leaks.leaks(item.stash[_before])
    if left:
        pytest.fail("left behind: " + "; ".join(left), pytrace=False)
    if _tripwire.touched:
        pytest.fail("touched the real machine: " + "; ".join(_tripwire.touched), pytrace=False)
    return result


class _Remembering(logging.Handler):
    """Keeps the records of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> "Iterator[None]":
    """Fail on a log record of WARNING or above, unless the test takes `caplog` and so answers for them."""
    handler = _Remembering()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and "caplog" not in request.fixturenames:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in handler.records]
        pytest.fail("unexpected log: " + "; ".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> "Iterator[None]":
    """Run the test in its tmp_path, in the room's zone, whatever the test before it set."""
    monkeypatch.chdir(tmp_path)
    yield
    if os.environ.get("TZ") != "Asia/Shanghai" and hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "Asia/Shanghai")
        time.tzset()


@pytest.fixture
def memory_keyring() -> "Iterator[dict[tuple[str, str], str]]":
    """An OS keyring that works, in memory: `(service, user) -> secret`. Without this there is none."""
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import PasswordDeleteError

    secrets: dict[tuple[str, str], str] = {}

    class MemoryKeyring(KeyringBackend):
        """Keeps secrets in the dictionary above."""

        priority = 1.0

        def get_password(self, service: str, username: str) -> str | None:
            return secrets.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            secrets[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if secrets.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    usual = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield secrets
    keyring.set_keyring(usual)
