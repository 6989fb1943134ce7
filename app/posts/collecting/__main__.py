# SPDX-License-Identifier: Apache-2.0
"""The limited child as a program: `python -m app.posts.collecting`. It opens no profile and is given no secret.

The trap: it starts while feeds wait for it, so it imports nothing of the command line, the room or the stores.
"""

from app.clock import SystemClock
from app.posts.collecting import reading_child
from app.posts.sentiment.lexicon import LexiconScorer
from app.posts.sources.kinds import Kinds

if __name__ == "__main__":
    reading_child.main(Kinds(), LexiconScorer(), SystemClock())
