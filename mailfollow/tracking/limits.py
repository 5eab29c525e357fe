"""How many of the due drafts are written now: one a company, a few a pass, so many a day; the rest wait with a reason.

So an outage does not end in a flood, and a mistake of ours stays small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from mailfollow.model import Action, Decision, DraftPolicy, Thread

Fits = Callable[[Thread, Decision], bool]
"""Whether a draft can be written for a due thread at all."""

NAMED = frozenset({"promised", "asked-to-wait", "expiring"})
"""Situations with a date that somebody named; they come before those where the date is only our own habit."""


def always(_thread: Thread, _decision: Decision) -> bool:
    """Take it that every draft can be written."""
    return True


def limited(  # noqa: PLR0917 - what the limits depend on, each named by its type
    threads: Sequence[Thread],
    decisions: Sequence[Decision],
    busy: Iterable[Thread],
    drafts: DraftPolicy,
    written_today: int,
    fits: Fits = always,
) -> list[Decision]:
    """Return `decisions` with those to write first, most urgent first, and those beyond the limits made to wait.

    `busy` are the threads that have a draft already: nobody there gets a second one. What does not fit stays to be
    written, but nobody waits for it: it would be for ever.
    """
    by_id = {thread.id: thread for thread in threads}
    taken = {party for thread in busy for party in _parties(thread)}
    wanted = [decision for decision in decisions if decision.action is Action.WRITE]
    now: list[Decision] = []
    later: dict[str, Decision] = {}
    chosen = 0
    for decision in sorted(wanted, key=lambda one: _urgency(one, by_id)):
        thread = by_id[decision.thread_id]
        reason = _limit(_parties(thread) & taken, chosen, drafts, written_today)
        if reason is not None:
            later[thread.id] = replace(decision, action=Action.WAIT, why=f"{decision.why}; {reason}")
            continue
        now.append(decision)
        if fits(thread, decision):
            taken |= _parties(thread)
            chosen += 1
    rest = [one for one in decisions if one.action is not Action.WRITE or one.thread_id in later]
    return now + [later.get(one.thread_id, one) for one in rest]


def _parties(thread: Thread) -> frozenset[str]:
    """Return who may have only one open draft: the company, or each person where there is none (free-mail)."""
    if thread.company is not None:
        return frozenset({thread.company})
    return frozenset(who.address for who in thread.standing.people)


def _urgency(decision: Decision, by_id: Mapping[str, Thread]) -> tuple[bool, date, datetime, str]:
    """Order by: a date that somebody named, the older date, the longer silence."""
    clock = by_id[decision.thread_id].standing.clock or datetime.max.replace(tzinfo=UTC)
    return decision.when not in NAMED, decision.due_on or date.max, clock, decision.thread_id


def _limit(taken: frozenset[str], chosen: int, drafts: DraftPolicy, written_today: int) -> str | None:
    """Return why a due draft must wait; None if it may be written."""
    if taken:
        return f"another follow-up to {min(taken)} comes first"
    if written_today + chosen >= drafts.daily:
        return f"cap of {drafts.daily} a day reached: tomorrow at the earliest"
    if chosen >= drafts.batch:
        return f"at most {drafts.batch} drafts a pass: in one of the next"
    return None
