"""What a text may refer to beside the proposal: their own words, how they sign, and when there is time to talk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from mailfollow import agenda
from mailfollow.cycle.desk import Desk, Problem, Visit
from mailfollow.errors import DataError
from mailfollow.model import EventKind, Intent, Message, Tally, Thread
from mailfollow.reading.own_words.signed import signed_name
from mailfollow.writing import Told
from mailfollow.writing.facts.slots import free_slots

NOTICE = 2
"""Business days between a draft and the first time that it offers: it is read tomorrow at the earliest."""
AHEAD = 8
"""Business days from then on within which a time is offered."""


def told(visit: Visit, thread: Thread) -> Told:
    """Return what is known of the thread beside the proposal; whatever is not known is left out."""
    words, day = _asked_for_time(visit, thread)
    return Told(
        their_words=words,
        their_date=day,
        slots=_slots(visit, thread),
        signed=_signed(visit, thread),
        learned=_learned(visit),
    )


def answer(visit: Visit, thread: Thread) -> Message | None:
    """Return the message that the draft answers, if it is by somebody of the thread.

    Two people's mails can have one Message-ID, by a broken program or on purpose: nobody's words go to anyone else.
    """
    found = visit.store.messages.message(thread.account, thread.standing.answer_id or "")
    sender = found.envelope.sender if found else None
    voices = {who.address for who in thread.standing.people} | thread.standing.voices
    return found if sender is not None and (sender.address in voices or visit.desk.me.owns(sender.address)) else None


def _learned(visit: Visit) -> Mapping[str, Tally]:
    """Return how each angle has fared so far; read once a pass."""
    if visit.learned is None:
        visit.learned = visit.store.outcomes.tallies(visit.desk.now)
    return visit.learned


def _asked_for_time(visit: Visit, thread: Thread) -> tuple[str | None, date | None]:
    """Return how they asked for time, in their own words, and the day they named, if that is why the thread waited.

    Words are quoted only to whoever wrote them: what a colleague said, the reader has perhaps never seen.
    """
    found = answer(visit, thread)
    if not thread.standing.asked_to_wait or found is None or found.intent not in {Intent.NOT_NOW, Intent.HOLDING}:
        return None, None
    contact = next((who.address for who in thread.standing.reachable), None)
    own = found.envelope.sender is not None and found.envelope.sender.address == contact
    return (found.intent_why or None) if own else None, found.until


def _signed(visit: Visit, thread: Thread) -> str | None:
    """Return how the one who is written to signed their last mail of the thread."""
    contact = next((who.address for who in thread.standing.reachable), None)
    events = visit.store.threads.events(thread.id)
    replies = [one for one in events if one.kind is EventKind.REPLY and one.person == contact and one.message_id]
    for event in reversed(replies):
        found = visit.store.messages.message(thread.account, event.message_id or "")
        if found is not None and found.envelope.sender and found.envelope.sender.address == contact:
            return signed_name(found.own_text, found.signature, visit.desk.lexicon)
    return None


def _slots(visit: Visit, thread: Thread) -> tuple[datetime, ...]:
    """Return free times to propose; none where the calendar that says what is taken cannot be read."""
    desk = visit.desk
    days = _days(desk)
    if not desk.config.slots.free or not days:
        return ()
    try:
        path = desk.config.slots.busy
        taken = agenda.busy(Path(path), days[0], days[-1], desk.config.zone) if path else ()
    except DataError as error:
        warning = Problem("", " ".join(error.problems), 0)
        if warning not in visit.report.warnings:
            visit.report.warnings.append(warning)
        return ()
    return free_slots(desk.config.slots, days, taken, desk.config.zone, thread.id)


def _days(desk: Desk) -> list[date]:
    """Return the business days on which the person is there, from `NOTICE` days on."""
    today = desk.calendar.today(desk.now)
    days = (desk.calendar.add(today, NOTICE + ahead) for ahead in range(AHEAD))
    return [day for day in days if not desk.calendar.is_away(day)]
