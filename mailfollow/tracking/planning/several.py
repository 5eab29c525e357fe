"""Several proposals to the same people: who has only one draft, which ones it names, and when it is no longer wanted.

Two follow-ups on one morning are one too many. A draft names only what all its readers have had already, and only
where nobody has named a date: a promise is kept with a text of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mailfollow.model import Action, Decision, Draft, Standing, State, Thread
from mailfollow.model.words import in_words
from mailfollow.tracking.matching.company import party
from mailfollow.tracking.planning.calendar import Calendar

MOST_OTHERS = 2
"""How many other proposals a draft names: a text about four things is about none."""

SOON = 1
"""Business days from now within which the other follow-up would be due."""

COMMON = 3
"""Of so many companies proposals have the same reader beside them who is then taken for one in copy everywhere."""

COMING = frozenset({Action.WRITE, Action.WAIT})

MARKS = str.maketrans(dict.fromkeys("'“”„«»‚‘’‹›", '"'))
"""Quotation marks of all languages: topics are named in them."""


def parties(thread: Thread) -> frozenset[str]:
    """Return who may have only one open draft: the company, and those of all readers, or each person at free mail."""
    company = {thread.company} if thread.company is not None else set()
    return frozenset(company | {party(address) for address in _readers(thread)})


def foremost(thread: Thread) -> frozenset[str]:
    """Return the party to which the proposal of `thread` is made: that of its first reader; none if there is nobody."""
    return frozenset(party(who.address) for who in thread.standing.reachable[:1])


def common(threads: Iterable[Thread]) -> frozenset[str]:
    """Return the parties that stand beside others everywhere, as a reseller does, among `threads` that are followed.

    If a draft that lies there unsent kept all other proposals from theirs, nobody would be written to any more.
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for thread in threads:
        if thread.standing.state in {State.WAITING, State.DRAFTED}:
            first = foremost(thread)
            for party in parties(thread) - first:
                beside[party] |= first
    return frozenset(party for party, others in beside.items() if len(others) >= COMMON)


def joins(lead: Thread, other: Thread, decision: Decision, today: date, calendar: Calendar) -> bool:
    """Whether the draft of `lead`, due `today`, may name the proposal of `other` as well, on which this was decided."""
    if decision.action not in COMING or decision.when != "waiting" or decision.due_on is None:
        return False
    return decision.due_on <= calendar.add(today, SOON) and other.id != lead.id and _same_people(lead, other)


def _same_people(one: Thread, other: Thread) -> bool:
    """Whether both went to the very same people, from the same account: nobody shall read of another's proposal."""
    return one.account == other.account and _readers(one) == _readers(other)


def _readers(thread: Thread) -> frozenset[str]:
    return frozenset(who.address for who in thread.standing.reachable)


def named_in(text: str, lead: Thread, others: Iterable[Thread]) -> tuple[str, ...]:
    """Return which `others` with the same readers `text`, a follow-up in `lead`, names as well: mostly none.

    For a draft that another mailfollow wrote; how it was meant is not in our journal.
    """
    said = text.translate(MARKS).replace("\xa0", " ")
    if not _is_named(said, lead):
        return ()
    alike = (other for other in others if other.id != lead.id and _same_people(lead, other))
    return tuple(other.id for other in alike if _is_named(said, other))[:MOST_OTHERS]


def _is_named(said: str, thread: Thread) -> bool:
    proposal = thread.standing.proposal
    topic = " ".join((proposal.topic or "").translate(MARKS).split()).strip(' .,;:!?-–—"') if proposal else ""
    return bool(topic) and any(f'"{space}{topic}{space}"' in said for space in ("", " "))


def not_now(standing: Standing, today: date) -> str | None:
    """Return why nobody is to be written to in a thread on `today`, whatever is due; None if they may be."""
    if standing.state not in {State.WAITING, State.DRAFTED}:
        return standing.why or "the thread has not begun"
    if standing.hold is not None:
        return standing.hold
    if standing.snoozed is not None and standing.snoozed > today:
        return f"you snoozed it until {in_words(standing.snoozed)}"
    if standing.not_before is not None and standing.not_before > today:
        return f"not before {in_words(standing.not_before)}: {standing.not_before_why}"
    return None


def ended(standing: Standing, written: date, today: date) -> str | None:
    """Return that the offer ended after a draft was `written`, which may call it valid; None if it did not."""
    valid_until = standing.proposal.valid_until if standing.proposal else None
    if valid_until is None or not written <= valid_until < today:
        return None
    return f"the offer ended on {in_words(valid_until)}, after the draft was written"


def covers_no_more(covered: Thread, draft: Draft, today: date, written: date | None = None) -> str | None:
    """Return why `draft`, of another thread, should no longer name the proposal of `covered`; None if it may.

    `written` is the local day on which it was, if it is saved: it may be outdated since.
    """
    standing = covered.standing
    moved_on = standing.clock is not None and standing.clock > draft.reserved_at
    reason = not_now(standing, today) or (standing.why if moved_on and standing.draft_id != draft.id else None)
    reason = reason or (ended(standing, written, today) if written else None)
    return f'it names the proposal "{covered.subject}" as well, and there: {reason}' if reason else None
