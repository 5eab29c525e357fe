"""Made-up people, and short ways to write the events and messages that the tests of tracking are about.

Monday 2 November 2026 is the day on which most proposals here are sent, at ten in the morning in Berlin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailfollow.model import (
    Address,
    Automatic,
    Bounce,
    Cadence,
    Close,
    Conversation,
    Copy,
    Draft,
    DraftPolicy,
    DraftState,
    Envelope,
    Event,
    EventKind,
    FailedRecipient,
    Intent,
    Kind,
    Me,
    Message,
    Place,
    Proposal,
    Role,
    Standing,
    State,
    Thread,
)
from mailfollow.tracking.planning.calendar import Calendar, calendar_for
from mailfollow.tracking.standing.fold import fold

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(BERLIN)
CADENCE = Cadence()
POLICY = DraftPolicy()

ME = Me("Ina Lang", ("ina@studio.example", "ina@lang.example"), "Studio Lang", "", frozenset({"studio.example"}))
BOB = Address("Bob Byer", "bob@acme.example")
EVA = Address("Eva Ford", "eva@acme.example")
GUS = Address("Gus Hill", "gus@gmail.example")
ZOE = Address("Zoe Wild", "zoe@elsewhere.example")
PAUL = Address("Paul Lang", "paul@studio.example")

OFFER = Proposal(1.6, is_proposal=True, topic="Website", number="2026-117", amount="4,800", currency="EUR")
REVISED = replace(OFFER, amount="4,200")
MONDAY = date(2026, 11, 2)


def at(day: date | str, hour: int = 10, minute: int = 0) -> datetime:
    """Return that local time in Berlin, as UTC; a day may be given as "11-05" of 2026 or in full."""
    if isinstance(day, str):
        day = date.fromisoformat(day if len(day) > 5 else f"2026-{day}")
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def sent(when: date | str = MONDAY, name: str | None = "p1", **more: Any) -> Event:
    """Our own mail; the proposal to Bob if nothing else is said."""
    more = {"people": (BOB,), "proposal": OFFER if name == "p1" else None, "why": "you wrote"} | more
    moment = when if isinstance(when, datetime) else at(when)
    return Event(EventKind.SENT, moment, message_id=name, **more)


def reply(when: str | datetime, intent: Intent = Intent.OTHER, name: str | None = "r1", **more: Any) -> Event:
    more = {"person": BOB.address, "why": f"Bob says {intent.value}"} | more
    moment = when if isinstance(when, datetime) else at(when)
    return Event(EventKind.REPLY, moment, message_id=name, intent=intent, **more)


def event(kind: EventKind, when: str | datetime, why: str = "said so", **more: Any) -> Event:
    return Event(kind, when if isinstance(when, datetime) else at(when), why, **more)


def away(when: str, until: str | None = None, name: str = "a1", **more: Any) -> Event:
    more = {"person": BOB.address, "away": True, "why": "out of office"} | more
    return Event(EventKind.AUTO_REPLY, at(when), message_id=name, until=None if until is None else day(until), **more)


def bounced(when: str, who: Address = BOB, *, permanent: bool = True, name: str = "b1") -> Event:
    why = f"delivery to {who.address} failed"
    return Event(EventKind.BOUNCED, at(when), why, message_id=name, person=who.address, permanent=permanent)


def saved(when: str, draft_id: int = 1) -> Event:
    return event(EventKind.DRAFT_SAVED, when, "saved", draft_id=draft_id)


def gone(when: str, draft_id: int = 1) -> Event:
    return event(EventKind.DRAFT_GONE, when, "in the trash", draft_id=draft_id)


def ended(when: str, close: Close) -> Event:
    return event(EventKind.ENDED, when, f"ended: {close.value}", close=close)


def standing(*events: Event, calendar: Calendar = CALENDAR) -> Standing:
    """Return what the events fold to, given in the order of their arrival."""
    return fold(events, calendar)


def draft(state: DraftState = DraftState.OPEN, **more: Any) -> Draft:
    """Return a draft that was saved on Thu 5 Nov as UID 70, answering the proposal p1."""
    values: dict[str, Any] = {
        "id": 1, "thread_id": "t1", "round": 0, "touch": 1, "state": state, "token": "5ec7e7@studio.example",
        "message_id": "touch1@studio.example", "parent_id": "p1", "data": b"", "text": "", "template": "en/x",
        "angle": "x", "why": "due", "uidvalidity": 7, "uidnext": 70, "reserved_at": at("11-05"), "uid": 70,
        "attempts": 1, "attempted_at": at("11-05"),
    }  # fmt: skip
    return Draft(**(values | more))


def copy(role: Role, uid: int = 70, **more: Any) -> Copy:
    """Return a copy of `draft()` as it was saved, lying in a folder of that role."""
    base = draft()
    values: dict[str, Any] = {
        "place": Place(role.value, more.pop("uidvalidity", 7), uid),
        "role": role,
        "message_id": base.message_id,
        "in_reply_to": base.parent_id,
        "references": ("older", base.token, "p1"),
    }
    return Copy(**(values | more))


def thread(*events: Event, name: str = "t1", **more: Any) -> Thread:
    """Return a thread with Bob's company that stands where the events lead."""
    values: dict[str, Any] = {"account": "work", "subject": "Website", "company": "acme.example"}
    values |= {"standing": standing(*(events or (sent(),)))}
    return Thread(name, **(values | more))


def calendar(**more: Any) -> Calendar:
    return calendar_for(replace(CADENCE, **more), BERLIN)


def conversation(name: str = "t1", **more: Any) -> Conversation:
    """Return what is known of the thread of proposal p1 to Bob and Eva; `none` leaves nothing but what is given."""
    values: dict[str, Any] = {
        "message_ids": frozenset({"p1"}),
        "tokens": frozenset({"5ec7e7@studio.example"}),
        "people": frozenset({BOB.address, EVA.address}),
        "domains": frozenset({"acme.example"}),
        "subjects": frozenset({"proposal for the website"}),
        "number": "2026-117",
        "started": at(MONDAY),
    }
    return Conversation(name, **(values | more))


def message(sender: Address | None = BOB, subject: str = "Hello", **more: Any) -> Message:
    """Return a message of Wed 4 Nov; what belongs to the envelope goes there."""
    headers = {
        name: more.pop(name)
        for name in ("message_id", "in_reply_to", "references", "to", "cc", "reply_to", "machine", "other_ids")
        if name in more
    }
    headers = {"message_id": "new@acme.example", "to": (Address("Ina", "ina@studio.example"),)} | headers
    envelope = Envelope(sender=sender, subject=subject, **headers)
    return Message(envelope, more.pop("at", at("11-04")), **more)


def absence_notice(sender: Address = BOB, **more: Any) -> Message:
    return message(sender, "Automatic reply", kind=Kind.AUTO_REPLY, automatic=Automatic.AWAY, **more)


def bounce_message(*failed: Address, original: str | None = None, **more: Any) -> Message:
    recipients = tuple(FailedRecipient(who.address, permanent=True, status="5.1.1") for who in failed)
    sender = more.pop("sender", Address("", "mailer-daemon@studio.example"))
    return message(sender, "Undelivered", kind=Kind.BOUNCE, bounce=Bounce(recipients, original), **more)


def later(moment: datetime, **more: float) -> datetime:
    return moment + timedelta(**more)


WAITING, DRAFTED, YOUR_TURN, CLOSED = State.WAITING, State.DRAFTED, State.YOUR_TURN, State.CLOSED
