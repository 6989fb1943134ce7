# SPDX-License-Identifier: Apache-2.0
"""What the palette can find: actions, incidents, statements, people, and posts by their words.

Made by :mod:`ui.deeds` each time the palette opens, so it always shows the room as it is. The trap: posts are read
off the GUI thread and their answer may come after the palette was closed.
"""

from collections.abc import Callable
from functools import partial

from app.errors import UserError
from app.posts.post import Post
from app.posts.question import Question
from app.texts import Texts
from ui.actions import ACTIONS, Actions, key_text
from ui.desk import Desk
from ui.pane_set import PaneSet
from ui.times import near_time
from ui.tokens import SEVERITY_SHAPES
from ui.widgets.palette import Choice

_POSTS = 12
_TITLE = 80


class Finder:
    """Turns what the room knows into choices."""

    def __init__(self, desk: Desk, actions: Actions, reveal: Callable[[str], None], panes: PaneSet) -> None:
        self._desk, self._actions, self._reveal, self._panes = desk, actions, reveal, panes

    def choices(self) -> list[Choice]:
        """Everything but posts."""
        return [*self._commands(), *self._incidents(), *self._statements(), *self._people()]

    def find_posts(self, words: str, done: Callable[[list[Choice]], None]) -> None:
        """Posts that hold `words`, newest first."""
        desk = self._desk

        def read() -> list[Post]:
            try:
                return desk.posts.get(desk.posts.find(Question(words=words), _POSTS))
            except UserError:
                return []  # nothing to look for yet: still typing

        desk.read(read, lambda posts: done([self._post(post, words) for post in posts]))

    def _commands(self) -> list[Choice]:
        texts = self._desk.texts
        return [
            Choice(
                self._actions[row.id].text(),
                texts(f"action-group-{row.group}"),
                self._actions[row.id].trigger,
                key_text(self._actions[row.id]),
                row.id,
            )
            for row in ACTIONS
            if row.id != "palette"
        ]

    def _incidents(self) -> list[Choice]:
        texts = self._desk.texts
        return [
            Choice(
                f"{SEVERITY_SHAPES[incident.severity]} {incident.title}",
                texts("window-kind-incident"),
                partial(self._desk.choose_incident, incident.id),
                words=incident.summary,
            )
            for incident in sorted(self._desk.state.incidents.values(), key=lambda i: -i.number)
        ]

    def _statements(self) -> list[Choice]:
        texts, state = self._desk.texts, self._desk.state
        return [
            Choice(
                _statement_title(texts, statement.number, statement.kind),
                texts("window-kind-statement"),
                partial(self._open_statement, statement.incident, statement.id),
                words=state.incidents[statement.incident].title,
            )
            for statement in sorted(state.statements.values(), key=lambda s: -s.number)
        ]

    def _people(self) -> list[Choice]:
        texts = self._desk.texts
        return [
            Choice(
                person.name,
                texts(f"department-{person.department}"),
                self._actions["people"].trigger,
                words=" ".join(texts(f"role-{role}") for role in person.roles),
            )
            for person in self._desk.state.people.values()
            if not person.retired
        ]

    def _post(self, post: Post, words: str) -> Choice:
        note = f"{post.source} · {near_time(post.posted_at, self._desk.clock.now(), self._desk.zone)}"
        title = " ".join(post.text.split())[:_TITLE]
        return Choice(title, note, partial(self._open_posts, words))

    def _open_posts(self, words: str) -> None:
        self._reveal("feed")
        self._panes.show_posts_with(words)

    def _open_statement(self, incident: str, statement: str) -> None:
        self._desk.choose_incident(incident)
        self._reveal("statement")
        self._panes.show_statement(statement)


def _statement_title(texts: Texts, number: int, kind: str) -> str:
    return texts("window-statement", number=number, kind=texts(f"kind-{kind}"))
