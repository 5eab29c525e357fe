"""What is really so, whatever mailfollow thinks: who was written to, who answered, what the person wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.servers.memory import MemoryServer, Stored

NEVER = datetime.max
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_ID = re.compile(rb"<[^<>\s]+>")
_FIELD = re.compile(rb"^(?:In-Reply-To|References):((?:[^\n]|\n[ \t])*)", re.IGNORECASE | re.MULTILINE)


@dataclass
class Deal:
    """A proposal to one person of one company."""

    person: str
    subject: str
    root: str
    last: str
    """The Message-ID of what was said last, by whomever."""
    ids: set[str] = field(default_factory=set)
    theirs: str = ""
    """The Message-ID of their answer that nobody has answered yet."""
    heard: datetime = LONG_AGO
    """When that came."""
    closed: bool = False
    """Whether they said no."""
    disturbed: bool = False
    """Whether anything but faults of the machinery has happened to it, so that no draft may be called for."""


def ids_in(data: bytes) -> list[str]:
    """Return the ids that a message refers to, in order."""
    head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return [name.decode() for found in _FIELD.finditer(head) for name in _ID.findall(found[1])]


def deal_of(deals: list[Deal], data: bytes) -> Deal | None:
    """Return the proposal that a message refers to."""
    named = set(ids_in(data))
    return next((deal for deal in deals if deal.ids & named), None)


def token_of(data: bytes) -> str:
    """Return the token of a draft of ours: second-last in References, or the only one there."""
    head = data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    references = re.search(rb"^References:((?:[^\n]|\n[ \t])*)", head, re.IGNORECASE | re.MULTILINE)
    named = [name.decode() for name in _ID.findall(references[1])] if references else []
    return named[-2:][0].strip("<>") if named else ""


def live_drafts(server: MemoryServer, deals: list[Deal], deal: Deal) -> list[tuple[int, Stored]]:
    """Return what lies in Drafts for a proposal and is not marked as deleted, whoever put it there."""
    return [
        (uid, message)
        for uid, message in sorted(server.boxes["Drafts"].messages.items())
        if "\\Deleted" not in message.flags and deal_of(deals, message.data) is deal
    ]
