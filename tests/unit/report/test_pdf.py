# SPDX-License-Identifier: Apache-2.0
"""The finished PDF: archival, accessible, marked on every page, and every word and hash can be read out of it again.

veraPDF is no Python package, so conformity here is what Typst enforces while exporting and what pikepdf can see.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from app.report.contract import SitrepData
from app.report.fonts import find_fonts
from app.report.legible import printable
from app.report.typeset import coverage
from app.report.worker import make_sitrep
from app.room.log import RecordDecision, RecordFact
from app.texts import LANGUAGES, Language, Texts
from tests.unit.report import crisis
from tests.unit.report.conftest import Printed, pages_of, report_on, squeezed
from tests.unit.report.crisis import GIANT

Print = Callable[[Language], Printed]


@pytest.fixture
def pdf(printed: Print) -> Iterator[pikepdf.Pdf]:
    """The Chinese report, opened."""
    with pikepdf.open(printed("zh-Hans").made.path) as opened:
        yield opened


def test_it_claims_archive_and_accessibility(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert "内部资料" in meta["pdf:Keywords"]
        assert meta["dc:title"] == "【内部资料·演示，非真实事件】态势报告·事件 1·华东三厂过期原料视频"
    intents = pdf.Root.OutputIntents
    assert [str(intent.S) for intent in intents] == ["/GTS_PDFA1"]
    assert "/DestOutputProfile" in intents[0]
    assert pdf.Root.MarkInfo.Marked
    assert not pdf.check_pdf_syntax()
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(("language", "tag"), [("zh-Hans", "zh-CN"), ("zh-Hant", "zh-TW"), ("en", "en-GB")])
def test_it_says_its_language(printed: Print, language: Language, tag: str) -> None:
    with pikepdf.open(printed(language).made.path) as pdf:
        assert str(pdf.Root.Lang) == tag


def test_the_data_are_attached_unchanged(pdf: pikepdf.Pdf, printed: Print) -> None:
    names = [str(spec.UF) for spec in pdf.Root.AF]
    assert names == ["incident.json"]
    spec = pdf.Root.AF[0]
    assert (str(spec.AFRelationship), str(spec.EF.F.Subtype)) == ("/Source", "/application/json")
    assert spec.EF.F.read_bytes() == printed("zh-Hans").data.json()


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    seen = 0
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            for inner in font.get("/DescendantFonts", [font]):
                descriptor = inner.FontDescriptor
                assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")), str(font.BaseFont)
                seen += 1
    assert seen >= 2


def test_figures_are_vectors_with_words_beside_them(pdf: pikepdf.Pdf, printed: Print) -> None:
    images = [image for page in pdf.pages for image in page.get_images()]
    assert not images
    alternatives = [str(node.Alt) for node in _nodes(pdf.Root.StructTreeRoot) if "/Alt" in node]
    mood = printed("zh-Hans").data.report.mood
    assert mood is not None
    assert alternatives.count(mood.alt) == 2
    kinds = {str(node.S) for node in _nodes(pdf.Root.StructTreeRoot) if "/S" in node}
    assert {"/Table", "/TH", "/H1", "/H2", "/Figure"} <= kinds


def _nodes(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting += list(here)
        elif isinstance(here, pikepdf.Dictionary):
            yield here
            if "/K" in here:
                waiting.append(here.K)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_marked_and_numbered(printed: Print, language: Language) -> None:
    report = printed(language)
    total = report.made.pages
    assert len(report.pages) == total
    for number, page in enumerate(report.pages, 1):
        assert page.count(report.data.front.marking) == 2
        numbering = report.data.front.page.replace("{page}", str(number)).replace("{pages}", str(total))
        assert numbering in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_and_hash_is_found_again(printed: Print, language: Language) -> None:
    report = printed(language)
    found, data = report.text, report.data.report
    plain, _ = printable([line.text for line in data.timeline], coverage(find_fonts()))
    assert isinstance(plain, list)
    broken = [text for text in plain if squeezed(str(text)) not in found and len(str(text)) < 400]
    assert not broken
    hashes = [revision.sha256 for statement in data.statements for revision in statement.revisions]
    hashes += [post.sha256 for post in data.posts] + [data.journal.head, data.journal.device]
    assert len(hashes) == 8
    lines = "\n".join(report.pages)
    assert not [digest for digest in hashes if digest not in lines]
    texts = [revision.text for statement in data.statements for revision in statement.revisions]
    assert not [text for text in texts if squeezed(text) not in found]


def test_a_cell_longer_than_a_page_is_whole(printed: Print) -> None:
    """Pages put header and footer in between, so it is looked for sentence by sentence."""
    found = printed("zh-Hans").text
    sentences = re.findall(r"第\d+段：", GIANT)
    assert len(GIANT) > 4_000
    assert not [sentence for sentence in sentences if sentence not in found]


def test_the_same_input_gives_the_same_bytes(printed: Print, tmp_path: Path) -> None:
    first = printed("zh-Hans")
    again = make_sitrep(first.data, tmp_path / "again.pdf")
    assert again.path.read_bytes() == first.made.path.read_bytes()
    assert again.sha256 == first.made.sha256


ALLOWED = {"II", "SHA", "UTC", "Ed", "incident", "json", "fenghuo", "verify"}


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_report_holds_no_english(
    texts: Callable[[Language], Texts], language: Language, tmp_path: Path
) -> None:
    room = crisis.small()
    room.act("韩雪", RecordFact(incident=room.incident, text="视频拍摄于二号仓", source="门牌比对"))
    room.act("林越", RecordDecision(incident=room.incident, text="停线", grounds="批次未核清"))
    room.posts = crisis.posts_around(crisis.START)
    made = make_sitrep(report_on(room, texts(language)), tmp_path / "report.pdf")
    words = set(
        re.findall(r"(?<![0-9a-f])[A-Za-z]{2,}(?![0-9a-f]*[0-9])", "\n".join(_without_hashes(pages_of(made.path))))
    )
    assert words - {"II", "III"} <= ALLOWED


def _without_hashes(pages: list[str]) -> list[str]:
    return [re.sub(r"[0-9a-f]{16,}", "", page) for page in pages]


def test_an_english_report_speaks_english(printed: Print) -> None:
    report: SitrepData = printed("en").data
    words = [*report.front.words.values(), report.front.line, report.front.page, *report.report.notes]
    assert not [word for word in words if re.search("[\u4e00-\u9fff]", word.replace("林越", ""))]
