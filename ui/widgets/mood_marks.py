# SPDX-License-Identifier: Apache-2.0
"""How pieces of text that push a mood are marked: an underline and a faint ground, each mood with a line of its own.

Used by the detail of a post and by the box where own words are tried. The trap: the line's style says which way a
piece pushes as well as its colour does; own words have a deep ground besides.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtGui import QColor, QTextCharFormat

from app.posts.post import Mood
from app.posts.sentiment.feeling import Piece, PieceKind
from app.texts import Texts
from ui.mood_words import telling
from ui.tokens import Tokens
from ui.widgets.styling import mood_colour

Marked: TypeAlias = tuple[int, int, QTextCharFormat]
"""A place in a text, in characters, and how it is marked."""
_STYLES: Final = {
    Mood.NEGATIVE: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Mood.POSITIVE: QTextCharFormat.UnderlineStyle.DashUnderline,
    Mood.NEUTRAL: QTextCharFormat.UnderlineStyle.DotLine,
}
_FAINT: Final = 26
_DEEPER: Final = 40
_FILLED: Final = 120


def marks_of(pieces: Sequence[Piece], colours: Tokens) -> list[Marked]:
    """The telling pieces; the harder one pushes, the deeper its ground."""
    return [(piece.start, piece.end, _format(piece, colours)) for piece in telling(pieces)]


def _format(piece: Piece, colours: Tokens) -> QTextCharFormat:
    mood = Mood.NEGATIVE if piece.push < 0 else Mood.POSITIVE if piece.push > 0 else Mood.NEUTRAL
    made, ground = QTextCharFormat(), QColor(mood_colour(colours, mood))
    made.setUnderlineStyle(_STYLES[mood])
    made.setUnderlineColor(QColor(mood_colour(colours, mood)))
    own = piece.kind is PieceKind.WORD
    ground.setAlpha(_FILLED if own else _FAINT + round(_DEEPER * min(1.0, abs(piece.push))))
    made.setBackground(ground)
    return made


def legend(pieces: Sequence[Piece], texts: Texts) -> str:
    """`── 推向负面 · ╌╌ 推向正面`: of the marks that are there."""
    shown = telling(pieces)
    parts = []
    if any(piece.push < 0 for piece in shown):
        parts.append(texts("analysis-key-negative"))
    if any(piece.push > 0 for piece in shown):
        parts.append(texts("analysis-key-positive"))
    if any(piece.kind is PieceKind.WORD for piece in shown):
        parts.append(texts("analysis-key-word"))
    return " · ".join(parts)
