# SPDX-License-Identifier: Apache-2.0
"""The two commands of the README, `run` and `test`, from a bare machine; and `build` and `lock` for releases.

Called by people and by .ci/run, with whatever Python 3.11 or newer they have: standard library only. Each command
first sets up what is missing (system libraries by apt where it may, `.venv` by pip) and then works. The trap: when
everything is there it must not touch the network, and it must say in one sentence what it could not install.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).resolve().parent.parent
VENV: Final = ROOT / ".venv"
STAMP: Final = VENV / "fenghuo-set-up.txt"
REQUIREMENTS: Final = ROOT / "packaging" / "requirements.txt"
REQUIREMENTS_DEV: Final = ROOT / "packaging" / "requirements-dev.txt"
ON_LINUX: Final = sys.platform.startswith("linux")
PYTHON: Final = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class SetUpError(Exception):
    """The machine lacks something; the text says what, and what to do, in one sentence."""


# ------------------------------------------------------------------------------------------ what the system gives


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the system must give: how to see it (`library`, `files` or `program`) and what brings it.

    `program` is a name on the path, or a whole path. `service` is what its package would start on a machine that did
    not have it; tests want the program only, so it is kept from starting.
    """

    debian: str
    fedora: str
    arch: str
    library: str = ""
    files: tuple[str, ...] = ()
    program: str = ""
    service: str = ""
    tests_only: bool = False

    def is_met(self) -> bool:
        """Whether it is there. A library is really loaded: only the loader knows where it looks."""
        if self.program:
            return shutil.which(self.program) is not None
        if self.files:
            return any(next(folder.rglob(name), None) for folder in font_folders() for name in self.files)
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


