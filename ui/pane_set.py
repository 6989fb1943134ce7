# SPDX-License-Identifier: Apache-2.0
"""The panes of a window, and the few things the window asks of them by name.

Made by :mod:`ui.workplace`. Everything else about a pane is its own business. The trap: a pane is made before the
window is shown, so whatever is heavy (the chart's library) must wait in the pane itself.
"""

from collections.abc import Mapping

from app.doors import ChildCommand
from app.posts.question import Question
from app.posts.stories.story import Story
from ui.desk import Desk
from ui.panes.analysis import AnalysisPane
from ui.panes.beacon import BeaconPane
from ui.panes.clocks import ClocksPane
from ui.panes.duties import DutiesPane
from ui.panes.evidence import EvidencePane
from ui.panes.feed import FeedPane
from ui.panes.pane import Pane
from ui.panes.sentiment import SentimentPane
from ui.panes.sources import SourcesPane
from ui.panes.statement import StatementPane
from ui.panes.timeline import TimelinePane
from ui.panes.watches import WatchesPane


class PaneSet:
    """All panes of one desk."""

    def __init__(self, desk: Desk, command: ChildCommand) -> None:
        self._desk = desk
        self.feed, self.timeline = FeedPane(desk), TimelinePane(desk)
        self.statement, self.sentiment = StatementPane(desk), SentimentPane(desk)
        self.duties, self.clocks, self.evidence = DutiesPane(desk), ClocksPane(desk), EvidencePane(desk)
        self.sources, self.watches = SourcesPane(desk, command), WatchesPane(desk, command)
        self.analysis, self.beacon = AnalysisPane(desk), BeaconPane(desk, command)
        self.analysis.reading.came.connect(self.statement.asks.take)

    def by_key(self) -> Mapping[str, Pane]:
        """The panes by their keys."""
        panes: tuple[Pane, ...] = (
            self.feed, self.statement, self.duties, self.clocks, self.timeline, self.sentiment, self.evidence,
            self.sources, self.watches, self.analysis, self.beacon,
        )  # fmt: skip
        return {pane.key: pane for pane in panes}

    def write_log(self) -> None:
        """Go to the line where the next entry is written."""
        self.timeline.focus_line()

    def record_decision(self) -> None:
        """Ask for a decision and its grounds."""
        self.timeline.decide()

    def record_fact(self) -> None:
        """Ask for a fact and its source."""
        self.timeline.record_fact()

    def raise_alert(self) -> None:
        """Raise an alert, from the chosen story or post where there is one."""
        self.feed.triage.raise_alert()

    def new_statement(self) -> None:
        """Begin a statement."""
        self.statement.begin_new()

    def show_statement(self, statement: str) -> None:
        """Put a statement on the pane."""
        self.statement.choose(statement)

    def finish(self) -> None:
        """Send what was typed and not yet sent: the window is closing."""
        self.statement.flush()
        self.sources.finish()
        self.watches.finish()

    def add_source(self) -> None:
        """Ask for a new source."""
        self.sources.add()

    def add_watch(self) -> None:
        """Ask for a new watch."""
        self.watches.add()

    def import_sources(self) -> None:
        """Choose a list of sources to read."""
        self.sources.import_list()

    def export_sources(self) -> None:
        """Choose where to write the list of sources."""
        self.sources.export_list()

    def search_posts(self) -> None:
        """Go to the search line."""
        self.feed.focus_search()

    def correct_mood(self) -> None:
        """Say how the chosen post really feels."""
        self.feed.moods.correct()

    def correct_story_mood(self) -> None:
        """Say how the whole chosen story does."""
        self.feed.moods.correct_story()

    def analyse(self, what: str) -> None:
        """Show a part of the analysis; `again` works it out anew."""
        if what == "again":
            self.analysis.ask()
        else:
            self.analysis.go_to(what)

    def show_posts(self, asked: Question) -> None:
        """Show the posts that fit."""
        self.feed.show_question(asked)

    def show_story(self, story: Story) -> None:
        """Show the posts of a story."""
        self.feed.rows.show_story(story)

    def show_alert_of(self, watch: str) -> None:
        """Put the keyboard on a watch of the beacon."""
        self.beacon.choose(watch)

    def show_posts_with(self, words: str) -> None:
        """Show the posts that hold `words`."""
        self.feed.search.setText(words)
