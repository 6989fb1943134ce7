# SPDX-License-Identifier: Apache-2.0
"""RSSHub itself as a source: its `/test` routes, which need no network, from the command line.

Skipped unless FENGHUO_RSSHUB names a folder where it was installed. The trap: 1.0.0 is a server, but the builds
called master are a library without one; those are served by a few lines, around the same application.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from app.texts import Texts
from tests.e2e.command import fenghuo, rows

FOLDER: Final = Path(os.environ.get("FENGHUO_RSSHUB", "")).absolute()
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        "FENGHUO_RSSHUB" not in os.environ,
        reason="no RSSHub here (npm install rsshub in a folder that FENGHUO_RSSHUB names; see CONTRIBUTING.md)",
    ),
]
_KEY: Final = "key-of-jade-1911"
_SERVE: Final = """
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const lib = process.argv[1] + "/node_modules/rsshub/dist-lib/";
const name = readFileSync(lib + "pkg.mjs", "utf8").match(/import\\("\\.\\/(app-[^"]+)"\\)/)[1];
const { default: app } = await import(pathToFileURL(lib + name));
const { serve } = await import(pathToFileURL(createRequire(lib).resolve("@hono/node-server")));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT) });
"""

Start = Callable[..., str]
"""Starts an instance with these variables set; its address."""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as running:
        yield lambda **env: running.enter_context(_rsshub(tmp_path / "rsshub", env))


@contextmanager
def _rsshub(home: Path, env: dict[str, str]) -> Iterator[str]:
    """An instance on a free port of this machine; it keeps its log in `home`."""
    home.mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    path = f"{FOLDER / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"
    fixed = {"PATH": path, "HOME": str(home), "PORT": str(port), "LISTEN_INADDR_ANY": "0", "NODE_ENV": "production"}
    log = home / "output"
    with log.open("wb") as output:
        running = subprocess.Popen(
            _command(path), cwd=home, env=fixed | env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        until = time.monotonic() + 60
        while not _answers(port):
            assert running.poll() is None, log.read_text("utf-8", "replace")
            assert time.monotonic() < until, log.read_text("utf-8", "replace")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _command(path: str) -> list[str]:
    node = shutil.which("node", path=path)
    assert node is not None, "RSSHub needs node"
    package = FOLDER / "node_modules" / "rsshub"
    assert package.is_dir(), f"npm install rsshub was not run in {FOLDER}"
    server = package / "lib" / "index.js"
    return [node, str(server)] if server.exists() else [node, "--input-type=module", "--eval", _SERVE, str(FOLDER)]


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def _add(profile: Path, instance: str, route: str, name: str, *, key: str = "") -> None:
    secret = ("--secret", "access_key") if key else ()
    asked = ("--kind", "rsshub", "--url", instance, "--set", f"route={route}", *secret, "--name", name)
    added = fenghuo("source", "add", *asked, "--profile", profile, text=f"{key}\n")
    assert added.returncode == 0, added.stderr


def _once(profile: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    *each, last = rows(fenghuo("watch", "--once", "--json", "--profile", profile).stdout)
    return {row["source"]: row for row in each}, last["summary"]


def _sentence(key: str, url: str) -> str:
    return Texts("zh-Hans")(key, url=url)


def test_a_route_becomes_posts_and_a_second_round_brings_nothing_new(tmp_path: Path, start: Start) -> None:
    profile, instance = tmp_path / "room", start()
    _add(profile, instance, "/test/1", "甲")
    _, summary = _once(profile)
    assert (summary["failed"], summary["read"], summary["stored"]) == (0, 5, 5)
    (post,) = rows(fenghuo("search", "Description3", "--json", "--profile", profile).stdout)
    assert (post["text"], post["author"]) == ("Title3\nDescription3", "DIYgod3")
    assert (post["source"], post["posted_at"]) == ("github.com", "2018-12-31T15:59:30Z")
    assert post["url"] == "https://github.com/DIYgod/RSSHub/issues/3"
    _, again = _once(profile)
    assert (again["failed"], again["stored"]) == (0, 0)
    (listed,) = rows(fenghuo("source", "list", "--json", "--profile", profile).stdout)
    assert (listed["health"], listed["stored"]) == ("well", 5)


def test_mark_up_and_script_of_a_route_become_plain_text(tmp_path: Path, start: Start) -> None:
    profile, instance = tmp_path / "room", start()
    _add(profile, instance, "/test/complicated", "乙")
    (tested,) = rows(fenghuo("source", "test", "乙", "--json", "--profile", profile).stdout)
    assert tested["ok"]
    texts = [post["text"] for post in tested["posts"]]
    assert "Complicated Title" in texts
    assert not [text for text in texts if "<" in text or "alert(" in text]


def test_what_an_instance_cannot_give_is_named_and_the_others_go_on(tmp_path: Path, start: Start) -> None:
    profile, instance = tmp_path / "room", start()
    for route, name in (
        ("/nowhere/x", "无此路由"),
        ("/test/error", "出错"),
        ("/test/empty", "空"),
        ("/test/1", "好"),
    ):
        _add(profile, instance, route, name)
    each, summary = _once(profile)
    assert (summary["failed"], summary["stored"]) == (3, 5)
    assert each["无此路由"]["trouble"] == _sentence("fetch-gone", f"{instance}/nowhere/x")
    for name, route in (("出错", "/test/error"), ("空", "/test/empty")):
        trouble = each[name]["trouble"]
        assert f"{instance}{route}" in trouble
        assert "\n" not in trouble
    assert each["好"]["ok"]


def test_an_instance_with_an_access_key_opens_to_it_alone_and_it_is_in_no_file(tmp_path: Path, start: Start) -> None:
    profile, instance = tmp_path / "room", start(ACCESS_KEY=_KEY)
    _add(profile, instance, "/test/1", "无钥匙")
    _add(profile, instance, "/test/2", "错钥匙", key="key-of-tin-1912")
    _add(profile, instance, "/test/3", "有钥匙", key=_KEY)
    _add(profile, instance, "/nowhere/x", "钥匙开空门", key=_KEY)
    each, summary = _once(profile)
    assert (summary["failed"], summary["stored"]) == (3, 5)
    assert each["有钥匙"]["ok"]
    assert each["无钥匙"]["trouble"] == _sentence("fetch-forbidden", f"{instance}/test/1")
    assert each["错钥匙"]["trouble"] == _sentence("fetch-forbidden", f"{instance}/test/2?key=***")
    assert each["钥匙开空门"]["trouble"] == _sentence("fetch-gone", f"{instance}/nowhere/x?key=***")
    told = fenghuo("source", "list", "--json", "--profile", profile).stdout + str(each)
    held = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file()) + told.encode()
    for secret in (_KEY, "key-of-tin-1912"):
        assert secret.encode() not in held
