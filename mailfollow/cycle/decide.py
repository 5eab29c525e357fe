"""What to do about each thread now: the store's threads through the pure plan. Reads only."""

from __future__ import annotations

from datetime import datetime, time

from mailfollow.config import Config
from mailfollow.model import Decision, Thread
from mailfollow.store import Store
from mailfollow.tracking.limits import Fits, always
from mailfollow.tracking.plan import plan


def decide(config: Config, store: Store, now: datetime, fits: Fits = always) -> tuple[list[Thread], list[Decision]]:
    """Return all threads and one decision for each, most urgent first among those to write, at `now` (UTC).

    `fits` says whether a draft can be written: nobody waits for one that cannot.
    """
    threads = store.threads.all()
    midnight = datetime.combine(config.calendar.local_date(now), time(), config.zone)
    written = store.drafts.written_since(midnight)
    return threads, plan(threads, now, config.cadence, config.calendar, config.drafts, written, fits)
