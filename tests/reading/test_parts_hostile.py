"""Whatever bytes come: a value, never an exception, and work that grows no faster than the size."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailfollow.reading.message.parts import Parsed, parse
from mailfollow.reading.own_words.split import OwnWords, split
from tests.reading.steps import steps
from tests.reading.words import lexicon

MAILS = sorted(Path(__file__).parent.glob("mail/**/*.eml"))
REPORT = b"""From: mailer-daemon@mx.example\r
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"\r
MIME-Version: 1.0\r
\r
--=_b\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<p>It failed.<blockquote type=3Dcite>Our offer</blockquote>\r
--=_b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example\r
\r
Final-Recipient: rfc822; jane@client.example\r
Status: 5.1.1\r
--=_b\r
Content-Type: message/rfc822\r
\r
Message-ID: <offer@agency.example>\r
Content-Type: application/pdf; name*0*=utf-8''a%20; name*1=b.pdf\r
Content-Transfer-Encoding: base64\r
\r
eA==\r
--=_b--\r
"""


def read(data: bytes) -> tuple[Parsed, OwnWords]:
    """Take apart and split, as the whole reading does."""
    parsed = parse(data)
    return parsed, split(parsed.text, lexicon())


def check_storable(parsed: Parsed, words: OwnWords) -> None:
    """Fail where a text came out that a database refuses."""
    texts = (*parsed.attachments, parsed.text, words.own, words.quoted, words.signature, parsed.envelope.subject)
    for text in (*texts, *(leaf.text for leaf in parsed.leaves)):
        text.encode("utf-8")
        assert "\0" not in text


@given(st.binary(max_size=3_000))
def test_any_bytes_give_a_value(data: bytes) -> None:
    check_storable(*read(data))


@settings(max_examples=200)
@given(st.data())
def test_any_damage_to_a_real_shape_gives_a_value(data: st.DataObject) -> None:
    original = data.draw(st.sampled_from([REPORT, *(path.read_bytes() for path in MAILS[::7])]))
    at = data.draw(st.integers(0, len(original)))
    gap = data.draw(st.integers(0, 60))
    junk = data.draw(st.one_of(st.binary(max_size=30), st.sampled_from([b"--=_b", b"\r\n\r\n", b"\0", b">", b"<div>"])))

    check_storable(*read(original[:at] + junk + original[at + gap :]))


@given(st.integers(0, len(REPORT)))
def test_any_first_part_of_a_message_gives_a_value(size: int) -> None:
    check_storable(*read(REPORT[:size]))


PART = b"Content-Type: text/html\n\n"
UNITS = [
    b"a:\n",
    b"\r\n",
    b"\n ",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n",
    b"On Tue, 5 Mar 2024 at 10:11\n",
    b"From: a\n",
    b"From: a\nTo: b@c\n",
    b"> a\n",
    b"-----\n",
    b"Thanks\nBob\n",
    b"Best regards, Bob\n",
    b"Sent from my phone\n",
    b"-- \na\n",
    b"\n\nDisclaimer\n",
    b"      To\n",
    b"a wrote:\n",
    b"05/03/2024 10:11\nTo: a\n",
    b"<a@b.example\n",
    b"<< a\n",
    b"a:\n| b\n",
    b"To: a@b,\n",
    b"> a b\nc\n",
    b"To\n\nSubject\n",
    b"a On 5 Mar 2024, a@b.example wrote:\n",
    b"Virus-free\n\n",
    b"a:\n> b\n> c\n",
    b">",
    b"wrote:",
    b"On 5 Mar 2024 10:11 ",
]
HTML_UNITS = [
    b"<div>",
    b"<b>",
    b"<a ",
    b"<p>",
    b"<blockquote>",
    b"<table><tr><td>",
    b"<b></i>",
    b"<div style='border-top:solid'>",
    b"<br>",
    b"<!--",
    b"&#xD800;",
    b"<pre>\n",
    b"<div class=gmail_signature>a",
]


@pytest.mark.parametrize("unit", UNITS + [PART + unit for unit in HTML_UNITS])
def test_twice_the_bytes_take_at_most_twice_the_steps(unit: bytes) -> None:
    """Scenario 114."""
    start, unit = (PART, unit.removeprefix(PART)) if unit.startswith(PART) else (b"\n", unit)

    def work(size: int) -> int:
        return steps(read, start + unit * (size // len(unit)))

    work(1_000)  # Whatever is made once and kept is made here.
    assert work(8_000) <= 2.3 * work(4_000) + 500


def test_thousands_of_parts_cost_no_more_steps_than_two_hundred() -> None:
    def work(parts: int) -> int:
        return steps(read, b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * parts)

    work(1)
    assert work(20_000) <= 1.1 * work(201)
