"""When the next follow-up of a thread is due, in what situation, and why.

A date that somebody named comes before the dates of the cadence: the day they asked for, the day the person wants,
the day we promised, the end of the offer. Absence, snooze and the person's own calendar only ever move a touch to a
later day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailfollow.model import Cadence, Standing, State
from mailfollow.model.words import counted, in_words, ordinal
from mailfollow.tracking.planning.calendar import Calendar

EXPIRY_NOTICE = 3
"""Business days before the end of an offer's validity on which a touch mentions it."""

NEW_YEAR = 15
"""The last day of January on which a mail may speak of the holidays; after two weeks everybody is past them."""

LEAST_AFTER_OFFER = 2
"""Business days that an offer is left alone, however soon it ends: nobody wants a reminder the day after."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next touch: its day, the situation a template must fit, and why."""

    day: date
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class _Case:
    """What all rules look at: a waiting thread, the day its clock began to run, and the settings."""

    standing: Standing
    last: date
    cadence: Cadence
    calendar: Calendar

    @property
    def touch(self) -> int:
        """The number of the follow-up that comes next."""
        return self.standing.touch + 1

    @property
    def valid_until(self) -> date | None:
        """The last day of the offer, where it has one."""
        return self.standing.proposal.valid_until if self.standing.proposal else None

    def say(self, day: date) -> str:
        """Return `day` in words; without the year where it is clear."""
        return in_words(day, since=self.last)


def due(
    standing: Standing, cadence: Cadence, calendar: Calendar, today: date | None = None
) -> tuple[date, str, str] | None:
    """Return the day of the next follow-up, its situation ("when") and why; None if none is to come.

    The situation is that of `today` where the day has passed already: an offer may have lapsed since.
    """
    if standing.state is not State.WAITING or standing.clock is None or used_up(standing, cadence, calendar):
        return None
    case = _Case(standing, calendar.local_date(standing.clock), cadence, calendar)
    planned = _held_back(case, _planned(case))
    day = calendar.next_working(planned.day)
    why = planned.why if day == planned.day else f"{planned.why}; moved to {case.say(day)}, your next working day"
    when = _situation(case, planned.when, max(day, today or day))
    if when == "expiring" != planned.when and case.valid_until is not None:
        why = f"{why}; the offer ends on {case.say(case.valid_until)}"
    return day, when, why


def planned_on(standing: Standing, cadence: Cadence, calendar: Calendar) -> date | None:
    """Return the day on which the next follow-up would be due if the person were never absent; None if none is."""
    if standing.state is not State.WAITING or standing.clock is None or used_up(standing, cadence, calendar):
        return None
    case = _Case(standing, calendar.local_date(standing.clock), cadence, calendar)
    return _held_back(case, _planned(case)).day


def used_up(standing: Standing, cadence: Cadence, calendar: Calendar) -> bool:
    """Whether no touch is left. One that they, or the person, have asked for may always follow."""
    wished = standing.wish and standing.clock and standing.wish > calendar.local_date(standing.clock)
    return standing.touch >= cadence.most and not standing.asked_to_wait and not wished


def _planned(case: _Case) -> Due:
    """Return the touch as planned, by the first rule that has a date."""
    return _asked(case) or _wished(case) or _promised(case) or _expiring(case) or _by_cadence(case)


def _asked(case: _Case) -> Due | None:
    until = case.standing.not_before
    if not case.standing.asked_to_wait or until is None:
        return None
    return Due(until, "asked-to-wait", f"not before {case.say(until)}: {case.standing.not_before_why}")


def _wished(case: _Case) -> Due | None:
    wish = case.standing.wish
    if wish is None or wish <= case.last:
        return None
    return Due(wish, "waiting", f"you asked for a follow-up on {case.say(wish)}")


def _promised(case: _Case) -> Due | None:
    promise = case.standing.proposal.promise if case.standing.proposal else None
    if promise is None or promise <= case.last:
        return None
    return Due(promise, "promised", f"you promised to be in touch on {case.say(promise)}")


def _expiring(case: _Case) -> Due | None:
    """Return a touch shortly before the offer ends, where the next one would come too late or keep it from coming."""
    notice = _notice_day(case)
    if notice is None or case.valid_until is None or case.last >= notice:
        return None
    apart = case.cadence.gap if case.standing.touch else LEAST_AFTER_OFFER
    day = max(notice, case.calendar.add(case.last, apart))
    planned = _by_cadence(case).day
    both = planned < day and case.calendar.add(planned, case.cadence.gap) <= case.valid_until
    if both or day > case.valid_until:
        return None
    return Due(
        day, "expiring", f"the offer ends on {case.say(case.valid_until)}; a follow-up before, on {case.say(day)}"
    )


def _by_cadence(case: _Case) -> Due:
    wait = _wait(case)
    day = case.calendar.add(case.last, wait)
    after = f"{ordinal(case.touch)} follow-up after {counted(wait, 'business day')}"
    return Due(day, "waiting", f"{_counted_from(case)} {case.say(case.last)}; {after}, on {case.say(day)}")


def _counted_from(case: _Case) -> str:
    """Say what the clock runs from; after an answer, or when taken up again, it is no longer the proposal."""
    if case.standing.touch:
        return f"follow-up {case.standing.touch} was on"
    return "counted anew from" if case.standing.round else "sent on"


def _wait(case: _Case) -> int:
    """Return the business days before the next touch; between two touches never less than the minimum gap."""
    done, waits = case.standing.touch, case.cadence.waits
    wait = waits[done] if done < len(waits) else case.cadence.then
    return max(wait, case.cadence.gap) if done else wait


def _notice_day(case: _Case) -> date | None:
    return case.calendar.add(case.valid_until, -EXPIRY_NOTICE) if case.valid_until else None


def _held_back(case: _Case, planned: Due) -> Due:
    """Return `planned`, not before the day until which it is held or snoozed."""
    standing = case.standing
    for until, reason in ((standing.not_before, standing.not_before_why), (standing.snoozed, "you snoozed it")):
        if until is not None and until > planned.day:
            planned = Due(until, planned.when, f"{planned.why}; not before {case.say(until)}: {reason}")
    return planned


def _situation(case: _Case, when: str, day: date) -> str:
    """Return the situation on `day`; the last touch says goodbye, and nothing calls a lapsed offer valid."""
    if when == "asked-to-wait":
        return when
    if case.touch >= case.cadence.most:
        return "closing"
    if case.valid_until is not None and day > case.valid_until:
        return "lapsed"
    notice = _notice_day(case)
    if when == "waiting" and notice is not None and case.last < notice <= day:
        return "expiring"
    if when == "waiting" and day.month == 1 and day.day <= NEW_YEAR and case.last.year < day.year:
        return "after-holidays"
    return when
