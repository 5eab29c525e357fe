"""Handlers of what comes from outside: answers by people, absences, bounces, signatures, and mail that only holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from mailfollow.model import Close, Event, Intent, Standing, State
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.step import Handler, free, moved

OPENS_AGAIN = frozenset({Intent.YES, Intent.QUESTION, Intent.NOT_NOW, Intent.HOLDING})
"""What, said after a no, shows that it was not the last word."""

GIVEN_UP = "you gave it up as lost"
"""What a thread says of itself when they write after that."""

HELD_UP = timedelta(days=5)
"""How long mail is on its way at most: then servers give up (RFC 5321 section 4.5.4.1)."""

DECIDED = {Close.WON, Close.STOPPED, Close.SUPERSEDED}
"""Ends that no answer undoes: decisions of the person's, and a newer proposal, which gets the answer as well."""


def answer(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Take a person's answer by what it means; when unsure it is the user's turn, and nothing is drafted."""
    handler = BY_INTENT.get(event.intent or Intent.OTHER, _your_turn)
    return handler(_heard(standing, event), event, calendar)


def late_answer(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Take an answer to a closed thread: it matters unless the end was a decision that it does not undo.

    What the person gave up as lost is shown when they write again, but nothing more is drafted for it by itself.
    """
    begun = standing.clock is not None
    if not begun or standing.close in DECIDED or event.intent is Intent.LEFT:
        return standing
    if event.intent is Intent.STOP:
        return answer(standing, event, calendar)
    if standing.close not in {Close.DECLINED, Close.LOST}:
        return answer(standing, event, calendar)
    return _after_the_end(standing, event, calendar) if event.intent in OPENS_AGAIN else standing


def absence(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Hold the thread while somebody is away; a notice may lengthen what holds, never shorten it.

    A notice of receipt, and a return that is already over, change nothing.
    """
    day = calendar.local_date(event.at)
    if event.until is None and not event.away:
        return standing
    if event.until is not None and event.until < day:
        return standing
    back = calendar.add(event.until, 1) if event.until else calendar.add(day, calendar.away_days)
    if standing.not_before is not None and standing.not_before >= back:
        return standing
    return replace(standing, not_before=back, not_before_why=event.why)


def bounce(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Leave out an address that failed for good; with nobody left, the thread ends.

    A draft that waits is addressed to it as well, so that the thread goes back to waiting and gets a new one.
    """
    noted = note_bounce(standing, event, calendar)
    if noted == standing or event.person not in {who.address for who in standing.people}:
        return noted
    if not noted.reachable:
        return moved(noted, event, State.CLOSED, f"no address is left to write to: {event.why}", Close.BOUNCED)
    return moved(noted, event, State.WAITING, f"{event.person} is left out: {event.why}")


def note_bounce(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Remember an address that failed for good; a temporary failure is nothing."""
    if not event.permanent or event.person is None:
        return standing
    return replace(standing, failed=standing.failed | {event.person})


def hold(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """Hold the thread where a person must look first; the state stays."""
    return replace(standing, held=event.why, heard=_came(event))


def signed(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    """End as won: the document was signed."""
    return moved(standing, event, State.CLOSED, f"won: {event.why}", Close.WON)


def late_signature(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """End as won after all, unless somebody said that nothing more shall be written."""
    return standing if standing.close in {Close.STOPPED, Close.WON} else signed(standing, event, calendar)


def _heard(standing: Standing, event: Event) -> Standing:
    """Return `standing` with the answer as the message to answer, and its writer known."""
    voices = standing.voices | {event.person} if event.person else standing.voices
    return replace(standing, voices=voices, answer_id=event.message_id or standing.answer_id, heard=_came(event))


def _came(event: Event) -> datetime:
    """Return when a message came in: its date, if it seems to have come before, or was put into the mailbox later."""
    arrived = event.arrived or event.at
    return arrived if event.at <= arrived <= event.at + HELD_UP else event.at


def _after_the_end(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Make it the user's turn after a no, or after it was given up: that it stays, whatever we answer."""
    lost = standing.close is Close.LOST
    handler = _yes if event.intent is Intent.YES else _your_turn
    again = handler(_heard(standing, event), event, calendar)
    why = f"{again.why}, {'after you gave it up as lost' if lost else 'after a no'}"
    return replace(again, why=why, over=GIVEN_UP if lost else again.over)


def _your_turn(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    return replace(free(moved(standing, event, State.YOUR_TURN, f"your turn: {event.why}")), draft_id=None)


def _yes(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Make it the user's turn. A bare yes to a follow-up may be to what that asked; to the offer, it accepts it."""
    ours = _your_turn(standing, event, calendar)
    first = standing.touch == 0 and (standing.round == 0 or event.in_reply_to == standing.proposal_id)
    if standing.over == GIVEN_UP or not (event.accepts or first):
        return ours
    return replace(ours, over=f"they said yes on {in_words(calendar.local_date(event.at))}")


def _taken_back(standing: Standing) -> Standing:
    """Return `standing` without their yes, which was not their last word; what was given up stays so."""
    return standing if standing.over == GIVEN_UP else replace(standing, over="")


def _declined(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    standing = _taken_back(standing)
    return free(moved(standing, event, State.CLOSED, f"they said no: {event.why}", Close.DECLINED))


def _stop(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    return free(moved(standing, event, State.CLOSED, f"they asked not to be written to: {event.why}", Close.STOPPED))


def _later(standing: Standing, event: Event, calendar: Calendar) -> Standing:
    """Wait until the day they named, now or before, else for the configured time; the touches so far still count."""
    day = calendar.local_date(event.at)
    said = "they asked to wait" if event.intent is Intent.NOT_NOW else "they will get back to you"
    if event.until is not None and event.until > day:
        until, named = event.until, ""
    else:
        until, named = _some_time(standing, calendar.add(day, calendar.hold_days)), ", as they named no day"
    why = f"{said}: {event.why}; held until {in_words(until)}{named}"
    waiting = free(moved(_taken_back(standing), event, State.WAITING, why))
    return replace(waiting, clock=event.at, not_before=until, not_before_why=said, asked_to_wait=True)


def _some_time(standing: Standing, default: date) -> date:
    """Return what "later" means: the configured day, but not before they are back, or before what they asked for."""
    return max(default, standing.not_before or default)


def _left(standing: Standing, event: Event, _calendar: Calendar) -> Standing:
    return replace(standing, held=f"{event.person or 'the contact'} has left: {event.why}")


BY_INTENT: Mapping[Intent, Handler] = {
    Intent.YES: _yes,
    Intent.NO: _declined,
    Intent.STOP: _stop,
    Intent.NOT_NOW: _later,
    Intent.HOLDING: _later,
    Intent.LEFT: _left,
}
"""Every other intent makes it the user's turn."""
