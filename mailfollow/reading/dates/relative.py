"""What names of times stand for: months, weekdays, numbered weeks, "in two weeks", "end of next quarter", holidays.

One function a shape (`dateshapes.py`), from its match to the days, seen from the day the mail was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from mailfollow.reading.dates.holidays import HOLIDAYS, RECURRING
from mailfollow.reading.dates.period import Period, Reference, name_in, period_of, year_in
from mailfollow.reading.dates.spans import Days, ahead, month_end, span_of
from mailfollow.reading.lexicon.datewords import DateWords

_Match = re.Match[str]
FISCAL = "fiscal"
"""The shape of a fiscal year, whose beginning may stand elsewhere in the sentence."""


def _month(match: _Match, words: DateWords, reference: Reference) -> Period:
    name, year = name_in(match, "month"), year_in(match)
    month = words.months[name]
    if year is None:
        year = reference.day.year + (
            month < reference.day.month or (bool(match["next"]) and month == reference.day.month)
        )
    part = _part(match, (date(year, month, 1), month_end(year, month)))
    bare = (
        name in words.undecided and match["year"] is None and not (match["next"] or match["next2"] or _has_part(match))
    )
    return period_of(match, part, "month", exact=_has_part(match), bare=bare)


def _weekday(match: _Match, words: DateWords, reference: Reference) -> Period:
    name = name_in(match, "weekday")
    weekday, today = words.weekdays[name], reference.day
    day = today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)
    # "next Friday", said on a Wednesday, is nine days off; "vendredi prochain" is the day after tomorrow.
    following = match["next"] in words.next_skips or match["week"] or " " in (match["next2"] or "")
    if following and day.isocalendar()[:2] == today.isocalendar()[:2]:
        day += timedelta(days=7)
    if match["second"]:
        day = span_of("week", today, 2)[0] + timedelta(days=weekday - 1)
    bare = name in words.undecided and not any(match.group("second", "week", "next", "this", "next2"))
    return period_of(match, (day, day), "weekday", bare=bare)


def _span(match: _Match, words: DateWords, reference: Reference) -> Period:
    name = name_in(match, "number")
    number = int(name) if name.isdigit() else words.numbers[name]
    begin = (
        reference.day if match["base"] is None else _named_days(words.named[name_in(match, "base")], reference.day)[1]
    )
    day = ahead(begin, number, words.units[name_in(match, "unit")])
    return period_of(match, (day, day), "span", bare=match["later"] is None and match["base"] is None)


def _named_days(name: str, today: date) -> Days:
    """Return the days of "tomorrow", of "Easter". Raises ValueError for a name that stands for none."""
    if name in _NEAR:
        return _NEAR[name](today)
    if name not in HOLIDAYS:
        raise ValueError(name)
    return _coming_holiday(name, today, whole=False)


def _unit(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    name, following = name_in(match, "unit"), match["next"] or match["next2"]
    unit = words.units[name]
    if not following and not (match["this"] and (_has_part(match) or unit in {"week", "month"})):
        return None
    if unit in {"day", "workday"}:
        day = ahead(reference.day, 1 if _singular(name, words) else 3, unit)
        return period_of(match, (day, day), "unit", bare=True)
    days = span_of(unit, reference.day, 1 if following else 0)
    if not following and not _has_part(match):
        return period_of(match, days, "current", exact=False)
    return period_of(match, _part(match, days), "unit", exact=_has_part(match))


def _singular(name: str, words: DateWords) -> bool:
    # The tables list a unit's longer forms first, the singular last.
    return name == [other for other, unit in words.units.items() if unit == words.units[name]][-1]


def _named(match: _Match, words: DateWords, reference: Reference) -> Period | None:
    name, today = words.named[name_in(match, "name")], reference.day
    if name in _LENGTHS:
        return period_of(match, (ahead(today, *_LENGTHS[name]),) * 2, "span", bare=True)
    if name in _NEAR:
        days = _NEAR[name](today)
        return period_of(match, (days[0], days[-1]), "named", exact=name != "year_next")
    if name not in HOLIDAYS:
        return None
    given = year_in(match) or (today.year + 1 if match["next"] or name == "fiscal" else None)
    days = HOLIDAYS[name](given) if given else _coming_holiday(name, today, whole=bool(match["mid"]))
    exact = days[1] - days[0] < timedelta(days=5) or _has_part(match)
    bare = name_in(match, "name") in words.undecided
    shape = FISCAL if name == "fiscal" else "named"
    return period_of(match, _part(match, days), shape, exact=exact, bare=bare)


def _coming_holiday(name: str, today: date, *, whole: bool) -> Days:
    """Return the first and last day that come next: in a quarter that has begun, of next year's and this one.

    `whole` is for parts of it, which need the days of one and the same.
    """
    years = [HOLIDAYS[name](year) for year in (today.year - 1, today.year, today.year + 1)]
    first, last = next(days for days in years if days[1] >= today)
    if name in RECURRING and not whole:
        first = next(days[0] for days in years if days[0] > today)
    return first, last


def _numbered_week(match: _Match, _words: DateWords, reference: Reference) -> Period:
    number = int(match["nth"] or match["number"])
    to = int(match["to"] or number)
    year, wraps = year_in(match) or reference.day.isocalendar().year, to < number
    if match["year"] is None and date.fromisocalendar(year + wraps, to, 7) < reference.day:
        year += 1
    days = date.fromisocalendar(year, number, 1), date.fromisocalendar(year + wraps, to, 7)
    return period_of(match, days, "week", exact=False)


def _only_year(match: _Match, _words: DateWords, _reference: Reference) -> Period:
    year = int(match["year"])
    return period_of(match, (date(year, 1, 1), date(year, 12, 31)), "year", exact=False, bare=True)


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


_LENGTHS = {"fortnight": (2, "week"), "half_year": (6, "month")}
"""Names of times that are as long as so many of a unit."""
_NEAR: Mapping[str, Callable[[date], Days]] = {
    "nothing": lambda _today: (date.min, date.min),
    "today": lambda today: (today, today),
    "tomorrow": lambda today: (today + timedelta(days=1),) * 2,
    "overmorrow": lambda today: (today + timedelta(days=2),) * 2,
    "weekend": lambda today: (span_of("week", today, 0)[1] - timedelta(days=1), span_of("week", today, 0)[1]),
    "week_end": lambda today: (span_of("week", today, 0)[1] - timedelta(days=2),) * 2,
    "week_next": lambda today: span_of("week", today, 1),
    "week_after": lambda today: span_of("week", today, 2),
    "month_end": lambda today: (span_of("month", today, 0)[1],) * 2,
    "month_next": lambda today: (span_of("month", today, 1)[0],) * 2,
    "quarter_end": lambda today: (span_of("quarter", today, 0)[1],) * 2,
    "year_end": lambda today: (span_of("year", today, 0)[1],) * 2,
    "year_next": lambda today: (span_of("year", today, 1)[0],) * 2,
}
RESOLVERS: Mapping[str, Callable[[_Match, DateWords, Reference], Period | None]] = {
    "month": _month,
    "weekday": _weekday,
    "week": _numbered_week,
    "span": _span,
    "unit": _unit,
    "named": _named,
    "year": _only_year,
}
"""Shape to the function that works it out; each may raise ValueError or OverflowError."""
