"""A period of days that a text names, and the point from which dates are reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days an expression stands for, and where it stands in the text.

    `exact` is False for months, quarters and the like, of which "until" means the first day. `bare` expressions
    (a month or weekday that is an ordinary word too, a lone number, "two weeks") need the right word before them.
    """

    first: date
    last: date
    start: int
    end: int
    shape: str
    exact: bool = True
    ranged: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """The day a mail was written and how its sender orders day and month (None: unknown)."""

    day: date
    month_first: bool | None = None


def period_of(match: re.Match[str], days: tuple[date, date], shape: str, **more: bool) -> Period:
    """Return the period that a match of a shape stands for; spaces before it are left out."""
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip())
    return Period(days[0], days[1], start, match.end(), shape, **more)


def name_in(match: re.Match[str], group: str) -> str:
    """Return a matched name as the tables have it, with single spaces."""
    return " ".join(match[group].split())


def year_in(match: re.Match[str]) -> int | None:
    """Return the year that a match names ("27" is 2027), or None."""
    text = match["year"]
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)
