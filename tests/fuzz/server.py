"""What a mail server says: answers of all shapes, cut and mixed."""

# ruff: noqa: E501 - cases are data, and stand side by side
from __future__ import annotations

import io
from random import Random

from mailfollow.mailbox import utf7
from mailfollow.mailbox.imap import answers, stream
from mailfollow.mailbox.imap.deadline import Deadline
from mailfollow.mailbox.imap.wire import Wire
from tests.fuzz.mutate import mutated
from tests.fuzz.trying import quietly

LINES = (
    rb'* LIST (\HasNoChildren \Sent) "/" "Sent"', rb"* LIST () NIL INBOX", rb'* LIST (\Noselect) "." {7}' + b"\r\nA&AOk-B ",
    rb'* STATUS "INBOX" (UIDVALIDITY 7 UIDNEXT 12 MESSAGES 3 HIGHESTMODSEQ 99)', b"* 3 EXISTS", b"* 1 EXPUNGE", b"* SEARCH 1 2 3",
    b"* SEARCH", b"* OK [UIDVALIDITY 7] x", b"* OK [UIDNEXT 12] x", b"* BYE gone", b"+ go on", b"* NO x", b"* CAPABILITY IMAP4rev1 UIDPLUS",
    b'* NAMESPACE (("" "/")) (("Other/" "/")) NIL', (rb'* 1 FETCH (UID 5 FLAGS (\Seen 1) INTERNALDATE " 6-May-2024 09:30:00 +0200" RFC822.SIZE 3 BODY[] {3}'
     b"\r\nabc)"), b'* 2 FETCH (BODY[HEADER.FIELDS (MESSAGE-ID)] "x" UID 7)', b"* 3 FETCH (UID 9 BODY[]<0> NIL)", b"* 4 FETCH (FLAGS ())",
    b"m1 OK done", b"m1 NO [NOPERM] no", b"m1 BAD", b"m2 OK",
)  # fmt: skip


def make_answers(rng: Random) -> bytes:
    data = b"\r\n".join(rng.choices(LINES, k=rng.randint(1, 12))) + b"\r\nm1 OK done\r\n"
    return mutated(rng, [data, *LINES]) if rng.random() < 0.8 else data


class _Channel(io.BytesIO):
    """A server that says these bytes, whatever it is told."""

    def send(self, data: bytes) -> None:
        """Take a command."""


def check_answers(data: bytes) -> str | None:
    quietly(lambda: list(stream.messages(_wire(data).stream(b"UID", b"FETCH", b"1:*", b"(UID)"), "INBOX", 7)))
    quietly(lambda: [stream.parsed(one) for one in _wire(data).ask(b"NOOP")])
    for understand in (
        answers.listed,
        answers.statuses,
        answers.opened,
        answers.found,
        answers.expunged,
        answers.foreign,
    ):
        quietly(lambda understand=understand: understand(_wire(data).ask(b"NOOP")))
    utf7.decode(data).encode("utf-8")
    return None


def _wire(data: bytes) -> Wire:
    return Wire(_Channel(data), Deadline(5, 5), "mail.example:993")
