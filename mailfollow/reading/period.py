"""A period of days that a text names, and the point from which dates are reckoned."""

from __future__ import annotations

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
