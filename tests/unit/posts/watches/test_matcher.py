# SPDX-License-Identifier: Apache-2.0
"""The matcher at 3 a.m.: what people write to get past a list of words, and what they did not mean."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.posts.fold import fold
from app.posts.post import Exactness, Mention, Post
from app.posts.watches.letters import letters
from app.posts.watches.matcher import Matcher
from app.posts.watches.rules import Role
from app.posts.watches.verdicts import Hit, Verdict
from app.posts.watches.watch import Watch
from tests.isolation import CHECKOUT

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
EXACT, FOLDED, HOMOPHONE, EDIT = Exactness.EXACT, Exactness.FOLDED, Exactness.HOMOPHONE, Exactness.EDIT


def post(text: str, *, author: str = "", source: str = "weibo", region: str = "", watch: str = "") -> Post:
    """A post of the night."""
    return Post(source=source, posted_at=NOW, arrived_at=NOW, text=text, author=author, region=region, watch=watch)


def matcher(*rules: str) -> Matcher:
    """One watch for each text of rules: A, B, …"""
    return Matcher([Watch(name=chr(65 + number), rules=text) for number, text in enumerate(rules)])


def hits(rules: str, text: str) -> list[tuple[str, Exactness]]:
    """What is highlighted, and how nearly it is the keyword."""
    return [(text[hit.start : hit.end], hit.exactness) for hit in matcher(rules).hits(post(text))]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我要退-款！", "退-款"), ("退 款", "退 款"), ("退。。款", "退。。款"), ("退🔥款", "退🔥款"),
        ("退👨‍👩‍👧款", "退👨‍👩‍👧款"),
        ("退\u200b\u200d款", "退\u200b\u200d款"), ("退\u3000款", "退\u3000款"), ("退̲款̲", "退̲款"),
        ("請退款項", "退款"),
        ("㈱退款", "退款"), ("退\x00款", "退\x00款"),
    ],
)  # fmt: skip
def test_what_stands_between_characters_hides_nothing(text: str, shown: str) -> None:
    assert [found for found, _ in hits("退款", text)] == [shown]


def test_levels_tell_how_far_a_text_strays() -> None:
    rules = "消费者权益 | 差一字"
    assert hits(rules, "消费者权益") == [("消费者权益", EXACT)]
    assert hits(rules, "消費者權益") == [("消費者權益", FOLDED)]
    assert hits(rules, "消废者权义") == [("消废者权义", HOMOPHONE)]
    assert hits(rules, "消费者的权益") == [("消费者的权益", EDIT)]
    assert hits(rules, "消费者权利益") == [("消费者权利益", EDIT)]
    assert hits(rules, "消费权益") == [("消费权益", EDIT)]
    assert hits(rules, "消费你权益") == [("消费你权益", EDIT)]
    assert hits(rules, "费者权益") == [("费者权益", EDIT)]
    assert not hits(rules, "消费权利")


def test_a_keyword_goes_only_as_far_as_it_may() -> None:
    assert not hits("消费者", "消废者")
    assert not hits("消费者权益 | 同音", "消费权益")
    assert not hits("Refund | 精确", "refund")
    assert not hits("Ａ股 | 精确", "A股")
    assert hits("Refund | 精确", "Refund!") == [("Refund", EXACT)]


def test_two_characters_are_never_taken_by_their_sound() -> None:
    assert not hits("退款 | 同音", "买条腿款的裤子")


def test_a_character_with_several_readings_sounds_as_in_its_word() -> None:
    """行 is xing, but hang in 银行卡; 重 is zhong, but chong in 重庆市."""
    assert hits("银行卡 | 同音", "银航卡") == [("银航卡", HOMOPHONE)]
    assert hits("银行卡 | 同音", "淫行卡") == [("淫行卡", HOMOPHONE)]
    assert hits("重庆市 | 同音", "崇庆市") == [("崇庆市", HOMOPHONE)]


@pytest.mark.parametrize("text", ["the rapist", "therapists", "psychotherapist", "the.\nrapist"])
def test_an_english_word_stands_by_itself(text: str) -> None:
    assert not hits("therapist", text)


@pytest.mark.parametrize(
    "text",
    [
        "REFUND",
        "refund's",
        "self-refund",
        "ｒｅｆｕｎｄ",
        "我要refund！",
        "r.e.f.u.n.d",
        "r e f u n d",
        "re\u200bfund",
        "#refund#",
    ],
)
def test_an_english_word_is_found_however_it_is_written(text: str) -> None:
    assert len(hits("refund", text)) == 1


def test_a_star_leaves_the_end_open() -> None:
    assert not hits("refund", "refunded")
    assert hits("refund*", "refunded") == [("refund", EXACT)]
    assert not hits("refund*", "unrefunded")


def test_a_word_is_found_behind_hundreds_that_only_hold_it() -> None:
    assert hits("ad", "made a head " * 300 + "an ad") == [("ad", EXACT)]


def test_a_phrase_bears_any_run_of_spaces_and_signs() -> None:
    for text in ("Flight Booking", "flight   booking", "flight, booking", "FLIGHT\nBOOKING", "flight-booking"):
        assert len(hits('"Flight Booking"', text)) == 1
    assert not hits('"Flight Booking"', "flightbooking")
    assert not hits('"the rapist"', "therapist")


def test_one_edit_in_english_keeps_to_whole_words() -> None:
    rules = "refund | 差一字"
    assert [text for text in ("refnd", "rerund", "refuund", "refunds", "efund") if hits(rules, text)] == [
        "refnd", "rerund", "refuund", "refunds", "efund",
    ]  # fmt: skip
    assert not any(hits(rules, text) for text in ("refunded", "re fnd", "prefundx"))


def test_signs_count_where_letter_for_letter_is_asked() -> None:
    assert hits("C++ | 精确", "学 C++ 还是 c") == [("C++", EXACT)]
    assert hits("C++ | 精确", "C++") == [("C++", EXACT)]


def test_a_group_needs_its_musts_and_is_barred_by_its_nots() -> None:
    rules = matcher("退款\n+客服\n!广告\n\n+投诉\n")
    told = [
        bool(found)
        for found in rules.mentions([post(text) for text in ("退款 客服", "退款", "退款 客服 广告", "投诉")])
    ]
    assert told == [True, False, False, True]


def test_the_tester_says_why() -> None:
    (verdict,) = matcher("[退款]\n退款\n+客服\n!广告").explain(post("退款，这是广告"))
    assert verdict == Verdict(
        watch="A", group=0, name="退款", matched=False, missing=("客服",), barred_by=("广告",),
        hits=(
            Hit("A", "退款", EXACT, "text", 0, 2, line=2),  # type: ignore[arg-type]
            Hit("A", "广告", EXACT, "text", 5, 7, line=4, role=Role.NOT),  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    (verdict,) = matcher("退款\n+客服").explain(post("客服好"))
    assert (verdict.matched, verdict.lacks_plain, verdict.missing) == (False, True, ())


def test_the_mention_is_the_weightiest_then_the_nearest_then_the_first() -> None:
    rules = matcher("客服\n退款难 | 同音 | 权重 3\n退货难 | 权重 3\n退票难 | 权重 3", "投诉")
    texts = ["客服说退款难", "客服说腿款难，退货难", "退票难，退货难", "投诉客服"]
    assert rules.mentions([post(text) for text in texts]) == [
        (Mention("A", "退款难", EXACT, 3),),
        (Mention("A", "退货难", EXACT, 3),),
        (Mention("A", "退货难", EXACT, 3),),
        (Mention("A", "客服", EXACT, 1), Mention("B", "投诉", EXACT, 1)),
    ]


def test_a_region_is_the_posts_or_else_the_texts() -> None:
    rules = matcher("退款 | 地区 上海市")
    told = [
        post("退款", region="上海 浦东"), post("退款", region="北京"), post("上海这边不退款"),
        post("上海这边不退款", region="北京"),
    ]  # fmt: skip
    assert [bool(found) for found in rules.mentions(told)] == [True, False, True, False]


def test_a_not_of_another_region_bars_nothing() -> None:
    rules = matcher("退款\n!广告 | 地区 上海")
    told = [post("退款广告", region="上海"), post("退款广告", region="北京")]
    assert [bool(found) for found in rules.mentions(told)] == [False, True]


def test_a_keyword_may_ask_for_the_author_or_the_source() -> None:
    rules = matcher("日报 | 字段 作者\n/^rss/ | 字段 来源\n退款")
    told = [
        post("日报", author="某某"),
        post("x", author="南方日報"),
        post("x", source="rss-1"),
        post("退款", author="x"),
    ]
    assert [[one.keyword for one in found] for found in rules.mentions(told)] == [[], ["日报"], ["/^rss/"], ["退款"]]
    (hit,) = rules.hits(told[1])
    assert (hit.field, hit.start, hit.end) == ("author", 2, 4)


def test_a_posts_source_may_be_set_up_for_a_watch() -> None:
    rules = matcher("退款", "投诉")
    told = rules.mentions(
        [post("你好", watch="A"), post("退款", watch="A"), post("投诉", watch="A"), post("你好", watch="gone")]
    )
    source = Mention("A", "", Exactness.SOURCE)
    assert told == [
        (source,), (Mention("A", "退款", EXACT),), (source, Mention("B", "投诉", EXACT)),
        (Mention("gone", "", Exactness.SOURCE),),
    ]  # fmt: skip


def test_patterns_hit_the_text_as_it_was_written() -> None:
    assert hits("/退(款|钱)/", "快退钱！REFUND") == [("退钱", EXACT)]
    assert hits("/refund #\\d+/", "😡 Refund #42") == [("Refund #42", EXACT)]
    assert matcher("/退/").mentions([post("\ud800退")])[0]


def test_the_fingerprint_is_another_as_soon_as_a_rule_is() -> None:
    assert Matcher([]).fingerprint == ""
    assert matcher("退款").fingerprint == matcher("退款").fingerprint
    assert len({matcher("退款").fingerprint, matcher("退货").fingerprint, matcher("退款", "").fingerprint}) == 3


def test_no_watch_brings_no_numpy() -> None:
    code = "import sys; from app.posts.watches.matcher import Matcher; Matcher([]); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, check=False).returncode == 0


def test_what_is_found_in_a_post_does_not_hang_on_its_neighbours() -> None:
    rules = matcher("退款 | 字段 作者\n消费者权益 | 差一字\nrefund\n/退.{1,3}款/", "客服")
    texts = [
        "退款",
        "",
        "消费者",
        "权益",
        "消费",
        "者权益",
        "re",
        "fund",
        "refund",
        "消费者啊权益",
        "退一点款",
        "客",
        "服",
    ] * 90
    posts = [post(text, author=text) for text in texts]
    assert rules.mentions(posts) == [rules.mentions([one])[0] for one in posts[:13]] * 90


@pytest.mark.parametrize(
    "rules",
    [
        "".join(f"{'a' * length}* | 差一字\n" for length in range(1, 201)),
        "".join(f"{'退款' * length} | 差一字\n" for length in range(1, 101)),
        "".join(f"退款退{chr(0x4E00 + number)} | 差一字\n" for number in range(5_000)),
    ],
    ids=["a, aa, aaa", "退款, 退款退款", "one edit from each other"],
)
def test_overlapping_keywords_and_an_endless_post_are_bounded(rules: str) -> None:
    found = matcher(rules)
    long = [post("a" * 100_000), post("退款" * 50_000)]
    assert any(found.mentions(long))
    assert max(len(found.hits(one)) for one in long) in range(90, 1_001)


def test_a_flood_in_which_everything_hits_is_taken_in_smaller_portions() -> None:
    rules = matcher("".join(f"{'退款' * length}\n" for length in range(1, 101)))
    flood = [post("退款" * 50)] * 150
    assert rules.mentions(flood) == rules.mentions(flood[:1]) * 150


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800\udfff", "\U0010ffff退款\U0010ffff", "👨‍👩‍👧‍👦", "﷽", "\ufeff"]
)
def test_strange_texts_are_texts(text: str) -> None:
    rules = "退款\n消费者权益 | 差一字\n/退/\nab"
    assert len(matcher(rules).mentions([post(text), post("退款")])) == 2
    assert {hit.keyword for hit in matcher(rules).hits(post(text + "ab"))} == {
        one for one in ("退款", "/退/", "ab") if one.strip("/") in text + "ab"
    }


CHARACTERS = st.sampled_from("退款消费者权益废义refundab .-🔥\u200b㈱ＡÅ\n\x00款項費")


@given(st.text(CHARACTERS, min_size=1, max_size=60) | st.text(max_size=40))
@settings(max_examples=300)
def test_a_place_holds_the_keyword(text: str) -> None:
    """What is marked, folded, holds the folded keyword (or sounds like it, or is one edit away)."""
    for hit in PLACES.hits(post(text)):
        marked = "".join(one.character for one in letters(text[hit.start : hit.end]))
        wanted = "".join(one.character for one in letters(hit.keyword))
        assert 0 <= hit.start < hit.end <= len(text)
        if hit.exactness is EXACT:
            assert text[hit.start : hit.end] == hit.keyword
        elif hit.exactness is FOLDED:
            assert wanted in marked
            assert len(marked) <= len(wanted) + 2  # ㈱ counts as three letters
        elif hit.exactness is HOMOPHONE:
            assert len(marked) == len(wanted)
        else:
            assert wanted not in marked
            assert distance(wanted, marked) == 1


PLACES = matcher("退款\n消费者权益 | 差一字\n退款项目 | 差一字\nrefund | 差一字\nab\n款")


@given(st.text(st.sampled_from("消费者权益款"), max_size=9))
@settings(max_examples=300)
def test_one_edit_is_found_where_there_is_one(text: str) -> None:
    """Against the slow way: some part of the text is one edit from the keyword, and none is the keyword itself."""
    keyword = "消费者权益"
    parts = {text[start:end] for start in range(len(text)) for end in range(start + 4, min(start + 6, len(text)) + 1)}
    near = keyword in text or any(distance(keyword, part) <= 1 for part in parts)
    assert bool(ONE_EDIT.mentions([post(text)])[0]) == near


ONE_EDIT = matcher("消费者权益 | 差一字")


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    before = list(range(len(other) + 1))
    for row, character in enumerate(one, start=1):
        now = [row]
        for column, beside in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (character != beside)))
        before = now
    return before[-1]


@given(st.text(st.sampled_from("退款客服abc de.🔥"), max_size=30))
def test_folding_finds_what_plain_search_finds(text: str) -> None:
    """A Han word is found exactly where the folded text, signs away, holds it."""
    squeezed = "".join(one.character for one in letters(fold(text)))
    assert bool(HAN.mentions([post(text)])[0]) == ("退款" in squeezed)


HAN = matcher("退款")
