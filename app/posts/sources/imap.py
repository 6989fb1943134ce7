# SPDX-License-Identifier: Apache-2.0
"""An IMAP mailbox that receives the alert mails of monitoring services: every hit in a mail becomes a post.

`listen` runs in the collector, `items` in the limited child; the connection is `imap_mailbox`, loaded only to listen.
Mails are read, never changed: no flag is set, nothing is deleted. The trap: UIDs mean nothing once the server changes
UIDVALIDITY; then, as at the first time, the mails of the last three days are read.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final, TypeVar
from urllib.parse import quote

from app.errors import Said
from app.posts.reading.mail import read_mail
from app.posts.reading.mail_hits import hits_of
from app.posts.reading.markup import plain_text, tidy
from app.posts.sources.imap_account import INBOX, Account, account_of
from app.posts.sources.port import Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings

_T = TypeVar("_T")
_DAYS_BACK: Final = 3
_MAILS_A_STEP: Final = 50
_MAILS_A_ROUND: Final = 500
_STEP_SECONDS: Final = 300.0
_LONGEST_TEXT: Final = 20_000
_LONGEST_CELL: Final = 1_000


@dataclass(slots=True)
class _Round:
    """How far a round has come: all mails up to `uid` are done."""

    validity: int
    uid: int
    renumbered: bool
    sent: int = 0
    too_large: int = 0

    def memory(self) -> dict[str, str]:
        return {"uidvalidity": str(self.validity), "uid": str(self.uid)}

    def note(self) -> Said | None:
        if self.too_large:
            return Said("mail-too-large", {"count": self.too_large, "limit": 5})
        return Said("mail-renumbered", {"days": _DAYS_BACK}) if self.renumbered else None


class Imap:
    """The kind `imap`."""

    name = "imap"
    fields = (
        Field("server", required=True),
        Field("user", required=True),
        Field("password", required=True, secret=True),
        Field("folder", default=INBOX),
        Field("security", default="tls", choices=("tls", "starttls", "plain")),
        Field("senders"),
    )
    every = 120

    def checked(self, settings: Settings) -> dict[str, str]:
        """The settings with server, folder and senders as they are understood. Raises UserError `mail-…`."""
        account = account_of(settings)
        put_right = {
            "server": account.server,
            "user": account.user,
            "folder": account.folder,
            "security": account.security,
            "senders": ", ".join(account.senders),
        }
        return {**settings, **put_right}

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """One round: at most 500 mails, 50 a harvest, oldest first. The connection is gone when it ends, however."""
        from app.posts.sources.imap_mailbox import MOST_EXAMINED, Mailbox

        account = account_of(settings)
        box = Mailbox(account)
        try:
            opened = await _within(reach, account, box.open)
            now, since = _begun(opened.validity, memory), None
            if now.uid < 0:
                now.uid, since = 0, (reach.clock.now() - timedelta(days=_DAYS_BACK)).date()
            uids = await _within(reach, account, partial(box.newer, now.uid, since))
            stored, done = now.memory() if since is None else {}, 0
            while done < len(uids) and now.sent < _MAILS_A_ROUND:
                most = min(_MAILS_A_STEP, _MAILS_A_ROUND - now.sent)
                letters = await _within(reach, account, partial(box.letters, uids[done : done + most]))
                done += letters.looked
                now.uid = uids[done - 1]
                now.sent += len(letters.mails)
                now.too_large += letters.too_large
                if letters.mails:
                    stored = now.memory()
                    yield Harvest(documents=_documents(account, now, letters.mails), memory=stored, note=now.note())
                del letters  # before the next ones come
            if done == len(uids) < MOST_EXAMINED:
                now.uid = max(now.uid, opened.next_uid - 1)
            if now.memory() != stored and (now.uid or opened.next_uid):
                yield Harvest(memory=now.memory(), note=now.note())
            await _within(reach, account, box.leave)
        finally:
            box.abandon()

    def items(self, document: Document) -> Iterable[Item]:
        """The hits of an alert mail, else the mail itself. Raises UserError for one built as a trap."""
        mail = read_mail(document.data)
        hits = hits_of(mail.markup) if mail.markup else []
        if hits:
            return [
                Item(posted_at=mail.date, url=hit.url, title=hit.title, text=hit.text, author=hit.author)
                for hit in hits
            ]
        text = tidy(mail.plain) or plain_text(mail.markup)
        return [
            Item(
                posted_at=mail.date,
                source_id=mail.message_id if len(mail.message_id) <= _LONGEST_CELL else "",
                title=mail.subject[:_LONGEST_CELL],
                text=text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…",
                author=mail.author[:_LONGEST_CELL],
                source="mail",
            )
        ]


def _begun(validity: int, memory: Mapping[str, str]) -> _Round:
    """Where the last round ended; `uid` -1 where there was none, or the server has numbered its mails anew."""
    known, uid = memory.get("uidvalidity", ""), memory.get("uid", "")
    if known == str(validity) and uid.isdecimal():
        return _Round(validity, int(uid), renumbered=False)
    return _Round(validity, -1, renumbered=bool(known))


async def _within(reach: Reach, account: Account, work: Callable[[], _T]) -> _T:
    """One step in a thread. A server that drips for ever is left after five minutes."""
    try:
        async with asyncio.timeout(_STEP_SECONDS):
            return await reach.in_thread(work)
    except TimeoutError as fault:
        raise SourceFault(Said("mail-timeout", {"server": account.server})) from fault


def _documents(account: Account, now: _Round, mails: Iterable[tuple[int, bytes]]) -> tuple[Document, ...]:
    place = f"imap://{account.server}/{quote(account.folder)};UIDVALIDITY={now.validity}/;UID="
    return tuple(Document(data=mail, url=f"{place}{uid}", media_type="message/rfc822") for uid, mail in mails)
