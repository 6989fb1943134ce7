# SPDX-License-Identifier: Apache-2.0
"""RSSHub: presets become routes, and its mark-up becomes posts with platform, author, id and parent.

The feeds here are written by hand in the shape that RSSHub's templates and its Weibo routes document.
"""

from html import escape

import pytest

from app.errors import UserError
from app.posts.identity import source_named, source_of_url
from app.posts.sources.port import Answer, Document, Item, SourceFault
from app.posts.sources.rsshub import RssHub, feed_address, presets
from app.texts import LANGUAGES, Texts
from tests.unit.posts.sources.canned import CannedReach, document_of, one_round

TEXTS = [Texts(language) for language in LANGUAGES]
HOME = "http://127.0.0.1:1200"
FACE = '<span class="url-icon"><img alt="[泪]" src="https://h5.sinaimg.cn/lei.png" style="width:1em;" /></span>'
PARENT = "https://weibo.com/1642909335/Db8BHCdEZ"


def _feed(*items: str, title: str = "又有人在微博提到航班了") -> bytes:
    channel = f"<title>{title}</title><link>https://s.weibo.com</link>{''.join(items)}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def _item(link: str, markup: str, *, title: str = "", author: str = "", guid: str = "") -> str:
    by = f"<author>{author}</author>" if author else ""
    return (
        f"<item><title>{escape(title)}</title><description>{escape(markup)}</description><link>{escape(link)}</link>"
        f'<guid isPermaLink="false">{escape(guid or link)}</guid>'
        f"<pubDate>Wed, 18 Nov 2026 01:30:00 GMT</pubDate>{by}</item>"
    )


def _read(*items: str, source: str = "weibo") -> list[Item]:
    about = {"source": source} if source else {}
    return list(RssHub().items(Document(data=_feed(*items), url=HOME, about=about)))


def _checked(**settings: str) -> dict[str, str]:
    """As the book asks: every field is there, empty where it was not given."""
    given = {field.name: field.default for field in RssHub.fields} | {"instance": HOME} | settings
    return {name: value for name, value in RssHub().checked(given).items() if value}


def _refused(**settings: str) -> UserError:
    with pytest.raises(UserError) as refused:
        _checked(**settings)
    assert all(texts.error(refused.value) for texts in TEXTS)
    return refused.value


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.id)
def test_every_preset_works_with_its_own_examples(preset: object) -> None:
    assert preset in presets()
    known = next(one for one in presets() if one is preset)
    settings = _checked(preset=known.id, **{one.name: one.example for one in known.parameter})
    address = feed_address(settings)
    assert address.startswith(f"{HOME}/{known.route.split('/')[1]}/")
    assert address.isascii()
    assert "{" not in address
    assert {*known.title} == {*known.help} == {*LANGUAGES}
    assert source_named(known.platform) == known.platform


def test_the_presets_cover_what_was_promised() -> None:
    promised = {"weibo", "zhihu", "bilibili", "xiaohongshu", "douyin", "douban", "wechat", "tieba"}
    assert {preset.platform for preset in presets()} == promised
    assert len({preset.id for preset in presets()}) == len(presets())


def test_a_parameter_is_encoded_and_an_empty_one_leaves_its_segment_out() -> None:
    settings = _checked(preset="tieba-search", keyword="A/B 手机?", forum="")
    assert feed_address(settings) == f"{HOME}/baidu/tieba/search/A%2FB%20%E6%89%8B%E6%9C%BA%3F"
    settings = _checked(preset="tieba-search", keyword="x", forum="汽车")
    assert feed_address(settings) == f"{HOME}/baidu/tieba/search/x/kw=%E6%B1%BD%E8%BD%A6"


def test_a_pasted_page_is_enough() -> None:
    assert _checked(preset="weibo-user", user="https://weibo.com/u/1195230310?tabtype=feed")["user"] == "1195230310"
    assert _checked(preset="bilibili-video", user="space.bilibili.com/2267573/video")["user"] == "2267573"
    assert (
        _checked(preset="tieba-forum", forum="https://tieba.baidu.com/f?ie=utf-8&kw=%E5%A5%B3%E5%9B%BE")["forum"]
        == "女图"
    )


