# SPDX-License-Identifier: Apache-2.0
"""Who may import whom: no cycles, no way round the composition root, no dependency that is not declared.

import-linter keeps the layers (see pyproject.toml); this keeps what it cannot say. Trap: an import inside a
function counts like any other, one under TYPE_CHECKING does not.
"""

import ast
import re
import sys
import tomllib

from tests.architecture.source_tree import LAYERS, imported_modules, sources
from tests.isolation import CHECKOUT

# Modules that make weights on a developer's machine, and no other, may import what the extra `train` brings.
_TRAINING = re.compile(r"\.train(\.|$)|\.train_\w+$")
# Where the name to import is not the name to install.
_INSTALLED_AS = {
    "PySide6": "pyside6-essentials",
    "shiboken6": "pyside6-essentials",
    "argon2": "argon2-cffi",
    "charset_normalizer": "charset-normalizer",
    "fluent": "fluent.runtime",
    "opencc": "opencc-python-reimplemented",
    "re2": "google-re2",
    "tomli_w": "tomli-w",
    "typing_extensions": "typing-extensions",
}


def _imports() -> dict[str, frozenset[str]]:
    own = frozenset(source.module for source in sources(*LAYERS))
    return {source.module: imported_modules(source, own) & own for source in sources(*LAYERS)}


def test_no_import_cycles() -> None:
    graph = _imports()
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in sorted(graph[module] - {module}):
                visit(other, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_nobody_imports_the_composition_root() -> None:
    assert not [module for module, others in _imports().items() if "app.__main__" in others]


def test_every_dependency_is_declared() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in project["dependencies"]}
    trained = {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in project["optional-dependencies"]["train"]}
    ours = {*LAYERS, "resources", *sys.stdlib_module_names}
    missing = {
        f"{source} imports {top}"
        for source in sources(*LAYERS)
        for name in imported_modules(source, frozenset())
        if (top := name.partition(".")[0]) not in ours
        and (name_of := _INSTALLED_AS.get(top, top).lower()) not in declared
        and not (name_of in trained and _TRAINING.search(source.module))
    }
    assert not missing


def test_the_program_never_imports_what_trains_it() -> None:
    imports = _imports()
    assert any(_TRAINING.search(module) for module in imports)
    assert not [
        module
        for module, others in imports.items()
        if not _TRAINING.search(module) and any(_TRAINING.search(other) for other in others)
    ]


def test_no_global_figures() -> None:
    """`matplotlib.pyplot` keeps global state and picks a window system."""
    assert not [s.module for s in sources(*LAYERS) if any("pyplot" in m for m in imported_modules(s, frozenset()))]


def test_packaging_is_no_package() -> None:
    """An `__init__.py` there would hide the `packaging` distribution that half of Python's tools need."""
    assert not (CHECKOUT / "packaging" / "__init__.py").exists()


def test_every_folder_of_modules_is_a_package() -> None:
    bare = {str(s.path.parent) for s in sources(*LAYERS) if not (CHECKOUT / s.path.parent / "__init__.py").is_file()}
    assert not bare


def test_qobject_names_are_not_hidden() -> None:
    """`self.parent = …` on a widget replaces a method of Qt and breaks it far away."""
    hidden = re.compile(r"^(parent|children|actions|style|event|size|font|palette|layout|windowTitle|rect|update)$")
    assert not [
        f"{source}:{node.lineno} self.{target.attr}"
        for source in sources("ui")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self" and hidden.match(target.attr)
    ]
