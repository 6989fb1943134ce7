# SPDX-License-Identifier: Apache-2.0
"""Paints a post as two lines of fixed height: when, what it says, who says it, and how it feels.

Used by the feed's list. The trap: it is called for every visible row on every scroll; it draws with `drawText` and
keeps its fonts, and must never ask a store for anything.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.posts.post import Post
from app.room.words import WarningLevel
from app.texts import Texts
from ui.delegates.painting import END, Fonts, draw_line, paint_ground
from ui.desk import Desk
from ui.models.post_model import MARK_ROLE, POST_ROLE
from ui.times import short_day, signed, time_of_day
from ui.tokens import Tokens, tokens
from ui.widgets.styling import mood_colour

ROW_HEIGHT = 56
_EDGE, _TIME, _MOOD, _BAR, _GAP = 12, 44, 48, 44, 8
_NARROW = 480


@dataclass(frozen=True, slots=True)
class PostMark:
    """What the room has made of a post: the level of its alert, and whether it is evidence."""

    level: WarningLevel | None = None
    cited: bool = False


def second_line(post: Post, texts: Texts) -> str:
    """Source, author, repost, verified, reach, region: what is known, in that order."""
    parts = [post.source]
    if post.author:
        parts.append(post.author if post.author.startswith("@") else f"@{post.author}")
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


class PostDelegate(QStyledItemDelegate):
    """One post a row, :data:`ROW_HEIGHT` pixels."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()

    def _paint_mood(self, painter: QPainter, row: QRect, post: Post, colours: Tokens) -> None:
        """Number and bar side by side, or in a narrow list the bar below the number."""
        right, colour, narrow = row.right() - _EDGE, mood_colour(colours, post.mood), row.width() < _NARROW
        painter.setFont(self._fonts.bold)
        painter.setPen(QColor(colour))
        top, height = (row.top() + 8, 20) if narrow else (row.top(), row.height())
        number = QRect(right - _MOOD - (0 if narrow else _BAR + _GAP), top, _MOOD, height)
        painter.drawText(number, END, signed(post.sentiment))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = row.top() + 37 if narrow else row.center().y() - 1
        for width, shade in ((_BAR, colours.line), (_BAR * min(1.0, abs(post.sentiment)), colour)):
            painter.setBrush(QColor(shade))
            painter.drawRoundedRect(QRectF(right - _BAR, y, width, 3), 1.5, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_words(self, painter: QPainter, row: QRect, post: Post, colours: Tokens, mark: PostMark) -> None:
        left = row.left() + _EDGE + _TIME + _GAP
        beside = _MOOD if row.width() < _NARROW else _BAR + _GAP + _MOOD
        width = row.right() - _EDGE - beside - _GAP - left
        text = " ".join(post.text.split())
        draw_line(painter, QRect(left, row.top() + 8, width, 20), text, self._fonts.body, colours.text)
        lower = QRect(left, row.top() + 30, width, 18)
        if mark.cited:
            word = f"▣ {self._desk.texts('feed-is-evidence')}"
            lower.adjust(draw_line(painter, lower, word, self._fonts.small_bold, colours.accent) + _GAP, 0, 0, 0)
        draw_line(painter, lower, second_line(post, self._desk.texts), self._fonts.small, colours.quiet)

    def _paint_time(self, painter: QPainter, row: QRect, post: Post, colours: Tokens) -> None:
        left, zone = row.left() + _EDGE, self._desk.zone
        upper, lower = QRect(left, row.top() + 8, _TIME, 20), QRect(left, row.top() + 30, _TIME, 18)
        draw_line(painter, upper, time_of_day(post.posted_at, zone), self._fonts.body, colours.quiet)
        draw_line(painter, lower, short_day(post.posted_at, zone), self._fonts.small, colours.quiet)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tokens(self._desk.theme)
        post, mark = index.data(POST_ROLE), index.data(MARK_ROLE) or PostMark()
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours, colours.warning(mark.level) if mark.level else "")
        if isinstance(post, Post):
            self._paint_time(painter, option.rect, post, colours)
            self._paint_words(painter, option.rect, post, colours, mark)
            self._paint_mood(painter, option.rect, post, colours)
        painter.restore()
