"""One message of a Maildir: what its file name tells, its header block, and how a new one is delivered.

Format: https://cr.yp.to/proto/maildir.html; the flags after `:2,` are one letter each.
"""

from __future__ import annotations

import itertools
import os
import re
import socket
from datetime import UTC, datetime
from pathlib import Path

from mailfollow import clock

HEADER = 65_536
"""How many bytes of a header block are read; nobody writes more."""

_FLAGS = {"D": "\\Draft", "F": "\\Flagged", "P": "$Forwarded", "R": "\\Answered", "S": "\\Seen", "T": "\\Deleted"}
_INFO = re.compile(r"[:;!]2,([A-Za-z]*)$")  # ; and ! stand for : on file systems that cannot hold it
_SYNCED = re.compile(r",U=\d+")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_deliveries = itertools.count(1)


def key(name: str) -> str:
    """Return what stays of a file name when flags change, and when mbsync notes its UID in it (`,U=12`)."""
    return _SYNCED.sub("", _INFO.sub("", name))


def flags(name: str) -> frozenset[str]:
    """Return the IMAP flags that a file name stands for."""
    info = _INFO.search(name)
    return frozenset(_FLAGS[letter] for letter in (info[1] if info else "") if letter in _FLAGS)


def received(path: Path) -> datetime:
    """Return when a message arrived: the earlier of the file's time and the time in its name, in UTC.

    A copied tree has new file times and old names; mbsync makes new names and may keep the time of arrival.
    """
    modified = path.stat().st_mtime
    head = path.name.partition(".")[0]
    named = int(head) if head.isascii() and head.isdigit() and 9 <= len(head) <= 10 else modified
    return datetime.fromtimestamp(min(modified, named), UTC)


def header(path: Path) -> bytes:
    """Return the header block with the blank line that ends it."""
    with path.open("rb") as file:
        data = file.read(4_096)
        while not (end := _BLANK_LINE.search(data)) and len(data) < HEADER and (more := file.read(HEADER - len(data))):
            data += more
    return data[: end.end()] if end else data


def beginning(path: Path, most: int) -> bytes:
    """Return the first `most` bytes."""
    with path.open("rb") as file:
        return file.read(most)


def deliver(folder: Path, data: bytes, info: str) -> Path:
    """Write a message into `cur/` so that no reader ever sees half of it. Raises OSError, leaving nothing behind."""
    name = _unique()
    written, final = folder / "tmp" / name, folder / "cur" / f"{name}:2,{info}"
    try:
        _write(written, data)
        written.rename(final)
    finally:
        written.unlink(missing_ok=True)
    _sync_directory(final.parent)
    return final


def _unique() -> str:
    now = clock.now()
    host = socket.gethostname().replace("/", r"\057").replace(":", r"\072")
    return f"{int(now.timestamp())}.M{now.microsecond}P{os.getpid()}Q{next(_deliveries)}.{host}"


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
