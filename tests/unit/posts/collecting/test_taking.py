# SPDX-License-Identifier: Apache-2.0
"""A harvest of several documents: what became of all, and of each by itself."""

import asyncio
from dataclasses import replace

from app.errors import Said
from app.posts.collecting.taking import Taking
from app.posts.collecting.wire import Chunk, Done, Failed, Told
from app.posts.collecting.writer import Writer
from app.posts.importer import ImportReport, Reject
from app.posts.post import Post
from app.posts.sources.port import Outcome
from tests.unit.posts.conftest import NOW, Desk

BROKEN = Said("intake-webhook-broken", {"line": 1})
LATE = Reject(2, Said("posts-no-time"))
REPORT = ImportReport(file="", read=0, stored=0, same=0, rejected=(), rejected_total=0, warnings=(), mapping={})


def _posts(*texts: str) -> list[Post]:
    return [Post(source="file", posted_at=NOW, arrived_at=NOW, text=text) for text in texts]


def _taken(desk: Desk, *told: Told) -> Outcome:
    async def take() -> Outcome:
        writer = Writer(desk.store, linger=0.01)
        running = asyncio.create_task(writer.run())
        taking = Taking(writer, None, lambda _: lambda _: ())
        for message in told:
            await taking.take(message)
        outcome = await taking.finish()
        await writer.close()
        await running
        return outcome

    return asyncio.run(take())


def test_each_document_is_accounted_for(desk: Desk) -> None:
    desk.store.add(_posts("old"))
    rejecting = replace(REPORT, rejected=(LATE,), rejected_total=1)
    outcome = _taken(
        desk,
        Chunk(_posts("one", "old")),
        Chunk(_posts("two")),
        Done(REPORT),
        Failed(BROKEN),
        Chunk(_posts("one")),
        Done(rejecting),
        Done(REPORT),
    )
    assert [(part.stored, part.same, part.rejected) for part in outcome.parts] == [
        (2, 1, 0), (0, 0, 0), (0, 1, 1), (0, 0, 0),
    ]  # fmt: skip
    assert [part.trouble for part in outcome.parts] == [None, BROKEN, None, None]
    assert outcome.parts[2].rejects == ((2, LATE.reason),)
    assert all(part.read == part.stored + part.same + part.rejected for part in outcome.parts)
    assert (outcome.stored, outcome.same, outcome.rejected) == (2, 2, 1)


def test_the_columns_of_a_file_are_told(desk: Desk) -> None:
    report = replace(REPORT, columns=("内容", "时间", "转发数"))
    assert _taken(desk, Chunk(_posts("one")), Done(report)).columns == ("内容", "时间", "转发数")
