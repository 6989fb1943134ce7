# SPDX-License-Identifier: Apache-2.0
"""Makes the report file: figures, typesetting, and a write that leaves either the whole file or none.

Called by `fenghuo sitrep`, which is also the process the window starts for it, so that the window neither waits nor
keeps Typst's memory, and cancelling is ending that process. The trap: call it once a process.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.errors import EnvironmentFault, FenghuoError, Said, UserError
from app.report.contract import SitrepData
from app.report.figures import mood_figures
from app.report.fonts import find_fonts
from app.report.typeset import typeset


@dataclass(frozen=True, slots=True)
class SitrepMade:
    """A report on disk. `sha256` (64 hex digits) is of the file, `bytes` its length."""

    path: Path
    pages: int
    sha256: str
    bytes: int


def make_sitrep(
    data: SitrepData, out: Path, progress: Callable[[str, float], None] = lambda stage, share: None
) -> SitrepMade:
    """Make the PDF at `out`, replacing what is there. `progress` gets a catalogue key and a share from 0 to 1.

    Raises UserError for a folder as `out` or in no folder, EnvironmentFault for a folder that may not be written, a
    full disk, missing fonts.
    """
    out = out.absolute()
    _check_place(out)
    progress("report-stage-figures", 0.05)
    fonts = find_fonts()
    figures = mood_figures(data, fonts)
    progress("report-stage-typeset", 0.3)
    made = typeset(data, fonts, figures)
    progress("report-stage-write", 0.95)
    _write(out, made.pdf)
    progress("report-stage-done", 1.0)
    return SitrepMade(out, made.pages, hashlib.sha256(made.pdf).hexdigest(), len(made.pdf))


def _check_place(out: Path) -> None:
    """Fail before the work rather than after it."""
    if out.is_dir():
        raise UserError(Said("report-out-is-folder", {"path": str(out)}))
    if not out.parent.is_dir():
        raise UserError(Said("report-no-such-folder", {"path": str(out.parent)}))
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=".fenghuo-"):
            pass
    except OSError as fault:
        raise _said(out.parent, fault) from fault


def _write(out: Path, pdf: bytes) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    except OSError as fault:
        raise _said(out.parent, fault) from fault
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as fault:
        raise _said(out, fault) from fault
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(out.parent)


def _sync_folder(folder: Path) -> None:
    """So that the new name, too, outlives a power cut; where the system knows no such thing, nothing."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _said(path: Path, fault: OSError) -> FenghuoError:
    where = {"path": str(path)}
    if fault.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return EnvironmentFault(Said("report-disk-full", where))
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentFault(Said("report-out-not-writable", where))
    return EnvironmentFault(Said("report-not-written", {**where, "reason": fault.strerror or type(fault).__name__}))
