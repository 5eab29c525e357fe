"""Handlers of what happens to our drafts, and of what the person says with a command or a folder."""

from __future__ import annotations

from dataclasses import replace

from mailfollow.model import Close, Event, Standing, State
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.sent import begin
from mailfollow.tracking.standing.step import free, moved, settled


def draft_saved(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Note that the next follow-up lies in Drafts."""
    day = in_words(calendar.local_date(event.at))
    why = f"follow-up {standing.touch + 1} lies in Drafts since {day}"
    return replace(moved(standing, event, State.DRAFTED, why), draft_id=event.draft_id)


def draft_edited(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Note that the draft is the person's own now."""
    why = f"you edited follow-up {standing.touch + 1}: it is yours now"
    return replace(moved(standing, event, State.DRAFTED, why), draft_id=event.draft_id)


def draft_gone(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Count the touch whose draft was thrown away, or sent without a trace in Sent; the clock runs from then."""
    if standing.draft_id is not None and event.draft_id is not None and standing.draft_id != event.draft_id:
        return standing
    touch = standing.touch + 1
    why = f"follow-up {touch} is over: {event.why}"
    skipped = replace(moved(standing, event, State.WAITING, why), touch=touch, clock=event.at, draft_id=None, wish=None)
    return settled(skipped, calendar.local_date(event.at))


def late_draft_gone(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Skip the touch only if the draft was still the one of the next touch, as after "not now" or a bounce."""
    waited_for = event.draft_id is not None and event.draft_id == standing.draft_id
    return draft_gone(standing, event, calendar) if waited_for else standing


def draft_withdrawn(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Wait again: the touch was not made, and does not count. Another draft in its place may have come with it."""
    if standing.draft_id is not None and event.draft_id is not None and standing.draft_id != event.draft_id:
        return standing
    why = f"the draft of follow-up {standing.touch + 1} was withdrawn: {event.why}"
    return replace(moved(standing, event, State.WAITING, why), draft_id=None)


def late_draft_withdrawn(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Forget a draft that the waiting thread no longer wanted; why it waits stays the same."""
    return replace(standing, draft_id=None) if event.draft_id == standing.draft_id else standing


def ended(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Close the thread for the reason that the event gives."""
    return moved(standing, event, State.CLOSED, event.why, event.close or Close.EXHAUSTED)


def superseded(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Close an answered thread only if a newer one takes over: any other end supposes silence, and there was none."""
    return ended(standing, event, calendar) if event.close is Close.SUPERSEDED else standing


def snoozed(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Keep the thread quiet until the day the person chose; no day means no longer."""
    return replace(standing, snoozed=event.until)


def stopped(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """End it: nothing more shall be written."""
    return moved(standing, event, State.CLOSED, event.why, Close.STOPPED)


def won(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """End it as won."""
    return moved(standing, event, State.CLOSED, event.why, Close.WON)


def lost(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """End it as lost."""
    return moved(standing, event, State.CLOSED, event.why, Close.LOST)


def resumed(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Lift everything that holds a thread that is still followed; its clock has run on meanwhile.

    Where the person names a day, it is that of the next follow-up, and what others asked for still holds.
    """
    if event.until is not None:
        return replace(standing, wish=event.until, held=None, over="", snoozed=None, why=event.why)
    return replace(free(standing), over="", snoozed=None, why=f"{event.why}; nothing holds it any more")


def reopened(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Follow it again from now on, from the first touch, and give addresses that bounced another chance."""
    why = f"followed again since {in_words(calendar.local_date(event.at))}: {event.why}"
    failed = frozenset[str]() if standing.close is Close.BOUNCED else standing.failed
    again = free(moved(standing, event, State.WAITING, why))
    again = replace(again, clock=event.at, snoozed=None, wish=event.until, failed=failed)
    return replace(again, touch=0, round=standing.round + 1, draft_id=None, over="")


def tracked(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Start following a message that was not recognised as a proposal: the person says that it is one."""
    return replace(begin(standing, event, calendar), why=f"you follow it: {event.why}")
