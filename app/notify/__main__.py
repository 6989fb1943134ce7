# SPDX-License-Identifier: Apache-2.0
"""The child that sends one message: `python -m app.notify` reads a parcel and says how it went, both as JSON.

Started by :mod:`app.notify.carrier`. Apprise lives only here: what it imports, waits for or breaks on ends with this
process. The trap: standard output is the wire, and nothing that apprise says of an address may reach anybody.
"""

import logging
import os
import smtplib
import socket
import sys
from typing import Final

import apprise
import msgspec
import requests
from apprise.common import PersistentStoreMode

from app.errors import Said
from app.notify.carrier import Carried, Parcel

_NOT_THERE: Final = (requests.ConnectionError, socket.gaierror, ConnectionError, smtplib.SMTPServerDisconnected)


class _Ear(logging.Handler):
    """Keeps the failures that apprise logs, and the number a server refused with."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.faults: list[BaseException] = []
        self.refused = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what tells why; the words, which may hold an address, are dropped."""
        given = record.args if isinstance(record.args, tuple) else ()
        fault = sys.exc_info()[1]  # apprise logs from where it caught it
        if fault is not None:
            self.faults.append(fault)
        if isinstance(record.msg, str) and "error=%s" in record.msg and given and isinstance(given[-1], int):
            self.refused = given[-1]


def send(parcel: Parcel) -> Carried:
    """Hand it to apprise."""
    ear = _Ear()
    logger = logging.getLogger("apprise")
    logger.addHandler(ear)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    asset = apprise.AppriseAsset(app_id="Fenghuo", app_desc="Fenghuo", storage_mode=PersistentStoreMode.MEMORY)
    door = apprise.Apprise(asset=asset)
    if not door.add(parcel.address):
        return Carried(trouble=Said("notify-trouble-address"), final=True)
    kind = apprise.NotifyType.FAILURE if parcel.grave else apprise.NotifyType.WARNING
    body_format = apprise.NotifyFormat.TEXT
    if door.notify(body=parcel.body, title=parcel.title, notify_type=kind, body_format=body_format):
        return Carried()
    return Carried(trouble=_why(ear))


def _why(ear: _Ear) -> Said:
    """A sentence for what went wrong."""
    for fault in ear.faults:
        if isinstance(fault, smtplib.SMTPAuthenticationError):
            return Said("notify-trouble-sign-in")
        if isinstance(fault, smtplib.SMTPResponseException):
            return Said("notify-trouble-refused", {"code": str(fault.smtp_code)})
        if isinstance(fault, smtplib.SMTPRecipientsRefused):
            return Said("notify-trouble-recipient")
        if isinstance(fault, requests.Timeout | TimeoutError):
            return Said("notify-trouble-slow")
        if isinstance(fault, _NOT_THERE):
            return Said("notify-trouble-unreachable")
    if ear.refused:
        return Said("notify-trouble-refused", {"code": str(ear.refused)})
    return Said("notify-trouble-failed")


def main() -> None:
    """One parcel."""
    wire = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints does not go onto the wire
    parcel = msgspec.json.decode(sys.stdin.buffer.read(), type=Parcel)
    with os.fdopen(wire, "wb") as out:
        out.write(msgspec.json.encode(send(parcel)))


if __name__ == "__main__":
    main()
