# SPDX-License-Identifier: Apache-2.0
"""Feeds of every kind become items; lying, broken and hostile ones are tamed or refused with one sentence."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.posts.reading.feed_dates import iso_date
from app.posts.reading.feeds import LARGEST, Feed, read_feed
from app.posts.reading.markup import feeds_in_page, plain_text
from app.posts.sources.port import Item
from tests.unit.posts.conftest import ENGLISH, Desk

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>每日新闻</title><link>https://n.example.org/</link>
<image><title>Logo</title><link>https://logo.example.org/</link></image>{items}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>Blog</title>
<link rel="self" href="https://b.example.org/atom"/><link href="https://b.example.org/"/>{entries}</feed>"""


def only(data: str | bytes, **told: str) -> Item:
    """The one item of a feed."""
    items = read_feed(data.encode() if isinstance(data, str) else data, **told).items
    assert len(items) == 1
    return items[0]


def rss(inside: str) -> Item:
    """The item of an RSS feed."""
    return only(RSS.format(items=f"<item>{inside}</item>"))


def atom(inside: str) -> Item:
    """The entry of an Atom feed."""
    return only(ATOM.format(entries=f"<entry>{inside}</entry>"))


def refusal(data: bytes, **told: str) -> str:
    """The key of the sentence with which it is refused, which exists in English."""
    with pytest.raises(UserError) as caught:
        read_feed(data, **told)
    assert ENGLISH.error(caught.value)
    return caught.value.said.key


# ---------------------------------------------------------------------------------------------- formats


def test_rss_with_the_namespaces_that_feeds_use() -> None:
    item = rss(
        "<title>A &amp;amp; B</title><link>https://n.example.org/1?a=1&amp;b=2</link>"
        "<guid isPermaLink='false'>n1</guid><pubDate>Wed, 18 Nov 2026 09:30:00 +0800</pubDate>"
        "<dc:creator>记者甲</dc:creator><media:title>Photo</media:title><description>Short</description>"
        "<content:encoded><![CDATA[<p>Long &amp; whole.</p><p>Two.</p>]]></content:encoded>"
    )
    assert item == Item(
        title="A & B",
        url="https://n.example.org/1?a=1&b=2",
        source_id="n1",
        posted_at="2026-11-18T09:30:00+08:00",
        author="记者甲",
        text="Long & whole.\nTwo.",
    )


def test_a_feed_itself_has_a_title_and_a_page() -> None:
    feed = read_feed(RSS.format(items="").encode())
    assert feed == Feed("每日新闻", "https://n.example.org/", ())
    assert read_feed(ATOM.format(entries="").encode()).link == "https://b.example.org/"


def test_a_guid_is_a_link_unless_it_says_that_it_is_none() -> None:
    assert rss("<guid>https://n.example.org/7</guid>").url == "https://n.example.org/7"
    assert rss("<guid isPermaLink='false'>https://n.example.org/7</guid>").url == ""
    assert rss("<guid>urn:7</guid><link>https://n.example.org/8</link>").url == "https://n.example.org/8"


def test_the_address_behind_a_counting_one() -> None:
    item = rss(
        "<link>https://count.example.net/x</link><feedburner:origLink>https://n.example.org/x</feedburner:origLink>"
    )
    assert item.url == "https://n.example.org/x"


def test_the_author_is_a_name_not_an_address() -> None:
    assert rss("<title>t</title><author>ann@example.org (Ann)</author>").author == "Ann"
    assert rss("<title>t</title><source url='https://c.example.org'>新华网</source>").author == "新华网"
    assert rss("<title>t</title>").author == "每日新闻"


