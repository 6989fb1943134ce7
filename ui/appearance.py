# SPDX-License-Identifier: Apache-2.0
"""Language and theme of the whole program, switchable while it runs: our style, the fonts, Qt's own words.

Made by :mod:`ui.application`, used by :mod:`ui.workplace`. The trap: Qt's translators must outlive the application's
use of them, so they are kept here.
"""

from collections.abc import Callable

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from app.texts import Language
from ui import theme as themes

_QT_NAMES: dict[Language, str] = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": ""}
_LOCALES: dict[Language, str] = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_GB"}


class Appearance:
    """What the program looks and sounds like."""

    def __init__(self, application: QApplication, theme: str, language: Language) -> None:
        self._application = application
        self._translator: QTranslator | None = None
        self.theme, self.language = theme, language
        self._dress()
        self._teach_qt()

    def follow_focus(self, follower: Callable[[QWidget | None, QWidget | None], None]) -> None:
        """`follower(before, now)` is called whenever the keyboard goes to another widget."""
        self._application.focusChanged.connect(follower)

    def set_theme(self, theme: str) -> None:
        """`dark` or `light`."""
        self.theme = theme
        self._dress()

    def set_language(self, language: Language) -> None:
        """The catalogue is the desk's; this is for Qt's own words and the shapes of characters."""
        self.language = language
        self._teach_qt()
        self._dress()

    def _dress(self) -> None:
        self._application.styleHints().setColorScheme(themes.scheme(self.theme))
        themes.apply(self._application, self.theme, self.language)

    def _teach_qt(self) -> None:
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(QLocale(_LOCALES[self.language]))
        name = _QT_NAMES[self.language]
        if not name:
            return
        translator = QTranslator()
        if translator.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._application.installTranslator(translator)
            self._translator = translator
