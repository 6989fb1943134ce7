# SPDX-License-Identifier: Apache-2.0
"""The draft of a statement: a list of paragraphs in a Loro document. The one place that touches `loro`.

Called by :mod:`app.room.statements`. A draft is the tuple of updates its entries carry. Two traps: Loro's errors
derive from BaseException, so they are caught here and raised as our own; and a merged text may be one that
nobody wrote, so a draft is never a route to approval by itself (a revision freezes bytes a person has seen).
"""

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar, cast

import loro

_Result = TypeVar("_Result")


class DraftDamaged(ValueError):
    """An update that Loro cannot read: the entry that carries it was not made by this program."""


def text_of(updates: tuple[bytes, ...]) -> str:
    """The draft's text, paragraphs joined by one newline. Raises DraftDamaged."""
    return _guarded(lambda: _text(updates))


def edited(updates: tuple[bytes, ...], text: str, peer: int) -> tuple[bytes, tuple[str, ...]]:
    """The update that turns the draft into `text`, and the ids of the paragraphs it touches.

    `peer` must be fresh per process, or two processes' edits would be taken for the same. Raises DraftDamaged.
    """
    return _guarded(lambda: _edit(updates, text, peer))


def _guarded(work: Callable[[], _Result]) -> _Result:
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, Exception):
        raise
    except BaseException as fault:
        raise DraftDamaged(str(fault)) from fault


def _load(updates: tuple[bytes, ...]) -> loro.LoroDoc:
    doc = loro.LoroDoc()  # type: ignore[no-untyped-call]
    if updates:
        doc.import_batch(list(updates))
    return doc


def _paragraphs(doc: loro.LoroDoc) -> loro.LoroList:
    return doc.get_list("paragraphs")


@lru_cache(maxsize=32)
def _text(updates: tuple[bytes, ...]) -> str:
    return "\n".join(cast("list[str]", _paragraphs(_load(updates)).get_deep_value()))


def _edit(updates: tuple[bytes, ...], text: str, peer: int) -> tuple[bytes, tuple[str, ...]]:
    doc = _load(updates)
    doc.peer_id = peer
    before = doc.oplog_vv
    touched = _rewrite(_paragraphs(doc), text.split("\n"))
    doc.commit()
    return doc.export(loro.ExportMode.Updates(before)), tuple(touched)


def _rewrite(paragraphs: loro.LoroList, wanted: list[str]) -> list[str]:
    present = cast("list[str]", paragraphs.get_deep_value())
    touched: list[str] = []
    steps = SequenceMatcher(None, present, wanted, autojunk=False).get_opcodes()
    for kind, i1, i2, j1, j2 in reversed(steps):
        if kind == "equal":
            continue
        shared = min(i2 - i1, j2 - j1)
        for offset in range(shared):
            paragraph = _paragraph(paragraphs, i1 + offset)
            paragraph.update(wanted[j1 + offset], use_refined_diff=True)
            touched.append(_name(paragraph))
        for index in range(i2 - 1, i1 + shared - 1, -1):
            touched.append(_name(_paragraph(paragraphs, index)))
            paragraphs.delete(index, 1)
        for offset in range(shared, j2 - j1):
            fresh = loro.LoroText()  # type: ignore[no-untyped-call]
            paragraph = cast("loro.LoroText", paragraphs.insert_container(i1 + offset, fresh))
            paragraph.insert(0, wanted[j1 + offset])
            touched.append(_name(paragraph))
    return touched


def _paragraph(paragraphs: loro.LoroList, index: int) -> loro.LoroText:
    container = getattr(paragraphs.get(index), "container", None)
    if not isinstance(container, loro.LoroText):
        raise DraftDamaged(f"paragraph {index}")
    return container


def _name(paragraph: loro.LoroText) -> str:
    where = paragraph.id
    if not isinstance(where, loro.ContainerID.Normal):
        raise DraftDamaged(str(where))
    return f"{where.counter}@{where.peer}"
