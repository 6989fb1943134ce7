# SPDX-License-Identifier: Apache-2.0
"""The mood curve: stacked areas by mood, the room's moves as marks. One drawing for the window and the report.

`draw` and `draw_shares` fill axes that the caller made; `draw_volume` and `draw_both` fill a whole figure, with a
legend. Nobody sees pyplot. Pure: same input, same picture. The trap: labels are laid out for the axes' present size,
so after a resize clear the axes and draw again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from app.analysis.counts import Interval, MoodSeries, bucket_for, interval_said, series
from app.analysis.moves import Mark, MarkKind, marks
from app.room.words import Severity
from app.texts import Texts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = (
    "DARK", "LIGHT", "Interval", "Mark", "MarkKind", "MoodSeries", "Palette", "bucket_for", "draw", "draw_both",
    "draw_shares", "draw_volume", "interval_said", "marks", "series",
)  # fmt: skip

_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_ROWS: Final = 3
_KEEP_LABEL: Final = (MarkKind.RELEASE, MarkKind.DECLARED, MarkKind.CLOSED, MarkKind.LEVEL, MarkKind.MISSED)
_WIDE_FROM: Final = 0x2E80


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as #rrggbb, `family` the font families matplotlib knows (none: its own), `size` in points."""

    ground: str
    text: str
    quiet: str
    line: str
    gap: str
    accent: str
    on_chip: str
    negative: str
    neutral: str
    positive: str
    minor: str
    moderate: str
    major: str
    family: tuple[str, ...] = ()
    size: float = 8.0


LIGHT: Final = Palette(
    ground="#ffffff", text="#17202b", quiet="#5b6877", line="#d5dce5", gap="#e6eaef", accent="#0b63ce",
    on_chip="#ffffff", negative="#b02a78", neutral="#8593a3", positive="#0f766e", minor="#8a6100",
    moderate="#b45309", major="#c62828",
)  # fmt: skip
DARK: Final = Palette(
    ground="#161b22", text="#e7ecf2", quiet="#8d99a8", line="#2a323d", gap="#232b35", accent="#5aa9ff",
    on_chip="#0f1318", negative="#d0559a", neutral="#6f7c8c", positive="#35b3a0", minor="#e3b341",
    moderate="#f0883e", major="#f85149",
)  # fmt: skip


def draw(axes: Axes, series: MoodSeries, marks: list[Mark], palette: Palette, *, texts: Texts, zone: tzinfo) -> None:
    """Posts per interval as stacked areas, with the moves above them. `axes` must be empty and have its size."""
    _prepare(axes, series, palette, zone)
    if not series.total:
        _say_empty(axes, palette, texts)
        return
    placed = _place(marks, series, _width(axes), palette.size, texts)
    top = _headroom(axes, placed, palette, _peak(series))
    ticks = _round_ticks(_peak(series))
    axes.set_ylim(0, top)
    _areas(axes, series, palette, shares=False)
    _grey_gaps(axes, series, palette, texts, peak=_peak(series))
    axes.set_yticks(ticks, [str(tick) for tick in ticks])
    for one in placed:
        _draw_mark(axes, one, palette)


def draw_shares(axes: Axes, series: MoodSeries, palette: Palette, *, texts: Texts, zone: tzinfo) -> None:
    """The share of each mood per interval, in percent. Intervals without posts stay open."""
    _prepare(axes, series, palette, zone)
    axes.set_ylim(0, 100)
    axes.set_yticks([0, 50, 100], ["0", "50", "100 %"])
    if series.total:
        _areas(axes, series, palette, shares=True)
        _grey_gaps(axes, series, palette, None, peak=100)
    else:
        _say_empty(axes, palette, texts)


def draw_volume(
    figure: Figure, series: MoodSeries, marks: list[Mark], palette: Palette, *, texts: Texts, zone: tzinfo
) -> None:
    """The volume alone, with a legend; fills the figure."""
    frame = _frame(figure, palette)
    axes = figure.add_axes((frame.left, frame.foot, frame.right - frame.left, frame.top - frame.foot))
    draw(axes, series, marks, palette, texts=texts, zone=zone)
    _legend(figure, series, palette, texts, frame)