def test_atom_with_a_reply_and_an_xhtml_body() -> None:
    item = atom(
        "<title type='text'>Use &lt;b&gt; sparingly</title><id>tag:b.example.org,2026:2</id>"
        "<link rel='alternate' href='/p/2'/><link rel='enclosure' href='/p/2.mp3'/>"
        "<published>2026-11-18T10:30:00Z</published>"
        "<updated>2026-11-19T10:30:00Z</updated><author><name>Ann</name><email>ann@example.org</email></author>"
        "<thr:in-reply-to ref='tag:b.example.org,2026:1'/>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><script>alert(1)</script><p>Two</p></div>"
        "</content>"
    )
    assert (item.title, item.text) == ("Use <b> sparingly", "One.\nTwo")
    assert (item.source_id, item.parent) == ("tag:b.example.org,2026:2", "tag:b.example.org,2026:1")
    assert (item.posted_at, item.author, item.url) == ("2026-11-18T10:30:00Z", "Ann", "/p/2")


def test_addresses_are_completed_by_xml_base_and_by_where_the_feed_came_from() -> None:
    entry = "<entry xml:base='sub/'><link href='1'/></entry>"
    assert (
        only(ATOM.format(entries=entry), url="https://b.example.org/x/atom.xml").url
        == "https://b.example.org/x/sub/1"
    )
    relative = RSS.format(items="<item><link>/1</link></item>")
    assert only(relative, url="https://n.example.org/feed").url == "https://n.example.org/1"


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ONE = "<title>T</title><link>https://e.example.org/1</link>"
OLD = "<title mode='base64'>VA==</title><link href='https://e.example.org/1' type='text/html' rel='alternate'/>"


@pytest.mark.parametrize(
    "feed",
    [
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://my.netscape.com/rdf/simple/0.9/'><item>{ONE}</item></rdf:RDF>",
        f"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://x/0.91.dtd'><rss><item>{ONE}</item></rss>",
        f"<rdf:RDF xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'><item rdf:about='x'>{ONE}</item></rdf:RDF>",
        f"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>{OLD}</entry></feed>",
        "<CHANNEL HREF='https://e.example.org/'><ITEM HREF='https://e.example.org/1'><TITLE>T</TITLE></ITEM></CHANNEL>",
        '\ufeff {"items": [{"id": 1, "title": "T", "url": "https://e.example.org/1"}, "no item"]}',
    ],
)
def test_old_and_new_kinds(feed: str) -> None:
    item = only(feed)
    assert (item.title, item.url) == ("T", "https://e.example.org/1")


def test_json_feed() -> None:
    item = only(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "a1", "content_html": '
        '"<p>Hi</p>", "external_url": "https://e.example.org/x", "date_modified": "2026-11-18T09:30:00Z", '
        '"authors": [{"name": "Ann"}]}]}'
    )
    told = (item.source_id, item.text, item.url, item.posted_at, item.author)
    assert told == ("a1", "Hi", "https://e.example.org/x", "2026-11-18T09:30:00Z", "Ann")


