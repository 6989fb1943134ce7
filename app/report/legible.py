# SPDX-License-Identifier: Apache-2.0
"""Makes every text printable: what the fonts lack, and what nobody can see, stands as its code in brackets.

Called by :mod:`app.report.typeset`. One emoji in a post would otherwise abort a PDF/A export, and a bidi override
would print other words than the ones recorded. The trap: only the printed copy changes; the attached JSON does not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | tuple[Json, ...] | dict[str, Json] | None"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_PRESENTATION: Final = "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Replaced:
    """Which characters were replaced, and how often each."""

    codes: Counter[str] = field(default_factory=Counter)

    def note(self, match: re.Match[str]) -> str:
        """The stand-in for what was matched: `[U+1F534]`, or several codes for one composed sign."""
        codes = " ".join(f"U+{ord(char):04X}" for char in match[0])
        self.codes[codes] += 1
        return f"[{codes}]"


def printable(value: Json, covers: Callable[[str], bool]) -> tuple[Json, Replaced]:
    """`value` with every string printable, and what was replaced. `covers`: whether the fonts have a character."""
    replaced = Replaced()
    seen = set[str]().union(*map(set, _strings(value)))
    bad = {char for char in seen if char not in "\n\t\r" and (_unseen(char) or not covers(char))}
    fine = seen - bad - set("\n\t\r")
    if not bad and not seen & set("\t\r"):
        return value, replaced
    any_bad = "".join(map(re.escape, sorted(bad | {"\r"})))
    sign = re.compile(f"[{any_bad}](?:[{_PRESENTATION}]|\u200d[{any_bad}])*")
    styled = re.compile(f"(?<=[{''.join(map(re.escape, sorted(fine)))}])[\ufe0e\ufe0f]") if fine else None

    def mended(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\t", " ")
        if styled is not None:
            text = styled.sub("", text)
        return sign.sub(replaced.note, text)

    return _mapped(value, mended), replaced


def encodable(value: Json) -> Json:
    """`value` without lone surrogates, which no JSON file can hold: they stand as their code in brackets."""
    if not any(_SURROGATE.search(text) for text in _strings(value)):
        return value
    return _mapped(value, lambda text: _SURROGATE.sub(Replaced().note, text))


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)


def _mapped(value: Json, change: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    return value
