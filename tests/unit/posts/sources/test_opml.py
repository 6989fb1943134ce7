# SPDX-License-Identifier: Apache-2.0
"""Lists of feeds in and out: nested, doubled, broken, hostile; and never a secret on the way out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Said, UserError
from app.posts.sources.opml import left_out, read_opml, write_opml
from app.posts.sources.source import Source
from app.texts import LANGUAGES, Texts

TEXTS = [Texts(language) for language in LANGUAGES]
NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
  <outline text="新闻">
    <outline text="地方">
      <outline type="rss" text="日报" title="晚报" xmlUrl="https://a.example.com/rss" htmlUrl="https://a.example.com"/>
    </outline>
    <outline text="日报" XMLURL="b.example.com/feed?a=1&amp;b=2"/>
  </outline>
  <outline title="日报" xmlUrl="feed://c.example.com/"/>
  <outline xmlUrl="https://d.example.com/"/>
  <outline text="again" xmlUrl="https://a.example.com/rss"/>
  <outline text="bad" xmlUrl="file:///etc/passwd"/>
  <outline text="only a folder"/>
</body></opml>""".encode()


def _pairs(data: bytes) -> list[tuple[str, str]]:
    return [(source.name, source.settings["address"]) for source in read_opml(data).sources]


def _list(*outlines: str) -> bytes:
    return f"<opml><body>{''.join(outlines)}</body></opml>".encode()


def _refused(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        read_opml(data)
    assert all(texts.error(refused.value) for texts in TEXTS)
    return refused.value.said.key


def test_feeds_are_found_at_any_depth_with_names_of_their_own() -> None:
    assert _pairs(NESTED) == [
        ("晚报", "https://a.example.com/rss"),
        ("日报", "https://b.example.com/feed?a=1&b=2"),
        ("日报 2", "https://c.example.com/"),
        ("d.example.com", "https://d.example.com/"),
    ]
    assert {source.kind for source in read_opml(NESTED).sources} == {"feed"}


def test_a_bad_address_is_named_with_its_line_and_costs_only_itself() -> None:
    assert read_opml(NESTED).rejected == ((12, Said("feedsource-address-scheme", {"scheme": "file"})),)


def test_a_name_is_one_visible_line_of_bounded_length() -> None:
    (source,) = read_opml(
        _list(f'<outline text="a&#10;b\u202e {"c" * 200}" xmlUrl="https://a.example.com/"/>')
    ).sources
    assert source.name.startswith("a b[U+202E] ccc")
    assert len(source.name) <= 80


def test_many_of_one_name_are_numbered_quickly() -> None:
    outlines = (f'<outline text="x" xmlUrl="https://a.example.com/{n}"/>' for n in range(3000))
    names = [name for name, _ in _pairs(_list(*outlines, '<outline text="x 2" xmlUrl="https://b.example.com/"/>'))]
    assert len(set(names)) == 3001
    assert names[:2] == ["x", "x 2"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "feedsource-opml-broken"),
        (b"hello", "feedsource-opml-broken"),
        (b"<opml><body><outline xmlUrl='https://a.example.com/?a=1&b=2'/>", "feedsource-opml-broken"),
        (NESTED[:300], "feedsource-opml-broken"),
        (_list("<outline>" * 5000 + "</outline>" * 5000), "feedsource-opml-broken"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]>' + _list(), "feedsource-opml-entities"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'.encode("utf-16"), "feedsource-opml-entities"),
        (b"<rss><channel/></rss>", "feedsource-opml-other"),
        (_list('<outline text="empty"/>'), "feedsource-opml-empty"),
        (b" " * ((20 << 20) + 1), "feedsource-opml-large"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(data: bytes, key: str) -> None:
    assert _refused(data) == key


def test_what_goes_out_comes_back() -> None:
    feeds = read_opml(NESTED).sources
    assert read_opml(write_opml(feeds, "烽火 <&>")).sources == feeds


def test_other_kinds_are_left_out_and_counted() -> None:
    feed = Source(name="a", kind="feed", settings={"address": "https://a.example.com/"})
    mailbox = Source(name="b", kind="imap", settings={"server": "mail.example.com"})
    assert left_out((feed, mailbox)) == 1
    assert _pairs(write_opml((feed, mailbox), "")) == [("a", "https://a.example.com/")]


def test_secrets_stay_at_home() -> None:
    settings = {"instance": "https://***@hub.example.com", "preset": "weibo-keyword", "keyword": "航班"}
    kept = (
        Source(name="masked", kind="feed", settings={"address": "https://***@a.example.com/f?key=***&n=1"}),
        Source(name="whole", kind="feed", settings={"address": "https://ann:pw123@b.example.com/f?token=pw123"}),
        Source(name="hub", kind="rsshub", settings=settings | {"access_key": "pw123"}, sealed=("instance",)),
    )
    written = write_opml(kept, "")
    assert b"pw123" not in written
    assert b"***" not in written
    assert _pairs(written)[0] == ("masked", "https://a.example.com/f?n=1")
    assert _pairs(written)[1] == ("whole", "https://b.example.com/f")
    assert _pairs(written)[2][1].startswith("https://hub.example.com/weibo/keyword/%E8%88%AA%E7%8F%AD/readable=1&")


def test_a_name_with_characters_xml_cannot_hold_is_still_written() -> None:
    feed = Source(name="a\x00b\x0c<\ud800>", kind="feed", settings={"address": "https://a.example.com/"})
    assert len(_pairs(write_opml((feed,), "\x01"))) == 1


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: _list(f"<outline xmlUrl='{text}'/>")))
def test_any_bytes_are_a_list_or_a_sentence(data: bytes) -> None:
    with suppress(UserError):
        opml = read_opml(data)
        assert opml.sources or opml.rejected
