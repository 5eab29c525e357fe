"""A case of hostile mail: what lies in the mailbox because of it, and what it may come to.

Each case has a buyer and a company of its own, and one proposal of ours to that buyer that nobody answered; what the
class `ignored` sends must not keep that proposal from its draft, and no case may steer where a draft goes.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime

ME = "Robin Hale <robin@hale-studio.example>"
EVIL = "evil@attacker.example"
AUTHSERV = "mx.hale-studio.example"
"""Whose Authentication-Results the settings believe."""

IGNORED, HELD, HEARD, ANY = "ignored", "held", "heard", "any"
"""What a mail may come to: nothing at all, a visible hold, what an answer comes to, or any of these."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a case is about: its own buyer, company and proposal, and the time of the first pass."""

    number: int
    now: datetime

    @property
    def domain(self) -> str:
        """The buyer's company."""
        return f"c{self.number:04d}.example"

    @property
    def buyer(self) -> str:
        """The buyer's address."""
        return f"jane@{self.domain}"

    @property
    def proposal_id(self) -> str:
        """The proposal's Message-ID, with brackets."""
        return f"<p{self.number:04d}@hale-studio.example>"

    def date(self, days_ago: float) -> str:
        """Return a Date header."""
        return format_datetime(self.now - timedelta(days=days_ago))


@dataclass(frozen=True, slots=True)
class Mail:
    """One message in the mailbox: the folder, its bytes, and how many days ago it came."""

    data: bytes
    folder: str = "INBOX"
    days_ago: float = 3


@dataclass(frozen=True, slots=True)
class Case:
    """The mails of a case (the proposal first, if it is not the plain one), and what they may come to."""

    name: str
    expect: str
    mails: tuple[Mail, ...] = ()
    proposal: Mail | None = None
    to: frozenset[str] = field(default=frozenset())
    """Further addresses that the proposal itself went to."""


Build = Callable[[Aim], Case]
"""Makes a case for a buyer."""


def mail(headers: Iterable[tuple[str, str | bytes]], body: str | bytes = "Hello\n") -> bytes:
    """Return the bytes of a message whose headers are written as they are, however broken that makes them."""
    lines = [name.encode() + b": " + _raw(value) + b"\r\n" for name, value in headers]
    return b"".join(lines) + b"\r\n" + _raw(body)


def _raw(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")


TEXT = (
    "Hi Jane,\r\n\r\nthank you for the good talk. Here is our proposal for the new website: the total is EUR 4,800, "
    "all included.\r\n\r\nDoes the timeline suit you?\r\n\r\nBest regards\r\nRobin\r\n"
)
UTF8 = (("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit"))


def proposal(
    aim: Aim, *, to: str | None = None, subject: str = "Proposal: new website", body: str = TEXT, **more: str
) -> Mail:
    """Return our proposal to the buyer, filed in Sent nine days ago."""
    headers = [("From", ME), ("To", to or f"Jane Miller <{aim.buyer}>"), ("Subject", subject)]
    headers += [("Date", aim.date(9)), ("Message-ID", aim.proposal_id)]
    headers += [(name.replace("_", "-"), value) for name, value in more.items()]
    return Mail(mail([*headers, *UTF8], body), "Sent", 9)


def answer(
    aim: Aim,
    body: str | bytes = "When could you start?\r\n",
    *,
    sender: str | None = None,
    subject: str = "Re: Proposal: new website",
    name: str | None = None,
    days_ago: float = 3,
    folder: str = "INBOX",
    linked: bool = True,
    **more: str,
) -> Mail:
    """Return a message to us, by the buyer unless said otherwise, in answer to the proposal if `linked`."""
    headers = [("From", sender or f"Jane Miller <{aim.buyer}>"), ("To", ME), ("Subject", subject)]
    headers += [("Date", aim.date(days_ago)), ("Message-ID", name or f"<a{aim.number:04d}@{aim.domain}>")]
    if linked:
        headers += [("In-Reply-To", aim.proposal_id), ("References", aim.proposal_id)]
    names = {one.lower() for one in more}
    headers += [(one.replace("_", "-"), value) for one, value in more.items()]
    headers += [] if "content_type" in names else list(UTF8)
    return Mail(mail(headers, body), folder, days_ago)


def b_word(text: str) -> str:
    """Return an encoded word (RFC 2047) in base64, however long."""
    return f"=?utf-8?B?{base64.b64encode(text.encode('utf-8', 'surrogatepass')).decode()}?="


def q_word(text: str) -> str:
    """Return an encoded word in quoted-printable, each byte encoded."""
    return "=?utf-8?Q?" + "".join(f"={byte:02X}" for byte in text.encode("utf-8", "surrogatepass")) + "?="