def test_only_what_the_preset_asks_for_is_kept() -> None:
    settings = _checked(preset="weibo-keyword", keyword="航班", user="left over from another preset")
    assert settings == {"instance": HOME, "preset": "weibo-keyword", "keyword": "航班"}


@pytest.mark.parametrize(
    ("instance", "kept"),
    [
        ("rsshub.example.com/", "https://rsshub.example.com"),
        ("localhost:1200", "http://localhost:1200"),
        ("https://example.com/rsshub/?x=1", "https://example.com/rsshub"),
    ],
)
def test_any_instance_will_do(instance: str, kept: str) -> None:
    assert _checked(instance=instance, preset="zhihu-hot")["instance"] == kept


@pytest.mark.parametrize(
    ("route", "kept"),
    [
        ("weibo/user/123", "/weibo/user/123"),
        ("/weibo/keyword/航班/readable=1&x=2", "/weibo/keyword/%E8%88%AA%E7%8F%AD/readable=1&x=2"),
        ("https://rsshub.app/zhihu/hot?limit=5", "/zhihu/hot?limit=5"),
        ("/a/%E8%88%AA", "/a/%E8%88%AA"),
    ],
)
def test_a_free_route(route: str, kept: str) -> None:
    settings = _checked(route=route)
    assert settings["route"] == kept
    assert feed_address(settings) == HOME + kept


def test_a_key_in_a_pasted_route_becomes_the_secret_it_is() -> None:
    settings = _checked(route="https://rsshub.example.com/zhihu/hot?limit=5&key=hush")
    assert settings == {"instance": HOME, "route": "/zhihu/hot?limit=5", "access_key": "hush"}


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({}, "feedsource-rsshub-nothing"),
        ({"preset": "zhihu-hot", "route": "/zhihu/hot"}, "feedsource-rsshub-both"),
        ({"preset": "weibo-keyword"}, "feedsource-rsshub-missing"),
        ({"preset": "weibo-user", "user": "https://example.com/somebody"}, "feedsource-rsshub-value"),
        ({"preset": "zhihu-people", "user": ".."}, "feedsource-rsshub-value"),
        ({"preset": "tieba-forum", "forum": "https://tieba.baidu.com/f?kw=%C6%FB%B3%B5"}, "feedsource-rsshub-value"),
        ({"route": "/"}, "feedsource-rsshub-route"),
        ({"route": "/weibo/../../admin"}, "feedsource-rsshub-route"),
        ({"route": "https://[bad"}, "feedsource-rsshub-route"),
        ({"instance": "ftp://example.com", "preset": "zhihu-hot"}, "feedsource-address-scheme"),
    ],
)
def test_what_cannot_be_asked_is_refused(settings: dict[str, str], key: str) -> None:
    assert _refused(**settings).said.key == key


def test_a_round_asks_with_the_key_and_hands_on_none() -> None:
    settings = _checked(preset="weibo-keyword", keyword="航班", access_key="h&sh")
    asked = f"{feed_address(settings)}?key=h%26sh"
    reach = CannedReach({asked: Answer(status=200, url=asked, body=_feed(), remembered={"etag": "1"})})
    (harvest,), memory = one_round(RssHub(), settings, reach)
    document = document_of(harvest)
    assert document.about == {"source": "weibo"}
    assert "sh" not in document.url.removeprefix(HOME).replace("showAuthor", "")
    assert not any("h%26sh" in value for value in memory.values())
    (harvest,), _ = one_round(RssHub(), settings, reach, memory)
    assert not harvest.documents


def test_an_instance_that_gives_a_page_is_no_feed() -> None:
    reach = CannedReach({f"{HOME}/zhihu/hot": b"<!DOCTYPE html><html><body>Welcome to RSSHub!</body></html>"})
    with pytest.raises(SourceFault) as failed:
        one_round(RssHub(), _checked(preset="zhihu-hot"), reach)
    assert failed.value.said.key == "feedsource-rsshub-page"
    assert reach.addresses == [f"{HOME}/zhihu/hot"]


