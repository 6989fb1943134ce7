# SPDX-License-Identifier: Apache-2.0
"""Notice channels: how people are told of alerts outside the window; listed, added, changed, tried out, removed.

Opened from the settings and the palette. Book and vault are read and written in a worker. The trap: an address is
never shown again once it is kept, so empty fields of a channel that is there mean "as before".
"""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import FenghuoError
from app.notify.carrier import Carried
from app.notify.channel import Channel
from app.notify.kinds import address
from app.notify.letter import target_word
from app.notify.telling import reaches_said
from app.room.words import WarningLevel
from ui.desk import Desk
from ui.dialogs.notice_signals import NoticeSignalsDialog
from ui.dialogs.notices_sent import NoticesSentDialog
from ui.dialogs.sheet import Sheet
from ui.models.analysis_lines import Line
from ui.notices import Notices
from ui.while_alive import while_alive
from ui.widgets.channel_form import ChannelForm
from ui.widgets.keys import Keys, key
from ui.widgets.lines_view import LinesView
from ui.widgets.styling import button, quiet_label

_SIZE: Final = (1040, 680)


class NoticesDialog(Sheet):
    """`notices` is the window's."""

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget | None) -> None:
        super().__init__(desk.texts, "noticesDialog", desk.texts("notify-dialog-title"), parent)
        self._desk, self._notices, self._book = desk, notices, notices.courier.book
        self._known: tuple[Channel, ...] = ()
        self._before: Channel | None = None
        self._wanted, self._busy = "", False
        self.view = LinesView(desk, "channelList")
        self.form = ChannelForm(desk)
        self.new, self.remove_button = button("newChannel", "quiet"), button("removeChannel", "quiet")
        self.try_button, self.gaps = button("tryChannel"), quiet_label(wrap=True)
        self.gaps.setObjectName("gaps")
        self.say(self.texts("notify-dialog-about"))
        self._build_ui()
        self.fit(*_SIZE)
        self._connect()
        self.begin()
        self._read()

    def _build_ui(self) -> None:
        texts = self.texts
        left, right, both, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.go = self.button("go", texts("notify-save"), "accent")
        for one in (self.new, self.remove_button):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.try_button)
        row.addWidget(self.go)
        right.setSpacing(8)
        right.addWidget(self.form)
        right.addStretch(1)
        right.addLayout(row)
        both.setSpacing(24)
        left.addWidget(self.view, 1)
        left.addWidget(self.gaps)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.rows.addLayout(both, 1)
        self.signals = self.button("openSignals", texts("notify-signals-open"), "quiet")
        self.sent = self.button("openSent", texts("notify-sent-open"), "quiet")
        close = self.button("cancel", texts("window-close"))
        close.clicked.connect(self.reject)
        self.buttons(self.signals, self.sent, close)
        self.new.setText(texts("notify-new"))
        self.remove_button.setText(texts("notify-remove"))
        self.try_button.setText(texts("notify-try"))
        self.view.list.setAccessibleName(texts("notify-dialog-title"))
        self.view.empty.say(texts("notify-dialog-empty"), texts("notify-dialog-empty-hint"))

    def _connect(self) -> None:
        self.go.clicked.connect(self.save)
        self.new.clicked.connect(self.begin)
        self.remove_button.clicked.connect(self.remove)
        self.try_button.clicked.connect(self.try_out)
        self.signals.clicked.connect(lambda: NoticeSignalsDialog(self._desk, self._notices.pop_ups, self).open())
        self.sent.clicked.connect(lambda: NoticesSentDialog(self._desk, self._notices, self).open())
        self.view.chosen.connect(self._on_chosen)
        k = Qt.Key
        Keys(self, {key(code, ctrl=True): self.save for code in (k.Key_Return, k.Key_Enter, k.Key_S)})
        Keys(self, {key(k.Key_N, ctrl=True): self.begin})
        removes = {key(code): self.remove for code in (k.Key_Delete, k.Key_Backspace)}
        Keys(self.view.list, {**removes, key(k.Key_Return): self.form.name.setFocus})

    def begin(self) -> None:
        """An empty form for a new channel."""
        self._fill(None)
        self.message.clear()
        self.form.name.setFocus()

    def save(self) -> None:
        """Into the book, its address into the vault."""
        before, given = self._before, self.form.given()
        draft = self.form.draft(before)
        if before is None or before.name != " ".join(draft.name.split()):  # the outbox knows channels by their names
            draft = replace(draft, since=self._desk.clock.now())
        name, kept = before.name if before else "", None if before is not None and not any(given.values()) else given
        self._work(lambda: self._book.put(draft, kept, before=name), self._on_saved)

    def remove(self) -> None:
        """Take the channel in the form away, its address too."""
        if self._before is not None:
            name = self._before.name
            self._work(lambda: self._book.remove(name), self._on_removed)

    def try_out(self) -> None:
        """Send a trial message by what is in the form, saved or not, and say how it went."""
        before, given, book = self._before, self.form.given(), self._book
        draft, courier = self.form.draft(before), self._notices.courier
        self.message.say(self.texts("notify-trying"), "plain")

        def work() -> Carried:
            kept = before is not None and not any(given.values())
            whole = book.whole_address(before) if kept and before else address(draft.kind, given).whole
            return courier.try_out(draft, whole)

        self.try_button.setEnabled(False)
        self._desk.tasks.read(work, while_alive(self, self._on_tried), while_alive(self, self._failed))

    def _fill(self, channel: Channel | None) -> None:
        self._before = channel
        self.form.fill(channel)
        self.remove_button.setEnabled(channel is not None)

    def _on_chosen(self, line: Line | None) -> None:
        if line is not None and self.view.list.hasFocus():
            self._fill(next((one for one in self._known if one.name == line.title), None))

    def _read(self) -> None:
        courier, state = self._notices.courier, self._desk.room.state
        done, failed = while_alive(self, self._take), while_alive(self, self._failed)
        self._desk.tasks.read(lambda: (self._book.channels(), courier.unreached(state)), done, failed)

    def _take(self, found: tuple[tuple[Channel, ...], dict[WarningLevel, tuple[str, ...]]]) -> None:
        channels, missed = found
        self._known = channels
        self.gaps.setText(self._gaps(missed) if channels else "")
        self.view.show_lines([self._line(channel) for channel in channels])
        places = [at for at, channel in enumerate(channels) if channel.name == self._wanted]
        if places:
            self.view.list.setCurrentIndex(self.view.model.index(places[0]))
            self._fill(channels[places[0]])

    def _gaps(self, missed: dict[WarningLevel, tuple[str, ...]]) -> str:
        """Who would not be told of orange and red."""
        texts = self.texts
        comma = texts("window-comma")
        grave = [(level, missed[level]) for level in (WarningLevel.RED, WarningLevel.ORANGE) if level in missed]
        lines = [
            texts("notify-gap", level=texts(f"level-{level}"), who=comma.join(target_word(one, texts) for one in who))
            for level, who in grave
        ]
        return "\n".join(lines)

    def _line(self, channel: Channel) -> Line:
        texts = self.texts
        parts = [texts(f"notify-kind-{channel.kind}"), channel.address]
        if channel.quiet_from:
            parts.append(texts("notify-quiet-short", begins=channel.quiet_from, ends=channel.quiet_to))
        from_level = texts("notify-from-level", level=texts(f"level-{channel.level}"))
        return Line(
            title=channel.name,
            value=texts.say(reaches_said(channel)),
            note=" · ".join(part for part in parts if part),
            tag=texts("notify-off") if channel.off else from_level,
        )

    def _work(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        if not self._busy:
            self._let(now=False)
            self._desk.tasks.read(work, while_alive(self, done), while_alive(self, self._failed))

    def _let(self, *, now: bool) -> None:
        self._busy = not now
        for one in (self.go, self.try_button):
            one.setEnabled(now)

    def _on_saved(self, channel: Channel) -> None:
        self._let(now=True)
        self._wanted = channel.name
        self.message.say(self.texts("notify-saved", name=channel.name), "ok")
        self._read()

    def _on_removed(self, channel: Channel) -> None:
        self._let(now=True)
        self._wanted = ""
        self._fill(None)
        self.message.say(self.texts("notify-removed", name=channel.name), "ok")
        self._read()

    def _on_tried(self, carried: Carried) -> None:
        self.try_button.setEnabled(True)
        if carried.trouble is None:
            self.message.say(self.texts("notify-tried"), "ok")
        else:
            self.message.say(self.texts("notify-not-tried", why=carried.trouble), "warn")

    def _failed(self, error: Exception) -> None:
        self._let(now=True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    @override
    def reject(self) -> None:
        """Close, but not while the book is being written."""
        if not self._busy:
            super().reject()
