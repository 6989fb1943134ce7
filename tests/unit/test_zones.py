# SPDX-License-Identifier: Apache-2.0
"""A time says its zone by the name people call it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.texts import Language
from app.zones import zone_name

WINTER, SUMMER = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 7, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "name"), [("zh-Hans", "中国标准时间"), ("zh-Hant", "中國標準時間"), ("en", "China Standard Time")]
)
def test_the_rooms_zone_is_named_in_the_language_of_the_window(language: Language, name: str) -> None:
    assert zone_name(ZoneInfo("Asia/Shanghai"), WINTER, language) == name


def test_a_zone_that_changes_its_clocks_has_a_name_for_summer() -> None:
    zone = ZoneInfo("America/New_York")
    assert zone_name(zone, WINTER, "en") == "Eastern Standard Time"
    assert zone_name(zone, SUMMER, "en") == "Eastern Daylight Time"


def test_a_zone_without_a_name_is_said_by_its_offset() -> None:
    assert zone_name(ZoneInfo("Asia/Urumqi"), WINTER, "zh-Hans") == "GMT+06:00"
