"""One message of an export: its header block and its times, or its first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mailfollow.mailbox import maildir_file
from mailfollow.mailbox.export import mbox
from mailfollow.mailbox.export.files import Reader, Source, readable
from mailfollow.model import Envelope
from mailfollow.reading import read_envelope
from mailfollow.reading.message.date_header import parse_date

FIRST = 4_096
"""Bytes that hold most header blocks."""

SLACK = 1_024
"""Bytes for the separator of an mbox, which is none of the message."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_RECEIVED = re.compile(rb"^Received:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The header block, what it says, when the message was written, and when it was received (both UTC)."""

    header: bytes
    envelope: Envelope
    at: datetime
    received: datetime


def head(reader: Reader, source: Source, start: int, size: int) -> Head | None:
    """Return the head of a message; None if no header tells from whom or to whom it is, or no time is known.

    When it was received is said by the name and time of a Maildir's file, else by the topmost Received header (RFC 5321
    section 4.4), else by the separator of an mbox, though some programs put the day of the export there; else it is
    when it was written.
    """
    separator, block = _header(reader, source, start, size)
    envelope = read_envelope(block)
    received = _received(source, separator, block) or envelope.date
    if received is None and not source.is_mbox:
        with readable(source.path):
            received = datetime.fromtimestamp(int(source.path.stat().st_mtime), UTC)
    if received is None or not (envelope.sender or envelope.recipients):
        return None
    at = envelope.date
    if at is None or at > received + timedelta(days=1):
        at = received
    return Head(block, envelope, at, received)


def header(reader: Reader, source: Source, start: int, size: int) -> bytes:
    """Return a message's header block."""
    return _header(reader, source, start, size)[1]


def beginning(reader: Reader, source: Source, start: int, size: int, most: int) -> bytes:
    """Return the first `most` bytes of a message."""
    if not source.is_mbox:
        return reader.read(source.path, start, min(size, most))
    return mbox.message(reader.read(source.path, start, min(size, most + SLACK)))[:most]


def _header(reader: Reader, source: Source, start: int, size: int) -> tuple[bytes, bytes]:
    """Return the separator of an mbox (or nothing) and the header block with the blank line that ends it."""
    data = reader.read(source.path, start, min(size, FIRST))
    if not _BLANK_LINE.search(data) and size > FIRST:
        data = reader.read(source.path, start, min(size, maildir_file.HEADER))
    separator, _, block = data.partition(b"\n") if source.is_mbox else (b"", b"", data)
    end = _BLANK_LINE.search(block)
    return separator, block[: end.end()] if end else block


def _received(source: Source, separator: bytes, block: bytes) -> datetime | None:
    if not source.is_mbox and source.path.parent.name in {"cur", "new"}:
        with readable(source.path):
            return maildir_file.received(source.path).replace(microsecond=0)
    found = _RECEIVED.search(block)
    stamp = found[0].rpartition(b";")[2] if found else b""
    return parse_date(" ".join(stamp.decode("ascii", "replace").split())) or mbox.separator_date(separator)
