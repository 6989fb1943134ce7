# SPDX-License-Identifier: Apache-2.0
"""What every action of the window does: one method for each id of :data:`ui.actions.ACTIONS`.

Made by :mod:`ui.workplace`. A deed opens a dialog, goes to a pane, or starts an errand; rules are the room's. The
trap: an action may come at any time, so a deed first looks whether there is an incident to do it to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.errors import FenghuoError, Refusal, Said
from app.posts.question import Question
from app.posts.stories.story import Story
from app.room.alerts import LinkAlert
from app.room.state import Alert, Incident
from app.texts import LANGUAGES
from app.warning.reasons import reason_said
from ui.actions import ANALYSIS_KEYS, GROUPS, PANE_KEYS, PERSPECTIVE_KEYS, Actions, key_text
from ui.desk import Desk
from ui.dialogs.help import AboutDialog, HelpDialog
from ui.dialogs.incident import DeclareDialog, ask_close, ask_level, ask_reopen
from ui.dialogs.people import PeopleDialog
from ui.dialogs.post_files import ask_for_posts
from ui.dialogs.priority import PriorityDialog
from ui.dialogs.report import ReportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.sign_in import SignInDialog
from ui.errands import Errands
from ui.main_window import MainWindow
from ui.pane_set import PaneSet
from ui.search import Finder
from ui.tokens import SEVERITY_SHAPES, tokens
from ui.widgets.palette import Palette


@dataclass(frozen=True, slots=True)
class Switches:
    """What concerns the whole program and is done by the workplace."""

    language: Callable[[str], None]
    theme: Callable[[str], None]
    wall: Callable[[], None]
    kept: Callable[[], tuple[int, int, int]]
    keep: Callable[[int, int, int], None]
    notices: Callable[[], None]


class Deeds(QObject):
    """The handlers. `table` gives them by id."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        panes: PaneSet,
        errands: Errands,
        *,
        reports: Path,
        switches: Switches,
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._panes, self._errands = desk, window, panes, errands
        self._reports, self._switches = reports, switches
        self._actions: Actions | None = None

    def table(self) -> Mapping[str, Callable[[], None]]:
        """One callable for every action."""
        window = self._window
        return {
            "incident-declare": self.declare,
            "incident-level": self._with_open_incident(ask_level),
            "incident-next": self.choose_incident,
            "incident-close": self._with_open_incident(ask_close),
            "incident-reopen": self.reopen,
            "report": self.make_report,
            "log-write": self._of_incident("timeline", self._panes.write_log),
            "decision-record": self._of_incident("timeline", self._panes.record_decision),
            "fact-record": self._of_incident("timeline", self._panes.record_fact),
            "alert-raise": lambda: self._signed_in(self._panes.raise_alert),
            "beacon-policy": self.open_policy,
            "beacon-replay": self.open_replay,
            "statement-new": self._of_incident("statement", self._panes.new_statement),
            "posts-import": self.choose_posts,
            "post-paste": self._errands.paste_post,
            "post-phone": self._errands.note_call,
            "posts-search": self._in_pane("feed", self._panes.search_posts),
            "source-add": self._in_pane("sources", self._panes.add_source),
            "watch-new": self._in_pane("watches", self._panes.add_watch),
            "priority-tune": self.tune_priority,
            "mood-correct": self._in_pane("feed", self._panes.correct_mood),
            "mood-correct-story": self._in_pane("feed", self._panes.correct_story_mood),
            "mood-words": self.open_mood_words,
            **{
                f"analysis-{name}": self._in_pane("analysis", partial(self._panes.analyse, name))
                for name, _ in ANALYSIS_KEYS
            },
            "opml-import": self._in_pane("sources", self._panes.import_sources),
            "opml-export": self._in_pane("sources", self._panes.export_sources),
            "sign-in": self.sign_in,
            "people": lambda: PeopleDialog(self._desk, window).open(),
            **{f"perspective-{name}": partial(window.show_perspective, name) for name in PERSPECTIVE_KEYS},
            **{f"pane-{name}": partial(window.docks.toggle, name) for name in PANE_KEYS},
            "pane-float": self.float_pane,
            "layout-reset": window.reset_layout,
            "wall": self._switches.wall,
            "theme": lambda: self._switches.theme("light" if self._desk.theme == "dark" else "dark"),
            **{f"language-{name}": partial(self._switches.language, name) for name in LANGUAGES},
            "palette": self.open_palette,
            "menu": self.open_menu,
            "settings": self.open_settings,
            "notices": self._switches.notices,
            "help": self.open_help,
            "about": lambda: AboutDialog(self._desk.texts, tokens(self._desk.theme), window).open(),
            "quit": self.quit,
        }

    def attach(self, actions: Actions) -> None:
        """The finished table, for palette, menus and help."""
        self._actions = actions

    def declare(self) -> None:
        """Say that a crisis is on."""
        self._signed_in(lambda: DeclareDialog(self._desk, self._window).open())

    def reopen(self) -> None:
        """Take the incident in front up again."""
        incident = self._desk.incident
        if incident is None:
            self._refuse(Refusal("incident.none", Said("window-no-incident")))
        elif incident.open:
            said = Said("refusal-incident-open", {"incident": incident.title})
            self._refuse(Refusal("incident.open", said))
        else:
            self._signed_in(lambda: ask_reopen(self._desk, self._window, incident))

    def choose_incident(self) -> None:
        """A menu of incidents below the title."""
        strip, texts = self._window.strip, self._desk.texts
        menu = self._menu()
        for incident in sorted(self._desk.state.incidents.values(), key=lambda i: (not i.open, -i.number)):
            name = texts("strip-incident-row", title=incident.title, severity=texts(f"severity-{incident.severity}"))
            if not incident.open:
                name = texts("strip-incident-closed", title=incident.title)
            row = menu.addAction(f"{SEVERITY_SHAPES[incident.severity]} {name}")
            row.setCheckable(True)
            row.setChecked(self._desk.incident is not None and incident.id == self._desk.incident.id)
            row.triggered.connect(partial(self._desk.choose_incident, incident.id))
        menu.addSeparator()
        if self._actions is not None:
            for action in ("incident-declare", "incident-level", "incident-close", "incident-reopen", "report"):
                menu.addAction(self._actions[action])
        menu.popup(strip.title.mapToGlobal(QPoint(0, strip.title.height() + 8)))

    def person_menu(self) -> None:
        """What the person at the desk may want: hand over, people, language, theme, help."""
        if self._desk.person is None:
            self.sign_in()
            return
        menu, actions = self._menu(), self._actions
        if actions is None:
            return
        menu.addActions([actions["sign-in"], actions["people"]])
        menu.addSeparator()
        menu.addActions(actions.rows("language"))
        menu.addAction(actions["theme"])
        menu.addSeparator()
        menu.addActions([actions["settings"], actions["help"], actions["about"], actions["quit"]])
        button = self._window.strip.person
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def sign_in(self) -> None:
        """Choose who sits at the desk."""
        SignInDialog(self._desk, self._window).open()

    def choose_posts(self) -> None:
        """Pick files of posts."""
        ask_for_posts(self._desk.texts, self._window, self._errands.preview_files)

    def make_report(self) -> None:
        """Ask how, then make a situation report."""
        incident = self._desk.incident
        if incident is None:
            self._refuse(Refusal("incident.none", Said("window-no-incident")))
            return
        self._reports.mkdir(parents=True, exist_ok=True)
        ReportDialog(self._desk, incident, self._reports, self._window, done=self._errands.make_report).open()

    def float_pane(self) -> None:
        """The pane that has the focus goes out into a window of its own, or comes back."""
        dock = self._window.docks.current()
        if dock is not None:
            dock.toggle_floating()

    def open_palette(self) -> None:
        """Everything, by a few characters."""
        if self._actions is None:
            return
        finder = Finder(self._desk, self._actions, self._window.docks.reveal, self._panes)
        desk = self._desk
        Palette(desk.texts, tokens(desk.theme), finder.choices(), finder.find_posts, self._window).open()

    def open_menu(self) -> None:
        """The whole table as a menu, at the rail."""
        if self._actions is None or self._window.rail is None:
            return
        menu = self._menu()
        self._actions.fill(menu, self._desk.texts)
        button = self._window.rail.button("menu")
        corner = button.mapToGlobal(QPoint(button.width() + 4, button.height()))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def open_settings(self) -> None:
        """Language and theme."""
        switches = self._switches
        SettingsDialog(
            self._desk,
            self._window,
            set_language=switches.language,
            set_theme=switches.theme,
            kept=switches.kept(),
            set_kept=switches.keep,
            tune=self.tune_priority,
            notices=switches.notices,
        ).open()

    def tune_priority(self) -> None:
        """How much each part of a story's priority may give."""
        PriorityDialog(self._desk, self._window).open()

    def open_mood_words(self, word: str = "", text: str = "") -> None:
        """The words that have a mood of their own here; with a new `word`, and a `text` to try it on."""
        from ui.dialogs.mood_words import MoodWordsDialog  # with the scorer behind it

        MoodWordsDialog(self._desk, self._window, word=word, text=text, done=self._panes.analysis.refresh).open()

    def open_policy(self) -> None:
        """Rules of one's own, and what each level starts."""
        from ui.dialogs.policy import PolicyDialog  # with the replay behind it

        PolicyDialog(self._desk, self._window).open()

    def open_replay(self) -> None:
        """Past days through today's policy."""
        from ui.dialogs.replay import ReplayDialog  # with the detector behind it

        ReplayDialog(self._desk, self._window).open()

    def declare_from(self, alert: Alert) -> None:
        """Declare an incident from an alert, which then is part of it."""
        desk, texts = self._desk, self._desk.texts
        summary = texts.say(reason_said(alert.reasons[0])) if alert.reasons else alert.reason

        def declared(incident: str) -> None:
            desk.act(LinkAlert(alert=alert.id, incident=incident))

        self._signed_in(
            lambda: DeclareDialog(desk, self._window, title=alert.title, summary=summary, done=declared).open()
        )

    def show_story(self, story: Story) -> None:
        """The feed comes forward with the posts of a story."""
        self._window.docks.reveal("feed")
        self._panes.show_story(story)

    def show_beacon(self, watch: str = "") -> None:
        """The beacon comes forward, with the keyboard on a watch."""
        self._window.docks.reveal("beacon")
        if watch:
            self._panes.show_alert_of(watch)

    def show_posts(self, asked: Question) -> None:
        """The feed comes forward with the posts that fit."""
        self._window.docks.reveal("feed")
        self._panes.show_posts(asked)

    def open_help(self) -> None:
        """How the house works, and every key."""
        if self._actions is None:
            return
        texts, actions = self._desk.texts, self._actions
        keys = [
            (texts(f"action-group-{group}"), [(row.text(), key_text(row)) for row in actions.rows(group)])
            for group in GROUPS
        ]
        HelpDialog(texts, tokens(self._desk.theme), keys, self._window).open()

    def quit(self) -> None:
        """Close the window; what was accepted is finished first."""
        self._window.close()

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _in_pane(self, pane: str, deed: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self._window.docks.reveal(pane)
            deed()

        return run

    def _of_incident(self, pane: str, deed: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self._window.docks.reveal(pane)
            if self._desk.incident is None:
                self._refuse(Refusal("incident.none", Said("window-no-incident")))
            else:
                self._signed_in(deed)

        return run

    def _with_open_incident(self, ask: Callable[[Desk, MainWindow, Incident], object]) -> Callable[[], None]:
        def run() -> None:
            incident = self._desk.incident
            if incident is None:
                self._refuse(Refusal("incident.none", Said("window-no-incident")))
            elif not incident.open:
                said = Said("refusal-incident-closed", {"incident": incident.title})
                self._refuse(Refusal("incident.closed", said))
            else:
                self._signed_in(lambda: ask(self._desk, self._window, incident))

        return run

    def _signed_in(self, deed: Callable[[], object]) -> None:
        """Do it; ask who it is first where nobody is signed in."""
        if self._desk.session is None:
            SignInDialog(self._desk, self._window, done=deed).open()
        else:
            deed()

    def _refuse(self, error: FenghuoError) -> None:
        self._desk.refused.emit(error)
