# SPDX-License-Identifier: Apache-2.0
"""A watch as the beacon pane shows it: its level, why, since when, who decided, and its last hours in small.

Made by the pane from the room and what was counted. The trap: a watch that burns stands first, so rows move; the
pane chooses by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.room.state import Alert
from app.texts import Texts
from ui.alert_words import level_words, standing_words, urgency, why_words
from ui.desk import Desk
from ui.times import near_time

if TYPE_CHECKING:
    from app.warning.curve import Curve  # brings the detector

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class BeaconRow:
    """One watch. `alert` is what stands for it, None where all is calm; `spark` None until it was counted.

    `gone`: it is not watched any more, but its alert stands.
    """

    watch: str
    alert: Alert | None
    spark: Curve | None = None
    gone: bool = False


def rows_of(watches: Sequence[str], alerts: Mapping[str, Alert], sparks: Mapping[str, Curve]) -> list[BeaconRow]:
    """Those that burn first, the most urgent on top; then the others in their own order."""
    known = set(watches)
    burning = sorted(alerts.values(), key=urgency)
    lit = [BeaconRow(alert.watch, alert, sparks.get(alert.watch), alert.watch not in known) for alert in burning]
    calm = [BeaconRow(name, None, sparks.get(name)) for name in watches if name not in alerts]
    return [*lit, *calm]


def since_words(row: BeaconRow, desk: Desk) -> str:
    """`14:05 起 · 未确认`; "" where it is calm."""
    if row.alert is None:
        return ""
    since: datetime = row.alert.since or row.alert.raised_at
    time = near_time(since, desk.moment or desk.clock.now(), desk.zone)
    parts = [desk.texts("beaconpane-since", time=time), standing_words(desk, row.alert)]
    return _SEPARATOR.join(part for part in parts if part)


def calm_words(row: BeaconRow, texts: Texts) -> str:
    """How much was heard; that nobody collected is said too."""
    if row.spark is None:
        return ""
    if row.spark.posts and row.spark.posts[-1] < 0:
        return texts("beaconpane-gap-now")
    heard = row.spark.total
    if not heard:
        return texts("beaconpane-heard-nothing")
    share = round(100 * sum(row.spark.negative) / heard)
    return texts("beaconpane-heard", count=heard, percent=share)


def why_row(row: BeaconRow, texts: Texts) -> str:
    """The second line of a row."""
    return why_words(row.alert, texts) if row.alert is not None else calm_words(row, texts)


def level_row(row: BeaconRow, texts: Texts) -> str:
    """Level by shape and word."""
    return level_words(row.alert.level, texts) if row.alert is not None else texts("beaconpane-calm")


def spoken_row(row: BeaconRow, desk: Desk) -> str:
    """What a screen reader says."""
    texts = desk.texts
    gone = texts("beaconpane-gone") if row.gone else ""
    parts = (level_row(row, texts), row.watch, gone, since_words(row, desk), why_row(row, texts))
    return _SEPARATOR.join(part for part in parts if part)
