"""What a message from outside means for the threads and people it concerns: a table from kind to events. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailfollow.model import Automatic, Event, EventKind, Intent, Kind, Match, MatchHow, Message
from mailfollow.reading.message.reply_prefix import is_reply

CERTAIN = {
    MatchHow.IN_REPLY_TO,
    MatchHow.REFERENCES,
    MatchHow.TOKEN,
    MatchHow.REFERRED,
    MatchHow.QUOTED,
    MatchHow.SUBJECT,
}
"""Matches that decide; the others hold the thread visibly."""


def answer_events(message: Message, found: Match) -> list[Event]:
    """Return what `message` means for the threads it was matched to; empty where it changes none of them."""
    if not found.threads:
        return []
    if message.forged:
        return [_event(EventKind.HELD, message, "a message that failed its sender's DMARC check claims to answer")]
    if _is_unproven(message, found):
        return [_event(EventKind.HELD, message, "a bounce names the contact, but returns no mail of this thread")]
    if message.kind is Kind.LIST and not is_reply(message.envelope):
        return []  # a newsletter, a notice, an order confirmation
    if message.kind in {Kind.PERSON, Kind.LIST, Kind.UNREADABLE}:
        return [_answer(message, found)]
    if message.kind is Kind.ESIGN and message.intent is Intent.YES:
        signed = EventKind.SIGNED if found.how in CERTAIN else EventKind.HELD
        return [_event(signed, message, f"{message.intent_why or 'the document was signed'} ({found.why})")]
    if message.kind is Kind.ESIGN and message.intent is Intent.NO:  # who declined, and why, only the person can tell
        return [_event(EventKind.HELD, message, f"{message.intent_why or 'they declined to sign'} ({found.why})")]
    if message.automatic in {Automatic.CHALLENGE, Automatic.LEFT}:
        return [_event(EventKind.HELD, message, f"{message.kind_why}; {message.intent_why}".strip("; "))]
    return []


def inherited(events: Iterable[Event]) -> list[Event]:
    """Return what an answer to a proposal means for the newer one that took its place.

    All of it, but for a no: that may be what the newer one was written for, and the person must decide.
    """
    older = "to your older proposal: "
    return [
        replace(event, why=older + event.why, intent=Intent.OTHER if event.intent is Intent.NO else event.intent)
        for event in events
        if event.kind in {EventKind.REPLY, EventKind.HELD, EventKind.SIGNED}
    ]


def shared(events: Iterable[Event]) -> list[Event]:
    """Return what an answer to a mail that named several proposals means for each of them.

    A yes or a no may be meant for one of them only: which, the person must decide.
    """
    deciding = {Intent.YES, Intent.NO}
    return [
        replace(
            event,
            why=f"to your mail on several proposals: {event.why}",
            intent=Intent.OTHER if event.intent in deciding else event.intent,
        )
        for event in events
    ]


def _answer(message: Message, found: Match) -> Event:
    if found.how is MatchHow.PROBABLE:
        return _event(EventKind.HELD, message, f"probably an answer: {found.reason}")
    if found.how not in CERTAIN:
        return _event(EventKind.HELD, message, found.why)
    if message.kind is Kind.UNREADABLE:
        return _event(EventKind.HELD, message, f"an answer that could not be read: {message.kind_why}")
    why = f"{message.intent_why or 'a person answered'} ({found.reason})"
    return _event(EventKind.REPLY, message, why)


def person_events(message: Message, found: Match) -> dict[str, list[Event]]:
    """Return what `message` means for people, by address: absences, bounces, and a wish not to be written to."""
    if message.forged:
        return {}
    if _is_unproven(message, found):
        return {}
    if message.bounce is not None:
        return {
            failed.address: [_bounced(message, failed.address, failed.status, permanent=failed.permanent)]
            for failed in message.bounce.failed
        }
    sender = message.envelope.sender
    if sender is None:
        return {}
    if message.kind is Kind.AUTO_REPLY:
        return {who: [_absence(message, who)] for who in _absent(message)}
    if message.kind is Kind.PERSON and message.intent is Intent.STOP and found.how in CERTAIN:
        return {sender.address: [_event(EventKind.STOPPED, message, message.intent_why)]}
    return {}


def _is_unproven(message: Message, found: Match) -> bool:
    """Whether nothing but an address links a final bounce to us, now or later: anyone can write that into one."""
    final = message.bounce is not None and any(failed.permanent for failed in message.bounce.failed)
    return final and found.how in {MatchHow.PERSON, MatchHow.NONE}


def _absent(message: Message) -> set[str]:
    """Return whose absence it is: the sender's, and whoever answers are to go to (a relay sends for others)."""
    envelope = message.envelope
    return {who.address for who in (envelope.sender, *envelope.reply_to) if who is not None}


def _absence(message: Message, person: str) -> Event:
    away = message.automatic is Automatic.AWAY
    until = f", back on {message.until:%a} {message.until.day} {message.until:%b %Y}" if message.until else ""
    why = f"out of office{until} ({message.kind_why})" if away else f"automatic message ({message.kind_why})"
    return replace(_event(EventKind.AUTO_REPLY, message, why), person=person, away=away)


def _bounced(message: Message, address: str, status: str, *, permanent: bool) -> Event:
    how_long = "for good" if permanent else "for now"
    why = f"delivery to {address} failed {how_long} {status}".strip()
    return replace(_event(EventKind.BOUNCED, message, why), person=address, permanent=permanent)


def _event(kind: EventKind, message: Message, why: str) -> Event:
    sender = message.envelope.sender
    return Event(
        kind,
        message.at,
        why,
        message.envelope.message_id,
        person=sender.address if sender else None,
        intent=message.intent,
        accepts=message.accepts,
        arrived=message.arrived,
        until=message.until,
        in_reply_to=message.envelope.in_reply_to or next(reversed(message.envelope.references), None),
    )
