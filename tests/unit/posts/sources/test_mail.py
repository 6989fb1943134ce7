# SPDX-License-Identifier: Apache-2.0
"""Mails as monitoring services and people send them, and as nobody should: what becomes of each.

The trap: the services' layouts are rebuilt here from what such mails look like; none is a real mail of anybody.
"""

import base64
import json
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import UserError
from app.posts.reading.mail import sender_of, words
from app.posts.reading.mail_hits import real_address
from app.posts.sources.imap import Imap
from app.posts.sources.port import Document, Item
from app.texts import Texts

DATE = "Thu, 19 Nov 2026 14:05:00 +0800"
ENGLISH = Texts("en")


def _items(data: bytes) -> Sequence[Item]:
    return list(Imap().items(Document(data=data)))


def _of_html(html: str, *, sender: str = "alerts@example.org", subject: str = "Alert") -> Sequence[Item]:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = sender, subject, DATE
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content("There is a version for people who read mail on a terminal.")
    mail.add_alternative(html, subtype="html")
    return _items(bytes(mail))


def _google(url: str) -> str:
    return f"https://www.google.com/url?rct=j&sa=t&url={url}&ct=ga&cd=CAEYACoT&usg=AOvVaw1g"


def _article(url: str, title: str, publisher: str, snippet: str) -> str:
    link = _google(url).replace("&", "&amp;")
    share = f"https://www.google.com/alerts/share?hl=en&amp;ru={url}&amp;ss=fb"
    return f"""<tr itemscope="" itemtype="http://schema.org/Article"><td><a href="{link}"><img src="cid:1"></a>
      <div><span><a href="{link}" itemprop="url"><span itemprop="name">{title}</span></a></span>
      <div itemprop="publisher" itemtype="http://schema.org/Organization"><a><span>{publisher}</span></a></div>
      <div itemprop="description">{snippet}</div>
      <a href="{share}"><img alt="Facebook"></a>
      <a href="https://www.google.com/alerts/feedback?ffu={url}">Flag as irrelevant</a></div></td></tr>"""


GOOGLE_FOOT = """<tr><td><a href="https://www.google.com/alerts?s=AB#history">See more results</a> |
  <a href="https://www.google.com/alerts/edit?s=AB">Edit this alert</a></td></tr></table>
  <p>You have received this email because you have subscribed to <b>Google Alerts</b>.
  <a href="https://www.google.com/alerts/remove?s=AB">Unsubscribe</a> |
  <a href="https://www.google.com/alerts?hl=en">View all your alerts</a></p>
  <a href="https://www.google.com/alerts/feeds/09/34">Receive this alert as RSS feed</a>"""


def _google_alert() -> str:
    highlights = {
        "api_version": "1.0",
        "publisher": {"name": "Google Alerts"},
        "entity": {"external_key": "Google Alert - Acme", "title": "Google Alert - Acme"},
        "updates": {"snippets": [{"icon": "BOOKMARK", "message": "Acme recalls heaters"}]},
        "cards": [
            {
                "title": "Google Alert - Acme",
                "actions": [{"name": "See more results", "url": "https://www.google.com/alerts?s=AB"}],
                "widgets": [
                    {
                        "type": "LINK",
                        "title": "Acme recalls heaters after fires",
                        "description": "The company said that nobody was hurt ...",
                        "url": _google("https://news.example.com/acme%3Fid%3D7%26p%3D1"),
                    }
                ],
            }
        ],
    }
    return (
        f'<html><body><script data-scope="inboxmarkup" type="application/json">{json.dumps(highlights)}</script>'
        '<table><tr><td><a href="https://www.google.com/alerts?hl=en"><img alt="Google"></a> Daily update</td></tr>'
        + _article("https://news.example.com/acme%3Fid%3D7%26p%3D1", "<b>Acme</b> recalls heaters", "Daily", "x")
        + _article(
            "https://blog.example.net/rival",
            "Why rivals of <b>Acme</b> gain",
            "A Blog",
            "It is &quot;quality&quot;&nbsp;...",
        )
        + GOOGLE_FOOT
        + "</body></html>"
    )


