# SPDX-License-Identifier: Apache-2.0
"""What the mood model learns from its teacher: half of each label, and posts that nobody labelled."""

import gzip
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy", reason="Training needs scipy, of the optional dependencies 'train'.")

from app.posts.sentiment.model import Language
from app.posts.sentiment.train.corpus import Custom, Labelled
from app.posts.sentiment.train.heads import Trained, learn
from app.posts.sentiment.train.rows import counted
from app.posts.sentiment.train.taught import Teacher, soft_labels

SOCIAL = Custom("social", ("posts",))
NAMES = ("posts", "common")


def _set(name: str, texts: list[str], moods: list[int]) -> Labelled:
    return Labelled(name, texts, np.array(moods), np.zeros(len(texts), np.bool_))


def _posts() -> Labelled:
    return _set("posts", ["航班取消", "航班准点", "航班起飞"] * 20, [0, 2, 1] * 20)


def _soft(folder: Path, name: str, heads: list[list[list[float]]]) -> None:
    """`heads` (rows, heads, 3) in the order of NAMES; the set's own head is the one of its name."""
    table = np.array(heads, np.float16)
    own = table[:, NAMES.index(name)] if name in NAMES else table[:, -1]
    line = np.arange(len(table), dtype=np.int32)
    np.savez(folder / f"{name}.npz", line=line, own=own, common=table[:, -1], heads=table, names=np.array(NAMES))


def _said(learnt: Trained, custom: int, text: str) -> int:
    grams = counted([text], Language.CHINESE)[:, learnt.buckets]
    return int((grams @ learnt.heads[custom] + learnt.bias[custom]).argmax())


def test_half_of_a_label_is_the_teachers(tmp_path: Path) -> None:
    _soft(tmp_path, "posts", [[[0.0, 1.0, 0.0]] * 2] * 60)
    shares = Teacher(tmp_path).shares(_posts())
    assert shares[:3].tolist() == [[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.0, 1.0, 0.0]]


def test_posts_nobody_labelled_are_learnt_from(tmp_path: Path) -> None:
    folder = tmp_path / "soft"
    folder.mkdir()
    _soft(folder, "posts_weibo", [[[1.0, 0.0, 0.0]] * 2] * 30)
    (tmp_path / "posts").mkdir()
    lines = b'{"text": "\xe7\xbf\xbb\xe8\xbd\xa6\xe7\x8e\xb0\xe5\x9c\xba"}\n' * 30
    (tmp_path / "posts" / "weibo-cascades.jsonl.gz").write_bytes(gzip.compress(lines))
    teacher = Teacher(soft_labels(tmp_path, []), tmp_path / "sentiment")
    learnt = learn(Language.CHINESE, (SOCIAL,), {"posts": _posts()}, teacher)
    assert _said(learnt, 0, "翻车现场") == 0


def test_with_a_set_left_out_the_teacher_is_one_that_saw_nothing_of_it() -> None:
    assert soft_labels(Path("t"), ["en_tse"]) == Path("t/soft/without_en_tse")
    with pytest.raises(SystemExit):
        soft_labels(Path("t"), ["en_tse", "en_sst2"])
