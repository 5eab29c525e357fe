"""Drafts in the overview: which wait for the person, which are not to be sent, which could not be made. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from mailfollow.model import Action, Decision, Draft, DraftState, State, Thread
from mailfollow.model.overview import Line
from mailfollow.tracking.planning.attempts import GIVEN_UP
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.drafts import unwanted
from mailfollow.tracking.planning.plan import open_draft
from mailfollow.tracking.planning.several import ended

EDITED_BY_YOU = "you edited it"
"""How it begins what is said of a draft that the person has changed: the list says so anyhow."""


def drafts_of(
    threads: Iterable[Thread], decided: Mapping[str, Decision], today: date, calendar: Calendar
) -> Iterable[Line]:
    """Yield the drafts that lie in Drafts, with what speaks against one; `today` is the person's."""
    for thread in threads:
        draft = open_draft(thread)
        if draft is None or _is_unwritten(draft, decided[thread.id]) or _is_unwanted(thread, decided):
            continue
        why = _of_draft(thread, draft, decided[thread.id].why, today, calendar)
        yield line_of(thread, calendar.local_date(draft.reserved_at), why)


def _of_draft(thread: Thread, draft: Draft, why: str, today: date, calendar: Calendar) -> str:
    """Return what there is to say of a draft: little, unless something speaks against it, or it is not alone."""
    written = calendar.local_date(draft.reserved_at)
    against = unwanted(thread.standing, draft, today) or ended(thread.standing, written, today)
    told = draft.problem and not draft.problem.startswith(EDITED_BY_YOU)
    if draft.state not in {DraftState.OPEN, DraftState.EDITED} or thread.standing.state is not State.DRAFTED:
        return why
    if against or told or thread.foreign_draft:
        return why
    return f"follow-up {draft.touch}{', edited by you' if draft.state is DraftState.EDITED else ''}"


def unwritten_of(
    by_id: Mapping[str, Thread], tried: Mapping[str, str], decided: Mapping[str, Decision], calendar: Calendar
) -> Iterable[Line]:
    """Yield what there is no draft of: none could be made, or the server refused to store it."""
    yield from (line_of(by_id[name], None, why) for name, why in tried.items() if name in by_id)
    for thread in by_id.values():
        draft = open_draft(thread)
        if draft is not None and _is_unwritten(draft, decided[thread.id]) and thread.id not in tried:
            yield line_of(thread, calendar.local_date(draft.reserved_at), decided[thread.id].why)


def _is_unwritten(draft: Draft, decision: Decision) -> bool:
    return draft.state is DraftState.REFUSED or GIVEN_UP in decision.why


def unwanted_of(threads: Iterable[Thread], decided: Mapping[str, Decision], calendar: Calendar) -> Iterable[Line]:
    """Yield the drafts that the next look takes back, and why."""
    for thread in threads:
        draft = open_draft(thread)
        if draft is not None and _is_unwanted(thread, decided):
            yield line_of(thread, calendar.local_date(draft.reserved_at), decided[thread.id].why)


def _is_unwanted(thread: Thread, decided: Mapping[str, Decision]) -> bool:
    return thread.id in decided and decided[thread.id].action is Action.WITHDRAW


def line_of(thread: Thread, day: date | None, why: str) -> Line:
    """Return the line of a thread, with whom it goes to."""
    contact = next(iter(thread.standing.reachable or thread.standing.people), None)
    return Line(thread.id, day, (contact.name or contact.address) if contact else "", thread.subject, why)