def draw_both(
    figure: Figure, series: MoodSeries, marks: list[Mark], palette: Palette, *, texts: Texts, zone: tzinfo
) -> None:
    """Volume above, shares below, on one time axis, with a legend; fills the figure."""
    frame = _frame(figure, palette)
    width, gap = frame.right - frame.left, 2.4 * frame.em
    low = (frame.top - frame.foot - gap) * 0.26
    lower = figure.add_axes((frame.left, frame.foot, width, low))
    upper = figure.add_axes((frame.left, frame.foot + low + gap, width, frame.top - frame.foot - gap - low))
    draw(upper, series, marks, palette, texts=texts, zone=zone)
    draw_shares(lower, series, palette, texts=texts, zone=zone)
    upper.tick_params(labelbottom=False)
    if series.total:
        words = texts("report-chart-shares")
        y = frame.foot + low + 0.9 * frame.em
        figure.text(frame.left, y, words, va="center_baseline", **_type(palette, palette.quiet))
    _legend(figure, series, palette, texts, frame)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the axes go, in shares of the figure; `em` is one em of its height."""

    left: float
    right: float
    foot: float
    top: float
    em: float


def _frame(figure: Figure, palette: Palette) -> _Frame:
    width, height = (72 * inches for inches in figure.get_size_inches())
    em = palette.size / height
    return _Frame(4.2 * palette.size / width, 1 - 1.4 * palette.size / width, 3.0 * em, 1 - 2.0 * em, em)


def _legend(figure: Figure, series: MoodSeries, palette: Palette, texts: Texts, frame: _Frame) -> None:
    """The colours on the left, what is counted on the right."""
    from matplotlib.patches import Rectangle

    width, height = (72 * inches for inches in figure.get_size_inches())
    x, y, side = frame.left, 1 - 0.9 * frame.em, 0.8 * palette.size
    for colour, words in (
        (palette.negative, texts("mood-negative")),
        (palette.positive, texts("mood-positive")),
        (palette.neutral, texts("mood-neutral")),
    ):
        corner = (x, y - side / 2 / height)
        figure.add_artist(Rectangle(corner, side / width, side / height, facecolor=colour, edgecolor="none"))
        x += 1.2 * palette.size / width
        figure.text(x, y, words, va="center_baseline", **_type(palette, palette.text))
        x += (_ems(words) + 1.4) * palette.size / width
    words = texts("report-chart-volume", interval=texts.say(interval_said(series.bucket)))
    figure.text(frame.right, y, words, ha="right", va="center_baseline", **_type(palette, palette.quiet))


def _prepare(axes: Axes, series: MoodSeries, palette: Palette, zone: tzinfo) -> None:
    axes.set_facecolor(palette.ground)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(palette.line)
    axes.grid(axis="y", color=palette.line, linewidth=0.6)
    axes.set_axisbelow(True)
    type_ = {"labelsize": palette.size, "labelcolor": palette.quiet}
    if palette.family:
        type_["labelfontfamily"] = list(palette.family)
    axes.tick_params(axis="both", length=0, pad=4, **type_)
    axes.set_xlim(_days(series.start), _days(max(series.end, series.start + series.bucket)))
    times = _ticks(series, zone, max(2, int(_width(axes) / (7 * palette.size))))
    axes.set_xticks([_days(time) for time in times], _tick_words(times))


def _say_empty(axes: Axes, palette: Palette, texts: Texts) -> None:
    axes.set_yticks([])
    middle: dict[str, Any] = {"transform": axes.transAxes, "ha": "center", "va": "center"}
    axes.text(0.5, 0.5, texts("report-chart-empty"), **middle, **_type(palette, palette.quiet))


def _areas(axes: Axes, series: MoodSeries, palette: Palette, *, shares: bool) -> None:
    from numpy import array, cumsum, errstate, isfinite, nan, vstack

    buckets, gaps = series.buckets[: series.whole] or series.buckets, series.gaps()
    middles = [_days(bucket.start + series.bucket / 2) for bucket in buckets]
    last = _days(min(series.end, buckets[-1].start + series.bucket))
    x = array([_days(series.start), *middles[:-1], min(middles[-1], last), last])
    rows = array([[b.negative, b.positive, b.neutral] for b in (buckets[0], *buckets, buckets[-1])], dtype=float).T
    if shares:
        total = rows.sum(axis=0)
        with errstate(invalid="ignore"):
            rows = rows / total * 100
        rows[:, total == 0] = nan
    else:
        rows[:, [_inside(gaps, bucket.start) for bucket in (buckets[0], *buckets, buckets[-1])]] = nan
    edges = vstack([rows[0] * 0, cumsum(rows, axis=0)])
    colours = (palette.negative, palette.positive, palette.neutral)
    for lower, upper, colour in zip(edges[:-1], edges[1:], colours, strict=True):
        axes.fill_between(x, lower, upper, where=isfinite(upper).tolist(), facecolor=colour, linewidth=0)
        axes.plot(x, upper, color=palette.ground, linewidth=0.5, solid_joinstyle="round")


def _inside(gaps: tuple[Interval, ...], time: datetime) -> bool:
    return any(gap.start <= time < gap.end for gap in gaps)


def _grey_gaps(axes: Axes, series: MoodSeries, palette: Palette, texts: Texts | None, *, peak: int) -> None:
    for gap in series.gaps():
        left, right = _days(gap.start), _days(gap.end)
        axes.axvspan(left, right, 0, peak / axes.get_ylim()[1], facecolor=palette.gap, linewidth=0, zorder=0.5)
        share = (gap.end - gap.start) / (series.end - series.start)
        words = texts("report-chart-gap") if texts else ""
        if words and share * _width(axes) > (_ems(words) + 0.4) * palette.size:
            where: dict[str, Any] = {"xy": ((left + right) / 2, 0), "xytext": (0, 4), "textcoords": "offset points"}
            axes.annotate(words, **where, ha="center", va="bottom", **_type(palette, palette.quiet))


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: Mark
    row: int
    words: str
    flipped: bool


def _place(marks: list[Mark], series: MoodSeries, width: float, size: float, texts: Texts) -> list[_Placed]:
    """Rows for the chips so that nothing covers anything; labels are left out before a chip is. Widths in points."""
    inside = [mark for mark in marks if series.start <= mark.time <= series.end]
    span = max(series.end - series.start, timedelta(minutes=1))
    at = [((mark.time - series.start) / span * width, mark) for mark in inside]
    words = [texts.say(mark.label) for mark in inside]
    order = sorted(range(len(inside)), key=lambda i: (_KEEP_LABEL.index(inside[i].kind), i), reverse=True)
    while True:
        placed = _place_once(at, words, width, size)
        if all(one.row >= 0 for one in placed) or not order:
            return placed
        words[order.pop(0)] = ""


def _place_once(at: list[tuple[float, Mark]], labels: list[str], width: float, size: float) -> list[_Placed]:
    placed: list[_Placed] = []
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    for (x, mark), words in zip(at, labels, strict=True):
        chip = _chip_ems(mark) * size
        whole = chip + (_ems(words) + 0.8) * size if words else chip
        tries = [(words, whole, x - chip / 2), (words, whole, x + chip / 2 - whole), ("", chip, x - chip / 2)]
        found = _Placed(mark, -1, "", flipped=False)
        for shown, needed, left in tries:
            row = _free_row(taken, left, left + needed) if -size <= left and left + needed <= width + size else None
            if row is not None:
                taken[row].append((left, left + needed))
                found = _Placed(mark, row, shown, flipped=bool(shown) and left < x - chip)
                break
        placed.append(found)
    return placed


def _free_row(taken: list[list[tuple[float, float]]], left: float, right: float) -> int | None:
    for row, spans in enumerate(taken):
        if all(right + 2 <= start or end + 2 <= left for start, end in spans):
            return row
    return None


def _headroom(axes: Axes, placed: list[_Placed], palette: Palette, peak: int) -> float:
    """The top of the count axis that leaves the chips' rows free above the peak."""
    rows = 1 + max((one.row for one in placed), default=-1)
    height = _points(axes)[1]
    wanted = rows * _row_height(palette) + 4
    free = min(wanted / height, 0.6) if height else 0.0
    return max(peak, 1) * 1.02 / (1 - free)


