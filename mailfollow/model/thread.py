"""Where a proposal stands: the events that happened, the state they fold to, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from mailfollow.model.draft import Draft
from mailfollow.model.mail import Address, Intent, Proposal


class State(StrEnum):
    """`waiting`: our word is last. `drafted`: a follow-up lies in Drafts. `your_turn`: they answered."""

    WAITING = "waiting"
    DRAFTED = "drafted"
    YOUR_TURN = "your_turn"
    CLOSED = "closed"


class Close(StrEnum):
    """Why a thread is closed. `declined`: they said no. `lost`: the person said that it is over."""

    WON = "won"
    LOST = "lost"
    DECLINED = "declined"
    BOUNCED = "bounced"
    EXHAUSTED = "exhausted"
    STOPPED = "stopped"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class EventKind(StrEnum):
    """What can happen to a thread. Mail makes the first group, drafts the second, the person the third."""

    SENT = "sent"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCED = "bounced"
    HELD = "held"
    SIGNED = "signed"
    DRAFT_SAVED = "draft_saved"
    DRAFT_EDITED = "draft_edited"
    DRAFT_GONE = "draft_gone"
    DRAFT_WITHDRAWN = "draft_withdrawn"
    ENDED = "ended"
    TRACKED = "tracked"
    SNOOZED = "snoozed"
    STOPPED = "stopped"
    WON = "won"
    LOST = "lost"
    REOPENED = "reopened"


OF_DRAFTS = frozenset({EventKind.DRAFT_SAVED, EventKind.DRAFT_EDITED, EventKind.DRAFT_GONE, EventKind.DRAFT_WITHDRAWN})
"""What becomes of our drafts, as we see it ourselves."""


@dataclass(frozen=True)
class Event:
    """One thing that happened, append-only; which optional fields count depends on `kind`.

    SENT: `people` (To and Cc, without ourselves), `proposal`, `asks`. REPLY: `person`, `intent`, `accepts`,
    `until`. AUTO_REPLY: `person`, `until` (None = no date given, nothing held unless `away`). BOUNCED: `person`,
    `permanent`. SNOOZED: `until`. TRACKED: `until`, the day wanted for the next touch, if any. ENDED: `close`.
    DRAFT_*: `draft_id`, as does SENT where the mail is that draft.
    """

    kind: EventKind
    at: datetime
    why: str
    message_id: str | None = None
    person: str | None = None
    people: tuple[Address, ...] = ()
    intent: Intent | None = None
    accepts: bool = False
    until: date | None = None
    away: bool = False
    permanent: bool = False
    asks: bool = True
    proposal: Proposal | None = None
    close: Close | None = None
    draft_id: int | None = None
    arrived: datetime | None = None
    """When it came into the mailbox (INTERNALDATE): it may have been held up, and its own date is the sender's."""
    in_reply_to: str | None = None
    """The message it answers, where that is known: nothing can be older than what it answers."""


@dataclass(frozen=True)
class Standing:
    """What the events of a thread fold to. `state` is None before our first message is known.

    `round` counts how often the clock started anew after an answer; `touch` the follow-ups that were sent
    or skipped since (0 = only the proposal). `clock` is when the last of them happened. `answer_id` is the
    message a follow-up replies to. `not_before` holds the thread until that day; `snoozed` is the person's own.
    """

    state: State | None = None
    why: str = ""
    since: datetime | None = None
    close: Close | None = None
    round: int = 0
    touch: int = 0
    clock: datetime | None = None
    not_before: date | None = None
    not_before_why: str = ""
    snoozed: date | None = None
    wish: date | None = None
    """The day on which the person wants the next touch, whatever the cadence says."""
    held: str | None = None
    heard: datetime | None = None
    """When the last answer, or what holds the thread, came into the mailbox: nothing older can answer it."""
    over: str = ""
    """Why nothing more is drafted by itself though the talk may go on: they accepted, or it was given up as lost."""
    root_id: str | None = None
    answer_id: str | None = None
    proposal: Proposal | None = None
    proposal_id: str | None = None
    """The message that states `proposal`: the first one, or a later revised offer."""
    proposed_at: datetime | None = None
    people: tuple[Address, ...] = ()
    failed: frozenset[str] = frozenset()
    asked_to_wait: bool = False
    """They named a time or said "not now": the next touch refers to it."""
    draft_id: int | None = None
    """The draft made for the next touch, while it is neither sent, withdrawn nor thrown away."""
    voices: frozenset[str] = frozenset()
    """Who has answered in this thread: what we send to them counts, though the proposal did not go to them."""

    @property
    def hold(self) -> str | None:
        """Why the person must look before anything more is drafted, if so."""
        if self.held is None and self.over:
            return f"{self.over}; say won, or track if it shall be followed all the same"
        return self.held

    @property
    def reachable(self) -> tuple[Address, ...]:
        """The recipients that did not bounce for good."""
        return tuple(who for who in self.people if who.address not in self.failed)


