"""What dates of the calendar stand for: one function a shape (`dateshapes.py`), from its match to the days.

Where the writer left something open (the year, the order of day and month) the weekday beside it decides, and else
the coming and the later day is taken: too late a follow-up annoys nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from mailfollow.reading.dates.holidays import nth_weekday
from mailfollow.reading.dates.period import Period, Reference, name_in, period_of, year_in
from mailfollow.reading.dates.spans import add_months, coming, coming_days
from mailfollow.reading.lexicon.datewords import DateWords

_Match = re.Match[str]
_MONDAY = 1
_SOON = 62
"""Days within which a day of the month beside a weekday is looked for: "Monday the 12th"."""


def _dated(match: _Match, words: DateWords, month: int, day: int, reference: date) -> date:
    """Return the day with the year that is written, that fits the weekday written, or that comes next."""
    year = year_in(match)
    if year is not None:
        return date(year, month, day)
    near = coming(month, day, reference)
    weekday = words.weekdays.get(match["weekday"] or "")
    if weekday and near.isoweekday() != weekday and near < reference:
        later = date(near.year + 1, month, day)
        return later if later.isoweekday() == weekday else near
    return near


def _day_month(match: _Match, words: DateWords, reference: Reference) -> Period:
    name = name_in(match, "month")
    day = _dated(match, words, words.months[name], _day_number(match, words), reference.day)
    # "The second may be better": a month that is an ordinary word too needs a number or a year to be one.
    bare = name in words.undecided and match["day"] is None and match["year"] is None
    return period_of(match, (day, day), "day_month", ranged=match["from"] is not None, bare=bare)


def _month_day(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    if not words.month_first:
        return None
    number = int(match["to"]) if match["to"] else _day_number(match, words)
    day = _dated(match, words, words.months[name_in(match, "month")], number, reference.day)
    return period_of(match, (day, day), "month_day", ranged=match["to"] is not None)


def _day_number(match: _Match, words: DateWords) -> int:
    return int(match["day"]) if match["day"] else words.days[name_in(match, "spelled").replace("-", " ")]


def _day(match: _Match, _words: DateWords, reference: Reference) -> Period:
    day = next(coming_days(int(match["day"]), reference.day))
    return period_of(match, (day, day), "day", bare=True)


def _day_next_month(match: _Match, _words: DateWords, reference: Reference) -> Period:
    month = add_months(reference.day.replace(day=1), 1 if match["next"] else 0)
    day = month.replace(day=int(match["day"]))
    return period_of(match, (day, day), "day_next_month")


def _nth_weekday(match: _Match, words: DateWords, reference: Reference) -> Period:
    day = _nth(match, words.weekdays[name_in(match, "weekday")], words, reference.day, match["month"])
    return period_of(match, (day, day), "nth_weekday")


def _nth_week(match: _Match, words: DateWords, reference: Reference) -> Period:
    """A month's second week is the one of its second Monday."""
    monday = _nth(match, _MONDAY, words, reference.day, match["month"] or match["compound"])
    return period_of(match, (monday, monday + timedelta(days=6)), "nth_week", exact=False)


def _nth(match: _Match, weekday: int, words: DateWords, today: date, month: str | None) -> date:
    """Return the coming "second Monday" of the month that the match names, or of next month."""
    n = words.nth[name_in(match, "nth")] if match["nth"] else -1
    if month is None:
        following = add_months(today.replace(day=1), 1)
        return nth_weekday(following.year, following.month, weekday - 1, n)
    number, year = words.months[" ".join(month.split())], year_in(match)
    days = [nth_weekday(one, number, weekday - 1, n) for one in ([year] if year else [today.year, today.year + 1])]
    return next((day for day in days if day > today), days[-1])


def _weekday_day(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    weekday = words.weekdays[name_in(match, "weekday")]
    for day in coming_days(int(match["day"]), reference.day):
        if (day - reference.day).days > _SOON:
            return None
        if day.isoweekday() == weekday:
            return period_of(match, (day, day), "weekday_day")
    return None


def _day_range(match: _Match, _words: DateWords, reference: Reference) -> Period | None:
    if int(match["from"]) >= int(match["day"]):
        return None
    day = next(coming_days(int(match["day"]), reference.day))
    return period_of(match, (day, day), "day_range", ranged=True)


def _iso(match: _Match, words: DateWords, _reference: Reference) -> Period:
    month = words.months[match["named"]] if match["named"] else int(match["month"])
    day = date(int(match["year"]), month, int(match["day"]))
    return period_of(match, (day, day), "iso")


def _numeric(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    first, second, year = int(match["first"]), int(match["second"]), year_in(match)
    ranged = match["from"] is not None
    orders = _orders(first, second, match["sign"], words, reference)
    days = [date(year, m, d) if year else coming(m, d, reference.day) for d, m in orders]
    days = _on_weekday(days, words.weekdays.get(match["weekday"] or "")) or days
    # "2.10" may be a version, "12/3" a section, "2-3" two or three: without a year it needs the right word before it.
    bare = year is None and not match["open"]
    shape = "dashed" if year is None and match["sign"] == "-" else "numeric"
    # Where both orders are possible the later day is the safe one.
    return period_of(match, (max(days),) * 2, shape, bare=bare, ranged=ranged) if days else None


def _on_weekday(days: Iterable[date], weekday: int | None) -> list[date]:
    return [day for day in days if day.isoweekday() == weekday]


def _orders(first: int, second: int, sign: str, words: DateWords, reference: Reference) -> list[tuple[int, int]]:
    """Return the possible (day, month) readings of two numbers, by the sender's habit where that is known."""
    day_first = [(first, second)] if 1 <= second <= 12 and 1 <= first <= 31 else []
    month_first = [(second, first)] if 1 <= first <= 12 and 1 <= second <= 31 else []
    if not words.month_first or (sign == "." and day_first):
        return day_first
    if reference.month_first is not None and day_first and month_first:
        return month_first if reference.month_first else day_first
    return day_first + month_first


RESOLVERS: Mapping[str, Callable[[_Match, DateWords, Reference], Period | None]] = {
    "day_month": _day_month,
    "month_day": _month_day,
    "day_next_month": _day_next_month,
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "weekday_day": _weekday_day,
    "day": _day,
    "day_range": _day_range,
    "iso": _iso,
    "numeric": _numeric,
}
"""Shape to the function that works it out; each may raise ValueError or OverflowError."""
