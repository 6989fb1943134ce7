# SPDX-License-Identifier: Apache-2.0
"""`python -m app.posts.sentiment.train`: learns the mood model from labelled sets and writes it.

The trap: it takes minutes and some gigabytes; nothing of the program at run time may import this package.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.posts.sentiment.model import Language, save
from app.posts.sentiment.train.corpus import CHINESE, ENGLISH, NOT_SHIPPED, Labelled, labelled
from app.posts.sentiment.train.heads import learn
from app.posts.sentiment.train.packing import MOST, packed
from app.posts.sentiment.train.taught import Teacher, soft_labels


def main() -> None:
    """Reads the sets, learns both languages, writes the file."""
    args = _arguments()
    start = time.monotonic()
    sets = read_sets(args.data, tuple(args.without))
    trained = []
    teacher = Teacher(soft_labels(args.teacher, args.without), args.data)
    for language, customs in ((Language.CHINESE, CHINESE), (Language.ENGLISH, ENGLISH)):
        trained.append(learn(language, customs, sets, teacher))
        sys.stderr.write(f"{language.name.lower()} {time.monotonic() - start:.0f} s\n")
    size = save(packed(trained, sets, most=args.most), args.out)
    sys.stderr.write(f"{args.out} {size} bytes, {time.monotonic() - start:.0f} s\n")


def read_sets(folder: Path, without: tuple[str, ...]) -> dict[str, Labelled]:
    """The sets the model may learn from."""
    names = [name for custom in (*CHINESE, *ENGLISH) for name in custom.sets if name not in (*without, NOT_SHIPPED)]
    return {name: labelled(folder, name) for name in names}


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m app.posts.sentiment.train")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/sentiment"))
    parser.add_argument("--out", type=Path, default=Path("resources/models/mood.npz"))
    parser.add_argument("--teacher", type=Path, help="what app.posts.sentiment.train.teacher wrote")
    parser.add_argument("--most", type=int, default=MOST, help="buckets in the file")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
