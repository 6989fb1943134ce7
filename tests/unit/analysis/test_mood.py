# SPDX-License-Identifier: Apache-2.0
"""The mood curve: what is counted, what is marked, and that nothing on it covers anything else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from app.analysis import mood
from app.analysis.mood import LIGHT, Mark, MarkKind, MoodSeries, bucket_for, interval_said, marks, series
from app.errors import Said
from app.posts.ports import Bucket
from app.report.figures import mood_figures
from app.report.fonts import find_fonts
from app.report.gather import gather
from app.room.words import Severity
from app.texts import LANGUAGES, Language, Texts
from tests.ui.doubles import MemoryPosts
from tests.unit.report import crisis
from tests.unit.report.crisis import START, posts_around

HOUR = timedelta(hours=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
words_of = cache(Texts)


@pytest.fixture(scope="module")
def posts() -> MemoryPosts:
    """900 posts around START."""
    return posts_around(START)


@pytest.fixture(scope="module")
def found(posts: MemoryPosts) -> MoodSeries:
    """The mood from 20 h before to 8 h after, every half hour."""
    return series(posts, START - 20 * HOUR, START + 8 * HOUR, HOUR / 2, zone=SHANGHAI)


def test_the_interval_is_round_and_fine_enough() -> None:
    assert bucket_for(START, START + 24 * HOUR) == timedelta(minutes=15)
    assert bucket_for(START, START + 24 * HOUR, 48) == timedelta(minutes=30)
    assert bucket_for(START, START + 40 * timedelta(days=1)) == timedelta(hours=12)
    assert interval_said(timedelta(minutes=90)) == Said("report-minutes", {"count": 90})
    assert interval_said(2 * HOUR) == Said("report-hours", {"count": 2})
    assert interval_said(timedelta(days=7)) == Said("report-days", {"count": 7})


def test_intervals_begin_at_round_times_of_the_zone(posts: MemoryPosts) -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    cut = series(posts, START, START + 20 * HOUR, 6 * HOUR, zone=kathmandu)
    assert {bucket.start.astimezone(kathmandu).strftime("%H:%M") for bucket in cut.buckets} == {
        "06:00", "12:00", "18:00", "00:00",
    }  # fmt: skip


def test_every_post_is_counted_once(posts: MemoryPosts, found: MoodSeries) -> None:
    assert found.total == posts.count() == found.negative + found.neutral + found.positive
    assert found.peak is not None
    assert found.peak.total == max(bucket.total for bucket in found.buckets)


def test_an_interval_that_is_not_over_is_known_as_such(posts: MemoryPosts) -> None:
    cut = series(posts, START, START + HOUR + timedelta(minutes=10), HOUR / 2, zone=UTC)
    assert (len(cut.buckets), cut.whole) == (3, 2)


def test_a_silence_too_long_for_chance_is_a_gap(found: MoodSeries) -> None:
    (gap,) = found.gaps()
    assert START - 700 * HOUR / 60 <= gap.start <= START - 600 * HOUR / 60
    assert timedelta(hours=1) <= gap.end - gap.start <= timedelta(hours=3)


def test_quiet_sources_have_no_gaps() -> None:
    buckets = tuple(Bucket(START + n * HOUR, int(n % 4 == 0), 0, 0) for n in range(40))
    assert MoodSeries(START, START + 40 * HOUR, HOUR, buckets).gaps() == ()
    silent = tuple(Bucket(START + n * HOUR, 0, 0, 0) for n in range(40))
    assert MoodSeries(START, START + 40 * HOUR, HOUR, silent).gaps() == ()


def test_time_must_go_forward(posts: MemoryPosts) -> None:
    with pytest.raises(ValueError, match="2026"):
        series(posts, START, START)


def test_the_rooms_moves_are_marks_in_order() -> None:
    room = crisis.full(100)
    found = marks(room.room.state, room.incident)
    assert [(mark.kind, mark.sign) for mark in found] == [
        (MarkKind.DECLARED, "II"), (MarkKind.MISSED, "!"), (MarkKind.RELEASE, "1"), (MarkKind.LEVEL, "I"),
    ]  # fmt: skip
    assert found[3].label == Said("report-mark-raised")
    assert found[2].label == Said("kind-holding")
    released = next(s for s in room.room.state.statements.values() if s.number == 1).releases
    assert found[2].time == min(release.time for release in released)
    assert marks(room.room.state, "unknown") == []


def drawn(found: MoodSeries, moves: list[Mark], texts: Texts, *, inches: float = 7.0) -> Figure:
    """The curve on a canvas without a screen."""
    figure = Figure(figsize=(inches, 3.4), dpi=100)
    canvas = FigureCanvasAgg(figure)
    palette = replace(LIGHT, family=find_fonts().families(texts.language)[:1])
    mood.draw_both(figure, found, moves, palette, texts=texts, zone=SHANGHAI)
    canvas.draw()  # type: ignore[no-untyped-call]
    return figure


def shown(figure: Figure) -> dict[str, Bbox]:
    """What the upper axes says on its marks, and where."""
    upper = next(axes for axes in figure.axes if axes.get_ylim()[1] != 100)
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    return {text.get_text(): text.get_window_extent(renderer) for text in upper.texts}


def crowd() -> list[Mark]:
    """Nine moves within an hour and a half."""
    labels = ("report-mark-declared", "kind-holding", "report-mark-raised", "kind-progress", "report-mark-lowered")
    kinds = (MarkKind.DECLARED, MarkKind.RELEASE, MarkKind.LEVEL, MarkKind.RELEASE, MarkKind.LEVEL)
    return [
        Mark(START + n * timedelta(minutes=40), kinds[n % 5], Said(labels[n % 5]), f"{n}a", Severity.II)
        for n in range(9)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("inches", [3.5, 7.0, 14.0])
def test_nothing_covers_anything(found: MoodSeries, language: Language, inches: float) -> None:
    figure = drawn(found, crowd(), words_of(language), inches=inches)
    boxes = list(shown(figure).items())
    overlaps = [
        (one, other)
        for index, (one, box) in enumerate(boxes)
        for other, second in boxes[index + 1 :]
        if box.shrunk(0.98, 0.8).overlaps(second.shrunk(0.98, 0.8))
    ]
    assert not overlaps
    left, right = figure.bbox.x0, figure.bbox.x1
    assert all(left <= box.x0 and box.x1 <= right for _, box in boxes)


def test_a_chip_stays_when_there_is_no_room_for_its_word(found: MoodSeries) -> None:
    names = shown(drawn(found, crowd(), words_of("zh-Hans"), inches=7.0))
    assert {mark.sign for mark in crowd()} <= names.keys()


def test_moves_outside_the_time_shown_are_left_out(found: MoodSeries) -> None:
    early = Mark(START - 30 * HOUR, MarkKind.RELEASE, Said("kind-final"), "9")
    assert "9" not in shown(drawn(found, [early], words_of("zh-Hans")))


def test_no_posts_is_said() -> None:
    empty = MoodSeries(START, START + HOUR, HOUR, (Bucket(START, 0, 0, 0),))
    assert "这段时间里没有帖文" in shown(drawn(empty, [], words_of("zh-Hans")))


def test_one_interval_is_enough_to_draw() -> None:
    one = MoodSeries(START, START + HOUR / 3, HOUR, (Bucket(START, 3, 2, 1),))
    figure = drawn(one, [], words_of("en"))
    assert len(figure.axes[1].collections) == 3


def test_the_figures_of_a_report_keep_their_words_and_never_differ() -> None:
    room = crisis.full(80)
    texts = words_of("zh-Hant")
    data = gather(room.room.state, room.room.records, room.incident, room.posts, texts, now=room.clock.at)
    fonts = find_fonts()
    first, second = mood_figures(data, fonts), mood_figures(data, fonts)
    assert first == second
    assert first.keys() == {"front", "mood"}
    for svg in first.values():
        words = svg.decode()
        assert texts("kind-holding") in words
        assert texts("mood-negative") in words
        assert "負面" in words
        assert datetime.now(UTC).strftime("%Y-%m-%d") not in words


@pytest.mark.parametrize(("days", "years"), [(3, False), (40, False), (3650, True)])
def test_times_below_the_curve_never_stand_on_each_other(days: int, years: bool) -> None:
    start = datetime(2016, 3, 1, tzinfo=UTC)
    buckets = tuple(Bucket(start + number * timedelta(days=days) / 64, 3, 2, 1) for number in range(64))
    drawn = MoodSeries(start, start + timedelta(days=days), timedelta(days=days) / 64, buckets)
    figure = Figure(figsize=(5, 2))
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    mood.draw(axes, drawn, [], LIGHT, texts=words_of("zh-Hans"), zone=SHANGHAI)
    canvas.draw()
    boxes = [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]
    assert len(boxes) > 1
    assert not [1 for one, other in pairwise(boxes) if one.overlaps(other)]
    assert any("\n20" in label.get_text() for label in axes.get_xticklabels()) is years
