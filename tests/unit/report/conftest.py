# SPDX-License-Identifier: Apache-2.0
"""One crisis and its report in three languages, made once for all tests. Trap: `full` is shared; do not act in it."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.report.contract import SitrepData
from app.report.gather import gather
from app.report.worker import SitrepMade, make_sitrep
from app.texts import LANGUAGES, Language, Texts
from tests.unit.report import crisis
from tests.unit.report.crisis import Crisis


@dataclass(frozen=True)
class Printed:
    """A report that was made: what it was made from, the file, and its text page by page."""

    data: SitrepData
    made: SitrepMade
    pages: list[str]

    @property
    def text(self) -> str:
        """All of it without any space, as extraction cuts lines where the page does."""
        return squeezed("".join(self.pages))


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def pages_of(path: Path) -> list[str]:
    """The text of a PDF, page by page, in the order it was set."""
    command = shutil.which("pdftotext")
    if command is None:
        pytest.skip("pdftotext is not here; on Debian it comes with poppler-utils")
    done = subprocess.run([command, "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.fixture(scope="session")
def full() -> Crisis:
    """Five hours into a crisis, some 300 entries, 900 posts."""
    return crisis.full()


@pytest.fixture(scope="session")
def texts() -> Callable[[Language], Texts]:
    """The catalogue, each language read once."""
    known = {language: Texts(language) for language in LANGUAGES}
    return lambda language: known[language]


@pytest.fixture(scope="session")
def data(full: Crisis, texts: Callable[[Language], Texts]) -> SitrepData:
    """The report on it, in simplified Chinese."""
    return report_on(full, texts("zh-Hans"))


def report_on(at: Crisis, words: Texts) -> SitrepData:
    """The report on a crisis as it stands."""
    return gather(at.room.state, at.room.records, at.incident, at.posts, words, now=at.clock.at)


@pytest.fixture(scope="session")
def printed(
    full: Crisis, texts: Callable[[Language], Texts], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Language], Printed]:
    """The report in a language, made when first asked for."""
    folder, done = tmp_path_factory.mktemp("reports"), dict[str, Printed]()

    def make(language: Language) -> Printed:
        if language not in done:
            gathered = report_on(full, texts(language))
            made = make_sitrep(gathered, folder / f"{language}.pdf")
            done[language] = Printed(gathered, made, pages_of(made.path))
        return done[language]

    return make
