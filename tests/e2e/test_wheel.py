# SPDX-License-Identifier: Apache-2.0
"""The built wheel works in an environment of its own, far from the checkout.

Trap: the dependencies are lent from the tests' environment by a .pth file, as nothing may be fetched here; the
checkout itself must not be on that path, or its `app` would be tested instead of the wheel's.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.isolation import CHECKOUT

pytestmark = pytest.mark.e2e


class Installed:
    """A clean environment with the wheel in it."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.wheel = wheel
        self.away = folder / "away"
        self.away.mkdir()
        place = folder / "venv"
        venv.create(place, with_pip=False, symlinks=os.name != "nt")
        self.programs = place / ("Scripts" if os.name == "nt" else "bin")
        command = [sys.executable, "-m", "pip", "--python", str(self.programs / "python")]
        options = ["install", "--no-deps", "--no-index", "--disable-pip-version-check", "--quiet", str(wheel)]
        _succeed([*command, *options], cwd=self.away)
        packages = next(place.rglob("site-packages"))
        (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    def fenghuo(self, *arguments: str) -> str:
        """What the installed program prints."""
        return _succeed([str(self.programs / "fenghuo"), *arguments], cwd=self.away)


def _succeed(command: list[str], *, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=110, check=False
    )
    assert ran.returncode == 0, f"{' '.join(command)}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--outdir", str(folder)]
    _succeed([sys.executable, "-m", "build", *options, str(CHECKOUT)], cwd=folder)
    return Installed(folder, next(folder.glob("fenghuo-*.whl")))


def test_the_wheel_holds_the_program_and_nothing_else(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app", "db", "ui", "resources"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".ttf", ".otf", ".ttc"))]
    carried = {Path(name).suffix for name in names if name.startswith("resources/")}
    assert {".ftl", ".typ"} <= carried
    assert [name for name in names if name.startswith("db/migrations/")]


def test_the_installed_program_is_not_the_checkout(installed: Installed) -> None:
    where = _succeed(
        [str(installed.programs / "python"), "-c", "import app, resources; print(app.__file__, *resources.__path__)"],
        cwd=installed.away,
    )
    assert str(CHECKOUT) + os.sep + "app" not in where
    assert str(installed.programs.parent) in where


def test_demo_and_report_from_the_wheel(installed: Installed) -> None:
    profile = str(installed.away / "room")
    report = installed.away / "report.pdf"
    installed.fenghuo("demo", "--profile", profile)
    state = json.loads(installed.fenghuo("state", "--profile", profile, "--json"))
    incident = state["incidents"][0]["id"]
    installed.fenghuo("sitrep", incident, "--out", str(report), "--profile", profile, "--lang", "zh-Hans")
    content = report.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(content) > 20_000
