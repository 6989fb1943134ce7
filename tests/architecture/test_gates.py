# SPDX-License-Identifier: Apache-2.0
"""The gates of tests/conftest.py really shut: small bad tests fail in a pytest of their own.

Trap: the inner pytest loads the gates through a conftest of two lines: what is tested is the real thing.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.isolation import CHECKOUT, Tripwire, real_home

_BAD_TESTS = """
import logging, socket, threading, warnings
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget
from tests.isolation import real_home
kept = []

def test_log(): logging.getLogger('x').warning('smoke')

def test_thread():
    threading.Thread(target=threading.Event().wait, args=(30,), name='idle', daemon=True).start()

def test_home():
    try: (real_home() / '.fenghuo-test-touch').write_text('x')
    except RuntimeError: pass

def test_warning(): warnings.warn('old', DeprecationWarning)

def test_socket(): socket.create_connection(('192.0.2.1', 9))

def test_window(qapp): kept.append(QWidget()); kept[-1].show()

def test_timer(qapp): kept.append(QTimer(objectName='tick')); kept[-1].start(60000)

def test_qt(qapp): qWarning('Qt smoke')
"""
_COMPLAINTS = {
    "test_log": "unexpected log: WARNING x: smoke",
    "test_thread": "left behind: thread 'idle' is still running",
    "test_home": "touched the real machine: open",
    "test_warning": "DeprecationWarning: old",
    "test_socket": "SocketBlockedError",
    "test_window": "left behind: window QWidget '' was not closed and deleted",
    "test_timer": "left behind: timer 'tick' of NoneType is still running",
    "test_qt": "Qt smoke",
}
_GOOD_TEST = """
import logging, os, threading, time
from pathlib import Path
import keyring, pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

def test_qt(qtbot):
    window = QWidget(); qtbot.addWidget(window); window.show()
    QTimer(window).start(10)

def test_log(caplog):
    logging.getLogger('x').warning('smoke'); assert 'smoke' in caplog.text

def test_thread():
    thread = threading.Thread(target=time.sleep, args=(0.05,)); thread.start()

def test_files():
    Path('here.txt').write_text('x'); Path.home().joinpath('there.txt').write_text('x')
    assert time.tzname[0] == 'CST'; assert not [k for k in os.environ if k.startswith('FENGHUO_P')]

def test_no_keyring():
    with pytest.raises(keyring.errors.NoKeyringError): keyring.set_password('a', 'b', 'c')

def test_keyring(memory_keyring):
    keyring.set_password('a', 'b', 'c'); assert memory_keyring == {('a', 'b'): 'c'}
"""


def _pytest_on(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text("from tests.conftest import *\nfrom tests.conftest import _before\n")
    (folder / "test_inner.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    settings = ["-c", str(CHECKOUT / "pyproject.toml"), "--rootdir", str(folder), "--confcutdir", str(folder)]
    return subprocess.run(
        [*command, *settings, str(folder / "test_inner.py")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_bad_tests_fail(tmp_path: Path) -> None:
    ran = _pytest_on(_BAD_TESTS, tmp_path)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    for name, complaint in _COMPLAINTS.items():
        assert f"test_inner.py::{name}" in ran.stdout.partition("short test summary")[2], f"{name} passed"
        assert complaint in ran.stdout
    assert not (real_home() / ".fenghuo-test-touch").exists()


def test_a_good_test_passes(tmp_path: Path) -> None:
    ran = _pytest_on(_GOOD_TEST, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("path", "forbidden"),
    [
        (CHECKOUT / "notes.txt", True),
        (CHECKOUT / "app" / "x.py", True),
        (CHECKOUT / "app" / "__pycache__" / "x.pyc", False),
        (CHECKOUT / "build" / "x", False),
        (real_home() / ".local" / "share" / "fenghuo" / "room.db", True),
    ],
)
def test_the_tripwire_knows_what_is_forbidden(path: Path, forbidden: bool) -> None:
    assert Tripwire(home=real_home(), checkout=CHECKOUT).is_forbidden(str(path)) is forbidden
