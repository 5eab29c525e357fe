"""What became of our drafts: judged anew in each pass from where their copies lie."""

from __future__ import annotations

from mailfollow.cycle.desk import Visit
from mailfollow.model import Draft, DraftState, Event, EventKind, Fate
from mailfollow.tracking.fate import fate, looked

EVENTS = {
    DraftState.OPEN: EventKind.DRAFT_SAVED,
    DraftState.EDITED: EventKind.DRAFT_EDITED,
    DraftState.DISCARDED: EventKind.DRAFT_GONE,
    DraftState.SENT: EventKind.DRAFT_GONE,
}
"""The event that each new state of a draft is to its thread.

The sent mail itself is the event of a draft that was sent, and overrides this one; but not every copy is kept.
"""


def review_drafts(visit: Visit) -> None:
    """Find each open draft of the account again, and record what changed; one that came back is open again."""
    drafts, account = visit.store.drafts, visit.account
    for draft in (*drafts.open(account), *drafts.returned(account), *drafts.left_over(account)):
        copies = visit.store.messages.copies(visit.account, draft.token, draft.message_id)
        note_fate(visit, draft, fate(draft, copies, visit.desk.now))


def note_fate(visit: Visit, draft: Draft, judged: Fate) -> Draft:
    """Record what a draft has become, with the event that this is to its thread; return it as it is then."""
    after = looked(draft, judged, visit.desk.now)
    if after == draft:
        return draft
    with visit.store.writing():
        after = visit.store.drafts.update(
            draft.id,
            state=after.state,
            uid=after.uid,
            looks=after.looks,
            looked_at=after.looked_at,
            missing_since=after.missing_since,
            problem=after.problem,
        )
        if after.state is not draft.state and after.state in EVENTS:
            event = Event(EVENTS[after.state], visit.desk.now, judged.why, draft_id=draft.id)
            visit.store.threads.add_events(draft.thread_id, [event])
    visit.known.refresh(visit.store, (draft.thread_id,))
    return after
