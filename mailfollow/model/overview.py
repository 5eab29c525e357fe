"""What waits for the person, at one moment: the lines of the daily digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

NO_ADDRESS = "no address is left to write to: "
"""How the reason of a proposal that did not arrive begins: a list of them says so once."""


@dataclass(frozen=True)
class Line:
    """One thread in a group: since when or on which day, with whom, about what, and why it is listed."""

    thread_id: str
    day: date | None
    who: str
    subject: str
    why: str


@dataclass(frozen=True)
class Heard:
    """The answer that waits for ours: who wrote it, by name or else address, and what they said."""

    who: str
    words: str


@dataclass(frozen=True)
class Blind:
    """Where we could not look, since when (UTC), and why: silence there means nothing."""

    where: str
    since: datetime | None
    problem: str


@dataclass(frozen=True)
class Looked:
    """What was looked at: when last (UTC; None = never), how many folders and messages, and where we could not."""

    at: datetime | None = None
    folders: int = 0
    messages: int = 0
    blind: tuple[Blind, ...] = ()


@dataclass(frozen=True)
class Overview:
    """Everything that waits for the person on `today`, a local day, each group in the order to look at it."""

    today: date
    drafts: tuple[Line, ...] = ()
    """They lie in Drafts; `day` is when they were written."""
    unwanted: tuple[Line, ...] = ()
    """Drafts that are no longer to be sent: the next look takes them back; `day` is when they were written."""
    your_turn: tuple[Line, ...] = ()
    """Somebody answered; `day` is when."""
    undelivered: tuple[Line, ...] = ()
    """Proposals that no address is left for, until the person decides; `day` is when the last one failed."""
    held: tuple[Line, ...] = ()
    dates: tuple[Line, ...] = ()
    """Dates that somebody named and that come within a week: promises, ends of validity, times to ask again."""
    dropped: tuple[Line, ...] = ()
    """Drafts that were thrown away, withdrawn or otherwise over since the last digest, of threads in no group above."""
    unwritten: tuple[Line, ...] = ()
    """Due, but no draft could be written."""
    unusable: tuple[str, ...] = ()
    """What is wrong with templates and resources; what could be read of them last is in use."""
    stopped: str = ""
    """Why no new drafts are written, and what to do about it; empty if they are."""
    due: int = 0
    """How many more follow-ups are due now: the next look writes them."""
    later: int = 0
    """How many more follow-ups are due within a week; the first of them on `next_on`."""
    next_on: date | None = None
    followed: int = 0
    """How many proposals are followed in all: all that are not closed."""
    looked: Looked = Looked()
