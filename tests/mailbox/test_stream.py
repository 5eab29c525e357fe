"""FETCH answers in every form, and the fast reader against imapclient's own on a real server."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailfollow import clock
from mailfollow.errors import ServerUnavailable
from mailfollow.mailbox import open_mailbox
from mailfollow.mailbox.imap import stream
from mailfollow.mailbox.imap.wire import Response
from mailfollow.model import Place, RawMessage
from tests.servers.login import Login

WHEN = datetime(2024, 5, 6, 7, 30, tzinfo=UTC)
EXPECTED = RawMessage(Place("INBOX", 7, 5), b"Subject: x\r\n\r\n", WHEN, frozenset({"\\Seen", "$Label"}), 99)


def messages(*responses: Response) -> list[RawMessage]:
    """Read answers as messages of INBOX, UIDVALIDITY 7."""
    return list(stream.messages(responses, "INBOX", 7))


UID, FLAGS, SIZE = "UID 5 ", "FLAGS (\\Seen $Label) ", "RFC822.SIZE 99 "
SUMMER, UTC_TIME = "INTERNALDATE ' 6-May-2024 09:30:00 +0200' ", "INTERNALDATE '06-May-2024 07:30:00 +0000' "


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (UID + FLAGS + SUMMER + SIZE + "BODY[HEADER] ", ")"),
        (SIZE + UTC_TIME + FLAGS + UID + "BODY[]<0> ", ")"),
        (UID + "MODSEQ (8) " + FLAGS + UTC_TIME + SIZE + "BODY[] ", ")"),
        ("BODY[HEADER] ", f" {UID}{FLAGS}{SIZE}{UTC_TIME})"),
        (UID + "X-ODD (a 'b)c' NIL) FLAGS ($Label \\Recent \\Seen) BODY[TEXT] ", f" {UTC_TIME}{SIZE})"),
    ],
)
def test_items_come_in_any_order(head: str, tail: str) -> None:
    """RFC 9051 section 7.5.2 fixes none."""
    start, end = (part.replace("'", '"').encode() for part in (f"* 3 FETCH ({head}{{14}}", tail))
    found = messages([(start, EXPECTED.data), end])
    assert [(raw.place, raw.data, raw.internal_date, raw.size) for raw in found] == [
        (EXPECTED.place, EXPECTED.data, WHEN, 99)
    ]
    assert found[0].flags == EXPECTED.flags


@pytest.mark.parametrize(
    ("line", "data"),
    [
        (b'* 3 FETCH (UID 5 FLAGS () INTERNALDATE "06-May-2024 07:30:00 +0000" RFC822.SIZE 9 BODY[HEADER] "")', b""),
        (b'* 3 FETCH (UID 5 FLAGS () INTERNALDATE "06-May-2024 07:30:00 +0000" RFC822.SIZE 9 BODY[HEADER] NIL)', b""),
        (b'* 3 FETCH (BODY[] "a \\"b\\" \\\\" INTERNALDATE "06-May-2024 07:30:00 +0000" UID 5)', b'a "b" \\'),
    ],
)
def test_a_short_block_may_be_quoted_or_nil(line: bytes, data: bytes) -> None:
    """RFC 9051 section 9: an nstring has three forms."""
    (found,) = messages([line])
    assert (found.place, found.data, found.internal_date) == (EXPECTED.place, data, WHEN)


def test_flags_that_another_client_changed_just_now_are_no_message() -> None:
    """Unsolicited answers have no body; other untagged answers are none at all."""
    assert (
        messages([b"* 3 FETCH (UID 5 FLAGS (\\Seen))"], [b"* 3 FETCH (FLAGS ())"], [b"* 4 EXISTS"], [b"* OK hi"]) == []
    )


def test_an_answer_that_makes_no_sense_is_an_error_not_an_empty_folder() -> None:
    """Not knowing is not "no reply"."""
    with pytest.raises(ServerUnavailable, match="cannot be understood"):
        messages([b"* 3 FETCH (UID x BODY[] ("])


@given(st.binary(max_size=60))
def test_no_answer_breaks_the_reader(rest: bytes) -> None:
    """Whatever follows FETCH, there is a message, none, or an error with a sentence."""
    line = b"* 3 FETCH (" + rest.replace(b"\r", b"").replace(b"\n", b"")
    with suppress(ServerUnavailable):
        assert len(messages([line])) <= 1


def test_without_an_internal_date_the_date_header_counts_and_then_the_present() -> None:
    """Scenario 51. The present is the safe guess: nothing is due at once."""
    dated = b"Date: Mon, 06 May 2024 09:30:00 +0200\r\n\r\n"
    (found,) = messages([(b"* 3 FETCH (UID 5 FLAGS () BODY[HEADER] {%d}" % len(dated), dated), b")"])
    assert found.internal_date == WHEN
    for undated in (b"Date: soon\r\n\r\n", b"Date: 99 99 9999\r\n\r\n", b"Subject: x\r\n\r\n", b"Date: \xff\r\n\r\n"):
        head = b"* 3 FETCH (UID 5 INTERNALDATE NIL BODY[HEADER] {%d}" % len(undated)
        (found,) = messages([(head, undated), b")"])
        assert timedelta() <= clock.now() - found.internal_date < timedelta(minutes=1)


def test_the_fast_reader_and_imapclient_agree(login: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    """300 messages with odd headers, sizes, dates and flags: the same from both, byte by byte."""
    chance = random.Random(7)
    fields = stream.FIELDS.decode().split()
    with login.session() as client:
        client.multiappend("Archive", [_odd(chance, fields) for _ in range(300)])
    with login.session("Archive") as client:
        items = ["FLAGS", "INTERNALDATE", "RFC822.SIZE", f"BODY.PEEK[HEADER.FIELDS ({' '.join(fields)})]"]
        slow = client.fetch(client.search("ALL"), items)
    monkeypatch.delattr(stream, "parsed")  # the fast reader must understand each of them by itself
    with open_mailbox(login.account(), None) as mailbox:
        fast = [raw for batch in mailbox.headers("Archive", 1, None) for raw in batch]
    assert [raw.place.uid for raw in fast] == sorted(slow)
    for raw in fast:
        item = slow[raw.place.uid]
        block = next(value for key, value in item.items() if key.startswith(b"BODY["))
        flags = frozenset(flag.decode() for flag in item[b"FLAGS"]) - {"\\Recent"}
        assert (raw.data, raw.size, raw.flags) == (block, item[b"RFC822.SIZE"], flags)
        assert raw.internal_date == item[b"INTERNALDATE"]


def _odd(chance: random.Random, fields: list[str]) -> dict[str, object]:
    """Return a message with some of the fields, in odd cases, folded, empty, 8-bit, with brackets and braces."""
    values = ["", "x", "{12}", ") UID 7 (", 'a "b" \\c', "\xe4\xf6", "a\r\n b\r\n\tc", "=?utf-8?q?=C3=A4?=", "]" * 80]
    lines = [f"{chance.choice([name, name.title(), name.lower()])}: {chance.choice(values)}" for name in fields]
    head = "\r\n".join(chance.sample(lines, chance.randrange(len(lines))))
    date = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(800_000_000))
    flags = chance.sample(["\\Seen", "\\Flagged", "$Forwarded", "odd]", "\\Draft"], chance.randrange(4))
    body = "y" * chance.randrange(2_000)
    return {"msg": f"{head}\r\n\r\n{body}\r\n".lstrip("\r\n").encode("latin-1"), "flags": flags, "date": date}
