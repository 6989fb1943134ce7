# SPDX-License-Identifier: Apache-2.0
"""Time zones by the name people call them: 中国标准时间, not Asia/Shanghai.

Called by whatever says in which zone a time is: window, command line, report. The trap: a zone that changes its
clocks has two names, so one is asked for with a moment; names of identifiers to choose from are not said here.
"""

from datetime import datetime, tzinfo
from typing import Final

from app.texts import Language

HOUSE_ZONE: Final = "Asia/Shanghai"
"""Of a room until it says otherwise."""
_LOCALES: Final[dict[Language, str]] = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}


def zone_name(zone: tzinfo, at: datetime, language: Language) -> str:
    """The name of `zone` at an aware moment: `中国标准时间`; its offset, `GMT+06:00`, where it has none."""
    from babel.dates import get_timezone_name  # a tenth of a second, which most commands need not pay

    return get_timezone_name(at.astimezone(zone), locale=_LOCALES[language])
