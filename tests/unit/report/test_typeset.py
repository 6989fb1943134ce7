# SPDX-License-Identifier: Apache-2.0
"""Setting the pages: nothing a person wrote stops it or is read as markup, and a fault of the template is a bug."""

import re
from collections.abc import Callable
from dataclasses import replace as changed
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from app.report.contract import Sitrep, SitrepData
from app.report.fonts import Face, find_fonts
from app.report.front import WORDS, front
from app.report.gather import gather
from app.report.typeset import TemplateFault, attachment, typeset
from app.report.worker import make_sitrep
from app.texts import LANGUAGES, Language, Texts
from tests.unit.report import crisis
from tests.unit.report.conftest import pages_of, report_on, squeezed
from tests.unit.report.crisis import Crisis

TEMPLATES = Path(str(resources.files("resources"))) / "reports"
NASTY = (
    '#panic() $x$ @ref <label> *b* _i_ `c` \\ // no /* no */ = h [x] #read("/etc/hostname") '
    "\U0001f534 \ue123 \ud83d \u202eeli\u202c \u200b\x00\x1b 𠮷 ﷽ e\u0301"
)


@pytest.fixture(scope="session")
def bare(texts: Callable[[Language], Texts]) -> SitrepData:
    """A small report."""
    room = crisis.small()
    return gather(room.room.state, room.room.records, room.incident, None, texts("zh-Hans"), now=room.clock.at)


def with_line(data: SitrepData, text: str) -> SitrepData:
    """The report with one line of the timeline, the title and a duty's note saying this."""
    report = data.report
    line = replace(report.timeline[0], text=text)
    duty = replace(report.duties[0], note=text, person=text)
    incident = replace(report.incident, title=text)
    return changed(data, report=replace(report, timeline=(line,), duties=(duty,), incident=incident))


def test_nothing_a_person_wrote_stops_it_or_is_markup(bare: SitrepData, tmp_path: Path) -> None:
    data = with_line(bare, NASTY)
    made = make_sitrep(data, tmp_path / "nasty.pdf")
    found = squeezed("".join(pages_of(made.path)))
    assert squeezed('#panic() $x$ @ref <label> *b* _i_ `c` \\ // no /* no */ = h [x] #read("/etc/hostname")') in found
    for code in ("U+1F534", "U+E123", "U+D83D", "U+202E", "U+200B", "U+0000", "U+001B"):
        assert f"[{code}]" in found
    assert "字符无法印出" in found
    assert "[U+D83D]" in attachment(data).decode()
    assert "\U0001f534" in attachment(data).decode()


def test_endless_words_and_many_lines_stay_on_the_page(bare: SitrepData, tmp_path: Path) -> None:
    endless = "开头" + "A1b2" * 900 + "结尾\n" + "行\n" * 150 + "末行"
    made = make_sitrep(with_line(bare, endless), tmp_path / "endless.pdf")
    found = squeezed("".join(pages_of(made.path)))
    assert found.count("A1b2") >= 2_700
    assert (found.count("结尾"), found.count("末行")) == (3, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_stays_one_page(
    full: Crisis, texts: Callable[[Language], Texts], language: Language, tmp_path: Path
) -> None:
    """However much there is to say: the numbered sections begin on the second."""
    data = report_on(full, texts(language))
    report = data.report
    fact, made = (
        replace(report.facts[0], text="事实很长，" * 40),
        replace(report.decisions[0], text="决定了很多，" * 30),
    )
    change = replace(report.changes[0], text="Something changed again. " * 20)
    report = replace(
        report, facts=(fact,) * 9 + (replace(fact, verified=False),) * 9, decisions=(made,) * 9,
        changes=(change,) * 30, incident=replace(report.incident, title="很长的标题" * 14, summary="事由" * 90),
        timeline=(),
    )  # fmt: skip
    out = make_sitrep(changed(data, report=report, front=front(report, data.texts)), tmp_path / "long.pdf")
    pages = pages_of(out.path)
    assert f"1 {data.front.words['levels']}" in pages[1]
    assert data.report.duties[-1].person in pages[0]


def test_a_fault_of_the_template_is_a_bug(bare: SitrepData) -> None:
    fonts = find_fonts()
    wrong = changed(fonts, by_script={"SC": Face("No Such Sans", *_file_of(fonts.by_script["SC"]))})
    with pytest.raises(TemplateFault):
        typeset(bare, wrong, {})


def _file_of(face: Face) -> tuple[Path, int]:
    return face.path, face.index


def test_figures_come_with_the_data_only(bare: SitrepData) -> None:
    pdf = typeset(bare, find_fonts(), {})
    assert pdf.pages == 3
    assert pdf.pdf.startswith(b"%PDF-1.7")


def test_templates_hold_no_words_and_fetch_nothing() -> None:
    sources = {path.name: path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.typ"))}
    assert sources.keys() == {"base.typ", "main.typ", "front.typ", "sections.typ"}
    for name, source in sources.items():
        code = re.sub(r"//.*", "", source)
        assert "@preview" not in code, name
        assert "eval(" not in code, name
        assert not re.search("[\u3400-\u9fff]", code), name
        literals = [text for line in code.split("\n") for text in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]
        assert not [text for text in literals if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", text)], name


def test_the_template_asks_for_the_words_it_is_given() -> None:
    code = "".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.typ"))
    assert set(re.findall(r"\bwords\.([a-z0-9-]+)", code)) == set(WORDS)


def test_the_attachment_is_the_contract(bare: SitrepData) -> None:
    assert msgspec.json.decode(attachment(bare), type=Sitrep) == bare.report
