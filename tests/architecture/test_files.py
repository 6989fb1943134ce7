# SPDX-License-Identifier: Apache-2.0
"""What may lie in the repository: no big files, no fonts, no package index, no machine of ours.

Trap: the forbidden words are put together here from pieces, or this file would find itself.
"""

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import project_files
from tests.isolation import CHECKOUT

_LARGEST = 2 * 1024 * 1024
_WEIGHTS, _LARGEST_WEIGHTS = "resources/models/", 6_000_000
_TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".ftl",
    ".typ",
    ".json",
    ".cfg",
    ".ini",
    ".yml",
    ".yaml",
    ".sh",
    ".spec",
    "",
}
_HOSTS = re.compile(
    r"\b(" + "|".join(
        host.replace("|", r"\.")
        for host in (
            "pypi|org", "pythonhosted|org", "pypi|python|org", "npmjs|org", "npmjs|com", "yarnpkg|com",
            "debian|org", "ubuntu|com", "anaconda|org", "crates|io", "tsinghua|edu|cn", "aliyun|com/pypi",
        )
    ) + r")\b",
    re.IGNORECASE,
)  # fmt: skip
_INDEX_OPTION = re.compile(r"^\s*(--(extra-)?index-url|--find-links|--trusted-host|-i |-f )", re.MULTILINE)
_MACHINE = re.compile(r"(?<![\w.])/(" + "|".join(("wo" + "rk/", "ro" + "ot/", "tmp/te" + "am")) + ")")


def test_no_file_is_large() -> None:
    sizes = {str(p): (CHECKOUT / p).stat().st_size for p in project_files()}
    assert not {p: n for p, n in sizes.items() if n > (_LARGEST_WEIGHTS if p.startswith(_WEIGHTS) else _LARGEST)}


def test_no_fonts_and_no_databases() -> None:
    never = {
        ".ttf",
        ".otf",
        ".ttc",
        ".woff",
        ".woff2",
        ".db",
        ".sqlite",
        ".sqlite3",
        ".whl",
        ".exe",
        ".so",
        ".dll",
    }
    assert not [str(path) for path in project_files() if path.suffix.lower() in never]


@pytest.mark.parametrize("path", [p for p in project_files() if p.suffix.lower() in _TEXT], ids=str)
def test_text_names_no_package_index_and_no_machine(path: Path) -> None:
    if path.parts[:2] == ("tests", "data"):
        return
    text = (CHECKOUT / path).read_text("utf-8")
    assert not _HOSTS.findall(text)
    assert not _MACHINE.findall(text)
    if path.name.startswith("requirements"):
        assert not _INDEX_OPTION.findall(text)


def test_requirements_are_pinned_by_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (CHECKOUT / "packaging" / name).read_text("utf-8")
        pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert len(pins) > 20
        assert not [pin for pin, _version, rest in pins if "--hash=sha256:" not in rest]


def test_what_tools_make_is_ignored() -> None:
    ignored = (CHECKOUT / ".gitignore").read_text("utf-8").split()
    assert {".venv/", "build/", "dist/", "__pycache__/", ".pytest_cache/", ".mypy_cache/"} <= set(ignored)