# ---------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Wed, 18 Nov 2026 09:30:00 GMT", "2026-11-18T09:30:00+00:00"),
        ("18 Nov 2026 09:30 EST", "2026-11-18T09:30:00-05:00"),
        ("Wed, 18 Nov 26 09:30:00 +0800", "2026-11-18T09:30:00+08:00"),
        ("Wednesday, November 18, 2026 09:30:00 GMT-0800", "2026-11-18T09:30:00-08:00"),
        ("Wed Nov 18 09:30:00 2026", "2026-11-18T09:30:00"),
        ("2026-11-18T09:30:00.5+08:00", "2026-11-18T09:30:00.5+08:00"),
        ("2026-11-18 09:30:00", "2026-11-18T09:30:00"),
        ("2026-11-18t09:30z", "2026-11-18T09:30:00+00:00"),
        ("2026-11", "2026-11-01T00:00:00"),
        ("20261118", "2026-11-18T00:00:00"),
        ("2026-322", "2026-11-18T00:00:00"),
        ("Wed, 18 Nov 2026 23:59:60 GMT", "2026-11-19T00:00:00+00:00"),
        ("Wed, 18 Nov 2026 24:00:00 GMT", "2026-11-19T00:00:00+00:00"),
        ("2026年11月18日 09:30", "2026-11-18T09:30:00"),
        ("Wed, 18 Nov 2026 09:30:00 CST", "2026-11-18T09:30:00"),
        ("Wed, 31 Feb 2026 09:30:00 GMT", ""),
        ("3 minutes ago", ""),
        ("0000-00-00T00:00:00Z", ""),
        ("soon", ""),
    ],
)
def test_dates_as_feeds_write_them(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_an_unreadable_date_gives_way_to_the_next_and_is_else_shown() -> None:
    assert rss("<pubDate>soon</pubDate><dc:date>2026-11-18T09:30:00Z</dc:date>").posted_at == "2026-11-18T09:30:00Z"
    assert rss("<pubDate>昨天 18:46</pubDate>").posted_at == "昨天 18:46"


@given(st.text(max_size=90))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert isinstance(iso_date(text), str)


# ---------------------------------------------------------------------------------------------- charsets

CHINESE = "<rss><channel><item><title>航班延误三小时，没有人管。我们很失望</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("really", "declared", "http"),
    [
        ("gb18030", "gb2312", ""),
        ("gb18030", "utf-8", ""),
        ("gb18030", "", ""),
        ("gb18030", "", "iso-8859-1"),
        ("utf-8", "gb2312", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "", "gbk"),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "", ""),
        ("utf-16-be", "utf-8", "utf-8"),
        ("utf-8-sig", "gb2312", "big5"),
        ("utf-8", "no-such-charset", "rot13"),
    ],
)
def test_charsets_that_lie(really: str, declared: str, http: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert only((declaration + CHINESE).encode(really), charset=http).title == "航班延误三小时，没有人管。我们很失望"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("big5", "航班延誤三小時，沒有人管。我們很失望"),
        ("shift_jis", "飛行機が三時間おくれました。とてもかなしいです"),
        ("euc_jp", "飛行機が三時間おくれました。とてもかなしいです"),
        ("euc_kr", "비행기가 세 시간 늦었습니다 정말 실망했습니다"),
    ],
)
def test_neighbours_that_do_not_say_their_charset(encoding: str, words: str) -> None:
    assert only(f"<rss><channel><item><title>{words}</title></item></channel></rss>".encode(encoding)).title == words


def test_western_letters() -> None:
    assert only("<rss><item><title>Café — “fine”</title></item></rss>".encode("cp1252"), charset="latin1").title == (
        "Café — “fine”"
    )
    assert rss("<title>It&#146;s</title>").title == "It’s"
    assert rss("<title>CafÃ© dâ€™été</title>".replace("â€™", "â\x80\x99")).title == "CafÃ© dâ\x80\x99été"
    assert rss("<title>CafÃ©</title>").title == "Café"


