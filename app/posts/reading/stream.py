# SPDX-License-Identifier: Apache-2.0
"""Bytes of a file, unpacked where it is .gz, with a guard against archives that never end.

Used by every format. The trap: a damaged or suspicious archive does not raise while it is read; the stream ends
there and says why in `stopped`, so that the good rows before it are kept.
"""

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from typing_extensions import Buffer

from app.errors import EnvironmentFault, Said, UserError

_GZIP: Final = b"\x1f\x8b"
_GUARD_FROM: Final = 16 << 20
_GUARD_RATIO: Final = 200  # text packs 3 to 30 times; a bomb 1,000 times
_CHUNK: Final = 1 << 16


class Stream(io.RawIOBase):
    """A file's (unpacked) bytes from the beginning. `saved` is when its content was last written, aware UTC."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.stopped: Said | None = None
        self.unpacked = 0
        self._file = _open(path)
        self.size = path.stat().st_size
        self.saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        head = self._file.read(8)
        self._file.seek(0)
        self.packed = head.startswith(_GZIP)
        if self.packed and (inside := int.from_bytes(head[4:8], "little")):
            self.saved = datetime.fromtimestamp(inside, UTC)
        self._source = gzip.GzipFile(fileobj=self._file) if self.packed else None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """The next bytes; 0 at the end, or where reading had to stop."""
        view = memoryview(buffer).cast("B")
        if self.stopped is not None:
            return 0
        try:
            data = self._source.read1(min(len(view), _CHUNK)) if self._source else self._file.read(len(view))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self.stopped = Said("posts-stopped-gz", {"file": self.path.name})
            return 0
        except OSError as error:
            self.stopped = Said("posts-stopped-disk", {"file": self.path.name, "why": error.strerror or ""})
            return 0
        self.unpacked += len(data)
        if self.packed and self.unpacked > max(_GUARD_FROM, self._file.tell() * _GUARD_RATIO):
            self.stopped = Said("posts-stopped-bomb", {"file": self.path.name, "size": self.unpacked >> 20})
            return 0
        view[: len(data)] = data
        return len(data)

    def fraction(self) -> float:
        """How much of the file on disk has been read, 0 to 1."""
        return min(1.0, self._file.tell() / self.size) if self.size else 1.0

    def close(self) -> None:
        """Gives the file back."""
        if not self.closed:
            if self._source is not None:
                self._source.close()
            self._file.close()
        super().close()

    def whole(self, limit: int) -> bytes:
        """Everything, for formats that cannot be read in pieces. Raises UserError above `limit` bytes or if cut."""
        found = io.BytesIO()
        while chunk := self.read(_CHUNK):
            found.write(chunk)
            if found.tell() > limit:
                raise UserError(Said("posts-too-large", {"file": self.path.name, "limit": limit >> 20}))
        if self.stopped is not None:
            raise UserError(self.stopped)
        return found.getvalue()


def sample(path: Path, size: int = 1 << 18) -> bytes:
    """The first bytes of the (unpacked) file. Raises UserError for an archive that gives none."""
    stream = Stream(path)
    try:
        found = b""
        while len(found) < size and (chunk := stream.read(size - len(found))):
            found += chunk
        if not found and stream.stopped is not None:
            raise UserError(stream.stopped)
        return found
    finally:
        stream.close()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise UserError(Said("posts-no-file", {"file": str(path)})) from error
    except IsADirectoryError as error:
        raise UserError(Said("posts-is-folder", {"file": str(path)})) from error
    except PermissionError as error:
        key = "posts-is-folder" if path.is_dir() else "posts-forbidden"  # Windows forbids what it cannot open
        raise UserError(Said(key, {"file": str(path)})) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or str(error)
        raise EnvironmentFault(Said("posts-unreadable", {"file": str(path), "why": why})) from error
