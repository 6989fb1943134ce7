# SPDX-License-Identifier: Apache-2.0
"""The figures and habits of the house that a tool can count (CONTRIBUTING.md lists them).

Trap: blank lines and comments count towards a length, a docstring does not.
"""

import ast
import math
import re

import pytest

from tests.architecture.source_tree import LAYERS, Source, classes, functions, lines_of, sources

FUNCTION_CAP, FUNCTION_P95, CLASS_CAP, FILE_CAP, METHODS_CAP = 60, 30, 300, 500, 25
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common_stuff)(_|$)", re.IGNORECASE)
# The last is the one adapter of loro, whose errors derive from BaseException.
BROAD_EXCEPT_ALLOWED = {"ui/tasks.py", "app/__main__.py", "app/room/drafts.py"}


@pytest.mark.parametrize("layer", [*LAYERS, "packaging"])
def test_functions_are_short(layer: str) -> None:
    lengths = {f"{s}:{f.lineno} {f.name}": lines_of(f) for s in sources(layer) for f in functions(s)}
    too_long = {where: length for where, length in lengths.items() if length > FUNCTION_CAP}
    assert not too_long
    if lengths:
        p95 = sorted(lengths.values())[math.ceil(len(lengths) * 0.95) - 1]
        longest = sorted(lengths.items(), key=lambda pair: -pair[1])[: max(3, len(lengths) // 20)]
        assert p95 <= FUNCTION_P95, f"p95 of {layer} is {p95} lines; longest: {longest}"


def test_classes_are_small() -> None:
    found = [(f"{source}:{one.lineno} {one.name}", one) for source in sources(*LAYERS) for one in classes(source)]
    assert not {where: lines_of(one) for where, one in found if lines_of(one) > CLASS_CAP}
    crowded = {where: n for where, one in found if (n := _public_methods(one)) > METHODS_CAP}
    assert not crowded


def _public_methods(one: ast.ClassDef) -> int:
    return sum(isinstance(f, ast.FunctionDef) and not f.name.startswith("_") for f in one.body)


def test_files_are_short() -> None:
    assert not {str(s): n for s in sources() if (n := s.text.count("\n")) > FILE_CAP}


@pytest.mark.parametrize("source", sources(), ids=str)
def test_every_file_says_its_licence_and_what_it_is_for(source: Source) -> None:
    first = source.text.partition("\n")[0]
    if first.startswith("#!"):
        first = source.text.split("\n")[1]
    assert first == "# SPDX-License-Identifier: Apache-2.0"
    said = ast.get_docstring(source.tree)
    assert said, "no module docstring"
    assert len(said) >= 20, "the docstring says nothing"


def test_names_say_what_they_are() -> None:
    vague = [str(source) for source in sources(*LAYERS) if any(BANNED_NAMES.search(p) for p in _parts(source))]
    vague += [
        f"{source}:{one.lineno} {one.name}"
        for source in sources(*LAYERS)
        for one in classes(source)
        if re.search(r"(Utils?|Helpers?|Manager)$", one.name)
    ]
    assert not vague


def _parts(source: Source) -> tuple[str, ...]:
    return source.path.with_suffix("").parts


def test_broad_excepts_stand_only_at_the_edge() -> None:
    broad = [
        f"{source}:{node.lineno}"
        for source in sources(*LAYERS, "packaging")
        if str(source) not in BROAD_EXCEPT_ALLOWED
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node)
    ]
    assert not broad


def _is_broad(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False  # tidies up and lets the error go on
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(name) in ("Exception", "BaseException") for name in names)


def test_qt_overrides_are_marked_and_stand_last() -> None:
    wrong = [
        f"{source}:{one.lineno} {one.name}: {complaint}"
        for source in sources("ui")
        for one in classes(source)
        if (complaint := _override_complaint(one))
    ]
    assert not wrong


def _override_complaint(one: ast.ClassDef) -> str | None:
    seen_override = None
    for method in one.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if re.match(r"[a-z]+[A-Z]", method.name):
            if not any("override" in ast.unparse(decorator) for decorator in method.decorator_list):
                return f"{method.name} is not marked @override"
            seen_override = method.name
        elif seen_override and not any("override" in ast.unparse(d) for d in method.decorator_list):
            return f"{method.name} stands after the override {seen_override}"
    return None


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    assert not [
        f"{source}:{number}"
        for source in sources(*LAYERS, "packaging")
        for number, line in enumerate(source.text.splitlines(), 1)
        if later.search(line)
    ]


def test_public_things_say_what_they_do() -> None:
    public = [
        (f"{source}:{node.lineno} {node.name}", ast.get_docstring(node) is not None)
        for source in sources(*LAYERS)
        for node in _public_definitions(source)
    ]
    silent = [where for where, documented in public if not documented]
    assert len(silent) <= len(public) * 0.2, f"{len(silent)} of {len(public)} have no docstring: {silent[:20]}"


def _public_definitions(source: Source) -> list[ast.FunctionDef | ast.ClassDef]:
    tops = [node for node in source.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    methods = [
        node
        for one in tops
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, ast.FunctionDef) and not _is_override(node)
    ]
    return [node for node in [*tops, *methods] if not node.name.startswith("_")]


def _is_override(node: ast.FunctionDef) -> bool:
    return any("override" in ast.unparse(decorator) for decorator in node.decorator_list)
