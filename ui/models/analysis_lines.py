# SPDX-License-Identifier: Apache-2.0
"""What an overview found, as lines of a list: questions and complaints, voices, types of crisis.

Used by the parts of the analysis pane. Each line knows which posts it stands for. The trap: counts are of the posts
that were read, which may be fewer than there are; the pane says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from app.posts.post import Mood, Post
from app.posts.question import Question
from app.texts import Texts
from ui.delegates.feed_delegate import reach
from ui.models.rows_model import RowsModel
from ui.times import near_time

if TYPE_CHECKING:
    from app.analysis.asks import Ask
    from app.analysis.crisis import TypeSuggestion
    from app.analysis.overview import Overview
    from app.analysis.voices import Band, Voice

_SEPARATOR = " · "
_QUOTE = 60
_REASONS = 4
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `share` (0 to 1) is the length of its bar, None for none, `shade` the mood it is painted in.

    `question` finds its posts; None where there is nothing to find. `posts` are ids of examples.
    """

    title: str
    value: str = ""
    note: str = ""
    tag: str = ""
    share: float | None = None
    shade: Mood = Mood.NEUTRAL
    heading: bool = False
    question: Question | None = None
    posts: tuple[int, ...] = ()


class LinesModel(RowsModel[Line]):
    """Headings are passed over by the arrow keys."""

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        line = self.at(index)
        return Qt.ItemFlag.NoItemFlags if line is None or line.heading else super().flags(index)


def spoken(line: Line) -> str:
    """What a screen reader says of a line, and what is copied."""
    return _SEPARATOR.join(part for part in (line.tag, line.title, line.value, line.note) if part)


def as_text(lines: Sequence[Line]) -> str:
    """The lines for a spreadsheet or a mail: cells by tabs."""
    return "\n".join(f"{line.tag}\t{line.title}\t{line.value}\t{line.note}".strip("\t") for line in lines)


def searched(text: str) -> str:
    """A term as it is typed into the search line."""
    return f'"{text}"' if " " in text else text


def ask_lines(
    asks: Sequence[Ask], examples: Mapping[int, Post], asked: Question, *, texts: Texts, now: datetime, zone: ZoneInfo
) -> list[Line]:
    """What people ask, most first."""
    most = max((ask.count for ask in asks), default=1)
    return [
        Line(
            title=ask.subject,
            value=texts("analysis-posts", count=ask.count),
            note=_ask_note(ask, examples, texts, near_time(ask.newest_at, now, zone)),
            tag=texts(f"analysis-ask-{ask.kind}"),
            share=ask.count / most,
            question=replace(asked, words=searched(ask.subject)),
            posts=ask.posts,
        )
        for ask in asks
    ]


def _ask_note(ask: Ask, examples: Mapping[int, Post], texts: Texts, time: str) -> str:
    parts = [texts("analysis-voices-count", count=ask.voices), texts("analysis-newest", time=time)]
    first = next((examples[one] for one in ask.posts if one in examples), None)
    if first is not None:
        parts.append(texts("analysis-quote", text=" ".join(first.text[: 4 * _QUOTE].split())[:_QUOTE]))
    return _SEPARATOR.join(parts)


def voice_lines(found: Overview, asked: Question, texts: Texts) -> list[Line]:
    """How many talk, the verified ones, by reach, by region, by source."""
    voices, read = found.voices, max(1, found.read)
    marked = voices.verified
    lines = [
        Line(texts("analysis-voices-all", count=voices.voices), heading=True),
        Line(
            texts("analysis-verified"), _posts(marked.posts, marked.negative, texts),
            tag=texts("analysis-voices-count", count=marked.voices), share=marked.posts / read,
        ),
    ]  # fmt: skip
    if voices.reach:
        lines.append(Line(texts("analysis-by-reach"), heading=True))
        lines += [_band(band, read, texts) for band in reversed(voices.reach)]
    for key, names in (("region", voices.regions), ("source", voices.sources)):
        if names:
            lines.append(Line(texts(f"analysis-by-{key}"), heading=True))
        for name, posts in names[:_MOST_NAMED]:
            narrowed = replace(asked, **{key: name})
            value = texts("analysis-posts", count=posts)
            lines.append(Line(name, value, share=posts / read, question=narrowed))
    return lines


def _band(band: Band, read: int, texts: Texts) -> Line:
    least = band.least_followers
    title = texts("analysis-band", reach=reach(least, texts)) if least else texts("analysis-band-least")
    voices = texts("analysis-voices-count", count=band.voices)
    return Line(title, _posts(band.posts, band.negative, texts), tag=voices, share=band.posts / read)


def _posts(posts: int, negative: int, texts: Texts) -> str:
    if not posts:
        return texts("analysis-posts", count=0)
    return texts("analysis-posts-negative", count=posts, percent=round(100 * negative / posts))


def loud_lines(found: Overview, asked: Question, texts: Texts) -> list[Line]:
    """The loudest voices."""
    lines = [Line(texts("analysis-loudest"), heading=True)] if found.voices.loudest else []
    return [*lines, *(_voice(voice, asked, texts) for voice in found.voices.loudest)]


def _voice(voice: Voice, asked: Question, texts: Texts) -> Line:
    parts = [voice.source, _posts(voice.posts, voice.negative, texts)]
    return Line(
        title=voice.name if voice.name.startswith("@") else f"@{voice.name}",
        value=reach(voice.reach, texts) if voice.reach else "",
        note=_SEPARATOR.join(parts),
        tag=texts("feed-verified") if voice.verified else "",
        shade=Mood.NEGATIVE if 2 * voice.negative > voice.posts else Mood.NEUTRAL,
        question=replace(asked, author=voice.name, source=voice.source),
        posts=(voice.newest,),
    )


def type_lines(found: Sequence[TypeSuggestion], asked: Question, texts: Texts) -> list[Line]:
    """Which type of crisis it looks like, and by which signs."""
    return [
        Line(
            title=texts(f"type-{one.type}"),
            value=texts("analysis-confidence", percent=round(100 * one.confidence)),
            note=reasons(one, texts),
            tag=finer(one, texts),
            share=one.confidence,
            question=replace(asked, words=searched(one.reasons[0].word)) if one.reasons else None,
        )
        for one in found
    ]


def finer(one: TypeSuggestion, texts: Texts) -> str:
    """The finer kind in words; "" where none is clear."""
    return texts(f"terms-finer-{one.finer.replace('_', '-')}") if one.finer else ""


def reasons(one: TypeSuggestion, texts: Texts) -> str:
    """`“过期” 31 条 · “检测” 12 条 · 占 8% 的帖文`."""
    said = [texts("analysis-reason", word=reason.word, count=reason.posts) for reason in one.reasons[:_REASONS]]
    return _SEPARATOR.join([*said, texts("analysis-reason-share", percent=max(1, round(100 * one.share)))])
