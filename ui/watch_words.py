# SPDX-License-Identifier: Apache-2.0
"""What is said of a watch: its kind by shape and word, how much was heard of it, its share of voice.

Shared by the watches pane, its delegate and the editor. The trap: a share of voice compares brands, so people and
products have none of their own where there is a brand: their posts are mostly the brand's, counted once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.posts.ports import WatchCount
from app.posts.watches.watch import Watch, WatchKind
from app.texts import Texts
from ui.tokens import Tokens

KIND_SHAPES: Final = {
    WatchKind.BRAND: "★",
    WatchKind.PERSON: "◎",
    WatchKind.PRODUCT: "□",
    WatchKind.COMPETITOR: "▽",
}
"""None of them is a level's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A watch and what was heard of it in a span of time.

    `share` is its share of voice from 0 to 1; None where it has none. `keywords` are the lines that count, `faults`
    those that are left out.
    """

    watch: Watch
    mentions: int = 0
    negative: int = 0
    share: float | None = None
    keywords: int = 0
    faults: int = 0

    @property
    def negative_share(self) -> float | None:
        """0 to 1; None where nothing was heard."""
        return self.negative / self.mentions if self.mentions else None


def heard(
    watches: Sequence[Watch], counts: Sequence[WatchCount], checked: Mapping[str, tuple[int, int]]
) -> tuple[Heard, ...]:
    """Every watch with its counts; `checked` has (keywords, faults) by the text of the rules."""
    found = {count.watch: count for count in counts}
    rows = [_one(watch, found.get(watch.name), *checked[watch.rules]) for watch in watches]
    brands = any(watch.kind is WatchKind.BRAND for watch in watches)
    total = sum(row.mentions for row in rows if _has_voice(row.watch, brands=brands))
    return tuple(
        replace(row, share=row.mentions / total) if total and _has_voice(row.watch, brands=brands) else row
        for row in rows
    )


def _one(watch: Watch, count: WatchCount | None, keywords: int, faults: int) -> Heard:
    if count is None:
        return Heard(watch, keywords=keywords, faults=faults)
    mentions = count.negative + count.neutral + count.positive
    return Heard(watch, mentions, count.negative, None, keywords, faults)


def _has_voice(watch: Watch, *, brands: bool) -> bool:
    return watch.kind in (WatchKind.BRAND, WatchKind.COMPETITOR) or not brands


def is_ours(watch: Watch) -> bool:
    """Whether it is on our side."""
    return watch.kind is not WatchKind.COMPETITOR


def kind_colour(colours: Tokens, kind: WatchKind) -> str:
    """`#rrggbb`: ours stand out, competitors stand back."""
    return colours.neutral if kind is WatchKind.COMPETITOR else colours.accent


def percent(share: float) -> int:
    """A share as whole hundredths."""
    return round(share * 100)


def described(row: Heard, texts: Texts) -> str:
    """A whole row in words, for tips and screen readers."""
    words = [row.watch.name, texts(f"watches-kind-{row.watch.kind}"), mentions(row, texts), *figures(row, texts)]
    words.append(texts("watching-sound-on" if row.watch.sound else "watching-sound-off"))
    if row.faults:
        words.append(texts("watching-faults", count=row.faults))
    return " · ".join(words)


def mentions(row: Heard, texts: Texts) -> str:
    """`1,234 条提及`."""
    return texts("watching-mentions", count=f"{row.mentions:,}")


def figures(row: Heard, texts: Texts) -> list[str]:
    """`份额 38%`, `负面 21%`, each where there is one."""
    parts = [texts("watching-share", share=percent(row.share))] if row.share is not None else []
    if row.negative_share is not None:
        parts.append(texts("watching-negative", share=percent(row.negative_share)))
    return parts
