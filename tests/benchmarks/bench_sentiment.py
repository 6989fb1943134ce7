# SPDX-License-Identifier: Apache-2.0
"""How right and how fast `fenghuo classify` is, in one run with its peers.

    python -m tests.benchmarks.bench_sentiment [--sample 400] [--speed 40000] [--left-out SET=FILE ...]

The validation side of each set (`app.posts.sentiment.train.corpus`: by a hash of the folded text, before anything was
learnt) is written to a folder and scored by `../shared/bench/score_sentiment.py`: macro-F1, macro recall, posts a
second of wall clock and of CPU. Weibo is converted to Taiwan's script too. SnowNLP judges a sample of the Weibo set
and VADER all tweets, each where it is installed (`pip install snownlp vaderSentiment`; not ours, not needed). Weights
trained with `--without SET` show what the model does with texts of a custom it never saw: `--left-out SET=FILE`.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import opencc

from app.posts.post import mood_of
from app.posts.sentiment.book import no_words
from app.posts.sentiment.hashing import chunks
from app.posts.sentiment.model import opened
from app.posts.sentiment.train.corpus import (
    CHINESE,
    ENGLISH,
    MOODS,
    NOT_SHIPPED,
    TWO_CLASSES,
    Labelled,
    labelled,
)
from app.posts.sentiment.train.measures import macro
from app.posts.sentiment.weighing import judged

_SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
_JUDGE: Final = _SHARED / "bench" / "score_sentiment.py"
_WEIBO: Final = "zh_smp_usual"
_TWEETS: Final = "en_tweeteval"
_SNOWNLP: Final = """
import sys, json
from snownlp import SnowNLP
for line in sys.stdin:
    text = json.loads(line)
    score = 2 * SnowNLP(text).sentiments - 1 if text.strip() else 0.0
    label = "positive" if score > 0.2 else "negative" if score < -0.2 else "neutral"
    print(json.dumps({"label": label, "score": score}))
"""
_VADER: Final = """
import sys, json
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
analyzer = SentimentIntensityAnalyzer()
for line in sys.stdin:
    score = analyzer.polarity_scores(json.loads(line))["compound"]
    label = "positive" if score >= 0.05 else "negative" if score <= -0.05 else "neutral"
    print(json.dumps({"label": label, "score": score}))
"""


def main() -> None:
    """Everything that can be measured here."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=400, help="Weibo posts for SnowNLP")
    parser.add_argument("--speed", type=int, default=40_000, help="posts for the figure of speed")
    parser.add_argument("--left-out", nargs="*", default=[], metavar="SET=FILE")
    args = parser.parse_args()
    if not _JUDGE.is_file():
        sys.exit("The labelled sets are not here: ../shared/data/sentiment and ../shared/bench.")
    names = [name for custom in (*CHINESE, *ENGLISH) for name in custom.sets]
    sets = {name: labelled(_SHARED / "data" / "sentiment", name) for name in (*names, NOT_SHIPPED)}
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), sets)
        ours = [sys.executable, "-m", "app", "classify"]
        _score(Path(folder), ours, ("--repeat-speed", str(args.speed)))
        for name, package, program, cap in (
            (_WEIBO, "snownlp", _SNOWNLP, args.sample),
            (_TWEETS, "vaderSentiment", _VADER, 0),
        ):
            if find_spec(package) is None:
                print(f"{package} is not installed: left out")
                continue
            limits = ("--sets", name, "--cap", str(cap))
            _score(Path(folder), [sys.executable, "-c", program], limits)
            _score(Path(folder), ours, limits)
    for given in args.left_out:
        name, _, file = given.partition("=")
        f1, recall = _left_out(sets[name], Path(file))
        print(f"never saw {name}: macro-F1 {f1:.1f}, macro recall {recall:.1f}")


def _write(folder: Path, sets: dict[str, Labelled]) -> None:
    """The validation sides as the judge reads them."""
    manifest = []
    taiwan = opencc.OpenCC("s2tw")
    for name, one in sets.items():
        texts, moods = one.side(True)
        versions = [(name, texts)]
        if name == _WEIBO:
            versions.append((f"hant_{name}", [taiwan.convert(text) for text in texts]))
        for called, written in versions:
            language = called.split("_")[0].replace("zh", "zh-Hans").replace("hant", "zh-Hant")
            manifest.append({"name": called, "lang": language, "classes": 2 if name in TWO_CLASSES else 3})
            with gzip.open(folder / f"{called}.jsonl.gz", "wt", encoding="utf-8") as file:
                for text, mood in zip(written, moods.tolist(), strict=True):
                    file.write(json.dumps({"text": text, "label": MOODS[mood]}, ensure_ascii=False) + "\n")
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def _score(folder: Path, command: Sequence[str], more: Sequence[str]) -> None:
    print("\n" + " ".join(part if "\n" not in part else "…" for part in command), flush=True)
    subprocess.run([sys.executable, str(_JUDGE), "--data", str(folder), *more, "--", *command], check=True)


def _left_out(one: Labelled, file: Path) -> tuple[float, float]:
    """The figures of weights that were trained without this set, on all of its rows."""
    other = opened(file.read_bytes())
    rows = random.Random(5).sample(range(len(one.texts)), min(5_000, len(one.texts)))
    texts = [one.texts[row] for row in rows]
    scores = [judged(texts[start:end], no_words(), by=other).scores for start, end in chunks(texts)]
    known = np.nan_to_num(np.concatenate(scores)).tolist()
    classes = 2 if one.name in TWO_CLASSES else 3
    said = [(2 if score > 0 else 0) if classes == 2 else MOODS.index(mood_of(score)) for score in known]
    return macro(one.moods[rows], np.array(said), classes=classes)


if __name__ == "__main__":
    main()
