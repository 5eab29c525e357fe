"""A follow-up: the template it came from, the bytes it became, and where copies of it were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mailfollow.model.mail import Address, Place, Role
from mailfollow.model.resource import Attachment, Offer


@dataclass(frozen=True)
class Template:
    """One follow-up text with its front matter. `name` is "<language>/<file stem>", e.g. "en/three-options"."""

    name: str
    language: str
    angle: str
    body: str
    touches: tuple[int, ...] = ()
    """Where in the sequence it fits (1 = first follow-up); empty = anywhere."""
    when: tuple[str, ...] = ("waiting",)
    needs: tuple[str, ...] = ()
    resource: str | None = None
    """The kind of resource that it offers, or "any"; None = it offers none."""
    path: str = ""
    first_line: int = 1
    """The line of the file at which the body begins, so that faults name the right line."""


@dataclass(frozen=True)
class Used:
    """What a person or company has had already: nothing of it may come again."""

    angles: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    resources: frozenset[str] = frozenset()
    offered_last: bool = False
    """Whether the last text that they had offered a resource."""
    lately: dict[str, int] = field(default_factory=dict)
    """How many drafts each template became for anyone in the last 90 days; fewer is better."""


@dataclass(frozen=True)
class Choice:
    """A template that fits, with the reason for its rank."""

    template: Template
    why: str
    offer: Offer | None = None
    """What it offers, if it is a template that offers something."""


@dataclass(frozen=True)
class Identity:
    """As whom to write: the address the proposal came from, and the signature under the text (may be empty)."""

    name: str
    address: str
    signature: str = ""


@dataclass(frozen=True)
class Letter:
    """All that a draft's bytes are made of; `quoted` is the proposal's text to quote below, may be empty."""

    identity: Identity
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    token: str
    message_id: str
    parent_id: str | None
    references: tuple[str, ...]
    date: datetime
    quoted: str = ""
    quoted_from: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Refused:
    """No draft could be written; `why` says what is missing and what would help."""

    why: str


class DraftState(StrEnum):
    """The life of a draft. `reserved` exists only in our database: the APPEND has not been tried yet."""

    RESERVED = "reserved"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    OPEN = "open"
    EDITED = "edited"
    MISSING = "missing"
    SENT = "sent"
    DISCARDED = "discarded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Draft:
    """A reserved or saved follow-up. `uidvalidity` and `uidnext` are Drafts' at the time it was reserved."""

    id: int
    thread_id: str
    round: int
    touch: int
    state: DraftState
    token: str
    message_id: str
    parent_id: str | None
    data: bytes
    text: str
    template: str
    angle: str
    why: str
    uidvalidity: int
    uidnext: int
    reserved_at: datetime
    uid: int | None = None
    attempts: int = 0
    attempted_at: datetime | None = None
    looks: int = 0
    looked_at: datetime | None = None
    missing_since: datetime | None = None
    problem: str = ""
    covers: tuple[str, ...] = ()
    """Other threads with the same person whose proposals it names as well: it is their follow-up, too."""
    withdrawing: str = ""
    """Why we were about to remove it, if the removal was begun and its outcome is not known yet."""
    kept: str = ""
    """Why it is not taken back though its words are ours; empty where every byte of it is."""
    replaces: int | None = None
    """The number of the draft in whose place it was written, so that its dates stay true."""
    language: str = ""
    """The code of the language it was written in; empty in drafts of older versions."""
    resource: str = ""
    """The name of the resource that it offers; mostly empty."""

    @property
    def threads(self) -> tuple[str, ...]:
        """Every thread whose follow-up it is, its own first."""
        return self.thread_id, *self.covers


@dataclass(frozen=True)
class Trace:
    """What became of a draft, without its text: when its follow-up was first written, and when it came to its state.

    `again` is whether it took the place of an older draft of the same follow-up.
    """

    state: DraftState
    written_at: datetime
    changed_at: datetime | None = None
    again: bool = False


@dataclass(frozen=True)
class Version:
    """What a message in Drafts came to when it was compared with what we wrote.

    `differs` says what a reader would see that we did not write, `kept` why it is not taken back; both may be empty.
    """

    differs: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Copy:
    """A message that carries a draft's token or Message-ID. In Sent, or a folder like any other, it was sent."""

    place: Place
    role: Role
    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    deleted: bool = False
    version: Version | None = None
    """What it came to; None where it was not compared: its place tells, or it lies elsewhere."""


@dataclass(frozen=True)
class Fate:
    """What became of a draft, judged from where its copies lie; `uid` where it is open or edited.

    `uidvalidity` goes with `uid` where the very bytes that we wrote lie there; `kept` says why not, if it is open.
    """

    state: DraftState
    why: str
    uid: int | None = None
    copies: int = 0
    uidvalidity: int | None = None
    kept: str = ""
