# SPDX-License-Identifier: Apache-2.0
"""Paints a story or a post as two lines of fixed height: when, what it says, who and how many say it, how it feels.

Used by the feed's list; its words also by the detail below. The trap: it is called for every visible row on every
scroll; it draws with `drawText`, keeps its fonts and colours, and must never ask a store for anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.posts.post import Exactness, Joined, Mention, Mood, Post
from app.posts.priority import HIGHEST, Tuning, priority
from app.posts.stories.story import Story
from app.room.words import WarningLevel
from app.texts import Texts
from ui.delegates.painting import END, START, Fonts, draw_line, paint_ground
from ui.desk import Desk
from ui.models.feed_model import INSIDE_ROLE, MARK_ROLE, ROW_ROLE
from ui.mood_words import figure
from ui.times import short_day, time_of_day
from ui.tokens import Tokens, tokens
from ui.widgets.styling import mood_colour

ROW_HEIGHT: Final = 56
_EDGE, _TIME, _MOOD, _BAR, _GAP = 12, 44, 48, 44, 8
_NARROW, _LEAST_WORDS = 480, 96
_FRAME, _RADIUS = 6, 3
_LONGEST_KEYWORD: Final = 16
_KEPT_PRIORITIES: Final = 512
_EXACTNESS: Final = tuple(Exactness)
_Row: TypeAlias = Post | Story
_SAID: Final = {Mood.NEGATIVE: -1.0, Mood.NEUTRAL: 0.0, Mood.POSITIVE: 1.0, Mood.UNKNOWN: 0.0}


@dataclass(frozen=True, slots=True)
class RowMark:
    """What the room has made of a row: the level of its alert, whether it is evidence, who has it.

    `seen`: posts of the story when it was seen; for a post 1; 0 where it never was. `taken_by` is a name, as is
    `corrected_by`: who gave it `mood`.
    """

    level: WarningLevel | None = None
    cited: bool = False
    seen: int = 0
    taken_by: str = ""
    linked: bool = False
    muted: bool = False
    mood: Mood | None = None
    corrected_by: str = ""


class _Tag(NamedTuple):
    """A short word behind the second line, most important first."""

    words: str
    colour: str
    framed: bool = False


_UNMARKED: Final = RowMark()


def second_line(post: Post, texts: Texts) -> str:
    """Source, author, repost, verified, reach, region: what is known, in that order."""
    parts = [post.source]
    if post.author:
        parts.append(_at(post.author))
    if post.parent:
        parts.append(texts("feed-repost"))
    if post.verified:
        parts.append(texts("feed-verified"))
    if post.followers:
        parts.append(reach(post.followers, texts))
    if post.region:
        parts.append(post.region)
    return " · ".join(parts)


def reach(followers: int, texts: Texts) -> str:
    """`粉丝 1.2 万`, `12k followers`, `1.2M followers`."""
    steps = (10**6, 10**3) if texts.language == "en" else (10**8, 10**4)
    for unit, name in zip(steps, ("largest", "large"), strict=True):
        if followers >= unit:
            count = f"{followers / unit:.1f}".removesuffix(".0")
            return texts(f"feed-reach-{name}", count=count)
    return texts("feed-reach", count=followers)


def figures(story: Story, texts: Texts, now: datetime) -> str:
    """`×412 · 9 源 · 首发 @厨房里的猫 · 6.2×/时`; of a single post its source and author."""
    if story.posts == 1:
        return " · ".join(part for part in (story.source, _at(story.author)) if part)
    sources = len(story.sources)
    parts = [f"×{story.posts:,}", texts("feedrow-sources", count=sources) if sources > 1 else story.source]
    if story.author:
        parts.append(texts("feedrow-first", author=_at(story.author)))
    if growth := story.growth(now):
        parts.append(texts("feedrow-growth", times=f"{growth:.1f}" if growth < 10 else f"{growth:.0f}"))
    return " · ".join(parts)


def met(row: _Row, texts: Texts) -> str:
    """`退款 · 同音`: the weightiest keyword a row met, and how exactly. "" where it met none."""
    if not row.mentions:
        return ""
    best = min(row.mentions, key=_rank)
    named = best.watch if best.exactness is Exactness.SOURCE else best.keyword
    if len(named) > _LONGEST_KEYWORD:
        named = f"{named[: _LONGEST_KEYWORD - 1]}…"
    return f"{named} · {texts(f'feedrow-exactness-{best.exactness}')}"


def _rank(mention: Mention) -> tuple[int, int]:
    return -mention.weight, _EXACTNESS.index(mention.exactness)


def _felt(row: _Row, mark: RowMark) -> tuple[float, Mood]:
    """Score and mood; what a person said counts at once, the stored posts follow."""
    if mark.mood is not None:
        return _SAID[mark.mood], mark.mood
    return row.sentiment, row.mood


def _at(author: str) -> str:
    return author if author.startswith("@") or not author else f"@{author}"


@lru_cache(maxsize=32)
def _colour(name: str) -> QColor:
    return QColor(name)


class FeedDelegate(QStyledItemDelegate):
    """One story or post a row, :data:`ROW_HEIGHT` pixels."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()
        self._points: dict[int, tuple[Story, Tuning, int, int]] = {}

    def _paint_row(self, painter: QPainter, box: QRect, row: _Row, mark: RowMark, *, inside: bool) -> None:
        desk, colours = self._desk, tokens(self._desk.theme)
        now = desk.moment or desk.clock.now()
        self._paint_time(painter, box, row.newest_at if isinstance(row, Story) else row.posted_at, colours)
        left = box.left() + _EDGE + _TIME + _GAP
        beside = _MOOD if box.width() < _NARROW else _BAR + _GAP + _MOOD
        width = box.right() - _EDGE - beside - _GAP - left
        new = row.posts - mark.seen if isinstance(row, Story) and mark.seen else 0
        fresh = not mark.seen or new > mark.seen  # twice what was seen is news again
        font, colour = (self._fonts.bold, colours.text) if fresh else (self._fonts.body, colours.quiet)
        if new > 0:
            colour = colours.text
        line = " ".join(row.text[: 4 * max(1, width)].split())
        if not line:
            line, font, colour = desk.texts("feedrow-wordless"), self._fonts.body, colours.quiet
        draw_line(painter, QRect(left, box.top() + 8, width, 20), line, font, colour)
        words = figures(row, desk.texts, now) if isinstance(row, Story) else second_line(row, desk.texts)
        tags = self._tags(row, mark, colours, new, inside=inside)
        self._paint_lower(painter, QRect(left, box.top() + 30, width, 18), words, tags, colours)
        score, mood = _felt(row, mark)
        colour = mood_colour(colours, mood)
        if isinstance(row, Story):
            share, shade = self._priority(row, now) / HIGHEST, colours.text
        else:
            share, shade = min(1.0, abs(score)), colour
        self._paint_mood(painter, box, figure(mood, score, desk.texts), colour)
        self._paint_bar(painter, box, share, shade, colours)

    def _paint_time(self, painter: QPainter, row: QRect, at: datetime, colours: Tokens) -> None:
        left, zone = row.left() + _EDGE, self._desk.zone
        painter.setPen(_colour(colours.quiet))
        for box, font, words in (
            (QRect(left, row.top() + 8, _TIME, 20), self._fonts.body, time_of_day(at, zone)),
            (QRect(left, row.top() + 30, _TIME, 18), self._fonts.small, short_day(at, zone)),
        ):
            painter.setFont(font)
            painter.drawText(box, START, words)

    def _tags(self, row: _Row, mark: RowMark, colours: Tokens, new: int, *, inside: bool) -> list[_Tag]:
        return list(self._each_tag(row, mark, colours, new, inside=inside))

    def _each_tag(self, row: _Row, mark: RowMark, colours: Tokens, new: int, *, inside: bool) -> Iterator[_Tag]:
        texts = self._desk.texts
        if inside and isinstance(row, Post) and not (row.parent and row.joined is Joined.REPOST):  # said already
            yield _Tag(texts(f"feedrow-joined-{row.joined}"), colours.text)
        if keyword := met(row, texts):
            yield _Tag(keyword, colours.quiet, framed=True)
        if mark.corrected_by:
            yield _Tag(texts("feedrow-corrected", person=mark.corrected_by), colours.text, framed=True)
        elif isinstance(row, Post) and row.corrected:
            yield _Tag(texts("feedrow-corrected-unnamed"), colours.text, framed=True)
        if mark.taken_by:
            yield _Tag(texts("feedrow-taken", person=mark.taken_by), colours.accent, framed=True)
        if new > 0:
            yield _Tag(texts("feedrow-new", count=new), colours.accent)
        if mark.cited:
            yield _Tag(f"▣ {texts('feed-is-evidence')}", colours.accent)
        if mark.linked:
            yield _Tag(texts("feedrow-linked"), colours.quiet)
        if mark.muted:
            yield _Tag(texts("feedrow-muted"), colours.quiet)

    def _paint_lower(self, painter: QPainter, box: QRect, words: str, tags: list[_Tag], colours: Tokens) -> None:
        """The second line, and behind it as many tags as there is room for."""
        metrics = QFontMetrics(self._fonts.small)
        widths = [metrics.horizontalAdvance(tag.words) + (2 * _FRAME if tag.framed else 0) + _GAP for tag in tags]
        while widths and sum(widths) > box.width() - _LEAST_WORDS:
            widths.pop()
        room = QRect(box.left(), box.top(), box.width() - sum(widths), box.height())
        left = box.left() + draw_line(painter, room, words, self._fonts.small, colours.quiet) + _GAP
        for tag, width in zip(tags, widths, strict=False):
            self._paint_tag(painter, QRect(left, box.top(), width - _GAP, box.height()), tag, colours)
            left += width

    def _paint_tag(self, painter: QPainter, box: QRect, tag: _Tag, colours: Tokens) -> None:
        if tag.framed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(_colour(colours.line if tag.colour == colours.quiet else tag.colour))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            box = box.adjusted(_FRAME, 0, 0, 0)
        painter.setFont(self._fonts.small)
        painter.setPen(_colour(tag.colour))
        painter.drawText(box, START | Qt.TextFlag.TextSingleLine, tag.words)

    def _priority(self, story: Story, now: datetime) -> int:
        """Its points, worked out once a minute for each story as it is."""
        tuning, minute = self._desk.settings.priority, int(now.timestamp() // 60)
        kept = self._points.get(story.id)
        if kept is not None and kept[0] is story and kept[1] is tuning and kept[2] == minute:
            return kept[3]
        if len(self._points) >= _KEPT_PRIORITIES:
            self._points.clear()
        points = priority(story, tuning, now).points
        self._points[story.id] = (story, tuning, minute, points)
        return points

    def _paint_mood(self, painter: QPainter, row: QRect, words: str, colour: str) -> None:
        """The number; beside the bar, or in a narrow list above it."""
        right, narrow = row.right() - _EDGE, row.width() < _NARROW
        top, height = (row.top() + 8, 20) if narrow else (row.top(), row.height())
        painter.setFont(self._fonts.bold)
        painter.setPen(_colour(colour))
        painter.drawText(QRect(right - _MOOD - (0 if narrow else _BAR + _GAP), top, _MOOD, height), END, words)

    def _paint_bar(self, painter: QPainter, row: QRect, share: float, shade: str, colours: Tokens) -> None:
        right, narrow = row.right() - _EDGE, row.width() < _NARROW
        y = row.top() + 37 if narrow else row.center().y() - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for width, colour in ((_BAR, colours.line), (_BAR * share, shade)):
            painter.setBrush(_colour(colour))
            painter.drawRoundedRect(QRectF(right - _BAR, y, width, 3), 1.5, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_waiting(self, painter: QPainter, row: QRect, colours: Tokens) -> None:
        """Two quiet bars where words will be: the row is being read, or it is gone."""
        left = row.left() + _EDGE + _TIME + _GAP
        width = row.right() - _EDGE - left
        for y, share in ((14, 0.6), (35, 0.35)):
            painter.fillRect(QRect(left, row.top() + y, int(width * share), 8), _colour(colours.raised))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tokens(self._desk.theme)
        row, mark = index.data(ROW_ROLE), index.data(MARK_ROLE) or _UNMARKED
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours, colours.warning(mark.level) if mark.level else "")
        if isinstance(row, Post | Story):
            self._paint_row(painter, option.rect, row, mark, inside=bool(index.data(INSIDE_ROLE)))
        else:
            self._paint_waiting(painter, option.rect, colours)
        painter.restore()
