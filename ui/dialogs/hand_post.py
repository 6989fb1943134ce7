# SPDX-License-Identifier: Apache-2.0
"""Posts by hand: one that somebody copied, and what somebody said on the telephone.

Opened by :mod:`ui.errands`. Each becomes one line of JSON for `fenghuo import -`, so it is read, scored and stored as
any other post. The trap: the time is typed in the room's zone, and nothing typed may be lost when storing fails.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeAlias

import msgspec
from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.posts.dating import FIRST_YEAR
from app.posts.identity import source_of_url
from app.texts import Texts
from app.zones import zone_name
from ui.child import Child
from ui.desk import Desk
from ui.dialogs.import_ import ImportResult
from ui.dialogs.import_preview import Aside
from ui.dialogs.sheet import Sheet
from ui.times import full_time
from ui.widgets.styling import indented, quiet_label

PLATFORMS: Final = (
    "weibo", "wechat", "douyin", "xiaohongshu", "bilibili", "zhihu", "kuaishou", "toutiao", "tieba", "douban",
    "twitter", "facebook", "instagram", "threads", "youtube", "reddit", "mastodon", "bluesky", "ptt", "dcard",
)  # fmt: skip
LINES: Final = ("service", "complaints", "reception", "shop", "press")
_NAMES: Final = {
    "facebook": "Facebook", "instagram": "Instagram", "threads": "Threads", "youtube": "YouTube", "reddit": "Reddit",
    "mastodon": "Mastodon", "bluesky": "Bluesky", "ptt": "PTT", "dcard": "Dcard",
}  # fmt: skip
_LINK: Final = re.compile(r"https?://[!#-;=?-~]*[\w/#=&~+-]", re.IGNORECASE | re.ASCII)
"""An address among words: Chinese follows it without a space, and a full stop at its end is not its own."""
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_FOLLOWERS: Final = re.compile(r"\d[\d,]*(\.\d+)?\s*[万萬亿億kKmMwW]?")
_SIMPLIFIED: Final = str.maketrans("萬億", "万亿")
_WIDTH: Final = 640
_TEXT_PX: Final = 150
_LINE_PX: Final = 36


Complaint: TypeAlias = tuple[str, QWidget]
"""What is missing or cannot be meant, and where."""


class HandLine(msgspec.Struct, omit_defaults=True, kw_only=True):
    """The post as a line of JSON Lines, in the importer's own field names."""

    posted_at: str
    text: str
    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    region: str = ""
    followers: str = ""