def test_a_google_alert_becomes_its_hits_those_of_the_highlights_and_the_others() -> None:
    first, second = _of_html(_google_alert(), subject="Google Alert - Acme")
    assert first.title == "Acme recalls heaters after fires"
    assert first.url == "https://news.example.com/acme?id=7&p=1"
    assert first.text == "The company said that nobody was hurt ..."
    assert first.author == "Daily"
    assert second.title == "Why rivals of Acme gain"
    assert second.url == "https://blog.example.net/rival"
    assert second.text == 'It is "quality" ...'
    assert {item.posted_at for item in (first, second)} == {"2026-11-19T06:05:00+00:00"}
    assert {(item.source, item.source_id) for item in (first, second)} == {("", "")}


def test_a_google_alert_with_one_hit_is_that_hit() -> None:
    [hit] = _of_html(
        "<table>" + _article("https://a.example.com/1", "Acme in court", "Daily", "On Monday") + GOOGLE_FOOT
    )
    assert (hit.url, hit.title, hit.text) == ("https://a.example.com/1", "Acme in court", "On Monday")


CHINESE_DIGEST = """<html><body><div><a href="https://yuqing.example.cn/"><img src="logo.png" alt="舆情通"></a></div>
<p>尊敬的用户，您的监测方案“华星”有 3 条新的敏感信息：</p>
<table>
<tr><td>1. <a href="https://jump.example.cn/r?target=https%3A%2F%2Fweibo.com%2F1%2FAbC&amp;f=m">
华星充电宝在高铁上起火，乘客自行扑灭</a></td></tr>
<tr><td>新浪微博　2026-11-19 13:20　转发 318</td></tr>
<tr><td>有网友称，<b>华星</b>充电宝突然冒烟……<a href="https://weibo.com/1/AbC">原文</a></td></tr>
<tr><td>2. <a href="https://www.zhihu.com/question/1">如何看待华星再次召回？</a>
<br>知乎 2026-11-19 12:02<br>摘要：两年三次。</td></tr>
<tr><td>3. <a href="https://www.zhihu.com/question/1">如何看待华星再次召回？</a></td></tr>
<tr><td><a href="https://example.com/x">短标题</a></td></tr>
</table>
<p><a href="https://yuqing.example.cn/list">查看更多结果</a> <a href="https://yuqing.example.cn/conf">修改预警设置</a>
<a href="https://yuqing.example.cn/unsubscribe?u=3">如不想收到请点这里</a> 客服 400-000</p></body></html>"""


def test_a_digest_of_a_chinese_service_becomes_its_hits() -> None:
    first, second = _of_html(CHINESE_DIGEST)
    assert first.title == "华星充电宝在高铁上起火，乘客自行扑灭"
    assert first.url == "https://weibo.com/1/AbC"
    assert first.text == "新浪微博 2026-11-19 13:20 转发 318\n有网友称，华星充电宝突然冒烟……原文"
    assert (second.title, second.url) == ("如何看待华星再次召回？", "https://www.zhihu.com/question/1")
    assert second.text == "知乎 2026-11-19 12:02\n摘要：两年三次。"


def test_headlines_about_unsubscribing_and_sharing_are_still_news() -> None:
    titles = [
        "百万用户集体退订华星会员",
        "下载量造假？某平台被罚",
        "隐私泄露案今日开庭",
        "分享会上老板失言道歉",
        "Facebook fined once more",
        "Read the room: Acme says sorry",
        "Unsubscribed in anger",
    ]
    page = "".join(f'<p><a href="https://a.example.com/{n}">{title}</a></p>' for n, title in enumerate(titles))
    assert [item.title for item in _of_html(page)] == titles


@pytest.mark.parametrize(
    "chore",
    [
        "Unsubscribe from this list", "Manage your alerts", "View in browser", "See more results",
        "Flag as irrelevant", "Privacy Policy", "Read more »", "Edit this alert", "点击查看更多",
        "取消订阅此邮件", "在浏览器中查看此邮件",
        "标记为不相关", "以 RSS Feed 的形式接收此快讯", "登录系统查看详情",
        "点击此处退订", "檢視所有快訊", "在瀏覽器中檢視",
        "关注微信公众号", "https://www.example.com/long/address", "service@example.com",
    ],
)  # fmt: skip
def test_links_that_serve_the_subscription_are_no_hits(chore: str) -> None:
    page = (
        f'<p><a href="https://a.example.com/1">One real hit</a></p><p><a href="https://a.example.com/2">{chore}</a>'
    )
    [whole] = _of_html(page + '<p><a href="https://a.example.com/9/unsubscribe">Another long link</a></p>')
    assert whole.source == "mail"


