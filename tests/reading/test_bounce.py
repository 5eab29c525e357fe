"""Who could not be reached: reports of mail servers (RFC 3464), their prose, and mail that only speaks of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Bounce
from mailfollow.reading.kind.bounce import is_dead, read_bounce
from mailfollow.reading.message.parts import parse
from tests.reading.words import lexicon

DAEMON = "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.berg.example>\nTo: max@berg.example\nSubject: Returned mail\n"


def told(text: str, head: str = DAEMON) -> Bounce | None:
    """Read a bounce in prose."""
    report = read_bounce(parse(f"{head}\n{text}".encode()), lexicon())
    return report.bounce if report else None


def addresses(text: str, head: str = DAEMON) -> list[str]:
    """Return the failed addresses of a bounce in prose."""
    bounce = told(text, head)
    assert bounce is not None
    return [failed.address for failed in bounce.failed]


def report(*groups: str) -> bytes:
    """Make a delivery status report of these recipient groups."""
    fields = "\n\n".join(("Reporting-MTA: dns; mx.berg.example", *groups))
    return (
        f"{DAEMON}MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSee below.\n\n"
        f"--b\nContent-Type: message/delivery-status\n\n{fields}\n\n--b--\n"
    ).encode()


@pytest.mark.parametrize(
    ("status", "diagnosis", "dead"),
    [
        ("5.1.1", "550 5.1.1 User unknown", True),
        ("5.1.10", "550 Recipient not found by SMTP address lookup", True),
        ("5.0.0", "550 no such user here", True),
        ("5.4.4", "Host or domain name not found", True),
        ("", "550 mailbox does not exist", True),
        ("5.1.1", "", True),
        ("4.1.1", "450 user unknown, try again", False),
        ("4.4.1", "connection timed out", False),
        ("5.2.2", "552 mailbox full", False),
        ("5.7.1", "550 5.7.1 refused by policy", False),
        ("5.7.1", "550 5.7.1 recipient address rejected: Access denied", False),
        ("5.0.0", "554 message looks like spam", False),
        ("5.3.4", "message too large", False),
        ("5.7.1", "550 5.7.1 no such user", True),
        ("", "The number of messages in the mailbox exceeded the limit", False),
        ("5.7.26", "unauthenticated mail is not accepted, DMARC", False),
    ],
)
def test_an_address_is_dead_only_when_it_will_never_work(status, diagnosis, dead):
    """Scenario 66."""
    assert is_dead(status, diagnosis, lexicon()) is dead


def test_each_recipient_of_a_report_is_told_once():
    data = report(
        "Final-Recipient: rfc822; jane@hill.example\nAction: failed\nStatus: 5.1.1",
        "Final-Recipient: rfc822; bob@hill.example\nAction: failed\nStatus: 4.2.2",
        "Final-Recipient: rfc822; jane@hill.example\nAction: failed\nStatus: 5.1.1",
    )
    found = read_bounce(parse(data), lexicon())

    assert found is not None
    assert [(one.address, one.permanent) for one in found.bounce.failed] == [
        ("jane@hill.example", True),
        ("bob@hill.example", False),
    ]


def test_the_address_we_wrote_to_goes_before_the_one_it_was_forwarded_to():
    """RFC 3464 section 2.3.1: Original-Recipient is what the sender gave."""
    data = report(
        "Final-Recipient: rfc822; jh@inner.hill.example\nOriginal-Recipient: rfc822;Jane@Hill.example\n"
        "Action: failed\nStatus: 5.1.1"
    )
    found = read_bounce(parse(data), lexicon())

    assert found is not None
    assert [one.address for one in found.bounce.failed] == ["jane@hill.example"]


def test_what_was_delivered_is_no_failure():
    data = report("Final-Recipient: rfc822; jane@hill.example\nAction: relayed\nStatus: 2.0.0")
    found = read_bounce(parse(data), lexicon())

    assert found is not None
    assert found.delivered
    assert found.bounce.failed == ()


@pytest.mark.parametrize(
    "text",
    [
        "The following addresses had permanent fatal errors\n<jane@hill.example>\n",
        "Your message could not be delivered to:\n\n  jane@hill.example\n\nContact postmaster@hill.example for help.\n",
        "Delivery to the following recipient failed permanently:\n\n     * jane@hill.example\n",
        "Failed Recipient: jane@hill.example\nReason: 550 unknown user\n",
        "<jane@hill.example>: host mx.hill.example said: 550 no such user\n",
        "jane@hill.example - no such user here.\n",
        "Sorry, unable to deliver your message to jane@hill.example for the following reason:\n 552 quota\n",
        "Your message\n  To: list@berg.example\n\ndid not reach the following:\n\njane@hill.example on Fri, 4 Oct\n",
        "550 5.1.1 <jane@hill.example>... User unknown\n",
        "It was undeliverable.\n\n----- Original message -----\nFrom: max@berg.example\nTo: jane@hill.example\n",
        "Delivery has failed to these recipients:\n\nJane Hill (jane@hill.example)\nThe address couldn't be found.\n",
        "Tu mensaje no se ha entregado a jane@hill.example porque no se ha encontrado la dirección.\n",
        "User mailbox exceeds allowed size: jane@hill.example\n",
        "Die Nachricht konnte nicht zugestellt werden an:\n\njane@hill.example\n",
        "Votre message n'a pas pu être remis à :\n\njane@hill.example\n",
    ],
)
def test_the_failed_address_is_found_in_prose(text):
    """Scenario 67."""
    assert addresses(text) == ["jane@hill.example"]


@pytest.mark.parametrize(
    ("status", "diagnosis", "told"),
    [
        ("5.0.0", "smtp; 550-5.1.1 gone", "5.1.1"),
        ("5.0.0", "smtp; 5.1.0 - unknown address error 550-'5.7.1 denied'", "5.7.1"),
        ("5.1.1", "smtp; 550 5.7.1 denied", "5.1.1"),
        ("4.0.0", "smtp; timed out", "4.0.0"),
    ],
)
def test_a_vague_status_gives_way_to_what_the_server_said(status, diagnosis, told):
    group = (
        f"Final-Recipient: rfc822; jane@hill.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnosis}"
    )
    found = read_bounce(parse(report(group)), lexicon())

    assert found is not None
    assert [one.status for one in found.bounce.failed] == [told]


def test_an_odd_address_is_taken_as_it_is_given():
    found = read_bounce(parse(report("Final-Recipient: rfc822; jane@#hill.example\nAction: failed")), lexicon())

    assert found is not None
    assert [one.address for one in found.bounce.failed] == ["jane@#hill.example"]


def test_each_recipient_has_the_reason_that_stands_below_it():
    bounce = told("<jane@hill.example>:\n550 5.1.1 unknown\n\n<bob@hill.example>:\n552 5.2.2 mailbox full\n")

    assert bounce is not None
    assert [(one.address, one.permanent) for one in bounce.failed] == [
        ("jane@hill.example", True),
        ("bob@hill.example", False),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "From: MAILER-DAEMON (Mail Delivery Subsystem)\nSubject: Returned mail: Host unknown\n",
        "From: Mail Admin <admin@hill.example>\nSubject: Non-delivery report: Offer\n",
        "From: Microsoft Exchange <MicrosoftExchange0815@hill.example>\nSubject: Offer\n",
        "From: gw@hill.example\nSubject: Re: Offer (delivery failed)\n",
    ],
)
def test_a_mail_system_is_known_by_its_name_its_subject_or_its_layout(head):
    text = "Your message was not delivered to:\n\njane@hill.example: mailbox does not exist\n"

    assert addresses(text, f"{head}To: max@berg.example\n") == ["jane@hill.example"]


def test_a_name_without_a_domain_is_one_of_the_mail_systems_own():
    assert addresses("It was undeliverable to the following:\n\tjane (user not found)\n") == ["jane@mx.berg.example"]


def test_several_addresses_are_found_in_prose():
    text = "Could not be delivered:\n\n<jane@hill.example>:\n550 unknown\n\n<bob@hill.example>:\n550 unknown\n"

    assert addresses(text) == ["jane@hill.example", "bob@hill.example"]


def test_the_header_names_the_recipient_where_the_prose_does_not():
    head = f"{DAEMON}X-Failed-Recipients: jane@hill.example\n"

    assert addresses("It could not be delivered.\n", head) == ["jane@hill.example"]


def test_a_delay_is_no_failure_for_good():
    """Scenario 68."""
    bounce = told("It has not yet been delivered to\n\n  jane@hill.example\n\nDelivery attempts will continue.\n")

    assert bounce is not None
    assert [one.permanent for one in bounce.failed] == [False]


def test_the_original_is_found_by_the_threading_headers_where_no_copy_came_back():
    bounce = told("Delivery failed:\n\njane@hill.example\n", f"{DAEMON}In-Reply-To: <proposal@berg.example>\n")

    assert bounce is not None
    assert bounce.original_message_id == "proposal@berg.example"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("From: jane@hill.example\nSubject: Re: offer\n", "550 EUR is too much, ask bob@hill.example"),
        ("From: jane@hill.example\nSubject: Undeliverable goods\n", "The goods could not be delivered. Jane"),
        ("From: jane@hill.example\nSubject: Delivery failed\n", "Bob's mail bob@hill.example bounced: user unknown."),
        ("From: jane@hill.example\nSubject: Fwd: failure notice\n", "could not be delivered:\n\nbob@hill.example\n"),
        (
            "From: a@hill.example\nSubject: Delivery failed\n",
            "The driver failed to deliver.\n\nContact:\nbob@hill.example\n",
        ),
        ("From: a@hill.example\nSubject: user unknown\n", "Your mail login fails:\n\na@hill.example\n\nuser unknown\n"),
        (
            "From: a@hill.example\nSubject: Mail delivery failed\n",
            "Hi Max,\n\nyour mail could not be delivered:\n\nbob@hill.example\n550 unknown\n",
        ),
        (
            "From: Mail Delivery Service GmbH <a@hill.example>\nSubject: Offer\n",
            "Post that is not delivered costs more.",
        ),
        ("From: shop@hill.example\nSubject: Delivery notification\n", "Your parcel comes tomorrow.\n"),
    ],
)
def test_mail_that_speaks_of_such_things_is_no_bounce(head, text):
    """Scenario 69."""
    assert told(text, f"{head}To: max@berg.example\n") is None


@given(st.text(max_size=600))
def test_any_text_from_a_mail_daemon_is_read(text):
    bounce = told(text)

    assert bounce is None or all("@" in one.address for one in bounce.failed)
