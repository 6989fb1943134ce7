# SPDX-License-Identifier: Apache-2.0
"""packaging/dev.py: does nothing twice, mends a broken environment, says plainly what it may not install.

Trap: it is no module of a package, so it is loaded from its path; pip and apt are replaced, nothing is installed.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.isolation import CHECKOUT


class Machine:
    """A machine in a folder: dev.py with its paths there, and a record of the commands it wanted to run."""

    def __init__(self, dev: ModuleType, folder: Path) -> None:
        self.dev = dev
        self.folder = folder
        self.ran: list[str] = []
        self.failing: tuple[str, ...] = ()

    def quietly(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        """Run only `.venv`'s own small questions; note the rest."""
        line = " ".join(map(str, command))
        if " -I -c " in line:
            return subprocess.run(command, capture_output=True, text=True, check=False)
        self.ran.append(line)
        if "-m venv" in line:
            self.make_venv()
        return subprocess.CompletedProcess(command, int(any(word in line for word in self.failing)), "", "smoke")

    def make_venv(self) -> None:
        """A `.venv` whose Python says it lives there and has pip."""
        self.dev.PYTHON.parent.mkdir(parents=True)
        self.dev.PYTHON.write_text("#!/bin/sh\nexit 0\n")
        self.dev.PYTHON.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    specification = importlib.util.spec_from_file_location("dev_under_test", CHECKOUT / "packaging" / "dev.py")
    assert specification is not None
    assert specification.loader is not None
    dev = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, "dev_under_test", dev)
    specification.loader.exec_module(dev)
    made = Machine(dev, tmp_path)
    venv = tmp_path / ".venv"
    for name, value in {
        "VENV": venv,
        "STAMP": venv / "stamp.txt",
        "PYTHON": venv / "bin" / "python",
        "REQUIREMENTS": tmp_path / "requirements.txt",
        "REQUIREMENTS_DEV": tmp_path / "requirements-dev.txt",
        "NEEDS": (),
        "quietly": made.quietly,
    }.items():
        monkeypatch.setattr(dev, name, value)
    dev.REQUIREMENTS.write_text("one==1 --hash=sha256:00\n")
    dev.REQUIREMENTS_DEV.write_text("one==1 --hash=sha256:00\ntwo==2 --hash=sha256:00\n")
    return made


def test_the_second_time_nothing_is_done(machine: Machine) -> None:
    machine.dev.set_up(tests=True)
    assert len(machine.ran) == 2
    assert "--require-hashes" in machine.ran[1]
    machine.dev.set_up(tests=True)
    machine.dev.set_up(tests=False)
    assert len(machine.ran) == 2


def test_tests_need_more_than_the_program(machine: Machine) -> None:
    machine.dev.set_up(tests=False)
    assert machine.ran[-1].endswith("requirements.txt")
    machine.dev.set_up(tests=True)
    assert machine.ran[-1].endswith("requirements-dev.txt")


def test_new_requirements_are_installed_into_the_same_environment(machine: Machine) -> None:
    machine.dev.set_up(tests=False)
    machine.dev.REQUIREMENTS.write_text("one==2 --hash=sha256:00\n")
    machine.ran.clear()
    machine.dev.set_up(tests=False)
    assert len(machine.ran) == 1
    assert " install " in machine.ran[0]


def test_a_broken_environment_is_made_anew(machine: Machine) -> None:
    machine.dev.set_up(tests=False)
    machine.dev.PYTHON.unlink()
    machine.dev.PYTHON.symlink_to("/nowhere/python3")
    machine.ran.clear()
    machine.dev.set_up(tests=False)
    assert "-m venv" in machine.ran[0]


def test_an_environment_that_was_moved_is_not_trusted(machine: Machine) -> None:
    machine.dev.set_up(tests=False)
    stamp = machine.dev.STAMP.read_text()
    machine.dev.STAMP.write_text(stamp.replace(str(machine.folder), "/elsewhere"))
    assert not machine.dev.is_current(tests=False)


