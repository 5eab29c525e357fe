"""What to do about each thread now. Looking first at what speaks against a draft: in doubt none is written.

Every thread gets one decision with its reason; which of the due ones are written now is limited in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mailfollow.model import Action, Cadence, Close, Decision, DraftPolicy, State, Thread
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.drafts import has_draft, open_draft, own_draft, shared_draft, unwanted
from mailfollow.tracking.planning.due import due, planned_on, used_up
from mailfollow.tracking.planning.limits import Fits, Limits, always
from mailfollow.tracking.planning.turns import limited

__all__ = ["due", "open_draft", "plan", "unwanted"]


@dataclass(frozen=True, slots=True)
class Moment:
    """When the plan is made, and by which rules."""

    now: datetime
    today: date
    cadence: Cadence
    calendar: Calendar


OWN_DRAFT = "you are writing a draft of your own in this thread"
"""Why nothing of ours is put beside it."""


def plan(  # noqa: PLR0917 - what a decision depends on, each named by its type
    threads: Sequence[Thread],
    now: datetime,
    cadence: Cadence,
    calendar: Calendar,
    drafts: DraftPolicy,
    written_today: int,
    fits: Fits = always,
    stopped: str | None = None,
    written_lately: int | None = None,
) -> list[Decision]:
    """Return one decision for each thread, first those to write, most urgent first, then the others as given.

    `now` is aware; `written_today` is how many drafts were written since midnight, in all accounts; `fits` says
    whether a draft can be written: nobody waits for one that cannot. `stopped` is why no new one may be written.
    `written_lately` is how many were written since the last business day began; as many as today unless given.
    """
    moment = Moment(now, calendar.today(now), cadence, calendar)
    decisions = [_decide(thread, moment) for thread in threads]
    busy = [thread for thread in threads if _is_written_to(thread)]
    lately = written_today if written_lately is None else written_lately
    limits = Limits(drafts, calendar, moment.today, written_today, lately, stopped, fits)
    return limited(threads, decisions, busy, limits)


def _is_written_to(thread: Thread) -> bool:
    """Whether there is a draft to its people already: ours, or one that the person began in it, unless it is over."""
    state = thread.standing.state
    return has_draft(thread) or state is State.DRAFTED or (thread.foreign_draft and state is State.WAITING)


def _decide(thread: Thread, moment: Moment) -> Decision:
    for check in CHECKS:
        decision = check(thread, moment)
        if decision is not None:
            return decision
    return _by_date(thread, moment)


def _draft_is_there(thread: Thread, moment: Moment) -> Decision | None:
    """Leave the thread to its draft, or to one of another thread that names its proposal; or take that back."""
    here = moment.now, moment.calendar
    return own_draft(thread, *here) or shared_draft(thread, *here)


def _not_ours_to_move(thread: Thread, _moment: Moment) -> Decision | None:
    state = thread.standing.state
    if state is State.WAITING:
        return None
    if state is State.DRAFTED:
        return Decision(thread.id, Action.LEAVE, "a follow-up was in Drafts; what became of it is not known yet")
    return Decision(thread.id, Action.LEAVE, thread.standing.why or "no message of yours is known in it")


def _held(thread: Thread, moment: Moment) -> Decision | None:
    hold, snoozed = thread.standing.hold, thread.standing.snoozed
    if hold is None:
        return None
    if snoozed is not None and snoozed > moment.today:
        return Decision(thread.id, Action.WAIT, f"you snoozed it until {in_words(snoozed)}; {hold}")
    return Decision(thread.id, Action.HOLD, hold)


def _used_up(thread: Thread, moment: Moment) -> Decision | None:
    if not used_up(thread.standing, moment.cadence, moment.calendar):
        return None
    why = f"all {moment.cadence.most} follow-ups are done, and nobody answered"
    return Decision(thread.id, Action.END, why, close=Close.EXHAUSTED)


def _nobody_to_write_to(thread: Thread, _moment: Moment) -> Decision | None:
    if thread.standing.reachable:
        return None
    failed = ", ".join(sorted(thread.standing.failed))
    why = f"mail to {failed} came back" if failed else "the proposal names no recipient"
    return Decision(thread.id, Action.HOLD, f"there is nobody to write to: {why}")


def _own_draft(thread: Thread, _moment: Moment) -> Decision | None:
    if not thread.foreign_draft:
        return None
    return Decision(thread.id, Action.LEAVE, OWN_DRAFT)


CHECKS: tuple[Callable[[Thread, Moment], Decision | None], ...] = (
    _draft_is_there,
    _not_ours_to_move,
    _held,
    _used_up,
    _nobody_to_write_to,
    _own_draft,
)
"""What speaks against a new draft, in this order; the first that applies decides."""


def _by_date(thread: Thread, moment: Moment) -> Decision:
    """Write if the day has come and the person is there; wait otherwise."""
    found = due(thread.standing, moment.cadence, moment.calendar, moment.today)
    if found is None:
        return Decision(thread.id, Action.HOLD, "it has no date to count from")
    day, when, why = found
    touch = thread.standing.touch + 1
    reason = _not_now(day, moment)
    if reason is None:
        planned = planned_on(thread.standing, moment.cadence, moment.calendar)
        return Decision(thread.id, Action.WRITE, why, day, touch, when, planned=planned)
    later = max(day, moment.calendar.next_slot(moment.now))
    return Decision(thread.id, Action.WAIT, f"{why}{reason}", later, touch, when)


def _not_now(day: date, moment: Moment) -> str | None:
    """Return why nothing is written at this moment, to be added to the reason; None if it may be.

    A touch falls due on a business day only, but one that is due already is written on any day: nothing is sent by
    it, and the person finds it on Monday morning.
    """
    if day > moment.today:
        return ""
    if moment.calendar.is_away(moment.today):
        again = in_words(moment.calendar.next_working(moment.today), since=moment.today)
        return f"; you are away on {in_words(moment.today, since=moment.today)}, so on {again}"
    if not moment.calendar.is_open(moment.now):
        first, end = moment.calendar.hours
        return f"; drafts are written between {first}:00 and {end}:00"
    return None
