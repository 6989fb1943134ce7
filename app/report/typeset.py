# SPDX-License-Identifier: Apache-2.0
"""Sets the report with Typst: PDF/A-3a and PDF/UA-1 in one, the data attached, the same bytes for the same input.

Called by :mod:`app.report.worker`. The template (resources/reports) holds no words: all come in the data, as text, so
nothing a person wrote is ever read as markup. The trap: Typst keeps memory between compiles, so one process makes one
report.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Final, cast

import msgspec
import typst

from app.report.contract import SitrepData
from app.report.fonts import MONOSPACED, ReportFonts
from app.report.legible import Json, Replaced, encodable, printable
from app.texts import Language

STANDARDS: Final["list[typst.PDFStandard]"] = ["a-3a", "ua-1"]
_LOCALES: Final[dict[Language, tuple[str, str]]] = {
    "zh-Hans": ("zh", "CN"),
    "zh-Hant": ("zh", "TW"),
    "en": ("en", "GB"),
}
_CODES_SHOWN: Final = 8
_PAGES: Final = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


class TemplateFault(RuntimeError):
    """The template does not set cleanly: a bug of ours, never the person's fault."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


def typeset(data: SitrepData, fonts: ReportFonts, figures: dict[str, bytes]) -> Typeset:
    """The PDF. Raises TemplateFault where Typst refuses or warns.

    All goes in and comes out in memory: nothing of the incident lies on disk, even if the process is killed.
    """
    root = Path(str(resources.files("resources"))) / "reports"
    inputs = {name: svg.decode() for name, svg in figures.items()}
    inputs |= {"data": _inputs(data, fonts, figures).decode(), "attachment": attachment(data).decode()}
    compiler = typst.Compiler(
        root / "sitrep" / "main.typ", root=root, font_paths=fonts.loaded, ignore_system_fonts=True, sys_inputs=inputs
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=_timestamp(data)
        )
    except typst.TypstError as fault:
        raise TemplateFault(fault.diagnostic) from fault
    if warnings:
        raise TemplateFault("; ".join(warning.diagnostic for warning in warnings))
    return Typeset(cast(bytes, pdf), _count_pages(cast(bytes, pdf)))


def attachment(data: SitrepData) -> bytes:
    """The bytes of `incident.json` inside the PDF: the contract, in UTF-8, every character as it was recorded."""
    try:
        return data.json()
    except UnicodeEncodeError:
        plain = encodable(cast(Json, msgspec.to_builtins(data.report)))
        return msgspec.json.format(msgspec.json.encode(plain), indent=1)


def _inputs(data: SitrepData, fonts: ReportFonts, figures: dict[str, bytes]) -> bytes:
    """What the template reads: everything printable, with a note on what had to be replaced."""
    locales = {
        tag: {"lang": language, "region": region, "fonts": list(fonts.families(tag))}
        for tag, (language, region) in _LOCALES.items()
    }
    covers = coverage(fonts)
    report, replaced = printable(cast(Json, msgspec.to_builtins(data.report)), covers)
    front, _ = printable(cast(Json, msgspec.to_builtins(data.front)), covers)
    if replaced.codes:
        parts = cast(dict[str, Json], report)
        parts["notes"] = [*cast(list[Json], parts["notes"]), _replaced_note(replaced, data)]
    setting = {
        "report": report, "front": front, "locales": locales, "mono": MONOSPACED, "figures": bool(figures),
        "attachment": data.texts("report-attachment"),
    }  # fmt: skip
    return msgspec.json.encode(setting)


def _replaced_note(replaced: Replaced, data: SitrepData) -> str:
    shown = data.texts("report-list-separator").join(code for code, _ in replaced.codes.most_common(_CODES_SHOWN))
    if len(replaced.codes) > _CODES_SHOWN:
        shown = data.texts("report-note-codes-more", codes=shown)
    return data.texts("report-note-replaced", count=replaced.codes.total(), codes=shown)


def coverage(fonts: ReportFonts) -> Callable[[str], bool]:
    """Whether any face of the report has a character."""
    from matplotlib.ft2font import FT2Font

    faces = [FT2Font(str(face.path), face_index=face.index) for face in fonts.by_script.values()]
    return lambda char: any(face.get_char_index(ord(char)) for face in faces)


def _timestamp(data: SitrepData) -> int:
    return int(datetime.fromisoformat(data.report.as_of.iso).timestamp())


def _count_pages(pdf: bytes) -> int:
    found = _PAGES.search(pdf)
    if found is None:
        raise TemplateFault("no page tree")
    return int(found[1])
