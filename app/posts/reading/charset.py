# SPDX-License-Identifier: Apache-2.0
"""Bytes from the net as text: the byte order mark, then what sender and document declare, then a guess.

Called for feeds and web pages. The trap: declarations lie (gb2312 that is GB18030, Latin-1 that is UTF-8, UTF-8
that is GBK), so each is believed only where the bytes bear it out.
"""

import codecs
import re
from collections.abc import Iterable
from typing import Final

from app.posts.reading.encoding import encoding_of

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = (  # how `<?` or `<x` begins where every character takes two or four bytes
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]"), "utf-16-be"),
)
_KNOWN: Final = re.compile(
    r"(?:utf|u8|ucs|iso|latin|l\d|windows|cp|koi8|gb|cn-|euc|big5|shift|sjis|ms|ks|uhc|hz|mac|tis|viscii|us|ascii|x-)"
    r"[\w .:-]*$",
    re.ASCII,
)
_WIDER: Final = {  # what the name says, and the larger set that it stands for on the net
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
_CASUAL: Final = ("cp1252", "cp1254")
_SHIFTS: Final = (b"\0", b"\x1b", b"~{")  # what makes ASCII bytes mean something else
_HIGH: Final = bytes(range(128, 256))
_FOREIGN: Final = re.compile("[^\x00-\x7f]")
_SCRIPTS: Final = (  # no Chinese text is a fifth kana or mostly Hangul, whichever way it is read
    ("euc_jp", re.compile("[ぁ-ヶ]"), 0.2),
    ("cp932", re.compile("[ぁ-ヶ]"), 0.3),
    ("cp949", re.compile("[가-힣]"), 0.8),
)
_SAMPLE: Final = 1 << 18


def decoded(data: bytes, declared: Iterable[str]) -> str:
    """`data` as text, believing the first of `declared` names that fits. Never fails; no mark at the beginning."""
    if data.isascii() and not any(map(data.__contains__, _SHIFTS)):
        return data.decode("ascii")
    told = list(declared)
    if data.startswith(codecs.BOM_UTF8):
        data, told = data[3:], ["utf-8", *told]
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\0" in data[:64] and (name := _wide(data)):
        return data.decode(name, "replace")
    names = sorted((name for one in told if one and (name := _codec(one))), key=_CASUAL.__contains__)
    as_utf8 = _strict(data, "utf-8")
    if as_utf8 is not None and as_utf8.isascii():
        return (_strict(data, names[0]) if names and _shifts(names[0]) else None) or as_utf8
    if as_utf8 is not None and (not names or _is_utf8(as_utf8, data, names[0])):
        return as_utf8
    return _of_declared(data, names) or _loose(data, _guess(data[:_SAMPLE]))


def _wide(data: bytes) -> str:
    start = data.lstrip() if data[:1].isspace() and data[1:2] != b"\0" else data
    name = next((name for begins, name in _WIDE if begins.match(start)), "")
    return name or (guess if (guess := encoding_of(data[:_SAMPLE])).startswith("utf-16") else "")


def _guess(sample: bytes) -> str:
    if len(sample) - len(sample.translate(None, _HIGH)) < 12:
        return "cp1252"  # too little to tell anything by
    for name, script, share in _SCRIPTS:
        if (text := _strict(sample, name)) and len(script.findall(text)) > share * len(_FOREIGN.findall(text)):
            return name
    return encoding_of(sample) or "cp1252"


def _of_declared(data: bytes, names: list[str]) -> str:
    if any(name in _CASUAL for name in names) and _reads_as_chinese(data):
        names = [name for name in names if name not in _CASUAL]
    for name in names:
        text = _strict(data, name)
        if text is not None:
            return text
    for name in names:  # a few spoilt bytes do not make it another encoding
        text = _loose(data[:_SAMPLE], name)
        if text.count("\ufffd") * 20 <= sum(one > "\x7f" for one in text):
            return _loose(data, name)
    return ""


def _reads_as_chinese(data: bytes) -> bool:
    """Latin-1 takes every byte, so servers that say nothing better send GBK and Big5 under its name."""
    sample = data[:_SAMPLE]
    dense = len(sample) - len(sample.translate(None, _HIGH)) > len(sample) * 0.15  # Western text has far fewer
    return dense and encoding_of(sample) in ("gb18030", "big5hkscs")


def _codec(name: str) -> str:
    """Python's name of a declared encoding, widened; '' for what is none (zip, rot13, idna …)."""
    name = name.strip().strip("\"'").lower()
    if len(name) > 40 or not _KNOWN.match(name):
        return ""
    try:
        found = codecs.lookup(name.removeprefix("x-") if name.startswith("x-gb") else name).name
    except (LookupError, ValueError):
        return ""
    if found.startswith(("utf-16", "utf-32", "utf-7")):
        return ""  # the wide ones show themselves; nothing but an attack is in UTF-7
    return _WIDER.get(found, found)


def _shifts(name: str) -> bool:
    """Encodings that write everything in ASCII bytes (HZ, ISO-2022)."""
    return name.startswith(("hz", "iso2022"))


def _is_utf8(text: str, data: bytes, declared: str) -> bool:
    """Whether bytes that are valid UTF-8 are it, though something else is declared."""
    if declared in ("utf-8", "utf-8-sig") or declared in _CASUAL:
        return True
    return len(data) - len(text) >= 6 or _strict(data, declared) is None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _loose(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "replace")
    except (UnicodeError, LookupError, ValueError):
        return data.decode("cp1252", "replace")
