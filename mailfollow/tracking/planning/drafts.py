"""What to do about a draft that is there already: mostly nothing, for it is the person's to send; or take it back."""

from __future__ import annotations

from datetime import date, datetime

from mailfollow.model import Action, Decision, Draft, DraftState, Standing, State, Thread
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.attempts import GIVEN_UP, is_given_up
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.several import covers_no_more, ended, not_now

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


def open_draft(thread: Thread) -> Draft | None:
    """Return the draft of `thread` that is, or may be, in Drafts."""
    return thread.draft if thread.draft is not None and thread.draft.state in OPEN_STATES else None


def has_draft(thread: Thread) -> bool:
    """Whether there is a draft of its own, or one of another thread that names its proposal as well."""
    return open_draft(thread) is not None or thread.covered_by is not None


def unwanted(standing: Standing, draft: Draft, today: date) -> str | None:
    """Return why `draft`, saved or still to be saved, is not wanted in its thread on `today`; None if it is."""
    reason = not_now(standing, today)
    if reason is not None:
        return reason
    if (draft.round, draft.touch) != (standing.round, standing.touch + 1):
        moved_on = f"it was written as follow-up {draft.touch}, but the thread has moved on since"
        return standing.why if standing.state is State.WAITING else moved_on
    return None


def own_draft(thread: Thread, now: datetime, calendar: Calendar) -> Decision | None:
    """Take back a draft that is no longer wanted, if nobody has touched it; leave it alone otherwise."""
    draft, today = open_draft(thread), calendar.today(now)
    if draft is None:
        return None
    reason = unwanted(thread.standing, draft, today) or _outdated(thread, draft, today, calendar)
    if reason and draft.state is DraftState.OPEN and not draft.kept:
        return Decision(thread.id, Action.WITHDRAW, reason, touch=draft.touch)
    why = f"the draft of follow-up {draft.touch} of {in_words(calendar.local_date(draft.reserved_at))}"
    why = f"{why}: {_left_alone(draft, now, wanted=reason is None)}"
    if thread.foreign_draft:
        why = f"{why}; beside it lies another draft in this thread: please delete the one that you don't want"
    return Decision(thread.id, Action.LEAVE, f"{reason}; {why}" if reason else why, touch=draft.touch)


def shared_draft(thread: Thread, now: datetime, calendar: Calendar) -> Decision | None:
    """Leave the thread to the draft of another one that names its proposal, or take that draft back."""
    draft = thread.covered_by
    if draft is None:
        return None
    written = calendar.local_date(draft.reserved_at)
    reason = covers_no_more(thread, draft, calendar.today(now), written)
    if reason and draft.state is DraftState.OPEN and not draft.kept:
        return Decision(thread.id, Action.WITHDRAW, reason, touch=thread.standing.touch + 1)
    left = _left_alone(draft, now, wanted=not reason)
    why = f"the draft of {in_words(written)} in thread {draft.thread_id} names this proposal as well: {left}"
    return Decision(thread.id, Action.LEAVE, f"{reason}; {why}" if reason else why, touch=thread.standing.touch + 1)


def _left_alone(draft: Draft, now: datetime, *, wanted: bool) -> str:
    """Return why nothing is done about `draft`, in the words of whoever knows it best."""
    if is_given_up(draft, now):
        return GIVEN_UP
    if draft.kept and not wanted:
        return draft.kept
    return draft.problem or LEFT_ALONE[draft.state]


def _outdated(thread: Thread, draft: Draft, today: date, calendar: Calendar) -> str | None:
    """Return why a saved draft no longer fits, though a follow-up is wanted; None if it does."""
    if draft.state is DraftState.OPEN and thread.standing.state is not State.DRAFTED:
        return thread.standing.why
    if draft.state is DraftState.OPEN and draft.replaces is not None and thread.foreign_draft:
        return "you saved the draft that it was to replace: that one is yours"
    return ended(thread.standing, calendar.local_date(draft.reserved_at), today)
