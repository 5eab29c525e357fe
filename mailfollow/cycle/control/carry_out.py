"""Do what the person said, once: the event and the note that it was carried out are one transaction.

All mail has been read by then, so that the word comes on top of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from mailfollow.cycle.control.copies import take_away
from mailfollow.cycle.control.notice import looked_for
from mailfollow.cycle.desk import Visit
from mailfollow.model import Close, Event, EventKind
from mailfollow.model.words import in_words
from mailfollow.store.orders import Order
from mailfollow.tracking.matching.index import having
from mailfollow.tracking.orders import DECIDED, DECIDES, NO_PROPOSAL, day, how, kind, moment, place_of

APART = frozenset({EventKind.WON, EventKind.LOST})
"""What is true of one proposal and may not be of another that the same draft names."""

UNTIL = {EventKind.SNOOZED: "left alone until", EventKind.TRACKED: "the next follow-up on"}
"""What a day means that a word names."""

LATE = timedelta(days=1)
"""How long a word waits for its proposal to be read, such as one in another account."""


def carry_out(visit: Visit) -> None:
    """Carry out what was written down for this account, first said first."""
    for order in visit.store.orders.waiting(visit.account, visit.desk.now - LATE):
        if order.sign.startswith("tag ") and not visit.store.orders.sent_folder(order.account, order.message_id):
            continue  # anyone can write to such an address in our name
        with visit.store.writing():
            threads = _settle(visit, order)
        visit.known.refresh(visit.store, threads)
        for thread in threads[:1]:
            take_away(visit, order, thread)


def _settle(visit: Visit, order: Order) -> list[str]:
    """Record what comes of `order`, and return the threads that it concerns: one, or all that our draft names."""
    written = visit.store.orders.drafted_for(order.message_id)
    found = [*written, *visit.store.orders.threads(order.message_id)]
    threads = list(dict.fromkeys(_newest(visit, thread) for thread in found))
    together = len(written) > 1 and kind(order.word) not in APART
    if not threads or (len(threads) > 1 and not together):
        visit.store.orders.settle(order, None, _in_vain(order, threads))
        return []
    why = f"it is followed: {how(order.sign)}"
    for thread in threads:
        event = _event(visit, order, thread)
        if event is not None:
            visit.store.threads.add_events(thread, [event])
            why = event.why
    visit.store.orders.settle(order, threads[0], why)
    return threads


def _newest(visit: Visit, thread: str) -> str:
    """Return the thread itself, or the one that took its place: what is said of an older proposal goes for that."""
    known = visit.known.index
    for _ in range(len(known.conversations)):
        conversation = known.conversations.get(thread)
        newer = having(known.ids, conversation.superseded_by if conversation else ()) - {thread}
        if not newer or visit.store.threads.get(thread).standing.close is not Close.SUPERSEDED:
            break
        thread = max(newer, key=lambda one: known.conversations[one].started)
    return thread


def _in_vain(order: Order, threads: Sequence[str]) -> str:
    if threads:
        return f"it may belong to any of {len(threads)} proposals ({', '.join(threads)}): please say which one"
    if place_of(order.sign) is None and kind(order.word) is EventKind.STOPPED:
        return f"it is not followed: {how(order.sign)}"
    return NO_PROPOSAL


def _event(visit: Visit, order: Order, thread: str) -> Event | None:
    """Return what `order` is to `thread`; None where the thread began with it and says so itself."""
    calendar, now = visit.desk.calendar, visit.desk.now
    events = visit.store.threads.events(thread)
    said = next((event for event in events if event.message_id == order.message_id), None)
    written = said.at if said else None
    named = day(order.word, calendar.local_date(written or now), calendar.local_date(now), calendar)
    at = written if written and order.sign.startswith("tag ") else None
    if at and named is None and kind(order.word) is EventKind.TRACKED and _began(visit, thread, said, order):
        return None
    looked = _looked(visit, order)
    against = DECIDES | DECIDED if looked is None and place_of(order.sign) is None else DECIDES
    at = at or moment(order.word, events, written, looked, now, against)
    until = f": {UNTIL[kind(order.word)]} {in_words(named)}" if named else ""
    return Event(kind(order.word), at, how(order.sign) + until, until=named)


def _began(visit: Visit, thread: str, said: Event | None, order: Order) -> bool:
    """Whether the message is the thread's first, and counts as a proposal for the sake of `order`."""
    proposal = said.proposal if said else None
    if proposal is None or visit.store.threads.get(thread).standing.root_id != order.message_id:
        return False
    return proposal.is_proposal and how(order.sign) in proposal.reasons


def _looked(visit: Visit, order: Order) -> datetime | None:
    """Return when we looked last where `order` was found; None if that is not known, or long ago by now."""
    place = place_of(order.sign)
    folder = place.folder if place else visit.store.orders.sent_folder(order.account, order.message_id) or ""
    looked = visit.store.folders.read_at(order.account, folder)
    never = place is None and not looked_for(visit, folder, order.word)
    return None if never or looked is None or not looked < order.at == visit.desk.now else looked
