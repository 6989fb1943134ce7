# SPDX-License-Identifier: Apache-2.0
"""The three languages say the same things, each in its own words, and the code asks only for what is there.

Trap: the tables of OpenCC know which characters exist in one script only; the few that Taiwan or the mainland
uses all the same are listed below, each a decision.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import opencc
import pytest

from app.texts import Language, Texts
from tests.architecture.catalogue import FOLDER, LANGUAGES, areas, file_of, messages
from tests.architecture.source_tree import LAYERS, sources

# Words that stay as they are in Chinese.
SAME_IN_CHINESE = {
    "Fenghuo", "PDF", "CSV", "TSV", "XLSX", "JSON", "JSONL", "RSS", "Atom", "OPML", "URL", "HTML", "UTF", "GB",
    "SHA", "Ed", "SQL", "ID", "API", "HTTP", "HTTPS", "UTC", "T", "H", "KB", "MB", "GiB", "MiB", "English",
    "Weibo", "Twitter", "X", "Ctrl", "Shift", "Alt", "Esc", "Enter", "Del", "Tab", "F", "A", "Excel", "OK", "SITREP",
    "fenghuo", "profile", "Big", "JSON Lines", "Qt", "Mastodon", "Bluesky",
}  # fmt: skip
TRADITIONAL_USED_IN_SIMPLIFIED: set[str] = set()
SIMPLIFIED_USED_IN_TRADITIONAL = set("群床峰秘粽灶痴雇霉肴凄篱")
AREAS = areas() or ["there-is-no-catalogue"]
_SAYING = {"texts", "Said", "tr"}
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("area", AREAS)
def test_an_area_says_the_same_in_three_languages(area: str) -> None:
    missing = [language for language in LANGUAGES if not file_of(area, language).is_file()]
    assert not missing
    first = messages(area, "zh-Hans")
    for language in LANGUAGES[1:]:
        other = messages(area, language)
        assert other.keys() == first.keys()
        differ = {key for key in first if first[key].variables != other[key].variables}
        assert not differ, f"{language}: other variables"


@pytest.mark.parametrize("area", AREAS)
def test_a_key_is_where_its_first_word_says(area: str) -> None:
    """`feed-…` is found in the files of `feed`; a first word that names no area may be anywhere, once."""
    others = set(areas()) - {area}
    assert not [key for key in messages(area, "en") if key.removeprefix("-").partition("-")[0] in others]


def test_no_message_refers_to_another() -> None:
    """They are parsed one by one, when they are asked for."""
    named = re.compile(r"\{\s*(?:-[a-z]|[a-z][\w-]*\s*[}.])")
    for file in sorted(FOLDER.glob("*.ftl")):
        assert not named.search(file.read_text("utf-8")), file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_line_is_said_without_a_parser_as_with_one(language: Language) -> None:
    texts = Texts(language)
    every = {key: one for area in areas() for key, one in messages(area, language).items()}
    plain = {key: one.texts[0].strip() for key, one in every.items() if one.is_plain}
    said = {key: texts(key).strip() for key in plain if "." not in key}  # a space at an edge stands in braces
    assert len(said) > 1000
    assert said.items() <= plain.items()


def test_no_key_is_in_two_areas() -> None:
    seen: dict[str, str] = {}
    for area in areas():
        for key in messages(area, "en"):
            assert key not in seen, f"{key} is in {seen[key]} and in {area}"
            seen[key] = area


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_chinese_is_chinese(area: str, language: str) -> None:
    """A message with Latin words and no Chinese at all was not translated."""
    left = {
        key: message.texts
        for key, message in messages(area, language).items()
        if not _has_chinese(said := "".join(message.texts))
        and set(_WORD.findall(said)) - SAME_IN_CHINESE
        and not _is_example(said)
    }
    assert not left


def _has_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _is_example(text: str) -> bool:
    """A command line, a path or a pattern is the same in every language."""
    return text.strip().startswith(("fenghuo ", "--", "/", "http")) or not _WORD.search(text)


@pytest.mark.parametrize("area", AREAS)
def test_english_is_english(area: str) -> None:
    """Names of languages apart, an English message holds no Chinese character."""
    names = ("烽火", "简体中文", "繁體中文", "中文")
    left = {key: m.texts for key, m in messages(area, "en").items() if _has_chinese(_without(m.texts, names))}
    assert not left


def _without(texts: tuple[str, ...], names: tuple[str, ...]) -> str:
    text = "".join(texts)
    for name in names:
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize("area", AREAS)
def test_simplified_is_simplified(area: str) -> None:
    foreign = _only_in("TSCharacters.txt") - TRADITIONAL_USED_IN_SIMPLIFIED
    assert not _characters_of(area, "zh-Hans", foreign, names=("繁體中文",))


@pytest.mark.parametrize("area", AREAS)
def test_traditional_is_traditional(area: str) -> None:
    foreign = _only_in("STCharacters.txt") - SIMPLIFIED_USED_IN_TRADITIONAL
    assert not _characters_of(area, "zh-Hant", foreign, names=("简体中文",))


def _characters_of(area: str, language: str, foreign: set[str], *, names: tuple[str, ...]) -> dict[str, str]:
    return {
        key: found
        for key, message in messages(area, language).items()
        if (found := "".join(sorted(foreign.intersection(_without(message.texts, names)))))
    }


@cache
def _only_in(table: str) -> set[str]:
    """The characters that OpenCC's table always turns into others: they exist in that script alone."""
    path = Path(opencc.__file__).parent / "dictionary" / table
    pairs = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if "\t" in line)
    return {one for one, others in pairs if len(one) == 1 and one not in others.split()}


