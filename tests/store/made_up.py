"""Messages, events and a fold as simple as they can be, for a store that decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mailfollow.model import (
    Address,
    Draft,
    Envelope,
    Event,
    EventKind,
    Message,
    Place,
    Proposal,
    Role,
    Seen,
    Standing,
    State,
)
from mailfollow.store import Store

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
JANE = Address("Jane Miller", "jane@acme.example")
BOB = Address("Bob Stone", "bob@acme.example")
ME = Address("Robin Hale", "robin@studio.example")

STATES = {
    EventKind.SENT: State.WAITING,
    EventKind.REPLY: State.YOUR_TURN,
    EventKind.DRAFT_SAVED: State.DRAFTED,
    EventKind.DRAFT_GONE: State.WAITING,
    EventKind.WON: State.CLOSED,
    EventKind.STOPPED: State.CLOSED,
}


def fold(events: Sequence[Event]) -> Standing:
    """Let the latest event that has a state decide it, and tell all that happened."""
    standing = Standing()
    for event in sorted(events, key=lambda event: (event.at, event.kind, event.message_id or "")):
        told = f"{standing.why} {event.kind}".strip()
        standing = replace(standing, state=STATES.get(event.kind, standing.state), why=told, since=event.at)
        if event.kind is EventKind.SENT:
            standing = replace(standing, people=event.people, proposal=event.proposal, clock=event.at)
            standing = replace(standing, root_id=standing.root_id or event.message_id)
        if event.until is not None:
            standing = replace(standing, not_before=event.until)
    return standing


def envelope(message_id: str | None = "proposal@studio.example", **fields: Any) -> Envelope:
    return Envelope(message_id=message_id, **{"sender": ME, "to": (JANE,), "subject": "Proposal: new website"} | fields)


def seen(uid: int = 1, message_id: str | None = None, **fields: Any) -> Seen:
    """Return a message in the inbox, from Jane unless told otherwise."""
    folder = fields.pop("folder", "INBOX")
    role = fields.pop("role", Role.WATCH)
    at = fields.pop("at", MONDAY + timedelta(minutes=uid))
    deleted = fields.pop("deleted", False)
    uidvalidity = fields.pop("uidvalidity", 7)
    headers = envelope(message_id, **{"sender": JANE, "to": (ME,), "subject": "Hello"} | fields)
    return Seen(Place(folder, uidvalidity, uid), role, headers, at, deleted)


def reading(message_id: str | None = "proposal@studio.example", **fields: Any) -> Message:
    """Return what was understood of a message."""
    own = fields.pop("own_text", "Here is our proposal.")
    return Message(envelope(message_id, **fields), MONDAY, own_text=own)


def sent(message_id: str = "proposal@studio.example", *people: Address, at: datetime = MONDAY) -> Event:
    return Event(
        EventKind.SENT, at, "you sent it", message_id, people=people or (JANE,), proposal=Proposal(number="Q-17")
    )


def reply(message_id: str = "answer@acme.example", at: datetime = MONDAY + timedelta(days=1)) -> Event:
    return Event(EventKind.REPLY, at, "she answered", message_id, person=JANE.address)


def start(
    store: Store, root: str = "proposal@studio.example", subject: str = "Proposal: new website", **fields: Any
) -> str:
    """Follow a proposal to Jane that was just sent, and return the thread's id."""
    thread = store.threads.start(fields.get("account", "work"), root, subject, fields.get("company", "acme.example"))
    store.threads.add_events(thread, [sent(root, *fields.get("people", (JANE,)))])
    return thread


def reserve(store: Store, thread: str, touch: int = 1, **fields: Any) -> Draft:
    """Reserve a draft in the thread."""
    values: dict[str, Any] = {
        "round": 0,
        "touch": touch,
        "token": f"token-{thread}-{touch}@studio.example",
        "message_id": f"draft-{thread}-{touch}@studio.example",
        "parent_id": "proposal@studio.example",
        "data": b"Subject: Re: Proposal\r\n\r\nHello\r\n",
        "text": "Hello",
        "template": "en/three-options",
        "angle": "three-options",
        "why": "the first follow-up is due",
        "uidvalidity": 7,
        "uidnext": 100,
        "at": MONDAY,
    }
    return store.drafts.reserve(thread, **values | fields)
