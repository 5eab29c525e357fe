"""Day after day through what happened: which follow-ups would have been drafted, each taken as sent on its day.

The same fold, plan and texts as a pass uses. A thread is looked at only on days on which something may have changed
for it: a message came, or its next follow-up is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from mailfollow.cycle.desk import Visit
from mailfollow.cycle.drafts.prepare import Prepared, prepare
from mailfollow.model import Action, Close, Decision, Event, EventKind, Refused, Thread
from mailfollow.replay.assumed import Assumed
from mailfollow.replay.ledger import Ledger
from mailfollow.replay.story import Drafted, History, Missed
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.plan import plan

MORNING = 9
"""The hour at which drafts are taken as written and sent, if the configured hours include it."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A thread as it would have stood at `moment`, and what is decided about it then."""

    thread: Thread
    decision: Decision
    moment: datetime


def walk(visit: Visit, histories: Sequence[History]) -> dict[str, Assumed]:
    """Return what would have been drafted until the desk's `now`, by thread id."""
    desk, ledger = visit.desk, Ledger()
    threads = {history.thread.id: Assumed(history) for history in histories}
    agenda: dict[date, set[str]] = {}
    for name, one in threads.items():
        agenda.setdefault(_noticed(min(event.at for event in one.history.events), desk.calendar), set()).add(name)
    first, last = min(agenda, default=date.max), desk.calendar.local_date(desk.now)
    for day in _days(first, last):
        moment = min(_morning(day, desk.calendar), desk.now)
        for name, again in _pass(visit, [threads[name] for name in sorted(agenda.pop(day, ()))], moment, ledger):
            agenda.setdefault(again, set()).add(name)
        desk.progress("going through the days", (day - first).days, (last - first).days)
    return threads


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + n * DAY for n in range((last - first).days + 1))


def _morning(day: date, calendar: Calendar) -> datetime:
    """Return the moment of `day`, in UTC, at which drafts are written."""
    first, last = calendar.hours
    return datetime.combine(day, time(min(max(first, MORNING), last - 1)), calendar.zone).astimezone(UTC)


def _noticed(at: datetime, calendar: Calendar) -> date:
    """Return the day on whose morning it is known what happened at `at`."""
    day = calendar.local_date(at)
    return day if at <= _morning(day, calendar) else day + DAY


def _pass(visit: Visit, ones: Iterable[Assumed], moment: datetime, ledger: Ledger) -> Iterator[tuple[str, date]]:
    """Decide and act for threads on a day, most urgent first; yield the day on which each is to be looked at again."""
    config = visit.desk.config
    then = replace(visit, desk=replace(visit.desk, now=moment))
    by_id = {one.history.thread.id: one for one in ones}
    threads = {name: one.at(moment, config.calendar) for name, one in by_id.items()}
    limits = replace(config.drafts, batch=max(config.drafts.daily, 1))  # a day has so many passes
    for decision in plan(list(threads.values()), moment, config.cadence, config.calendar, limits, 0, _alone):
        one, turn = by_id[decision.thread_id], Turn(threads[decision.thread_id], decision, moment)
        stuck = not _act(then, one, turn, ledger)
        again = _again(one, turn, config.calendar, stuck=stuck)
        if again is not None:
            yield decision.thread_id, again


def _alone(_thread: Thread, decision: Decision) -> bool:
    """Take each proposal by itself: what a draft for several would have led to belongs to none of their stories."""
    return not decision.covers


def _act(visit: Visit, one: Assumed, turn: Turn, ledger: Ledger) -> bool:
    """Write what is due and take it as sent; end what is at its end. Return False if no draft could be written."""
    decision, moment = turn.decision, turn.moment
    if decision.action is Action.END:
        one.assumed.append(Event(EventKind.ENDED, moment, decision.why, close=decision.close or Close.EXPIRED))
    if decision.action is not Action.WRITE:
        return True
    today, prepared = visit.desk.calendar.local_date(moment), _prepared(visit, turn.thread, decision, ledger)
    if isinstance(prepared, Refused):
        one.missed = Missed(today, decision.touch, f"{decision.why}; no draft: {prepared.why}")
        return False
    written = prepared.written
    resource = written.offer.resource.name if written.offer else ""
    draft = Drafted(today, decision.touch, written.angle, written.template, written.text, prepared.why, resource)
    one.drafts.append(draft)
    one.assumed.append(_sent(turn))
    ledger.note(turn.thread, draft)
    return True


def _prepared(visit: Visit, thread: Thread, decision: Decision, ledger: Ledger) -> Prepared | Refused:
    """Return the draft of the visit's day, given what these people would have had until then."""
    used = ledger.used(thread, visit.desk.calendar.local_date(visit.desk.now))
    return prepare(visit, thread, decision, used)


def _sent(turn: Turn) -> Event:
    """Return the event of a follow-up being sent as soon as it is drafted."""
    touch, standing = turn.decision.touch, turn.thread.standing
    name = f"{turn.thread.id}.{standing.round}.{touch}@assumed.invalid"
    return Event(EventKind.SENT, turn.moment, f"follow-up {touch}, taken as sent", name, people=standing.reachable)


def _again(one: Assumed, turn: Turn, calendar: Calendar, *, stuck: bool) -> date | None:
    """Return the next day on which something may change; None if nothing more happens to the thread."""
    days = [_noticed(event.at, calendar) for event in one.history.events if event.at > turn.moment]
    goes_on = turn.decision.action in {Action.WRITE, Action.WAIT} and not stuck
    if goes_on and turn.decision.due_on is not None:
        days.append(max(turn.decision.due_on, calendar.local_date(turn.moment) + DAY))
    return min(days, default=None)
