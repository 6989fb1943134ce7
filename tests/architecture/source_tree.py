# SPDX-License-Identifier: Apache-2.0
"""The project's own files, parsed once, for the tests of this folder.

Trap: the folder is walked, git is not asked, so that a copy without git is tested too; what tools make is
left out by name and must be in .gitignore as well.
"""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.isolation import CHECKOUT

LAYERS = ("app", "db", "ui")
_MADE_BY_TOOLS = {
    ".git",
    ".hypothesis",
    ".idea",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    ".vscode",
    "__pycache__",
    "build",
    "dist",
    "htmlcov",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path in the checkout, its dotted module name, its text and its syntax tree."""

    path: Path
    module: str
    text: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path.as_posix()


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, as paths in the checkout."""
    found: list[Path] = []
    for folder, folders, names in os.walk(CHECKOUT):
        folders[:] = sorted(name for name in folders if name not in _MADE_BY_TOOLS)
        found += [Path(folder, name).relative_to(CHECKOUT) for name in sorted(names)]
    return tuple(path for path in found if not path.name.startswith(".coverage") and path.suffix != ".pyc")


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python file under the top folders named, or under all of them."""
    paths = (path for path in project_files() if path.suffix == ".py" and (not tops or path.parts[0] in tops))
    return tuple(_read(path) for path in paths)


@cache
def _read(path: Path) -> Source:
    text = (CHECKOUT / path).read_text("utf-8")
    parts = path.with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Source(path, module, text, ast.parse(text, str(path)))


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, inner ones too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(source: Source) -> Iterator[ast.ClassDef]:
    """Every class of a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            yield node


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Length in lines from `def` or `class` to the end, the docstring not counted."""
    assert node.end_lineno is not None
    total = node.end_lineno - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        assert first.end_lineno is not None
        total -= first.end_lineno - first.lineno + 1
    return total


@cache
def imported_modules(source: Source, own: frozenset[str]) -> frozenset[str]:
    """The modules of `own` that a file imports anywhere, function bodies included, TYPE_CHECKING left out."""
    found: set[str] = set()
    for node in _outside_type_checking(source.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                found.add(deeper if deeper in own else node.module)
    return frozenset(found)


def _outside_type_checking(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for other in node.orelse:
                yield other
                yield from _outside_type_checking(other)
            continue
        yield node
        yield from _outside_type_checking(node)
