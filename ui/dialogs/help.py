# SPDX-License-Identifier: Apache-2.0
"""Help in the window: how the house works on one page, every key, the rules of the seal. And what it is made of.

Opened by :mod:`ui.deeds` (F1, Shift+F1). The table of keys is made from the actions, so it cannot be out of date.
The trap: `QTextBrowser` follows links by itself; here there are none.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtWidgets import QTextBrowser, QWidget

from app.texts import Texts
from ui.dialogs.sheet import Sheet
from ui.tokens import Tokens

_SECTIONS: Final = (
    "start", "sources", "watches", "beacon", "stories", "moods", "analysis", "journal", "posts", "statement", "seal",
    "time", "offline",
)  # fmt: skip
_POINTS: Final = {
    "sources": tuple(
        f"help-source-{name}" for name in ("kinds", "rsshub", "hand", "health", "silence", "kept", "secrets", "net")
    ),
    "watches": tuple(f"help-watch-{name}" for name in ("rules", "levels", "try", "voice", "sound", "priority")),
    "beacon": tuple(f"help-beacon-{name}" for name in ("levels", "decide", "behind", "policy", "replay")),
    "stories": tuple(f"help-story-{name}" for name in ("row", "hand", "care", "seen", "why", "search")),
    "moods": tuple(f"help-mood-{name}" for name in ("why", "correct", "words", "export")),
    "analysis": tuple(f"help-analysis-{name}" for name in ("terms", "asks", "types")),
    "seal": tuple(
        f"help-rule-{name}" for name in ("frozen", "legal", "two", "marketing", "author", "edit", "release")
    ),
}
"""Sections that go on as a list."""
_PANE_KEYS: Final = ("feed", "feedview", "alerts", "beacon", "lists", "sources", "watches", "analysis", "dialogs")
_PARTS: Final = (
    ("PySide6-Essentials", "LGPL-3.0"), ("SQLAlchemy", "MIT"), ("sqlcipher3", "Zlib / BSD-3-Clause"),
    ("alembic", "MIT"), ("matplotlib", "PSF"), ("numpy", "BSD-3-Clause"), ("typst", "Apache-2.0"),
    ("loro", "MIT"), ("cryptography", "Apache-2.0 / BSD-3-Clause"), ("argon2-cffi", "MIT"), ("keyring", "MIT"),
    ("platformdirs", "MIT"), ("msgspec", "BSD-3-Clause"), ("immutables", "Apache-2.0"),
    ("fluent.runtime", "Apache-2.0"), ("lxml", "BSD-3-Clause"), ("openpyxl", "MIT"),
    ("charset-normalizer", "MIT"), ("opencc-python-reimplemented", "Apache-2.0"), ("filelock", "MIT"),
    ("httpcore", "BSD-3-Clause"), ("h11", "MIT"), ("feedparser", "BSD-2-Clause"), ("imapclient", "BSD-3-Clause"),
    ("trafilatura", "Apache-2.0"), ("google-re2", "BSD-3-Clause"),
    ("rapidfuzz", "MIT"), ("pypinyin", "MIT"), ("xxhash", "BSD-2-Clause"), ("gaoya", "MIT"),
)  # fmt: skip

KeyRow = tuple[str, str]


class HelpDialog(Sheet):
    """`keys` are (what it does, key), a group with its title each."""

    def __init__(
        self, texts: Texts, colours: Tokens, keys: Sequence[tuple[str, Sequence[KeyRow]]], parent: QWidget
    ) -> None:
        super().__init__(texts, "helpDialog", texts("action-help"), parent)
        self.resize(820, 720)
        self.page = _page(self, _help(texts, colours, keys))
        self.page.setAccessibleName(texts("action-help"))


class AboutDialog(Sheet):
    """Version, licence, and the parts others made."""

    def __init__(self, texts: Texts, colours: Tokens, parent: QWidget) -> None:
        super().__init__(texts, "aboutDialog", texts("action-about"), parent)
        self.resize(620, 640)
        self.page = _page(self, _about(texts, colours))
        self.page.setAccessibleName(texts("action-about"))


def _page(sheet: Sheet, html: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setProperty("bare", "true")
    page.setOpenLinks(False)
    page.setHtml(html)
    sheet.rows.addWidget(page, 1)
    close = sheet.button("cancel", sheet.texts("window-close"))
    close.clicked.connect(sheet.reject)
    sheet.buttons(close)
    page.setFocus()
    return page


def _help(texts: Texts, colours: Tokens, keys: Sequence[tuple[str, Sequence[KeyRow]]]) -> str:
    parts = [_paragraph(texts("help-what"))]
    for section in _SECTIONS:
        parts.append(_heading(texts(f"help-{section}-title")))
        parts.append(_paragraph(texts(f"help-{section}")))
        if points := _POINTS.get(section):
            listed = "".join(f"<li>{escape(texts(point))}</li>" for point in points)
            parts.append(f"<ul style='margin-left:-20px; line-height:125%'>{listed}</ul>")
    parts.append(_heading(texts("help-keys-title")))
    parts.append(_table([(title, list(rows)) for title, rows in keys], colours))
    rows = [(texts(f"help-panekeys-{name}"), texts(f"help-panekeys-{name}-keys")) for name in _PANE_KEYS]
    parts.append(_table([(texts("help-panekeys-title"), rows)], colours))
    return "".join(parts)


def _about(texts: Texts, colours: Tokens) -> str:
    rows = [(f"{name} {_version(name)}", licence) for name, licence in _PARTS]
    return "".join(
        (
            _paragraph(texts("help-about", version=_version("fenghuo") or texts("help-about-checkout"))),
            _paragraph(texts("help-about-licence")),
            _paragraph(texts("help-about-privacy")),
            _heading(texts("help-about-parts")),
            _table([("", rows)], colours),
        )
    )


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and rarely needed

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _heading(words: str) -> str:
    return f"<h3 style='margin:18px 0 2px 0; font-size:15px'>{escape(words)}</h3>"


def _paragraph(words: str) -> str:
    return f"<p style='margin:2px 0 6px 0; line-height:125%'>{escape(words)}</p>"


def _table(groups: Sequence[tuple[str, Sequence[KeyRow]]], colours: Tokens) -> str:
    rows: list[str] = []
    for title, pairs in groups:
        if title:
            rows.append(
                f"<tr><td colspan='2' style='color:{colours.quiet}; padding:10px 0 2px 0'>{escape(title)}</td></tr>"
            )
        rows += [
            f"<tr><td style='padding:2px 32px 2px 0'>{escape(what)}</td>"
            f"<td style='color:{colours.accent}; padding:2px 0'>{escape(key)}</td></tr>"
            for what, key in pairs
        ]
    return f"<table cellspacing='0' cellpadding='0'>{''.join(rows)}</table>"
