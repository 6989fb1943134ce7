# SPDX-License-Identifier: Apache-2.0
"""How a post feels, in words: the figure, the pieces of text that made it so, who said otherwise.

Used by the feed's detail, the choice of a mood and the box where own words are tried. The trap: pieces are quoted
from the text as it was given, by place.
"""

from collections.abc import Sequence
from typing import Final

from app.posts.post import Mood
from app.posts.sentiment.feeling import Explanation, Piece, PieceKind
from app.room.state import MoodCorrection
from app.texts import Texts
from ui.times import signed

PIECES_SAID: Final = 5
_LONGEST: Final = 16
_LEAST_PUSH: Final = 0.25
_STOPS: Final = " ，。、；：,.;:“”‘’（）()【】"
_MOST_MARKED: Final = 16


def figure(mood: Mood, score: float, texts: Texts) -> str:
    """`−0.74`, or 未知 where nothing can be said."""
    return texts("mood-unknown") if mood is Mood.UNKNOWN else signed(score)


def telling(pieces: Sequence[Piece], most: int = _MOST_MARKED) -> list[Piece]:
    """The pieces worth showing, in the order of the text: own words, and those that push hard."""
    strong = [one for one in pieces if one.kind is PieceKind.WORD or abs(one.push) >= _LEAST_PUSH]
    strong.sort(key=lambda one: (one.kind is not PieceKind.WORD, -abs(one.push)))
    return sorted(strong[:most])


def felt(text: str, explanation: Explanation, texts: Texts) -> str:
    """`负面 −0.74：没人接 · 四十分钟`: what the machine says of a text, and why."""
    mood, score = explanation.feeling.mood, explanation.feeling.score
    if mood is Mood.UNKNOWN:
        return texts("analysis-felt-unknown")
    said = texts("analysis-felt", mood=texts(f"mood-{mood}"), score=signed(score))
    return texts("analysis-felt-because", felt=said, pieces=because(text, explanation, texts))


def because(text: str, explanation: Explanation, texts: Texts) -> str:
    """The pieces that decided: first those that push the way it went, hardest first."""
    way = 1 if explanation.feeling.score >= 0 else -1
    pieces = telling(explanation.pieces)
    pieces.sort(key=lambda one: (one.kind is not PieceKind.WORD, -way * one.push))
    wanted = [one for one in pieces if one.kind is PieceKind.WORD or way * one.push > 0]
    if not wanted:
        return texts("analysis-felt-nothing")
    said: dict[str, str] = {}
    for one in wanted:
        words = _quoted(text, one, texts)
        said.setdefault(words.casefold(), words)
    return " · ".join(list(said.values())[:PIECES_SAID])


def _quoted(text: str, piece: Piece, texts: Texts) -> str:
    words = " ".join(text[piece.start : piece.end].split())
    words = words.strip(_STOPS) or words
    words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return texts("analysis-own-word", word=piece.word or words) if piece.kind is PieceKind.WORD else words


def corrected(said: MoodCorrection, name: str, texts: Texts) -> str:
    """`韩雪更正为负面（原判 +0.12）：反话`."""
    mood = texts(f"mood-{said.mood}")
    words = texts("analysis-corrected", person=name, mood=mood)
    if said.before is not None:
        words = texts("analysis-corrected-from", corrected=words, score=signed(said.before))
    return texts("analysis-corrected-note", corrected=words, note=said.note) if said.note else words
