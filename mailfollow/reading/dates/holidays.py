"""When the holidays and seasons are that people name instead of a date, for any year from 1583 on.

Each entry gives the first and the last day as people mean it in "after the holidays": around the day itself.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

Days = tuple[date, date]


def easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th weekday (0 = Monday) of a month, counted from its beginning; -1 is the last."""
    if n < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _from_easter(first: int, last: int) -> Callable[[int], Days]:
    return lambda year: (easter(year) + timedelta(days=first), easter(year) + timedelta(days=last))


def _fixed(first: tuple[int, int], last: tuple[int, int]) -> Callable[[int], Days]:
    return lambda year: (date(year, *first), date(year, *last))


HOLIDAYS: Mapping[str, Callable[[int], Days]] = {
    "new_year": _fixed((1, 1), (1, 1)),
    "epiphany": _fixed((1, 6), (1, 6)),
    "carnival": _from_easter(-48, -46),
    "easter": _from_easter(-2, 1),
    "ascension": _from_easter(39, 39),
    "pentecost": _from_easter(49, 50),
    "memorial_day": lambda year: (nth_weekday(year, 5, 0, -1),) * 2,
    "independence_day": _fixed((7, 4), (7, 4)),
    "ferragosto": _fixed((8, 15), (8, 15)),
    "back_to_school": _fixed((9, 1), (9, 7)),
    "all_saints": _fixed((11, 1), (11, 1)),
    "sinterklaas": _fixed((12, 5), (12, 5)),
    "immaculate": _fixed((12, 6), (12, 8)),
    "labor_day": lambda year: (nth_weekday(year, 9, 0, 1),) * 2,
    "thanksgiving": lambda year: (nth_weekday(year, 11, 3, 4),) * 2,
    "christmas": _fixed((12, 24), (12, 26)),
    "holidays": lambda year: (date(year, 12, 24), date(year + 1, 1, 1)),
    "year_turn": _fixed((12, 27), (12, 31)),
    "spring": _fixed((3, 1), (5, 31)),
    "summer": _fixed((6, 15), (8, 31)),
    "autumn": _fixed((9, 1), (11, 30)),
    "winter": lambda year: (date(year, 12, 1), date(year + 1, 2, 28)),
    "q1": _fixed((1, 1), (3, 31)),
    "q2": _fixed((4, 1), (6, 30)),
    "q3": _fixed((7, 1), (9, 30)),
    "q4": _fixed((10, 1), (12, 31)),
    "h1": _fixed((1, 1), (6, 30)),
    "h2": _fixed((7, 1), (12, 31)),
    "fiscal": _fixed((1, 1), (12, 31)),
}
"""Name (as in the phrases) to the days in a given year.

A fiscal year is taken for the calendar year, which it is for most companies; who means another names its date.
"""
RECURRING = frozenset({"q1", "q2", "q3", "q4", "h1", "h2"})
"""Periods of which the coming one is meant even while one is running: "let's move it to H2", said in November."""
