"""How many of the due drafts are written now: one a company, so many a day, and what is overdue bit by bit.

So an outage does not end in a flood, and a mistake of ours stays small. What has to wait is told on which day it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from mailfollow.model import Action, Decision, DraftPolicy, State, Thread
from mailfollow.model.words import counted, in_words
from mailfollow.tracking.planning.calendar import Calendar
from mailfollow.tracking.planning.several import MOST_OTHERS, joins

Fits = Callable[[Thread, Decision], bool]
"""Whether a draft can be written for a due thread at all."""

NAMED = frozenset({"promised", "asked-to-wait", "expiring"})
"""Situations with a date that somebody named; they come before those where the date is only our own habit."""

HEAD_START = 20
"""Business days by which they come before those: not always, or whoever nobody named a date for might wait for ever."""

PUNCTUAL = 1
"""Business days that a follow-up may be late, as after a day without the laptop; from then on it is overdue."""


def always(_thread: Thread, _decision: Decision) -> bool:
    """Take it that every draft can be written."""
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """What the number of new drafts depends on, on the local day `today`.

    `written` is how many were written on it already, in all accounts, and `lately` how many since the last business
    day began; `stopped` says why none may be, if so.
    """

    policy: DraftPolicy
    calendar: Calendar
    today: date
    written: int = 0
    lately: int = 0
    stopped: str | None = None
    fits: Fits = always

    @property
    def overdue(self) -> int:
        """How many overdue follow-ups are written on a business day."""
        return min(self.policy.batch, self.policy.daily)

    @property
    def room(self) -> int:
        """How many overdue ones are written today; whatever was written since the last business day began counts.

        So a weekend does not add to what came on Friday: nobody shall find three days' worth on Monday.
        """
        return max(0, self.overdue - self.lately)

    def is_overdue(self, decision: Decision) -> bool:
        """Whether the follow-up was planned for a day long gone, be it that nothing ran or that nobody was there."""
        planned = decision.planned or decision.due_on
        return planned is not None and self.calendar.add(planned, PUNCTUAL + 1) <= self.today

    def day_of(self, place: int) -> date:
        """Return the day on which the overdue follow-up at this place in the queue behind today's comes, from 0."""
        day = self.today
        for _ in range(place // self.overdue + 1):
            day = self.calendar.next_working(self.calendar.add(day, 1))
        return day


@dataclass(slots=True)
class _Round:
    """The due follow-ups, gone through by urgency: who is taken, what is written, and why the others wait."""

    limits: Limits
    threads: dict[str, Thread]
    decisions: dict[str, Decision]
    taken: set[str]
    written_to: frozenset[str]
    now: list[Decision] = field(default_factory=list)
    later: dict[str, Decision] = field(default_factory=dict)
    chosen: int = 0
    overdue: int = 0
    queued: int = 0

    def take(self, decision: Decision, backlog: int) -> None:
        """Decide on one due follow-up; `backlog` is how many are overdue in all."""
        thread, limits = self.threads[decision.thread_id], self.limits
        if thread.id in self.later:  # another one names it as well
            return
        late = limits.is_overdue(decision)
        others = _parties(thread) & self.taken
        bothered = _addresses(thread) & self.written_to if decision.when not in NAMED else None
        if limits.stopped:
            self._wait(decision, limits.stopped)
        elif others:
            self._wait(decision, f"another follow-up to {min(others)} comes first")
        elif limits.policy.daily == 0:
            self._wait(decision, "no drafts are written, as `daily` is 0 in the configuration")
        elif bothered:
            self._wait(decision, f"{min(bothered)} has just had another follow-up", limits.day_of(0))
        elif limits.written + self.chosen >= limits.policy.daily:
            self._wait(decision, f"cap of {limits.policy.daily} a day reached: tomorrow at the earliest")
        elif late and self.overdue >= limits.room:
            self._queue(decision, backlog)
        else:
            self._write(thread, decision, late=late)

    def _wait(self, decision: Decision, why: str, on: date | None = None) -> None:
        until = f", so on {in_words(on, since=self.limits.today)}" if on else ""
        self.later[decision.thread_id] = replace(
            decision, action=Action.WAIT, why=f"{decision.why}; {why}{until}", due_on=on or decision.due_on
        )

    def _queue(self, decision: Decision, backlog: int) -> None:
        """Put an overdue follow-up on a later day; who is written to then waits for nobody else."""
        day = self.limits.day_of(self.queued)
        self.queued += 1
        self.taken |= _parties(self.threads[decision.thread_id])
        a_day = f"{counted(backlog, 'follow-up')} overdue: {self.limits.overdue} a business day, the most urgent first"
        self._wait(decision, a_day, day)

    def _write(self, thread: Thread, decision: Decision, *, late: bool) -> None:
        """Write it, with others to the same people if a text can name them; what cannot be written takes no place."""
        joint = replace(decision, covers=self._companions(thread, decision))
        chosen = joint if joint.covers and self.limits.fits(thread, joint) else decision
        chosen = replace(chosen, why=f"{chosen.why}; overdue") if late else chosen
        self.now.append(chosen)
        if not chosen.covers and not self.limits.fits(thread, decision):
            return
        self.taken |= _parties(thread)
        self.chosen += 1
        self.overdue += late
        for name in chosen.covers:
            self._wait(self.decisions[name], f"the follow-up in thread {thread.id} names this proposal as well")

    def _companions(self, thread: Thread, decision: Decision) -> tuple[str, ...]:
        """Return the other threads that the draft is to name as well, most urgent first; mostly none."""
        if decision.when != "waiting":
            return ()
        decided = {*self.later, *(one.thread_id for one in self.now)}
        today, calendar = self.limits.today, self.limits.calendar
        free = (one for one in self.decisions.values() if one.thread_id not in decided)
        others = (one for one in free if joins(thread, self.threads[one.thread_id], one, today, calendar))
        return tuple(one.thread_id for one in sorted(others, key=self.urgency)[:MOST_OTHERS])

    def urgency(self, decision: Decision) -> tuple[date, datetime, str]:
        """Order by the date, one that somebody named well before the others; then by the longer silence."""
        clock = self.threads[decision.thread_id].standing.clock or datetime.max.replace(tzinfo=UTC)
        day = decision.planned or decision.due_on or date.max
        ahead = HEAD_START if decision.when in NAMED else 0
        return self.limits.calendar.add(day, -ahead), clock, decision.thread_id


def limited(
    threads: Sequence[Thread], decisions: Sequence[Decision], busy: Iterable[Thread], limits: Limits
) -> list[Decision]:
    """Return `decisions` with those to write first, most urgent first, and those beyond the limits made to wait.

    `busy` are the threads that have a draft already: nobody there gets a second one. What does not fit stays to be
    written, but nobody waits for it: it would be for ever.
    """
    taken = {party for thread in busy for party in _parties(thread)}
    by_thread = {one.thread_id: one for one in decisions}
    written_to = frozenset(who for thread in threads if _was_touched(thread, limits) for who in _addresses(thread))
    work = _Round(limits, {thread.id: thread for thread in threads}, by_thread, taken, written_to)
    wanted = sorted((one for one in decisions if one.action is Action.WRITE), key=work.urgency)
    backlog = sum(map(limits.is_overdue, wanted))
    for decision in wanted:
        work.take(decision, backlog)
    written = {one.thread_id for one in work.now}
    rest = (work.later.get(one.thread_id, one) for one in decisions if one.thread_id not in written)
    return [*work.now, *rest]


def _was_touched(thread: Thread, limits: Limits) -> bool:
    """Whether a follow-up in `thread` was sent, or thrown away, since the last business day began."""
    standing = thread.standing
    if standing.state is not State.WAITING or standing.touch == 0 or standing.clock is None:
        return False
    return limits.calendar.local_date(standing.clock) >= limits.calendar.last_business(limits.today)


def _addresses(thread: Thread) -> frozenset[str]:
    return frozenset(who.address for who in thread.standing.reachable)


def _parties(thread: Thread) -> frozenset[str]:
    """Return who may have only one open draft: the company, or each person where there is none (free-mail)."""
    if thread.company is not None:
        return frozenset({thread.company})
    return frozenset(who.address for who in thread.standing.people)
