# SPDX-License-Identifier: Apache-2.0
"""The worked crisis: an invented food company, 36 hours, 5,000 posts, five people. Nothing in it is real.

`fenghuo demo`, `--demo`, the screenshots and the end-to-end test call :func:`app.demo.play.play`, which founds the
room and lives through the crisis up to `end`. All its words lie in resources/scenarios/expired-ingredients. The trap:
everything is told relative to `end`; a window opened much later shows the clocks that have run out since.
"""

from app.demo.play import play

__all__ = ["play"]
