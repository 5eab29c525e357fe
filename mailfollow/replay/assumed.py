"""A thread as it would have gone if each follow-up had been sent on the day it was drafted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from mailfollow.model import Event, Standing, Thread
from mailfollow.replay.story import Drafted, History, Missed
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.standing.fold import fold


@dataclass(slots=True)
class Assumed:
    """The real events and those that are assumed, what was drafted, and the last draft that could not be written."""

    history: History
    assumed: list[Event] = field(default_factory=list)
    drafts: list[Drafted] = field(default_factory=list)
    missed: Missed | None = None
    counted: int = 0
    standing: Standing = field(default_factory=Standing)
    """The fold of the first `counted` events: on most days on which a thread is looked at, nothing has happened."""

    def at(self, moment: datetime, calendar: Calendar) -> Thread:
        """Return the thread as it would have stood at `moment`."""
        events = [event for event in (*self.history.events, *self.assumed) if event.at <= moment]
        if len(events) != self.counted:
            self.counted, self.standing = len(events), fold(events, calendar)
        return replace(self.history.thread, standing=self.standing, draft=None)
