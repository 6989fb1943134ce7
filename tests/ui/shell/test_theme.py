# SPDX-License-Identifier: Apache-2.0
"""Colours that can be read, levels that are never colour alone, Chinese in the right shapes."""

from dataclasses import asdict

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.room.words import Severity, WarningLevel
from ui.theme import body_font, icon_path, style_sheet
from ui.tokens import LEVEL_SHAPES, SEVERITY_SHAPES, contrast, tokens

_GROUNDS = ("ground", "panel", "raised")
_NOT_WORDS = {*_GROUNDS, "line", "on_fill"}


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_colour_that_carries_words_can_be_read_on_every_ground(theme: str) -> None:
    colours = asdict(tokens(theme))
    poor = {
        (name, ground): round(contrast(colours[name], colours[ground]), 2)
        for name in colours.keys() - _NOT_WORDS
        for ground in _GROUNDS
        if contrast(colours[name], colours[ground]) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_words_on_a_level_or_an_accent_can_be_read(theme: str) -> None:
    colours = tokens(theme)
    for fill in (colours.accent, colours.blue, colours.orange, colours.red):
        assert contrast(colours.on_fill, fill) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_mood_colours_are_never_level_colours(theme: str) -> None:
    colours = tokens(theme)
    moods = {colours.negative, colours.neutral, colours.positive}
    assert moods.isdisjoint({colours.warning(level) for level in WarningLevel})


def test_every_level_has_a_shape_of_its_own() -> None:
    assert len(set(LEVEL_SHAPES.values())) == len(WarningLevel)
    assert len(set(SEVERITY_SHAPES.values())) == len(Severity)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_style_sheet_is_filled_and_its_drawings_exist(theme: str) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert tokens(theme).panel in sheet
    for line in sheet.splitlines():
        if 'url("' in line:
            name = line.split('url("')[1].split('"')[0].rsplit("/", 1)[1]
            assert icon_path(name).is_file()


def test_traditional_chinese_is_set_in_traditional_shapes_first() -> None:
    assert body_font("zh-Hant").families()[0] == "Noto Sans TC"
    assert body_font("zh-Hans").families()[0] == "Noto Sans SC"


def test_english_quotes_are_as_narrow_as_english_letters(qapp: QApplication) -> None:
    english, chinese = (QFontMetricsF(body_font(language)) for language in ("en", "zh-Hans"))
    assert english.horizontalAdvance("“Many”") < english.horizontalAdvance("Many") + english.horizontalAdvance("国")
    assert chinese.horizontalAdvance("“多”") == 3 * chinese.horizontalAdvance("多")
