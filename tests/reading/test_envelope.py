"""The envelope: people, ids, subject, date, and whether a machine wrote it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow.model import Address, Envelope
from mailfollow.reading.message.envelope import read_envelope
from mailfollow.reading.message.parts import parse

REPLY = b"""Return-Path: <jane@client.example>\r
Received: from mx.client.example by mail.agency.example; Tue, 5 Mar 2024 10:11:14 +0100\r
Message-ID: <reply.1@client.example>\r
In-Reply-To: <proposal@agency.example>\r
References: <first@agency.example>\r
 <proposal@agency.example>\r
From: "Doe, Jane" <Jane.Doe@client.example>\r
To: Max Muster <max@agency.example>, bob@agency.example\r
Cc: Carol <carol@client.example>\r
Reply-To: office@client.example\r
Subject: =?utf-8?q?Re=3A_Angebot_f=C3=BCr?=\r
 Website\r
Date: Tue, 5 Mar 2024 10:11:12 +0100\r
\r
"""


def test_all_fields_of_a_reply_are_read() -> None:
    assert read_envelope(REPLY) == Envelope(
        message_id="reply.1@client.example",
        in_reply_to="proposal@agency.example",
        references=("first@agency.example", "proposal@agency.example"),
        sender=Address("Doe, Jane", "jane.doe@client.example"),
        to=(Address("Max Muster", "max@agency.example"), Address("", "bob@agency.example")),
        cc=(Address("Carol", "carol@client.example"),),
        reply_to=(Address("", "office@client.example"),),
        subject="Re: Angebot für Website",
        date=datetime(2024, 3, 5, 9, 11, 12, tzinfo=UTC),
    )


def test_the_quick_and_the_whole_reading_agree() -> None:
    assert parse(REPLY + b"Hello").envelope == read_envelope(REPLY + b"Hello") == read_envelope(REPLY)


def test_nothing_gives_an_empty_envelope() -> None:
    assert read_envelope(b"") == Envelope() == read_envelope(b"\r\n\r\nbody")


def test_the_first_field_of_a_name_counts_and_blank_lines_before_the_headers_do_not() -> None:
    found = read_envelope(b"\r\n\nSubject: one\nsubject: two\n\nSubject: three")

    assert found.subject == "one"


def test_of_several_from_addresses_the_first_is_the_sender() -> None:
    assert read_envelope(b"From: a@x.example, b@x.example\n").sender == Address("", "a@x.example")


def test_the_sender_header_stands_in_for_a_missing_from() -> None:
    assert read_envelope(b"Sender: a@x.example\n").sender == Address("", "a@x.example")
    assert read_envelope(b"From: nobody\nSender: a@x.example\n").sender == Address("", "a@x.example")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"<a@b.example>", "a@b.example"),
        (b"  <a@b.example>  ", "a@b.example"),
        (b"a@b.example", "a@b.example"),
        (b"<a\r\n b@c.example>", "ab@c.example"),
        (b"<no-domain>", "no-domain"),
        (b"bare-word", "bare-word"),
        (b"=?utf-8?q?=3Clong=2Eid=40b=2Eexample=3E?=", "long.id@b.example"),
        (b"=?utf-8?q?=3Clong=2Eid?=\r\n =?utf-8?q?=40b=2Eexample=3E?=", "long.id@b.example"),
        (b"Your message of Tuesday <a@b.example>", "a@b.example"),
        (b"<A.B@C.example> (Jane's message)", "A.B@C.example"),
        (b"<>", None),
        (b"", None),
        (b"two words", None),
    ],
)
def test_ids_survive_folding_encoding_and_missing_brackets(value: bytes, found: str | None) -> None:
    """Scenario 29."""
    assert read_envelope(b"Message-ID: " + value + b"\r\n").message_id == found
    assert read_envelope(b"In-Reply-To: " + value + b"\r\n").in_reply_to == found


def test_references_are_kept_in_order_and_once() -> None:
    value = b"References: <a@x.example><b@x.example>,\r\n\t<a@x.example> junk <c@\r\n x.example>\r\n"

    assert read_envelope(value).references == ("a@x.example", "b@x.example", "c@x.example")
    assert read_envelope(b"References: a@x.example b@x.example\n").references == ("a@x.example", "b@x.example")


@pytest.mark.parametrize(
    "value",
    [
        "Tue, 5 Mar 2024 10:11:12 +0100",
        "5 Mar 2024 10:11:12 +0100",
        "Tue,  5 Mar 2024 10:11:12 +0100 (CET)",
        "Tue, 05 Mar 2024 09:11:12 GMT",
        "Tue, 5 Mar 24 10:11:12 +0100",
        "Tue, 5 March 2024 10:11:12 +0100",
        "Tue Mar  5 09:11:12 2024",
        "Tue, 5 Mar 2024 04:11:12 EST",
        "Tue, 5 Mar 2024 09:11:12 -0000",
    ],
)
def test_dates_come_out_in_utc(value: str) -> None:
    assert read_envelope(f"Date: {value}\n".encode()).date == datetime(2024, 3, 5, 9, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Tue, 5 Mar 2199 10:11:12 +0100",
        "Tue, 35 Mar 2024 10:11:12 +0100",
        "Tue, 5 Mar 2024 25:11:12 +0100",
        "Tue, 5 Xyz 2024 10:11:12 +0100",
        "Tue, 5 Mar 2024 10:11:12 +9999",
        "0" * 300,
        "5 Mar",
        ", ,",
        "Tue, 99999999999999999999 Mar 2024 10:11:12 +0100",
    ],
)
def test_a_date_that_cannot_be_is_none_and_no_sentinel(value: str) -> None:
    """Scenario 51."""
    assert read_envelope(f"Date: {value}\n".encode()).date is None


def test_a_leap_second_is_the_second_before() -> None:
    found = read_envelope(b"Date: Sat, 31 Dec 2016 23:59:60 +0000\n").date

    assert found == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "header",
    [
        b"Return-Path: <>",
        b"Auto-Submitted: auto-replied",
        b"auto-submitted: Auto-Generated; owner=x",
        b"From: MAILER-DAEMON@mx.example",
        b"From: Mail Delivery System <postmaster@mx.example>",
        b"From: <MAILER-DAEMON>",
        b"Content-Type: multipart/report; report-type=delivery-status",
        b"X-Failed-Recipients: jane@client.example",
        b"X-Apple-Criteria: {kind=VACATION}",
        b"X-Autoreply: yes",
        b"X-Autorespond: away",
        b"From: no-reply@client.example",
        b"From: Client <donotreply@client.example>",
        b"Precedence: auto_reply",
        b"From: DocuSign <dse@eumail.docusign.net>",
    ],
)
def test_headers_that_only_machines_write_are_noticed(header: bytes) -> None:
    """Scenarios 54, 56 and 57."""
    assert read_envelope(b"Subject: x\n" + header + b"\n").machine


@pytest.mark.parametrize(
    "header",
    [
        b"Return-Path: <jane@client.example>",
        b"Auto-Submitted: no",
        b"From: Noreen <noreen@client.example>",
        b"X-Auto-Response-Suppress: All",
        b"Precedence: bulk",
        b"Precedence: list",
        b"Content-Type: multipart/mixed; boundary=b",
    ],
)
def test_headers_that_people_send_too_are_no_sign_of_a_machine(header: bytes) -> None:
    """Scenario 62."""
    assert not read_envelope(b"Subject: x\n" + header + b"\n").machine


@given(st.binary(max_size=2_000))
def test_any_bytes_give_an_envelope(data: bytes) -> None:
    assert isinstance(read_envelope(data), Envelope)


@given(st.binary(max_size=40), st.integers(0, len(REPLY)), st.integers(0, 40))
def test_any_damage_to_a_reply_gives_an_envelope(junk: bytes, at: int, gap: int) -> None:
    found = read_envelope(REPLY[:at] + junk + REPLY[at + gap :])

    assert "\n" not in found.subject
    assert found.message_id is None or not found.message_id.startswith("<")


@given(st.text(max_size=200))
def test_any_value_gives_text_that_can_be_stored(value: str) -> None:
    field = value.encode("utf-8", "replace")
    found = read_envelope(b"From: " + field + b"\nSubject: " + field + b"\nDate: " + field + b"\nReferences: " + field)

    for text in (found.subject, *found.references, found.sender.name if found.sender else ""):
        assert text.encode("utf-8").decode("utf-8") == text
