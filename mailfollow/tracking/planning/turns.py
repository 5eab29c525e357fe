"""Which of the due drafts are written now, and which wait: one a company, so many a day, what is overdue bit by bit.

So an outage does not end in a flood, and a mistake of ours stays small. What has to wait is told on which day it comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from mailfollow.model import Action, Decision, State, Thread
from mailfollow.model.words import counted, in_words
from mailfollow.tracking.planning.limits import HEAD_START, NAMED, Limits
from mailfollow.tracking.planning.several import MOST_OTHERS, common, foremost, joins, parties


@dataclass(slots=True)
class _Round:
    """The due follow-ups, gone through by urgency: who is taken, what is written, and why the others wait.

    Those in `copied` stand beside others everywhere: a draft keeps another from them for a day only, one place each.
    """

    limits: Limits
    threads: dict[str, Thread]
    decisions: dict[str, Decision]
    taken: set[str]
    written_to: frozenset[str]
    everywhere: frozenset[str]
    copied: Counter[str]
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
        others = _held(thread, self.everywhere) & self.taken
        bothered = _addresses(thread) & self.written_to if decision.when not in NAMED else None
        copied = parties(thread).intersection(self.copied) if decision.when not in NAMED else None
        if limits.stopped:
            self._wait(decision, limits.stopped)
        elif others:
            self._wait(decision, f"another follow-up to {min(others)} comes first")
        elif limits.policy.daily == 0:
            self._wait(decision, "no drafts are written, as `daily` is 0 in the configuration")
        elif bothered:
            self._wait(decision, f"{min(bothered)} has just had another follow-up", limits.day_of(0))
        elif copied:
            self._in_turn(decision, copied)
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

    def _in_turn(self, decision: Decision, copied: frozenset[str]) -> None:
        """Put it on the first day on which none of those in copy has another one."""
        who = max(sorted(copied), key=self.copied.__getitem__)
        day = self.limits.day_of((self.copied[who] - 1) * self.limits.overdue)
        self.copied.update(copied)
        self._wait(decision, f"another follow-up to {who} comes first", day)

    def _queue(self, decision: Decision, backlog: int) -> None:
        """Put an overdue follow-up on a later day; who is written to then waits for nobody else."""
        day = self.limits.day_of(self.queued)
        self.queued += 1
        self.taken |= _held(self.threads[decision.thread_id], self.everywhere)
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
        self.taken |= _held(thread, self.everywhere)
        self.copied.update(parties(thread) & self.everywhere)
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
    work = _begun(threads, decisions, list(busy), limits)
    wanted = sorted((one for one in decisions if one.action is Action.WRITE), key=work.urgency)
    backlog = sum(map(limits.is_overdue, wanted))
    for decision in wanted:
        work.take(decision, backlog)
    written = {one.thread_id for one in work.now}
    rest = (work.later.get(one.thread_id, one) for one in decisions if one.thread_id not in written)
    return [*work.now, *rest]


def _begun(threads: Sequence[Thread], decisions: Sequence[Decision], busy: Sequence[Thread], limits: Limits) -> _Round:
    """Return the round before the first follow-up is decided on: who has a draft, and who had one lately."""
    everywhere = common(threads)
    taken = {party for thread in busy for party in _held(thread, everywhere)}
    written_to = frozenset(who for thread in threads if _was_touched(thread, limits) for who in _addresses(thread))
    new = [one for one in busy if one.draft is not None and limits.since_last_business(one.draft.reserved_at)]
    copied = Counter({party: 1 for thread in new for party in parties(thread) & everywhere})
    by_id, by_thread = {thread.id: thread for thread in threads}, {one.thread_id: one for one in decisions}
    return _Round(limits, by_id, by_thread, taken, written_to, everywhere, copied)


def _was_touched(thread: Thread, limits: Limits) -> bool:
    """Whether a follow-up in `thread` was sent, or thrown away, since the last business day began."""
    standing = thread.standing
    if standing.state is not State.WAITING or standing.touch == 0 or standing.clock is None:
        return False
    return limits.since_last_business(standing.clock)


def _addresses(thread: Thread) -> frozenset[str]:
    return frozenset(who.address for who in thread.standing.reachable)


def _held(thread: Thread, everywhere: frozenset[str]) -> frozenset[str]:
    """Return who is kept from a second draft until the one of `thread` is gone: not those in copy everywhere."""
    return parties(thread) - everywhere | foremost(thread)
