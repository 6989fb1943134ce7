# SPDX-License-Identifier: Apache-2.0
"""One open room at work: desk, window, panes, actions, timers, put together here and taken apart again.

Made by :mod:`ui.entrance` once a profile is open, and by `ui.application.picture`. The trap: the order at the end.
Children stop first, then timers, then the desk (which finishes writes and closes the files), then the window goes.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import Clock
from app.doors import OpenHouse, Settings
from app.errors import EnvironmentFault, FenghuoError, Refusal
from app.room.service import Session
from app.room.words import Role
from app.texts import Texts, as_language
from ui.actions import Actions, KeyClaim
from ui.appearance import Appearance
from ui.collector import CollectorKeeper
from ui.deeds import Deeds, Switches
from ui.desk import Desk
from ui.dialogs.incident_questions import ask_alert
from ui.dialogs.sign_in import SignInDialog
from ui.errands import Errands
from ui.main_window import MainWindow
from ui.notices import Notices
from ui.pane_set import PaneSet
from ui.panes.sentiment import SentimentPane
from ui.sounds import Sounds
from ui.taking_up import TakingUp
from ui.widgets.wall import Wall

_SECOND_MS: Final = 1000
_TICK_MS: Final = 15_000
_DEMO_PASSPHRASE: Final = "demo"


class Workplace(QObject):
    """Everything around one open house. Signals: `demo_requested()`."""

    demo_requested = Signal()

    def __init__(
        self, house: OpenHouse, settings: Settings, texts: Texts, *, clock: Clock, appearance: Appearance
    ) -> None:
        super().__init__()
        self._house, self._settings, self._appearance = house, settings, appearance
        self.desk = Desk(house, settings, clock, texts, self)
        self.desk.theme = appearance.theme
        self.panes = PaneSet(self.desk, house.child)
        self.window = MainWindow(self.desk, settings, self.panes.by_key())
        self.errands = Errands(self.desk, house.child, self.window)
        self.collector = CollectorKeeper(self.desk, house.child, self)
        self._taking_up = TakingUp(self.desk)
        self._sounds = Sounds()
        self.notices = Notices(self.desk, house.notices, self)
        self.wall: Wall | None = None
        self._closed = False
        self._second, self._tick = QTimer(self), QTimer(self)
        switches = Switches(
            language=self.set_language,
            theme=self.set_theme,
            wall=self.show_wall,
            kept=lambda: (settings.keep_hours, settings.keep_gigabytes, settings.keep_count_days),
            keep=self.keep_posts,
            notices=self.open_notices,
        )
        reports = house.profile / "reports"
        deeds = Deeds(self.desk, self.window, self.panes, self.errands, reports=reports, switches=switches)
        self.commands = Actions(self.window, deeds.table())
        self.commands.retranslate(texts)
        deeds.attach(self.commands)
        appearance.follow_focus(KeyClaim(self.window).follow)
        self.window.install(self.commands)
        self._connect(deeds)

    def _connect(self, deeds: Deeds) -> None:
        desk, window = self.desk, self.window
        desk.refused.connect(self._say_refused)
        desk.person_wanted.connect(self._ask_person)
        desk.posts_changed.connect(desk.counts.look)
        desk.rung.connect(self._sounds.play)
        desk.counts.counted.connect(self._show_posts)
        window.files_dropped.connect(self.errands.preview_files)
        window.closed.connect(self.close)
        window.shown_first.connect(self._on_shown)
        strip = window.strip
        strip.declare_requested.connect(deeds.declare)
        strip.incidents_requested.connect(deeds.choose_incident)
        strip.person_requested.connect(deeds.person_menu)
        strip.now_requested.connect(lambda: desk.look_back(None))
        window.foot.palette_hint.clicked.connect(deeds.open_palette)
        self.panes.feed.source_requested.connect(self.commands["source-add"].trigger)
        self.panes.feed.import_requested.connect(deeds.choose_posts)
        self.panes.feed.demo_requested.connect(self.demo_requested)
        self.panes.feed.watches_requested.connect(self.commands["watch-new"].trigger)
        self.panes.feed.word_wanted.connect(deeds.open_mood_words)
        self.panes.analysis.posts_wanted.connect(deeds.show_posts)
        self.panes.analysis.words_wanted.connect(deeds.open_mood_words)
        self.panes.statement.posts_wanted.connect(deeds.show_posts)
        self.panes.statement.asks_wanted.connect(self.commands["analysis-asks"].trigger)
        self.panes.statement.declare_requested.connect(deeds.declare)
        beacon = self.panes.beacon
        beacon.posts_wanted.connect(deeds.show_posts)
        beacon.story_wanted.connect(deeds.show_story)
        beacon.declare_wanted.connect(deeds.declare_from)
        beacon.watch_wanted.connect(self.commands["watch-new"].trigger)
        beacon.policy_wanted.connect(deeds.open_policy)
        beacon.replay_wanted.connect(deeds.open_replay)
        for wanted in (strip.beacon_requested, self.panes.feed.beacon_wanted):
            wanted.connect(deeds.show_beacon)
        self.errands.imported.connect(self._note_import)
        self.collector.changed.connect(strip.set_collector)
        self.collector.fell_silent.connect(self._say_silent)
        self.collector.proposed.connect(self._taking_up.look)
        self.notices.went_wrong.connect(lambda sentence: window.messages.say(sentence, "warn"))
        self.notices.wanted_back.connect(self._come_forward)
        self.notices.wanted_back.connect(deeds.show_beacon)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._each_second)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(desk.tick)

    def open(self, person: str = "", files: tuple[Path, ...] = (), *, action: str = "") -> None:
        """Show the window. `person` sits down at once: they have just given their passphrase.

        Then `files` of posts are looked into, or an `action` of :mod:`ui.actions` is done.
        """
        self.window.restore()
        if person:
            self.desk.sign_in(Session(person, None))
        self.window.show()
        if files:
            self.errands.preview_files(files)
        elif action:
            self.commands[action].trigger()
        elif not person:
            self._let_somebody_in()

    def close(self) -> None:
        """Stop everything, in order."""
        if self._closed:
            return
        self._closed = True
        self._second.stop()
        self._tick.stop()
        self.errands.close()
        self.collector.close()
        self.notices.close()
        self._save()
        self.panes.finish()
        self.desk.close()
        if self.wall is not None:
            self.wall.close()
            self.wall.deleteLater()
        self.window.deleteLater()

    def set_language(self, language: str) -> None:
        """Switch the language while running."""
        chosen = as_language(language)
        if chosen is None:
            return
        self._settings.language = chosen
        self._appearance.set_language(chosen)
        self.desk.set_texts(chosen)
        self.commands.retranslate(self.desk.texts)
        self.window.retranslate()
        self._save()

    def set_theme(self, theme: str) -> None:
        """Switch the theme while running."""
        self._settings.theme = theme
        self._appearance.set_theme(theme)
        self.desk.set_theme(theme)
        self._save()

    def keep_posts(self, hours: int, gigabytes: int, count_days: int) -> None:
        """How long posts and counts stay; the collector hears of it before it next tidies up."""
        self._settings.keep_hours, self._settings.keep_gigabytes = hours, gigabytes
        self._settings.keep_count_days = count_days
        self._save()

    def open_notices(self) -> None:
        """By which channels people outside the window are told of alerts."""
        from ui.dialogs.notices import NoticesDialog  # seldom needed

        NoticesDialog(self.desk, self.notices, self.window).open()

    def show_wall(self) -> None:
        """The wall display in a window of its own, full screen."""
        if self.wall is None:
            curve = SentimentPane(self.desk)
            self.wall = Wall(self.desk, curve, curve.for_the_wall)
        if self.wall.isVisible():
            self.wall.close()
        else:
            self.wall.refresh()
            self.wall.showFullScreen()

    def say_fault(self, report: str) -> None:
        """A bug was caught: one sentence, and where its report is."""
        texts = self.desk.texts
        sentence = texts("window-fault", path=report) if report else texts("window-fault-unwritten")
        self.window.messages.say(sentence, "bad")

    def _on_shown(self) -> None:
        self._second.start()
        self._tick.start()
        self.panes.feed.list.setFocus()
        QTimer.singleShot(0, self, self._first_look)

    def _first_look(self) -> None:
        self.desk.tick()
        self.desk.counts.look()
        self.collector.start()
        self.notices.start()
        kept = self._settings.window.get("last-import", "")
        if kept:
            self.window.foot.set_import(datetime.fromisoformat(kept))

    def _each_second(self) -> None:
        self._taking_up.look()
        self.window.tick()
        if self.wall is not None and self.wall.isVisible():
            self.wall.tick()

    def _show_posts(self, count: int, newest: datetime | None) -> None:
        self.window.foot.set_posts(count)
        self.window.strip.set_last_post(newest)

    def _say_silent(self, names: list[str]) -> None:
        """No data is not calm: say it, and offer to raise the alert."""
        texts, messages = self.desk.texts, self.window.messages
        listed = texts("window-comma").join(names)
        messages.say(texts("window-sources-silent", names=listed), "warn")
        title, reason = texts("window-silent-title", names=listed), texts("window-sources-silent", names=listed)

        def raise_alert() -> None:
            ask_alert(self.desk, self.window, title=title, reason=reason)

        messages.offer(texts("action-alert-raise"), raise_alert, "alertSilence")

    def _come_forward(self) -> None:
        """Somebody clicked on a notice of the desktop."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _note_import(self) -> None:
        now = self.desk.clock.now().astimezone(UTC)
        self._settings.window["last-import"] = now.isoformat()
        self.window.foot.set_import(now)
        self._save()

    def _let_somebody_in(self) -> None:
        """In the demo the commander sits down by themself; elsewhere somebody proves who they are."""
        if not self._house.demo:
            SignInDialog(self.desk, self.window).open()
            return
        room, incident = self._house.room, self.desk.incident
        commander = room.state.holder(incident.id, Role.COMMANDER) if incident else ""
        person = commander or next(iter(room.state.people), "")
        self.desk.tasks.write(
            lambda: room.sign_in(person, _DEMO_PASSPHRASE),
            lambda session: self.desk.sign_in(Session(session.person, None)),
            self.say_failed,
        )

    def _ask_person(self, again: Callable[[], None], given_up: Callable[[], None]) -> None:
        SignInDialog(self.desk, self.window, done=again, given_up=given_up).open()

    def _say_refused(self, error: FenghuoError) -> None:
        self.window.messages.say(self.desk.texts.error(error), "warn" if isinstance(error, Refusal) else "bad")

    def say_failed(self, error: Exception) -> None:
        """A sentence for what a person can meet; the rest is a bug."""
        if isinstance(error, FenghuoError):
            self._say_refused(error)
        else:
            self.desk.failed.emit(error)

    def _save(self) -> None:
        try:
            self._settings.save()
        except EnvironmentFault as error:
            self._say_refused(error)
