# SPDX-License-Identifier: Apache-2.0
"""One e-mail as it came over the wire: from whom, when, about what, in plain words and in HTML.

Called by the IMAP kind, in the limited child for whole mails and in the collector for a From line. Attachments are
not looked at. The trap: everything in a mail may lie or be broken, and the newer header parser of the standard
library is slow and fails in many ways on such headers; so headers are taken raw and read here.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from itertools import count
from typing import Final

from app.errors import Said, UserError
from app.posts.reading.charset import decoded

_MOST_BOUNDARIES: Final = 20_000
_MOST_HEADERS: Final = 20_000
_MOST_PARTS: Final = 200
_LONGEST_HEADER: Final = 4_000
_FIRST_YEAR: Final = 1990
_WORD: Final = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,40})?\?([bBqQ])\?([^?]*)\?=")
_ADDRESS: Final = re.compile(r"<\s*([^<>\s]*)\s*>")
_NOT_BASE64: Final = re.compile(r"[^A-Za-z0-9+/]")
_ESCAPED: Final = re.compile(rb"=([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says; '' is not said. `date` is ISO 8601 where it could be read, else as written.

    `plain` and `markup` are the first text/plain and the first text/html that hold anything.
    """

    subject: str = ""
    author: str = ""
    message_id: str = ""
    date: str = ""
    plain: str = ""
    markup: str = ""


class _Short(Compat32):
    """Cuts headers before anything reads them: the time their parameters take grows with the square of the length.

    Raises UserError once a mail and its parts have more than any mail has. One serves one mail.
    """

    _numbers: Iterator[int]

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "_numbers", count(1))  # policies forbid setting what they do not declare

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Called by the parser with the lines of each header."""
        if next(self._numbers) > _MOST_HEADERS:
            raise UserError(Said("mail-too-many-parts"))
        kept, length = sourcelines[:1], len(sourcelines[0])
        for line in sourcelines[1:]:
            length += len(line)
            if length > _LONGEST_HEADER:
                break
            kept.append(line)
        name, value = super().header_source_parse(kept)
        return name, value[:_LONGEST_HEADER]


def read_mail(data: bytes) -> Mail:
    """Reads a whole mail (RFC 5322, MIME). Raises UserError `mail-…` for one built to break its reader."""
    message = _message(data)
    name, address = _sender(_header(message, "from"))
    plain, markup = _bodies(message)
    return Mail(
        subject=words(_header(message, "subject")),
        author=name or address,
        message_id=_header(message, "message-id").strip().strip("<>").strip(),
        date=_date(message),
        plain=plain,
        markup=markup,
    )


def sender_of(header: bytes) -> str:
    """The address, in small letters, of a header block that holds a From line; '' where there is none."""
    return _sender(_header(_message(header), "from"))[1].lower()


def words(value: str) -> str:
    """A header's value as a person reads it: encoded words (RFC 2047) decoded, bare 8-bit bytes guessed, one line.

    Characters that a mailer cut in two between encoded words are made whole.
    """
    if not value.isascii():
        value = decoded(value.encode("ascii", "surrogateescape"), ())
    pieces: list[str] = []
    held, held_charset, end = b"", "", 0
    for match in _WORD.finditer(value):
        gap, charset = value[end : match.start()], match[1].lower()
        if held and (gap.strip() or charset != held_charset):
            pieces.append(decoded(held, (held_charset,)))
            held = b""
        if gap.strip() or not end:
            pieces.append(gap)
        held, held_charset, end = held + _word(match[2], match[3]), charset, match.end()
    pieces += [decoded(held, (held_charset,)) if held else "", value[end:]]
    return " ".join("".join(pieces).split())


def _word(encoding: str, text: str) -> bytes:
    if encoding in "qQ":
        spaced = text.replace("_", " ").encode("utf-8", "replace")
        return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), spaced)
    digits = _NOT_BASE64.sub("", text)
    digits = digits[: len(digits) - 1] if len(digits) % 4 == 1 else digits
    return binascii.a2b_base64(digits + "=" * (-len(digits) % 4))


def _message(data: bytes) -> Message:
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise UserError(Said("mail-too-many-parts"))
    try:
        return BytesParser(policy=_Short()).parsebytes(data)
    except RecursionError as fault:
        raise UserError(Said("mail-too-deep")) from fault


def _header(message: Message, wanted: str) -> str:
    for name, value in message.raw_items():
        if name.lower() == wanted:
            return str(value)
    return ""


def _sender(value: str) -> tuple[str, str]:
    """Name and address, '' for either."""
    found = list(_ADDRESS.finditer(value))
    if not found:
        bare = value.partition("(")[0].strip()
        return ("", bare) if "@" in bare and not re.search(r"\s", bare) else (words(value).strip("\"' "), "")
    name = words(value[: found[-1].start()])
    return name.strip("\"' ").replace('\\"', '"'), found[-1][1]


def _date(message: Message) -> str:
    """The Date header, unless it lies beyond what the mail server stamped on the mail when it came."""
    written = _header(message, "date").strip()
    told, stamped = _moment(written), _moment(_header(message, "received").rpartition(";")[2].strip())
    if told is None:
        return stamped.isoformat() if stamped else words(written)
    if stamped and (told.year < _FIRST_YEAR or told > stamped + timedelta(days=1)):
        return stamped.isoformat()
    return told.isoformat()


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text[:200])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, LookupError):
        return None


def _bodies(message: Message) -> tuple[str, str]:
    found = {"text/plain": "", "text/html": ""}
    waiting: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        if part.is_multipart():  # asked first: the words of a part that lies about its charset cannot be had so
            inside = part.get_payload()
            # A mail inside a mail is an attachment.
            if isinstance(inside, list) and part.get_content_maintype() == "multipart":
                waiting += [one for one in reversed(inside) if isinstance(one, Message)]
            continue
        kind = part.get_content_type()
        if kind in found and not found[kind].strip() and part.get_content_disposition() != "attachment":
            found[kind] = _text(part)
    return found["text/plain"], found["text/html"]


def _text(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset("")
    except (ValueError, LookupError, TypeError):  # an encoding that lies about itself
        return ""
    return decoded(data, (charset,)) if isinstance(data, bytes) else ""
