# SPDX-License-Identifier: Apache-2.0
"""What the author of a post wrote, folded, and the sentences of that.

Analysis and `app.posts.complaints` read every text through it. What others wrote (`//@name:`), addresses, @names,
bracket emoticons and what platforms put in are left out. The trap: it is folded, so offsets are not the post's own.
"""

import html
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from app.posts.fold import fold

LONGEST: Final = 4_000
"""Characters read of one text."""

_NAMED: Final = r"[^@＠:：/\s,，。!！?？\[\]【】()（）#]{1,40}"
_NAME: Final = f"[@＠]{_NAMED}"
# Each begins with the signs it may begin with and then asks which it was: so `re` leaps from sign to sign.
_CHAIN: Final = re.compile(rf"[/／|｜](?:(?<=[/／])[/／]\s*[@＠]|(?<=[|｜])[|｜]\s*{_NAME})")
_RETWEET: Final = re.compile(rf"^\W*RT\s*{_NAME}\s*[:：]?")
_LATER_RETWEET: Final = re.compile(rf"[R“\"](?:(?<=\bR)T\s*{_NAME}|(?<=[“\"])\s*{_NAME}\s*[:：])")
_ADDRESS: Final = re.compile(
    r"(?:https?:/{0,2}|www\.)[!-~]*|\b(?:t\.cn|t\.co|url\.cn|dwz\.cn|pic\.twitter\.com)/[!-~]*"
)
_LEFT_OUT: Final = re.compile(
    rf"[回@＠\[（(](?:(?<=回)[复覆復]\s*{_NAME}\s*[:：]?|(?<=[@＠]){_NAMED}|(?<=\[)[^\[\]\s]{{1,8}}\]"
    r"|(?<=[（(])[^（）()]{0,6}来自[^（）()]{0,20}[）)])"
)
_APOSTROPHES: Final = ("’", "‘", "`")
_SENTENCE: Final = re.compile(r"[^。!?;\n…~]+[。!?;…~]*|[。!?;…~]+")


@cache
def listed(name: str) -> frozenset[str]:
    """The words `stop`, `glue`, `whole` or `boilerplate` of all languages (lexicons/stopwords.toml), folded."""
    file = resources.files("resources") / "lexicons" / "stopwords.toml"
    content = tomllib.loads(file.read_text("utf-8"))
    return frozenset(word for part in content.values() for word in fold(part[name]).split())


@cache
def _boilerplate() -> tuple[str, ...]:
    return tuple(sorted(listed("boilerplate"), key=len, reverse=True))


def own(text: str) -> str:
    """What the author of a post wrote, folded; "" for a mere repost. A retweet says what it retweets.

    Of a text beyond `LONGEST` only the beginning. Never raises.
    """
    text = text[:LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if "RT" in text or "@" in text or "＠" in text:
        retweets = "RT" in text
        if retweets:
            text = _RETWEET.sub("", text)
        if ("/" in text or "|" in text or "／" in text or "｜" in text) and (found := _CHAIN.search(text)):
            text = text[: found.start()]
        if (retweets or '"' in text or "“" in text) and (found := _LATER_RETWEET.search(text)):
            text = text[: found.start()]
    if "/" in text or "www" in text:
        text = _ADDRESS.sub(" ", text)
    if "@" in text or "＠" in text or "[" in text or "来自" in text:
        text = _LEFT_OUT.sub(" \n ", text)
    folded = fold_lines(text)
    for sign in _APOSTROPHES:
        folded = folded.replace(sign, "'")
    for words in _boilerplate():
        if words in folded:
            folded = folded.replace(words, " ")
    return folded if any(map(str.isalnum, folded)) else ""


def fold_lines(text: str) -> str:
    """As `fold`, but line ends stay."""
    return "\n".join(map(fold, text.split("\n"))) if "\n" in text else fold(text)


def sentences(folded: str) -> Iterator[str]:
    """The sentences of a folded text, with the sign they end in."""
    return filter(None, map(str.strip, _SENTENCE.findall(folded)))
