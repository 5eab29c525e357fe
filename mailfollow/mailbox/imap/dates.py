"""Dates as IMAP writes them (RFC 9051 section 9), whatever the locale. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_NAMES = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_LENGTH = len("06-May-2024 09:30:00 +0200")
_ZONE = re.compile(rb" ([+-])(\d\d)(\d\d)\Z")


def day(value: date) -> bytes:
    """Return a day for SEARCH: `6-May-2024`."""
    return b"%d-%s-%04d" % (value.day, _NAMES[value.month - 1], value.year)


def internal_date(raw: bytes) -> datetime | None:
    """Read an INTERNALDATE (` 6-May-2024 09:30:00 +0200`) as UTC; None where it is none.

    Each field has its place, so that cutting them out is three times as fast as a regular expression; a first sync
    reads one a message.
    """
    padded = raw.rjust(_LENGTH)
    try:
        day_, month, year = int(padded[:2]), _MONTHS[padded[3:6]], int(padded[7:11])
        hour, minute, second = int(padded[12:14]), int(padded[15:17]), int(padded[18:20])
        local = datetime(year, month, day_, hour, minute, second, tzinfo=UTC)
        offset = _offset(padded[20:])
        return local - offset if offset else local
    except (ValueError, KeyError, OverflowError):
        return None


@lru_cache(maxsize=128)
def _offset(zone: bytes) -> timedelta:
    found = _ZONE.match(zone)
    if found is None:
        raise ValueError(zone)
    minutes = int(found[2]) * 60 + int(found[3])
    return timedelta(minutes=-minutes if found[1] == b"-" else minutes)
