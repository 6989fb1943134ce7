# SPDX-License-Identifier: Apache-2.0
"""Notices go to a real mail server and a real web server on loopback: delivered, refused, hung upon, unreachable.

Each message is sent by the real child process. Trap: the child has the network the test itself is denied, so servers
are bound to 127.0.0.1 and nothing else is ever addressed.
"""

import email
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from app.__main__ import House
from app.clock import SystemClock
from app.errors import Said
from app.notify.channel import Channel
from app.notify.courier import Courier
from app.notify.kinds import ChannelKind
from app.notify.outbox import Delivery, Fate
from app.profile import Profile
from app.room.words import Role, WarningLevel
from app.texts import Texts
from app.warning.policy_book import USUAL
from app.warning.proposal import Ground, Proposal, Reason
from tests.e2e.command import PASS, fenghuo, founded_room, rows

pytestmark = [pytest.mark.e2e, pytest.mark.allow_hosts(["127.0.0.1"])]


class Mailbox:
    """A mail server's handler that keeps what it is given; it takes no mail for `nobody@`."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], Any]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        del server, session, options
        if address.startswith("nobody@"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del server, session
        letter = email.message_from_bytes(envelope.content, policy=default)
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 OK"


class Web:
    """A web server: a path that begins with a number is answered with it, `/hang` is never answered."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.ending = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                web.got.append((self.path, body))
                first = self.path.split("/")[1]
                if first == "hang":
                    web.ending.wait(60)
                self.send_response(int(first) if first.isdecimal() else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        self.ending.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room of two people, nobody on duty."""
    folder = tmp_path_factory.mktemp("notices") / "profile"
    founded_room(folder)
    return folder


@pytest.fixture
def profile(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test to change."""
    return Path(shutil.copytree(founded, tmp_path / "profile"))


@pytest.fixture
def house(profile: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The profile, opened in this process."""
    monkeypatch.setenv("FENGHUO_PASSPHRASE", PASS["FENGHUO_PASSPHRASE"])
    return House(Profile(profile), Texts("zh-Hans"), SystemClock())


def mail(port: int, to: str = "hanxue@example.org") -> dict[str, str]:
    return {"to": to, "server": "127.0.0.1", "port": str(port), "security": "none", "from": "fenghuo@example.org"}


def propose(house: House, level: WarningLevel = WarningLevel.ORANGE) -> str:
    """The beacon is lit; the alert's id."""
    now = house._clock.now()
    reason = Reason(
        ground=Ground.SURGE, level=level, minutes=30, posts=240, usual_posts=35, negative=0.61, usual_negative=0.12
    )
    one = Proposal(id="1" * 32, run="2" * 32, watch="岁稔食品", level=level, at=now, since=now, reasons=(reason,))
    with house.writer() as room:
        room.take_up([one], USUAL)
        return next(iter(room.state.alerts))


class Sending:
    """A courier at work on a profile."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.courier = Courier(house.notices(), lambda: "zh-Hans")

    def __enter__(self) -> "Sending":
        self.courier.show(self.house.reader().state)
        self.courier.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.courier.close()

    def until(self, ready: Callable[[dict[str, Delivery]], bool], seconds: float = 60) -> dict[str, Delivery]:
        """Wait until the messages, by channel, are so."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            found = {row.channel: row for row in self.courier.deliveries()}
            if found and ready(found):
                return found
            time.sleep(0.05)
        raise AssertionError(self.courier.deliveries())


def channel(name: str, kind: ChannelKind = ChannelKind.WEB, **more: Any) -> Channel:
    return Channel(name=name, kind=kind, **more)


def test_an_alert_reaches_a_mail_server_and_a_web_server(
    house: House, web: Web, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    book = house.notices().book
    book.put(channel("邮件", ChannelKind.MAIL, person="韩雪", language="en"), mail(port))
    book.put(channel("后台", duty=Role.MONITOR), {"address": f"{web.address}/200/in?key=abc"})
    propose(house)
    with Sending(house) as sending:
        rows = sending.until(lambda rows: all(row.fate is Fate.SENT for row in rows.values()) and len(rows) == 2)
    assert rows["邮件"].person == "韩雪"
    ((to, letter),) = box.letters
    assert to == ["hanxue@example.org"]
    assert letter["Subject"] == "Orange warning · 岁稔食品"
    assert "fenghuo@example.org" in letter["From"]
    text = letter.get_body(("plain",)).get_content()
    assert "Negative 61% of 240 in 30 min; usual 12% of 35" in text
    assert "China Standard Time" in text
    ((path, body),) = web.got
    assert path == "/200/in?key=abc"
    assert body["title"] == "橙色预警 · 岁稔食品"
    assert "61%" in body["message"]


def test_a_channel_that_hangs_refuses_or_is_not_there_costs_only_itself(
    house: House, web: Web, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    book = house.notices().book
    book.put(channel("挂起"), {"address": f"{web.address}/hang"})
    book.put(channel("拒收"), {"address": f"{web.address}/503"})
    book.put(channel("无人", ChannelKind.MAIL), mail(port, "nobody@example.org"))
    book.put(channel("不在"), {"address": "http://127.0.0.1:9/"})
    book.put(channel("好的"), {"address": f"{web.address}/200"})
    propose(house)
    with Sending(house) as sending:
        rows = sending.until(
            lambda rows: (
                rows["好的"].fate is Fate.SENT
                and all(rows[name].trouble is not None for name in ("拒收", "无人", "不在"))
            )
        )
    assert rows["挂起"].fate is Fate.WAITING
    why = {name: row.trouble.key for name, row in rows.items() if row.trouble is not None and name != "挂起"}
    assert why == {
        "拒收": "notify-trouble-refused",
        "无人": "notify-trouble-recipient",
        "不在": "notify-trouble-unreachable",
    }
    assert rows["拒收"].trouble == Said("notify-trouble-refused", {"code": "503"})
    assert box.letters == []
    texts = [Texts(language) for language in ("zh-Hans", "zh-Hant", "en")]
    assert all(one.say(row.trouble) for one in texts for row in rows.values() if row.trouble)


def test_what_waited_for_the_net_goes_out_when_the_program_runs_again(house: House, web: Web) -> None:
    book = house.notices().book
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        nobody = one.getsockname()[1]
    book.put(channel("后台"), {"address": f"http://127.0.0.1:{nobody}/"})
    propose(house)
    with Sending(house) as sending:
        sending.until(lambda rows: rows["后台"].trouble is not None)
    book.put(channel("后台"), {"address": f"{web.address}/200"}, before="后台")
    with Sending(house) as sending:
        row = sending.until(lambda rows: rows["后台"].fate is Fate.SENT)["后台"]
    assert row.tries >= 2
    assert len(web.got) == 1


def test_channels_are_set_up_tried_shown_and_removed_from_the_command_line(
    profile: Path, web: Web, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    common = ("--profile", profile, "--lang", "zh-Hans")
    sets = [part for name, value in mail(port).items() for part in ("--set", f"{name}={value}")]
    added = fenghuo(
        "notify", "add", "韩雪的邮箱", "--person", "韩雪", "--quiet", "22:00-07:00", *sets, "--json", *common
    )
    assert added.returncode == 0, added.stderr
    assert rows(added.stdout)[0]["address"] == "hanxue@example.org"
    secret = f"{web.address}/200/in?key=geheim"
    done = fenghuo("notify", "add", "后台", "--kind", "web", "--secret", "address", *common, text=f"{secret}\n")
    assert done.returncode == 0, done.stderr
    wrong = fenghuo("notify", "add", "谁", "--person", "查无此人", *sets, *common)
    assert wrong.returncode == 1
    assert "战情室里没有“查无此人”" in wrong.stderr
    listed = fenghuo("notify", "list", *common).stdout + (profile / "notices.toml").read_text()
    assert "geheim" not in listed
    tried = fenghuo("notify", "test", "韩雪的邮箱", *common)
    assert (tried.returncode, tried.stdout.strip()) == (0, "已送达：韩雪的邮箱")
    assert "试发" in str(box.letters[0][1]["Subject"])
    assert fenghuo("notify", "test", "后台", *common).returncode == 0
    assert web.got[0][0].endswith("key=geheim")
    (at_once, later) = rows(fenghuo("notify", "who", "yellow", "--json", *common).stdout)
    assert at_once["targets"] == {"monitor": ["韩雪"]}
    assert sorted(at_once["channels"]) == ["后台", "韩雪的邮箱"]
    assert (later["after_minutes"], later["targets"], later["channels"]) == (30, {"commander": ["林越"]}, [])
    assert fenghuo("notify", "remove", "后台", *common).returncode == 0
    assert len(rows(fenghuo("notify", "list", "--json", *common).stdout)) == 1


def test_a_trial_that_does_not_arrive_says_why_and_fails(profile: Path) -> None:
    common = ("--profile", profile, "--lang", "en")
    fenghuo("notify", "add", "x", "--kind", "web", "--set", "address=http://127.0.0.1:9/", *common)
    done = fenghuo("notify", "test", "x", *common)
    assert done.returncode == 1
    assert done.stderr.strip() == "“x” was not delivered: the other side cannot be reached"


def test_a_collector_without_a_window_sends_and_the_outbox_says_who_has_seen_it(
    house: House, profile: Path, web: Web
) -> None:
    house.notices().book.put(channel("后台", person="韩雪"), {"address": f"{web.address}/200"})
    alert = propose(house)
    command = [sys.executable, "-m", "app", "watch", "--profile", str(profile)]
    collector = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        ends = time.monotonic() + 60
        while not web.got and time.monotonic() < ends:
            time.sleep(0.1)
    finally:
        collector.terminate()
        _, complaints = collector.communicate(timeout=60)
    assert b"Traceback" not in complaints
    assert len(web.got) == 1
    seen = json.dumps({"do": "alert.acknowledge", "as": "韩雪", "passphrase": "口令", "alert": alert})
    assert fenghuo("act", "-", "--profile", profile, text=seen).returncode == 0
    (row,) = rows(fenghuo("notify", "outbox", "--json", "--profile", profile).stdout)
    assert (row["watch"], row["channel"], row["person"], row["fate"]) == ("岁稔食品", "后台", "韩雪", "sent")
    assert row["acknowledged_by"] == "韩雪"
    line = fenghuo("notify", "outbox", "--profile", profile, "--lang", "zh-Hans").stdout
    assert "橙色预警 · 岁稔食品 · 告知 · 后台 ·" in line
    assert "韩雪" in line
