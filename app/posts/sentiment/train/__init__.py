# SPDX-License-Identifier: Apache-2.0
"""How the mood model is made: `python -m app.posts.sentiment.train` (needs the extra `train`).

Developers call it; the program at run time never does. The trap: whatever changes here or in
`app.posts.sentiment.hashing` makes the committed weights worthless until they are trained anew.
"""
