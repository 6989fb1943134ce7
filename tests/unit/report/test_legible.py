# SPDX-License-Identifier: Apache-2.0
"""What cannot be printed or seen stands as its code; everything else stays as it was."""

import pytest

from app.report.legible import Json, encodable, printable

CHINESE = set("烽火“”——…，。：；（）一二三⚠1") | {chr(code) for code in range(0x20, 0x7F)}


def covers(char: str) -> bool:
    """A small font."""
    return char in CHINESE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("烽火🔴", "烽火[U+1F534]"),
        ("🔴🔴", "[U+1F534][U+1F534]"),
        ("👩‍💻。", "[U+1F469 U+200D U+1F4BB]。"),
        ("👍🏽", "[U+1F44D U+1F3FD]"),
        ("❤️", "[U+2764 U+FE0F]"),
        ("⚠️一", "⚠一"),
        ("\ue000", "[U+E000]"),
        ("\ud83d", "[U+D83D]"),
        ("a\u202eb\u202c", "a[U+202E]b[U+202C]"),
        ("零\u200b", "[U+96F6][U+200B]"),
        ("a\x00b\x07", "a[U+0000]b[U+0007]"),
        ("a\r\nb\tc\rd", "a\nb c[U+000D]d"),
        ("一\u2028二", "一[U+2028]二"),
        ("\ufeff一", "[U+FEFF]一"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    assert printable(text, covers)[0] == shown


def test_plain_text_is_not_touched() -> None:
    value: Json = {"a": ["烽火“一”", 1, None, True], "b": ("二\n三",)}
    mended, replaced = printable(value, covers)
    assert mended is value
    assert not replaced.codes


def test_it_reaches_everywhere_and_counts() -> None:
    mended, replaced = printable({"a": [{"b": "🔴"}, ("🔴", 2)], "🔴": "一"}, covers)
    assert mended == {"a": [{"b": "[U+1F534]"}, ["[U+1F534]", 2]], "🔴": "一"}
    assert replaced.codes == {"U+1F534": 2}


def test_a_lone_surrogate_is_kept_out_of_a_file() -> None:
    fine: Json = {"a": "🔴"}
    assert encodable(fine) is fine
    assert encodable({"a": "x\udc00", "b": ["\ud800y"]}) == {"a": "x[U+DC00]", "b": ["[U+D800]y"]}
