# SPDX-License-Identifier: Apache-2.0
"""Notice channels: their addresses are made, kept apart from the file, shown without their keys; quiet hours."""

import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import apprise
import pytest
from msgspec.structs import replace

from app.errors import EnvironmentFault, Said, UserError
from app.notify.book import NoticeBook
from app.notify.channel import Channel, is_quiet
from app.notify.kinds import ChannelKind, address, fields
from app.room.words import Role, WarningLevel
from app.texts import LANGUAGES, Texts
from app.vault import SealedVault

MAIL = {"to": "hx@example.org; zn@example.org", "server": "smtp.example.org", "user": "fh@example.org",
        "password": "p@ss/?&#"}  # fmt: skip
KEY = "693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa"
GIVEN: dict[ChannelKind, Mapping[str, str]] = {
    ChannelKind.MAIL: MAIL,
    ChannelKind.WECOM: {"webhook": f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"},
    ChannelKind.DINGTALK: {
        "webhook": "https://oapi.dingtalk.com/robot/send?access_token=0123456789ab",
        "sign": "SEC1",
    },
    ChannelKind.FEISHU: {"webhook": "https://open.feishu.cn/open-apis/bot/v2/hook/0123-4567-89ab"},
    ChannelKind.TELEGRAM: {"token": "123456789:abcdefghijklmnopqrstuvwxyz0123456789", "chat": "-100123"},
    ChannelKind.WEB: {"address": "https://me:secret@hooks.example.org/in?key=abc"},
    ChannelKind.OTHER: {"address": "smsmanager://apikey@+420111111111"},
}


@pytest.fixture
def book(tmp_path: Path) -> NoticeBook:
    return NoticeBook(tmp_path / "notices.toml", SealedVault(tmp_path / "credentials.json", bytes(32)))


def made_of(whole: str) -> Any:
    """What apprise makes of an address; one of its 170 plugins warns of what Python will drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return apprise.Apprise.instantiate(whole)


def channel(name: str = "值班群", **more: Any) -> Channel:
    return replace(Channel(name=name, kind=ChannelKind.WECOM), **more)


@pytest.mark.parametrize("kind", list(ChannelKind))
def test_what_is_filled_in_becomes_an_address_that_apprise_takes_and_no_key_is_shown(kind: ChannelKind) -> None:
    made = address(kind, GIVEN[kind])
    assert made_of(made.whole) is not None
    for field in fields(kind):
        if field.secret and GIVEN[kind].get(field.name):
            assert GIVEN[kind][field.name] not in made.shown


def test_a_mail_goes_where_it_was_said_with_that_password() -> None:
    made = made_of(address(ChannelKind.MAIL, MAIL).whole)
    assert (made.smtp_host, made.port, made.secure_mode) == ("smtp.example.org", 465, "ssl")
    assert (made.user, made.password) == ("fh@example.org", "p@ss/?&#")
    assert [to for _, to in made.targets] == ["hx@example.org", "zn@example.org"]


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (ChannelKind.MAIL, {**MAIL, "to": ""}, "to"),
        (ChannelKind.MAIL, {**MAIL, "to": "nobody"}, "to"),
        (ChannelKind.MAIL, {**MAIL, "port": "99999"}, "port"),
        (ChannelKind.MAIL, {**MAIL, "server": "a b/c"}, "server"),
        (ChannelKind.MAIL, {**MAIL, "security": "magic"}, "security"),
        (ChannelKind.WECOM, {"webhook": "https://elsewhere.example.org/hook"}, "webhook"),
        (ChannelKind.TELEGRAM, {"token": "no token", "chat": "1"}, "token"),
        (ChannelKind.WEB, {"address": "ftp://example.org"}, "address"),
        (ChannelKind.WEB, {"address": "http://[broken"}, "address"),
        (ChannelKind.OTHER, {"address": "https://example.org/apprise.yml"}, "address"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(
    kind: ChannelKind, given: Mapping[str, str], field: str
) -> None:
    with pytest.raises(UserError) as refused:
        address(kind, given)
    assert refused.value.said.args["field"] == Said(f"notify-field-{field}")
    for language in LANGUAGES:
        assert Texts(language).error(refused.value)


def test_the_address_is_in_the_vault_and_not_in_the_file(book: NoticeBook) -> None:
    kept = book.put(channel(), GIVEN[ChannelKind.WECOM])
    assert KEY not in book.path.read_text()
    assert KEY not in (book.path.parent / "credentials.json").read_text()
    assert KEY in book.whole_address(kept)
    assert book.channels() == (kept,)


def test_a_channel_that_is_changed_keeps_its_address_also_under_another_name(book: NoticeBook) -> None:
    book.put(channel(), GIVEN[ChannelKind.WECOM])
    changed = book.put(channel("夜班群", level=WarningLevel.RED), None, before="值班群")
    assert book.channels() == (changed,)
    assert KEY in book.whole_address(changed)
    with pytest.raises(EnvironmentFault):
        book.whole_address(channel())
    with pytest.raises(UserError) as refused:
        book.put(channel("夜班群", kind=ChannelKind.FEISHU), None, before="夜班群")
    assert refused.value.said.key == "notify-address-missing"


def test_a_channel_that_is_removed_leaves_no_secret(book: NoticeBook) -> None:
    gone = book.put(channel(), GIVEN[ChannelKind.WECOM])
    book.remove("值班群")
    assert book.channels() == ()
    with pytest.raises(EnvironmentFault):
        book.whole_address(gone)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"name": "  "}, "notify-bad-name"),
        ({"quiet_from": "22:00"}, "notify-quiet-both"),
        ({"quiet_from": "22:00", "quiet_to": "25:99"}, "notify-bad-time"),
        ({"person": "韩雪", "duty": Role.MONITOR}, "notify-person-or-duty"),
    ],
)
def test_a_channel_that_cannot_be_is_refused_and_nothing_changes(
    book: NoticeBook, wrong: dict[str, Any], key: str
) -> None:
    book.put(channel("另一个"), GIVEN[ChannelKind.WECOM])
    with pytest.raises(UserError) as refused:
        book.put(channel(**wrong), GIVEN[ChannelKind.WECOM])
    assert refused.value.said.key == key
    assert [one.name for one in book.channels()] == ["另一个"]
    with pytest.raises(UserError):
        book.put(channel("另一个"), GIVEN[ChannelKind.WECOM])


def test_a_file_that_a_hand_has_damaged_is_named_with_its_line(book: NoticeBook) -> None:
    book.path.write_text('[[channel]]\nname = "a"\nkind = "wecom"\n\n[[channel]]\nname = "b"\nkind = "pigeon"\n')
    with pytest.raises(UserError) as refused:
        book.channels()
    assert "line 5" in Texts("zh-Hans").error(refused.value)


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "quiet"),
    [
        ("22:00", "7:00", "23:30", True),
        ("22:00", "7:00", "06:59", True),
        ("22:00", "7:00", "07:00", False),
        ("22:00", "7:00", "12:00", False),
        ("12:00", "14:00", "13:00", True),
        ("12:00", "14:00", "14:00", False),
        ("", "", "03:00", False),
    ],
)
def test_quiet_hours_are_in_the_rooms_zone_and_red_ignores_them(
    begins: str, ends: str, hour: str, quiet: bool
) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    now = datetime.fromisoformat(f"2026-11-19T{hour}:00+08:00").astimezone(UTC)
    one = channel(quiet_from=begins, quiet_to=ends)
    assert is_quiet(one, WarningLevel.ORANGE, now, zone) is quiet
    assert not is_quiet(one, WarningLevel.RED, now, zone)


def test_quiet_hours_hold_through_the_hour_that_comes_twice() -> None:
    zone, one = ZoneInfo("Europe/Berlin"), channel(quiet_from="02:00", quiet_to="03:00")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, summer time
    again = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30, winter time
    assert is_quiet(one, WarningLevel.YELLOW, first, zone)
    assert is_quiet(one, WarningLevel.YELLOW, again, zone)
    assert not is_quiet(one, WarningLevel.YELLOW, datetime(2026, 10, 25, 2, 0, tzinfo=UTC), zone)
