"""Line ends: CRLF on the wire (RFC 5322 section 2.1), LF in a Maildir. The same message either way. Pure."""

from __future__ import annotations

import re

_LINE_END = re.compile(rb"\r?\n")


def crlf(data: bytes) -> bytes:
    """Return `data` with every line end as CRLF."""
    return _LINE_END.sub(b"\r\n", data)


def lf(data: bytes) -> bytes:
    """Return `data` with every line end as LF."""
    return data.replace(b"\r\n", b"\n")


def same(one: bytes, other: bytes) -> bool:
    """Whether two messages are equal but for their line ends."""
    return crlf(one) == crlf(other)
