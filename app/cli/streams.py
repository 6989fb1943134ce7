# SPDX-License-Identifier: Apache-2.0
"""What stands before any command: which language is spoken, in which encoding, and a secret on the first line.

Used by `app.__main__` alone. The trap: the language must be known before the parser is built, because the parser
speaks it too.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from app.errors import Said, UserError
from app.texts import LANGUAGES, Texts, as_language, system_language

if TYPE_CHECKING:
    from app.profile import Secrets


def texts_for(argv: Sequence[str]) -> Texts:
    """The words of the language asked for, or of the system's."""
    for place, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--lang=") else argv[place + 1 : place + 2]
        chosen = value if isinstance(value, str) else next(iter(value), "")
        if word.startswith("--lang") and chosen in LANGUAGES:
            return Texts(as_language(chosen) or "zh-Hans")
    return Texts(system_language())


def secret_line(stdin: TextIO) -> "Secrets":
    """What opens the profile, from the first line of the input. Raises UserError where that is damaged."""
    from app.profile import Secrets

    try:
        return Secrets.unpack(bytes.fromhex(stdin.readline().strip()))
    except ValueError as fault:
        raise UserError(Said("profile-secret-damaged")) from fault


def speak_utf8(out: TextIO, err: TextIO, into: TextIO) -> None:
    """A console in another encoding must not turn a sentence into a traceback."""
    for stream in (out, err, into):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is err else "replace")
