"""One message that matters: read, matched, and what it means recorded, in one transaction.

What it means is an event of a thread, or of a person where it concerns everything with them (an absence, a
bounce, "stop writing to me"). Only a proposal in Sent starts a thread. What was sent to us counts as such there, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from mailfollow import reading
from mailfollow.cycle.control.lying import as_sent, is_draft
from mailfollow.cycle.control.notice import annul_delivered, note_tags
from mailfollow.cycle.desk import Visit
from mailfollow.cycle.look.meaning import answer_events, inherited, person_events, shared
from mailfollow.cycle.look.own import outward, record_mine
from mailfollow.model import Match, MatchHow, Me, Message, RawMessage, Role, Seen
from mailfollow.reading.message import delivery
from mailfollow.tracking.matching.match import is_ours


def record(visit: Visit, seen: Seen, raw: RawMessage | None) -> None:
    """Record what the message at `seen` means; `raw` is None where it has gone from its folder meanwhile.

    A message that moved is met again in its new folder, so one that is gone needs nothing.
    """
    if raw is None or is_thrown_away(seen, visit.desk.me):
        visit.store.messages.done(visit.account, seen.place, (), None)
        return
    desk = visit.desk
    if _was_filed(visit, seen, raw):
        seen = replace(seen, role=Role.WATCH)
    me = _whoever_sent(seen, desk.me)
    message = reading.read(raw.data, me, desk.lexicon, raw.internal_date, desk.config.detect.threshold)
    message = _as_listed(_without_stale_offer(message, raw, desk.config.detect.lookback_days), seen)
    found = visit.known.match(message, me)
    annul_delivered(visit, seen, raw)
    if is_draft(visit, seen, raw, found.threads):
        visit.store.messages.done(visit.account, seen.place, found.threads, None)
        return
    seen = as_sent(visit, seen, message, raw)
    followed = len(visit.report.proposals)
    with visit.store.writing():
        note_tags(visit, seen, message, raw)
        take = record_mine if _is_mine(visit, message, seen) else _record_theirs
        threads = take(visit, seen, message, found)
        visit.store.messages.done(visit.account, seen.place, threads, message if threads else None)
        _adopt(visit, message, threads)
    visit.known.refresh(visit.store, {*threads, *found.heirs})
    if len(visit.report.proposals) > followed:
        visit.store.messages.mark_recent_pending(message.at, visit.known.interesting)


def is_thrown_away(seen: Seen, me: Me) -> bool:
    """Whether we wrote it ourselves and it lies in the trash: it was perhaps never sent, so nothing follows from it."""
    sender = seen.envelope.sender
    return seen.role is Role.TRASH and sender is not None and me.owns(sender.address)


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


def _was_filed(visit: Visit, seen: Seen, raw: RawMessage) -> bool:
    """Whether it lies in Sent, but was sent to us: clients can file an answer there, with what it answers."""
    envelope, me = reading.read_envelope(raw.data), visit.desk.me
    sender = envelope.sender
    if seen.role is not Role.SENT or sender is None or me.owns(sender.address) or sender.name == me.name != "":
        return False
    me = _with_aliases(me, visit, visit.known.of_sender(envelope) | visit.known.answered(envelope))
    ours = me.owns(sender.address) or sender.domain in me.domains
    return not ours and visit.known.came_to_us(envelope, delivery.noted(raw.data), me)


def _with_aliases(me: Me, visit: Visit, threads: Iterable[str]) -> Me:
    """Return `me` with the addresses that the proposals of these threads were sent from."""
    roots = [(one.account, one.standing.root_id or "") for one in map(visit.store.threads.get, sorted(threads))]
    found = [visit.store.messages.message(*root) for root in roots]
    senders = [message.envelope.sender for message in found if message is not None]
    return replace(me, addresses=(*me.addresses, *(who.address for who in senders if who is not None)))


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


def _record_theirs(visit: Visit, _seen: Seen, message: Message, found: Match) -> tuple[str, ...]:
    if is_ours(message, visit.desk.me):
        return found.threads  # a colleague wrote in the thread: known, but no answer
    for address, events in person_events(message, found).items():
        visit.store.threads.add_person_events(address, events)
    others = _named_with(visit, message, found)
    events = shared(answer_events(message, found)) if others else answer_events(message, found)
    for thread in (*found.threads, *others) if events else ():
        visit.store.threads.add_events(thread, events)
    for thread in found.heirs if events else ():
        visit.store.threads.add_events(thread, inherited(events))
    return found.threads if found.how is not MatchHow.OTHER_MATTER else ()  # what answers it is no answer here


def _named_with(visit: Visit, message: Message, found: Match) -> tuple[str, ...]:
    """Return the other threads that the follow-up it answers named as well; mostly none."""
    if not found.threads:
        return ()
    envelope = message.envelope
    parent = envelope.in_reply_to or next(reversed(envelope.references), None)
    if parent is None and len(found.threads) == 1:
        parent = visit.store.threads.get(found.threads[0]).standing.answer_id
    return visit.store.drafts.named_with(parent, envelope.references)


def _adopt(visit: Visit, message: Message, threads: tuple[str, ...]) -> None:
    """Mark stored mail that the threads may now claim, so that the order of arrival makes no difference."""
    if not threads:
        return
    envelope = message.envelope
    ids = {*filter(None, (envelope.message_id, envelope.in_reply_to)), *envelope.references, *envelope.other_ids}
    people = {who.address for who in (*outward(message, visit.desk.me), envelope.sender) if who is not None}
    visit.store.messages.mark_related_pending(ids, people, message.at)
