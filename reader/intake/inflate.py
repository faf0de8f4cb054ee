"""Packed answers unpacked with a bound: a bomb of a few kilobytes is stopped where it grows too large."""

import zlib
from collections.abc import AsyncIterator, Iterator

from reader.domain.clean import clean_line
from reader.domain.errors import FetchError

ENCODINGS = "gzip, deflate"
_STEP = 65_536  # bytes unpacked at once: a small piece never becomes a large one
_GZIP_OR_ZLIB = 47  # zlib's window bits for "whichever header is there"
_RAW = -15  # for a deflate stream without a header, which some servers send


async def read_bounded(pieces: AsyncIterator[bytes], encoding: str, most: int, host: str) -> bytes:
    """An answer's body, unpacked.

    Args:
        pieces: as they come from the network.
        encoding: the Content-Encoding header.
        most: bytes, unpacked, beyond which nothing is read.
        host: whom an error names.

    Raises:
        FetchError: more than `most` bytes, an encoding that was not asked for, or a broken one.
    """
    inflater = _Inflater() if _is_packed(encoding, host) else None
    body = bytearray()
    try:
        async for data in pieces:
            for part in inflater.parts(data) if inflater is not None else (data,):
                body += part
                if len(body) > most:
                    raise FetchError(f"{host} sends more than {most / 1e6:g} MB; the answer was given up.")
    except zlib.error as error:
        raise FetchError(f"{host} sends an answer whose packing is broken.") from error
    return bytes(body)


def _is_packed(encoding: str, host: str) -> bool:
    names = [name for name in encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if names and names not in (["gzip"], ["x-gzip"], ["deflate"]):
        said = clean_line(encoding)[:30]
        raise FetchError(f"{host} packs its answer as “{said}”, which was not asked for.")
    return bool(names)


class _Inflater:
    """Unpacks a stream piece by piece; what follows the stream's end is left out."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    def parts(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to, in parts of at most one step."""
        while data and not self._stream.eof:
            yield self._step(data)
            data = self._stream.unconsumed_tail

    def _step(self, data: bytes) -> bytes:
        try:
            return self._stream.decompress(data, _STEP)
        except zlib.error:
            if self._begun:
                raise
            self._stream = zlib.decompressobj(_RAW)
            return self._stream.decompress(data, _STEP)
        finally:
            self._begun = True
