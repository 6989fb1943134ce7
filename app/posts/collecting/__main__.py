# SPDX-License-Identifier: Apache-2.0
"""The limited child as a program: `python -m app.posts.collecting WATCHES MOODS`. No profile, no secret.

The trap: it starts while feeds wait for it, so it imports nothing of the command line, the room or the stores.
"""

import sys
from pathlib import Path

from app.clock import SystemClock
from app.posts.collecting import reading_child
from app.posts.judge import Judge
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.scorer import MoodScorer
from app.posts.sources.kinds import Kinds
from app.posts.watches.book import WatchBook

if __name__ == "__main__":
    watches, moods = map(Path, sys.argv[1:3])
    reading_child.main(Kinds(), Judge(MoodScorer(MoodBook(moods)), WatchBook(watches)), SystemClock())
