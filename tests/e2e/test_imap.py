# SPDX-License-Identifier: Apache-2.0
"""Alert mails read from a real IMAP server: Debian's dovecot, started by each test as an ordinary user.

Skipped where dovecot is not installed (`dev.py test` installs it on Debian). The trap: dovecot numbers mails in the
order of their file names, so those are made ascending.
"""

import asyncio
import re
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from app.errors import FenghuoError, UserError
from app.posts.sources.imap import Imap
from app.posts.sources.port import SourceFault
from app.texts import Texts
from tests.e2e.dovecot import PASSWORD, PROGRAM, USER, Dovecot, dovecot
from tests.unit.posts.sources.imap_round import Collected, ThreadsOnly

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(not PROGRAM.exists(), reason="no dovecot here (Debian: apt-get install dovecot-imapd)"),
]
MANY = 5_000


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def _settings(server: Dovecot, /, **other: str) -> dict[str, str]:
    plain = {"server": f"127.0.0.1:{server.port}", "user": USER, "password": PASSWORD, "security": "plain"}
    return {**plain, **other}


def _mail(
    subject: str, *, sender: str = "服务 <alerts@service.example>", text: str = "正文", html: str = ""
) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, USER, subject
    mail["Date"] = "Thu, 19 Nov 2026 14:05:00 +0800"
    mail["Message-ID"] = f"<{abs(hash(subject))}@service.example>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return bytes(mail)


def _hits(*titles: str) -> str:
    return "".join(f'<p><a href="https://news.example/{title[:2]}">{title}</a><br>摘要</p>' for title in titles)


def _failing(settings: dict[str, str]) -> FenghuoError:
    with pytest.raises((SourceFault, UserError)) as failed:
        Collected().round(settings)
    for language in ("zh-Hans", "zh-Hant", "en"):
        assert "mail-" not in Texts(language).error(failed.value)
    return failed.value


def test_alert_mails_become_posts_and_each_is_read_once(server: Dovecot) -> None:
    server.deliver(_mail("预警", html=_hits("华星充电宝起火调查", "多地下架华星充电宝")))
    server.deliver(_mail("一封普通的信", text="关于召回的说明。"))
    collected = Collected().round(_settings(server))
    assert [item.title for item in collected.items()] == ["华星充电宝起火调查", "多地下架华星充电宝", "一封普通的信"]
    assert [item.url for item in collected.items()][:2] == ["https://news.example/华星", "https://news.example/多地"]
    assert collected.items()[2].text == "关于召回的说明。"
    assert collected.items()[2].author == "服务"
    assert collected.documents()[0].url.endswith(";UID=1")

    assert collected.round(_settings(server)).documents() == []
    server.deliver(_mail("第三封信"))
    assert [item.title for item in collected.round(_settings(server)).items()] == ["第三封信"]
    assert collected.round(_settings(server)).harvests == []


def test_the_mailbox_is_left_as_it_was(server: Dovecot) -> None:
    server.deliver(_mail("一封信"))
    before = server.files()
    Collected().round(_settings(server))
    assert server.files() == before
    assert not re.search(r"deleted=[1-9]|expunged=[1-9]|trashed=[1-9]", server.log())


