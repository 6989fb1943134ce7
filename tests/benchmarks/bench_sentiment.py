# SPDX-License-Identifier: Apache-2.0
"""How right and how fast `fenghuo classify` is, in one run with its peers.

    python -m tests.benchmarks.bench_sentiment [--sample 400] [--speed 40000]
    python -m tests.benchmarks.bench_sentiment --left-out [SET ...] --teacher FOLDER

The validation side of each set (`app.posts.sentiment.train.corpus`: by a hash of the folded text, before anything was
learnt) is written to a folder and scored by `../shared/bench/score_sentiment.py`: macro-F1, macro recall, posts a
second of wall clock and of CPU. Weibo is converted to Taiwan's script too. SnowNLP judges a sample of the Weibo set
and VADER all tweets, each where it is installed (`pip install snownlp vaderSentiment`; not ours, not needed).

`--left-out` says instead what becomes of texts of a custom no model saw, against the first linear model
(`tests.benchmarks.left_out`; all sets without a name, some two hours; needs the extra `train`).
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import opencc

from app.posts.sentiment.train.corpus import (
    CHINESE,
    ENGLISH,
    MOODS,
    NOT_SHIPPED,
    TWO_CLASSES,
    Labelled,
    labelled,
)

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
    parser.add_argument("--left-out", nargs="*", metavar="SET", help="only this: train without each of these sets")
    parser.add_argument("--teacher", type=Path, help="for --left-out: what the teacher wrote")
    args = parser.parse_args()
    if not _JUDGE.is_file():
        sys.exit("The labelled sets are not here: ../shared/data/sentiment and ../shared/bench.")
    if args.left_out is not None:
        from tests.benchmarks.left_out import compare  # brings scipy

        compare(_SHARED / "data" / "sentiment", args.left_out, args.teacher)
        return
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


if __name__ == "__main__":
    main()
