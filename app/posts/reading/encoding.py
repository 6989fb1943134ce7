# SPDX-License-Identifier: Apache-2.0
"""Which encoding a text file is in: UTF-8, UTF-16, GB18030, Big5, else what charset-normalizer makes of it.

Called once a file with its first 256 KiB. The trap: Big5 bytes nearly always decode as GB18030 too, into rare
characters; so the two are told apart by how common the characters are, not by errors.
"""

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The characters most met in running text of either script, of our own counting by eye; frequency is all that matters.
_COMMON: Final = frozenset(
    "的一是了我不在人有他这個这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感"
    "這個們來時為說國著裡後會過對學麼發當沒還樣種開總從無現頭經長兒愛給間兩親進話與"
    "，。！？：、“”《》（）「」"
)
_HOLES: Final = re.compile(rb"\0{16,}")
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 0})


def is_binary(sample: bytes) -> bool:
    """Whether the bytes are no text in any encoding: many control characters, or NULs that are not UTF-16's."""
    if not sample or any(sample.startswith(bom) for bom, _ in _BOMS):
        return False
    if sample[0]:
        sample = _HOLES.sub(b"", sample)  # what a crash leaves in a text
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * 0.02:
        return True
    return sample.count(0) > len(sample) * 0.05 and not _utf16_by_nulls(sample)


def encoding_of(sample: bytes) -> str:
    """Python's name of the encoding of a text that begins with `sample`; '' where none fits."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    if name := _utf16_by_nulls(sample):
        return name
    if _decodes(sample, "utf-8") is not None or _nearly_utf8(sample):
        return "utf-8"
    return _utf16_by_text(sample) or _chinese(sample) or _guessed(sample)


def _decodes(sample: bytes, encoding: str) -> str | None:
    """The text, where all bytes are valid; a character cut off at the end is."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample, final=False)
    except UnicodeDecodeError:
        return None


def _nearly_utf8(sample: bytes) -> bool:
    """UTF-8 with a few spoilt bytes: better read with those marked than as another encoding."""
    text = sample.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - spoilt
    return sound >= 10 and spoilt <= sound * 0.3


def _utf16_by_nulls(sample: bytes) -> str:
    """Latin letters, commas and line ends leave every second byte 0."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.05 and even <= odd * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) * 0.05 and odd <= even * 0.02 else ""


def _utf16_by_text(sample: bytes) -> str:
    for name in ("utf-16-le", "utf-16-be"):
        text = _decodes(sample, name)
        if text and _commonness(text) > 0.3:
            return name
    return ""


def _chinese(sample: bytes) -> str:
    scores = []
    for name in ("gb18030", "big5hkscs"):
        text = codecs.getincrementaldecoder(name)("replace").decode(sample, final=False)
        foreign = sum(character > "\x7f" for character in text)
        if foreign and text.count("\ufffd") <= foreign * 0.1:
            scores.append((_commonness(text), name))
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] > 0.08 else ""


def _commonness(text: str) -> float:
    """The share of the common ones among the characters that are not ASCII."""
    foreign = [character for character in text if character > "\x7f"]
    return sum(character in _COMMON for character in foreign) / len(foreign) if foreign else 0.0


def _guessed(sample: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample[:65536]).best()
    return best.encoding if best is not None else ""
