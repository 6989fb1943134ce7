# SPDX-License-Identifier: Apache-2.0
"""The hits that an alert mail of a monitoring service lists: title, address, and what is said near it.

Called by the IMAP kind with the HTML of a mail. Nothing is fetched or rendered. What a service says in a JSON block
made for mail programs or in schema.org attributes is trusted most; else a link counts that begins its line and reads
like a title. The trap: a person's mail has links too, so without such marks one link alone makes no alert.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from app.posts.reading.markup import tidy

_MOST_HITS: Final = 500
_MOST_NODES: Final = 20_000
_LONGEST_TITLE: Final = 500
_LONGEST_TEXT: Final = 1_000
_LONGEST_URL: Final = 2_000
_LONGEST_LEAD: Final = 30
_DEPTH: Final = 12
_BLOCKS: Final = frozenset(
    (
        "br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th",
        "table", "blockquote", "pre", "hr", "section", "article", "header", "footer",
    )
)  # fmt: skip
_UNREAD: Final = frozenset(("script", "style", "head", "title", "template", "svg"))
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*|\S+@\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.ASCII)
_REDIRECTED: Final = ("url", "u", "target")
_GOOGLE: Final = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")
# Addresses that manage the subscription or share the hit.
_CHORE_PLACE: Final = re.compile(
    r"unsubscri|opt-?out|/preferences|/alerts(?:[/?]|$)|sharer?(?:\.php|[/?]|$)|intent/(?:tweet|post)|shareArticle",
    re.IGNORECASE,
)
_OBJECT: Final = (
    r"alerts?|results?|stor(?:y|ies)|articles?|mentions?|e-?mails?|browser|settings|preferences|subscriptions?|profile"
    r"|account|dashboard|reports?|feeds?|notifications?|more|online|page|here|search(?:es)?|app"
)
_CHORE: Final = re.compile(
    rf"unsubscribe\b.*|powered by\b.*|(?:(?:e-?mail|alert|notification|account|privacy|subscription) )?"
    rf"(?:preferences|settings|policy|notice|terms|statement)|terms (?:of|and)\b.{{0,20}}|flag as\b.{{0,20}}"
    rf"|(?:send|give)(?: us)? feedback|(?:click|tap) here\b.{{0,30}}|(?:contact|follow|about) us\b.{{0,15}}"
    rf"|share (?:on|via|this|to|with)\b.{{0,20}}|forward (?:this|to)\b.{{0,20}}|(?:log|sign) (?:in|up|out)\b.{{0,25}}"
    rf"|help cent(?:er|re)|google alerts|facebook|linkedin|instagram"
    rf"|(?:read|learn|see|show|view|find out) (?:more|all|full)\b.{{0,30}}"
    rf"|(?:manage|edit|update|change|adjust|customi[sz]e|view|see|open|read|receive|create|delete|pause|download|get)"
    rf" (?:all|your|this|these|my|the|full|it|in|as|another|an?|our)\b.{{0,40}}\b(?:{_OBJECT})",
    re.IGNORECASE,
)
_HAN_CHORE: Final = re.compile(
    "(?:如需|如要|点击|點擊|點選|点此|點此|按此|请|請).{0,8}(?:退订|退訂|取消订阅|取消訂閱)"
    "|以 ?RSS.{0,24}|在.{0,6}(?:浏览器|瀏覽器).{0,6}"
    "|(?:如需|如要)?(?:点击|點擊|點選|点此|點此|按此|请|請|立即)?"
    "(?:退订|退訂|取消订阅|取消訂閱|查看|检视|檢視|浏览|瀏覽|阅读|閱讀|编辑|編輯|修改|管理|更改|标记|標記|标为|標示|举报|檢舉|发送|傳送|提交"
    "|登录|登入|进入|進入|前往|返回|打开|開啟|下载|下載|联系|聯絡|关注|關注|分享|转发|轉寄|添加|接收|隐私|隱私|邮件|郵件|订阅|訂閱|预警|預警|帮助)"
    ".{0,6}"
    "(?:更多|全部|所有|详情|詳情|原文|全文|结果|結果|快讯|快訊|设置|設定|邮件|郵件|订阅|訂閱|浏览器|瀏覽器|网页版|網頁版|不相关|不相關|反馈|意見|系统|系統"
    "|平台|后台|後台|报告|報告|客户端|用戶端|App|APP|客服|人员|政策|条款|條款|公众号|微信|微博|朋友圈|空间|中心|我们|我們|RSS|首页|首頁|账号|帐号|帳號|帳戶"
    "|这里|這裡|此处|此處|接收|查看|檢視|此条|协议|规则|偏好)"
    "(?:页面|信息|链接|内容|入口|登录|登入|查看|声明|版|设置)?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found by the service. `url` is where it really is; `text` and `author` may be ''."""

    url: str
    title: str
    text: str = ""
    author: str = ""