class HandPost(Sheet):
    """What both forms share. Signals: `kept(ImportResult)` once the post is stored (or was there before)."""

    kept = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, *, aside: Aside, name: str, title: str) -> None:
        super().__init__(desk.texts, name, title, parent)
        self._desk, self._aside = desk, aside
        self._child: Child | None = None
        self.setMinimumWidth(_WIDTH)
        self.text, self.region, self.time = QPlainTextEdit(), QLineEdit(), QDateTimeEdit()
        indented(self.time)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_PX)
        self.region.setPlaceholderText(desk.texts("hand-region-hint"))
        # The digits are the room's wall clock; a zone that changes its clocks must not move them.
        self.time.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.time.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.time.setMinimumDate(QDate(FIRST_YEAR, 1, 1))
        self.time.lineEdit().setTextMargins(6, 0, 0, 0)
        now = desk.clock.now().astimezone(desk.zone)
        day, hour = QDate(now.year, now.month, now.day), QTime(now.hour, now.minute)
        self.time.setDateTime(QDateTime(day, hour, QTimeZone(QTimeZone.Initialization.UTC)))

    def _across(self, *fields: tuple[str, QWidget, str]) -> None:
        """Labelled inputs side by side."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, widget, name in fields:
            above, column = quiet_label(label), QVBoxLayout()
            above.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(label)
            column.setSpacing(6)
            column.addWidget(above)
            column.addWidget(widget)
            widget.setFixedHeight(_LINE_PX)
            row.addLayout(column, 1)
        self.rows.addLayout(row)
        self.rows.addSpacing(6)

    def _finish(self, line: Callable[[], HandLine], complaint: Callable[[], Complaint | None]) -> None:
        """The buttons and the keys. `line` is the post as it stands in the form, `complaint` what keeps it there."""
        self.line, self.complaint = line, complaint
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.send)
        self.go = self.button("go", self.texts("hand-go"), "accent")
        self.go.clicked.connect(self.send)
        self.buttons(self.cancel_button(), self.go)
        foot = self.rows.itemAt(self.rows.count() - 1)
        if isinstance(foot, QHBoxLayout):
            foot.insertWidget(0, quiet_label(self.texts("hand-keys")))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def moment(self) -> str:
        """The time in the form, ISO 8601 with the room's offset."""
        shown = self.time.dateTime()
        day, hour = shown.date(), shown.time()
        local = datetime(
            day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=self._desk.zone
        )  # fmt: skip
        return local.isoformat()

    def send(self) -> None:
        """Store the post; the dialog closes when it is stored."""
        if self._child is not None:
            return
        if (wrong := self.complaint() or self._untimely()) is not None:
            self.message.say(wrong[0], "warn")
            wrong[1].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.message.say(self.texts("hand-saving"), "plain")
        self.go.setEnabled(False)
        line = msgspec.json.encode(self.line()) + b"\n"
        self._child = child = self._aside(("import", "-", "--json", "--lang", self.texts.language), line)
        child.finished.connect(self._on_finished)
        child.failed.connect(self._on_failed)
        child.cancelled.connect(self._on_cancelled)
        child.start()

    def _untimely(self) -> Complaint | None:
        """What has not been yet cannot be noted; the importer would put its own time in place of it."""
        if datetime.fromisoformat(self.moment()) <= self._desk.clock.now():
            return None
        return self.texts("hand-bad-time", now=full_time(self._desk.clock.now(), self._desk.zone)), self.time

    def _on_finished(self, lines: Sequence[bytes]) -> None:
        self._child = None
        try:
            result = msgspec.json.decode(lines[-1] if lines else b"", type=ImportResult)
        except msgspec.DecodeError:
            self._stay(self.texts("window-child-failed"))
            return
        if result.stored or result.same:
            self.accept()
            self.kept.emit(result)
            return
        reason = result.error or next((row.reason for row in result.rejected), self.texts("window-child-failed"))
        self._stay(self.texts("hand-not-kept", reason=reason))

    def _on_failed(self, sentence: str) -> None:
        self._child = None
        self._stay(sentence or self.texts("window-child-failed"))

    def _on_cancelled(self) -> None:
        self._child = None
        self._stay(self.texts("hand-stopped"))

    def _stay(self, sentence: str) -> None:
        self.go.setEnabled(True)
        self.message.say(sentence)

    @override
    def reject(self) -> None:
        """The first Esc while storing stops that; the form closes with the next."""
        if self._child is not None:
            self._child.cancel()
        else:
            super().reject()