# ---------------------------------------------------------------------------------------------- HTML


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p>", "one"),
        ("one<br/>two<br>\n three", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>", "a\nb\nc d"),
        ("a<script>alert('<p>')</script>b<style>p{}</style><!-- <p>c</p> -->d", "abd"),
        ("a<script src='x'/>b", "ab"),
        ("before<script>never closed", "before"),
        ("伤心<img src='x.png' alt='[泪]'>了<img alt=\"photo of a plane\">", "伤心[泪]了"),
        ("<img class='emoji' alt='😡' src='e'>!", "😡!"),
        ("1 < 2 &amp;&amp; 3 > 2 &lt;b&gt;", "1 < 2 && 3 > 2 <b>"),
        ('<a title="a > b" href="x">link</a>', "link"),
        ('<a href="unclosed>link</a> more', "link more"),
        ("line one\nline two <b>bold</b>", "line one\nline two bold"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<x:p>a</x:p><x:p>b</x:p>", "a\nb"),
        ("<![CDATA[in]]>", "in]]>"),
        ("&nbsp;&#x4e2d;&bogus;", "中&bogus;"),
    ],
)
def test_html_as_a_reader_would_see_it(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<a '\"", "<!--", "<script>", "</", "<![CDATA[", "&", "<p '", "<img alt="]
)
def test_html_made_to_be_slow_is_not(piece: str) -> None:
    begun = time.process_time()
    plain_text(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 3


def test_addresses_that_would_run_something_are_dropped() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JavaScript:alert(1)"):
        assert rss(f"<title>t</title><link>{url}</link>").url == ""


# ---------------------------------------------------------------------------------------------- broken and hostile


def test_a_feed_with_html_entities_and_stray_ampersands_is_mended() -> None:
    feed = read_feed(b"<rss><item><title>Caf&eacute; &nbsp;AT&T &bogus; &#1;&#55357;&#56832;</title></item></rss>")
    assert feed.items[0].title == "Café AT&T &bogus; 😀"
    assert feed.note is not None
    assert feed.note.key == "posts-feed-mended"


def test_half_a_character_is_none() -> None:
    assert only("<rss><item><title>a&#55357;b<![CDATA[&#x0d83d;c]]></title></b>").title == "abc"
    assert read_feed(b"<rss><item a=<![CDATA[ x='&#xD83D;'><title>a&#xDC00;b</title></b>").note is not None


def test_a_cut_off_feed_gives_what_is_there() -> None:
    whole = RSS.format(
        items="".join(f"<item><title>t{i}</title><link>https://n.example.org/{i}</link></item>" for i in range(9))
    )
    feed = read_feed(whole[: whole.index("t7")].encode())
    assert [item.title for item in feed.items][:7] == [f"t{i}" for i in range(7)]


def test_words_before_the_feed_and_undeclared_prefixes_do_not_matter() -> None:
    item = only(
        "Warning: something in line 3\n<rss><channel><item><dc:creator>Ann</dc:creator></item></channel></rss>"
    )
    assert item.author == "Ann"


@pytest.mark.parametrize("count", [20, 3_000])
def test_one_broken_item_costs_no_other(count: int) -> None:
    items = "".join(f"<item><title>t{i}</title><description>a</b></description></item>" for i in range(count))
    feed = read_feed(f"<rss><channel><title>F</title>{items}</channel></rss>".encode())
    assert [item.title for item in feed.items] == [f"t{i}" for i in range(count)]
    assert feed.title == "F"


ENTITY = '<!DOCTYPE r [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "data",
    [
        f"{ENTITY}<rss>&a;</rss>".encode(),
        f"{ENTITY}<rss>&a;</rss>".encode("utf-16"),
        f"{ENTITY}<rss>&a;</rss>".encode("utf-16-be"),
        f"<?xml version='1.0'?><!--{'x' * 100_000}-->{ENTITY}<rss>&a;</rss>".encode(),
        b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;]><rss/>',
        b'<!DOCTYPE r SYSTEM "x.dtd" [<!ELEMENT r ANY><!-- ]> --><!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>',
        f"<!DOCTYPE r>{ENTITY}<rss>&a;</rss>".encode(),
        f"junk {ENTITY}<rss><item>&a;</item></rss>".encode(),
        f"<rss><a></b>{ENTITY}<item>&a;</item></rss>".encode(),
        b'<!doctype r [<!entity a "b">]><rss><item><title>&a;</title></item></rss>',
        b"<!DOCTYPE r [<!ENTITY a 'b",
    ],
)
def test_entities_of_their_own_are_refused(data: bytes) -> None:
    assert refusal(data) == "posts-feed-entities"


def test_words_about_entities_are_no_entities() -> None:
    assert rss("<title><![CDATA[How to write <!ENTITY in XML]]></title>").title == ("How to write <!ENTITY in XML")
    assert only("<!DOCTYPE rss [<!ELEMENT rss ANY>]><rss><item><title>T</title></item></rss>").title == "T"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"<rss><channel><item><title>x</title></item>" + b"<a>" * 200_000, "posts-feed-deep"),
        (b"<rss><item><title>&nbsp;" + b"<div>" * 50_000, "posts-feed-deep"),
        (b'{"items": ' + b"[" * 200_000, "posts-feed-deep"),
        (b"<rss>" + b"<a/>" * 1_100_000, "posts-feed-crowded"),
        (b'{"items": [' + b"{}," * 600_000, "posts-feed-crowded"),
        (b" " * (LARGEST + 1), "posts-feed-too-large"),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><p>x<br>", "posts-feed-page"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "posts-feed-page"),
        (b"<opml><body/></opml>", "posts-feed-none"),
        (b'{"version": 1}', "posts-feed-none"),
        (b'{"items": [', "posts-feed-broken"),
        (b"", "posts-feed-broken"),
        (b"just words", "posts-feed-broken"),
        (bytes(range(256)) * 9, "posts-feed-broken"),
        (b"<!--a-->" * 500, "posts-feed-broken"),
    ],
)
def test_what_is_no_feed_is_refused_at_once(data: bytes, key: str) -> None:
    begun = time.process_time()
    assert refusal(data) == key
    assert time.process_time() - begun < 1


