# SPDX-License-Identifier: Apache-2.0
"""A page somebody saved from the browser becomes one post: the words of the article, not those around it."""

import gzip
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.posts.importer import preview
from app.posts.reading.opening import open_table
from tests.unit.posts.conftest import ENGLISH, NOW, Desk, keys

STORY = "周三晚间，首都机场多个航班延误超过三小时，旅客表示没有得到任何解释，现场一度十分混乱。"
NEXT = "航空公司随后发布说明，称延误由天气引起，并承诺为受影响的旅客办理退票和改签，同时致歉。"
HEAD = """<meta charset="utf-8"><title>航班大面积延误_新闻中心</title>
<meta property="og:title" content="航班大面积延误">
<meta property="article:published_time" content="2026-11-18T21:40:00+08:00">
<meta name="author" content="李雷"><meta property="og:site_name" content="都市报">
<link rel="canonical" href="https://news.example.com/2026/delay.html">"""


def _page(head: str = HEAD, body: str = f"<article><p>{STORY}</p><p>{NEXT}</p></article>") -> str:
    menu = "<nav><ul><li><a href='/a'>首页</a></li><li><a href='/b'>登录</a></li></ul></nav>"
    return f"<!doctype html><html><head>{head}</head><body>{menu}{body}<footer>版权所有</footer></body></html>"


