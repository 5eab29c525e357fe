"""What to do about each thread now. Looking first at what speaks against a draft: in doubt none is written.

Every thread gets one decision with its reason; which of the due ones are written now is limited in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mailfollow.model import Action, Cadence, Close, Decision, Draft, DraftPolicy, DraftState, Standing, State, Thread
from mailfollow.tracking.calendar import Calendar
from mailfollow.tracking.due import due, used_up
from mailfollow.tracking.limits import Fits, always, limited
from mailfollow.tracking.words import in_words

__all__ = ["due", "open_draft", "plan", "unwanted"]

OPEN_STATES = frozenset(
    {
        DraftState.RESERVED,
        DraftState.UNCERTAIN,
        DraftState.REFUSED,
        DraftState.OPEN,
        DraftState.EDITED,
        DraftState.MISSING,
    }
)
"""A draft in one of these may lie in Drafts, or may yet come to lie there."""

LEFT_ALONE = {
    DraftState.RESERVED: "it is being saved",
    DraftState.UNCERTAIN: "it is not known yet whether the server stored it",
    DraftState.REFUSED: "the server refused to store it",
    DraftState.OPEN: "it is yours to send, to edit or to delete",
    DraftState.EDITED: "you edited it, so it is left alone",
    DraftState.MISSING: "it is nowhere at present; your mail client may have it open",
}
"""Why nothing is done about a draft in each of the open states."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When the plan is made, and by which rules."""

    now: datetime
    today: date
    cadence: Cadence
    calendar: Calendar


def plan(  # noqa: PLR0917 - what a decision depends on, each named by its type
    threads: Sequence[Thread],
    now: datetime,
    cadence: Cadence,
    calendar: Calendar,
    drafts: DraftPolicy,
    written_today: int,
    fits: Fits = always,
) -> list[Decision]:
    """Return one decision for each thread, first those to write, most urgent first, then the others as given.

    `now` is aware; `written_today` is how many drafts were written since midnight, in all accounts; `fits` says
    whether a draft can be written: nobody waits for one that cannot.
    """
    moment = Moment(now, calendar.today(now), cadence, calendar)
    decisions = [_decide(thread, moment) for thread in threads]
    busy = [thread for thread in threads if open_draft(thread) or thread.standing.state is State.DRAFTED]
    return limited(threads, decisions, busy, drafts, written_today, fits)


def open_draft(thread: Thread) -> Draft | None:
    """Return the draft of `thread` that is, or may be, in Drafts."""
    return thread.draft if thread.draft is not None and thread.draft.state in OPEN_STATES else None


def unwanted(standing: Standing, draft: Draft, today: date) -> str | None:
    """Return why `draft`, saved or still to be saved, is not wanted in its thread on `today`; None if it is."""
    if standing.state not in {State.WAITING, State.DRAFTED}:
        return standing.why or "the thread has not begun"
    if standing.held is not None:
        return standing.held
    if standing.snoozed is not None and standing.snoozed > today:
        return f"you snoozed it until {in_words(standing.snoozed)}"
    if standing.not_before is not None and standing.not_before > today:
        return f"not before {in_words(standing.not_before)}: {standing.not_before_why}"
    if (draft.round, draft.touch) != (standing.round, standing.touch + 1):
        moved_on = f"it was written as follow-up {draft.touch}, but the thread has moved on since"
        return standing.why if standing.state is State.WAITING else moved_on
    return None


def _decide(thread: Thread, moment: Moment) -> Decision:
    for check in CHECKS:
        decision = check(thread, moment)
        if decision is not None:
            return decision
    return _by_date(thread, moment)


def _draft_waits(thread: Thread, moment: Moment) -> Decision | None:
    """Take back a draft that is no longer wanted, if nobody has touched it; leave it alone otherwise."""
    draft = open_draft(thread)
    if draft is None:
        return None
    reason = unwanted(thread.standing, draft, moment.today) or _outdated(thread, draft, moment)
    if reason and draft.state is DraftState.OPEN:
        return Decision(thread.id, Action.WITHDRAW, reason, touch=draft.touch)
    why = f"the draft of follow-up {draft.touch} of {in_words(moment.calendar.local_date(draft.reserved_at))}"
    why = f"{why}: {LEFT_ALONE[draft.state]}"
    return Decision(thread.id, Action.LEAVE, f"{reason}; {why}" if reason else why, touch=draft.touch)


def _outdated(thread: Thread, draft: Draft, moment: Moment) -> str | None:
    """Return why a saved draft no longer fits, though a follow-up is wanted; None if it does."""
    if draft.state is DraftState.OPEN and thread.standing.state is not State.DRAFTED:
        return thread.standing.why
    written = moment.calendar.local_date(draft.reserved_at)
    valid_until = thread.standing.proposal.valid_until if thread.standing.proposal else None
    if valid_until is not None and written <= valid_until < moment.today:
        return f"the offer ended on {in_words(valid_until)}, after the draft was written"
    return None


def _not_ours_to_move(thread: Thread, _moment: Moment) -> Decision | None:
    state = thread.standing.state
    if state is State.WAITING:
        return None
    if state is State.DRAFTED:
        return Decision(thread.id, Action.LEAVE, "a follow-up was in Drafts; what became of it is not known yet")
    return Decision(thread.id, Action.LEAVE, thread.standing.why or "no message of yours is known in it")


def _held(thread: Thread, _moment: Moment) -> Decision | None:
    return Decision(thread.id, Action.HOLD, thread.standing.held) if thread.standing.held is not None else None


def _used_up(thread: Thread, moment: Moment) -> Decision | None:
    if not used_up(thread.standing, moment.cadence):
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
    return Decision(thread.id, Action.LEAVE, "you are writing a draft of your own in this thread")


CHECKS: tuple[Callable[[Thread, Moment], Decision | None], ...] = (
    _draft_waits,
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
        return Decision(thread.id, Action.WRITE, why, day, touch, when)
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
