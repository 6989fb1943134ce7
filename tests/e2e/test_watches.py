# SPDX-License-Identifier: Apache-2.0
"""Watches and search from the command line: what is watched, whether it would work, and finding what matters.

Each command is a process of its own. Trap: most tests share a profile, so none of them may change it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import fenghuo, rows

pytestmark = pytest.mark.e2e
RULES = '退款 | 权重 3\n"Flight Booking"\n/(改签/\n\n[客服]\n+客服 | 说明 只看投诉的\n敷衍\n!点赞\n'
POSTS = [
    ("1001", "2026-11-20 09:00", "我要退款，航班取消了", "小满", "上海", 900, ""),
    ("1002", "2026-11-20 09:10", "轉發微博", "阿珍", "浙江", 50, "1001"),
    ("1003", "2026-11-20 09:20", "//@小满:我要退款，航班取消了", "老王", "上海", 80_000, "1001"),
    ("1004", "2026-11-20 10:00", "客服太敷衍，太失望了", "豆包", "江苏", 10, ""),
    ("1005", "2026-11-20 11:00", "今天天气真好，很开心", "柠檬", "北京", 5, ""),
    ("1006", "2026-11-20 12:00", "My Flight Booking vanished, awful", "otter", "", 700, ""),
]


def as_jsonl(posts: list[tuple[Any, ...]]) -> str:
    fields = ("id", "time", "text", "author", "region", "followers", "parent")
    lines = [dict(zip(fields, post, strict=True), source="weibo") for post in posts]
    for line in lines:
        line["id"] = f"70000000000{line['id']}"
        line["parent"] = f"70000000000{line['parent']}" if line["parent"] else ""
        line["time"] = f"{line['time']}:00+08:00"
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with two watches and six posts, matched as they came."""
    folder = tmp_path_factory.mktemp("watches") / "profile"
    keywords = folder.parent / "words.txt"
    keywords.write_text(RULES, "utf-8")
    added = fenghuo(
        "watches", "add", "航司", "--rules", keywords, "--sound", "--profile", folder, "--lang", "zh-Hans"
    )
    assert added.returncode == 0, added.stderr
    assert "第 3 行" in added.stderr, "the line that cannot be read is named, the others count"
    assert (
        fenghuo("watches", "add", "对手", "--kind", "competitor", "--keyword", "天气", "--profile", folder).returncode
        == 0
    )
    posts = folder.parent / "posts.jsonl"
    posts.write_text(as_jsonl(POSTS), "utf-8")
    (report,) = rows(fenghuo("import", posts, "--json", "--profile", folder).stdout)
    assert report["stored"] == len(POSTS)
    return folder


def search(profile: Path, *args: str) -> list[dict[str, Any]]:
    done = fenghuo("search", *args, "--json", "--profile", profile)
    assert done.returncode == 0, done.stderr
    return rows(done.stdout)


def authors(profile: Path, *args: str) -> list[str]:
    return [row["author"] for row in search(profile, *args)]


# --- what is watched


def test_watches_are_listed_and_shown_as_they_were_written(profile: Path) -> None:
    first, second = rows(fenghuo("watches", "list", "--json", "--profile", profile).stdout)
    assert (first["name"], first["kind"], first["sound"]) == ("航司", "brand", True)
    assert (second["name"], second["kind"], second["keywords"]) == ("对手", "competitor", 1)
    (problem,) = first["problems"]
    assert problem["line"] == 3
    assert problem["fatal"]
    told = fenghuo("watches", "show", "航司", "--profile", profile)
    assert RULES.rstrip() in told.stdout
    assert "天气" not in told.stdout


def test_the_tester_says_which_rules_match_and_why(profile: Path) -> None:
    text = "客服一直敷衍我，Flight Booking 也打不开，退 款！"
    found = json.loads(fenghuo("watches", "test", "--text", text, "--json", "--profile", profile).stdout)
    assert found["matches"] == ["航司"]
    words, service = found["groups"]
    assert words["matched"]
    assert service["matched"]
    hits = {hit["keyword"]: hit for hit in words["hits"]}
    refund = hits["退款"]
    assert refund["exactness"] == "folded"
    assert text[refund["start"] : refund["end"]] == "退 款"
    assert refund["weight"] == 3
    assert hits["Flight Booking"]["exactness"] == "exact"
    told = fenghuo("watches", "test", "航司", "--text", "-", "--profile", profile, "--lang", "en", text=text)
    assert "退 款" in told.stdout
    assert "same when folded" in told.stdout


