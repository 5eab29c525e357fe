"""The person's calendar, from an iCalendar file (RFC 5545): when they are busy, and nothing else of it.

Reading such files, with their recurrences and time zones, is left to icalendar and recurring-ical-events; they are
installed with `pip install 'mailfollow[calendar]'` and imported only where a file is configured.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mailfollow.errors import DataError

if TYPE_CHECKING:
    from icalendar import Calendar, Event

LARGEST = 20_000_000
"""Bytes; ten years of a full calendar have some 5 MB."""

Times = tuple[datetime, datetime]


def busy(path: Path, first: date, last: date, zone: tzinfo) -> tuple[Times, ...]:
    """Return when the person is busy between two days, both included: aware starts and ends, sorted.

    An all-day event takes up its days in `zone`. Raises DataError where the file cannot be read or understood.
    """
    try:
        stat = path.stat()
    except OSError as error:
        raise DataError(f"{path}: your calendar cannot be read ({error.strerror}); correct [slots] busy.") from error
    if stat.st_size > LARGEST:
        raise DataError(f"{path}: your calendar has {stat.st_size:,} bytes; {LARGEST:,} are the most.")
    return _read(path, stat.st_mtime_ns, first, last, zone)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, first: date, last: date, zone: tzinfo) -> tuple[Times, ...]:
    """Read a file once, as long as it is not saved again."""
    try:
        import recurring_ical_events
        from icalendar import Calendar
    except ImportError as error:
        raise DataError(f"To read {path}, mailfollow needs more: pip install 'mailfollow[calendar]'.") from error
    start, end = datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)
    try:
        calendar = Calendar.from_ical(path.read_bytes())
        events = recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end)
        found = [*(_times(event, zone) for event in events if _takes_time(event)), *_free_busy(calendar, zone)]
    except OSError as error:
        raise DataError(f"{path}: your calendar cannot be read ({error.strerror}); correct [slots] busy.") from error
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        # What these libraries raise on a broken file is not documented; all of it means the same to the person.
        raise DataError(f"{path}: this is no iCalendar file ({error}); export it again.") from error
    return tuple(sorted(times for times in found if times[0] < end and start < times[1]))


def _takes_time(event: Event) -> bool:
    """Whether an event makes the person busy: neither marked as free (RFC 5545 section 3.8.2.7) nor cancelled."""
    return str(event.get("TRANSP", "")) != "TRANSPARENT" and str(event.get("STATUS", "")) != "CANCELLED"


def _times(event: Event, zone: tzinfo) -> Times:
    return _moment(event.start, zone), _moment(event.end, zone)


def _free_busy(calendar: Calendar, zone: tzinfo) -> Iterator[Times]:
    """Yield the busy times of VFREEBUSY components (RFC 5545 section 3.6.4), as calendar servers publish them."""
    for component in calendar.walk("VFREEBUSY"):
        found = component.get("FREEBUSY", [])
        for period in found if isinstance(found, list) else [found]:
            if str(period.params.get("FBTYPE", "BUSY")) != "FREE":
                yield _moment(period.start, zone), _moment(period.end, zone)


def _moment(value: date | datetime, zone: tzinfo) -> datetime:
    """Return an aware time; a day begins at midnight in `zone`, and a time without a zone is meant there (RFC 5545)."""
    whole = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    return whole if whole.tzinfo else whole.replace(tzinfo=zone)
