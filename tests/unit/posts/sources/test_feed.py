# SPDX-License-Identifier: Apache-2.0
"""A feed by its address: one round at a time, found behind a page, moved, gone, and lying about what it is."""

import json

import pytest

from app.errors import Said, UserError
from app.posts.sources.feed import Feed, is_feed
from app.posts.sources.permalinks import post_id
from app.posts.sources.port import Answer, Document, SourceFault
from tests.unit.posts.sources.canned import BUSY, DOWN, GONE, CannedReach, document_of, one_round

SITE = "https://news.example.com/"
FEED = "https://news.example.com/all.xml"
MARKS = {"etag": '"1"'}
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title>
<item><title>Late again</title><link>https://news.example.com/1</link><guid>https://news.example.com/1</guid>
<author>Ann</author><pubDate>Wed, 18 Nov 2026 09:30:00 GMT</pubDate>
<description>&lt;p&gt;Trains&lt;/p&gt;</description></item>
<item><title>Later</title><link>https://news.example.com/2</link><guid isPermaLink="false">2</guid></item>
</channel></rss>"""


def _page(links: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>The Daily</title>{links}</head><body>Hello</body></html>".encode()


def _link(href: str, title: str = "News") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def _at(url: str, body: bytes = RSS, **more: str) -> Answer:
    return Answer(status=200, url=url, body=body, remembered=MARKS, fresh_for=120.0, **more)


def _settings(address: str = FEED) -> dict[str, str]:
    return {"address": address}


def _refused(reach: CannedReach, memory: dict[str, str] | None = None, address: str = SITE) -> Said:
    with pytest.raises((UserError, SourceFault)) as refused:
        one_round(Feed(), _settings(address), reach, memory)
    return refused.value.said


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com/feed", "https://example.com/feed"),
        (" <https://example.com> ", "https://example.com/"),
        ("feed://example.com/rss?a=1#top", "https://example.com/rss?a=1"),
        ("feed:https://example.com/rss", "https://example.com/rss"),
        ("HTTP://Example.com/A", "http://Example.com/A"),
        ("//example.com/a", "https://example.com/a"),
        ("localhost:1200/weibo", "http://localhost:1200/weibo"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("192.168.1.9/feed", "http://192.168.1.9/feed"),
        ("intranet/feed", "http://intranet/feed"),
        ("[::1]:80/feed", "http://[::1]:80/feed"),
        ("https://10.0.0.1/feed", "https://10.0.0.1/feed"),
        ("例子.中国/feed", "https://例子.中国/feed"),
    ],
)
def test_an_address_as_people_type_it(typed: str, address: str) -> None:
    assert Feed().checked({"address": typed}) == {"address": address}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("file:///etc/passwd", "feedsource-address-scheme"),
        ("ftp://example.com/feed", "feedsource-address-scheme"),
        ("javascript:alert(1)", "feedsource-address-scheme"),
        ("mailto:ann@example.com", "feedsource-address-scheme"),
        ("https://", "feedsource-address-bad"),
        ("two words", "feedsource-address-bad"),
        ("example.com:99999/feed", "feedsource-address-bad"),
        ("https://exa\u202emple.com/", "feedsource-address-bad"),
        ("https://example.com/" + "a" * 3000, "feedsource-address-bad"),
        ("https://[bad/", "feedsource-address-bad"),
    ],
)
def test_what_is_no_web_address_is_refused(typed: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        Feed().checked({"address": typed})
    assert refused.value.said.key == key


def test_a_feed_is_handed_on_whole_with_its_marks() -> None:
    reach = CannedReach({FEED: _at(FEED, media_type="application/rss+xml", charset="utf-8")})
    (harvest,), memory = one_round(Feed(), _settings(), reach)
    assert harvest.documents == (Document(data=RSS, url=FEED, media_type="application/rss+xml", charset="utf-8"),)
    assert harvest.after == 120.0
    assert memory["mark-etag"] == '"1"'


def test_nothing_new_is_a_success_that_changes_nothing() -> None:
    reach = CannedReach({FEED: _at(FEED)})
    _, memory = one_round(Feed(), _settings(), reach)
    (harvest,), after = one_round(Feed(), _settings(), reach, memory)
    assert reach.asked[-1] == (FEED, MARKS)
    assert not harvest.documents
    assert harvest.memory is None
    assert after == memory


def test_marks_of_another_address_are_never_sent() -> None:
    reach = CannedReach({FEED: _at(FEED), SITE: _at(SITE)})
    _, memory = one_round(Feed(), _settings(), reach)
    (harvest,), _ = one_round(Feed(), _settings(SITE), reach, memory)
    assert reach.asked[-1] == (SITE, {})
    assert harvest.documents


def test_an_unread_document_is_asked_for_again() -> None:
    (harvest,), _ = one_round(Feed(), _settings(), CannedReach({FEED: _at(FEED)}))
    assert harvest.again


def test_a_year_of_freshness_is_an_hour() -> None:
    answer = Answer(status=200, url=FEED, body=RSS, fresh_for=365 * 86400.0)
    (harvest,), _ = one_round(Feed(), _settings(), CannedReach({FEED: answer}))
    assert harvest.after == 3600.0


def test_the_feed_of_a_page_is_found_and_asked_directly_from_then_on() -> None:
    links = _link("/comments.xml", "Comments") + _link("/all.xml")
    reach = CannedReach({SITE: _page(links), FEED: _at(FEED)})
    (harvest,), memory = one_round(Feed(), _settings(SITE), reach)
    assert reach.addresses == [SITE, FEED]
    assert harvest.documents[0] == Document(data=RSS, url=FEED)
    assert memory["feed"] == FEED
    one_round(Feed(), _settings(SITE), reach, memory)
    assert reach.asked[2:] == [(FEED, MARKS)]


def test_a_page_that_links_no_feed_is_tried_at_the_usual_places_until_one_is_there() -> None:
    reach = CannedReach({SITE: _page(), SITE + "feed": _page(), SITE + "atom.xml": _at(SITE + "atom.xml")})
    _, memory = one_round(Feed(), _settings(SITE), reach)
    assert reach.addresses == [SITE, SITE + "feed", SITE + "rss.xml", SITE + "atom.xml"]
    assert memory["feed"] == SITE + "atom.xml"


def test_a_site_without_a_feed_is_told_so() -> None:
    said = _refused(CannedReach({SITE: _page()}))
    assert said == Said("feedsource-no-feed", {"address": SITE})


def test_a_host_that_asks_for_patience_is_not_probed_further() -> None:
    reach = CannedReach({SITE: _page(), SITE + "feed": BUSY})
    assert _refused(reach) == BUSY.said
    assert reach.addresses == [SITE, SITE + "feed"]


def test_a_found_feed_that_is_only_down_is_not_called_missing() -> None:
    assert _refused(CannedReach({SITE: _page(_link("/all.xml")), FEED: DOWN})) == DOWN.said


def test_a_found_feed_that_is_gone_is_looked_for_again() -> None:
    reach = CannedReach({SITE: _page(_link("/all.xml")), FEED: _at(FEED)})
    _, memory = one_round(Feed(), _settings(SITE), reach)
    new = "https://news.example.com/new.xml"
    for gone in (GONE, _page()):  # a page that says "not found" and calls it a success is as good as gone
        moved = CannedReach({SITE: _page(_link("/new.xml")), FEED: gone, new: _at(new)})
        _, after = one_round(Feed(), _settings(SITE), moved, memory)
        assert moved.addresses == [FEED, SITE, new]
        assert after["feed"] == new


def test_a_found_feed_that_is_down_is_kept() -> None:
    _, memory = one_round(Feed(), _settings(SITE), CannedReach({SITE: _page(_link("/all.xml")), FEED: _at(FEED)}))
    reach = CannedReach({SITE: _page(_link("/other.xml")), FEED: DOWN})
    assert _refused(reach, memory) == DOWN.said
    assert reach.addresses == [FEED]


def test_a_feed_that_moved_for_good_is_asked_at_its_new_place() -> None:
    new = "https://feeds.example.com/all"
    reach = CannedReach({FEED: _at(new, moved=new), new: _at(new)})
    _, memory = one_round(Feed(), _settings(), reach)
    one_round(Feed(), _settings(), reach, memory)
    assert reach.asked == [(FEED, {}), (new, MARKS)]


def test_a_feed_with_a_login_is_always_asked_with_it() -> None:
    address, new = "https://ann:secret@news.example.com/all.xml", "https://news.example.com/new.xml"
    reach = CannedReach({address: _at(new, moved=new)})
    _, memory = one_round(Feed(), _settings(address), reach)
    one_round(Feed(), _settings(address), reach, memory)
    assert reach.addresses == [address, address]
    assert not any("secret" in value for value in memory.values())


def test_a_found_feed_is_remembered_where_it_was_linked() -> None:
    reach = CannedReach({SITE: _page(_link("/all.xml")), FEED: _at("https://cdn.example.com/x?signed=1")})
    _, memory = one_round(Feed(), _settings(SITE), reach)
    assert memory["feed"] == FEED


def test_a_feed_that_was_redirected_for_now_is_asked_where_it_was() -> None:
    reach = CannedReach({FEED: _at("https://cdn.example.com/x?signed=1")})
    _, memory = one_round(Feed(), _settings(), reach)
    assert "feed" not in memory


def test_a_feed_under_repair_is_not_mistaken_for_another() -> None:
    _, memory = one_round(Feed(), _settings(), CannedReach({FEED: _at(FEED)}))
    reach = CannedReach({FEED: _page(_link("/other.xml")), "https://news.example.com/other.xml": RSS})
    assert _refused(reach, memory, FEED).key == "feedsource-page-now"


def test_a_public_page_does_not_lead_into_ones_own_network() -> None:
    inside = "http://192.168.1.1/feed"
    reach = CannedReach({SITE: _page(_link(inside) + _link("http://localhost/feed")), inside: RSS})
    assert _refused(reach).key == "feedsource-no-feed"
    assert inside not in reach.addresses


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (RSS, "text/html"),
        (b"\xef\xbb\xbf\n<!-- hello --><?xml version='1.0'?>\n" + RSS[21:], "text/html; charset=gbk"),
        (RSS.decode().replace("1.0", "1.0' encoding='utf-16").encode("utf-16"), "application/octet-stream"),
        (b'<rdf:RDF xmlns:rdf="x"></rdf:RDF>', ""),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "text/plain"),
    ],
)
def test_a_feed_is_known_by_its_content(body: bytes, media_type: str) -> None:
    answer = Answer(status=200, url=SITE, body=body, media_type=media_type)
    (harvest,), memory = one_round(Feed(), _settings(SITE), CannedReach({SITE: answer}))
    assert harvest.documents
    assert "direct" in memory


def test_a_page_that_calls_itself_a_feed_is_a_page() -> None:
    page = _at(SITE, _page(_link("/all.xml")), media_type="application/rss+xml")
    _, memory = one_round(Feed(), _settings(SITE), CannedReach({SITE: page, FEED: _at(FEED)}))
    assert memory["feed"] == FEED


def test_what_is_neither_is_left_to_the_child() -> None:
    for body in (b"", b"\x89PNG\r\n", b"<invoice/>", b'{"error": 1}', b'<!DOCTYPE r [<!ENTITY a "b">]><rss/>'):
        (harvest,), _ = one_round(Feed(), _settings(SITE), CannedReach({SITE: body}))
        with pytest.raises(UserError):
            list(Feed().items(document_of(harvest)))


def test_items_have_words_ids_and_the_feed_for_an_author() -> None:
    first, second = Feed().items(Document(data=RSS, url=FEED))
    assert (first.title, first.text, first.author) == ("Late again", "Trains", "Ann")
    assert (first.source_id, first.source) == ("https://news.example.com/1", "")
    assert (second.author, second.source_id) == ("The Daily", "2")


def test_a_json_feed_is_a_feed() -> None:
    body = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Daily",
            "items": [{"id": "7", "url": "https://news.example.com/7", "content_html": "<b>Late</b>"}],
        }
    ).encode()
    assert is_feed(body)
    (harvest,), _ = one_round(Feed(), _settings(), CannedReach({FEED: body}))
    (item,) = Feed().items(document_of(harvest))
    assert (item.source_id, item.text, item.author) == ("7", "Late", "The Daily")


@pytest.mark.parametrize(
    ("url", "told", "found"),
    [
        ("https://weibo.com/1195230310/Db8BHCdEZ", "x", "Db8BHCdEZ"),
        ("https://m.weibo.cn/status/3926546979108977?a=1", "x", "3926546979108977"),
        ("https://m.weibo.cn/detail/3926546979108977", "x", "3926546979108977"),
        ("https://weibo.com/sorry/undefined", "x", "x"),
        ("https://weibo.com/u/123456789", "x", "x"),
        ("https://x.com/ann/status/570306133677760513", "x", "570306133677760513"),
        ("https://www.bilibili.com/video/BV1xx411c7mD", "x", "BV1xx411c7mD"),
        ("https://www.zhihu.com/question/1/answer/22", "22", "answer/22"),
        ("https://www.douban.com/group/topic/300123456/", "x", "300123456"),
        ("https://tieba.baidu.com/p/686961453?pid=99#99", "x", "99"),
        (
            "https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=1&sn=0123456789abcdef01",
            "https://a",
            "0123456789abcdef01",
        ),
        ("https://mp.weixin.qq.com/s?src=11&timestamp=17&signature=abc", "https://mp.weixin.qq.com/s?src=11", ""),
        ("https://news.example.com/1", "told", "told"),
        ("", "told", "told"),
    ],
)
def test_the_id_of_a_post_is_the_platforms_own(url: str, told: str, found: str) -> None:
    assert post_id(url, told) == found
