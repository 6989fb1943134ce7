# SPDX-License-Identifier: Apache-2.0
"""Mastodon: nothing lost between rounds, between pages and stream, or to a server that answers nonsense."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import SystemClock
from app.errors import UserError
from app.posts.collecting.http import HttpReach
from app.posts.identity import source_named
from app.posts.sources.kinds import Kinds
from app.posts.sources.mastodon import Mastodon
from app.posts.sources.port import Document, Item
from app.texts import LANGUAGES, Texts
from tests.unit.posts.sources.social_doubles import (
    BROKEN,
    NOW,
    FakeReach,
    Heard,
    Line,
    Pages,
    Request,
    event,
    hear,
    listened,
    snowflake,
    status,
    update,
)
from tests.unit.posts.sources.social_server import served

PAGES_ONLY = {"instance": "mastodon.example", "tag": "品牌", "streaming": "no"}
LIVE = {"instance": "mastodon.example", "tag": "品牌"}
CAUGHT_UP = {"since": "5000"}
KIND = Mastodon()


def ids(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def server(first: int, last: int) -> Pages:
    return Pages([status(number) for number in ids(first, last)])


def without_fault(settings: dict[str, str], reach: FakeReach, memory: dict[str, str] | None = None) -> Heard:
    heard = hear(KIND, settings, reach, memory)
    assert heard.fault is None
    return heard


def items(*statuses: object, data: bytes | None = None, media_type: str = "application/json") -> list[Item]:
    data = json.dumps(statuses).encode() if data is None else data
    about = {"server": "https://mastodon.example"}
    return list(KIND.items(Document(data=data, media_type=media_type, about=about)))


# ------------------------------------------------------------------------------------------------- settings
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mastodon.example", "https://mastodon.example"),
        (" HTTPS://Mastodon.Example/public/local ", "https://mastodon.example"),
        ("@ming@mastodon.example", "https://mastodon.example"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
    ],
)
def test_a_server_may_be_given_as_a_host_an_address_or_an_account(typed: str, meant: str) -> None:
    assert KIND.checked({"instance": typed, "tag": "x"})["instance"] == meant


@pytest.mark.parametrize("typed", ["品牌", "#品牌", "＃品牌", "#品牌#"])
def test_a_tag_is_taken_with_or_without_its_sign(typed: str) -> None:
    assert KIND.checked({"instance": "mastodon.example", "tag": typed})["tag"] == "品牌"


def test_the_address_of_a_tags_page_is_enough() -> None:
    whole = KIND.checked({"instance": "https://mastodon.example/tags/%E5%93%81%E7%89%8C"})
    assert (whole["instance"], whole["timeline"], whole["tag"]) == ("https://mastodon.example", "tag", "品牌")


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ({"instance": "", "tag": "x"}, "social-bad-server"),
        ({"instance": "https://me:secret@mastodon.example", "tag": "x"}, "social-bad-server"),
        ({"instance": "file:///etc/passwd", "tag": "x"}, "social-bad-server"),
        ({"instance": "mastodon.example"}, "social-tag-missing"),
        ({"instance": "mastodon.example", "tag": "two words"}, "social-tag-bad"),
        ({"instance": "mastodon.example", "tag": "a/../../x"}, "social-tag-bad"),
        ({"instance": "mastodon.example", "tag": "2026"}, "social-tag-bad"),
        ({"instance": "mastodon.example", "tag": "x", "token": "a\r\nX: y"}, "social-token-bad"),
        ({"instance": "http://mastodon.example", "tag": "x", "token": "t"}, "social-secret-in-the-open"),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence(settings: dict[str, str], key: str) -> None:
    with pytest.raises(UserError) as refused:
        KIND.checked(settings)
    assert refused.value.said.key == key
    for language in LANGUAGES:
        sentence = Texts(language).error(refused.value)
        assert "secret" not in sentence
        assert len(sentence) > 10


def test_the_registry_finds_it_and_the_platform_has_one_name() -> None:
    assert isinstance(Kinds()["mastodon"], Mastodon)
    assert {source_named(name) for name in ("Mastodon", "长毛象", "長毛象", "mastodon.social")} == {"mastodon"}


# ------------------------------------------------------------------------------------------------- pages
@pytest.mark.parametrize(
    ("settings", "path", "local"),
    [
        ({"tag": "品牌"}, "/api/v1/timelines/tag/%E5%93%81%E7%89%8C", None),
        ({"timeline": "public"}, "/api/v1/timelines/public", "false"),
        ({"timeline": "local"}, "/api/v1/timelines/public", "true"),
    ],
)
def test_each_timeline_is_asked_for_where_it_is(settings: dict[str, str], path: str, local: str | None) -> None:
    reach = FakeReach(server(1, 1))
    without_fault({"instance": "mastodon.example", "streaming": "no", "token": "secret"} | settings, reach)
    assert (reach.asked[0].path, reach.asked[0].query.get("local")) == (path, local)
    assert {request.headers["Authorization"] for request in reach.asked} == {"Bearer secret"}


def test_a_new_source_shows_the_last_posts_at_once_and_remembers_the_newest() -> None:
    heard = without_fault(PAGES_ONLY, FakeReach(server(1, 1000)))
    assert sorted(heard.ids, key=int) == ids(801, 1000)
    assert set(heard.ids[:40]) == set(ids(961, 1000))
    assert heard.memory == {"since": "1000"}


def test_the_next_round_takes_what_is_new_oldest_first_and_nothing_else() -> None:
    heard = without_fault(PAGES_ONLY, FakeReach(server(1, 1000)), {"since": "900"})
    assert [set(heard.ids[start : start + 40]) for start in (0, 40, 80)] == [
        set(ids(901, 940)), set(ids(941, 980)), set(ids(981, 1000))
    ]  # fmt: skip
    assert heard.memory == {"since": "1000"}


def test_a_quiet_round_is_a_success_with_no_documents() -> None:
    heard = without_fault(PAGES_ONLY, FakeReach(server(1, 10)), {"since": "10"})
    assert [harvest.documents for harvest in heard.harvests] == [()]


def test_a_round_cut_short_goes_on_where_it_was() -> None:
    reach = FakeReach(server(1, 300))
    first = hear(KIND, PAGES_ONLY, reach, {"since": "100"}, stop=2)
    assert first.memory == {"since": "180"}
    second = hear(KIND, PAGES_ONLY, reach, first.memory)
    assert sorted({*first.ids, *second.ids}, key=int) == ids(101, 300)


def test_a_backlog_is_spread_over_rounds_and_no_stream_may_run_past_it() -> None:
    reach = FakeReach(server(1, 1500), streams=[update("2000")])
    first = without_fault(LIVE, reach, {"since": "1"})
    assert first.notes == ["social-mastodon-behind"]
    assert first.memory == {"since": "1001"}
    assert not reach.streamed
    second = without_fault(LIVE, reach, first.memory)
    assert set(ids(1002, 1500)) <= set(second.ids)
    assert len(reach.streamed) == 1


def test_a_status_that_arrives_late_under_an_older_id_is_found() -> None:
    seen = [status(snowflake(NOW - timedelta(seconds=s))) for s in (200, 100, 1)]
    pages = Pages(list(seen))
    memory = without_fault(PAGES_ONLY, FakeReach(pages)).memory
    late = snowflake(NOW - timedelta(seconds=90))
    pages.statuses.append(status(late))
    heard = without_fault(PAGES_ONLY, FakeReach(pages), memory)
    assert late in heard.ids
    assert heard.memory == memory


def test_where_ten_minutes_are_thousands_of_posts_it_still_gets_on() -> None:
    old = [status(snowflake(NOW - timedelta(seconds=60), n)) for n in range(2000)]
    new = [status(snowflake(NOW, n)) for n in range(10)]
    reach = FakeReach(Pages(old + new))
    heard = without_fault(PAGES_ONLY, reach, {"since": old[-1]["id"]})
    assert {one["id"] for one in new} <= set(heard.ids)
    assert len(reach.asked) < 8


def test_a_server_that_gives_the_same_page_for_ever_is_left_after_one() -> None:
    page = [status(number) for number in ids(1, 40)]
    reach = FakeReach(lambda _: page)
    assert without_fault(PAGES_ONLY, reach, {"since": "20"}).memory == {"since": "40"}
    assert len(reach.asked) == 2
    first = FakeReach(lambda _: page)
    without_fault(PAGES_ONLY, first)
    assert len(first.asked) == 2


@pytest.mark.parametrize(
    "answer",
    [{"error": "nope"}, b"<html>welcome</html>", b"", b"[1,2", b"[" * 200_000 + b"]" * 200_000, 7, None],
)
def test_an_answer_of_another_kind_is_a_fault_in_one_sentence(answer: object) -> None:
    heard = hear(KIND, PAGES_ONLY, FakeReach(lambda _: answer))
    assert heard.fault is not None
    assert heard.fault.said.key == "social-not-mastodon"
    assert "https://mastodon.example" in Texts("en").error(heard.fault)


def test_statuses_without_a_sound_id_do_not_stop_the_round() -> None:
    mixed = [status("7"), {"id": 9}, "x", None, {}, {"id": "9" * 500}]
    heard = without_fault(PAGES_ONLY, FakeReach(lambda request: [] if "min_id" in request.query else mixed))
    assert heard.memory == {"since": "7"}


# ------------------------------------------------------------------------------------------------- stream
def test_the_stream_brings_statuses_live_and_heartbeats_and_deletions_are_nothing() -> None:
    script = [":)", *update("5001"), ":thump", *event("delete", "5001"), *event("filters_changed", "undefined")]
    script += [*event("status.update", json.dumps(status("4001"))), ":thump", *update("5002")]
    reach = FakeReach(server(1, 5000), streams=[script])
    heard = without_fault(LIVE, reach, CAUGHT_UP)
    assert heard.ids == ["5001", "4001", "5002"]
    assert heard.memory == {"since": "5002"}
    assert reach.streamed[0].url == (
        "https://mastodon.example/api/v1/streaming/hashtag?tag=%E5%93%81%E7%89%8C"
    )  # fmt: skip


@pytest.mark.parametrize(("timeline", "path"), [("public", "public"), ("local", "public/local")])
def test_public_timelines_have_streams_of_their_own(timeline: str, path: str) -> None:
    reach = FakeReach(server(1, 1), streams=[[]])
    without_fault({"instance": "mastodon.example", "timeline": timeline, "token": "secret"}, reach)
    assert reach.streamed[0].url == f"https://mastodon.example/api/v1/streaming/{path}"
    assert reach.streamed[0].headers == {"Authorization": "Bearer secret"}


def test_what_appears_between_the_last_page_and_the_stream_is_not_lost() -> None:
    pages = server(1, 5000)

    def answer(request: Request) -> object:
        if request.path == "/api/v2/instance":  # asked after the pages, before the stream
            pages.statuses.append(status("5001"))
        return pages(request)

    heard = without_fault(LIVE, FakeReach(answer, streams=[update("5002")]), CAUGHT_UP)
    assert heard.ids == ["5001", "5002"]


def test_a_flood_comes_in_bundles_of_a_hundred() -> None:
    script = [line for number in ids(5001, 5950) for line in update(number)]
    heard = without_fault(LIVE, FakeReach(server(1, 5000), streams=[script]), CAUGHT_UP)
    assert heard.ids == ids(5001, 5950)
    sizes = [len(list(KIND.items(one))) for h in heard.harvests for one in h.documents if isinstance(one, Document)]
    assert sizes == [100] * 9 + [50]


def test_a_status_is_not_kept_waiting_for_others() -> None:
    script: list[Line] = [*update("5001"), *update("5002"), 0.5, *update("5003")]
    heard = without_fault(LIVE, FakeReach(server(1, 5000), streams=[script]), CAUGHT_UP)
    assert [harvest.memory for harvest in heard.harvests if harvest.documents] == [
        {"since": "5002"},
        {"since": "5003"},
    ]


def test_a_quiet_stream_gives_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mastodon, "every", 0.05)
    script: list[Line] = [":thump", 0.3, *update("5001")]
    reach = FakeReach(server(1, 5000), streams=[script])
    heard = without_fault(LIVE, reach, CAUGHT_UP)
    assert len([harvest for harvest in heard.harvests if not harvest.documents]) >= 4
    assert heard.ids == ["5001"]


def test_a_stream_that_breaks_keeps_what_it_brought_and_the_next_round_catches_up() -> None:
    pages = server(1, 5000)
    reach = FakeReach(pages, streams=[[*update("5001"), "event: update", 'data: {"id": "50', BROKEN]])
    first = without_fault(LIVE, reach, CAUGHT_UP)
    assert (first.ids, first.memory) == (["5001"], {"since": "5001"})
    pages.statuses += [status("5001"), status("5002")]
    assert without_fault(LIVE, reach, first.memory).ids == ["5002"]


def test_a_server_that_refuses_to_stream_is_asked_again_after_an_hour_only() -> None:
    reach = FakeReach(server(1, 5000))
    heard = without_fault(LIVE, reach, CAUGHT_UP)
    assert heard.notes == []
    reach.clock.at += timedelta(minutes=59)
    heard = without_fault(LIVE, reach, heard.memory)
    assert len(reach.streamed) == 1
    reach.clock.at += timedelta(minutes=2)
    reach.streams.append(update("5001"))
    assert without_fault(LIVE, reach, heard.memory).ids == ["5001"]


def test_a_collector_that_makes_one_round_only_does_not_stay_with_the_stream() -> None:
    reach = FakeReach(server(1, 5001), streams=[[60.0]], stays=False)
    assert without_fault(LIVE, reach, CAUGHT_UP).ids == ["5001"]
    assert not reach.streamed


def test_a_source_taken_away_while_it_streams_leaves_nothing_open() -> None:
    reach = FakeReach(server(1, 5000), streams=[[*update("5001"), 60.0, *update("5002")]])
    assert hear(KIND, LIVE, reach, CAUGHT_UP, stop=3).ids == ["5001"]


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("wss://streaming.mastodon.example", "https://streaming.mastodon.example"),
        ("wss://mastodon.example:4000", "https://mastodon.example:4000"),
        ("wss://elsewhere.invalid", "https://mastodon.example"),
        ("wss://mastodon.example@elsewhere.invalid", "https://mastodon.example"),
        ("wss://me:secret@streaming.mastodon.example", "https://streaming.mastodon.example"),
        ("wss://127.0.0.1", "https://mastodon.example"),
        ("wss://[::", "https://mastodon.example"),
        (["nonsense"], "https://mastodon.example"),
    ],
)
def test_the_stream_may_be_beside_the_server_but_not_just_anywhere(named: object, asked: str) -> None:
    pages = server(1, 1)
    pages.instance = {"configuration": {"urls": {"streaming": named}}}
    reach = FakeReach(pages, streams=[[]])
    without_fault(LIVE, reach)
    assert reach.streamed[0].url.startswith(f"{asked}/api/v1/streaming/")


def test_one_bad_event_costs_itself_only() -> None:
    deep = '{"id":"5002","x":' + "[" * 100_000 + "]" * 100_000 + "}"
    bad = [*event("update", "{"), *event("update", deep), *event("update", '{"id": 3}'), *event("update", "\udcff")]
    bad += event("update", '{"id":"5005","x":"' + "y" * 2_000_000 + '"}')
    two_lines = json.dumps(status("5004"), indent=1).split("\n")
    folded = ["event: update", *(f"data: {line}" for line in two_lines), ""]
    reach = FakeReach(server(1, 5000), streams=[[*update("5001"), *bad, *update("5003"), *folded]])
    assert without_fault(LIVE, reach, CAUGHT_UP).ids == ["5001", "5003", "5004"]


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("streams", [True, False])
def test_it_goes_all_the_way_over_http(*, streams: bool) -> None:
    script: list[Line] = [":thump", *update("5002", content="<p>直播 🔥</p>"), 0.4, ":thump", *update("5003")]

    async def listen() -> tuple[Heard, Heard]:
        async with served(server(1, 5001), script) as address, HttpReach(SystemClock(), "fenghuo/test") as reach:
            settings = {"instance": address, "tag": "品牌", "streaming": "yes" if streams else "no"}
            return await listened(KIND, settings, reach), await listened(KIND, settings, reach, CAUGHT_UP)

    first, second = asyncio.run(listen())
    assert (first.fault, second.fault) == (None, None)
    assert set(first.ids) == {*ids(4802, 5001), *(["5002", "5003"] if streams else [])}
    assert second.ids == (["5001", "5002", "5003"] if streams else ["5001"])
    if streams:
        assert [item.text for item in second.items][1] == "直播 🔥"


# ------------------------------------------------------------------------------------------------- statuses
def test_a_status_becomes_a_post_with_all_that_the_source_tells() -> None:
    markup = '<p>召回 <a href="https://x.example">A &amp; B</a><br>第二行</p><p>完</p><script>alert(1)</script>'
    assert items(status("1", content=markup, spoiler_text="食品安全"))[0] == Item(
        posted_at="2026-11-19T05:59:00.000Z",
        source_id="https://mastodon.example/users/ming/statuses/1",
        url="https://mastodon.example/@ming/1",
        text="召回 A & B\n第二行\n完",
        title="食品安全",
        author="@ming@mastodon.example",
        followers="37",
        source="mastodon",
    )


def test_an_author_from_elsewhere_keeps_the_other_server() -> None:
    elsewhere = status("1", account={"acct": "lin@other.example"})
    assert (items(elsewhere)[0].author, items(elsewhere)[0].followers) == ("@lin@other.example", "")


def test_a_boost_is_the_boosters_repost_of_what_was_said() -> None:
    original = status("1", content="<p>原文</p>", spoiler_text="")
    boost = status("2", url=None, content="", reblog=original, account={"acct": "fan", "followers_count": 5})
    item = items(boost)[0]
    assert (item.parent, item.text, item.author, item.followers) == (
        original["uri"], "原文", "@fan@mastodon.example", "5"
    )  # fmt: skip
    assert item.url == boost["uri"]


def test_a_picture_without_words_says_what_it_shows() -> None:
    media = [{"type": "image", "description": "排队退款的人"}, {"type": "image", "description": None}]
    assert items(status("1", content="", media_attachments=media))[0].text == "排队退款的人"
    assert items(status("1", content="<p>看</p>", media_attachments=media))[0].text == "看"


@pytest.mark.parametrize("visibility", ["private", "direct"])
def test_what_was_not_said_in_public_is_not_taken(visibility: str) -> None:
    assert [item.source_id[-1] for item in items(status("1", visibility=visibility), status("2"))] == ["2"]


def test_a_status_of_the_wrong_shape_costs_itself_only() -> None:
    wrong = [status("1", content=[]), status("2", account="ming"), 3, {}, status("4", uri=None), status("5")]
    assert [item.source_id[-1] for item in items(*wrong)] == ["5"]
    assert items() == []


@pytest.mark.parametrize("data", [b"", b"{}", b"[", b"\xff", b"[1]", b"[" * 200_000, b'[{"uri":"\xff"}]'])
def test_a_document_without_one_readable_status_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        items(data=data)
    assert refused.value.said.key == "social-not-mastodon"


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(status("1"))), _json), _json)
def test_whatever_a_server_says_an_item_or_a_sentence_comes_of_it(changes: dict[str, Any], account: object) -> None:
    sound = status("9")
    found = items(sound, sound | {"account": account}, sound | changes, {**sound, "reblog": sound | changes})
    assert found[0].author == "@ming@mastodon.example"
    assert all(isinstance(value, str) for item in found for value in msgspec.structs.astuple(item))
