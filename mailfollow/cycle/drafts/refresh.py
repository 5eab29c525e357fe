"""Drafts that nobody has touched for days are written anew where their text is no longer true.

"Last Tuesday" and "until Friday" are true on the day of writing. The old draft is taken back, to the byte, and one for
the same touch comes into its place: in the journal that is one step, so that there is never a second one and, should
the pass end between, never none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from mailfollow.cycle.desk import Visit
from mailfollow.cycle.drafts.prepare import LATELY, Prepared, prepare, refused_like
from mailfollow.cycle.drafts.save import append, reserve
from mailfollow.cycle.drafts.withdraw import removed, take_back
from mailfollow.model import Action, Decision, Draft, DraftState, Refused, State, Thread
from mailfollow.model.words import in_words
from mailfollow.tracking.planning.due import due

TRUE = "drafts still true"
"""The mark with a local day, and the drafts whose text was found to be true on it: no need to look in each pass."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A draft whose text is no longer true, and the one to take its place."""

    thread: Thread
    draft: Draft
    decision: Decision
    prepared: Prepared


def stale(visit: Visit, threads: Sequence[Thread], decisions: Sequence[Decision]) -> list[Renewal]:
    """Return the account's drafts to be written anew: as many as a pass may write, oldest first.

    None are outside the hours of drafting, or while the person is away: they would be stale again on the return.
    """
    desk = visit.desk
    at_work = desk.calendar.is_open(desk.now) and not desk.calendar.is_away(desk.calendar.today(desk.now))
    if not desk.config.drafts.refresh_after or not at_work:
        return []
    left = {decision.thread_id for decision in decisions if decision.action is Action.LEAVE}
    quiet = {
        one.id: one for one in threads if one.account == visit.account and one.id in left and not one.foreign_draft
    }
    return list(islice(_renewals(visit, quiet), desk.config.drafts.batch))


def _renewals(visit: Visit, quiet: Mapping[str, Thread]) -> Iterator[Renewal]:
    """Yield what is to be written anew in the threads that are left to their drafts, all that one names together."""
    for thread in quiet.values():
        draft = thread.draft
        if draft is None or not quiet.keys() >= set(draft.threads) or not _is_old(visit, thread, draft):
            continue
        if draft.id in _true_today(visit):
            continue
        renewal = _anew(visit, thread, draft)
        if renewal is None:
            visit.store.marks.put(TRUE, " ".join([_today(visit), *map(str, {*_true_today(visit), draft.id})]))
        elif not refused_like(visit, visit.account, renewal.prepared.data):
            yield renewal


def _true_today(visit: Visit) -> set[int]:
    """Return the numbers of the drafts whose text was found to be still true today."""
    day, *drafts = (visit.store.marks.get(TRUE) or "-").split()
    return set(map(int, drafts)) if day == _today(visit) else set()


def _today(visit: Visit) -> str:
    return visit.desk.calendar.today(visit.desk.now).isoformat()


def _is_old(visit: Visit, thread: Thread, draft: Draft) -> bool:
    """Whether an untouched draft of ours, still wanted, has lain there long enough for its dates to be stale."""
    desk = visit.desk
    if draft.state is not DraftState.OPEN or draft.kept:
        return False
    written = desk.calendar.local_date(draft.reserved_at)
    end = desk.calendar.add(written, desk.config.drafts.refresh_after)
    return thread.standing.state is State.DRAFTED and end <= desk.calendar.today(desk.now)


def _anew(visit: Visit, thread: Thread, draft: Draft) -> Renewal | None:
    """Return what would be written for the draft's touch today, from its own template if that still fits.

    None where that is the same text, or where nothing could be written: an old draft is better than none.
    """
    decision = _as_of_today(visit, thread, draft)
    if decision is None:
        return None
    people = [who.address for who in thread.standing.people]
    used = visit.store.drafts.used(people, thread.company, visit.desk.now - LATELY, but=draft.id)
    prepared = prepare(visit, thread, decision, used, only=draft.template)
    if isinstance(prepared, Refused):
        prepared = prepare(visit, thread, decision, used)
    if isinstance(prepared, Refused) or prepared.written.text == draft.text:
        return None
    return Renewal(thread, draft, decision, prepared)


def _as_of_today(visit: Visit, thread: Thread, draft: Draft) -> Decision | None:
    """Return the decision to write the draft's touch, as if it were not there yet."""
    desk = visit.desk
    waiting = replace(thread.standing, state=State.WAITING)
    found = due(waiting, desk.config.cadence, desk.calendar, desk.calendar.today(desk.now))
    if found is None:
        return None
    day, when, why = found
    written = in_words(desk.calendar.local_date(draft.reserved_at))
    why = f"{why}; written anew, as the text of {written} is no longer true"
    return Decision(thread.id, Action.WRITE, why, day, draft.touch, when, covers=draft.covers)


def renew(visit: Visit, renewal: Renewal) -> Draft | None:
    """Put the new draft in the place of the old one; None where the old one is not ours to remove.

    Raises:
        ServerUnavailable: the connection was lost on the way; a later pass finds out what came of it.
    """
    why = "its text is no longer true, so it is written anew"
    if not removed(visit, renewal.draft, why):
        return None
    with visit.store.writing():
        take_back(visit, renewal.draft, why)
        draft = reserve(visit, renewal.thread, renewal.prepared, replaces=renewal.draft.id)
    return append(visit, draft)
