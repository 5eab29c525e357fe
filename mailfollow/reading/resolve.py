"""What each shape of a date expression stands for: one function a shape, from its match to the days.

Where the writer left something open (the year, the order of day and month) the coming and the later day is taken: too
late a follow-up annoys nobody.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from mailfollow.reading.datewords import DateWords
from mailfollow.reading.holidays import HOLIDAYS
from mailfollow.reading.period import Period, Reference
from mailfollow.reading.spans import Days, ahead, coming, month_end, span_of

_Match = re.Match[str]


def _period(match: _Match, days: Days, shape: str, **more: bool) -> Period:
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip())
    return Period(days[0], days[1], start, match.end(), shape, **more)


def _name(match: _Match, group: str) -> str:
    return " ".join(match[group].split())


def _year(match: _Match) -> int | None:
    text = match["year"]
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _dated(match: _Match, words: DateWords, month: int, day: int, reference: date) -> date:
    """Return the day with the year that is written, that fits the weekday written, or that comes next."""
    year = _year(match)
    if year is not None:
        return date(year, month, day)
    near = coming(month, day, reference)
    weekday = words.weekdays.get(match["weekday"] or "")
    if weekday and near.isoweekday() != weekday and near < reference:
        later = date(near.year + 1, month, day)
        return later if later.isoweekday() == weekday else near
    return near


def _day_month(match: _Match, words: DateWords, reference: Reference) -> Period:
    day = _dated(match, words, words.months[_name(match, "month")], int(match["day"]), reference.day)
    return _period(match, (day, day), "day_month", ranged=match["from"] is not None)


def _month_day(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    if not words.month_first:
        return None
    day = _dated(match, words, words.months[_name(match, "month")], int(match["to"] or match["day"]), reference.day)
    return _period(match, (day, day), "month_day", ranged=match["to"] is not None)


def _month(match: _Match, words: DateWords, reference: Reference) -> Period:
    name, year = _name(match, "month"), _year(match)
    month = words.months[name]
    if year is None:
        year = reference.day.year + (
            month < reference.day.month or (bool(match["next"]) and month == reference.day.month)
        )
    part = _part(match, (date(year, month, 1), month_end(year, month)))
    bare = (
        name in words.undecided and match["year"] is None and not (match["next"] or match["next2"] or _has_part(match))
    )
    return _period(match, part, "month", exact=_has_part(match), bare=bare)


def _weekday(match: _Match, words: DateWords, reference: Reference) -> Period:
    name = _name(match, "weekday")
    weekday, today = words.weekdays[name], reference.day
    day = today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)
    # "next Friday", said on a Wednesday, is nine days off; "vendredi prochain" is the day after tomorrow.
    following = match["next"] in words.next_skips or " " in (match["next2"] or "")
    if following and day.isocalendar()[:2] == today.isocalendar()[:2]:
        day += timedelta(days=7)
    bare = name in words.undecided and not (match["next"] or match["this"] or match["next2"])
    return _period(match, (day, day), "weekday", bare=bare)


def _day(match: _Match, _words: DateWords, reference: Reference) -> Period:
    day, today = int(match["day"]), reference.day
    year, month = today.year, today.month
    while calendar.monthrange(year, month)[1] < day or date(year, month, day) <= today:
        year, month = year + month // 12, month % 12 + 1
        if not 1 <= day <= 31:
            raise ValueError(day)
    return _period(match, (date(year, month, day),) * 2, "day", bare=True)


def _span(match: _Match, words: DateWords, reference: Reference) -> Period:
    name = _name(match, "number")
    number = int(name) if name.isdigit() else words.numbers[name]
    day = ahead(reference.day, number, words.units[_name(match, "unit")])
    return _period(match, (day, day), "span", bare=match["later"] is None)


def _unit(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    name, following = _name(match, "unit"), match["next"] or match["next2"]
    if not following and not (match["this"] and _has_part(match)):
        return None
    unit = words.units[name]
    if unit in {"day", "workday"}:
        day = ahead(reference.day, 1 if _singular(name, words) else 3, unit)
        return _period(match, (day, day), "unit", bare=True)
    days = span_of(unit, reference.day, 1 if following else 0)
    return _period(match, _part(match, days), "unit", exact=_has_part(match))


def _singular(name: str, words: DateWords) -> bool:
    # The tables list a unit's longer forms first, the singular last.
    return name == [other for other, unit in words.units.items() if unit == words.units[name]][-1]


def _named(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    name, today = words.named[_name(match, "name")], reference.day
    if name in _NEAR:
        days = _NEAR[name](today)
        return _period(match, (days[0], days[-1]), "named", exact=name != "year_next")
    if name not in HOLIDAYS:
        return None
    year = _year(match) or (today.year + 1 if match["next"] or name == "fiscal" else _holiday_year(name, today))
    exact = name in {"christmas", "new_year", "thanksgiving", "easter"}
    return _period(match, _part(match, HOLIDAYS[name](year)), "named", exact=exact or _has_part(match))


def _holiday_year(name: str, today: date) -> int:
    years = (today.year - 1, today.year, today.year + 1)
    return next(year for year in years if HOLIDAYS[name](year)[1] >= today)


def _only_year(match: _Match, _words: DateWords, _reference: Reference) -> Period:
    year = int(match["year"])
    return _period(match, (date(year, 1, 1), date(year, 12, 31)), "year", exact=False, bare=True)


def _iso(match: _Match, _words: DateWords, _reference: Reference) -> Period:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _period(match, (day, day), "iso")


def _numeric(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    first, second, year = int(match["first"]), int(match["second"]), _year(match)
    if year is None and match["sign"] == "-":
        return None
    orders = _orders(first, second, match["sign"], words, reference)
    days = [date(year, m, d) if year else coming(m, d, reference.day) for d, m in orders]
    # "2.10" may be a version, "12/3" a section: without a year it needs the right word before it.
    bare = year is None and not match["open"]
    # Where both orders are possible the later day is the safe one.
    return _period(match, (max(days),) * 2, "numeric", bare=bare) if days else None


def _orders(first: int, second: int, sign: str, words: DateWords, reference: Reference) -> list[tuple[int, int]]:
    """Return the possible (day, month) readings of two numbers."""
    day_first = [(first, second)] if 1 <= second <= 12 and 1 <= first <= 31 else []
    month_first = [(second, first)] if 1 <= first <= 12 and 1 <= second <= 31 else []
    if sign == "." or not words.month_first:
        return day_first
    if reference.month_first is not None and day_first and month_first:
        return month_first if reference.month_first else day_first
    return day_first + month_first


def _has_part(match: _Match) -> bool:
    return bool(match["early"] or match["mid"] or match["end"])


def _part(match: _Match, days: Days) -> Days:
    """Narrow a period to its beginning, middle or end; the end of a week is its Friday."""
    first, last = days
    length = (last - first).days + 1
    if match["end"]:
        end = last - timedelta(days=2) if length == 7 else last
        return end, end
    if match["mid"]:
        middle = first + timedelta(days=length // 2 - (length == 7 or length > 27))
        return middle, middle
    return (first, first) if match["early"] else days


_NEAR: Mapping[str, Callable[[date], Days]] = {
    "today": lambda today: (today, today),
    "tomorrow": lambda today: (today + timedelta(days=1),) * 2,
    "overmorrow": lambda today: (today + timedelta(days=2),) * 2,
    "weekend": lambda today: (span_of("week", today, 0)[1] - timedelta(days=1), span_of("week", today, 0)[1]),
    "week_end": lambda today: (span_of("week", today, 0)[1] - timedelta(days=2),) * 2,
    "week_next": lambda today: span_of("week", today, 1),
    "month_end": lambda today: (span_of("month", today, 0)[1],) * 2,
    "month_next": lambda today: (span_of("month", today, 1)[0],) * 2,
    "quarter_end": lambda today: (span_of("quarter", today, 0)[1],) * 2,
    "year_end": lambda today: (span_of("year", today, 0)[1],) * 2,
    "year_next": lambda today: (span_of("year", today, 1)[0],) * 2,
}
RESOLVERS: Mapping[str, Callable[[_Match, DateWords, Reference], Period | None]] = {
    "day_month": _day_month,
    "month_day": _month_day,
    "month": _month,
    "weekday": _weekday,
    "day": _day,
    "span": _span,
    "unit": _unit,
    "named": _named,
    "year": _only_year,
    "iso": _iso,
    "numeric": _numeric,
}
"""Shape (as in `datewords.py`) to the function that works it out; each may raise ValueError or OverflowError."""
