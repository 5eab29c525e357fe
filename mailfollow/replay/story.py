"""What a replay finds out: of each proposal what became of it and what would have been drafted, and all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailfollow.model import Decision, Event, Message, Thread


class Outcome(StrEnum):
    """What became of a proposal. Only `ANSWERED` and `DECLINED` are answers."""

    ANSWERED = "answered"
    DECLINED = "declined"
    QUIET = "quiet"
    """Nobody answered, and a follow-up is due, or was sent without an answer."""
    OPEN = "open"
    """Nobody answered yet, and no follow-up was due."""
    BOUNCED = "bounced"
    REPLACED = "replaced"
    """A newer proposal on the same matter took its place."""
    UNCLEAR = "unclear"
    """Something came that may be an answer; only the person can tell."""


@dataclass(frozen=True, slots=True)
class History:
    """What really happened: the thread as it stands at the end, its events, and its messages by id, oldest first."""

    thread: Thread
    events: tuple[Event, ...]
    messages: Mapping[str, Message]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A follow-up that would have been written on that day."""

    on: date
    touch: int
    angle: str
    template: str
    text: str
    why: str
    resource: str = ""
    """The name of what it would have offered; mostly empty."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A follow-up that was due on that day, and why no text could be written."""

    on: date
    touch: int
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """One proposal. `decision` is what a pass at the end would decide; `due_today`: it is worth a follow-up then."""

    history: History
    decision: Decision
    outcome: Outcome
    sent_at: datetime
    answered_at: datetime | None
    due_today: bool
    drafts: tuple[Drafted, ...]
    missed: Missed | None

    @property
    def thread(self) -> Thread:
        """The thread as it stands at the end."""
        return self.history.thread

    @property
    def contact(self) -> str | None:
        """The address of the first recipient whose mail does not bounce, or else of the first."""
        people = self.thread.standing.reachable or self.thread.standing.people
        return people[0].address if people else None


@dataclass(frozen=True, slots=True)
class Replay:
    """The stories by the time of their proposals, how many messages were read, and why others were left out."""

    stories: tuple[Story, ...]
    now: datetime
    oldest: datetime
    sent: int
    messages: int
    left_out: Counter[str]
