# SPDX-License-Identifier: Apache-2.0
"""The Fluent files of resources/i18n as keys, variables and plain text, for test_catalogue.py.

Trap: an attribute of a message counts as a key of its own (`key.attribute`), a term as `-term`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from tests.isolation import CHECKOUT

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
FOLDER = CHECKOUT / "resources" / "i18n"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its variables, and every piece of plain text in it."""

    key: str
    variables: frozenset[str]
    texts: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Nothing but text."""
        return not self.variables and len(self.texts) == 1


class _Collector(Visitor):  # type: ignore[misc]
    """Gathers variables and text of one pattern. The names of the methods are fluent.syntax's."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.texts: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Note a variable."""
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        """Note a piece of text."""
        self.texts.append(node.value)


def areas() -> list[str]:
    """The areas that have a file in any language."""
    return sorted({path.name.split(".")[0] for path in FOLDER.glob("*.ftl")})


def file_of(area: str, language: str) -> Path:
    """Where the words of an area are in a language."""
    return FOLDER / f"{area}.{language}.ftl"


@cache
def messages(area: str, language: str) -> dict[str, Message]:
    """The messages of one file. Fails on what Fluent cannot read and on a key given twice."""
    path = file_of(area, language)
    found: dict[str, Message] = {}
    for entry in FluentParser().parse(path.read_text("utf-8")).body:
        assert not isinstance(entry, ast.Junk), f"{path.name}: cannot be read: {entry.content}"
        if isinstance(entry, ast.Message | ast.Term):
            for message in _messages_of(entry):
                assert message.key not in found, f"{path.name}: {message.key} is there twice"
                found[message.key] = message
    return found


def _messages_of(entry: ast.Message | ast.Term) -> Iterator[Message]:
    key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
    if entry.value is not None:
        yield _message(key, entry.value)
    for attribute in entry.attributes:
        yield _message(f"{key}.{attribute.id.name}", attribute.value)


def _message(key: str, pattern: ast.Pattern) -> Message:
    collector = _Collector()
    collector.visit(pattern)
    return Message(key, frozenset(collector.variables), tuple(collector.texts))