def _draw_mark(axes: Axes, placed: _Placed, palette: Palette) -> None:
    colour, x = _mark_colour(placed.mark, palette), _days(placed.mark.time)
    drop = (placed.row + 0.5) * _row_height(palette) if placed.row >= 0 else 0.0
    up = 1 - drop / max(_points(axes)[1], 1.0)
    axes.axvline(x, 0, up, color=palette.ground, linewidth=2.2, zorder=2.1)
    axes.axvline(x, 0, up, color=colour, linewidth=1.0, linestyle=(0, (3, 1.5)), zorder=2.2)
    if placed.row < 0:
        return
    at: dict[str, Any] = {"xy": (x, up), "xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    box = {"boxstyle": "round,pad=0.22,rounding_size=0.25", "facecolor": colour, "edgecolor": "none"}
    chip = _type(palette, palette.on_chip) | {"fontweight": "bold", "va": "center_baseline"}
    axes.annotate(placed.mark.sign, **at, xytext=(0, 0), ha="center", bbox=box, **chip)
    if placed.words:
        away = (_chip_ems(placed.mark) / 2 + 0.3) * palette.size
        at |= {"xytext": (-away, 0), "ha": "right"} if placed.flipped else {"xytext": (away, 0), "ha": "left"}
        halo = {"boxstyle": "square,pad=0.1", "facecolor": palette.ground, "edgecolor": "none"}
        axes.annotate(placed.words, **at, va="center_baseline", bbox=halo, **_type(palette, palette.text))


def _mark_colour(mark: Mark, palette: Palette) -> str:
    if mark.severity is not None:
        by_level = {Severity.III: palette.minor, Severity.II: palette.moderate, Severity.I: palette.major}
        return by_level[mark.severity]
    by_kind = {MarkKind.RELEASE: palette.accent, MarkKind.MISSED: palette.major}
    return by_kind.get(mark.kind, palette.quiet)


def _ticks(series: MoodSeries, zone: tzinfo, most: int) -> list[datetime]:
    """Round times of `zone` inside the series, `most` of them at most; whole days of them where the span is long."""
    span = series.end - series.start
    hours = (1, 2, 3, 4, 6, 12, 24, 48, 96, 168, 336, 672)
    minutes = (1, 2, 5, 10, 15, 30, *(60 * hour for hour in hours))
    step = next((m for m in minutes if span / timedelta(minutes=m) <= most), minutes[-1])
    while span / timedelta(minutes=step) > most:
        step *= 2
    first = series.start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    count = int((series.end - first) / timedelta(minutes=step)) + 1
    every = (first + index * timedelta(minutes=step) for index in range(count))
    return [time for time in every if series.start <= time <= series.end]


def _tick_words(times: list[datetime]) -> list[str]:
    """`09:00` with the date below where a new day begins; of days only `03-22`, with the year where there are two."""
    if len(times) > 1 and all(time.hour == time.minute == 0 for time in times):
        above, below = "%m-%d", "%Y" if times[0].year != times[-1].year else ""
    else:
        above, below = "%H:%M", "%m-%d"
    words: list[str] = []
    before = ""
    for time in times:
        now = f"{time:{below}}" if below else ""
        words.append(f"{time:{above}}" if now == before else f"{time:{above}}\n{now}")
        before = now
    return words


def _round_ticks(peak: int) -> list[int]:
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next(step for step in steps if peak / step <= 4)
    return list(range(0, peak + 1, step))


def _peak(series: MoodSeries) -> int:
    return max(bucket.total for bucket in series.buckets[: series.whole] or series.buckets)


def _days(time: datetime) -> float:
    return (time - _EPOCH) / timedelta(days=1)


def _points(axes: Axes) -> tuple[float, float]:
    figure = axes.get_figure(root=True)
    dpi = figure.dpi if figure is not None else 72.0
    box = axes.get_window_extent()
    return box.width * 72 / dpi, box.height * 72 / dpi


def _width(axes: Axes) -> float:
    return _points(axes)[0]


def _row_height(palette: Palette) -> float:
    return 1.9 * palette.size


def _chip_ems(mark: Mark) -> float:
    return _ems(mark.sign) + 0.6


def _ems(words: str) -> float:
    """Rough width of words in ems: good to a tenth for Chinese, on the safe side for Latin."""
    return sum(1.0 if ord(char) >= _WIDE_FROM else 0.58 for char in words)


def _type(palette: Palette, colour: str) -> dict[str, Any]:
    family = {"fontfamily": list(palette.family)} if palette.family else {}
    return {"fontsize": palette.size, "color": colour, **family}
