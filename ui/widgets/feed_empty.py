# SPDX-License-Identifier: Apache-2.0
"""What the feed shows where it has no rows: what to do first, or which filter to drop.

Used by the feed. The trap: which single filter is in the way is asked of the store, so the sentence comes a moment
after the title, and only for the last question.
"""

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.posts.ports import PostStore
from app.posts.question import Question
from ui.desk import Desk
from ui.while_alive import while_alive
from ui.widgets.empty import EmptyState
from ui.widgets.feed_filters import without


class FeedEmpty(QObject):
    """The two pages: `nothing` at all, and `none_found`.

    Signals: `source_requested()`, `import_requested()`, `demo_requested()`; `dropped(str)` a filter by name, `words`
    for what was searched, "" for everything.
    """

    source_requested = Signal()
    import_requested = Signal()
    demo_requested = Signal()
    dropped = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = Question()
        self._words: Mapping[str, str] = {}
        self._drop = ""
        self._explained: object = None
        self.nothing, self.none_found = EmptyState(), EmptyState()
        self._source_word = self.nothing.offer("addFirstSource", self.source_requested.emit, "accent")
        self._import_word = self.nothing.offer("import", self.import_requested.emit)
        self._demo_word = self.nothing.offer("demo", self.demo_requested.emit)
        self._drop_word = self.none_found.offer("dropFilter", lambda: self.dropped.emit(self._drop), "accent")
        self._clear_word = self.none_found.offer("clearSearch", lambda: self.dropped.emit(""))

    def retranslate(self) -> None:
        """All words anew."""
        t, self._explained = self._desk.texts, None
        self.nothing.say(t("feed-empty"), t("feed-empty-hint"))
        self._source_word(t("feed-add-source"))
        self._import_word(t("feed-import"))
        self._demo_word(t("feed-demo"))
        self._clear_word(t("feed-clear-search"))

    def explain(self, asked: Question, active: Mapping[str, str], *, hidden: bool) -> None:
        """Nothing fits `asked`; `active` are the words of its filters. `hidden`: some stories are left out."""
        t, why = self._desk.texts, (replace(asked, since=None), tuple(active.items()), hidden)
        if why == self._explained:
            return  # posts came, and none of them fits
        self._asked, self._words, self._explained = asked, active, why
        if asked.words:
            self.none_found.say(t("feed-none-found", words=asked.words), t("feed-none-found-hint"))
        else:
            hint = "triage-none-but-muted" if hidden and not active else "triage-none-fit-hint"
            self.none_found.say(t("triage-none-fit"), t(hint))
        self.none_found.show_offered("dropFilter", shown=False)
        self.none_found.show_offered("clearSearch", shown=bool(asked.words or active))
        self._clear_word(t("triage-clear-all" if active else "feed-clear-search"))
        names = [name for name in (*active, *(["words"] if asked.words else [])) if name != "order"]
        if not active or not names:
            return
        posts, plain = self._desk.posts, asked

        def found(name: str) -> None:
            if self._asked is plain:
                self._offer(name)

        self._desk.read(lambda: in_the_way(posts, plain, names), while_alive(self, found))

    def _offer(self, name: str) -> None:
        t = self._desk.texts
        if not name:
            self.none_found.say(self.none_found.title.text(), t("triage-none-drop-all"))
            return
        self._drop = name
        word = self._words.get(name, self._asked.words)
        self.none_found.say(self.none_found.title.text(), t("triage-none-drop", filter=word))
        self._drop_word(t("triage-drop-this", filter=word))
        self.none_found.show_offered("dropFilter", shown=True)


def in_the_way(posts: PostStore, asked: Question, names: list[str]) -> str:
    """The first filter without which something would be found; "" where no single one is. Not for the GUI thread."""
    for name in names:
        try:
            if posts.find(without(asked, name), 1):
                return name
        except UserError:
            continue  # the words hold nothing to look for: dropping something else does not help
    return ""
