"""Carry out what was decided. A draft is written exactly once: reserve, append, verify, confirm.

The finished bytes are in our journal before the mailbox hears of them. Whatever happens after that, the draft is
`uncertain` until a copy of it is found; the same bytes are given to the server again only after it was looked for
long enough that the first ones cannot be under way any more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mailfollow.cycle.desk import Problem, Visit, Written
from mailfollow.cycle.drafts import note_fate
from mailfollow.cycle.prepare import Prepared, prepare
from mailfollow.errors import CannotWrite
from mailfollow.model import (
    Action,
    Close,
    Decision,
    Draft,
    DraftState,
    Event,
    EventKind,
    Fate,
    Refused,
    Role,
    Thread,
)
from mailfollow.tracking.fate import is_surely_absent, may_append_again
from mailfollow.tracking.plan import unwanted


def act(visit: Visit, threads: Sequence[Thread], decisions: Sequence[Decision]) -> None:
    """Do what `decisions` say about the visited account's threads, and save again what may be lost by now."""
    mine = {thread.id: thread for thread in threads if thread.account == visit.account}
    for decision in decisions:
        if decision.action in DEEDS and decision.thread_id in mine:
            DEEDS[decision.action](visit, mine[decision.thread_id], decision)
    for thread in mine.values():
        if thread.draft is not None and is_surely_absent(thread.draft, visit.desk.now):
            _once_more(visit, thread, thread.draft)


def _write(visit: Visit, thread: Thread, decision: Decision) -> None:
    prepared = prepare(visit, thread, decision)
    if isinstance(prepared, Refused):
        visit.report.refused[thread.id] = f"{decision.why}; no draft: {prepared.why}"
        return
    state = DraftState.OPEN
    if not visit.desk.dry:
        state = _append(visit, _reserve(visit, thread, prepared)).state
    if state in {DraftState.OPEN, DraftState.UNCERTAIN}:
        visit.report.written.append(_line(thread, decision, prepared, uncertain=state is DraftState.UNCERTAIN))


def _reserve(visit: Visit, thread: Thread, prepared: Prepared) -> Draft:
    """Put the finished bytes into the journal."""
    drafts = next(folder for folder in visit.mailbox.folders() if folder.role is Role.DRAFTS)
    cursor = visit.store.folders.cursor(visit.account, drafts.name)
    assert cursor is not None, "Drafts was read before anything is written"
    letter, written = prepared.letter, prepared.written
    return visit.store.drafts.reserve(
        thread.id,
        round=thread.standing.round,
        touch=prepared.touch,
        token=letter.token,
        message_id=letter.message_id,
        parent_id=letter.parent_id,
        data=prepared.data,
        text=written.text,
        template=written.template,
        angle=written.angle,
        why=prepared.why,
        uidvalidity=cursor.uidvalidity,
        uidnext=cursor.uidnext,
        at=visit.desk.now,
    )


def _append(visit: Visit, draft: Draft) -> Draft:
    """Give the draft's bytes to the mailbox once, and record what is known of it then.

    Raises:
        ServerUnavailable: the connection was lost on the way; the draft is uncertain.
    """
    draft = visit.store.drafts.update(
        draft.id,
        state=DraftState.UNCERTAIN,
        attempts=draft.attempts + 1,
        attempted_at=visit.desk.now,
        looks=0,
        looked_at=None,
        problem="the answer of the server did not come",
    )
    try:
        uid = visit.mailbox.save_draft(draft.data, draft.token, draft.uidnext)
    except CannotWrite as error:
        return _refused(visit, draft, " ".join(error.problems))
    if uid is None:
        return visit.store.drafts.update(draft.id, problem="the server said yes, but the draft is not there")
    return note_fate(visit, draft, Fate(DraftState.OPEN, f"saved in Drafts: {draft.why}", uid, 1))


def _refused(visit: Visit, draft: Draft, why: str) -> Draft:
    visit.report.problems.append(Problem(visit.account, why, CannotWrite.exit_code, draft.thread_id))
    return visit.store.drafts.update(draft.id, state=DraftState.REFUSED, problem=why)


def _once_more(visit: Visit, thread: Thread, draft: Draft) -> None:
    """Save the same bytes again, unless the follow-up is not wanted any more."""
    if visit.desk.dry:
        return
    reason = unwanted(thread.standing, draft, visit.desk.calendar.today(visit.desk.now))
    if reason is not None:
        _take_back(visit, draft, reason)
    elif may_append_again(draft, visit.desk.now):
        _append(visit, draft)


def _withdraw(visit: Visit, thread: Thread, decision: Decision) -> None:
    """Remove our own draft, if the mailbox finds every byte of it as we wrote it; else leave it alone."""
    draft = thread.draft
    assert draft is not None, "only a thread with a draft has one to withdraw"
    if visit.desk.dry:
        visit.report.withdrawn.append(thread.id)
        return
    if draft.uid is not None and visit.mailbox.withdraw(draft.uid, draft.uidvalidity, draft.data):
        _take_back(visit, draft, decision.why)
        visit.report.withdrawn.append(thread.id)
    else:
        problem = f"no longer wanted ({decision.why}), but it was left alone: it is not exactly as it was written"
        visit.store.drafts.update(draft.id, problem=problem)


def _take_back(visit: Visit, draft: Draft, why: str) -> None:
    with visit.store.writing():
        visit.store.drafts.update(draft.id, state=DraftState.WITHDRAWN, problem="")
        event = Event(EventKind.DRAFT_WITHDRAWN, visit.desk.now, f"the draft was withdrawn: {why}", draft_id=draft.id)
        visit.store.threads.add_events(draft.thread_id, [event])


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
