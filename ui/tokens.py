# SPDX-License-Identifier: Apache-2.0
"""The colours of the two themes, by what they mean. Read by the style sheet, the delegates and the charts.

Every colour that carries words holds 4.5:1 against ground, panel and raised (tests/ui/shell/test_theme.py); a few
of the first drawing did not and are a shade off it. The trap: mood colours are never level colours, and a level is
never shown by its colour alone.
"""

from dataclasses import dataclass
from typing import Final

from app.room.words import Severity, WarningLevel


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. All values are ``#rrggbb``; `on_fill` is for words on accent and on level colours."""

    ground: str
    panel: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    negative: str
    neutral: str
    positive: str
    blue: str
    yellow: str
    orange: str
    red: str
    on_fill: str

    def warning(self, level: WarningLevel) -> str:
        """The colour of a warning level."""
        return {
            WarningLevel.BLUE: self.blue,
            WarningLevel.YELLOW: self.yellow,
            WarningLevel.ORANGE: self.orange,
            WarningLevel.RED: self.red,
        }[level]

    def severity(self, severity: Severity) -> str:
        """The colour of a severity: III blue, II orange, I red."""
        return {Severity.III: self.blue, Severity.II: self.orange, Severity.I: self.red}[severity]


DARK: Final = Tokens(
    ground="#0f1318", panel="#161b22", raised="#1d242d", line="#2a323d",
    text="#e7ecf2", quiet="#8d99a8", accent="#5aa9ff",
    negative="#d95fa2", neutral="#8390a0", positive="#35b3a0",
    blue="#4a93ff", yellow="#e3b341", orange="#f0883e", red="#f85149", on_fill="#0f1318",
)  # fmt: skip
LIGHT: Final = Tokens(
    ground="#eef1f5", panel="#ffffff", raised="#f5f7fa", line="#d5dce5",
    text="#17202b", quiet="#5b6877", accent="#0b63ce",
    negative="#b02a78", neutral="#5f6d7c", positive="#0f766e",
    blue="#1d5fd1", yellow="#8a6100", orange="#ae5008", red="#c62828", on_fill="#ffffff",
)  # fmt: skip


LEVEL_SHAPES: Final = {
    WarningLevel.BLUE: "■",
    WarningLevel.YELLOW: "●",
    WarningLevel.ORANGE: "▲",
    WarningLevel.RED: "◆",
}
"""The mark that stands beside a warning level's colour, so that it is never colour alone."""

SEVERITY_SHAPES: Final = {Severity.III: "■", Severity.II: "▲", Severity.I: "◆"}
"""The same for severities."""


def tokens(theme: str) -> Tokens:
    """The colours of `dark` or `light`."""
    return LIGHT if theme == "light" else DARK


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
