"""What to do about each thread now: the store's threads through the pure plan. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from mailfollow.config import Config
from mailfollow.cycle.unwritten import tried_in_vain
from mailfollow.model import Action, Decision, State, Thread, Trace
from mailfollow.store import Store
from mailfollow.tracking.planning.brake import Brake, brake
from mailfollow.tracking.planning.limits import Fits
from mailfollow.tracking.planning.plan import plan


def decide(
    config: Config, store: Store, now: datetime, fits: Fits | None = None
) -> tuple[list[Thread], list[Decision]]:
    """Return all threads and one decision for each, most urgent first among those to write, at `now` (UTC).

    `fits` says whether a draft can be written: nobody waits for one that cannot. Unless it is given, that is taken to
    be as it was when it was tried last, and the decision says why it could not.
    """
    everything, accounts = store.threads.all(), set(config.account_names)
    threads = [thread for thread in everything if thread.account in accounts]
    in_vain = {} if fits else tried_in_vain(store, accounts)
    calendar = config.calendar
    today = calendar.today(now)
    written, lately = (
        store.drafts.written_since(datetime.combine(day, time(), config.zone))
        for day in (today, calendar.last_business(today))
    )
    stopped = brake_on(config, store, now)
    why = f"no new drafts: {stopped.why}" if stopped else None
    can_be = fits or (lambda thread, _: thread.id not in in_vain)
    decisions = plan(threads, now, config.cadence, calendar, config.drafts, written, can_be, why, lately)
    left = (_not_looked_at(thread) for thread in everything if thread.account not in accounts)
    return everything, [*(_as_tried(one, in_vain) for one in decisions), *left]


def _as_tried(decision: Decision, in_vain: Mapping[str, str]) -> Decision:
    """Return `decision` with why it could not be carried out, where it could not."""
    failed = decision.action is Action.WRITE and decision.thread_id in in_vain
    return replace(decision, why=in_vain[decision.thread_id]) if failed else decision


def _not_looked_at(thread: Thread) -> Decision:
    """Leave a thread of an account that is not configured any more; it keeps nobody else waiting."""
    closed = thread.standing.why if thread.standing.state is State.CLOSED else None
    why = f"its account “{thread.account}” is not in the configuration any more, so that nobody looks there"
    return Decision(thread.id, Action.LEAVE, closed or why)


def brake_on(config: Config, store: Store, now: datetime) -> Brake | None:
    """Return what keeps new drafts from being written at `now` (UTC), and what to do about it; None if nothing."""
    return brake(traces(config, store), config.drafts, now, config.calendar, store.resumed())


def traces(config: Config, store: Store) -> list[Trace]:
    """Return what became of the drafts in the accounts that are configured."""
    return store.drafts.traces(config.account_names)