def test_encrypted_connections_are_checked_against_the_systems_certificates(
    server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(_mail("一封信"))
    tls = _settings(server, security="tls", server=f"127.0.0.1:{server.tls_port}")
    starttls = _settings(server, security="starttls")
    for settings in (tls, starttls):
        failure = _failing(settings)
        assert isinstance(failure, SourceFault)
        assert (failure.said.key, failure.lasting) == ("mail-certificate", True)
    assert "Login" not in server.log()

    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    for settings in (tls, starttls):
        assert [item.title for item in Collected().round(settings).items()] == ["一封信"]
    assert _failing({**tls, "server": f"127.0.0.1:{server.port}"}).said.key == "mail-no-tls"


def test_a_wrong_password_is_said_and_not_tried_at_once_again(server: Dovecot) -> None:
    for wrong in ("nonsense", "错误"):
        failure = _failing(_settings(server, password=wrong))
        assert isinstance(failure, SourceFault)
        assert (failure.said.key, failure.lasting) == ("mail-login", True)
        assert USER in Texts("zh-Hans").error(failure)
        assert wrong not in Texts("zh-Hans").error(failure)


def test_a_missing_folder_is_said_with_those_there_are(server: Dovecot) -> None:
    server.make_folder("Acme &doRqQA-")  # 监测, in modified UTF-7
    failure = _failing(_settings(server, folder="Alerts"))
    assert isinstance(failure, SourceFault)
    assert (failure.said.key, failure.lasting) == ("mail-no-folder", True)
    names = str(failure.said.args["folders"])
    assert "INBOX" in names
    chinese = next(name for name in names.split(", ") if name.startswith("Acme"))
    server.deliver(_mail("在子文件夹里"), folder=".Acme &doRqQA-")
    assert [item.title for item in Collected().round(_settings(server, folder=chinese)).items()] == ["在子文件夹里"]


def test_at_first_only_the_last_days_are_read_then_whatever_comes(server: Dovecot) -> None:
    now = datetime.now(UTC)
    server.deliver(_mail("很久以前"), at=now - timedelta(days=30))
    server.deliver(_mail("昨天"), at=now - timedelta(days=1))
    server.deliver(_mail("也是很久以前"), at=now - timedelta(days=9))
    collected = Collected().round(_settings(server))
    assert [item.title for item in collected.items()] == ["昨天"]
    assert collected.memory["uid"] == "3"
    server.deliver(_mail("今天搬来的旧信"), at=now - timedelta(days=9))
    assert [item.title for item in collected.round(_settings(server)).items()] == ["今天搬来的旧信"]


def test_an_empty_mailbox_is_no_fault_and_its_first_mail_is_read(server: Dovecot) -> None:
    collected = Collected().round(_settings(server))
    assert collected.documents() == []
    server.deliver(_mail("第一封"))
    assert len(collected.round(_settings(server)).items()) == 1


def test_a_server_that_numbers_anew_is_read_again_from_the_last_days(server: Dovecot) -> None:
    server.deliver(_mail("旧信"), at=datetime.now(UTC) - timedelta(days=9))
    server.deliver(_mail("新信"))
    collected = Collected().round(_settings(server))
    old = dict(collected.memory)
    server.renumber()
    collected.round(_settings(server))
    assert [item.title for item in collected.items()] == ["新信"]
    assert collected.memory["uidvalidity"] != old["uidvalidity"]
    assert [note.key for note in collected.notes] == ["mail-renumbered"]
    assert collected.round(_settings(server)).harvests == []


def test_only_mails_of_the_senders_named_are_read(server: Dovecot) -> None:
    senders = [
        "Google Alerts <googlealerts-noreply@google.com>",
        "x <a@mail.meltwater.com>",
        "google.com <spam@evil.example>",
        "a@notmeltwater.com",
        "b@google.com",
    ]
    for sender in senders:
        server.deliver(_mail(f"来自 {sender}", sender=sender))
    named = _settings(server, senders="googlealerts-noreply@google.com, Meltwater.com")
    collected = Collected().round(named)
    assert len(collected.documents()) == 2
    assert [document.url.rpartition("=")[2] for document in collected.documents()] == ["1", "2"]
    assert collected.memory["uid"] == "5"


def test_a_mail_that_is_too_large_is_left_out_and_said(server: Dovecot) -> None:
    server.deliver(_mail("太大", text="x" * 75 + "\n") + b"y" * 76 * 80_000)
    server.deliver(_mail("正好"))
    collected = Collected().round(_settings(server))
    assert [item.title for item in collected.items()] == ["正好"]
    assert [(note.key, note.args["count"]) for note in collected.notes] == [("mail-too-large", 1)]


def test_large_mails_come_in_steps_of_at_most_20_mb(server: Dovecot) -> None:
    for number in range(6):
        server.deliver(_mail(f"大信 {number}") + (b"z" * 75 + b"\n") * 60_000)
    collected = Collected().round(_settings(server))
    assert sum(len(one.data) for one in collected.documents()) > 20 << 20
    assert [len(harvest.documents) for harvest in collected.harvests] == [4, 2]


def test_leaving_in_the_middle_closes_the_connection(server: Dovecot) -> None:
    for number in range(120):
        server.deliver(_mail(f"信 {number}"))

    async def leave_early() -> str:
        listening = Imap().listen(_settings(server), {}, ThreadsOnly())
        harvest = await anext(listening)
        await listening.aclose()
        assert len(harvest.documents) == 50
        for _ in range(100):
            if "Disconnected: Connection closed" in server.log():
                break
            await asyncio.sleep(0.05)
        return server.log()

    assert "Disconnected: Connection closed" in asyncio.run(leave_early())


def test_a_server_that_dies_in_the_middle_costs_a_sentence_and_nothing_is_read_twice(server: Dovecot) -> None:
    for number in range(120):
        server.deliver(_mail(f"信 {number}"))
    collected = Collected()

    async def until_it_dies() -> None:
        listening = Imap().listen(_settings(server), {}, ThreadsOnly())
        collected.memory = dict((await anext(listening)).memory or {})
        await asyncio.to_thread(server.stop)
        await anext(listening)

    with pytest.raises(SourceFault) as failed:
        asyncio.run(until_it_dies())
    assert failed.value.said.key in ("mail-closed", "mail-unreachable")
    assert _failing(_settings(server)).said.key == "mail-refused"
    server.start()
    assert len(collected.round(_settings(server)).documents()) == 70


def test_a_mailbox_of_thousands_is_read_in_bounded_steps(server: Dovecot) -> None:
    for number in range(MANY):
        (server.mail / "new" / f"{1_790_000_000 + number}.M{number}.host").write_bytes(
            b"From: a@service.example\r\nSubject: %d\r\nDate: Thu, 19 Nov 2026 14:05:00 +0800\r\n\r\n." % number
        )
    collected = Collected()
    seen: list[str] = []
    tracemalloc.start()
    for _ in range(3):
        collected.round(_settings(server))
        assert [len(harvest.documents) for harvest in collected.harvests] == [50] * 10
        seen += [item.title for item in collected.items()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == [str(number) for number in range(1_500)]
    assert peak < 20 << 20
