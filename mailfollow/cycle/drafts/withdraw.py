"""Take back a draft of ours that is no longer wanted, if every byte of it still is as we wrote it."""

from __future__ import annotations

from mailfollow.cycle.desk import Visit
from mailfollow.errors import CannotWrite
from mailfollow.mailbox import lines
from mailfollow.mailbox.port import TOUCHED
from mailfollow.model import Draft, DraftState, Envelope, Event, EventKind, Place, Role, Seen, Version

STARRED = "you starred it, so it is not taken back"
NOT_OURS_TO_THE_BYTE = "it is not byte for byte as it was written, so it is not taken back"
NOT_ALLOWED = "the server did not let it be removed, so please delete it yourself"


def removed(visit: Visit, draft: Draft, why: str) -> bool:
    """Remove `draft` from Drafts, and return whether it is gone; where it is not, remember why and try no more.

    Raises:
        ServerUnavailable: the connection was lost on the way; a later pass finds out.
    """
    visit.store.drafts.update(draft.id, withdrawing=why)  # if we die over it, the person has not removed it
    place = _place(visit, draft)
    try:
        if place is not None and visit.mailbox.withdraw(place.uid, place.uidvalidity, draft.data):
            _forget(visit, draft, place)
            return True
        kept = _kept(visit, draft, place)
    except CannotWrite as error:
        kept = " ".join(error.problems)
    _leave_alone(visit, draft, place, kept)
    return False


def _forget(visit: Visit, draft: Draft, place: Place) -> None:
    """Remember that nothing lies at `place` any more: until the next look it would count as the person's own draft."""
    copies = visit.store.messages.copies(visit.account, draft.token, draft.message_id)
    if any(copy.place == place for copy in copies):
        envelope = Envelope(message_id=draft.message_id)  # the stored one stays
        visit.store.messages.add(visit.account, [Seen(place, Role.DRAFTS, envelope, draft.reserved_at, deleted=True)])


def _place(visit: Visit, draft: Draft) -> Place | None:
    """Return where the bytes of `draft` were met last."""
    drafts = next(folder for folder in visit.mailbox.folders() if folder.role is Role.DRAFTS)
    return None if draft.uid is None else Place(drafts.name, draft.uidvalidity, draft.uid)


def _kept(visit: Visit, draft: Draft, place: Place | None) -> str:
    """Return why the mailbox did not remove what lies at `place`; empty if the person just removes it."""
    found = visit.mailbox.bodies(place.folder, [place.uid], 2 * len(draft.data) + 1) if place else ()
    there = [raw for raw in found if raw.place == place and r"\Deleted" not in raw.flags]
    if not there:
        return ""
    if not lines.same(there[0].data, draft.data):
        return NOT_OURS_TO_THE_BYTE
    return STARRED if there[0].flags & TOUCHED else NOT_ALLOWED


def _leave_alone(visit: Visit, draft: Draft, place: Place | None, kept: str) -> None:
    """Remember, with the place of the draft, why it was not removed from there."""
    known = visit.store.drafts.versions(draft.id)
    if place is not None and kept:
        known[place] = Version(kept=kept)
    with visit.store.writing():
        visit.store.drafts.note_versions(draft.id, known)
        visit.store.drafts.update(draft.id, kept=kept, withdrawing="")


def take_back(visit: Visit, draft: Draft, why: str) -> None:
    """Record that `draft` does not lie in Drafts any more, or never will, because we do not want it to."""
    with visit.store.writing():
        visit.store.drafts.update(draft.id, state=DraftState.WITHDRAWN, problem="", withdrawing="")
        event = Event(EventKind.DRAFT_WITHDRAWN, visit.desk.now, f"the draft was withdrawn: {why}", draft_id=draft.id)
        for thread in draft.threads:
            visit.store.threads.add_events(thread, [event])