@dataclass(slots=True)
class _Found:
    title: str
    text: str = ""
    author: str = ""
    near: list[str] = field(default_factory=list)
    length: int = 0
    met: bool = False

    def end_line(self) -> None:
        """Drops the words of the line begun, a number or a platform's name: they belong to the next hit."""
        while self.near and self.near[-1] != "\n":
            self.near.pop()

    def add(self, text: str) -> None:
        """Takes words that stand near, up to a bound."""
        if self.length <= 4 * _LONGEST_TEXT:
            self.near.append(text)
            self.length += len(text)


def hits_of(markup: str) -> list[Hit]:
    """The hits of a mail in its order, each address once; empty where the mail is no list of hits. Never raises."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    reading = _Reading()
    for script in root.iter("script"):
        if "json" in (script.get("type") or "").lower():
            reading.marked |= _of_json(script.text or "", reading.found)
    reading.read(root)
    if not reading.marked and len(reading.found) < 2:
        return []
    return [_hit(url, found) for url, found in reading.found.items()]


def real_address(href: str) -> str:
    """Where a link leads once redirects that name their target are taken away; '' for what is not on the web."""
    url = re.sub(r"[\t\r\n]", "", href).strip()
    for _ in range(4):
        parts = _parts(url)
        if parts is None:
            return ""
        inner = _inner(parts)
        if not inner:
            break
        url = inner
    return url if len(url) <= _LONGEST_URL else ""


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        return parts if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _inner(parts: Any) -> str:
    if "=" not in parts.query:
        return ""
    try:
        told = parse_qs(parts.query, max_num_fields=100)
    except ValueError:
        return ""
    names = ("url", "q") if _is_google(parts) else _REDIRECTED
    values = (value.strip() for name in names for value in told.get(name, ()))
    return next((value for value in values if value.lower().startswith(("http://", "https://"))), "")


def _is_google(parts: Any) -> bool:
    return parts.path == "/url" and _GOOGLE.fullmatch(parts.hostname.lower()) is not None


def _hit(url: str, found: _Found) -> Hit:
    text = found.text or tidy("".join(found.near))
    text = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
    return Hit(url, found.title[:_LONGEST_TITLE], text, found.author[:200])


def _is_chore(text: str, href: str) -> bool:
    """Whether a link serves the subscription and not the news."""
    if any(_CHORE_PLACE.search(place) for place in (href[:4_000], real_address(href))):
        return True
    bare = text.strip(" >»›→[]【】()（）|·-:：.。…")[:200]
    return _CHORE.fullmatch(bare) is not None or (len(bare) <= 22 and _HAN_CHORE.fullmatch(bare) is not None)


def _is_title(text: str) -> bool:
    enough = len(text) >= 8 or len(_HAN.findall(text)) >= 5
    return enough and _ADDRESS.fullmatch(text) is None


# ------------------------------------------------------------------------------------------ what services mark


def _of_json(text: str, found: dict[str, _Found]) -> bool:
    """Adds every object of a JSON block that has a title and an address. Whether there was one."""
    try:
        waiting = deque([json.loads(text)])
    except (ValueError, RecursionError):
        return False
    before = len(found)
    for _ in range(_MOST_NODES):
        if not waiting or len(found) >= _MOST_HITS:
            break
        node = waiting.popleft()
        if isinstance(node, dict):
            _of_object(node, found)
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))
    return len(found) > before


def _of_object(node: dict[str, Any], found: dict[str, _Found]) -> None:
    title, href = node.get("title") or node.get("headline"), node.get("url")
    if not isinstance(title, str) or not isinstance(href, str):
        return
    title, url = tidy(title).replace("\n", " "), real_address(href)
    if title and url and not _is_chore(title, href):
        told = node.get("description")
        found.setdefault(url, _Found(title, tidy(told) if isinstance(told, str) else ""))


def _of_article(link: Any) -> tuple[str, str] | None:
    """Description and publisher of the schema.org article that a link stands in."""
    for above, _ in zip(link.iterancestors(), range(_DEPTH), strict=False):
        if "schema.org/" in (kind := above.get("itemtype") or "") and kind.endswith(("Article", "Posting")):
            return _property(above, "description"), _property(above, "publisher")
    return None


def _property(above: Any, name: str) -> str:
    for place, element in enumerate(above.iterdescendants()):
        if element.get("itemprop") == name:
            return " ".join("".join(element.itertext()).split())
        if place >= 200:
            break
    return ""


# ------------------------------------------------------------------------------------------ what reads like a hit


class _Reading:
    """Reads the page once, in its order. `near` is the hit that words read now belong to."""

    def __init__(self) -> None:
        self.found: dict[str, _Found] = {}
        self.marked = False
        self._near: _Found | None = None
        self._link: Any = None
        self._words: list[str] = []
        self._lead = 0

    def read(self, root: Any) -> None:
        """Gathers the hits of a whole page."""
        for text, element, begins in _steps(root):
            if element is None:
                self._say(text)
                continue
            if element.tag in _BLOCKS:
                self._break()
            if element.tag == "a" and begins and self._link is None and element.get("href"):
                self._link, self._words = element, []
            elif element is self._link and not begins:
                self._end_link(element)

    def _say(self, text: str) -> None:
        if self._link is not None:
            self._words.append(text)
            return
        self._lead += len(text.strip())
        if self._near is not None:
            self._near.add(" ".join(text.split("\n")))

    def _break(self) -> None:
        if self._link is not None:
            self._words.append(" ")
            return
        self._lead = 0
        if self._near is not None:
            self._near.add("\n")

    def _end_link(self, link: Any) -> None:
        text, href, lead = " ".join("".join(self._words).split()), link.get("href"), self._lead
        self._link = None
        self._lead += len(text)
        if not text:
            return
        if _is_chore(text, href):
            self._near = None
            return
        url = real_address(href)
        if url in self.found:
            self._again(self.found[url], text, link, lead)
        elif url and _is_title(text) and lead <= _LONGEST_LEAD and len(self.found) < _MOST_HITS:
            if self._near is not None and lead:
                self._near.end_line()
            self._near = self.found[url] = _Found(text)
            self._mark(self._near, link)
        elif self._near is not None:
            self._near.add(text)

    def _again(self, known: _Found, text: str, link: Any, lead: int) -> None:
        """A link to what is known: out of JSON, or a second one, whose words belong to the snippet of the first."""
        if not known.met:
            self._near = known
            self._mark(known, link)
        elif known is self._near and text != known.title:
            known.add(text)
        else:  # the next in the list, which happens to be known
            if self._near is not None and lead:
                self._near.end_line()
            self._near = None

    def _mark(self, found: _Found, link: Any) -> None:
        found.met = True
        parts = _parts(link.get("href").strip())
        article = _of_article(link)
        self.marked |= article is not None or (parts is not None and _is_google(parts))
        if article is not None:
            found.text, found.author = found.text or article[0], article[1]


def _steps(root: Any) -> Iterator[tuple[str, Any, bool]]:
    """Words (with no element) and the beginnings and ends of elements, in the page's order; never recursive."""
    unread = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _UNREAD:
            unread += 1 if event == "start" else -1
            if event == "end" and not unread and element.tail:
                yield element.tail, None, False
            continue
        if unread:
            continue
        yield "", element, event == "start"
        text = element.text if event == "start" else element.tail
        if text:
            yield text, None, False
