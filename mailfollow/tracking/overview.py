"""What waits for the person: every thread that wants a look, in the group that says why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from mailfollow.model import Action, Close, Decision, DraftState, Event, EventKind, Overview, State, Thread
from mailfollow.model.overview import NO_ADDRESS, Line
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.limits import NAMED
from mailfollow.tracking.planning.plan import open_draft

WEEK = timedelta(days=7)
YOUR_TURN = "your turn: "
"""How such a thread's reason begins: a list of them says so once."""
FOLLOWED = {State.WAITING, State.DRAFTED, State.YOUR_TURN}
GONE = {EventKind.DRAFT_GONE, EventKind.DRAFT_WITHDRAWN}


def overview(  # noqa: PLR0917 - what there is to tell, each named by its type
    threads: Sequence[Thread],
    decisions: Sequence[Decision],
    lately: Iterable[tuple[str, Event]],
    unwritten: Mapping[str, str],
    answered: Mapping[str, str],
    now: datetime,
    calendar: Calendar,
) -> Overview:
    """Return what waits for the person at `now` (aware).

    `decisions` has one entry a thread; `lately` are the events of drafts since the last overview, by thread;
    `unwritten` says of threads why no draft could be written, `answered` by whom they were answered.
    """
    by_id = {thread.id: thread for thread in threads}
    decided = {decision.thread_id: decision for decision in decisions}
    today = calendar.local_date(now)
    coming = [one for one in decisions if one.action is Action.WAIT and one.due_on and one.due_on <= today + WEEK]
    told = Overview(
        today,
        drafts=_sorted(_drafts(threads, decided, calendar)),
        unwanted=_sorted(_unwanted(threads, decided, calendar)),
        your_turn=_sorted(_your_turn(threads, answered, calendar)),
        undelivered=_sorted(_undelivered(threads, calendar)),
        held=_sorted(_decided(by_id, decisions, Action.HOLD, calendar)),
        dates=_sorted(_dates(by_id, coming)),
        unwritten=_sorted(_unwritten(by_id, unwritten, decided, calendar)),
        later=sum(one.when not in NAMED for one in coming),
        next_on=min((one.due_on for one in coming if one.due_on and one.when not in NAMED), default=None),
        due=sum(one.action is Action.WRITE and one.thread_id not in unwritten for one in decisions),
        followed=sum(thread.standing.state in FOLLOWED for thread in threads),
    )
    elsewhere = {name: thread for name, thread in by_id.items() if name not in _listed(told)}
    return replace(told, dropped=_sorted(_dropped(elsewhere, lately, calendar)))


def _listed(told: Overview) -> set[str]:
    """Return the threads that stand in a group above the drafts that are over: there is more to say of them."""
    groups = (told.drafts, told.unwanted, told.your_turn, told.undelivered, told.held, told.dates)
    return {line.thread_id for group in groups for line in group}


def _drafts(threads: Iterable[Thread], decided: Mapping[str, Decision], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        draft = open_draft(thread)
        if draft is None or draft.state is DraftState.REFUSED or _is_unwanted(thread, decided):
            continue
        edited = ", edited by you" if draft.state is DraftState.EDITED else ""
        plain = draft.state in {DraftState.OPEN, DraftState.EDITED} and thread.standing.state is State.DRAFTED
        why = f"follow-up {draft.touch}{edited}" if plain else decided[thread.id].why
        yield _line(thread, calendar.local_date(draft.reserved_at), why)


def _unwritten(
    by_id: Mapping[str, Thread], tried: Mapping[str, str], decided: Mapping[str, Decision], calendar: Calendar
) -> Iterable[Line]:
    """Yield what there is no draft of: none could be made, or the server refused to store it."""
    yield from (_line(by_id[name], None, why) for name, why in tried.items() if name in by_id)
    for thread in by_id.values():
        draft = open_draft(thread)
        if draft is not None and draft.state is DraftState.REFUSED and thread.id not in tried:
            yield _line(thread, calendar.local_date(draft.reserved_at), decided[thread.id].why)


def _unwanted(threads: Iterable[Thread], decided: Mapping[str, Decision], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        draft = open_draft(thread)
        if draft is not None and _is_unwanted(thread, decided):
            yield _line(thread, calendar.local_date(draft.reserved_at), decided[thread.id].why)


def _is_unwanted(thread: Thread, decided: Mapping[str, Decision]) -> bool:
    return thread.id in decided and decided[thread.id].action is Action.WITHDRAW


def _undelivered(threads: Iterable[Thread], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        if thread.standing.close is Close.BOUNCED:
            since = thread.standing.since
            why = thread.standing.why.removeprefix(NO_ADDRESS)
            yield _line(thread, calendar.local_date(since) if since else None, why)


def _your_turn(threads: Iterable[Thread], answered: Mapping[str, str], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        if thread.standing.state is State.YOUR_TURN:
            since = thread.standing.since
            why = thread.standing.why.removeprefix(YOUR_TURN)
            line = _line(thread, calendar.local_date(since) if since else None, why)
            yield replace(line, who=answered.get(thread.id, line.who))


def _decided(
    by_id: Mapping[str, Thread], decisions: Iterable[Decision], action: Action, calendar: Calendar
) -> Iterable[Line]:
    for one in decisions:
        if one.action is action:
            clock = by_id[one.thread_id].standing.clock
            yield _line(by_id[one.thread_id], calendar.local_date(clock) if clock else None, one.why)


def _dates(by_id: Mapping[str, Thread], coming: Iterable[Decision]) -> Iterable[Line]:
    return (_line(by_id[one.thread_id], one.due_on, one.why) for one in coming if one.when in NAMED)


def _dropped(by_id: Mapping[str, Thread], lately: Iterable[tuple[str, Event]], calendar: Calendar) -> Iterable[Line]:
    for name, event in lately:
        if event.kind in GONE and name in by_id:
            yield _line(by_id[name], calendar.local_date(event.at), event.why)


def _line(thread: Thread, day: date | None, why: str) -> Line:
    contact = next(iter(thread.standing.reachable or thread.standing.people), None)
    return Line(thread.id, day, (contact.name or contact.address) if contact else "", thread.subject, why)


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Order by day, the oldest first; what has none comes last."""
    return tuple(sorted(lines, key=lambda line: (line.day or date.max, line.thread_id)))