class PastedPost(HandPost):
    """A post that somebody copied. What the clipboard holds is filled in."""

    def __init__(self, desk: Desk, parent: QWidget, *, aside: Aside) -> None:
        texts = desk.texts
        super().__init__(desk, parent, aside=aside, name="pasteDialog", title=texts("hand-paste-title"))
        self.platform, self.author, self.url, self.followers = QComboBox(), QLineEdit(), QLineEdit(), QLineEdit()
        self._guessed = ""
        self.platform.setEditable(True)
        for platform in PLATFORMS:
            self.platform.addItem(platform_name(texts, platform), platform)
        self.platform.setCurrentIndex(-1)
        self.platform.setPlaceholderText(texts("hand-platform-hint"))
        self.author.setPlaceholderText(texts("hand-author-hint"))
        self.followers.setPlaceholderText(texts("hand-followers-hint"))
        self.url.setPlaceholderText("https://")
        self.text.setPlaceholderText(texts("hand-paste-text-hint"))
        self.say(texts("hand-paste-about"))
        self.field(texts("hand-paste-text"), self.text, "text")
        self.field(texts("hand-url"), self.url, "url")
        self._across(
            (texts("hand-platform"), self.platform, "platform"), (texts("hand-author"), self.author, "author")
        )
        self._across(
            (_time_label(desk), self.time, "time"),
            (texts("hand-region"), self.region, "region"),
            (texts("hand-followers"), self.followers, "followers"),
        )
        self.url.textChanged.connect(self._guess_platform)
        self._take_clipboard()
        self._finish(self._line, self._complaint)

    def _take_clipboard(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if not mime.hasText() or any(url.isLocalFile() for url in mime.urls()):
            return
        words = mime.text().strip()
        link = _LINK.search(words)
        if link is not None:
            self.url.setText(link[0])
        if link is None or link[0] != words:
            self.text.setPlainText(words)

    def _guess_platform(self, url: str) -> None:
        """The address tells the platform, unless somebody has written another."""
        platform = source_of_url(url.strip())
        if not platform or self.platform.currentText() not in ("", self._guessed):
            return
        place = self.platform.findData(platform)
        self.platform.setCurrentIndex(place)
        if place < 0:
            self.platform.setEditText(platform)
        self._guessed = self.platform.currentText()

    def _complaint(self) -> Complaint | None:
        url, followers = self.url.text().strip(), self.followers.text().strip()
        if not self.text.toPlainText().strip():
            return self.texts("hand-paste-needs-text"), self.text
        if url and _ADDRESS.fullmatch(url) is None:
            return self.texts("hand-bad-url", value=url), self.url
        if followers and _FOLLOWERS.fullmatch(followers) is None:
            return self.texts("hand-bad-followers", value=followers), self.followers
        return None

    def _line(self) -> HandLine:
        shown = self.platform.currentText().strip()
        place = self.platform.findText(shown)
        return HandLine(
            posted_at=self.moment(),
            text=self.text.toPlainText().strip(),
            author=self.author.text().strip(),
            source=str(self.platform.itemData(place)) if place >= 0 else shown,
            url=self.url.text().strip(),
            region=self.region.text().strip(),
            followers=self.followers.text().strip().translate(_SIMPLIFIED),
        )


class NotedCall(HandPost):
    """What a caller said. No number is asked for: it is nobody's business here who exactly they were."""

    def __init__(self, desk: Desk, parent: QWidget, *, aside: Aside) -> None:
        texts = desk.texts
        super().__init__(desk, parent, aside=aside, name="callDialog", title=texts("hand-call-title"))
        self.caller, self.called = QLineEdit(), QComboBox()
        self.caller.setPlaceholderText(texts("hand-call-anonymous"))
        self.called.setEditable(True)
        for name in LINES:
            self.called.addItem(texts(f"hand-call-line-{name}"))
        self.text.setPlaceholderText(texts("hand-call-text-hint"))
        self.say(texts("hand-call-about"))
        self.field(texts("hand-call-text"), self.text, "text")
        self._across(
            (texts("hand-call-caller"), self.caller, "caller"), (texts("hand-call-line"), self.called, "called")
        )
        self._across(
            (_time_label(desk), self.time, "time"),
            (texts("hand-region"), self.region, "region"),
        )
        self._finish(self._line, self._complaint)

    def _complaint(self) -> Complaint | None:
        return None if self.text.toPlainText().strip() else (self.texts("hand-call-needs-text"), self.text)

    def _line(self) -> HandLine:
        called = self.called.currentText().strip()
        return HandLine(
            posted_at=self.moment(),
            text=self.text.toPlainText().strip(),
            title=self.texts("hand-call-heading", line=called) if called else "",
            author=self.caller.text().strip() or self.texts("hand-call-anonymous"),
            source="phone",
            region=self.region.text().strip(),
        )


def platform_name(texts: Texts, platform: str) -> str:
    """What a known platform is called; a brand that is the same in every language stays as it is."""
    key = f"hand-platform-{platform}"
    return texts(key) if texts.has(key) else _NAMES.get(platform, platform)


def _time_label(desk: Desk) -> str:
    return desk.texts("hand-time", zone=zone_name(desk.zone, desk.clock.now(), desk.texts.language))
