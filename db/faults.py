# SPDX-License-Identifier: Apache-2.0
"""Turns what SQLite and the disk complain about into sentences a person can act on.

Used by the engine and by both stores, as `with database_faults(path): …`. The trap: SQLite says "not a
database" for a wrong key, a foreign file and a damaged first page alike; `diagnose` looks which it is.
"""

import errno
import hashlib
import hmac
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2

from app.errors import Conflict, EnvironmentFault, FenghuoError, Said, UserError

_PLAIN_MAGIC: Final = b"SQLite format 3\0"
_PAGE: Final = 4096
_PAGES_LOOKED_AT: Final = 16


@contextmanager
def database_faults(path: Path, key: bytes | None = None) -> Iterator[None]:
    """Raises what SQLite, SQLAlchemy or the disk raise inside as a FenghuoError that names `path`.

    With `key`, "not a database" is told apart into wrong key and damaged. A programming error passes through.
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, path, key) or error from error
    except dbapi2.Error as error:
        raise _translated(error, path, key) or error from error
    except PoolTimeout as error:
        raise Conflict(Said("db-busy", {"path": str(path)})) from error
    except OSError as error:
        raise _from_disk(error, path) from error


def _translated(error: object, path: Path, key: bytes | None) -> FenghuoError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes carry the plain one in the low byte
    where = {"path": str(path)}
    if code == sqlite3.SQLITE_NOTADB:
        return diagnose(path, key)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Conflict(Said("db-busy", where))
    said = {
        sqlite3.SQLITE_FULL: "db-disk-full",
        sqlite3.SQLITE_READONLY: "db-read-only",
        sqlite3.SQLITE_PERM: "db-read-only",
        sqlite3.SQLITE_AUTH: "db-read-only",
        sqlite3.SQLITE_CANTOPEN: "db-cannot-open",
        sqlite3.SQLITE_IOERR: "db-disk-fault",
        sqlite3.SQLITE_CORRUPT: "db-damaged",
    }.get(code)
    return EnvironmentFault(Said(said, where)) if said else None


def _from_disk(error: OSError, path: Path) -> EnvironmentFault:
    where = {"path": str(path)}
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return EnvironmentFault(Said("db-disk-full", where))
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return EnvironmentFault(Said("db-read-only", where))
        case errno.ENOENT | errno.ENOTDIR:
            return EnvironmentFault(Said("db-cannot-open", where))
    return EnvironmentFault(Said("db-os-fault", {**where, "why": error.strerror or type(error).__name__}))


def diagnose(path: Path, key: bytes | None) -> FenghuoError:
    """Why a file that should be ours is "not a database": foreign, wrong key, or damaged."""
    where = {"path": str(path)}
    with path.open("rb") as file:
        head = file.read(_PAGE * _PAGES_LOOKED_AT)
    if head.startswith(_PLAIN_MAGIC) or len(head) < _PAGE:
        return UserError(Said("db-foreign", where))
    if key is not None and _opens_any_page(head, key):
        return EnvironmentFault(Said("db-damaged", where))
    return UserError(Said("db-wrong-key", where))


def _opens_any_page(head: bytes, key: bytes) -> bool:
    """Whether a page carries this key's HMAC (SQLCipher 4: SHA-512 over body, IV and page number)."""
    salt = bytes(byte ^ 0x3A for byte in head[:16])
    hmac_key = hashlib.pbkdf2_hmac("sha512", key, salt, 2, 32)
    for number in range(1, len(head) // _PAGE + 1):
        page = head[(number - 1) * _PAGE : number * _PAGE]
        body = page[16 if number == 1 else 0 : -64] + number.to_bytes(4, "little")
        if hmac.compare_digest(hmac.digest(hmac_key, body, "sha512"), page[-64:]):
            return True
    return False
