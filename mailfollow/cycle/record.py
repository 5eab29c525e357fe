"""One message that matters: read, matched, and what it means recorded, in one transaction.

What it means is an event of a thread, or of a person where it concerns everything with them (an absence, a
bounce, "stop writing to me"). Only a proposal in Sent starts a thread.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailfollow import reading
from mailfollow.cycle.desk import Visit
from mailfollow.cycle.meaning import answer_events, person_events
from mailfollow.model import (
    Address,
    Automatic,
    Close,
    Draft,
    DraftState,
    Event,
    EventKind,
    Kind,
    Match,
    MatchHow,
    Me,
    Message,
    Proposal,
    RawMessage,
    Role,
    Seen,
    State,
)
from mailfollow.store import place_id
from mailfollow.tracking.company import company_of
from mailfollow.tracking.fate import is_copy
from mailfollow.tracking.match import is_ours

BY_ID = {MatchHow.IN_REPLY_TO, MatchHow.REFERENCES, MatchHow.TOKEN, MatchHow.REFERRED}
"""Our own mail joins a thread by its ids, and by nothing less."""

UNTHINKING = {Kind.RECEIPT, Kind.CALENDAR}
IN_OUR_PLACE = {Automatic.AWAY, Automatic.LEFT}
"""What our own programs send for us, and may file in Sent: read receipts, calendar answers, absence notices."""


def record(visit: Visit, seen: Seen, raw: RawMessage | None) -> None:
    """Record what the message at `seen` means; `raw` is None where it has gone from its folder meanwhile.

    A message that moved is met again in its new folder, so one that is gone needs nothing.
    """
    if raw is None:
        visit.store.messages.done(visit.account, seen.place, (), None)
        return
    desk = visit.desk
    me = _whoever_sent(seen, desk.me)
    message = reading.read(raw.data, me, desk.lexicon, raw.internal_date, desk.config.detect.threshold)
    message = _as_listed(_without_stale_offer(message, raw, desk.config.detect.lookback_days), seen)
    found = visit.known.match(message, desk.me)
    with visit.store.writing():
        take = _record_mine if _is_mine(visit, message, seen) else _record_theirs
        threads = take(visit, seen, message, found)
        visit.store.messages.done(visit.account, seen.place, threads, message if threads else None)
        _adopt(visit, message, threads)
    visit.known.refresh(visit.store, threads)


def _without_stale_offer(message: Message, raw: RawMessage, days: int) -> Message:
    """Take no old mail for a proposal that was put into the folder long after it was written: it was imported."""
    if raw.internal_date - message.at <= timedelta(days=days):
        return message
    return replace(message, proposal=replace(message.proposal, is_proposal=False))


def _as_listed(message: Message, seen: Seen) -> Message:
    """Return `message` with the ids of its row, under which it is found and marked again.

    The row was made of the header fields alone; in the whole message some may lie behind the part that is looked at.
    """
    listed, envelope = seen.envelope, message.envelope
    ids = replace(
        envelope,
        message_id=listed.message_id,
        in_reply_to=listed.in_reply_to,
        references=listed.references,
        sender=envelope.sender or listed.sender,
    )
    return replace(message, envelope=ids)


def _whoever_sent(seen: Seen, me: Me) -> Me:
    """Return `me` with the sender of what lies in Sent: an alias that the configuration does not list is mine too."""
    sender = seen.envelope.sender
    if seen.role is not Role.SENT or sender is None or me.owns(sender.address):
        return me
    return replace(me, addresses=(*me.addresses, sender.address))


def _is_mine(visit: Visit, message: Message, seen: Seen) -> bool:
    """What lies in Sent is ours, also from an address that the configuration does not list."""
    sender = message.envelope.sender
    named = sender is not None and visit.desk.me.owns(sender.address) and not message.forged
    return seen.role is Role.SENT or named


def _record_mine(visit: Visit, seen: Seen, message: Message, found: Match) -> tuple[str, ...]:
    people = outward(message, visit.desk.me)
    threads = found.threads if found.how in BY_ID else ()
    if message.kind in UNTHINKING or message.automatic in IN_OUR_PLACE:
        return threads  # nobody has written: it is neither a touch nor an answer
    message = _as_asked(visit, message)
    asked = visit.store.messages.take_request(message.envelope.message_id or "")
    if not threads and seen.role is Role.SENT and people and message.proposal.is_proposal:
        threads = (start_thread(visit, seen, message, people),)
    for thread in threads:
        draft = _draft_of(visit, thread, message)
        standing = visit.store.threads.add_events(thread, [_sent(message, seen, people, draft)])
        if draft and (standing.round, standing.touch) < (draft.round, draft.touch):
            visit.store.drafts.update(draft.id, state=DraftState.WITHDRAWN, problem="it was sent to somebody else")
        if asked and (standing.state is not State.WAITING or standing.held):
            again = Event(EventKind.TRACKED, visit.desk.now, "you said: follow it")
            visit.store.threads.add_events(thread, [again])
    return threads


def _as_asked(visit: Visit, message: Message) -> Message:
    """Return `message` as a proposal where the person said that it is one."""
    if not visit.store.messages.tracking_requested(message.envelope.message_id or ""):
        return message
    said = replace(message.proposal, is_proposal=True, reasons=("you said that it is one",))
    return replace(message, proposal=said)


def _draft_of(visit: Visit, thread: str, message: Message) -> Draft | None:
    """Return the draft of ours that was sent as `message`, if it was one."""
    ids = (message.envelope.message_id, message.envelope.in_reply_to, message.envelope.references)
    return next((draft for draft in visit.store.drafts.of_thread(thread) if is_copy(draft, *ids)), None)


def start_thread(visit: Visit, seen: Seen, message: Message, people: tuple[Address, ...]) -> str:
    """Start following `message`, sent to `people`; older proposals to them on the same matter end."""
    envelope = message.envelope
    company = next((company for who in people if (company := company_of(who.address))), None)
    thread = visit.store.threads.start(visit.account, _name(message, seen), envelope.subject, company)
    visit.report.proposals.append(thread)
    why = f"superseded by your newer proposal of {message.at:%d %b %Y} on the same matter"
    end = Event(EventKind.ENDED, message.at, why, envelope.message_id, close=Close.SUPERSEDED)
    for other in visit.store.threads.same_matter(thread, people, envelope.subject):
        visit.store.threads.add_events(other, [end])
    return thread


def _name(message: Message, seen: Seen) -> str:
    """Return the Message-ID, or where the message lies if it has none: what it is kept under."""
    return message.envelope.message_id or place_id(seen.place)


def _sent(message: Message, seen: Seen, people: tuple[Address, ...], draft: Draft | None) -> Event:
    """Return what we sent as an event. Only Sent proves an offer: anyone can write to us in our name."""
    proposal = message.proposal if seen.role is Role.SENT else Proposal()
    why = "you sent the follow-up from Drafts" if draft else "you wrote in this thread"
    if proposal.is_proposal and draft is None:
        why = f"you sent a proposal: {'; '.join(proposal.reasons)}"
    return Event(
        EventKind.SENT,
        message.at,
        why,
        _name(message, seen),
        people=people,
        asks=message.asks,
        proposal=None if draft else proposal,
        draft_id=draft.id if draft else None,
        in_reply_to=message.envelope.in_reply_to,
    )


def _record_theirs(visit: Visit, seen: Seen, message: Message, found: Match) -> tuple[str, ...]:
    del seen  # where an answer lies makes no difference
    if is_ours(message, visit.desk.me):
        return found.threads  # a colleague wrote in the thread: known, but no answer
    for address, events in person_events(message, found).items():
        visit.store.threads.add_person_events(address, events)
    events = answer_events(message, found)
    for thread in found.threads if events else ():
        visit.store.threads.add_events(thread, events)
    return found.threads if found.how is not MatchHow.OTHER_MATTER else ()  # what answers it is no answer here


def _adopt(visit: Visit, message: Message, threads: tuple[str, ...]) -> None:
    """Mark stored mail that the threads may now claim, so that the order of arrival makes no difference."""
    if not threads:
        return
    envelope = message.envelope
    ids = {name for name in (envelope.message_id, envelope.in_reply_to, *envelope.references) if name}
    people = {who.address for who in outward(message, visit.desk.me)}
    visit.store.messages.mark_related_pending(ids, people, message.at)


def outward(message: Message, me: Me) -> tuple[Address, ...]:
    """Return the recipients that are neither we nor our colleagues."""
    return tuple(
        who for who in message.envelope.recipients if not me.owns(who.address) and who.domain not in me.domains
    )
