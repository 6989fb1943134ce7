# SPDX-License-Identifier: Apache-2.0
"""Files nobody should send, and somebody will: each costs a sentence, never the good rows."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import FenghuoError, UserError
from app.posts.importer import MAX_REJECTS
from tests.unit.posts.conftest import ENGLISH, Desk, keys

GOOD = "2026-11-18 09:30,late again\n"
HEADER = "time,text\n"


def _refused(desk: Desk, content: bytes | str, name: str = "posts.csv") -> str:
    with pytest.raises(UserError) as refused:
        desk.took(content, name)
    sentence = ENGLISH.error(refused.value)
    assert name in sentence
    return refused.value.said.key


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\0\0\0", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["posts.csv", "posts.jsonl.gz"])
def test_an_empty_file(desk: Desk, content: bytes, name: str) -> None:
    assert _refused(desk, content, name) in ("posts-empty-file", "posts-no-text-column")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (bytes(range(256)) * 40, "posts-binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(3000), "posts-binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "posts-old-excel"),
        (b"PK\x03\x04 but no workbook", "posts-zip"),
        (b"PK\x03\x04 xl/ and then nothing", "posts-xlsx-broken"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "posts-web-page"),
        (b"<?xml version='1.0'?><invoice><sum>3</sum></invoice>", "posts-xml"),
        (b"<rss><channel><title>Nothing</title></channel></rss>", "posts-feed-empty"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>', None),
        (b'[{"text": "one", "time": "2026-11-18"}', "posts-json-broken"),
        (b"[1, 2, 3]", "posts-no-text-column"),
        (b"name,age\nann,34\n", "posts-no-text-column"),
        (b"text,mood\nthis is what I think of it,bad\n", "posts-no-time-column"),
    ],
)
def test_a_file_that_holds_no_posts(desk: Desk, content: bytes, key: str | None) -> None:
    found = _refused(desk, content)
    assert found == key or (key is None and found in ("posts-feed-entities", "posts-xml"))


def test_a_file_that_is_not_there(desk: Desk) -> None:
    for path in (desk.folder / "gone.csv", desk.folder, Path("nul\0name.csv")):
        with pytest.raises(FenghuoError) as refused:
            desk.take(path)
        assert ENGLISH.error(refused.value)


def test_a_header_alone_is_no_error(desk: Desk) -> None:
    report = desk.took(HEADER)
    assert (report.read, keys(report.warnings)) == (0, ["posts-no-rows"])


def test_ragged_rows_are_named_and_the_others_kept(desk: Desk) -> None:
    report = desk.took(HEADER + GOOD + "2026-11-18,one, two, three\n" + "2026-11-18\n" + "2026-11-18 10:00,kept,,\n")
    assert desk.texts() == ["late again", "kept"]
    assert [(bad.line, bad.reason.key) for bad in report.rejected] == [(3, "posts-ragged"), (4, "posts-no-words")]


def test_a_quote_that_is_never_closed_costs_one_line(desk: Desk) -> None:
    rows = [f"2026-11-18 09:{i % 60:02},post {i}\n" for i in range(1_200)]
    rows[3] = '2026-11-18 09:03,"never closed\n'
    report = desk.took(HEADER + "".join(rows))
    assert (report.read, report.stored) == (1_200, 1_199)
    assert [(bad.line, bad.reason.key) for bad in report.rejected] == [(5, "posts-quote-open")]


def test_a_quote_that_another_post_would_close_swallows_nothing(desk: Desk) -> None:
    rows = [f"2026-11-18 09:{i:02},post {i}\n" for i in range(50)]
    rows[3] = '2026-11-18 09:03,"never closed\n'
    rows[40] = '2026-11-18 09:40,"quoted, ""rightly"",\nover two lines"\n'
    report = desk.took(HEADER + "".join(rows))
    assert (report.read, report.stored) == (50, 49)
    assert [(bad.line, bad.reason.key) for bad in report.rejected] == [(5, "posts-quote-open")]
    assert 'quoted, "rightly",\nover two lines' in desk.texts()


def test_a_hole_of_nuls_in_the_middle_costs_one_line(desk: Desk) -> None:
    report = desk.took((HEADER + GOOD).encode() + bytes(100_000) + b"\n2026-11-18,kept\n")
    assert (sorted(desk.texts()), len(report.rejected)) == (["kept", "late again"], 1)


def test_an_archive_cut_before_its_first_row_is_called_cut(desk: Desk) -> None:
    path = desk.file("", "cut.csv")
    path.write_bytes(gzip.compress((HEADER + GOOD).encode())[:15])
    with pytest.raises(UserError) as refused:
        desk.take(path)
    assert refused.value.said.key == "posts-stopped-gz"


def test_a_cell_of_ten_megabytes_is_refused_by_name(desk: Desk) -> None:
    report = desk.took(HEADER + GOOD + f"2026-11-18,{'很' * 10_000_000}\n2026-11-18,kept\n")
    assert (report.stored, report.read) == (2, 3)
    (bad,) = report.rejected
    assert (bad.line, bad.reason.key, bad.reason.args["field"]) == (3, "posts-cell-too-long", "text")


def test_a_line_without_end_is_refused_and_the_next_one_read(desk: Desk) -> None:
    endless = "x" * (17 << 20)
    report = desk.took(HEADER + f"2026-11-18,{endless}\n" + GOOD)
    assert (desk.texts(), [bad.reason.key for bad in report.rejected]) == (["late again"], ["posts-line-too-long"])


def test_nuls_and_bidi_overrides_are_shown(desk: Desk) -> None:
    report = desk.took("time,text,author\n2026-11-18,fine\0print,ann\u202enna\n2026-11-18,clean,bob\n")
    assert report.stored == 2
    assert desk.texts()[0] == "fine␀print"
    assert desk.posts()[0].author == "ann[U+202E]nna"
    assert "posts-made-visible" in keys(report.warnings)


def test_a_wrong_encoding_here_and_there_is_told_with_its_line(desk: Desk) -> None:
    good = "".join(f"2026-11-18 09:{i:02},我们的航班又延误了{i}\n" for i in range(30))
    report = desk.took((HEADER + good).encode() + b"2026-11-18,\xc3\x28 spoilt\n")
    assert report.stored == 31
    (said,) = [warning for warning in report.warnings if warning.key == "posts-spoilt"]
    assert (said.args["count"], said.args["line"]) == (1, 32)


def test_impossible_dates_are_refused_one_by_one(desk: Desk) -> None:
    report = desk.took(HEADER + GOOD + "2026-02-30,a\nsoon,b\n1899-12-31,c\n2031-01-01,d\n,e\n")
    assert [(bad.line, bad.reason.key) for bad in report.rejected] == [
        (3, "posts-time-impossible"),
        (4, "posts-time-unread"),
        (5, "posts-time-too-old"),
        (6, "posts-time-future"),
        (7, "posts-no-time"),
    ]


def test_bad_lines_among_json_lines(desk: Desk) -> None:
    good = json.dumps({"text": "kept", "time": "2026-11-18"})
    deep = '{"text": ' + '{"a":' * 100_000 + "1" + "}" * 100_001
    lines = [
        good,
        '{"text": "half',
        "[1, 2]",
        '"words"',
        "nonsense",
        deep,
        '{"text": "\\ud800", "time": "2026-11-18"}',
    ]
    report = desk.took("\n".join(lines), "posts.jsonl")
    assert (report.read, report.stored) == (7, 2)
    assert [bad.line for bad in report.rejected] == [2, 3, 4, 5, 6]
    assert sorted(desk.texts()) == ["[U+D800]", "kept"]


def test_a_truncated_gz_keeps_what_came_through(desk: Desk) -> None:
    rows = HEADER + "".join(f"2026-11-18 09:30,post number {i} {i * 7919 % 104729}\n" for i in range(20_000))
    packed = gzip.compress(rows.encode())
    path = desk.file("", "cut.csv")
    path.write_bytes(packed[: len(packed) // 2])
    report = desk.take(path)
    assert report.stopped is not None
    assert report.stopped.key == "posts-stopped-gz"
    assert 5_000 < report.stored < 15_000
    assert all(bad.reason.key == "posts-line-cut" for bad in report.rejected)
    assert all(text.startswith("post number") for text in desk.texts())


def test_a_gz_bomb_is_stopped(desk: Desk) -> None:
    bomb = io.BytesIO()
    with gzip.open(bomb, "wb", compresslevel=9) as packed:
        packed.write((HEADER + GOOD).encode())
        for _ in range(48):
            packed.write(b"2026-11-18," + b"a" * (1 << 20) + b"\n")
    path = desk.file("", "bomb.csv.gz")
    path.write_bytes(bomb.getvalue())
    report = desk.take(path)
    assert report.stored == 1
    assert report.read < 20
    assert report.stopped is not None
    assert report.stopped.key == "posts-stopped-bomb"


def test_a_workbook_damaged_half_way_keeps_the_rows_before(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("time", "text"), *((f"2026-11-18 09:{i % 60:02}", f"post {i}") for i in range(1_500))]:
        sheet.append(row)
    sheet["A3"] = -5  # a date no calendar has
    sheet["A3"].number_format = "yyyy-mm-dd"
    whole, path = io.BytesIO(), desk.folder / "half.xlsx"
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    report = desk.take(path)
    assert 600 < report.stored < 900
    assert report.stopped is not None
    assert report.stopped.key == "posts-stopped-sheet"
    assert [bad.line for bad in report.rejected] == [3]


def test_a_workbook_that_unpacks_to_gigabytes_is_not_opened(desk: Desk) -> None:
    path = desk.folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", "0" * (64 << 20))
    with pytest.raises(UserError) as refused:
        desk.take(path)
    assert refused.value.said.key == "posts-stopped-bomb"


def test_a_file_of_nothing_but_bad_rows_does_not_fill_the_memory(desk: Desk) -> None:
    report = desk.took(HEADER + GOOD + "soon,nothing here\n" * (MAX_REJECTS + 500))
    assert (len(report.rejected), report.rejected_total) == (MAX_REJECTS, MAX_REJECTS + 500)
    assert "posts-rejects-capped" in keys(report.warnings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_imported_or_refused_in_a_sentence(desk: Desk, content: bytes) -> None:
    table, lines = b"time,text\n2026-11-18,fine\n", b'{"time": "2026-11-18", "text": "x"}\n'
    for data in (content, table + content, lines + content):
        sentence = "imported"
        try:
            desk.took(data)
        except UserError as error:
            sentence = ENGLISH.error(error)
        assert sentence
