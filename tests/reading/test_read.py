"""Reading a message as a whole: its time, its trust, and that nothing stops it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailfollow.model import Intent, Kind, Me, Message
from mailfollow.reading import Lexicon, read
from mailfollow.reading.dates.when import apple_end
from tests.reading.words import lexicon

ME = Me(name="Max Berg", addresses=("max@berg.example",), authserv_id="mx.berg.example")
MAILS = sorted((Path(__file__).parent / "mail").rglob("*.eml"))
HEAD = "From: Jane Hill <jane@hill.example>\nTo: max@berg.example\nSubject: Re: Proposal\n"
RECEIVED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def message(headers: str = "", text: str = "Fine.", received: datetime | None = RECEIVED) -> Message:
    """Read a mail with these further headers."""
    return read(f"{HEAD}{headers}\n{text}\n".encode(), ME, lexicon(), received)


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        ("Date: Wed, 18 Nov 2026 10:00:00 +0200\n", "2026-11-18T08:00:00+00:00"),
        ("Date: Thu, 19 Nov 2026 08:00:00 +0000\n", "2026-11-19T08:00:00+00:00"),
        ("Date: Sat, 21 Nov 2026 08:00:00 +0000\n", "2026-11-18T09:00:00+00:00"),
        ("Date: yesterday\n", "2026-11-18T09:00:00+00:00"),
        ("", "2026-11-18T09:00:00+00:00"),
    ],
)
def test_the_date_header_counts_unless_it_is_missing_or_in_the_future(headers, at):
    """Scenario 51."""
    assert message(headers).at.isoformat() == at


def test_a_message_without_any_time_says_so():
    read_message = message(received=None)

    assert read_message.at == datetime(1970, 1, 1, tzinfo=UTC)
    assert any("Date header" in problem for problem in read_message.problems)


def test_a_received_time_without_zone_is_taken_for_utc():
    assert message(received=datetime(2026, 11, 18, 9, 0)).at == RECEIVED


@pytest.mark.parametrize(
    ("results", "forged"),
    [
        ("mx.berg.example; dmarc=fail header.from=hill.example", True),
        ("MX.berg.example 1; spf=pass; DMARC=Fail (p=none)", True),
        ("mx.berg.example; dmarc=pass header.from=hill.example", False),
        ("mx.berg.example; dmarc=pass (dmarc=fail is what it was)", False),
        ('mx.berg.example; dmarc=pass reason="dmarc=fail"', False),
        ("mx.berg.example; x-dmarc=fail", False),
        ("relay.example; dmarc=fail", False),
        ("mx.berg.example.evil.example; dmarc=fail", False),
        ("", False),
    ],
)
def test_only_the_trusted_server_tells_a_forgery(results, forged):
    assert message(f"Authentication-Results: {results}\n").forged is forged


def test_only_the_topmost_result_of_the_trusted_server_counts():
    above, below = "mx.berg.example; dmarc=pass", "mx.berg.example; dmarc=fail"

    assert not message(f"Authentication-Results: {above}\nAuthentication-Results: {below}\n").forged


def test_without_a_trusted_server_nothing_is_forged():
    data = f"{HEAD}Authentication-Results: mx.berg.example; dmarc=fail\n\nYes".encode()

    assert not read(data, Me(), lexicon()).forged


@pytest.mark.parametrize(
    ("criteria", "day"),
    [
        ("{kind=VACATION, endDate=2027-05-05}", "2027-05-05"),
        ("{kind=VACATION,startDate=1430402400000,endDate=1430870400000}", "2015-05-06"),
        ('endDate: "1430870400"', "2015-05-06"),
        ("{kind=VACATION, endDate=2027-15-45}", None),
        ("endDate=9999999999999", "2286-11-20"),
        ("", None),
    ],
)
def test_the_end_of_an_icloud_absence_is_read(criteria, day):
    """Scenario 56."""
    found = apple_end(criteria)

    assert (found.isoformat() if found else None) == day


def test_a_departure_names_the_successor():
    """Scenario 64."""
    text = "Jane Hill is no longer with the company. Please contact bob@hill.example or sue@hill.example."

    assert message("Auto-Submitted: auto-replied\n", text).intent_why == "they left; contact bob@hill.example"


def test_a_persons_absence_beside_a_yes_is_kept_with_the_yes():
    """Scenario 63."""
    read_message = message(text="I am out of office until 30 November, but yes, please go ahead.")

    assert (read_message.kind, read_message.intent) == (Kind.PERSON, Intent.YES)
    assert read_message.until == date(2026, 11, 30)


def test_a_decline_needs_no_day():
    assert message(text="We went with another vendor. Maybe try me in March.").until is None


@pytest.mark.parametrize("data", [b"", b"\n", b"\x00\xff\xfe" * 50, b"no header at all", b"X-Y: z\n\nhi"])
def test_what_has_no_header_is_unreadable_with_a_reason(data):
    read_message = read(data, ME, lexicon(), RECEIVED)

    assert read_message.kind is Kind.UNREADABLE
    assert read_message.kind_why
    assert read_message.at == RECEIVED


def test_a_fault_of_ours_makes_one_message_unreadable_and_no_more():
    """The lexicon here is broken on purpose: its tables hold numbers."""
    broken = Lexicon({"en": {"intent": {"no": [1]}, "words": {"common": [1]}}})

    read_message = read(f"{HEAD}\nFine.\n".encode(), ME, broken, RECEIVED)

    assert read_message.kind is Kind.UNREADABLE
    assert read_message.envelope.sender is not None


def test_a_message_that_was_cut_off_is_read_as_far_as_it_goes():
    data = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWe accept your offer.\n\n--b\nConten".encode()

    assert read(data, ME, lexicon()).intent is Intent.YES


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_message(data):
    assert isinstance(read(data, ME, lexicon(), RECEIVED), Message)


@given(st.binary(max_size=500))
def test_any_bytes_under_a_head_give_a_message_from_jane(data):
    read_message = read(HEAD.encode() + b"\n" + data, ME, lexicon(), RECEIVED)

    assert read_message.kind is not Kind.UNREADABLE
    assert read_message.envelope.sender is not None


@settings(max_examples=300)
@given(st.data())
def test_a_mutated_mail_is_read_without_fault(data):
    """Bytes of real shapes of mail, cut, doubled and changed anywhere."""
    whole = data.draw(st.sampled_from(MAILS)).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    middle = data.draw(st.binary(max_size=40) | st.just(whole[start:end] * 2) | st.just(b""))

    read_message = read(whole[:start] + middle + whole[end:], ME, lexicon(), RECEIVED)

    assert "cannot be read" not in read_message.kind_why
    assert "taken apart" not in read_message.kind_why
