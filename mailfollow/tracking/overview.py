"""What waits for the person: every thread that wants a look, in the group that says why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from mailfollow.model import Action, Close, Decision, Event, EventKind, Overview, State, Thread
from mailfollow.model.overview import NO_ADDRESS, Heard, Line
from mailfollow.tracking.overview_drafts import drafts_of, line_of, unwanted_of, unwritten_of
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.limits import NAMED

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
    answered: Mapping[str, Heard],
    now: datetime,
    calendar: Calendar,
) -> Overview:
    """Return what waits for the person at `now` (aware).

    `decisions` has one entry a thread; `lately` are the events of drafts since the last overview, by thread;
    `unwritten` says of threads why no draft could be written, `answered` what waits for the person's answer.
    """
    by_id = {thread.id: thread for thread in threads}
    decided = {decision.thread_id: decision for decision in decisions}
    today = calendar.local_date(now)
    coming = [one for one in decisions if one.action is Action.WAIT and one.due_on and one.due_on <= today + WEEK]
    told = Overview(
        today,
        drafts=_sorted(drafts_of(threads, decided, today, calendar)),
        unwanted=_sorted(unwanted_of(threads, decided, calendar)),
        your_turn=_sorted(_your_turn(threads, answered, calendar)),
        undelivered=_sorted(_undelivered(threads, calendar)),
        held=_sorted(_decided(by_id, decisions, Action.HOLD, calendar)),
        dates=_sorted(_dates(by_id, coming)),
        unwritten=_sorted(unwritten_of(by_id, unwritten, decided, calendar)),
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


def _undelivered(threads: Iterable[Thread], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        if thread.standing.close is Close.BOUNCED:
            since = thread.standing.since
            why = thread.standing.why.removeprefix(NO_ADDRESS)
            yield line_of(thread, calendar.local_date(since) if since else None, why)


def _your_turn(threads: Iterable[Thread], answered: Mapping[str, Heard], calendar: Calendar) -> Iterable[Line]:
    for thread in threads:
        if thread.standing.state is State.YOUR_TURN:
            since = thread.standing.since
            line = line_of(thread, calendar.local_date(since) if since else None, in_brief(thread.standing.why, ""))
            told = answered.get(thread.id)
            yield replace(line, who=told.who, why=told.words) if told else line


def in_brief(why: str, said: str) -> str:
    """Return why it is the person's turn without how the answer was matched, which stands behind what was `said`."""
    why = why.removeprefix(YOUR_TURN)
    before, found, matched = why.partition(f"{said} (")
    return f"{before}{said}{matched[matched.rfind(')') + 1 :]}" if said and found else why


def _decided(
    by_id: Mapping[str, Thread], decisions: Iterable[Decision], action: Action, calendar: Calendar
) -> Iterable[Line]:
    for one in decisions:
        if one.action is action:
            clock = by_id[one.thread_id].standing.clock
            yield line_of(by_id[one.thread_id], calendar.local_date(clock) if clock else None, one.why)


def _dates(by_id: Mapping[str, Thread], coming: Iterable[Decision]) -> Iterable[Line]:
    return (line_of(by_id[one.thread_id], one.due_on, one.why) for one in coming if one.when in NAMED)


def _dropped(by_id: Mapping[str, Thread], lately: Iterable[tuple[str, Event]], calendar: Calendar) -> Iterable[Line]:
    for name, event in lately:
        if event.kind in GONE and name in by_id:
            yield line_of(by_id[name], calendar.local_date(event.at), event.why)


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Order by day, the oldest first; what has none comes last."""
    return tuple(sorted(lines, key=lambda line: (line.day or date.max, line.thread_id)))
