"""What we wrote ourselves, with any mail client: a proposal that starts a thread, a follow-up, or an answer.

Only what lies in Sent proves an offer: anyone can write to us in our name.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailfollow.cycle.control.lying import as_said
from mailfollow.cycle.desk import Visit
from mailfollow.cycle.look.follow_up import as_what, count_for_others, draft_of, note_uncounted
from mailfollow.cycle.look.meaning import inherited
from mailfollow.model import (
    Address,
    Automatic,
    Close,
    Draft,
    Event,
    EventKind,
    Kind,
    Match,
    MatchHow,
    Me,
    Message,
    Proposal,
    Role,
    Seen,
    State,
)
from mailfollow.store import place_id
from mailfollow.tracking.matching.company import company_of, same_addressee

BY_ID = {MatchHow.IN_REPLY_TO, MatchHow.REFERENCES, MatchHow.TOKEN, MatchHow.REFERRED}
"""Our own mail joins a thread by its ids, wherever it lies."""

UNTHINKING = {Kind.RECEIPT, Kind.CALENDAR}
IN_OUR_PLACE = {Automatic.AWAY, Automatic.LEFT}
"""What our own programs send for us, and may file in Sent: read receipts, calendar answers, absence notices."""


def record_mine(visit: Visit, seen: Seen, message: Message, found: Match) -> tuple[str, ...]:
    """Record what our own `message` means, and return the threads that it belongs to."""
    people = outward(message, visit.desk.me)
    threads = found.threads if found.how in _believed(seen) else ()
    if message.kind in UNTHINKING or message.automatic in IN_OUR_PLACE or (seen.role is not Role.SENT and not people):
        return threads  # nobody has written to them: it is neither a touch nor an answer
    message = as_said(visit, _as_asked(visit, message))
    asked = visit.store.messages.take_request(message.envelope.message_id or "")
    if not threads and seen.role is Role.SENT and people and message.proposal.is_proposal:
        threads = (_start(visit, seen, message, people),)
    for thread in (*threads, *(found.heirs if threads else ())):
        draft = draft_of(visit, thread, message)
        why, promised = as_what(visit, draft, message) if draft else ("you wrote in this thread", message.proposal)
        event = _sent(replace(message, proposal=promised or Proposal()), seen, people, draft, why)
        standing = visit.store.threads.add_events(thread, [event])
        count_for_others(visit, draft, event)
        note_uncounted(visit, draft, event, standing)
        if asked and (standing.state is not State.WAITING or standing.hold):
            visit.store.threads.add_events(thread, [Event(EventKind.TRACKED, visit.desk.now, "you said: follow it")])
    return threads


def _believed(seen: Seen) -> set[MatchHow]:
    """Return the signs that are enough; without any id, only what lies in Sent is proven to be ours."""
    return BY_ID | {MatchHow.SUBJECT} if seen.role is Role.SENT else BY_ID


def _as_asked(visit: Visit, message: Message) -> Message:
    """Return `message` as a proposal where the person said that it is one."""
    if not visit.store.messages.tracking_requested(message.envelope.message_id or ""):
        return message
    said = replace(message.proposal, is_proposal=True, reasons=("you said that it is one",))
    return replace(message, proposal=said)


def _start(visit: Visit, seen: Seen, message: Message, people: tuple[Address, ...]) -> str:
    """Start following `message`, sent to `people`; of proposals to them on the same matter the newest goes on."""
    envelope = message.envelope
    company = next((company for who in people if (company := company_of(who.address))), None)
    thread = visit.store.threads.start(visit.account, _name(message, seen), envelope.subject, company)
    visit.report.proposals.append(thread)
    for other in visit.store.threads.same_matter(thread, people, envelope.subject):
        standing = visit.store.threads.get(other).standing
        if standing.root_id is None or standing.proposed_at is None or not same_addressee(people, standing.people):
            continue
        if (standing.proposed_at, other) > (message.at, thread):
            _supersede(visit, thread, standing.root_id, standing.proposed_at, other)
        else:
            _supersede(visit, other, _name(message, seen), message.at, thread)
    return thread


def _supersede(visit: Visit, older: str, root_id: str, at: datetime, newer: str) -> None:
    """End a thread at that time in favour of the newer one, which gets the answers that came later and will come."""
    standing = visit.store.threads.get(older).standing
    if standing.state is State.CLOSED and standing.since is not None and standing.since < at:
        return
    why = f"superseded by your newer proposal of {at:%d %b %Y} on the same matter"
    visit.store.threads.add_events(older, [Event(EventKind.ENDED, at, why, root_id, close=Close.SUPERSEDED)])
    late = [event for event in visit.store.threads.events(older) if event.at > at]
    visit.store.threads.add_events(newer, inherited(late))
    visit.known.refresh(visit.store, (older,))


def _name(message: Message, seen: Seen) -> str:
    """Return the Message-ID, or where the message lies if it has none: what it is kept under."""
    return message.envelope.message_id or place_id(seen.place)


def _sent(message: Message, seen: Seen, people: tuple[Address, ...], draft: Draft | None, why: str) -> Event:
    """Return what we sent as an event; a proposal says why itself."""
    proposal = message.proposal if seen.role is Role.SENT else Proposal()
    if proposal.is_proposal and draft is None:
        why = f"you sent a proposal: {'; '.join(proposal.reasons)}"
    return Event(
        EventKind.SENT,
        message.at,
        why,
        _name(message, seen),
        people=people,
        asks=message.asks,
        proposal=proposal if draft is None or proposal.promise else None,
        draft_id=draft.id if draft else None,
        in_reply_to=message.envelope.in_reply_to,
    )


def outward(message: Message, me: Me) -> tuple[Address, ...]:
    """Return the recipients that are neither we nor our colleagues."""
    return tuple(
        who for who in message.envelope.recipients if not me.owns(who.address) and who.domain not in me.domains
    )
