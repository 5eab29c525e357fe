"""Save a draft exactly once: reserve, append, verify, confirm.

The finished bytes are in our journal before the mailbox hears of them. Whatever happens after that, the draft is
`uncertain` until a copy of it is found; the same bytes are given to the server again only after it was looked for
long enough that the first ones cannot be under way any more.
"""

from __future__ import annotations

from mailfollow.cycle.desk import Problem, Visit
from mailfollow.cycle.drafts.prepare import Prepared
from mailfollow.cycle.drafts.review import note_fate
from mailfollow.errors import CannotWrite
from mailfollow.model import Draft, DraftState, Fate, Role, Thread


def reserve(visit: Visit, thread: Thread, prepared: Prepared, replaces: int | None = None) -> Draft:
    """Put the finished bytes into the journal; `replaces` is the number of the draft whose place they take.

    Raises:
        Doubled: the thread has an open draft, or one for this touch.
    """
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
        replaces=replaces,
        covers=prepared.covers,
        language=written.language,
        resource=written.offer.resource.name if written.offer else "",
    )


def append(visit: Visit, draft: Draft) -> Draft:
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
