# SPDX-License-Identifier: Apache-2.0
"""How often the committed model is right, on the side of the labelled sets that training kept back."""

from pathlib import Path

import numpy as np
import opencc
import pytest

from app.posts.post import mood_of
from app.posts.sentiment.scorer import MoodScorer
from app.posts.sentiment.train.corpus import MOODS, labelled, part_of, without_emoticons
from app.posts.sentiment.train.measures import macro

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "sentiment"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled sets lie beside the checkout, not in it")


@needs_data
@pytest.mark.parametrize(
    ("name", "least_f1", "least_recall"),
    [("zh_smp_usual", 81.0, 81.0), ("zh_smp_virus", 77.0, 77.0), ("en_tweeteval", 65.0, 66.0)],
)
def test_it_is_as_right_as_it_must_be(name: str, least_f1: float, least_recall: float) -> None:
    texts, moods = labelled(DATA, name).side(True)
    said = [MOODS.index(mood_of(feeling.score)) for feeling in MoodScorer().feel(texts)]
    f1, recall = macro(moods, np.array(said), classes=3)
    assert f1 >= least_f1
    assert recall >= least_recall


@needs_data
def test_taiwans_script_changes_next_to_nothing() -> None:
    texts, _ = labelled(DATA, "zh_smp_virus").side(True)
    taiwan = opencc.OpenCC("s2tw")
    pairs = zip(MoodScorer().feel(texts), MoodScorer().feel([taiwan.convert(text) for text in texts]), strict=True)
    assert sum(one.mood != other.mood for one, other in pairs) <= len(texts) // 200


def test_a_text_falls_on_one_side_however_it_is_dressed() -> None:
    assert part_of("今天好开心！！") == part_of("今天好開心") == part_of("今天，好开心😀")


def test_emoticons_can_be_taken_off() -> None:
    assert without_emoticons("今天好[泪]开心😀 :)").split() == ["今天好", "开心"]


def test_macro_figures_of_a_hand_counted_example() -> None:
    truth, said = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])
    f1, recall = macro(truth, said, classes=3)
    assert (round(f1, 2), round(recall, 2)) == (77.78, 83.33)
