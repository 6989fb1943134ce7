# SPDX-License-Identifier: Apache-2.0
"""How pieces of text that push a mood are marked: an underline and a ground, the louder the further it pushed.

Used by the detail of a post and by the box where own words are tried. The trap: pushes are told in parts
of the strongest one in the same text, so how far the text went counts too. The line's style says which way, as its
colour does; own words have a ground of their own.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

from PySide6.QtGui import QColor, QTextCharFormat

from app.posts.post import Mood
from app.posts.sentiment.feeling import Explanation, Piece, PieceKind
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
_FAINTEST: Final = 80
_DEEPEST: Final = 90
_FILLED: Final = 120
_FILLED_FAINTLY: Final = 40
_FAR: Final = 0.8
"""A score from which on a text counts as moved all the way."""


def marks_of(explanation: Explanation, colours: Tokens) -> list[Marked]:
    """The telling pieces. How loud one is follows from how far it pushed: of a neutral text, only faint lines."""
    return [(piece.start, piece.end, _format(piece, colours, explanation)) for piece in telling(explanation.pieces)]


def _format(piece: Piece, colours: Tokens, explanation: Explanation) -> QTextCharFormat:
    mood = Mood.NEGATIVE if piece.push < 0 else Mood.POSITIVE if piece.push > 0 else Mood.NEUTRAL
    made, line, ground = QTextCharFormat(), QColor(mood_colour(colours, mood)), QColor(mood_colour(colours, mood))
    neutral = explanation.feeling.mood is Mood.NEUTRAL
    far = 0.0 if neutral else min(1.0, abs(piece.push)) * min(1.0, abs(explanation.feeling.score) / _FAR)
    line.setAlpha(_FAINTEST + round((255 - _FAINTEST) * far))
    made.setUnderlineStyle(_STYLES[mood])
    made.setUnderlineColor(line)
    if piece.kind is PieceKind.WORD:
        ground.setAlpha(_FILLED_FAINTLY if neutral else _FILLED)
        made.setBackground(ground)
    elif not neutral:
        ground.setAlpha(round(_DEEPEST * far))
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