def _sayings() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the code that names a message, with where it is."""
    for source in sources(*LAYERS):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and node.args and _called(node).lstrip("_") in _SAYING:
                yield f"{source}:{node.lineno}", node


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def test_no_sentence_is_built_by_an_f_string() -> None:
    assert not [where for where, call in _sayings() if _has_words_in_f_string(call)]


def _has_words_in_f_string(call: ast.Call) -> bool:
    """A key may be put together (`f"level-{level}"`); a sentence, or an argument with words in it, may not."""
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        for node in ast.walk(argument):
            if isinstance(node, ast.JoinedStr):
                fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                if " " in fixed.strip() or any(ord(character) > 127 for character in fixed):
                    return True
    return False


def test_the_code_asks_only_for_what_is_there() -> None:
    known = {key: message for area in areas() for key, message in messages(area, "en").items()}
    unknown: list[str] = []
    for where, call in _sayings():
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            if first.value not in known:
                unknown.append(f"{where} {first.value}")
            elif (given := _given(call)) is not None and (lacking := known[first.value].variables - given):
                unknown.append(f"{where} {first.value} lacks {sorted(lacking)}")
    assert not unknown


def test_keys_that_are_put_together_begin_like_one_that_is_there() -> None:
    known = [key for area in areas() for key in messages(area, "en")]
    unknown = [
        f"{where} {beginning}…"
        for where, call in _sayings()
        if (beginning := _beginning(call.args[0])) and not any(key.startswith(beginning) for key in known)
    ]
    assert not unknown


def _beginning(argument: ast.expr) -> str:
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        return str(argument.values[0].value)
    return ""


def _given(call: ast.Call) -> set[str] | None:
    """The names of the variables a call hands over; None where that cannot be read off."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for argument in call.args[1:]:
        if not isinstance(argument, ast.Dict):
            return None
        if not all(isinstance(key, ast.Constant) for key in argument.keys):
            return None
        names |= {str(key.value) for key in argument.keys if isinstance(key, ast.Constant)}
    return names - {"args"} if "args" not in names else None


def test_the_folder_holds_only_catalogues() -> None:
    """`<area>.<language>.ftl`, nothing else: a stray name would never be read."""
    pattern = re.compile(r"^[a-z]+\.(" + "|".join(LANGUAGES) + r")\.ftl$")
    assert not [path.name for path in FOLDER.iterdir() if not pattern.match(path.name)]
