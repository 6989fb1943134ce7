# SPDX-License-Identifier: Apache-2.0
"""The report's figures: the window's mood curve in the paper's palette, as SVG whose words stay words.

Called by :mod:`app.report.typeset`. The drawing itself is :mod:`app.analysis.mood`. The trap: sizes here are those on
paper, so the template must show a figure at its own width, or its type is no longer legible.
"""

import io
from dataclasses import replace
from typing import Final

from app.analysis import mood
from app.report.contract import SitrepData
from app.report.fonts import ReportFonts

WIDTH_MM: Final = 174.0
FRONT_HEIGHT_MM: Final = 58.0
FULL_HEIGHT_MM: Final = 92.0
_MM: Final = 1 / 25.4
_TYPE_SIZE: Final = 7.5


def mood_figures(data: SitrepData, fonts: ReportFonts) -> dict[str, bytes]:
    """SVG by name: `front`, the volume for the first page; `mood`, volume and shares. Empty without posts."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    found, made = data.series, dict[str, bytes]()
    if found is None:
        return made
    _register(fonts)
    palette = replace(mood.LIGHT, family=fonts.families(data.texts.language), size=_TYPE_SIZE)
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "fenghuo"}):
        for name, height in (("front", FRONT_HEIGHT_MM), ("mood", FULL_HEIGHT_MM)):
            figure = Figure(figsize=(WIDTH_MM * _MM, height * _MM), dpi=72)
            figure.patch.set_visible(False)
            FigureCanvasSVG(figure)
            draw = mood.draw_volume if name == "front" else mood.draw_both
            draw(figure, found, list(data.marks), palette, texts=data.texts, zone=data.zone)
            out = io.BytesIO()
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            made[name] = out.getvalue()
    return made


def _register(fonts: ReportFonts) -> None:
    """Let matplotlib measure with the same fonts. It keeps a list of the system's, which ours may not be in."""
    from matplotlib.font_manager import fontManager

    known = {entry.name for entry in fontManager.ttflist}
    for face in fonts.by_script.values():
        if face.family not in known:
            fontManager.addfont(face.path)