@pytest.mark.parametrize(
    ("text", "field", "keyword"), [("太敷衍了", "missing", "客服"), ("客服敷衍，但我点赞", "barred_by", "点赞")]
)
def test_the_tester_says_what_nearly_matched(profile: Path, text: str, field: str, keyword: str) -> None:
    found = json.loads(fenghuo("watches", "test", "航司", "--text", text, "--json", "--profile", profile).stdout)
    assert found["matches"] == []
    (group,) = found["groups"]
    assert not group["matched"]
    assert any(keyword in word for word in group[field])
    told = fenghuo("watches", "test", "航司", "--text", text, "--profile", profile)
    assert keyword in told.stdout


def test_a_text_that_hits_nothing_is_said_in_a_sentence(profile: Path) -> None:
    told = fenghuo("watches", "test", "--text", "下雨了", "--profile", profile, "--lang", "en")
    assert told.returncode == 0
    assert "No keyword hits" in told.stderr
    assert fenghuo("watches", "test", "--profile", profile).returncode == 1


def test_what_a_watch_would_have_caught(profile: Path) -> None:
    found = json.loads(fenghuo("watches", "catch", "航司", "--json", "--profile", profile).stdout)
    assert (found["looked_at"], found["caught"], found["hours"]) == (6, 4, 24)
    counts = {row["keyword"]: row["posts"] for row in found["by_keyword"]}
    assert counts["退款"] == 2
    assert {example["post"]["author"] for example in found["examples"]} == {"小满", "老王", "豆包", "otter"}
    assert found["examples"][0]["mention"]["watch"] == "航司"
    assert found["warning"] == "", "six posts are too few to say that it matches nearly everything"
    told = fenghuo("watches", "catch", "--rules", "-", "--profile", profile, "--lang", "en", text="航班\n")
    assert "2 of them match" in told.stdout
    assert "小满" in told.stdout


def test_the_window_hears_how_far_it_is(profile: Path) -> None:
    done = fenghuo("watches", "catch", "航司", "--progress", "--json", "--profile", profile)
    *told, last = rows(done.stdout)
    assert told[-1]["progress"]["read"] == last["looked_at"]
    assert 0.0 <= told[-1]["progress"]["done"] <= 1.0


