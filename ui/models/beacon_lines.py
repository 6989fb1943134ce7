# SPDX-License-Identifier: Apache-2.0
"""What stands behind an alert, as lines of a list: the stories it is about, who carries it, what was done with it.

Used below the curve of the beacon pane. The trap: stories and voices are as they were when the level was proposed;
the posts may be gone by now, so a line keeps a question that finds what is like them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.posts.question import Question
from app.room.state import Alert
from ui.alert_words import change_words
from ui.delegates.feed_delegate import reach
from ui.desk import Desk
from ui.models.analysis_lines import Line
from ui.times import near_time

_QUOTE = 120


@dataclass(frozen=True, slots=True)
class StoryLine(Line):
    """A line about a story; `story` is its key."""

    story: str = ""


def lines_of(alert: Alert, desk: Desk) -> list[Line]:
    """Stories, voices, steps; a part without lines has no heading."""
    return _headed(
        desk,
        ("beaconpane-stories", _stories(alert, desk)),
        ("beaconpane-voices", _voices(alert, desk)),
        ("beaconpane-steps", _steps(alert, desk)),
    )


def steps_of(alerts: Collection[Alert], desk: Desk) -> list[Line]:
    """What was done with the newest alert of a watch that is calm; nothing where there never was one."""
    newest = max(alerts, key=lambda alert: (alert.raised_at, alert.id), default=None)
    return _headed(desk, ("beaconpane-steps-last", _steps(newest, desk))) if newest is not None else []


def _headed(desk: Desk, *parts: tuple[str, Sequence[Line]]) -> list[Line]:
    texts = desk.texts
    found: list[Line] = []
    for key, lines in parts:
        if lines:
            found += [Line(texts(key), heading=True), *lines]
    return found


def _stories(alert: Alert, desk: Desk) -> Sequence[Line]:
    texts, now = desk.texts, desk.moment or desk.clock.now()
    lines = []
    for story in alert.stories:
        note = [story.source, story.author]
        if story.first_at is not None:
            note.append(texts("beaconpane-first-at", time=near_time(story.first_at, now, desk.zone)))
        lines.append(
            StoryLine(
                title=" ".join(story.text[: 4 * _QUOTE].split())[:_QUOTE],
                value=texts("analysis-posts", count=story.posts),
                note=" · ".join(part for part in note if part),
                question=Question(watch=alert.watch),
                story=story.key,
            )
        )
    return lines


def _voices(alert: Alert, desk: Desk) -> Sequence[Line]:
    texts = desk.texts
    return [
        Line(
            title=voice.name if voice.name.startswith("@") else f"@{voice.name}",
            value=reach(voice.followers, texts) if voice.followers else "",
            note=" · ".join((voice.source, texts("analysis-posts", count=voice.posts))),
            tag=texts("feed-verified") if voice.verified else "",
            question=Question(author=voice.name, source=voice.source),
        )
        for voice in alert.voices
    ]


def _steps(alert: Alert, desk: Desk) -> Sequence[Line]:
    now, zone = desk.moment or desk.clock.now(), desk.zone
    return [Line(change_words(desk, step), near_time(step.time, now, zone)) for step in reversed(alert.changes)]
