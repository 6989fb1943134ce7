# SPDX-License-Identifier: Apache-2.0
"""The fonts a report may embed: found, not shipped in the source tree.

Called by :mod:`app.report.worker`. Search order: FENGHUO_FONT_DIR, the bundled `resources/fonts`, the system's usual
folders. Only Noto Sans and Source Han Sans are taken (SIL OFL): a system's own faces may often not be embedded.
The trap: a machine may have one script only; the other then falls back to it.
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import typst

from app.errors import EnvironmentFault, Said
from app.texts import Language

MONOSPACED: Final = "DejaVu Sans Mono"
"""Comes inside the typesetter."""
_FILE: Final = re.compile(r"(NotoSans(CJK|SC|TC)|SourceHanSans)(?!.*Mono).*\.(ttc|otc|otf|ttf)$", re.IGNORECASE)
_FAMILY: Final = re.compile(r"(Noto Sans|Noto Sans CJK|Source Han Sans) (SC|TC)$")
_REGULAR: Final = 400


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, the index of the face in it, and its family."""

    family: str
    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class ReportFonts:
    """What a report is set in: the regular faces by script (`SC`, `TC`; at least one is there)."""

    by_script: dict[str, Face]
    loaded: typst.Fonts

    def families(self, language: Language) -> tuple[str, ...]:
        """Names for the template and the figures, the language's own script first."""
        order = ("TC", "SC") if language == "zh-Hant" else ("SC", "TC")
        return tuple(self.by_script[script].family for script in order if script in self.by_script)


def find_fonts() -> ReportFonts:
    """The first fonts found. Raises EnvironmentFault, naming what to install, where there are none."""
    for folder in _places():
        found = sorted({path.parent for path in _files(folder)})
        if not found:
            continue
        loaded = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(path) for path in found]
        )
        faces = _faces(loaded)
        if faces:
            return ReportFonts(faces, loaded)
    raise EnvironmentFault(Said("report-no-fonts"))


def _faces(loaded: typst.Fonts) -> dict[str, Face]:
    """One face for each script; of several families the first by name."""
    by_script: dict[str, Face] = {}
    for info in sorted(loaded.fonts(), key=lambda info: (abs(info.weight - _REGULAR), info.family, info.path or "")):
        named = _FAMILY.match(info.family)
        if named and info.path and info.style == "normal":
            by_script.setdefault(named[2], Face(info.family, Path(info.path), info.index))
    return by_script


def _files(folder: Path) -> Iterator[Path]:
    """The font files of ours under `folder`; nothing where it is not there or may not be read."""
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names if _FILE.match(name))


def _places() -> Iterator[Path]:
    named = os.environ.get("FENGHUO_FONT_DIR")
    if named:
        yield Path(named)
    yield Path(str(resources.files("resources"))) / "fonts"
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"))
    else:
        yield Path("/usr/share/fonts/opentype/noto")
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts")
