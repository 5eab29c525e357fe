"""How many new drafts a day may bring, and on which day what is overdue comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mailfollow.model import Decision, DraftPolicy, Thread
from mailfollow.tracking.planning.calendar import Calendar

Fits = Callable[[Thread, Decision], bool]
"""Whether a draft can be written for a due thread at all."""

NAMED = frozenset({"promised", "asked-to-wait", "expiring"})
"""Situations with a date that somebody named; they come before those where the date is only our own habit."""

HEAD_START = 20
"""Business days by which they come before those: not always, or whoever nobody named a date for might wait for ever."""

PUNCTUAL = 1
"""Business days that a follow-up may be late, as after a day without the laptop; from then on it is overdue."""


def always(_thread: Thread, _decision: Decision) -> bool:
    """Take it that every draft can be written."""
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """What the number of new drafts depends on, on the local day `today`.

    `written` is how many were written on it already, in all accounts, and `lately` how many since the last business
    day began; `stopped` says why none may be, if so.
    """

    policy: DraftPolicy
    calendar: Calendar
    today: date
    written: int = 0
    lately: int = 0
    stopped: str | None = None
    fits: Fits = always

    @property
    def overdue(self) -> int:
        """How many overdue follow-ups are written on a business day."""
        return min(self.policy.batch, self.policy.daily)

    @property
    def room(self) -> int:
        """How many overdue ones are written today; whatever was written since the last business day began counts.

        So a weekend does not add to what came on Friday: nobody shall find three days' worth on Monday.
        """
        return max(0, self.overdue - self.lately)

    def is_overdue(self, decision: Decision) -> bool:
        """Whether the follow-up was planned for a day long gone, be it that nothing ran or that nobody was there."""
        planned = decision.planned or decision.due_on
        return planned is not None and self.calendar.add(planned, PUNCTUAL + 1) <= self.today

    def day_of(self, place: int) -> date:
        """Return the day on which the overdue follow-up at this place in the queue behind today's comes, from 0."""
        day = self.today
        for _ in range(place // self.overdue + 1):
            day = self.calendar.next_working(self.calendar.add(day, 1))
        return day

    def since_last_business(self, moment: datetime) -> bool:
        """Whether `moment` lies in the days since the last business day began."""
        return self.calendar.local_date(moment) >= self.calendar.last_business(self.today)
