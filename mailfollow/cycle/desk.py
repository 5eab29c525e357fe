"""What a pass works with, and what it reports. Everything a decision depends on is here, the time included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mailfollow.clock import Ticks
from mailfollow.config import Config
from mailfollow.cycle.look.known import Known
from mailfollow.library import Library
from mailfollow.mailbox.port import Mailbox
from mailfollow.model import Decision, Me, Tally
from mailfollow.reading.lexicon import Lexicon
from mailfollow.store import Store
from mailfollow.tracking.planning.brake import Brake
from mailfollow.tracking.planning.calendar import Calendar

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how many are done, and of how many (None = not known)."""


def quiet(_what: str, _done: int, _total: int | None) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The place of work: configuration, words, templates, memory, and the present moment (UTC).

    `entropy(n)` returns n random bytes for a draft's token; it is an argument so that a test can repeat a pass.
    `ticks` is a clock that nobody can set, where there is one.
    """

    config: Config
    store: Store
    library: Library
    lexicon: Lexicon
    now: datetime
    entropy: Callable[[int], bytes]
    dry: bool = False
    progress: Progress = quiet
    ticks: Ticks | None = None

    @property
    def me(self) -> Me:
        """Who the user is."""
        return self.config.me

    @property
    def calendar(self) -> Calendar:
        """The person's business days."""
        return self.config.calendar


@dataclass(frozen=True, slots=True)
class Written:
    """A draft that was saved (or, in a dry run, would be)."""

    thread_id: str
    to: tuple[str, ...]
    subject: str
    text: str
    touch: int
    template: str
    angle: str
    why: str
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong in a pass: of which account, the sentence, its exit code, and the error's `retry`."""

    account: str
    sentence: str
    exit_code: int
    thread_id: str | None = None
    retry: float | None = None


@dataclass(slots=True)
class Report:
    """What a pass did. `decisions` has one entry a thread, each with its reason."""

    looked: int = 0
    too_old: int = 0
    """How many messages were left out, as they are older than the first look goes back."""
    visits: list[Visit] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    """What is odd and was coped with; their exit codes are 0."""
    brake: Brake | None = None
    """What keeps new drafts from being written after this pass, if anything does."""


@dataclass(slots=True)
class Visit:
    """One account's part of a pass: the desk, its open mailbox, what is known of threads, and the report."""

    desk: Desk
    mailbox: Mailbox
    known: Known
    report: Report
    learned: Mapping[str, Tally] | None = None
    """How each angle has fared so far, once that was asked for."""

    @property
    def account(self) -> str:
        """The account's name."""
        return self.mailbox.account

    @property
    def store(self) -> Store:
        """The store, for short."""
        return self.desk.store
