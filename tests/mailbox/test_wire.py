"""One command and its answers, from canned bytes: what servers say, and how conversations end."""

from __future__ import annotations

import io

import pytest

from mailfollow.errors import DataError, ServerUnavailable
from mailfollow.mailbox.imap import search
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.trouble import Refused
from mailfollow.mailbox.imap.wire import LARGEST, Wire


class Canned(io.BytesIO):
    """A server whose answers are known beforehand; `sent` is what it was told."""

    def __init__(self, answers: bytes) -> None:
        super().__init__(answers)
        self.sent = b""

    def send(self, data: bytes) -> None:
        self.sent += data


def talk(answers: bytes) -> tuple[Wire, Canned]:
    """Return a wire to such a server."""
    canned = Canned(answers)
    return Wire(canned, Deadline(5, 5), "mail.example:993"), canned


def test_an_answer_has_its_literals_beside_the_text_before_them() -> None:
    """The form that imaplib gives it, so that imapclient can parse it."""
    wire, canned = talk(b"* 1 FETCH (A {3}\r\nx\r\n B {0}\r\n C)\r\n* OK see {5}\r\nm1 OK done\r\n")
    assert wire.ask(b"NOOP") == [[(b"* 1 FETCH (A {3}", b"x\r\n"), (b" B {0}", b""), b" C)"], [b"* OK see {5}"]]
    assert canned.sent == b"m1 NOOP\r\n"


@pytest.mark.parametrize("verdict", [b"NO [NOPERM] not yours", b"BAD what?", b"no [NOPERM] not yours"])
def test_a_refusal_is_told_in_the_servers_words(verdict: bytes) -> None:
    """The command is named, its arguments are not."""
    wire, _ = talk(b"m1 " + verdict + b"\r\nm2 OK fine\r\n")
    with pytest.raises(Refused, match=r"mail.example:993 refused UID FETCH: (\[NOPERM\] not yours|what\?)"):
        wire.ask(b"UID", b"FETCH", b"1:5", b"(FLAGS)")
    assert wire.usable
    assert wire.ask(b"NOOP") == []


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (b"", "closed by the server"),
        (b"* 1 EXISTS\r\n* 2 EXI", "closed by the server"),
        (b"* 1 FETCH (BODY[] {9}\r\nabc", "closed by the server"),
        (b"* 1 FETCH (BODY[] {3}\r\nabc", "closed by the server"),
        (b"* BYE Server is shutting down.\r\nm1 OK\r\n", "Server is shutting down"),
        (b"* 1 FETCH (BODY[] {%d}\r\n" % (LARGEST + 1), "announced"),
    ],
)
def test_after_a_broken_conversation_every_command_fails(answers: bytes, why: str) -> None:
    """Scenario 107. Half an answer is never taken for a whole one, and what follows is not read as an answer."""
    wire, canned = talk(answers)
    with pytest.raises(ServerUnavailable, match=why):
        wire.ask(b"UID", b"FETCH", b"1:2", b"(BODY.PEEK[])")
    assert not wire.usable
    with pytest.raises(ServerUnavailable, match=why):
        wire.ask(b"NOOP")
    assert b"NOOP" not in canned.sent


def test_an_answer_left_half_read_is_read_past() -> None:
    """A caller may stop early; the next command gets its own answers."""
    wire, _ = talk(b"* 1 EXISTS\r\n* 2 FETCH (X {4}\r\nm1 O)\r\nm1 OK\r\n* 3 EXISTS\r\nm2 OK\r\n")
    answers = wire.stream(b"NOOP")
    assert next(answers) == [b"* 1 EXISTS"]
    assert not wire.usable
    assert wire.ask(b"CAPABILITY") == [[b"* 3 EXISTS"]]
    with pytest.raises(RuntimeError, match="Another command"):
        next(answers)


def test_a_literal_is_sent_only_when_invited() -> None:
    """Quota is checked before the message is on its way."""
    wire, canned = talk(b"* 5 EXISTS\r\n+ go on\r\n* 6 EXISTS\r\nm1 OK\r\n")
    assert wire.ask(b"APPEND", b'"Drafts"', literal=b"Subject: x\r\n") == [[b"* 6 EXISTS"]]
    assert canned.sent == b'm1 APPEND "Drafts" {12}\r\nSubject: x\r\n\r\n'
    wire, canned = talk(b"m1 NO [OVERQUOTA] full\r\n")
    with pytest.raises(Refused, match=r"\[OVERQUOTA\] full"):
        wire.ask(b"APPEND", b'"Drafts"', literal=b"secret words")
    assert b"secret words" not in canned.sent
    assert wire.usable


def test_a_word_with_a_line_break_is_never_sent() -> None:
    """It would be a command of its own."""
    wire, canned = talk(b"m1 OK\r\n")
    with pytest.raises(DataError):
        wire.ask(b"EXAMINE", b'"INBOX"\r\nm9 DELETE "Sent"')
    assert canned.sent == b""
    assert wire.ask(b"NOOP") == []


def test_uids_are_collected_in_parts_while_messages_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario 108. An EXPUNGE in between moves the rest down; none of it is missed."""
    monkeypatch.setattr(search, "AT_ONCE", 3)
    wire, canned = talk(
        b"* SEARCH 1 2 3\r\n* 2 EXPUNGE\r\nm1 OK\r\n* SEARCH 4 5 6 (MODSEQ 9)\r\nm2 OK\r\n* SEARCH\r\nm3 OK\r\n"
    )
    assert search.uids(wire, 7) == [1, 2, 3, 4, 5, 6]
    assert canned.sent == b"m1 UID SEARCH 1:3\r\nm2 UID SEARCH 3:5\r\nm3 UID SEARCH 6\r\n"


def test_an_empty_folder_is_not_searched() -> None:
    """Sequence number 1 does not exist there, and some servers call it a mistake."""
    wire, canned = talk(b"")
    assert search.uids(wire, 0) == []
    assert canned.sent == b""
