# SPDX-License-Identifier: Apache-2.0
"""The beacon from the command line: lit by a real collector, its policy, a past time replayed from a file.

The trap: a rule lights at once, the detector only after a day; so what a test waits for is a rule's doing.
"""

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.e2e.command import fenghuo, rows
from tests.e2e.site import Page, site
from tests.e2e.test_watch import watching
from tests.unit.warning.streams import DAY, START, quiet, storm

pytestmark = [pytest.mark.e2e, pytest.mark.allow_hosts(["127.0.0.1"])]

POLICY = """
[[rule]]
name = "二十条"
level = "orange"
measure = "mentions"
at_least = 20
minutes = 60

[[response]]
level = "orange"
tell = ["王岚"]
minutes = 7
"""


def crowd(address: str) -> Page:
    """A feed of thirty posts that name no time, so they are of now."""
    texts = (f"岁稔的第 {number} 罐也有异物，门店不肯退款" for number in range(30))
    items = "".join(
        f"<item><title>{text}</title><link>{address}/p/{number}</link><guid>{number}</guid></item>"
        for number, text in enumerate(texts)
    )
    return Page(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode())


def status(profile: Path, *more: str) -> list[dict[str, Any]]:
    return rows(fenghuo("beacon", "status", "--json", *more, "--profile", profile).stdout)


def test_what_a_source_brings_lights_the_beacon(tmp_path: Path) -> None:
    profile = tmp_path / "room"
    with site() as web:
        web.pages["/feed.xml"] = crowd(web.address)
        fenghuo("watches", "add", "岁稔", "--keyword", "岁稔", "--profile", profile)
        fenghuo("source", "add", "--url", f"{web.address}/feed.xml", "--profile", profile)
        (profile / "policy.toml").write_text(POLICY, "utf-8")
        with watching(profile):
            until = time.monotonic() + 60
            while not (lit := [one for one in status(profile) if one["level"]]):
                assert time.monotonic() < until, "nothing was lit"
                time.sleep(0.3)
    (one,) = lit
    assert (one["watch"], one["level"]) == ("岁稔", "orange")
    assert "二十条" in one["reasons"][0]
    assert "30" in one["reasons"][0]
    said = fenghuo("beacon", "status", "--profile", profile, "--lang", "zh-Hans").stdout
    assert "橙色预警 · 岁稔" in said


def test_the_policy_is_told_and_a_damaged_one_named_by_its_line(tmp_path: Path) -> None:
    profile = tmp_path / "room"
    profile.mkdir()
    (profile / "policy.toml").write_text(POLICY, "utf-8")
    told = rows(fenghuo("beacon", "policy", "--json", "--profile", profile).stdout)[0]
    assert [rule["name"] for rule in told["rules"]] == ["二十条"]
    orange = next(one for one in told["responses"] if one["level"] == "orange")
    assert (orange["tell"], orange["minutes"]) == (["王岚"], 7)
    said = fenghuo("beacon", "policy", "--profile", profile, "--lang", "en").stdout
    assert "Orange warning · 二十条: mentions ≥ 20 in 1 h" in said
    (profile / "policy.toml").write_text(POLICY + POLICY.partition("[[response]]")[0], "utf-8")
    done = fenghuo("beacon", "policy", "--profile", profile, "--lang", "en")
    assert done.returncode != 0
    assert "line 14" in done.stderr


def counts(path: Path) -> Path:
    """Four days a minute, with a wave on the last."""
    found = storm(quiet(4), 3 * DAY + 600)[0]
    lines = ["timestamp,count,neg,repost,authors"]
    for minute, row in enumerate(found):
        at = np.datetime64(START.replace(tzinfo=None), "m") + minute
        lines.append(f"{str(at).replace('T', ' ')}:00,{','.join(map(str, row))}")
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_file_is_replayed_through_another_policy_side_by_side(tmp_path: Path) -> None:
    profile, file = tmp_path / "room", counts(tmp_path / "岁稔.csv")
    fenghuo("watches", "add", "岁稔", "--keyword", "岁稔", "--profile", profile)
    other = tmp_path / "other.toml"
    other.write_text(
        POLICY.replace("at_least = 20", "at_least = 400").replace('level = "orange"', 'level = "red"', 1)
    )
    done = fenghuo("beacon", "replay", file, "--policy", other, "--json", "--profile", profile)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["watches"] == ["岁稔"]
    assert found["today"]["fired"][-1]["steps"][0]["reasons"]
    assert found["changed"]["levels"]["red"] >= found["today"]["levels"]["red"]
    assert [one["watch"] for one in found["changed"]["fired"] if one["level"] == "red"][-1:] == ["岁稔"]
    said = fenghuo("beacon", "replay", file, "--policy", other, "--profile", profile, "--lang", "en").stdout
    assert "[today]" in said
    assert "[changed]" in said
    assert not (profile / "policy.toml").exists()


def test_what_cannot_be_replayed_is_one_sentence(tmp_path: Path) -> None:
    profile = tmp_path / "room"
    fenghuo("watches", "add", "岁稔", "--keyword", "岁稔", "--profile", profile)
    for args in (
        ("replay", tmp_path / "nowhere.csv"),
        ("replay", "--since", "2026-11-20", "--until", "2026-11-19"),
        ("replay", counts(tmp_path / "c.csv"), "--policy", tmp_path / "nowhere.toml"),
        ("replay", "--since", "neulich"),
    ):
        done = fenghuo("beacon", *args, "--profile", profile)
        assert done.returncode != 0, args
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