NEEDS: Final = (
    Need("libegl1", "mesa-libEGL", "libglvnd", "libEGL.so.1"),
    Need("libgl1", "mesa-libGL", "libglvnd", "libGL.so.1"),
    Need("libglib2.0-0", "glib2", "glib2", "libgthread-2.0.so.0"),
    Need("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1.so.3"),
    Need("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig.so.1"),
    Need("libfreetype6", "freetype", "freetype2", "libfreetype.so.6"),
    Need("libgssapi-krb5-2", "krb5-libs", "krb5", "libgssapi_krb5.so.2"),
    Need("libbrotli1", "libbrotli", "brotli", "libbrotlidec.so.1"),
    Need("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon.so.0"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11", "libxkbcommon-x11.so.0"),
    Need("libwayland-client0", "libwayland-client", "wayland", "libwayland-client.so.0"),
    Need("libwayland-cursor0", "libwayland-cursor", "wayland", "libwayland-cursor.so.0"),
    Need("libwayland-egl1", "libwayland-egl", "wayland", "libwayland-egl.so.1"),
    Need("libx11-6", "libX11", "libx11", "libX11.so.6"),
    Need("libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb.so.1"),
    Need("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm.so.4"),
    Need("libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image.so.0"),
    Need("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms.so.1"),
    Need("libxcb-randr0", "libxcb", "libxcb", "libxcb-randr.so.0"),
    Need("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil", "libxcb-render-util.so.0"),
    Need("libxcb-render0", "libxcb", "libxcb", "libxcb-render.so.0"),
    Need("libxcb-shape0", "libxcb", "libxcb", "libxcb-shape.so.0"),
    Need("libxcb-shm0", "libxcb", "libxcb", "libxcb-shm.so.0"),
    Need("libxcb-sync1", "libxcb", "libxcb", "libxcb-sync.so.1"),
    Need("libxcb-util1", "xcb-util", "xcb-util", "libxcb-util.so.1"),
    Need("libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes.so.0"),
    Need("libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb.so.1"),
    Need(
        "fonts-noto-cjk",
        "google-noto-sans-cjk-fonts",
        "noto-fonts-cjk",
        files=("NotoSansCJK-Regular.ttc", "NotoSansCJK-VF.otf.ttc", "NotoSansCJK-VF.ttc", "NotoSansSC-Regular.*"),
    ),
    Need("poppler-utils", "poppler-utils", "poppler", program="pdftotext", tests_only=True),
    Need("poppler-utils", "poppler-utils", "poppler", program="pdftoppm", tests_only=True),
    Need("dovecot-imapd", "dovecot", "dovecot", program="/usr/sbin/dovecot", service="dovecot", tests_only=True),
)


def font_folders() -> Iterator[Path]:
    """Where fonts may lie, the one named by FENGHUO_FONT_DIR first."""
    named = os.environ.get("FENGHUO_FONT_DIR")
    home = Path.home()
    usual = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
    yield from (folder for folder in ((Path(named),) if named else ()) + usual if folder.is_dir())


def missing_needs(*, tests: bool) -> list[Need]:
    """What the system lacks. Empty where the wheels bring everything (Windows, macOS)."""
    if not ON_LINUX:
        return []
    return [need for need in NEEDS if (tests or not need.tests_only) and not need.is_met()]


def install_needs(needs: Sequence[Need], *, also: Sequence[str] = ()) -> None:
    """Install what is missing by apt where this user may; else name it, with the command, and go on."""
    packages = sorted({need.debian for need in needs} | set(also))
    if not packages:
        return
    root = root_prefix()
    if shutil.which("apt-get") and root is not None:
        say(f"装系统组件 · installing system packages: {' '.join(packages)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for service in [need.service for need in needs if need.service]:
            quietly([*root, "systemctl", "mask", f"{service}.service", f"{service}.socket"])
        quietly([*root, "apt-get", "update"], env=environment)  # without a network the old lists may do
        done = quietly([*root, "apt-get", "install", "-y", "--no-install-recommends", *packages], env=environment)
        if done.returncode == 0:
            return
        say(last_lines(done))
    say(f"缺少系统组件 · the system lacks some packages; please run: {install_command(needs, also=also)}")


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None where this user may not."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_command(needs: Sequence[Need], *, also: Sequence[str] = ()) -> str:
    """The command that installs `needs` on this kind of system."""
    if shutil.which("dnf"):
        return "sudo dnf install " + " ".join(sorted({need.fedora for need in needs}))
    if shutil.which("pacman"):
        return "sudo pacman -S " + " ".join(sorted({need.arch for need in needs}))
    return "sudo apt-get install " + " ".join(sorted({need.debian for need in needs} | set(also)))


# ------------------------------------------------------------------------------------------ the environment


def set_up(*, tests: bool) -> None:
    """Make the machine ready: system packages, `.venv`, the pinned distributions. Does nothing the second time."""
    lacks_venv = not is_current(tests=tests) and importlib.util.find_spec("ensurepip") is None
    install_needs(missing_needs(tests=tests), also=["python3-venv"] if lacks_venv and ON_LINUX else [])
    if is_current(tests=tests):
        return
    if not is_usable():
        make_venv()
    install_requirements(REQUIREMENTS_DEV if tests else REQUIREMENTS)
    files = [REQUIREMENTS, REQUIREMENTS_DEV] if tests else [REQUIREMENTS]  # the second holds all of the first
    STAMP.write_text("\n".join([str(VENV), *map(fingerprint, files)]) + "\n", "utf-8")


def is_current(*, tests: bool) -> bool:
    """Whether `.venv` was set up here from today's requirements, and its Python still starts."""
    if not STAMP.is_file():
        return False
    place, *installed = STAMP.read_text("utf-8").splitlines()
    wanted = fingerprint(REQUIREMENTS_DEV if tests else REQUIREMENTS)
    return place == str(VENV) and wanted in installed and starts("")


def fingerprint(file: Path) -> str:
    """SHA-256 of a requirements file, whatever its line ends."""
    return hashlib.sha256(file.read_text("utf-8").encode()).hexdigest()


def starts(code: str) -> bool:
    """Whether `.venv`'s Python runs `code`."""
    if not PYTHON.exists():
        return False
    return quietly([str(PYTHON), "-I", "-c", code]).returncode == 0


def is_usable() -> bool:
    """Whether `.venv` stands in this place and can be installed into; a half-made or moved one cannot."""
    place = f"import sys, pathlib; assert pathlib.Path(sys.prefix) == pathlib.Path({str(VENV)!r})"
    return starts(f"{place}, sys.prefix; assert sys.version_info >= (3, 11); import pip")


def make_venv() -> None:
    """A fresh `.venv`, in place of whatever is there."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    shutil.rmtree(VENV, ignore_errors=True)
    say("建立 Python 环境 · making the Python environment in .venv")
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = quietly([base, "-m", "venv", str(VENV)])
    if done.returncode == 0 and is_usable():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("pip"):  # Debian's python3-pip without python3-venv: that pip can serve
        done = quietly([base, "-m", "venv", "--without-pip", str(VENV)])
        if done.returncode == 0:
            return
        shutil.rmtree(VENV, ignore_errors=True)
    raise SetUpError(
        "Python 缺 venv 模块 · this Python has no working venv module: install it "
        "(Debian, Ubuntu: sudo apt-get install python3-venv) and run this again."
    )


def pip_command() -> list[str]:
    """pip of `.venv`, or this Python's pip working on `.venv`."""
    if starts("import pip"):
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def install_requirements(file: Path) -> None:
    """Install the pinned, hash-checked distributions of `file`. Raises SetUpError."""
    say(f"安装 {file.name}（首次约需几分钟）· installing {file.name}; the first time takes some minutes")
    options = ["--no-deps", "--require-hashes", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    done = quietly([*pip_command(), "install", *options, "-r", str(file)], env=clean_environment())
    if done.returncode != 0:
        say(last_lines(done))
        raise SetUpError(
            "安装失败 · pip could not install the pinned packages (its last words are above): check the network "
            "and the free disk space, and run this again; what is there already is kept."
        )


# ------------------------------------------------------------------------------------------ run


def run(arguments: Sequence[str]) -> NoReturn:
    """Open the window on the demo, or pass `arguments` to fenghuo; without a display, make the pictures."""
    set_up(tests=False)
    environment = {**clean_environment(), "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"}
    has_display = not ON_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not has_display:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = list(arguments)
    if not chosen and has_display:
        chosen = ["--demo"]
    elif not chosen:
        pictures = ROOT / "build" / "demo"
        say(f"没有显示器，改为出图 · no display: the demo's window and report go to {pictures}")
        chosen = ["demo", "--picture", str(pictures)]
    command = [str(PYTHON), "-m", "app", *chosen]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)


# ------------------------------------------------------------------------------------------ test


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, what runs, and with what came out."""

    name: str
    command: tuple[str, ...]


def checks(*, fast: bool) -> list[Check]:
    """Every check of the project, the tests last."""
    tool = [str(PYTHON), "-m"]
    linter = str(PYTHON.with_name("lint-imports"))
    marks = ("-m", "not e2e") if fast else ()
    return [
        Check("ruff check", (*tool, "ruff", "check", ".")),
        Check("ruff format", (*tool, "ruff", "format", "--check", ".")),
        Check("mypy --strict", (*tool, "mypy", "app", "db", "ui", "packaging/dev.py")),
        Check("import-linter", (linter,)),
        Check("pytest", (*tool, "pytest", "-q", "-n", "2", *marks)),
    ]


def test(arguments: Sequence[str], *, fast: bool) -> int:
    """Run every check, also after one has failed; with `arguments`, only pytest with them. 0 when all passed."""
    set_up(tests=True)
    environment = {**clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    chosen = checks(fast=fast)
    if arguments:
        chosen = [Check("pytest", (str(PYTHON), "-m", "pytest", *arguments))]
    results = [(check, *_timed(check, environment)) for check in chosen]
    say("")
    for check, code, seconds in results:
        verdict = "通过 passed" if code == 0 else f"失败 FAILED (exit {code})"
        say(f"  {check.name:<14} {verdict:<24} {seconds:6.1f} s")
    failed = [check.name for check, code, _ in results if code != 0]
    say(f"失败 · failed: {', '.join(failed)}" if failed else "全部通过 · all checks passed")
    return 1 if failed else 0


def _timed(check: Check, environment: Mapping[str, str]) -> tuple[int, float]:
    say(f"\n== {check.name}")
    started = time.monotonic()
    code = subprocess.call(check.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    return code, time.monotonic() - started


# ------------------------------------------------------------------------------------------ build, lock


def build() -> int:
    """Make the wheel in build/dist. Needs no network: the build backend is among the requirements."""
    set_up(tests=True)
    target = ROOT / "build" / "dist"
    command = [str(PYTHON), "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = quietly(command, env=clean_environment())
    say(last_lines(done) if done.returncode else "\n".join(str(wheel) for wheel in target.glob("*.whl")))
    return done.returncode


def lock() -> int:
    """Pin the newest versions that pyproject.toml allows, with hashes, for every system and Python at once."""
    tools = ROOT / "build" / "lock"
    uv = tools / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if not uv.exists():
        quietly([sys.executable, "-m", "venv", str(tools)])
        quietly([str(uv.with_name(PYTHON.name)), "-m", "pip", "install", "uv>=0.9,<1"])
    for file, extras in ((REQUIREMENTS, ()), (REQUIREMENTS_DEV, ("--extra", "dev"))):
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--upgrade"]
        options += ["--no-emit-index-url", "--no-emit-find-links", "--allow-unsafe"]
        done = quietly([str(uv), "pip", "compile", "pyproject.toml", *options, *extras], cwd=ROOT)
        if done.returncode != 0:
            raise SetUpError(f"{last_lines(done)}\n未能锁定版本 · uv could not pin the versions of {file.name}.")
        file.write_text(without_hosts(done.stdout), "utf-8")
        say(f"{file}: {len(re.findall('^[a-z].*==', done.stdout, re.MULTILINE))}")
    return 0


def without_hosts(pinned: str) -> str:
    """The pins without any line that says where they were found, under a line that says what made them."""
    lines = [line for line in pinned.splitlines() if not re.match(r"\s*(--(?!hash)|-[if]\b)|.*://", line)]
    head = "# SPDX-License-Identifier: Apache-2.0\n# Made by `python3 packaging/dev.py lock`; do not edit.\n"
    return head + "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------ small things


def say(line: str) -> None:
    """Print one line at once: the programs called next print on the same terminal."""
    print(line, flush=True)


def quietly(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command with its output kept; a program that is not there counts as failed."""
    try:
        return subprocess.run(
            command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
            errors="replace", check=False,
        )  # fmt: skip
    except OSError as fault:
        return subprocess.CompletedProcess(command, 127, "", str(fault))


def last_lines(done: subprocess.CompletedProcess[str], count: int = 12) -> str:
    """The end of what a failed command said."""
    return "\n".join(f"    {line}" for line in (done.stdout + done.stderr).strip().splitlines()[-count:])


def clean_environment() -> dict[str, str]:
    """The environment without what would lead `.venv`'s Python elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH", "PIP_USER")}


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="dev.py", description="Fenghuo from a checkout; sets up what it needs.")
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="open the window on the demo; arguments, if any, go to fenghuo instead")
    testing = commands.add_parser("test", help="run every check; after `--`, arguments go to pytest alone")
    testing.add_argument("--fast", action="store_true", help="leave out the end-to-end tests")
    testing.add_argument("arguments", nargs="*", help="for pytest")
    commands.add_parser("build", help="make the wheel in build/dist")
    commands.add_parser("lock", help="pin the dependencies anew")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 failed with one sentence, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show Chinese must not stop us
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["run"]:  # before argparse, which would take fenghuo's options for its own
            run(given[1:])
        chosen = parser().parse_args(given)
        if chosen.command == "test":
            return test(chosen.arguments, fast=chosen.fast)
        return build() if chosen.command == "build" else lock()
    except SetUpError as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