def test_the_mail_of_a_person_stays_whole_though_it_holds_links() -> None:
    page = """<p>Dear all,</p><p>we refer to <a href="https://a.example.com/1">our statement of Monday</a> and to what
      <a href="https://a.example.com/2">the ministry has published</a> since; please read both.</p>
      <p><a href="https://a.example.com/3">https://a.example.com/3</a></p>"""
    [mail] = _of_html(page, sender='"Li, Wei" <li@example.org>', subject="Heaters")
    assert (mail.title, mail.author, mail.source, mail.source_id) == ("Heaters", "Li, Wei", "mail", "1@example.org")
    assert mail.text == "There is a version for people who read mail on a terminal."
    assert mail.url == ""


@pytest.mark.parametrize(
    ("href", "real"),
    [
        (_google("https%3A%2F%2Fa.example.com%2Fx%3Fy%3D1"), "https://a.example.com/x?y=1"),
        ("https://www.google.co.jp/url?q=https://a.example.com/", "https://a.example.com/"),
        ("https://out.example.cn/go?u=http%3A%2F%2Fa.example.com%2F&s=1", "http://a.example.com/"),
        ("https://x.example.cn/r?url=https%3A%2F%2Fy.example.cn%2Fr%3Ftarget%3Dhttps%3A%2F%2Fa.example.com%2F", "https://a.example.com/"),
        ("https://a.example.com/page?url=file:///etc/passwd", "https://a.example.com/page?url=file:///etc/passwd"),
        (" https://a.example.com/\n x".replace(" x", "x"), "https://a.example.com/x"),
        ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("/relative", ""), ("http://[", ""), ("http://", ""),
        ("https://a.example.com/" + "x" * 3000, ""),
    ],
)  # fmt: skip
def test_a_link_is_followed_in_thought_only(href: str, real: str) -> None:
    assert real_address(href) == real


def _raw(headers: bytes, body: bytes) -> bytes:
    return b"From: a@example.org\r\nDate: " + DATE.encode() + b"\r\n" + headers + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gbk"), ("gb18030", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8"),
     ("us-ascii", "gbk"), ("iso-8859-1", "gb18030"), ("utf-8", "gbk"), ("x-nonsense", "utf-8"), ("", "big5")],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_chinese_mails_read_right_whatever_they_say_they_are(charset: str, codec: str, encoding: str) -> None:
    text = (
        "這個產品有問題，我們已經向他們要求退款"
        if "big5" in codec
        else "这个产品有问题，我们已经向他们要求退款，镕基"
    )
    body = text.encode(codec)
    if encoding == "base64":
        body = base64.encodebytes(body)
    elif encoding == "quoted-printable":
        body = b"".join(f"={byte:02X}".encode() for byte in body)
    named = f"; charset={charset}".encode() if charset else b""
    subject = b"Subject: =?" + (charset or "big5").encode() + b"?B?" + base64.b64encode(text.encode(codec)) + b"?="
    head = subject + b"\r\nContent-Type: text/plain" + named + b"\r\nContent-Transfer-Encoding: " + encoding.encode()
    [mail] = _items(_raw(head, body))
    assert mail.text == text
    assert mail.title == text


def test_a_subject_cut_in_the_middle_of_a_character_is_made_whole() -> None:
    both = "关于召回的说明".encode("gbk")
    first, second = (base64.b64encode(part).decode() for part in (both[:5], both[5:]))
    assert words(f"=?gbk?B?{first}?=\r\n =?gbk?B?{second}?=") == "关于召回的说明"
    assert words("Re: =?utf-8?Q?=E5=8F=AC=E5=9B=9E?= (=?utf-8?q?a_b?=)") == "Re: 召回 (a b)"
    assert words("=?utf-8?B?5Y+s5Zu") == "=?utf-8?B?5Y+s5Zu"


def test_bare_bytes_in_headers_are_read_as_chinese() -> None:
    [mail] = _items(_raw("Subject: 关于产品质量问题的说明".encode("gbk"), b"x"))
    assert mail.title == "关于产品质量问题的说明"


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        (b"From: Google Alerts <googlealerts-noreply@google.com>\r\n\r\n", "googlealerts-noreply@google.com"),
        (b"From: a@B.example (A)\r\n\r\n", "a@b.example"),
        (b'From: "x@good.example" <y@bad.example>\r\n\r\n', "y@bad.example"),
        (b"\r\n", ""),
        (b"From: nobody\r\n\r\n", ""),
    ],
)
def test_who_sent_it_is_the_address_and_not_the_name(header: bytes, sender: str) -> None:
    assert sender_of(header) == sender


