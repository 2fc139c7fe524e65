"""Bodies in pieces: counted as they come, and unpacked without trusting them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from corpus.fetching.errors import FailedError, RefusedError

_PIECE = 64 * 1024


def limited(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """``pieces`` as they are, up to ``limit`` bytes in all. Raises RefusedError at the piece that exceeds it."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise too_large(limit)
        yield piece


def too_large(limit: int) -> RefusedError:
    """The error to raise for a body of more than ``limit`` bytes."""
    return RefusedError(f"larger than the limit of {limit:,} bytes", "Download it by hand if it is the right page.")


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """``pieces`` with ``encoding`` (the header) undone. Gzip is undone in pieces of a fixed size, so that a bomb meets the limit
    of whoever counts them before it fills the memory. Raises RefusedError for another encoding, FailedError for a damaged body.
    """
    if encoding.lower() in ("", "identity"):
        yield from pieces
        return
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise RefusedError(f"packed as {encoding[:40]!r}, which was not asked for", "Download the page by hand.")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for packed in pieces:
            while packed:
                if unpacker.eof:  # a gzip file may hold several members, one after the other
                    unpacker = zlib.decompressobj(wbits=31)
                yield unpacker.decompress(packed, _PIECE)
                packed = unpacker.unconsumed_tail or unpacker.unused_data
        while not unpacker.eof:
            rest = unpacker.decompress(b"", _PIECE)
            if not rest:
                raise FailedError("the packed page ends too early", "Try again later.")
            yield rest
    except zlib.error as error:
        raise FailedError(f"the packed page is damaged ({error})", "Try again later.") from error
