"""What the person configured, as plain values: how to reach an account, and how to go about follow-ups."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Account:
    """One mailbox. `kind` is "imap" or "maildir"; `security` is tls, starttls or none (loopback only)."""

    name: str
    kind: str = "imap"
    host: str = ""
    port: int = 993
    security: str = "tls"
    user: str = ""
    password_command: tuple[str, ...] = ()
    token_command: tuple[str, ...] = ()
    password: str = field(default="", repr=False)
    """Only from a configuration file that nobody else can read (mode 0600)."""
    path: str = ""
    sent: str | None = None
    drafts: str | None = None
    trash: str | None = None
    watch: tuple[str, ...] | None = None
    timeout: float = 30.0
    """Seconds without a byte before a connection counts as dead."""
    deadline: float = 300.0
    """Seconds that one command may take in all."""


@dataclass(frozen=True)
class Cadence:
    """When touches are due. Waits in business days; hours are local, [from, to)."""

    waits: tuple[int, ...] = (3, 5, 5, 10, 10)
    then: int = 21
    """Business days between the later touches: about a month."""
    most: int = 8
    gap: int = 5
    hold_days: int = 10
    """Business days to wait after "not now" or "I'll get back to you" without a date."""
    away_days: int = 5
    """Business days to wait after an out-of-office notice without a date."""
    hours: tuple[int, int] = (0, 24)
    holidays: tuple[date, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    """The person's own absences, first and last day."""


@dataclass(frozen=True)
class Detect:
    """What counts as a proposal, and how far back to look at the first pass (days)."""

    threshold: float = 1.0
    lookback_days: int = 90
    colleagues: tuple[str, ...] = ()
    """Further domains whose people are ours: their mail is no answer."""
    authserv_id: str = ""
    """Whose Authentication-Results to believe (RFC 8601 section 2.5); empty = nobody's."""


@dataclass(frozen=True)
class DraftPolicy:
    """How drafts are made and how many. `quote` is how many lines of the proposal to quote below."""

    daily: int = 20
    batch: int = 5
    """How many a pass may write, so that an outage does not end in a flood."""
    words: int = 120
    quote: int = 20
    language: str = "en"
    """For threads in a language without templates."""
    fallback: bool = False
    """Whether such threads get a draft in `language`, or none."""
    signature: bool = True
    refresh_after: int = 5
    """Business days after which an untouched draft is written anew, if its text would differ; 0 = never."""
    familiar: bool = False
    """Whether people are addressed as du, tu or tú where the language has two ways; Sie, vous and usted otherwise."""
    unused: int = 5
    """How many drafts in a row may go unused before no more are written; 0 = any number."""


@dataclass(frozen=True)
class Slots:
    """When the person has time to talk: weekly hours, as (weekday from Monday = 0, from, to) in local minutes."""

    free: tuple[tuple[int, int, int], ...] = ()
    minutes: int = 30
    """How long a talk takes."""
    busy: str = ""
    """An iCalendar file (RFC 5545) of what the person has on already; empty = none."""


@dataclass(frozen=True)
class Control:
    """How the person may steer from the mail client. Nothing of it is made or looked for unless it is on."""

    folders: bool = False
    """Whether to make the folders under `Mailfollow/`, and to apply what is put into them."""
    tags: bool = True
    """Whether mail sent to `you+followup@` as well is followed."""
    keywords: bool = True
    """Whether sent mail with the IMAP keyword (tag) `followup` or `nofollowup` is followed or left alone."""
    starred: bool = False
    """Whether sent mail that is flagged (starred) is followed."""


@dataclass(frozen=True)
class Digest:
    """A daily message in the inbox on what waits for the person; `hour` is local, and no day but business days."""

    daily: bool = False
    hour: int = 7
    account: str = ""
    """In whose inbox it is put; empty = the first account's."""
