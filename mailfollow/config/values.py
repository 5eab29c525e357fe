"""A checked configuration."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mailfollow.model import Account, Cadence, Control, Detect, Digest, DraftPolicy, Me, Slots

if TYPE_CHECKING:
    from mailfollow.tracking.planning.calendar import Calendar


@dataclass(frozen=True)
class Paths:
    """Directories, absolute: `state` for the database and the lock, the others for the person's own texts."""

    state: Path
    templates: Path
    phrases: Path
    resources: Path


@dataclass(frozen=True)
class Config:
    """Everything that was configured; `zone` is the time zone of every local day and hour, `source` the file."""

    me: Me
    accounts: tuple[Account, ...]
    cadence: Cadence
    detect: Detect
    drafts: DraftPolicy
    zone: ZoneInfo
    paths: Paths
    source: Path
    control: Control = field(default_factory=Control)
    digest: Digest = field(default_factory=Digest)
    slots: Slots = field(default_factory=Slots)
    poll: int = 5
    """Minutes between two looks at the mailboxes."""

    @property
    def account_names(self) -> tuple[str, ...]:
        """The accounts' names, in the order of the file."""
        return tuple(account.name for account in self.accounts)

    @property
    def calendar(self) -> Calendar:
        """The person's working time, as the cadence and the time zone make it."""
        from mailfollow.tracking.planning.calendar import calendar_for

        return calendar_for(self.cadence, self.zone)
