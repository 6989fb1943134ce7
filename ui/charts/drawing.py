# SPDX-License-Identifier: Apache-2.0
"""What all charts of the window share: the fonts matplotlib may use, one drawing at a time, a figure as a picture.

Used by the canvases of this package, off the GUI thread. The trap: matplotlib is not made for two threads at once, so
whoever draws holds `DRAWING`.
"""

from threading import Lock
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtGui import QImage

from app.texts import Texts

DPI: Final = 100
POINTS_PER_INCH: Final = 72
DRAWING: Final = Lock()
_FAMILIES: Final = {
    "zh-Hant": ("Noto Sans TC", "Noto Sans CJK TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC"),
    "zh-Hans": ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"),
}


def families(texts: Texts) -> tuple[str, ...]:
    """The CJK families matplotlib found on this machine, the language's own first; its default last."""
    from matplotlib.font_manager import fontManager

    known = {entry.name for entry in fontManager.ttflist}
    own = "zh-Hant" if texts.language == "zh-Hant" else "zh-Hans"
    other = "zh-Hans" if own == "zh-Hant" else "zh-Hant"
    found = [name for name in (*_FAMILIES[own], *_FAMILIES[other]) if name in known]
    return (*found[:1], "DejaVu Sans")


def image_of(canvas: FigureCanvasAgg, ratio: float) -> QImage:
    """What was drawn, as the screen wants it; `ratio` of its pixels to the layout's."""
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    across, down = canvas.get_width_height(physical=True)
    seen = QImage(pixels, across, down, 4 * across, QImage.Format.Format_RGBA8888)
    image = seen.convertToFormat(QImage.Format.Format_RGB32)  # its own copy, as the screen wants it
    image.setDevicePixelRatio(ratio)
    return image
