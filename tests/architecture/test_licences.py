# SPDX-License-Identifier: Apache-2.0
"""What the program brings along may be given on under Apache-2.0: no library that is under GPL or AGPL alone.

Reads what the installed packages say of themselves. The trap: some say nothing in a form a program can read; those
were read by hand and stand here.
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from typing import Final

import pytest

from tests.isolation import CHECKOUT

_NAMES: Final = re.findall(
    r"^([\w.-]+)==", (CHECKOUT / "packaging" / "requirements.txt").read_text("utf-8"), re.MULTILINE
)
_READ_BY_HAND: Final = {"gaoya": "MIT", "imapclient": "BSD-3-Clause", "sqlcipher3": "Zlib"}
_FREE: Final = re.compile(
    r"MIT|BSD|Apache|APL 2|MPL|LGPL|ISC|PSF|Python|Zlib|0BSD|HPND|Unlicense|matplotlib", re.IGNORECASE
)


def licence_of(name: str) -> str:
    """As the package says it: expression, else the first line of its text, and classifiers."""
    said = metadata(name)
    classes = [one.rpartition("::")[2] for one in said.get_all("Classifier") or () if one.startswith("License")]
    stated = said.get("License-Expression") or (said.get("License") or "").strip().partition("\n")[0]
    return " ".join([stated, *classes]).strip() or _READ_BY_HAND.get(name.lower(), "")


@pytest.mark.parametrize("name", _NAMES)
def test_it_may_be_brought_along(name: str) -> None:
    try:
        licence = licence_of(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is for another system")
    assert _FREE.search(licence), f"{name}: {licence or 'says nothing'}"
    alone = [one for one in re.split(r" OR ", licence) if not re.search(r"(?<!L)A?GPL", one)]
    assert alone, f"{name}: {licence}"