def test_a_weibo_post() -> None:
    markup = f'航班又延误了{FACE}<br>第三次<img style="" src="https://tvax1.sinaimg.cn/large/a.jpg">'
    (post,) = _read(
        _item("https://weibo.com/1195230310/Db8BHCdEZ", markup, title="航班又延误了[泪] 第三次[图片]", author="李雷")
    )
    assert post.source == "weibo"
    assert post.source_id == "Db8BHCdEZ"
    assert post.author == "李雷"
    assert post.text == "航班又延误了[泪]\n第三次"
    assert (post.title, post.parent) == ("", "")


def test_a_weibo_repost_names_its_parent() -> None:
    markup = (
        '还有人管吗<br clear="both" /><div style="clear: both"></div><blockquote style="background: #80808010;">'
        '<a href="https://weibo.com/1642909335" target="_blank">@韩梅梅</a>:&ensp;航班取消了'
        f'<br><small>原博：<a href="{PARENT}" target="_blank" rel="noopener noreferrer">{PARENT}</a></small>'
        '<br clear="both" /><div style="clear: both"></div></blockquote>'
    )
    (post,) = _read(
        _item("https://weibo.com/1195230310/Db8BHCdEa", markup, title="还有人管吗 - 转发 @韩梅梅", author="李雷")
    )
    assert post.parent == "Db8BHCdEZ"
    assert post.text == "还有人管吗\n@韩梅梅: 航班取消了"


def test_a_repost_of_a_post_that_is_gone_has_no_parent() -> None:
    gone = "https://weibo.com/sorry/undefined"
    markup = f'转发<blockquote>[原微博不可访问]<br><small>原博：<a href="{gone}">{gone}</a></small></blockquote>'
    (post,) = _read(_item("https://weibo.com/1195230310/Db8BHCdEa", markup, author="李雷"))
    assert post.parent == ""
    assert "sorry" not in post.text


def test_a_weibo_feed_that_puts_the_author_into_the_text() -> None:
    """What a free route without our options gives."""
    markup = '<a href="https://weibo.com/1195230310" target="_blank">李雷</a>:&ensp;航班又延误了'
    link = "https://m.weibo.cn/status/3926546979108977"
    (post,) = _read(_item(link, markup, title="李雷: 航班又延误了", author="李雷"), source="")
    assert (post.text, post.author, post.title) == ("航班又延误了", "李雷", "")
    assert (post.source, source_of_url(post.url), post.source_id) == ("", "weibo", "3926546979108977")


def test_a_hot_word_is_its_text_and_keeps_one_id() -> None:
    link = "https://m.weibo.cn/search?containerid=100103type%3D1%26q%3D%E8%88%AA%E7%8F%AD"
    (post,) = _read(_item(link, "航班", title="航班"))
    assert (post.text, post.title, post.source_id) == ("航班", "", link)


def test_a_tieba_thread_has_its_author_in_the_text() -> None:
    markup = "<p>车坏了三次</p><p></p><p>作者：老王</p>"
    (post,) = _read(_item("https://tieba.baidu.com/p/686961453", markup, title="求助"), source="tieba")
    assert (post.author, post.text, post.title) == ("老王", "车坏了三次", "求助")
    assert (post.source, post.source_id) == ("tieba", "686961453")


def test_a_note_whose_address_changes_at_every_look_stays_one_post() -> None:
    address = "https://www.xiaohongshu.com/explore/66b76c8d0000000005020c66?xsec_token="
    first, second = (_read(_item(address + token, "好用", title="好用"), source="xiaohongshu")[0] for token in "AB")
    assert first.source_id == second.source_id == "66b76c8d0000000005020c66"


def test_a_question_keeps_its_title() -> None:
    link = "https://www.zhihu.com/question/1/answer/22"
    (post,) = _read(_item(link, "<p>我觉得不值</p>", title="这车值得买吗", author="王五", guid="22"), source="zhihu")
    assert (post.title, post.text, post.source_id) == ("这车值得买吗", "我觉得不值", "answer/22")


def test_an_error_page_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError):
        list(RssHub().items(Document(data=b"Error: cookies expired", url=HOME)))
