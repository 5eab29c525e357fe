"""Reckoning with days: so many months from today, the next quarter, the coming 2nd of September."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

Days = tuple[date, date]
STALE = timedelta(days=30)
"""A date without a year that was this short a while ago is over; an older one means the next year's."""
_LEAP = 8
"""Years in which a 29th of February comes for certain."""


def coming(month: int, day: int, reference: date) -> date:
    """Return the day of a date without a year: this year's, or next year's where that is long over.

    In January, "20 December" was last month. Raises ValueError if there is no such day.
    """
    first = reference - STALE
    for year in range(first.year, first.year + _LEAP + 1):
        if (month, day) == (2, 29) and not calendar.isleap(year):
            continue
        if date(year, month, day) >= first:
            return date(year, month, day)
    raise ValueError(month, day)


def coming_days(number: int, today: date) -> Iterator[date]:
    """Give the days of a year after `today` that have this number in their month. Raises ValueError for 0, 32 ..."""
    if not 1 <= number <= 31:
        raise ValueError(number)
    year, month = today.year, today.month
    for _ in range(13):
        if number <= calendar.monthrange(year, month)[1] and date(year, month, number) > today:
            yield date(year, month, number)
        year, month = year + month // 12, month % 12 + 1


def ahead(today: date, number: int, unit: str) -> date:
    """Return the day `number` units (day, workday, week, month, quarter, year) after `today`."""
    if unit in {"month", "quarter", "year"}:
        return add_months(today, number * {"month": 1, "quarter": 3, "year": 12}[unit])
    if unit == "workday":
        return today + timedelta(days=number + 2 * ((today.weekday() + number) // 5))
    return today + timedelta(days=number * (7 if unit == "week" else 1))


def add_months(day: date, number: int) -> date:
    """Return the same day `number` months later, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(year: int, month: int) -> date:
    """Return a month's last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def span_of(unit: str, today: date, later: int) -> Days:
    """Return the first and last day of this week, month, quarter or year (`later` = 0), or of the next (1)."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * later)
        return monday, monday + timedelta(days=6)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    begun = date(today.year, (today.month - 1) // length * length + 1, 1)
    first = add_months(begun, length * later)
    return first, add_months(first, length) - timedelta(days=1)
