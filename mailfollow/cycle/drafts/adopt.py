"""Drafts that another mailfollow of the same person wrote, or this one before its database was lost or set back.

The Message-ID of a draft follows from the account's name, the thread and the touch, so that whoever finds it knows the
follow-up to be made already, or to be thrown away. Such a draft is the person's own: we cannot know whether it was
edited since.
"""

from __future__ import annotations

from dataclasses import replace

from mailfollow import reading
from mailfollow.cycle.desk import Visit
from mailfollow.cycle.drafts.prepare import own_ids
from mailfollow.cycle.drafts.review import note_fate
from mailfollow.model import Copy, Draft, DraftState, Event, EventKind, State, Thread
from mailfollow.tracking.fate import ADOPTED, NOT_OURS, fate
from mailfollow.tracking.planning.drafts import has_draft, open_draft
from mailfollow.tracking.planning.several import named_in

WITHDRAWN_BEFORE = 3
"""How many drafts of one touch the other mailfollow may have taken back before the one that is found."""


def adopt(visit: Visit, thread: Thread) -> bool:
    """Record the draft of the next touch of `thread` that lies in the mailbox already; whether there was one.

    Raises:
        ServerUnavailable: the mailbox could not be read.
    """
    standing = thread.standing
    proposal = visit.store.messages.message(thread.account, standing.proposal_id or "")
    if proposal is None or open_draft(thread) is not None or _has_one(visit, thread):
        return False
    for message_id in own_ids(visit, thread, standing.touch + 1, proposal, WITHDRAWN_BEFORE):
        copies = _copies(visit, message_id)
        if copies:
            _take_over(visit, thread, message_id, copies)
            return True
    return False


def _has_one(visit: Visit, thread: Thread) -> bool:
    """Whether the journal knows of a draft of the next touch that was not withdrawn: there is never a second."""
    ours, touch = visit.store.drafts.of_thread(thread.id), (thread.standing.round, thread.standing.touch + 1)
    return any((one.round, one.touch) == touch and one.state is not DraftState.WITHDRAWN for one in ours)


def _copies(visit: Visit, message_id: str) -> list[Copy]:
    found = visit.store.messages.copies(visit.account, message_id, message_id)
    return [copy for copy in found if copy.message_id == message_id and not copy.deleted]


def _take_over(visit: Visit, thread: Thread, message_id: str, copies: list[Copy]) -> None:
    """Put it into the journal with what became of it, in one step: what is reserved only would be saved once more."""
    data = _bytes(visit, copies[0])
    with visit.store.writing():
        draft = _enter(visit, thread, message_id, copies[0], data)
        saved = Event(EventKind.DRAFT_SAVED, visit.desk.now, ADOPTED, draft_id=draft.id)
        for name in draft.threads:  # else its end would be that of a draft which the thread never had
            visit.store.threads.add_events(name, [saved])
        judged = fate(draft, visit.store.messages.copies(visit.account, draft.token, message_id), visit.desk.now)
        note_fate(visit, draft, judged if judged.why == ADOPTED else replace(judged, why=f"{judged.why}; {ADOPTED}"))


def _enter(visit: Visit, thread: Thread, message_id: str, copy: Copy, data: bytes) -> Draft:
    desk = visit.desk
    text = reading.read(data, desk.me, desk.lexicon, desk.now, desk.config.detect.threshold).own_text
    free = (one for one in visit.store.threads.all() if one.standing.state is State.WAITING and not has_draft(one))
    return visit.store.drafts.reserve(
        thread.id,
        round=thread.standing.round,
        touch=thread.standing.touch + 1,
        token=copy.references[-2] if len(copy.references) > 1 else message_id,
        message_id=message_id,
        parent_id=copy.in_reply_to,
        data=data,
        text=text,
        template="",
        angle="",
        why=ADOPTED,
        uidvalidity=NOT_OURS,
        uidnext=1,
        at=desk.now,
        covers=named_in(text, thread, free),
    )


def _bytes(visit: Visit, copy: Copy) -> bytes:
    """Return the message, so that its text is not offered once more; nothing where it has gone meanwhile."""
    return next((raw.data for raw in visit.mailbox.bodies(copy.place.folder, [copy.place.uid])), b"")
