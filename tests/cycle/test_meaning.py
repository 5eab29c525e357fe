"""What a message from outside means: which events it becomes, for threads and for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailfollow.cycle.look.meaning import answer_events, inherited, person_events
from mailfollow.model import (
    Address,
    Automatic,
    Bounce,
    Envelope,
    EventKind,
    FailedRecipient,
    Intent,
    Kind,
    Match,
    MatchHow,
    Message,
)

JANE = Address("Jane Miller", "jane@acme.example")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWER = Match(MatchHow.IN_REPLY_TO, ("abc123",), "it answers a message of this thread")
PROBABLE = Match(MatchHow.PROBABLE, ("abc123",), "a colleague of theirs names the number")
NONE = Match(MatchHow.NONE)


def message(kind: Kind = Kind.PERSON, sender: Address = JANE, **more: object) -> Message:
    """Return a message from Jane with what matters set."""
    more = {"kind_why": "a header"} | more
    reply_to = more.pop("reply_to", ())
    parent = more.pop("in_reply_to", None)
    envelope = Envelope(message_id="m1@acme.example", sender=sender, reply_to=reply_to, in_reply_to=parent)  # type: ignore[arg-type]  # given as a tuple of addresses
    return Message(envelope, NOON, kind, **more)  # type: ignore[arg-type]  # fields of Message


@pytest.mark.parametrize(
    ("what", "found", "kinds"),
    [
        (message(), ANSWER, [EventKind.REPLY]),
        (message(Kind.LIST, in_reply_to="abc@berg.example"), ANSWER, [EventKind.REPLY]),
        (message(Kind.LIST), replace(ANSWER, how=MatchHow.PERSON), []),
        (message(Kind.LIST), PROBABLE, []),
        (message(), PROBABLE, [EventKind.HELD]),
        (message(), NONE, []),
        (message(Kind.UNREADABLE), ANSWER, [EventKind.HELD]),
        (message(forged=True), ANSWER, [EventKind.HELD]),
        (message(Kind.ESIGN, intent=Intent.YES), ANSWER, [EventKind.SIGNED]),
        (message(Kind.ESIGN, intent=Intent.YES), PROBABLE, [EventKind.HELD]),
        (message(Kind.ESIGN, intent=Intent.NO), ANSWER, [EventKind.HELD]),
        (message(Kind.ESIGN, intent=Intent.NO), NONE, []),
        (message(Kind.ESIGN), ANSWER, []),
        (message(Kind.RECEIPT), ANSWER, []),
        (message(Kind.CALENDAR), ANSWER, []),
        (message(Kind.AUTO_REPLY, automatic=Automatic.AWAY), ANSWER, []),
        (message(Kind.AUTO_REPLY, automatic=Automatic.ACKNOWLEDGEMENT), ANSWER, []),
        (message(Kind.AUTO_REPLY, automatic=Automatic.CHALLENGE), ANSWER, [EventKind.HELD]),
        (message(Kind.AUTO_REPLY, automatic=Automatic.LEFT), ANSWER, [EventKind.HELD]),
    ],
)
def test_what_a_message_means_for_its_threads(what: Message, found: Match, kinds: list[EventKind]) -> None:
    """Scenarios 34, 62, 64, 65, 70 and 72: a person's answer decides, doubt holds visibly, machines decide nothing."""
    events = answer_events(what, found)

    assert [event.kind for event in events] == kinds
    assert all(event.why for event in events)


def test_an_absence_is_the_persons_and_the_relays() -> None:
    """Scenarios 57 and 61: a relay answers for the person named in Reply-To."""
    relay = Address("", "noreply@relay.example")
    notice = message(
        Kind.AUTO_REPLY, relay, reply_to=(JANE,), automatic=Automatic.AWAY, until=date(2026, 3, 20), kind_why="a header"
    )

    (event,) = person_events(notice, NONE)["jane@acme.example"]

    assert (event.kind, event.until, event.away) == (EventKind.AUTO_REPLY, date(2026, 3, 20), True)
    assert event.why == "out of office, back on Fri 20 Mar 2026 (a header)"


def test_a_bounce_concerns_the_address_that_failed() -> None:
    """Scenario 66: for good or for now is kept apart."""
    failed = FailedRecipient("max@acme.example", permanent=True, status="5.1.1")
    report = message(Kind.BOUNCE, Address("", "mailer-daemon@mx.example"), bounce=Bounce((failed,), "p1@me.example"))

    ((address, (event,)),) = person_events(report, Match(MatchHow.BOUNCE, ("abc123",))).items()

    assert (address, event.kind, event.permanent) == ("max@acme.example", EventKind.BOUNCED, True)


@pytest.mark.parametrize("found", [NONE, Match(MatchHow.PERSON, ("abc123",))])
def test_a_bounce_that_returns_no_mail_of_ours_marks_no_address(found: Match) -> None:
    """Scenario 67: anybody can write an address into one, also before we ever wrote there."""
    failed = FailedRecipient("max@acme.example", permanent=True, status="5.1.1")
    report = message(Kind.BOUNCE, Address("", "mailer-daemon@mx.example"), bounce=Bounce((failed,)))

    assert person_events(report, found) == {}


def test_a_newer_proposal_inherits_an_answer_but_no_refusal() -> None:
    """Scenario 41: a no to the older one may be what the newer was written for."""
    events = answer_events(message(intent=Intent.NO, intent_why='"no"'), ANSWER)

    (event,) = inherited([*events, replace(events[0], kind=EventKind.SENT)])

    assert (event.kind, event.intent) == (EventKind.REPLY, Intent.OTHER)
    assert event.why.startswith('to your older proposal: "no"')
    assert inherited([replace(event, intent=Intent.YES)])[0].intent is Intent.YES


def test_what_is_probably_an_answer_says_how_sure_that_is() -> None:
    """Scenario 34: it is shown, and a person decides."""
    (event,) = answer_events(message(), PROBABLE)

    assert event.why == "probably an answer: a colleague of theirs names the number; 50% sure"


def test_stop_writing_to_me_holds_everywhere_but_not_from_a_stranger() -> None:
    """Scenario 76: the wish is the person's, and only an answer to us can express it."""
    wish = message(intent=Intent.STOP, intent_why='"please stop emailing me"')

    assert [event.kind for event in person_events(wish, ANSWER)["jane@acme.example"]] == [EventKind.STOPPED]
    assert person_events(wish, NONE) == {}


def test_a_forged_message_means_nothing_for_a_person() -> None:
    """What failed its sender's DMARC check can neither stop nor hold anybody."""
    assert person_events(message(intent=Intent.STOP, forged=True), ANSWER) == {}