@pytest.mark.parametrize(
    ("date", "stamped", "read"),
    [
        ("Thu, 19 Nov 2026 14:05:00 +0800", "Thu, 19 Nov 2026 06:06:00 +0000", "2026-11-19T06:05:00+00:00"),
        ("19 Nov 2026 06:05:00 -0000", "", "2026-11-19T06:05:00+00:00"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "Thu, 19 Nov 2026 06:06:00 +0000", "2026-11-19T06:06:00+00:00"),
        ("Thu, 1 Jan 2099 00:00:00 +0000", "Thu, 19 Nov 2026 06:06:00 +0000", "2026-11-19T06:06:00+00:00"),
        ("", "Thu, 19 Nov 2026 06:06:00 +0000", "2026-11-19T06:06:00+00:00"),
        ("2026-11-19 14:05", "", "2026-11-19 14:05"),
        ("", "", ""),
        ("Thu, 99 Nov 2026 14:05:00 +9999999999", "", "Thu, 99 Nov 2026 14:05:00 +9999999999"),
    ],
)
def test_a_date_the_mail_server_knows_to_be_wrong_gives_way_to_its_own(date: str, stamped: str, read: str) -> None:
    received = f"Received: from a by b; {stamped}\r\n" if stamped else ""
    [mail] = _items(f"{received}Date: {date}\r\nSubject: x\r\n\r\nbody".encode())
    assert mail.posted_at == read


def test_attachments_and_mails_inside_a_mail_are_left_alone() -> None:
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content("inner words")
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@example.org", "outer", DATE
    mail.set_content("")
    mail.add_attachment("secret plan", filename="plan.txt")
    mail.add_attachment(inner)
    [read] = _items(bytes(mail))
    assert (read.title, read.text) == ("outer", "")


def test_html_alone_is_reduced_to_words() -> None:
    [mail] = _items(
        _raw(b"Subject: x\r\nContent-Type: text/html", b"<style>p{}</style><p>one<script>steal()</script><p>two")
    )
    assert mail.text == "one\ntwo"


HEAD = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def _nested(depth: int) -> bytes:
    levels = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return HEAD + levels + b"Content-Type: text/plain\r\n\r\nwords\r\n"


def test_sound_nesting_is_read() -> None:
    assert _items(_nested(20))[0].text == "words"


@pytest.mark.parametrize(
    ("bomb", "key"),
    [
        (_nested(5_000), "mail-too-deep"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 30_000, "mail-too-many-parts"),
        (b"a:\r\n" * 100_000 + b"\r\nx", "mail-too-many-parts"),
    ],
    ids=["nested", "parts", "headers"],
)
def test_mails_built_to_break_their_reader_are_refused_in_a_sentence(bomb: bytes, key: str) -> None:
    with pytest.raises(UserError) as refused:
        _items(bomb)
    assert refused.value.said.key == key
    assert "attack" in ENGLISH.error(refused.value)


@pytest.mark.parametrize(
    "bomb",
    [
        b"Content-Type: text/plain; " + b"a*0*=x'y'%41; " * 100_000 + b"\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a-b" * 300_000,
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A*\r\n" * 300_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 300_000,
        HEAD + b"Content-Type: text/html\r\n\r\n<script type=application/json>" + b"[" * 1_000_000,
        b"From: " + b"(" * 1_000_000 + b"\r\n\r\nx",
    ],
    ids=["parameters", "punycode", "base64", "div", "json", "comment"],
)
def test_mails_built_to_waste_time_are_read_soon(bomb: bytes) -> None:
    began = time.process_time()
    assert len(_items(bomb)) == 1
    assert time.process_time() - began < 3


@given(st.integers(min_value=0, max_value=2**32), st.integers(min_value=1, max_value=60))
@example(seed=136, count=2)
def test_spoilt_bytes_cost_at_most_a_sentence(seed: int, count: int) -> None:
    chance = random.Random(seed)
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "甲 <a@example.org>", "主题 " * 20, DATE
    mail.set_content("正文\n" * 20)
    mail.add_alternative(_google_alert(), subtype="html", cte="base64")
    data = bytearray(bytes(mail))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.choice(b'=?;:"\r\n-\0\xff(<%*')
    with suppress(UserError):
        assert _items(bytes(data))


@given(st.text(alphabet="<>/a=\"' &;urlhttps://x.cn?\n[]{}!-", max_size=400))
def test_no_page_trips_the_reader(page: str) -> None:
    assert len(_of_html(page)) >= 1
