# SPDX-License-Identifier: Apache-2.0
"""Bodies unpacked as they come, within bounds: a gigabyte of packed zeros is refused after the first 20 MB.

Called by `answers`. The trap: zlib is never given the chance to make more than `STEP` bytes in one go.
"""

import zlib
from typing import Final

from app.errors import Said
from app.posts.sources.port import SourceFault

STEP: Final = 1 << 20
_GZIP: Final = 16 + zlib.MAX_WBITS
_MAGIC: Final = b"\x1f\x8b"


class Body:
    """Collects one body of at most `limit` bytes, unpacked."""

    def __init__(self, coding: str, limit: int, url: str) -> None:
        """`coding` is the Content-Encoding; `url` is for sentences. Raises SourceFault for one not asked for."""
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise SourceFault(Said("fetch-coding", {"url": url}))
        self._limit, self._url = limit, url
        self._parts: list[bytes] = []
        self._size = 0
        self._wbits = 0 if coding in ("", "identity") else _GZIP if "gzip" in coding else zlib.MAX_WBITS
        self._inflate = zlib.decompressobj(self._wbits) if self._wbits else None
        self._packed = False

    def add(self, data: bytes) -> None:
        """The next bytes as they came. Raises SourceFault where they are too many or not what they are called."""
        if self._inflate is None:
            self._keep(data)
        elif data:
            try:
                self._unpack(data)
            except zlib.error as fault:
                raise SourceFault(Said("fetch-coding", {"url": self._url})) from fault

    def whole(self) -> bytes:
        """All of it. Raises SourceFault where the packed bytes stop half-way."""
        if self._packed and self._inflate is not None and not self._inflate.eof:
            raise SourceFault(Said("fetch-cut-short", {"url": self._url}))
        return b"".join(self._parts)

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise too_large(self._url, self._limit)
        if data:
            self._parts.append(data)

    def _unpack(self, data: bytes) -> None:
        if not self._packed and self._wbits == zlib.MAX_WBITS and (data[0] & 0x0F) != zlib.DEFLATED:
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some send it
        self._packed = True
        inflate = self._inflate
        while inflate is not None:
            if inflate.eof:
                if not _MAGIC.startswith(data[:2]):
                    return  # padding after the end
                self._inflate = inflate = zlib.decompressobj(_GZIP)
            made = inflate.decompress(data, STEP)
            self._keep(made)
            data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            if not data and (inflate.eof or len(made) < STEP):
                return


def too_large(url: str, limit: int) -> SourceFault:
    """More than `limit` bytes."""
    return SourceFault(Said("fetch-too-large", {"url": url, "limit": limit // 1_000_000}))
