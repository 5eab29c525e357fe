"""Carry out what was decided: write a draft, take one back, write one anew, end a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailfollow.cycle.desk import Visit, Written
from mailfollow.cycle.drafts.adopt import adopt
from mailfollow.cycle.drafts.prepare import Prepared, prepare, refused_like
from mailfollow.cycle.drafts.refresh import Renewal, renew, stale
from mailfollow.cycle.drafts.review import apart
from mailfollow.cycle.drafts.save import append, reserve
from mailfollow.cycle.drafts.withdraw import removed, take_back
from mailfollow.model import (
    Action,
    Close,
    Decision,
    Draft,
    DraftState,
    Event,
    EventKind,
    Refused,
    Thread,
)
from mailfollow.tracking.planning.attempts import is_surely_absent, may_append_again
from mailfollow.tracking.planning.plan import OWN_DRAFT, unwanted
from mailfollow.tracking.planning.several import covers_no_more


def act(visit: Visit, threads: Sequence[Thread], decisions: Sequence[Decision]) -> None:
    """Do what `decisions` say about the visited account's threads, and save again what may be lost by now."""
    mine = {thread.id: thread for thread in threads if thread.account == visit.account}
    for decision in decisions:
        if decision.action in DEEDS and decision.thread_id in mine:
            with apart(visit, decision.thread_id):
                DEEDS[decision.action](visit, mine[decision.thread_id], decision)
    for thread in mine.values():
        with apart(visit, thread.id):
            if thread.foreign_draft:
                adopt(visit, thread)
            if thread.draft is not None and is_surely_absent(thread.draft, visit.desk.now):
                _once_more(visit, thread, thread.draft)
    for renewal in stale(visit, threads, decisions):
        with apart(visit, renewal.thread.id):
            _renew(visit, renewal)


def _write(visit: Visit, thread: Thread, decision: Decision) -> None:
    if adopt(visit, thread):
        return
    prepared = prepare(visit, thread, decision)
    if isinstance(prepared, Refused):
        visit.report.refused[thread.id] = f"{decision.why}; no draft: {prepared.why}"
        return
    refused = refused_like(visit, visit.account, prepared.data)
    if refused is not None:
        visit.report.refused[thread.id] = f"{decision.why}; no draft, for the server refuses them: {refused.problem}"
        return
    state = DraftState.OPEN
    if not visit.desk.dry:
        state = append(visit, reserve(visit, thread, prepared)).state
    if state in {DraftState.OPEN, DraftState.UNCERTAIN}:
        visit.report.written.append(_line(thread, decision, prepared, uncertain=state is DraftState.UNCERTAIN))


def _once_more(visit: Visit, thread: Thread, draft: Draft) -> None:
    """Save the same bytes again, unless the follow-up is not wanted any more."""
    if visit.desk.dry:
        return
    today = visit.desk.calendar.today(visit.desk.now)
    others = [visit.store.threads.get(name) for name in draft.covers]
    own = OWN_DRAFT if any(one.foreign_draft for one in (thread, *others)) else None
    reasons = (own, unwanted(thread.standing, draft, today), *(covers_no_more(one, draft, today) for one in others))
    reason = next(filter(None, reasons), None)
    if reason is not None:
        take_back(visit, draft, reason)
    elif may_append_again(draft, visit.desk.now) and not refused_like(visit, visit.account, draft.data):
        append(visit, draft)


def _withdraw(visit: Visit, thread: Thread, decision: Decision) -> None:
    """Remove our own draft, if the mailbox finds every byte of it as we wrote it; else leave it alone."""
    draft = thread.draft or thread.covered_by
    assert draft is not None, "only a thread with a draft has one to withdraw"
    if visit.store.drafts.get(draft.id).state is not DraftState.OPEN:
        return  # it names several proposals, and was taken back for another one
    if visit.desk.dry:
        visit.report.withdrawn.append(thread.id)
        return
    if removed(visit, draft, decision.why):
        take_back(visit, draft, decision.why)
        visit.report.withdrawn.append(thread.id)


def _renew(visit: Visit, renewal: Renewal) -> None:
    """Write a stale draft anew."""
    draft = None if visit.desk.dry else renew(visit, renewal)
    if draft is None and not visit.desk.dry:
        return
    state = draft.state if draft else DraftState.OPEN
    visit.report.withdrawn.append(renewal.thread.id)
    if state in {DraftState.OPEN, DraftState.UNCERTAIN}:
        uncertain = state is DraftState.UNCERTAIN
        visit.report.written.append(_line(renewal.thread, renewal.decision, renewal.prepared, uncertain=uncertain))


def _end(visit: Visit, thread: Thread, decision: Decision) -> None:
    close = decision.close or Close.EXPIRED
    visit.store.threads.add_events(thread.id, [Event(EventKind.ENDED, visit.desk.now, decision.why, close=close)])
    visit.report.ended.append(thread.id)


def _line(thread: Thread, decision: Decision, prepared: Prepared, *, uncertain: bool) -> Written:
    to = tuple(who.address for who in prepared.letter.to)
    written = prepared.written
    return Written(
        thread.id,
        to,
        prepared.letter.subject,
        written.text,
        decision.touch,
        written.template,
        written.angle,
        prepared.why,
        uncertain,
    )


DEEDS: dict[Action, Callable[[Visit, Thread, Decision], None]] = {
    Action.WRITE: _write,
    Action.WITHDRAW: _withdraw,
    Action.END: _end,
}
"""How each decision is carried out; the others leave everything as it is."""
