# SPDX-License-Identifier: Apache-2.0
"""How posts feel: the scorer behind `app.posts.ports.SentimentScorer`, own words, and how texts are read for both.

The composition root makes the scorer. The trap: importing this package must stay cheap; the model is read when the
first text is scored.
"""
