"""What became of our drafts: judged anew in each pass from where their copies lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mailfollow.cycle.desk import Problem, Visit
from mailfollow.cycle.drafts.versions import compared
from mailfollow.errors import Doubled
from mailfollow.model import Copy, Draft, DraftState, Event, EventKind, Fate, Place, Role, State
from mailfollow.tracking.fate import fate, is_copy
from mailfollow.tracking.looks import looked

EVENTS = {
    DraftState.OPEN: EventKind.DRAFT_SAVED,
    DraftState.EDITED: EventKind.DRAFT_EDITED,
    DraftState.DISCARDED: EventKind.DRAFT_GONE,
    DraftState.SENT: EventKind.DRAFT_GONE,
    DraftState.WITHDRAWN: EventKind.DRAFT_WITHDRAWN,
}
"""The event that each new state of a draft is to its thread.

The sent mail itself is the event of a draft that was sent, and overrides this one; but not every copy is kept.
"""

OVER = frozenset({DraftState.DISCARDED, DraftState.SENT})


def review_drafts(visit: Visit) -> None:
    """Find each open draft of the account again, and record what changed; one that came back is open again."""
    drafts, account = visit.store.drafts, visit.account
    for draft in (*drafts.open(account), *drafts.returned(account), *drafts.left_over(account)):
        copies = _still_there(visit, draft, visit.store.messages.copies(account, draft.token, draft.message_id))
        with apart(visit, draft.thread_id):
            note_fate(visit, draft, fate(draft, compared(visit, draft, copies), visit.desk.now))


def _still_there(visit: Visit, draft: Draft, copies: Sequence[Copy]) -> list[Copy]:
    """Leave out what was taken out of the trash or another folder again: only Drafts is read as a whole.

    As long as one lies in Drafts or Sent, that alone tells what became of the draft.
    """
    own = [copy for copy in copies if is_copy(draft, copy.message_id, copy.in_reply_to, copy.references)]
    if any(copy.role in {Role.DRAFTS, Role.SENT} and not copy.deleted for copy in own):
        return list(copies)
    moved = {copy.place for copy in own if copy.role in {Role.TRASH, Role.WATCH} and not _is_there(visit, copy.place)}
    return [copy for copy in copies if copy.place not in moved]


def _is_there(visit: Visit, place: Place) -> bool:
    return [raw.place for raw in visit.mailbox.bodies(place.folder, [place.uid], 1)] == [place]


@contextmanager
def apart(visit: Visit, thread_id: str) -> Iterator[None]:
    """Let it concern one thread only where the table refuses a second draft; the others go on."""
    try:
        yield
    except Doubled as error:
        visit.report.problems.append(Problem(visit.account, " ".join(error.problems), error.exit_code, thread_id))


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
            uidvalidity=after.uidvalidity,
            looks=after.looks,
            looked_at=after.looked_at,
            missing_since=after.missing_since,
            problem=after.problem,
            withdrawing=after.withdrawing,
            kept=after.kept,
        )
        if after.state is not draft.state and after.state in EVENTS:
            event = Event(EVENTS[after.state], visit.desk.now, judged.why, draft_id=draft.id)
            for thread in draft.threads:
                visit.store.threads.add_events(thread, [*_unseen(visit, thread, draft, after.state), event])
            after = visit.store.drafts.get(draft.id)
    visit.known.refresh(visit.store, draft.threads)
    return after


def _unseen(visit: Visit, thread: str, draft: Draft, state: DraftState) -> list[Event]:
    """Return that the draft was saved, where it is over before that was seen: its thread has to count the follow-up."""
    standing = visit.store.threads.get(thread).standing
    if state not in OVER or standing.state is not State.WAITING or standing.draft_id is not None:
        return []
    if standing.clock is None or standing.clock > draft.reserved_at:
        return []  # the mail itself was counted
    return [Event(EventKind.DRAFT_SAVED, visit.desk.now, "it lay in Drafts", draft_id=draft.id)]