@dataclass(frozen=True)
class Thread:
    """A followed proposal: its identity, where it stands, and the draft that is open for it, if any."""

    id: str
    account: str
    subject: str
    standing: Standing
    company: str | None = None
    """The company's domain; None for free-mail, so that strangers are never grouped."""
    draft: Draft | None = None
    foreign_draft: bool = False
    """The person is writing a draft of their own in this thread."""
    covered_by: Draft | None = None
    """An open draft of another thread with the same person that names this proposal as well."""


@dataclass(frozen=True)
class Conversation:
    """What matching needs to know of a thread: its ids, draft tokens, people, domains, subjects and number."""

    id: str
    message_ids: frozenset[str]
    tokens: frozenset[str]
    people: frozenset[str]
    domains: frozenset[str]
    subjects: frozenset[str]
    """What its subjects share with others on the same matter, by `model.subject.matter`."""
    number: str | None
    started: datetime
    references: frozenset[str] = frozenset()
    """Every id that messages of the thread refer to."""
    last: datetime | None = None
    """When anybody wrote in it last; None = nothing since it began."""
    prints: tuple[frozenset[int], ...] = ()
    """The fingerprints of what we wrote in it, one set a message: they show when somebody quotes it."""
    superseded_by: frozenset[str] = frozenset()
    """Message-IDs of newer proposals on the same matter: who answers this one, answers them too."""


class MatchHow(StrEnum):
    """By what a message belongs to a thread; `PROBABLE` and `OTHER_MATTER` hold it instead of deciding."""

    IN_REPLY_TO = "in_reply_to"
    REFERENCES = "references"
    TOKEN = "token"  # noqa: S105 - the word of the draft protocol, not a secret
    REFERRED = "referred"
    BOUNCE = "bounce"
    QUOTED = "quoted"
    SUBJECT = "subject"
    PROBABLE = "probable"
    OTHER_MATTER = "other_matter"
    PERSON = "person"
    NONE = "none"


SURE: Mapping[MatchHow, float] = MappingProxyType(
    {
        MatchHow.IN_REPLY_TO: 1.0,
        MatchHow.TOKEN: 1.0,
        MatchHow.BOUNCE: 1.0,
        MatchHow.REFERENCES: 0.95,
        MatchHow.REFERRED: 0.95,
        MatchHow.QUOTED: 0.95,
        MatchHow.SUBJECT: 0.9,
        MatchHow.PERSON: 0.9,
        MatchHow.PROBABLE: 0.5,
        MatchHow.OTHER_MATTER: 0.2,
        MatchHow.NONE: 0.0,
    }
)
"""How sure each sign is that the message is about the proposal.

1: an id of ours came back. 0.95: an id or our own words came back, which now and then happens by recycling an old
mail. 0.9: the right person at the right time on the right subject. 0.5: a sign that a person should look at.
"""


@dataclass(frozen=True)
class Match:
    """The thread (or threads, for an absence or an unclear answer) a message belongs to, and why."""

    how: MatchHow
    threads: tuple[str, ...] = ()
    why: str = ""
    heirs: tuple[str, ...] = ()
    """Newer threads that superseded those: the answer reaches them as well."""

    @property
    def score(self) -> float:
        """How sure it is, from 0 to 1, by `SURE`; several threads that fit equally share it."""
        shared = len(self.threads) if self.how is MatchHow.PROBABLE and self.threads else 1
        return SURE[self.how] / shared

    @property
    def reason(self) -> str:
        """Why, and how sure where that is not beyond doubt."""
        return self.why if self.score == 1 else f"{self.why}; {self.score:.0%} sure"


class Action(StrEnum):
    """What a pass does about a thread."""

    WRITE = "write"
    WITHDRAW = "withdraw"
    END = "end"
    WAIT = "wait"
    HOLD = "hold"
    LEAVE = "leave"


@dataclass(frozen=True)
class Decision:
    """One thread's decision with its reason. `due_on` is the day of the next touch, where there is one.

    `when` is the situation a template must fit: waiting, promised, asked-to-wait, expiring, lapsed, closing.
    `planned` is the day on which it would have been due but for the person's own absence.
    """

    thread_id: str
    action: Action
    why: str
    due_on: date | None = None
    touch: int = 0
    when: str = "waiting"
    close: Close | None = None
    planned: date | None = None
    covers: tuple[str, ...] = ()
    """Other threads with the same person that the draft is to name as well: it is their follow-up, too."""
