# SPDX-License-Identifier: Apache-2.0
"""How the window looks: one style sheet filled from the tokens, a palette for what it cannot reach, and the type.

Called by :mod:`ui.application` at start and whenever theme or language change. Widgets ask for a look by object
name (`paneTitle`, `paneHint`) or dynamic property (`secondary`, `accent`, `quiet`, `danger`, `chip`); none sets
colours of its own. The trap: a property changed later shows only after :func:`ui.widgets.styling.restyled`.
"""

from dataclasses import fields
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.texts import Language
from ui.tokens import Tokens, tokens

BODY_PX: Final = 14
_SIMPLIFIED: Final = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
)
_TRADITIONAL: Final = (
    "Noto Sans TC",
    "Noto Sans CJK TC",
    "Source Han Sans TC",
    "Microsoft JhengHei",
    "PingFang TC",
)
_LATIN: Final = ("Noto Sans", "Segoe UI", "Helvetica Neue")
_TAGS: Final = ("tnum", "lnum")
_LATIN_TAGS: Final = ("pwid",)
"""In English only, as the families above: CJK families would draw “ ” ’ as wide as a character."""


def icon_path(name: str) -> Path:
    """The file of one of our own drawings in `resources/icons`."""
    return Path(str(resources.files("resources") / "icons" / name))


def body_font(language: Language) -> QFont:
    """The one type family: the script's own first, so that shared characters have the shape its readers expect."""
    first, second = (_TRADITIONAL, _SIMPLIFIED) if language == "zh-Hant" else (_SIMPLIFIED, _TRADITIONAL)
    latin, more = (_LATIN, _LATIN_TAGS) if language == "en" else ((), ())
    font = QFont([*latin, *first, *second, "sans-serif"])
    font.setPixelSize(BODY_PX)
    for tag in (*_TAGS, *more):
        font.setFeature(QFont.Tag.fromString(tag), 1)
    return font


def apply(application: QApplication, theme: str, language: Language) -> None:
    """Dress the whole program."""
    application.setFont(body_font(language))
    application.setPalette(palette(tokens(theme)))
    application.setStyleSheet(style_sheet(theme))


def palette(colours: Tokens) -> QPalette:
    """The same colours for what a style sheet cannot reach: text selections, placeholders, delegates."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.panel),
        (role.WindowText, colours.text),
        (role.Base, colours.panel),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.red),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.quiet),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_fill),
        (role.Link, colours.accent),
        (role.Mid, colours.line),
        (role.Dark, colours.line),
        (role.Light, colours.raised),
        (role.Midlight, colours.raised),
        (role.Shadow, colours.ground),
        (role.Accent, colours.accent),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.quiet))
    return made


def style_sheet(theme: str) -> str:
    """The style sheet of a theme."""
    colours = tokens(theme)
    values = {field.name: getattr(colours, field.name) for field in fields(colours)}
    folder = resources.files("resources") / "themes"
    template = "".join((folder / name).read_text("utf-8") for name in ("window.qss", "panes.qss"))
    return Template(template).substitute(values, theme=theme, icons=icon_path("").as_posix())


def scheme(theme: str) -> Qt.ColorScheme:
    """What to tell the desktop, so that its own frames match."""
    return Qt.ColorScheme.Light if theme == "light" else Qt.ColorScheme.Dark
