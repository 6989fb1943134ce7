# SPDX-License-Identifier: Apache-2.0
"""What the mood model's teacher reads: its texts, its file of weights, and how it cuts texts into pieces.

The network itself needs PyTorch and is not tested here.
"""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from app.posts.sentiment.train.teacher_figures import figures
from app.posts.sentiment.train.teacher_texts import Custom, TextSet, cleaned, fold_of, rows_of, says_something
from app.posts.sentiment.train.teacher_tokens import Tokenizer
from app.posts.sentiment.train.teacher_weights import DamagedWeights, Vocabulary, dequantised, read_weights

_PIECES = {"<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0, "▁": -4.0, "q": -9.0, "▁query": -5.0, ":": -3.0,
           "很": -4.0, "好": -4.0, "很好": -5.0, "好吃": -7.0, "吃": -5.0}  # fmt: skip


def _vocabulary(pieces: dict[str, float]) -> Vocabulary:
    scores = np.array(list(pieces.values()), np.float32)
    return Vocabulary(tuple(pieces), scores, {ord("！"): "!", 0x200B: ""}, begin=0, end=2, unknown=3)


def _said(tokenizer: Tokenizer, text: str) -> list[str]:
    return [list(_PIECES)[piece] for piece in tokenizer.pieces(text)]


def test_a_text_is_cut_along_the_likeliest_pieces() -> None:
    tokenizer = Tokenizer(_vocabulary(_PIECES))
    assert _said(tokenizer, "很好吃") == ["▁", "很好", "吃"]
    assert _said(tokenizer, "很\u200b好  query:") == ["▁", "很好", "▁query", ":"]
    assert _said(tokenizer, "好？") == ["▁", "好", "<unk>"]


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    ids = Tokenizer(_vocabulary(_PIECES)).ids("很好" * 40 + "吃", most=8)
    assert [list(_PIECES)[one] for one in ids] == ["<s>", "▁query", ":", "▁", "很好", "很好", "吃", "</s>"]


def test_a_vocabulary_with_a_space_inside_a_piece_is_refused() -> None:
    with pytest.raises(DamagedWeights):
        Tokenizer(_vocabulary({**_PIECES, "好▁吃": -1.0}))


def test_a_block_of_weights_has_its_first_half_in_the_low_nibbles() -> None:
    raw = struct.pack("<e16B", 0.5, *(low | (15 - low) << 4 for low in range(16)))
    assert dequantised(raw).tolist() == [(n - 8) / 2 for n in range(16)] + [(7 - n) / 2 for n in range(16)]


def test_a_file_of_weights_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(_small_file())
    e5 = read_weights(path)
    assert (e5.sizes.width, e5.sizes.layers, e5.sizes.inner, e5.sizes.words) == (32, 1, 64, 2)
    assert e5.vocabulary.pieces == ("很", "ab")
    assert e5.vocabulary.replaced == {ord("！"): "!"}
    assert e5.tensors["emb.word"].shape == (2, 32)
    assert set(e5.tensors["emb.word"].ravel().tolist()) == {0.25}
    assert e5.tensors["emb.ln.w"].tolist() == [1.5] * 32


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(DamagedWeights):
        read_weights(path)


def _small_file() -> bytes:
    pieces = ["很".encode(), b"ab"]
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 4, 64, 2, 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", 2, 0, 1, 1, 1, 5) + struct.pack("<3I2f", 0, 3, 5, -1.0, -2.0) + b"".join(pieces)
    head += struct.pack("<iIIBI", 1, 9, ord("！"), 1, ord("!"))
    word = struct.pack("<e16B", 0.25, *[0x99] * 16) * 2
    norm = struct.pack("<32f", *[1.5] * 32)
    entries = [(b"emb.word", 1, 64, word), (b"emb.ln.w", 0, 32, norm)]
    place = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in entries)
    directory = struct.pack("<i", len(entries))
    for name, kind, count, raw in entries:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, count, place, len(raw))
        place += len(raw)
    return head + directory + word + norm


def test_addresses_and_names_are_alike_for_the_teacher() -> None:
    assert cleaned("//@老王_01:太差了 http://t.cn/Rx3Y &amp; 投诉") == "//@user:太差了 http & 投诉"


@pytest.mark.parametrize(
    ("text", "says"), [("//@user: 转发微博", False), ("http", False), ("😡", True), ("呵", True)]
)
def test_only_posts_with_words_or_symbols_of_their_own_are_judged(text: str, says: bool) -> None:
    assert says_something(text) is says


def test_posts_are_read_once_per_text_and_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl.gz"
    path.write_bytes(gzip.compress('{"text": ""}\n{"text": "真的吗"}\n{"text": "真的吗"}\n{"text": "唉"}\n'.encode()))
    rows = rows_of(TextSet("some", Custom.POSTS, 0, path.name), tmp_path)
    assert [(row.line, row.text, row.label) for row in rows] == [(1, "真的吗", -1), (3, "唉", -1)]


def test_the_same_text_is_in_the_same_fold_however_it_is_written() -> None:
    assert fold_of("ＧＯＯＤ １", 97) == fold_of("good 1", 97)


def test_two_class_sets_are_judged_without_neutral() -> None:
    judged = np.array([[0.3, 0.6, 0.1], [0.1, 0.5, 0.4]], np.float16)
    labels = np.array([0, 2])
    assert figures(judged, labels, classes=2).accuracy == 1.0
    assert figures(judged, labels, classes=3).macro_recall == 0.0
