# SPDX-License-Identifier: Apache-2.0
"""What is said of a source: health by shape, word and colour, the sentence of its trouble, how long ago, how soon.

Shared by the sources pane, its delegate and its detail. The trap: a sentence may come from another version's or a
stranger's kind, with a key this catalogue lacks; then it is said in general words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.errors import Said
from app.posts.sources.book import SourceBook
from app.posts.sources.health import Health, allowed_silence, health, is_alive, silent_since
from app.posts.sources.source import Pulse, Source, SourceState
from app.texts import Texts
from ui.desk import Desk
from ui.times import near_time, spoken
from ui.tokens import Tokens

HEALTH_SHAPES: Final = {
    Health.WELL: "●",
    Health.NEW: "○",
    Health.FAILING: "✕",
    Health.SILENT: "◐",
    Health.PAUSED: "‖",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_FEW: Final = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of the sources at one moment."""

    sources: tuple[Source, ...] = ()
    states: tuple[SourceState, ...] = ()
    pulse: Pulse | None = None

    def state(self, name: str) -> SourceState | None:
        """What the collector knows of a source; None where it was never tried."""
        return next((state for state in self.states if state.name == name), None)

    def count(self, wanted: Health, now: datetime) -> int:
        """How many sources are in this health."""
        known = {state.name: state for state in self.states}
        return sum(health(source, known.get(source.name), now) is wanted for source in self.sources)

    def alive(self, now: datetime) -> bool:
        """Whether the collector gave a sign of life lately."""
        return is_alive(self.pulse, now)


def health_colour(colours: Tokens, how: Health) -> str:
    """`#rrggbb`; never one of the levels' colours."""
    return {
        Health.WELL: colours.positive,
        Health.NEW: colours.accent,
        Health.FAILING: colours.negative,
        Health.SILENT: colours.text,
        Health.PAUSED: colours.quiet,
    }[how]


def kind_word(texts: Texts, kind: str) -> str:
    """The name of a kind; a stranger's kind is called as it calls itself."""
    key = f"source-kind-{kind}"
    return texts(key) if texts.has(key) else kind


def sentence_of(texts: Texts, said: Said | None) -> str:
    """A trouble or a note; empty where there is none."""
    if said is None:
        return ""
    return texts.say(said) if texts.has(said.key) else texts("sources-untold", key=said.key)


def ago(then: datetime, now: datetime, texts: Texts) -> str:
    """`3 分钟前`."""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return texts("sources-just-now")
    unit, count = _unit(seconds)
    return texts(f"sources-ago-{unit}", count=count)


def ahead(then: datetime, now: datetime, texts: Texts) -> str:
    """`2 分钟后`."""
    seconds = (then - now).total_seconds()
    if seconds < _MINUTE:
        return texts("sources-very-soon")
    unit, count = _unit(seconds)
    return texts(f"sources-ahead-{unit}", count=count)


def _unit(seconds: float) -> tuple[str, int]:
    if seconds < _HOUR:
        return "minutes", int(seconds // _MINUTE)
    return ("hours", int(seconds // _HOUR)) if seconds < 2 * _DAY else ("days", int(seconds // _DAY))


def rate(state: SourceState | None, now: datetime, texts: Texts) -> str:
    """`12.4 条/时`; empty for a source that was never tried."""
    if state is None or state.last_try is None:
        return ""
    an_hour = state.posts_per_hour(now)
    figure = f"{an_hour:.1f}".removesuffix(".0") if an_hour < _FEW else f"{an_hour:,.0f}"
    return texts("sources-rate", rate=figure)


def last_and_next(source: Source, state: SourceState | None, now: datetime, texts: Texts) -> tuple[str, str]:
    """`3 分钟前取到`, `2 分钟后再取`; each empty where there is nothing to say."""
    if state is None or source.paused:
        return "", ""
    last = texts("sources-last", ago=ago(state.last_success, now, texts)) if state.last_success else ""
    if state.next_try is None or now - state.next_try > timedelta(minutes=1):
        return last, ""
    return last, texts("sources-next", ahead=ahead(state.next_try, now, texts))


def explained(desk: Desk, source: Source, state: SourceState | None, now: datetime) -> str:
    """Why a source is as it is, in a sentence; empty for one that is well and has nothing odd."""
    texts = desk.texts
    match health(source, state, now):
        case Health.PAUSED:
            return texts("sources-is-paused")
        case Health.NEW:
            return texts("sources-is-new")
        case Health.FAILING if state is not None:
            return sentence_of(texts, state.trouble)
        case Health.SILENT if state is not None and (since := silent_since(source, state, now)) is not None:
            usual = spoken(allowed_silence(source, state, now), texts)
            time = near_time(since, now, desk.zone)
            return texts("sources-is-silent", time=time, span=spoken(now - since, texts), usual=usual)
    return sentence_of(texts, state.note) if state is not None else ""


def described(desk: Desk, source: Source, state: SourceState | None, now: datetime) -> str:
    """A whole row in words, for tips and screen readers."""
    texts = desk.texts
    words = (
        source.name,
        texts(f"source-health-{health(source, state, now)}"),
        kind_word(texts, source.kind),
        explained(desk, source, state, now),
        *last_and_next(source, state, now, texts),
        rate(state, now, texts),
    )
    return " · ".join(word for word in words if word)


def place_of(book: SourceBook, source: Source) -> str:
    """Where a source is, in one line: what was set up, passwords hidden."""
    kind = book.kinds[source.kind]
    told = (field for field in kind.fields if not field.choices and not field.secret)
    shown = ((source.settings.get(field.name, ""), field.default) for field in told)
    return " · ".join(value for value, usual in shown if value not in ("", usual))
