# SPDX-License-Identifier: Apache-2.0
"""Moods from the command line: own words, why a text feels as it does, and what people put right.

Each command is a process of its own. Trap: a test that changes the profile must have a copy of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import House
from app.clock import SystemClock
from app.profile import Profile
from app.texts import Texts
from db.engine import open_database, writing
from db.post_schema import SCHEMA
from tests.e2e.command import PASS, fenghuo, founded_room, rows

pytestmark = pytest.mark.e2e
PERSON = {**PASS, "FENGHUO_PERSON_PASSPHRASE": "口令"}
TEXTS = (
    "这家公司真的太让人失望了，再也不会来",
    "这家公司真的太让人失望了，再也不会来",
    "味道很好，推荐大家都去尝一尝",
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with two people, and three posts, two of which are one story."""
    folder = tmp_path_factory.mktemp("moods") / "profile"
    founded_room(folder)
    posts = "\n".join(
        json.dumps({"id": f"70000000000{n}", "time": f"2026-11-20 09:0{n}", "text": text, "source": "weibo"})
        for n, text in enumerate(TEXTS)
    )
    assert fenghuo("import", "-", "--profile", folder, text=posts).returncode == 0
    return folder


@pytest.fixture
def profile(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test to change."""
    return Path(shutil.copytree(founded, tmp_path / "profile"))


def search(profile: Path, *args: str) -> list[dict[str, Any]]:
    """Posts, oldest first."""
    return rows(fenghuo("search", *args, "--json", "--profile", profile).stdout)[::-1]


def moods(profile: Path, *args: str | Path, **env: str) -> list[dict[str, Any]]:
    """What `moods` says."""
    done = fenghuo("moods", *args, "--json", "--profile", profile, env={**PERSON, **env})
    assert done.returncode == 0, done.stderr
    return rows(done.stdout)


def stories(profile: Path) -> list[dict[str, Any]]:
    """The story of the disappointed."""
    return rows(fenghuo("search", "失望", "--stories", "--json", "--profile", profile).stdout)


def refused(profile: Path, *args: str | Path) -> str:
    """Why it does not."""
    done = fenghuo("moods", *args, "--profile", profile, "--lang", "zh-Hans", env=PERSON)
    assert done.returncode == 1
    return done.stderr.strip()


def test_a_word_is_given_a_mood_counts_at_once_is_named_and_taken_away(profile: Path) -> None:
    text = json.dumps("听说那位艺人塌房的事")
    before = json.loads(fenghuo("classify", "--profile", profile, text=text).stdout)
    (kept,) = moods(profile, "add", "塌房", "--mood", "negative", "--strength", "3", "--note", "饭圈")
    assert kept == {"word": "塌房", "mood": "negative", "strength": 3, "note": "饭圈"}
    after = json.loads(fenghuo("classify", "--profile", profile, text=text).stdout)
    assert after["label"] == "negative"
    assert after["score"] < before["score"]
    line = json.dumps({"id": "700000000099", "time": "2026-11-20 10:00", "text": json.loads(text), "source": "x"})
    assert fenghuo("import", "-", "--profile", profile, text=line).returncode == 0
    assert [post["mood"] for post in search(profile, "艺人")] == ["negative"]
    assert moods(profile, "words") == [kept]
    assert refused(profile, "add", "塌房", "--mood", "positive") == "已经有情绪词“塌房”。请先移除，或者另选一个。"
    assert moods(profile, "remove", "塌房") == [kept]
    assert moods(profile, "words") == []
    assert "没有情绪词" in refused(profile, "remove", "塌房")


def test_why_a_text_feels_so_is_said_in_pieces(profile: Path) -> None:
    moods(profile, "add", "塌房", "--mood", "negative", "--strength", "3")
    text = "听说那位艺人塌房了"
    told = json.loads(fenghuo("explain", "--json", "--profile", profile, text=text).stdout)
    assert told["label"] == "negative"
    (word,) = (piece for piece in told["pieces"] if piece["kind"] == "word")
    assert (word["word"], word["text"]) == ("塌房", "塌房")
    assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in told["pieces"])
    plain = fenghuo("explain", "--profile", profile, "--lang", "zh-Hans", text=json.dumps(text)).stdout
    assert plain.startswith("负面 -")
    assert "情绪词“塌房”" in plain
    link = fenghuo("explain", "--lang", "en", "--profile", profile, text="https://example.org\n").stdout
    assert link == "Unknown\n"


def test_a_post_is_put_right_and_taken_back_and_everything_follows(profile: Path) -> None:
    post = search(profile, "推荐")[0]
    assert (post["mood"], post["corrected"]) == ("positive", False)
    how = ("--post", post["digest"], "--mood", "negative")
    (entry,) = moods(profile, "correct", *how, "--as", "韩雪", "--note", "反话")
    assert (entry["kind"], entry["name"]) == ("mood.corrected", "韩雪")
    now = search(profile, "推荐")[0]
    assert (now["mood"], now["sentiment"], now["corrected"]) == ("negative", -1.0, True)
    assert search(profile, "推荐", "--mood", "positive") == []
    assert refused(profile, "correct", *how, "--as", "林越") == f"“{TEXTS[2]}”已经由韩雪定为负面。"
    moods(profile, "restore", "--post", post["digest"], "--as", "韩雪")
    assert search(profile, "推荐") == [post]


def test_a_story_is_put_right_with_what_joins_it(profile: Path) -> None:
    (story,) = stories(profile)
    moods(profile, "correct", "--story", story["key"], "--mood", "neutral", "--as", "林越")
    line = json.dumps({"id": "700000000077", "time": "2026-11-20 09:30", "text": TEXTS[0], "source": "weibo"})
    assert fenghuo("import", "-", "--profile", profile, text=line).returncode == 0
    assert [post["mood"] for post in search(profile, "失望")] == ["neutral"] * 3
    (after,) = stories(profile)
    assert (after["posts"], after["neutral"], after["negative"]) == (3, 3, 0)
    moods(profile, "restore", "--story", story["key"], "--as", "韩雪")
    assert {post["mood"] for post in search(profile, "失望")} == {"negative"}
    assert "没有人更正过" in refused(profile, "restore", "--story", story["key"], "--as", "韩雪")


def test_what_was_put_right_is_exported_as_training_rows(profile: Path) -> None:
    out = profile.parent / "更正.jsonl"
    assert "没有可导出的" in refused(profile, "export", out)
    post, (story,) = search(profile, "推荐")[0], stories(profile)
    moods(profile, "correct", "--post", post["digest"], "--mood", "negative", "--as", "韩雪", "--note", "反话")
    moods(profile, "correct", "--story", story["key"], "--mood", "neutral", "--as", "林越")
    assert fenghuo("moods", "export", out, "--profile", profile).returncode == 0
    one, whole = rows(out.read_text("utf-8"))
    assert (one["text"], one["label"], one["of"]) == (TEXTS[2], "negative", "post")
    assert (one["by"], one["note"]) == ("韩雪", "反话")
    assert one["score_before"] > 0 > whole["score_before"]
    assert (whole["text"], whole["label"], whole["of"]) == (TEXTS[0], "neutral", "story")
    assert "no" in refused(profile, "export", profile / "no" / "such.jsonl")
    told = fenghuo("state", "--json", "--profile", profile).stdout
    assert [row["mood"] for row in json.loads(told)["moods"]] == ["negative", "neutral"]


def test_what_the_machine_said_is_noted_also_of_a_post_whose_story_was_put_right(profile: Path) -> None:
    (story,), post = stories(profile), search(profile, "失望")[0]
    moods(profile, "correct", "--story", story["key"], "--mood", "positive", "--as", "林越")
    assert search(profile, "失望")[0]["sentiment"] == 1.0
    moods(profile, "correct", "--post", post["digest"], "--mood", "neutral", "--as", "韩雪")
    line = {"do": "mood.correct", "as": "韩雪", "passphrase": "口令", "mood": "neutral"}
    other = json.dumps({**line, "post": search(profile, "失望")[1]["id"]}, ensure_ascii=False)
    assert fenghuo("act", "-", "--profile", profile, text=other).returncode == 0
    out = profile.parent / "更正.jsonl"
    fenghuo("moods", "export", out, "--profile", profile)
    noted = [row["score_before"] for row in rows(out.read_text("utf-8"))]
    assert noted == pytest.approx([post["sentiment"]] * 3)


def test_scripts_do_the_same_with_act(profile: Path) -> None:
    post = search(profile, "推荐")[0]
    lines = [
        {"do": "mood.correct", "as": "韩雪", "passphrase": "口令", "post": post["id"], "mood": "neutral"},
        {"do": "mood.restore", "as": "韩雪", "digest": post["digest"]},
        {"do": "mood.correct", "as": "韩雪", "post": post["id"], "mood": "unknown"},
        {"do": "mood.correct", "as": "韩雪", "mood": "neutral"},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    told = rows(fenghuo("act", "-", "--profile", profile, text=text).stdout)
    assert [answer.get("kind", answer.get("rule")) for answer in told] == [
        "mood.corrected", "mood.restored", "mood.unknown", "mood.needs-one",
    ]  # fmt: skip
    assert told[0]["event"]["key"] == post["digest"]
    known = {row["name"]: row for row in json.loads(fenghuo("commands", "--json").stdout)}
    assert known["mood.correct"]["may"] == ["anyone"]
    assert {"mood", "post", "digest", "story", "note"} <= known["mood.correct"]["schema"]["properties"].keys()
    assert json.loads(fenghuo("verify", profile, "--json").stdout)["whole"] is True


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("correct", "--mood", "negative", "--as", "韩雪"), "--post"),
        (("correct", "--post", "a1" * 16, "--as", "韩雪"), "--mood"),
        (("correct", "--post", "a1" * 16, "--mood", "negative", "--as", "韩雪"), "a1a1"),
        (("correct", "--story", "zz", "--mood", "negative", "--as", "韩雪"), "zz"),
        (("restore", "--post", "a1" * 16), "谁"),
        (("restore", "--post", "a1", "--as", "韩雪"), "32"),
        (("add", "翻车"), "--mood"),
        (("add", "\u200b", "--mood", "negative"), "看不见"),
        (("add", "翻车", "--mood", "negative", "--strength", "4"), "力度"),
        (("export",), "文件"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_sentence(founded: Path, args: tuple[str, ...], said: str) -> None:
    told = refused(founded, *args)
    assert said in told
    assert len(told.splitlines()) == 1


def test_a_scorer_of_a_line_at_a_time_answers_a_line_at_a_time(profile: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "classify", "--profile", str(profile)], text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **PASS},
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        for text, label in ((TEXTS[0], "negative"), ("", "unknown"), (TEXTS[2], "positive")):
            child.stdin.write(json.dumps(text) + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["label"] == label
        child.stdin.close()
        assert child.wait(20) == 0


def test_classify_answers_whatever_stands_there() -> None:
    lines = ['"太失望了，必须退款！"', '"\\ud800"', '"😡"', '"' + "哈" * 100_000 + '"', "42", "", '"https://t.cn/x"']
    done = fenghuo("classify", text="\n".join(lines))
    labels = [row.get("label", "error") for row in rows(done.stdout)]
    assert len(labels) == 6
    assert (labels[0], labels[1], labels[4], labels[5]) == ("negative", "unknown", "error", "unknown")
    assert (done.returncode, done.stdout.count("error")) == (1, 1)


def test_a_window_opens_what_an_older_program_left_and_sees_that_it_is_to_be_judged(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGHUO_PASSPHRASE", PASS["FENGHUO_PASSPHRASE"])
    house = House(Profile(profile), Texts("zh-Hans"), SystemClock())
    secret, version = house._unlock(make=False).database, SCHEMA.version
    engine = open_database(profile / "posts.db", secret, application_id=SCHEMA.application_id, version=version)
    with writing(engine) as connection:
        for statement in (
            "ALTER TABLE post DROP COLUMN scored", "ALTER TABLE post DROP COLUMN felt", "DROP TABLE correction",
            "DROP TABLE unsettled", "DROP TABLE indicator", "DROP TABLE indicator_hour", "DROP TABLE gap",
            "DROP TABLE proposal", "DROP TABLE beacon", "ALTER TABLE progress DROP COLUMN uncounted",
            "UPDATE ruleset SET fingerprint = 'by words'", "UPDATE alembic_version SET version_num = '0003'",
            "PRAGMA user_version = 3",
        ):  # fmt: skip
            connection.exec_driver_sql(statement)
    engine.dispose()
    opened = house.open(None)
    try:
        assert opened.posts.count() == len(TEXTS)
        assert not opened.posts.judged_by(house.judge().fingerprint)
    finally:
        opened.posts.close()
        opened.seen.close()
        opened.room.close()