PARTS = st.sampled_from(
    "<rss>|<channel>|<item>|</item>|<entry xml:base='//['>|<title type='xhtml'>|</title>|<link>|</link>|<guid>|"
    "<!--|-->|<link href='http://[' rel='ALTERNATE'/>|<content mode='base64'>|<![CDATA[|]]>|&eacute;|&#1;|&#xD83D;|"
    "&amp;|]>|<!DOCTYPE a [|<?xml ?>|<?xml version='1.0' encoding='hz'?>|<pubDate>Wed, 31 Feb 99999|\xff|\0|{|<|=|'|"
    "<a:b xmlns:a='x'>|<updated>2026-13-41T99:99:99Z</updated>|<media:group>|<author><name>|<source>|"
    '{"items":[|{"id":[1],"url":3}|]}'.encode("latin-1").split(b"|")
)


@settings(max_examples=300)
@given(st.lists(PARTS | st.binary(max_size=8), max_size=25), st.sampled_from(["", "gbk", "utf-16", "\0", "idna"]))
def test_whatever_comes_is_a_feed_or_a_sentence(parts: list[bytes], charset: str) -> None:
    refused = None
    try:
        feed = read_feed(b"".join(parts), url="https://e.example.org/feed", charset=charset)
    except UserError as error:
        refused = error
    assert len(feed.items) == len(feed.lines) if refused is None else ENGLISH.error(refused)


# ---------------------------------------------------------------------------------------------- files and pages


def test_importing_a_feed_keeps_its_replies(desk: Desk) -> None:
    reply = "<title>Re</title><thr:in-reply-to ref='tag:b.example.org,2026:1'/>"
    entry = f"<entry><id>tag:b.example.org,2026:2</id><updated>2026-11-18T10:30:00Z</updated>{reply}</entry>"
    assert desk.took(ATOM.format(entries=entry), "feed.xml").stored == 1
    assert desk.posts()[0].parent == "tag:b.example.org,2026:1"


def test_a_file_that_begins_with_many_comments_is_opened_at_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(b"<!--a-->" * 400 + b"x")
    begun = time.process_time()
    with pytest.raises(UserError):
        desk.take(path)
    assert time.process_time() - begun < 2


def test_the_feeds_that_a_page_names() -> None:
    page = """<!DOCTYPE html><html><head><meta charset="gbk"><base href="/sub/">
    <!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
    <link rel="alternate" type="application/json" title="JSON" href="feed.json">
    <link rel=alternate type=application/rss+xml title="新闻 &amp; 评论" href=rss.xml>
    <LINK REL="alternate home" TYPE="application/atom+xml; charset=utf-8" HREF='https://x.example.org/atom?a=1&amp;b=2'>
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><link rel="stylesheet" href="a.css">
    <link rel="alternate" type="text/html" hreflang="en" href="/en"></head><body></body></html>"""
    assert feeds_in_page(page.encode("gbk"), "https://n.example.org/page") == [
        ("新闻 & 评论", "https://n.example.org/sub/rss.xml"),
        ("", "https://x.example.org/atom?a=1&b=2"),
        ("JSON", "https://n.example.org/sub/feed.json"),
    ]
    assert feeds_in_page(b"<" * 100_000, "https://n.example.org") == []
