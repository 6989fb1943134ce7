# SPDX-License-Identifier: Apache-2.0
"""Bluesky: back to what was seen, with and without an account, whatever the server says about time or shape."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import ManualClock
from app.errors import UserError
from app.posts.collecting.http import HttpReach
from app.posts.identity import source_named, source_of_url
from app.posts.sources.bluesky import Bluesky
from app.posts.sources.kinds import Kinds
from app.posts.sources.port import Document, Item, SourceFault
from app.texts import LANGUAGES, Texts
from tests.unit.posts.sources.social_doubles import (
    BROKEN,
    NOW,
    REFUSED,
    FakeReach,
    Heard,
    Json,
    Request,
    Search,
    hear,
    listened,
    post,
)
from tests.unit.posts.sources.social_server import served

QUERY = {"query": "某品牌"}
ACCOUNT = QUERY | {"handle": "@watch.bsky.social", "app_password": "right"}


def written(count: int, *, newest: datetime = NOW, first: int = 1) -> list[dict[str, Json]]:
    """Posts a second apart, `p1` the oldest."""
    return [post(f"p{first + n}", newest - timedelta(seconds=count - 1 - n)) for n in range(count)]


def keys(first: int, last: int) -> list[str]:
    return [f"p{number}" for number in range(first, last + 1)]


def items(*posts: object, data: bytes | None = None) -> list[Item]:
    data = json.dumps({"posts": posts}).encode() if data is None else data
    return list(Bluesky().items(Document(data=data, about={"server": "https://api.bsky.app"})))


# ------------------------------------------------------------------------------------------------- settings
def test_a_search_needs_nothing_but_its_words() -> None:
    assert Bluesky().checked({"query": "  某  品牌 "}) == {
        "query": "某 品牌",
        "lang": "",
        "server": "https://api.bsky.app",
        "handle": "",
        "app_password": "",
        "pds": "https://bsky.social",
    }


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"query": " "}, "social-query-missing"),
        (QUERY | {"lang": "中文"}, "social-lang-bad"),
        (QUERY | {"handle": "me.bsky.social"}, "social-account-half"),
        (QUERY | {"app_password": "secret"}, "social-account-half"),
        (QUERY | {"server": "ftp://x"}, "social-bad-server"),
        (
            QUERY | {"handle": "me", "app_password": "secret", "pds": "http://pds.example"},
            "social-secret-in-the-open",
        ),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence(settings: dict[str, str], key: str) -> None:
    with pytest.raises(UserError) as refused:
        Bluesky().checked(settings)
    assert refused.value.said.key == key
    assert all("secret" not in Texts(language).error(refused.value) for language in LANGUAGES)


def test_the_registry_finds_it_and_the_platform_has_one_name() -> None:
    assert isinstance(Kinds()["bluesky"], Bluesky)
    assert {source_named(name) for name in ("Bluesky", "bsky", "bsky.app")} == {"bluesky"}
    assert source_of_url("https://bsky.app/profile/ming.bsky.social/post/p1") == "bluesky"


# ------------------------------------------------------------------------------------------------- rounds
def test_it_asks_for_the_words_newest_first_in_a_language() -> None:
    reach = FakeReach(Search(written(3)))
    hear(Bluesky(), QUERY | {"lang": "zh"}, reach)
    assert reach.asked[0].url.startswith("https://api.bsky.app/xrpc/app.bsky.feed.searchPosts?")
    assert reach.asked[0].query == {"q": "某品牌", "sort": "latest", "limit": "100", "lang": "zh"}
    assert reach.asked[0].headers == {}


def test_a_new_search_brings_at_most_ten_pages_and_the_oldest_page_first() -> None:
    heard = hear(Bluesky(), ACCOUNT, FakeReach(Search(written(1500))))
    assert len(heard.harvests) == 1
    assert heard.ids[:1] == ["p600"]
    assert sorted(heard.ids) == sorted(keys(501, 1500))
    assert heard.memory == {"newest": NOW.isoformat()}
    assert heard.notes == []


def test_the_next_round_goes_back_to_what_was_seen() -> None:
    search = Search(written(500))
    first = hear(Bluesky(), ACCOUNT, FakeReach(search))
    search.posts += written(250, newest=NOW + timedelta(hours=2), first=501)
    reach = FakeReach(search)
    reach.clock.at += timedelta(hours=2)
    second = hear(Bluesky(), ACCOUNT, reach, first.memory)
    assert set(keys(501, 750)) == {*second.ids} - {*first.ids}
    assert second.memory == {"newest": (NOW + timedelta(hours=2)).isoformat()}
    assert second.notes == []


def test_a_quiet_round_is_a_success_and_leaves_the_mark() -> None:
    heard = hear(Bluesky(), QUERY, FakeReach(Search([])), {"newest": NOW.isoformat()})
    assert (len(heard.harvests), heard.items, heard.memory) == (1, [], {"newest": NOW.isoformat()})


def test_a_post_found_late_is_not_missed() -> None:
    search = Search(written(5))
    memory = hear(Bluesky(), ACCOUNT, FakeReach(search)).memory
    late = post("late", NOW - timedelta(minutes=5))
    late["indexedAt"] = (NOW + timedelta(seconds=30)).isoformat()
    search.posts.append(late)
    assert "late" in hear(Bluesky(), ACCOUNT, FakeReach(search), memory).ids


def test_more_than_ten_pages_since_the_last_round_is_said() -> None:
    memory = {"newest": (NOW - timedelta(hours=1)).isoformat()}
    heard = hear(Bluesky(), ACCOUNT, FakeReach(Search(written(1500))), memory)
    assert heard.notes == ["social-bluesky-missed"]
    assert "1,000" in Texts("en").say(next(h.note for h in heard.harvests if h.note))


def test_without_an_account_the_first_page_is_kept_and_what_is_missing_is_said() -> None:
    search = Search(written(300), public=True)
    first = hear(Bluesky(), QUERY, FakeReach(search))
    assert (sorted(first.ids), first.notes) == (sorted(keys(201, 300)), [])
    search.posts += written(150, newest=NOW + timedelta(hours=2), first=301)
    reach = FakeReach(search)
    reach.clock.at += timedelta(hours=2)
    second = hear(Bluesky(), QUERY, reach, first.memory)
    assert (sorted(second.ids), second.notes) == (sorted(keys(351, 450)), ["social-bluesky-first-only"])
    assert second.memory == {"newest": (NOW + timedelta(hours=2)).isoformat()}
    search.posts += written(3, newest=NOW + timedelta(hours=2, minutes=1), first=451)
    third = FakeReach(search)
    third.clock.at = reach.clock.at
    hear(Bluesky(), QUERY, third, second.memory)
    assert len(third.asked) == 1, "a page that is sure to be refused is not asked for"


def test_a_search_that_is_refused_says_that_an_account_helps() -> None:
    heard = hear(Bluesky(), QUERY, FakeReach(lambda _: REFUSED))
    assert heard.fault is not None
    assert (heard.fault.said.key, heard.fault.lasting) == ("social-bluesky-refused", True)
    assert hear(Bluesky(), QUERY, FakeReach(lambda _: BROKEN)).fault is BROKEN


def test_what_came_before_a_break_is_stored_but_not_marked_as_read() -> None:
    search = Search(written(1000))
    heard = hear(Bluesky(), ACCOUNT, FakeReach(lambda r: BROKEN if r.query.get("cursor") == "300" else search(r)))
    assert sorted(heard.ids) == sorted(keys(701, 1000))
    assert (heard.memory, heard.fault) == ({}, BROKEN)


def test_a_lie_about_the_future_does_not_stop_the_next_rounds() -> None:
    liar = post("liar", NOW + timedelta(days=3000))
    memory = hear(Bluesky(), QUERY, FakeReach(Search([liar]))).memory
    assert memory == {"newest": NOW.isoformat()}
    fresh = post("fresh", NOW + timedelta(minutes=1))
    assert "fresh" in hear(Bluesky(), QUERY, FakeReach(Search([liar, fresh])), memory).ids


@pytest.mark.parametrize(
    "answer",
    [{"error": "InvalidRequest"}, [], b"<html>", b"", b'{"posts":3}', b'{"posts":' + b"[" * 200_000, None],
)
def test_an_answer_of_another_kind_is_a_fault_in_one_sentence(answer: object) -> None:
    heard = hear(Bluesky(), QUERY, FakeReach(lambda _: answer))
    assert heard.fault is not None
    assert heard.fault.said.key == "social-not-bluesky"


def test_a_server_that_always_has_another_page_is_left_after_ten() -> None:
    reach = FakeReach(lambda _: {"posts": written(100), "cursor": "again"})
    heard = hear(Bluesky(), ACCOUNT, FakeReach(lambda r: Search([])(r) if r.method == "POST" else reach.answer(r)))
    assert len(heard.items) == 1000


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_it_goes_all_the_way_over_http(*, signed_in: bool) -> None:
    async def listen() -> Heard:
        search = Search(written(250), public=not signed_in)
        async with served(search) as address, HttpReach(ManualClock(NOW), "fenghuo/test") as reach:
            account = {"handle": "watch.example", "app_password": "right"} if signed_in else {}
            return await listened(Bluesky(), QUERY | {"server": address, "pds": address} | account, reach)

    heard = asyncio.run(listen())
    assert heard.fault is None
    assert sorted(heard.ids) == sorted(keys(1 if signed_in else 151, 250))
    assert heard.memory == {"newest": NOW.isoformat()}


# ------------------------------------------------------------------------------------------------- account
def test_an_account_signs_in_once_for_many_rounds_and_sources() -> None:
    kind, reach = Bluesky(), FakeReach(Search(written(3)))
    for query in ("某品牌", "某产品", "某品牌"):
        hear(kind, ACCOUNT | {"query": query}, reach)
    signed_in = [request for request in reach.asked if request.method == "POST"]
    assert [request.url for request in signed_in] == ["https://bsky.social/xrpc/com.atproto.server.createSession"]
    assert json.loads(signed_in[0].body) == {"identifier": "watch.bsky.social", "password": "right"}
    searches = [request for request in reach.asked if request.method == "GET"]
    assert {request.headers["Authorization"] for request in searches} == {"Bearer a.b.c"}
    assert {request.url.partition("/xrpc")[0] for request in searches} == {"https://bsky.social"}
    reach.clock.at += timedelta(hours=1)
    hear(kind, ACCOUNT, reach)
    assert len([request for request in reach.asked if request.method == "POST"]) == 2


@pytest.mark.parametrize("fault", [REFUSED, BROKEN])
def test_a_sign_in_that_ran_out_is_made_anew_next_time(fault: SourceFault) -> None:
    kind, search, revoked = Bluesky(), Search(written(3)), True

    def answer(request: Request) -> Json:
        return fault if revoked and request.method == "GET" else search(request)

    reach = FakeReach(answer)
    assert hear(kind, ACCOUNT, reach).fault is fault
    revoked = False
    assert hear(kind, ACCOUNT, reach).ids
    assert len([request for request in reach.asked if request.method == "POST"]) == 2


def test_a_wrong_password_is_said_without_being_shown() -> None:
    heard = hear(Bluesky(), ACCOUNT | {"app_password": "hunter2"}, FakeReach(Search([])))
    assert heard.fault is not None
    assert (heard.fault.said.key, heard.fault.lasting) == ("social-bluesky-login", True)
    assert "hunter2" not in repr((heard.fault, heard.fault.said, heard.harvests))


@pytest.mark.parametrize(
    "answer", [{}, {"accessJwt": 3}, {"accessJwt": "a\r\nHost: x"}, {"accessJwt": ""}, b"<html>"]
)
def test_a_sign_in_that_gives_no_sound_key_is_a_fault(answer: object) -> None:
    heard = hear(Bluesky(), ACCOUNT, FakeReach(lambda _: answer))
    assert isinstance(heard.fault, SourceFault)
    assert heard.fault.said.key == "social-not-bluesky"


# ------------------------------------------------------------------------------------------------- posts
def test_a_post_comes_with_all_that_the_source_tells() -> None:
    verification = {"verifications": [], "verifiedStatus": "valid", "trustedVerifierStatus": "none"}
    author = {"did": "did:plc:abc234", "handle": "ming.bsky.social", "verification": verification}
    assert items(post("3kabc", NOW, author=author)) == [
        Item(
            posted_at="2026-11-19T05:59:59.000Z",
            source_id="at://did:plc:abc234/app.bsky.feed.post/3kabc",
            url="https://bsky.app/profile/ming.bsky.social/post/3kabc",
            text="帖文 3kabc",
            author="@ming.bsky.social",
            verified="true",
            source="bluesky",
        )
    ]


@pytest.mark.parametrize(("state", "said"), [("valid", "true"), ("none", "false"), ("invalid", "false")])
def test_a_verified_mark_is_told_as_it_is(state: str, said: str) -> None:
    author = {"handle": "a.example", "verification": {"verifiedStatus": state, "trustedVerifierStatus": "none"}}
    assert [item.verified for item in items(post("a", NOW, author=author), post("b", NOW))] == [said, ""]


@pytest.mark.parametrize("handle", ["handle.invalid", "", "x/../../evil"])
def test_an_author_without_a_sound_handle_is_linked_by_number(handle: str) -> None:
    item = items(post("a", NOW, author={"handle": handle}))[0]
    assert item.url == "https://bsky.app/profile/did:plc:abc234/post/a"
    assert item.author == ("@x/../../evil" if "evil" in handle else "did:plc:abc234")


@pytest.mark.parametrize(
    ("off", "believed"),
    [
        (timedelta(seconds=-3), True),
        (timedelta(hours=-23), True),
        (timedelta(days=-2), False),
        (timedelta(minutes=5), False),
        (timedelta(days=9000), False),
    ],
)
def test_the_authors_clock_is_believed_within_a_day_and_never_ahead(off: timedelta, *, believed: bool) -> None:
    one = post("a", NOW)
    one["record"]["createdAt"] = (NOW + off).isoformat()
    assert items(one)[0].posted_at == (one["record"]["createdAt"] if believed else one["indexedAt"])


def test_a_time_that_is_none_gives_way_to_when_it_was_found() -> None:
    one = post("a", NOW)
    one["record"]["createdAt"] = "0000-00-00"
    assert items(one)[0].posted_at == one["indexedAt"]


def test_a_quote_has_what_it_quotes_as_parent_and_a_reply_has_none() -> None:
    strong = {"uri": "at://did:plc:other/app.bsky.feed.post/q", "cid": "bafy"}
    quote, pictured, reply, listed = (post(key, NOW) for key in "abcd")
    quote["record"]["embed"] = {"$type": "app.bsky.embed.record", "record": strong}
    pictured["record"]["embed"] = {"record": {"$type": "app.bsky.embed.record", "record": strong}, "media": {}}
    reply["record"]["reply"] = {"root": strong, "parent": strong}
    listed["record"]["embed"] = {"record": {"uri": "at://did:plc:other/app.bsky.graph.list/l", "cid": "bafy"}}
    parents = [item.parent for item in items(quote, pictured, reply, listed)]
    assert parents == [strong["uri"], strong["uri"], "", ""]


@pytest.mark.parametrize(
    ("embed", "text"),
    [
        ({"images": [{"alt": "排队退款的人"}, {"alt": ""}]}, "排队退款的人"),
        ({"video": {}, "alt": "现场视频"}, "现场视频"),
        (
            {"external": {"uri": "https://x.example", "title": "召回公告", "description": "第一批"}},
            "召回公告\n第一批",
        ),
        ({"images": "nonsense"}, ""),
    ],
)
def test_a_post_without_words_says_what_it_shows(embed: Json, text: str) -> None:
    one = post("a", NOW)
    one["record"] |= {"text": "", "embed": embed}
    assert items(one)[0].text == text


def test_a_post_of_the_wrong_shape_costs_itself_only() -> None:
    wrong = [
        post("a", NOW, record=[]),
        post("b", NOW, uri="https://x"),
        3,
        {},
        post("c", NOW, author="x"),
        post("d", NOW),
    ]
    assert [item.source_id[-1] for item in items(*wrong)] == ["d"]
    assert items() == []


@pytest.mark.parametrize("data", [b"", b"[]", b'{"posts":[1]}', b"\xff", b'{"posts":' + b"[" * 200_000])
def test_a_document_without_one_readable_post_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        items(data=data)
    assert refused.value.said.key == "social-not-bluesky"


def test_a_quote_of_a_quote_without_end_costs_no_more_than_the_quote() -> None:
    deep = json.dumps(post("a", NOW))[:-1] + ',"record":{"createdAt":"","text":"说","embed":{"record":'
    deep += '{"record":' * 400 + "{}" + "}" * 400 + "}}}"
    assert [item.text for item in items(data=f'{{"posts":[{deep}]}}'.encode())] == ["说"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from(["uri", "author", "record", "indexedAt"]), _json),
    st.dictionaries(st.sampled_from(["createdAt", "text", "embed"]), _json),
)
def test_whatever_a_server_says_an_item_or_a_sentence_comes_of_it(
    outer: dict[str, Any], inner: dict[str, Any]
) -> None:
    sound = post("a", NOW)
    found = items(sound, sound | {"record": sound["record"] | inner}, sound | outer)
    assert found[0].text == "帖文 a"
    assert all(isinstance(value, str) for item in found for value in msgspec.structs.astuple(item))
