# SPDX-License-Identifier: Apache-2.0
"""What the window shows before an import, as `fenghuo import --preview` prints it: columns, guesses, posts, words."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from app.cli.import_preview import FilePreview, preview_json, worded
from app.errors import Said
from app.posts.mappings import Mappings
from app.texts import LANGUAGES, Texts
from tests.isolation import CHECKOUT
from tests.unit.posts.conftest import Desk

DATA = CHECKOUT.parent / "shared" / "data" / "posts"
WEIBO = """微博id,用户昵称,微博正文,发布时间,转发数
Db8BHCdEZ,李雷,"航班延误了三个小时,没人管",2026-11-18 09:30,12
Db8BHCdEa,韩梅梅,机场的态度很好,2026-02-30 09:31,3
"""


def seen(desk: Desk, path: Path, maps: dict[str, str] | None = None, **how: object) -> FilePreview:
    """The preview, through JSON and back, as the window gets it."""
    zone, mappings, language = how.get("zone"), how.get("mappings"), how.get("language", "zh-Hans")
    shown = preview_json(path, maps or {}, zone, desk.clock, Texts(language), mappings)  # type: ignore[arg-type]
    return msgspec.json.decode(msgspec.json.encode(shown), type=FilePreview)


def sure(shown: FilePreview) -> dict[str, tuple[str, str]]:
    """Field → column and how sure, of those that take one."""
    return {one.field: (one.column, one.sure) for one in shown.fields if one.column}


def test_an_export_is_shown_as_it_would_be_stored(desk: Desk) -> None:
    path = desk.file(WEIBO)
    shown = seen(desk, path)
    assert (shown.file, shown.kind, shown.encoding, shown.size) == (str(path), "csv", "utf-8", path.stat().st_size)
    assert (shown.looked_at, shown.zone, shown.zone_named, shown.error) == (2, "Asia/Shanghai", True, "")
    assert sure(shown)["text"] == ("微博正文", "name")
    assert shown.unused == ("转发数",)
    assert [(column.name, column.example) for column in shown.columns][:2] == [
        ("微博id", "Db8BHCdEZ"), ("用户昵称", "李雷"),
    ]  # fmt: skip
    (post,) = shown.posts
    assert post.posted_at == datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
    assert (post.author, post.text, post.source) == ("李雷", "航班延误了三个小时,没人管", "weibo")
    (refused,) = shown.rejected
    assert (refused.line, shown.rejected_total) == (3, 1)
    assert "2026-02-30" in refused.reason
    assert desk.posts() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_speaks_of_options_to_somebody_who_chooses_from_a_list(desk: Desk, language: str) -> None:
    no_header = desk.file("2026-11-18 09:30,今天的航班又延误了好久\n2026-11-18 09:31,到底有没有人管\n", "bare.csv")
    nothing = desk.file("甲,乙\n1,2\n3,4\n", "nothing.csv")
    for path in (no_header, nothing, desk.file(WEIBO)):
        shown = seen(desk, path, language=language)
        assert shown.error or shown.warnings
        for sentence in (shown.error, *shown.warnings, *(row.reason for row in shown.rejected)):
            assert "--" not in sentence


def test_a_guess_by_content_names_our_field_in_words() -> None:
    said = worded(Said("posts-guessed", {"field": "posted_at", "column": "列3"}))
    assert Texts("zh-Hans").say(said).startswith("按内容猜测：时间取自“列3”列")
    assert worded(Said("posts-no-time")).key == "posts-no-time"


def test_only_the_first_thousand_rows_are_looked_at(desk: Desk) -> None:
    rows = "".join(f"2026-11-18 09:30,第{n}条帖文\n" for n in range(1_000))
    shown = seen(desk, desk.file(f"时间,正文\n{rows}不是时间,坏行\n"))
    assert (shown.looked_at, shown.rejected, len(shown.posts)) == (1_000, (), 20)


def test_another_column_can_be_chosen_and_a_field_left_empty(desk: Desk) -> None:
    path = desk.file("时间,正文,备注,事件\n2026-11-18 09:30,甲说了很多话,乙也说了很多话,延误\n")
    shown = seen(desk, path, {"text": "备注", "event": ""})
    assert sure(shown)["text"] == ("备注", "given")
    assert "event" not in sure(shown)
    assert (shown.posts[0].text, shown.posts[0].event) == ("乙也说了很多话", "")
    assert next(one.sure for one in shown.fields if one.field == "event") == "given"
    assert desk.take(path, maps={"event": ""}).unused == ("备注", "事件")


def test_a_file_that_lacks_only_a_mapping_shows_its_columns(desk: Desk) -> None:
    path = desk.file("甲,乙\n2026-11-18,3\n2026-11-19,4\n")
    shown = seen(desk, path)
    assert "哪一列是帖文内容" in shown.error
    assert [(one.name, one.example) for one in shown.columns] == [("甲", "2026-11-18"), ("乙", "3")]
    assert (shown.posts, shown.looked_at, len(shown.fields)) == ((), 2, 12)
    assert seen(desk, path, {"text": "乙"}).posts[0].text == "3"


def test_what_cannot_be_read_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    missing = seen(desk, tmp_path / "没有.csv")
    assert "找不到文件" in missing.error
    assert missing.columns == ()
    binary = seen(desk, desk.file(b"\x7fELF\x02\x01" + bytes(range(256)) * 40, "x.csv"), language="en")
    assert binary.error
    assert binary.columns == ()
    header_only = seen(desk, desk.file("时间,正文\n"))
    assert header_only.error or header_only.warnings


def test_the_zone_moves_bare_times(desk: Desk) -> None:
    path = desk.file("created_at,text\n2026-11-18 09:30,no word from the airline\n")
    guessed = seen(desk, path)
    assert (guessed.zone, guessed.zone_named) == ("UTC+08:00", False)
    london = seen(desk, path, zone=ZoneInfo("Europe/London"))
    assert (london.zone, london.zone_named) == ("Europe/London", True)
    assert london.posts[0].posted_at == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_what_was_chosen_for_the_same_header_is_used_again(desk: Desk, tmp_path: Path) -> None:
    mappings = Mappings(tmp_path / "mappings.toml", desk.clock)
    path = desk.file("时间,正文,备注\n2026-11-18 09:30,甲说了很多话,乙也说了很多话\n")
    assert not seen(desk, path, mappings=mappings).remembered
    mappings.remember(("时间", "正文", "备注"), {"text": "备注"}, "Asia/Tokyo")
    shown = seen(desk, path, mappings=mappings)
    assert shown.remembered
    assert sure(shown)["text"] == ("备注", "remembered")
    assert (shown.posts[0].text, shown.zone) == ("乙也说了很多话", "Asia/Tokyo")
    chosen = seen(desk, path, {"text": "正文"}, mappings=mappings, zone=ZoneInfo("Asia/Shanghai"))
    assert sure(chosen)["text"] == ("正文", "given")
    assert (chosen.posts[0].text, chosen.zone) == ("甲说了很多话", "Asia/Shanghai")


def test_an_unknown_field_is_said_not_raised(desk: Desk) -> None:
    assert "nonsense" in seen(desk, desk.file(WEIBO), {"nonsense": "微博正文"}).error


@pytest.mark.parametrize("name", ["weibo-cascades.jsonl.gz", "airline-tweets.csv.gz"])
def test_real_exports(desk: Desk, name: str) -> None:
    if not (DATA / name).exists():
        pytest.skip("the real posts are not beside this checkout")
    shown = seen(desk, DATA / name)
    assert (shown.error, shown.looked_at, len(shown.posts)) == ("", 1_000, 20)
    assert {"posted_at", "text", "author", "source_id"} <= sure(shown).keys()
