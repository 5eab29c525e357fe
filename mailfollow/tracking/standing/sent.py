"""Handlers of our own mail: the proposal that starts a thread, follow-ups by any client, and answers to answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailfollow.model import Close, Event, Proposal, Standing, State
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.step import is_new_offer, moved, reaches, settled

SEEN = timedelta(days=1)
"""After that, whoever sends a draft has seen what came before: they have made it their answer."""


def begin(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Start the clock with the proposal. An absence that is known already still holds.

    What we wrote in the same conversation before it, such as an answer to an enquiry, starts nothing.
    """
    if event.proposal is None or not event.proposal.is_proposal:
        return standing
    day = calendar.local_date(event.at)
    return settled(moved(_facts(standing, event), event, State.WAITING, f"sent on {in_words(day)}"), day)


def follow_up(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Count what we sent in the thread as a touch, by whatever client; a revised offer starts a new round."""
    if not reaches(standing, event):
        return _elsewhere(standing, event)
    day = in_words(calendar.local_date(event.at))
    if is_new_offer(standing, event):
        return _new_round(standing, event, calendar, f"revised offer sent on {day}: it starts anew")
    touch = standing.touch + 1
    return replace(_our_word(standing, event, calendar, f"follow-up {touch} sent on {day}"), touch=touch)


def our_answer(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Wait again if our answer leaves the ball with them; a bare "thanks" leaves it with us.

    A follow-up that crossed their answer is none: it counts as a touch, and it is still our turn.
    """
    if not reaches(standing, event):
        return standing
    if _crossed(standing, event):
        return replace(standing, touch=standing.touch + 1, draft_id=None)
    if not event.asks and not is_new_offer(standing, event):
        held = standing.held if _unheard(standing, event) else None
        return replace(standing, answer_id=event.message_id or standing.answer_id, held=held)
    why = f"you answered on {in_words(calendar.local_date(event.at))}: the ball is with them"
    return _new_round(standing, event, calendar, why)


def sent_after_close(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Follow again only if what we send overtakes the reason of the end.

    "Won" and "stop" are decisions: no mail undoes them. Once a newer thread took over, our mail counts there. A no,
    and what was given up as lost, is undone by a new offer. Unanswered follow-ups and bounces decide nothing: who
    writes again, wants it followed.
    """
    if standing.root_id is None:
        return _facts(standing, event)
    if not _overtakes(standing, event):
        return standing
    why = f"closed before ({standing.close}), but you wrote again on {in_words(calendar.local_date(event.at))}"
    return _new_round(standing, event, calendar, why)


def _crossed(standing: Standing, event: Event) -> bool:
    """Whether our mail was written before their answer was known: it had not come, or a draft was sent soon after."""
    if is_new_offer(standing, event) or (event.in_reply_to is not None and event.in_reply_to == standing.answer_id):
        return False
    if event.draft_id is None or standing.heard is None:
        return _unheard(standing, event)
    return event.at < standing.heard + SEEN


def _unheard(standing: Standing, event: Event) -> bool:
    return standing.heard is not None and event.at < standing.heard


def _overtakes(standing: Standing, event: Event) -> bool:
    offer = event.proposal is not None and event.proposal.is_proposal
    if standing.close in {Close.EXHAUSTED, Close.EXPIRED}:
        return reaches(standing, event) and event.asks
    if standing.close in {Close.DECLINED, Close.LOST}:
        return reaches(standing, event) and is_new_offer(standing, event)
    if standing.close is Close.BOUNCED:
        return bool(event.people) and (reaches(standing, event) or offer)
    return False


def _elsewhere(standing: Standing, event: Event) -> Standing:
    """Count nothing for mail to outsiders; if our draft was sent to them, its touch is still to be made."""
    if event.draft_id is None or event.draft_id != standing.draft_id:
        return standing
    why = f"the draft of follow-up {standing.touch + 1} went to somebody else: not counted"
    return replace(moved(standing, event, State.WAITING, why), draft_id=None)


def _new_round(standing: Standing, event: Event, calendar: Calendar, why: str) -> Standing:
    """Return `standing` with the sequence started anew by our mail, and with its recipients."""
    offer = is_new_offer(standing, event)
    again = _our_word(standing, event, calendar, why)
    again = replace(again, touch=0, round=standing.round + 1, people=event.people or standing.people)
    if not offer:
        return again
    return replace(again, proposal=event.proposal, proposal_id=event.message_id, proposed_at=event.at, over="")


def _our_word(standing: Standing, event: Event, calendar: Calendar, why: str) -> Standing:
    """Return `standing` with our mail as the last word: the clock runs from it, a follow-up will answer it."""
    said = replace(
        moved(standing, event, State.WAITING, why),
        clock=event.at,
        answer_id=event.message_id or standing.answer_id,
        proposal=_with_promise(standing.proposal, event.proposal),
        failed=standing.failed - _addresses(event),
        held=standing.held if _unheard(standing, event) else None,
        wish=None,
        draft_id=None,
    )
    return settled(said, calendar.local_date(event.at))


def _facts(standing: Standing, event: Event) -> Standing:
    """Return `standing` with what our first mail tells: to whom, what, and its id."""
    return replace(
        standing,
        clock=event.at,
        root_id=event.message_id,
        answer_id=event.message_id,
        people=event.people,
        proposal=event.proposal,
        proposal_id=event.message_id,
        proposed_at=event.at,
        failed=standing.failed - _addresses(event),
    )


def _with_promise(before: Proposal | None, said: Proposal | None) -> Proposal | None:
    """Return the proposal with the newest promise: "I'll call you on Thursday" counts in any mail of ours."""
    if before is None or said is None or said.promise is None:
        return before
    return replace(before, promise=said.promise, promise_text=said.promise_text)


def _addresses(event: Event) -> frozenset[str]:
    """Return whom our mail went to: writing to an address again gives it another chance after a bounce."""
    return frozenset(who.address for who in event.people)
