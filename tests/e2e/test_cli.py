# SPDX-License-Identifier: Apache-2.0
"""The command line as scripts use it: a whole incident, and every way a file can be touched behind its back.

Each command is a process of its own, as in life. Trap: a profile without a keyring needs FENGHUO_PASSPHRASE.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import fenghuo, rows

pytestmark = pytest.mark.e2e
PEOPLE = (
    ("周宁", "pr", "writer"),
    ("陈屿", "legal", "legal"),
    ("韩雪", "customer_service", "monitor"),
)


def act(profile: Path, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Commands, one a line, everybody's passphrase being the same."""
    text = "\n".join(json.dumps({"passphrase": "口令", **line}, ensure_ascii=False) for line in lines)
    return rows(fenghuo("act", "-", "--profile", profile, text=text).stdout)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with four people and an incident whose statement went out."""
    folder = tmp_path_factory.mktemp("cli") / "profile"
    found = {
        "do": "room.found", "name": "华东战情室", "person": "林越", "department": "executive",
        "roles": ["commander"], "new_passphrase": "口令",
    }  # fmt: skip
    people = [
        {"do": "person.add", "as": "林越", "name": name, "department": department, "roles": [role],
         "new_passphrase": "口令"}
        for name, department, role in PEOPLE
    ]  # fmt: skip
    duties = [
        {"do": "duty.assign", "as": "林越", "incident": "last", "role": role, "person": name}
        for name, role in (("林越", "commander"), *((name, role) for name, _, role in PEOPLE))
    ]
    statement = [
        {"do": "statement.draft", "as": "周宁", "incident": "last", "kind": "holding", "text": "我们已停产并致歉。"},
        {"do": "statement.submit", "as": "周宁", "statement": "last"},
        {"do": "statement.approve", "as": "林越", "statement": "last"},
        {"do": "statement.verdict", "as": "陈屿", "statement": "last", "verdict": "pass"},
        {"do": "statement.verdict", "as": "韩雪", "statement": "last", "verdict": "pass"},
        {"do": "statement.approve", "as": "林越", "statement": "last"},
        {"do": "statement.release", "as": "林越", "statement": "last", "channel": "微博", "text": "我们已停产。"},
        {"do": "statement.release", "as": "林越", "statement": "last", "channel": "微博"},
    ]
    declare = {"do": "incident.declare", "as": "韩雪", "title": "过期原料视频", "severity": "II"}
    answers = act(folder, found, *people, declare, *duties, *statement)
    refusals = [answer["rule"] for answer in answers if "rule" in answer]
    assert refusals == ["statement.legal-must-pass", "statement.other-text"]
    return folder


def test_state_tells_the_room(profile: Path) -> None:
    state = json.loads(fenghuo("state", "--profile", profile, "--json").stdout)
    incident = state["incidents"][0]
    assert incident["title"] == "过期原料视频"
    assert incident["level"] == "II"
    assert incident["duties"]["legal"] == "陈屿"
    assert incident["statements"][0]["status"] == "released"
    assert {clock["name"] for clock in incident["clocks"]} == {
        "convene", "brief_top", "first_statement", "progress", "daily",
    }  # fmt: skip


def test_state_at_a_past_moment(profile: Path) -> None:
    now = json.loads(fenghuo("state", "--profile", profile, "--json").stdout)
    declared = now["incidents"][0]["declared_at"]
    then = fenghuo("state", "--profile", profile, "--as-of", declared, "--json").stdout
    assert json.loads(then)["incidents"][0]["statements"] == []
    assert (
        json.loads(fenghuo("state", "--profile", profile, "--as-of", "1999-01-01", "--json").stdout)["room"] is None
    )
    bad = fenghuo("state", "--profile", profile, "--as-of", "昨天下午")
    assert bad.returncode == 1
    assert "昨天下午" in bad.stderr


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hans", "发布声明 1"), ("zh-Hant", "發布聲明 1"), ("en", "released")]
)
def test_the_timeline_speaks_three_languages(profile: Path, language: str, word: str) -> None:
    told = fenghuo("timeline", "last", "--profile", profile, "--lang", language)
    assert told.returncode == 0
    assert word in told.stdout.replace("佈", "布")


def test_verify_is_quiet_about_a_whole_journal(profile: Path) -> None:
    found = fenghuo("verify", profile, "--json")
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["whole"] is True


def copy_of(profile: Path, tmp_path: Path) -> Path:
    """The profile somewhere else."""
    target = tmp_path / "copy"
    target.mkdir()
    for file in profile.iterdir():
        if file.is_file():
            (target / file.name).write_bytes(file.read_bytes())
    return target


@pytest.mark.parametrize("place", [0, 20, 100, 4096 + 50, -5000, -1])
def test_verify_finds_one_flipped_byte_anywhere(profile: Path, tmp_path: Path, place: int) -> None:
    copy = copy_of(profile, tmp_path)
    data = bytearray((copy / "room.db").read_bytes())
    data[place] ^= 0x01
    (copy / "room.db").write_bytes(data)
    found = fenghuo("verify", copy)
    assert found.returncode == 1
    assert found.stderr.strip()


def test_verify_finds_an_older_database_put_back(profile: Path, tmp_path: Path) -> None:
    copy = copy_of(profile, tmp_path)
    old = (copy / "room.db").read_bytes()
    assert "seq" in act(copy, {"do": "log.write", "as": "韩雪", "incident": "last", "text": "后来的一条"})[0]
    (copy / "room.db").write_bytes(old)
    for rest in ("room.db-wal", "room.db-shm"):
        (copy / rest).unlink(missing_ok=True)
    found = fenghuo("verify", "--profile", copy, "--lang", "en")
    assert found.returncode == 1
    assert "its tail is gone" in found.stderr
    assert "rule" not in str(fenghuo("act", "-", "--profile", copy).stdout)


def test_a_touched_witness_is_named(profile: Path, tmp_path: Path) -> None:
    copy = copy_of(profile, tmp_path)
    (copy / "room.head").write_text("1 " + "00" * 32 + " " + "00" * 64)
    assert fenghuo("verify", copy).returncode == 1


@pytest.mark.parametrize(
    ("env", "word"),
    [({"FENGHUO_PASSPHRASE": "不对"}, "口令不对"), ({"FENGHUO_PASSPHRASE": ""}, "口令")],
)
def test_a_wrong_passphrase_is_one_sentence(profile: Path, env: dict[str, str], word: str) -> None:
    done = fenghuo("state", "--profile", profile, "--lang", "zh-Hans", env=env)
    assert done.returncode == 1
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_keyring_or_passphrase_nothing_is_made(tmp_path: Path) -> None:
    bare = {key: value for key, value in os.environ.items() if key != "FENGHUO_PASSPHRASE"}
    done = subprocess.run(
        [sys.executable, "-m", "app", "act", "-", "--profile", str(tmp_path / "new"), "--lang", "en"],
        input="", capture_output=True, text=True, env=bare, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "FENGHUO_PASSPHRASE" in done.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500, b"SQLite format 3\0" + bytes(5000)])
def test_a_strange_database_is_named(profile: Path, tmp_path: Path, content: bytes) -> None:
    copy = copy_of(profile, tmp_path)
    (copy / "room.db").write_bytes(content)
    for command in ("state", "verify"):
        done = fenghuo(command, "--profile", copy)
        assert done.returncode == 1
        assert "room.db" in done.stderr


def test_a_missing_profile_and_a_damaged_one_are_named(tmp_path: Path, profile: Path) -> None:
    assert "nowhere" in fenghuo("state", "--profile", tmp_path / "nowhere").stderr
    copy = copy_of(profile, tmp_path)
    (copy / "profile.json").write_text("{")
    assert "profile.json" in fenghuo("state", "--profile", copy).stderr


def test_wrong_usage_is_two(tmp_path: Path) -> None:
    assert fenghuo("fly").returncode == 2
    assert fenghuo("sitrep", "last", "--profile", tmp_path).returncode == 2
    assert fenghuo("demo").returncode == 2


def test_every_command_has_help_with_an_example() -> None:
    for command in (
        "demo",
        "import",
        "search",
        "watches",
        "classify",
        "commands",
        "act",
        "state",
        "timeline",
        "sitrep",
        "verify",
    ):
        done = fenghuo(command, "--help", "--lang", "zh-Hans")
        assert done.returncode == 0
        assert f"fenghuo {command}" in done.stdout
        assert "示例" in done.stdout


def test_commands_are_listed_with_their_fields() -> None:
    listed = {row["name"]: row for row in json.loads(fenghuo("commands", "--json").stdout)}
    assert {"incident.declare", "duty.assign", "statement.draft", "statement.submit", "statement.verdict",
            "statement.approve", "statement.release"} <= set(listed)  # fmt: skip
    assert set(listed["incident.declare"]["schema"]["required"]) >= {"title", "severity"}
    assert "key" not in listed["person.add"]["schema"]["properties"]


def test_a_second_hand_on_the_profile_is_refused(profile: Path) -> None:
    from filelock import FileLock

    with FileLock(profile / "room.lock"):
        done = fenghuo("act", "-", "--profile", profile, "--lang", "en", text="{}")
        assert done.returncode == 1
        assert "using" in done.stderr
        assert fenghuo("state", "--profile", profile).returncode == 0


def test_mood_of_a_sentence() -> None:
    done = fenghuo("classify", text='"太失望了，必须退款！"\n"很好吃，推荐"\n没有引号\n')
    first, second, third = rows(done.stdout)
    assert first["label"] == "negative"
    assert second["label"] == "positive"
    assert "error" in third
    assert done.returncode == 1


def test_what_is_found_is_told_in_the_rooms_zone(tmp_path: Path) -> None:
    folder = tmp_path / "new york"
    founding = {
        "do": "room.found", "name": "East", "person": "Ann", "department": "executive", "roles": ["commander"],
        "new_passphrase": "x", "zone": "America/New_York",
    }  # fmt: skip
    assert fenghuo("act", "-", "--profile", folder, text=json.dumps(founding)).returncode == 0
    post = {"text": "refund refused", "posted_at": "2026-01-05T12:00:00+00:00", "author": "bob", "source": "x"}
    assert fenghuo("import", "-", "--profile", folder, text=json.dumps(post)).returncode == 0
    for more in ((), ("--stories",)):
        assert "2026-01-05 07:00:00" in fenghuo("search", "refund", *more, "--profile", folder).stdout
