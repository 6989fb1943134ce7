# SPDX-License-Identifier: Apache-2.0
"""`fenghuo analyse`: from posts on standard input to hot terms, questions, voices and a type of crisis.

Each command is a process of its own. Trap: the tests share a profile, so none of them may change it.
"""

import json
from pathlib import Path

import pytest

from app.texts import LANGUAGES
from tests.e2e.command import fenghuo, rows
from tests.e2e.test_watches import as_jsonl

pytestmark = pytest.mark.e2e
BEFORE = ["今天的午饭不错", "周末去公园", "下班一起走吗", "天气真好", "新出的杯子好看", "地铁上人好多"]
NOW = [
    "岁稔食品换标签，过期食品还在卖", "孩子吃坏肚子，食物中毒住院", "退款流程在哪里？", "退款流程要多久才能走完？",
    "吃出虫子，食品安全没人管", "岁稔食品的后厨食材发霉", "请尽快退款", "换标签太恶心，不敢吃了", "又是换标签",
]  # fmt: skip


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A watch, six posts on the day before and nine on the day."""
    folder = tmp_path_factory.mktemp("analyse") / "profile"
    posts = [
        (str(1001 + place), f"2026-11-{day} 10:{place:02}", text, f"用户{place}", "上海", 100 * place, "")
        for day, texts in ((19, BEFORE), (20, NOW))
        for place, text in enumerate(texts, 20 if day == 20 else 0)
    ]
    added = fenghuo("watches", "add", "岁稔食品", "--keyword", "岁稔食品", "--profile", folder)
    assert added.returncode == 0, added.stderr
    made = fenghuo("import", "-", "--profile", folder, text=as_jsonl(posts))
    assert made.returncode == 0, made.stderr
    return folder


def test_json_tells_all_four_parts(profile: Path) -> None:
    done = fenghuo("analyse", "--since", "2026-11-20T00:00+08:00", "--json", "--profile", profile)
    (found,) = rows(done.stdout)
    assert (found["read"], found["all"]) == (9, 9)
    assert "换标签" in [term["text"] for term in found["terms"]]
    assert (found["asks"][0]["kind"], found["asks"][0]["count"]) == ("question", 2)
    assert found["voices"]["voices"] == 9
    assert [(one["type"], one["finer"]) for one in found["types"]] == [("product", "food_safety")]
    assert found["types"][0]["reasons"][0] == {"word": "换标签", "posts": 3}


def test_only_the_part_asked_for(profile: Path) -> None:
    done = fenghuo("analyse", "--part", "voices", "--watch", "岁稔食品", "--json", "--profile", profile)
    (found,) = rows(done.stdout)
    assert found.keys() == {"read", "all", "voices"}
    assert found["read"] == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_speaks_every_language(profile: Path, language: str) -> None:
    done = fenghuo("analyse", "--lang", language, "--profile", profile)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 12
    assert "换标签" in done.stdout


def test_nothing_that_fits_is_said_in_one_sentence(profile: Path) -> None:
    done = fenghuo("analyse", "没有人说过的话", "--lang", "en", "--profile", profile)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (0, "", 1)
    empty = fenghuo("analyse", "没有人说过的话", "--json", "--profile", profile)
    assert json.loads(empty.stdout) == {"read": 0, "all": 0}


def test_a_time_that_is_none_is_refused(profile: Path) -> None:
    done = fenghuo("analyse", "--since", "yesterday-ish", "--profile", profile)
    assert done.returncode == 1
    assert "yesterday-ish" in done.stderr
