"""The person's working time: business days, holidays, absences and hours, in the account's time zone.

Days are counted as days, never as 24 hours, so that a change to summer time can't move a follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailfollow.model import Cadence

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the person works. `hours` are local, [from, to); `away` are first and last days of absences.

    `hold_days` and `away_days` are what "later" means, in business days, where somebody names no day.
    """

    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()
    hours: tuple[int, int] = (0, 24)
    hold_days: int = 10
    away_days: int = 5

    def local_date(self, at: datetime) -> date:
        """Return the day on which the aware `at` falls here."""
        return at.astimezone(self.zone).date()

    def today(self, now: datetime) -> date:
        """Return the day that the aware `now` falls on here."""
        return self.local_date(now)

    def is_business(self, day: date) -> bool:
        """Whether `day` is neither at a weekend nor a holiday."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_away(self, day: date) -> bool:
        """Whether the person is absent on `day`."""
        return any(first <= day <= last for first, last in self.away)

    def is_working(self, day: date) -> bool:
        """Whether it is a business day on which the person is there."""
        return self.is_business(day) and not self.is_away(day)

    def is_open(self, now: datetime) -> bool:
        """Whether the aware `now` lies within the hours in which drafts are written."""
        first, end = self.hours
        return first <= now.astimezone(self.zone).hour < end

    def next_slot(self, now: datetime) -> date:
        """Return the first day on which a draft may be written at `now` or later."""
        _, end = self.hours
        today = self.today(now)
        return self.next_working(today if now.astimezone(self.zone).hour < end else _shifted(today, 1))

    def add(self, day: date, n: int) -> date:
        """Return the n-th business day after `day`, or before it if `n` is negative; `day` itself for 0."""
        step = 1 if n > 0 else -1
        for _ in range(abs(n)):
            day = _shifted(day, step)
            while not self.is_business(day) and _shifted(day, step) != day:
                day = _shifted(day, step)
        return day

    def last_business(self, day: date) -> date:
        """Return `day` if it is a business day, else the last one before it."""
        return day if self.is_business(day) else self.add(day, -1)

    def next_working(self, day: date) -> date:
        """Return the first day on or after `day` that is a business day and on which the person is there."""
        while not self.is_working(day) and day < date.max:
            back = max((last for first, last in self.away if first <= day <= last), default=day)
            day = _shifted(back, 1)
        return day


def calendar_for(cadence: Cadence, zone: ZoneInfo) -> Calendar:
    """Return the calendar that the configured `cadence` means in `zone`."""
    return Calendar(
        zone, frozenset(cadence.holidays), cadence.away, cadence.hours, cadence.hold_days, cadence.away_days
    )


def _shifted(day: date, step: int) -> date:
    """Return the day after or before, stopping at the ends of time."""
    if day == (date.max if step > 0 else date.min):
        return day
    return day + timedelta(days=step)