def test_a_failed_install_is_one_sentence_and_not_taken_for_done(
    machine: Machine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.failing = (" install ",)
    monkeypatch.setattr(machine.dev, "checks", lambda **_: [])
    assert machine.dev.main(["test"]) == 1
    said = capsys.readouterr()
    assert "smoke" in said.out
    assert "could not install" in said.err
    assert not machine.dev.STAMP.exists()


def test_what_may_not_be_installed_is_named(
    machine: Machine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    need = machine.dev.Need("libnothing1", "nothing-libs", "nothing", "libnothing-at-all.so.9")
    assert not need.is_met()
    monkeypatch.setattr(machine.dev, "NEEDS", (need,))
    monkeypatch.setattr(machine.dev, "ON_LINUX", True)
    monkeypatch.setattr(machine.dev, "root_prefix", lambda: None)
    machine.dev.set_up(tests=False)
    assert "libnothing1" in capsys.readouterr().out
    assert machine.dev.STAMP.exists()
    assert not [line for line in machine.ran if "apt-get" in line]


def test_a_mail_server_wanted_by_tests_is_installed_for_them_only_and_not_started(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = machine.dev.Need(
        "mail-server", "mail", "mail", program="/no/such/program", service="mail", tests_only=True
    )
    monkeypatch.setattr(machine.dev, "NEEDS", (need,))
    monkeypatch.setattr(machine.dev, "ON_LINUX", True)
    monkeypatch.setattr(machine.dev, "root_prefix", list)
    monkeypatch.setattr(machine.dev.shutil, "which", lambda name: None if name.startswith("/") else f"/bin/{name}")
    machine.dev.set_up(tests=False)
    assert not [line for line in machine.ran if line.startswith(("systemctl", "apt-get"))]
    machine.dev.set_up(tests=True)
    masked, _, installed = [line for line in machine.ran if line.startswith(("systemctl", "apt-get"))]
    assert masked == "systemctl mask mail.service mail.socket"
    assert installed.endswith(" mail-server")


def test_every_check_runs_after_one_has_failed(
    machine: Machine, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [
        machine.dev.Check(f"check {number}", (sys.executable, "-c", f"raise SystemExit({number == 1})"))
        for number in (1, 2)
    ]
    monkeypatch.setattr(machine.dev, "checks", lambda **_: said)
    monkeypatch.setattr(machine.dev, "ROOT", machine.folder)
    assert machine.dev.main(["test"]) == 1
    out = capfd.readouterr().out
    assert "check 2" in out.partition("== check 1")[2]
    assert "failed: check 1" in out


@pytest.mark.parametrize(
    ("display", "given", "expected"),
    [
        (":0", [], ["--demo"]),
        ("", [], ["demo", "--picture"]),
        (":0", ["--profile", "P", "--lang", "en"], ["--profile", "P", "--lang", "en"]),
        ("", ["state", "--json"], ["state", "--json"]),
    ],
)
def test_run_opens_the_demo_or_does_what_it_is_told(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, display: str, given: list[str], expected: list[str]
) -> None:
    called: list[tuple[list[str], dict[str, str]]] = []

    def execve(_program: str, command: list[str], environment: dict[str, str]) -> None:
        called.append((command, environment))
        raise SystemExit

    monkeypatch.setattr(machine.dev, "ON_LINUX", True)
    monkeypatch.setattr(machine.dev.os, "execve", execve)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    with pytest.raises(SystemExit):
        machine.dev.main(["run", *given])
    [(command, environment)] = called
    assert command[1:3] == ["-m", "app"]
    assert command[3 : 3 + len(expected)] == expected
    assert environment["PYTHONPATH"] == str(CHECKOUT)
    assert environment.get("QT_QPA_PLATFORM") == (None if display else "offscreen")


def test_pins_name_no_host(machine: Machine) -> None:
    pinned = "--index-url x\n-i y\n--find-links z\none==1 \\\n    --hash=sha256:00\n    # via two\n# https://x\n"
    kept = machine.dev.without_hosts(pinned)
    assert kept.splitlines()[2:] == ["one==1 \\", "    --hash=sha256:00", "    # via two"]
