"""Every word that goes on the wire passes here.

A line break inside an argument starts a new command on the server: text taken from a mail and put into a SEARCH once
deleted a mailbox. So a control character is refused, whoever it comes from, and numbers are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailfollow.errors import DataError

_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_LARGEST = 0xFFFF_FFFF  # UIDs and sequence numbers are 32 bits wide, RFC 9051 section 9 (nz-number)


def line(words: Iterable[bytes]) -> bytes:
    """Join the words of a command. Raises DataError if one of them holds a control character."""
    joined = b" ".join(words)
    if _CONTROL.search(joined):
        raise DataError("A control character was about to be sent to the mail server; the command was not sent.")
    return joined


def clean(raw: bytes) -> bool:
    """Whether `raw` may go on the wire."""
    return _CONTROL.search(raw) is None


def quoted(raw: bytes) -> bytes:
    """Return `raw` as an IMAP quoted string (RFC 9051 section 4.3)."""
    return b'"' + line([raw]).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def number(value: int) -> bytes:
    """Return a UID or sequence number as it is sent. Raises DataError unless it is an int from 1 to 2^32 - 1."""
    if type(value) is not int or not 1 <= value <= _LARGEST:
        raise DataError(f"{value!r:.40} is no message number; the command was not sent.")
    return b"%d" % value


def numbers(runs: Iterable[tuple[int, int]]) -> bytes:
    """Return ranges of UIDs, each (first, last), as a sequence set: `1:5,7`."""
    return b",".join(_run(first, last) for first, last in runs)


def _run(first: int, last: int) -> bytes:
    return number(first) if first == last else number(first) + b":" + number(last)
