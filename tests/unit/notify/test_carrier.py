# SPDX-License-Identifier: Apache-2.0
"""The child that carries a message: it may hang, crash or babble, and costs only itself."""

import sys
import threading
import time

import pytest

from app.errors import Said
from app.notify.carrier import Carrier, Parcel

PARCEL = Parcel(address="json://127.0.0.1:9/", title="橙色预警", body="…")


def child(source: str) -> tuple[str, ...]:
    return (sys.executable, "-c", source)


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "print('babble')", "import os; os.abort()", "print('[]')"])
def test_a_child_that_breaks_is_one_sentence(source: str) -> None:
    assert Carrier(child(source)).carry(PARCEL).trouble == Said("notify-trouble-interrupted")


def test_a_channel_that_hangs_is_ended_after_its_time() -> None:
    begun = time.monotonic()
    carried = Carrier(child("import time; time.sleep(600)"), patience=1).carry(PARCEL)
    assert carried.trouble == Said("notify-trouble-silent", {"seconds": 1})
    assert time.monotonic() - begun < 60


def test_a_program_that_is_not_there_is_one_sentence() -> None:
    assert Carrier(("/no/such/program",)).carry(PARCEL).trouble == Said("notify-trouble-program")


def test_closing_ends_what_is_under_way_and_lets_nothing_begin() -> None:
    carrier = Carrier(child("import time; time.sleep(600)"))
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(carrier.carry(PARCEL).trouble))
    thread.start()
    while not carrier._under_way:
        time.sleep(0.01)
    carrier.close()
    thread.join(60)
    assert found == [Said("notify-trouble-interrupted")]
    assert carrier.carry(PARCEL).trouble == Said("notify-trouble-interrupted")


def test_an_address_that_means_nothing_is_final_and_stands_nowhere() -> None:
    carried = Carrier().carry(Parcel(address="nonsense://secret-key@nowhere", title="a", body="b"))
    assert carried.final
    assert carried.trouble == Said("notify-trouble-address")