def _archive(page: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = "<Saved by Blink>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail["MIME-Version"] = "1.0"
    mail.set_content(page, subtype="html", cte="quoted-printable")
    mail.make_related()
    mail.add_related(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image", "png", cid="<p@x>")
    return mail.as_bytes()


def test_a_news_article(desk: Desk) -> None:
    report = desk.took(_page(), "报道.html")
    assert (report.read, report.stored, keys(report.warnings)) == (1, 1, [])
    (post,) = desk.posts()
    assert post.text == f"航班大面积延误\n{STORY}\n{NEXT}"
    assert post.posted_at == datetime(2026, 11, 18, 13, 40, tzinfo=UTC)
    assert (post.author, post.url) == ("李雷", "https://news.example.com/2026/delay.html")
    assert post.source == "news.example.com"


def test_the_preview_names_the_kind_and_all_columns(desk: Desk) -> None:
    found = preview(desk.file(_page(), "a.html"), clock=desk.clock)
    assert (found.kind, found.unused) == ("page", ())
    assert found.posts[0].author == "李雷"


def test_a_page_packed_and_in_an_old_encoding(desk: Desk) -> None:
    page = _page(HEAD.replace("utf-8", "gb2312")).encode("gb18030")
    assert desk.took(gzip.compress(page), "a.htm").stored == 1
    assert STORY in desk.texts()[0]


def test_an_archive_as_chrome_saves_it(desk: Desk) -> None:
    saved = _archive(
        _page("<title>航班大面积延误</title>"),
        Snapshot_Content_Location="https://weibo.com/1/Db8BHCdEZ",
        Date="Wed, 18 Nov 2026 15:00:00 -0000",
    )
    report = desk.took(saved, "页面.mhtml")
    assert keys(report.warnings) == ["intake-page-undated"]
    (post,) = desk.posts()
    assert (post.source, post.url) == ("weibo", "https://weibo.com/1/Db8BHCdEZ")
    assert post.posted_at == datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    assert STORY in post.text


def test_a_page_saved_with_its_address_in_a_comment(desk: Desk) -> None:
    page = f"<!-- saved from url=(0029)https://www.zhihu.com/p/12345 -->\n{_page('<title>延误</title>')}"
    assert desk.took(page, "a.html").stored == 1
    assert (desk.posts()[0].source, desk.posts()[0].url) == ("zhihu", "https://www.zhihu.com/p/12345")


def test_a_page_without_a_date_takes_the_time_it_was_saved_and_says_so(desk: Desk) -> None:
    path = desk.file(_page("<title>延误</title>"), "a.html", saved=datetime(2026, 11, 17, 3, 5, tzinfo=UTC))
    report = desk.take(path)
    assert keys(report.warnings) == ["intake-page-undated"]
    assert "2026-11-17 03:05" in ENGLISH.say(report.warnings[0])
    assert desk.posts()[0].posted_at == datetime(2026, 11, 17, 3, 5, tzinfo=UTC)


def test_a_date_from_linked_data_counts_as_stated(desk: Desk) -> None:
    data = (
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-11-18T10:00:00Z", "author": {"name": "王芳"}}]}'
    )
    head = f'<title>延误</title><script type="application/ld+json">{data}</script>'
    assert keys(desk.took(_page(head), "a.html").warnings) == []
    assert desk.posts()[0].posted_at == datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    assert desk.posts()[0].author == "王芳"


def test_a_time_that_is_none_is_passed_over(desk: Desk) -> None:
    head = '<title>延误</title><meta name="pubdate" content="soon"><meta name="date" content="2026-11-16 08:00">'
    assert desk.took(_page(head), "a.html").stored == 1
    assert desk.posts()[0].posted_at == datetime(2026, 11, 16, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("name", ["a.html", "a.csv"])
@pytest.mark.parametrize("body", ["", "<script>alert('hello, hello, hello')</script>", "<p>  </p><img src=x>"])
def test_a_page_without_words_is_refused(desk: Desk, body: str, name: str) -> None:
    with pytest.raises(UserError) as refused:
        desk.took(f"<html><body>{body}</body></html>", name)
    assert refused.value.said.key == "posts-web-page"


def test_script_does_not_survive(desk: Desk) -> None:
    evil = f'<article><p onclick="x()">{STORY}</p><script>steal()</script><p><a href="javascript:x()">{NEXT}</a></p>'
    assert desk.took(_page(body=evil), "a.html").stored == 1
    assert "steal" not in desk.texts()[0]
    assert "javascript" not in desk.texts()[0]
    assert NEXT in desk.texts()[0]


def test_a_page_too_large_for_its_main_text_still_gives_its_words(desk: Desk) -> None:
    report = desk.took(_page(body=f"<p>{STORY}</p>" * 25_000), "a.html")
    assert report.stored == 1
    assert keys(report.warnings) == ["intake-page-large", "intake-page-cut"]


def test_a_feed_and_other_xml_are_no_pages(desk: Desk) -> None:
    feed = "<?xml version='1.0'?><!-- html --><rss><channel><item><title>延误</title></item></channel></rss>"
    assert desk.took(feed, "a.xml").stored == 1
    with pytest.raises(UserError) as refused:
        desk.took("<?xml version='1.0'?><invoice><p>3</p></invoice>", "b.xml")
    assert refused.value.said.key == "posts-xml"


HOSTILE = {
    "deep": b"<html><body>" + b"<div>" * 200_000 + STORY.encode(),
    "deep words": b"<html><body>" + b"<b><i>" * 100_000 + STORY.encode(),
    "attributes": b"<html><body " + b"a=b " * 200_000 + b"><p>long enough to be text</p>",
    "nuls": b"<html>" + b"\0<p>\0long enough to be text" * 500,
    "linked data": b'<html><head><script type="application/ld+json">' + b"[" * 200_000 + b"</script><title>a</title>",
    "unclosed": b"<html><body><p><!--" + b"x" * 100_000,
    "wrong charset": b"<html><meta charset=idna><body><p>" + STORY.encode(),
    "parts in parts": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
    + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 5_000,
    "no parts": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
}


def _key(path: Path) -> str:
    """Why a file is refused; '' where it gives one row that fits its columns."""
    try:
        table, _ = open_table(path)
    except UserError as refused:
        return refused.said.key
    (row,) = table.rows()
    table.close()
    return "" if len(row.cells) == len(table.columns) else "ragged"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_a_sentence_at_most(desk: Desk, name: str) -> None:
    assert _key(desk.file(HOSTILE[name], "a.html")) in ("", "posts-web-page", "posts-binary")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(pieces=st.lists(st.sampled_from([
    "<p>", "</p>", "<table>", "<tr>", "<td>", "<ul>", "<li>", "<article>", "</div>", "<h1>", "<time datetime='x'>",
    "<meta name=date content='2026-13-45'>", "<title>", "&#0;", "&nbsp;", "<svg>", "<math>", "<template>", "\x0b",
    "<a href='//[', >", "<script>", "</script>", STORY, "2026-11-18", "<!--", "-->", "<![CDATA[", "]]>", "<?php",
]), max_size=30))  # fmt: skip
def test_scrambled_pages_cost_a_sentence_at_most(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html>{''.join(pieces)}", "utf-8")
    assert _key(path) in ("", "posts-web-page")


def test_a_file_dated_tomorrow_says_so(desk: Desk) -> None:
    page = _page('<title>延误</title><meta name="date" content="2099-01-01">')
    report = desk.take(desk.file(page, "a.html", saved=NOW))
    assert [reject.reason.key for reject in report.rejected] == ["posts-time-future"]
