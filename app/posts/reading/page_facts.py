# SPDX-License-Identifier: Apache-2.0
"""What a web page says of itself in its head: title, author, time, address, site. Read before its text is guessed.

Called by `page`. The trap: these are claims by strangers; a time that cannot be read is passed over for the next one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from app.posts.dates import told

_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish_date",
    "og:release_date", "weibo:article:create_at", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dc.date", "date",
)  # fmt: skip
_AUTHOR: Final = ("author", "article:author_name", "parsely-author", "dc.creator", "weibo:article:author")
_TITLE: Final = ("og:title", "twitter:title")
_SITE: Final = ("og:site_name", "application-name")
_ARTICLES: Final = frozenset(
    ("Article", "NewsArticle", "BlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting", "WebPage")
)
_MOST: Final = 500
_LONGEST_SCRIPT: Final = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What is known of a page, in words; '' is not known. `is_guess` says that `published` was found in its text."""

    title: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    site: str = ""
    is_guess: bool = False

    def completed(self, guessed: "PageFacts") -> "PageFacts":
        """These facts, and where one is missing the guessed one."""
        return replace(
            self,
            title=self.title or guessed.title,
            author=self.author or guessed.author,
            published=self.published or guessed.published,
            url=self.url or guessed.url,
            site=self.site or guessed.site,
            is_guess=not self.published and guessed.is_guess,
        )


def facts_of(tree: Any) -> PageFacts:
    """What the page's meta elements, its JSON-LD and its first `time` say, in this order of trust."""
    metas: dict[str, str] = {}
    for meta in _some(tree.iter("meta")):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), (meta.get("content") or "").strip())
    article = next(_articles(tree), {})
    links = (link.get("href") or "" for link in _some(tree.iter("link")) if link.get("rel") == "canonical")
    times = [time.get("datetime") or "" for time in _some(tree.iter("time"))]
    dates = [*(metas.get(name, "") for name in _PUBLISHED), _word(article.get("datePublished")), *times[:1]]
    return PageFacts(
        title=_first(metas, _TITLE) or _word(article.get("headline")) or _title(tree),
        author=_first(metas, _AUTHOR) or _named(article.get("author")),
        published=next((date for date in dates if _is_time(date)), ""),
        url=next(links, "") or metas.get("og:url", ""),
        site=_first(metas, _SITE) or _named(article.get("publisher")),
    )


def _some(found: Iterator[Any]) -> Iterator[Any]:
    return (element for element, _ in zip(found, range(_MOST), strict=False))


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := metas.get(name, ""))), "")


def _title(tree: Any) -> str:
    title = next(tree.iter("title"), None)
    return "" if title is None else " ".join((title.text or "").split())


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article."""
    for script in _some(tree.iter("script")):
        if "ld+json" not in (script.get("type") or "") or len(script.text or "") > _LONGEST_SCRIPT:
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        for one in graph if isinstance(graph, list) else []:
            kinds = one.get("@type") if isinstance(one, dict) else None
            if _ARTICLES.intersection(kind for kind in _listed(kinds) if isinstance(kind, str)):
                yield one


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _named(value: object) -> str:
    """The names of people or organisations as JSON-LD has them: a word, an object, or a list of such."""
    names = (_word(one.get("name")) if isinstance(one, dict) else _word(one) for one in _listed(value)[:5])
    return ", ".join(name for name in names if name)


def _is_time(text: str) -> bool:
    try:
        told(text)
    except (ValueError, OverflowError):
        return False
    return True
