"""What the handlers of events share: the shape of a step, and the small changes that several of them make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mailfollow.model import Close, Event, Proposal, Standing, State
from mailfollow.tracking.matching.company import company_of
from mailfollow.tracking.planning.calendar import Calendar

Handler = Callable[[Standing, Event, Calendar], Standing]
"""One step of a thread: where it stood, what happened, and the person's calendar; returns where it stands now."""


def nothing(standing: Standing, _event: Event, _calendar: Calendar) -> Standing:
    """Change nothing: the event says nothing new about a thread in this state."""
    return standing


def moved(standing: Standing, event: Event, state: State, why: str, close: Close | None = None) -> Standing:
    """Return `standing` in `state`, with the reason; `since` is the event's time if the state is another one."""
    same = (standing.state, standing.close) == (state, close)
    return replace(standing, state=state, close=close, why=why, since=standing.since if same else event.at)


def free(standing: Standing) -> Standing:
    """Return `standing` with nothing that holds it back but the person's own snooze."""
    return replace(standing, not_before=None, not_before_why="", asked_to_wait=False, held=None)


def settled(standing: Standing, day: date) -> Standing:
    """Return `standing` without a waiting time that is over on `day`: what we do then has taken it into account."""
    if standing.not_before is None or standing.not_before > day:
        return standing
    return replace(standing, not_before=None, not_before_why="", asked_to_wait=False)


def reaches(standing: Standing, event: Event) -> bool:
    """Whether our mail went to somebody of the thread: a recipient, somebody who answered, or their company."""
    if not standing.people:
        return bool(event.people)
    known = {who.address for who in standing.people} | standing.voices
    companies = {company_of(address) for address in known} - {None}
    return any(who.address in known or company_of(who.address) in companies for who in event.people)


def is_new_offer(standing: Standing, event: Event) -> bool:
    """Whether our mail is a proposal that states something else than the one before. A follow-up of ours never is."""
    new, old = event.proposal, standing.proposal
    if new is None or not new.is_proposal or event.draft_id is not None:
        return False
    return old is None or not old.is_proposal or _differs(new, old)


def _differs(new: Proposal, old: Proposal) -> bool:
    """Whether `new` states a number, an amount or an end of validity that `old` does not."""
    stated = ((new.number, old.number), (new.amount, old.amount), (new.valid_until, old.valid_until))
    return any(now is not None and now != before for now, before in stated)
