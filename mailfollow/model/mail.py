"""What one message is: where it lies, who wrote it to whom, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What sort of message it is; only a `PERSON` (or a `LIST` post by one) can answer a proposal."""

    PERSON = "person"
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    CALENDAR = "calendar"
    ESIGN = "e-sign"
    LIST = "list"
    UNREADABLE = "unreadable"


class Automatic(StrEnum):
    """What an auto-reply tells: an absence, a receipt of our mail, a challenge, or a departure."""

    AWAY = "away"
    ACKNOWLEDGEMENT = "acknowledgement"
    CHALLENGE = "challenge"
    LEFT = "left"


class Intent(StrEnum):
    """What a person's own words mean for a proposal; `OTHER` is the safe answer when unsure."""

    YES = "yes"
    NO = "no"
    NOT_NOW = "not now"
    HOLDING = "holding"
    QUESTION = "question"
    STOP = "stop"
    LEFT = "left"
    OTHER = "other"


@dataclass(frozen=True)
class Address:
    """One mailbox of an address header: decoded display name (may be empty) and lower-case addr-spec."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part after the last @, lower-case; empty if there is none."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Me:
    """Who the user is: lower-case addresses (first = default identity) and own domains (never free-mail)."""

    name: str = ""
    addresses: tuple[str, ...] = ()
    company: str = ""
    signature: str = ""
    domains: frozenset[str] = frozenset()
    authserv_id: str = ""

    def owns(self, address: str) -> bool:
        """Whether `address` is mine; plus tags (`you+tag@`) are."""
        local, at, domain = address.lower().rpartition("@")
        return address.lower() in self.addresses or f"{local.partition('+')[0]}{at}{domain}" in self.addresses


@dataclass(frozen=True)
class Place:
    """Where a message lies: RFC 9051 section 2.3.1.1 makes (folder, UIDVALIDITY, UID) unique for ever."""

    folder: str
    uidvalidity: int
    uid: int


class Role(StrEnum):
    """What a folder is for. Everything in a `WATCH` folder may be an answer; only `SENT` starts a thread.

    What is put into a `CONTROL` folder, one of those under `Mailfollow/`, is the person's word on its thread.
    """

    SENT = "sent"
    WATCH = "watch"
    DRAFTS = "drafts"
    TRASH = "trash"
    CONTROL = "control"


@dataclass(frozen=True)
class Folder:
    """A folder by its decoded name, with its role."""

    name: str
    role: Role


@dataclass(frozen=True)
class Cursor:
    """How a folder stood when it was last read to the end; an equal one means that nothing changed.

    `modseq` is HIGHESTMODSEQ (RFC 7162) where the server offers CONDSTORE, else None.
    """

    uidvalidity: int
    uidnext: int
    messages: int
    modseq: int | None = None


@dataclass(frozen=True)
class RawMessage:
    """Bytes as the mailbox gave them. `data` is the header block, or the first part of the whole message."""

    place: Place
    data: bytes
    internal_date: datetime
    flags: frozenset[str] = frozenset()
    size: int = 0


@dataclass(frozen=True)
class Envelope:
    """The address and threading headers, decoded. `date` is None when absent or unreadable, never a sentinel."""

    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    machine: bool = False
    """The headers alone say that a machine may have sent it, so that its body is worth reading."""
    other_ids: tuple[str, ...] = ()
    """Message-IDs it had before a server on the way gave it another one."""

    @property
    def recipients(self) -> tuple[Address, ...]:
        """To, then Cc, in order."""
        return self.to + self.cc


@dataclass(frozen=True)
class Seen:
    """A message known by its headers: what the first sync keeps of every message."""

    place: Place
    role: Role
    envelope: Envelope
    at: datetime
    deleted: bool = False


@dataclass(frozen=True)
class FailedRecipient:
    """One address a bounce speaks of; `status` is the RFC 3463 code ("5.1.1") or empty."""

    address: str
    permanent: bool
    status: str = ""
    original_message_id: str | None = None


@dataclass(frozen=True)
class Bounce:
    """What a delivery report says. No `failed` means a notice (delayed, relayed) that changes nothing."""

    failed: tuple[FailedRecipient, ...] = ()
    original_message_id: str | None = None


@dataclass(frozen=True)
class Proposal:
    """How much a message looks like a proposal, why, and the facts it states. Amount as written, e.g. "4,800"."""

    score: float = 0.0
    is_proposal: bool = False
    reasons: tuple[str, ...] = ()
    topic: str | None = None
    number: str | None = None
    amount: str | None = None
    currency: str | None = None
    valid_until: date | None = None
    promise: date | None = None
    promise_text: str | None = None
    greeting_name: str | None = None


@dataclass(frozen=True)
class Message:
    """Everything mailfollow understands of one message, each judgement with its reason.

    `at` is the Date header, or INTERNALDATE where that is missing or more than a day in the future.
    `until` is the day before which the sender does not want to be disturbed.
    """

    envelope: Envelope
    at: datetime
    kind: Kind = Kind.PERSON
    kind_why: str = ""
    automatic: Automatic | None = None
    language: str | None = None
    own_text: str = ""
    quoted_text: str = ""
    signature: str = ""
    intent: Intent = Intent.OTHER
    intent_why: str = ""
    accepts: bool = False
    """Its yes is to the offer itself, and not only to what was asked last, as "yes, please" may be."""
    until: date | None = None
    bounce: Bounce | None = None
    proposal: Proposal = field(default_factory=Proposal)
    attachments: tuple[str, ...] = ()
    asks: bool = False
    """It leaves the ball with the other side: it asks, offers, promises or attaches something."""
    arrived: datetime | None = None
    """The INTERNALDATE, where there is one."""
    forged: bool = False
    """The trusted Authentication-Results header says dmarc=fail (RFC 8601)."""
    problems: tuple[str, ...] = ()
