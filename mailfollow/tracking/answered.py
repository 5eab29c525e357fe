"""Whether an answer came to a follow-up: in time, and before our next message in the same thread. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from mailfollow.model import EventKind, Intent

Moment = tuple[datetime, EventKind, Intent | None]
"""One event of a thread, as far as it matters here."""

ANSWERS = frozenset({EventKind.REPLY, EventKind.SIGNED})
"""A person wrote, or signed the document. Absences, bounces and what could not be judged are none."""


def answered_at(sent_at: datetime, threads: Iterable[Sequence[Moment]], within: timedelta) -> datetime | None:
    """Return when the first answer came to what was sent at `sent_at` in these threads, None if none came in time.

    Each thread is its events in order of time. After our next message in a thread an answer there is one to that. Who
    asks not to be written to any more has not answered the follow-up.
    """
    found = (_in_thread(sent_at, events, within) for events in threads)
    return min(filter(None, found), default=None)


def _in_thread(sent_at: datetime, events: Sequence[Moment], within: timedelta) -> datetime | None:
    for at, kind, intent in events:
        if at <= sent_at:
            continue
        if at > sent_at + within or kind is EventKind.SENT:
            return None
        if kind in ANSWERS and intent is not Intent.STOP:
            return at
    return None
