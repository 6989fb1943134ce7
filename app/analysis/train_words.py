# SPDX-License-Identifier: Apache-2.0
"""Counts the words of everyday posts for hot terms: `python -m app.analysis.train_words FOLDER`.

Development only. FOLDER holds `zh_smp_usual.train.jsonl.gz` and the like, one {"text": …} a line. It writes
`resources/models/words.txt.gz`, the same bytes for the same texts. The trap: reviews and crisis posts must stay out,
or what people complain about would count as everyday.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from app.analysis.cutting import Cutter, Role
from app.posts.authored import own

SETS: Final = (
    ("zh_smp_usual", "zh_nlpcc_moods", "zh_weibo2018"),
    ("en_tweeteval", "en_tse"),
)
_FEWEST: Final = 4
_OUT: Final = Path(__file__).parents[2] / "resources" / "models" / "words.txt.gz"


def counted(folder: Path) -> str:
    """Lines of word, tab and how many of a million tokens of its language it is; most frequent first."""
    shares: dict[str, float] = {}
    for sets in SETS:
        cutter, counts = Cutter(), Counter[str]()
        for name in sets:
            with gzip.open(folder / f"{name}.train.jsonl.gz", "rt", encoding="utf-8") as lines:
                for line in lines:
                    tokens = set(cutter.cut(own(json.loads(line)["text"])))
                    counts.update(token for token in tokens if cutter.role(token) >= Role.GLUE)
        whole = counts.total()
        for word, count in counts.items():
            if count >= _FEWEST and not word.startswith("#"):
                shares[word] = max(shares.get(word, 0.0), count / whole * 1e6)
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    return "".join(f"{word}\t{share:.4g}\n" for word, share in ranked)


def main() -> None:
    """Writes the file and says how many words it holds."""
    lines = counted(Path(sys.argv[1]))
    _OUT.write_bytes(gzip.compress(lines.encode(), mtime=0))
    sys.stdout.write(f"{lines.count(chr(10)):,} words, {_OUT.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
