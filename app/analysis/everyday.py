# SPDX-License-Identifier: Apache-2.0
"""How often words stand in everyday posts, Chinese and English: hot terms are compared with it, beside the baseline.

`resources/models/words.txt.gz` holds a word and how many of a million tokens it is a line, counted by
`python -m app.analysis.train_words`. The trap: words are folded and cut as :mod:`app.analysis.cutting` does.
"""

import gzip
from functools import cache
from importlib import resources


@cache
def everyday() -> dict[str, float]:
    """Word → share of all tokens. Shared: not to be changed."""
    data = resources.files("resources").joinpath("models", "words.txt.gz").read_bytes()
    lines = gzip.decompress(data).decode().splitlines()
    return {word: float(count) / 1e6 for word, _, count in (line.partition("\t") for line in lines)}