def test_watches_go_elsewhere_and_a_list_of_words_comes_from_anywhere(profile: Path, tmp_path: Path) -> None:
    sent, there = tmp_path / "sent.toml", tmp_path / "there"
    assert fenghuo("watches", "export", sent, "--profile", profile).returncode == 0
    assert fenghuo("watches", "import", sent, "--profile", there).returncode == 0
    listed = [fenghuo("watches", "list", "--json", "--profile", folder).stdout for folder in (profile, there)]
    assert listed[0] == listed[1]
    (tmp_path / "竞品.txt").write_bytes("晴空航空\n云上航空\n".encode("gb18030"))
    assert fenghuo("watches", "import", tmp_path / "竞品.txt", "--profile", there).returncode == 0
    shown = json.loads(fenghuo("watches", "show", "竞品", "--json", "--profile", there).stdout)
    assert shown["rules"] == "晴空航空\n云上航空\n"
    assert fenghuo("watches", "remove", "竞品", "--profile", there).returncode == 0
    assert fenghuo("watches", "list", "--json", "--profile", there).stdout == listed[0]


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("add",), "add"),
        (("add", "新的"), "--keyword"),
        (("add", "*", "--keyword", "退款"), "“*”"),
        (("add", "航司", "--keyword", "退款"), "already"),
        (("add", "新的", "--keyword", "/.{5}/"), "every post"),
        (("add", "新的", "--keyword", "/(/"), "line 1"),
        (("add", "新的", "--rules", "nowhere.txt"), "nowhere.txt"),
        (("show", "论坛"), "航司"),
        (("remove", "论坛"), "航司"),
        (("catch", "论坛"), "航司"),
        (("catch",), "catch"),
        (("import", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_what_is_refused_is_one_sentence(profile: Path, args: tuple[str, ...], word: str) -> None:
    done = fenghuo("watches", *args, "--profile", profile, "--lang", "en")
    assert done.returncode == 1
    assert word in done.stderr
    assert done.stderr.count("\n") <= 2
    assert (profile / "watches.toml").read_text("utf-8").count("[[watch]]") == 2, "nothing was changed"


def test_a_rule_that_matches_nearly_everything_is_said_before_it_is_saved(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    many = [(f"{n:04}", "2026-11-20 09:00", f"第 {n} 班的航班晚点", "甲", "", 1, "") for n in range(30)]
    (tmp_path / "posts.jsonl").write_text(as_jsonl(many), "utf-8")
    assert fenghuo("import", tmp_path / "posts.jsonl", "--profile", profile).returncode == 0
    told = fenghuo("watches", "catch", "--rules", "-", "--profile", profile, "--lang", "en", text="航班\n")
    assert told.returncode == 0
    assert "nearly everything" in told.stderr


def test_a_damaged_book_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "watches.toml").write_text('[[watch]]\nname = "甲"\nrules = 5\n')
    done = fenghuo("watches", "list", "--profile", tmp_path, "--lang", "en")
    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert "watches.toml" in done.stderr


# --- finding what matters


def test_a_post_says_why_it_is_there(profile: Path) -> None:
    (first, second) = search(profile, "退款", "--order", "reach")
    assert (first["author"], second["author"]) == ("老王", "小满")
    assert first["mentions"] == [{"watch": "航司", "keyword": "退款", "exactness": "exact", "weight": 3}]
    assert first["joined"] == "repost"
    assert first["story"] == second["story"] == second["id"]
    assert {"id", "source", "posted_at", "arrived_at", "text", "author", "url", "sentiment", "mood"} <= set(first)


@pytest.mark.parametrize(
    ("args", "who"),
    [
        (("--watch", "航司"), ["otter", "豆包", "老王", "小满"]),
        (("--watch", "对手"), ["柠檬"]),
        (("--watch", "*", "--mood", "positive"), ["柠檬"]),
        (("--region", "上海"), ["老王", "小满"]),
        (("--author", "豆包"), ["豆包"]),
        (("--source", "weibo", "--limit", "2"), ["otter", "柠檬"]),
        (("--since", "2026-11-20 11:00"), ["otter", "柠檬"]),
        (("--since", "2026-11-20T01:10Z", "--until", "2026-11-20T01:20Z"), ["阿珍"]),
        (("航班", "--region", "上海", "--until", "2026-11-20 09:20"), ["小满"]),
    ],
)
def test_filters_say_what_must_hold(profile: Path, args: tuple[str, ...], who: list[str]) -> None:
    assert authors(profile, *args) == who


def test_reposts_are_one_story_that_keeps_its_count(profile: Path) -> None:
    stories = search(profile, "--stories", "航班")
    (story,) = stories
    assert (story["posts"], story["reposts"], story["author"]) == (3, 2, "小满")
    assert "priority" not in story
    assert authors(profile, "--story", story["key"]) == ["老王", "阿珍", "小满"]
    told = fenghuo("search", "--stories", "--profile", profile, "--lang", "en")
    assert len(told.stdout.splitlines()) == 4
    assert "×3" in told.stdout
    assert story["key"] in told.stdout


def test_asking_for_nothing_is_wrong_usage_and_finding_nothing_is_not(profile: Path) -> None:
    assert fenghuo("search", "--profile", profile).returncode == 2
    assert fenghuo("search", "退款", "--limit", "0", "--profile", profile).returncode == 2
    assert fenghuo("search", "--mood", "furious", "--profile", profile).returncode == 2
    none = fenghuo("search", "--author", "没有这个人", "--profile", profile, "--lang", "en")
    assert (none.returncode, none.stdout) == (0, "")
    assert "No post fits" in none.stderr


@pytest.mark.parametrize(
    ("args", "word"),
    [(("--since", "昨天"), "昨天"), (("--story", "abc"), "abc"), (("！？",), "！？")],
)
def test_a_question_that_cannot_be_answered_is_one_sentence(profile: Path, args: tuple[str, ...], word: str) -> None:
    done = fenghuo("search", *args, "--profile", profile)
    assert done.returncode == 1
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", ['"我要退款', "“我要退款”"])
def test_an_unclosed_quote_is_a_phrase(profile: Path, words: str) -> None:
    assert authors(profile, words) == ["老王", "小满"]
