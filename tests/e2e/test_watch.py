# SPDX-License-Identifier: Apache-2.0
"""The collector from the command line, against a real site on loopback: many sources, bad ones, crashes."""

import contextlib
import gzip
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from tests.e2e.command import PASS, fenghuo, rows
from tests.e2e.site import Page, Site, site

pytestmark = [pytest.mark.e2e, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as made:
        yield made


def opml(path: Path, *addresses: str) -> Path:
    outlines = "".join(f"<outline text={quoteattr(a.rsplit('/', 1)[1])} xmlUrl={quoteattr(a)}/>" for a in addresses)
    path.write_text(f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>')
    return path


def once(profile: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """A round: what was told of each source, and the summary."""
    *each, last = rows(fenghuo("watch", "--once", "--json", "--profile", profile).stdout)
    return {row["source"]: row for row in each}, last["summary"]


def found(profile: Path, words: str) -> list[dict[str, Any]]:
    """The posts that hold these words."""
    return rows(fenghuo("search", words, "--limit", "999999", "--json", "--profile", profile).stdout)


@contextmanager
def watching(profile: Path, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """A collector that runs until the block ends; it then has to end by itself."""
    running = subprocess.Popen(
        [sys.executable, "-m", "app", "watch", "--json", "--supervised", *more, "--profile", str(profile)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **PASS},
    )  # fmt: skip
    try:
        yield running
    finally:
        running.kill()
        running.wait()
        for pipe in (running.stdin, running.stdout, running.stderr):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def wait_for(running: "subprocess.Popen[str]", what: str) -> dict[str, Any]:
    """The next line the collector says that has this in it."""
    assert running.stdout is not None
    for line in running.stdout:
        if what in line:
            found: dict[str, Any] = json.loads(line)
            return found
    raise AssertionError(running.stderr.read() if running.stderr else "")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_a_hundred_feeds_in_one_round_and_nothing_twice(tmp_path: Path, web: Site) -> None:
    feeds = [web.feed(f"/feed-{n}.xml", f"{n} 号门店退款", f"{n} 号门店致歉") for n in range(100)]
    profile = tmp_path / "room"
    added = rows(
        fenghuo("source", "add", "--opml", opml(tmp_path / "f.opml", *feeds), "--json", "--profile", profile).stdout
    )
    assert len(added) == 100
    each, summary = once(profile)
    assert len(each) == 100
    assert (summary["failed"], summary["read"], summary["stored"]) == (0, 200, 200)
    _, again = once(profile)
    assert (again["failed"], again["read"], again["stored"]) == (0, 0, 0)
    assert [status for _, status in web.asked[100:]] == [304] * 100
    assert len(found(profile, "退款")) == 100
    listed = rows(fenghuo("source", "list", "--json", "--profile", profile).stdout)
    assert {row["health"] for row in listed} == {"well"}
    assert {row["stored"] for row in listed} == {2}
    fenghuo("source", "add", "--opml", tmp_path / "f.opml", "--profile", profile)
    assert len(rows(fenghuo("source", "list", "--json", "--profile", profile).stdout)) == 100


def test_what_is_bad_is_named_in_one_sentence_and_the_others_go_on(tmp_path: Path, web: Site) -> None:
    laughs = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
    web.pages["/laughs.xml"] = Page(b'<?xml version="1.0"?>' + laughs)
    web.pages["/deep.xml"] = Page(b"<rss><channel>" + b"<a>" * 200_000)
    web.pages["/zeros.xml"] = Page(gzip.compress(bytes(200 << 20), 9), Content_Encoding="gzip")
    web.pages["/loop.xml"] = Page(status=302, Location="/loop.xml")
    web.pages["/file.xml"] = Page(status=302, Location="file:///etc/passwd")
    web.pages["/empty.xml"] = Page(b"")
    web.pages["/text.xml"] = Page(b"just words", kind="text/plain")
    web.pages["/broken.xml"] = Page(b"<rss><channel><item><title>half", kind="text/xml")
    script = "<![CDATA[<script>alert(1)</script><b onclick='x()'>退款</b><!-- x -->]]>"
    item = f"<item><link>{web.address}/p</link><guid>1</guid><description>{script}</description></item>"
    web.pages["/good.xml"] = Page(f"<rss><channel>{item}</channel></rss>".encode())
    good = f"{web.address}/good.xml"
    bad = ("laughs", "deep", "zeros", "loop", "file", "empty", "text", "gone")
    profile = tmp_path / "room"
    addresses = (*(f"{web.address}/{name}.xml" for name in bad), f"{web.address}/broken.xml", good)
    fenghuo("source", "add", "--opml", opml(tmp_path / "f.opml", *addresses), "--profile", profile)
    each, summary = once(profile)
    assert summary["failed"] == len(bad)
    for name in bad:
        trouble = each[f"{name}.xml"]["trouble"]
        assert trouble, name
        assert len(trouble) < 200, trouble
        assert "\n" not in trouble
    assert each["good.xml"]["stored"] == 1
    assert each["broken.xml"]["ok"], "what could be read of it is kept"
    (post,) = found(profile, "退款")
    assert post["text"] == "退款"


def test_a_sites_page_is_enough(tmp_path: Path, web: Site) -> None:
    web.feed("/news/rss", "门店已停业整顿")
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/news/rss"></head><body>x</body></html>'
    )
    web.pages["/"] = Page(page.encode(), kind="text/html; charset=utf-8")
    profile = tmp_path / "room"
    fenghuo("source", "add", "--url", web.address, "--name", "站", "--profile", profile)
    tested = rows(fenghuo("source", "test", "站", "--json", "--profile", profile).stdout)[0]
    assert tested["ok"]
    assert [post["text"] for post in tested["posts"]] == ["门店已停业整顿"]
    assert fenghuo("search", "停业", "--json", "--profile", profile).stdout == "", "a test stores nothing"
    assert once(profile)[0]["站"]["stored"] == 1


def test_a_test_of_a_source_that_does_not_answer_says_why(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}/feed.xml"
    fenghuo("source", "add", "--url", address, "--name", "哑", "--profile", tmp_path / "room")
    done = fenghuo("source", "test", "哑", "--profile", tmp_path / "room")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    everything = fenghuo("watch", "--once", "--profile", tmp_path / "room")
    assert everything.returncode == 1


def test_secrets_are_in_no_file(tmp_path: Path, web: Site) -> None:
    web.feed("/feed.xml?key=very-secret-indeed", "甲")
    profile = tmp_path / "room"
    address = web.address.replace("http://", "http://anna:swordfish-7@") + "/feed.xml?key=very-secret-indeed"
    fenghuo("source", "add", "--url", address, "--name", "密", "--profile", profile)
    asked = (
        "--kind",
        "mastodon",
        "--set",
        "instance=127.0.0.1",
        "--set",
        "tag=x",
        "--secret",
        "token",
        "--name",
        "象",
    )
    assert fenghuo("source", "add", *asked, "--profile", profile, text="token-of-gold\n").returncode == 0
    assert once(profile)[0]["密"]["stored"] == 1
    shown = fenghuo("source", "list", "--json", "--profile", profile).stdout
    held = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file()) + shown.encode()
    for secret in (b"swordfish-7", b"very-secret-indeed", b"token-of-gold"):
        assert secret not in held
    fenghuo("source", "remove", "象", "--profile", profile)
    assert "象" not in (profile / "credentials.json").read_text()


def test_an_import_while_the_collector_holds_the_posts_goes_through_it(tmp_path: Path, web: Site) -> None:
    profile = tmp_path / "room"
    fenghuo("source", "add", "--url", web.feed("/feed.xml", "源里的帖"), "--profile", profile)
    export = tmp_path / "export.csv"
    export.write_text("时间,内容,作者\n2026-11-19 13:00,导入的帖,猫\n坏,没有时间,猫\n")
    with watching(profile) as running:
        wait_for(running, '"pulse"')
        report = rows(fenghuo("import", export, "--json", "--profile", profile).stdout)[0]
        assert (report["read"], report["stored"], len(report["rejected"])) == (2, 1, 1)
        assert report["file"] == str(export)
        hand = json.dumps({"text": "电话里说的", "posted_at": "2026-11-19T05:00:00Z", "source": "phone"})
        report = rows(fenghuo("import", "-", "--json", "--profile", profile, text=hand + "\n").stdout)[0]
        assert (report["read"], report["stored"]) == (1, 1)
        second = fenghuo("watch", "--once", "--profile", profile)
        assert second.returncode == 1
        assert len(second.stderr.strip().splitlines()) == 1
        assert running.stdin is not None
        running.stdin.close()
        assert running.wait(20) == 0, "a supervised collector ends with its window"
    assert len(found(profile, "导入的帖")) == 1
    again = rows(fenghuo("import", export, "--json", "--profile", profile).stdout)[0]
    assert (again["stored"], again["same"]) == (0, 1)


def test_every_acknowledged_post_survives_a_crash(tmp_path: Path) -> None:
    """A program posts to the webhook while the collector is killed again and again."""
    profile, port, token = tmp_path / "room", free_port(), secrets.token_urlsafe(24)
    asked = ("--kind", "webhook", "--set", f"port={port}", "--secret", "token", "--name", "钩")
    assert fenghuo("source", "add", *asked, "--profile", profile, text=token + "\n").returncode == 0
    acknowledged: list[str] = []
    for crash in range(4):
        with watching(profile) as running:
            wait_for(running, '"pulse"')
            until = time.monotonic() + 1.5
            while time.monotonic() < until:
                acknowledged += _posted(port, token, f"第{crash}回{len(acknowledged)}")
            running.send_signal(signal.SIGKILL)
    assert len(acknowledged) >= 200
    assert set(acknowledged) <= {post["text"] for post in found(profile, "条")}


def _posted(port: int, token: str, name: str) -> list[str]:
    """Fifty posts in one request; their texts, if the collector said that it has them."""
    texts = [f"{name}之{n}条" for n in range(50)]
    body = json.dumps([{"text": text, "posted_at": "2026-11-19T05:00:00Z", "source": "forum"} for text in texts])
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asking.request("POST", "/", body.encode(), headers)
        answer = asking.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        time.sleep(0.1)
        return []
    finally:
        asking.close()
    return texts if answer.status == 200 else []
