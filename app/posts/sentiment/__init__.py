# SPDX-License-Identifier: Apache-2.0
"""How posts feel: the scorers behind `app.posts.ports.SentimentScorer`.

The composition root picks one. The trap: importing this package must stay cheap; a scorer loads when it first scores.
"""
