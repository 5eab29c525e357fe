"""When a message was written, and how its sender writes dates."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from mailfollow.reading.dates.periods import Reference
from mailfollow.reading.message.parts import Parsed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONE = re.compile(r"[+-](\d\d)\d\d\b")
_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})(?:/(?:\d\d){1,2})?(?![\w/])")
# Apple's own header, seen as "{kind=VACATION,startDate=1430402400000,endDate=1430870400000}" and with ISO dates.
_APPLE_END = re.compile(r"enddate\s{0,3}[=:]\s{0,3}\"?(?:(\d{13})|(\d{10})|(\d{4})-(\d\d)-(\d\d))", re.IGNORECASE)


def written_at(parsed: Parsed, received: datetime | None) -> tuple[datetime, tuple[str, ...]]:
    """Return when a message was written, in UTC, and what is wrong with that.

    That is its Date header, unless this is missing or more than a day later than `received` (INTERNALDATE). With
    neither of them it is the first of January 1970, which is told as a problem.
    """
    arrived = received.replace(tzinfo=UTC) if received and received.tzinfo is None else received
    written = parsed.envelope.date
    if written and (arrived is None or written <= arrived + timedelta(days=1)):
        return written.astimezone(UTC), ()
    if arrived:
        return arrived.astimezone(UTC), ()
    return _EPOCH, ("it has no Date header that can be read, and when it was received is unknown",)


def reference_of(parsed: Parsed, text: str, at: datetime) -> Reference:
    """Return the day from which dates in the text are reckoned, and the sender's order of day and month.

    The order shows in a date that can be read one way only ("11/20"), or else in the zone: behind Greenwich by four
    hours and more people write the month first.
    """
    for first, second in _SLASHED.findall(text[:8_192]):
        if int(second) > 12 >= int(first) or int(first) > 12 >= int(second):
            return Reference(at.date(), int(second) > 12)
    zone = _ZONE.search(parsed.headers.raw("date"))
    if zone is None or int(zone[1]) == 0:
        return Reference(at.date())
    return Reference(at.date(), zone[0][0] == "-" and int(zone[1]) >= 4)


def apple_end(criteria: str) -> date | None:
    """Return the last day of an absence from iCloud's X-Apple-Criteria header, which may be all it tells."""
    found = _APPLE_END.search(criteria[:1_000])
    if not found:
        return None
    milliseconds, seconds, year, month, day = found.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return datetime.fromtimestamp(int(milliseconds) / 1000 if milliseconds else int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
