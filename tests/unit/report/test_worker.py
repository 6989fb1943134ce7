# SPDX-License-Identifier: Apache-2.0
"""Making the file: it is whole or not there, it tells how far it is, and what fails is one plain sentence."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, FenghuoError, UserError
from app.report import fonts as fonts_module
from app.report import worker
from app.report.contract import SitrepData
from app.report.fonts import ReportFonts, find_fonts
from app.report.gather import gather
from app.report.typeset import Typeset
from app.report.worker import make_sitrep
from app.texts import Language, Texts
from tests.isolation import CHECKOUT
from tests.unit.report import crisis


@pytest.fixture(scope="module")
def bare(texts: Callable[[Language], Texts]) -> SitrepData:
    """A small report."""
    room = crisis.small()
    return gather(room.room.state, room.room.records, room.incident, None, texts("zh-Hans"), now=room.clock.at)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set nothing: these tests are about the file."""
    monkeypatch.setattr(worker, "typeset", lambda data, fonts, figures: Typeset(b"%PDF-1.7 words", 1))


def said(texts: Callable[[Language], Texts], error: FenghuoError) -> str:
    """The sentence a person reads."""
    return texts("zh-Hans").error(error)


def test_the_file_is_there_whole_and_nothing_else(bare: SitrepData, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    made = make_sitrep(bare, tmp_path / "sitrep.pdf", lambda stage, share: told.append((stage, share)))
    content = (tmp_path / "sitrep.pdf").read_bytes()
    assert made.path == tmp_path / "sitrep.pdf"
    assert (made.bytes, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert made.pages == 3
    assert [stage for stage, _ in told] == [
        "report-stage-figures", "report-stage-typeset", "report-stage-write", "report-stage-done",
    ]  # fmt: skip
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1][1] == 1.0
    assert [path.name for path in tmp_path.iterdir()] == ["sitrep.pdf"]


def test_nothing_of_the_incident_lies_about_while_it_is_made(
    bare: SitrepData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelling ends the process at any moment, and nobody would clean up: so no working folder is used at all."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    make_sitrep(bare, tmp_path / "sitrep.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["sitrep.pdf"]


def test_an_older_report_is_replaced(bare: SitrepData, tmp_path: Path, quick: None) -> None:
    out = tmp_path / "sitrep.pdf"
    out.write_text("old")
    make_sitrep(bare, out)
    assert out.read_bytes() == b"%PDF-1.7 words"


def test_a_folder_is_no_file(bare: SitrepData, tmp_path: Path, texts: Callable[[Language], Texts]) -> None:
    with pytest.raises(UserError) as refused:
        make_sitrep(bare, tmp_path)
    assert said(texts, refused.value) == f"{tmp_path} 是一个文件夹。请写上报告的文件名，例如 sitrep.pdf。"


def test_a_missing_folder_is_named(bare: SitrepData, tmp_path: Path, texts: Callable[[Language], Texts]) -> None:
    with pytest.raises(UserError) as refused:
        make_sitrep(bare, tmp_path / "none" / "sitrep.pdf")
    assert said(texts, refused.value) == f"没有 {tmp_path / 'none'} 这个文件夹。请先建立它，或换一个地方。"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "{path} 不允许写入。请换一个文件夹，或改它的权限。"),
        (errno.EROFS, "{path} 不允许写入。请换一个文件夹，或改它的权限。"),
        (errno.ENOSPC, "磁盘已满，报告没有写成：{path}。请腾出空间后再试。"),
    ],
)
def test_a_folder_that_takes_nothing_is_found_out_first(
    bare: SitrepData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: Callable[[Language], Texts],
    number: int, sentence: str,
) -> None:  # fmt: skip
    def refuse(**_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr(worker, "typeset", lambda *_: pytest.fail("worked for nothing"))
    with pytest.raises(EnvironmentFault) as failed:
        make_sitrep(bare, tmp_path / "sitrep.pdf")
    assert said(texts, failed.value) == sentence.format(path=tmp_path)


def test_a_disk_that_fills_leaves_the_old_report_and_no_rest(
    bare: SitrepData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None, texts: Callable[[Language], Texts]
) -> None:
    out = tmp_path / "sitrep.pdf"
    out.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault) as failed:
        make_sitrep(bare, out)
    assert said(texts, failed.value).startswith("磁盘已满")
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["sitrep.pdf"]


def test_another_fault_of_the_disk_is_told_with_its_reason(
    bare: SitrepData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None, texts: Callable[[Language], Texts]
) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(EnvironmentFault) as failed:
        make_sitrep(bare, tmp_path / "sitrep.pdf")
    assert "Input/output error" in said(texts, failed.value)


def test_without_fonts_it_says_what_to_install(
    bare: SitrepData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: Callable[[Language], Texts]
) -> None:
    monkeypatch.setattr(fonts_module, "_places", lambda: iter([tmp_path]))
    with pytest.raises(EnvironmentFault) as failed:
        make_sitrep(bare, tmp_path / "sitrep.pdf")
    sentence = said(texts, failed.value)
    assert "fonts-noto-cjk" in sentence
    assert "FENGHUO_FONT_DIR" in sentence
    assert not (tmp_path / "sitrep.pdf").exists()


@pytest.fixture
def one_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReportFonts:
    """A folder of one's own, named in the environment, with a copy of the regular and bold faces."""
    usual = find_fonts()
    folder = tmp_path / "fonts" / "deeper"
    folder.mkdir(parents=True)
    for file in {face.path for face in usual.by_script.values()}:
        for sibling in file.parent.glob(file.name.replace("Regular", "*")):
            os.link(sibling, folder / sibling.name) if _same_disk(sibling, folder) else shutil.copy(sibling, folder)
    monkeypatch.setenv("FENGHUO_FONT_DIR", str(tmp_path / "fonts"))
    return find_fonts()


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def test_a_folder_named_in_the_environment_comes_first(one_script: ReportFonts, tmp_path: Path) -> None:
    assert all(face.path.is_relative_to(tmp_path) for face in one_script.by_script.values())


def test_the_own_script_comes_first() -> None:
    families = find_fonts().families
    assert families("zh-Hant")[0].endswith("TC")
    assert families("zh-Hans")[0].endswith("SC")
    assert families("en")[0].endswith("SC")


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    """The command line imports this module; matplotlib's 0.5 s are spent only when there is a figure to draw."""
    code = "import sys, app.report.gather, app.report.worker; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CHECKOUT)
