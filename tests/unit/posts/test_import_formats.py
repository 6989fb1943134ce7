# SPDX-License-Identifier: Apache-2.0
"""Exports as tools really write them: formats, encodings, columns, and the same post twice."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.posts.columns import Sure
from app.posts.importer import Progress, preview, run
from app.posts.judge import Judge
from app.posts.reading.encoding import encoding_of
from tests.isolation import CHECKOUT
from tests.unit.found import holding
from tests.unit.posts.conftest import NOW, Desk, Indifferent, keys

DATA = CHECKOUT.parent / "shared" / "data" / "posts"
WEIBO = """微博id,用户昵称,微博正文,发布时间,来源,转发数
Db8BHCdEZ,李雷,"航班延误了三个小时,没人管",2026-11-18 09:30,iPhone客户端,12
Db8BHCdEa,韓梅梅,機場的態度很好,2026-11-18 09:31,微博 weibo.com,3
"""


def _workbook(path: Path, rows: list[list[object]], *more: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title in more:
        book.create_sheet(title).append(["something"])
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["export.csv", "export.csv.gz", "export.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_weibo_export_in_any_encoding(desk: Desk, name: str, encoding: str) -> None:
    report = desk.took((WEIBO * 1).encode(encoding), name)
    assert (report.read, report.stored, report.rejected) == (2, 2, ())
    first, second = desk.posts()
    assert (first.source, first.source_id, first.author) == ("weibo", "Db8BHCdEZ", "李雷")
    assert first.text == "航班延误了三个小时,没人管"
    assert first.posted_at == datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
    assert second.text == "機場的態度很好"
    assert report.mapping == {
        "posted_at": "发布时间",
        "source_id": "微博id",
        "text": "微博正文",
        "author": "用户昵称",
    }
    assert "posts-assumed-zone" in keys(report.warnings)


def test_a_big5_export(desk: Desk) -> None:
    rows = "時間,作者,內容\n2026/11/18 上午 09:30,王小明,這家航空公司的服務真的讓人很失望，我們等了三個小時\n"
    assert desk.took(rows.encode("big5"), "匯出.csv").stored == 1
    (post,) = desk.posts()
    assert post.text == "這家航空公司的服務真的讓人很失望，我們等了三個小時"
    assert post.posted_at == datetime(2026, 11, 18, 1, 30, tzinfo=UTC)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    words=st.lists(st.sampled_from(["我们的", "航班", "延误了", "没有人管", "很失望", "大家都在说"]), min_size=8),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]),
)  # fmt: skip
def test_running_chinese_is_never_read_as_another_encoding(words: list[str], encoding: str) -> None:
    text = f"时间,内容\n2026-11-18,{''.join(words)}\n"
    assert text.encode(encoding).decode(encoding_of(text.encode(encoding))) == text


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_guessed(desk: Desk, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["created_at", "text", "user"])
    writer.writerow(["2026-11-18T09:30:00Z", 'He said "no", then\nleft; twice | and, again\tgone', "ann"])
    assert desk.took(out.getvalue()).stored == 1
    assert desk.texts() == ['He said "no", then\nleft; twice | and, again\tgone']


def test_excels_hint_of_the_delimiter_is_obeyed(desk: Desk) -> None:
    assert desk.took("sep=;\r\ntime;text\r\n2026-11-18;one, two\r\n").stored == 1
    assert desk.texts() == ["one, two"]


def test_a_title_above_the_header_does_no_harm(desk: Desk) -> None:
    report = desk.took("舆情导出 2026年11月,,\n,,\n发布时间,标题,正文\n2026-11-18,召回公告,今天公司宣布召回\n")
    assert (report.read, desk.texts()) == (1, ["召回公告\n今天公司宣布召回"])


def test_a_file_without_a_header_goes_by_content(desk: Desk) -> None:
    rows = "\n".join(f"2026-11-18 09:{i:02},用户{i},航班又延误了，第{i}次，太过分了" for i in range(5))
    report = desk.took(rows)
    assert report.stored == 5
    assert desk.texts()[0] == "航班又延误了，第0次，太过分了"
    assert {"posts-no-header", "posts-guessed"} <= set(keys(report.warnings))
    assert report.mapping == {"posted_at": "1", "text": "3"}


def test_columns_can_be_given_by_name_or_number(desk: Desk) -> None:
    rows = "when,a,b\n2026-11-18,the author's note,the post itself\n"
    report = desk.took(rows, maps={"text": "b", "author": "2", "time": "WHEN"})
    assert report.mapping == {"posted_at": "when", "text": "b", "author": "a"}
    assert desk.texts() == ["the post itself"]


@pytest.mark.parametrize(
    ("maps", "key", "named"),
    [({"text": "nonsense"}, "posts-map-column", "微博正文"), ({"mood": "x"}, "posts-map-field", "posted_at")],
)
def test_an_unknown_field_or_column_names_those_there_are(
    desk: Desk, maps: dict[str, str], key: str, named: str
) -> None:
    with pytest.raises(UserError) as refused:
        desk.took(WEIBO, maps=maps)
    assert refused.value.said.key == key
    assert any(named in str(value) for value in refused.value.said.args.values())


def test_json_lines_keep_long_ids_and_nested_names(desk: Desk) -> None:
    tweet = {"id": 570306133677760513, "text": "late again", "created_at": "Wed Nov 18 09:30:00 +0000 2026"}
    user = {"screen_name": "ann", "followers_count": 1200, "verified": True}
    lines = [json.dumps({**tweet, "user": user}), "", json.dumps({**tweet, "id": 570306133677760514, "user": None})]
    report = desk.took("\n".join(lines), "tweets.jsonl")
    assert (report.read, report.stored) == (2, 2)
    first, second = desk.posts()
    assert (first.source_id, first.author, first.followers, first.verified) == (
        "570306133677760513",
        "ann",
        1200,
        True,
    )
    assert (second.author, second.followers, second.verified) == ("", None, None)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("envelope", [lambda rows: rows, lambda rows: {"ok": 1, "data": {"list": rows}}])
def test_a_json_document(desk: Desk, indent: int | None, envelope: object) -> None:
    rows = [{"mid": "Db8BHCdEZ", "text": "一", "created_at": "2026-11-18"}, {"mid": "Db8BHCdEa", "text": "二",
             "created_at": "2026-11-18"}]  # fmt: skip
    report = desk.took(json.dumps(envelope(rows), indent=indent), "posts.json")  # type: ignore[operator]
    assert (report.read, report.stored, sorted(desk.texts())) == (2, 2, ["一", "二"])


def test_a_workbook_with_real_dates(desk: Desk) -> None:
    rows: list[list[object]] = [
        ["发布时间", "内容", "作者", "粉丝数"],
        [datetime(2026, 11, 18, 9, 30), "航班延误", "李雷", "1.2万"],  # noqa: DTZ001 - a cell has no zone
        ["2026/11/18 9:31", "态度很好", "韩梅梅", 350],
    ]
    report = desk.take(_workbook(desk.folder / "posts.xlsx", rows, "备注"), zone=ZoneInfo("Asia/Shanghai"))
    assert report.stored == 2
    assert [post.followers for post in desk.posts()] == [12_000, 350]
    assert desk.posts()[0].posted_at == datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
    assert keys(report.warnings) == ["posts-other-sheets"]


RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>每日新闻</title>
<item><title>航空公司致歉</title><link>https://news.example.com/a/1</link><guid>https://news.example.com/a/1</guid>
<description>&lt;p&gt;公司 &lt;b&gt;致歉&lt;/b&gt;&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>
<pubDate>Wed, 18 Nov 2026 09:30:00 GMT</pubDate><dc:creator>记者甲</dc:creator></item>
<item><title>No date here</title><link>https://news.example.com/a/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><entry><title>Recall</title>
<link rel="alternate" href="https://blog.example.org/recall"/><id>tag:blog.example.org,2026:1</id>
<updated>2026-11-18T10:30:00+01:00</updated><author><name>Ann</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [{"id": "a1b2",
"url": "https://blog.example.org/x", "content_html": "<p>Hello</p>", "date_published": "2026-11-18T09:30:00Z"}]}"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_an_rss_file(desk: Desk, encoding: str) -> None:
    report = desk.took(RSS.format(encoding=encoding).encode(encoding), "feed.xml")
    assert (report.read, report.stored) == (2, 2)
    first, undated = desk.posts()
    assert first.text == "航空公司致歉\n公司 致歉"
    assert (first.source, first.author) == ("news.example.com", "记者甲")
    assert first.posted_at == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert undated.posted_at == NOW
    assert "posts-undated" in keys(report.warnings)


def test_atom_and_json_feed(desk: Desk) -> None:
    desk.took(ATOM, "atom.xml.gz")
    desk.took(JSON_FEED, "feed.json")
    assert sorted(desk.texts()) == ["Hello", "Recall\nOne.\nTwo."]
    assert {post.source for post in desk.posts()} == {"blog.example.org"}


def test_the_same_export_under_any_name_and_format_is_the_same_posts(desk: Desk) -> None:
    rows = [
        ["time", "author", "text"],
        ["2026-11-18 09:30", "ann", "late again"],
        ["2026-11-18 09:31", "bob", "same"],
    ]
    assert desk.took("\n".join(",".join(row) for row in rows)).stored == 2
    again = desk.took("\n".join("\t".join(row) for row in rows), "other name.tsv.gz")
    assert (again.stored, again.same) == (0, 2)
    as_json = [json.dumps(dict(zip(rows[0], row, strict=True))) for row in rows[1:]]
    assert desk.took("\n".join(as_json), "third.jsonl").same == 2
    sheet = desk.take(_workbook(desk.folder / "fourth.xlsx", [list(row) for row in rows]))
    assert sheet.same == 2


def test_ids_destroyed_by_a_spreadsheet_do_not_swallow_posts(desk: Desk) -> None:
    rows = "tweet_id,text,created_at\n" + "".join(f"5.70301E+17,tweet {i},2026-11-18 09:{i:02}\n" for i in range(3))
    report = desk.took(rows)
    assert report.stored == 3
    assert {post.source_id for post in desk.posts()} == {""}
    assert "posts-ids-rounded" in keys(report.warnings)


def test_ids_cut_to_fifteen_digits_are_destroyed_too(desk: Desk) -> None:
    rows: list[list[object]] = [["tweet_id", "text", "created_at"]]
    rows += [[570306133677760513 + 1_000_000 * i, f"tweet {i}", f"2026-11-18 09:{i:02}"] for i in range(4)]
    rounded = [[float(row[0]) if isinstance(row[0], int) else row[0], *row[1:]] for row in rows]
    report = desk.take(_workbook(desk.folder / "ids.xlsx", rounded))
    assert report.stored == 4
    assert {post.source_id for post in desk.posts()} == {""}
    as_text = "\n".join(",".join(str(cell) for cell in row) for row in rows)
    assert "posts-ids-rounded" not in keys(desk.took(as_text).warnings)


def test_times_as_weibo_shows_them(desk: Desk) -> None:
    saved = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
    rows = [
        "时间,内容",
        "11月18日 18:46,甲的帖子",
        "12月01日 08:00,乙的帖子",
        "3分钟前,丙的帖子",
        "2019-01-01,丁的帖子",
    ]
    report = desk.take(desk.file("\n".join(rows), saved=saved))
    moments = {post.text: post.posted_at for post in desk.posts()}
    assert moments["甲的帖子"] == datetime(2026, 11, 18, 10, 46, tzinfo=UTC)
    assert moments["乙的帖子"] == datetime(2025, 12, 1, tzinfo=UTC)
    assert moments["丙的帖子"] == datetime(2026, 11, 19, 3, 57, tzinfo=UTC)
    assert {"posts-assumed-year", "posts-assumed-saved"} <= set(keys(report.warnings))


def test_a_repost_without_words_is_a_post(desk: Desk) -> None:
    report = desk.took("mid,parent,text,time\nDb8BHCdEZ,A1OprDvKf,,2026-11-18\nDb8BHCdEa,,,2026-11-18\n")
    assert (report.stored, desk.posts()[0].parent) == (1, "A1OprDvKf")
    assert [(reject.line, reject.reason.key) for reject in report.rejected] == [(3, "posts-no-words")]


def test_a_preview_shows_what_would_happen_and_stores_nothing(desk: Desk) -> None:
    seen = preview(desk.file(WEIBO.encode("gb18030")), clock=desk.clock)
    assert (seen.kind, seen.encoding, seen.zone) == ("csv", "gb18030", "Asia/Shanghai")
    assert {mapped.field: mapped.sure for mapped in seen.mapping} == dict.fromkeys(
        ("posted_at", "source_id", "text", "author"), Sure.NAME
    )
    assert seen.unused == ("来源", "转发数")
    assert [post.author for post in seen.posts] == ["李雷", "韓梅梅"]
    assert desk.store.count() == 0


def test_progress_rises_and_cancelling_keeps_what_is_stored(desk: Desk) -> None:
    rows = "time,text\n" + "".join(f"2026-11-18,post number {i}\n" for i in range(5_000))
    told: list[Progress] = []
    report = run(
        desk.file(rows),
        desk.store,
        Judge(Indifferent()),
        desk.clock,
        progress=told.append,
        cancelled=lambda: len(told) >= 2,
    )
    assert report.cancelled
    assert report.read == report.stored == desk.store.count() == 2_000
    assert [one.read for one in told] == sorted(one.read for one in told)
    assert desk.take(desk.folder / "posts.csv").stored == 3_000


@pytest.mark.skipif(not DATA.is_dir(), reason="the real posts are not beside this checkout (../shared/data/posts)")
def test_the_real_tweets(desk: Desk) -> None:
    report = desk.take(DATA / "airline-tweets.csv.gz")
    assert (report.read, report.stored, report.same, report.rejected) == (9_505, 9_350, 155, ())
    assert holding(desk.store, "flight cancelled", 5)
