"""The Date header as a time in UTC, or None: a wrong date would make a proposal due years early."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

# What nine in ten mails have (RFC 5322 section 3.3); everything else goes the slower way.
_USUAL = re.compile(
    r"(?:[A-Za-z]{3},)? {0,2}(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})(?: *\(|$)"
)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_YEARS = range(1990, 2101)
_FARTHEST = 16 * 60
"""Minutes; the zones in use reach from -12 to +14 hours, more is a mistake."""


def parse_date(value: str) -> datetime | None:
    """Read a Date header; None for anything absent, unreadable, or outside the years 1990 to 2100."""
    usual = _USUAL.match(value)
    try:
        return _from_usual(usual) if usual else _from_any(value)
    except (ValueError, TypeError, IndexError, OverflowError, KeyError, AttributeError):
        # The library's parser raises all of these on damaged dates, and datetime() on impossible ones.
        return None


def _from_usual(found: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = found.groups()
    local = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), min(int(second), 59), tzinfo=UTC)
    offset = int(zone_hours) * 60 + int(zone_minutes)
    return _sane(local, -offset if sign == "-" else offset)


def _from_any(value: str) -> datetime | None:
    if not 6 <= len(value) <= 200:
        return None
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    year, month, day, hour, minute, second, *_, zone = parsed
    local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    return _sane(local, (zone or 0) // 60)


def _sane(local: datetime, offset: int) -> datetime | None:
    """Give the time in UTC, `offset` minutes east of it, if the year and the zone are believable."""
    if local.year not in _YEARS or abs(offset) > _FARTHEST:
        return None
    return local - timedelta(minutes=offset) if offset else local
